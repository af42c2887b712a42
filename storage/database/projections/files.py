"""Entries that go straight into a child's file: contacts, paper history, volumes, corrections."""

from storage.database.connection import Connection
from storage.database.projections import history, significance, standing
from storage.database.projections.fact import Fact, links
from storage.records.log_rows import MIGRATED


def entry_added(connection: Connection, fact: Fact) -> None:
    """A call, a meeting, a visit, a notice, a document, a positive event."""
    standing.add_row(
        connection,
        fact,
        id=fact.text("id"),
        kind="entry",
        text=fact.text("text"),
        pupils=links(fact.fields["pupils"]),
        happened=fact.fields["happened"],
        child_words=fact.text("child_words"),
        source=fact.text("source"),
        action=fact.text("action"),
        decision=fact.text("decision"),
        reason=fact.text("reason"),
        outcome=fact.text("outcome"),
        category=fact.text("kind"),
        context=fact.text("contact"),
        significant=fact.flag("significant"),
        files=fact.file_names,
    )
    if fact.text("summary") or fact.text("so_what"):
        significance.mark(connection, fact, fact.text("id"))


def entry_transcribed(connection: Connection, fact: Fact) -> None:
    """A row of an older record, marked as such, its date as it was published; one that another
    system kept is marked as migrated.
    """
    migrated = bool(fact.text("system"))
    reference = fact.text("source_ref") or f"{fact.text('source_file')}, row {fact.text('row')}"
    standing.add_row(
        connection,
        fact,
        id=fact.text("id"),
        kind="transcribed",
        text=fact.text("text"),
        pupils=links(fact.fields["pupils"]),
        happened=fact.fields["happened"],
        child_words=fact.text("child_words"),
        source=fact.text("source"),
        action=fact.text("action"),
        decision=fact.text("decision"),
        outcome=fact.text("outcome"),
        context=fact.text("context"),
        undecided=fact.text("undecided"),
        source_ref=reference,
        significant=fact.flag("significant"),
        transcribed=1,
        category=MIGRATED if migrated else "",
        files=fact.file_names,
    )
    if migrated:
        history.remember_row(connection, fact)


def volume_attached(connection: Connection, fact: Fact) -> None:
    """A scanned binder, with where the original lies."""
    pages = fact.fields.get("pages")
    connection.run(
        "INSERT INTO volume VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.text("id"),
            fact.ledger,
            fact.seq,
            fact.text("title"),
            fact.text("volume"),
            fact.text("original_lies"),
            pages if isinstance(pages, int) else None,
            fact.text("note"),
        ),
    )
    standing.add_row(
        connection,
        fact,
        id=fact.text("id"),
        kind="volume",
        text=fact.text("title"),
        pupils=links(fact.fields["pupils"]),
        context=fact.text("note"),
        source_ref=fact.text("original_lies"),
        files=fact.file_names,
    )
