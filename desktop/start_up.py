"""Fills the window once it is on the screen: theme, log, the first screen, the made-up school."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

import resources
from desktop.clock import system_clock, system_random
from desktop.context import make_context
from desktop.controllers.start_controller import StartController
from desktop.logs import start_logging
from desktop.qt_setup import change_text_size, set_up_application
from desktop.screen_guard import guard_window
from desktop.window_options import WindowOptions
from ui.main_window import MainWindow


class StartUp:
    """Holds what the start process works with until the window closes."""

    def __init__(
        self, *, app: QApplication, window: MainWindow, home: Path, options: WindowOptions
    ) -> None:
        self._context = make_context(
            home=home,
            letterbox=Path(options.letterbox).absolute() if options.letterbox else None,
            clock=system_clock,
            random_bytes=system_random,
            app_version=resources.version(),
        )
        start_logging(self._context.paths.log_file)
        clipboard = set_up_application(app, self._context.settings)
        # what was copied from a form goes when the form goes
        window.screen_changed.connect(clipboard.forget)
        window.text_size_requested.connect(
            lambda step: change_text_size(app, self._context.paths.settings_file, step)
        )
        if options.demo:
            _mark_as_practice(window)
        guard_window(window, allow_capture=options.demo or self._context.settings.allow_capture)
        self._controller = StartController(
            window=window, context=self._context, made_up=options.demo
        )

    def begin(self) -> None:
        """Show the first screen."""
        self._controller.begin()

    def finish(self) -> None:
        """Let the casebook process lock and back up, then end."""
        self._controller.finish()


def _mark_as_practice(window: MainWindow) -> None:
    from desktop.practice_steps import practice_steps  # late: only for the made-up school
    from ui.widgets.practice_bar import PracticeBar  # late: the same

    bar = PracticeBar()
    window.show_above(bar)
    bar.show_steps(practice_steps("start"))
