"""Locks when nobody has touched the program for a while, and after the computer slept."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_CHECK_EVERY_MS = 1000


class AutoLock(QObject):
    """Install on the application; ``idle`` is emitted once when ``minutes`` passed without a touch.

    The monotonic clock may stand still while the computer sleeps, so the wall clock is looked at as
    well.
    """

    idle = Signal()

    def __init__(self, *, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seconds = minutes * 60
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_EVERY_MS)
        self._timer.timeout.connect(self._check)
        self._touched()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note every touch; nothing is held back."""
        if event.type() in _TOUCHES:
            self._touched()
        return super().eventFilter(watched, event)

    def _touched(self) -> None:
        self._monotonic = time.monotonic()
        self._wall = time.time()

    def _check(self) -> None:
        if (
            time.monotonic() - self._monotonic >= self._seconds
            or time.time() - self._wall >= self._seconds
        ):
            self._timer.stop()
            self.idle.emit()
