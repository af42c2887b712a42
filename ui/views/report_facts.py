"""The left half of the form: which child, when, where."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.concern import LinkedPupil
from ui.widgets.choice_row import Choice
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.pupil_picker import PupilOption, PupilPicker
from ui.widgets.section_card import SectionCard
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine
from ui.widgets.when_edit import WhenEdit


class FactsBox(SectionCard):
    """A child who is not on the list is named in words: a concern is never refused for that."""

    changed = Signal()

    def __init__(
        self,
        *,
        search: Callable[[str], Sequence[PupilOption]],
        roles: Sequence[Choice],
        places: Sequence[Choice],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.pupils = PupilPicker(
            "report.pupil",
            self.tr("Child"),
            search=search,
            roles=roles,
            first_role=roles[0].value if roles else "",
            placeholder=self.tr("A few letters; add every child who was part of it"),
        )
        self.when = WhenEdit("report.happened", self.tr("When did it happen"), now=now)
        self.place_kind = Combo("report.place_kind", self.tr("Kind of place"), places)
        self.place = TextLine(
            "report.place", self.tr("Where exactly"), placeholder=self.tr("e.g. by the gate")
        )
        self.pupil_row = FieldRow(self.tr("Which child?"), self.pupils)
        self.when_row = FieldRow(self.tr("When did it happen?"), self.when)
        where = SideBySide(self.place_kind, self.place, weights=(1, 1))
        where.setFocusProxy(self.place_kind)
        self.where_row = FieldRow(self.tr("Where?"), where, optional=True)
        for row in (self.pupil_row, self.when_row, self.where_row):
            self.body.addWidget(row)
        self.body.addStretch(1)
        self.pupils.changed.connect(self.changed)
        self.pupils.line.textChanged.connect(self._say)
        self.when.changed.connect(self.changed)
        self.place.textChanged.connect(self._say)
        self.place_kind.changed.connect(self._say)

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

    def clear(self) -> None:
        """Empty everything."""
        self.pupils.clear()
        self.when.set_now()
        self.place_kind.set_value("")
        self.place.clear()
        for row in (self.pupil_row, self.when_row, self.where_row):
            row.clear_error()

    def _say(self, _text: str) -> None:
        self.changed.emit()
