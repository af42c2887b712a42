"""One hand, large, palm and back, fingers up; drawn with the thumb at the right (build time)."""

import math
from dataclasses import dataclass

from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from art.cells import claim_side
from art.figure import Figure, Mirrored
from art.geometry import Spot, blob, capsule, discs, eased, join, largest, spots, strokes
from art.tiling import Cell

CUT = 426
TIMES = 2.0  # the tables are half as large as the picture


@dataclass(frozen=True)
class Finger:
    """A straight finger from its root, at an angle in degrees to the right of straight up."""

    name: str
    x: float
    y: float
    angle: float
    length: float
    root: float
    tip: float

    def at(self, along: float, across: float = 0.0) -> Spot:
        """Return a point: ``along`` 0 to 1 from root to tip, ``across`` in radii to the right."""
        a = math.radians(self.angle)
        reach = along * self.length
        side = across * (self.root + (self.tip - self.root) * along)
        return (
            self.x + reach * math.sin(a) + side * math.cos(a),
            self.y - reach * math.cos(a) + side * math.sin(a),
        )

    def shape(self, start: float = 0.0, grow: float = 0.0) -> Polygon:
        """Return the finger from ``start`` on, widened by ``grow`` as a cell."""
        last = 1 - self.tip / self.length
        parts = []
        for t, more in ((0.0, 0.2), (0.22, -0.4), (0.44, 0.9), (0.6, 0.0), (0.74, 0.5), (last, 0)):
            if t >= start:
                radius = self.root + (self.tip - self.root) * t + more
                parts.append((*self.at(t), radius + grow))
        return eased(capsule(parts), 7)

    def crease(self, along: float, bend: float, width: float = 0.7) -> list[Spot]:
        """Return a short line across the finger."""
        return [self.at(along, -width), self.at(along + bend, 0), self.at(along, width)]

    def knuckle(self) -> list[Spot]:
        """Return the arc of the knuckle below the finger."""
        arc = ((-0.06, -0.7), (0.0, -0.5), (0.03, 0.0), (0.0, 0.5), (-0.06, 0.7))
        return [self.at(along, across) for along, across in arc]

    def nail(self) -> list[Spot]:
        """Return the line round the nail."""
        top, foot = 0.965, 0.82
        return [
            self.at(top - 0.03, -0.62), self.at(foot + 0.05, -0.6), self.at(foot, -0.3),
            self.at(foot - 0.008, 0), self.at(foot, 0.3), self.at(foot + 0.05, 0.6),
            self.at(top - 0.03, 0.62),
        ]  # fmt: skip


FINGERS = (
    Finger("index finger", 54, 204, 10, 140, 18.4, 15.2),
    Finger("middle finger", 16, 193, 2.5, 158, 18.8, 15.6),
    Finger("ring finger", -22.5, 199, -6, 143, 18.2, 15),
    Finger("little finger", -57.5, 219, -16, 110, 16.2, 13.4),
)
PALM = spots("""
    -42 470, -43.4 424, -45 396, -51 368, -61 336, -71 304, -75.6 272, -76.4 244, -73 216,
    -50 194, -12 182, 24 180, 58 188, 73 206, 76 232, 72 262, 66 298, 58 338, 50 370, 45.4 396,
    43.6 424, 42 470
    """)
THUMB = discs("26 338 36, 58 306 33, 86 266 25.4, 108 230 20.8, 120 205 19.2, 129 184 16")
PALM_LINES = strokes("""
    74 240, 48 248, 22 262, 4 288, -4 322, -2 356, 8 384      # round the ball of the thumb
    74 238, 36 244, 2 258, -32 280, -56 304                   # across the palm
    -69 250, -46 246, -18 238, 12 224, 34 206                 # below the fingers
    -41 396, -16 401, 16 401, 41 396                          # wrist
    -38 405, -16 409, 16 409, 38 405
    """)
BACK_LINES = strokes("""
    -51 250, -48 276, -43 304                                 # tendons
    -19 238, -18.4 270, -16 302
    15 236, 14.6 270, 12 302
    48 246, 44 276, 37 306
    -42 398, -16 402, 16 402, 42 398
    """)
THUMB_LINES = strokes("""
    96 236, 106 240, 120 246                                  # joints of the thumb
    105 199, 117 203, 132 209
    """)
