"""What the triage screen is given beside the concern: what it may offer, and what was decided."""

from dataclasses import dataclass

from ui.widgets.choice_row import Choice
from ui.widgets.pupil_picker import PupilOption


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """An open case that a concern may be added to: its id, and a line that says which it is."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageOffers:
    """What is offered in sight and taken by one press. ``owner`` is a person's id.

    ``decisions`` are (response, words), ``days`` (response, ISO day), ``quick`` (code, words, ISO
    day) of the buttons beside the day. ``own_case`` says in which case the concern is already;
    ``cases`` are the others. ``open_actions`` are still to be done about this concern.
    """

    owner: str = ""
    decisions: tuple[tuple[str, str], ...] = ()
    days: tuple[tuple[str, str], ...] = ()
    quick: tuple[tuple[str, str, str], ...] = ()
    own_case: str = ""
    cases: tuple[OpenCase, ...] = ()
    open_actions: int = 0
    told_already: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedChild:
    """A child of the concern, with the part they have in it."""

    option: PupilOption
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionShown:
    """One decision in words: when and by whom, and (label, words) of what it says."""

    headline: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedShown:
    """What was decided about a concern, the newest first, and how it stands now.

    ``state`` is a sentence for a concern that is closed, ``case`` (id, words) of its case,
    ``twice`` are (concern id, words) of what tells of the same.
    """

    decisions: tuple[DecisionShown, ...]
    state: str = ""
    closed: bool = False
    case: tuple[str, str] | None = None
    twice: tuple[tuple[str, str], ...] = ()
