"""What the rows of a chronology are chosen by, and how many there are of each kind."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyFilter:
    """What rows must be like; filters combine, an empty one asks for nothing.

    ``since`` and ``until`` are ISO days, both included: a row whose time may have been between them
    is shown, one without a date is not. ``words`` must all stand in the row, each as the beginning
    of a word. ``linked`` keeps to rows taken as one event with another.
    """

    significant: bool = False
    undated: bool = False
    linked: bool = False
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    words: str = ""

    @property
    def anything(self) -> bool:
        """Whether rows may be left out."""
        return self != ChronologyFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """How many rows there are: in all, significant, without a date, taken as one event."""

    total: int
    significant: int
    undated: int
    linked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A value that rows have in a column, and how many have it."""

    value: str
    rows: int
