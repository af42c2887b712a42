"""Where the oval of a mark lies on its drawing, and where its number stands: arithmetic alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, radians, sin

from storage.records.body_map import Mark

Point = tuple[float, float]
Box = tuple[float, float, float, float]

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
    ovals: Sequence[Oval],
    *,
    radius: float,
    width: float,
    height: float,
    keep_off: Sequence[Box] = (),
) -> tuple[Point, ...]:
    """Return the middle of each mark's number: beside its shape, never on it, and while there is
    room on no other number, no other shape and none of the boxes to keep off (left, top, right,
    bottom). The same shapes give the same places.
    """
    placed: list[Point] = []
    for index, oval in enumerate(ovals):
        others = [other for place, other in enumerate(ovals) if place != index]
        spot = _Room(others, placed, radius, (width, height), keep_off)
        placed.append(_beside(oval, spot))
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class _Room:
    """What a number has to stay off."""

    others: Sequence[Oval]
    taken: Sequence[Point]
    radius: float
    limits: Point
    keep_off: Sequence[Box]

    def at(self, at: Point) -> float:
        """How far a number here stays from everything else; below 0 it touches something."""
        inside = min(at[0], at[1], self.limits[0] - at[0], self.limits[1] - at[1]) - self.radius
        numbers = [hypot(at[0] - x, at[1] - y) - 2 * self.radius - 1 for x, y in self.taken]
        shapes = [_from_oval(at, other) - self.radius - 1.5 for other in self.others]
        boxes = [_from_box(at, box) - self.radius for box in self.keep_off]
        return min(inside, *numbers, *shapes, *boxes, 9e9)


def _beside(oval: Oval, room: _Room) -> Point:
    """The nearest place with room, first away from the middle of the body."""
    first = 0.0 if oval.x >= room.limits[0] / 2 else pi
    best, most = (oval.x, oval.y), float("-inf")
    for ring in range(_RINGS):
        for step in range(_DIRECTIONS):
            turn = (step + 1) // 2 * (1 if step % 2 else -1)
            angle = first + turn * 2 * pi / _DIRECTIONS
            far = oval.reach(angle) + room.radius * (1.55 + 0.7 * ring)
            at = (oval.x + far * cos(angle), oval.y + far * sin(angle))
            free = room.at(at)
            if free >= 0:
                return at
            if free > most:
                best, most = at, free
    return best


def _from_oval(at: Point, oval: Oval) -> float:
    """How far a point lies outside a shape, on the line to its middle; below 0 inside."""
    dx, dy = at[0] - oval.x, at[1] - oval.y
    return hypot(dx, dy) - oval.reach(atan2(dy, dx))


def _from_box(at: Point, box: Box) -> float:
    """How far a point lies outside a box; 0 inside."""
    across = max(box[0] - at[0], 0.0, at[0] - box[2])
    down = max(box[1] - at[1], 0.0, at[1] - box[3])
    return hypot(across, down)
