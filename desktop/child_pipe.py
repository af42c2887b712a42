"""The child's end of the pipe to the start process: JSON lines, and an end that locks."""

import json
import os
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject, Signal

_READ_BYTES = 65_536


class ChildPipe(QObject):
    """Reads the start process's lines in a thread of its own; ``ended`` when that is gone."""

    line = Signal(object)
    ended = Signal()

    def start(self) -> None:
        """Begin to read."""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        # Not sys.stdin: its lock, held here while waiting, would abort the interpreter at its end.
        rest = b""
        while data := os.read(sys.stdin.fileno(), _READ_BYTES):
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                self.line.emit(json.loads(line))
        self.ended.emit()

    @staticmethod
    def send(message: dict[str, Any]) -> None:
        """Write one line; a start process that is gone needs none."""
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()
