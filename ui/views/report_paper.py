"""Words that were first written on paper: which sheet, when it was written, where it lies."""

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.concern import PaperOriginal
from storage.records.times import SCHOOL_ZONE
from storage.records.when import When
from ui.theme import space
from ui.widgets.check_line import CheckLine
from ui.widgets.date_edit import DateEdit, read_day
from ui.widgets.field_row import FieldRow
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine
from ui.widgets.when_edit import read_time


class PaperBox(QWidget):
    """Its boxes appear once somebody says that there is a sheet."""

    changed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.has_sheet = CheckLine("report.paper", self.tr("I wrote this on paper first"))
        self.form = TextLine(
            "report.paper_form",
            self.tr("Number on the sheet"),
            placeholder=self.tr("if it has one"),
        )
        self.day = DateEdit("report.paper_written", self.tr("Day it was written"))
        self.time = TextLine(
            "report.paper_time", self.tr("Time it was written"), placeholder=self.tr("e.g. 13:10")
        )
        self.kept = TextLine(
            "report.paper_kept",
            self.tr("Where the sheet is now"),
            placeholder=self.tr("e.g. handed to Ruth Okonedo"),
        )
        written = SideBySide(self.day, self.time, weights=(3, 2))
        self._boxes = SideBySide(
            FieldRow(self.tr("Sheet number"), self.form),
            FieldRow(self.tr("When it was written"), written),
            FieldRow(self.tr("Where the sheet is now"), self.kept),
            weights=(2, 4, 4),
            gap=2,
        )
        self._boxes.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        column.addWidget(self.has_sheet)
        column.addWidget(self._boxes)
        self.has_sheet.toggled.connect(self._show)
        for line in (self.form, self.day.line, self.time, self.kept):
            line.textChanged.connect(self._say)

    def paper(self) -> PaperOriginal | None:
        """What is known of the sheet; a time that cannot be read is kept in words."""
        if not self.has_sheet.isChecked():
            return None
        return PaperOriginal(
            form=self.form.text().strip(), written=self._written(), kept=self.kept.text().strip()
        )

    def set_paper(self, paper: PaperOriginal | None) -> None:
        """Show what was given before."""
        self.has_sheet.setChecked(paper is not None)
        when = paper.written if paper is not None else When.unknown()
        self.form.setText(paper.form if paper is not None else "")
        self.kept.setText(paper.kept if paper is not None else "")
        self.time.clear()
        if when.earliest is None:
            self.day.line.setText(when.as_told)
            return
        moment = datetime.fromisoformat(when.earliest)
        self.day.set_value(moment.date().isoformat())
        if "T" in when.earliest:
            self.time.setText(moment.strftime("%H:%M"))

    def _written(self) -> When:
        day, clock = read_day(self.day.line.text()), read_time(self.time.text())
        typed = f"{self.day.line.text()} {self.time.text()}".strip()
        if not day or (clock is None and self.time.text().strip()):
            return When.unknown(as_told=typed)
        if clock is None:
            return When.on_day(date.fromisoformat(day))
        moment = datetime.combine(date.fromisoformat(day), clock, tzinfo=SCHOOL_ZONE)
        return When.at_minute(moment)

    def _show(self, has_sheet: bool) -> None:
        self._boxes.setVisible(has_sheet)
        self.changed.emit()

    def _say(self, _text: str) -> None:
        self.changed.emit()
