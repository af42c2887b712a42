"""What a lead says of rows of a chronology, on screen's side and in the document that leaves."""

import json
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from desktop.usecases.compare_texts import compare_document
from desktop.usecases.lead.casebook import OpenCasebook, check_signature
from desktop.usecases.lead.chronology_links import link_events, part_events
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.significance import set_significant
from desktop.usecases.verify_document import verify_pdf
from exports.document_extract import document_extract
from storage.database.repositories import chronology, disposals, linked_events, pupil_entries
from storage.ledger.extract import check_extract
from storage.records.chronology import last_mark, marked_by
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from storage.records.when import When
from tests.fakes.small_school import SmallSchool

ACCOUNTS = (
    (4, "Mother says Amelia fell from the trampoline on Monday evening."),
    (5, "The hospital says that Amelia fell from the trampoline on Tuesday."),
    (20, "Came to school tired and without a coat."),
)
WHY = "Both tell of the one fall from the trampoline"
SO_WHAT = "Two accounts of one injury do not agree about the day"


def add(casebook: OpenCasebook, pupil: str, day: int, text: str) -> str:
    return add_entry(
        casebook,
        entry=NewEntry(
            kind="call",
            pupils=(LinkedPupil(id=pupil, role="subject"),),
            happened=When.on_day(date(2026, 5, day)),
            text=text,
        ),
    )


def linked(school: SmallSchool, casebook: OpenCasebook) -> tuple[str, str, str]:
    """Three entries, the first two taken as one event, the first one significant with a so what."""
    first, second, third = (add(casebook, school.first_pupil, *each) for each in ACCOUNTS)
    link_events(casebook, targets=(first, second), reason=WHY)
    set_significant(
        casebook, target=first, significant=True, summary="Fall, two days told", so_what=SO_WHAT
    )
    return first, second, third


def request(school: SmallSchool, **changes) -> DocumentRequest:
    values = {"kind": "chronology", "pupil_id": school.first_pupil, "product": "signed"} | changes
    return DocumentRequest(purpose="Conference", recipient="Children's services", **values)


