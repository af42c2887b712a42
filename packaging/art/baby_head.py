"""The baby's head, large: front, back and both sides, on the baby's own outlines (build time)."""

from shapely.geometry import Polygon, box

from art import baby, baby_side
from art.baby_head_cells import BACK, FRONT, SIDE
from art.cells import claim, claim_side
from art.figure import Figure, Mirrored
from art.geometry import (
    blob,
    ellipse,
    half_blob,
    join,
    largest,
    mirror,
    mirror_points,
    spots,
    strokes,
)

CUT = 238.0  # just below the neck
TIMES = 3.5
EYE = spots("23 124, 28 118.4, 36.4 116, 44.6 118.2, 50 123.6, 44 129, 36.4 130.4, 29 129")
FRONT_LINES = strokes("""
    23 124, 28 118.4, 36.4 116, 44.6 118.2, 50 123.6          # upper lid
    28 128, 32 129.8, 36.4 130.4, 41.4 129.8, 45 127.8        # lower lid
    26 116.4, 31 113.2, 36.6 112.2, 42.4 113.2, 47 116        # fold above the lid
    24 101.6, 31 99.2, 40 99, 48 101.4                        # brow
    5.6 151.8, 8.6 151.2, 10 148, 8.8 144.2                   # nostril wing
    94.4 110, 97.6 117, 95.6 127, 92 136                      # ear
    91.4 114, 93 120, 91.4 126
    """)
MIDDLE_LINES = strokes("""
    -44 206.4, -34 210.8, -17 215, 0 216, 17 215, 34 210.8, 44 206.4  # chin
    -3.4 153, 0 154, 3.4 153                                  # nose
    -13.4 174.6, -8 175, -3.6 174.4, 0 175.2, 3.6 174.4, 8 175, 13.4 174.6   # mouth
    -4 169.4, -2 168.8, 0 169.5, 2 168.8, 4 169.4
    -7 181.8, -3.6 183, 0 183.4, 3.6 183, 7 181.8
    """)
BACK_LINES = strokes("""
    94 110, 97 117, 95 127, 91.6 135                          # ear
    0 203, 20 201.6, 40 194, 56 180                           # hairline in the nape
    """)
CROWN = strokes("3 58, -1 56, -4 60, -1.4 65, 5.4 64, 8 57, 4 50, -4 49.4")
SIDE_LINES = strokes("""
    9.4 115, 13 109.6, 19 108, 25 112, 26 119, 22.6 127       # rim of the ear
    11.6 124, 16.4 121.6, 19.4 125, 16.6 131, 13.4 139        # inside of the ear
    -76 124.4, -72 119, -65 116.6, -58 118.4, -53 123.4       # upper lid
    -74 127.8, -69 130, -63.4 129.8, -58.4 127.6              # lower lid
    -74 116, -69.4 113.4, -63 113, -57.6 115.2                # fold above the lid
    -76 102, -69.6 99.4, -60.6 99.2, -53 101.8                # brow
    -84.4 152.4, -80 150.2, -78.2 145.6                       # nostril wing
    -81 173.4, -74.6 174.2, -67.6 174.4                       # mouth
    -80 182, -76.6 182.6, -74 181.8
    6 154, 0 172, -14 191, -34 206, -46 211                   # jaw
    36 168, 52 171, 64 166                                    # hairline in the nape
    """)
SIDE_EYE = spots("-76 124.4, -72 119, -65 116.6, -58 118.4, -53 123.4, -60 129, -68 130")


def front() -> Figure:
    """Return the baby's head from the front."""
    drawing = _figure("baby-head-front", "Baby’s head, front", bust())
    for line in FRONT_LINES:
        drawing.faint(line, mirror_points(line))
    drawing.faint(*MIDDLE_LINES)
    iris = ellipse(36.4, 122, 5.5, 6) & blob(EYE)
    for part in (iris, mirror(iris)):
        drawing.shapes.append(("faint", largest(part)))
    for x in (36.4, -36.4):
        drawing.shapes.append(("spot", ellipse(x, 122, 2.7, 2.9)))
    _sides(drawing, left=1)
    claim(drawing, FRONT)
    return drawing.enlarged(TIMES)


def back() -> Figure:
    """Return the baby's head from the back."""
    drawing = _figure("baby-head-back", "Baby’s head, back", bust())
    for line in BACK_LINES:
        drawing.faint(line, mirror_points(line))
    drawing.faint(*CROWN)
    _sides(drawing, left=-1)
    claim(drawing, BACK, front=False)
    return drawing.enlarged(TIMES)


def left() -> Figure:
    """Return the left side of the baby's head."""
    skin = join([blob(baby_side.BODY), blob(baby_side.HEAD)], 12, 0.8)
    skin = largest(skin & box(-300, -100, 300, CUT))
    drawing = _figure("baby-head-left", "Baby’s head, left side", skin)
    drawing.labels = [("Child’s LEFT side", 8, CUT + 12, "middle")]
    drawing.faint(*SIDE_LINES)
    drawing.shapes.append(("spot", ellipse(-70.4, 122.2, 2.6, 4.8) & blob(SIDE_EYE)))
    drawing.shapes.append(("firm", blob(baby_side.EAR)))
    claim_side(drawing, SIDE, side="left")
    return drawing.enlarged(TIMES)


def right() -> Mirrored:
    """Return the right side of the baby's head."""
    return left().mirrored(
        view="baby-head-right", title="Baby’s head, right side", side=("left", "right")
    )


def bust() -> Polygon:
    """Return head and neck, cut straight below the neck."""
    ear = blob(baby.EAR)
    head = join([half_blob(baby.HEAD), ear, mirror(ear)], 1.4, 0.8)
    frame = box(-88, -100, 88, CUT - 6).buffer(6) | box(-200, -100, 200, 190)
    return largest(join([half_blob(baby.BODY), head], 4, 0.8) & frame)


def _figure(view: str, title: str, skin: Polygon) -> Figure:
    drawing = Figure(view=view, title=title, figure="baby", silhouette=skin)
    drawing.margin = (40, 26, 40, 60)
    return drawing


def _sides(drawing: Figure, *, left: int) -> None:
    drawing.labels = [
        ("Child’s RIGHT", -left * 92, 18, "middle"),
        ("Child’s LEFT", left * 92, 18, "middle"),
    ]
