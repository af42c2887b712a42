"""When something happened: now unless changed, and never more exact than people know."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storage.records.times import SCHOOL_ZONE
from storage.records.when import When
from ui.drafts import WhenTyped
from ui.theme import space
from ui.widgets.check_line import CheckLine
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.date_edit import DateEdit, read_day
from ui.widgets.labels import PlainLabel
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine

_CLOCK = re.compile(r"^\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?\s*$", re.IGNORECASE)


def read_time(text: str) -> time | None:
    """Read ``12:40``, ``12.40``, ``1240``, ``9am`` or ``2:15 pm``; None when it is not a time."""
    found = _CLOCK.match(text)
    if not found:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    half = (found.group(3) or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


class WhenEdit(QWidget):
    """``value`` is a When; ``problem`` a sentence while it cannot be one."""

    changed = Signal()

    def __init__(
        self,
        identifier: str,
        name: str,
        *,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self._now = now
        self.kind = ChoiceRow(
            identifier,
            name,
            (
                Choice(value="now", text=self.tr("Now")),
                Choice(value="today", text=self.tr("Earlier today")),
                Choice(value="day", text=self.tr("Another day")),
                Choice(value="between", text=self.tr("Between")),
                Choice(value="unknown", text=self.tr("Not known")),
            ),
        )
        self.setFocusProxy(self.kind)
        self._build_details(identifier, name)
        self.kind.set_value("now")
        self._show_details("now")
        self.kind.changed.connect(self._show_details)

    def _build_details(self, identifier: str, name: str) -> None:
        self.day = DateEdit(f"{identifier}.on_day", self.tr("{name}: day").format(name=name))
        self._to = PlainLabel(self.tr("to"), wrap=False)
        self.last_day = DateEdit(
            f"{identifier}.last_day", self.tr("{name}: last day").format(name=name)
        )
        self.time = TextLine(
            f"{identifier}.time",
            self.tr("{name}: time").format(name=name),
            placeholder=self.tr("Time, e.g. 10:40"),
        )
        self.about = CheckLine(
            f"{identifier}.about",
            self.tr("About"),
            name=self.tr("{name}: the time is about right, not exact").format(name=name),
        )
        self.words = TextLine(
            f"{identifier}.words",
            self.tr("{name}: in the words you were told").format(name=name),
            placeholder=self.tr("As told, e.g. “after lunch on Tuesday” (optional)"),
        )
        self._dates, self._times = QWidget(), QWidget()
        for box in (self._dates, self._times):
            box.setProperty("kind", "plain")
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(space(1))
        self._fill(self._dates, (self.day, self._to, self.last_day))
        self._fill(self._times, (self.time, self.about))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        details = SideBySide(self._dates, self._times, weights=(1, 1))
        for part in (self.kind, details, self.words):
            column.addWidget(part)
        for line in (self.day.line, self.last_day.line, self.time, self.words):
            line.textChanged.connect(self._say)
        self.about.toggled.connect(self._say)

    @staticmethod
    def _fill(box: QWidget, parts: tuple[QWidget, ...]) -> None:
        row = box.layout()
        if row is not None:
            for part in parts:
                row.addWidget(part)

    def value(self) -> When:
        """What is known; raises ValueError while ``problem`` is not empty."""
        if self.problem():
            raise ValueError("the time cannot be read yet")
        kind, told, now = self.kind.value(), self.words.text().strip(), self._local_now()
        if kind == "unknown":
            return When.unknown(as_told=told)
        if kind == "between":
            first, last = self.day.value(), self.last_day.value()
            return When.between(date.fromisoformat(first), date.fromisoformat(last), as_told=told)
        if kind in ("today", "day"):
            day = now.date() if kind == "today" else date.fromisoformat(self.day.value())
            return self._on(day, told)
        return When.at_minute(now)

    def _on(self, day: date, told: str) -> When:
        clock = read_time(self.time.text())
        if clock is None:
            return When.on_day(day, as_told=told)
        moment = datetime.combine(day, clock, tzinfo=SCHOOL_ZONE)
        if self.about.isChecked():
            return When.about(moment, as_told=told)
        return When.at_minute(moment, as_told=told)

    def problem(self) -> str:
        """The sentence to show beside the field, empty when the time can be used."""
        kind = self.kind.value()
        today = self._local_now().date().isoformat()
        for edit in self._days():
            if not edit.value():
                return edit.problem() or self.tr("Give the day, or choose “Not known”.")
            if edit.value() > today:
                return self.tr("This day has not come yet. Check the date.")
        if kind == "between" and self.day.value() > self.last_day.value():
            return self.tr("The last day lies before the first. Swap them.")
        timed = kind in ("today", "day") and self.time.text().strip()
        if timed and read_time(self.time.text()) is None:
            return self.tr("This is not a time. Write it as 10:40, or leave it empty.")
        if timed and self._lies_ahead(today):
            return self.tr("This time has not come yet. Check it.")
        return ""

    def as_typed(self) -> str:
        """What was typed, in the words kept when it cannot be read as a time."""
        days = [edit.line.text() for edit in self._days()]
        parts = (" to ".join(day for day in days if day), self.time.text(), self.words.text())
        return ", ".join(part.strip() for part in parts if part.strip())

    def _days(self) -> tuple[DateEdit, ...]:
        return {"day": (self.day,), "between": (self.day, self.last_day)}.get(self.kind.value(), ())

    def _lies_ahead(self, today: str) -> bool:
        clock, now = read_time(self.time.text()), self._local_now().replace(tzinfo=None)
        if clock is None or (self.kind.value() == "day" and self.day.value() != today):
            return False
        # a minute's grace: clocks on walls and in computers differ
        return datetime.combine(now.date(), clock) > now + timedelta(minutes=1)

    def set_now(self) -> None:
        """Go back to “Just now” and empty the rest."""
        self.kind.set_value("now")
        for line in (self.day.line, self.last_day.line, self.time, self.words):
            line.clear()
        self.about.setChecked(False)

    def set_when(self, when: When) -> None:
        """Show a time that was given earlier (a draft, an entry being corrected)."""
        self.set_now()
        self.words.setText(when.as_told)
        if when.earliest is None or when.latest is None:
            self.kind.set_value("unknown")
            return
        about = when.precision == "about"
        first, last = datetime.fromisoformat(when.earliest), datetime.fromisoformat(when.latest)
        middle = first + (last - first) / 2
        same_day = about or first.date() == last.date()
        self.kind.set_value("day" if same_day else "between")
        self.day.set_value((middle if same_day else first).date().isoformat())
        self.last_day.set_value(last.date().isoformat())
        if same_day and "T" in when.earliest:
            self.time.setText(middle.strftime("%H:%M"))
            self.about.setChecked(about)

    def typed(self) -> WhenTyped:
        """The boxes as they stand; what is "now" here is kept as this day and minute."""
        kind, now = self.kind.value(), self._local_now()
        today = now.strftime("%d/%m/%Y")
        if read_day(self.day.line.text()) == now.date().isoformat():
            today = self.day.line.text()
        if kind == "now":
            return WhenTyped(kind="day", day=today, time=now.strftime("%H:%M"))
        return WhenTyped(
            kind="day" if kind == "today" else kind,
            day=today if kind == "today" else self.day.line.text(),
            last_day=self.last_day.line.text(),
            time=self.time.text(),
            about=self.about.isChecked(),
            words=self.words.text(),
        )

    def set_typed(self, typed: WhenTyped) -> None:
        """Show boxes that were kept; a day that is today is shown as such."""
        self.set_now()
        self.day.line.setText(typed.day)
        self.last_day.line.setText(typed.last_day)
        self.time.setText(typed.time)
        self.about.setChecked(typed.about)
        self.words.setText(typed.words)
        today = self._local_now().date().isoformat()
        is_today = typed.kind == "day" and read_day(typed.day) == today and not typed.last_day
        self.kind.set_value("today" if is_today else typed.kind)

    def _local_now(self) -> datetime:
        moment = self._now()
        return moment.astimezone(SCHOOL_ZONE) if moment.tzinfo else moment

    def _show_details(self, kind: str) -> None:
        self._dates.setVisible(kind in ("day", "between"))
        self._to.setVisible(kind == "between")
        self.last_day.setVisible(kind == "between")
        self._times.setVisible(kind in ("today", "day"))
        self.words.setVisible(kind != "now")
        self.changed.emit()

    def _say(self, *_: object) -> None:
        self.changed.emit()
