"""What a lead says of rows of a chronology: significant or not, in one line, so what, one event."""

from storage.database.connection import Connection
from storage.database.projections import standing
from storage.database.projections.fact import Fact, as_json


def significance_set(connection: Connection, fact: Fact) -> None:
    """Whether a row belongs in the short chronology, its short form, and what it means."""
    mark(connection, fact, fact.text("target"))


def mark(connection: Connection, fact: Fact, target: str) -> None:
    """Note what ``fact`` says of the row ``target`` in its fields significant, summary and so_what;
    a field that is absent changes nothing.
    """
    said = {
        "significant": fact.flag("significant") if "significant" in fact.fields else None,
        **{
            name: fact.text(name) if name in fact.fields else None
            for name in ("summary", "so_what")
        },
    }
    if all(value is None for value in said.values()):
        return
    connection.run(
        "INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (target, fact.ledger, fact.seq, *said.values(), fact.author, fact.at),
    )
    connection.run(
        "UPDATE chronology SET significant = coalesce(?, significant),"
        " summary = coalesce(?, summary) WHERE id = ?",
        (said["significant"], said["summary"], target),
    )
    if said["summary"] is not None or said["so_what"] is not None:
        standing.index(connection, target)


def events_linked(connection: Connection, fact: Fact) -> None:
    """Several rows tell of one event, or (``parted``) do not: nothing is merged or hidden."""
    event, targets = fact.text("id"), [str(target) for target in fact.fields["targets"]]
    connection.run(
        "INSERT INTO event_link VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            event,
            fact.ledger,
            fact.seq,
            fact.flag("parted"),
            as_json(targets),
            fact.text("reason"),
            fact.author,
            fact.at,
        ),
    )
    if fact.flag("parted"):
        connection.run_many(
            "DELETE FROM event_member WHERE target = ? AND event = ?",
            [(target, event) for target in targets],
        )
    else:
        connection.run_many(
            "INSERT OR REPLACE INTO event_member VALUES (?, ?)",
            [(target, event) for target in targets],
        )