def words_of(path: str) -> str:
    document = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_what_is_said_of_rows_is_read_with_them(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, second, third = linked(school, casebook)
        rows = {row.id: row for row in chronology.of_pupil(casebook.connection, school.first_pupil)}
        assert rows[first].so_what == SO_WHAT
        assert rows[first].event == rows[second].event != ""
        assert rows[third].event == ""
        assert rows[third].so_what == ""
        mark = marked_by(rows[first])
        assert mark is not None
        assert mark.by == casebook.person.name
        assert marked_by(rows[third]) is None
        set_significant(casebook, target=first, significant=False)
        again = chronology.entry(casebook.connection, first)
        assert again is not None
        assert (again.significant, again.summary, again.so_what) == (
            False,
            "Fall, two days told",
            SO_WHAT,
        )
        assert last_mark(again, "so_what") == mark


def test_rows_are_parted_again_by_a_further_entry(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, second, third = linked(school, casebook)
        event = linked_events.event_of(casebook.connection, first)
        assert link_events(casebook, targets=(second, third), reason="The coat as well") == event
        assert len(linked_events.members(casebook.connection, event)) == 3
        part_events(casebook, event=event, targets=(third,), reason="Another day")
        assert set(linked_events.members(casebook.connection, event)) == {first, second}
        part_events(casebook, event=event, targets=(second,), reason="Two falls")
        assert linked_events.members(casebook.connection, event) == ()
        said = linked_events.links(casebook.connection, event)
        assert [link.parted for link in said] == [False, False, True, True]
        assert [link.reason for link in said][-1] == "Two falls"


@pytest.mark.parametrize(
    ("targets", "reason", "code"),
    [
        ((0, 1), " ", "linked.no_reason"),
        ((0,), WHY, "linked.too_few"),
        ((0, 3), WHY, "linked.no_common_file"),
    ],
)
def test_what_cannot_be_one_event_is_refused(
    school: SmallSchool, targets: tuple[int, ...], reason: str, code: str
) -> None:
    with school.signed_in() as casebook:
        rows = [add(casebook, school.first_pupil, *each) for each in ACCOUNTS]
        rows.append(add(casebook, other_pupil(casebook, school), *ACCOUNTS[0]))
        with pytest.raises(UserFacingError) as caught:
            link_events(casebook, targets=[rows[each] for each in targets], reason=reason)
        assert caught.value.code == code
        with pytest.raises(UserFacingError) as caught:
            part_events(casebook, event="j-none", reason=WHY)
        assert caught.value.code == "linked.not_one"


def other_pupil(casebook: OpenCasebook, school: SmallSchool) -> str:
    found = casebook.connection.all("SELECT id FROM pupil WHERE id <> ?", (school.first_pupil,))
    return str(found[0][0])


@pytest.mark.parametrize("look", ["court", "referral"])
def test_both_dates_and_who_marked_stand_on_paper_and_are_proved(
    school: SmallSchool, tmp_path: Path, look: str
) -> None:
    with school.signed_in() as casebook:
        first, second, _third = linked(school, casebook)
        rows = {row.id: row for row in chronology.of_pupil(casebook.connection, school.first_pupil)}
        prepared = prepare_document(
            casebook, request=request(school, look=look, path=tmp_path / "made.pdf")
        )
        made = publish(casebook, prepared=prepared)
        words = words_of(made.path)
        report = verify_pdf(Path(made.path).read_bytes())
    assert "Also told as" in words
    assert f"5 May 2026, in entry {rows[second].seq}" in words
    assert f"4 May 2026, in entry {rows[first].seq}" in words
    assert f"marked by {casebook.person.name}" in words
    assert WHY in words
    assert SO_WHAT not in words
    assert report.result == "ok", report


def test_analysis_is_printed_only_when_asked_and_said_to_be_one(
    school: SmallSchool, tmp_path: Path
) -> None:
    with school.signed_in() as casebook:
        linked(school, casebook)
        asked = request(school, path=tmp_path / "made.pdf", answers={"analysis": "yes"})
        made = publish(casebook, prepared=prepare_document(casebook, request=asked))
        words = words_of(made.path)
        report = verify_pdf(Path(made.path).read_bytes())
    assert "Analysis, not fact" in words
    assert SO_WHAT in words
    assert report.result == "ok", report


@pytest.mark.parametrize("length", ["page", "significant"])
def test_a_short_chronology_still_says_where_else_it_is_told(
    school: SmallSchool, tmp_path: Path, length: str
) -> None:
    with school.signed_in() as casebook:
        _first, second, _third = linked(school, casebook)
        rows = {row.id: row for row in chronology.of_pupil(casebook.connection, school.first_pupil)}
        asked = request(school, length=length, path=tmp_path / "made.pdf")
        made = publish(casebook, prepared=prepare_document(casebook, request=asked))
        words = words_of(made.path)
        assert verify_pdf(Path(made.path).read_bytes()).result == "ok"
    assert f"5 May 2026, in entry {rows[second].seq}" in words
    if length == "significant":
        assert "not among the entries shown" in words


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("also_told", "text", "9 May 2026"),
        ("also_told", "record", "e-other · entry 1"),
        ("marked", "at", "2026-05-01T09:00:00.000Z"),
        ("one_event", "text", "They are the same"),
        ("analysis", "text", "Nothing to worry about"),
        ("marked", "words", "marked by nobody"),
    ],
)
def test_a_note_that_says_something_else_is_found(
    school: SmallSchool, kind: str, name: str, value: str
) -> None:
    with school.signed_in() as casebook:
        linked(school, casebook)
        prepared = prepare_document(casebook, request=request(school, answers={"analysis": "yes"}))
    data = json.loads(document_extract(prepared.document))
    proved = check_extract(
        json.loads(prepared.document.provenance.ledger_extract), check_signature=check_signature
    ).proved
    assert compare_document(data, proved).ok
    assert compare_document(data, proved).rows.unproved == ()
    notes = [note for row in data["rows"] for note in row.get("notes", ()) if note["kind"] == kind]
    notes[0][name] = value
    verdict = compare_document(data, proved)
    assert not verdict.ok


def test_a_file_that_is_destroyed_takes_what_was_said_of_its_rows(school: SmallSchool) -> None:
    with school.signed_in() as casebook:
        first, _second, _third = linked(school, casebook)
        event = linked_events.event_of(casebook.connection, first)
        said = {link.seq for link in linked_events.links(casebook.connection, event)}
        row = chronology.entry(casebook.connection, first)
        assert row is not None
        said |= {mark.seq for mark in row.marks}
        own = {
            entry.seq
            for entry in disposals.file_entries(casebook.connection, school.first_pupil).own
        }
        assert said <= own
        assert said <= set(pupil_entries.of_pupil(casebook.connection, school.first_pupil))
        other = other_pupil(casebook, school)
        assert not said & set(pupil_entries.of_pupil(casebook.connection, other))
