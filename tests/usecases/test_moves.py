"""A record in the wrong file is put into the right one: with all that hangs on it, with its reason,
and without a word of one child in the other's file.
"""

import json
from pathlib import Path

import pypdfium2
import pytest

from desktop.usecases.lead.cases import open_case
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.moves import movable, move_record
from desktop.usecases.lead.plans import PlanDraft, start_plan
from desktop.usecases.lead.transfer_contents import transfer_extract
from desktop.usecases.lead.verify_casebook import replay_differences, verify_ledger
from desktop.usecases.verify_document import verify_pdf
from storage.database.repositories import actions, cases, chronology, disposals, pupils
from storage.records.concern import LinkedPupil
from storage.records.errors import UserFacingError
from tests.fakes.small_school import WHEN, SmallSchool, decision

TEXT = "Mother rang about the swimming lessons."
REASON = "It was a child of the same first name."


def subject(pupil: str) -> LinkedPupil:
    return LinkedPupil(id=pupil, role="subject")


@pytest.fixture
def opened(school: SmallSchool):
    with school.signed_in() as casebook:
        first, second, *_ = pupils.ids(casebook.connection)
        yield casebook, first, second


@pytest.fixture
def call(opened) -> str:
    casebook, first, _ = opened
    entry = NewEntry(kind="call", pupils=(subject(first),), happened=WHEN, text=TEXT)
    return add_entry(casebook, entry=entry)


def words_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path.read_bytes()) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    return " ".join(" ".join(pages).split())


def chronology_of(school: SmallSchool, casebook, pupil: str) -> str:
    path = school.root / f"{pupil}.pdf"
    request = DocumentRequest(
        kind="chronology", pupil_id=pupil, purpose="P", recipient="R", product="signed"
    )
    publish(casebook, prepared=prepare_document(casebook, request=request), path=path)
    assert verify_pdf(path.read_bytes()).result == "ok"
    return words_of(path)


def test_the_file_it_left_keeps_a_line_and_the_new_one_says_where_it_came_from(
    school: SmallSchool, opened, call
) -> None:
    casebook, first, second = opened
    move_record(casebook, target=call, pupils=(subject(second),), reason=REASON)
    left = chronology_of(school, casebook, first)
    name = pupils.pupil(casebook.connection, second).display_name
    assert "Put into another child’s file: record of 20 Nov 2026" in left
    assert REASON in left
    assert TEXT not in left
    assert name not in left
    there = chronology_of(school, casebook, second)
    assert TEXT in there
    assert "Put into this file out of another child’s" in there
    assert pupils.pupil(casebook.connection, first).display_name not in there
    assert replay_differences(casebook) == ()
    assert verify_ledger(casebook).result == "ok"


def test_what_leaves_the_school_names_no_other_child(opened, call) -> None:
    casebook, first, second = opened
    move_record(casebook, target=call, pupils=(subject(second),), reason=REASON)
    note = casebook.signed_note(casebook.head())
    for pupil, other in ((first, second), (second, first)):
        extract = transfer_extract(casebook, pupil_id=pupil, note=note).decode()
        assert REASON in extract
        assert other not in extract
    assert TEXT not in transfer_extract(casebook, pupil_id=first, note=note).decode()
    assert TEXT in transfer_extract(casebook, pupil_id=second, note=note).decode()


def test_a_disposal_of_the_file_it_left_does_not_take_it(opened, call) -> None:
    casebook, first, second = opened
    seq = chronology.entry(casebook.connection, call).seq
    assert seq in [each.seq for each in disposals.file_entries(casebook.connection, first).own]
    move_record(casebook, target=call, pupils=(subject(second),), reason=REASON)
    left = disposals.file_entries(casebook.connection, first)
    assert seq not in [each.seq for each in (*left.own, *left.shared)]
    assert seq in [each.seq for each in disposals.file_entries(casebook.connection, second).own]


@pytest.mark.parametrize("which", ["concern", "decision", "action"])
def test_any_row_of_a_concern_moves_all_of_it(school: SmallSchool, opened, which: str) -> None:
    casebook, first, second = opened
    school.send(pupils=(subject(first),), what_happened="A bruise on the left forearm.")
    (concern_id,) = collect_letterbox(casebook).concerns
    done = decide(casebook, decision=decision(concern_id))
    rows = {"concern": concern_id, "action": done.actions[0]}
    found = chronology.of_pupil(casebook.connection, first)
    rows |= {"decision": next(row.id for row in found if row.kind == "decision")}
    assert movable(casebook.connection, rows[which]).record.id == concern_id
    move_record(casebook, target=rows[which], pupils=(subject(second),), reason=REASON)
    staying = {row.kind for row in chronology.of_pupil(casebook.connection, first)}
    assert staying <= {"record_moved", "case_opened"}
    moved = {row.kind for row in chronology.of_pupil(casebook.connection, second)}
    assert {"concern", "decision", "action", "record_moved"} <= moved
    assert actions.action(casebook.connection, done.actions[0]).pupils == (second,)
    assert replay_differences(casebook) == ()


def test_it_joins_the_right_case_in_the_same_breath(opened, call) -> None:
    casebook, first, second = opened
    case = open_case(casebook, pupils=(second,), title="Home life", reason="Early help")
    size = casebook.head().size
    move_record(casebook, target=call, pupils=(subject(second),), reason=REASON, case=case)
    assert cases.of_member(casebook.connection, call) == case
    assert casebook.head().size == size + 2
    with pytest.raises(UserFacingError) as refused:
        move_record(casebook, target=call, pupils=(subject(second),), reason=REASON, case=case)
    assert refused.value.code == "file.move_nothing_new"
    del first


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"target": "e-000000000000"}, "file.row_not_found"),
        ({"reason": "  "}, "file.move_no_reason"),
        ({"pupils": ()}, "file.move_no_child"),
        ({"pupils": (LinkedPupil(id="p-0", role="subject"),)}, "pupils.not_found"),
    ],
)
def test_what_is_refused_says_why(opened, call, changes, code: str) -> None:
    casebook, _, second = opened
    usual = {"target": call, "pupils": (subject(second),), "reason": REASON}
    size = casebook.head().size
    with pytest.raises(UserFacingError) as refused:
        move_record(casebook, **{**usual, **changes})
    assert refused.value.code == code
    assert casebook.head().size == size


def test_a_record_stands_in_somebodys_file_wherever_it_goes(opened, call) -> None:
    """A witness has no row: moved to a witness alone it would stand in nobody's file."""
    casebook, _, second = opened
    witness = LinkedPupil(id=second, role="witness")
    with pytest.raises(UserFacingError) as refused:
        move_record(casebook, target=call, pupils=(witness,), reason=REASON)
    assert refused.value.code == "file.move_no_child"


def test_a_plan_is_put_right_in_the_plan(opened) -> None:
    casebook, first, second = opened
    start_plan(casebook, draft=PlanDraft(pupils=(first,), kind="cin"))
    (row,) = (
        row for row in chronology.of_pupil(casebook.connection, first) if row.kind == "plan_started"
    )
    with pytest.raises(UserFacingError) as refused:
        move_record(casebook, target=row.id, pupils=(subject(second),), reason=REASON)
    assert refused.value.code == "file.not_movable"


def test_the_trace_says_no_words_about_when_that_may_name_somebody(opened, call) -> None:
    casebook, first, second = opened
    move_record(casebook, target=call, pupils=(subject(second),), reason=REASON)
    (trace,) = chronology.of_pupil(casebook.connection, first)
    assert "Friday" not in json.dumps([trace.context, trace.text])
