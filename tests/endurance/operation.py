"""One thing the program does, tried with a crash at each of its calls."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.endurance.stage import Stage
from tests.fakes.small_school import SmallSchool


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """``prepare`` furnishes a copy of the made-up school, closed; ``act`` does the thing and says
    what it acknowledges; ``check`` gets the school after the crash and what was said, and raises
    for every truth that does not hold: it opens, it does the thing again, it looks again.
    """

    name: str
    prepare: Callable[[SmallSchool], None]
    act: Callable[[SmallSchool, Stage], None]
    check: Callable[[SmallSchool, list[str]], None]


BASE = "base"


def copy_of(school: SmallSchool, root: Path, *, seed: str) -> SmallSchool:
    """Another copy of a prepared school."""
    return school.copy_to(root, seed=seed)
