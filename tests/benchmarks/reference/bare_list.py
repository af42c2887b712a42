"""The least that a list can be: Qt's own table over the same SQL, the cells as they lie."""

import json
from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

_ROWS = (
    "SELECT status, coalesce((SELECT group_concat(name, ', ') FROM concern_pupil JOIN pupil"
    " ON pupil.id = pupil WHERE concern = concern.id), ''), written_at, first_words, level,"
    " reporter, id FROM concern WHERE id IN (SELECT value FROM json_each(?))"
)
_PAGE, _KEPT, _COLUMNS = 100, 64, 6


class _Model(QAbstractTableModel):
    def __init__(self, connection: Any, ids: list[str]) -> None:
        super().__init__()
        self._connection, self._ids = connection, ids
        self._pages: OrderedDict[int, list[tuple[Any, ...]]] = OrderedDict()

    def rowCount(self, _parent: Any = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(self._ids)

    def columnCount(self, _parent: Any = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return _COLUMNS

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        page, place = divmod(index.row(), _PAGE)
        if page not in self._pages:
            ids = self._ids[page * _PAGE : (page + 1) * _PAGE]
            found = {row[-1]: row for row in self._connection.all(_ROWS, (json.dumps(ids),))}
            self._pages[page] = [found[item] for item in ids]
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        return self._pages[page][place][index.column()]


def bare_list(connection: Any, ids: list[str], *, row_height: int) -> QTableView:
    """Return the table of these concerns, with rows as high as ours."""
    table = QTableView()
    model = _Model(connection, ids)
    model.setParent(table)
    table.setModel(model)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(row_height)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.horizontalHeader().setStretchLastSection(True)
    return table
