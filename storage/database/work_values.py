"""Reads what the read tables keep of referrals, disagreements, plans and meetings back into
records.
"""

import json
from collections.abc import Mapping
from typing import Any

from storage.database.connection import Connection
from storage.records.disagreements import DisagreementStep
from storage.records.plans import Guest, HeldMeeting
from storage.records.referrals import Step, ToldFacts, in_order
from storage.records.when import When

_STEP_TEXTS = ("state", "text", "reason", "reference", "by", "outcome", "next_chase")
_DISAGREEMENT_TEXTS = (
    *("step", "text", "by", "with_whom", "decision", "reason", "outcome", "ended"),
)
_HELD_TEXTS = (
    *("text", "place", "decision", "action", "reason", "outcome", "child_words"),
    *("parents_view", "next_date"),
)


def referral_steps(connection: Connection, referral: str) -> tuple[Step, ...]:
    """Return the steps of a referral in the order in which they happened: those that were said when
    it was made, and all later news.
    """
    steps = []
    made = connection.one(
        "SELECT value, author, recorded_at, seq FROM referral WHERE id = ?", (referral,)
    )
    if made is not None:
        steps += first_steps(json.loads(made[0]), author=made[1], at=made[2], seq=made[3])
    found = connection.all(
        "SELECT value, author, recorded_at, seq FROM referral_news WHERE referral = ?"
        " ORDER BY ledger, seq",
        (referral,),
    )
    steps += [step(json.loads(row[0]), author=row[1], at=row[2], seq=row[3]) for row in found]
    return in_order(steps)


def first_steps(fields: Mapping[str, Any], *, author: str, at: str, seq: int) -> list[Step]:
    """Return what was done when a referral was made: told by telephone, sent in writing."""
    sent = fields.get("sent")
    return [
        Step(
            state=state,
            happened=When.from_value(sent[name]),
            author=author,
            recorded_at=at,
            seq=seq,
        )
        for name, state in (("phoned", "phoned"), ("written", "sent"))
        if isinstance(sent, Mapping) and sent.get(name)
    ]


def step(fields: Mapping[str, Any], *, author: str, at: str, seq: int) -> Step:
    """Return one piece of news."""
    facts = fields.get("facts")
    return Step(
        **texts(fields, _STEP_TEXTS),
        happened=When.from_value(fields["happened"]),
        facts=ToldFacts.from_value(facts) if facts else None,
        files=tuple(fields.get("files") or ()),
        author=author,
        recorded_at=at,
        seq=seq,
    )


def disagreement_steps(connection: Connection, disagreement: str) -> tuple[DisagreementStep, ...]:
    """Return what was said of a disagreement, the raising first unless something lay before it."""
    found = connection.all(
        "SELECT value, author, recorded_at, seq FROM disagreement WHERE id = ? UNION ALL"
        " SELECT value, author, recorded_at, seq FROM disagreement_news WHERE disagreement = ?",
        (disagreement, disagreement),
    )
    steps = [
        DisagreementStep(
            **texts(fields, _DISAGREEMENT_TEXTS),
            happened=When.from_value(fields["happened"]),
            files=tuple(fields.get("files") or ()),
            author=row[1],
            recorded_at=row[2],
            seq=row[3],
        )
        for row in found
        for fields in (json.loads(row[0]),)
    ]
    return tuple(sorted(steps, key=lambda one: one.sorts))


def held_meeting(fields: Mapping[str, Any], *, author: str, at: str) -> HeldMeeting:
    """Return what is kept of a meeting that took place."""
    return HeldMeeting(
        **texts(fields, _HELD_TEXTS),
        happened=When.from_value(fields["happened"]),
        attended=guests(fields.get("attended")),
        apologies=guests(fields.get("apologies")),
        files=tuple(fields.get("files") or ()),
        author=author,
        recorded_at=at,
        row=str(fields.get("id") or ""),
    )


def guests(value: Any) -> tuple[Guest, ...]:
    """Return the people of a meeting as an entry names them."""
    return tuple(
        Guest(
            name=str(one.get("name") or ""),
            agency=str(one.get("agency") or ""),
            chaired=bool(one.get("chaired")),
        )
        for one in value or ()
        if isinstance(one, Mapping)
    )


def texts(fields: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """Return these fields as text; empty where an entry does not have them."""
    return {name: str(fields[name]) for name in names if fields.get(name) is not None}
