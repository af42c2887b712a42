"""What waits today: every area's own list of what is due, put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from storage.database.connection import Connection
from storage.database.repositories import actions, cases, concerns, news, plans, referrals, risks
from storage.records.due import DueItem
from storage.records.today import Today

Read = Callable[..., Sequence[DueItem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """``read(connection, until=ISO day, limit=n)`` gives what is due in an area; it is shown in the
    list ``block``, items of some kinds in another one. Where it ``asks_now`` it is told the day as
    ``now`` too.
    """

    block: str
    read: Read
    asks_now: bool = False
    kinds: Mapping[str, str] = field(default_factory=dict)


# An area that has days of its own adds a line.
SOURCES = (
    Source(block="actions", read=actions.due),
    Source(block="reviews", read=risks.due),
    Source(block="reviews", read=cases.due),
    Source(block="reviews", read=plans.due, asks_now=True, kinds={"meeting": "meetings"}),
    Source(block="answers", read=referrals.due),
    Source(block="cases", read=cases.without_next_step),
    Source(block="cases", read=cases.unsigned_closings),
)
BLOCKS = ("actions", "reviews", "answers", "meetings", "cases")
_FIRST_ROWS = 50
_NEWS = 20


def today(
    connection: Connection, day: str, *, until: Mapping[str, str] | None = None, person: str = ""
) -> Today:
    """Return what waits on a day (ISO).

    ``until`` says by block up to which day things are shown (else up to ``day``); ``person`` is the
    id of whoever looks: what is new is new to them.
    """
    ahead = {block: (until or {}).get(block, day) for block in BLOCKS}
    shown = due(connection, ahead, now=day)
    told = news.since_last_time(connection, person=person, limit=_NEWS)
    return Today(
        waiting=tuple(concerns.waiting(connection, limit=_FIRST_ROWS)),
        waiting_total=concerns.counts(connection)["waiting"],
        **shown,
        news=told.rows,
        news_total=told.total,
        since=told.since,
        day=day,
    )


def due(
    connection: Connection, until: Mapping[str, str], *, now: str
) -> dict[str, tuple[DueItem, ...]]:
    """Return what each list shows: what is due by its day, oldest first, then what has no day."""
    found: dict[str, list[DueItem]] = {block: [] for block in until}
    latest = max(until.values())
    for source in SOURCES:
        told = {"now": now} if source.asks_now else {}
        for item in source.read(connection, until=latest, limit=_FIRST_ROWS, **told):
            block = source.kinds.get(item.kind, source.block)
            if item.due <= until[block]:
                found[block].append(item)
    return {
        block: tuple(sorted(items, key=lambda item: (not item.due, item.due))[:_FIRST_ROWS])
        for block, items in found.items()
    }
