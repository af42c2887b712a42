"""Fits few smooth cubic spans to a dense outline, and writes them as path data (build time).

The fit is Schneider's: least squares per span, split where it is worst, one tangent on both sides
of every split. So neighbouring spans always meet without a kink.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from shapely.geometry import LineString, Polygon

from art.geometry import Points, Spot, catmull

Span = list[Spot]
Array = Any  # numpy, which is there at build time only, has no types for the checker here
FINE = 0.4  # picture units between the points that are fitted
LOOK = 1.0  # half the stretch over which a tangent is measured
TOLERANCE = 0.09
_ROUNDS = 6
_EASING = 8  # times; rounds what is sharper than about one unit
_WORTH_ANOTHER_ROUND = 16.0


def bezier_ring(shape: Polygon, tolerance: float = TOLERANCE) -> list[Span]:
    """Return cubic spans [p0, c1, c2, p3] round the outline of a shape, none meeting at a kink."""
    ring = shape.exterior
    count = max(24, round(ring.length / FINE))
    points = np.array(
        [ring.interpolate(k / count, normalized=True).coords[0] for k in range(count)]
    )
    points = _eased(points)
    start = int(np.argmin(points[:, 1]))
    points = np.roll(points, -start, axis=0)
    closed = np.vstack([points, points[:1]])
    reach = max(1, round(LOOK / FINE))
    ahead = _unit(points[reach] - points[-reach])
    return _spans(_fit(closed, ahead, -ahead, tolerance))


def bezier_line(points: Points, tolerance: float = 0.05) -> list[Span]:
    """Return cubic spans along the smooth open curve through a few points."""
    line = LineString(catmull(points, step=0.3))
    count = max(4, round(line.length / 0.3))
    dense = np.array(
        [line.interpolate(k / count, normalized=True).coords[0] for k in range(count + 1)]
    )
    return _spans(_fit(dense, _unit(dense[1] - dense[0]), _unit(dense[-2] - dense[-1]), tolerance))


def flatten(spans: Sequence[Points], step: float = 2.0) -> list[Spot]:
    """Return points along spans, about one a step."""
    out: list[Spot] = []
    for p0, c1, c2, p3 in spans:
        count = max(2, math.ceil(math.dist(p0, p3) / step))
        for k in range(count):
            t = k / count
            u = 1 - t
            w = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
            out.append(
                (
                    w[0] * p0[0] + w[1] * c1[0] + w[2] * c2[0] + w[3] * p3[0],
                    w[0] * p0[1] + w[1] * c1[1] + w[2] * c2[1] + w[3] * p3[1],
                )
            )
    return out


def path_data(spans: Sequence[Points], *, closed: bool) -> str:
    """Return SVG path data of spans, in hundredths so that joins stay smooth when enlarged."""
    parts = [f"M{number(spans[0][0][0])} {number(spans[0][0][1])}"]
    for _, c1, c2, p3 in spans:
        parts.append("C" + " ".join(number(v) for p in (c1, c2, p3) for v in p))
    return "".join(parts) + ("Z" if closed else "")


def polygon_data(corners: Points) -> str:
    """Return SVG path data of a polygon, in tenths."""
    words = [f"{number(x, 1)} {number(y, 1)}" for x, y in corners]
    return "M" + "L".join(words) + "Z"


def number(value: float, places: int = 2) -> str:
    """Return a number as short as its places allow."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return text if text not in ("-0", "") else "0"


def _eased(points: Array) -> Array:
    """Even out the facets that buffers leave, far below the width of a line."""
    for _ in range(_EASING):
        points = (np.roll(points, 1, axis=0) + 2 * points + np.roll(points, -1, axis=0)) / 4
    return points


def _fit(points: Array, ahead: Array, back: Array, tolerance: float) -> list[Array]:
    if len(points) <= 2:
        third = np.linalg.norm(points[-1] - points[0]) / 3
        return [np.array([points[0], points[0] + ahead * third, points[-1] + back * third,
                          points[-1]])]  # fmt: skip
    t = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    t /= t[-1]
    curve = _least_squares(points, t, ahead, back)
    worst, at = _error(points, curve, t)
    if worst < tolerance**2:
        return [curve]
    if worst < _WORTH_ANOTHER_ROUND * tolerance**2:
        for _ in range(_ROUNDS):
            t = _better(points, curve, t)
            curve = _least_squares(points, t, ahead, back)
            worst, at = _error(points, curve, t)
            if worst < tolerance**2:
                return [curve]
    at = min(max(at, 1), len(points) - 2)
    reach = min(round(LOOK / FINE), at, len(points) - 1 - at)
    middle = _unit(points[at - reach] - points[at + reach])
    return _fit(points[: at + 1], ahead, middle, tolerance) + _fit(
        points[at:], -middle, back, tolerance
    )


def _least_squares(points: Array, t: Array, ahead: Array, back: Array) -> Array:
    """Return the span with these end tangents that lies closest to the points."""
    u = 1 - t
    b0, b1, b2, b3 = u**3, 3 * t * u * u, 3 * t * t * u, t**3
    first, last = points[0], points[-1]
    a1, a2 = np.outer(b1, ahead), np.outer(b2, back)
    rest = points - np.outer(b0 + b1, first) - np.outer(b2 + b3, last)
    c00, c01, c11 = (a1 * a1).sum(), (a1 * a2).sum(), (a2 * a2).sum()
    x0, x1 = (a1 * rest).sum(), (a2 * rest).sum()
    det = c00 * c11 - c01 * c01
    length = float(np.linalg.norm(last - first))
    one = (x0 * c11 - x1 * c01) / det if abs(det) > 1e-12 else 0.0
    two = (c00 * x1 - c01 * x0) / det if abs(det) > 1e-12 else 0.0
    if min(one, two) < 0.05 * length:
        one = two = length / 3
    return np.array([first, first + ahead * one, last + back * two, last])


def _at(curve: Array, t: Array) -> Array:
    u = 1 - t
    out: Array = (
        np.outer(u**3, curve[0])
        + np.outer(3 * t * u * u, curve[1])
        + np.outer(3 * t * t * u, curve[2])
        + np.outer(t**3, curve[3])
    )
    return out


def _error(points: Array, curve: Array, t: Array) -> tuple[float, int]:
    away = ((_at(curve, t) - points) ** 2).sum(axis=1)
    at = int(np.argmax(away))
    return float(away[at]), at


def _better(points: Array, curve: Array, t: Array) -> Array:
    """Move each parameter towards the nearest place on the curve (Newton's step)."""
    d1 = 3 * np.diff(curve, axis=0)
    d2 = 2 * np.diff(d1, axis=0)
    u = 1 - t
    away = _at(curve, t) - points
    one = np.outer(u * u, d1[0]) + np.outer(2 * u * t, d1[1]) + np.outer(t * t, d1[2])
    two = np.outer(u, d2[0]) + np.outer(t, d2[1])
    top = (away * one).sum(axis=1)
    below = (one * one).sum(axis=1) + (away * two).sum(axis=1)
    moved = t - np.divide(top, below, out=np.zeros_like(top), where=np.abs(below) > 1e-9)
    out: Array = np.sort(np.clip(moved, 0.0, 1.0))
    return out


def _unit(vector: Array) -> Array:
    out: Array = vector / (np.linalg.norm(vector) or 1.0)
    return out


def _spans(curves: Sequence[Array]) -> list[Span]:
    return [[(float(x), float(y)) for x, y in curve] for curve in curves]
