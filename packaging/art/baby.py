"""A baby of about four heads, limbs bent as they lie, front and back (build time)."""

from shapely.geometry import Polygon

from art.cells import claim
from art.figure import Figure
from art.geometry import (
    blob,
    capsule,
    discs,
    eased,
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
    0 0, 36 4, 64 22, 79 54, 82 88, 79 112, 72 134, 56 154, 32 166, 12 170, 0 170.5
    """)
EAR = spots("79 82, 84 75, 91 77, 94 86, 92 98, 87 108, 81 113, 77 104")
TRUNK = spots("""
    0 150, 28 158, 36 172, 52 181, 74 187, 94 198, 100 220, 92 246, 87 276, 90 308, 95 338,
    95 366, 91 392, 80 420, 56 438, 32 450, 12 456, 0 457
    """)
ARM = discs("80 214 27, 112 230 25.5, 140 238 23, 152 232 21.5, 160 206 21, 167 182 18, 171 164 15")
FIST = spots("""
    157 166, 155 150, 156 132, 162 118, 174 110, 189 111, 199 121, 201 136, 197 150, 188 162,
    184 172
    """)
THUMB = discs("160 146 8, 153 134 7.2, 151 124 6.4")
LEG = discs("""
    48 398 46, 80 428 45, 104 452 40, 121 474 32, 112 502 30.5, 100 530 26, 90 554 19.5,
    86 568 18
    """)
FOOT = spots("""
    69 556, 67 574, 63 592, 62 608, 68 620, 82 624, 98 620, 109 610, 111 596, 107 578, 104 558
    """)
TOES = discs("69 619 9, 81.5 624.5 6.6, 92 623.5 6.1, 101 618.6 5.7, 108 611.5 5.2")
HEEL_FOOT = spots("""
    69 556, 66 574, 65 592, 70 606, 84 612, 98 608, 106 596, 106 578, 104 558
    """)
FACE_LINES = strokes("""
    20 98, 25 92, 33 89.5, 41 92, 46 98                       # upper lid
    24 102.5, 33 105, 42 102                                  # lower lid
    20 80, 28 76, 37 75.5, 46 79                              # brow
    86 84, 88.5 91, 85.5 100                                  # ear
    5.5 121, 8 118.5, 7.5 115                                 # nostril wing
    """)
MIDDLE_LINES = strokes("""
    -4.5 121.5, 0 123.4, 4.5 121.5                            # nose
    -14 139.5, -7 138.4, 0 139.2, 7 138.4, 14 139.5           # mouth
    -6 146, 0 147.4, 6 146
    -3.6 344, 0 341.4, 3.6 344                                # navel
    -2.6 349, 0 350.4, 2.6 349
    """)
FRONT_LINES = strokes("""
    56 154, 32 166, 12 170, 0 170.5                           # chin
    16 186, 32 183, 50 187                                    # collar bone
    98 206, 95 222, 94 236                                    # arm crease
    134 250, 142 240, 147 226                                 # elbow crease
    155 166, 168 171, 184 167                                 # wrist crease
    166 126, 173 121, 180 126                                 # fingers
    180 126, 187 123, 193 129
    164 141, 173 136, 182 139, 190 143
    92 398, 78 414, 58 428, 34 437                            # groin crease
    84 470, 98 466, 110 456                                   # fold of the thigh
    96 480, 108 492, 122 494                                  # knee crease
    72 560, 84 565, 100 562                                   # ankle crease
    75.6 613, 76 619
    87 616, 87.4 621
    96.6 614, 97.4 619
    104 608.5, 105.4 613
    """)
BACK_LINES = strokes("""
    86 84, 88.5 91, 85.5 100                                  # ear
    0 162, 18 160, 38 152                                     # hairline in the nape
    34 206, 30 226, 36 244, 48 250                            # shoulder blade
    48 250, 60 240, 64 226
    98 206, 95 222, 94 236                                    # arm crease
    132 252, 144 252, 156 242                                 # elbow
    155 166, 168 171, 184 167                                 # wrist crease
    165 122, 169 117, 175 120                                 # knuckles
    177 119, 183 116, 188 120
    0 430, 14 438, 34 440, 56 434, 76 420                     # fold under the buttock
    16 366, 14.5 371, 17 374.5
    84 470, 98 466, 110 456                                   # fold of the thigh
    98 484, 110 488, 124 482                                  # back of the knee
    72 566, 85 570, 102 565                                   # heel
    """)
SPINE_LINES = strokes("""
    0 186, 0.3 260, 0 356
    0 380, 0.2 404, 0 430
    """)
LIMB_CELLS = """
    fingers{f} | {{Side}} fist and fingers{w} | fingers | 140 100, 220 100, 220 136, 140 136
    hand{f} | {{Side}} hand{w} | hand | 140 130, 220 130, 220 160, 140 160
    wrist{f} | {{Side}} wrist{w} | wrist | 140 156, 220 156, 220 180, 140 180
    forearm{f} | {{Side}} forearm{w} | forearm | 134 170, 220 170, 220 216, 134 226
    elbow{f} | {{Side}} elbow{w} | elbow | 132 200, 220 200, 220 290, 132 290
    upper-arm{f} | {{Side}} upper arm{w} | upper arm | 97 190, 150 190, 150 290, 97 290, 93 246
    {toes}
    ankle{f} | {{Side}} ankle{w} | ankle | 50 548, 140 548, 140 580, 50 580
    {shin}
    knee{f} | {{Side}} knee{w} | knee | 90 456, 170 440, 170 500, 84 500
    """
FRONT = """
    ear-front | {Side} ear (front) | ear | 80 70, 110 70, 110 120, 75 118, 78 100
    nose | Nose | nose | 0 96, 5 96, 8 110, 13 122, 8 127, 0 128
    mouth | Mouth and lips | mouth | 0 130, 10 130, 20 138, 16 148, 9 151, 0 152
    chin | Chin | chin | 0 146, 16 147, 26 158, 22 172, 0 172
    eye | {Side} eye and eyelids | eye | 0 92, 14 88, 50 86, 54 100, 44 109, 18 109, 0 106
    scalp-front | Top of head (front) | scalp | 0 -10, 90 -10, 90 38, 0 38
    forehead | {Side} forehead | forehead | 0 34, 58 34, 58 90, 0 94
    temple | {Side} temple | temple | 56 34, 100 34, 100 104, 52 104
    cheek | {Side} cheek | cheek | 0 100, 100 100, 100 140, 30 146, 0 140
    jaw | {Side} jaw | jaw | 0 136, 100 130, 70 160, 30 171, 0 172
    neck-front | Neck (front) | neck | 0 160, 40 160, 40 180, 16 190, 0 192
    genital-area | Genital area (words only) | genital area | 0 406, 26 414, 36 446, 20 480, 0 480
    shoulder-front | {Side} shoulder (front) | shoulder | \
        0 160, 120 160, 120 190, 97 192, 94 232, 76 214, 40 200, 0 196
    chest | {Side} chest | chest | 0 190, 100 190, 94 246, 100 276, 50 282, 0 276
    upper-abdomen | {Side} upper abdomen | abdomen | 0 270, 110 270, 110 332, 0 332
    lower-abdomen | {Side} lower abdomen | abdomen | 0 330, 66 330, 66 398, 30 420, 0 420
    hip-front | {Side} hip (front) | hip | 60 330, 120 330, 120 380, 92 398, 40 436, 24 412, 66 396
    inner-thigh-front | {Side} inner thigh (front) | thigh | \
        16 430, 40 430, 70 452, 98 478, 90 520, 16 520
    thigh-front | {Side} thigh (front) | thigh | 30 380, 170 380, 170 480, 30 480
    """
BACK = """
    ear-back | {Side} ear (back) | ear | 80 70, 110 70, 110 120, 75 118, 78 100
    head-back | {Side} back of head | scalp | 0 -10, 110 -10, 110 148, 40 152, 0 160
    nape | Back of neck | neck | 0 140, 100 130, 50 178, 20 190, 0 192
    genital-area | Genital area (words only) | genital area | 0 428, 8 436, 14 450, 12 480, 0 480
    spine | Spine | spine | 0 186, 10 186, 10 360, 0 360
    shoulder-back | {Side} shoulder (back) | shoulder | \
        0 160, 120 160, 120 190, 97 192, 94 232, 76 216, 36 204, 0 196
    upper-back | {Side} upper back | back | 9 190, 100 190, 94 246, 100 276, 9 276
    lower-back | {Side} lower back (loin) | lower back | 9 270, 110 270, 110 360, 9 360
    buttock | {Side} buttock | buttock | \
        0 356, 110 356, 96 394, 80 420, 58 435, 34 441, 12 438, 0 430
    inner-thigh-back | {Side} inner thigh (back) | thigh | \
        10 430, 36 438, 70 456, 98 478, 90 520, 10 520
    thigh-back | {Side} thigh (back) | thigh | 30 380, 170 380, 170 484, 30 484
    """


def front() -> Figure:
    """Return the baby from the front."""
    drawing = _figure("baby-front", "Baby, front", back=False)
    drawing.faint(*MIDDLE_LINES)
    for line in [*FACE_LINES, *FRONT_LINES]:
        drawing.faint(line, mirror_points(line))
    for x in (33, -33):
        drawing.shapes.append(("spot", ellipse(x, 97, 3.6, 4.6)))
    cells = LIMB_CELLS.format(
        f="-front",
        w=" (front)",
        toes="toes | {Side} toes | toes | 40 612, 140 612, 140 660, 40 660\n"
        "    foot | {Side} foot (top) | foot | 40 578, 140 578, 140 660, 40 660",
        shin="shin | {Side} lower leg (front) | shin | 60 490, 170 490, 170 550, 60 550",
    ).replace("{{Side}}", "{Side}")
    claim(drawing, cells + FRONT)
    return drawing


def back() -> Figure:
    """Return the baby from the back."""
    drawing = _figure("baby-back", "Baby, back", back=True)
    drawing.faint(*SPINE_LINES)
    for line in BACK_LINES:
        drawing.faint(line, mirror_points(line))
    cells = LIMB_CELLS.format(
        f="-back",
        w=" (back)",
        toes="heel | {Side} heel | heel | 40 578, 140 578, 140 660, 40 660",
        shin="calf | {Side} lower leg (back) | calf | 60 490, 170 490, 170 550, 60 550",
    ).replace("{{Side}}", "{Side}")
    claim(drawing, cells + BACK, front=False)
    return drawing


def _figure(view: str, title: str, *, back: bool) -> Figure:
    drawing = Figure(view=view, title=title, figure="baby", silhouette=body(back=back))
    left, right = (-1, 1) if back else (1, -1)
    drawing.labels = [
        ("Child’s RIGHT", right * 150, 40, "middle"),
        ("Child’s LEFT", left * 150, 40, "middle"),
    ]
    drawing.margin = (24, 24, 24, 30)
    return drawing


def body(*, back: bool) -> Polygon:
    """Return the silhouette of the baby."""
    arm = join([join([eased(capsule(ARM), 17), blob(FIST)], 12, 3), capsule(THUMB)], 2, 1)
    leg = join([eased(capsule(LEG), 21), blob(HEEL_FOOT if back else FOOT)], 16, 3)
    trunk = join([half_blob(TRUNK), arm, leg, mirror(arm), mirror(leg)], 6, 1)
    ear = blob(EAR)
    core = join([trunk, join([half_blob(HEAD), ear, mirror(ear)], 2, 1)], 4, 0.7)
    if back:
        return core
    toes = [capsule([toe]) for toe in TOES]
    return join([core, *toes, *(mirror(toe) for toe in toes)], 0.9, 0.8)
