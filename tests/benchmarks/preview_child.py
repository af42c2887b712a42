"""Presses "See the pages" of a court chronology in a window off-screen, and waits for its first
page; prints the seconds of each press as JSON.

``python preview_child.py FOLDER ENTRIES ROUNDS``: a small school is made in FOLDER first.
"""

import json
import os
import sys
import time
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - after the path is set, as all below

from desktop.context import Context  # noqa: E402 - the same
from desktop.controllers.lead.casebook_controller import CasebookController  # noqa: E402 - the same
from desktop.controllers.lead.export_controller import ExportController  # noqa: E402 - the same
from desktop.demo.studio import application  # noqa: E402 - the same
from desktop.job_runner import JobRunner  # noqa: E402 - the same
from desktop.paths import paths_of  # noqa: E402 - the same
from desktop.settings import Settings  # noqa: E402 - the same
from desktop.usecases.lead.entries import NewEntry, add_entry  # noqa: E402 - the same
from storage.records.concern import LinkedPupil  # noqa: E402 - the same
from storage.records.when import When  # noqa: E402 - the same
from tests.fakes.small_school import SmallSchool, furnished  # noqa: E402 - the same
from ui.main_window import MainWindow  # noqa: E402 - the same
from ui.theme import apply_theme  # noqa: E402 - the same
from ui.views.export import ExportView  # noqa: E402 - the same

_LONGEST = 60_000
_ROLL = HERE.parent / "data" / "shared" / "ctf" / "9991001_CTF_9991002_001.xml"
_SENTENCE = "Came without a coat and asked twice who would fetch her; mother was rung and came. "


def turn(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Pulse:
    """Notes the longest time for which the window could do nothing."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def press(view: ExportView) -> float:
    """Press once; return the seconds until the first page can be seen."""
    loop = QEventLoop()
    QTimer.singleShot(_LONGEST, loop.quit)
    seen = QTimer()
    seen.setInterval(2)
    seen.timeout.connect(lambda: view.pages.canvas.has_picture(1) and loop.quit())
    view.pages.forget()
    started = time.perf_counter()
    view.look()
    seen.start()
    loop.exec()
    taken = time.perf_counter() - started
    assert view.pages.canvas.has_picture(1)
    return taken


def filled_school(folder: Path, *, entries: int) -> SmallSchool:
    """A school with a file of so many entries."""
    school = furnished(folder, ctf=_ROLL.read_bytes())
    with school.signed_in() as casebook:
        for number in range(entries):
            add_entry(
                casebook,
                entry=NewEntry(
                    kind="call",
                    pupils=(LinkedPupil(id=school.first_pupil, role="subject"),),
                    happened=When.on_day(date(2024, 1 + number % 12, 1 + number % 28)),
                    text=_SENTENCE * (1 + number % 5),
                ),
            )
    return school


def main() -> None:
    """Open the page, fill it in as a person does, press; then change a word and press again."""
    app = application(sys.argv[:1])
    apply_theme(app)
    school = filled_school(Path(sys.argv[1]), entries=int(sys.argv[2]))
    rounds = int(sys.argv[3])
    window, jobs = MainWindow(), JobRunner()
    window.resize(1366, 728)
    window.show()
    context = Context(
        paths=paths_of(school.laptop, letterbox=school.letterbox),
        settings=Settings(),
        clock=school.clock,
        random_bytes=school.random_bytes,
        app_version="bench",
    )
    go = CasebookController(
        window=window, casebook=school.sign_in(), context=context, jobs=jobs, made_up=False
    )
    turn(500)
    controller = ExportController(go._desk, pupil_id=school.first_pupil)
    go._desk.shell.open_page(controller.view)
    controller.begin()
    view = controller.view
    view.profile.set_value("court")
    view.form.extent.set_value("all")
    view.form.recipient.setText("Wexcombe Council")
    turn(1500)  # nobody types faster than this
    taken, pulse = [], Pulse()
    for number in range(rounds):
        view.form.purpose.setText(f"Care proceedings {number}")
        taken.append(press(view))
    print(json.dumps({"taken": taken, "pages": view.pages.canvas.pages(), "held": pulse.longest}))
    sys.stdout.flush()
    jobs.stop()
    os._exit(0)  # what is measured is over; taking the window down is not part of it


if __name__ == "__main__":
    main()
