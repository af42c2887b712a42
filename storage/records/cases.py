"""A case: what belongs together about one or more children, from the first worry to the outcome."""

from dataclasses import dataclass

STATES = ("open", "monitoring", "closed", "merged")
# Of these, those in which something may still be added.
LIVE = ("open", "monitoring")
# What a closing may say of the outcome that was sought.
REACHED = ("yes", "partly", "no")
# The outcome of what became part of something else; a case becomes that by merging it.
MERGED = "merged"
# Whoever of the other leads reads the closing first may sign it.
ANYONE = "anyone"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosing:
    """How a case was closed, by whom and when (UTC text); ``outcome`` is in the words chosen,
    ``code`` theirs in the list. ``countersigned`` is (name, UTC text, what they wrote) of the
    second person, empty while nobody has; ``second`` is who was asked: a person's id, ANYONE, or
    nobody.
    """

    outcome: str
    reason: str
    text: str
    reached: str
    child_words: str
    by: str
    at: str
    countersigned: tuple[str, str, str] | tuple[()] = ()
    code: str = ""
    action: str = ""
    decision: str = ""
    by_id: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMember:
    """Something that belongs to a case: ``kind`` is what it is (concern, entry, action, referral,
    disagreement, plan, meeting, …), ``id`` its own.
    """

    id: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as it stands. ``members`` are ids of concerns and entries that belong to it, in the
    order in which they joined; ``owner`` is a person's id, ``until`` the day a monitoring ends,
    ``merged_into`` a case's id, ``merged`` the ids of cases that became part of this one; days are
    ISO text, empty when not set.
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
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case as a list shows it; ``owner`` is a name, ``next_due`` the first day on which something
    of it is due; empty when nothing has a day, ``has_step`` then says whether something is open all
    the same. ``waits_for_second``: it was closed, and the second signature that was asked for is
    not there yet.
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
    waits_for_second: bool = False
    has_step: bool = False
