"""A case: what belongs together about one or more children, from the first worry to the outcome."""

from dataclasses import dataclass

STATES = ("open", "monitoring", "closed", "merged")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosing:
    """How a case was closed, by whom and when (UTC text); ``countersigned`` is (name, UTC text,
    what they wrote) of the second person, empty while nobody has.
    """

    outcome: str
    reason: str
    text: str
    reached: str
    child_words: str
    by: str
    at: str
    countersigned: tuple[str, str, str] | tuple[()] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as it stands. ``members`` are ids of concerns and entries that belong to it, in the
    order in which they joined; ``owner`` is a person's id, ``until`` the day a monitoring ends,
    ``merged_into`` a case's id; days are ISO text, empty when not set.
    """

    id: str
    title: str
    pupils: tuple[str, ...]
    status: str
    owner: str
    sought: str
    level: str
    next_review: str
    opened_at: str
    opened_by: str
    until: str = ""
    merged_into: str = ""
    members: tuple[str, ...] = ()
    closings: tuple[CaseClosing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case as a list shows it; ``owner`` is a name, ``next_due`` the first day on which something
    of it is due, empty when it has no next step.
    """

    id: str
    title: str
    names: str
    status: str
    owner: str
    level: str
    opened_at: str
    next_due: str
    open_actions: int
    concerns: int
