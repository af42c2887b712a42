"""A dialog exactly as high as its words need, and never higher than the window: then it scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import scaled, space
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel

_AROUND = 6


class FittedDialog(QDialog):
    """``column`` takes the content below the title; ``buttons`` stay in sight, left to right."""

    def __init__(
        self, identifier: str, title: str, *, width: int = 560, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, identifier, title)
        self.setWindowTitle(self.tr("Holdfast"))
        self.setMinimumWidth(scaled(width))
        self._content = QWidget()
        self._content.setProperty("kind", "plain")
        # The height for the real width rules, as in Page.
        self._content.setMinimumHeight(1)
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(space(3), space(3), space(3), space(1))
        self.column.setSpacing(space(1.5))
        self.column.addWidget(PlainLabel(title, tone="title"))
        self._scroll = QScrollArea()
        self._scroll.setProperty("kind", "page")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        self._scroll.viewport().setAutoFillBackground(False)
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(space(3), space(1), space(3), space(2))
        self.buttons.setSpacing(space(1))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the words need at this width."""
        self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """Take the height again after words were added or taken away."""
        width = self.minimumWidth()
        need = self.column.totalHeightForWidth(width)
        if need < 0:
            need = self.column.totalSizeHint().height()
        need += self.buttons.totalSizeHint().height()
        over = self.parentWidget()
        room = over.window().height() if over is not None else self.screen().size().height()
        self.resize(width, min(need, max(room - space(_AROUND), scaled(240))))
