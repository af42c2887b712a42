"""A case about the wrong child: it goes into the right file with the concern it was opened for, and
its words stay in no other.
"""

from pathlib import Path

import pypdfium2
import pytest

from desktop.usecases.lead.cases import change_case, join_case, open_case
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.decide import decide
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.moves import movable, move_record
from desktop.usecases.lead.verify_casebook import replay_differences
from desktop.usecases.verify_document import verify_pdf
from storage.database.repositories import cases, chronology, pupils, statuses
from storage.records.concern import LinkedPupil
from tests.fakes.small_school import WHEN, SmallSchool, decision

REASON = "It was a child of the same first name."


def subject(pupil: str) -> LinkedPupil:
    return LinkedPupil(id=pupil, role="subject")


@pytest.fixture
def opened(school: SmallSchool):
    with school.signed_in() as casebook:
        first, second, *_ = pupils.ids(casebook.connection)
        yield casebook, first, second


@pytest.fixture
def decided(school: SmallSchool, opened) -> tuple[str, str]:
    """A concern about the first child that was decided, and the case that was opened for it."""
    casebook, _first, _second = opened
    school.send()
    (concern,) = collect_letterbox(casebook).concerns
    return concern, decide(casebook, decision=decision(concern, level="early_help")).case


def kinds(casebook, pupil: str) -> list[str]:
    return [row.kind for row in chronology.of_pupil(casebook.connection, pupil)]


def test_the_case_that_was_opened_for_a_concern_goes_with_it(opened, decided) -> None:
    casebook, first, second = opened
    concern, case = decided
    move_record(casebook, target=concern, pupils=(subject(second),), reason=REASON)
    assert set(kinds(casebook, first)) == {"record_moved"}, "not what kind of worry it was"
    assert statuses.levels(casebook.connection, first) == []
    assert "case_opened" in kinds(casebook, second)
    assert cases.case(casebook.connection, case).pupils == (second,)
    assert cases.open_of_pupils(casebook.connection, [first]) == []
    assert replay_differences(casebook) == ()


def test_a_decision_that_names_another_child_takes_the_case_along(opened, decided) -> None:
    casebook, first, second = opened
    concern, case = decided
    again = decision(concern, pupils=(subject(second),), reason="Seen: it is his arm.")
    assert decide(casebook, decision=again).case == case
    assert kinds(casebook, first) == ["record_moved"]
    assert "his arm" not in str(chronology.of_pupil(casebook.connection, first))
    assert cases.case(casebook.connection, case).pupils == (second,)
    assert replay_differences(casebook) == ()


def test_a_case_in_which_there_is_more_stays_with_its_child(opened, decided) -> None:
    casebook, first, second = opened
    concern, case = decided
    entry = NewEntry(kind="call", pupils=(subject(first),), happened=WHEN, text="Rang.")
    row = add_entry(casebook, entry=entry)
    join_case(casebook, case_id=case, target=row, reason="The same worry.")
    move_record(casebook, target=concern, pupils=(subject(second),), reason=REASON)
    assert cases.case(casebook.connection, case).pupils == (first,)
    assert "case_opened" in kinds(casebook, first)
    assert "case_opened" not in kinds(casebook, second)


def test_a_case_is_put_into_the_right_file_from_any_of_its_rows(
    school: SmallSchool, opened
) -> None:
    casebook, first, second = opened
    case = open_case(casebook, pupils=[first], title="Walks home alone", sought="Is fetched")
    change_case(casebook, case_id=case, reason="Worse since June", level="early_help")
    row = next(
        each.id
        for each in chronology.of_pupil(casebook.connection, first)
        if each.kind == "case_changed"
    )
    assert movable(casebook.connection, row).record.id == case
    move_record(casebook, target=row, pupils=(subject(second),), reason=REASON)
    assert kinds(casebook, first) == ["record_moved"]
    assert kinds(casebook, second) == ["case_opened", "case_changed", "record_moved"]
    assert cases.case(casebook.connection, case).pupils == (second,)
    change_case(casebook, case_id=case, reason="Fetched now", next_review="2026-12-01")
    assert kinds(casebook, first) == ["record_moved"], "nor what is written of it later"
    assert replay_differences(casebook) == ()
    left = _printed(school, casebook, first)
    assert REASON in left
    assert "Walks home" not in left
    assert "Worse since" not in left
    assert "Walks home alone" in _printed(school, casebook, second)


def _printed(school: SmallSchool, casebook, pupil: str) -> str:
    path: Path = school.root / f"{pupil}.pdf"
    request = DocumentRequest(
        kind="chronology", pupil_id=pupil, purpose="P", recipient="R", product="signed"
    )
    publish(casebook, prepared=prepare_document(casebook, request=request), path=path)
    assert verify_pdf(path.read_bytes()).result == "ok"
    with pypdfium2.PdfDocument(path.read_bytes()) as pages:
        found = [page.get_textpage().get_text_range() for page in pages]
    return " ".join(" ".join(found).split())
