"""A list of found names: where each stands, the words around it, and the label beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import space, tokens_for
from ui.widgets.identify import identify

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place in a text where a name stands, or may stand.

    ``found`` lies between ``before`` and ``after``; ``label`` is what is printed instead, empty
    where nothing is. ``person`` is the name as it was asked for. ``why`` says of a place that only
    a person can decide why it was noticed, and is empty of a sure one. ``entry`` and ``field`` say
    which text it is in, for withholding it whole; ``entry`` is -1 outside the records.
    """

    record: str
    part: str
    before: str
    found: str
    after: str
    label: str = ""
    person: str = ""
    why: str = ""
    entry: int = -1
    field: str = ""


class _PlaceModel(QAbstractListModel):
    """The places, each read out as one sentence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.places: tuple[FoundPlace, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many places there are."""
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, or the place itself for the painter."""
        place = self.places[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            label = "" if place.why else place.label
            becomes = " → ".join(part for part in (place.found, label) if part)
            where = ", ".join(part for part in (place.record, place.part) if part)
            words = f"{where}: {place.before}{place.found}{place.after}"
            return ". ".join(part for part in (becomes, place.why, words) if part)
        return place if role == Qt.ItemDataRole.UserRole else None

    def replace(self, places: Sequence[FoundPlace]) -> None:
        """Show these."""
        self.beginResetModel()
        self.places = tuple(places)
        self.endResetModel()


class _PlacePainter(QStyledItemDelegate):
    """First line where it stands and its label, second line the words with the name marked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and some air."""
        return QSize(0, max(44, 2 * QFontMetrics(option.font).lineSpacing() + space(2)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one place."""
        place: FoundPlace = index.data(Qt.ItemDataRole.UserRole)
        tokens = tokens_for(option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.fillRect(option.rect, QColor(tokens.info_tint if chosen else tokens.card))
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        line = QFontMetrics(option.font).lineSpacing()
        area = option.rect.adjusted(space(1.5), space(1), -space(1.5), -space(1))
        first = QRect(area.left(), area.top(), area.width(), line)
        second = QRect(area.left(), area.top() + line, area.width(), line)
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QColor(tokens.warning if place.why else tokens.link))
        aside = place.why or place.label
        wide = painter.fontMetrics().horizontalAdvance(aside)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(first, right, aside)
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.muted))
        where = " · ".join(part for part in (place.record, place.part) if part)
        room = first.adjusted(0, 0, -wide - space(2), 0)
        metrics = painter.fontMetrics()
        words = metrics.elidedText(where, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        self._sentence(painter, second, place, strong, option)
        if focused or chosen:
            painter.setPen(QPen(QColor(tokens.focus if focused else tokens.link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    @staticmethod
    def _sentence(
        painter: QPainter,
        area: QRect,
        place: FoundPlace,
        strong: QFont,
        option: QStyleOptionViewItem,
    ) -> None:
        """The name stands on a tint, bold and underlined; words far from it are cut."""
        tokens = tokens_for(option.widget)
        plain, bold = QFontMetrics(option.font), QFontMetrics(strong)
        found = " ".join(place.found.split())
        width = min(area.width(), bold.horizontalAdvance(found))
        before = " ".join((place.before + "|").split())[:-1]
        after = " ".join(("|" + place.after).split())[1:]
        side = max(0, area.width() - width)
        if not found:
            left = plain.elidedText(before, Qt.TextElideMode.ElideRight, side)
        else:
            left = plain.elidedText(before, Qt.TextElideMode.ElideLeft, side // 2)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(area, middle, left)
        start = area.left() + plain.horizontalAdvance(left)
        mark = QRect(start, area.top(), width, area.height())
        painter.fillRect(mark, QColor(tokens.warning_tint))
        underlined = QFont(strong)
        underlined.setUnderline(True)
        painter.setFont(underlined)
        painter.drawText(mark, middle, found)
        rest = QRect(area)
        rest.setLeft(start + width)
        painter.setFont(option.font)
        right = plain.elidedText(after, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, middle, right)


class PlaceList(QListView):
    """``chosen`` carries the place with the focus, None where there is none."""

    chosen = Signal(object)

    def __init__(self, identifier: str, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self.setProperty("kind", "rows")
        self._places = _PlaceModel(self)
        self.setModel(self._places)
        self.setItemDelegate(_PlacePainter(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda now, _: self._tell(now))

    def show_places(self, places: Sequence[FoundPlace]) -> None:
        """Show these; the place in the list stays where it was."""
        row = max(0, self.currentIndex().row())
        self._places.replace(places)
        if places:
            self.setCurrentIndex(self._places.index(min(row, len(places) - 1)))
        else:
            self.chosen.emit(None)

    def place(self) -> FoundPlace | None:
        """The place with the focus."""
        row = self.currentIndex().row()
        return self._places.places[row] if 0 <= row < len(self._places.places) else None

    def places(self) -> tuple[FoundPlace, ...]:
        """What is being shown."""
        return self._places.places

    def _tell(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self._places.places[index.row()])
