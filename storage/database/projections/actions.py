"""Entries about what is to be done, and what came of it."""

from storage.database.connection import Connection
from storage.database.projections import filed, standing
from storage.database.projections.concerns import links_of
from storage.database.projections.fact import Fact, day_words, links


def action_added(connection: Connection, fact: Fact) -> None:
    """Something to be done by somebody by a day; without children of its own it follows its
    concern."""
    action = fact.text("id")
    concern = fact.text("concern") or None
    own = links(fact.fields["pupils"])
    pairs = own or (links_of(connection, concern) if concern else [])
    owner = connection.value("SELECT name FROM person WHERE id = ?", (fact.text("owner"),))
    connection.run(
        "INSERT INTO action VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, '', ?, 0)",
        (
            action,
            fact.text("what"),
            owner or fact.text("owner"),
            fact.text("owner") if owner else None,
            fact.text("due"),
            concern,
            fact.author,
            fact.at,
            fact.text("kind"),
        ),
    )
    pupils = dict.fromkeys(pupil for pupil, _role in pairs)
    connection.run_many(
        "INSERT INTO action_pupil VALUES (?, ?, ?)",
        [(action, n, pupil) for n, pupil in enumerate(pupils)],
    )
    standing.add_row(
        connection,
        fact,
        id=action,
        kind="action",
        text=fact.text("what"),
        pupils=pairs,
        action=fact.text("what"),
        context=_context(owner or fact.text("owner"), fact.text("due")),
        follows=concern if not own else None,
    )


def action_done(connection: Connection, fact: Fact) -> None:
    """It was done, and this came of it."""
    action = fact.text("action")
    connection.run(
        "UPDATE action SET done_at = ?, outcome = ? WHERE id = ?",
        (fact.at, fact.text("outcome"), action),
    )
    standing.stand_together(connection)
    rows = connection.all(
        "SELECT pupil, role FROM chronology_pupil WHERE number ="
        " (SELECT number FROM chronology WHERE id = ?) ORDER BY pupil",
        (action,),
    )
    follows = connection.value("SELECT follows FROM chronology WHERE id = ?", (action,))
    what = connection.value("SELECT what FROM action WHERE id = ?", (action,)) or ""
    standing.add_row(
        connection,
        fact,
        id=f"{action}.done.{fact.seq}",
        kind="outcome",
        text=fact.text("outcome"),
        pupils=[(pupil, role) for pupil, role in rows],
        action=what,
        outcome=fact.text("outcome"),
        follows=follows,
    )


def action_changed(connection: Connection, fact: Fact) -> None:
    """Somebody else does it, or on another day, or it is no longer needed: the row says why."""
    action = fact.text("action")
    if "owner" in fact.fields:
        owner_id = fact.text("owner")
        owner = connection.value("SELECT name FROM person WHERE id = ?", (owner_id,))
        connection.run(
            "UPDATE action SET owner = ?, owner_id = ? WHERE id = ?",
            (owner or owner_id, owner_id if owner else None, action),
        )
    for name in ("due", "what"):
        if name in fact.fields:
            connection.run(f"UPDATE action SET {name} = ? WHERE id = ?", (fact.text(name), action))
    if fact.flag("dropped"):
        connection.run(
            "UPDATE action SET done_at = ?, outcome = ?, dropped = 1 WHERE id = ?",
            (fact.at, fact.text("reason"), action),
        )
    follows = connection.value("SELECT follows FROM chronology WHERE id = ?", (action,))
    owner, due = connection.one("SELECT owner, due FROM action WHERE id = ?", (action,)) or ("", "")
    filed.add(
        connection,
        fact,
        context="" if fact.flag("dropped") else _now(owner, due),
        category="dropped" if fact.flag("dropped") else "",
        follows=follows or action,
    )


def _now(owner: str, due: str) -> str:
    return f"now for {owner}, due {day_words(due)}" if due else f"now for {owner}"


def _context(owner: str, due: str) -> str:
    return f"{owner}, {due}" if due else owner
