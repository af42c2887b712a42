"""How often a child could and did not come to school: counted, said as facts, never a score."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Sessions (half days) from an ISO day to an ISO day: possible, missed, and of these without
    leave (None where that was not counted).
    """

    since: str
    until: str
    possible: int
    missed: int
    unauthorised: int | None = None

    @property
    def words(self) -> str:
        """The counts as people say them."""
        said = f"missed {self.missed} of {self.possible} sessions"
        return f"{said}, {self.unauthorised} without leave" if self.unauthorised else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A share of sessions missed that has a name in guidance: from ``missed_percent`` on."""

    code: str
    label: str
    missed_percent: int


def together(found: Sequence[Absence]) -> Absence | None:
    """Return the sum of stretches that do not overlap; None for none."""
    if not found:
        return None
    counted = [each.unauthorised for each in found if each.unauthorised is not None]
    return Absence(
        since=min(each.since for each in found),
        until=max(each.until for each in found),
        possible=sum(each.possible for each in found),
        missed=sum(each.missed for each in found),
        unauthorised=sum(counted) if counted else None,
    )


def reached(absence: Absence, thresholds: Iterable[Threshold]) -> tuple[Threshold, ...]:
    """Return the thresholds that the counts reach, the highest first."""
    met = [
        each
        for each in thresholds
        if absence.possible and absence.missed * 100 >= each.missed_percent * absence.possible
    ]
    return tuple(sorted(met, key=lambda each: -each.missed_percent))
