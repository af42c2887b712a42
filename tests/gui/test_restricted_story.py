"""The head's own screens, told inside the process; and the process of their own, as it is."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel

from desktop.context import Context
from desktop.controllers.restricted.enter_controller import EnterController
from desktop.controllers.restricted.room_controller import RoomController
from desktop.controllers.start_controller import StartController
from desktop.paths import paths_of
from desktop.restricted_process import RestrictedProcess
from desktop.usecases.lead.collect_letterbox import collect_letterbox
from desktop.usecases.lead.restricted_readers import issue_reader_slip, reader_states
from desktop.usecases.restricted import reading
from desktop.usecases.restricted.letters import collect
from tests.fakes.restricted_readers import (
    READER_PASSWORD,
    folder_of,
    room,
    with_tested_readers,
)
from tests.fakes.small_school import SmallSchool
from ui.views.restricted_care import RestrictedCareView
from ui.views.restricted_enrol import RestrictedEnrolView
from ui.views.restricted_enter import RestrictedEnterView
from ui.views.restricted_letter import RestrictedLetterView
from ui.views.restricted_letters import RestrictedLettersView
from ui.views.start import StartView

WORDS = "He pulled a boy by the arm."
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def read_template(gui_template: SmallSchool, tmp_path_factory: pytest.TempPathFactory):
    """The school with a head who has opened the test letter."""
    copy = gui_template.copy_to(tmp_path_factory.mktemp("readers") / "school", seed="readers")
    with_tested_readers(copy, "head")
    copy.close()
    return copy


@pytest.fixture
def school(read_template: SmallSchool, tmp_path: Path):
    """A copy of this test's own."""
    copy = read_template.copy_to(tmp_path / "school", seed="gui")
    yield copy
    copy.close()


@pytest.fixture
def at_head(school: SmallSchool, context: Context):
    """The head's own computer."""

    home = folder_of(school, "head").parent
    return replace(context, paths=paths_of(home, letterbox=school.letterbox))


