"""A narrow column in the middle of the window that scrolls when large text needs the room."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import scaled, space


class Centred(QScrollArea):
    """``column`` takes the content; ``width`` (pixels at 100 % text) grows with the text."""

    def __init__(self, *, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._width = width
        self.setProperty("kind", "page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._middle = QWidget()
        self._middle.setProperty("kind", "plain")
        self.column = QVBoxLayout()
        self.column.setSpacing(space(2))
        around = QVBoxLayout(self._middle)
        around.addStretch(2)
        around.addLayout(self.column)
        around.addStretch(3)
        outer = QWidget()
        outer.setProperty("kind", "plain")
        # The height for the real width rules, as in Page.
        outer.setMinimumHeight(1)
        row = QHBoxLayout(outer)
        row.setContentsMargins(space(3), space(2), space(3), space(2))
        row.addStretch(1)
        row.addWidget(self._middle, 1000)
        row.addStretch(1)
        self.setWidget(outer)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_middle"):
            self._fit()

    def _fit(self) -> None:
        self._middle.setMaximumWidth(scaled(self._width))
