"""Risk assessments: each version a row of the child's file."""

from storage.database.connection import Connection
from storage.database.projections import standing
from storage.database.projections.fact import Fact, as_json


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
        other=" ".join(
            f"{hazard['hazard']} {hazard['control']}" for hazard in fact.fields["hazards"]
        ),
    )
