"""The standing child, front and back: six heads tall, palms forward (build time)."""

from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from art.figure import Figure
from art.geometry import (
    blob,
    capsule,
    discs,
    ellipse,
    half_blob,
    join,
    limb,
    mirror,
    mirror_points,
    spots,
    stations,
    strokes,
)
from art.limbs import FINGERS, Frame, finger, palm, thumb

# x, y of the right half of the picture (the child's left in the front view)
HEAD = spots("""
    0 0, 22 3.5, 40 15, 51 34, 54.5 56, 53 78, 48.5 99, 39 118, 25 133, 11 140.5,
    0 141.5
    """)
EAR = spots("51 66, 55 62, 59.5 65, 60 74, 57.5 84, 54 91.5, 50 92, 49 80")
TRUNK = spots("""
    0 100, 21 110, 23 132, 23.5 147, 27 158, 38 166.5, 57 172.5, 77 178, 93 185.5,
    103.5 196, 109.6 211, 112.4 224, 109 242, 84 252, 78.5 268, 74.5 292, 71.5 318,
    71.5 342, 74.5 368, 78 394, 79 420, 77 446, 66 468, 40 476, 0 468
    """)
LEG = stations("""
    42 404 36.5 30, 42.5 440 36.5 39, 43.5 474 35.5 41, 44.5 510 32.5 37.5,
    46 550 28.5 31.5, 47.5 586 24 25, 48.5 612 22 21.5, 49 636 21 20, 50 666 22.5 21.5,
    51 696 21 20, 52 730 16.8 16, 53 760 13.6 13.6, 53.5 780 13.4 14, 54 800 15 15.5
    """)
ARM = stations("""
    87 208 17.6 18.5, 95 232 18.8 17.6, 103.5 258 17.6 16.6, 112 284 16.4 15.6,
    120 308 15.2 15, 127.5 330 15.4 15, 135 350 15.6 14.8, 143.5 374 13.8 13.2,
    151 396 11.6 11.4, 156.5 412 10.8 10.8, 162 428 11 11
    """)
WRIST = Frame(157.5, 413, 17, 1.06)
FOOT = spots("""
    40 776, 39 794, 37.5 812, 36.5 828, 38.5 838, 46 842.5, 58 842.5, 70 839.5, 79 833,
    82 825, 78 814, 72.5 802, 68.5 788, 67 776
    """)
TOES = discs("45.5 838.5 8.2, 57.5 840.5 5.2, 66 838.5 4.9, 73 834.8 4.6, 79 829.5 4.2")
HEEL_FOOT = spots("""
    40 776, 38.5 792, 37.5 806, 38 820, 42 829, 51 832, 60 830.5, 66 825, 70 815,
    70.5 804, 68.5 790, 67 776
    """)

FRONT_LINES = strokes("""
    9 178, 20 174.5, 36 175, 54 178.5, 68 180               # collar bone
    9 288, 18 300, 30 312, 44 322                           # lower ribs
    70 436, 56 449, 40 460, 26 468                          # groin crease
    90 222, 87.5 234, 86 246                                # arm crease
    35 598, 40 593.5, 49 592, 58 594, 62.5 599              # knee
    38 622, 43 627.5, 50 629, 57 627.5, 61 622
    43.5 781, 42.5 785, 43.5 789                            # ankle bones
    64 785, 65 789, 64 793
    112 317, 119 321, 128 320, 136 314                      # elbow crease
    52.6 827.5, 53 831.5, 53.2 835.5                        # between the toes
    61.2 829, 61.6 832.5, 61.8 836
    68.8 827, 69.2 830.5, 69.4 834
    75 823.5, 75.4 827, 75.6 830.5
    """)
PALM_LINES = strokes("""
    1 -10, 2.5 -3, 2.5 4, 0.5 10                            # wrist crease
    25 13, 22 6, 15 2.5, 5 3                                # ball of the thumb
    28.5 -13, 25 -6, 26 1, 31 6.5                           # across the palm
    """)
MIDDLE_LINES = strokes("""
    0 186, 0.3 215, 0 246                                   # breastbone
    -3.2 379, -1.8 376.6, 0 376, 1.8 376.6, 3.2 379         # navel
    -2.4 384, 0 385.4, 2.4 384
    """)
FACE_LINES = strokes("""
    13.5 75.5, 16.8 71, 22 69.2, 27.2 70.6, 30.8 75         # upper lid
    16.5 78.2, 22 79.6, 27.6 77.8                           # lower lid
    12.5 61, 18 58, 25 57.4, 32 60.4                        # brow
    56.5 69, 57.6 74, 55.4 79, 54.2 84                      # ear
    5.2 97.8, 7.4 96.4, 7.2 93                              # nostril wing
    0 26, 14 24.5, 27 28, 37 36, 43.5 47, 46.5 59, 48.5 66  # hairline
    25 133, 11 140.5, 0 141.5                               # chin
    """)
