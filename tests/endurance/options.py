"""What a long run is told: how much, with which randomness, where, and to whom it speaks."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How much to do. ``steps`` is 0 for every system call, else a sample per operation; ``only``
    names the operations to look at (empty: all).

    ``work`` is an empty folder of this run's own, gone afterwards; ``shared`` one for what several
    runs use; ``short`` is the sample in the
    test command; ``say`` writes one line for people.
    """

    kills: int
    disks: int
    steps: int
    seed: int
    short: bool
    only: frozenset[str]
    work: Path
    shared: Path
    processes: int
    say: Callable[[str], None]

    def chance(self, purpose: str) -> random.Random:
        """Return randomness of its own for ``purpose``, the same for the same seed."""
        return random.Random(f"{self.seed} {purpose}")

    def many(self, long: int, short: int) -> int:
        """Pick the size for the long or the short run."""
        return short if self.short else long
