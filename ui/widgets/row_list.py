"""A short list of rows: a title with a word at the right, and below it what it is about."""

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

from ui.icons import pixmap
from ui.theme import scaled, space, tokens_for
from ui.widgets.identify import identify

Index = QModelIndex | QPersistentModelIndex
_WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowItem:
    """One row; ``tone`` ("danger", "warning", "success", "muted") colours the trailing word.

    ``whole`` shows all of the detail, on as many lines as it takes.
    """

    id: str
    title: str
    detail: str = ""
    trailing: str = ""
    icon: str = ""
    tone: str = "muted"
    whole: bool = False


class _RowModel(QAbstractListModel):
    """The rows, with the whole row as the text that is read out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[RowItem, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row, or the row itself for the painter."""
        item = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (item.title, item.detail, item.trailing) if part)
        return item if role == Qt.ItemDataRole.UserRole else None

    def replace(self, rows: Sequence[RowItem]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()


class _RowPainter(QStyledItemDelegate):
    """Draws title, detail, trailing word; heights come from the font."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and some air; more where a detail is to be read whole."""
        metrics = QFontMetrics(option.font)
        item: RowItem = index.data(Qt.ItemDataRole.UserRole)
        height = metrics.lineSpacing()
        if item.detail and item.whole and isinstance(option.widget, QListView):
            room = QRect(0, 0, option.widget.viewport().width(), 0)
            width = max(scaled(80), self._area(room, item).width())
            height += metrics.boundingRect(QRect(0, 0, width, 0), _WRAPPED, item.detail).height()
        elif item.detail:
            height += metrics.lineSpacing()
        return QSize(0, max(44, height + space(2)))

    @staticmethod
    def _area(row: QRect, item: RowItem) -> QRect:
        """Where the words of a row stand, right of its icon."""
        area = row.adjusted(space(1.5), space(0.75), -space(1.5), -space(0.75))
        if item.icon:
            area.setLeft(area.left() + scaled(20) + space(1.5))
        return area

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        item: RowItem = index.data(Qt.ItemDataRole.UserRole)
        tokens = tokens_for(option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.fillRect(option.rect, QColor(tokens.info_tint if chosen else tokens.card))
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        area = self._area(option.rect, item)
        if item.icon:
            size = scaled(20)
            picture = pixmap(item.icon, colour=QColor(tokens.link), size=size)
            top = option.rect.top() + (min(option.rect.height(), scaled(56)) - size) // 2
            painter.drawPixmap(option.rect.left() + space(1.5), top, picture)
        title, detail = QRect(area), QRect(area)
        if item.detail:
            title.setHeight(QFontMetrics(option.font).lineSpacing() + 2)
            detail.setTop(title.bottom() + 1)
        self._trailing(painter, option.font, title, item, QColor(getattr(tokens, item.tone)))
        self._title(painter, option.font, title, item, QColor(tokens.text))
        self._detail(painter, option.font, detail, item, QColor(tokens.muted))
        if focused or chosen:
            frame = tokens.focus if focused else tokens.link
            painter.setPen(QPen(QColor(frame), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    @staticmethod
    def _trailing(
        painter: QPainter, base: QFont, area: QRect, item: RowItem, colour: QColor
    ) -> None:
        if not item.trailing:
            return
        font = QFont(base)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colour)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, flags, item.trailing)
        area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(item.trailing) - 16)

    @staticmethod
    def _title(painter: QPainter, base: QFont, area: QRect, item: RowItem, colour: QColor) -> None:
        strong = QFont(base)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(colour)
        words = painter.fontMetrics().elidedText(
            item.title, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)

    @staticmethod
    def _detail(painter: QPainter, base: QFont, area: QRect, item: RowItem, colour: QColor) -> None:
        painter.setFont(base)
        painter.setPen(colour)
        if item.whole:
            painter.drawText(area, _WRAPPED, item.detail)
            return
        words = painter.fontMetrics().elidedText(
            item.detail, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)


class RowList(QListView):
    """Arrows move, Enter or a double press opens; ``opened`` carries the row's identifier."""

    opened = Signal(object)
    selected = Signal(object)

    def __init__(self, identifier: str, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, identifier, name)
        self.setProperty("kind", "rows")
        self._rows = _RowModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_RowPainter(self))
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.activated.connect(self._open)
        self.selectionModel().currentChanged.connect(self._select)

    def set_rows(self, rows: Sequence[RowItem]) -> None:
        """Show these rows instead of the earlier ones."""
        self._rows.replace(rows)

    def rows(self) -> tuple[RowItem, ...]:
        """The rows being shown."""
        return self._rows.rows

    def current_id(self) -> str | None:
        """The identifier of the row with the cursor, None when there is none."""
        row = self.currentIndex().row()
        return self._rows.rows[row].id if row >= 0 else None

    def set_current(self, identifier: str) -> None:
        """Put the cursor on a row; unknown identifiers are ignored."""
        for number, item in enumerate(self._rows.rows):
            if item.id == identifier:
                self.setCurrentIndex(self._rows.index(number, 0))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.rows[index.row()].id)

    def _select(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.selected.emit(self._rows.rows[index.row()].id)
