"""A second screen draws the curtain; windows are kept out of captures; idle time locks."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QTextEdit, QWidget

from desktop.auto_lock import AutoLock
from desktop.screen_guard import (
    CaptureGuard,
    ScreenGuard,
    guard_window,
    is_mirrored,
    keep_from_capture,
)
from desktop.settings import Settings, load_settings, save_settings
from ui.main_window import MainWindow


class Screens(QObject):
    """The application's screens, as they come and go."""

    screenAdded = Signal(object)
    screenRemoved = Signal(object)
    primaryScreenChanged = Signal(object)

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def screens(self) -> list[Any]:
        one = QApplication.screens()[0]
        return [one] * self.count

    def add(self) -> None:
        self.count += 1
        self.screenAdded.emit(None)

    def remove(self) -> None:
        self.count -= 1
        self.screenRemoved.emit(None)


class Watched:
    """A guard over made-up screens and how often it spoke."""

    def __init__(self, count: int = 1) -> None:
        self.screens = Screens(count)
        self.mirrored = False
        self.guard = ScreenGuard(self.screens, mirrored=lambda: self.mirrored)  # type: ignore[arg-type]  # stands in for the application
        self.times = 0
        self.guard.appeared.connect(self._count)

    def _count(self) -> None:
        self.times += 1


def test_a_projector_that_is_plugged_in_is_noticed(qapp: QApplication):
    seen = Watched()
    seen.screens.add()
    assert seen.times == 1
    assert seen.guard.question()
    seen.guard.accept()
    assert not seen.guard.question()
    seen.screens.remove()
    seen.screens.add()
    assert seen.times == 2, "pulled out and put in again: asked again"


def test_the_desk_with_two_screens_is_left_in_peace(qapp: QApplication):
    seen = Watched(2)
    assert not seen.guard.question()
    seen.screens.add()
    assert seen.times == 1
    seen.screens.remove()
    assert not seen.guard.question()
    assert seen.times == 1


def test_one_that_went_again_is_not_asked_about(qapp: QApplication):
    seen = Watched()
    seen.screens.add()
    seen.screens.remove()
    assert not seen.guard.question()


def test_a_doubled_picture_counts_as_a_screen(qapp: QApplication):
    seen = Watched()
    seen.mirrored = True
    seen.guard.look()
    assert seen.times == 1
    assert seen.guard.question()
    seen.guard.accept()
    seen.guard.look()
    assert seen.times == 1


def test_the_curtain_is_drawn_and_asks(window: MainWindow, qapp: QApplication, qtbot: Any):
    screen = QTextEdit("words")
    window.show_screen(screen)
    guard = guard_window(window, allow_capture=True)
    qapp.screenAdded.emit(qapp.primaryScreen())
    assert not window.covered(), "the number of screens is the same"
    guard._known = 0  # the one screen of this computer has just been plugged in
    qapp.screenAdded.emit(qapp.primaryScreen())
    assert window.covered()
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert window.covered()
    window.uncover(sure=True)
    assert not window.covered()
    window.cover()
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert not window.covered(), "said yes once, as long as nothing changes"


class Calls:
    """What was asked of the system."""

    def __init__(self) -> None:
        self.windows: list[int] = []

    def __call__(self, window: int, keep: bool) -> bool:
        assert keep
        self.windows.append(window)
        return True


def test_every_window_is_kept_out_of_captures(qapp: QApplication, qtbot: Any):
    calls = Calls()
    guard = CaptureGuard(keep=calls, parent=qapp)
    qapp.installEventFilter(guard)
    one, dialog = QWidget(), QDialog()
    QTextEdit(one)
    menu = QMenu(one)
    menu.addAction("a")
    try:
        for shown in (one, dialog):
            shown.show()
        menu.popup(one.pos())
        assert {int(w.winId()) for w in (one, dialog, menu)} <= set(calls.windows)
        before = len(calls.windows)
        one.hide()
        one.show()
        assert calls.windows[before:] == [int(one.winId())], "again: the system forgets"
    finally:
        qapp.removeEventFilter(guard)
        for shown in (menu, dialog, one):
            shown.hide()
            shown.deleteLater()


