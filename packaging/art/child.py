"""The standing child, front and back: six heads tall, palms forward (build time)."""

from shapely.geometry import Polygon, box

from art.figure import Figure
from art.geometry import (
    blob,
    capsule,
    discs,
    ellipse,
    half_blob,
    join,
    mirror,
    mirror_points,
    spots,
    strokes,
)
from art.limbs import Frame, hand

# x, y of the right half of the picture (the child's left in the front view); 860 units tall
HEAD = spots("""
    0 0, 18.5 2.6, 36 11.6, 47.5 27, 52.5 47, 52.5 66, 51 84, 47.5 101, 40.5 117.5, 29.5 130.5,
    15.5 138.5, 0 141
    """)
EAR = spots("50 69, 54 65, 58 66.5, 59.5 73, 58 83, 55 92, 51.5 96, 48 92, 48 80")
# from the neck over shoulder, arm and hand, down the trunk and the leg, and up to the crotch
BODY = spots("""
    0 100, 25 112, 26 128, 26.5 143, 29 155, 38 164, 54 170, 71 175, 88 180.5, 102 188.5,
    112 201, 117.5 218, 121 238, 124 258, 126.5 278, 129.5 299, 134 319, 140.5 338, 148 356,
    154.5 374, 160.5 393, 166 411, 170.5 427, 174.2 441, 177 452, 174 461, 166 464, 158 461,
    153 455, 149.2 446, 144.5 430, 138 410, 130.5 391, 122.5 372, 115 354, 109 337,
    104.5 316, 99.5 295,
    94 274, 89 258, 84.5 250, 80.5 250, 78 258, 75 274, 71.5 294, 68 314, 66.5 332, 67 350,
    70 372, 74 396, 77.5 420, 79.5 446, 80 472, 79 504, 76.5 536, 73 566, 70.5 590, 69.5 610,
    70.5 630, 72 648, 74 668, 75.8 690, 75.6 712, 73 738, 69 762, 66.2 782, 66.2 797, 68.6 811,
    72.5 825, 77.5 838, 74 850, 50 853, 34 850, 27.5 841, 28.5 826, 30 812, 31 798,
    31 780, 29 758, 24.8 732, 20.6 708, 18.4 688, 19 666, 20 646, 18 624, 17 604,
    14.6 578, 12 546, 9.6 516, 7.4 492, 4.6 472, 0 465
    """)
WRIST = Frame(161.5, 444, 19.5)
TOES = discs("35.8 849.5 9.6, 49.3 852.6 6, 59.2 851.6 5.6, 68.2 848.6 5.3, 76 844 4.9")
HEEL_FOOT = spots("""
    42 758, 35 776, 31 796, 29.6 812, 29 828, 31.5 842, 40 850, 51 851, 60 849, 67 846, 73.5 842,
    75 835, 71.5 824, 68.6 811, 66.4 796, 63 776, 56 758
    """)
FACE_LINES = strokes("""
    10.6 80.3, 14.6 76.9, 20.6 75.4, 26.6 76.9, 30.5 80.1    # upper lid
    10.6 66.3, 16.6 64.5, 23.6 64.3, 31 66.9                 # brow
    55 70, 56.5 75.5, 54.6 82, 52.6 87                     # ear
    0 23.6, 14 24.4, 27 29, 36 38, 41.5 49, 44 60, 49.5 67 # hairline
    """)
MOUTH_LINES = strokes("""
    -25 134, -14.5 139, 0 140.8, 14.5 139, 25 134          # chin
    -6.4 98, -4 100.6, 0 101.4, 4 100.6, 6.4 98            # nose
    -12 117, -6 117.6, 0 117.4, 6 117.6, 12 117            # mouth
    -5 124, 0 125, 5 124
    """)
FRONT_LINES = strokes("""
    8 177, 20 174, 36 175.5, 54 180, 68 183                # collar bone
    72 424, 60 440, 44 453, 28 461                         # groin crease
    89 257, 90.5 246, 94 236                               # arm crease
    30 612, 36 607.5, 44 606.5, 52 608.5, 57 613.5         # knee
    32 641, 38 645.5, 45 646.5, 52 644.5, 57 640
    34 803, 33 807.5, 34 811.5                             # ankle bones
    63 805, 64.2 809.5, 63.2 813.5
    117 345, 125 348.5, 133 347, 141 341.5                 # elbow crease
    43.2 842, 43.8 847, 43.9 851                           # between the toes
    54 844, 54.4 848, 54.4 851
    63.4 842.6, 63.9 846, 63.9 849
    71.4 839, 72 842, 72.2 845
    """)
