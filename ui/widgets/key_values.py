"""Facts in two columns of words: what it is, and what it says."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import space
from ui.widgets.labels import PlainLabel


class KeyValueGrid(QWidget):
    """Label and value pairs, ``columns`` pairs side by side; values can be selected and copied."""

    def __init__(self, *, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space(2))
        self._grid.setVerticalSpacing(space(1))
        for pair in range(columns):
            self._grid.setColumnStretch(pair * 2 + 1, 1)

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these pairs instead of the earlier ones; an empty value is shown as a dash."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for index, (label, value) in enumerate(rows):
            row, pair = divmod(index, self._columns)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(PlainLabel(label, tone="muted", wrap=False), row, pair * 2, top)
            words = PlainLabel(value or "–", selectable=True)
            words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            words.setAccessibleName(f"{label}: {value}")
            words.setAlignment(top | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(words, row, pair * 2 + 1)
