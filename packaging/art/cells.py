"""Rough cells and their mirrored twins, from which regions are cut (build time).

A table has one cell a row: ``key | name | site | points`` or ``key | name | site | zoom | points``.
Earlier rows win. A key that starts with ``~`` has a smooth border through its points. ``zoom``
names a closer view of the same place; ``{side}`` and ``{Side}`` stand for the child's own side.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shapely.geometry import Polygon
from shapely.ops import unary_union

from art.figure import Figure
from art.geometry import blob, mirror, spots
from art.tiling import Cell


@dataclass(frozen=True)
class Row:
    """One row of a table of cells."""

    key: str
    name: str
    site: str
    zoom: str
    shape: Polygon

    @property
    def sided(self) -> bool:
        """Whether there is one of this on each side of the child."""
        return "{Side}" in self.name

    def cell(self, side: str, shape: Polygon) -> Cell:
        """Return the cell of one side, or of the middle."""
        key = f"{side}-{self.key}" if self.sided else self.key
        name = self.name.format(Side=side.capitalize())
        return Cell(key, name, self.site, side, shape, self.zoom.format(side=side))


def both(shape: Polygon) -> Polygon:
    """Return a shape joined with its mirror image."""
    return unary_union([shape, mirror(shape)])


def pair(drawing: Figure, row: Row, *, front: bool = True) -> None:
    """Claim an area of the picture's right half and its mirror image for the child's two sides.

    From the front the child's left is on the picture's right.
    """
    order = ("left", "right") if front else ("right", "left")
    for side, part in zip(order, (row.shape, mirror(row.shape)), strict=True):
        drawing.claim(row.cell(side, part))


def claim(
    drawing: Figure, table: str, *, front: bool = True, within: Polygon | None = None
) -> None:
    """Claim the areas of a table whose points are of the picture's right half.

    A name with ``{Side}`` claims the area and its mirror image as two regions; any other claims
    both together as one in the middle. ``within`` limits the areas of the right half.
    """
    for row in _rows(table, within):
        if row.sided:
            pair(drawing, row, front=front)
        else:
            drawing.claim(row.cell("middle", both(row.shape)))


def claim_side(drawing: Figure, table: str, *, side: str, within: Polygon | None = None) -> None:
    """Claim the areas of a table as they stand, all of them on one side of the child.

    A row whose name has no ``{Side}`` lies in the middle of the body.
    """
    for row in _rows(table, within):
        if row.sided:
            drawing.claim(row.cell(side, row.shape))
        else:
            cell = row.cell("middle", row.shape)
            drawing.claim(replace(cell, zoom=row.zoom.format(side=side)))


def _rows(table: str, within: Polygon | None) -> Iterator[Row]:
    for line in filter(None, (line.strip() for line in table.splitlines())):
        key, name, site, *zoom, points = (cell.strip() for cell in line.split("|"))
        at = spots(points)
        shape = blob(at, step=2.5) if key.startswith("~") else Polygon(at).buffer(0)
        if within is not None:
            shape &= within
        yield Row(key.lstrip("~"), name, site, zoom[0] if zoom else "", shape)
