"""Risk assessments: each version a row of the child's file, who agreed to it, and how it ended."""

from collections.abc import Iterator
from typing import Any

from storage.database.connection import Connection
from storage.database.projections import filed, standing
from storage.database.projections.fact import Fact, as_json
from storage.records.risk_assessment import TEXTS, RiskAssessmentDraft


def risk_saved(connection: Connection, fact: Fact) -> None:
    """A version of a risk assessment; the one before stays readable."""
    risk = fact.text("id")
    connection.run("UPDATE risk SET superseded = 1 WHERE id = ?", (risk,))
    if fact.text("supersedes"):
        connection.run("UPDATE risk SET superseded = 1 WHERE id = ?", (fact.text("supersedes"),))
    connection.run(
        "INSERT INTO risk VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
        (
            risk,
            int(fact.fields["version"]),
            fact.text("pupil_id"),
            fact.text("title"),
            fact.text("review_date"),
            fact.author,
            fact.at,
            as_json(dict(fact.fields)),
        ),
    )
    standing.add_row(
        connection,
        fact,
        id=f"{risk}.{fact.fields['version']}",
        kind="risk_assessment",
        text=fact.text("title"),
        pupils=[(fact.text("pupil_id"), "subject")],
        reason=fact.text("reason"),
        other=" ".join(_searched(fact.fields)),
    )


def risk_signed(connection: Connection, fact: Fact) -> None:
    """Somebody agreed to one version of it."""
    connection.run(
        "INSERT INTO risk_signed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.ledger,
            fact.seq,
            fact.text("risk"),
            int(fact.fields["version"]),
            fact.text("name"),
            fact.text("role"),
            fact.text("on"),
            fact.text("text"),
            fact.author,
            fact.at,
        ),
    )
    agreed = f"{fact.text('name')}, version {fact.text('version')}, {fact.text('on')}"
    filed.add(connection, fact, pupils=_pupils(connection, fact), context=agreed, other=agreed)


def risk_ended(connection: Connection, fact: Fact) -> None:
    """It is no longer needed, and why; nobody is asked to look at it again."""
    when = fact.fields["happened"]
    connection.run(
        "INSERT OR REPLACE INTO risk_ended VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            fact.text("risk"),
            fact.seq,
            str(when["earliest"] or fact.at)[:10],
            fact.text("reason"),
            fact.text("outcome"),
            fact.author,
            fact.at,
        ),
    )
    filed.add(connection, fact, pupils=_pupils(connection, fact))


def _pupils(connection: Connection, fact: Fact) -> filed.Pairs:
    found = connection.all(
        "SELECT DISTINCT pupil FROM risk WHERE id = ? ORDER BY pupil", (fact.text("risk"),)
    )
    return [(pupil, "subject") for (pupil,) in found]


def _searched(fields: Any) -> Iterator[str]:
    """Every word of it by which a lead may look for it."""
    draft = RiskAssessmentDraft.from_fields(fields)
    for hazard in draft.hazards:
        yield hazard.hazard
        yield hazard.where
        yield from (control.control for control in hazard.controls)
    yield from (getattr(draft, name) for name in TEXTS if name != "reason")
    yield from (item.text for item in draft.considered)
