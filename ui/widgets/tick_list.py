"""A list of records to tick: arrows move, Space ticks, and the whole row can be pressed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import scaled, space, tokens_for
from ui.widgets.identify import identify

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class TickItem:
    """One row: what it is, and a smaller line about it."""

    id: str
    text: str
    detail: str = ""


class _TickModel(QAbstractListModel):
    """Rows with a tick, which a screen reader reads as such."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[TickItem, ...] = ()
        self.ticked: set[str] = set()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, tick, or the row itself for the painter."""
        item = self.items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (item.text, item.detail) if part)
        if role == Qt.ItemDataRole.CheckStateRole:
            on = item.id in self.ticked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return item if role == Qt.ItemDataRole.UserRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def replace(self, items: Sequence[TickItem]) -> None:
        """Show these rows, none of them ticked."""
        self.beginResetModel()
        self.items, self.ticked = tuple(items), set()
        self.endResetModel()

    def tell(self) -> None:
        """The ticks changed."""
        if self.items:
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))


class _TickPainter(QStyledItemDelegate):
    """Draws the box, the words and the smaller line; heights come from the font."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One or two lines and some air."""
        metrics = QFontMetrics(option.font)
        item: TickItem = index.data(Qt.ItemDataRole.UserRole)
        lines = 2 if item.detail else 1
        return QSize(0, max(36, metrics.lineSpacing() * lines + space(1.25)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        item: TickItem = index.data(Qt.ItemDataRole.UserRole)
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        tokens = tokens_for(option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(option.rect, QColor(tokens.info_tint if on else tokens.card))
        side = float(scaled(18))
        top = option.rect.top() + space(0.5) + QFontMetrics(option.font).lineSpacing() / 2
        box = QRectF(option.rect.left() + space(1.25), top - side / 2 + 2, side, side)
        painter.setPen(QPen(QColor(tokens.link if on else tokens.field), 1.5))
        painter.setBrush(QColor(tokens.accent if on else tokens.card))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            painter.setPen(QPen(QColor(tokens.on_accent), side / 8))
            steps = ((0.22, 0.52), (0.43, 0.72), (0.78, 0.30))
            painter.drawPolyline(
                [QPointF(box.left() + side * x, box.top() + side * y) for x, y in steps]
            )
        words = QRect(option.rect)
        words.setLeft(round(box.right()) + space(1.25))
        words.adjust(0, space(0.5), -space(1), -space(0.5))
        self._words(painter, option.font, words, item, (tokens.text, tokens.muted))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    @staticmethod
    def _words(
        painter: QPainter, base: QFont, area: QRect, item: TickItem, colours: tuple[str, str]
    ) -> None:
        metrics = QFontMetrics(base)
        painter.setFont(base)
        elide = Qt.TextElideMode.ElideRight
        first = QRect(area)
        first.setHeight(metrics.lineSpacing() if item.detail else area.height())
        painter.setPen(QColor(colours[0]))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(first, flags, metrics.elidedText(item.text, elide, area.width()))
        if item.detail:
            below = area.adjusted(0, metrics.lineSpacing(), 0, 0)
            painter.setPen(QColor(colours[1]))
            painter.drawText(below, flags, metrics.elidedText(item.detail, elide, area.width()))


class TickList(QListView):
    """``most`` 1 lets only one row be ticked at a time; 0 sets no limit."""

    changed = Signal()

    def __init__(
        self, identifier: str, name: str, *, rows: int = 5, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self.setProperty("kind", "rows")
        self._ticks = _TickModel(self)
        self.setModel(self._ticks)
        self.setItemDelegate(_TickPainter(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._most, self._rows = 0, rows

    def set_items(self, items: Sequence[TickItem], *, most: int = 0) -> None:
        """Offer these; none is ticked."""
        self._most = most
        self._ticks.replace(items)
        if items:
            self.setCurrentIndex(self._ticks.index(0))
        self.updateGeometry()
        self.changed.emit()

    def values(self) -> tuple[str, ...]:
        """The ids that are ticked, in the order of the list."""
        return tuple(item.id for item in self._ticks.items if item.id in self._ticks.ticked)

    def set_values(self, values: Sequence[str]) -> None:
        """Tick exactly these; unknown ids are left out."""
        known = {item.id for item in self._ticks.items}
        self._ticks.ticked = set(values) & known
        self._ticks.tell()
        self.changed.emit()

    def count(self) -> int:
        """How many rows there are."""
        return len(self._ticks.items)

    def tick_all(self) -> None:
        """Tick every row."""
        self.set_values([item.id for item in self._ticks.items])

    def sizeHint(self) -> QSize:
        """As high as its rows, up to ``rows`` of them."""
        shown = min(max(1, self.count()), self._rows)
        height = sum(max(36, self.sizeHintForRow(row)) for row in range(shown))
        return QSize(320, height + 6)

    def minimumSizeHint(self) -> QSize:
        """The rows it shows are never squeezed."""
        return QSize(200, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter tick the row with the focus."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press anywhere on a row ticks it."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._toggle(self.indexAt(event.position().toPoint()))

    def _toggle(self, index: Index) -> None:
        if not index.isValid():
            return
        identifier = self._ticks.items[index.row()].id
        ticked = self._ticks.ticked
        if identifier in ticked:
            ticked.discard(identifier)
        else:
            if self._most == 1:
                ticked.clear()
            ticked.add(identifier)
        self._ticks.tell()
        self.changed.emit()
