"""The children of the school: found by a few letters, opened with Enter."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from storage.records.casework import PupilRow
from ui.lead_words import counted
from ui.models.lead_rows import PupilModel
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.identify import identify
from ui.widgets.page import Page
from ui.widgets.record_table import RecordTable
from ui.widgets.text_line import SearchLine


class PupilsView(Page):
    """The search has the cursor; Down or Enter goes into the list, Enter there opens the file.
    Where one child alone is found, Enter opens the file at once.
    """

    searched = Signal(str)
    opened = Signal(str)
    import_requested = Signal()
    chronology_import_requested = Signal()
    log_import_requested = Signal()
    attendance_import_requested = Signal()

    def __init__(
        self,
        *,
        fetch: Callable[[Sequence[str]], Sequence[PupilRow]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="pupils", scroll=False, parent=parent)
        self.set_title(self.tr("Children"))
        bring = secondary_button("pupils.import", self.tr("Import children"), icon="download")
        bring.clicked.connect(self.import_requested)
        self.more = quiet_button("pupils.bring", self.tr("Bring in…"), icon="chevron-down")
        self.more.clicked.connect(self._open_menu)
        self.menu = self._menu()
        self.add_action(self.more)
        self.add_action(bring)
        self.search = _PupilSearch(
            "pupils.search",
            self.tr("Search children"),
            placeholder=self.tr("A few letters of the name"),
        )
        self.model = PupilModel(fetch=fetch, parent=self)
        self.table = RecordTable("pupils.list", self.tr("Children"))
        self.table.set_model(self.model)
        self.search.entered.connect(self._into_list)
        self.search.searched.connect(self.searched)
        self.search.returnPressed.connect(self._enter)
        self.table.opened.connect(self.opened.emit)
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        self.setFocusProxy(self.search)

    def _menu(self) -> QMenu:
        menu = identify(QMenu(self), "pupils.bring_menu", self.tr("Bring in"))
        for text, asked in (
            (self.tr("Log of the old system"), self.log_import_requested),
            (self.tr("Attendance"), self.attendance_import_requested),
            (self.tr("Paper chronology of one child"), self.chronology_import_requested),
        ):
            menu.addAction(text).triggered.connect(lambda _on=False, asked=asked: asked.emit())
        return menu

    def _open_menu(self) -> None:
        """The first line is chosen already, so that Enter goes on."""
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        self.menu.setActiveAction(self.menu.actions()[0])

    def show_ids(self, identifiers: Sequence[str], *, total: int) -> None:
        """Show these children in this order; ``total`` is how many the school has."""
        if total:
            empty = EmptyState(
                "search", self.tr("Nobody by that name"), self.tr("Try fewer letters.")
            )
        else:
            empty = EmptyState(
                "users",
                self.tr("No children yet"),
                self.tr(
                    "Import them from a CTF file or from your school’s own list (CSV). After that,"
                    " “Bring in…” takes in what your old system holds."
                ),
            )
        self.table.set_empty(empty)
        self.model.set_ids(identifiers)
        all_of_them = counted(total, self.tr("1 child"), self.tr("{n} children"))
        found = self.tr("{n} of {all}").format(n=len(identifiers), all=all_of_them)
        self.set_subtitle(all_of_them if len(identifiers) == total else found)

    def _into_list(self) -> None:
        if self.model.rowCount():
            self.table.view.setFocus()
            self.table.set_current(self.model.id_at(0))

    def _enter(self) -> None:
        """The only child found is opened; among several the list is where one goes on choosing."""
        if self.model.rowCount() == 1:
            self.opened.emit(self.model.id_at(0))
        else:
            self._into_list()


class _PupilSearch(SearchLine):
    """Says when Down is pressed."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads into the list below."""
        if event.key() == Qt.Key.Key_Down:
            self.entered.emit()
            return
        super().keyPressEvent(event)
