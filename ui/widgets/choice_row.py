"""One of a few answers, all of them in sight: a row (or column) of radio buttons drawn as pills."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import TARGET, scaled, space, tokens_for
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer: the code that is kept, the words on screen, a line of help."""

    value: str
    text: str
    hint: str = ""


class ChoiceButton(QRadioButton):
    """A radio button in a frame; dot and weight tell the state, not colour alone."""

    def __init__(self, choice: Choice, *, parent: QWidget | None = None) -> None:
        super().__init__(choice.text, parent)
        self.choice = choice
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def say(self, choice: Choice) -> None:
        """Say the same answer in other words."""
        self.choice = choice
        self.setText(choice.text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the dot, the words in their selected weight, and the hint below them."""
        strong = QFontMetrics(self._font(strong=True))
        width = strong.horizontalAdvance(self.choice.text)
        height = strong.height()
        if self.choice.hint:
            small = QFontMetrics(self._font(small=True))
            width = max(width, small.horizontalAdvance(self.choice.hint))
            height += small.height() + 2
        return QSize(width + self._text_left() + space(1.25), max(TARGET, height + space(1.75)))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def hitButton(self, position: object) -> bool:
        """The whole pill can be pressed."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, dot, words."""
        tokens = tokens_for(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused, chosen = self.hasFocus(), self.isChecked()
        frame = tokens.focus if focused else tokens.link if chosen else tokens.field
        weight = 2.0 if focused else 1.5 if chosen else 1.0
        painter.setPen(QPen(QColor(frame), weight))
        painter.setBrush(QColor(tokens.info_tint if chosen else tokens.card))
        if self.underMouse() and not chosen:
            painter.setBrush(QColor(tokens.subtle))
        inset = weight / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        self._paint_dot(painter, QColor(tokens.link if chosen else tokens.field), chosen=chosen)
        self._paint_words(painter, QColor(tokens.text), QColor(tokens.muted))
        painter.end()

    def _paint_dot(self, painter: QPainter, colour: QColor, *, chosen: bool) -> None:
        radius = scaled(7)
        centre = QPointF(space(1.25) + radius, self._first_line().center().y() + 0.5)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius, radius)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(centre, radius * 0.5, radius * 0.5)

    def _paint_words(self, painter: QPainter, colour: QColor, muted: QColor) -> None:
        line = self._first_line()
        painter.setFont(self._font(strong=self.isChecked()))
        painter.setPen(colour if self.isEnabled() else muted)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, flags, self.choice.text)
        if self.choice.hint:
            painter.setFont(self._font(small=True))
            painter.setPen(muted)
            height = painter.fontMetrics().height()
            below = QRect(line.left(), line.bottom() + 2, line.width(), height)
            painter.drawText(below, flags, self.choice.hint)

    def _text_left(self) -> int:
        return space(1.25) + scaled(14) + space(1)

    def _first_line(self) -> QRect:
        height = QFontMetrics(self._font(strong=True)).height()
        whole = height
        if self.choice.hint:
            whole += QFontMetrics(self._font(small=True)).height() + 2
        top = (self.height() - whole) // 2
        left = self._text_left()
        return QRect(left, top, self.width() - left - space(0.5), height)

    def _font(self, *, strong: bool = False, small: bool = False) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        if small:
            font.setPointSizeF(font.pointSizeF() * 0.9)
        return font


class ChoiceRow(QWidget):
    """Tab goes to the chosen answer, the arrow keys move; nothing is chosen until somebody does."""

    changed = Signal(str)

    def __init__(
        self,
        identifier: str,
        name: str,
        choices: Sequence[Choice],
        *,
        vertical: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self._identifier = identifier
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, ChoiceButton] = {}
        if vertical:
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(space(0.75))
        else:
            FlowLayout(self, spacing=space(1))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(not vertical)
        self.setSizePolicy(policy)
        self._group.buttonToggled.connect(self._toggled)
        self.set_choices(choices)

    def set_words(self, choices: Sequence[Choice]) -> None:
        """Say the same answers in other words, such as with new figures; the choice and the
        keyboard stay where they are.
        """
        for choice in choices:
            button = self._buttons[choice.value]
            button.say(choice)
            button.setAccessibleName(f"{self.accessibleName()}: {choice.text}")

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the answers; none is chosen afterwards."""
        layout = self.layout()
        for button in self._buttons.values():
            self._group.removeButton(button)
            if layout is not None:
                layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for choice in choices:
            button = ChoiceButton(choice, parent=self)
            name = f"{self.accessibleName()}: {choice.text}"
            identify(button, f"{self._identifier}.{choice.value}", name, choice.hint)
            self._group.addButton(button)
            if layout is not None:
                layout.addWidget(button)
            self._buttons[choice.value] = button
        first = next(iter(self._buttons.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def value(self) -> str:
        """The code of the chosen answer, empty while there is none."""
        return next((code for code, item in self._buttons.items() if item.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose an answer; an empty or unknown code chooses none."""
        chosen = self._buttons.get(value)
        if chosen is not None:
            chosen.setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)
        first = next(iter(self._buttons.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def button(self, value: str) -> ChoiceButton:
        """The button of one answer; raises KeyError when there is none."""
        return self._buttons[value]

    def _toggled(self, button: ChoiceButton, checked: bool) -> None:
        if checked:
            self.setFocusProxy(button)
            self.changed.emit(button.choice.value)
