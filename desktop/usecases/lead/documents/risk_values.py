"""Gathers a risk assessment with all its versions, and what a class team may hold of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desktop.usecases.lead import risk_lists
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.documents.entry_text import (
    EntryText,
    day_words,
    entry_texts,
    short_day,
)
from desktop.usecases.report import long_moment
from exports.care_values import Words
from exports.risk_values import (
    Agreement,
    ControlLine,
    Ending,
    FurtherControl,
    HazardLine,
    RatingWords,
    RiskRecord,
    RiskText,
    RiskVersion,
    Scale,
    ScaleBand,
    ScaleStep,
    StaffExtract,
)
from storage.database.repositories import chronology, people, pupils, risks
from storage.intake import risk_templates, vocabularies
from storage.intake.vocabularies import Vocabulary
from storage.records.errors import UserFacingError
from storage.records.people import LEADS, Role
from storage.records.redaction import Redactor
from storage.records.risk_assessment import (
    TEXTS,
    Hazard,
    RiskAssessment,
    RiskAssessmentDraft,
)

_RULES = "staff_extract"
# These are printed in places of their own.
_OWN_PLACE = ("child_view", "parent_view", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredRisk:
    """An assessment ready to print, the positions of its versions, and the child it is about."""

    record: RiskRecord
    entries: tuple[int, ...]
    pupil_id: str
    title: str


def gather_risk(
    casebook: OpenCasebook, *, risk_id: str, redactor: Redactor, version: int | None = None
) -> GatheredRisk:
    """Return an assessment with the version asked for (the newest unless said) and all others.

    Raises risk.not_found.
    """
    stored = risks.versions(casebook.connection, risk_id)
    wanted = next((each for each in stored if version in (None, each.version)), None)
    if wanted is None:
        raise UserFacingError("risk.not_found")
    scale = scale_of(wanted.draft.scale)
    seqs = {each.version: _position(casebook, each) for each in stored}
    texts = entry_texts(casebook, seqs.values(), redactor=redactor)
    lines = {
        each.version: _version(casebook, each, texts[seqs[each.version]])
        for each in stored
        if seqs[each.version] in texts
    }
    return GatheredRisk(
        record=RiskRecord(
            reference=risk_id,
            version=lines[wanted.version],
            latest=stored[0].version,
            versions=tuple(lines.values()),
            scale=scale,
            scale_name=wanted.draft.scale,
            kind=_kind(wanted.draft.kind),
            ended=_ended(casebook, wanted, redactor),
        ),
        entries=tuple(sorted({*seqs.values(), *_after(stored)})),
        pupil_id=wanted.draft.pupil_id,
        title=redactor.apply(wanted.draft.title),
    )


def gather_staff_extract(
    casebook: OpenCasebook,
    *,
    risk_id: str,
    redactor: Redactor,
    version: int | None = None,
    tell: str = "",
    return_by: str = "",
) -> StaffExtract:
    """Return what the class team may hold.

    It takes what it names and nothing else. ``tell`` is whom to tell, by lines, else the leads of
    the casebook; ``return_by`` an ISO day, else as the rules on extracts say. Raises
    risk.not_found.
    """
    stored = risks.versions(casebook.connection, risk_id)
    wanted = next((each for each in stored if version in (None, each.version)), None)
    pupil = None if wanted is None else pupils.pupil(casebook.connection, wanted.draft.pupil_id)
    if wanted is None or pupil is None:
        raise UserFacingError("risk.not_found")
    draft, clean = wanted.draft, redactor.apply
    seq = _position(casebook, wanted)
    told = tuple(line.strip() for line in tell.splitlines() if line.strip())
    return StaffExtract(
        child=clean(pupil.display_name),
        class_name=clean(pupil.details.class_name),
        reference=risk_id,
        version=wanted.version,
        saved=long_moment(wanted.recorded_at),
        controls=tuple(
            line
            for place, hazard in enumerate(draft.hazards)
            for line in _control_lines(casebook, hazard, f"hazards.{place}", seq, redactor)
        ),
        review=redactor.field(seq, "review_date", day_words(draft.review_date)),
        tell=tuple(clean(line) for line in told or _leads(casebook)),
        return_by=day_words(return_by or _return_by(draft.review_date)),
        rules=tuple(item.label for item in vocabularies.load(_RULES).items),
        superseded=wanted.version < stored[0].version,
    )


def scale_of(name: str) -> Scale | None:
    """Return the scale of this name and edition; None when the program has another one."""
    words = risk_lists.scale(name)
    if words is None or words.reference != name:
        return None
    return Scale(
        name=f"{words.title}, edition {words.edition}",
        likelihoods=_steps(words, "likelihood"),
        severities=_steps(words, "severity"),
        bands=tuple(
            ScaleBand(
                label=item.label,
                asks=item.definition,
                lowest=item.extra["lowest"],
                highest=item.extra["highest"],
            )
            for item in words.children("band")
        ),
    )


def _steps(words: Vocabulary, code: str) -> tuple[ScaleStep, ...]:
    return tuple(
        ScaleStep(value=item.extra["value"], label=item.label) for item in words.children(code)
    )


def _position(casebook: OpenCasebook, version: RiskAssessment) -> int:
    row = chronology.entry(casebook.connection, f"{version.id}.{version.version}")
    if row is None:
        raise UserFacingError("risk.not_found")
    return row.seq


def _version(casebook: OpenCasebook, saved: RiskAssessment, text: EntryText) -> RiskVersion:
    draft = saved.draft
    scale = scale_of(draft.scale)
    return RiskVersion(
        number=saved.version,
        saved=long_moment(saved.recorded_at),
        by=text.redactor.writer(text.seq, saved.author),
        title=text.words("title"),
        hazards=tuple(
            _hazard(casebook, hazard, f"hazards.{place}", text, scale)
            for place, hazard in enumerate(draft.hazards)
        ),
        child_view=text.words("child_view"),
        parent_view=text.words("parent_view"),
        review=text.redactor.field(text.seq, "review_date", day_words(draft.review_date)),
        why=text.redactor.field(text.seq, "occasion", _word(draft.occasion)),
        reason=text.words("reason"),
        texts=tuple(_texts(draft, text)),
        agreed=tuple(_agreements(casebook, saved, text.redactor)),
        concerns=tuple(
            text.redactor.field(text.seq, "concerns", concern) for concern in draft.concerns
        ),
    )


def _texts(draft: RiskAssessmentDraft, text: EntryText) -> Iterator[RiskText]:
    """The boxes that hold something, under the words they had on the screen."""
    labels = vocabularies.load("record_fields")
    template = risk_templates.find(draft.template)
    asked = {item.code: item.label for item in template.consider} if template else {}
    for place, item in enumerate(draft.considered):
        words = text.part(f"considered.{place}.text", item.text)
        if words.text:
            yield RiskText(label=asked.get(item.code, item.code), words=words)
    for name in TEXTS:
        if name not in _OWN_PLACE and getattr(draft, name):
            yield RiskText(label=labels.label(name), words=text.words(name))


def _agreements(
    casebook: OpenCasebook, saved: RiskAssessment, redactor: Redactor
) -> Iterator[Agreement]:
    texts = entry_texts(casebook, (each.seq for each in saved.signed), redactor=redactor)
    for each in saved.signed:
        if each.seq not in texts:
            continue
        text = texts[each.seq]
        yield Agreement(
            name=text.words("name"),
            role=redactor.field(each.seq, "role", _word(each.role)),
            on=redactor.field(each.seq, "on", day_words(each.on)),
            text=text.words("text"),
        )


def _ended(casebook: OpenCasebook, saved: RiskAssessment, redactor: Redactor) -> Ending | None:
    if saved.ended is None:
        return None
    texts = entry_texts(casebook, (saved.ended.seq,), redactor=redactor)
    if saved.ended.seq not in texts:
        return None
    text = texts[saved.ended.seq]
    return Ending(
        on=redactor.field(text.seq, "happened", day_words(saved.ended.on)),
        by=redactor.writer(text.seq, saved.ended.author),
        reason=text.words("reason"),
        outcome=text.words("outcome"),
    )


def _after(stored: Sequence[RiskAssessment]) -> Iterator[int]:
    """The positions of what was added to the versions: agreements and the end."""
    for each in stored:
        yield from (signed.seq for signed in each.signed)
        if each.ended is not None:
            yield each.ended.seq


def _word(code: str) -> str:
    return vocabularies.load(risk_lists.WORDS).label(code) if code else ""


def _kind(code: str) -> str:
    return _word(code) if code != "risk_assessment" else ""


def _place(hazard: Hazard) -> str:
    """Setting and time of day in words."""
    settings, times = (vocabularies.load(each) for each in (risk_lists.SETTINGS, risk_lists.TIMES))
    said = [settings.label(hazard.setting)] if hazard.setting else []
    return ", ".join((*said, *(times.label(code) for code in hazard.times)))


def _control_lines(
    casebook: OpenCasebook, hazard: Hazard, path: str, seq: int, redactor: Redactor
) -> Iterator[ControlLine]:
    """What the class team does about one hazard, and where; nothing of the hazard itself."""
    place = redactor.field(seq, f"{path}.setting", _place(hazard))
    where = redactor.field(seq, f"{path}.where", hazard.where)
    said = "\n".join(part for part in (place, where) if part)
    further = len(hazard.controls) - len(hazard.more_controls)
    for number, control in enumerate(hazard.controls):
        here = path if number < further else f"{path}.more_controls.{number - further}"
        if not control.control.strip():
            continue
        words = redactor.field(seq, f"{here}.control", control.control)
        if control.by_when:
            words = f"{words} (by {short_day(control.by_when)})"
        owner = redactor.field(seq, f"{here}.owner", _owner(casebook, control.owner))
        yield ControlLine(where=said, control=words, owner=owner)


def _hazard(
    casebook: OpenCasebook, hazard: Hazard, path: str, text: EntryText, scale: Scale | None
) -> HazardLine:
    hidden = text.redactor.withholds(text.seq, "hazards")
    nothing = RatingWords()
    return HazardLine(
        hazard=text.part(f"{path}.hazard", hazard.hazard),
        where=text.part(f"{path}.where", hazard.where),
        now=nothing if hidden else _rating(hazard.likelihood, hazard.severity, scale),
        control=text.part(f"{path}.control", hazard.control),
        owner=_named_owner(casebook, hazard.owner, path, text),
        by_when=_by_when(hazard.by_when, path, text),
        more=tuple(
            FurtherControl(
                control=text.part(f"{path}.more_controls.{place}.control", each.control),
                owner=_named_owner(casebook, each.owner, f"{path}.more_controls.{place}", text),
                by_when=_by_when(each.by_when, f"{path}.more_controls.{place}", text),
            )
            for place, each in enumerate(hazard.more_controls)
        ),
        after=nothing if hidden else _rating_after(hazard, scale),
        key=hazard.key,
        place="" if hidden else _place(hazard),
    )


def _by_when(day: str, path: str, text: EntryText) -> str:
    return text.redactor.field(text.seq, f"{path}.by_when", short_day(day)) if day else ""


def _named_owner(casebook: OpenCasebook, said: str, path: str, text: EntryText) -> Words:
    """A person of the school by name; else the words that were typed."""
    name = _owner(casebook, said)
    owner = text.part(f"{path}.owner", name)
    return owner if name == said else replace(owner, source=None)


def _owner(casebook: OpenCasebook, said: str) -> str:
    known = people.person(casebook.connection, said)
    return said if known is None else known.name


def _rating(likelihood: int, severity: int, scale: Scale | None) -> RatingWords:
    score = likelihood * severity
    if scale is None:
        return RatingWords(likelihood=likelihood, severity=severity, score=score)
    return RatingWords(
        likelihood=likelihood,
        severity=severity,
        likely=_label(scale.likelihoods, likelihood),
        bad=_label(scale.severities, severity),
        score=score,
        band=scale.band(score),
    )


def _rating_after(hazard: Hazard, scale: Scale | None) -> RatingWords:
    if hazard.likelihood_after is None and hazard.severity_after is None:
        return RatingWords()
    likelihood = hazard.likelihood if hazard.likelihood_after is None else hazard.likelihood_after
    severity = hazard.severity if hazard.severity_after is None else hazard.severity_after
    return _rating(likelihood, severity, scale)


def _label(steps: tuple[ScaleStep, ...], value: int) -> str:
    return next((step.label for step in steps if step.value == value), "")


def _leads(casebook: OpenCasebook) -> Iterator[str]:
    """The leads who can open the casebook now, the designated one first."""
    roles = vocabularies.load("person_roles")
    found = [each for each in people.people(casebook.connection, active=True) if each.role in LEADS]
    for person in sorted(found, key=lambda each: each.role != Role.LEAD):
        yield f"{person.name}, {roles.label(person.role.value)}"


def _return_by(review: str) -> str:
    days = int(vocabularies.load_words(_RULES)["after_review"])
    return (date.fromisoformat(review) + timedelta(days=days)).isoformat()
