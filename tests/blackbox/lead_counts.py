"""How many presses, texts and seconds a lead's work takes, beside what other systems ask for."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from driver.keyboard import Keyboard
from form_counts import LETTERS_A_WORD, SECONDS_A_PRESS, WORDS_A_MINUTE, Effort

TABLE = Path(__file__).with_name("other_systems.toml")


@dataclass(frozen=True, kw_only=True)
class Goal:
    """The most that a task may take; ``program`` is the program's own part of the seconds."""

    words: str
    presses: int
    inputs: int
    seconds: float
    program: float


GOALS = {
    "triage": Goal(words="deciding on a concern", presses=6, inputs=1, seconds=60, program=5),
    "call": Goal(words="writing down a call", presses=6, inputs=2, seconds=60, program=5),
    "closing": Goal(
        words="closing a case, nothing open", presses=3, inputs=1, seconds=60, program=5
    ),
    "chronology": Goal(
        words="a chronology for an agency", presses=4, inputs=1, seconds=60, program=10
    ),
}


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One task as it was done; Tabs are stated apart, since a pointer needs none."""

    task: str
    effort: Effort
    tabs: int = 0


def measured(task: str, keys: Keyboard) -> Measured:
    """What a keyboard did since it was made."""
    effort = Effort(
        inputs=keys.inputs,
        presses=keys.presses,
        letters=keys.letters,
        machine_seconds=keys.waited,
    )
    return Measured(task=task, effort=effort, tabs=keys.tabs)


def beside_others(found: list[Measured]) -> str:
    """A table of ours beside the others; AssertionError where a goal is missed, or where another
    system asks less for the same work.
    """
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    lines = [
        f"A lead's work, signed in, by keyboard; {WORDS_A_MINUTE} words of {LETTERS_A_WORD} letters"
        f" a minute, {SECONDS_A_PRESS:.0f} s a press; reading is not counted.",
        f"Others as their public pages say on {table['read_on']}, signing in left out.",
        _line("", "presses", "texts", "Tabs", "seconds", "program"),
    ]
    for one in found:
        goal, effort = GOALS[one.task], one.effort
        own = f"{effort.machine_seconds:.1f}"
        numbers = (effort.presses, effort.inputs, one.tabs, f"{effort.seconds:.0f}", own)
        lines += ["", _line(goal.words, *numbers)]
        most = (goal.presses, goal.inputs, "", f"{goal.seconds:.0f}", f"{goal.program:.0f}")
        lines.append(_line("  at most", *most))
        for system in table["lead"]:
            if system["task"] == one.task:
                lines.append(_other(system))
                _compare(one, system)
        _keep(one, goal)
    return "\n".join(lines)


def _keep(one: Measured, goal: Goal) -> None:
    effort = one.effort
    assert effort.presses <= goal.presses, f"{one.task}: {effort.presses} presses"
    assert effort.inputs <= goal.inputs, f"{one.task}: {effort.inputs} texts"
    assert effort.seconds <= goal.seconds, f"{one.task}: {effort.seconds:.0f} s"
    assert effort.machine_seconds <= goal.program, f"{one.task}: {effort.machine_seconds:.1f} s"


def _compare(one: Measured, system: dict[str, Any]) -> None:
    if system.get("same_work"):
        mine = one.effort.presses + one.effort.inputs
        theirs = system.get("presses", 0) + system.get("inputs", 0)
        assert mine <= theirs, f"{one.task}: {system['name']} asks for less"


def _other(system: dict[str, Any]) -> str:
    presses, inputs = system.get("presses", "-"), system.get("inputs", "-")
    return f"{_line('  ' + system['name'], presses, inputs)}{system['note']}"


def _line(words: str, *numbers: object) -> str:
    return f"{words:<34}" + "".join(f"{number!s:>9}" for number in numbers) + "  "
