"""Says, over the foot of the window, that the screen is about to be put away; takes no room."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.theme import scaled, space
from ui.widgets.message_bar import MessageBar

_WIDEST = 560


class LockWarning(MessageBar):
    """Lies over its parent and takes neither the keyboard nor a click that was meant for it."""

    def __init__(self, parent: QWidget, *, words: str = "") -> None:
        """``words`` has {n} for the seconds left; without them it is the form of a reporter that
        is put away.
        """
        super().__init__(identifier="app.lock_warning", parent=parent)
        self._words = words or self.tr("Put away in {n} seconds. Press any key to go on.")
        self._told = False
        self.setProperty("over the curtain", True)
        parent.installEventFilter(self)

    def show_left(self, seconds: int) -> None:
        """Say how many seconds are left; read out once, not each second."""
        text = self._words.format(n=seconds)
        if self._told:
            self._text.setText(text)
        else:
            self._told = True
            self.show_message(text, severity="warning")
        self._place()
        self.raise_()

    def end(self) -> None:
        """Somebody is there, or it was put away."""
        self._told = False
        self.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        around = self.parentWidget()
        if around is None:
            return
        width = min(scaled(_WIDEST), around.width() - 2 * space(2))
        height = max(self.heightForWidth(width), self.sizeHint().height())
        foot = space(6) + scaled(48)
        self.setGeometry(
            (around.width() - width) // 2, around.height() - height - foot, width, height
        )
