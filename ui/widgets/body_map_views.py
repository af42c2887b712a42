"""The views to choose from, as small pictures: what is drawn on each can be seen at a glance."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from resources.body_maps.drawings import ViewChoice, drawing
from storage.records.body_map import Mark
from ui.theme import scaled, space, tokens_for
from ui.widgets.body_map_figure import fit, paint_outline
from ui.widgets.body_map_marks import BADGE
from ui.widgets.body_map_state import drawn
from ui.widgets.identify import identify

_WIDE, _HIGH = 64, 92
# A picture lower than this, in pixels, shows nothing.
_LOWEST = 24


class ViewButton(QRadioButton):
    """One view: its outline, a dot for each mark on it, and its name."""

    def __init__(self, choice: ViewChoice, *, parent: QWidget | None = None) -> None:
        super().__init__(choice.name, parent)
        self.choice = choice
        self._figure = drawing(choice.id)
        self._marks: tuple[Mark, ...] = ()
        self._dots: tuple[Mark, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show where marks are."""
        self._marks = tuple(mark for mark in marks if mark.view == self.choice.id)
        self._dots = tuple(mark for mark in self._marks if drawn(mark))
        name = self.tr("Seen from: {view}").format(view=self.choice.name)
        if self._marks:
            name = self.tr("{name}, marks: {n}").format(name=name, n=len(self._marks))
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """A small picture with its name below."""
        words = QFontMetrics(self._small(strong=True)).horizontalAdvance(self.choice.name)
        return QSize(max(_WIDE, words + space(1.5)), scaled(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """The name is never cut."""
        words = QFontMetrics(self._small(strong=True))
        return QSize(self.sizeHint().width(), words.height() + space(5))

    def hitButton(self, position: object) -> bool:
        """The whole picture can be pressed."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, outline, dots and name; the chosen one by frame and weight."""
        tokens = tokens_for(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused, chosen = self.hasFocus(), self.isChecked()
        frame = tokens.focus if focused else tokens.link if chosen else tokens.border
        weight = 2.5 if focused or chosen else 1.0
        painter.setPen(QPen(QColor(frame), weight))
        hover = tokens.subtle if self.underMouse() else tokens.card
        painter.setBrush(QColor(tokens.info_tint if chosen else hover))
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawRoundedRect(box, 6, 6)
        font = self._small(strong=chosen)
        line = QFontMetrics(font).height() + 2
        room = QSizeF(self.width() - 6, self.height() - line - 8)
        if room.height() < _LOWEST:
            self._paint_words(painter, font, tokens.text)
            painter.end()
            return
        painter.save()
        painter.translate(3, 4)
        place = fit(self._figure, room, margin=2.0)
        paint_outline(painter, self._figure, place, self.palette(), line=1.0)
        painter.setPen(QPen(QColor("#FFFFFF"), 1.0))
        painter.setBrush(BADGE)
        for mark in self._dots:
            at = place.to_pixels(*self._figure.spot(mark.x, mark.y))
            painter.drawEllipse(at, 3.5, 3.5)
        painter.restore()
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        words = QRect(0, self.height() - line - 4, self.width(), line)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.choice.name)
        painter.end()

    def _paint_words(self, painter: QPainter, font: QFont, colour: str) -> None:
        """Large text leaves no room for a picture: the name, and how many marks there are."""
        words = self.choice.name
        if self._marks:
            words = self.tr("{view} ({n})").format(view=words, n=len(self._marks))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)

    def _small(self, *, strong: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        if strong:
            font.setWeight(QFont.Weight.DemiBold)
        return font


class ViewStrip(QWidget):
    """The views of one figure below each other; one press shows one."""

    changed = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        identify(self, "body_map.view", self.tr("Seen from"))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, ViewButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(0.5))
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group.buttonToggled.connect(self._toggled)

    def set_views(self, views: Sequence[ViewChoice]) -> None:
        """Show these views; none is chosen afterwards."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for choice in views:
            button = ViewButton(choice, parent=self)
            button.setMaximumHeight(scaled(150))
            identify(button, f"body_map.view.{choice.id.partition('@')[0]}", choice.name)
            button.set_marks(())
            self._group.addButton(button)
            button.clicked.connect(self._pressed)
            self._column.insertWidget(self._column.count() - 1, button, 100)
            self._buttons[choice.id] = button
            button.show()
        if self._buttons:
            self.setFocusProxy(next(iter(self._buttons.values())))

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show where marks are."""
        for button in self._buttons.values():
            button.set_marks(marks)

    def value(self) -> str:
        """The view being shown."""
        return next((view for view, each in self._buttons.items() if each.isChecked()), "")

    def set_value(self, view_id: str) -> None:
        """Choose a view; an unknown id is ignored."""
        button = self._buttons.get(view_id)
        if button is not None:
            button.setChecked(True)

    def buttons(self) -> tuple[ViewButton, ...]:
        """The views as controls, in order."""
        return tuple(self._buttons.values())

    def _pressed(self) -> None:
        """A press on the chosen view leads back to it from an earlier drawing."""
        self.changed.emit(self.value())

    def _toggled(self, button: ViewButton, checked: bool) -> None:
        if checked:
            self.setFocusProxy(button)
            self.changed.emit(button.choice.id)
