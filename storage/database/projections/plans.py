"""Entries about plans and meetings: what each says, and whether it still goes on."""

from storage.database.connection import Connection
from storage.database.projections import filed
from storage.database.projections.fact import Fact
from storage.database.projections.referrals import said


def plan_started(connection: Connection, fact: Fact) -> None:
    """A plan for a child began."""
    filed.add(connection, fact)
    plan = fact.text("id")
    connection.run(
        "INSERT INTO plan VALUES (?, ?, ?, ?, ?, ?, ?)",
        (plan, fact.ledger, fact.seq, fact.author, fact.at, 0, said(fact)),
    )
    _settle_plan(connection, plan)


def plan_noted(connection: Connection, fact: Fact) -> None:
    """A plan was changed, or ended."""
    filed.add(connection, fact)
    plan = fact.text("plan")
    connection.run(
        "INSERT INTO plan_news VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            *(fact.ledger, fact.seq, plan, int(fact.type == "plan.ended")),
            *(fact.author, fact.at, said(fact)),
        ),
    )
    _settle_plan(connection, plan)


def meeting_planned(connection: Connection, fact: Fact) -> None:
    """A meeting is to be; it makes no row until it was held."""
    filed.keep_beside(connection, fact)
    meeting = fact.text("id")
    connection.run(
        "INSERT INTO meeting VALUES (?, ?, ?, ?, ?, 'planned', ?, '', ?)",
        (
            *(meeting, fact.ledger, fact.seq, fact.author, fact.at),
            *(fact.text("plan"), said(fact)),
        ),
    )
    _settle_meeting(connection, meeting)


def meeting_dropped(connection: Connection, fact: Fact) -> None:
    """A meeting was called off, or moved to another day."""
    filed.keep_beside(connection, fact)
    _note(connection, fact, fact.text("meeting"))


def meeting_held(connection: Connection, fact: Fact) -> None:
    """A meeting took place; one that nobody had planned begins with this."""
    filed.add(connection, fact, context=_who_came(fact))
    row = fact.text("id")
    meeting = fact.text("meeting") or row
    if not fact.text("meeting"):
        connection.run(
            "INSERT INTO meeting VALUES (?, ?, ?, ?, ?, 'held', ?, ?, ?)",
            (
                *(meeting, fact.ledger, fact.seq, fact.author, fact.at),
                *(fact.text("plan"), row, said(fact)),
            ),
        )
    _note(connection, fact, meeting)


def _note(connection: Connection, fact: Fact, meeting: str) -> None:
    connection.run(
        "INSERT INTO meeting_news VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            *(fact.ledger, fact.seq, meeting, fact.type),
            *(fact.author, fact.at, said(fact)),
        ),
    )
    _settle_meeting(connection, meeting)


def _who_came(fact: Fact) -> str:
    """The agencies and people of a meeting in one line of the row."""
    names = [_guest(guest) for guest in fact.fields.get("attended") or ()]
    absent = [_guest(guest) for guest in fact.fields.get("apologies") or ()]
    parts = [f"Attended: {', '.join(names)}"] if names else []
    if absent:
        parts.append(f"Apologies: {', '.join(absent)}")
    return ". ".join(parts)


def _guest(value: dict[str, str]) -> str:
    name, agency = value.get("name") or "", value.get("agency") or ""
    return f"{name} ({agency})" if name and agency else name or agency


def _settle_plan(connection: Connection, plan: str) -> None:
    connection.run(
        "UPDATE plan SET ended = EXISTS (SELECT 1 FROM plan_news WHERE plan = ? AND ends)"
        " WHERE id = ?",
        (plan, plan),
    )


def _settle_meeting(connection: Connection, meeting: str) -> None:
    """Held, whatever else was said; else as the last word about it says."""
    held = connection.value(
        "SELECT json_extract(value, '$.id') FROM meeting_news WHERE meeting = ?"
        " AND type = 'meeting.held' ORDER BY ledger DESC, seq DESC LIMIT 1",
        (meeting,),
    )
    off = connection.value(
        "SELECT coalesce(json_extract(value, '$.on'), '') = '' FROM meeting_news"
        " WHERE meeting = ? AND type = 'meeting.dropped' ORDER BY ledger DESC, seq DESC LIMIT 1",
        (meeting,),
    )
    state = "held" if held else "off" if off else "planned"
    connection.run(
        "UPDATE meeting SET state = ?, held_row = ? WHERE id = ?", (state, held or "", meeting)
    )
