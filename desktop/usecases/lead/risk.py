"""Saves a child's risk assessment version by version, who agreed to it, and how it ended."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktop.usecases.lead import risk_lists
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.decide import NewAction
from storage.database.repositories import chronology, pupils, risks
from storage.intake import vocabularies
from storage.records import permissions
from storage.records.concern import PUPIL_ROLES
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.name_folding import HUMP, folded
from storage.records.pupil import Pupil
from storage.records.risk_assessment import (
    Control,
    Hazard,
    RiskAssessment,
    RiskAssessmentDraft,
    with_keys,
)
from storage.records.risk_compare import paired
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When


def save_risk_assessment(
    casebook: OpenCasebook, *, draft: RiskAssessmentDraft, actions: Sequence[NewAction] = ()
) -> str:
    """Save a new assessment, or the next version of the one it supersedes, and the actions that
    come of it, in one transaction; returns its id.

    Raises risk.incomplete, risk.review_date, risk.not_found, risk.ended_already,
    risk.scale_unknown, risk.off_scale, risk.unknown_word, risk.by_when, risk.action_incomplete,
    pupils.not_found, triage.not_found.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    if pupils.pupil(casebook.connection, draft.pupil_id) is None:
        raise UserFacingError("pupils.not_found")
    if not draft.title.strip() or not draft.hazards:
        raise UserFacingError("risk.incomplete")
    _must_be_day(draft.review_date, "risk.review_date")
    earlier = _earlier(casebook, draft)
    _check(draft)
    for concern in draft.concerns:
        if chronology.entry(casebook.connection, concern) is None:
            raise UserFacingError("triage.not_found")
    _check_actions(actions)
    version = max((assessment.version for assessment in earlier), default=0) + 1
    risk_id = draft.supersedes or new_id("risk_assessment", casebook.random_bytes)
    used = [hazard.key for known in earlier for hazard in known.draft.hazards]
    before = earlier[0].draft.hazards if earlier else ()
    kept = replace(draft, hazards=with_keys(_same_keys(before, draft.hazards), used=used))
    saved = Event(type="risk.saved", fields={"id": risk_id, "version": version, **kept.to_fields()})
    with casebook.work() as work:
        work.append(saved, *(_action(casebook, each, draft, risk_id) for each in actions))
    return risk_id


