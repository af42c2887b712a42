"""The child's head, large: front, back and both sides (build time)."""

from shapely.geometry import Polygon, box

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

CUT = 432

# front: x, y of the right half, 420 high from crown to the base of the neck
SKULL = spots("""
    0 0, 42 4, 84 19, 118 50, 137 92, 142 135, 138 180, 131 222, 118 262, 98 298, 72 326,
    42 344, 18 351, 0 352
    """)
NECK = spots("""
    0 260, 60 270, 71 320, 72 350, 76 374, 92 392, 126 406, 164 417, 196 430, 216 446, 226 470,
    120 480, 0 480
    """)
EAR = spots("134 160, 143 150, 155 151, 160 166, 157 190, 151 212, 145 226, 136 230, 130 214")
FACE_LINES = strokes("""
    34 178, 42 168, 56 163, 70 167, 81 180                    # upper lid
    36 180, 46 187, 58 189, 71 186, 80 180                    # lower lid
    38 163, 48 156, 58 154, 70 157, 80 163                    # fold of the lid
    28 138, 44 130, 62 128, 80 133, 90 140                    # brow
    14 240, 19 244, 22 238, 19 230                            # nostril wing
    0 47, 36 44, 70 54, 96 76, 112 108, 119 142, 124 160      # hairline
    148 166, 152 178, 148 196, 143 210                        # ear
    143 172, 146 184, 142 198
    72 326, 42 344, 18 351, 0 352                             # chin and jaw
    26 398, 48 393, 76 396, 104 405                           # collar bone
    """)
MIDDLE_LINES = strokes("""
    -13 246, -6 251, 0 252, 6 251, 13 246                                                # nose
    -36 284, -20 281, -8 278, 0 280, 8 278, 20 281, 36 284                               # lips
    -36 284, -18 286, 0 287, 18 286, 36 284
    -24 295, -10 299, 0 300, 10 299, 24 295
    """)
FACE = """
    ear-front | {Side} ear (front) | ear | 138 140, 175 135, 175 240, 126 236, 131 214, 136 190
    lips | Lips and mouth | mouth | 0 276, 22 276, 42 284, 26 302, 0 304
    nose | Nose | nose | 0 168, 12 168, 15 215, 26 228, 26 244, 14 254, 0 256
    upper-lip | Upper lip to nose | upper lip | 0 250, 18 250, 30 258, 42 284, 0 284
    chin | Chin | chin | 0 296, 30 296, 46 318, 44 352, 0 360
    eye | {Side} eye and eyelids | eye | 24 162, 36 152, 82 152, 92 176, 78 196, 36 196, 24 186
    brow | {Side} eyebrow | eyebrow | 16 140, 30 122, 88 124, 100 144, 90 158, 60 152, 16 160
    forehead-middle | Middle of forehead | forehead | 0 44, 24 46, 20 132, 14 160, 0 172
    forehead | {Side} forehead | forehead | 10 44, 70 50, 92 74, 92 150, 10 160
    scalp-front | {Side} scalp (front) | scalp | \
        0 -10, 160 -10, 160 30, 128 60, 112 108, 96 76, 70 54, 36 44, 0 47
    temple | {Side} temple | temple | 88 66, 112 100, 125 60, 180 60, 180 190, 88 190
    cheekbone | {Side} cheekbone | cheek | 10 186, 180 186, 180 226, 40 226, 10 222
    cheek | {Side} cheek | cheek | 10 220, 180 220, 180 268, 100 282, 44 292, 30 262
    jaw | {Side} jaw | jaw | 30 280, 180 262, 180 300, 72 327, 40 352, 30 352
    neck-front | {Side} neck (front) | neck | 0 320, 110 320, 92 396, 30 400, 0 412
    collar | {Side} collar bone | collar bone | 0 385, 200 385, 200 450, 0 450
    """
BACK_LINES = strokes("""
    0 328, 26 326, 50 314, 62 296                             # hairline in the nape
    151 166, 155 180, 150 204, 144 216                        # ear
    """)
BACK = """
    ear-back | {Side} ear (back) | ear | 138 140, 175 135, 175 240, 126 236, 131 214, 136 190
    behind-ear | {Side} behind the ear | behind the ear | \
        112 150, 180 146, 180 262, 112 272
    crown | {Side} crown | scalp | 0 -10, 180 -10, 180 110, 0 110
    head-back | {Side} back of head | scalp | 0 110, 180 110, 180 220, 0 220
    head-base | {Side} base of skull | scalp | 0 220, 180 220, 180 270, 76 304, 40 322, 0 328
    nape | {Side} back of neck | neck | 0 280, 110 280, 92 396, 60 396, 0 400
    shoulder-top | {Side} top of shoulder (back) | shoulder | 0 385, 200 385, 200 450, 0 450
    """

# side: the child looks to the left of the picture, x from the middle of the ear
PROFILE = spots("""
    10 0, -40 4, -86 22, -118 54, -132 92, -136 122, -135 140, -131 154, -132 166, -142 190,
    -153 212, -157 224, -152 233, -142 237, -137 241, -138 250, -143 258, -146 267, -141 275,
    -135 278, -141 285, -142 293, -135 300, -131 306, -134 318, -134 332, -126 345, -110 351,
    -88 348, -64 340, -52 344, -47 362, -50 384, -60 400, -80 414, -108 428, -130 446, -140 480,
    10 490, 170 480, 160 446, 136 424, 104 402, 88 376, 84 350, 88 322, 100 296, 122 262, 142 218,
    150 168, 144 112, 124 62, 86 24, 48 6
    """)
SIDE_EAR = spots("""
    -2 158, 8 148, 24 146, 37 154, 41 170, 37 188, 28 200, 23 212, 16 224, 5 226, -1 217, -1 200,
    -4 184, -5 170
    """)
