"""The curtain: nothing behind it can be seen or read, and everything comes back as it was."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QTextEdit,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.confirm import Question, confirmed
from ui.main_window import MainWindow
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.person_picker import PersonOption, PersonPicker

WORDS = "Zephyrine Quillfeather said"


def page(words: str = WORDS) -> tuple[QWidget, QTextEdit]:
    screen = QWidget()
    text = QTextEdit(words)
    column = QVBoxLayout(screen)
    column.addWidget(text)
    column.addWidget(QLineEdit(words))
    return screen, text


def readable(window: QWidget) -> str:
    """Everything that a screen reader finds below a window, hidden parts too."""
    found: list[str] = []

    def walk(node: Any, depth: int = 0) -> None:
        if node is None or depth > 40:
            return
        for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
            found.append(node.text(kind))
        text = node.textInterface()
        if text is not None:
            found.append(text.text(0, text.characterCount()))
        for number in range(node.childCount()):
            walk(node.child(number), depth + 1)

    walk(QAccessible.queryAccessibleInterface(window))
    return "\n".join(found)


def test_what_is_behind_it_is_in_no_window(window: MainWindow, qtbot: Any):
    screen, text = page()
    window.show_screen(screen)
    over, _ = page("the body map: left forearm")
    window.show_over(over)
    assert WORDS in readable(window), "the control: it could be read"
    window.cover()
    assert WORDS not in readable(window)
    assert "forearm" not in readable(window)
    assert screen.window() is not window
    assert not screen.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert over.isVisible()
    window.back_to(screen)
    assert screen.isVisible()
    assert text.toPlainText() == WORDS


def test_the_cursor_comes_back_where_it_was(window: MainWindow, qtbot: Any):
    screen, text = page()
    window.show_screen(screen)
    window.activateWindow()
    text.setFocus()
    text.moveCursor(text.textCursor().MoveOperation.End)
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert window.covered()
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert not window.covered()
    assert window.focusWidget() is text
    assert text.textCursor().position() == len(WORDS)


def test_a_screen_that_comes_while_it_is_drawn_waits_behind_it(window: MainWindow):
    window.show_screen(page("first")[0])
    window.cover()
    second, _ = page("second words")
    window.show_screen(second)
    assert "second words" not in readable(window)
    window.uncover()
    assert second.isVisible()


def covered_dialog(window: MainWindow, dialog: QDialog, seen: list[str]) -> None:
    seen.append(readable(dialog))
    window.cover()
    seen.append(readable(dialog))
    window.uncover()
    seen.append(readable(dialog))


def test_a_question_stays_open_behind_the_curtain(window: MainWindow, qtbot: Any):
    """Hiding a dialog would answer it; its contents go out of it instead."""
    window.show_screen(page()[0])
    seen: list[str] = []
    shown: list[bool] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        covered_dialog(window, dialog, seen)
        assert dialog.isVisible(), "still unanswered"
        shown.extend(b.isVisible() for b in dialog.buttons())  # type: ignore[attr-defined]  # a QMessageBox
        go = next(b for b in dialog.buttons() if b.accessibleIdentifier() == "q.go")  # type: ignore[attr-defined]  # a QMessageBox
        go.click()

    QTimer.singleShot(50, act)
    question = Question(identifier="q", text=WORDS, detail="Half written", stay="Stay", go="Go")
    assert confirmed(window, question)
    assert [WORDS in words for words in seen] == [True, False, True]
    assert shown == [True, True]
    assert [question.detail in words for words in seen] == [True, False, True]


def test_a_form_in_a_dialog_keeps_what_was_typed(window: MainWindow, qtbot: Any):
    window.show_screen(page()[0])
    dialog = FittedDialog("amend", WORDS, parent=window)
    line = QLineEdit()
    dialog.column.addWidget(line)
    dialog.open()
    qtbot.waitExposed(dialog)
    line.setText(WORDS)
    size = dialog.size()
    seen: list[str] = []
    covered_dialog(window, dialog, seen)
    assert [WORDS in words for words in seen] == [True, False, True]
    assert line.text() == WORDS
    assert line.isVisible()
    assert dialog.size() == size
    dialog.reject()
    dialog.deleteLater()


def test_the_key_works_in_a_dialog_too(window: MainWindow, qtbot: Any):
    window.show_screen(page()[0])
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(QLineEdit(WORDS))
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle())
    qtbot.keyClick(dialog, Qt.Key.Key_F12)
    assert window.covered()
    assert WORDS not in readable(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_F12)
    assert not window.covered()
    dialog.reject()


def test_a_dialog_that_closes_behind_the_curtain_is_no_trouble(window: MainWindow, qtbot: Any):
    window.show_screen(page()[0])
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(QLineEdit(WORDS))
    dialog.open()
    window.cover()
    dialog.reject()
    dialog.deleteLater()
    qtbot.wait(20)
    window.uncover()
    assert not window.covered()


def test_lists_menus_and_tooltips_close(window: MainWindow, qtbot: Any):
    window.show_screen(page()[0])
    menu = QMenu(window)
    menu.addAction(WORDS)
    menu.popup(window.mapToGlobal(window.rect().center()))
    QToolTip.showText(window.mapToGlobal(window.rect().center()), WORDS)
    window.cover()
    assert QApplication.activePopupWidget() is None
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_names_offered_below_a_field_go_too(window: MainWindow, qtbot: Any):
    screen, _ = page("text")
    picker = PersonPicker("x.who", "Your name")
    screen.layout().addWidget(picker)
    window.show_screen(screen)
    picker.set_people([PersonOption(id="z", name=WORDS), PersonOption(id="q", name=WORDS + "s")])
    qtbot.keyClicks(picker, "zeph")
    assert WORDS in readable(window), "the control: it is offered"
    window.cover()
    assert WORDS not in readable(window)
    window.uncover()
    picker.setFocus()
    qtbot.keyClicks(picker, "y")
    assert picker.popup_visible()
    qtbot.keyClick(picker, Qt.Key.Key_Escape)
    assert WORDS not in readable(window), "nor do names stay in a list that was closed"


def test_it_says_why_and_asks_before_it_opens(window: MainWindow, qtbot: Any, find: Any):
    window.show_screen(page()[0])
    reasons = ["Others may see it."]
    window.set_uncover_question(lambda: reasons[0] if reasons else "")
    window.cover("A second screen was connected.")
    assert find("app.why_covered").text() == "A second screen was connected."
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert window.covered(), "one press only asks"
    assert find("app.why_covered").text() == "Others may see it."
    assert window.focusWidget() is find("app.stay_covered")
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert window.covered(), "nor do two"
    find("app.stay_covered").click()
    assert window.covered()
    find("app.uncover").click()
    find("app.uncover_sure").click()
    assert not window.covered()
    window.cover()
    reasons.clear()
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert not window.covered()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off(window: MainWindow, qtbot: Any, qapp: QApplication, percent: int):
    from ui.theme import Scheme, apply_theme  # late: the other tests keep the usual size

    apply_theme(qapp, scheme=Scheme.LIGHT, text_percent=percent)
    window.show_screen(page()[0])
    window.set_uncover_question(lambda: "Others may see it. " * 4)
    window.cover("A second screen or projector was connected to this computer just now.")
    window.uncover()
    for name in ("app.stay_covered", "app.uncover_sure"):
        button = next(b for b in window.findChildren(QWidget) if b.accessibleIdentifier() == name)
        assert button.width() >= button.sizeHint().width()
        assert button.height() >= 24
    apply_theme(qapp, scheme=Scheme.LIGHT, text_percent=100)
