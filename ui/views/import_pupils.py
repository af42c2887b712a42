"""Bringing in the children: the file, a preview of what would change, and only then the taking."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.lead_drafts import ImportChoice
from ui.lead_material import ImportPreview, ImportRow, LeadLists, UnknownColumns
from ui.lead_words import counted
from ui.theme import scaled
from ui.views.import_file import ColumnMap
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.path_line import PathLine
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.text_tabs import TextTabs

NEW, CHANGED, REFUSED, WARNED = "new", "changed", "refused", "warnings"


class ImportPupilsView(Page):
    """Nothing enters the casebook before Take is pressed."""

    file_chosen = Signal(object)
    columns_chosen = Signal(object)
    take_requested = Signal(object)

    def __init__(self, *, lists: LeadLists, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="import", parent=parent)
        self.set_title(self.tr("Import children"))
        self.set_subtitle(
            self.tr("From a CTF file (.xml) or a list from the school’s own system (.csv).")
        )
        self._mapping: tuple[tuple[str, str], ...] = ()
        self.path = PathLine(
            "import.file",
            self.tr("File"),
            mode="open",
            kinds=self.tr("Lists of children (*.xml *.csv *.txt);;All files (*)"),
        )
        self.map = ColumnMap(fields=lists.pupil_fields)
        self.groups = TextTabs("import.group", self.tr("What would change"))
        self.rows = RowList("import.rows", self.tr("Preview"))
        self.rows.setMinimumHeight(scaled(240))
        self._empty = PlainLabel(tone="muted")
        self._shown: dict[str, Sequence[RowItem]] = {}
        self._lay_out()
        self._add_buttons()
        self.path.changed.connect(self.offer_file)
        self.map.chosen.connect(self._take_columns)
        self.groups.chosen.connect(self._show_group)
        self.setFocusProxy(self.path)

    def _lay_out(self) -> None:
        file_row = FieldRow(self.tr("File"), self.path)
        file_row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.map.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.addWidget(file_row)
        self.body.addWidget(self.map)
        self._preview = SectionCard(self.tr("Preview"))
        self._preview.body.addWidget(self.groups)
        self._preview.body.addWidget(self.rows, 1)
        self._preview.body.addWidget(self._empty)
        self.body.addWidget(self._preview, 1)
        self._first = EmptyState(
            "download",
            self.tr("Choose a file"),
            self.tr("You will see first what is new, changed or refused. Nothing is imported yet."),
        )
        self.body.addWidget(self._first, 1)
        self._progress = identify(QProgressBar(), "import.progress", self.tr("Progress"))
        self._progress.setTextVisible(False)
        self.body.addWidget(self._progress)
        self.body.addStretch(0)
        for part in (self.map, self._preview, self._progress):
            part.hide()

    def _add_buttons(self) -> None:
        back = quiet_button("import.leave", self.tr("Back"), icon="arrow-left")
        back.clicked.connect(self.back_requested)
        self.take = primary_button("import.take", self.tr("Import"), icon="check")
        self.take.clicked.connect(self._take)
        self.take.setEnabled(False)
        self.add_footer(back, left=True)
        self.add_footer(self.take)

    def choose_file(self) -> None:
        """Ask for the file in the system's own dialog."""
        self.path.choose()

    def offer_file(self, path: str) -> None:
        """Say that a file was chosen; an empty path says nothing."""
        self._mapping = ()
        self._clear()
        if path:
            self.file_chosen.emit(ImportChoice(path=path))

    def show_columns(self, unknown: UnknownColumns) -> None:
        """Ask what the columns of this file mean."""
        self._clear()
        self.map.show_columns(unknown)
        self._first.hide()
        self.map.show()

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what taking this file would do."""
        self._clear()
        self._shown = {
            NEW: [self._row(row, "user-plus") for row in preview.new],
            CHANGED: [self._row(row, "pencil") for row in preview.changed],
            REFUSED: [self._sentence(item, "circle-alert", "danger") for item in preview.refused],
            WARNED: [
                self._sentence(item, "triangle-alert", "warning") for item in preview.warnings
            ],
        }
        self.groups.set_tabs(
            (
                (NEW, self.tr("New ({n})").format(n=len(preview.new))),
                (CHANGED, self.tr("Changed ({n})").format(n=len(preview.changed))),
                (REFUSED, self.tr("Refused ({n})").format(n=len(preview.refused))),
                (WARNED, self.tr("Warnings ({n})").format(n=len(preview.warnings))),
            )
        )
        unchanged = counted(
            preview.unchanged, self.tr("1 child unchanged"), self.tr("{n} children unchanged")
        )
        self._preview.set_title(f"{preview.file_name} · {preview.file_kind} · {unchanged}")
        first = next((key for key in (REFUSED, NEW, CHANGED, WARNED) if self._shown[key]), NEW)
        self.groups.set_current(first)
        self._show_group(first)
        self._first.hide()
        self._preview.show()
        self._offer(preview)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the taking is."""
        self._progress.show()
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self.take.setEnabled(False)

    def show_taken(self, text: str) -> None:
        """Say what was taken; the preview goes."""
        self._clear()
        self.message.show_message(text, severity="success")

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say why the file was refused; nothing was imported."""
        self._clear()
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def unsaved(self) -> bool:
        """Nothing typed here is lost."""
        return False

    def _clear(self) -> None:
        self.message.clear()
        for part in (self.map, self._preview, self._progress):
            part.hide()
        self._first.show()
        self.take.setText(self.tr("Import"))
        self.take.setEnabled(False)

    def _offer(self, preview: ImportPreview) -> None:
        number = len(preview.new) + len(preview.changed)
        self.take.setEnabled(number > 0)
        if number:
            taking = counted(number, self.tr("Import 1 child"), self.tr("Import {n} children"))
            self.take.setText(taking)
        else:
            nothing = self.tr("There is nothing new in this file.")
            self.message.show_message(nothing, severity="info")

    def _show_group(self, key: str) -> None:
        rows = self._shown.get(key, ())
        self.rows.set_rows(rows)
        self.rows.setVisible(bool(rows))
        self._empty.setText(self.tr("None."))
        self._empty.setVisible(not rows)

    def _row(self, row: ImportRow, icon: str) -> RowItem:
        changes = "; ".join(
            self.tr("{field}: {old} → {new}").format(field=name, old=old or "–", new=new or "–")
            for name, old, new in row.changes
        )
        line = self.tr("line {n}").format(n=row.line) if row.line else ""
        return RowItem(
            id=f"{row.line}-{row.name}",
            title=row.name,
            detail=changes or row.detail,
            trailing=line,
            icon=icon,
        )

    def _sentence(self, item: tuple[int, str, str], icon: str, tone: str) -> RowItem:
        line, name, sentence = item
        place = self.tr("line {n}").format(n=line) if line else ""
        return RowItem(
            id=f"{line}-{name}-{icon}",
            title=name or place,
            detail=sentence,
            trailing=place if name else "",
            icon=icon,
            tone=tone,
        )

    def _take_columns(self, columns: tuple[tuple[str, str], ...]) -> None:
        self._mapping = columns
        self.columns_chosen.emit(ImportChoice(path=self.path.path(), columns=columns))

    def _take(self) -> None:
        self.take.setEnabled(False)
        self.take_requested.emit(ImportChoice(path=self.path.path(), columns=self._mapping))