MOUTH_LINES = strokes("""
    -4.6 99, -2.2 100.8, 0 101.2, 2.2 100.8, 4.6 99                                # nose
    -13.5 115, -7 114.6, -2.6 114.1, 0 114.7, 2.6 114.1, 7 114.6, 13.5 115         # lips
    -6.5 121.4, -2.5 122.6, 2.5 122.6, 6.5 121.4
    """)
BACK_LINES = strokes("""
    0 139, 10 138, 19 132, 23 125                           # hairline in the nape
    55.4 69, 56.4 76, 54.6 86                               # ear
    30 196, 26 214, 27.5 236, 34 252, 43 258                # shoulder blade
    43 258, 53 250, 59 236
    90 222, 87.5 234, 86 246                                # arm crease
    16 404, 15 408.5, 17.5 411.5                            # dimple above the buttock
    0 466, 8 477, 24 482, 42 480, 56 472                    # fold under the buttock
    34 612, 41 615.5, 49 616, 57 615, 63 611.5              # back of the knee
    37.5 600, 36.8 606, 38 611
    60 600, 60.6 606, 59.6 610.5
    50.5 700, 51.2 716, 51.8 728                            # calf
    48.8 764, 48.4 780, 46.8 794                            # heel tendon
    58.6 764, 59.2 780, 61.2 794
    45.5 822, 52 825, 60 823.5, 65 819.5
    117.5 312, 123 316.5, 130 316, 134.4 311                # elbow
    121 324, 126.5 326, 132 323.5
    """)
KNUCKLES = spots("29 12.6, 31.5 4.2, 30.6 -4.2, 26.5 -11.8")
SPINE_LINES = strokes("""
    0 160, 0.3 240, 0 330, 0 396
    0 424, 0.2 445, 0 466
    """)


def front() -> Figure:
    """Return the child from the front, without regions."""
    drawing = Figure(view="child-front", title="Child, front", figure="child", silhouette=body())
    drawing.labels = [
        ("Child’s RIGHT", -150, 60, "middle"),
        ("Child’s LEFT", 150, 60, "middle"),
    ]
    for line in [*FACE_LINES, *FRONT_LINES, *(WRIST.line(line) for line in PALM_LINES)]:
        drawing.faint(line, mirror_points(line))
    drawing.faint(*MOUTH_LINES, *MIDDLE_LINES)
    for x in (22.2, -22.2):
        drawing.shapes.append(("spot", ellipse(x, 74.2, 2.6, 3.4)))
    return drawing


def back() -> Figure:
    """Return the child from the back, without regions."""
    skin = body(back=True)
    drawing = Figure(view="child-back", title="Child, back", figure="child", silhouette=skin)
    drawing.labels = [
        ("Child’s LEFT", -150, 60, "middle"),
        ("Child’s RIGHT", 150, 60, "middle"),
    ]
    knuckles = [
        WRIST.line([(u - 1.5, v - 2.6), (u + 0.8, v), (u - 1.5, v + 2.6)]) for u, v in KNUCKLES
    ]
    for line in [*BACK_LINES, *knuckles]:
        drawing.faint(line, mirror_points(line))
    drawing.faint(*SPINE_LINES)
    return drawing


def body(*, back: bool = False) -> Polygon:
    """Return the silhouette of the standing child."""
    trunk, head, ear = half_blob(TRUNK), half_blob(HEAD), blob(EAR)
    leg = join([limb(LEG), blob(HEEL_FOOT if back else FOOT)], 40, 3)
    arm = join([join([limb(ARM), palm(WRIST)], 40, 3), thumb(WRIST)], 12, 1)
    core = join([trunk, arm, leg, mirror(arm), mirror(leg)], 5, 2)
    filled = rounded_shoulder(core)
    core = unary_union([core, filled, mirror(filled)])
    core = join([core, join([head, ear, mirror(ear)], 1.2, 0.8)], 3, 1)
    toes = [] if back else [capsule([toe]) for toe in TOES]
    ends = [*(finger(WRIST, name) for name in FINGERS), *toes]
    return join([core, *ends, *(mirror(part) for part in ends)], 0.45, 0.4)


def rounded_shoulder(core: Polygon) -> Polygon:
    """Return the little that is missing where the shoulder runs into the upper arm."""
    near = core.intersection(box(40, 150, 200, 320))
    return near.buffer(60).buffer(-60).intersection(box(96, 205, 140, 262))
