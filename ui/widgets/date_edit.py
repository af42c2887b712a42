"""A day, typed as people write it or picked from a calendar; empty until somebody says one."""

import re
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ui.icons import set_icon
from ui.theme import TARGET, scaled, space
from ui.widgets.enter_button import EnterButton
from ui.widgets.identify import identify
from ui.widgets.text_line import TextLine

_DAY = re.compile(r"^\s*(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4}|\d{2})\s*$")
_ISO = re.compile(r"^\s*(\d{4})-(\d{2})-(\d{2})\s*$")


def read_day(text: str) -> str:
    """Return ``22/11/2026`` (or 22.11.26, 2026-11-22) as ISO text; empty when it is not a day."""
    iso, british = _ISO.match(text), _DAY.match(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif british:
        day, month, year = (int(part) for part in british.groups())
        year += 2000 if year < 100 else 0
    else:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


class DateEdit(QWidget):
    """Type dd/mm/yyyy, or open the calendar; ``value`` is ISO text or empty."""

    changed = Signal(str)

    def __init__(self, identifier: str, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.line = TextLine(identifier, name, placeholder=self.tr("dd/mm/yyyy"))
        self.line.setMinimumWidth(self.line.fontMetrics().horizontalAdvance("00/00/0000") + 36)
        self.line.textChanged.connect(self._say)
        self._pick = EnterButton()
        self._pick.setAutoDefault(False)
        self._pick.setProperty("kind", "quiet")
        self._pick.setFixedSize(TARGET, TARGET)
        set_icon(self._pick, "calendar", tone="link", size=20)
        words = self.tr("Choose {what} from a calendar").format(what=name)
        identify(self._pick, f"{identifier}.calendar", words)
        self._pick.clicked.connect(self._open)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(0.5))
        row.addWidget(self.line, 1)
        row.addWidget(self._pick)

    def value(self) -> str:
        """The day as ISO text, empty when none (or no real day) was given."""
        return read_day(self.line.text())

    def set_value(self, value: str) -> None:
        """Show an ISO day; empty clears the field."""
        day = date.fromisoformat(value) if value else None
        self.line.setText(day.strftime("%d/%m/%Y") if day else "")

    def problem(self) -> str:
        """What is wrong with what was typed, empty when nothing is."""
        typed = self.line.text().strip()
        if typed and not self.value():
            return self.tr("This is not a date. Write it as 22/11/2026.")
        return ""

    def _say(self, _text: str) -> None:
        self.changed.emit(self.value())

    def _open(self) -> None:
        dialog = QDialog(self)
        dialog.setWindowTitle(self.tr("Choose a day"))
        calendar = identify(QCalendarWidget(dialog), "calendar.days", self.tr("Days"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setGridVisible(False)
        calendar.setMinimumSize(scaled(340), scaled(280))
        plain = QTextCharFormat()
        plain.setForeground(self.palette().text())
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        if self.value():
            calendar.setSelectedDate(QDate.fromString(self.value(), Qt.DateFormat.ISODate))
        calendar.activated.connect(dialog.accept)
        calendar.clicked.connect(dialog.accept)
        QVBoxLayout(dialog).addWidget(calendar)
        if dialog.exec():
            self.set_value(calendar.selectedDate().toString(Qt.DateFormat.ISODate))
        dialog.deleteLater()
