"""A referral to another service and all that was heard of it, in whatever order the news came."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.records import times
from storage.records.when import When

# Codes of the list referral_states on which the order of things rests; what they are called is
# data. News that keeps a referral as it was, that ends it, that answers it, that needs a reason:
KEEPING = frozenset({"told", "chased", "news"})
FINAL = frozenset({"withdrawn", "done"})
ANSWERS = frozenset({"acknowledged", "waiting_list", "accepted", "refused"})
WITH_REASON = frozenset({"refused", "withdrawn"})
BEGUN = frozenset({"phoned", "sent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Advice that was sought: of whom, in which role, when (as written), and what they said."""

    who: str
    role: str = ""
    when: str = ""
    what: str = ""

    def to_value(self) -> dict[str, str]:
        """Return the value that the ledger keeps."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFacts:
    """What was copied out of the record, block by block: (code, label, text as it was copied);
    ``form`` is the form whose order it had, ``to`` whom it was for.
    """

    form: str
    to: str
    blocks: tuple[tuple[str, str, str], ...]

    def to_value(self) -> dict[str, Any]:
        """Return the value that the ledger keeps."""
        return {
            "form": self.form,
            "to": self.to,
            "blocks": [
                {"code": code, "label": label, "text": text} for code, label, text in self.blocks
            ],
        }

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> "ToldFacts":
        """Read a value of the ledger back; raises KeyError or TypeError for another shape."""
        return cls(
            form=value["form"],
            to=value["to"],
            blocks=tuple((one["code"], one["label"], one["text"]) for one in value["blocks"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One piece of news: what the referral became by it (a code of referral_states), when, and in
    whose words. ``next_chase`` is the ISO day on which to ask again, or empty.
    """

    state: str
    happened: When
    text: str = ""
    reason: str = ""
    reference: str = ""
    by: str = ""
    outcome: str = ""
    next_chase: str = ""
    facts: ToldFacts | None = None
    files: tuple[str, ...] = ()
    author: str = ""
    recorded_at: str = ""
    seq: int = 0

    @property
    def begun(self) -> str:
        """When it happened as text that sorts: a day or a minute of the school's own time."""
        return begun(self.happened, self.recorded_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A referral as it was made, and its steps in the order in which they happened.

    ``to`` is a code of referral_recipients; ``parents`` says {told, when, by, account, why_not},
    ``consent`` {given, by, when, why_not}.
    """

    id: str
    pupils: tuple[str, ...]
    to: str
    happened: When
    text: str
    case: str = ""
    concern: str = ""
    form: str = ""
    urgency: str = ""
    consent: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    reference: str = ""
    advice: tuple[Advice, ...] = ()
    reason: str = ""
    child_words: str = ""
    facts: ToldFacts | None = None
    author: str = ""
    recorded_at: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> str:
        """What it is now: the state of its last step that changes anything, empty when nothing has
        gone out yet.
        """
        return state_of(self.steps)

    def first(self, *states: str) -> Step | None:
        """Return the earliest step of one of these states."""
        return next((step for step in self.steps if step.state in states), None)

    def last(self, *states: str) -> Step | None:
        """Return the latest step of one of these states; of any when none is named."""
        found = (step for step in reversed(self.steps) if not states or step.state in states)
        return next(found, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRow:
    """A referral as a list shows it; ``wait`` says what is waited for and ``due`` the ISO day of
    it, both empty when nothing is; ``weeks`` is how long a waiting list has lasted, -1 without one.
    """

    id: str
    names: str
    to: str
    state: str
    made_on: str
    wait: str = ""
    due: str = ""
    weeks: int = -1
    long_wait: bool = False


def begun(happened: When, recorded_at: str) -> str:
    """Return when a thing began as text that sorts: its earliest moment, or the school's day on
    which it was written down.
    """
    if happened.earliest:
        return happened.earliest
    return times.school_day(recorded_at).isoformat() if recorded_at else ""


def in_order(steps: list[Step]) -> tuple[Step, ...]:
    """Return news in the order in which it happened; of one moment, in that of writing."""
    return tuple(sorted(steps, key=lambda step: (_whole(step.begun), step.recorded_at, step.seq)))


def state_of(steps: tuple[Step, ...]) -> str:
    """Return the state after these steps, which stand in order."""
    found = (step.state for step in reversed(steps) if step.state not in KEEPING)
    return next(found, "")


def odd_steps(
    steps: tuple[Step, ...], follows: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, str], ...]:
    """Return (state, state before it) of steps that do not usually follow each other; ``follows``
    says for each state what may come before. A state that is said twice is not odd.
    """
    odd, before = [], ""
    for step in steps:
        if step.state in KEEPING:
            continue
        usual = follows.get(step.state)
        if usual is not None and before not in (*usual, step.state):
            odd.append((step.state, before))
        before = step.state
    return tuple(odd)


def _whole(moment: str) -> str:
    """A day alone is taken as its end, so that news of a known hour of that day comes first."""
    return moment if "T" in moment else f"{moment}T99"
