"""What the chronology's screen is given to show beside the entries themselves."""

from dataclasses import dataclass, field

from storage.records.chronology import ChronologyEntry
from storage.records.chronology_filter import Amounts
from ui.widgets.choice_row import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChronology:
    """The entries to show, by their ids in order, of how many.

    ``places`` says of an entry told more than once which one it is: (number, of so many); such
    entries stand together. ``siblings`` counts the brothers and sisters whose files can be joined.
    """

    ids: tuple[str, ...]
    amounts: Amounts
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    siblings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterChoices:
    """What entries can be chosen by: kinds, categories and authors that there are."""

    kinds: tuple[Choice, ...] = ()
    categories: tuple[Choice, ...] = ()
    authors: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventShown:
    """What else tells of the event of an entry: the other entries, and (by, when, reason) of each
    time a lead took them as one event or parted them. ``offered`` may tell of it; nobody has said
    so.
    """

    event: str = ""
    others: tuple[ChronologyEntry, ...] = ()
    said: tuple[tuple[str, str, str, bool], ...] = ()
    offered: tuple[ChronologyEntry, ...] = ()
