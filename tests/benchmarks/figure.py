"""What a benchmark hands back."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured thing.

    ``ratio`` is ours over the reference program's, both measured in this run; it may not exceed
    ``goal``. ``unit`` says over what. ``absolute`` holds figures for people (reported, no gate),
    with their unit in the name, e.g. ``{"ours ms": 312.0}``.
    """

    name: str
    ratio: float
    goal: float
    unit: str
    absolute: Mapping[str, float] = field(default_factory=dict)

    @property
    def reached(self) -> bool:
        """Whether the goal is kept."""
        return self.ratio <= self.goal
