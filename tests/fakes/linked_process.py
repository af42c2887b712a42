"""Both halves of the program in one process: the start window's link leads to a casebook process
that is really one, but for its pipe and its end."""

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.casebook_process import CasebookProcess
from desktop.context import Context
from desktop.processes import CasebookLink


class _Ending:
    """The application, but its end ends the half that asked for it, not the tests."""

    def __init__(self, link: "LinkedProcess") -> None:
        self._link = link

    def installEventFilter(self, watcher: QObject) -> None:
        """Nobody is idle in a test."""

    def exit(self, _status: int) -> None:
        """The casebook's half ends here."""
        self._link.end()


class LinkedProcess(CasebookLink):
    """What goes through the pipe goes through JSON and the event loop, as it does in truth."""

    def __init__(
        self, words: Sequence[str], *, context: Context, parent: QObject | None = None
    ) -> None:
        super().__init__(words, parent=parent)
        self._context = context
        self._running = False
        self.seen: list[str] = []

    def start(self) -> None:
        """Make the other half."""
        self._running = True
        app: Any = _Ending(self)
        self.process = CasebookProcess(app, self._context, made_up=False)
        self.process.pipe.send = self._hear  # type: ignore[method-assign]  # the pipe's other end

    def is_running(self) -> bool:
        """Whether the other half has not ended."""
        return self._running

    def send(self, message: dict[str, Any]) -> None:
        """Hand a line to the other half."""
        line = json.dumps(message)
        QTimer.singleShot(0, self.process, lambda: self.process._take(json.loads(line)))

    def finish(self, *, milliseconds: int = 30_000) -> None:
        """Close the pipe: the other half locks by itself."""
        if self._running:
            self.process.pipe.ended.emit()
        while milliseconds and self._running:
            QApplication.processEvents()

    def end(self) -> None:
        """The other half has ended, and nothing of it is left."""
        self._running = False
        self.process.deleteLater()
        QTimer.singleShot(0, self, self.ended.emit)

    def _hear(self, message: dict[str, Any]) -> None:
        self.seen.append(str(message["event"]))
        line = json.dumps(message)
        QTimer.singleShot(0, self, lambda: self._take(json.loads(line)))
