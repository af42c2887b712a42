"""The standing child's head, large: front, back, both sides and from above (build time).

The tables are in the standing child's units and on its outlines: it is the same head.
"""

from shapely.geometry import Polygon, box

from art import child, child_side
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
from art.head_cells import BACK, FRONT, SIDE, TOP

CUT = 178.0  # just below the neck
TIMES = 4.7
EYE = spots("13.6 79.8, 17.6 77, 23.5 75.6, 29.4 76.9, 33.4 79.6, 29 82.4, 23.5 83.4, 18 82.4")
FRONT_LINES = strokes("""
    13.4 80, 17.6 77, 23.5 75.6, 29.4 76.9, 33.6 79.6         # upper lid
    17 81.7, 19.8 82.9, 23.5 83.4, 27.4 82.8, 30.2 81.5       # lower lid
    15.4 75.4, 19 73.4, 23.8 72.5, 29 73.3, 32.2 75           # fold above the lid
    12.4 66.4, 18 63.6, 26 62.8, 34 65.8                      # brow
    4.4 100.4, 7.4 99.8, 8.6 97, 7.6 93.8                     # nostril wing
    54.8 70, 57.2 75.4, 55.8 82, 53 88.6                      # ear
    52.6 73, 53.6 77, 52.6 81.6
    0 23.6, 14 24.4, 27 29, 36 38, 41.5 49, 44.4 60, 49.5 67  # hairline
    20 150, 14 163, 7 174                                     # muscle of the neck
    """)
MIDDLE_LINES = strokes("""
    -3 101, 0 102, 3 101                                      # nose
    -12 116.8, -8 117, -3.4 116.7, 0 117.2, 3.4 116.7, 8 117, 12 116.8   # between the lips
    -3.6 112.6, -1.8 112.1, 0 112.7, 1.8 112.1, 3.6 112.6
    -6.4 122, -3.4 122.9, 0 123.2, 3.4 122.9, 6.4 122
    -25 134, -14.5 139, 0 140.8, 14.5 139, 25 134             # jaw
    """)
BACK_LINES = strokes("""
    0 132, 12 131, 22 126, 29 117                             # hairline in the nape
    54 70, 56 77, 53.4 88                                     # ear
    51.4 70, 53 77, 51 88
    """)
HAIRLINE = spots("-46.4 63, -41 79, -30 92, -16 99, 0 101, 16 99, 30 92, 41 79, 46.4 63")
CROWN = strokes("2 35, -0.6 33.6, -2.4 36, -0.8 39, 3.4 38.4, 5 34, 2.4 30, -2.4 29.6")
SIDE_LINES = strokes("""
    6 73, 7.6 70, 11.6 68.4, 16 70.4, 17 75, 14.8 80.6        # rim of the ear
    7.4 79, 10.6 77.4, 12.4 80, 10.6 84, 8.4 88.4             # inside of the ear
    -54 79.8, -51 77, -46 75.6, -41 76.9, -37 79.6            # upper lid
    -52.6 81.8, -48.6 83.2, -44.4 83, -41 81.6                # lower lid
    -52 74, -48 72.5, -43.4 72.7, -39.6 74.6                  # fold above the lid
    -55.4 65.4, -50 62.8, -43 62.4, -36 65.6                  # brow
    -61 102.6, -57.4 101.4, -55.6 98, -56.8 94                # nostril wing
    -59.6 116.6, -54 116.9, -48.6 117.2                       # mouth
    -59.6 122.2, -56.4 122.6, -54 122
    -49.2 28.6, -39 40, -26 52, -16 65, -4 76                   # hairline
    15 100, 20 112, 29 119.6, 37 120                          # hairline behind the ear
    2 98, -1.6 112, -9 125, -22 137, -31 141.4                # jaw
    16 122, 4 146, -14 166                                    # muscle of the neck
    """)
