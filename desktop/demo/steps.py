"""Tells a story step by step: each step does one thing and says in one line what came of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from storage.records.errors import UserFacingError
from ui.messages import message_for

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """``work`` returns its outcome in a few words; it raises StepFailedError or any other error."""

    title: str
    work: Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one step."""

    title: str
    ok: bool
    outcome: str


class StepFailedError(Exception):
    """A step did what it should not have done; its words say what."""


def expect(truth: object, words: str) -> None:
    """Raise StepFailedError with ``words`` unless ``truth`` holds."""
    if not truth:
        raise StepFailedError(words)


def tell(steps: Iterable[Step], *, say: Say) -> tuple[Told, ...]:
    """Do the steps in order and say a line for each; the first that fails ends the story."""
    told: list[Told] = []
    for number, step in enumerate(steps, start=1):
        one = _try(step)
        told.append(one)
        say(f"  {'ok  ' if one.ok else 'FAIL'} {number:2}. {one.title}: {one.outcome}")
        if not one.ok:
            break
    return tuple(told)


def _try(step: Step) -> Told:
    try:
        outcome = step.work()
    except UserFacingError as error:
        return Told(title=step.title, ok=False, outcome=message_for(error).text)
    except StepFailedError as error:
        return Told(title=step.title, ok=False, outcome=str(error))
    except Exception as error:  # noqa: BLE001 - border: a fault in one step is its outcome
        return Told(title=step.title, ok=False, outcome=f"a fault in the program ({error!r})")
    return Told(title=step.title, ok=True, outcome=outcome)
