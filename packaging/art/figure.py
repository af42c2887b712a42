"""One drawing under construction, and what its file will hold (build time)."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from shapely import affinity
from shapely.geometry import Polygon

from art.bezier import bezier_line, bezier_ring, flatten, number, path_data, polygon_data
from art.geometry import Points
from art.tiling import Cell, centre, tiled


@dataclass
class Figure:
    """Everything of one view, in its own units, before it becomes a file."""

    view: str
    title: str
    figure: str
    silhouette: Polygon
    lines: list[tuple[str, Points]] = field(default_factory=list)
    shapes: list[tuple[str, Polygon]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    labels: list[tuple[str, float, float, str]] = field(default_factory=list)
    margin: tuple[float, float, float, float] = (30, 26, 30, 40)
    least_width: float = 0.0
    version: int = 1

    def faint(self, *lines: Points) -> None:
        """Add faint inner lines through the given points."""
        self.lines.extend(("faint", line) for line in lines)

    def firm(self, *lines: Points) -> None:
        """Add inner lines as strong as the outline."""
        self.lines.extend(("firm", line) for line in lines)

    def claim(self, cell: Cell) -> None:
        """Claim an area; earlier claims win."""
        self.cells.append(cell)

    def mirrored(self, *, view: str, title: str, side: tuple[str, str]) -> "Mirrored":
        """Return the other side of the same thing, whose names say ``side[1]`` for ``side[0]``."""
        return Mirrored(figure=self, view=view, title=title, side=side)

    def enlarged(self, times: float) -> "Figure":
        """Return the same drawing so many times as large, its lines no thicker."""

        def grown(shape: Polygon) -> Polygon:
            return affinity.scale(shape, times, times, origin=(0, 0))

        return replace(
            self,
            silhouette=grown(self.silhouette),
            lines=[
                (weight, [(x * times, y * times) for x, y in points])
                for weight, points in self.lines
            ],
            shapes=[(weight, grown(shape)) for weight, shape in self.shapes],
            cells=[replace(cell, shape=grown(cell.shape)) for cell in self.cells],
            labels=[(text, x * times, y * times, anchor) for text, x, y, anchor in self.labels],
        )

    def finished(self) -> dict[str, Any]:
        """Return what the drawing's file holds, in picture units (origin top left)."""
        left, top, right, bottom = self.margin
        x0, y0, x1, y1 = self.silhouette.bounds
        width = max(x1 - x0 + left + right, self.least_width)
        dx = left - x0 + (width - (x1 - x0 + left + right)) / 2
        dy = top - y0
        height = y1 - y0 + top + bottom
        outline = bezier_ring(affinity.translate(self.silhouette, dx, dy))
        lines = [(weight, _moved_line(points, dx, dy)) for weight, points in self.lines]
        lines += [(weight, _moved_shape(shape, dx, dy)) for weight, shape in self.shapes]
        return {
            "id": f"{self.view}@{self.version}",
            "figure": self.figure,
            "title": self.title,
            "width": round(width),
            "height": round(height),
            "outline": path_data(outline, closed=True),
            "lines": [{"weight": weight, "path": path} for weight, path in lines],
            "labels": [
                {"text": text, "x": round(x + dx), "y": round(y + dy), "anchor": anchor}
                for text, x, y, anchor in self.labels
            ],
            "regions": self._regions(Polygon(flatten(outline)).buffer(0), dx, dy),
        }

    def _regions(self, skin: Polygon, dx: float, dy: float) -> list[dict[str, Any]]:
        cells = [
            Cell(c.key, c.name, c.site, c.side, affinity.translate(c.shape, dx, dy), c.zoom)
            for c in self.cells
        ]
        out = []
        for cell, area in tiled(self.view, skin, cells):
            x, y = centre(area)
            out.append(
                {
                    "id": cell.key,
                    "name": cell.name,
                    "site": cell.site,
                    "side": cell.side,
                    "zoom": cell.zoom,
                    "centre": [round(x), round(y)],
                    "path": polygon_data(list(area.exterior.coords)[:-1]),
                }
            )
        return out


@dataclass(frozen=True)
class Mirrored:
    """The mirror image of a finished drawing: the very same shapes, the names of the other side."""

    figure: Figure
    view: str
    title: str
    side: tuple[str, str]

    def finished(self) -> dict[str, Any]:
        """Return what the drawing's file holds."""
        value = self.figure.finished()
        width = value["width"]
        anchors = {"start": "end", "middle": "middle", "end": "start"}
        return value | {
            "id": f"{self.view}@{self.figure.version}",
            "title": self.title,
            "outline": _flipped(value["outline"], width),
            "lines": [line | {"path": _flipped(line["path"], width)} for line in value["lines"]],
            "labels": [
                label
                | {
                    "text": self._said(label["text"]),
                    "x": width - label["x"],
                    "anchor": anchors[label["anchor"]],
                }
                for label in value["labels"]
            ],
            "regions": [self._region(region, width) for region in value["regions"]],
        }

    def _region(self, region: dict[str, Any], width: int) -> dict[str, Any]:
        words = {key: self._said(region[key]) for key in ("id", "name", "side", "zoom")}
        x, y = region["centre"]
        path = _flipped(region["path"], width)
        return region | words | {"centre": [width - x, y], "path": path}

    def _said(self, text: str) -> str:
        old, new = self.side
        for change in (str.lower, str.capitalize, str.upper):
            text = text.replace(change(old), change(new))
        return text


def _flipped(path: str, width: int) -> str:
    """Return path data of absolute points, mirrored within the picture."""
    return re.sub(
        r"(-?[0-9.]+) (-?[0-9.]+)", lambda at: f"{number(width - float(at[1]))} {at[2]}", path
    )


def _moved_line(points: Points, dx: float, dy: float) -> str:
    return path_data(bezier_line([(x + dx, y + dy) for x, y in points]), closed=False)


def _moved_shape(shape: Polygon, dx: float, dy: float) -> str:
    return path_data(bezier_ring(affinity.translate(shape, dx, dy), 0.05), closed=True)
