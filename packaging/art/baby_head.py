"""The baby's head, large: front, back and both sides, on the baby's own outlines (build time)."""

from art import baby, baby_side
from art.baby_head_cells import BACK, FRONT, SIDE
from art.cells import claim, claim_side
from art.figure import Figure, Mirrored
from art.geometry import blob, ellipse, half_blob, join, mirror, mirror_points, spots, strokes
from art.head import arc

TIMES = 3.3
NECK = spots("""
    0 170, 40 184, 45.6 198, 48 208, 54 217, 64 224, 78 229.4, 93 234, 104 239, 107.6 245, 101 251,
    78 256.4, 40 260, 0 261
    """)
EYE = (32.2, 123.4)
IRIS = 7
BROW = spots("""
    18.4 103, 22 101.6, 27.4 100.5, 33 100.2, 38.4 100.9, 42.6 102.6, 45.4 104.8, 42.2 103.6,
    38 102.2, 33 101.5, 27.6 101.8, 22.4 102.9, 18.8 104
    """)
FRONT_LINES = strokes("""
    18 125.4, 22 121.2, 27 118.4, 32.2 117.5, 37.8 118.5, 42.8 121.2, 46.4 124.4  # upper lid
    22 128.4, 26.8 130, 32.2 130.6, 37.8 129.8, 42.4 127.6    # lower lid
    21 115.8, 26.4 112.8, 32.4 111.6, 38.4 112.8, 43.4 116    # fold of the lid
    6 151.6, 9.4 151, 11 147.8, 9.6 143.8                     # nostril wing
    89.8 113, 92.8 108.8, 96.2 111, 97.4 117.6, 96 127, 93 135.4  # rim of the ear
    88.4 121, 90.8 124.4, 90.4 130, 88.2 134                  # inside of the ear
    13 250, 30 244.4, 52 243.6, 74 246                        # collar bone
    """)
MIDDLE_LINES = strokes("""
    -47.8 203, -38 209, -27 212.8, -16 215, 0 216, 16 215, 27 212.8, 38 209, 47.8 203  # jaw
    -3.6 153, -1.8 154.2, 0 154.6, 1.8 154.2, 3.6 153         # nose
    -16 174.6, -11 175.2, -5 174.6, 0 175.4, 5 174.6, 11 175.2, 16 174.6  # between the lips
    -7.6 170, -3.4 168.4, 0 169.3, 3.4 168.4, 7.6 170         # upper lip
    -7.6 182, -4 183.5, 0 184, 4 183.5, 7.6 182               # lower lip
    -22 228, -12 230.4, 0 231.2, 12 230.4, 22 228             # fold of the neck
    """)
BACK_LINES = strokes("""
    94.4 110, 97 117, 95.6 127, 92 136                        # rim of the ear
    87 112, 88.6 119, 88 128, 85.4 140                        # fold behind the ear
    0 203, 20 201.6, 40 194, 56 180                           # hairline in the nape
    """)
NAPE = spots("-24 224, -12 226.6, 0 227.4, 12 226.6, 24 224")
SIDE_NECK = spots("""
    0 190, -46 204, -45 215, -48.4 226, -55.4 236.6, -61.4 244.6, -58.4 251, -41 256.6, 8 261,
    48 257.6, 69 252, 73 246, 68.4 236, 64 224, 61.4 212, 60 200, 60.4 186, 44 172
    """)