SIDE_EYE = spots("-54 79.8, -51 77, -46 75.6, -41 76.9, -37 79.6, -44.4 83, -49 83.2")
ABOVE = spots("""
    0 0, 19 2.4, 37 12, 48.4 32, 52.6 57, 51.4 80, 46 98, 36 111, 25 118, 16 120.8, 10.4 122.6,
    7.4 125.4, 4.2 127.6, 0 128.4
    """)
EAR_ABOVE = spots("50 66, 54.6 62.4, 58.4 64.4, 59.6 70, 58 76, 54.4 80.4, 50.4 79")
ABOVE_LINES = strokes("""
    53 68, 55.6 70.6, 54.4 75                                 # ear
    """)


def front() -> Figure:
    """Return the head from the front."""
    drawing = _figure("head-front", "Head, front", bust())
    for line in FRONT_LINES:
        drawing.faint(line, mirror_points(line))
    drawing.faint(*MIDDLE_LINES)
    iris = ellipse(23.5, 79, 4, 4.2) & blob(EYE)
    for part in (iris, mirror(iris)):
        drawing.shapes.append(("faint", largest(part)))
    for x in (23.5, -23.5):
        drawing.shapes.append(("spot", ellipse(x, 79, 2, 2.1)))
    _sides(drawing, left=1)
    claim(drawing, FRONT)
    return drawing.enlarged(TIMES)


def back() -> Figure:
    """Return the head from the back."""
    drawing = _figure("head-back", "Head, back", bust())
    for line in BACK_LINES:
        drawing.faint(line, mirror_points(line))
    drawing.faint(*CROWN)
    _sides(drawing, left=-1)
    claim(drawing, BACK, front=False)
    return drawing.enlarged(TIMES)


def left() -> Figure:
    """Return the left side of the head: the child looks to the left of the picture."""
    skin = join([blob(child_side.BODY), blob(child_side.HEAD)], 6, 0.8)
    drawing = _figure("head-left", "Head, left side", largest(skin & box(-200, -50, 200, CUT)))
    drawing.labels = [("Child’s LEFT side", -2, CUT + 9, "middle")]
    drawing.faint(*SIDE_LINES)
    drawing.shapes.append(("spot", ellipse(-50.2, 79.2, 1.7, 3.1) & blob(SIDE_EYE)))
    drawing.shapes.append(("firm", blob(child_side.EAR)))
    claim_side(drawing, SIDE, side="left")
    return drawing.enlarged(TIMES)


def right() -> Mirrored:
    """Return the right side of the head."""
    return left().mirrored(view="head-right", title="Head, right side", side=("left", "right"))


def top() -> Figure:
    """Return the head from above, the nose at the foot of the picture."""
    ear = blob(EAR_ABOVE)
    skin = join([join([half_blob(ABOVE)], 6, 0.6), ear, mirror(ear)], 1.2, 0.6)
    drawing = _figure("head-top", "Head, from above", skin)
    drawing.version = 1
    drawing.labels = [
        ("Child’s RIGHT", -54, 8, "middle"),
        ("Child’s LEFT", 54, 8, "middle"),
        ("Face", 0, 134.6, "middle"),
    ]
    for line in ABOVE_LINES:
        drawing.faint(line, mirror_points(line))
    drawing.faint(HAIRLINE, *CROWN)
    claim(drawing, TOP)
    return drawing.enlarged(6.0)


def bust() -> Polygon:
    """Return head and neck, cut straight below the neck."""
    ear = blob(child.EAR)
    head = join([half_blob(child.HEAD), ear, mirror(ear)], 1.2, 0.8)
    frame = box(-66, -100, 66, CUT - 4).buffer(4)
    return largest(join([half_blob(child.BODY), head], 5, 1) & frame)


def _figure(view: str, title: str, skin: Polygon) -> Figure:
    drawing = Figure(view=view, title=title, figure="head", silhouette=skin, version=2)
    drawing.margin = (30, 26, 30, 60)
    return drawing


def _sides(drawing: Figure, *, left: int) -> None:
    drawing.labels = [
        ("Child’s RIGHT", -left * 62, 14, "middle"),
        ("Child’s LEFT", left * 62, 14, "middle"),
    ]
