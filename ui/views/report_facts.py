"""The left half of the form: which child, when, where."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storage.records.concern import LinkedPupil
from storage.records.times import SCHOOL_ZONE, short_date
from storage.records.when import When
from ui.theme import space
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.pupil_picker import PupilOption, PupilPicker
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine
from ui.widgets.when_edit import WhenEdit

_TICK_MS = 10_000
SIBLING, MENTIONED = "sibling", "context"


def _nobody(_pupil: str) -> Sequence[PupilOption]:
    return ()


class FactsBox(SectionCard):
    """A child who is not on the list is named in words: a concern is never refused for that.

    ``moved_on``: Enter in the child's line; what comes next is what happened.
    """

    changed = Signal()
    moved_on = Signal()

    def __init__(
        self,
        *,
        search: Callable[[str], Sequence[PupilOption]],
        roles: Sequence[Choice],
        places: Sequence[Choice],
        now: Callable[[], datetime],
        relatives: Callable[[str], Sequence[PupilOption]] = _nobody,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._now = now
        self.pupils = PupilPicker(
            "report.pupil",
            self.tr("Child"),
            search=search,
            roles=roles,
            first_role=roles[0].value if roles else "",
            placeholder=self.tr("A few letters; add every child who was part of it"),
            relatives=relatives,
            relative_role=SIBLING,
        )
        self.when = WhenEdit("report.happened", self.tr("When did it happen"), now=now)
        self.place_kind = Combo("report.place_kind", self.tr("Kind of place"), places)
        self.place = TextLine(
            "report.place", self.tr("Where exactly"), placeholder=self.tr("e.g. by the gate")
        )
        self.pupil_row = FieldRow(self.tr("Which child?"), self.pupils)
        self._written = PlainLabel(tone="small", wrap=False)
        self._written.setToolTip(self.tr("The time of writing is set by itself."))
        self.when_row = FieldRow(self.tr("When did it happen?"), self.when, note=self._written)
        where = SideBySide(self.place_kind, self.place, weights=(1, 1))
        where.setFocusProxy(self.place_kind)
        self.where_row = FieldRow(self.tr("Where?"), where, optional=True)
        self._unlisted = PlainLabel(tone="small")
        self._unlisted.hide()
        child = QVBoxLayout()
        child.setSpacing(space(0.5))
        child.addWidget(self.pupil_row)
        child.addWidget(self._unlisted)
        self.body.addLayout(child)
        self.body.addWidget(self.when_row)
        self.body.addWidget(self.where_row)
        self.body.addStretch(1)
        self._connect()
        self._show_written()

    def _connect(self) -> None:
        self.pupils.changed.connect(self._say)
        self.pupils.moved_on.connect(self.moved_on)
        self.pupils.line.textChanged.connect(self._say)
        self.pupils.line.editingFinished.connect(self._left)
        self.when.changed.connect(self._time_changed)
        self.place.textChanged.connect(self._say)
        self.place_kind.changed.connect(self._say)
        tick = QTimer(self)
        tick.setInterval(_TICK_MS)
        tick.timeout.connect(self._show_written)
        tick.start()

    def set_about_adult(self, about_adult: bool) -> None:
        """Naming a child is optional when it is about an adult."""
        self.pupil_row.label.setText(
            self.tr("Which child was there, if any?") if about_adult else self.tr("Which child?")
        )

    def links(self) -> tuple[LinkedPupil, ...]:
        """The children chosen and their parts."""
        return tuple(LinkedPupil(id=key, role=role) for key, role in self.pupils.links())

    def unlisted(self) -> str:
        """Words left in the search line: a child who is not on the list."""
        return self.pupils.line.text().strip()

    def happened(self) -> When:
        """When it happened; what cannot be read as a time is kept in words."""
        if self.when.problem():
            return When.unknown(as_told=self.when.as_typed())
        return self.when.value()

    def clear(self) -> None:
        """Empty everything."""
        self.pupils.clear()
        self.when.set_now()
        self.place_kind.set_value("")
        self.place.clear()
        for row in (self.pupil_row, self.when_row, self.where_row):
            row.clear_error()
        self._show_written()

    def _time_changed(self) -> None:
        """A sentence about the time goes as soon as the time can be read."""
        if self.when_row.has_error() and not self.when.problem():
            self.when_row.clear_error()
        self.changed.emit()

    def _show_written(self) -> None:
        now = self._now()
        now = now.astimezone(SCHOOL_ZONE) if now.tzinfo else now
        words = self.tr("Time of writing: {day}, {time}")
        self._written.setText(words.format(day=short_date(now), time=now.strftime("%H:%M")))

    def _left(self) -> None:
        QTimer.singleShot(0, self, self._say)  # once the list of offers is gone

    def _say(self, *_: object) -> None:
        typed = self.unlisted()
        offered = self.pupils.line.popup_visible()
        words = self.tr("Goes in words, linked to no child: “{typed}”.").format(typed=typed)
        self._unlisted.setText(words)
        self._unlisted.setVisible(bool(typed) and not offered)
        self.changed.emit()
