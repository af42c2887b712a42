"""The window and the lead's shell: curtain, lock, leaving, what is left behind."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from tests.fakes.lead_screens import casebook, new_entry, pupil_file, today_view, triage
from ui.main_window import MainWindow
from ui.views.casebook_window import CasebookView


@pytest.fixture
def window(qtbot) -> MainWindow:
    """The window with the casebook in it."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.show_screen(casebook())
    window.show()
    qtbot.waitExposed(window)
    return window


def texts(root: QWidget) -> str:
    return " ".join(label.text() for label in root.findChildren(QLabel))


def forget() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_after_a_change_of_screen_nothing_of_the_former_one_is_left(window) -> None:
    assert "Today" in texts(window)
    window.show_screen(QLabel("Locked"))
    forget()
    assert "Amelia" not in texts(window)
    assert window.findChildren(CasebookView) == []


def test_one_key_covers_and_the_same_key_goes_on(qtbot, window) -> None:
    shell = window.content()
    entry = new_entry()
    shell.show_section("new", entry)
    entry.text.set_text("Rang the school nurse")
    entry.text.setFocus()
    with qtbot.waitSignal(window.curtain_changed) as caught:
        qtbot.keyClick(window, Qt.Key.Key_F12)
    assert caught.args == [True]
    assert window.covered()
    assert not entry.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert not window.covered()
    assert entry.text.text() == "Rang the school nurse"
    assert QApplication.focusWidget() is entry.text


def test_escape_twice_covers_too_and_once_does_not(qtbot, window) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.covered()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.covered()


def test_a_screen_that_comes_while_covered_stays_covered(window) -> None:
    window.cover()
    window.show_screen(casebook())
    assert window.covered()
    assert not window.content().isVisible()


def test_ctrl_l_and_the_button_ask_to_lock(qtbot, window) -> None:
    with qtbot.waitSignal(window.lock_requested):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.content().lock_requested):
        window.findChild(object, "app.lock").click()
    with qtbot.waitSignal(window.content().curtain_requested):
        window.findChild(object, "app.curtain").click()


def test_the_text_grows_by_keys(qtbot, window) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    steps = []
    window.text_size_requested.connect(steps.append)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0):
        qtbot.keyClick(window, key, control)
    assert steps == [1, -1, 0]


def test_a_guard_can_keep_the_window_open(qtbot, window) -> None:
    window.set_close_guard(lambda: False)
    assert not window.close()
    window.set_close_guard(None)
    with qtbot.waitSignal(window.closing):
        assert window.close()


def test_a_made_up_school_says_so_and_a_real_one_does_not(qtbot) -> None:
    real = CasebookView(school="Oakfield", person="Ruth", made_up=False)
    qtbot.addWidget(real)
    practice = casebook()
    qtbot.addWidget(practice)
    assert "made up" in texts(practice)
    assert "made up" not in texts(real)


def test_places_are_one_press_away_and_counted(qtbot) -> None:
    shell = casebook()
    qtbot.addWidget(shell)
    shell.set_badge("today", 3)
    assert "(3)" in shell.findChild(object, "casebook.today").text()
    with qtbot.waitSignal(shell.section_chosen) as caught:
        shell.findChild(object, "casebook.pupils").click()
    assert caught.args == ["pupils"]


def test_a_page_on_top_leads_back_to_the_page_below(qtbot) -> None:
    shell = casebook()
    qtbot.addWidget(shell)
    below = shell.page()
    shell.open_page(pupil_file())
    assert shell.page() is not below
    shell.page().back_requested.emit()
    assert shell.page() is below


def test_another_place_deletes_the_pages_before(qtbot) -> None:
    shell = casebook()
    qtbot.addWidget(shell)
    shell.open_page(triage())
    shell.show_section("pupils", today_view())
    forget()
    assert "Daz grabbed me" not in texts(shell)
    assert shell.section() == "pupils"


@pytest.mark.parametrize(("answer", "left"), [("leave.stay", False), ("leave.go", True)])
def test_unsaved_words_are_asked_about_once(qtbot, monkeypatch, answer, left) -> None:
    shell = casebook()
    qtbot.addWidget(shell)
    shell.open_page(new_entry())
    shell.page().text.set_text("Rang the school nurse")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.findChild(object, answer).click())
    chosen = []
    shell.section_chosen.connect(chosen.append)
    shell.findChild(object, "casebook.pupils").click()
    assert chosen == (["pupils"] if left else [])
    assert shell.findChild(object, "casebook.today").isChecked() is not left


def test_the_backup_line_is_quiet_without_words(qtbot) -> None:
    shell = casebook()
    qtbot.addWidget(shell)
    shell.show()
    with qtbot.waitSignal(shell.backup_line_pressed):
        shell.findChild(object, "casebook.backup_action").click()
    shell.show_backup_line("")
    assert not shell.findChild(object, "casebook.backup_line").isVisible()


def test_all_places_stand_on_a_small_screen_at_the_largest_text(qtbot, large_text) -> None:
    """768 pixels less the title of the window and the bar of the desktop."""
    shell = casebook()
    qtbot.addWidget(shell)
    shell.show()
    assert shell.minimumSizeHint().height() <= 700
