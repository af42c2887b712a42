"""The standing child from the side, the near arm a little forward (build time)."""

from shapely.geometry import Polygon, box
from shapely.ops import linemerge

from art.cells import claim_side
from art.child_side_cells import ARM_CELLS, BODY_CELLS, HEAD_CELLS, LEG_CELLS
from art.figure import Figure, Mirrored
from art.geometry import (
    Spot,
    blob,
    ellipse,
    join,
    limb,
    mirror,
    mirror_points,
    spots,
    stations,
    strokes,
)
from art.head_side import EAR
from art.limbs import RELAXED, Frame, between_fingers, hand

# the child looks to the left of the picture; x from the middle of the trunk, y as in front
HEAD = spots("""
    4 0, -18 3, -37 13, -50 29, -56 46, -57.4 58, -56 68, -57 75, -60.5 84, -65.5 92, -68 97.5,
    -65.5 102, -60 103.6, -60 108, -62.5 112.6, -60 116.6, -61.6 120.6, -58 124.6, -58.8 131,
    -55.5 138.4, -46.5 142.4, -34 141.6, -20 140, 10 138, 34 122, 42 110, 52 95, 60 76, 62.5 55,
    58.5 34, 46 15, 27 3.4
    """)
BODY = spots("""
    0 118, -22 134, -24 146, -23.6 158, -27 169, -35 182, -42.5 202, -46.5 226, -46.5 252,
    -45 278, -46 304, -49.6 330, -52.6 356, -52.4 380, -48.6 404, -44 426, -42 448, -43.4 474,
    -44.6 502, -43.6 532, -40.4 562, -36.4 588, -34 606, -35.4 622, -35 637, -31 653, -29 678,
    -27.4 708, -24.4 738, -21.4 764, -20.6 783, -23 799, -34 814, -52 827, -72 837, -86 842.6,
    -92.6 849, -90.5 856, -82 859, -56 858.6, -26 858, 4 859, 24 859.4, 34 856, 37.6 846,
    35.6 832, 29.4 818, 25 803, 23.4 786, 23.8 766, 26.6 742, 30 716, 31.4 690, 29.8 666,
    25.4 645, 23 627, 25 605, 30 578, 36 550, 41 522, 45 498, 49 481, 54.4 463, 57 443,
    55.6 422, 50 400, 42.6 380, 37 358, 34.8 336, 36.2 312, 40.6 286, 45.4 260, 48.4 236,
    48 212, 44.4 190, 39 172, 35.4 156, 34 138, 35 120
    """)
ARM = stations("""
    4 200 21 22, 2.6 222 22.4 22.4, -1.5 250 21 20.6, -7.5 282 19 18.8, -14.5 312 17.6 17.2,
    -22 336 17.4 16.4, -33 357 17.6 16.6, -46 379 16.4 16, -59 402 14 13.8, -70 424 11.8 11.8,
    -77 439 11.6 11.4
    """)
WRIST = Frame(77, 438, 25)
LINES = strokes("""
    9.4 72.6, 13.4 69, 17.4 71.6, 17.2 79, 13.4 87.6           # rim of the ear
    5.8 82, 8 84.6, 7.6 89                                     # edge of its hole
    -50 82.6, -51 79.4, -49.2 76.2, -45.6 75.5, -41.6 77, -38 80.6  # upper lid
    -54 66, -49 64.3, -43.4 64.4, -37 68.4                     # brow
    -61.4 102.4, -57.6 101, -56.4 97.6, -57.6 94              # nostril wing
    -59.6 116.6, -54 117.2, -49.6 117                         # mouth
    -49 28, -40 32, -34 39, -30.2 48, -25.6 58.4, -18.4 66, -10.4 72, -5 77.6, -3 86  # hairline
    13.6 102, 19.6 112.6, 29 119.6, 37 120                          # hairline behind the ear
    3 102, -1.6 113, -9 125, -22 137, -31 141.4                # jaw
    -14 604, -21.6 609.6, -24 618, -22 628, -14.6 635         # knee
    8 624, 15 626, 22 625                                     # back of the knee
    26 474, 37 482, 48.6 482                                  # fold under the buttock
    -3 805, -1 799.6, 4.6 799, 8 803.6                        # ankle bone
    -78 842, -74.4 846, -75 851                               # toes
    -69.6 840.4, -66.4 845, -67 850.4
    -61.4 838.4, -58.6 843, -59.2 849
    """)
ARM_LINES = strokes("""
    -16 347, -9 344.6, -6 338                                 # elbow
    -88 434, -78 440, -67.6 442.6                             # wrist
    """)
IRIS = (-48.3, 79.2, 1.7, 3)


def left() -> Figure:
    """Return the child's left side."""
    arm = arm_shape()
    figure = join([blob(BODY), blob(HEAD)], 6, 0.8)
    skin = join([figure, arm], 1.2, 0.5)
    drawing = Figure(view="child-left", title="Child, left side", figure="child", silhouette=skin)
    drawing.version = 2
    drawing.labels = [("Child’s LEFT side", 0, 892, "middle")]
    drawing.margin = (60, 26, 90, 54)
    drawing.faint(*LINES, *ARM_LINES)
    parted = between_fingers(WRIST, RELAXED)
    drawing.faint(*(mirror_points(line) for line in parted))
    drawing.shapes.append(("spot", ellipse(*IRIS)))
    drawing.firm(EAR)
    drawing.firm(*arm_edges(arm, figure))
    claim_side(drawing, ARM_CELLS, side="left", within=arm)
    claim_side(drawing, HEAD_CELLS + LEG_CELLS + BODY_CELLS, side="left")
    return drawing


def arm_shape() -> Polygon:
    """Return the arm with its hand, seen on its outer side."""
    return join([limb(ARM), mirror(hand(WRIST, RELAXED))], 3, 0.5)


def arm_edges(arm: Polygon, figure: Polygon) -> list[list[Spot]]:
    """Return the arm's outline where it lies before the body, open at the shoulder."""
    shown = arm.exterior.intersection(figure.buffer(-0.4)).difference(box(-60, 150, 60, 222))
    merged = linemerge(shown)
    parts = [merged] if merged.geom_type == "LineString" else list(merged.geoms)
    lines = [list(part.coords) for part in parts if part.length > 6]
    return [[*line[:-1:6], line[-1]] for line in lines]


def right() -> Mirrored:
    """Return the child's right side."""
    return left().mirrored(view="child-right", title="Child, right side", side=("left", "right"))
