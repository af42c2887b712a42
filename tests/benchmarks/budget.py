"""Figures that are budgets for people: reported beside their goal, never a gate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """One absolute figure, e.g. 84 of 100 ms."""

    name: str
    value: float
    goal: float
    unit: str
