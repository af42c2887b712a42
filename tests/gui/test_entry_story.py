"""A call comes in, an entry is in the wrong file, a mother disagrees: by the keyboard alone."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.context import Context
from desktop.controllers.lead.casebook_controller import CasebookController
from desktop.controllers.lead.statements import ask_for_statement
from desktop.job_runner import JobRunner
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.entries import NewEntry, add_entry
from desktop.usecases.lead.verify_casebook import replay_differences
from storage.database.repositories import actions, chronology, pupils
from storage.records.chronology import ChronologyEntry
from storage.records.concern import LinkedPupil
from storage.records.pupil import Pupil
from storage.records.when import When
from tests.fakes.small_school import SmallSchool
from ui.main_window import MainWindow
from ui.views.move_record import MoveRecordView
from ui.views.new_entry import NewEntryView
from ui.widgets.choice_row import ChoiceRow

Find = Callable[[str], QWidget]
TEXT = "She rang at ten past eight: he did not sleep."


class Hands:
    """Presses keys wherever the focus is, and counts them; letters of a text are one text."""

    def __init__(self, window: QWidget, qtbot: Any) -> None:
        self.presses, self.texts, self._window = 0, 0, window
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        self.began = time.perf_counter()

    def press(self, key: Qt.Key, *, ctrl: bool = False, alt: bool = False) -> None:
        modifier = Qt.KeyboardModifier.NoModifier
        if ctrl:
            modifier |= Qt.KeyboardModifier.ControlModifier
        if alt:
            modifier |= Qt.KeyboardModifier.AltModifier
        QTest.keyClick(QApplication.focusWidget() or self._window, key, modifier)
        self.presses += 1

    def write(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)
        self.texts += 1


@pytest.fixture
def lead(
    school: SmallSchool, context: Context, jobs: JobRunner, window: MainWindow
) -> CasebookController:
    """Ruth has signed in."""
    return CasebookController(
        window=window,
        casebook=school.sign_in(),
        context=context,
        jobs=jobs,
        made_up=False,
        parent=window,
    )


def children(lead: CasebookController) -> list[Pupil]:
    return pupils.all_pupils(lead._desk.reader)


def page(lead: CasebookController, kind: type[QWidget], qtbot: Any) -> Any:
    qtbot.waitUntil(lambda: isinstance(lead._shell.page(), kind))
    return lead._shell.page()


def rows(lead: CasebookController, pupil_id: str) -> tuple[ChronologyEntry, ...]:
    return chronology.of_pupil(lead._desk.reader, pupil_id)


def written(lead: CasebookController, pupil_id: str, text: str) -> str:
    """An entry in a child's file, put there before the story begins."""
    return add_entry(
        lead._desk.casebook,
        entry=NewEntry(
            kind="call",
            pupils=(LinkedPupil(id=pupil_id, role="subject"),),
            happened=When.unknown(),
            text=text,
        ),
    )


def test_a_call_from_a_childs_file(lead: CasebookController, find: Find, qtbot: Any) -> None:
    """Ctrl+N, C, Alt+1, the text, Ctrl+Enter: four presses and one text."""
    child = children(lead)[0]
    lead.open_pupil(child.id)
    find("file.new_entry").setFocus()
    hands = Hands(lead._window, qtbot)
    hands.press(Qt.Key.Key_N, ctrl=True)
    view = page(lead, NewEntryView, qtbot)
    assert view.pupils.links() == ((child.id, "subject"),)
    hands.press(Qt.Key.Key_C)
    assert view.kind.value() == "call"
    hands.press(Qt.Key.Key_1, alt=True)
    assert view.text.hasFocus()
    hands.write(TEXT)
    hands.press(Qt.Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: [row.text for row in rows(lead, child.id)] == [TEXT])
    assert (hands.presses, hands.texts) == (4, 1)
    assert time.perf_counter() - hands.began < 10
    (row,) = rows(lead, child.id)
    assert row.context == "Mrs Brenda Lowe, foster mother, 01632 960222"
    qtbot.waitUntil(lambda: lead._shell.page() is not view)
    find("file.new_entry")  # back where it was begun


def test_a_call_from_anywhere(lead: CasebookController, find: Find, qtbot: Any) -> None:
    """With the child's name it is six presses and one text; the page it began on comes back."""
    child = children(lead)[0]
    today = lead._shell.page()
    find("today.new").setFocus()
    hands = Hands(lead._window, qtbot)
    hands.press(Qt.Key.Key_N, ctrl=True)
    view = page(lead, NewEntryView, qtbot)
    hands.press(Qt.Key.Key_C)
    hands.press(Qt.Key.Key_Return)
    assert view.pupils.line.hasFocus()
    hands.write("ayaa")
    hands.press(Qt.Key.Key_Return)
    assert view.pupils.links() == ((child.id, "subject"),)
    hands.press(Qt.Key.Key_1, alt=True)
    hands.write(TEXT)
    hands.press(Qt.Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: [row.text for row in rows(lead, child.id)] == [TEXT])
    assert (hands.presses, hands.texts) == (6, 2)  # the second text is the letters of the name
    qtbot.waitUntil(lambda: lead._shell.page() is today)


