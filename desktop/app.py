"""The start process: choose, report, sign in. It holds no key; the casebook lives in a
child process.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

import resources
from desktop.cli.parser import build_parser
from desktop.clock import system_clock, system_random
from desktop.context import make_context
from desktop.controllers.start_controller import StartController
from desktop.first_paint import FirstPaint
from desktop.logs import start_logging
from desktop.qt_setup import change_text_size, set_up_application
from desktop.single_instance import claim_home
from storage.records.errors import UserFacingError
from ui.main_window import MainWindow
from ui.messages import message_for


def run_window(words: Sequence[str]) -> int:
    """Open the window; returns the exit status. ``words`` are the options of the command line."""
    args = build_parser().parse_args(list(words))
    if args.temp_home or (args.demo and not args.home):
        with tempfile.TemporaryDirectory(prefix="holdfast-home-") as folder:
            return _run(Path(folder), args.letterbox, made_up=args.demo)
    home = Path(args.home).absolute() if args.home else None
    return _run(home, args.letterbox, made_up=args.demo)


def _run(home: Path | None, letterbox: str | None, *, made_up: bool) -> int:
    if _no_screen():
        sys.stderr.write(message_for(UserFacingError("cli.no_screen")).text + "\n")
        return 1
    context = make_context(
        home=home,
        letterbox=Path(letterbox).absolute() if letterbox else None,
        clock=system_clock,
        random_bytes=system_random,
        app_version=resources.version(),
    )
    try:
        context.paths.home.mkdir(parents=True, exist_ok=True)
        claim = claim_home(context.paths.home)
    except UserFacingError as error:
        sys.stderr.write(message_for(error).text + "\n")
        return 1
    start_logging(context.paths.log_file)
    app = QApplication(sys.argv[:1])
    set_up_application(app, context.settings)
    window = MainWindow()
    window.resize(1366, 728)
    controller = StartController(window=window, context=context, made_up=made_up)
    window.closing.connect(app.quit)
    window.text_size_requested.connect(
        lambda step: change_text_size(app, context.paths.settings_file, step)
    )
    controller.begin()
    first_paint = FirstPaint(window)
    if os.environ.get("HOLDFAST_EXIT_AFTER_PAINT"):
        first_paint.painted.connect(lambda: _painted(app))
    window.show()
    status = app.exec()
    controller.finish()
    claim.release()
    return int(status)


def _painted(app: QApplication) -> None:
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    app.quit()


def _no_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    if os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
