"""One foot, large: from above and the sole, toes up (build time)."""

from shapely.geometry import Polygon, box

from art.cells import claim_side
from art.figure import Figure, Mirrored
from art.geometry import blob, capsule, discs, join, largest, spots, strokes
from art.tiling import Cell

CUT = 404
TOE_NAMES = ("big toe", "second toe", "third toe", "fourth toe", "little toe")

# the right foot from above: the big toe is at the left of the picture
SOLE = spots("""
    0 402, -30 396, -48 374, -53 344, -50 306, -45 264, -46 222, -56 180, -67 146, -69.5 118,
    -60 92, -30 84, 10 88, 44 104, 74 136, 77 162, 74 194, 67 236, 60 284, 55 330, 50 368, 30 396
    """)
UPPER = spots("""
    -47 450, -47 400, -49 372, -53 352, -51 334, -46 308, -44 264, -47 222, -57 180, -66 146,
    -68 116, -60 92, -30 84, 10 88, 44 104, 74 136, 77 162, 74 194, 66 236, 58 280, 53 318, 57 342,
    60 358, 56 376, 50 400, 48 450
    """)
TOES = (
    discs("-43 112 26.5, -42 66 24.5, -40 44 23"),
    discs("-4 104 15, 1 66 13.4, 3 38 12.8"),
    discs("22 110 14, 29 74 12.4, 32 50 11.8"),
    discs("45 122 13, 53 90 11.4, 56 70 10.8"),
    discs("64 140 12, 72 114 10.6, 75 98 10"),
)
SOLE_LINES = strokes("""
    -64 118, -44 126, -16 122, 14 124, 44 136, 66 152         # below the toes
    -52 198, -26 188, 6 196, 40 208, 64 216                   # ball of the foot
    -42 250, -26 272, -20 300, -26 330                        # arch
    -40 340, -14 330, 18 330, 44 338                          # heel
    """)
TOP_LINES = strokes("""
    -40 136, -36 186, -22 240, -14 290                        # tendons
    0 130, 2 182, 0 240, -4 290
    26 136, 24 184, 16 240
    48 146, 44 188, 34 234
    -51 340, -46 350, -50 364                                 # ankle bones
    57 344, 51 356, 56 370
    -30 322, -4 316, 24 320, 40 328                           # front of the ankle
    """)
SOLE_CELLS = """
    heel | {Side} heel (sole) | heel | -100 336, 100 336, 100 450, -100 450
    ball-inner | {Side} ball of foot, big-toe side | sole | -100 60, 4 60, 4 200, -100 200
    ball-outer | {Side} ball of foot, little-toe side | sole | 4 60, 120 60, 120 214, 4 200
    arch | {Side} arch of the foot | sole | -100 190, 14 190, 14 340, -100 340
    sole-outer | {Side} sole, outer edge | sole | 14 190, 120 190, 120 340, 14 340
    """
TOP_CELLS = """
    shin-low | {Side} lower leg (front) | shin | -80 382, 80 382, 80 460, -80 460
    ankle-inner | {Side} ankle, inner side | ankle | -100 322, -28 322, -28 384, -100 384
    ankle-outer | {Side} ankle, outer side | ankle | 30 322, 100 322, 100 384, 30 384
    ankle-front | {Side} ankle (front) | ankle | -30 300, 32 300, 32 384, -30 384
    foot-top-toes | {Side} top of foot, near the toes | foot | \
        -100 60, 120 60, 120 216, -100 206
    foot-top-inner | {Side} top of foot, inner side | foot | -100 196, 2 196, 2 324, -100 324
    foot-top-outer | {Side} top of foot, outer side | foot | 2 196, 120 196, 120 324, 2 324
    """


def top_right() -> Figure:
    """Return the right foot from above."""
    base = join([blob(UPPER)], 6)
    skin = join([base, *(capsule(toe) for toe in TOES)], 2, 1.2)
    skin = largest(skin & box(-200, -50, 200, CUT))
    drawing = _figure("foot-right-top", "Right foot, top", skin, "Child’s RIGHT foot, top")
    drawing.faint(*TOP_LINES)
    for toe in TOES:
        x, y, r = toe[-1]
        nail = [(-0.62, -0.45), (-0.62, 0.0), (-0.3, 0.28), (0.3, 0.28), (0.62, 0.0), (0.62, -0.45)]
        drawing.faint([(x + u * r, y + v * r) for u, v in nail])
    _toes(drawing, side="right", words="top", key="top")
    claim_side(drawing, TOP_CELLS, side="right")
    return drawing


def sole_left() -> Figure:
    """Return the sole of the left foot, whose big toe is at the left of the picture too."""
    skin = join([blob(SOLE), *(capsule(toe) for toe in TOES)], 2, 1.2)
    drawing = _figure("foot-left-sole", "Left foot, sole", skin, "Child’s LEFT foot, sole")
    drawing.faint(*SOLE_LINES)
    for toe in TOES:
        x, y, r = toe[-1]
        drawing.faint([(x - 0.7 * r, y + 0.9 * r), (x, y + 1.2 * r), (x + 0.7 * r, y + 0.9 * r)])
    _toes(drawing, side="left", words="sole", key="sole")
    claim_side(drawing, SOLE_CELLS, side="left")
    return drawing


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
    drawing = Figure(view=view, title=title, figure="foot", silhouette=skin)
    drawing.labels = [(label, 0, CUT + 34, "middle")]
    drawing.margin = (60, 24, 60, 52)
    drawing.least_width = 290
    return drawing


def _toes(drawing: Figure, *, side: str, words: str, key: str) -> None:
    for name, toe in zip(TOE_NAMES, TOES, strict=True):
        grown = capsule([(x, y, r + 2) for x, y, r in toe])
        above = box(-200, -50, 200, toe[0][1] - 0.25 * toe[0][2])
        said = f"{side.capitalize()} {name} ({words})"
        slug = name.replace(" ", "-")
        drawing.claim(Cell(f"{side}-{slug}-{key}", said, name, side, grown & above))