SIDE_LINES = strokes("""
    8 164, 18 158, 29 164, 31 176, 24 188, 17 196, 14 206     # inside of the ear
    3 182, 11 181, 14 188, 8 195, 2 194
    -122 167, -114 165, -104 168, -95 177                     # upper lid
    -118 184, -110 185, -102 182, -96 177                     # lower lid
    -119 167, -121 175, -117 184
    -127 148, -116 141, -101 139, -88 145                     # brow
    -116 157, -106 157, -96 163
    -137 238, -130 236, -126 228, -129 219                    # nostril wing
    -135 279, -122 279, -112 283                              # mouth
    -112 54, -100 74, -84 97, -58 116, -40 132, -28 160, -16 176  # hairline
    14 228, 22 256, 44 284, 70 308, 86 318                    # hairline behind the ear
    -4 226, -10 256, -24 292, -48 324, -66 340                # jaw
    20 262, 4 310, -22 356, -44 390                           # muscle of the neck
    """)
SIDE_SPOT = (-117, 175.5, 2.8, 6.4)
SIDE = """
    ear | {Side} ear | ear | \
        -8 156, 6 144, 26 142, 42 152, 46 170, 41 192, 26 216, 14 230, 0 230, -6 216
    behind-ear | {Side} behind the ear | behind the ear | 26 140, 74 140, 74 262, 16 262, 10 232
    =lips | Lips and mouth | mouth | -160 268, -132 262, -112 272, -108 286, -130 304, -160 306
    =nose | Nose | nose | -160 168, -131 160, -122 186, -118 214, -118 238, -136 244, -160 244
    =upper-lip | Upper lip to nose | upper lip | -160 240, -118 236, -112 256, -120 270, -160 276
    =chin | Chin | chin | -160 300, -130 300, -108 306, -104 360, -160 360
    eye | {Side} eye and eyelids | eye | -128 158, -86 154, -80 180, -92 196, -122 192, -130 172
    brow | {Side} eyebrow | eyebrow | -140 130, -84 128, -76 148, -84 156, -140 162
    temple | {Side} temple | temple | \
        -86 96, -58 112, -40 128, -26 156, -8 166, -8 190, -82 190, -82 130
    =forehead | Forehead | forehead | -150 60, -102 62, -86 94, -82 132, -150 134
    scalp-front | {Side} scalp (front) | scalp | \
        -150 -10, -20 -10, -20 170, -40 132, -58 116, -86 96, -100 66, -112 60, -150 64
    scalp-side | {Side} side of head | scalp | -30 -10, 74 -10, 74 170, -30 170
    =scalp-back | Back of head | scalp | 60 -10, 180 -10, 180 270, 104 300, 60 270
    cheekbone | {Side} cheekbone | cheek | -150 184, 0 184, 0 224, -150 224
    cheek | {Side} cheek | cheek | -140 220, 0 220, -6 240, -14 268, -40 300, -106 300, -120 262
    jaw | {Side} jaw | jaw | -110 296, -42 296, -10 256, 4 232, 18 264, 4 312, -40 350, -120 360
    neck | {Side} neck | neck | -70 300, 20 262, 66 262, 62 330, 40 412, -100 412
    nape | {Side} back of neck | neck | 40 260, 120 260, 130 400, 30 412
    shoulder-top | {Side} top of shoulder | shoulder | -120 396, 160 390, 160 450, -120 450
    """


def bust(parts: list[Polygon]) -> Polygon:
    """Return the joined parts, cut straight below the neck."""
    return largest(join(parts, 5, 2) & box(-400, -50, 400, CUT))


def front() -> Figure:
    """Return the head from the front."""
    skin = bust([half_blob(SKULL), half_blob(NECK), blob(EAR), mirror(blob(EAR))])
    drawing = Figure(view="head-front", title="Head, front", figure="head", silhouette=skin)
    drawing.labels = [("Child’s RIGHT", -190, 40, "middle"), ("Child’s LEFT", 190, 40, "middle")]
    drawing.least_width = 520
    for line in FACE_LINES:
        drawing.faint(line, mirror_points(line))
    drawing.faint(*MIDDLE_LINES)
    for x in (57, -57):
        drawing.shapes.append(("faint", ellipse(x, 175.5, 10, 11)))
        drawing.shapes.append(("spot", ellipse(x, 175.5, 4.6, 5)))
    claim(drawing, FACE)
    return drawing


def back() -> Figure:
    """Return the head from the back."""
    skin = bust([half_blob(SKULL), half_blob(NECK), blob(EAR), mirror(blob(EAR))])
    drawing = Figure(view="head-back", title="Head, back", figure="head", silhouette=skin)
    drawing.labels = [("Child’s LEFT", -190, 40, "middle"), ("Child’s RIGHT", 190, 40, "middle")]
    drawing.least_width = 520
    for line in BACK_LINES:
        drawing.faint(line, mirror_points(line))
    claim(drawing, BACK, front=False)
    return drawing


def left() -> Figure:
    """Return the left side of the head: the child looks to the left of the picture."""
    skin = bust([blob(PROFILE)])
    drawing = Figure(view="head-left", title="Head, left side", figure="head", silhouette=skin)
    drawing.labels = [("Child’s LEFT side", 10, 464, "middle")]
    drawing.margin = (60, 26, 60, 50)
    drawing.faint(*SIDE_LINES)
    drawing.shapes.append(("firm", blob(SIDE_EAR)))
    drawing.shapes.append(("spot", ellipse(*SIDE_SPOT)))
    claim_side(drawing, SIDE, side="left")
    return drawing


def right() -> Mirrored:
    """Return the right side of the head."""
    return left().mirrored(view="head-right", title="Head, right side", side=("left", "right"))
