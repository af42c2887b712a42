"""Rough cells along limbs and their mirrored twins, from which regions are cut (build time)."""

import math
from collections.abc import Sequence

from shapely.geometry import Polygon
from shapely.ops import unary_union

from art.figure import Figure
from art.geometry import Spot, Station, mirror, spots


def spine(along: Sequence[Station], t: float) -> tuple[Spot, Spot]:
    """Return a limb's point at station ``t`` (fractions between) and its unit normal."""
    i = min(max(int(t), 0), len(along) - 2)
    w = t - i
    (ax, ay), (bx, by) = along[i][:2], along[i + 1][:2]
    length = math.hypot(bx - ax, by - ay)
    dx, dy = (bx - ax) / length, (by - ay) / length
    return (ax + (bx - ax) * w, ay + (by - ay) * w), (dy, -dx)


def band(along: Sequence[Station], start: float, end: float, left: float, right: float) -> Polygon:
    """Return the band of a limb between two stations, so wide to the left and right of it."""
    steps = [start + (end - start) * k / 12 for k in range(13)]
    sides: tuple[list[Spot], list[Spot]] = ([], [])
    for t in steps:
        (x, y), (nx, ny) = spine(along, t)
        sides[0].append((x + nx * left, y + ny * left))
        sides[1].append((x - nx * right, y - ny * right))
    return Polygon([*sides[0], *reversed(sides[1])]).buffer(0)


def both(shape: Polygon) -> Polygon:
    """Return a shape joined with its mirror image."""
    return unary_union([shape, mirror(shape)])


def pair(
    drawing: Figure, key: str, name: str, site: str, shape: Polygon, *, front: bool = True
) -> None:
    """Claim an area of the picture's right half and its mirror image for the child's two sides.

    ``name`` has ``{Side}`` where "Left" or "Right" goes. From the front the child's left is on the
    picture's right.
    """
    order = ("left", "right") if front else ("right", "left")
    for side, part in zip(order, (shape, mirror(shape)), strict=True):
        drawing.cell(f"{side}-{key}", name.format(Side=side.capitalize()), site, side, part)


def claim(drawing: Figure, table: str, *, front: bool = True) -> None:
    """Claim the areas of a table of ``key | name | site | points``, one a row, earlier rows first.

    Points are of the picture's right half. A name with ``{Side}`` claims the area and its mirror
    image as two regions; any other claims both together as one in the middle.
    """
    for row in filter(None, (line.strip() for line in table.splitlines())):
        key, name, site, points = (cell.strip() for cell in row.split("|"))
        area = Polygon(spots(points)).buffer(0)
        if "{Side}" in name:
            pair(drawing, key, name, site, area, front=front)
        else:
            drawing.cell(key, name, site, "middle", both(area))


def claim_side(drawing: Figure, table: str, *, side: str) -> None:
    """Claim the areas of such a table as they stand, all of them on one side of the child.

    A row whose key starts with ``=`` lies in the middle of the body.
    """
    for row in filter(None, (line.strip() for line in table.splitlines())):
        key, name, site, points = (cell.strip() for cell in row.split("|"))
        area = Polygon(spots(points)).buffer(0)
        if key.startswith("="):
            drawing.cell(key[1:], name, site, "middle", area)
        else:
            named = name.format(Side=side.capitalize())
            drawing.cell(f"{side}-{key}", named, site, side, area)
