"""The standing child's head, large: front and back (build time).

The tables are in the standing child's units, crown at 0: what is at one height here is at the same
height in the picture of the whole child.
"""

import math

from shapely.geometry import Polygon

from art.cells import claim
from art.figure import Figure
from art.geometry import Spot, blob, ellipse, half_blob, join, mirror, mirror_points, spots, strokes
from art.head_cells import BACK, FRONT

TIMES = 4.5
SKULL = spots("""
    0 0, 18.4 2.3, 35.2 10.4, 46.8 25, 52 42.6, 52.6 57, 51.8 69, 50.8 81, 49 93, 45.4 105.4,
    39.2 117.8, 30.4 128.8, 20.4 136.4, 10.2 140.3, 0 141.4
    """)
EAR = spots("""
    45 78, 47.2 69, 51.4 65, 55.2 63.2, 58.4 64, 60.2 67.6, 60.5 73, 59.4 79.4, 57.6 86, 56 91.4,
    53.8 96.2, 50.8 99.4, 48 99.6, 46 94
    """)
NECK = spots("""
    0 108, 24 112, 27 122, 27.4 133, 27.6 143, 29.4 152, 33.8 158.6, 41 163.6, 50 167.4, 58 170.4,
    63 173.6, 64.2 177.6, 60.6 181.2, 48 185, 26 188.4, 0 189.6
    """)
EYE = (20.6, 79.3)
IRIS = 4.3
BROW = spots("""
    9.8 66.7, 12.2 65.7, 16.4 64.7, 21.6 64.1, 27.4 64.7, 32 66.7, 34.6 68.8, 31.6 67.7, 27 66.1,
    21.6 65.6, 16.6 66.2, 12.6 67.3, 10.4 67.8
    """)
FRONT_LINES = strokes("""
    10.6 81.2, 13 78.6, 16.6 76.7, 20.8 76, 25.2 76.8, 28.8 78.8, 31 80.4      # upper lid
    13.2 82.3, 16.6 83.3, 20.8 83.6, 25.2 83, 28.8 81.6                        # lower lid
    12.6 75.6, 16.4 73.5, 20.8 72.8, 25.6 73.6, 29.8 76                        # fold of the lid
    5 101.8, 7.8 101.4, 9.5 99.2, 9.3 96, 8.1 93.8                            # nostril wing
    53.2 69.6, 55.2 67.8, 57.2 69.4, 57.6 74.4, 56.4 81, 54.8 87               # rim of the ear
    51.6 76.6, 53 79.6, 52.8 84, 51.4 87                                       # inside of the ear
    0 24, 13 24.7, 24.6 28.2, 33.6 35.4, 39.2 45.4, 42.4 56, 45.4 65, 48 73, 48.6 79   # hairline
    22 146, 18.6 157, 13.4 168, 7.6 176.4                                      # muscle of the neck
    10.4 177.4, 20 174.6, 31 174.8, 43 177.4                                   # collar bone
    """)
MIDDLE_LINES = strokes("""
    -3.4 102.2, -1.6 103.1, 0 103.4, 1.6 103.1, 3.4 102.2                           # nose
    -14 116.8, -9.6 117.3, -4.4 116.8, 0 117.4, 4.4 116.8, 9.6 117.3, 14 116.8 # between the lips
    -7 113.4, -3 112.1, 0 112.9, 3 112.1, 7 113.4                              # upper lip
    -7 122.1, -3.6 123.4, 0 123.8, 3.6 123.4, 7 122.1                          # lower lip
    -27.2 131.6, -20.4 136.4, -10.2 140.3, 0 141.4, 10.2 140.3, 20.4 136.4, 27.2 131.6  # jaw
    """)
BACK_LINES = strokes("""
    0 131.4, 9 130.6, 16.6 127.4, 22.6 121, 29.4 112.6, 38.6 105, 46.6 99.6    # hairline
    51 70, 52 76, 51.6 83.6, 49.8 92.4                                         # fold behind the ear
    55.4 67.4, 57 72.6, 56.4 80, 54.4 88                                       # rim of the ear
    27.4 134, 28.6 126, 32 117.6                                               # neck before the jaw
    16 150, 19 160, 26 168.4, 36 173.6                                      # the shoulder's slope
    """)


def front() -> Figure:
    """Return the head from the front."""
    drawing = _figure("head-front", "Head, front")
    for line in [*FRONT_LINES, arc(*EYE, IRIS, -42, 222)]:
        drawing.faint(line, mirror_points(line))
    drawing.faint(*MIDDLE_LINES)
    for part in (blob(BROW), ellipse(*EYE, 1.9, 1.9)):
        drawing.shapes += [("spot", part), ("spot", mirror(part))]
    _label(drawing, left=1)
    claim(drawing, FRONT)
    return drawing.enlarged(TIMES)


def back() -> Figure:
    """Return the head from the back."""
    drawing = _figure("head-back", "Head, back")
    for line in BACK_LINES:
        drawing.faint(line, mirror_points(line))
    _label(drawing, left=-1)
    claim(drawing, BACK, front=False)
    return drawing.enlarged(TIMES)


def arc(x: float, y: float, radius: float, start: float, end: float) -> list[Spot]:
    """Return points of part of a circle, from one angle in degrees to the next, clockwise."""
    turns = (math.radians(start + (end - start) * k / 48) for k in range(49))
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def bust() -> Polygon:
    """Return head and neck down to the collar bones."""
    ear = blob(EAR)
    head = join([half_blob(SKULL), ear, mirror(ear)], 3, 0.6)
    return join([head, half_blob(NECK)], 1.6, 0.6)


def _figure(view: str, title: str) -> Figure:
    drawing = Figure(view=view, title=title, figure="head", silhouette=bust(), version=2)
    drawing.margin = (30, 26, 30, 30)
    return drawing


def _label(drawing: Figure, *, left: int) -> None:
    drawing.labels = [
        ("Child’s RIGHT", -left * 58, 16, "middle"),
        ("Child’s LEFT", left * 58, 16, "middle"),
    ]
