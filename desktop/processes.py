"""The start process's side of the casebook process: a child that alone holds keys, spoken
to in JSON lines.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from storage.records.errors import UserFacingError

CASEBOOK, RESTRICTED = "casebook-process", "restricted-process"


def child_command(words: Sequence[str], *, kind: str = CASEBOOK) -> tuple[str, list[str]]:
    """The program and arguments that start a child of this kind, in the tree and in an
    installed build.
    """
    if getattr(sys, "frozen", False):
        return sys.executable, [kind, *words]
    return sys.executable, ["-m", "desktop", kind, *words]


class CasebookLink(QObject):
    """One casebook process, or by ``kind`` the one for letters about adults. It is started before
    it is needed, so that signing in does not wait for it.

    What a person types goes through the pipe and nowhere else. When this process ends, the child's
    pipe closes and the
    child locks by itself.
    """

    opened = Signal()
    refused = Signal(object)
    locked = Signal(str)
    made = Signal()
    asked = Signal(str, str)
    preparing = Signal(int, int)
    rotating = Signal(int, int)
    ended = Signal()

    def __init__(
        self, words: Sequence[str], *, kind: str = CASEBOOK, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        program, arguments = child_command(words, kind=kind)
        self._process.setProgram(program)
        self._process.setArguments(arguments)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finish)
        self._rest = b""

    def start(self) -> None:
        """Start the child; it loads and waits for a line."""
        self._process.start()

    def is_running(self) -> bool:
        """Whether the child still lives (it may be finishing a backup after locking)."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def send(self, message: dict[str, Any]) -> None:
        """Send one line."""
        self._process.write(json.dumps(message).encode("utf-8") + b"\n")

    def finish(self, *, milliseconds: int = 30_000) -> None:
        """Close the pipe and wait for the child to lock, back up and end."""
        self._process.closeWriteChannel()
        if self.is_running():
            self._process.waitForFinished(milliseconds)

    def _read(self) -> None:
        self._rest += bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            self._take(json.loads(line))

    def _take(self, message: dict[str, Any]) -> None:
        event = message["event"]
        if event == "opened":
            self.opened.emit()
        elif event == "refused":
            self.refused.emit(UserFacingError(message["code"], **message["facts"]))
        elif event == "locked":
            self.locked.emit(message.get("why", ""))
        elif event == "made":
            self.made.emit()
        elif event == "asked":
            self.asked.emit(message["do"], message.get("path", ""))
        elif event == "preparing":
            self.preparing.emit(message["done"], message["total"])
        elif event == "rotating":
            self.rotating.emit(message["done"], message["total"])

    def _finish(self) -> None:
        self.ended.emit()
