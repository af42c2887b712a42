"""The last screen of setting up: backup folder, letterbox folder, the disk."""

from PySide6.QtWidgets import QWidget

from ui.drafts import DiskState
from ui.views.setup_step import SetUpStep
from ui.widgets.field_row import FieldRow
from ui.widgets.message_bar import MessageBar
from ui.widgets.path_line import PathLine
from ui.widgets.section_card import SectionCard


class PlaceStep(SetUpStep):
    """Both folders can be changed later; the backup is made at every lock."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.backup = PathLine("setup.backup", self.tr("Backup folder"), mode="folder")
        self.letterbox = PathLine("setup.letterbox", self.tr("Letterbox folder"), mode="folder")
        self.rows = {
            "backup": FieldRow(
                self.tr("Where should the backup go?"),
                self.backup,
                hint=self.tr("Another disk or a stick. It is encrypted, and checked each time."),
            ),
            "letterbox": FieldRow(
                self.tr("Where do concerns from staff arrive?"),
                self.letterbox,
                hint=self.tr(
                    "A shared folder, a stick, or one PC with separate accounts. If unsure, leave"
                    " it: “People & computers” has a guide of two minutes for each, and tries the"
                    " folder."
                ),
            ),
        }
        card = SectionCard()
        for row in self.rows.values():
            card.body.addWidget(row)
        self._disk = MessageBar(identifier="setup.disk")
        self.column.addWidget(card)
        self.column.addWidget(self._disk)
        self.column.addStretch(1)

    def show_disk(self, disk: DiskState) -> None:
        """Say whether this computer's disk is encrypted."""
        self._disk.show_message(disk.sentence, severity=disk.severity, next_step=disk.next_step)

    def missing(self) -> dict[str, str]:
        """Both folders are needed."""
        result = {}
        if not self.backup.path():
            result["backup"] = self.tr("Choose a folder for the backup.")
        if not self.letterbox.path():
            result["letterbox"] = self.tr("Choose the letterbox folder.")
        return result
