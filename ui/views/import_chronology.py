"""Bringing in a paper chronology: the file, the child, every row as it will stand, then the
taking."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from storage.records.chronology import ChronologyEntry
from ui.lead_drafts import ImportChoice
from ui.lead_material import ChronologyPreview, LeadLists, UnknownColumns
from ui.lead_words import counted
from ui.models.lead_rows import ChronologyModel
from ui.theme import scaled
from ui.views.import_file import ColumnMap
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.path_line import PathLine
from ui.widgets.popup_search import Match, PopupSearch
from ui.widgets.pupil_picker import PupilOption
from ui.widgets.record_table import RecordTable
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_tabs import TextTabs

ROWS, NOTES, REFUSED = "rows", "notes", "refused"


class ImportChronologyView(Page):
    """No row is dropped: what cannot be dated stays undated, what was assumed is said."""

    file_chosen = Signal(object)
    columns_chosen = Signal(object)
    take_requested = Signal(object)

    def __init__(
        self,
        *,
        lists: LeadLists,
        search: Callable[[str], Sequence[PupilOption]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="import", parent=parent)
        self.set_title(self.tr("Import a paper chronology"))
        self.set_subtitle(
            self.tr(
                "Each row is marked “transcribed from paper” and keeps its date as it is written."
            )
        )
        self._search = search
        self._found: dict[str, PupilOption] = {}
        self._pupil: PupilOption | None = None
        self._mapping: tuple[tuple[str, str], ...] = ()
        self._preview_rows: dict[str, ChronologyEntry] = {}
        self._lists: dict[str, list[RowItem]] = {NOTES: [], REFUSED: []}
        self.path = PathLine(
            "import.file",
            self.tr("File"),
            mode="open",
            kinds=self.tr("Tables (*.csv *.txt *.tsv);;All files (*)"),
        )
        self.pupil = PopupSearch(
            "import.pupil",
            self.tr("Which child"),
            search=self._matches,
            placeholder=self.tr("A few letters of the name"),
        )
        self.map = ColumnMap(fields=lists.chronology_fields)
        self.model = ChronologyModel(fetch=self._fetch, word=lists.word, parent=self)
        self.table = RecordTable("import.rows", self.tr("Rows as they will stand"), lines=2)
        self.table.set_model(self.model)
        self.table.setMinimumHeight(scaled(240))
        self.tabs = TextTabs("import.group", self.tr("What would be taken"))
        self.notes = RowList("import.notes", self.tr("Notes"))
        self._lay_out()
        self._add_buttons()
        self.path.changed.connect(self.offer_file)
        self.pupil.taken.connect(self._take_pupil)
        self.pupil.textEdited.connect(self._forget_pupil)
        self.map.chosen.connect(self._take_columns)
        self.tabs.chosen.connect(self._show_group)
        self.setFocusProxy(self.pupil)

    def _lay_out(self) -> None:
        pupil_row = FieldRow(self.tr("Which child"), self.pupil)
        file_row = FieldRow(self.tr("File"), self.path)
        for row in (pupil_row, file_row):
            row.setMinimumWidth(scaled(340))
        self.body.addWidget(SideBySide(pupil_row, file_row, weights=(2, 3), gap=2))
        self.map.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.addWidget(self.map)
        self._preview = SectionCard(self.tr("Preview"))
        self._summary = PlainLabel(tone="muted")
        self._preview.body.addWidget(self._summary)
        self._preview.body.addWidget(self.tabs)
        self._preview.body.addWidget(self.table, 1)
        self._preview.body.addWidget(self.notes, 1)
        self.body.addWidget(self._preview, 1)
        self._first = EmptyState(
            "file-text",
            self.tr("Choose the child and a file"),
            self.tr("You will see every row first, with its date as it is written."),
        )
        self.body.addWidget(self._first, 1)
        self.body.addStretch(0)
        self.map.hide()
        self._preview.hide()

    def _add_buttons(self) -> None:
        back = quiet_button("import.leave", self.tr("Back"), icon="arrow-left")
        back.clicked.connect(self.back_requested)
        self.take = primary_button("import.take", self.tr("Import"), icon="check")
        self.take.clicked.connect(self._take)
        self.take.setEnabled(False)
        self.add_footer(back, left=True)
        self.add_footer(self.take)

    def start(self, *, pupil: PupilOption | None = None) -> None:
        """Begin anew, with the child where it is known already."""
        self._clear()
        self.path.line.clear()
        self._mapping = ()
        self._pupil = pupil
        self.pupil.setText(pupil.words() if pupil else "")

    def choose_file(self) -> None:
        """Ask for the file in the system's own dialog."""
        self.path.choose()

    def offer_file(self, path: str) -> None:
        """Say that a file was chosen; an empty path says nothing."""
        self._mapping = ()
        self._clear()
        if path:
            self.file_chosen.emit(self._choice())

    def show_columns(self, unknown: UnknownColumns) -> None:
        """Ask what the columns of this file mean."""
        self._clear()
        self.map.show_columns(unknown)
        self._first.hide()
        self.map.show()

    def show_preview(self, preview: ChronologyPreview) -> None:
        """Show every row as it will stand."""
        self._clear()
        self._preview_rows = {str(place): row for place, row in enumerate(preview.rows)}
        self.model.set_ids(list(self._preview_rows))
        notes = [
            RowItem(
                id=f"note-{place}",
                title=self.tr("Row {n}").format(n=number),
                detail=sentence,
                icon="info",
            )
            for place, (number, sentence) in enumerate(preview.notes)
        ]
        refused = [
            RowItem(
                id=f"refused-{place}",
                title=self.tr("Line {n}").format(n=line),
                detail=" · ".join(part for part in (words, sentence) if part),
                icon="circle-alert",
                tone="danger",
            )
            for place, (line, words, sentence) in enumerate(preview.refused)
        ]
        self._lists = {NOTES: notes, REFUSED: refused}
        self.tabs.set_tabs(
            (
                (ROWS, self.tr("Rows ({n})").format(n=len(preview.rows))),
                (NOTES, self.tr("Dates read so ({n})").format(n=len(notes))),
                (REFUSED, self.tr("Refused ({n})").format(n=len(refused))),
            )
        )
        self.tabs.set_current(ROWS)
        self._show_group(ROWS)
        self._preview.set_title(preview.file_name)
        undated = self.tr("{n} of them not dated; they stay, listed last").format(n=preview.undated)
        rows = counted(len(preview.rows), self.tr("1 row"), self.tr("{n} rows"))
        self._summary.setText(f"{rows} · {undated}" if preview.undated else rows)
        self._first.hide()
        self._preview.show()
        self.take.setText(self.tr("Import {rows}").format(rows=rows))
        self._offer()

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
        self.map.hide()
        self._preview.hide()
        self._first.show()
        self._preview_rows = {}
        self.model.set_ids(())
        self.take.setText(self.tr("Import"))
        self.take.setEnabled(False)

    def _offer(self) -> None:
        ready = bool(self._preview_rows) and self._pupil is not None
        self.take.setEnabled(ready)
        if self._preview_rows and self._pupil is None:
            words = self.tr("Choose the child these rows belong to.")
            self.message.show_message(words, severity="warning")
        elif ready:
            self.message.clear()

    def _show_group(self, key: str) -> None:
        self.table.setVisible(key == ROWS)
        self.notes.setVisible(key != ROWS)
        if key != ROWS:
            self.notes.set_rows(self._lists[key])

    def _fetch(self, identifiers: Sequence[str]) -> Sequence[ChronologyEntry]:
        return [self._preview_rows[identifier] for identifier in identifiers]

    def _matches(self, typed: str) -> list[Match]:
        found = self._search(typed) if typed else ()
        self._found = {option.id: option for option in found}
        return [Match(id=option.id, text=option.words()) for option in found]

    def _take_pupil(self, identifier: str) -> None:
        self._pupil = self._found[identifier]
        self.pupil.setText(self._pupil.words())
        self._offer()

    def _forget_pupil(self, _typed: str) -> None:
        self._pupil = None
        self.take.setEnabled(False)

    def _choice(self) -> ImportChoice:
        pupil_id = self._pupil.id if self._pupil else ""
        return ImportChoice(path=self.path.path(), columns=self._mapping, pupil_id=pupil_id)

    def _take_columns(self, columns: tuple[tuple[str, str], ...]) -> None:
        self._mapping = columns
        self.columns_chosen.emit(self._choice())

    def _take(self) -> None:
        self.take.setEnabled(False)
        self.take_requested.emit(self._choice())