def test_a_police_notice_with_what_is_next(lead: CasebookController, qtbot: Any) -> None:
    """Its boxes stand as lines before the text; the action lies in the same transaction."""
    child = children(lead)[0]
    lead.open_new_entry(child.id)
    view = page(lead, NewEntryView, qtbot)
    view.kind.set_value("police_notice")
    view.boxes.field("reference").setText("WX-4711")
    present = view.boxes.field("present")
    assert isinstance(present, ChoiceRow)
    present.set_value("Yes")
    view.text.set_text("An argument at home at night.")
    view.more.next.what.setText("Speak to him at breakfast club")
    view.save()
    assert "Say who does it." in view.message.text()
    view.more.next.owner.set_value(lead._desk.casebook.person.id)
    view.more.next.set_due(0)
    size = lead._desk.casebook.head().size
    view.save()
    qtbot.waitUntil(lambda: len(rows(lead, child.id)) == 2)
    texts = {row.kind: row.text for row in rows(lead, child.id)}
    assert texts["entry"] == (
        "Police reference: WX-4711\nWas the child present?: Yes\nAn argument at home at night."
    )
    assert actions.of_pupil(lead._desk.reader, child.id)[0].what == texts["action"]
    assert lead._desk.casebook.head().size == size + 2
    source = next(row.source for row in rows(lead, child.id) if row.kind == "entry")
    assert source == "police"


def test_an_entry_goes_into_the_right_file(
    lead: CasebookController, find: Find, qtbot: Any
) -> None:
    wrong, right = children(lead)[:2]
    entry_id = written(lead, wrong.id, TEXT)
    lead.open_pupil(wrong.id, "chronology")
    lead.open_move(entry_id, wrong.id)
    view = page(lead, MoveRecordView, qtbot)
    assert view.pupils.names() == (wrong.display_name,)
    hands = Hands(lead._window, qtbot)
    remove = find(f"move.pupil.{wrong.id}.remove")
    remove.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert view.pupils.line.hasFocus()
    hands.write("tomasz" if right.display_name.startswith("Tomasz") else "sh")
    hands.press(Qt.Key.Key_Return)
    assert view.reason.hasFocus()
    hands.write("It was a child of the same first name.")
    hands.press(Qt.Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: len(rows(lead, right.id)) == 2)
    assert [(row.kind, row.pupil_role) for row in rows(lead, wrong.id)] == [
        ("record_moved", "left")
    ]
    qtbot.waitUntil(lambda: lead._shell.page() is not view)
    assert replay_differences(lead._desk.casebook) == ()


def test_what_is_put_right_elsewhere_is_said(lead: CasebookController, qtbot: Any) -> None:
    lead.open_move("e-000000000000")
    view = page(lead, MoveRecordView, qtbot)
    assert "where it was made" in view.message.text()


def test_a_mother_disagrees(lead: CasebookController, find: Find, qtbot: Any) -> None:
    """Who and what they are to the child in one press; her words; the statement stands there."""
    child = children(lead)[0]
    entry_id = written(lead, child.id, TEXT)
    lead.open_pupil(child.id, "chronology")
    find("file.entries")
    entry = chronology.entry(lead._desk.reader, entry_id)
    assert entry is not None
    done: list[bool] = []
    dialog = ask_for_statement(
        lead._desk,
        page=lead._shell.page() or lead._shell,
        entry=entry,
        pupil_id=child.id,
        done=lambda: done.append(True),
    )
    hands = Hands(dialog, qtbot)
    find("statement.person.1").click()
    assert dialog.who.text() == "Mrs Brenda Lowe"
    assert dialog.relationship.text() == "foster mother"
    dialog.words.setFocus()
    QTest.keyClicks(dialog.words, "I did not ring.")
    find("statement.save").setFocus()
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: done == [True])
    (row,) = rows(lead, child.id)
    (said,) = row.corrections
    assert (said.stated_by, said.correction) == ("Mrs Brenda Lowe", "I did not ring.")
    assert said.stated_on == lead._desk.today().isoformat()


def test_an_entry_begun_beside_a_concern_has_its_child(
    lead: CasebookController, school: SmallSchool, qtbot: Any
) -> None:
    school.send(what_happened="A bruise on the left forearm.")
    (concern_id,) = collect_letterbox(lead._desk.casebook).concerns
    lead.open_concern(concern_id)
    hands = Hands(lead._window, qtbot)
    hands.press(Qt.Key.Key_N, ctrl=True)
    view = page(lead, NewEntryView, qtbot)
    assert view.pupils.links() == ((school.first_pupil, "subject"),)
