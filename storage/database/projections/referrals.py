"""Entries about referrals and professional disagreements: kept as they were written, beside the
rows they make; what they are now follows from all of them, in whatever order they came.
"""

from storage.database.connection import Connection
from storage.database.projections import filed
from storage.database.projections.fact import Fact, as_json
from storage.database.work_values import disagreement_steps, referral_steps
from storage.records.referrals import state_of

_APART = frozenset({"pupils", "files"})


def referral_made(connection: Connection, fact: Fact) -> None:
    """A child was referred to another service."""
    filed.add(connection, fact)
    referral = fact.text("id")
    connection.run(
        "INSERT INTO referral VALUES (?, ?, ?, ?, ?, '', ?)",
        (referral, fact.ledger, fact.seq, fact.author, fact.at, said(fact)),
    )
    _settle_referral(connection, referral)


def referral_noted(connection: Connection, fact: Fact) -> None:
    """Something was done about a referral, or heard of it."""
    filed.add(connection, fact)
    referral = fact.text("referral")
    connection.run(
        "INSERT INTO referral_news VALUES (?, ?, ?, ?, ?, ?)",
        (fact.ledger, fact.seq, referral, fact.author, fact.at, said(fact)),
    )
    _settle_referral(connection, referral)


def disagreement_raised(connection: Connection, fact: Fact) -> None:
    """The school does not accept what another service decided."""
    filed.add(connection, fact)
    disagreement = fact.text("id")
    connection.run(
        "INSERT INTO disagreement VALUES (?, ?, ?, ?, ?, ?, '', ?)",
        (
            disagreement,
            fact.ledger,
            fact.seq,
            fact.author,
            fact.at,
            fact.text("referral"),
            said(fact),
        ),
    )
    _settle_disagreement(connection, disagreement)


def disagreement_noted(connection: Connection, fact: Fact) -> None:
    """A step of a disagreement, an answer to one, or its end."""
    filed.add(connection, fact)
    disagreement = fact.text("disagreement")
    connection.run(
        "INSERT INTO disagreement_news VALUES (?, ?, ?, ?, ?, ?)",
        (fact.ledger, fact.seq, disagreement, fact.author, fact.at, said(fact)),
    )
    _settle_disagreement(connection, disagreement)


def said(fact: Fact) -> str:
    """What an entry says, as the read tables keep it: every field but children and files; of the
    files their names.
    """
    fields = {name: value for name, value in fact.fields.items() if name not in _APART}
    names = [file["name"] for file in fact.fields.get("files") or ()]
    return as_json({**fields, "files": names} if names else fields)


def _settle_referral(connection: Connection, referral: str) -> None:
    connection.run(
        "UPDATE referral SET state = ? WHERE id = ?",
        (state_of(referral_steps(connection, referral)), referral),
    )


def _settle_disagreement(connection: Connection, disagreement: str) -> None:
    steps = disagreement_steps(connection, disagreement)
    connection.run(
        "UPDATE disagreement SET ended = ? WHERE id = ?",
        (steps[-1].ended if steps else "", disagreement),
    )
