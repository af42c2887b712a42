"""The standing child's head, large: both sides, and from above (build time)."""

from art.cells import claim, claim_side
from art.figure import Figure, Mirrored
from art.geometry import blob, ellipse, half_blob, join, mirror, mirror_points, spots, strokes
from art.head import TIMES
from art.head_cells import SIDE, TOP

# the child looks to the left of the picture; x as in the side of the whole child
PROFILE = spots("""
    4 0, -17.4 2, -35.6 9.2, -48.6 22.6, -55.6 38, -58 52, -57.4 62.4, -55.5 69.6, -56 75.6,
    -58.2 82, -61.4 88, -64.8 92.8, -66.6 96, -66.3 99.2, -63.6 101.2, -60.4 102.4, -59.1 104.4,
    -59.4 108.4, -60.9 111.8, -61.5 114.4, -60 116.8, -60.5 119.4, -59.7 122, -57.4 124.5,
    -56.7 127.2, -57.2 131, -56.4 135.4, -53.4 139.4, -48 141.8, -41 143, -34 144.2, -28.4 146.4,
    -25 150.6, -24 157, -25.4 164.2, -29.8 171.2, -36 177.2, -38.4 181.4, -34 185, -20 188, 2 189.6,
    24 188.6, 41 185.4, 48 181.6, 48 177.2, 43 168.8, 38.6 160, 36.2 150, 35.6 140, 37.2 129.6,
    40.8 119.6, 46.6 109, 53.2 97.4, 58.8 84, 62.2 69.6, 62.8 54, 60.6 38.6, 54.6 23, 44.8 11.2,
    32 3.8, 18 0.7
    """)
EAR = spots("""
    8.4 79.8, 5.4 77.2, 4 72.2, 6 66.9, 11 63.9, 17 64.2, 21.4 67.8, 22.8 73.6, 21.4 80.4,
    18.4 86.4, 15.6 91.4, 13.6 95.8, 10.6 98.9, 7.2 98.9, 5 96.2, 4.6 92.4
    """)
SIDE_LINES = strokes("""
    8.2 73.4, 10 69.4, 14.2 68, 17.8 70.2, 18.8 75, 17.2 81, 14.4 86.4         # rim of the ear
    10.6 77, 13.4 76.8, 14.8 80.2, 13.6 85, 11.4 89.2, 8.4 90.8                # hollow of the ear
    4.6 81.8, 6.8 83.8, 6.6 87, 7.4 89.4                                       # edge of its hole
    -49.6 83, -50.7 81.4, -51 79.6, -50.5 77.8, -49 76.3, -46 75.6, -42 77, -38.6 80 # upper lid
    -49.6 83, -46 83.4, -42.4 82, -39.8 80.6                                 # lower lid
    -50 73, -46 72.4, -41.6 73.8, -37.4 77                                     # fold of the lid
    -57.2 101.9, -54.4 100.8, -53.2 98, -54.4 94.8, -57 93.4                   # nostril wing
    -63 99.9, -61 98.7, -59.2 99.5                                             # nostril
    -60 116.9, -56 117.5, -52 117.2, -48.8 116.4                               # between the lips
    -57.6 113.2, -54.4 114.4, -51.4 115.8                                      # upper lip
    -57.4 122.8, -54.4 121.4, -52 119.6                                        # lower lip
    -47.2 24.4, -39.6 30, -34 38, -30.2 48, -26 58, -19.4 65.6, -11.4 71, -5.2 77, -3 86 # hairline
    13.4 101, 16 109.6, 20.4 118.4, 26 125, 31.4 129.2, 36.6 131               # hairline behind
    3.4 100, 2 108, -1.6 117, -7.8 126, -16.4 133.6, -26.6 139.6, -37 143      # jaw
    14.6 114, 9.4 131, 0 149, -11 165, -18.6 175                               # muscle of the neck
    """)
BROW = spots("""
    -53.8 66.8, -52.4 65.6, -49.2 64.5, -44.8 64.4, -40 66.1, -36.6 69.2, -40.2 67.5, -44.8 65.9,
    -49.2 66, -52 67.1, -53.4 67.8
    """)
IRIS = (-49, 79.4, 1.2, 2.7)
# x to the child's left, y from the tip of the nose to the back of the head
ABOVE = spots("""
    0 0.6, 2.6 1.1, 4.8 3.1, 6.9 6.2, 9.8 8.7, 16.6 10.8, 29 16.8, 39 27.6, 45.6 41, 49.6 55.6,
    51.8 70, 52.6 84, 50.6 97.4, 45 109.6, 36 119.4, 24.4 126.4, 12 129.6, 0 130.4
    """)
EAR_ABOVE = spots("""
    50 70.6, 53.4 72, 57 74.8, 59.8 78.8, 61 83.4, 60.2 87, 57.6 88.6, 54 88, 50 86
    """)
ABOVE_LINES = strokes("""
    53.8 75.6, 56.6 79, 58.2 84                                                 # rim of the ear
    """)
HAIRLINE = spots("""
    -43.4 40.4, -35 31.4, -25 25.4, -13 22, 0 21, 13 22, 25 25.4, 35 31.4, 43.4 40.4
    """)


def left() -> Figure:
    """Return the left side of the head: the child looks to the left of the picture."""
    drawing = Figure(
        view="head-left", title="Head, left side", figure="head", silhouette=blob(PROFILE)
    )
    drawing.version = 2
    drawing.margin = (40, 26, 40, 46)
    drawing.labels = [("Child’s LEFT side", 4, 197.6, "middle")]
    drawing.faint(*SIDE_LINES)
    drawing.firm(EAR)
    drawing.shapes += [("spot", blob(BROW)), ("spot", ellipse(*IRIS))]
    claim_side(drawing, SIDE, side="left")
    return drawing.enlarged(TIMES)


def right() -> Mirrored:
    """Return the right side of the head."""
    return left().mirrored(view="head-right", title="Head, right side", side=("left", "right"))


def top() -> Figure:
    """Return the head from above, the nose at the top of the picture."""
    ear = blob(EAR_ABOVE)
    skin = join([half_blob(ABOVE), ear, mirror(ear)], 1.6, 0.5)
    drawing = Figure(view="head-top", title="Head, from above", figure="head", silhouette=skin)
    drawing.margin = (30, 46, 30, 30)
    drawing.labels = [
        ("Child’s LEFT", -52, 20, "middle"),
        ("Child’s RIGHT", 52, 20, "middle"),
        ("Face", 0, -2.6, "middle"),
    ]
    for line in ABOVE_LINES:
        drawing.faint(line, mirror_points(line))
    drawing.faint(HAIRLINE)
    claim(drawing, TOP, front=False)
    return drawing.enlarged(6.0)
