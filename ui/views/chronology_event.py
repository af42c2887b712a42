"""One event told more than once: its other entries beside the one that is read, and the question
why they are taken as one.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from storage.records.chronology import ChronologyEntry
from storage.records.times import for_people
from ui.chronology_material import EventShown
from ui.lead_words import counted, first_words
from ui.theme import space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.field_row import FieldRow
from ui.widgets.fitted_dialog import FittedDialog
from ui.widgets.labels import PlainLabel
from ui.widgets.line_button import LineButton
from ui.widgets.text_line import TextLine


class EventBlock(QFrame):
    """All dates that are told of an event, each with who says it; one press goes to an entry."""

    chosen = Signal(str)
    link_requested = Signal(object)
    part_requested = Signal(str)

    def __init__(self, shown: EventShown, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setProperty("severity", "info")
        column = QVBoxLayout(self)
        column.setContentsMargins(space(1.5), space(1), space(1.5), space(1))
        column.setSpacing(space(0.5))
        self._column = column
        if shown.others:
            self._show_event(shown)
        if shown.offered:
            self._show_offers(shown.offered)

    def _show_event(self, shown: EventShown) -> None:
        words = counted(
            len(shown.others),
            self.tr("One event, told once more:"),
            self.tr("One event, told {n} times more:"),
        )
        self._column.addWidget(PlainLabel(words, tone="strong"))
        for other in shown.others:
            self._add_line(f"file.event.{other.id}", other, self.chosen.emit)
        for by, at, reason, parted in shown.said:
            said = (
                self.tr("Not one event, says {by}, {when}: {reason}")
                if parted
                else self.tr("Taken as one event by {by}, {when}: {reason}")
            )
            line = said.format(by=by, when=for_people(at), reason=reason)
            self._column.addWidget(PlainLabel(line, tone="small", selectable=True))
        part = quiet_button("file.part", self.tr("Not the same event…"))
        part.clicked.connect(lambda: self.part_requested.emit(shown.event))
        self._column.addWidget(part)

    def _show_offers(self, offered: Sequence[ChronologyEntry]) -> None:
        words = self.tr("May tell of the same event. Press one to say so and why:")
        self._column.addWidget(PlainLabel(words, tone="small"))
        known = {other.id: other for other in offered}
        for other in offered:
            self._add_line(
                f"file.offer.{other.id}", other, lambda row: self.link_requested.emit(known[row])
            )

    def _add_line(
        self, identifier: str, entry: ChronologyEntry, press: Callable[[str], None]
    ) -> None:
        words = f"{entry.happened.for_people()} · {entry.author} · {first_words(entry.text)}"
        line = LineButton(identifier, words)
        line.clicked.connect(lambda _=False, row=entry.id: press(row))
        self._column.addWidget(line)


class EventDialog(FittedDialog):
    """Asks for the reason; which entries are meant stands above it."""

    confirmed = Signal(str)

    def __init__(
        self,
        *,
        title: str,
        say: str,
        confirm: str,
        entries: Sequence[ChronologyEntry],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("event", title, width=600, parent=parent)
        self.column.addWidget(PlainLabel(say))
        for entry in entries:
            words = f"{entry.happened.for_people()} · {entry.author}"
            self.column.addWidget(PlainLabel(words, tone="strong"))
            self.column.addWidget(PlainLabel(first_words(entry.text, limit=200), tone="muted"))
        self.reason = TextLine("event.reason", self.tr("Why"))
        self._row = FieldRow(self.tr("Why"), self.reason)
        self.column.addWidget(self._row)
        leave = quiet_button("event.cancel", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        save = primary_button("event.save", confirm)
        save.clicked.connect(self._send)
        self.buttons.addStretch(1)
        self.buttons.addWidget(leave)
        self.buttons.addWidget(save)
        self.reason.setFocus()

    def _send(self) -> None:
        reason = self.reason.text().strip()
        self._row.clear_error()
        if not reason:
            self._row.set_error(self.tr("Say why, so that anybody can follow it later."))
            self.reason.setFocus()
            return
        self.confirmed.emit(reason)
        self.accept()
