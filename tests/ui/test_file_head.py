"""The head of a child's file: whole on the front sheet, a line each elsewhere, never in the way."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from storage.records.chronology_filter import Amounts
from tests.fakes import lead_school as school
from tests.fakes.lead_screens import entries, now
from ui.chronology_material import ShownChronology
from ui.file_material import FrontSheet
from ui.views.pupil_file import PupilFileView

WARNINGS = (
    "Withhold the address from: Leon Marsh. Ask the social worker before anybody is told.",
    "Must not collect: Leon Marsh, by the prohibited steps order.",
    "Prohibited steps order: Leon Marsh must not remove or collect the child from school",
)
ROWS = 30


def sheet(**changes: Any) -> FrontSheet:
    """A file with three warnings and a decision."""
    known = school.front_sheet()
    assert known.decision is not None
    return FrontSheet(pupil=known.pupil, warnings=WARNINGS, decision=known.decision, **changes)


@pytest.fixture
def view(shown: Any) -> PupilFileView:
    """A file of thirty entries on a small laptop."""
    kept = {f"e-{place}": entries()[place % len(entries())] for place in range(ROWS)}
    made = PupilFileView(lists=school.lists(), fetch=lambda ids: [kept[i] for i in ids], now=now)
    made.show_whose(sheet())
    made.chronology.show_rows(
        ShownChronology(
            ids=tuple(kept),
            amounts=Amounts(total=ROWS, significant=6, undated=1, linked=2),
            siblings=1,
        )
    )
    page: PupilFileView = shown(made)
    return page


def test_a_chronology_shows_nine_entries_and_room_to_read_one(view: PupilFileView) -> None:
    table = view.chronology.table.view
    rows = table.viewport().height() / table.verticalHeader().defaultSectionSize()
    assert rows >= 9
    assert view.chronology.detail.card.height() >= 180
    assert view.scroll_area.verticalScrollBar().maximum() == 0


def test_what_must_be_known_first_is_one_line_that_opens(view: PupilFileView) -> None:
    head = view.head
    assert not head.warning.isVisible()
    assert head.warning_line.isVisible()
    assert all(words.rstrip(".") in head.warning_line.accessibleName() for words in WARNINGS)
    assert "Must not collect" in head.warning_line.text()
    assert not head.warning_line.is_cut()
    assert head.more.text() == "All 3"
    head.more.setFocus()
    QTest.keyClick(head.more, Qt.Key.Key_Return)
    assert head.warning.text() == WARNINGS[0]
    assert head.warning_line.text() == "To know first"
    assert (head.more.text(), head.more.accessibleName()) == (
        "Fold",
        "Fold what must be known first",
    )
    assert head.warning.isVisible()
    QTest.keyClick(head.more, Qt.Key.Key_Return)
    assert not head.warning.isVisible()


def test_the_decision_and_its_reason_stand_in_one_line(view: PupilFileView) -> None:
    decision = sheet().decision
    assert decision is not None
    line = view.head.decision_line
    assert line.height() < 40
    assert line.isVisible()
    assert decision.by in line.text()
    assert decision.reason in line.text()
    assert "Why: " in line.text()


def test_the_front_sheet_says_both_whole(view: PupilFileView) -> None:
    view.show_section("front_sheet")
    head = view.head
    assert head.reason.isVisible()
    assert head.decision.isVisible()
    assert head.warning.isVisible()
    assert not head.decision_line.isVisible()
    assert not head.warning_line.isVisible()


def test_a_file_without_warning_or_decision_has_no_empty_bars(view: PupilFileView) -> None:
    view.show_whose(FrontSheet(pupil=school.pupil()))
    assert not view.head.warning_line.isVisible()
    assert not view.head.decision_line.isVisible()


def test_long_words_are_cut_to_the_line_and_said_in_full(view: PupilFileView) -> None:
    line = view.head.warning_line
    line.show_words("Withhold the address " * 40)
    assert line.is_cut()
    assert line.toolTip() == line.text() == line.accessibleName()
    line.show_words("<b>short</b>")
    assert not line.is_cut()
    assert "&lt;b&gt;" in line.toolTip()
