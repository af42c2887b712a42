"""Refers a child to another service, and keeps all that is heard of it, in whatever order it comes:
nothing is refused for being late, and an odd order is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.usecases.lead import work_checks
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.file_checks import file_contents
from storage.database.repositories import concerns, limits, referrals
from storage.intake import vocabularies
from storage.records.errors import UserFacingError
from storage.records.events import Event
from storage.records.identifiers import new_id
from storage.records.referrals import WITH_REASON, Advice, Referral, ToldFacts, odd_steps
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDraft:
    """A referral as the lead makes it; codes are those of the vocabularies.

    ``text`` is what worries the school, ``reason`` what is asked for. ``phoned`` and ``written``
    say what has gone out already. ``parents``: {told, when, by, account, why_not}; ``consent``:
    {given, by, when, why_not}. ``files`` are (name, content) pairs.
    """

    pupils: tuple[str, ...]
    to: str
    text: str
    consent: Mapping[str, str]
    parents: Mapping[str, str]
    happened: When | None = None
    phoned: When | None = None
    written: When | None = None
    case: str = ""
    concern: str = ""
    form: str = ""
    urgency: str = ""
    reference: str = ""
    advice: tuple[Advice, ...] = ()
    reason: str = ""
    child_words: str = ""
    facts: ToldFacts | None = None
    files: tuple[tuple[str, bytes], ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralNews:
    """Something that was done about a referral or heard of it: ``state`` is a code of
    referral_states, ``by`` who said it, ``next_chase`` the ISO day on which the school asks again.
    """

    referral: str
    state: str
    happened: When | None = None
    text: str = ""
    reason: str = ""
    reference: str = ""
    by: str = ""
    outcome: str = ""
    next_chase: str = ""
    facts: ToldFacts | None = None
    files: tuple[tuple[str, bytes], ...] = field(default=())


def make_referral(casebook: OpenCasebook, *, draft: ReferralDraft) -> str:
    """Keep a referral; returns its id.

    Raises referrals.incomplete (which boxes), referrals.parents_missing, referrals.consent_missing,
    work.unknown_word, pupils.not_found, work.case_not_found, triage.not_found.
    """
    work_checks.require_record(casebook)
    work_checks.require_boxes(
        "referrals.incomplete",
        {"child": draft.pupils, "to whom": draft.to, "what worries you": draft.text},
    )
    work_checks.require_children(casebook, draft.pupils)
    work_checks.require_case(casebook, draft.case)
    if draft.concern and concerns.concern(casebook.connection, draft.concern) is None:
        raise UserFacingError("triage.not_found")
    to = work_checks.require_code("referral_recipients", draft.to, "to whom")
    referral = new_id("referral", casebook.random_bytes)
    fields = {
        "id": referral,
        "pupils": list(draft.pupils),
        "happened": _made_at(casebook, draft).to_value(),
        "to": to,
        "text": f"To {limits.service(to).label}: {draft.text.strip()}",
        "vocabulary": vocabularies.load("referral_recipients").reference,
        "parents": _parents(draft.parents),
        "consent": _consent(draft.consent),
        **_further(draft),
    }
    casebook.append(Event(type="referral.made", fields=fields, files=file_contents(draft.files)))
    return referral


def note_referral(casebook: OpenCasebook, *, news: ReferralNews) -> tuple[str, ...]:
    """Keep a piece of news; returns a sentence for each step whose order is unusual.

    Raises referrals.not_found, referrals.reason_missing, work.unknown_word, work.not_a_day.
    """
    work_checks.require_record(casebook)
    referral = found(casebook, news.referral)
    state = work_checks.require_code("referral_states", news.state, "what happened")
    if state in WITH_REASON and not news.reason.strip():
        raise UserFacingError("referrals.reason_missing")
    happened = news.happened or work_checks.now(casebook)
    fields = {
        "referral": referral.id,
        "state": state,
        "happened": happened.to_value(),
        "text": _news_words(referral, state, news),
        **work_checks.filled(
            {
                "reason": news.reason,
                "reference": news.reference,
                "by": news.by,
                "outcome": news.outcome,
                "next_chase": work_checks.iso_day(news.next_chase, "ask again on"),
                "facts": news.facts.to_value() if news.facts else None,
            }
        ),
    }
    casebook.append(Event(type="referral.noted", fields=fields, files=file_contents(news.files)))
    return odd_sentences(found(casebook, referral.id))


def odd_sentences(referral: Referral) -> tuple[str, ...]:
    """Return a sentence for each step of a referral that does not usually follow the one before."""
    states = vocabularies.load("referral_states")
    sentences = []
    for state, before in odd_steps(referral.steps, limits.follows()):
        after = f"after “{states.label(before)}”" if before else "before anything had gone out"
        sentences.append(f"“{states.label(state)}” stands {after}: check the days.")
    return tuple(sentences)


def found(casebook: OpenCasebook, referral_id: str) -> Referral:
    """Return a referral; raises referrals.not_found."""
    referral = referrals.referral(casebook.connection, referral_id)
    if referral is None:
        raise UserFacingError("referrals.not_found")
    return referral


def _made_at(casebook: OpenCasebook, draft: ReferralDraft) -> When:
    """When it was made, else the first thing that went out, else now."""
    if draft.happened is not None:
        return draft.happened
    sent = [when for when in (draft.phoned, draft.written) if when is not None]
    return min(sent, key=lambda when: when.sort_key) if sent else work_checks.now(casebook)


def _further(draft: ReferralDraft) -> dict[str, Any]:
    urgency = draft.urgency and work_checks.require_code(
        "referral_urgency", draft.urgency, "how urgent"
    )
    sent = {
        name: when.to_value()
        for name, when in (("phoned", draft.phoned), ("written", draft.written))
        if when is not None
    }
    return work_checks.filled(
        {
            "case": draft.case,
            "concern": draft.concern,
            "form": draft.form,
            "urgency": urgency,
            "reference": draft.reference,
            "advice": [one.to_value() for one in draft.advice if one.who.strip()],
            "reason": draft.reason,
            "child_words": draft.child_words,
            "facts": draft.facts.to_value() if draft.facts else None,
            "sent": sent,
        }
    )


def _parents(said: Mapping[str, str]) -> dict[str, str]:
    """Whether the parents know, never left blank: without a yes the reason is said."""
    if not said.get("told", "").strip():
        raise UserFacingError("referrals.parents_missing")
    told = work_checks.require_code("parents_informed", said["told"], "parents informed")
    if told != "yes" and not said.get("why_not", "").strip():
        raise UserFacingError("referrals.parents_missing")
    return {**work_checks.filled(said), "told": told}


def _consent(said: Mapping[str, str]) -> dict[str, str]:
    if not said.get("given", "").strip():
        raise UserFacingError("referrals.consent_missing")
    given = work_checks.require_code("referral_consent", said["given"], "agreement")
    item = vocabularies.load("referral_consent").item(given)
    if item is not None and item.extra.get("why") and not said.get("why_not", "").strip():
        raise UserFacingError("referrals.consent_missing")
    return {**work_checks.filled(said), "given": given}


def _news_words(referral: Referral, state: str, news: ReferralNews) -> str:
    """What the row says: it is read far from the referral it belongs to."""
    label = vocabularies.load("referral_states").label(state)
    who = f", {news.by.strip()}" if news.by.strip() else ""
    said = f" {news.text.strip()}" if news.text.strip() else ""
    return f"{label} ({limits.service(referral.to).label}{who}).{said}"