SIDE_LINES = strokes("""
    8.8 116.4, 12 110.4, 18 108.4, 23.6 111.4, 25.6 118, 23.4 127.4, 19 135.6  # rim of the ear
    12.6 121.8, 17 121.4, 19.4 126, 17.4 134, 14.2 140.4, 9.6 142.6  # hollow of the ear
    4 129, 7.4 132, 7 137.6, 8.2 141                          # edge of its hole
    -73.4 130, -75 127.6, -75.8 124.4, -75.1 121.2, -72.8 118.6, -68 117.1, -62 119, -57 124 # lids
    -73.4 130, -68.2 130.6, -62.8 128.6, -59 125.9          # lower lid
    -74 113.6, -68.4 112.2, -61.8 113.8, -55.8 118            # fold of the lid
    -84 152.6, -80 150.6, -78.2 146.4, -79.8 142, -83.2 140   # nostril wing
    -88 150.2, -85.4 148.6, -83 149.8                         # nostril
    -81.2 173.6, -76 174.6, -70.8 174.2, -66.8 173.2          # between the lips
    -79.4 168.4, -75.4 170.2, -71.2 172.2                     # upper lip
    -79.4 182.4, -75.4 180.6, -72 178                         # lower lip
    6 156, 0 173, -14 191.6, -34 206.4, -47 212               # jaw
    24 160, 29.6 174, 37.6 187, 47.6 197, 60 202.6             # hairline in the nape
    14 180, 8 200, -6 220, -22 238                            # muscle of the neck
    """)
SIDE_BROW = spots("""
    -76.4 103.2, -74.4 101.7, -70 100.4, -64.6 100.2, -59 101.8, -55 105, -59.2 103.2, -64.6 101.6,
    -69.8 101.8, -73.8 103, -75.8 104.3
    """)
SIDE_IRIS = (-72.8, 123.8, 1.9, 4)


def front() -> Figure:
    """Return the baby's head from the front."""
    drawing = _figure("baby-head-front", "Baby’s head, front")
    for line in [*FRONT_LINES, arc(*EYE, IRIS, -48, 228)]:
        drawing.faint(line, mirror_points(line))
    drawing.faint(*MIDDLE_LINES)
    for part in (blob(BROW), ellipse(*EYE, 2.8, 2.8)):
        drawing.shapes += [("spot", part), ("spot", mirror(part))]
    _label(drawing, left=1)
    claim(drawing, FRONT)
    return drawing.enlarged(TIMES)


def back() -> Figure:
    """Return the baby's head from the back."""
    drawing = _figure("baby-head-back", "Baby’s head, back")
    for line in BACK_LINES:
        drawing.faint(line, mirror_points(line))
    drawing.faint(NAPE)
    _label(drawing, left=-1)
    claim(drawing, BACK, front=False)
    return drawing.enlarged(TIMES)


def left() -> Figure:
    """Return the left side of the baby's head."""
    drawing = Figure(
        view="baby-head-left",
        title="Baby’s head, left side",
        figure="baby",
        silhouette=join([blob(SIDE_NECK), blob(baby_side.HEAD)], 8, 0.8),
    )
    drawing.margin = (40, 26, 40, 46)
    drawing.labels = [("Child’s LEFT side", 8, 272, "middle")]
    drawing.faint(*SIDE_LINES)
    drawing.firm(baby_side.EAR)
    drawing.shapes += [("spot", blob(SIDE_BROW)), ("spot", ellipse(*SIDE_IRIS))]
    claim_side(drawing, SIDE, side="left")
    return drawing.enlarged(TIMES)


def right() -> Mirrored:
    """Return the right side of the baby's head."""
    return left().mirrored(
        view="baby-head-right", title="Baby’s head, right side", side=("left", "right")
    )


def _figure(view: str, title: str) -> Figure:
    ear = blob(baby.EAR)
    head = join([half_blob(baby.HEAD), ear, mirror(ear)], 3, 0.8)
    skin = join([head, half_blob(NECK)], 2.4, 0.8)
    drawing = Figure(view=view, title=title, figure="baby", silhouette=skin)
    drawing.margin = (40, 26, 40, 30)
    return drawing


def _label(drawing: Figure, *, left: int) -> None:
    drawing.labels = [
        ("Child’s RIGHT", -left * 94, 20, "middle"),
        ("Child’s LEFT", left * 94, 20, "middle"),
    ]
