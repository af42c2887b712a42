"""Where the backups go, when the last one was made there, and what went wrong with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.times import for_people
from ui.care_material import BackupPlace, BackupState
from ui.theme import space
from ui.widgets.field_row import FieldRow
from ui.widgets.message_bar import MessageBar
from ui.widgets.path_line import PathLine
from ui.widgets.section_card import SectionCard


class PlacesCard(SectionCard):
    """A first place and a second one; one that fails never keeps the other from working."""

    first_chosen = Signal(str)
    second_chosen = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Backups"))
        self.body.setSpacing(space(1.5))
        self._state = MessageBar(identifier="backup.state")
        self.folder = PathLine("backup.folder", self.tr("Backup folder"), mode="folder")
        self.folder.changed.connect(self._say_first)
        self.second = PathLine(
            "backup.second_folder",
            self.tr("Second backup folder"),
            mode="folder",
            placeholder=self.tr("None yet"),
        )
        self.second.changed.connect(self.second_chosen)
        self._first_hint = self.tr("A stick, a second disk or the school’s server.")
        self._second_hint = self.tr(
            "Kept somewhere else, so that a fire or a thief cannot take both."
        )
        self._first_row = FieldRow(self.tr("First place"), self.folder, hint=self._first_hint)
        self._second_row = FieldRow(
            self.tr("Second place"), self.second, hint=self._second_hint, optional=True
        )
        for part in (self._state, self._first_row, self._second_row):
            self.body.addWidget(part)

    def show_state(self, state: BackupState) -> None:
        """Show the two places and how the last backup went."""
        self.folder.line.setText(state.first.folder)
        self.second.line.setText(state.second.folder)
        if state.sentence:
            self._state.show_message(
                state.sentence, severity=state.severity, next_step=state.next_step
            )
        else:
            self._state.clear()
        self._show_place(self._first_row, state.first, self._first_hint, size=state.last_size)
        self._show_place(self._second_row, state.second, self._second_hint, size="")

    def show_message(self, text: str, *, severity: str, next_step: str = "") -> None:
        """Say how the backup under way is going."""
        self._state.show_message(text, severity=severity, next_step=next_step)

    def _show_place(self, row: FieldRow, place: BackupPlace, hint: str, *, size: str) -> None:
        last = ""
        if place.last_at:
            last = self.tr("Last backup here: {when}").format(when=for_people(place.last_at))
        row.set_hint(", ".join(part for part in (last, size) if part) or hint)
        if place.problem:
            row.set_error(f"{place.problem} {place.next_step}".strip())
        else:
            row.clear_error()

    def _say_first(self, folder: str) -> None:
        if folder:
            self.first_chosen.emit(folder)