def texts(widget: Any) -> str:
    """Every word on a page."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_the_head_signs_in_reads_decides_and_nothing_stays_on_the_screen(
    school, at_head, window, jobs, qtbot
) -> None:
    school.send(about_adult=True, what_happened=WORDS, about_whom="Tom Hill")
    parent = QObject()
    rooms: list[Any] = []
    enter = EnterController(window=window, context=at_head, jobs=jobs, parent=parent)
    enter.opened.connect(rooms.append)
    enter.begin()
    view = window.content()
    assert isinstance(view, RestrictedEnterView)
    assert view.post.value() == "head"
    view.secret.line.setText("wrong and long enough")
    view.submit.click()
    qtbot.waitUntil(lambda: bool(view.message.text()), timeout=10_000)
    assert not view.secret.text()
    view.secret.line.setText(READER_PASSWORD)
    view.submit.click()
    qtbot.waitUntil(lambda: bool(rooms), timeout=10_000)

    controller = RoomController(
        window=window, room=rooms[0], context=at_head, jobs=jobs, parent=parent
    )
    controller.begin()
    letters = window.content()
    assert isinstance(letters, RestrictedLettersView)
    qtbot.waitUntil(lambda: letters.rows.current_id() is not None, timeout=10_000)
    letters._open.click()
    letter = window.content()
    assert isinstance(letter, RestrictedLetterView)
    qtbot.waitUntil(lambda: WORDS in texts(letter), timeout=10_000)
    letter.add.what.set_value("decision")
    letter.add.what.changed.emit("decision")
    letter.add.save.click()
    assert letter.add._text_row.has_error()
    letter.add.kind.set_value("low_level")
    letter.add.text.set_text("Not in line with the code of conduct.")
    letter.add.save.click()
    qtbot.waitUntil(lambda: "Low-level concern" in texts(letter), timeout=10_000)
    assert reading.letter_rows(rooms[0])[0].kind == "Low-level concern"
    letter.add.what.set_value("correction")
    letter.add.what.changed.emit("correction")
    letter.add.text.set_text("It was a governor's code of conduct.")
    letter.add.save.click()
    assert letter.add._target_row.has_error()
    letter.add.target.setCurrentIndex(1)
    letter.add.why.setText("Read it again.")
    letter.add.save.click()
    qtbot.waitUntil(lambda: "Correction of entry 3" in texts(letter), timeout=10_000)
    controller.show_care()
    care = window.content()
    assert isinstance(care, RestrictedCareView)
    qtbot.waitUntil(lambda: "Tom Hill" in texts(care), timeout=10_000)
    care.check.click()
    qtbot.waitUntil(lambda: "Nothing is missing" in texts(care), timeout=10_000)
    assert window.windowTitle() == "Holdfast"
    controller._rounds.stop()


def test_words_that_were_not_kept_are_not_given_up_unasked(
    school, at_head, window, jobs, qtbot, monkeypatch
) -> None:
    school.send(about_adult=True, what_happened=WORDS)
    head = room(school, "head")
    controller = RoomController(window=window, room=head, context=at_head, jobs=jobs, parent=window)
    controller.begin()
    letters = window.content()
    qtbot.waitUntil(lambda: letters.rows.current_id() is not None, timeout=10_000)
    controller.show_letter(int(letters.rows.current_id()))
    view = window.content()
    qtbot.waitUntil(lambda: WORDS in texts(view), timeout=10_000)
    view.add.text.set_text("half a note")
    asked: list[str] = []

    def stay(_parent: Any, question: Any) -> bool:
        asked.append(question.identifier)
        return False

    monkeypatch.setattr("desktop.controllers.restricted.room_controller.confirmed", stay)
    view.back_requested.emit()
    assert asked == ["restricted_letter.leave"]
    assert window.content() is view
    controller._rounds.stop()


def test_a_first_time_shows_the_code_to_compare(school, context, window, jobs, qtbot) -> None:

    with school.signed_in() as casebook:
        slip = issue_reader_slip(casebook, post="chair")
        enter = EnterController(window=window, context=context, jobs=jobs, parent=window)
        enter.show_enrol()
        view = window.content()
        assert isinstance(view, RestrictedEnrolView)
        assert window.focusWidget() is view.post.button("head")
        view.save.click()
        assert view.message.text()
        view.post.set_value("chair")
        view.slip.setText(slip.code)
        view.first.line.setText(READER_PASSWORD)
        view.again.line.setText(READER_PASSWORD)
        view.save.click()
        qtbot.waitUntil(lambda: bool(view._code.text()), timeout=20_000)
        assert not view.first.text()
        collect_letterbox(casebook)
        states = {state.post: state for state in reader_states(casebook)}
        assert (states["chair"].stage, states["chair"].code) == ("compare", view._code.text())


class Ending:
    """The application, but its end is noted instead of ending the tests."""

    def __init__(self) -> None:
        self.ended = False

    def installEventFilter(self, watcher: QObject) -> None:
        """Nobody is idle in a test."""

    def exit(self, _status: int) -> None:
        """It would end here."""
        self.ended = True


def test_locking_destroys_the_window_and_ends_the_process(
    at_head, qapp: QApplication, qtbot, capsys
) -> None:
    app: Any = Ending()
    process = RestrictedProcess(app, at_head)
    process.begin()
    window = process._window
    gone: list[bool] = []
    window.destroyed.connect(lambda: gone.append(True))
    process.lock("idle")
    assert process._window is None
    qtbot.waitUntil(lambda: app.ended and bool(gone), timeout=10_000)
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"event": "locked", "why": "idle"} in said


def test_the_child_is_a_process_of_its_own_and_ends_with_its_pipe(at_head) -> None:
    """What the start window does: a child that asks by itself, and that an ended pipe ends."""
    at_head.paths.home.mkdir(exist_ok=True)
    words = ["--home", str(at_head.paths.home), "--letterbox", str(at_head.paths.letterbox)]
    child = subprocess.Popen(
        [sys.executable, "-m", "desktop", "restricted-process", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )
    assert child.stdout is not None
    try:
        assert json.loads(child.stdout.readline()) == {"event": "opened"}
        assert child.stdin is not None
        child.stdin.close()
        assert json.loads(child.stdout.readline()) == {"event": "locked", "why": "closed"}
        assert child.wait(timeout=20) == 0
    finally:
        child.kill()
        child.stdout.close()


def test_the_start_window_gives_way_to_it_and_comes_back(
    at_head, window, qtbot, monkeypatch
) -> None:
    """The real child, started by the real link; what is typed there never passes through here."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.chdir(ROOT)
    at_head.paths.home.mkdir(exist_ok=True)
    controller = StartController(window=window, context=at_head, made_up=False)
    controller.show_start()
    start = window.content()
    assert isinstance(start, StartView)
    start.restricted_requested.emit()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)
    (link,) = controller._ending
    link._process.closeWriteChannel()
    qtbot.waitUntil(lambda: not link_is_running(controller), timeout=30_000)
    assert window.isVisible()
    assert isinstance(window.content(), StartView)
    controller.finish()


def link_is_running(controller: StartController) -> bool:
    """Whether a child of the start window still lives."""
    return bool(controller._ending)


def test_a_store_that_was_changed_says_so_at_the_sign_in(
    school, at_head, window, jobs, qtbot
) -> None:
    school.send(about_adult=True, what_happened=WORDS)
    collect(room(school, "head"))
    (path,) = folder_of(school, "head").rglob("000000000002.entry")
    path.write_bytes(path.read_bytes()[:-1])
    controller = RoomController(
        window=window, room=room(school, "head"), context=at_head, jobs=jobs, parent=window
    )
    controller.begin()
    letters = window.content()
    qtbot.waitUntil(lambda: "Entry 2 is damaged" in letters.message.text(), timeout=10_000)
    controller.end()
