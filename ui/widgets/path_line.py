"""A place on the disk: typed, pasted, dropped or chosen in the system's own dialog."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ui.theme import scaled, space
from ui.widgets.buttons import secondary_button
from ui.widgets.choose_file import choose_folder, choose_to_open, choose_to_save
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine

Mode = Literal["open", "save", "folder"]


class PathLine(SideBySide):
    """``mode`` says whether a file is to be read, a file to be written, or a folder."""

    changed = Signal(str)

    def __init__(
        self,
        identifier: str,
        name: str,
        *,
        mode: Mode,
        kinds: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.line = TextLine(identifier, name, placeholder=placeholder)
        self.button = secondary_button(
            f"{identifier}.choose", "…", icon="folder-open", name=f"{name}: choose"
        )
        super().__init__(self.line, self.button, weights=(1, 0), parent=parent)
        self._name, self._mode, self._kinds = name, mode, kinds
        self.button.setText(self.tr("Choose…"))
        self.button.setAccessibleName(self.tr("Choose: {name}").format(name=name))
        self.line.setMinimumWidth(scaled(160) + space(1))
        self.line.setAcceptDrops(False)
        self.setAcceptDrops(True)
        self.line.editingFinished.connect(lambda: self.changed.emit(self.path()))
        self.button.clicked.connect(self.choose)

    def path(self) -> str:
        """The path as text, empty while there is none."""
        return self.line.text().strip().strip('"')

    def set_path(self, path: str) -> None:
        """Show a path and say that it changed."""
        self.line.setText(path)
        self.changed.emit(path)

    def choose(self) -> None:
        """Ask with the system's own dialog."""
        if self._mode == "folder":
            chosen = choose_folder(self, self._name, self.path())
        elif self._mode == "save":
            chosen = choose_to_save(self, self._name, self.path(), self._kinds)
        else:
            chosen = choose_to_open(self, self._name, self.path(), self._kinds)
        if chosen:
            self.set_path(chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file or folder of this computer."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what was dropped."""
        self.set_path(event.mimeData().urls()[0].toLocalFile())
