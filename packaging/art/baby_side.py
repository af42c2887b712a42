"""The baby from the side, sitting as it would lie: legs bent, the near arm forward (build time)."""

from shapely.geometry import Polygon, box
from shapely.ops import linemerge

from art.baby_cells import SIDE, SIDE_ARM
from art.cells import claim_side
from art.figure import Figure, Mirrored
from art.geometry import Spot, blob, capsule, discs, eased, ellipse, join, spots, strokes

# the baby looks to the left of the picture; y as in front
HEAD = spots("""
    8 0, -28 4, -56 19, -74 44, -81.4 72, -81.6 94, -79 108, -80.6 122, -86.4 135, -91 144,
    -88.6 151, -82 153.6, -81.4 160, -85 167, -81 173.4, -83.4 179, -78 185, -78.6 195,
    -74 205.4, -62 212.6, -42 213, -10 206, 34 208, 56.6 197, 66.4 175, 82 150, 95 120, 100.6 86,
    94 52, 74 22, 44 5
    """)
BODY = spots("""
    0 190, -40 204, -40 216, -45 229, -55 248, -63 272, -68 300, -71 330, -76 362, -84 398,
    -91.6 436, -92.6 470, -86 497, -85 512, -95 534, -111 562, -126 590, -134.6 618, -131 644,
    -120 668, -107 692, -92 716, -79 737, -75.4 752, -82 766, -98 780, -112 790, -119 799,
    -116.6 808, -106 812, -80 811.4, -52 811.6, -30 811, -18 804, -15 792, -19 776, -23.6 760,
    -23.6 744, -18 722, -18 700, -26 681, -38 668, -40.6 660, -32 652, -8 641, 20 624,
    47 602, 66 576, 76.6 547, 79.6 518, 76.6 488, 72 460, 69 430, 68.6 400, 70 368, 71.6 334,
    70.6 302, 67 272, 62 248, 58.4 226, 55 207, 40 186
    """)
ARM = discs("6 256 31, 3 288 30.5, -3 322 29, -10 331 28.4, -44 324 27, -76 311 23, -93 304 20.6")
FIST = spots("""
    -84 283, -98 276, -114 272, -128 275, -138 284, -141 297, -138 311, -128 321, -114 325,
    -100 324, -88 326
    """)
KNUCKLES = (
    discs("-134 282 9"),
    discs("-139.6 293 9.6"),
    discs("-139 305 9.4"),
    discs("-132 315.4 8.6"),
)
THUMB = discs("-100 280 9.6, -113 273.4 8.6, -125 272 7.4")
EAR = spots("""
    9 126, 5 122.6, 3 115.6, 8 107, 17.4 103, 27 106.4, 31.4 116.4, 29 130, 23.4 141, 18.6 149.6,
    12.4 153.4, 7 150.6, 5.2 143.6
    """)
LINES = strokes("""
    10.4 116, 17.4 109.6, 24.2 114.4, 22.4 126, 16.4 138.6     # rim of the ear
    6 130, 9 134, 8.4 140.6                                   # edge of its hole
    -74.2 129, -75.6 124.4, -73 119.2, -67.6 117.2, -61.6 119, -56.4 124.6  # upper lid
    -76 103.2, -70 100.6, -63 100.6, -55 105.2                # brow
    -84.4 151.6, -80 149.6, -78.2 144.6                       # nostril wing
    -81 173.4, -74.6 174.6, -68.6 174                         # mouth
    6 154, 0 172, -14 191, -34 206, -47 211.6                 # jaw
    -88 505, -70 519, -50 540, -40 556                        # fold of the groin
    44 568, 57 581, 66 577                                    # fold under the buttock
    -66 650, -52 654, -42 659.6                               # back of the knee
    -112 606, -117 620, -112 634                              # knee
    -75.6 748, -60 755, -40 755, -24 750                      # ankle crease
    -47 771, -44 765.6, -38 765.6, -35 770.4                  # ankle bone
    -104 791, -100.6 796.6, -101.6 803                        # toes
    -95 787, -91.4 793, -92.4 799.4
    -86.6 783.4, -83.4 789, -84.2 795.4
    24 160, 29.6 174, 37.6 187, 47.6 197, 58 202.4            # hairline in the nape
    """)
ARM_LINES = strokes("""
    -28 292, -24 302, -15 308                                 # elbow crease
    -87 284, -84 296, -86 312, -92 325                        # wrist crease
    -142.6 287.6, -134 290, -126 289                          # between the fingers
    -146 299, -136 299.6, -126 298
    -143.4 310.4, -134 309.4, -125 306.6
    """)
IRIS = (-71.8, 123.6, 2.4, 4.6)
OPEN_ABOVE = box(-60, 200, 60, 262)


def left() -> Figure:
    """Return the baby's left side."""
    arm = arm_shape()
    figure = join([blob(BODY), blob(HEAD)], 12, 0.8)
    skin = join([figure, arm], 1.2, 0.6)
    drawing = Figure(view="baby-left", title="Baby, left side", figure="baby", silhouette=skin)
    drawing.labels = [("Child’s LEFT side", -10, 844, "middle")]
    drawing.margin = (40, 26, 40, 54)
    drawing.faint(*LINES, *ARM_LINES)
    drawing.shapes.append(("spot", ellipse(*IRIS)))
    drawing.firm(EAR)
    drawing.firm(*arm_edges(arm, figure))
    claim_side(drawing, SIDE_ARM, side="left", within=arm)
    claim_side(drawing, SIDE, side="left")
    return drawing


def arm_shape() -> Polygon:
    """Return the arm with its fist, seen on its outer side."""
    fist = join([blob(FIST), *(capsule(finger) for finger in KNUCKLES), capsule(THUMB)], 2, 0.6)
    return join([eased(capsule(ARM), 17), fist], 3, 0.8)


def arm_edges(arm: Polygon, figure: Polygon) -> list[list[Spot]]:
    """Return the arm's outline where it lies before the body, open at the shoulder."""
    shown = arm.exterior.intersection(figure.buffer(-0.4)).difference(OPEN_ABOVE)
    merged = linemerge(shown)
    parts = [merged] if merged.geom_type == "LineString" else list(merged.geoms)
    lines = [list(part.coords) for part in parts if part.length > 6]
    return [[*line[:-1:6], line[-1]] for line in lines]


def right() -> Mirrored:
    """Return the baby's right side."""
    return left().mirrored(view="baby-right", title="Baby, right side", side=("left", "right"))
