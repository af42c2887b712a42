"""What is asked of a long file is answered from indexes: neither all its rows nor all of the
school's are read for it, and it says the same as going through them does.
"""

import pytest

from storage.database.repositories import (
    access,
    chronology,
    chronology_lists,
    file_contents,
    statuses,
)
from storage.records.chronology_filter import ChronologyFilter
from tests.fakes.casebook import Casebook
from tests.fakes.randomness import FakeRandomBytes

_WIDE = ("SEARCH chronology USING INTEGER PRIMARY KEY", "SEARCH chronology USING INDEX")
_DAY = {"precision": "day", "as_told": ""}


@pytest.fixture
def connection(tmp_path):
    """A file with every kind of row that its head and its filters ask for."""
    made = Casebook(tmp_path, FakeRandomBytes())
    made.pupil("p-1")
    made.pupil("p-2")
    for number in range(6):
        _case(made, number)
    yield made.connection
    made.connection.close()


def _case(made, number: int) -> None:
    day = f"2026-0{number + 1}-10"
    pupils = ["p-1"] if number % 3 else ["p-1", "p-2"]
    happened = {"earliest": day, "latest": day, **_DAY} if number != 4 else None
    unknown = {"earliest": None, "latest": None, "precision": "unknown", "as_told": "once"}
    made.append(
        "entry.added",
        id=f"e-{number}",
        kind="call" if number % 2 else "child_view",
        pupils=pupils,
        text=f"Rang on day {number}",
        happened=happened or unknown,
    )
    level = "early_help" if number < 4 else "child_protection"
    made.append("case.opened", id=f"k-{number}", pupils=pupils, title="A case", level=level)
    made.append("file.opened", pupil=pupils[0])
    if number > 3:
        made.concern(f"c-{number}")
        made.triage(f"c-{number}")
    if number < 3:
        made.append("significance.set", target=f"e-{number}", significant=True)
        made.append("case.closed", case=f"k-{number}", outcome="better", reason="It is well")


def _plan(connection, sql: str, *values: object) -> str:
    rows = connection.all(f"EXPLAIN QUERY PLAN {sql}", values)
    return "\n".join(str(row[3]) for row in rows)


_PLACES = "SELECT place.number FROM chronology_pupil AS place WHERE place.pupil = ? AND"


@pytest.mark.parametrize(
    ("sql", "values", "index"),
    [
        (file_contents.LAST_DECIDED, ("p-1",), "chronology_decided"),
        (file_contents.LAST_CLOSED, ("p-1", "2026", 1), "chronology_narrowed"),
        (f"{_PLACES} {statuses.WITH_LEVEL}", ("p-1",), "chronology_levels"),
        (f"{_PLACES} {chronology_lists.SIGNIFICANT}", ("p-1",), "chronology_significant"),
        (f"{_PLACES} {file_contents.WITH_FILES}", ("p-1",), "chronology_with_files"),
    ],
)
def test_rows_are_not_read_to_be_left_out(connection, sql, values, index):
    plan = _plan(connection, sql, *values)
    assert index in plan
    assert [words for words in _WIDE if words in plan] == []


def test_reading_every_row_would_be_seen(connection):
    slow = f"{_PLACES} (SELECT significant FROM chronology WHERE number = place.number)"
    assert [words for words in _WIDE if words in _plan(connection, slow, "p-1")]


@pytest.mark.parametrize("pupil", ["p-1", "p-2"])
def test_the_level_now_is_the_last_of_all_levels(connection, pupil):
    levels = statuses.levels(connection, pupil)
    assert levels
    assert statuses.level_now(connection, pupil) == levels[-1].level


def test_nobody_has_a_level_before_one_was_set(connection):
    assert statuses.level_now(connection, "p-3") == ""


@pytest.mark.parametrize("family", [("p-1",), ("p-2",), ("p-1", "p-2")])
def test_amounts_and_facets_are_those_of_the_rows(connection, family):
    shown = set(chronology_lists.ids(connection, family, ChronologyFilter()))
    rows = connection.all("SELECT id, significant, earliest, kind, category FROM chronology")
    rows = [row for row in rows if row[0] in shown]
    amounts = chronology_lists.amounts(connection, family)
    assert (amounts.total, amounts.significant, amounts.undated) == (
        len(rows),
        sum(row[1] for row in rows),
        sum(row[2] is None for row in rows),
    )
    facets = chronology_lists.facets(connection, family)
    for column, name in ((3, "kind"), (4, "category")):
        counted = {value: sum(row[column] == value for row in rows) for value in
                   {row[column] for row in rows} - {""}}  # fmt: skip
        assert {each.value: each.rows for each in facets[name]} == counted
        amounts_in_order = [each.rows for each in facets[name]]
        assert amounts_in_order == sorted(amounts_in_order, reverse=True)


def test_the_last_decision_is_the_one_that_happened_last(connection):
    rows = connection.all(
        "SELECT id, coalesce(latest, ''), seq FROM chronology WHERE (decision <> '' OR"
        " kind = 'decision') AND kind NOT IN ('case_closed', 'closure')"
    )
    assert len(rows) > 1
    found = file_contents.last_decision(connection, "p-1")
    assert found is not None
    assert found.row == max(rows, key=lambda row: row[1:])[0]
    assert file_contents.last_decision(connection, "p-2") is None


def test_a_page_of_accesses_reads_what_stands_beside_its_own_rows_alone(connection):
    pages = access.page(connection, access.AccessQuery(), limit=3, offset=0)
    every = access.page(connection, access.AccessQuery(), limit=100)
    assert len(every) == 6
    assert pages == every[:3]
    assert access.page(connection, access.AccessQuery(), limit=3, offset=2) == every[2:5]


def test_what_an_export_offers_is_counted_without_reading_the_rows(connection):
    rows = chronology.of_pupil(connection, "p-1")
    kept = [row for row in rows if row.significant or not row.happened.dated]
    assert 0 < len(kept) < len(rows)
    assert chronology_lists.kept_when_significant(connection, "p-1") == len(kept)
    shared = [row for row in rows if "p-2" in chronology.pupils_of(connection, row.id)]
    assert 0 < len(shared) < len(rows)
    assert chronology_lists.others(connection, "p-1") == {"p-2": len(shared)}
    assert chronology_lists.others(connection, "p-3") == {}
