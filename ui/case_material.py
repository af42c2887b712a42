"""What the screens of cases are given to show, and what they say back."""

from dataclasses import dataclass

from storage.records.cases import Case
from storage.records.casework import Action
from storage.records.due import DueItem
from ui.widgets.choice_row import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCase:
    """A case with its words: ``children`` are (id, name), ``related`` (case id, words) of cases it
    was merged with; ``going_on`` are referrals, disagreements, plans and meetings that are open.
    ``may_sign``: the person who looks may give the second signature.
    """

    case: Case
    children: tuple[tuple[str, str], ...]
    owner: str
    level: str
    actions: tuple[Action, ...] = ()
    going_on: tuple[DueItem, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    has_step: bool = True
    may_sign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingShown:
    """What the closing of a case begins with. ``waiting`` are (id, words) of concerns that nothing
    was decided about; ``done``, ``decided`` and ``child_words`` are offered, out of the record.
    """

    case: Case
    children: str
    actions: tuple[Action, ...] = ()
    waiting: tuple[tuple[str, str], ...] = ()
    going_on: tuple[DueItem, ...] = ()
    done: str = ""
    decided: str = ""
    child_words: str = ""
    outcomes: tuple[Choice, ...] = ()
    people: tuple[Choice, ...] = ()
    second: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledDraft:
    """What becomes of an open action: done, dropped or stays."""

    action: str
    how: str
    words: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingDraft:
    """How a case is closed."""

    outcome: str
    reason: str
    done: str
    decided: str
    reached: str
    reached_why: str
    child_words: str
    second: str
    next_review: str
    settled: tuple[SettledDraft, ...]
    going_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDraft:
    """What of a case changes: (field, value) pairs, and why."""

    changes: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDraft:
    """What becomes of an action: ``how`` is done, other, later or dropped."""

    action: str
    how: str
    words: str
    owner: str = ""
    due: str = ""
