"""Curves, limbs and joined shapes of the body drawings, from tables of points (build time)."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from shapely import affinity
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.ops import unary_union

Spot = tuple[float, float]
Disc = tuple[float, float, float]
Station = tuple[float, float, float, float]
Points = Sequence[Spot]
GRID = 0.1
STEP = 0.5  # between the points of a curve that becomes an outline


def catmull(points: Points, *, closed: bool = False, step: float = STEP) -> list[Spot]:
    """Return a dense polyline of the centripetal Catmull-Rom curve through the points."""
    pts = list(points)
    if closed:
        padded = [pts[-1], *pts, pts[0], pts[1]]
    else:
        first = (2 * pts[0][0] - pts[1][0], 2 * pts[0][1] - pts[1][1])
        last = (2 * pts[-1][0] - pts[-2][0], 2 * pts[-1][1] - pts[-2][1])
        padded = [first, *pts, last]
    out: list[Spot] = []
    for i in range(1, len(padded) - 2):
        out.extend(_segment(padded[i - 1], padded[i], padded[i + 1], padded[i + 2], step))
    if not closed:
        out.append(pts[-1])
    return out


def _segment(p0: Spot, p1: Spot, p2: Spot, p3: Spot, step: float) -> list[Spot]:
    """Return points of one centripetal span from p1 up to, not including, p2."""
    t0 = 0.0
    t1 = t0 + max(math.dist(p0, p1), 1e-6) ** 0.5
    t2 = t1 + max(math.dist(p1, p2), 1e-6) ** 0.5
    t3 = t2 + max(math.dist(p2, p3), 1e-6) ** 0.5

    def mix(a: Spot, b: Spot, ta: float, tb: float, t: float) -> Spot:
        w = (t - ta) / (tb - ta)
        return (a[0] + (b[0] - a[0]) * w, a[1] + (b[1] - a[1]) * w)

    out = []
    count = max(2, math.ceil(math.dist(p1, p2) / step))
    for k in range(count):
        t = t1 + (t2 - t1) * k / count
        a1, a2, a3 = mix(p0, p1, t0, t1, t), mix(p1, p2, t1, t2, t), mix(p2, p3, t2, t3, t)
        b1, b2 = mix(a1, a2, t0, t2, t), mix(a2, a3, t1, t3, t)
        out.append(mix(b1, b2, t1, t2, t))
    return out


def blob(points: Points, *, step: float = STEP) -> Polygon:
    """Return the closed smooth shape through the points."""
    return Polygon(catmull(points, closed=True, step=step)).buffer(0)


def half_blob(points: Points, *, axis: float = 0.0) -> Polygon:
    """Return the symmetric closed shape whose right half runs from the axis to the axis."""
    left = [(2 * axis - x, y) for x, y in reversed(points) if abs(x - axis) > 1e-6]
    return blob([*points, *left])


def limb(along: Sequence[Station]) -> Polygon:
    """Return a limb from its stations (x, y, left radius, right radius).

    Left and right are seen in the direction of travel with y pointing down.
    """
    n = len(along)
    left: list[Spot] = []
    right: list[Spot] = []
    for i, (x, y, rl, rr) in enumerate(along):
        ax, ay = along[max(0, i - 1)][:2]
        bx, by = along[min(n - 1, i + 1)][:2]
        length = math.hypot(bx - ax, by - ay)
        dx, dy = (bx - ax) / length, (by - ay) / length
        left.append((x + dy * rl, y - dx * rl))
        right.append((x - dy * rr, y + dx * rr))
    ring = catmull(left) + catmull(right)[::-1]
    return largest(Polygon(ring).buffer(0))


def capsule(points: Sequence[Disc]) -> Polygon:
    """Return the hull of round stations (x, y, radius), each with the next: a finger or a toe."""
    round_parts = [Point(x, y).buffer(r, quad_segs=24) for x, y, r in points]
    if len(round_parts) == 1:
        return round_parts[0]
    return unary_union([unary_union(both).convex_hull for both in pairwise(round_parts)])


def ellipse(cx: float, cy: float, rx: float, ry: float, angle: float = 0.0) -> Polygon:
    """Return an ellipse turned by an angle in degrees."""
    a = math.radians(angle)
    ring = []
    for k in range(96):
        t = 2 * math.pi * k / 96
        u, v = rx * math.cos(t), ry * math.sin(t)
        x, y = u * math.cos(a) - v * math.sin(a), u * math.sin(a) + v * math.cos(a)
        ring.append((cx + x, cy + y))
    return Polygon(ring)


def mirror(shape: Polygon, axis: float = 0.0) -> Polygon:
    """Return the shape mirrored in a vertical axis."""
    return affinity.scale(shape, -1.0, 1.0, origin=(axis, 0.0))


def mirror_points(points: Iterable[Spot], axis: float = 0.0) -> list[Spot]:
    """Return points mirrored in a vertical axis."""
    return [(2 * axis - x, y) for x, y in points]


def largest(shape: Polygon | MultiPolygon) -> Polygon:
    """Return the largest part, without holes."""
    if isinstance(shape, MultiPolygon):
        shape = max(shape.geoms, key=lambda part: part.area)
    return Polygon(shape.exterior)


def fillet(shape: Polygon, hollow: float, corner: float | None = None) -> Polygon:
    """Round hollows (closing) and corners (opening) of a shape with the given radii."""
    r = hollow if corner is None else corner
    closed = shape.buffer(hollow, quad_segs=24).buffer(-hollow, quad_segs=24)
    return largest(closed.buffer(-r, quad_segs=24).buffer(r, quad_segs=24))


def join(shapes: Iterable[Polygon], hollow: float, corner: float = 0.6) -> Polygon:
    """Return the union of shapes with rounded joins."""
    return fillet(largest(unary_union(list(shapes))), hollow, corner)


def spots(text: str) -> list[Spot]:
    """Read a table of points, ``x y, x y``."""
    return [(row[0], row[1]) for row in _rows(text, 2)]


def discs(text: str) -> list[Disc]:
    """Read a table of round stations, ``x y radius, …``."""
    return [(row[0], row[1], row[2]) for row in _rows(text, 3)]


def stations(text: str) -> list[Station]:
    """Read a table of a limb's stations, ``x y left right, …``."""
    return [(row[0], row[1], row[2], row[3]) for row in _rows(text, 4)]


def strokes(text: str) -> list[list[Spot]]:
    """Read a table of lines, one a row; what follows ``#`` says what the line is."""
    rows = (row.partition("#")[0].strip() for row in text.splitlines())
    return [spots(row) for row in rows if row]


def _rows(text: str, count: int) -> list[list[float]]:
    rows = [[float(word) for word in item.split()] for item in text.split(",")]
    if any(len(row) != count for row in rows):
        raise ValueError(f"every item of this table has {count} numbers: {text[:40]!r}")
    return rows


def eased(shape: Polygon, step: float) -> Polygon:
    """Return the smooth shape through points ``step`` apart on an outline: corners go."""
    ring = shape.exterior
    count = max(8, round(ring.length / step))
    points = [ring.interpolate(k / count, normalized=True) for k in range(count)]
    return blob([(point.x, point.y) for point in points])
