"""Hands in tables, shared by the front and back views (build time)."""

import math

from shapely.geometry import Polygon

from art.geometry import Points, Spot, blob, capsule, discs, spots

FINGERS = {
    # base u, base v, angle, length, root radius, tip radius (u along the arm, v towards the thumb)
    "index": (29.0, 11.6, 9.0, 36.0, 4.15, 3.5),
    "middle": (31.0, 4.0, 2.5, 40.0, 4.15, 3.6),
    "ring": (30.0, -4.2, -4.5, 37.0, 4.1, 3.5),
    "little": (26.0, -11.8, -13.0, 30.0, 3.8, 3.2),
}
PALM = spots("""
    -10 10.4, 0 10.8, 10 13.2, 22 15.8, 30 15.8, 34 12, 36 4, 35 -4.5, 31.5 -11.5,
    26 -15.6, 15 -14.6, 4 -11.6, -10 -10.6
    """)
THUMB = discs("13 9 6.4, 22 17 5.7, 32 23.5 4.9, 41 28 3.8")


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


def finger(frame: Frame, name: str, grow: float = 0.0) -> Polygon:
    """Return one finger, widened by ``grow`` when it serves as a cell."""
    u, v, angle, length, root, tip = FINGERS[name]
    a = math.radians(angle)
    stations = []
    for t, r in ((0.0, root), (0.5, (root + tip) / 2 + 0.15), (1.0, tip)):
        reach = t * (length - tip)
        x, y = frame.at(u + reach * math.cos(a), v + reach * math.sin(a))
        stations.append((x, y, (r + grow) * frame.size))
    return capsule(stations)


def thumb(frame: Frame, grow: float = 0.0, start: int = 0) -> Polygon:
    """Return the thumb, or its outer part from a station on."""
    return capsule([(*frame.at(u, v), (r + grow) * frame.size) for u, v, r in THUMB[start:]])


def palm(frame: Frame) -> Polygon:
    """Return the palm with the wrist, without fingers."""
    return blob(frame.line(PALM))
