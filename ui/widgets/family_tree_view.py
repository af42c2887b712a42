"""A family drawn as a tree: a row for each generation, a dashed frame around each household.

Everybody is a widget of their own with words for a screen reader; children of the school are
buttons, reached with Tab.
"""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from storage.records.family_tree import FamilyTree, TreeLine, TreePerson
from ui.theme import Tokens, scaled, space, tokens_for
from ui.widgets.family_tree_places import TreePlaces
from ui.widgets.identify import identify


class FamilyTreeView(QWidget):
    """``opened`` carries the id of the child whose file is to be opened."""

    opened = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "file.family_tree", self.tr("Family tree"))
        self.setProperty("kind", "plain")
        self._nodes: dict[str, _Node] = {}
        self._tree: FamilyTree | None = None
        self._places = TreePlaces((), node=QSize(1, 1))
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)

    def show_tree(self, tree: FamilyTree) -> None:
        """Draw this family."""
        for node in self._nodes.values():
            node.hide()
            node.deleteLater()
        self._tree = tree
        self._nodes = {person.key: self._made(person) for person in tree.people}
        for node in self._nodes.values():
            node.show()
        self._arrange()

    def sizeHint(self) -> QSize:
        """As large as the family."""
        return self._places.size

    def minimumSizeHint(self) -> QSize:
        """The same: what is around scrolls."""
        return self._places.size

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._tree is not None:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frames and the lines; people draw themselves."""
        if self._tree is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = tokens_for(self)
        painter.setPen(QPen(QColor(tokens.field), 1.5, Qt.PenStyle.DashLine))
        for number in range(self._tree.households):
            frame = self._places.frame(number)
            if not frame.isEmpty():
                painter.drawRoundedRect(QRectF(frame), 10, 10)
        self._paint_frame_words(painter, QColor(tokens.muted))
        for line in self._tree.lines:
            self._paint_line(painter, line, QColor(tokens.muted))
        painter.end()

    def _paint_frame_words(self, painter: QPainter, colour: QColor) -> None:
        font = _small(self.font())
        painter.setFont(font)
        painter.setPen(colour)
        for number in range(self._tree.households if self._tree else 0):
            frame = self._places.frame(number)
            words = self.tr("One household") if number == 0 else self.tr("Another household")
            area = frame.adjusted(space(1), 2, 0, 0)
            area.setHeight(QFontMetrics(font).height())
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft, words)

    def _paint_line(self, painter: QPainter, line: TreeLine, colour: QColor) -> None:
        way = self._places.way(line)
        if way is None:
            return
        style = Qt.PenStyle.DotLine if line.ended else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 2 if not line.ended else 1.5, style))
        painter.drawPolyline(way)
        if line.ended:  # two strokes across say that it is over
            middle = (way[0] + way[1]) / 2
            painter.setPen(QPen(colour, 2))
            for shift in (-2.5, 2.5):
                start = middle + QPointF(-5, 4 + shift)
                painter.drawLine(start, start + QPointF(10, -8))

    def _made(self, person: TreePerson) -> "_Node":
        name = ", ".join(part for part in (person.name, person.words) if part)
        if person.ended:
            name = self.tr("{name}, no longer").format(name=name)
        node: _Node
        if person.pupil_id and not person.child:
            button = _PupilNode(person, parent=self)
            button.clicked.connect(lambda: self.opened.emit(person.pupil_id))
            name = self.tr("{name}, opens their file").format(name=name)
            node = button
        else:
            node = _PersonNode(person, parent=self)
        return identify(node, f"file.family_tree.{person.key}", name)

    def _arrange(self) -> None:
        if self._tree is None:
            return
        width = scaled(148)
        height = max((node.needed(width) for node in self._nodes.values()), default=1)
        self._places = TreePlaces(
            self._tree.people, node=QSize(width, height), lines=self._tree.lines
        )
        for person in self._tree.people:
            self._nodes[person.key].setGeometry(self._places.node(person.key))
        self.updateGeometry()
        self.setMinimumSize(self._places.size)
        self.update()


class _Paints:
    """How a person is drawn: name, what they are, a frame that is thicker for the child."""

    person: TreePerson

    def needed_height(self, font: QFont, width: int) -> int:
        """The height that the words take."""
        room = QRect(0, 0, width - space(1.5), 0)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter)
        name = QFontMetrics(_strong(font)).boundingRect(room, flags, self.person.name)
        words = QFontMetrics(_small(font)).boundingRect(room, flags, self.person.words or " ")
        return name.height() + words.height() + space(1.5)

    def paint(self, painter: QPainter, rect: QRect, font: QFont, look: "_Look") -> None:
        """Draw the person."""
        tokens = look.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = 3.0 if look.focused else 2.0 if self.person.child else 1.0
        edge = tokens.focus if look.focused else tokens.link if look.pressable else tokens.field
        painter.setPen(QPen(QColor(edge), thick))
        painter.setBrush(QColor(tokens.info_tint if self.person.child else tokens.card))
        inset = thick / 2
        painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), 6, 6)
        area = rect.adjusted(space(0.75), space(0.75), -space(0.75), -space(0.75))
        flags = int(
            Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        )
        strong = _strong(font)
        strong.setStrikeOut(self.person.ended)
        strong.setUnderline(look.pressable)
        painter.setFont(strong)
        painter.setPen(QColor(tokens.link if look.pressable else tokens.text))
        used = painter.boundingRect(area, flags, self.person.name)
        painter.drawText(area, flags, self.person.name)
        area.setTop(used.bottom() + 2)
        painter.setFont(_small(font))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(area, flags, self.person.words)


class _Look:
    """The colours a person is drawn in, and whether they can be pressed or have the focus."""

    def __init__(self, tokens: Tokens, *, pressable: bool, focused: bool) -> None:
        self.tokens, self.pressable, self.focused = tokens, pressable, focused


class _PersonNode(QWidget, _Paints):
    """Somebody without a file of their own."""

    def __init__(self, person: TreePerson, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.person = person

    def needed(self, width: int) -> int:
        """The height that the words take."""
        return self.needed_height(self.font(), width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the person."""
        painter = QPainter(self)
        look = _Look(tokens_for(self), pressable=False, focused=False)
        self.paint(painter, self.rect(), self.font(), look)
        painter.end()


class _PupilNode(QAbstractButton, _Paints):
    """A child of the school: pressed, it opens their file."""

    def __init__(self, person: TreePerson, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.person = person
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def needed(self, width: int) -> int:
        """The height that the words take."""
        return self.needed_height(self.font(), width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the child, with a ring while they have the focus."""
        painter = QPainter(self)
        look = _Look(tokens_for(self), pressable=True, focused=self.hasFocus())
        self.paint(painter, self.rect(), self.font(), look)
        painter.end()


_Node = _PersonNode | _PupilNode


def _strong(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small
