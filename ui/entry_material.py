"""What the screens about entries are given to offer: kinds with their boxes, people to choose from,
cases that are open, and what would move.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ui.widgets.choice_row import Choice
from ui.widgets.person_picker import PersonOption
from ui.widgets.pupil_picker import PupilOption


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryBox:
    """A further box of a kind of entry; one with ``answers`` is chosen, not typed."""

    code: str
    label: str
    hint: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKind:
    """What a kind of entry asks besides the text: the ``ways`` of being in touch, whether there was
    anybody to be in touch with, the usual source, and boxes of its own.
    """

    value: str
    contact: bool = True
    ways: tuple[Choice, ...] = ()
    source: str = ""
    boxes: tuple[EntryBox, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChip:
    """Somebody around the child who can be chosen in one press: ``label`` stands on the button,
    ``text`` is what the entry then says: name, role, number.
    """

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case that the entry can be added to: its title with whose it is."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOffers:
    """Everything that the page for a new entry offers. ``contacts`` and ``cases`` are asked for the
    ids of the chosen children, ``relatives`` for one child's.
    """

    kinds: tuple[EntryKind, ...]
    people: tuple[PersonOption, ...]
    search: Callable[[str], Sequence[PupilOption]]
    relatives: Callable[[str], Sequence[PupilOption]]
    contacts: Callable[[Sequence[str]], Sequence[ContactChip]]
    cases: Callable[[Sequence[str]], Sequence[OpenCase]]
    now: Callable[[], datetime]
    picture_advice: str = ""

    def today(self) -> date:
        """The school's day."""
        return self.now().date()

    def kind(self, value: str) -> EntryKind:
        """What a kind asks; one that is not known asks nothing of its own."""
        return next((each for each in self.kinds if each.value == value), EntryKind(value=value))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordToMove:
    """A record that may stand in the wrong file: what it is and says, whom it is about now (child,
    part), and what goes with it, in words.
    """

    target: str
    title: str
    words: str
    pupils: tuple[tuple[PupilOption, str], ...]
    with_it: str = ""
