"""One drawing under construction: outline, inner lines, cells, and their JSON (build time)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from shapely import affinity, maximum_inscribed_circle, set_precision
from shapely.geometry import LineString, Polygon
from shapely.ops import polygonize, unary_union

from art.geometry import (
    GRID,
    Points,
    bezier_line,
    bezier_ring,
    flatten,
    mirror,
    mirror_points,
    path_data,
)


@dataclass(frozen=True)
class Cell:
    """A rough area that claims its part of the silhouette; earlier cells win over later ones."""

    key: str
    name: str
    site: str
    side: str
    shape: Polygon


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

    def faint(self, *lines: Points) -> None:
        """Add faint inner lines through the given points."""
        self.lines.extend(("faint", line) for line in lines)

    def firm(self, *lines: Points) -> None:
        """Add inner lines as strong as the outline."""
        self.lines.extend(("firm", line) for line in lines)

    def cell(self, key: str, name: str, site: str, side: str, shape: Polygon) -> None:
        """Claim an area; earlier claims win."""
        self.cells.append(Cell(key, name, site, side, shape))

    def mirrored(self, *, view: str, title: str, side: tuple[str, str]) -> "Figure":
        """Return the other side of the same thing: a mirror image whose names say so."""
        old, new = side

        def said(text: str) -> str:
            for a, b in (
                (old, new),
                (old.capitalize(), new.capitalize()),
                (old.upper(), new.upper()),
            ):
                text = text.replace(a, b)
            return text

        flipped = {"start": "end", "end": "start"}
        return Figure(
            view=view,
            title=title,
            figure=self.figure,
            silhouette=mirror(self.silhouette),
            lines=[(weight, mirror_points(points)) for weight, points in self.lines],
            shapes=[(weight, mirror(shape)) for weight, shape in self.shapes],
            cells=[
                Cell(said(c.key), said(c.name), c.site, said(c.side), mirror(c.shape))
                for c in self.cells
            ],
            labels=[(said(t), -x, y, flipped.get(a, a)) for t, x, y, a in self.labels],
            margin=(self.margin[2], self.margin[1], self.margin[0], self.margin[3]),
            least_width=self.least_width,
        )

    def finished(self) -> dict[str, Any]:
        """Return the drawing as a JSON value in picture units (origin top left)."""
        left, top, right, bottom = self.margin
        x0, y0, x1, y1 = self.silhouette.bounds
        width = max(x1 - x0 + left + right, self.least_width)
        dx = left - x0 + (width - (x1 - x0 + left + right)) / 2
        dy = top - y0
        height = y1 - y0 + top + bottom
        outline = bezier_ring(affinity.translate(self.silhouette, dx, dy))
        skin = Polygon(flatten(outline)).buffer(0)
        return {
            "id": f"{self.view}@1",
            "view": self.view,
            "version": 1,
            "figure": self.figure,
            "title": self.title,
            "width": round(width),
            "height": round(height),
            "outline": path_data(outline, closed=True),
            "lines": [
                {"weight": weight, "path": _moved_line(points, dx, dy)}
                for weight, points in self.lines
            ]
            + [
                {
                    "weight": weight,
                    "path": path_data(
                        bezier_ring(affinity.translate(shape, dx, dy), 0.08), closed=True
                    ),
                }
                for weight, shape in self.shapes
            ],
            "labels": [
                {"text": text, "x": round(x + dx), "y": round(y + dy), "anchor": anchor}
                for text, x, y, anchor in self.labels
            ],
            "regions": self._regions(skin, dx, dy),
        }

    def _regions(self, skin: Polygon, dx: float, dy: float) -> list[dict[str, Any]]:
        """Cut the silhouette into regions without gap or overlap."""
        cells = [(cell, affinity.translate(cell.shape, dx, dy)) for cell in self.cells]
        if not cells:
            return []
        faces = _faces(skin, [area for _, area in cells])
        owned: dict[str, list[Polygon]] = {cell.key: [] for cell, _ in cells}
        for face in faces:
            point = face.representative_point()
            owner = next((cell.key for cell, area in cells if area.contains(point)), None)
            if owner is None:
                owner = min(cells, key=lambda pair: pair[1].distance(point))[0].key
            owned[owner].append(face)
        _adopt_islands(owned)
        out = []
        for cell, _ in cells:
            area = unary_union(owned[cell.key])
            if area.is_empty:
                raise ValueError(f"{self.view}: region {cell.key} is empty")
            if not isinstance(area, Polygon):
                raise ValueError(f"{self.view}: region {cell.key} is in {len(area.geoms)} parts")
            if area.interiors:
                raise ValueError(f"{self.view}: region {cell.key} has a hole")
            x, y = _centre(area)
            out.append(
                {
                    "id": cell.key,
                    "name": cell.name,
                    "site": cell.site,
                    "side": cell.side,
                    "centre": [round(x), round(y)],
                    "polygon": " ".join(
                        f"{_short(px)},{_short(py)}" for px, py in list(area.exterior.coords)[:-1]
                    ),
                }
            )
        return out


def _short(value: float) -> str:
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def _moved_line(points: Points, dx: float, dy: float) -> str:
    return path_data(bezier_line([(x + dx, y + dy) for x, y in points]), closed=False)


def _faces(skin: Polygon, areas: Sequence[Polygon]) -> list[Polygon]:
    """Return the pieces into which all cell borders cut the silhouette, on one grid."""
    inside = skin.buffer(0.3)
    borders = [skin.boundary]
    for area in areas:
        borders.append(area.boundary.intersection(inside))
    linework = set_precision(unary_union(borders), GRID)
    snapped_skin = set_precision(skin, GRID).buffer(0.05)
    return [
        face
        for face in polygonize(unary_union(linework))
        if snapped_skin.contains(face.representative_point())
    ]


def _adopt_islands(owned: dict[str, list[Polygon]]) -> None:
    """Give parts cut off from their region to the neighbour with the longest common border."""
    for key in list(owned):
        area = unary_union(owned[key])
        if area.is_empty:
            continue
        parts = [area] if isinstance(area, Polygon) else sorted(area.geoms, key=lambda p: -p.area)
        owned[key] = [parts[0]]
        for part in parts[1:]:
            shared = {
                other: unary_union(pieces).intersection(part).length
                for other, pieces in owned.items()
                if other != key and pieces
            }
            owned[max(shared, key=lambda other: shared[other])].append(part)


def _centre(area: Polygon) -> tuple[float, float]:
    """Return the point deepest inside the area (where a mark placed by keyboard goes)."""
    middle = maximum_inscribed_circle(area, tolerance=1.0)
    assert isinstance(middle, LineString)
    return middle.coords[0]
