"""Backup and checks: is there a good copy, and is everything still as it was written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.times import for_people
from ui.lead_drafts import BackupChoice
from ui.lead_material import BackupState, CheckOutcome, RestoreSeen
from ui.theme import scaled, space
from ui.views.verify import CheckCard
from ui.widgets.buttons import primary_button
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.key_values import KeyValueGrid
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import Page
from ui.widgets.path_line import PathLine
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide

BACKUP, RESTORE, VERIFY, REPLAY = "backup", "restore", "verify", "replay"


class BackupView(Page):
    """One primary action: back up now; the checks stand beside it."""

    folder_chosen = Signal(object)
    backup_requested = Signal()
    restore_check_requested = Signal(object)
    verify_requested = Signal()
    replay_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="backup", parent=parent)
        self.set_title(self.tr("Backup & checks"))
        self._now = primary_button("backup.now", self.tr("Back up now"), icon="save")
        self._now.clicked.connect(self.backup_requested)
        self.add_action(self._now)
        self.folder = PathLine("backup.folder", self.tr("Backup folder"), mode="folder")
        self.folder.changed.connect(self._choose_folder)
        self._state = MessageBar(identifier="backup.state")
        self._facts = KeyValueGrid()
        self.earlier = Combo("backup.earlier", self.tr("Which backup"))
        self.restore = CheckCard(
            check=RESTORE,
            title=self.tr("Try a restore"),
            text=self.tr("Opens a backup beside the casebook, compares, and changes nothing."),
            button=self.tr("Try it"),
            icon="history",
        )
        self.verify = CheckCard(
            check=VERIFY,
            title=self.tr("Check every entry"),
            text=self.tr(
                "Proves that nothing was changed, left out or put in since it was written."
            ),
            button=self.tr("Check now"),
            icon="shield-check",
        )
        self.replay = CheckCard(
            check=REPLAY,
            title=self.tr("Check the lists"),
            text=self.tr("Reads every entry again and compares it with what the screens show."),
            button=self.tr("Check now"),
            icon="list-checks",
        )
        self.restore.requested.connect(self._ask_for_restore)
        self.verify.requested.connect(self.verify_requested)
        self.replay.requested.connect(self.replay_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        card = SectionCard(self.tr("Backup"))
        card.body.addWidget(self._state)
        card.body.addWidget(self._facts)
        card.body.addWidget(
            FieldRow(
                self.tr("Backup folder"),
                self.folder,
                hint=self.tr("A stick or a second disk, not this computer’s own."),
            )
        )
        self.restore.body.insertWidget(1, FieldRow(self.tr("Which backup"), self.earlier))
        left, right = _Side(card, self.restore), _Side(self.verify, self.replay)
        self.body.addWidget(SideBySide(left, right, weights=(1, 1), gap=2))
        self.body.addStretch(1)

    def show_state(self, state: BackupState) -> None:
        """Show where the backups stand."""
        self.folder.line.setText(state.folder)
        last = for_people(state.last_at) if state.last_at else self.tr("never")
        self._facts.set_rows(
            [
                (self.tr("Last backup"), last),
                *([(self.tr("Size"), state.last_size)] if state.last_size else []),
            ]
        )
        if state.sentence:
            self._state.show_message(state.sentence, severity=state.severity)
        else:
            self._state.clear()
        self.earlier.set_choices([Choice(value=path, text=day) for path, day in state.earlier])
        if state.earlier:
            self.earlier.set_value(state.earlier[0][0])
        self.restore.button.setEnabled(bool(state.earlier))
        self._now.setEnabled(True)

    def show_progress(self, check: str, done: int, total: int) -> None:
        """Show how far a check or the backup is."""
        if check == BACKUP:
            self._now.setEnabled(False)
            self._state.show_message(self.tr("Backing up…"), severity="info")
            return
        self._card(check).show_progress(done, total)

    def show_outcome(self, outcome: CheckOutcome) -> None:
        """Show how a check or the backup ended."""
        if outcome.check == BACKUP:
            self._now.setEnabled(True)
            self._state.show_message(
                outcome.sentence,
                severity="success" if outcome.ok else "danger",
                next_step=outcome.next_step,
            )
            return
        self._card(outcome.check).show_outcome(outcome)

    def show_restore(self, seen: RestoreSeen) -> None:
        """Show what the backup holds beside what the casebook holds now."""
        both = self.tr("{then:,} in the backup, {now:,} now")
        facts = (
            (self.tr("Children"), both.format(then=seen.children, now=seen.children_now)),
            (self.tr("Entries"), both.format(then=seen.entries, now=seen.entries_now)),
            (self.tr("Last entry"), for_people(seen.last_entry) if seen.last_entry else ""),
        )
        good = self.tr("The backup opens and every entry in it is as it was written.")
        bad = self.tr("The backup opens, but an entry in it does not match.")
        self.restore.show_outcome(
            CheckOutcome(
                check=RESTORE,
                ok=seen.ledger_ok,
                sentence=good if seen.ledger_ok else bad,
                next_step="" if seen.ledger_ok else self.tr("Make a new backup and try again."),
                facts=facts,
            )
        )

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong."""
        self._now.setEnabled(True)
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _card(self, check: str) -> CheckCard:
        return {RESTORE: self.restore, VERIFY: self.verify, REPLAY: self.replay}[check]

    def _choose_folder(self, folder: str) -> None:
        if folder:
            self.folder_chosen.emit(BackupChoice(folder=folder))

    def _ask_for_restore(self) -> None:
        if self.earlier.value():
            self.restore_check_requested.emit(BackupChoice(folder=self.earlier.value()))


class _Side(QWidget):
    """One of the two columns of cards."""

    def __init__(self, *cards: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        self.setMinimumWidth(scaled(380))
