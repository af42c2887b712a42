"""Where the oval of a mark lies on its drawing, and where its number stands: arithmetic alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, radians, sin

from storage.records.body_map import Mark

Point = tuple[float, float]

_DIRECTIONS = 24
_RINGS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Oval:
    """An oval with its middle, its half widths (both 0: a point) and its turn in degrees.

    ``y`` and the turn go as on a screen: downwards and clockwise.
    """

    x: float
    y: float
    wide: float = 0.0
    high: float = 0.0
    turn: int = 0

    def reach(self, angle: float) -> float:
        """Return how far its edge lies from its middle in a direction (radians, clockwise)."""
        if not self.wide or not self.high:
            return 0.0
        own = angle - radians(self.turn)
        return self.wide * self.high / hypot(self.high * cos(own), self.wide * sin(own))

    def at(self, across: float, down: float) -> Point:
        """Return the point that lies so far along its own axes from its middle."""
        turned = radians(self.turn)
        return (
            self.x + across * cos(turned) - down * sin(turned),
            self.y + across * sin(turned) + down * cos(turned),
        )

    def own(self, x: float, y: float) -> Point:
        """Return how far a point lies along its own axes from its middle."""
        turned = radians(self.turn)
        dx, dy = x - self.x, y - self.y
        return (dx * cos(turned) + dy * sin(turned), dy * cos(turned) - dx * sin(turned))

    def holds(self, x: float, y: float, *, more: float = 0.0) -> bool:
        """Whether a point lies inside, or no further outside than ``more``."""
        across, down = self.own(x, y)
        wide, high = self.wide + more, self.high + more
        return wide > 0 and high > 0 and (across / wide) ** 2 + (down / high) ** 2 <= 1.0


def oval_of(mark: Mark, *, width: float, height: float) -> Oval:
    """Return a mark's oval on its drawing when that is drawn so wide and so high."""
    longer = max(width, height)
    return Oval(
        x=mark.x * width / 1000,
        y=mark.y * height / 1000,
        wide=mark.across * longer / 2000,
        high=mark.down * longer / 2000,
        turn=mark.turn,
    )


def label_places(
    ovals: Sequence[Oval], *, radius: float, width: float, height: float
) -> tuple[Point, ...]:
    """Return the middle of each mark's number: beside its shape, never on it, on no other number
    and on no other shape while there is room. The same shapes give the same places.
    """
    placed: list[Point] = []
    for index, oval in enumerate(ovals):
        others = [other for place, other in enumerate(ovals) if place != index]
        placed.append(_beside(oval, others, placed, radius=radius, limits=(width, height)))
    return tuple(placed)


def _beside(
    oval: Oval, others: Sequence[Oval], taken: Sequence[Point], *, radius: float, limits: Point
) -> Point:
    first = 0.0 if oval.x >= limits[0] / 2 else pi  # away from the middle of the body
    best, most = (oval.x, oval.y), float("-inf")
    for ring in range(_RINGS):
        for step in range(_DIRECTIONS):
            turn = (step + 1) // 2 * (1 if step % 2 else -1)
            angle = first + turn * 2 * pi / _DIRECTIONS
            far = oval.reach(angle) + radius * (1.55 + 0.7 * ring)
            at = (oval.x + far * cos(angle), oval.y + far * sin(angle))
            room = _room(at, others, taken, radius, limits)
            if room >= 0:
                return at
            if room > most:
                best, most = at, room
    return best


def _room(
    at: Point, others: Sequence[Oval], taken: Sequence[Point], radius: float, limits: Point
) -> float:
    """How far a number here stays from everything else; below 0 it touches something."""
    inside = min(at[0], at[1], limits[0] - at[0], limits[1] - at[1]) - radius
    numbers = min((hypot(at[0] - x, at[1] - y) for x, y in taken), default=9e9) - 2 * radius - 1
    shapes = min((_from_oval(at, other) for other in others), default=9e9) - radius - 1.5
    return min(inside, numbers, shapes)


def _from_oval(at: Point, oval: Oval) -> float:
    """How far a point lies outside a shape, on the line to its middle; below 0 inside."""
    dx, dy = at[0] - oval.x, at[1] - oval.y
    return hypot(dx, dy) - oval.reach(atan2(dy, dx))
