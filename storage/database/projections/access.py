"""Who has seen what: files and concerns opened, documents made, sign-ins, backups."""

from collections.abc import Iterable

from storage.database.connection import Connection
from storage.database.projections import concerns
from storage.database.projections.fact import Fact, as_json

# What the list of accesses shows beside who, when and about what; the entry has everything.
_SHOWN = (
    *("device", "failed_attempts", "recovery", "document", "recipient", "purpose", "profile"),
    *("at", "kind", "opened", "made_at", "reason", "entries"),
)


def session_opened(connection: Connection, fact: Fact) -> None:
    """Somebody signed in, after so many attempts that failed."""
    note(connection, fact)


def file_opened(connection: Connection, fact: Fact) -> None:
    """Somebody looked into a child's file."""
    note(connection, fact, pupils=[fact.text("pupil")])


def concern_opened(connection: Connection, fact: Fact) -> None:
    """A lead has read a concern; whose it is, is asked when the list is read: links change."""
    concerns.concern_opened(connection, fact)
    note(connection, fact, about=fact.text("concern"))


def copy_handled(connection: Connection, fact: Fact) -> None:
    """A backup was made, rehearsed, or took the casebook's place."""
    note(connection, fact)


def note(
    connection: Connection, fact: Fact, *, about: str = "", pupils: Iterable[str] = ()
) -> None:
    """Put a fact into the list of accesses, in the name of whoever signed it."""
    value = {name: fact.fields[name] for name in _SHOWN if fact.fields.get(name) is not None}
    connection.run(
        "INSERT INTO access VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.ledger,
            fact.seq,
            fact.type,
            fact.author_id,
            fact.author,
            fact.at,
            about,
            as_json(value),
        ),
    )
    connection.run_many(
        "INSERT INTO access_pupil VALUES (?, ?, ?)",
        [(pupil, fact.ledger, fact.seq) for pupil in dict.fromkeys(pupils)],
    )
