"""Today put together from every area's own list, and what is new to whom."""

from storage.database.repositories import news, today
from storage.records.events import Event
from tests.fakes.ledger_builder import Author

DAY = "2026-09-10"


def due(connection, **until):
    found = today.today(connection, DAY, until=dict.fromkeys(today.BLOCKS, DAY) | until)
    return {
        block: [(item.kind, item.id) for item in getattr(found, block)] for block in today.BLOCKS
    }


def test_an_empty_day_is_quiet(casebook, connection) -> None:
    found = today.today(connection, DAY)
    assert found.quiet
    assert (found.waiting_total, found.news_total, found.since) == (0, 0, "")


def test_each_area_stands_in_its_list_by_its_own_day(casebook, connection) -> None:
    casebook.pupil()
    for key, day in (("a-1", "2026-09-12"), ("a-2", "2026-09-09"), ("a-3", "2026-10-30")):
        casebook.append("action.added", id=key, what="Ring", owner="u-1", due=day, pupils=["p-1"])
    casebook.append("case.opened", id="k-1", pupils=["p-1"], title="Coat", owner="u-1")
    casebook.append(
        "case.opened", id="k-2", pupils=["p-1"], title="Lunch", owner="u-1",
        next_review="2026-09-08",
    )  # fmt: skip
    casebook.append("meeting.planned", id="m-1", pupils=["p-1"], kind="core_group", on="2026-09-03")
    found = due(connection)
    assert found["actions"] == [("action", "a-2")]
    assert ("case", "k-2") in found["reviews"]
    assert ("meeting", "m-1") in found["meetings"]
    assert ("case", "k-1") in found["cases"]
    assert due(connection, actions="2026-09-12")["actions"] == [
        ("action", "a-2"),
        ("action", "a-1"),
    ]


def test_what_others_did_since_the_last_sign_in_is_new(casebook, connection) -> None:
    dan = Author(2)
    casebook.pupil()
    casebook.append("person.added", id="u-2", account="dan", name="Dan Ash", role="deputy")
    casebook.append("key.introduced", owner="u-2", kind="person", public=dan.public_value)
    casebook.append("session.opened", person="u-1")
    casebook.entry("e-old", text="Before the last time")
    assert news.since_last_time(connection, person="u-1").since == "", "the first time"
    casebook.append("session.opened", person="u-1")
    with casebook.work(dan) as work:
        work.append(_entry("e-dan"))
    casebook.entry("e-own")
    casebook.concern("c-waits")
    casebook.append("session.opened", person="u-1")
    told = news.since_last_time(connection, person="u-1")
    assert [(row.id, row.by, row.names) for row in told.rows] == [
        ("e-dan", "Dan Ash", "Ella O'Brien")
    ]
    assert told.total == 1
    assert news.since_last_time(connection, person="u-1", limit=0).total == 1
    assert news.since_last_time(connection, person="u-2").rows == ()


def _entry(key):
    when = {"earliest": None, "latest": None, "precision": "unknown", "as_told": ""}
    fields = {"id": key, "kind": "call", "pupils": ["p-1"], "happened": when, "text": "He rang"}
    return Event(type="entry.added", fields=fields)
