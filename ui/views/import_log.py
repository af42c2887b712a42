"""Bringing in another system's log of all children: the file, what its columns mean, who its
children are, every row accounted for, then the taking.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.lead_material import UnknownColumns
from ui.lead_words import counted
from ui.log_material import LogChoice, LogDecision, LogLine, LogPreview
from ui.theme import scaled
from ui.views.import_file import ColumnMap
from ui.views.import_log_children import LogChildren
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.check_line import CheckLine
from ui.widgets.choice_row import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.path_line import PathLine
from ui.widgets.pupil_picker import PupilOption
from ui.widgets.row_list import RowItem, RowList
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide, beside
from ui.widgets.text_line import TextLine
from ui.widgets.text_tabs import TextTabs

ROWS, CHILDREN, REFUSED, ALREADY = "rows", "children", "refused", "already"


class ImportLogView(Page):
    """Nothing is taken before Import is pressed, and all of it or nothing then."""

    file_chosen = Signal(object)
    changed = Signal(object)
    take_requested = Signal(object)
    stop_requested = Signal()

    def __init__(
        self,
        *,
        fields: Sequence[Choice],
        search: Callable[[str], Sequence[PupilOption]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", identifier="log", parent=parent)
        self.set_title(self.tr("Import a log of all children"))
        self.set_subtitle(
            self.tr(
                "From another system or a spreadsheet. Each row is marked “migrated, not original”."
            )
        )
        self._columns: tuple[tuple[str, str], ...] = ()
        self._decisions: dict[str, LogDecision] = {}
        self._lists: dict[str, list[RowItem]] = {}
        self._headings = UnknownColumns(file_name="", columns=())
        self._running, self._tab = False, ROWS
        self.path = PathLine(
            "log.file",
            self.tr("File"),
            mode="open",
            kinds=self.tr("Tables (*.csv *.txt *.tsv);;All files (*)"),
        )
        self.system = TextLine(
            "log.system",
            self.tr("Where it comes from"),
            placeholder=self.tr("The other system, or “spreadsheet”"),
        )
        self.map = ColumnMap(fields=fields)
        self.tabs = TextTabs("log.group", self.tr("What would be taken"))
        self.rows = RowList("log.rows", self.tr("Rows"))
        self.rows.setMinimumHeight(scaled(220))
        self.unknown = LogChildren(search=search)
        self.keep = CheckLine("log.keep", self.tr("Keep the file itself in the casebook as well"))
        self._lay_out()
        self._add_buttons()
        self.path.changed.connect(self.offer_file)
        self.system.editingFinished.connect(self._look_again)
        self.map.chosen.connect(self._take_columns)
        self.tabs.chosen.connect(self._show_group)
        self.unknown.decided.connect(self._decide)
        self.setFocusProxy(self.path)

    def _lay_out(self) -> None:
        file_row = FieldRow(self.tr("File"), self.path)
        system_row = FieldRow(self.tr("Where it comes from"), self.system)
        for row in (file_row, system_row):
            row.setMinimumWidth(scaled(300))
        self.body.addWidget(SideBySide(file_row, system_row, weights=(3, 2), gap=2))
        self.map.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.addWidget(self.map)
        self._preview = SectionCard(self.tr("Preview"))
        self._summary = PlainLabel(tone="muted")
        self._again = secondary_button("log.columns", self.tr("What the columns mean"))
        self._again.clicked.connect(self._ask_columns)
        self._preview.add_header_action(self._again)
        self._preview.body.addWidget(self._summary)
        self._preview.body.addWidget(self.tabs)
        self._preview.body.addWidget(self.rows, 1)
        self._preview.body.addWidget(self.unknown, 1)
        self._preview.body.addWidget(self.keep)
        self._kept = PlainLabel(
            self.tr(
                "The file holds every child’s rows: destroying one child’s file later does not"
                " reach into it."
            ),
            tone="small",
        )
        self._preview.body.addWidget(self._kept)
        self.body.addWidget(self._preview, 1)
        self._first = EmptyState(
            "download",
            self.tr("Choose a file"),
            self.tr("You will see every row and every child first. Nothing is imported yet."),
        )
        self.body.addWidget(self._first, 1)
        self._progress = identify(QProgressBar(), "log.progress", self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._stop = secondary_button("log.stop", self.tr("Stop: take nothing"))
        self._stop.clicked.connect(self.stop_requested)
        self.body.addLayout(beside(self._progress, self._stop))
        self.body.addStretch(0)
        for part in (self.map, self._preview, self._progress, self._stop):
            part.hide()

    def _add_buttons(self) -> None:
        back = quiet_button("log.leave", self.tr("Back"), icon="arrow-left")
        back.clicked.connect(self.back_requested)
        self.take = primary_button("log.take", self.tr("Import"), icon="check")
        self.take.clicked.connect(self._take)
        self.take.setEnabled(False)
        self.add_footer(back, left=True)
        self.add_footer(self.take)

    def choose_file(self) -> None:
        """Ask for the file in the system's own dialog."""
        self.path.choose()

    def offer_file(self, path: str) -> None:
        """Say that a file was chosen; an empty path says nothing."""
        self._columns, self._decisions = (), {}
        self._clear()
        if path:
            self.file_chosen.emit(self.choice())

    def show_system(self, name: str) -> None:
        """Show what was said of such a file before, where nothing is written yet."""
        if not self.system.text().strip():
            self.system.setText(name)

    def show_columns(self, columns: UnknownColumns) -> None:
        """Ask what the columns mean, with what they were taken for."""
        self._headings = columns
        self._preview.hide()
        self._first.hide()
        self.map.show_columns(columns)
        self.map.show()
        self.take.setEnabled(False)

    def show_preview(self, preview: LogPreview) -> None:
        """Show where every row of the file goes."""
        open_tab = "" if self._preview.isHidden() else self._tab
        self._clear()
        self._headings = preview.columns
        self._lists = {
            ROWS: [self._line(line) for line in preview.rows],
            ALREADY: [self._line(line) for line in preview.already],
            REFUSED: [self._refusal(line, words) for line, words in preview.refused],
        }
        self._cut(ROWS, preview.take)
        self._cut(ALREADY, preview.already_count)
        waiting = sum(1 for child in preview.children if not child.decided)
        self.tabs.set_tabs(
            (
                (ROWS, self.tr("Rows ({n})").format(n=preview.take)),
                (CHILDREN, self.tr("Children to decide on ({n})").format(n=waiting)),
                (REFUSED, self.tr("Not taken ({n})").format(n=len(preview.refused))),
                (ALREADY, self.tr("Here already ({n})").format(n=preview.already_count)),
            )
        )
        self.unknown.show_children(preview.children)
        first = CHILDREN if waiting else ROWS
        shown = open_tab if open_tab and (waiting or open_tab != CHILDREN) else first
        self.tabs.set_current(shown)
        self._show_group(shown)
        self._preview.set_title(preview.file_name)
        self._summary.setText(self._sum(preview))
        self._first.hide()
        self._preview.show()
        rows = counted(preview.take, self.tr("Import 1 row"), self.tr("Import {n} rows"))
        self.take.setText(rows)
        self.take.setEnabled(bool(preview.take) and not preview.waiting)
        if open_tab:
            # what had the cursor was hidden meanwhile
            (self.unknown.rows if waiting else self.take).setFocus()
        if waiting:
            words = self.tr("Say of each child listed who it is, or leave its rows out.")
            self.message.show_message(words, severity="warning")
        elif preview.notes:
            self.message.show_message("\n".join(preview.notes), severity="info")

    def _sum(self, preview: LogPreview) -> str:
        parts = (
            self.tr("{all} rows in the file = {take} to take for {n} children").format(
                all=preview.total, take=preview.take, n=preview.pupils
            ),
            self.tr("{n} here already").format(n=preview.already_count),
            self.tr("{n} not taken").format(n=len(preview.refused)),
            self.tr("{n} left out").format(n=preview.left_out),
            self.tr("{n} not decided").format(n=preview.waiting),
        )
        undated = self.tr("{n} without a date that can be read; they stay, listed last.")
        said = f"{' + '.join(parts)}."
        return f"{said} {undated.format(n=preview.undated)}" if preview.undated else said

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the taking is; it can be stopped until the end."""
        self._running = True
        self._progress.show()
        self._stop.show()
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def show_taken(self, text: str) -> None:
        """Say what was taken; the preview goes."""
        self._clear()
        self.message.show_message(text, severity="success")

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say why nothing was taken; what was decided stays."""
        self._running = False
        self._progress.hide()
        self._stop.hide()
        self.take.setEnabled(not self._preview.isHidden())
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def unsaved(self) -> bool:
        """Decisions about children are lost when the page is left before the taking."""
        return bool(self._decisions)

    def choice(self) -> LogChoice:
        """Everything that was said so far."""
        return LogChoice(
            path=self.path.path(),
            system=self.system.text().strip(),
            columns=self._columns,
            decisions=dict(self._decisions),
            keep_file=self.keep.isChecked(),
        )

    def _clear(self) -> None:
        self._running = False
        self.message.clear()
        for part in (self.map, self._preview, self._progress, self._stop):
            part.hide()
        self._first.show()
        self.take.setText(self.tr("Import"))
        self.take.setEnabled(False)

    def _line(self, line: LogLine) -> RowItem:
        return RowItem(
            id=f"line-{line.line}",
            title=f"{line.child} · {line.when}",
            detail=line.text,
            trailing=self.tr("line {n}").format(n=line.line),
        )

    def _refusal(self, line: int, words: str) -> RowItem:
        title = self.tr("Line {n}").format(n=line)
        return RowItem(
            id=f"refused-{line}", title=title, detail=words, icon="circle-alert", whole=True
        )

    def _cut(self, key: str, total: int) -> None:
        more = total - len(self._lists[key])
        if more > 0:
            words = self.tr("and {n} more like these").format(n=more)
            self._lists[key].append(RowItem(id=f"more-{key}", title=words))

    def _show_group(self, key: str) -> None:
        self._tab = key
        self.unknown.setVisible(key == CHILDREN)
        self.rows.setVisible(key != CHILDREN)
        if key != CHILDREN:
            self.rows.set_rows(self._lists.get(key, []))

    def _ask_columns(self) -> None:
        self.message.clear()
        self.show_columns(self._headings)
        self.map.setFocus()

    def _take_columns(self, columns: tuple[tuple[str, str], ...]) -> None:
        self._columns = columns
        self.changed.emit(self.choice())

    def _decide(self, decisions: dict[str, LogDecision]) -> None:
        self._decisions.update(decisions)
        self.changed.emit(self.choice())

    def _look_again(self) -> None:
        if self.path.path() and not self._running and self.map.isHidden():
            self.changed.emit(self.choice())

    def _take(self) -> None:
        self.take.setEnabled(False)
        self._running = True
        self.take_requested.emit(self.choice())
