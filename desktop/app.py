"""The start process: choose, report, sign in. It holds no key; the casebook lives in a child
process.

The window is put on the screen first; what it shows is loaded in the next turn of the event loop.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop.first_paint import FirstPaint
from desktop.window_options import WindowOptions
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.start_up import StartUp

START_SIZE = (1366, 728)


def run_window(options: WindowOptions) -> int:
    """Open the window; returns the exit status."""
    if _no_screen():
        return _say("cli.no_screen")
    if options.practice:
        return _practise(options)
    if options.temp_home or (options.demo and not options.home):
        with tempfile.TemporaryDirectory(prefix="holdfast-home-") as folder:
            return _run(Path(folder), options)
    return _run(Path(options.home).absolute() if options.home else _usual_home(), options)


def _practise(options: WindowOptions) -> int:
    from desktop.practice_home import practice_home, practice_root  # late: only for practising
    from storage.records.errors import UserFacingError  # late: the same

    try:
        with practice_home(practice_root()) as home:
            return _run(home, options)
    except UserFacingError as error:
        return _say(error.code, **error.facts)


def _make_up_school(home: Path, *, small: bool) -> None:
    """In a process of its own, so that this one never holds a key, not even a made-up one."""
    import subprocess  # late: only for the made-up school

    program = (
        [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
    )
    size = ["small"] if small else []
    words = [*program, "demo-school", str(home), *size]
    subprocess.run(words, check=True)  # noqa: S603 - our own words


def _run(home: Path, options: WindowOptions) -> int:
    from desktop.single_instance import claim_home  # late: kept beside what else it needs
    from storage.records.errors import UserFacingError  # late: the same

    app = QApplication(sys.argv[:1])
    app.setApplicationName("Holdfast")
    app.setQuitOnLastWindowClosed(False)
    try:
        claim = claim_home(home)
    except UserFacingError as error:
        return _say(error.code, **error.facts)
    if options.demo and not (home / "casebook").exists():
        _make_up_school(home, small=options.practice)
    window = MainWindow()
    window.resize(*START_SIZE)
    window.closing.connect(app.quit)
    started: list[StartUp] = []
    first_paint = FirstPaint(window)
    first_paint.painted.connect(lambda: started.append(_fill(app, window, home, options)))
    window.show()
    status = app.exec()
    for start_up in started:
        start_up.finish()
    claim.release()
    return int(status)


def _fill(app: QApplication, window: MainWindow, home: Path, options: WindowOptions) -> "StartUp":
    timed = bool(os.environ.get("HOLDFAST_EXIT_AFTER_PAINT"))
    if timed:
        _tell("painted")
    from desktop.start_up import StartUp  # late: the window is on the screen by now

    start_up = StartUp(app=app, window=window, home=home, options=options)
    start_up.begin()
    if timed:
        ready = FirstPaint(window.content() or window)
        ready.painted.connect(lambda: _tell("ready"))
        ready.painted.connect(app.quit)
    return start_up


def _tell(word: str) -> None:
    """For the start-up benchmark, which waits for these words."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def _say(code: str, **facts: str | int) -> int:
    from storage.records.errors import UserFacingError  # late: only when something is wrong
    from ui.messages import message_for  # late: the same

    sys.stderr.write(message_for(UserFacingError(code, **facts)).text + "\n")
    return 1


def _usual_home() -> Path:
    from desktop.paths import default_home  # late: only where no home is named

    return default_home()


def _no_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    if os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
