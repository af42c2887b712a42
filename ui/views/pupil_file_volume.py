"""Attaching a scanned binder: which volume it is, and where the paper itself lies."""

from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.lead_drafts import VolumeDraft
from ui.theme import scaled, space
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.field_row import FieldRow
from ui.widgets.identify import identify
from ui.widgets.labels import PlainLabel
from ui.widgets.path_line import PathLine
from ui.widgets.text_line import TextLine


class VolumeDialog(QDialog):
    """The number counts on from the volumes already there."""

    confirmed = Signal(object)

    def __init__(self, *, pupil_id: str, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "volume", self.tr("Attach a paper volume"))
        self.setWindowTitle(self.tr("Holdfast"))
        self.setMinimumWidth(scaled(560))
        self._pupil_id, self._number = pupil_id, number
        self.path = PathLine(
            "volume.file",
            self.tr("Scanned file"),
            mode="open",
            kinds=self.tr("Scans (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"),
        )
        self.title = TextLine("volume.title", self.tr("What it is"))
        self.title.setText(self.tr("Paper file"))
        self.lies = TextLine(
            "volume.original_lies",
            self.tr("Where the paper lies"),
            placeholder=self.tr("e.g. head’s office, locked cabinet 2"),
        )
        self._path_row = FieldRow(
            self.tr("Scanned file"),
            self.path,
            hint=self.tr("The file is copied into the casebook. Delete the scan afterwards."),
        )
        self._lies_row = FieldRow(self.tr("Where the paper lies"), self.lies)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(3), space(3), space(2))
        column.setSpacing(space(2))
        heading = self.tr("Attach paper volume {n}").format(n=number)
        column.addWidget(PlainLabel(heading, tone="title"))
        column.addWidget(self._path_row)
        column.addWidget(FieldRow(self.tr("What it is"), self.title))
        column.addWidget(self._lies_row)
        leave = quiet_button("volume.cancel", self.tr("Cancel"))
        leave.clicked.connect(self.reject)
        save = primary_button("volume.save", self.tr("Attach"))
        save.clicked.connect(self._send)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(save)
        column.addStretch(1)
        column.addLayout(row)

    def _send(self) -> None:
        self._path_row.clear_error()
        self._lies_row.clear_error()
        if not self.path.path():
            self._path_row.set_error(self.tr("Choose the scanned file."))
            return
        if not self.lies.text().strip():
            self._lies_row.set_error(self.tr("Say where the paper is kept."))
            self.lies.setFocus()
            return
        self.confirmed.emit(
            VolumeDraft(
                title=self.title.text().strip() or PurePath(self.path.path()).stem,
                number=self._number,
                original_lies=self.lies.text().strip(),
                path=self.path.path(),
                pupil_id=self._pupil_id,
            )
        )
        self.accept()
