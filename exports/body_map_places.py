"""Finds a place for the number of each mark where none covers another, nor another's spot."""

from collections.abc import Iterator, Sequence
from math import atan2, cos, hypot, pi, sin

Point = tuple[float, float]

_APART = 1.0  # points between two numbers
_CLEAR = 2.5  # points between a number and the spot of a mark
_RINGS = 16
_DIRECTIONS = 24


def number_places(
    spots: Sequence[Point], *, radius: float, width: float, height: float
) -> tuple[Point, ...]:
    """Return the middle of each mark's number, in points, for figures of this size.

    A number stands on its spot where there is room; where marks lie close together it stands beside
    it, and a line is to be drawn to the spot. The same spots give the same places.
    """
    near = 2 * radius + _APART
    crowded = {
        index
        for index, spot in enumerate(spots)
        if any(_apart(spot, other) < near for place, other in enumerate(spots) if place != index)
    }
    placed = {index: spot for index, spot in enumerate(spots) if index not in crowded}
    for index in sorted(crowded):
        placed[index] = _beside(
            index, spots, tuple(placed.values()), radius=radius, limits=(width, height)
        )
    return tuple(placed[index] for index in range(len(spots)))


def _beside(
    index: int,
    spots: Sequence[Point],
    taken: Sequence[Point],
    *,
    radius: float,
    limits: Point,
) -> Point:
    """The nearest free place, away from the neighbours first; its own spot where there is none."""
    spot = spots[index]
    for x, y in _around(spot, _outwards(index, spots, radius), radius):
        if not (radius <= x <= limits[0] - radius and radius <= y <= limits[1] - radius):
            continue
        free = all(_apart((x, y), other) >= 2 * radius + _APART for other in taken)
        if free and all(_apart((x, y), other) >= radius + _CLEAR for other in spots):
            return x, y
    return spot


def _outwards(index: int, spots: Sequence[Point], radius: float) -> float:
    """The direction away from the middle of the marks close by."""
    spot = spots[index]
    close = [other for other in spots if _apart(spot, other) < 6 * radius]
    across = spot[0] - sum(x for x, _ in close) / len(close)
    up = spot[1] - sum(y for _, y in close) / len(close)
    if hypot(across, up) < radius / 4:
        return index * 2 * pi / 5
    return atan2(up, across)


def _around(spot: Point, first: float, radius: float) -> Iterator[Point]:
    for ring in range(_RINGS):
        far = radius * (1.9 + 0.8 * ring)
        for step in range(_DIRECTIONS):
            turn = (step + 1) // 2 * (1 if step % 2 else -1)
            angle = first + turn * 2 * pi / _DIRECTIONS
            yield spot[0] + far * cos(angle), spot[1] + far * sin(angle)


def _apart(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
