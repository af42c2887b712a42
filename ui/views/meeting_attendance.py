"""Who came to a meeting: each of those asked came, sent apologies, or did not come; others can be
added, one a line.
"""

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storage.records.plans import Guest
from ui.theme import scaled
from ui.widgets.choice_row import Choice, ChoiceRow
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import PlainLabel
from ui.widgets.section_card import SectionCard
from ui.widgets.short_area import ShortArea
from ui.widgets.side_by_side import SideBySide
from ui.widgets.text_line import TextLine

CAME, APOLOGIES, ABSENT = "came", "apologies", "absent"
_LINE = re.compile(r"^(?P<name>[^()]*?)\s*(?:\((?P<agency>[^()]*)\))?\s*$")


def guests_of(text: str) -> tuple[Guest, ...]:
    """Read people and agencies, one a line: ``Kim Vale (social care)``."""
    found = []
    for line in text.splitlines():
        words = " ".join(line.split())
        match = _LINE.match(words)
        if not words:
            continue
        if match is None:
            found.append(Guest(name=words))
        else:
            found.append(Guest(name=match["name"].strip(), agency=(match["agency"] or "").strip()))
    return tuple(found)


class Attendance(SectionCard):
    """``attended`` and ``apologies`` are what was ticked and typed; whoever is neither did not
    come.
    """

    changed = Signal()

    def __init__(self, invited: Sequence[Guest], *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Who came"))
        self._invited = tuple(invited)
        self.rows: list[ChoiceRow] = []
        for place, guest in enumerate(invited, start=1):
            row = ChoiceRow(
                f"meeting_held.guest.{place}",
                guest.words,
                (
                    Choice(value=CAME, text=self.tr("Came")),
                    Choice(value=APOLOGIES, text=self.tr("Apologies")),
                    Choice(value=ABSENT, text=self.tr("Did not come")),
                ),
            )
            row.changed.connect(lambda _: self.changed.emit())
            row.setMinimumWidth(scaled(340))
            name = PlainLabel(guest.words, tone="strong")
            name.setMinimumWidth(scaled(180))
            self.rows.append(row)
            self.body.addWidget(SideBySide(name, row, weights=(2, 3), gap=2))
        label = self.tr("Who else came") if invited else self.tr("Who came")
        self.others = ShortArea("meeting_held.others", label, lines=2 if invited else 4)
        self.others.textChanged.connect(self.changed)
        self.chair = TextLine("meeting_held.chair", self.tr("Who chaired"))
        self.chair.textChanged.connect(self.changed)
        others = FieldRow(
            label, self.others, hint=self.tr("One a line: name (agency)."), optional=True
        )
        chair = FieldRow(self.tr("Who chaired"), self.chair, hint=" ", optional=True)
        for part in (others, chair):
            part.setMinimumWidth(scaled(240))
        self.body.addWidget(SideBySide(others, chair, weights=(3, 2), gap=2))
        self.setFocusProxy(self.rows[0] if self.rows else self.others)

    def attended(self) -> tuple[Guest, ...]:
        """Who came, the chair marked; a chair whom nobody named came too."""
        came = [*self._answered(CAME), *guests_of(self.others.text())]
        chair = " ".join(self.chair.text().split())
        if not chair:
            return tuple(came)
        named = guests_of(chair)[0]
        marked = [
            Guest(name=one.name, agency=one.agency, chaired=True) if _same(one, named) else one
            for one in came
        ]
        if marked == came:
            marked.append(Guest(name=named.name, agency=named.agency, chaired=True))
        return tuple(marked)

    def apologies(self) -> tuple[Guest, ...]:
        """Who sent apologies."""
        return tuple(self._answered(APOLOGIES))

    def _answered(self, value: str) -> list[Guest]:
        return [
            guest
            for guest, row in zip(self._invited, self.rows, strict=True)
            if row.value() == value
        ]


def _same(one: Guest, other: Guest) -> bool:
    words = (other.name or other.agency).casefold()
    return words in (one.name.casefold(), one.agency.casefold()) or words == one.words.casefold()
