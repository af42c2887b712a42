"""Bringing in attendance: the file, what its columns mean, what would be counted, the taking."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.lead_drafts import ImportChoice
from ui.lead_material import UnknownColumns
from ui.lead_words import counted
from ui.log_material import AttendancePreview, LogLine
from ui.theme import scaled
from ui.views.import_file import ColumnMap
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.choice_row import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.path_line import PathLine
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.text_tabs import TextTabs

ROWS, REFUSED, ALREADY = "rows", "refused", "already"


class ImportAttendanceView(Page):
    """Nothing is taken before Import is pressed; all that can be counted then, or nothing."""

    file_chosen = Signal(object)
    columns_wanted = Signal(object)
    take_requested = Signal()

    def __init__(self, *, fields: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__("", identifier="attendance", parent=parent)
        self.set_title(self.tr("Import attendance"))
        self.set_subtitle(
            self.tr(
                "Sessions counted for a period, or the codes of the register. They stand as facts"
                " on each child’s timeline."
            )
        )
        self._columns: tuple[tuple[str, str], ...] = ()
        self._lists: dict[str, list[RowItem]] = {}
        self.path = PathLine(
            "attendance.file",
            self.tr("File"),
            mode="open",
            kinds=self.tr("Tables (*.csv *.txt *.tsv);;All files (*)"),
        )
        self.map = ColumnMap(fields=fields)
        self.tabs = TextTabs("attendance.group", self.tr("What would be taken"))
        self.rows = RowList("attendance.rows", self.tr("Rows"))
        self.rows.setMinimumHeight(scaled(220))
        self._lay_out()
        self._add_buttons()
        self.path.changed.connect(self.offer_file)
        self.map.chosen.connect(self._take_columns)
        self.tabs.chosen.connect(self._show_group)
        self.setFocusProxy(self.path)

    def _lay_out(self) -> None:
        self.body.addWidget(FieldRow(self.tr("File"), self.path))
        self.map.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.addWidget(self.map)
        self._preview = SectionCard(self.tr("Preview"))
        self._summary = PlainLabel(tone="muted")
        again = secondary_button("attendance.columns", self.tr("What the columns mean"))
        again.clicked.connect(lambda: self.columns_wanted.emit(self.choice()))
        self._preview.add_header_action(again)
        self._preview.body.addWidget(self._summary)
        self._preview.body.addWidget(self.tabs)
        self._preview.body.addWidget(self.rows, 1)
        self.body.addWidget(self._preview, 1)
        self._first = EmptyState(
            "download",
            self.tr("Choose a file"),
            self.tr("You will see every child and every period first. Nothing is imported yet."),
        )
        self.body.addWidget(self._first, 1)
        self.body.addStretch(0)
        self.map.hide()
        self._preview.hide()

    def _add_buttons(self) -> None:
        back = quiet_button("attendance.leave", self.tr("Back"), icon="arrow-left")
        back.clicked.connect(self.back_requested)
        self.take = primary_button("attendance.take", self.tr("Import"), icon="check")
        self.take.clicked.connect(self._take)
        self.take.setEnabled(False)
        self.add_footer(back, left=True)
        self.add_footer(self.take)

    def choose_file(self) -> None:
        """Ask for the file in the system's own dialog."""
        self.path.choose()

    def offer_file(self, path: str) -> None:
        """Say that a file was chosen; an empty path says nothing."""
        self._columns = ()
        self._clear()
        if path:
            self.file_chosen.emit(self.choice())

    def show_columns(self, columns: UnknownColumns) -> None:
        """Ask what the columns mean, with what they were taken for."""
        self._preview.hide()
        self._first.hide()
        self.map.show_columns(columns)
        self.map.show()
        self.map.setFocus()
        self.take.setEnabled(False)

    def show_preview(self, preview: AttendancePreview) -> None:
        """Show what each row of the file counts, or why it is not taken."""
        self._clear()
        self._lists = {
            ROWS: [self._line(line) for line in preview.rows],
            REFUSED: [self._refusal(line, words) for line, words in preview.refused],
            ALREADY: [self._line(line) for line in preview.already],
        }
        if preview.take > len(preview.rows):
            words = self.tr("and {n} more like these").format(n=preview.take - len(preview.rows))
            self._lists[ROWS].append(RowItem(id="more", title=words))
        self.tabs.set_tabs(
            (
                (ROWS, self.tr("To take ({n})").format(n=preview.take)),
                (REFUSED, self.tr("Not taken ({n})").format(n=len(preview.refused))),
                (ALREADY, self.tr("Here already ({n})").format(n=preview.already_count)),
            )
        )
        shown = ROWS if preview.take or not preview.refused else REFUSED
        self.tabs.set_current(shown)
        self._show_group(shown)
        self._preview.set_title(preview.file_name)
        self._summary.setText(self._sum(preview))
        self._first.hide()
        self._preview.show()
        many = counted(preview.take, self.tr("Import 1 period"), self.tr("Import {n} periods"))
        self.take.setText(many if preview.take else self.tr("Import"))
        self.take.setEnabled(preview.take > 0)
        if not preview.take:
            nothing = self.tr("There is nothing new in this file that can be taken.")
            self.message.show_message(nothing, severity="info")

    def _sum(self, preview: AttendancePreview) -> str:
        parts = [
            counted(preview.total, self.tr("1 row in the file"), self.tr("{n} rows in the file"))
        ]
        if preview.take:
            parts.append(
                counted(preview.pupils, self.tr("1 child found"), self.tr("{n} children found"))
            )
            parts.append(preview.period)
        return " · ".join(parts)

    def start_again(self) -> None:
        """Wait for the next file; what was taken is taken."""
        self.path.line.clear()
        self._columns = ()
        self._clear()
        self.path.setFocus()

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say why nothing was taken."""
        self.take.setEnabled(not self._preview.isHidden())
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def unsaved(self) -> bool:
        """Nothing typed here is lost."""
        return False

    def choice(self) -> ImportChoice:
        """The file and what was said of its columns."""
        return ImportChoice(path=self.path.path(), columns=self._columns)

    def _clear(self) -> None:
        self.message.clear()
        self.map.hide()
        self._preview.hide()
        self._first.show()
        self.take.setText(self.tr("Import"))
        self.take.setEnabled(False)

    def _line(self, line: LogLine) -> RowItem:
        return RowItem(
            id=f"line-{line.line}-{line.when}",
            title=f"{line.child} · {line.when}",
            detail=line.text,
            trailing=self.tr("line {n}").format(n=line.line),
        )

    def _refusal(self, line: int, words: str) -> RowItem:
        title = self.tr("Line {n}").format(n=line)
        return RowItem(
            id=f"refused-{line}", title=title, detail=words, icon="circle-alert", whole=True
        )

    def _show_group(self, key: str) -> None:
        self.rows.set_rows(self._lists.get(key, []))

    def _take_columns(self, columns: tuple[tuple[str, str], ...]) -> None:
        self._columns = columns
        self.file_chosen.emit(self.choice())

    def _take(self) -> None:
        self.take.setEnabled(False)
        self.take_requested.emit()
