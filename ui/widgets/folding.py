"""A heading that unfolds what stands under it; what was written there stays, and is said."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.theme import space
from ui.widgets.buttons import quiet_button


class Folding(QWidget):
    """``written`` says whether ``content`` holds anything, so that folding does not hide it."""

    def __init__(
        self,
        identifier: str,
        title: str,
        content: QWidget,
        *,
        written: Callable[[], bool] = lambda: False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._title, self._content, self._written = title, content, written
        self._open = False
        self.button = quiet_button(identifier, title)
        self.button.setProperty("flush", "true")
        self.button.clicked.connect(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(content)
        self._show()

    def toggle(self) -> None:
        """Fold, or unfold and go to the first box."""
        self._open = not self._open
        self._show()
        if self._open:
            self._content.setFocus()

    def fold(self) -> None:
        """Fold it away."""
        self._open = False
        self._show()

    def unfold(self) -> None:
        """Show what stands under it."""
        self._open = True
        self._show()

    def show_written(self) -> None:
        """Unfold it when something is written there."""
        if self._written():
            self.unfold()

    def _show(self) -> None:
        self._content.setVisible(self._open)
        hides = not self._open and self._written()
        words = self.tr("{title} (written)").format(title=self._title) if hides else self._title
        state = self.tr("shown") if self._open else self.tr("hidden")
        self.button.setText(words)
        self.button.setAccessibleName(self.tr("{title}, {state}").format(title=words, state=state))
        icon = "chevron-down" if self._open else "chevron-right"
        set_icon(self.button, icon, tone="link", size=18)
        self.updateGeometry()
