"""Short notices of what was done: shown for a few seconds, read out, and kept in a list."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import scaled, space
from ui.widgets.message_bar import MessageBar

SHOWN_MS = 6000
_PASSING = frozenset({"info", "success"})


def footer() -> int:
    """Return the pixels at the foot that stay in reach: a page's main button and the check line."""
    return space(6) + scaled(48)


class ToastHost(QWidget):
    """Lies over the bottom right corner of its parent; ``history`` keeps what was said."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._history: list[str] = []
        self._count = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(1))
        parent.installEventFilter(self)
        self.hide()

    def show_toast(self, text: str, *, severity: str = "success") -> None:
        """Show, read out and keep ``text``; ``severity`` is info, success, warning or danger.

        What was done before makes room for it; a warning stays for all its seconds.
        """
        self._history.append(text)
        for done in [bar for bar in self._bars() if bar.property("passing")]:
            self._drop(done)
        self._count += 1
        bar = MessageBar(identifier=f"app.toast{self._count}", parent=self)
        bar.setProperty("passing", severity in _PASSING)
        bar.setFixedWidth(scaled(340))
        self._column.addWidget(bar)
        self.show()
        bar.show_message(text, severity=severity)
        timer = QTimer(bar)
        timer.setSingleShot(True)
        timer.setInterval(SHOWN_MS)
        timer.timeout.connect(lambda: self._drop(bar))
        timer.start()
        self._place()

    def history(self) -> list[str]:
        """Everything said so far, oldest first."""
        return list(self._history)

    def forget(self) -> None:
        """Take every notice away, also from the list (on locking)."""
        for bar in self._bars():
            self._drop(bar)
        self._history.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the parent changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _bars(self) -> list[MessageBar]:
        items = [self._column.itemAt(place) for place in range(self._column.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, MessageBar)]

    def _drop(self, bar: MessageBar) -> None:
        self._column.removeWidget(bar)
        bar.hide()
        bar.deleteLater()
        self.setVisible(self._column.count() > 0)
        self._place()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None or not self.isVisible():
            return
        size = self.sizeHint()
        width = min(size.width(), parent.width() - space(4))
        height = max(size.height(), self._column.heightForWidth(width))
        self.setGeometry(
            parent.width() - width - space(3), parent.height() - height - footer(), width, height
        )
        self.raise_()
