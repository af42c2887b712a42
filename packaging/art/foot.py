"""One foot, large: from above and the sole, toes up (build time)."""

from shapely.geometry import Polygon, box

from art.cells import claim_side
from art.figure import Figure, Mirrored
from art.geometry import Disc, Spot, blob, capsule, discs, join, largest, spots, strokes
from art.tiling import Cell

CUT = 846
TOE_NAMES = ("big toe", "second toe", "third toe", "fourth toe", "little toe")

# the right foot from above: the big toe is at the left of the picture
UPPER = spots("""
    -95 950, -95 870, -97 810, -104 764, -109 728, -106 694, -98 655, -91 610, -89 560, -94 500,
    -106 440, -122 382, -136 326, -143 276, -138 228, -122 190, -60 165, 20 165, 90 190, 140 240,
    157 288, 155 334, 146 392, 135 450, 124 510, 115 570, 110 625, 111 672, 119 712, 122 742,
    116 780, 105 822, 98 872, 96 950
    """)
SOLE = spots("""
    -2 858, -60 846, -97 808, -110 750, -106 690, -93 632, -79 572, -75 512, -86 452, -109 392,
    -130 334, -143 278, -138 228, -122 190, -60 165, 20 165, 90 190, 140 240, 157 288, 155 334,
    146 392, 136 450, 126 510, 117 574, 111 640, 110 700, 104 758, 90 810, 56 846
    """)
TOES = (
    discs("-86 232 54, -84 128 46.5, -80 64 50.5"),
    discs("-6 214 32, 2 118 25.4, 6 58 29"),
    discs("48 224 30, 59 136 24, 65 89 26.8"),
    discs("94 250 28, 109 168 22.8, 117 132 25.2"),
    discs("128 292 27, 150 220 22.6, 157 191 24"),
)
TOP_LINES = strokes("""
    -80 286, -76 330, -68 378                                  # tendons
    -4 274, -3 322, -6 374
    46 286, 44 328, 38 374
    92 306, 88 344, 80 382
    -60 694, -20 680, 24 681, 66 698                           # front of the ankle
    -92 706, -84 728, -91 750                                  # ankle bones
    104 724, 95 746, 101 768
    """)
SOLE_LINES = strokes("""
    -124 248, -84 268, -34 258, 20 262, 76 284, 132 318        # below the toes
    -98 386, -56 370, 6 378, 70 406, 126 426                  # ball of the foot
    -62 470, -36 520, -28 580, -40 640                         # arch
    -84 712, -34 692, 34 690, 92 706                           # heel
    """)
SOLE_CELLS = """
    heel | {Side} heel (sole) | heel | -220 690, 220 690, 220 950, -220 950
    ball-inner | {Side} ball of foot, big-toe side | sole | -220 100, 6 100, 6 400, -220 400
    ball-outer | {Side} ball of foot, little-toe side | sole | 6 100, 240 100, 240 430, 6 400
    arch | {Side} arch of the foot | sole | -220 390, 26 390, 26 700, -220 700
    sole-outer | {Side} sole, outer edge | sole | 26 390, 240 390, 240 700, 26 700
    """
TOP_CELLS = """
    shin-low | {Side} lower leg (front) | shin | -200 794, 200 794, 200 950, -200 950
    ankle-inner | {Side} ankle, inner side | ankle | -200 664, -48 664, -48 800, -200 800
    ankle-outer | {Side} ankle, outer side | ankle | 54 664, 200 664, 200 800, 54 800
    ankle-front | {Side} ankle (front) | ankle | -50 640, 56 640, 56 800, -50 800
    foot-top-toes | {Side} top of foot, near the toes | foot | \
        -200 100, 240 100, 240 436, -200 416
    foot-top-inner | {Side} top of foot, inner side | foot | -200 400, 6 400, 6 670, -200 670
    foot-top-outer | {Side} top of foot, outer side | foot | 6 400, 240 400, 240 670, 6 670
    """
NAIL = (
    (-0.66, -0.5), (-0.68, -0.05), (-0.5, 0.28), (0.0, 0.4), (0.5, 0.28), (0.68, -0.05),
    (0.66, -0.5),
)  # fmt: skip


def top_right() -> Figure:
    """Return the right foot from above."""
    skin = whole(UPPER)
    skin = largest(skin & box(-400, -50, 400, CUT))
    drawing = _figure("foot-right-top", "Right foot, top", skin, "Child’s RIGHT foot, top")
    drawing.faint(*TOP_LINES)
    for toe in TOES:
        drawing.faint(nail(toe), *wrinkles(toe))
    _toes(drawing, side="right", words="top", key="top")
    claim_side(drawing, TOP_CELLS, side="right")
    return drawing


def sole_left() -> Figure:
    """Return the sole of the left foot, whose big toe is at the left of the picture too."""
    skin = whole(SOLE)
    drawing = _figure("foot-left-sole", "Left foot, sole", skin, "Child’s LEFT foot, sole")
    drawing.faint(*SOLE_LINES)
    for toe in TOES:
        x, y, r = toe[-1]
        pad = ((-0.72, 0.86), (-0.4, 1.12), (0.0, 1.2), (0.4, 1.12), (0.72, 0.86))
        drawing.faint([(x + u * r, y + v * r) for u, v in pad])
    _toes(drawing, side="left", words="sole", key="sole")
    claim_side(drawing, SOLE_CELLS, side="left")
    return drawing


def whole(base: list[Spot]) -> Polygon:
    """Return the foot with its toes; big and little toe run smoothly into its edges."""
    first, *between, last = (capsule(toe) for toe in TOES)
    return join([join([blob(base), first], 60, 2), join([blob(base), last], 40, 2), *between], 3, 2)


def nail(toe: list[Disc]) -> list[Spot]:
    """Return the line round a toe's nail."""
    x, y, r = toe[-1]
    return [(x + u * r, y + v * r) for u, v in NAIL]


def wrinkles(toe: list[Disc]) -> list[list[Spot]]:
    """Return two short lines over a toe's joint."""
    (x0, y0, _), (x1, y1, r) = toe[0], toe[1]
    lines = []
    for t, width in ((0.12, 0.5), (0.24, 0.4)):
        x, y = x1 + (x0 - x1) * t, y1 + (y0 - y1) * t
        lines.append([(x - width * r, y - 0.06 * r), (x, y + 0.1 * r), (x + width * r, y)])
    return lines


def top_left() -> Mirrored:
    """Return the left foot from above."""
    return top_right().mirrored(
        view="foot-left-top", title="Left foot, top", side=("right", "left")
    )


def sole_right() -> Mirrored:
    """Return the sole of the right foot."""
    return sole_left().mirrored(
        view="foot-right-sole", title="Right foot, sole", side=("left", "right")
    )


def _figure(view: str, title: str, skin: Polygon, label: str) -> Figure:
    drawing = Figure(view=view, title=title, figure="foot", silhouette=skin, version=2)
    drawing.labels = [(label, 6, CUT + 46, "middle")]
    drawing.margin = (60, 24, 60, 60)
    drawing.least_width = 440
    return drawing


def _toes(drawing: Figure, *, side: str, words: str, key: str) -> None:
    for name, toe in zip(TOE_NAMES, TOES, strict=True):
        grown = capsule([(x, y, r + 4) for x, y, r in toe])
        above = box(-400, -50, 400, toe[0][1] - 0.25 * toe[0][2])
        said = f"{side.capitalize()} {name} ({words})"
        slug = name.replace(" ", "-")
        drawing.claim(Cell(f"{side}-{slug}-{key}", said, name, side, grown & above))
