"""Small choices that take one press each: one of several, or as many as are true."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from ui.plain_tip import plain_tip
from ui.theme import scaled, space, tokens_for
from ui.widgets.choice_row import Choice
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.identify import identify

HEIGHT = 32


def _strong(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _size_of(button: QAbstractButton, text: str) -> QSize:
    metrics = QFontMetrics(_strong(button.font()))
    room = scaled(14) + space(2.25)
    return QSize(metrics.horizontalAdvance(text) + room, max(HEIGHT, metrics.height() + space(1)))


def _paint(button: QAbstractButton, text: str, swatch: str) -> None:
    """Draw frame, sign and words: a tick and weight tell what is chosen, not colour alone."""
    tokens = tokens_for(button)
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    focused, chosen = button.hasFocus(), button.isChecked()
    frame = tokens.focus if focused else tokens.link if chosen else tokens.field
    weight = 2.0 if focused else 1.5 if chosen else 1.0
    painter.setPen(QPen(QColor(frame), weight))
    hover = tokens.subtle if button.underMouse() else tokens.card
    painter.setBrush(QColor(tokens.info_tint if chosen else hover))
    inset = weight / 2
    box = QRectF(button.rect()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, 6, 6)
    sign = float(scaled(14))
    middle = QPointF(space(0.75) + sign / 2, button.height() / 2)
    if swatch:
        painter.setPen(QPen(QColor(tokens.field), 1.0))
        painter.setBrush(QColor(swatch))
        painter.drawEllipse(middle, sign / 2, sign / 2)
    if chosen:
        light = swatch and QColor(swatch).lightness() > 140
        colour = QColor("#1A1A1A" if light else "#FFFFFF" if swatch else tokens.link)
        painter.setPen(QPen(colour, sign / 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        _tick(painter, middle, sign * (0.55 if swatch else 0.85))
    painter.setFont(_strong(button.font()) if chosen else button.font())
    painter.setPen(QColor(tokens.text))
    left = round(space(1.25) + sign)
    words = QRect(left, 0, button.width() - left, button.height())
    if not swatch and not chosen:  # no sign: the words stand in the middle
        words = QRect(0, 0, button.width(), button.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
    else:
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.end()


def _tick(painter: QPainter, middle: QPointF, size: float) -> None:
    x, y = middle.x() - size / 2, middle.y() - size / 2
    painter.drawPolyline(
        [
            QPointF(x, y + size * 0.55),
            QPointF(x + size * 0.36, y + size * 0.88),
            QPointF(x + size, y + size * 0.14),
        ]
    )


class RadioChip(QRadioButton):
    """One of several."""

    def __init__(self, choice: Choice, *, swatch: str = "", parent: QWidget | None = None) -> None:
        super().__init__(choice.text, parent)
        self.choice, self._swatch = choice, swatch
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the words in their chosen weight, and the tick."""
        return _size_of(self, self.choice.text)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def hitButton(self, position: object) -> bool:
        """The whole chip can be pressed."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        _paint(self, self.choice.text, self._swatch)


class CheckChip(QCheckBox):
    """As many as are true."""

    def __init__(self, choice: Choice, *, swatch: str = "", parent: QWidget | None = None) -> None:
        super().__init__(choice.text, parent)
        self.choice, self._swatch = choice, swatch
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the words in their chosen weight, and the tick or the swatch."""
        return _size_of(self, self.choice.text)

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def hitButton(self, position: object) -> bool:
        """The whole chip can be pressed."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        _paint(self, self.choice.text, self._swatch)


class ChipRow(QWidget):
    """Chips in a row that goes on in the next line; ``many`` lets several be chosen.

    ``changed`` carries what is chosen: one code, or the codes joined by ", " in the order of the
    list. A text that is not on the list gets a chip of its own while it is chosen.
    """

    changed = Signal(str)

    def __init__(
        self,
        identifier: str,
        name: str,
        choices: Sequence[Choice],
        *,
        many: bool = False,
        swatches: dict[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        identify(self, identifier, name)
        self._identifier, self._many = identifier, many
        self._choices, self._swatches = tuple(choices), swatches or {}
        self._chips: dict[str, RadioChip | CheckChip] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not many)
        FlowLayout(self, spacing=space(0.75))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_choices(choices)
        self._group.buttonToggled.connect(self._toggled)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the list; nothing is chosen afterwards."""
        self._choices = tuple(choices)
        for value in list(self._chips):
            self._drop(value)
        for choice in choices:
            self._add(choice)

    def value(self) -> str:
        """What is chosen: one code, several joined by ", ", or empty."""
        return ", ".join(code for code, chip in self._chips.items() if chip.isChecked())

    def set_value(self, value: str) -> None:
        """Choose what a text says; words that are not on the list stay as one chip more."""
        known = [choice.value for choice in self._choices]
        parts = [part.strip() for part in value.split(",")] if self._many else [value]
        wanted = list(dict.fromkeys(part for part in parts if part))
        self.blockSignals(True)
        self._group.setExclusive(False)
        for code in [code for code in self._chips if code not in known]:
            self._drop(code)
        for code in wanted:
            if code not in self._chips:
                self._add(Choice(value=code, text=code[:1].upper() + code[1:]))
        for code, chip in self._chips.items():
            chip.setChecked(code in wanted)
        self._group.setExclusive(not self._many)
        self.blockSignals(False)

    def chip(self, value: str) -> RadioChip | CheckChip:
        """The chip of one code; raises KeyError when there is none."""
        return self._chips[value]

    def _add(self, choice: Choice) -> None:
        kind = CheckChip if self._many else RadioChip
        chip = kind(choice, swatch=self._swatches.get(choice.value, ""), parent=self)
        name = f"{self.accessibleName()}: {choice.text}"
        identify(chip, f"{self._identifier}.{choice.value}", name, choice.hint)
        if choice.hint:
            chip.setToolTip(plain_tip(choice.hint))
        self._group.addButton(chip)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(chip)
        self._chips[choice.value] = chip
        chip.show()
        self.setFocusProxy(next(iter(self._chips.values())))

    def _drop(self, value: str) -> None:
        chip = self._chips.pop(value)
        self._group.removeButton(chip)
        layout = self.layout()
        if layout is not None:
            layout.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _toggled(self, chip: QAbstractButton, checked: bool) -> None:
        if checked or self._many:
            self.changed.emit(self.value())
