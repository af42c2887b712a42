"""A professional disagreement: what the school does not accept, taken up the ladder step by step
until it ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.records.referral_waits import Wait
from storage.records.referrals import begun
from storage.records.time_limits import Limits, deadline
from storage.records.when import When

# How it can end; what they are called is data (escalation_steps).
ENDS = ("resolved", "withdrawn", "top")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A step of the ladder; ``timer`` is the code of the time limit of its answer."""

    code: str
    label: str
    timer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementStep:
    """What was said at a step: by ``by`` where it is an answer, else by the school to
    ``with_whom``. ``ended`` is one of ENDS or empty.
    """

    step: str
    happened: When
    text: str
    by: str = ""
    with_whom: str = ""
    decision: str = ""
    reason: str = ""
    outcome: str = ""
    ended: str = ""
    files: tuple[str, ...] = ()
    author: str = ""
    recorded_at: str = ""
    seq: int = 0

    @property
    def begun(self) -> str:
        """When it happened, as text that sorts."""
        return begun(self.happened, self.recorded_at)

    @property
    def sorts(self) -> tuple[str, str, int]:
        """The order in which steps happened."""
        moment = self.begun if "T" in self.begun else f"{self.begun}T99"
        return (moment, self.recorded_at, self.seq)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """``steps`` stand in the order in which they happened; the first is the raising itself."""

    id: str
    pupils: tuple[str, ...]
    sought: str = ""
    case: str = ""
    referral: str = ""
    reason: str = ""
    author: str = ""
    recorded_at: str = ""
    steps: tuple[DisagreementStep, ...] = ()

    @property
    def ended(self) -> str:
        """How it ended: one of ENDS, empty while it is open. What happened after an end opens it
        again.
        """
        return self.steps[-1].ended if self.steps else ""


def disagreement_wait(
    disagreement: Disagreement, *, rungs: tuple[Rung, ...], limits: Limits
) -> Wait | None:
    """Return what is waited for: an answer at the step reached, or after one the school's own
    decision; None when it has ended.
    """
    if not disagreement.steps or disagreement.ended:
        return None
    last = disagreement.steps[-1]
    rung = next((one for one in rungs if one.code == last.step), None)
    label = rung.label if rung else last.step
    if last.by:
        words, code = "An answer has come: end it, or take it one step up", "escalation_next"
    else:
        words, code = f"An answer to the disagreement ({label})", rung.timer if rung else ""
    limit = limits.get(code)
    if limit is None:
        return Wait(kind="disagreement", words=words, day=last.begun[:10])
    over = deadline(limit, last.begun, limits.calendar)
    return Wait(kind="disagreement", words=words, day=over.day, silent=limit.silent, limit=limit)


def next_rung(step: str, rungs: tuple[Rung, ...]) -> str:
    """Return the code of the step above, empty at the top; an unknown step is followed by the
    first.
    """
    codes = [rung.code for rung in rungs]
    place = codes.index(step) + 1 if step in codes else 0
    return codes[place] if place < len(codes) else ""


def skipped(disagreement: Disagreement, rungs: Mapping[str, int]) -> tuple[str, ...]:
    """Return the codes of steps that came out of the usual order; ``rungs`` says the place of each
    on the ladder.
    """
    odd, before = [], -1
    for step in disagreement.steps:
        place = rungs.get(step.step, before)
        if place < before or place > before + 1:
            odd.append(step.step)
        before = place
    return tuple(odd)
