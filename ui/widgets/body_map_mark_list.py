"""The marks in words: what the picture shows, for those who read and those who listen."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from storage.records.body_map import Mark
from storage.records.mark_words import NOT_DESCRIBED, described
from ui.plain_tip import plain_tip
from ui.theme import TARGET, space, tokens_for
from ui.widgets.body_map_marks import badge_radius, paint_badge
from ui.widgets.identify import identify


def short_words(mark: Mark) -> str:
    """Return what a mark looks like, or what was said where nothing is to be looked at."""
    words = described(mark)
    if words == NOT_DESCRIBED and mark.said.strip():
        return " ".join(mark.said.split())
    return words


class MarkButton(QAbstractButton):
    """One mark: number, where it is, what it looks like. Pressing chooses it."""

    def __init__(self, mark: Mark, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = mark
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_mark(mark)

    def set_mark(self, mark: Mark) -> None:
        """Show another state of the same mark."""
        self.mark = mark
        name = self.tr("Mark {number}: {region}. {words}")
        identify(
            self,
            "body_map.mark",
            name.format(number=mark.number, region=mark.region, words=short_words(mark)),
        )
        self.setToolTip(plain_tip(short_words(mark)))
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines beside the number."""
        lines = QFontMetrics(self.font()).lineSpacing() * 2
        return QSize(space(24), max(TARGET, lines + space(1.5)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw number, place and description."""
        tokens = tokens_for(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focused = self.isChecked(), self.hasFocus()
        frame = tokens.focus if focused else tokens.link if chosen else tokens.border
        painter.setPen(QPen(QColor(frame), 2.0 if focused or chosen else 1.0))
        painter.setBrush(QColor(tokens.info_tint if chosen else tokens.card))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        radius = badge_radius(self.font())
        left = round(2 * radius + space(2.5))
        area = self.rect().adjusted(left, space(0.5), -space(1), -space(0.5))
        centre = self.rect().toRectF().center()
        centre.setX(space(1.25) + radius)
        paint_badge(painter, centre, self.mark.number, font=self.font())
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        half = area.height() // 2
        top = QRect(area.left(), area.top(), area.width(), half)
        self._line(painter, strong, top, self.mark.region, QColor(tokens.text))
        bottom = top.translated(0, half)
        self._line(painter, self.font(), bottom, short_words(self.mark), QColor(tokens.muted))
        painter.end()

    @staticmethod
    def _line(painter: QPainter, font: QFont, box: QRect, text: str, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)


class MarkList(QWidget):
    """The marks in order of their numbers."""

    picked = Signal(int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "body_map.marks", self.tr("Marks on this body map"))
        self._buttons: list[MarkButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(0.5))

    def set_marks(self, marks: Sequence[Mark], chosen: int) -> None:
        """Show these marks; buttons stay the same where their number stays, so focus is kept."""
        while len(self._buttons) > len(marks):
            spare = self._buttons.pop()
            spare.hide()
            spare.deleteLater()
        for number, mark in enumerate(marks):
            if number == len(self._buttons):
                button = MarkButton(mark, parent=self)
                button.clicked.connect(self._say)
                self._column.addWidget(button)
                self._buttons.append(button)
            self._buttons[number].set_mark(mark)
            self._buttons[number].setChecked(mark.number == chosen)

    def buttons(self) -> tuple[MarkButton, ...]:
        """The marks as controls, in order."""
        return tuple(self._buttons)

    def _say(self) -> None:
        button = self.sender()
        if isinstance(button, MarkButton):
            button.setChecked(True)
            self.picked.emit(button.mark.number)
