"""A table of records: whole rows, heights from the font, widths from the columns, all by keys."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStackedLayout, QTableView, QWidget

from ui.models.paged_model import PagedModel
from ui.theme import TARGET, space
from ui.widgets.empty_state import EmptyState
from ui.widgets.identify import identify

# So many characters of the stretching column stay readable before spare columns are hidden.
STRETCH_CHARS = 26


class RecordTable(QWidget):
    """``opened`` and ``selected`` carry a row's identifier; ``set_empty`` is shown without rows.

    ``lines`` is how many lines of words each row has room for.
    """

    opened = Signal(object)
    selected = Signal(object)

    def __init__(
        self, identifier: str, name: str, *, lines: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.view = identify(_Table(lines), identifier, name)
        self.view.activated.connect(self._open)
        self._empty: EmptyState | None = None
        self._model: PagedModel | None = None
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.view)
        self.setFocusProxy(self.view)

    def set_model(self, model: PagedModel) -> None:
        """Show a model; its columns say how wide they want to be."""
        self._model = model
        self.view.setModel(model)
        self.view.selectionModel().currentRowChanged.connect(self._select)
        model.modelReset.connect(self._choose_page)
        self.view.fit_columns()
        self._choose_page()

    def set_empty(self, empty: EmptyState) -> None:
        """Set what is shown while there are no rows."""
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = empty
        self._stack.addWidget(empty)
        self._choose_page()

    def current_id(self) -> Any:
        """The identifier of the row with the cursor, None when there is none."""
        row = self.view.currentIndex().row()
        return self._model.id_at(row) if self._model is not None and row >= 0 else None

    def set_current(self, identifier: Any) -> None:
        """Put the cursor on a row and bring it into sight; unknown identifiers are ignored."""
        row = self._model.row_of(identifier) if self._model is not None else -1
        if row >= 0:
            self.view.selectRow(row)
            self.view.scrollTo(self.view.model().index(row, 0))

    def _choose_page(self) -> None:
        empty = self._model is None or self._model.rowCount() == 0
        show_empty = empty and self._empty is not None
        self._stack.setCurrentWidget(self._empty if show_empty and self._empty else self.view)

    def _open(self, index: QModelIndex) -> None:
        if self._model is not None:
            self.opened.emit(self._model.id_at(index.row()))

    def _select(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self._model is not None and index.isValid():
            self.selected.emit(self._model.id_at(index.row()))


class _Table(QTableView):
    """The view itself, set up once."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setProperty("kind", "records")
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(lines > 1)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsMovable(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fit_rows()

    def fit_columns(self) -> None:
        """Give each column the width it asks for; the stretching ones share the rest."""
        model = self.model()
        if not isinstance(model, PagedModel):
            return
        heads = self.horizontalHeader()
        letter = QFontMetrics(self.font()).averageCharWidth()
        for place, column in enumerate(model.columns):
            mode = QHeaderView.ResizeMode
            heads.setSectionResizeMode(place, mode.Stretch if column.stretch else mode.Interactive)
            heading = QFontMetrics(self.font()).horizontalAdvance(column.title)
            width = max(column.width_chars * letter, heading) + space(3)
            self.setColumnWidth(place, width)
        self._hide_spare()

    def _hide_spare(self) -> None:
        """Keep the words of the stretching columns readable: hide what can be spared first."""
        model = self.model()
        if not isinstance(model, PagedModel):
            return
        least = STRETCH_CHARS * QFontMetrics(self.font()).averageCharWidth()
        widths = []
        for place, column in enumerate(model.columns):
            hidden = self.isColumnHidden(place)
            self.setColumnHidden(place, False)
            widths.append(least if column.stretch else self.columnWidth(place))
            self.setColumnHidden(place, hidden)
        room = self.viewport().width() - sum(widths)
        gone = set()
        for place in sorted(
            (place for place, column in enumerate(model.columns) if column.spare),
            key=lambda place: -model.columns[place].spare,
        ):
            if room >= 0:
                break
            gone.add(place)
            room += widths[place]
        for place in range(len(widths)):
            self.setColumnHidden(place, place in gone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose again which columns there is room for."""
        super().resizeEvent(event)
        self._hide_spare()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens on every system."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()
            self.fit_columns()

    def _fit_rows(self) -> None:
        height = max(TARGET, QFontMetrics(self.font()).lineSpacing() * self._lines + space(2))
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalHeader().setMinimumSectionSize(height)
