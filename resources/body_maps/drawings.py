"""Reads the outlines: paths in picture units, and the regions that tile them.

Positions of marks are thousandths (0-1000) of the picture's width and height. A picture never
changes: a better one gets the next version (``child-front@2``) and the earlier file stays, so that
an old mark is drawn where it was placed. A view is one SVG file, its regions are paths with an id
and a title; the first edition's are JSON files of the same content.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources

FOLDER = "body_maps"
SNAP = 7.0
WORDS_ONLY_SITES = frozenset({"genital area"})
_SAFE_ID = re.compile(r"[a-z0-9-]+@[0-9]+")
_TOKEN = re.compile(r"[MCLZ]|-?[0-9]+(?:\.[0-9]+)?")
_SVG = "{http://www.w3.org/2000/svg}"
_ARGUMENTS = {"M": 2, "L": 2, "C": 6, "Z": 0}

Point = tuple[float, float]
Step = tuple[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One named part of the outline. ``side`` is the child's own: left, right or middle.

    ``zoom`` names a view (without its version, see ``current_view``) that shows the same place
    larger, "" where there is none.
    """

    id: str
    name: str
    site: str
    side: str
    centre: Point
    polygon: tuple[Point, ...]
    zoom: str = ""

    @property
    def words_only(self) -> bool:
        """Whether nothing is drawn here: staff write down what was said, and look at nothing."""
        return self.site in WORDS_ONLY_SITES

    def holds(self, x: float, y: float) -> bool:
        """Whether a point in picture units lies here; a point lies in one region at most."""
        inside = False
        px, py = self.polygon[-1]
        for qx, qy in self.polygon:
            if (qy > y) != (py > y) and x < (px - qx) * (y - qy) / (py - qy) + qx:
                inside = not inside
            px, py = qx, qy
        return inside

    def distance(self, x: float, y: float) -> float:
        """Return how far a point lies from this region's border, in picture units."""
        ends = (*self.polygon[1:], self.polygon[0])
        return min(_to_edge(x, y, a, b) for a, b in zip(self.polygon, ends, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """An inner line: ``faint`` or ``firm`` strokes, or a filled ``spot``."""

    weight: str
    path: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words printed on the picture; ``anchor`` is start, middle or end of the text at ``x``."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One view of the body, in picture units with the origin at the top left."""

    id: str
    title: str
    figure: str
    width: int
    height: int
    outline: tuple[Step, ...]
    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]
    regions: tuple[Region, ...]

    def spot(self, x: int, y: int) -> Point:
        """Return the picture point of a position in thousandths."""
        return (x * self.width / 1000, y * self.height / 1000)

    def thousandths(self, x: float, y: float) -> tuple[int, int]:
        """Return a picture point in thousandths of width and height, within the picture."""
        across = round(x * 1000 / self.width)
        down = round(y * 1000 / self.height)
        return (min(1000, max(0, across)), min(1000, max(0, down)))

    def region_at(self, x: int, y: int, *, snap: float = SNAP) -> Region | None:
        """Return the region at a position in thousandths, or the nearest within ``snap`` units."""
        px, py = self.spot(x, y)
        for region in self.regions:
            if region.holds(px, py):
                return region
        near = min(self.regions, key=lambda region: region.distance(px, py))
        return near if near.distance(px, py) <= snap else None

    def region(self, region_id: str) -> Region:
        """Return a region by its id; raises KeyError when this view has none of that name."""
        for region in self.regions:
            if region.id == region_id:
                return region
        raise KeyError(region_id)

    @property
    def foot(self) -> float:
        """How far down the body reaches."""
        return max(y for region in self.regions for _, y in region.polygon)

    def room_beside(self, label: Label, *, top: float, bottom: float) -> float | None:
        """Return where the body begins next to a label on its left or right, between two heights;
        None for a label above or below it.
        """
        if 0.35 < label.x / self.width < 0.65:
            return None
        inner = max if label.x > self.width / 2 else min
        found = [x for region in self.regions for x in _between(region.polygon, top, bottom)]
        return inner(found) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewChoice:
    """One entry of the view chooser."""

    id: str
    group: str
    name: str


@cache
def view_choices() -> tuple[ViewChoice, ...]:
    """Return the views that new marks are placed on, in the order of the chooser."""
    table = resources.read_toml(FOLDER, "views.toml")
    return tuple(ViewChoice(**entry) for entry in table["view"])


def current_view(name: str) -> str:
    """Return the id under which new marks name a view, ``child-front@2`` for ``child-front``.

    Raises KeyError when no view on offer has that name.
    """
    for choice in view_choices():
        if choice.id.partition("@")[0] == name:
            return choice.id
    raise KeyError(name)


@cache
def drawing(view_id: str) -> Drawing:
    """Return a view by its versioned id, e.g. ``child-front@1``; KeyError if there is none."""
    if not _SAFE_ID.fullmatch(view_id):
        raise KeyError(view_id)
    try:
        return _from_svg(resources.read_text(FOLDER, f"{view_id}.svg"))
    except FileNotFoundError:
        pass
    try:
        value = resources.read_json(FOLDER, f"{view_id}.json")
    except FileNotFoundError as error:
        raise KeyError(view_id) from error
    return _drawing(value)


def _from_svg(text: str) -> Drawing:
    """Read one of our own SVG files; they come with the program, never from outside."""
    root = ET.fromstring(text)  # noqa: S314 - a file of this program
    outline = _named(root, "outline")
    return Drawing(
        id=root.attrib["data-view"],
        title=_title(root),
        figure=root.attrib["data-figure"],
        width=int(root.attrib["width"]),
        height=int(root.attrib["height"]),
        outline=steps(outline.attrib["d"]),
        strokes=tuple(
            Stroke(weight=path.attrib["class"], path=steps(path.attrib["d"]))
            for path in _named(root, "lines")
        ),
        labels=tuple(
            Label(
                text=label.text or "",
                x=float(label.attrib["x"]),
                y=float(label.attrib["y"]),
                anchor=label.attrib["text-anchor"],
            )
            for label in _named(root, "labels")
        ),
        regions=tuple(_svg_region(path) for path in _named(root, "regions")),
    )


def _svg_region(path: ET.Element) -> Region:
    x, y = path.attrib["data-centre"].split()
    border = steps(path.attrib["d"])
    return Region(
        id=path.attrib["id"],
        name=_title(path),
        site=path.attrib["data-site"],
        side=path.attrib["data-side"],
        centre=(float(x), float(y)),
        polygon=tuple((at[0], at[1]) for letter, at in border if letter != "Z"),
        zoom=path.attrib.get("data-zoom", ""),
    )


def _named(root: ET.Element, key: str) -> ET.Element:
    found = root.find(f"./*[@id='{key}']")
    if found is None:
        raise ValueError(f"the drawing has no {key}")
    return found


def _title(element: ET.Element) -> str:
    return element.findtext(f"{_SVG}title", "")


def _drawing(value: dict[str, Any]) -> Drawing:
    return Drawing(
        id=value["id"],
        title=value["title"],
        figure=value["figure"],
        width=value["width"],
        height=value["height"],
        outline=steps(value["outline"]),
        strokes=tuple(
            Stroke(weight=line["weight"], path=steps(line["path"])) for line in value["lines"]
        ),
        labels=tuple(Label(**label) for label in value["labels"]),
        regions=tuple(_region(region) for region in value["regions"]),
    )


def _region(value: dict[str, Any]) -> Region:
    corners = (corner.split(",") for corner in value["polygon"].split())
    return Region(
        id=value["id"],
        name=value["name"],
        site=value["site"],
        side=value["side"],
        centre=(value["centre"][0], value["centre"][1]),
        polygon=tuple((float(x), float(y)) for x, y in corners),
    )


def steps(path: str) -> tuple[Step, ...]:
    """Read absolute SVG path data of M, L, C and Z; raises ValueError on anything else."""
    out: list[Step] = []
    letter = ""
    numbers: list[float] = []
    for token in _TOKEN.findall(path):
        if token in _ARGUMENTS:
            if numbers:
                raise ValueError(f"{letter} has {len(numbers)} numbers too many")
            letter = token
            if letter == "Z":
                out.append(("Z", ()))
            continue
        numbers.append(float(token))
        if len(numbers) == _ARGUMENTS.get(letter, 0):
            out.append((letter, tuple(numbers)))
            numbers = []
    if numbers or not out or out[0][0] != "M":
        raise ValueError("this is not a path of M, L, C and Z")
    return tuple(out)


def _between(polygon: tuple[Point, ...], top: float, bottom: float) -> Iterator[float]:
    """Yield how far across a border runs between two heights, at its corners and crossings."""
    ends = (*polygon[1:], polygon[0])
    for (px, py), (qx, qy) in zip(polygon, ends, strict=True):
        if top <= py <= bottom:
            yield px
        for y in (top, bottom):
            if (py > y) != (qy > y):
                yield px + (qx - px) * (y - py) / (qy - py)


def _to_edge(x: float, y: float, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else min(1.0, max(0.0, ((x - a[0]) * dx + (y - a[1]) * dy) / length))
    return float(((a[0] + t * dx - x) ** 2 + (a[1] + t * dy - y) ** 2) ** 0.5)
