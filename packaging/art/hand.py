"""One hand, large, palm and back, fingers up; drawn with the thumb at the right (build time)."""

import math
from dataclasses import dataclass

from shapely.geometry import Polygon, box

from art.cells import claim_side
from art.figure import Figure, Mirrored
from art.geometry import Spot, blob, capsule, discs, join, largest, spots, strokes
from art.tiling import Cell

CUT = 418


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
        for t in (start, (start + last) / 2, last):
            radius = self.root + (self.tip - self.root) * t + (0.6 if 0.3 < t < 0.7 else 0)
            parts.append((*self.at(t), radius + grow))
        return capsule(parts)

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
    Finger("index finger", 53, 196, 8.5, 146, 18.2, 14.8),
    Finger("middle finger", 15.5, 186, 1.5, 170, 18.6, 15.2),
    Finger("ring finger", -22, 192, -5.5, 154, 18, 14.6),
    Finger("little finger", -57, 212, -14, 116, 15.8, 12.8),
)
PALM = spots("""
    -44 450, -45 400, -49 372, -59 340, -72 308, -77 272, -76 240, -72 208, -48 188, -12 176,
    24 174, 58 182, 74 200, 77 230, 72 262, 65 300, 57 340, 49 372, 45 400, 44 450
    """)
THUMB = discs("29 336 33, 60 304 32, 88 262 25, 110 222 20, 122 196 18.4, 131 174 15.5")
PALM_LINES = strokes("""
    74 240, 48 248, 22 262, 4 288, -4 322, -2 356, 8 384      # round the ball of the thumb
    74 238, 36 244, 2 258, -32 280, -56 304                   # across the palm
    -76 250, -48 246, -18 238, 12 224, 34 206                 # below the fingers
    -42 398, -16 402, 16 402, 42 398                          # wrist
    -40 406, -16 410, 16 410, 40 406
    """)
BACK_LINES = strokes("""
    -50 236, -44 286, -32 330                                 # tendons
    -18 226, -16 284, -12 330
    16 222, 15 282, 8 330
    51 232, 44 286, 28 330
    -42 398, -16 402, 16 402, 42 398
    """)
THUMB_LINES = strokes("""
    93 226, 106 231, 124 238                                  # joints of the thumb
    104 188, 119 192, 137 198
    """)
NAIL_OF_THUMB = strokes("121 166, 118 178, 122 184, 130 187, 138 188, 143 181, 145 172")
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
    base = join([join([blob(PALM), capsule(THUMB)], 16, 2)], 2)
    whole = join([base, *(finger.shape() for finger in FINGERS)], 2.2, 1.2)
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
    return drawing


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
    return drawing


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
    drawing = Figure(view=view, title=title, figure="hand", silhouette=outline())
    drawing.labels = [(label, 0, CUT + 34, "middle")]
    drawing.margin = (40, 24, 40, 52)
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
    beyond = Polygon(spots("94 150, 98 184, 119 192, 142 200, 170 190, 170 130, 94 130"))
    digit("thumb", beyond, capsule([(x, y, r + 3) for x, y, r in THUMB[3:]]))
