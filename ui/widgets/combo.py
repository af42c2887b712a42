"""One of many answers: a drop-down that starts empty and does not change by accident."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui.plain_tip import plain_tip
from ui.theme import scaled, tokens_for
from ui.widgets.choice_row import Choice
from ui.widgets.identify import identify


class Combo(QComboBox):
    """Shows ``placeholder`` until something is chosen; the wheel only works with the focus."""

    changed = Signal(str)

    def __init__(
        self,
        identifier: str,
        name: str,
        choices: Sequence[Choice] = (),
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        identify(self.view(), f"{identifier}.options", name)
        self.setPlaceholderText(placeholder or self.tr("Choose…"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(14)
        self.set_choices(choices)
        self.currentIndexChanged.connect(self._say)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the answers; none is chosen afterwards."""
        self.blockSignals(True)
        self.clear()
        for choice in choices:
            self.addItem(choice.text, choice.value)
            if choice.hint:
                tip = plain_tip(choice.hint)
                self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(-1)
        self.blockSignals(False)

    def value(self) -> str:
        """The code of the chosen answer, empty while there is none."""
        return self.currentData() or ""

    def set_value(self, value: str) -> None:
        """Choose an answer; an unknown code chooses none."""
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A page that is scrolled past a drop-down must not change it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow in the theme's colour."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = float(scaled(5))  # the arrow grows with the text beside it
        painter.setPen(QPen(QColor(tokens_for(self).muted), max(2, scaled(2) - 1)))
        x, y = self.width() - 13.0 - wide, self.height() / 2
        painter.drawPolyline(
            [
                QPointF(x - wide, y - wide / 2),
                QPointF(x, y + wide / 2),
                QPointF(x + wide, y - wide / 2),
            ]
        )
        painter.end()

    def _say(self, _index: int) -> None:
        self.changed.emit(self.value())