def test_a_window_that_stood_there_before_is_kept_out_too(window: MainWindow, qapp: QApplication):
    calls = Calls()
    guard_window(window, allow_capture=False, keep=calls)
    assert int(window.winId()) in calls.windows


def test_training_lets_captures_see(window: MainWindow, qapp: QApplication, qtbot: Any):
    calls = Calls()
    guard_window(window, allow_capture=True, keep=calls)
    window.hide()
    window.show()
    assert calls.windows == []


def test_this_system_says_honestly_that_it_cannot():
    """Linux has no such call; elsewhere these lines ask the system itself."""
    assert keep_from_capture(0, True) in (True, False)
    assert is_mirrored() in (True, False)


def test_the_setting_lies_with_the_others(tmp_path):
    file = tmp_path / "settings.json"
    assert not load_settings(file).allow_capture
    save_settings(file, Settings(allow_capture=True))
    assert load_settings(file).allow_capture


class Time:
    """A steady counter and a clock that a test moves."""

    def __init__(self) -> None:
        self.steady, self.wall = 100.0, 9000.0

    def pass_by(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds


@pytest.fixture
def lock(qapp: QApplication):
    time = Time()
    made = AutoLock(minutes=2, warn_seconds=20, steady=lambda: time.steady, wall=lambda: time.wall)
    made.time = time  # type: ignore[attr-defined]  # for the tests
    made.said = []  # type: ignore[attr-defined]
    made.warned.connect(made.said.append)  # type: ignore[attr-defined]
    made.woken.connect(lambda: made.said.append("woken"))
    made.idle.connect(lambda: made.said.append("idle"))
    yield made
    made.stop()
    made.deleteLater()


def test_it_warns_for_twenty_seconds_and_then_locks(lock: Any):
    lock.check()
    lock.time.pass_by(99)
    lock.check()
    assert lock.said == []
    lock.time.pass_by(2)
    lock.check()
    lock.time.pass_by(10)
    lock.check()
    assert lock.said == [19, 9]
    lock.time.pass_by(10)
    lock.check()
    assert lock.said == [19, 9, "idle"]


def test_any_key_ends_the_warning(lock: Any, qapp: QApplication, qtbot: Any):
    qapp.installEventFilter(lock)
    widget = QWidget()
    qtbot.addWidget(widget)
    lock.time.pass_by(110)
    lock.check()
    qtbot.keyClick(widget, Qt.Key.Key_Shift)
    assert lock.said == [10, "woken"]
    lock.time.pass_by(90)
    lock.check()
    assert lock.said == [10, "woken"]
    qapp.removeEventFilter(lock)


def test_sleep_counts_by_the_wall_clock(lock: Any):
    lock.time.wall += 3600
    lock.check()
    assert lock.said == ["idle"]


def test_a_clock_set_back_keeps_nothing_open(lock: Any):
    lock.time.wall -= 86400
    lock.time.steady += 121
    lock.check()
    assert lock.said == ["idle"]


def test_every_process_that_opens_the_window_guards_it(project_root: Path) -> None:
    """Start, casebook, letters about adults: whoever makes the window says who may not see it."""
    making = [
        path
        for path in (project_root / "desktop").rglob("*.py")
        if "MainWindow()" in path.read_text(encoding="utf-8") and "demo" not in path.parts
    ]
    assert len(making) >= 3
    # the first window is on the screen before the rest is loaded: start_up follows with it
    guarding = {"app.py": "start_up.py"}
    unguarded = [
        path.name
        for path in making
        if "guard_window("
        not in path.with_name(guarding.get(path.name, path.name)).read_text(encoding="utf-8")
    ]
    assert unguarded == []
