"""The hands of a standing figure in tables, open and relaxed (build time)."""

import math
from dataclasses import dataclass
from itertools import pairwise

from shapely.geometry import Polygon

from art.geometry import Disc, Points, Spot, blob, capsule, discs, join, spots

WEB = 0.8  # fingers part where the gap between them is twice this

# base u, base v, angle, length, root radius, tip radius (u along the arm, v towards the thumb)
Finger = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Hand:
    """A hand in tables: the fingers from index to little finger, the palm, the thumb."""

    fingers: tuple[Finger, ...]
    palm: list[Spot]
    thumb: list[Disc]


OPEN = Hand(
    fingers=(
        (43.0, 14.6, 10.0, 43.0, 4.9, 4.2),
        (45.5, 4.9, 2.5, 47.5, 5.0, 4.3),
        (44.0, -5.1, -5.5, 43.0, 4.9, 4.1),
        (39.0, -14.2, -15.0, 35.0, 4.6, 3.8),
    ),
    palm=spots("""
        -8 11.4, 0 12.6, 10 14.4, 22 17.6, 34 20, 43 19.4, 48 15, 49.5 8, 49 -3, 47 -12, 42 -18,
        33 -19.4, 22 -17.8, 10 -14.6, 0 -12.6, -8 -11.4
        """),
    thumb=discs("6 6 8.6, 18 15.5 7.7, 30 24 6.2, 40 31 5.3, 47.5 36 4.5"),
)
# hanging loosely, seen on its back from the side
RELAXED = Hand(
    fingers=(
        (40.0, 11.0, 3.0, 43.0, 4.9, 4.1),
        (42.0, 3.0, -0.5, 46.0, 4.9, 4.2),
        (40.0, -5.0, -4.0, 43.5, 4.8, 4.1),
        (35.0, -12.4, -7.0, 36.0, 4.5, 3.8),
    ),
    palm=spots("""
        -8 10.6, 0 11.2, 12 12.6, 24 15, 36 16.4, 44 15, 47 8, 47 0, 45 -8, 40 -14.6, 32 -16.4,
        22 -15.8, 10 -13.4, 0 -11.2, -8 -10.6
        """),
    thumb=discs("8 6 7.6, 22 15 6.6, 34 22 5.4, 45 27 4.7, 54 29.6 4"),
)


class Frame:
    """Places local (u, v) coordinates at a wrist: u runs along the arm, v towards the thumb."""

    def __init__(self, x: float, y: float, angle: float, size: float = 1.0) -> None:
        """Put the origin at (x, y); angle in degrees from straight down towards positive x."""
        self.x, self.y, self.size = x, y, size
        a = math.radians(angle)
        self.along = (math.sin(a), math.cos(a))
        self.across = (math.cos(a), -math.sin(a))

    def at(self, u: float, v: float) -> Spot:
        """Return the picture point of a local point."""
        u, v = u * self.size, v * self.size
        return (
            self.x + u * self.along[0] + v * self.across[0],
            self.y + u * self.along[1] + v * self.across[1],
        )

    def line(self, points: Points) -> list[Spot]:
        """Return picture points of local points."""
        return [self.at(u, v) for u, v in points]


def finger(frame: Frame, row: Finger, grow: float = 0.0) -> Polygon:
    """Return one finger, widened by ``grow`` when it serves as a cell."""
    u, v, angle, length, root, tip = row
    a = math.radians(angle)
    stations = []
    for t, r in ((0.0, root), (0.5, (root + tip) / 2 + 0.2), (1.0, tip)):
        reach = t * (length - tip)
        x, y = frame.at(u + reach * math.cos(a), v + reach * math.sin(a))
        stations.append((x, y, (r + grow) * frame.size))
    return capsule(stations)


def thumb(frame: Frame, shape: Hand, grow: float = 0.0, start: int = 0) -> Polygon:
    """Return the thumb, or its outer part from a station on."""
    rows = shape.thumb[start:]
    return capsule([(*frame.at(u, v), (r + grow) * frame.size) for u, v, r in rows])


def hand(frame: Frame, shape: Hand = OPEN) -> Polygon:
    """Return the whole hand."""
    palm = join([blob(frame.line(shape.palm)), thumb(frame, shape)], 3.5 * frame.size, 0.5)
    fingers = (finger(frame, row) for row in shape.fingers)
    return join([palm, *fingers], WEB * frame.size, 0.5)


def between_fingers(frame: Frame, shape: Hand) -> list[list[Spot]]:
    """Return the lines that part fingers lying side by side."""
    lines = []
    for (u1, v1, a1, n1, *_), (u2, v2, a2, n2, *_) in pairwise(shape.fingers):
        angle = math.radians((a1 + a2) / 2)
        u, v = (u1 + u2) / 2 + 3, (v1 + v2) / 2
        reach = min(u1 + n1, u2 + n2) - u - 6
        steps = (0.0, reach / 2, reach)
        lines.append(
            frame.line([(u + d * math.cos(angle), v + d * math.sin(angle)) for d in steps])
        )
    return lines
