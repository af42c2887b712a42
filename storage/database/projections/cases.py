"""Entries about cases: what belongs together, who has it, how it ended and what became of that."""

from storage.database.connection import Connection
from storage.database.projections import filed
from storage.database.projections.fact import Fact, as_json, day_words, links
from storage.records.identifiers import KINDS

_LETTERS = {letter: kind for kind, letter in KINDS.items()}
_CHANGED = ("title", "owner", "sought", "level", "next_review")
_CLOSING = ("outcome", "reason", "text", "action", "decision", "reached", "child_words", "code")


def case_opened(connection: Connection, fact: Fact) -> None:
    """Something begins to belong together; what it began with belongs to it."""
    case = fact.text("id")
    connection.run(
        "INSERT INTO case_state VALUES (?, ?, 'open', ?, ?, ?, ?, '', '', ?, ?)",
        (case, *(fact.text(name) for name in _CHANGED), fact.at, fact.author),
    )
    set_pupils(connection, case, [pupil for pupil, _role in links(fact.fields["pupils"])])
    for target in fact.fields.get("began_with") or ():
        _join(connection, fact, case=case, target=target)
    filed.add(connection, fact)


def case_changed(connection: Connection, fact: Fact) -> None:
    """Another owner, level, day, title, or a further child; the row says what is new."""
    case = fact.text("case")
    changed = [name for name in _CHANGED if name in fact.fields]
    for name in changed:
        connection.run(f"UPDATE case_state SET {name} = ? WHERE id = ?", (fact.text(name), case))
    if fact.fields.get("pupils") is not None:
        # a further child's file begins with this row: what was written before is of the others
        set_pupils(connection, case, [pupil for pupil, _role in links(fact.fields["pupils"])])
    _add(connection, fact, context=_news(connection, fact))


def case_joined(connection: Connection, fact: Fact) -> None:
    """A concern or entry now belongs to it, also one that tells of another a second time."""
    case, target = fact.text("case"), fact.text("target")
    _join(connection, fact, case=case, target=target)
    other = fact.text("duplicate")
    if other:
        connection.run(
            "INSERT OR REPLACE INTO duplicate VALUES (?, ?, ?, ?, ?)",
            (target, other, fact.text("reason"), fact.author, fact.at),
        )
    _add(connection, fact)


def case_monitored(connection: Connection, fact: Fact) -> None:
    """Nothing is to be done but to watch, until a day."""
    connection.run(
        "UPDATE case_state SET status = 'monitoring', until = ? WHERE id = ?",
        (fact.text("until"), fact.text("case")),
    )
    _add(connection, fact, context=f"until {day_words(fact.text('until'))}")


def case_merged(connection: Connection, fact: Fact) -> None:
    """It goes on as part of another; both stay readable."""
    case, into = fact.text("case"), survivor(connection, fact.text("into"))
    if case != into:
        connection.run(
            "UPDATE case_state SET status = 'merged', merged_into = ?, next_review = '',"
            " until = '' WHERE id = ?",
            (into, case),
        )
        connection.run("UPDATE case_state SET merged_into = ? WHERE merged_into = ?", (into, case))
        connection.run("UPDATE case_member SET case_id = ? WHERE case_id = ?", (into, case))
    _add(connection, fact)


def case_closed(connection: Connection, fact: Fact) -> None:
    """It came to an end, with its outcome."""
    connection.run(
        "UPDATE case_state SET status = 'closed', until = '', next_review = ? WHERE id = ?",
        (fact.text("next_review"), fact.text("case")),
    )
    connection.run(
        "INSERT INTO case_closing VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '', '')",
        (
            *(fact.text("case"), fact.ledger, fact.seq),
            as_json({name: fact.text(name) for name in _CLOSING}),
            *(fact.author, fact.author_id, fact.at, fact.text("second")),
        ),
    )
    _add(connection, fact)


def case_countersigned(connection: Connection, fact: Fact) -> None:
    """A second person agrees with the last closing."""
    connection.run(
        "UPDATE case_closing SET signed_by = ?, signed_at = ?, signed_text = ? WHERE rowid ="
        " (SELECT rowid FROM case_closing WHERE case_id = ? ORDER BY at DESC, seq DESC LIMIT 1)",
        (fact.author, fact.at, fact.text("text"), fact.text("case")),
    )
    _add(connection, fact)


def case_reopened(connection: Connection, fact: Fact) -> None:
    """There is more to do after all."""
    connection.run(
        "UPDATE case_state SET status = 'open', until = '', next_review = ? WHERE id = ?",
        (fact.text("next_review"), fact.text("case")),
    )
    _add(connection, fact)


def thing_of_case(connection: Connection, fact: Fact) -> None:
    """Whatever entry names a case in its field ``case`` belongs to it; so does the concern that was
    decided on.
    """
    target = fact.text("concern") if fact.type == "triage.decided" else fact.text("id")
    if target and fact.text("case") and not fact.type.startswith("case."):
        _join(connection, fact, case=fact.text("case"), target=target)


def set_pupils(connection: Connection, case: str, pupils: list[str]) -> None:
    """Say which children a case is about."""
    connection.run("DELETE FROM case_pupil WHERE case_id = ?", (case,))
    connection.run_many(
        "INSERT INTO case_pupil VALUES (?, ?, ?)",
        [(case, n, pupil) for n, pupil in enumerate(dict.fromkeys(pupils))],
    )


def survivor(connection: Connection, case: str) -> str:
    """Return the case that this one is part of now: itself, unless it was merged."""
    into = connection.value("SELECT merged_into FROM case_state WHERE id = ?", (case,))
    return str(into or case)


def _join(connection: Connection, fact: Fact, *, case: str, target: str) -> None:
    kind = _LETTERS.get(target.partition("-")[0], "entry")
    connection.run(
        "INSERT OR REPLACE INTO case_member VALUES (?, ?, ?, ?, ?, ?)",
        (target, survivor(connection, case), case, kind, fact.ledger, fact.seq),
    )


def _add(connection: Connection, fact: Fact, *, context: str = "") -> None:
    """The row stands in the files of the case's children as they are now; ``context`` says what is
    new, without the case's own words.
    """
    case = fact.text("case")
    roles = dict(filed.pupils_of(connection, case))
    found = connection.all("SELECT pupil FROM case_pupil WHERE case_id = ? ORDER BY n", (case,))
    pupils = [(pupil, roles.get(pupil, "subject")) for (pupil,) in found]
    filed.add(connection, fact, pupils=pupils, context=context)


def _news(connection: Connection, fact: Fact) -> str:
    parts = []
    if fact.text("owner"):
        name = connection.value("SELECT name FROM person WHERE id = ?", (fact.text("owner"),))
        parts.append(f"now with {name or fact.text('owner')}")
    if fact.text("next_review"):
        parts.append(f"next date {day_words(fact.text('next_review'))}")
    return ", ".join(parts)
