"""Locks when nobody has touched the program for a while, and after the computer slept."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
_CHECK_EVERY_MS = 1000


class AutoLock(QObject):
    """Install on the application; ``idle`` is emitted once when ``minutes`` passed without a touch.

    ``warned`` carries the seconds left, each second of the last ``warn_seconds``; ``woken`` when a
    touch ended the warning. The monotonic clock may stand still while the computer sleeps, so the
    wall clock is looked at as well. Dictation counts as a touch.
    """

    idle = Signal()
    warned = Signal(int)
    woken = Signal()

    def __init__(
        self,
        *,
        minutes: float,
        warn_seconds: float = 0,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._seconds = minutes * 60
        self._warn = min(warn_seconds, self._seconds / 2)
        self._steady, self._wall = steady, wall
        self._warning = False
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_EVERY_MS)
        self._timer.timeout.connect(self.check)
        self._touched()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note every touch; nothing is held back."""
        if event.type() in _TOUCHES:
            self._touched()
        return super().eventFilter(watched, event)

    def stop(self) -> None:
        """Look no longer."""
        self._timer.stop()

    def _touched(self) -> None:
        self._since = (self._steady(), self._wall())
        if self._warning:
            self._warning = False
            self.woken.emit()

    def check(self) -> None:
        """Look whether it is time; the timer asks each second."""
        steady, wall = self._since
        passed = max(self._steady() - steady, self._wall() - wall)
        left = self._seconds - passed
        if left <= 0:
            self._timer.stop()
            self.idle.emit()
        elif self._warn and left <= self._warn:
            self._warning = True
            self.warned.emit(int(left))
