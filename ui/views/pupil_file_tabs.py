"""The sections of a file as a row of buttons: found by name, moved through with Tab."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.theme import TARGET, space
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify


class SectionTabs(QWidget):
    """One checkable button a section; its identifier is ``file.<key>``."""

    chosen = Signal(str)

    def __init__(
        self, sections: Sequence[tuple[str, str]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._texts = dict(sections)
        self._buttons: dict[str, QPushButton] = {}
        row = FlowLayout(self, spacing=space(0.5))
        for key, text in sections:
            button = identify(_Tab(text), f"file.{key}", text)
            button.setProperty("kind", "nav")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setMinimumHeight(TARGET)
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)

    def set_current(self, key: str) -> None:
        """Mark a section as the one being shown."""
        self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """Show how many things a section holds; 0 shows none."""
        text = self._texts[key]
        self._buttons[key].setText(f"{text} ({count})" if count else text)


class _Tab(QPushButton):
    """Keeps room for its words in the heavier weight of the chosen section."""

    def sizeHint(self) -> QSize:
        """As wide as the words in their heavier weight."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        width = QFontMetrics(font).horizontalAdvance(self.text()) + space(3.5)
        return QSize(width, max(TARGET, super().sizeHint().height()))
