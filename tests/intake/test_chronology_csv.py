"""Paper chronologies: every row or none, with the date as told."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.intake.chronology_csv import CHRONOLOGY_FIELDS, NO_TEXT, read_chronology
from storage.intake.vocabularies import load_calendar, load_words
from storage.records.errors import UserFacingError
from storage.records.events import Event, check_event
from ui.messages import message_for

CALENDAR = load_calendar()


@pytest.mark.parametrize(("child", "count"), [("P", 51), ("A", 28)])
def test_published_chronologies_come_in_whole(shared_data: Path, child: str, count: int) -> None:
    folder = shared_data / "chronologies"
    found = read_chronology((folder / f"child_{child}_input.csv").read_bytes(), calendar=CALENDAR)
    with (folder / f"child_{child}_input.csv").open(encoding="utf-8", newline="") as file:
        typed = list(csv.DictReader(file))
    with (folder / f"child_{child}_datekey.csv").open(encoding="utf-8", newline="") as file:
        key = list(csv.DictReader(file))
    assert len(found.rows) == count
    assert found.unknown_columns == ()
    for row, cells, wanted in zip(found.rows, typed, key, strict=True):
        assert row.row == int(cells["row"])
        assert row.line == row.row + 1
        assert row.text == cells["event"]
        assert row.source == cells["source_of_information"]
        assert row.action == cells["action_or_outcome"]
        assert row.source_ref == cells["source_ref"]
        assert row.context == cells["date_context"]
        happened = row.happened
        assert happened.as_told == cells["date_as_published"]
        read = (happened.earliest, happened.latest, happened.precision)
        assert read == (wanted["earliest"], wanted["latest"], wanted["precision"])
        fields = {"id": "e-1", "source_file": "x", "pupils": ["p-1"], **row.to_fields()}
        check_event(Event(type="entry.transcribed", fields=fields))


def test_conflicting_rows_stay_side_by_side(shared_data: Path) -> None:
    path = shared_data / "chronologies" / "child_P_input.csv"
    rows = read_chronology(path.read_bytes(), calendar=CALENDAR).rows
    arrests = [row.happened.earliest for row in rows if "grandmother arrested" in row.text]
    assert arrests == ["2006-12-11", "2006-12-19"]


def test_other_logs_by_their_own_headings() -> None:
    data = (
        b"Date;Time;Details;Reported by;Action taken;Outcome;Child's own words;Mood\n"
        b"5/9/2024;14.30;Tired and untidy.;Class teacher;Told DSL;Call home;I slept there;x\n"
    )
    found = read_chronology(data, calendar=CALENDAR)
    row = found.rows[0]
    assert row.happened.earliest == "2024-09-05T14:30"
    assert (row.text, row.source, row.action) == ("Tired and untidy.", "Class teacher", "Told DSL")
    assert (row.outcome, row.child_words) == ("Call home", "I slept there")
    assert found.unknown_columns == ("Mood",)
    assert set(load_words("chronology_columns")["columns"]) == set(CHRONOLOGY_FIELDS)


def test_columns_may_be_named_by_hand() -> None:
    mapping = {"Wann": "date", "Was": "text"}
    found = read_chronology(b"Wann,Was\n5 May 2019,Fell\n", calendar=CALENDAR, mapping=mapping)
    assert found.rows[0].happened.earliest == "2019-05-05"


def test_a_date_without_text_stays() -> None:
    found = read_chronology(b"Date,Event\n5 May 2019,\n,Undated note\n", calendar=CALENDAR)
    assert [row.text for row in found.rows] == [NO_TEXT, "Undated note"]
    assert [(w.line, w.code) for w in found.warnings] == [
        (2, "chronology.no_text"),
        (3, "chronology.undated"),
    ]


def test_several_children_are_told() -> None:
    found = read_chronology(b"Date,Event,Child\n1/1/2019,a,P\n2/1/2019,b,A\n", calendar=CALENDAR)
    assert [w.code for w in found.warnings] == ["chronology.several_children"]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"Date,Event\n1/1/2019,a\n2/1/2019,b,lost words\n", "chronology.row_unreadable", 3),
        (b"Date,Event,Mood\n1/1/2019,a,\n,,only mood\n", "chronology.row_unreadable", 3),
        (b'Date,Event\n1/1/2019,a\n2/1/2019,"b\n', "intake.quote_open", 3),
        (b"Event\na\n", "chronology.no_date_column", 1),
        (b"Date,Mood\n1/1/2019,a\n", "chronology.no_text_column", 1),
        (b"Date,Event\n", "chronology.no_rows", 1),
    ],
)
def test_one_row_that_cannot_be_read_stops_the_file(data: bytes, code: str, line: int) -> None:
    with pytest.raises(UserFacingError) as caught:
        read_chronology(data, calendar=CALENDAR)
    assert (caught.value.code, caught.value.facts["line"]) == (code, line)
    assert "–" not in message_for(caught.value).text


def test_naughty_strings_are_narratives_like_any_other(shared_data: Path) -> None:
    strings = json.loads((shared_data / "names" / "blns_even.json").read_text("utf-8"))
    for text in strings:
        if not text.strip() or "\0" in text:
            continue
        quoted = text.replace('"', '""')
        data = f'Date,Event\n5 May 2019,"{quoted}"\n'.encode()
        assert [row.text for row in read_chronology(data, calendar=CALENDAR).rows] == [text]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_any_narrative_and_any_date_text_are_kept_as_they_are(text: str) -> None:
    quoted = text.replace('"', '""')
    data = f'\ufeffDate,Event\r\n"{quoted}","{quoted}"\r\n1/1/2019,x\r\n'.encode()
    rows = read_chronology(data, calendar=CALENDAR).rows
    if text.strip():
        assert rows[0].text == text
        assert rows[0].happened.as_told == text.strip()
    assert rows[-1].happened.earliest == "2019-01-01"
