"""Files chosen from the disk to go with a record: names only, nothing is opened here."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.icons import set_icon
from ui.theme import TARGET, space
from ui.widgets.buttons import secondary_button
from ui.widgets.choose_file import choose_several
from ui.widgets.enter_button import EnterButton
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel


class FileList(QWidget):
    """A button that adds files, and a line for each with a way to take it off."""

    changed = Signal()

    def __init__(self, identifier: str, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._identifier = identifier
        self._rows: dict[str, QWidget] = {}
        self.add_button = secondary_button(identifier, self.tr("Add files…"), icon="paperclip")
        self.add_button.setAccessibleName(name)
        self.add_button.clicked.connect(self._choose)
        self.setFocusProxy(self.add_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(0.5))
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addStretch(1)
        self._column.addLayout(line)

    def paths(self) -> tuple[str, ...]:
        """The files chosen, in order."""
        return tuple(self._rows)

    def add(self, path: str) -> None:
        """Put a file on the list; one that is there already is left as it is."""
        if path in self._rows:
            return
        name = Path(path).name
        row = QWidget()
        remove = EnterButton()
        remove.setProperty("kind", "quiet")
        remove.setAutoDefault(False)
        remove.setFixedSize(TARGET, TARGET)
        set_icon(remove, "x", tone="link", size=18)
        number = len(self._rows) + 1
        words = self.tr("Take {name} off").format(name=name)
        identify(remove, f"{self._identifier}.remove{number}", words)
        remove.setProperty("path", path)
        remove.clicked.connect(self._remove)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(PlainLabel(name), 1)
        line.addWidget(remove)
        self._rows[path] = row
        self._column.addWidget(row)
        self.changed.emit()

    def clear(self) -> None:
        """Empty the list."""
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows = {}
        self.changed.emit()

    def _choose(self) -> None:
        paths = choose_several(self, self.tr("Add files"))
        for path in paths:
            self.add(path)

    def _remove(self) -> None:
        row = self._rows.pop(str(self.sender().property("path")))
        row.hide()
        row.deleteLater()
        self.add_button.setFocus()
        self.changed.emit()