PALM_LINES = strokes("""
    1 -10, 2.5 -3, 2.5 4, 0.5 10                           # wrist crease
    38 19, 30 8, 18 2, 6 1                                 # ball of the thumb
    36 -16, 33.5 -7, 35 3, 41 12                           # across the palm
    """)
MIDDLE_LINES = strokes("""
    -3.2 365, -1.8 362.6, 0 362, 1.8 362.6, 3.2 365        # navel
    -2.4 370, 0 371.4, 2.4 370
    """)
BACK_LINES = strokes("""
    0 132, 12 131, 22 126, 29 117                          # hairline in the nape
    54 70, 55.6 77, 53.6 87                                # ear
    30 204, 25.6 224, 28 247, 37 263, 48 263, 60 243       # shoulder blade
    89 257, 90.5 246, 94 236                               # arm crease
    15 398, 14 402.5, 16.5 405.5                           # dimple above the buttock
    0 466, 10 476, 26 480, 44 477, 58 468                  # fold under the buttock
    29 626, 37 630, 45 630.5, 53 629, 58 625               # back of the knee
    45 772, 44.8 794, 42 814                               # heel tendon
    53 772, 53.4 794, 57 814
    37 842, 45 845, 54 844.5, 62 841                       # heel
    69 834, 70.5 838                                       # little toe
    122 336, 128 341, 135 340, 140 335                     # elbow
    """)
KNUCKLES = spots("43 14.6, 45.5 4.8, 44.5 -5.2, 39.5 -14")
SPINE_LINES = strokes("""
    0 168, 0.3 240, 0 330, 0 392
    0 418, 0.2 442, 0 466
    """)


def front() -> Figure:
    """Return the child from the front, without regions."""
    drawing = Figure(view="child-front", title="Child, front", figure="child", silhouette=body())
    drawing.version = 2
    drawing.labels = [
        ("Child’s RIGHT", -150, 60, "middle"),
        ("Child’s LEFT", 150, 60, "middle"),
    ]
    for line in [*FACE_LINES, *FRONT_LINES, *(WRIST.line(line) for line in PALM_LINES)]:
        drawing.faint(line, mirror_points(line))
    drawing.faint(*MOUTH_LINES, *MIDDLE_LINES)
    for x in (20.6, -20.6):
        drawing.shapes.append(("spot", ellipse(x, 79.1, 3, 3.3)))
    return drawing


def back() -> Figure:
    """Return the child from the back, without regions."""
    skin = body(back=True)
    drawing = Figure(view="child-back", title="Child, back", figure="child", silhouette=skin)
    drawing.version = 2
    drawing.margin = (30, 26, 30, 54)
    drawing.labels = [
        ("Child’s LEFT", -150, 60, "middle"),
        ("Child’s RIGHT", 150, 60, "middle"),
    ]
    arc = ((-1.4, -2.8), (0.2, -1.6), (0.7, 0.0), (0.2, 1.6), (-1.4, 2.8))
    knuckles = [WRIST.line([(u + du, v + dv) for du, dv in arc]) for u, v in KNUCKLES]
    for line in [*BACK_LINES, *knuckles]:
        drawing.faint(line, mirror_points(line))
    drawing.faint(*SPINE_LINES)
    return drawing


def body(*, back: bool = False) -> Polygon:
    """Return the silhouette of the standing child."""
    half = half_blob(BODY)
    head = join([half_blob(HEAD), blob(EAR), mirror(blob(EAR))], 1.2, 0.8)
    if back:
        half = half & box(-400, 0, 400, 792)
        ends = [hand(WRIST), blob(HEEL_FOOT)]
    else:
        ends = [hand(WRIST), *(capsule([toe]) for toe in TOES)]
    core = join([half, head], 5, 1)
    return join([core, *ends, *(mirror(part) for part in ends)], 0.9, 0.5)
