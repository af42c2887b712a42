"""What looks after the record while somebody works in it: checks, backups, reminders."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.background import Background
from desktop.context import Context
from desktop.controllers.lead.backups import Backups
from desktop.controllers.lead.record_checks import RecordChecks
from desktop.job_runner import JobRunner
from desktop.usecases.lead.casebook import OpenCasebook
from desktop.usecases.lead.check_casebook import last_check
from desktop.usecases.lead.given_out import count_anchors
from desktop.usecases.lead.ledger_certificate import certificate_due
from desktop.usecases.lead.reminders import reminders
from storage.records.times import for_people
from ui.care_material import RecordState, ReminderLine
from ui.messages import message_for


class Care(QObject):
    """``reading`` gives the casebook over the window's own connection; ``finish`` lets the lock
    go ahead at once."""

    def __init__(
        self,
        *,
        casebook: OpenCasebook,
        reading: Callable[[], OpenCasebook],
        context: Context,
        jobs: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self.background = Background(self)
        self.checks = RecordChecks(
            casebook=casebook, jobs=jobs, background=self.background, parent=self
        )
        self.backups = Backups(
            casebook=casebook,
            context=context,
            jobs=jobs,
            background=self.background,
            parent=self,
        )

    def begin(self) -> None:
        """Start the check of the record, and the watch over the backups."""
        self.checks.begin(last_check(self._reading()))
        self.backups.begin()

    def cancel(self) -> None:
        """Ask what runs beside the work to stop, without waiting for it."""
        self.background.cancel()

    def finish(self) -> None:
        """End what runs beside the work and wait for it; from any thread."""
        self.background.end()

    def reminders(self) -> tuple[ReminderLine, ...]:
        """What is to be done for the safety of the record, the most pressing first."""
        return tuple(self._lines())

    def _lines(self) -> list[ReminderLine]:
        reading = self._reading()
        if reading.read_only:
            return []
        actions = {
            "backup": self.tr("Back up now"),
            "rehearse": self.tr("Try a restore"),
            "recovery": self.tr("My way in"),
            "codes": self.tr("New codes"),
            "people": self.tr("People & computers"),
            "certificate": self.tr("Make it"),
            "receipts": self.tr("Documents that left"),
            "check": self.tr("Check now"),
        }
        lines = []
        for reminder in reminders(reading):
            message = message_for(reminder.error)
            lines.append(
                ReminderLine(
                    code=reminder.action,
                    text=message.message,
                    next_step=message_for(reminder.because).text
                    if reminder.because is not None
                    else message.next_step,
                    severity=reminder.severity,
                    action=actions.get(reminder.action, ""),
                )
            )
        return lines

    def record_state(self) -> RecordState:
        """What is known of the record without looking anew."""
        reading = self._reading()
        last = last_check(reading)
        due = certificate_due(reading)
        made = (
            self.tr("Last certificate: {when}.").format(when=for_people(due.since))
            if due.since
            else self.tr("No certificate has been made yet.")
        )
        late = self.tr("The certificate for the {term} has not been made yet.").format(
            term=due.term
        )
        return RecordState(
            checked=self.checks.good_words(last.entries, last.at)
            if last
            else self.tr("It has not been checked on this computer yet."),
            checked_severity="success" if last else "info",
            codes=count_anchors(reading),
            certificate=late if due.due else made,
            certificate_due=due.due,
        )