NAIL_OF_THUMB = strokes("120.6 178, 118.4 188, 122 194, 129.4 197, 136.6 197.4, 141.4 191, 143 182")
PALM_CELLS = """
    palm-wrist | {Side} wrist (palm side) | wrist | -60 386, 60 386, 60 460, -60 460
    thumb-ball | {Side} palm, ball of the thumb | palm | \
        150 300, 74 238, 48 248, 22 262, 4 288, -4 322, -2 356, 8 386, 90 386
    palm-fingers | {Side} palm, below the fingers | palm | \
        -120 150, 120 150, 120 240, 74 238, 36 244, 2 258, -34 258, -120 258
    palm-outer | {Side} palm, little-finger edge | palm | \
        -120 250, -40 250, -36 300, -30 386, -120 386
    palm-middle | {Side} palm, middle | palm | -60 230, 90 230, 90 390, -60 390
    """
BACK_CELLS = """
    back-wrist | {Side} wrist (back of hand) | wrist | -60 386, 60 386, 60 460, -60 460
    knuckles | {Side} knuckles | knuckles | -120 150, 100 150, 100 236, 60 226, -40 226, -120 246
    hand-back-outer | {Side} back of hand, little-finger side | back of hand | \
        -120 220, 0 220, 0 390, -120 390
    hand-back-inner | {Side} back of hand, thumb side | back of hand | \
        0 220, 140 220, 140 390, 0 390
    """


def outline() -> Polygon:
    """Return the silhouette of a hand, cut straight below the wrist."""
    index, *between, little = (finger.shape() for finger in FINGERS)
    base = join([blob(PALM), eased(capsule(THUMB), 9)], 15, 2)
    base = unary_union([base, base.buffer(60).buffer(-60) & box(30, 330, 120, 420)])
    whole = join([join([base, index], 5, 1), join([base, little], 14, 1), *between], 2, 1)
    return largest(whole & box(-300, -100, 300, CUT))


def palm_right() -> Figure:
    """Return the palm of the right hand."""
    drawing = _figure("hand-right-palm", "Right hand, palm", "Child’s RIGHT hand, palm")
    drawing.faint(*PALM_LINES, *THUMB_LINES)
    for finger in FINGERS:
        drawing.faint(finger.crease(0.14, 0.015), finger.crease(0.42, 0.015))
        drawing.faint(finger.crease(0.45, 0.015, 0.5), finger.crease(0.71, 0.012))
    _digits(drawing, words="palm side", key="palm")
    claim_side(drawing, PALM_CELLS, side="right")
    return drawing.enlarged(TIMES)


def back_left() -> Figure:
    """Return the back of the left hand, whose thumb is at the right too."""
    drawing = _figure("hand-left-back", "Left hand, back", "Child’s LEFT hand, back")
    drawing.faint(*BACK_LINES, *THUMB_LINES[:1], *NAIL_OF_THUMB)
    for finger in FINGERS:
        drawing.faint(finger.nail())
        drawing.faint(finger.crease(0.44, 0.018, 0.55), finger.crease(0.5, -0.015, 0.5))
        drawing.faint(finger.crease(0.7, 0.012, 0.45))
        drawing.faint(finger.knuckle())
    _digits(drawing, words="back", key="back", side="left")
    claim_side(drawing, BACK_CELLS, side="left")
    return drawing.enlarged(TIMES)


def palm_left() -> Mirrored:
    """Return the palm of the left hand."""
    return palm_right().mirrored(
        view="hand-left-palm", title="Left hand, palm", side=("right", "left")
    )


def back_right() -> Mirrored:
    """Return the back of the right hand."""
    return back_left().mirrored(
        view="hand-right-back", title="Right hand, back", side=("left", "right")
    )


def _figure(view: str, title: str, label: str) -> Figure:
    drawing = Figure(view=view, title=title, figure="hand", silhouette=outline(), version=2)
    drawing.labels = [(label, 0, CUT + 22, "middle")]
    drawing.margin = (40, 24, 40, 60)
    return drawing


def _digits(drawing: Figure, *, words: str, key: str, side: str = "right") -> None:
    """Claim the thumb and each finger in two parts: from the last joint on, and the rest."""
    said = side.capitalize()

    def digit(name: str, tip: Polygon, rest: Polygon) -> None:
        slug = name.replace(" ", "-")
        tip_name = f"{said} {name}, tip ({words})"
        drawing.claim(Cell(f"{side}-{slug}-tip-{key}", tip_name, name, side, tip))
        drawing.claim(Cell(f"{side}-{slug}-{key}", f"{said} {name} ({words})", name, side, rest))

    for finger in FINGERS:
        tip = Polygon(
            [finger.at(0.7, -1.5), finger.at(1.2, -1.5), finger.at(1.2, 1.5), finger.at(0.7, 1.5)]
        )
        digit(finger.name, tip, finger.shape(0.16, 2.4))
    beyond = Polygon(spots("90 150, 94 192, 117 203, 140 212, 180 200, 180 130, 90 130"))
    digit("thumb", beyond, capsule([(x, y, r + 3) for x, y, r in THUMB[3:]]))
