"""Reads referrals, their news and disagreements from JSON files, as scripts write them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.usecases.lead.disagreements import DisagreementDraft, DisagreementNews
from desktop.usecases.lead.json_boxes import files_of, pupils_of, read_json, text_of, when_of, wrong
from desktop.usecases.lead.referrals import ReferralDraft, ReferralNews
from storage.records.referrals import Advice
from storage.records.times import Clock
from storage.records.when import When


def read_referral(path: Path, *, clock: Clock) -> ReferralDraft:
    """A referral: pupils, to, text, parents, consent, and what else is known; ``phoned`` and
    ``written`` are times, ``files`` paths beside it.
    """
    data = read_json(path)
    advice = data.get("advice") or []
    if not isinstance(advice, list) or not all(isinstance(item, dict) for item in advice):
        raise wrong(path, "advice")
    return ReferralDraft(
        pupils=tuple(link.id for link in pupils_of(data, path)),
        happened=_when(data, "happened", path, clock=clock),
        phoned=_when(data, "phoned", path, clock=clock),
        written=_when(data, "written", path, clock=clock),
        parents=_texts(data, "parents", path),
        consent=_texts(data, "consent", path),
        advice=tuple(
            Advice(**{name: text_of(item, name, path) for name in ("who", "role", "when", "what")})
            for item in advice
        ),
        facts=None,
        files=files_of(data, path),
        **{
            name: text_of(data, name, path)
            for name in (
                *("to", "text", "case", "concern", "form", "urgency", "reference", "reason"),
                "child_words",
            )
        },
    )


def read_referral_news(path: Path, *, clock: Clock) -> ReferralNews:
    """News of a referral: referral, state, and what was heard."""
    data = read_json(path)
    return ReferralNews(
        happened=_when(data, "happened", path, clock=clock),
        facts=None,
        files=files_of(data, path),
        **{
            name: text_of(data, name, path)
            for name in (
                *("referral", "state", "text", "reason", "reference", "by", "outcome"),
                "next_chase",
            )
        },
    )


def read_disagreement(path: Path, *, clock: Clock) -> DisagreementDraft:
    """A disagreement: referral or pupils, text, and what is asked for."""
    data = read_json(path)
    return DisagreementDraft(
        pupils=tuple(link.id for link in pupils_of(data, path)),
        step=text_of(data, "step", path) or "worker",
        happened=_when(data, "happened", path, clock=clock),
        files=files_of(data, path),
        **{
            name: text_of(data, name, path)
            for name in ("text", "referral", "case", "with_whom", "sought", "reason")
        },
    )


def read_disagreement_news(path: Path, *, clock: Clock) -> DisagreementNews:
    """A step of a disagreement, an answer (``by``) or its end (``ended``, ``outcome``)."""
    data = read_json(path)
    return DisagreementNews(
        happened=_when(data, "happened", path, clock=clock),
        files=files_of(data, path),
        **{
            name: text_of(data, name, path)
            for name in (
                *("disagreement", "step", "text", "by", "with_whom", "decision", "reason"),
                *("outcome", "ended"),
            )
        },
    )


def _when(data: Mapping[str, Any], name: str, path: Path, *, clock: Clock) -> When | None:
    return when_of(data[name], path, clock=clock) if data.get(name) else None


def _texts(data: Mapping[str, Any], name: str, path: Path) -> dict[str, str]:
    value = data.get(name) or {}
    if not isinstance(value, dict):
        raise wrong(path, name)
    return {key: text_of(value, key, path) for key in value}