def sign_risk_assessment(
    casebook: OpenCasebook,
    *,
    risk_id: str,
    version: int,
    name: str,
    role: str,
    on: str,
    text: str = "",
) -> None:
    """Keep that somebody agreed to one version; ``role`` is a signer of ``risk_words``, ``on`` an
    ISO day not after today. Raises risk.not_found, risk.signer_missing, risk.unknown_word,
    risk.signed_day.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    known = risks.versions(casebook.connection, risk_id)
    if version not in {each.version for each in known}:
        raise UserFacingError("risk.not_found")
    if not name.strip():
        raise UserFacingError("risk.signer_missing")
    _must_be_known(role, risk_lists.codes("signer"))
    _must_be_day(on, "risk.signed_day")
    if date.fromisoformat(on) > _today(casebook):
        raise UserFacingError("risk.signed_day")
    fields = {"risk": risk_id, "version": version, "name": name.strip(), "role": role, "on": on}
    if text.strip():
        fields["text"] = text.strip()
    casebook.append(Event(type="risk.signed", fields=fields))


def end_risk_assessment(
    casebook: OpenCasebook, *, risk_id: str, on: str, reason: str, outcome: str = ""
) -> None:
    """End an assessment on an ISO day, with the reason; nobody is asked to look at it again.

    Raises risk.not_found, risk.ended_already, risk.end_reason, risk.end_day.
    """
    permissions.require(casebook.person.role, permissions.RECORD)
    newest = current(casebook, risk_id)
    if newest.ended is not None:
        raise UserFacingError("risk.ended_already")
    if not reason.strip():
        raise UserFacingError("risk.end_reason")
    _must_be_day(on, "risk.end_day")
    day = date.fromisoformat(on)
    if day > _today(casebook):
        raise UserFacingError("risk.end_day")
    fields = {
        "risk": risk_id,
        "happened": When.on_day(day).to_value(),
        "reason": reason.strip(),
    }
    if outcome.strip():
        fields["outcome"] = outcome.strip()
    casebook.append(Event(type="risk.ended", fields=fields))


def current(casebook: OpenCasebook, risk_id: str) -> RiskAssessment:
    """Return the newest version; raises risk.not_found."""
    known = risks.versions(casebook.connection, risk_id)
    if not known:
        raise UserFacingError("risk.not_found")
    return known[0]


def for_other_child(
    draft: RiskAssessmentDraft, *, pupil_id: str, first: Pupil | None = None
) -> RiskAssessmentDraft:
    """Begin the plan of another child with the hazards of this one and nothing else of it.

    Words, places, times and what is done are copied to be checked; ratings, owners, days, views,
    facts, names and ids are not, nor a title that names the ``first`` child. The words may still
    name that child (see ``still_named``): whoever saves it must read them.
    """
    named = first is not None and _names(draft.title, first)
    return RiskAssessmentDraft(
        pupil_id=pupil_id,
        title="" if named else draft.title,
        hazards=tuple(_without_details(hazard) for hazard in draft.hazards),
        review_date="",
        scale=draft.scale,
        template=draft.template,
        kind=draft.kind,
    )


def _same_keys(before: Sequence[Hazard], hazards: Sequence[Hazard]) -> list[Hazard]:
    """Give a hazard that a script wrote without its key the one it had in the version before."""
    return [
        replace(after, key=former.key) if former is not None and not after.key else after
        for former, after in paired(before, hazards)
        if after is not None
    ]


def still_named(draft: RiskAssessmentDraft, pupil: Pupil) -> tuple[int, ...]:
    """Return the numbers (from 1) of the hazards in whose words a name of the child may stand."""
    return tuple(
        number
        for number, hazard in enumerate(draft.hazards, start=1)
        if any(
            _names(text, pupil)
            for text in (
                hazard.hazard,
                hazard.where,
                *(control.control for control in hazard.controls),
            )
        )
    )


def _names(text: str, pupil: Pupil) -> bool:
    details = pupil.details
    known = _words_of(
        " ".join(
            (
                *(pupil.display_name, details.legal_forename, details.legal_surname),
                *(details.preferred_forename, details.preferred_surname),
            )
        )
    )
    return bool(known & _words_of(text))


def _words_of(text: str) -> set[str]:
    """The words of a text, folded as names are; a possessive ’s is none of the name."""
    plain = "".join(
        letter if letter.isalnum() or letter == "'" else " "
        for letter in folded(text).text.replace(HUMP, "")
    )
    return {word.removesuffix("'s").strip("'") for word in plain.split()} - {""}


def _without_details(hazard: Hazard) -> Hazard:
    bare = [Control(control=each.control) for each in hazard.controls]
    first, *more = bare or [Control(control="")]
    return Hazard(
        hazard=hazard.hazard,
        where=hazard.where,
        likelihood=0,
        severity=0,
        control=first.control,
        owner="",
        more_controls=tuple(more),
        setting=hazard.setting,
        times=hazard.times,
    )


def _earlier(casebook: OpenCasebook, draft: RiskAssessmentDraft) -> list[RiskAssessment]:
    if not draft.supersedes:
        return []
    earlier = risks.versions(casebook.connection, draft.supersedes)
    same_child = all(known.draft.pupil_id == draft.pupil_id for known in earlier)
    if not (earlier and same_child):
        raise UserFacingError("risk.not_found")
    if earlier[0].ended is not None:
        raise UserFacingError("risk.ended_already")
    return earlier


def _check(draft: RiskAssessmentDraft) -> None:
    if not draft.scale.strip():
        raise UserFacingError("risk.scale_unknown")
    likelihoods, severities = risk_lists.steps_of(draft.scale)
    for hazard in draft.hazards:
        if not hazard.hazard.strip():
            raise UserFacingError("risk.incomplete")
        if (
            hazard.likelihood not in likelihoods
            or hazard.severity not in severities
            or hazard.likelihood_after not in (None, *likelihoods)
            or hazard.severity_after not in (None, *severities)
        ):
            raise UserFacingError(
                "risk.off_scale", likelihood=max(likelihoods), severity=max(severities)
            )
        _check_words(hazard)
    _must_be_known(draft.kind, ("", *risk_lists.codes("kind")))
    _must_be_known(draft.occasion, ("", *risk_lists.codes("occasion")))
    _must_be_known(draft.role, ("", *PUPIL_ROLES))


def _check_words(hazard: Hazard) -> None:
    settings = {item.code for item in vocabularies.load(risk_lists.SETTINGS).items}
    times = {item.code for item in vocabularies.load(risk_lists.TIMES).items}
    _must_be_known(hazard.setting, ("", *settings))
    for code in hazard.times:
        _must_be_known(code, times)
    for control in hazard.controls:
        if control.by_when:
            _must_be_day(control.by_when, "risk.by_when")


def _today(casebook: OpenCasebook) -> date:
    return casebook.clock().astimezone(SCHOOL_ZONE).date()


def _must_be_known(code: str, known: Sequence[str] | set[str]) -> None:
    if code not in known:
        raise UserFacingError("risk.unknown_word", known=", ".join(sorted(filter(None, known))))


def _must_be_day(text: str, refusal: str) -> None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UserFacingError(refusal) from None
    if day.isoformat() != text:
        raise UserFacingError(refusal)


def _check_actions(actions: Sequence[NewAction]) -> None:
    for action in actions:
        if not action.what.strip() or not action.owner.strip():
            raise UserFacingError("risk.action_incomplete")
        _must_be_day(action.due, "risk.action_incomplete")


def _action(
    casebook: OpenCasebook, action: NewAction, draft: RiskAssessmentDraft, risk_id: str
) -> Event:
    return Event(
        type="action.added",
        fields={
            "id": new_id("action", casebook.random_bytes),
            "what": action.what.strip(),
            "owner": action.owner.strip(),
            "due": action.due,
            "pupils": [draft.pupil_id],
            "risk": risk_id,
        },
    )
