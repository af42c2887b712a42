"""Runs two programs turn by turn, so that a busy machine troubles both alike."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

Measure = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Seconds of each round, ours and the reference's."""

    ours: tuple[float, ...]
    reference: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Ratio of the medians."""
        return statistics.median(self.ours) / statistics.median(self.reference)

    def absolute(self) -> dict[str, float]:
        """Medians and minima in milliseconds, for the table."""
        return {
            "ours ms": statistics.median(self.ours) * 1000,
            "ours least ms": min(self.ours) * 1000,
            "reference ms": statistics.median(self.reference) * 1000,
            "reference least ms": min(self.reference) * 1000,
        }


def interleave(*, ours: Measure, reference: Measure, rounds: int = 9, warm_up: int = 1) -> Pair:
    """Measure ours and the reference in turn; the first ``warm_up`` rounds do not count."""
    taken = []
    for number in range(warm_up + rounds):
        first, second = (ours, reference) if number % 2 else (reference, ours)
        one, two = first(), second()
        taken.append((one, two) if number % 2 else (two, one))
    counted = taken[warm_up:]
    return Pair(
        ours=tuple(mine for mine, _ in counted),
        reference=tuple(theirs for _, theirs in counted),
    )
