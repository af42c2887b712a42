"""Entries about concerns: received, opened, decided, closed, answered."""

from storage.database.connection import Connection
from storage.database.projections import significance, standing
from storage.database.projections.fact import Fact, as_json, in_file, links
from storage.database.projections.following import stand_with

_FIRST_WORDS = 120
# A name is worth what stands behind it; it travels with the name into every list and document.
_NAMED_BY = {
    "workstation": " (name given at a workstation)",
    "unknown": " (name not confirmed by a key)",
}
_COPIED = " (on paper first; typed in by the writer)"


def concern_received(connection: Connection, fact: Fact) -> None:
    """What somebody wrote comes in as it was written, and waits."""
    concern = fact.text("id")
    pairs = links(fact.fields["pupils"])
    reporter_id, reporter = _person(connection, fact.text("reporter"))
    connection.run(
        "INSERT INTO concern VALUES"
        " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', NULL, '', '', '')",
        (
            concern,
            fact.ledger,
            fact.seq,
            reporter,
            reporter_id,
            fact.text("signature"),
            fact.text("workstation"),
            fact.text("written_at"),
            fact.at,
            as_json(fact.fields["happened"]),
            fact.text("unlisted_pupil"),
            " ".join(fact.text("what_happened").split())[:_FIRST_WORDS],
            fact.text("told_dsl"),
            fact.text("follow_up_to"),
            fact.text("slip_digest"),
        ),
    )
    set_links(connection, concern, pairs)
    standing.add_row(
        connection,
        fact,
        id=concern,
        kind="concern",
        text=fact.text("what_happened"),
        pupils=pairs,
        happened=fact.fields["happened"],
        child_words=fact.text("child_words"),
        source=fact.text("source"),
        action=fact.text("did_at_once"),
        author=reporter + _named_by(fact),
        written_at=fact.text("written_at"),
        body_maps=len(fact.fields.get("body_maps") or ()),
        files=fact.file_names,
        transcribed=int(_is_from_paper(fact) or _was_on_paper(fact)),
        follows=concern,
    )


def concern_opened(connection: Connection, fact: Fact) -> None:
    """A lead has read it; it waits until something is decided."""
    connection.run(
        "UPDATE concern SET opened_at = coalesce(opened_at, ?) WHERE id = ?",
        (fact.at, fact.text("concern")),
    )


def triage_decided(connection: Connection, fact: Fact) -> None:
    """What was decided and why; the concern as written stays."""
    concern = fact.text("concern")
    names = ("category", "level", "response", "decision", "reason", "vocabulary")
    connection.run(
        "INSERT INTO triage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.ledger,
            fact.seq,
            concern,
            *(fact.text(name) for name in names),
            fact.text("parents_informed"),
            fact.author,
            fact.at,
            as_json(fact.fields.get("parents") or {}),
            *(fact.text(name) for name in ("owner", "next_review", "case")),
        ),
    )
    concern_opened(connection, fact)
    connection.run(
        "UPDATE concern SET level = ?, category = ?, next_review = ?,"
        " status = CASE status WHEN 'waiting' THEN 'open' ELSE status END WHERE id = ?",
        (fact.text("level"), fact.text("category"), fact.text("next_review"), concern),
    )
    if fact.fields.get("pupils") is not None:
        pairs = links(fact.fields["pupils"])
        set_links(connection, concern, pairs)
        stand_with(connection, concern, pairs)
    _mark_concern(connection, fact, concern)
    standing.add_row(
        connection,
        fact,
        id=f"{concern}.decision.{fact.seq}",
        kind="decision",
        text=fact.text("decision"),
        pupils=links_of(connection, concern),
        decision=fact.text("decision"),
        reason=fact.text("reason"),
        outcome=fact.text("outcome"),
        category=fact.text("category"),
        level=fact.text("level"),
        significant=fact.flag("significant"),
        follows=concern,
    )


def concern_closed(connection: Connection, fact: Fact) -> None:
    """Nothing more is to be done about it for now."""
    _close(connection, fact, status="closed")


def concern_reopened(connection: Connection, fact: Fact) -> None:
    """There is more to do after all."""
    _close(connection, fact, status="open")


def reply_sent(connection: Connection, fact: Fact) -> None:
    """A short answer to the reporter."""
    concern = fact.text("concern")
    connection.run(
        "INSERT INTO reply VALUES (?, ?, ?, ?, ?)",
        (fact.ledger, fact.seq, concern, fact.text("text"), fact.at),
    )
    standing.add_row(
        connection,
        fact,
        id=f"{concern}.reply.{fact.seq}",
        kind="reply",
        text=fact.text("text"),
        pupils=links_of(connection, concern),
        follows=concern,
    )


def links_of(connection: Connection, concern: str) -> list[tuple[str, str]]:
    """Return (pupil id, role) of a concern as it stands."""
    rows = connection.all(
        "SELECT pupil, role FROM concern_pupil WHERE concern = ? ORDER BY n", (concern,)
    )
    return [(pupil, role) for pupil, role in rows]


def _close(connection: Connection, fact: Fact, *, status: str) -> None:
    concern = fact.text("concern")
    word = "closed" if status == "closed" else "reopened"
    connection.run("UPDATE concern SET status = ? WHERE id = ?", (status, concern))
    standing.add_row(
        connection,
        fact,
        id=f"{concern}.{word}.{fact.seq}",
        kind="closure",
        text=fact.text("reason") or fact.text("outcome"),
        pupils=links_of(connection, concern),
        reason=fact.text("reason"),
        outcome=fact.text("outcome"),
        category=word,
        follows=concern,
    )


def _mark_concern(connection: Connection, fact: Fact, concern: str) -> None:
    connection.run(
        "UPDATE chronology SET category = ?, level = ? WHERE id = ?",
        (fact.text("category"), fact.text("level"), concern),
    )
    significance.mark(connection, fact, concern)


def set_links(connection: Connection, concern: str, pairs: list[tuple[str, str]]) -> None:
    """Say which children a concern is about, and with which part."""
    files = dict(in_file(pairs))
    connection.run("DELETE FROM concern_pupil WHERE concern = ?", (concern,))
    connection.run_many(
        "INSERT INTO concern_pupil VALUES (?, ?, ?, ?, ?)",
        [
            (concern, n, pupil, role, int(files.get(pupil) == role))
            for n, (pupil, role) in enumerate(pairs)
        ],
    )


def _is_from_paper(fact: Fact) -> bool:
    return fact.text("signature") == "paper"


def _was_on_paper(fact: Fact) -> bool:
    """The writer says that it stood on a sheet before they typed it in."""
    return fact.fields.get("paper") is not None


def _named_by(fact: Fact) -> str:
    if _is_from_paper(fact):
        return f" (on paper; typed in by {fact.author})"
    copied = _COPIED if _was_on_paper(fact) else ""
    return _NAMED_BY.get(fact.text("signature"), "") + copied


def _person(connection: Connection, reporter: str) -> tuple[str | None, str]:
    """A person of the school by id; else the name that a guest typed."""
    row = connection.one("SELECT id, name FROM person WHERE id = ?", (reporter,))
    return (row[0], row[1]) if row else (None, reporter)
