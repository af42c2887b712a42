"""Restore from a backup: what it holds beside what lies here, one deliberate press, the result."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.care_drafts import RestoreDraft
from ui.care_material import RestoreDone, RestorePlan
from ui.theme import space
from ui.views.backup_restore import SideTable
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.section_card import SectionCard
from ui.widgets.sentence_list import SentenceList
from ui.widgets.text_line import TextLine


class RestoreView(Page):
    """First the plan with the numbers to read aloud, then the result."""

    restore_requested = Signal(object)
    leave_requested = Signal()
    sign_in_requested = Signal()

    def __init__(self, *, path: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", identifier="restore", max_width=860, parent=parent)
        self._path = path
        self._replaces = False
        self.set_title(self.tr("Restore from a backup"))
        self.set_subtitle(self.tr("Nothing is deleted: a casebook that lies here is put aside."))
        self._table = SideTable(then=self.tr("In the backup"), now=self.tr("On this computer"))
        self._missing = SentenceList()
        self._missing_card = SectionCard(self.tr("What would be missing"))
        self._missing_card.body.addWidget(self._missing)
        self._missing_card.hide()
        self.reason = TextLine(
            "restore.reason",
            self.tr("Why the backup is to take its place"),
            placeholder=self.tr("e.g. the laptop was set up anew"),
        )
        self._reason_row = FieldRow(
            self.tr("Why the backup is to take its place"),
            self.reason,
            hint=self.tr("The casebook on this computer still reads. The reason is recorded."),
        )
        self._reason_row.hide()
        self._facts = KeyValueGrid()
        self._progress = identify(QProgressBar(), "restore.progress", self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._how_far = PlainLabel(tone="muted")
        self._card = SectionCard()
        for part in (self._table, self._facts, self._progress, self._how_far):
            self._card.body.addWidget(part)
        column = QVBoxLayout()
        column.setSpacing(space(2))
        for widget in (self._card, self._missing_card, self._reason_row):
            column.addWidget(widget)
        self._kept = PlainLabel(tone="small", selectable=True)
        self._kept.hide()
        column.addWidget(self._kept)
        self.body.addLayout(column)
        self.body.addStretch(1)
        self._add_buttons()
        self.show_progress(self.tr("Opening the backup and checking every entry…"), 0, 0)

    def _add_buttons(self) -> None:
        self._leave = quiet_button("restore.leave", self.tr("Change nothing"), icon="arrow-left")
        self._leave.clicked.connect(self.leave_requested)
        self._go = primary_button("restore.go", self.tr("Restore this backup"), icon="history")
        self._go.clicked.connect(self._ask)
        self._on = primary_button("restore.sign_in", self.tr("Sign in"), icon="log-in")
        self._on.clicked.connect(self.sign_in_requested)
        self._on.hide()
        self.add_footer(self._leave, left=True)
        self.add_footer(self._go)
        self.add_footer(self._on)

    def show_progress(self, words: str, done: int, total: int) -> None:
        """Show what is being done and how far it is."""
        self.message.clear()
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.show()
        self._how_far.setText(words)
        self._how_far.setVisible(bool(words))
        self._go.setEnabled(False)

    def show_plan(self, plan: RestorePlan) -> None:
        """Show the backup beside what lies here; the press stays with the person."""
        self._rest()
        self._replaces = plan.replaces
        self._table.show_rows(
            (
                (self.tr("Made"), plan.made_at, ""),
                (self.tr("Children"), plan.children, plan.children_now),
                (self.tr("Entries"), plan.entries, plan.entries_now),
                (self.tr("Last entry"), plan.last_entry, plan.last_entry_now),
            )
        )
        self._missing.set_sentences([("warning", line) for line in plan.missing])
        self._missing_card.setVisible(bool(plan.missing))
        self._reason_row.setVisible(plan.replaces)
        if plan.sentence:
            severity = "success" if plan.good else "warning"
            self.message.show_message(plan.sentence, severity=severity)
        self._go.setEnabled(plan.good)
        self._go.setFocus()

    def show_done(self, done: RestoreDone) -> None:
        """Say that the backup is the casebook now, and what cannot be in it."""
        self._rest()
        self._table.hide()
        self._reason_row.hide()
        self._facts.set_rows(done.facts)
        self._missing_card.set_title(self.tr("What is missing"))
        self._missing.set_sentences([("warning", line) for line in done.missing])
        self._missing_card.setVisible(bool(done.missing))
        self._kept.setText(
            self.tr("The casebook that lay here before was kept: {path}").format(
                path=done.kept_file
            )
        )
        self._kept.setVisible(bool(done.kept_file))
        self._leave.hide()
        self._go.hide()
        self._on.show()
        self._on.setFocus()
        self.set_subtitle("")
        self.message.show_message(done.sentence, severity="success")

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong; nothing was changed."""
        self._rest()
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def forbid(self) -> None:
        """This backup cannot be restored: leaving is all that can be done."""
        self._go.setEnabled(False)

    def _rest(self) -> None:
        self._progress.hide()
        self._how_far.hide()
        self._go.setEnabled(True)

    def _ask(self) -> None:
        self._reason_row.clear_error()
        reason = self.reason.text().strip()
        if self._replaces and not reason:
            self._reason_row.set_error(self.tr("Say in a few words why."))
            self.reason.setFocus()
            return
        draft = RestoreDraft(path=self._path, replace=self._replaces, reason=reason)
        self.restore_requested.emit(draft)
