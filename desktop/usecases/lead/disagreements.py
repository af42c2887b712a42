"""Disagrees with another service, takes it up the ladder step by step, and ends it."""

from dataclasses import dataclass, field

from desktop.usecases.lead import work_checks
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.file_checks import file_contents
from storage.database.repositories import disagreements, limits, referrals
from storage.intake import vocabularies
from storage.records.disagreements import ENDS, Disagreement, skipped
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementDraft:
    """What the school does not accept and why; ``sought`` is what it asks for instead. With a
    referral the children and the case are its own.
    """

    text: str
    pupils: tuple[str, ...] = ()
    referral: str = ""
    case: str = ""
    step: str = "worker"
    happened: When | None = None
    with_whom: str = ""
    sought: str = ""
    reason: str = ""
    files: tuple[tuple[str, bytes], ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementNews:
    """A step further, or an answer where ``by`` names who gave it; ``ended`` is one of resolved,
    withdrawn, top, or empty while it goes on.
    """

    disagreement: str
    step: str
    text: str
    happened: When | None = None
    by: str = ""
    with_whom: str = ""
    decision: str = ""
    reason: str = ""
    outcome: str = ""
    ended: str = ""
    files: tuple[tuple[str, bytes], ...] = field(default=())


def raise_disagreement(casebook: OpenCasebook, *, draft: DisagreementDraft) -> str:
    """Keep a disagreement; returns its id.

    Raises disagreements.incomplete, referrals.not_found, pupils.not_found, work.unknown_word,
    work.case_not_found.
    """
    work_checks.require_record(casebook)
    pupils, case = draft.pupils, draft.case
    if draft.referral:
        referral = referrals.referral(casebook.connection, draft.referral)
        if referral is None:
            raise UserFacingError("referrals.not_found")
        pupils, case = pupils or referral.pupils, case or referral.case
    work_checks.require_boxes(
        "disagreements.incomplete", {"child": pupils, "what you do not accept": draft.text}
    )
    work_checks.require_children(casebook, pupils)
    work_checks.require_case(casebook, case)
    step = work_checks.require_code("escalation_steps", draft.step, "step")
    disagreement = new_id("disagreement", casebook.random_bytes)
    fields = {
        "id": disagreement,
        "pupils": list(pupils),
        "happened": (draft.happened or work_checks.now(casebook)).to_value(),
        "text": draft.text.strip(),
        "step": step,
        "vocabulary": vocabularies.load("escalation_steps").reference,
        **work_checks.filled(
            {
                "case": case,
                "referral": draft.referral,
                "with_whom": draft.with_whom,
                "sought": draft.sought,
                "reason": draft.reason,
            }
        ),
    }
    files = file_contents(draft.files)
    casebook.append(Event(type="disagreement.raised", fields=fields, files=files))
    return disagreement


def note_disagreement(casebook: OpenCasebook, *, news: DisagreementNews) -> tuple[str, ...]:
    """Keep a step, an answer or the end; returns a sentence for each step out of the usual order.

    Raises disagreements.not_found, disagreements.incomplete, disagreements.end_unknown,
    disagreements.outcome_missing, work.unknown_word.
    """
    work_checks.require_record(casebook)
    disagreement = found(casebook, news.disagreement)
    work_checks.require_boxes("disagreements.incomplete", {"what was said": news.text})
    if news.ended and news.ended not in ENDS:
        raise UserFacingError("disagreements.end_unknown", known=", ".join(ENDS))
    if news.ended and not news.outcome.strip():
        raise UserFacingError("disagreements.outcome_missing")
    fields = {
        "disagreement": disagreement.id,
        "step": work_checks.require_code("escalation_steps", news.step, "step"),
        "happened": (news.happened or work_checks.now(casebook)).to_value(),
        "text": news.text.strip(),
        **work_checks.filled(
            {
                name: getattr(news, name)
                for name in ("by", "with_whom", "decision", "reason", "outcome", "ended")
            }
        ),
    }
    files = file_contents(news.files)
    casebook.append(Event(type="disagreement.noted", fields=fields, files=files))
    return odd_sentences(found(casebook, disagreement.id))


def odd_sentences(disagreement: Disagreement) -> tuple[str, ...]:
    """Return a sentence for each step that was taken out of the usual order."""
    places = {rung.code: place for place, rung in enumerate(limits.rungs())}
    steps = vocabularies.load("escalation_steps")
    return tuple(
        f"“{steps.label(step)}” came out of the usual order of the ladder: check the days, or say"
        " why a step was left out."
        for step in skipped(disagreement, places)
    )


def found(casebook: OpenCasebook, disagreement_id: str) -> Disagreement:
    """Return a disagreement; raises disagreements.not_found."""
    disagreement = disagreements.disagreement(casebook.connection, disagreement_id)
    if disagreement is None:
        raise UserFacingError("disagreements.not_found")
    return disagreement
