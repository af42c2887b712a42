"""Backup and checks: is there a good copy, and is everything still as it was written."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.care_material import BackupState, RecordState, ReminderLine
from ui.lead_drafts import BackupChoice
from ui.lead_material import CheckOutcome, RestoreSeen
from ui.theme import scaled, space
from ui.views.backup_places import PlacesCard
from ui.views.backup_restore import RestoreCard
from ui.views.checks_codes import CodesCard
from ui.views.reminders import ReminderCard
from ui.views.verify import CheckCard
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import PlainLabel
from ui.widgets.page import Page
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide

BACKUP, RESTORE, VERIFY, REPLAY = "backup", "restore", "verify", "replay"


class BackupView(Page):
    """One primary action: back up now. Copies stand at the left, proofs at the right."""

    folder_chosen = Signal(object)
    second_folder_chosen = Signal(object)
    backup_requested = Signal()
    restore_check_requested = Signal(object)
    verify_requested = Signal()
    verify_stopped = Signal()
    mend_requested = Signal()
    replay_requested = Signal()
    codes_requested = Signal()
    compare_requested = Signal()
    certificate_requested = Signal()
    documents_requested = Signal()
    sheets_requested = Signal()
    access_requested = Signal()
    reminder_acted = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", identifier="backup", parent=parent)
        self.set_title(self.tr("Backup & checks"))
        self._now = primary_button("backup.now", self.tr("Back up now"), icon="save")
        self._now.clicked.connect(self.backup_requested)
        self.add_action(self._now)
        self.reminders = ReminderCard(screen="backup")
        self.reminders.acted.connect(self.reminder_acted)
        self.places = PlacesCard()
        self.folder = self.places.folder
        self.second_folder = self.places.second
        self.restore = RestoreCard()
        self.verify = CheckCard(
            check=VERIFY,
            title=self.tr("Check every entry"),
            text=self.tr(
                "Proves that nothing was changed, left out or put in since it was written. It can"
                " run while you work."
            ),
            button=self.tr("Check everything now"),
            icon="shield-check",
            stoppable=True,
        )
        self.replay = CheckCard(
            check=REPLAY,
            title=self.tr("Check the lists"),
            text=self.tr("Reads every entry again and compares it with what the screens show."),
            button=self.tr("Check the lists"),
            icon="list-checks",
        )
        self.codes = CodesCard()
        self._connect()
        self.body.addWidget(self.reminders)
        left = _Side(self.places, self.restore)
        right = _Side(self.verify, self.codes, self.replay, self._access_card())
        self.body.addWidget(SideBySide(left, right, weights=(1, 1), gap=2))
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.places.first_chosen.connect(self._choose_first)
        self.places.second_chosen.connect(self._choose_second)
        self.restore.requested.connect(self._ask_for_restore)
        self.verify.requested.connect(self.verify_requested)
        self.verify.stop_requested.connect(self.verify_stopped)
        self.verify.mend_requested.connect(self.mend_requested)
        self.replay.requested.connect(self.replay_requested)
        self.codes.codes_requested.connect(self.codes_requested)
        self.codes.compare_requested.connect(self.compare_requested)
        self.codes.certificate_requested.connect(self.certificate_requested)
        self.codes.documents_requested.connect(self.documents_requested)
        self.codes.sheets_requested.connect(self.sheets_requested)

    def _access_card(self) -> SectionCard:
        card = SectionCard(self.tr("Who has seen what"))
        card.body.setSpacing(space(1))
        card.body.addWidget(
            PlainLabel(
                self.tr("Every opened file and concern, every document that left, every sign-in."),
                tone="muted",
            )
        )
        button = secondary_button("backup.access", self.tr("Show the list"), icon="eye")
        button.clicked.connect(self.access_requested)
        row = FlowLayout()
        row.addWidget(button)
        card.body.addLayout(row)
        return card

    def show_state(self, state: BackupState) -> None:
        """Show where the backups stand."""
        self.places.show_state(state)
        self.restore.show_earlier(state.earlier)
        self._now.setEnabled(True)

    def show_record(self, state: RecordState) -> None:
        """Show when the record was last checked, what was given out, the last certificate."""
        self.verify.show_state(state.checked, severity=state.checked_severity)
        self.codes.show_state(state)

    def show_reminders(self, lines: Sequence[ReminderLine]) -> None:
        """Show what is to be done for the safety of the record."""
        self.reminders.show_reminders(lines)

    def show_progress(self, check: str, done: int, total: int) -> None:
        """Show how far a check or the backup is."""
        if check == BACKUP:
            self._now.setEnabled(False)
            self.places.show_message(self.tr("Backing up…"), severity="info")
            return
        self._card(check).show_progress(done, total)

    def show_outcome(self, outcome: CheckOutcome) -> None:
        """Show how a check or the backup ended."""
        if outcome.check == BACKUP:
            self._now.setEnabled(True)
            self.places.show_message(
                outcome.sentence,
                severity="success" if outcome.ok else "danger",
                next_step=outcome.next_step,
            )
            return
        self._card(outcome.check).show_outcome(outcome)

    def show_restore(self, seen: RestoreSeen) -> None:
        """Show what the backup holds beside what the casebook holds now."""
        self.restore.show_seen(seen)

    def show_problem(self, text: str, next_step: str = "") -> None:
        """Say what went wrong."""
        self._now.setEnabled(True)
        self.message.show_message(text, severity="danger", next_step=next_step, assertive=True)

    def _card(self, check: str) -> CheckCard:
        return {RESTORE: self.restore, VERIFY: self.verify, REPLAY: self.replay}[check]

    def _choose_first(self, folder: str) -> None:
        self.folder_chosen.emit(BackupChoice(folder=folder))

    def _choose_second(self, folder: str) -> None:
        self.second_folder_chosen.emit(BackupChoice(folder=folder))

    def _ask_for_restore(self) -> None:
        chosen = self.restore.chosen()
        if chosen:
            self.restore_check_requested.emit(BackupChoice(folder=chosen))


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
