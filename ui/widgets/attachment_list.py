"""Files that go with a concern: each is read at once, and its line says what was taken out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storage.records.concern import Attachment
from ui.drafts import FileShown
from ui.icons import set_icon
from ui.theme import TARGET, space
from ui.widgets.announce import announce
from ui.widgets.buttons import secondary_button
from ui.widgets.choose_file import choose_several
from ui.widgets.enter_button import EnterButton
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel


class AttachmentList(QWidget):
    """``add_button`` stands wherever the form puts it; the lines stand here.

    ``chosen`` carries a path that somebody else reads and gives back by ``show_file``. ``advice``
    is shown while a picture is among the files.
    """

    changed = Signal()
    chosen = Signal(str)

    def __init__(self, identifier: str, *, advice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._identifier = identifier
        self._rows: dict[str, _FileRow] = {}
        self._count = 0
        self.add_button = secondary_button(identifier, self.tr("Add files…"), icon="paperclip")
        self.add_button.setAccessibleName(self.tr("Add files"))
        self.add_button.clicked.connect(self._choose)
        self._advice = PlainLabel(advice, tone="strong")
        self._advice.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(0.5))
        self._column.addWidget(self._advice)
        self.hide()

    def add(self, path: str) -> None:
        """Put a file on the list and have it read; one that is there already stays as it is."""
        if path not in self._rows:
            self._add_row(path, Path(path).name)
            self.chosen.emit(path)

    def show_file(self, shown: FileShown) -> None:
        """Show what a file turned out to be; one that was taken off meanwhile stays off."""
        row = self._rows.get(shown.path)
        if row is None:
            return
        row.show_file(shown)
        self._show_advice()
        announce(self.add_button, ". ".join((shown.name, *shown.lines)))
        self.changed.emit()

    def attachments(self) -> tuple[Attachment, ...]:
        """What goes with the concern, in the order it was added."""
        rows = self._rows.values()
        return tuple(row.attachment for row in rows if row.attachment is not None)

    def set_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Put back files that were read and cleaned before."""
        for number, attachment in enumerate(attachments):
            path = f"kept:{number}"
            self._add_row(path, attachment.name)
            self._rows[path].show_file(
                FileShown(
                    path=path,
                    name=attachment.name,
                    lines=(),
                    is_picture=attachment.media_type.startswith("image/"),
                    attachment=attachment,
                )
            )
        self._show_advice()

    def waiting(self) -> tuple[str, ...]:
        """The files that are still being read."""
        return tuple(path for path, row in self._rows.items() if row.waiting)

    def clear(self) -> None:
        """Empty the list."""
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows = {}
        self._show_advice()
        self.changed.emit()

    def stops(self) -> list[QWidget]:
        """The buttons of the lines, in the order in which Tab is to reach them."""
        return [row.remove for row in self._rows.values()]

    def _choose(self) -> None:
        for path in choose_several(self, self.tr("Add files")):
            self.add(path)

    def _add_row(self, path: str, name: str) -> None:
        self._count += 1
        row = _FileRow(f"{self._identifier}.remove{self._count}", name)
        row.remove.clicked.connect(lambda: self._remove(path))
        self._rows[path] = row
        self._column.addWidget(row)
        self.show()
        self.changed.emit()

    def _remove(self, path: str) -> None:
        row = self._rows.pop(path)
        row.hide()
        row.deleteLater()
        self._show_advice()
        self.add_button.setFocus()
        self.changed.emit()

    def _show_advice(self) -> None:
        self._advice.setVisible(any(row.is_picture for row in self._rows.values()))
        self.setVisible(bool(self._rows))


class _FileRow(QWidget):
    """One file: its name, a way to take it off, and what there is to know about it."""

    def __init__(self, identifier: str, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "plain")
        self.attachment: Attachment | None = None
        self.waiting, self.is_picture = True, False
        self._name = PlainLabel(name)
        self._words = PlainLabel(self.tr("Being read…"), tone="small")
        self.remove = EnterButton()
        self.remove.setProperty("kind", "quiet")
        self.remove.setAutoDefault(False)
        self.remove.setFixedSize(TARGET, TARGET)
        set_icon(self.remove, "x", tone="link", size=18)
        identify(self.remove, identifier, self.tr("Take {name} off").format(name=name))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addLayout(words, 1)
        row.addWidget(self.remove)

    def show_file(self, shown: FileShown) -> None:
        """Say what was found; a file that cannot go stays on the list with the reason."""
        self.attachment, self.is_picture, self.waiting = shown.attachment, shown.is_picture, False
        self._name.setText(shown.name)
        self._words.setText("\n".join(shown.lines))
        self._words.set_tone("small" if shown.attachment is not None else "danger")
        self._words.setVisible(bool(shown.lines))
