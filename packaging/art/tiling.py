"""Cuts a silhouette into named regions without gap or overlap (build time)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shapely import maximum_inscribed_circle, set_precision
from shapely.geometry import LineString, Polygon
from shapely.ops import polygonize, unary_union

from art.geometry import GRID


@dataclass(frozen=True)
class Cell:
    """A rough area that claims its part of the silhouette; earlier cells win over later ones.

    ``zoom`` names a view (without version) that shows the same place larger, "" for none.
    """

    key: str
    name: str
    site: str
    side: str
    shape: Polygon
    zoom: str = ""


def tiled(view: str, skin: Polygon, cells: Sequence[Cell]) -> Iterator[tuple[Cell, Polygon]]:
    """Yield every cell with its region; raises ValueError when one is empty or in parts."""
    owned: dict[str, list[Polygon]] = {cell.key: [] for cell in cells}
    if not cells:
        return
    for face in _faces(skin, [cell.shape for cell in cells]):
        point = face.representative_point()
        owner = next((cell.key for cell in cells if cell.shape.contains(point)), None)
        if owner is None:
            owner = min(cells, key=lambda cell: cell.shape.distance(point)).key
        owned[owner].append(face)
    _adopt_islands(owned)
    for cell in cells:
        area = unary_union(owned[cell.key])
        if area.is_empty:
            raise ValueError(f"{view}: region {cell.key} is empty")
        if not isinstance(area, Polygon):
            raise ValueError(f"{view}: region {cell.key} is in {len(area.geoms)} parts")
        if area.interiors:
            raise ValueError(f"{view}: region {cell.key} has a hole")
        yield cell, area


def centre(area: Polygon) -> tuple[float, float]:
    """Return the point deepest inside the area (where a mark placed by keyboard goes)."""
    middle = maximum_inscribed_circle(area, tolerance=1.0)
    assert isinstance(middle, LineString)
    return middle.coords[0]


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
