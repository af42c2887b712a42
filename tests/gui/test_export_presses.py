"""A chronology for an agency: presses are counted from the child's file to the document."""

import re
import time
from collections.abc import Callable, Collection
from datetime import date
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.job_runner import JobRunner
from desktop.usecases.lead.documents.prepare import prepare_document
from desktop.usecases.lead.documents.publish import publish
from desktop.usecases.lead.documents.request import DocumentRequest
from desktop.usecases.lead.entries import NewEntry, add_entry
from storage.database.repositories import disclosures
from storage.records.concern import LinkedPupil
from storage.records.when import When
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow

Find = Callable[[str], QWidget]
COUNCIL = "Wexcombe Children’s Services"


class Presses(QObject):
    """Counts what a person presses, wherever it lands."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A mouse button that goes down on a control."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            self.count += 1
        return False


@pytest.fixture
def lead(
    window: MainWindow, school: SmallSchool, context: Context, jobs: JobRunner, qtbot: Any
) -> CasebookController:
    """Ruth has signed in; the first child has entries, and one document left before."""
    casebook = school.sign_in()
    links = (LinkedPupil(id=school.first_pupil, role="subject"),)
    for day in range(1, 25):
        add_entry(
            casebook,
            entry=NewEntry(
                kind="call",
                pupils=links,
                happened=When.on_day(date(2026, 5, day)),
                text=f"Grandmother rang for the {day}. time about the evenings.",
                significant=day % 4 == 0,
            ),
        )
    asked = DocumentRequest(
        kind="chronology",
        pupil_id=school.first_pupil,
        purpose="Strategy meeting",
        recipient=COUNCIL,
        product="signed",
        path=school.root / "earlier.pdf",
    )
    publish(casebook, prepared=prepare_document(casebook, request=asked))
    return CasebookController(
        window=window, casebook=casebook, context=context, jobs=jobs, made_up=False, parent=window
    )


def press(qtbot: Any, control: QWidget) -> None:
    qtbot.waitUntil(control.isEnabled, timeout=10_000)
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("preset", "shown"), [("page", range(7, 24)), ("significant", (6,)), ("all", (24,))]
)
def test_four_presses_and_one_text_make_a_chronology(
    lead: CasebookController,
    school: SmallSchool,
    qtbot: Any,
    find: Find,
    qapp: QApplication,
    window: MainWindow,
    preset: str,
    shown: Collection[int],
) -> None:
    lead.open_pupil(school.first_pupil)
    started = time.perf_counter()
    presses = Presses()
    qapp.installEventFilter(presses)
    press(qtbot, find("file.export"))
    press(qtbot, find(f"export.preset.{preset}"))
    purpose = window.focusWidget()
    assert purpose is find("export.purpose"), "what it is for can be typed at once"
    qtbot.keyClicks(purpose, "Child protection conference")
    press(qtbot, find("export.recipient.1"))
    find("export.path").setText(str(school.root / "made.pdf"))  # where it lies is said already
    press(qtbot, find("export.make"))
    find("export.result")
    qapp.removeEventFilter(presses)
    assert presses.count == 4
    assert time.perf_counter() - started < 10
    words = find("export.password")
    assert isinstance(words, QLabel)
    with pikepdf.open(
        school.root / "made.pdf", password=" ".join(words.text().split())
    ) as document:
        assert len(document.pages) > 1
    (left, _earlier) = disclosures.register(lead._desk.reader, pupil=school.first_pupil)
    assert (left.recipient, left.purpose) == (COUNCIL, "Child protection conference")
    assert left.shown in shown
    assert left.total == 24


def test_the_same_is_done_by_keyboard_alone(
    lead: CasebookController, school: SmallSchool, qtbot: Any, find: Find, window: MainWindow
) -> None:
    lead.open_export(school.first_pupil)
    first = window.focusWidget()
    assert first is find("export.preset.page")
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert window.focusWidget() is find("export.preset.significant")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(window.focusWidget(), "Core group")
    for _ in range(8):
        if window.focusWidget() is find("export.recipient.1"):
            break
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    find("export.path").setText(str(school.root / "made.pdf"))
    for _ in range(20):
        if window.focusWidget() is find("export.make"):
            break
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    find("export.result")
    assert (school.root / "made.pdf").exists()


def test_each_length_says_its_entries_and_pages_beforehand(
    lead: CasebookController, school: SmallSchool, qtbot: Any, find: Find
) -> None:
    lead.open_export(school.first_pupil)
    tile = find("export.preset.significant")
    qtbot.waitUntil(lambda: "page" in tile.accessibleDescription(), timeout=10_000)
    said = [tile.accessibleDescription(), find("export.preset.all").accessibleDescription()]
    numbers = [[int(number) for number in re.findall("[0-9]+", words)] for words in said]
    assert [entries for entries, _pages in numbers] == [6, 24]
    assert 1 <= numbers[0][1] < numbers[1][1]
