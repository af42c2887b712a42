"""Sections of a page as a row of buttons: found by name, moved through with Tab, wrapped when
narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from ui.theme import TARGET, space
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify


class TextTabs(QWidget):
    """One checkable button a section; its identifier is ``<identifier>.<key>``."""

    chosen = Signal(str)

    def __init__(
        self,
        identifier: str,
        name: str,
        sections: Sequence[tuple[str, str]] = (),
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._identifier = identifier
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._texts: dict[str, str] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._row = FlowLayout(self, spacing=space(0.5))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_tabs(sections)

    def set_tabs(self, sections: Sequence[tuple[str, str]]) -> None:
        """Replace the sections; known ones keep their button and get their new words."""
        for key, text in sections:
            self._texts[key] = text
            if key in self._buttons:
                self._buttons[key].setText(text)
                self._buttons[key].setAccessibleName(text)
                continue
            button = identify(_Tab(text), f"{self._identifier}.{key}", text)
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            self._row.addWidget(button)

    def set_current(self, key: str) -> None:
        """Mark a section as the one being shown."""
        self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """Show how many things a section holds; 0 shows none."""
        text = self._texts[key]
        self._buttons[key].setText(f"{text} ({count})" if count else text)


class _Tab(QPushButton):
    """Keeps room for its words in the heavier weight of the chosen section."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setMinimumHeight(TARGET)

    def sizeHint(self) -> QSize:
        """As wide as the words in their heavier weight."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        width = QFontMetrics(font).horizontalAdvance(self.text()) + space(3.5)
        return QSize(width, max(TARGET, super().sizeHint().height()))
