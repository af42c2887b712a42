"""Plans for a child and the meetings around them: planned, moved, held, missed."""

from dataclasses import dataclass

from storage.records.referrals import begun
from storage.records.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody asked to a meeting: a name, an agency, or both; ``chaired`` says who led it."""

    name: str
    agency: str = ""
    chaired: bool = False

    def to_value(self) -> dict[str, object]:
        """Return the value that the ledger keeps."""
        return {"name": self.name, "agency": self.agency, "chaired": self.chaired}

    @property
    def words(self) -> str:
        """The guest in one line: ``Kim Vale (social care)``."""
        if self.name and self.agency:
            return f"{self.name} ({self.agency})"
        return self.name or self.agency


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """A change of a plan, or its end (``ended``); empty texts were not changed."""

    happened: When
    reason: str
    title: str = ""
    review_date: str = ""
    lead_worker: str = ""
    aims: str = ""
    text: str = ""
    outcome: str = ""
    ended: bool = False
    author: str = ""
    recorded_at: str = ""
    seq: int = 0

    @property
    def begun(self) -> str:
        """When it happened, as text that sorts."""
        return begun(self.happened, self.recorded_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan as it stands after its changes; days are ISO text, empty when not set. ``started`` is
    the day it began, ``review_since`` the moment (sortable text) at which ``review_date`` was said.
    """

    id: str
    pupils: tuple[str, ...]
    kind: str
    title: str
    happened: When
    text: str = ""
    case: str = ""
    lead_worker: str = ""
    aims: str = ""
    review_date: str = ""
    review_since: str = ""
    author: str = ""
    recorded_at: str = ""
    changes: tuple[PlanChange, ...] = ()

    @property
    def started(self) -> str:
        """The ISO day on which it began."""
        return begun(self.happened, self.recorded_at)[:10]

    @property
    def ended(self) -> PlanChange | None:
        """Its end, None while it goes on."""
        return next((change for change in reversed(self.changes) if change.ended), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMeeting:
    """What is kept of a meeting that took place."""

    happened: When
    text: str
    attended: tuple[Guest, ...] = ()
    apologies: tuple[Guest, ...] = ()
    place: str = ""
    decision: str = ""
    action: str = ""
    reason: str = ""
    outcome: str = ""
    child_words: str = ""
    parents_view: str = ""
    next_date: str = ""
    files: tuple[str, ...] = ()
    author: str = ""
    recorded_at: str = ""
    row: str = ""

    @property
    def day(self) -> str:
        """The ISO day on which it was held."""
        return begun(self.happened, self.recorded_at)[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMove:
    """A meeting was called off (``on`` empty) or moved to another day, and why."""

    reason: str
    on: str = ""
    author: str = ""
    recorded_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting from the invitation to what came of it. ``on`` is when it is to be: an ISO day or
    minute of the school's own time, empty where it was held without being planned.
    """

    id: str
    pupils: tuple[str, ...]
    kind: str
    on: str = ""
    plan: str = ""
    case: str = ""
    place: str = ""
    note: str = ""
    invited: tuple[Guest, ...] = ()
    author: str = ""
    recorded_at: str = ""
    moves: tuple[MeetingMove, ...] = ()
    held: HeldMeeting | None = None

    @property
    def called_off(self) -> bool:
        """Whether it will not take place; one that was held was not called off."""
        return self.held is None and bool(self.moves) and not self.moves[-1].on

    @property
    def state(self) -> str:
        """``held``, ``off`` or ``planned``."""
        if self.held is not None:
            return "held"
        return "off" if self.called_off else "planned"

    @property
    def day(self) -> str:
        """The ISO day on which it was or is to be held."""
        return self.held.day if self.held else self.on[:10]

    @property
    def missing(self) -> tuple[Guest, ...]:
        """Who was asked and neither came nor sent apologies; nobody while it was not held."""
        if self.held is None:
            return ()
        seen = {_same(guest) for guest in (*self.held.attended, *self.held.apologies)}
        agencies = {guest.agency.casefold() for guest in self.held.attended if guest.agency.strip()}
        return tuple(
            guest
            for guest in self.invited
            if _same(guest) not in seen
            and (guest.name.strip() or guest.agency.casefold() not in agencies)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A plan as a list shows it; ``next_due`` is the first day on which something of it is due."""

    id: str
    names: str
    kind: str
    title: str
    lead_worker: str
    started: str
    ended: str
    next_due: str
    next_words: str


def _same(guest: Guest) -> tuple[str, str]:
    name = " ".join(guest.name.split()).casefold()
    return (name, "" if name else guest.agency.casefold())
