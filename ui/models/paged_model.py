"""A table model over a list of identifiers; SQL orders them, a callable reads rows page by page."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ui.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[Any]], Sequence[Any]]
CellText = Callable[[Any, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: key, heading, usual width in characters; ``stretch`` takes what room is left.

    Where the stretching columns would get too little, columns with ``spare`` above 0 are hidden,
    the highest number first; the whole record stands elsewhere on the screen or one press away.
    """

    key: str
    title: str
    width_chars: int = 12
    stretch: bool = False
    spare: int = 0


class PagedModel(QAbstractTableModel):
    """``fetch(ids)`` returns these rows in that order; ``text(row, key)`` the words of a cell."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        fetch: Fetch,
        text: CellText,
        page_size: int = 64,
        pages: int = 96,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch, self._text = fetch, text
        self._page_size, self._pages_kept = page_size, pages
        self._ids: Sequence[Any] = ()
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()

    def set_ids(self, identifiers: Sequence[Any]) -> None:
        """Show these identifiers, in this order."""
        self.beginResetModel()
        self._ids = identifiers
        self._pages.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Forget the rows read so far (something changed); the order stays."""
        self._pages.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def id_at(self, row: int) -> Any:
        """The identifier shown in ``row``."""
        return self._ids[row]

    def row_of(self, identifier: Any) -> int:
        """The row of an identifier, -1 when it is not shown."""
        try:
            return self._ids.index(identifier)
        except ValueError:
            return -1

    def row_value(self, row: int) -> Any:
        """The whole row as ``fetch`` gave it; its page is read when it is not at hand."""
        number, place = divmod(row, self._page_size)
        page = self._pages.get(number)
        if page is None:
            first = number * self._page_size
            page = self._fetch(self._ids[first : first + self._page_size])
            self._pages[number] = page
            if len(self._pages) > self._pages_kept:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return page[place]

    def colour_of(self, row: Any, key: str) -> QColor | None:
        """The colour of a cell's words; None for the usual one. Subclasses may say more."""
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, also as its tool tip."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(self.row_value(index.row()), self.columns[index.column()].key)
            return text if role == Qt.ItemDataRole.DisplayRole else plain_tip(text)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.colour_of(self.row_value(index.row()), self.columns[index.column()].key)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None
