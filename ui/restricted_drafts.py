"""What the screens for letters about adults are given, and what they hand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from storage.records.restricted import AdultDecision, AdultPattern
from ui.widgets.choice_row import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterDraft:
    """Somebody signs in: the post, and the password or printed code."""

    post: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolReaderDraft:
    """A first time: an empty password asks for a printed code."""

    post: str
    slip: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdditionDraft:
    """What is added to a letter: ``kind`` is note, decision, reply or correction; ``target`` is
    the entry that a correction stands beside.
    """

    kind: str
    text: str
    decision: AdultDecision | None = None
    target: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictedLists:
    """The dated lists of a decision; ``meanings`` say in one line what a code stands for."""

    kinds: Sequence[Choice]
    thresholds: Sequence[Choice]
    outcomes: Sequence[Choice]
    editions: str
    meanings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CareShown:
    """The store as it is: what the check found, where copies lie, each adult over time."""

    patterns: Sequence[AdultPattern]
    check: Sequence[tuple[str, str]] = ()
    put_back: bool = False


POSTS: Mapping[str, str] = {
    "head": "Head teacher",
    "chair": "Chair of governors",
    "spare": "Printed spare code",
}
