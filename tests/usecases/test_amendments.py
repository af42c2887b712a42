"""Corrected times: where the entry stands, what it says of where it stood, and what is proved."""

import json
from datetime import date

import pytest

from desktop.usecases.lead.amendments import amend
from desktop.usecases.lead.casebook import check_signature
from desktop.usecases.lead.chronology_rows import document_rows, positions
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.verify_casebook import replay_differences
from desktop.usecases.printed_rows import compare_rows
from desktop.usecases.row_times import written_note
from exports.extract import entry_row
from storage.database.repositories import chronology, ledger_rows, people
from storage.ledger.extract import check_extract, make_extract
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.redaction import Redactor
from storage.records.when import When
from tests.fakes.small_school import SmallSchool

EVERYTHING = frozenset(
    (
        *("id", "text", "happened", "target", "field", "correction", "reason", "source"),
        *("child_words", "action", "decision", "outcome"),
    )
)


def call(school: SmallSchool, casebook, text: str, day: date) -> str:
    return add_entry(
        casebook,
        entry=NewEntry(
            kind="call",
            pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
            happened=When.on_day(day),
            text=text,
        ),
    )


@pytest.fixture
def redated(school: SmallSchool):
    """Three calls; the last was said to be of May, is corrected to March, then to a day before."""
    with school.signed_in() as casebook:
        call(school, casebook, "Of February.", date(2026, 2, 2))
        call(school, casebook, "Of April.", date(2026, 4, 4))
        row = call(school, casebook, "Of May.", date(2026, 5, 5))
        amend(casebook, target=row, field="happened", correction="7 March 2026", reason="Bill")
        amend(casebook, target=row, field="happened", correction="6 March 2026", reason="Diary")
        yield casebook, row


def test_an_entry_stands_where_its_corrected_time_puts_it(school: SmallSchool, redated) -> None:
    casebook, row = redated
    entries = chronology.of_pupil(casebook.connection, school.first_pupil)
    assert [entry.text for entry in entries] == ["Of February.", "Of May.", "Of April."]
    entry = next(each for each in entries if each.id == row)
    assert entry.happened.earliest == "2026-03-06"
    assert entry.first_dated.earliest == "2026-05-05"
    assert [each.correction for each in entry.corrections] == ["7 March 2026", "6 March 2026"]
    assert replay_differences(casebook) == ()


def proved_rows(school: SmallSchool, casebook):
    entries = chronology.of_pupil(casebook.connection, school.first_pupil)
    rows = document_rows(entries, redactor=Redactor(), kinds={}, tasks={})
    stored = ledger_rows.stored_some(casebook.connection, list(positions(entries)))
    extract = make_extract(
        stored,
        tree=ledger_rows.tree(casebook.connection),
        checkpoint_note=casebook.signed_note(casebook.head()),
        checkpoint_key=casebook.school.public_ed25519,
        authors=people.signing_keys(casebook.connection),
        shown={row.seq: EVERYTHING for row in stored},
    )
    proved = check_extract(extract, check_signature=check_signature).proved
    return json.loads(json.dumps([entry_row(row) for row in rows])), proved


def test_a_printed_time_is_the_corrected_one_and_proved(school: SmallSchool, redated) -> None:
    casebook, _ = redated
    rows, proved = proved_rows(school, casebook)
    verdict = compare_rows(rows, proved)
    assert (verdict.matching, verdict.differing, verdict.corrections_matching) == (3, (), 2)
    said = rows[1]
    assert said["happened"] == "6 Mar 2026"
    assert said["happened_note"].startswith("dated 5 May 2026 until corrected on ")
    assert [each["was"] for each in said["corrections"]] == ["5 May 2026", "7 March 2026"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("happened", "7 Mar 2026"),
        ("happened_note", ""),
        ("dated_by", None),
        ("dated_by", 3),
        ("corrections", []),
    ],
)
def test_another_time_is_found_out(school: SmallSchool, redated, name: str, value) -> None:
    casebook, _ = redated
    rows, proved = proved_rows(school, casebook)
    rows[1][name] = value
    assert compare_rows(rows, proved).differing == (2,)


def test_the_first_of_two_corrections_cannot_be_passed_off_as_the_last(
    school: SmallSchool, redated
) -> None:
    casebook, _ = redated
    rows, proved = proved_rows(school, casebook)
    rows[1]["dated_by"] = rows[1]["corrections"][0]["entry"]
    assert compare_rows(rows, proved).differing == (2,)


def test_rows_of_older_documents_stand_at_their_first_time(school: SmallSchool, redated) -> None:
    """They printed the entry's own time, with the correction beside it."""
    casebook, row = redated
    rows, proved = proved_rows(school, casebook)
    first = When.on_day(date(2026, 5, 5))
    entry = chronology.entry(casebook.connection, row)
    del rows[1]["dated_by"]
    rows[1] |= {
        "happened": "5 May 2026",
        "happened_value": first.to_value(),
        "happened_note": "",
        "written_later": written_note(
            first, written_at=entry.written_at, recorded_at=entry.recorded_at
        ),
    }
    assert compare_rows(rows, proved).differing == ()
    rows[1]["happened"] = "6 May 2026"
    assert compare_rows(rows, proved).differing == (2,)


def test_a_correction_needs_a_box_that_there_is(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        row = call(school, casebook, "Of February.", date(2026, 2, 2))
        for field in ("colour", "disagreement"):
            with pytest.raises(UserFacingError) as refused:
                amend(casebook, target=row, field=field, correction="Blue", reason="Seen")
            assert refused.value.code == "file.unknown_box"
