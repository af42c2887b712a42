"""The rehearsal: a backup is opened beside the casebook, and both are put side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from storage.records.times import for_people
from ui.lead_material import CheckOutcome, RestoreSeen
from ui.theme import space
from ui.views.verify import CheckCard
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel


def _words(text: str) -> str:
    return QCoreApplication.translate("backup_restore", text)


class SideTable(QWidget):
    """Three columns: what, in the backup, now. Differences are set in a heavier weight."""

    def __init__(self, *, then: str, now: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._then, self._now = then, now
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, space(0.5), 0, space(0.5))
        self._grid.setHorizontalSpacing(space(3))
        self._grid.setVerticalSpacing(space(0.75))
        self._grid.setColumnStretch(2, 1)
        self.hide()

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show (what, in the backup, now); without any value of now that column is left out."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        both = any(now for _what, _then, now in rows)
        if both:
            self._put(0, 1, self._then, tone="small")
            self._put(0, 2, self._now, tone="small")
        for place, (what, then, now) in enumerate(rows, start=1):
            self._put(place, 0, what, tone="muted")
            self._put(place, 1, then, tone="strong", name=f"{what}, {self._then}: {then}")
            if both and now:
                tone = "strong" if now == then else "warning"
                self._put(place, 2, now, tone=tone, name=f"{what}, {self._now}: {now}")
        self.show()

    def _put(self, row: int, column: int, text: str, *, tone: str, name: str = "") -> None:
        label = PlainLabel(text or "–", tone=tone, wrap=False)
        if name:
            label.setAccessibleName(name)
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignLeft)


class RestoreCard(CheckCard):
    """Which backup, one press, and the numbers to read aloud."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(
            check="restore",
            title=_words("Try a restore"),
            text=_words("Opens a backup beside the casebook, compares, and changes nothing."),
            button=_words("Try it"),
            icon="history",
            parent=parent,
        )
        self.earlier = Combo("backup.earlier", self.tr("Which backup"))
        self.table = SideTable(then=self.tr("In the backup"), now=self.tr("Now"))
        self.body.insertWidget(1, FieldRow(self.tr("Which backup"), self.earlier))
        self.body.insertWidget(3, self.table)

    def show_earlier(self, earlier: Sequence[tuple[str, str]]) -> None:
        """Offer these backups (path, date); the newest is chosen."""
        self.earlier.set_choices([Choice(value=path, text=day) for path, day in earlier])
        if earlier:
            self.earlier.set_value(earlier[0][0])
        self.button.setEnabled(bool(earlier))

    def chosen(self) -> str:
        """The path of the chosen backup, empty when there is none."""
        return self.earlier.value()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; earlier numbers go."""
        self.table.hide()
        super().show_progress(done, total)

    def show_seen(self, seen: RestoreSeen) -> None:
        """Show what the backup holds beside what the casebook holds now."""
        good = self.tr("The backup opens and every entry in it is as it was written.")
        bad = self.tr("The backup opens, but an entry in it does not match.")
        self.show_outcome(
            CheckOutcome(
                check=self.check,
                ok=seen.ledger_ok,
                sentence=good if seen.ledger_ok else bad,
                next_step="" if seen.ledger_ok else self.tr("Make a new backup and try again."),
            )
        )
        then = for_people(seen.last_entry) if seen.last_entry else ""
        now = for_people(seen.last_entry_now) if seen.last_entry_now else ""
        self.table.show_rows(
            (
                (self.tr("Children"), f"{seen.children:,}", f"{seen.children_now:,}"),
                (self.tr("Entries"), f"{seen.entries:,}", f"{seen.entries_now:,}"),
                (self.tr("Last entry"), then, now),
            )
        )
