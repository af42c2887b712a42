"""A baby of about four heads, limbs bent as it lies, front and back (build time)."""

from shapely.geometry import Polygon, box

from art.baby_cells import BACK, FRONT, LIMBS
from art.cells import claim
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

# x, y of the right half of the picture (the baby's left in the front view)
HEAD = spots("""
    0 0, 30 3.4, 58 16, 78 42, 87 76, 87.4 106, 86 130, 84 150, 77 173, 61 194, 38 209,
    16 215, 0 216
    """)
EAR = spots("85 110, 91 104, 98 106, 101.4 116, 100.4 130, 96 142, 90 149, 85.4 144, 85 128")
BODY = spots("""
    0 180, 44 196, 48 210, 55 221, 70 230, 90 237, 110 246, 129 258, 146 268, 158 271,
    166 264, 171.6 248, 175.4 234, 181 219, 190 206, 212 206, 221 219, 227.6 236, 230 258,
    228.6 282, 221 306, 207 325, 186 336, 163 337.4, 140 331, 120 323, 108 318, 102 320,
    98.6 332, 96 352, 97 378, 101.6 408, 107 438, 109.4 466, 107.6 490, 104.6 507, 109 526,
    123 548, 143 571, 159.6 598, 167 626, 164.4 652, 156 676, 145.6 699, 133.4 722, 123 741,
    119.4 756, 98 768, 77 756, 74 740, 73 720, 77.4 698, 87 680, 93 668, 88 656, 72 637,
    54 619, 34 603.4, 16 595, 0 592
    """)
FINGERS = (
    discs("186.6 180 9.4"),
    discs("198.4 173.4 9.8"),
    discs("210.6 175.4 9.4"),
    discs("220 184.4 8.4"),
)
PALM = spots("""
    180 222, 177 208, 177 192, 182 180, 192 173, 206 173, 218 181, 224.6 194, 225 208, 221.4 222
    """)
THUMB = discs("184 206 10, 176.6 196 9, 174 184 7.4")
FOOT = spots("""
    76.4 744, 74 762, 70 780, 67.4 794, 72 804, 84 806, 100 804, 114 798, 124 787, 126 776,
    122 761, 119.4 744
    """)
TOES = discs("75 800 10.6, 89 805.4 7.4, 100.6 803.4 6.8, 111 798.4 6.3, 119.6 790.6 5.8")
HEEL = spots("""
    76 744, 74.4 762, 72.4 780, 75 794, 84 803, 97 806, 110 802, 119 792, 122.4 778, 121 761,
    119.4 744
    """)
FACE_LINES = strokes("""
    18.4 126.2, 23.8 120, 32.2 117.4, 40.4 119.8, 45.8 125.8  # upper lid
    19.4 102.6, 26.8 100.4, 35.8 100.2, 44 102.8           # brow
    94 110, 97 117, 95 127, 91.6 135                       # ear
    """)
MIDDLE_LINES = strokes("""
    -44 206.4, -34 210.8, -17 215, 0 216, 17 215, 34 210.8, 44 206.4  # chin
    -7.6 149, -4.8 152, 0 152.8, 4.8 152, 7.6 149          # nose
    -13.4 174.4, -6.8 175.2, 0 174.8, 6.8 175.2, 13.4 174.4  # mouth
    -5.6 182.6, 0 183.8, 5.6 182.6
    -4 446, -2.4 442.8, 0 441.8, 2.4 442.8, 4 446          # navel
    -3 452, 0 453.6, 3 452
    """)
FRONT_LINES = strokes("""
    179 184, 185.4 192, 187 203, 184 213                   # thumb
    101 322, 103 308, 107 297                              # arm crease
    158 273, 165 286, 175 293                              # elbow crease
    181 224, 191 229, 207 229.4, 220 225                   # wrist crease
    104 508, 86 532, 61 552, 32 567                        # groin crease
    80 646, 96 632, 110 612                                # fold of the thigh
    94 668, 108 669, 122 664                               # knee crease
    79 749, 90 755, 104 756, 117 751                       # ankle crease
    """)
HAND_LINES = strokes("""
    193 179, 192.4 186, 193 193                            # between the fingers
    204 176, 203.6 186, 204 196
    215 181, 214.4 188, 214 196
    """)
TOE_LINES = strokes("""
    82.6 793, 83.4 800
    95 794, 95.6 799.4
    106 791, 106.8 796
    115.6 785.4, 116.8 789.6
    """)
BACK_LINES = strokes("""
    94 110, 97 117, 95 127, 91.6 135                       # ear
    0 203, 20 201.6, 40 194, 56 180                        # hairline in the nape
    37 262, 31 284, 34 305, 46 317, 61 308, 70 290         # shoulder blade
    101 322, 103 308, 107 297                              # arm crease
    196 322, 203 314, 205 304                              # elbow
    181 224, 191 229, 207 229.4, 220 225                   # wrist crease
    0 564, 14 573, 36 575, 60 568, 80 552                  # fold under the buttock
    20 468, 18.4 473.6, 21.4 477.4                         # dimple above the buttock
    80 646, 96 632, 110 612                                # fold of the thigh
    98 667, 112 668.4, 128 663                             # back of the knee
    79 749, 90 755, 104 756, 117 751                       # ankle crease
    82 792, 92 797, 104 796.6, 113 791                     # heel
    """)
SPINE_LINES = strokes("""
    0 236, 0.3 330, 0 458
    0 488, 0.2 520, 0 564
    """)


def front() -> Figure:
    """Return the baby from the front."""
    drawing = _figure("baby-front", "Baby, front", back=False)
    drawing.faint(*MIDDLE_LINES)
    for line in [*FACE_LINES, *FRONT_LINES, *HAND_LINES, *TOE_LINES]:
        drawing.faint(line, mirror_points(line))
    for x in (32.2, -32.2):
        drawing.shapes.append(("spot", ellipse(x, 123, 4.5, 5.3)))
    claim(drawing, _limbs("front") + FRONT)
    return drawing


def back() -> Figure:
    """Return the baby from the back."""
    drawing = _figure("baby-back", "Baby, back", back=True)
    drawing.faint(*SPINE_LINES)
    for line in [*BACK_LINES, *HAND_LINES]:
        drawing.faint(line, mirror_points(line))
    claim(drawing, _limbs("back") + BACK, front=False)
    return drawing


def _limbs(face: str) -> str:
    words = {"{f}": f"-{face}", "{w}": f" ({face})"}
    table = LIMBS
    for place, word in words.items():
        table = table.replace(place, word)
    return table


def _figure(view: str, title: str, *, back: bool) -> Figure:
    drawing = Figure(view=view, title=title, figure="baby", silhouette=body(back=back))
    drawing.version = 2
    left, right = (-1, 1) if back else (1, -1)
    drawing.labels = [
        ("Child’s RIGHT", right * 175, 60, "middle"),
        ("Child’s LEFT", left * 175, 60, "middle"),
    ]
    drawing.margin = (30, 26, 30, 40)
    return drawing


def body(*, back: bool) -> Polygon:
    """Return the silhouette of the baby."""
    ear = blob(EAR)
    head = join([half_blob(HEAD), ear, mirror(ear)], 1.4, 0.8)
    core = join([half_blob(BODY) & box(-300, 0, 300, 752), head], 4, 0.8)
    palm = join([blob(PALM), *(capsule(finger) for finger in FINGERS)], 2, 0.6)
    ends = [join([palm, capsule(THUMB)], 1.6, 0.6)]
    ends += [blob(HEEL)] if back else [blob(FOOT), *(capsule([toe]) for toe in TOES)]
    return join([core, *ends, *(mirror(part) for part in ends)], 1.2, 0.7)
