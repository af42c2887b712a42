"""Names and rough cells of the standing child's regions, front and back (build time)."""

from shapely.geometry import Polygon
from shapely.ops import unary_union

from art import child
from art.cells import Row, claim, pair
from art.figure import Figure
from art.geometry import spots
from art.limbs import OPEN, finger, thumb

FACE = """
    ear-front | {Side} ear (front) | ear | head-{side} | 51.4 60, 70 56, 70 100, 49 100, 50 84
    ~nose | Nose | nose | head-front | -6 70, 6 70, 9 88, 13 98, 8 105, -8 105, -13 98, -9 88
    ~mouth | Mouth and lips | mouth | head-front | \
        -14 108, 0 106.5, 14 108, 20 115, 15 124, 0 127.5, -15 124, -20 115
    ~eye | {Side} eye and eyelids | eye | head-front | \
        8.1 78, 12.1 71, 21.1 68.5, 30.1 71, 34.1 78, 30.1 85, \
        21.1 87.5, 12.1 85
    ~chin | Chin | chin | head-front | \
        -19 124, 0 124, 19 124, 23 132, 15 139, 0 141.2, -15 139, -23 132
    scalp-front | Top of head (front) | scalp | head-front | 0 -10, 70 -10, 70 26, 36 27, 0 25
    forehead | {Side} forehead | forehead | head-front | 0 24, 38 27, 38 70, 0 72
    temple-front | {Side} temple | temple | head-{side} | 37 20, 80 20, 80 84, 37 84
    cheek | {Side} cheek | cheek | head-front | 0 71, 60 71, 60 104, 30 116, 0 116
    jaw | {Side} jaw | jaw | head-{side} | 0 112, 60 100, 60 122, 29.5 130.5, 15 138.5, 0 142
    """
FRONT = """
    neck-front | Neck (front) | neck | 0 100, 60 100, 29 152, 25 166, 12 178, 0 180
    ~genital-area | Genital area (words only) | genital area | \
        -30 440, 0 436, 30 440, 22 462, 12 480, 6 500, -6 500, -12 480, -22 462
    shoulder-front | {Side} shoulder (front) | shoulder | \
        0 150, 30 150, 150 150, 150 218, 118 222, 92 236, 74 212, 44 194, 0 186
    chest | {Side} chest | chest | 0 178, 92 190, 92 236, 86 258, 100 292, 60 294, 0 294
    upper-abdomen | {Side} upper abdomen | abdomen | 0 292, 100 292, 100 366, 0 366
    lower-abdomen | {Side} lower abdomen | abdomen | \
        0 366, 54 366, 58 400, 54 430, 30 452, 0 452
    hip-front | {Side} hip (front) | hip | \
        50 366, 110 366, 110 456, 70 452, 36 466, 26 452, 54 430
    inner-thigh-front | {Side} inner thigh (front) | thigh | \
        0 450, 24 458, 34 478, 36 520, 38 600, 0 606
    thigh-front | {Side} thigh (front) | thigh | 20 430, 120 430, 120 600, 20 600
    """
BACK_OF_HEAD = """
    ear-back | {Side} ear (back) | ear | head-{side} | 51.4 60, 70 56, 70 100, 49 100, 50 84
    head-back | {Side} back of head | scalp | head-back | 0 -10, 80 -10, 80 116, 30 128, 0 133
    nape | Back of neck | neck | head-back | 0 110, 60 100, 29 152, 25 166, 0 168
    """
BACK = """
    spine | Spine | spine | 0 160, 9 164, 9 398, 0 398
    shoulder-back | {Side} shoulder (back) | shoulder | \
        0 150, 30 150, 150 150, 150 218, 118 222, 92 236, 74 212, 40 200, 0 192
    upper-back | {Side} upper back | back | 9 160, 92 185, 92 236, 86 258, 100 272, 9 272
    middle-back | {Side} middle back | back | 9 270, 110 270, 110 334, 9 334
    lower-back | {Side} lower back (loin) | lower back | 9 332, 110 332, 110 398, 9 398
    buttock | {Side} buttock | buttock | \
        0 396, 60 396, 61 450, 58 468, 44 477.5, 26 481, 8 477, 3 490, 0 500
    hip-back | {Side} hip (back) | hip | 56 396, 110 396, 110 470, 54 472
    inner-thigh-back | {Side} inner thigh (back) | thigh | 0 450, 26 474, 36 520, 38 600, 0 606
    thigh-back | {Side} thigh (back) | thigh | 20 430, 120 430, 120 600, 20 600
    """
LEG_FRONT = """
    toes | {Side} toes | toes | foot-{side}-top | 0 840, 43 840, 60 838, 100 832, 110 900, 0 900
    foot | {Side} foot (top) | foot | foot-{side}-top | 0 814, 110 814, 110 900, 0 900
    ankle-front | {Side} ankle (front) | ankle | foot-{side}-top | 0 784, 110 784, 110 900, 0 900
    shin | {Side} shin | shin | 3 652, 110 652, 110 790, 3 790
    knee | {Side} knee | knee | 3 598, 110 598, 110 654, 3 654
    """
LEG_BACK = """
    heel | {Side} heel | heel | foot-{side}-sole | 0 814, 110 814, 110 900, 0 900
    ankle-back | {Side} ankle (back) | ankle | 0 776, 110 776, 110 900, 0 900
    calf | {Side} calf | calf | 3 652, 110 652, 110 780, 3 780
    knee-back | {Side} back of knee | knee | 3 598, 110 598, 110 654, 3 654
    """
KNUCKLES = spots("37 -26, 43 -14, 48 -5, 49.5 5, 47 16, 46 22, 110 60, 110 -60")
ARM = """
    wrist{f} | {{Side}} wrist ({w}) | wrist | hand-{{side}}-{h} | \
        130 426, 178 411, 196 448, 170 458, 146 464, 130 452
    forearm{f} | {{Side}} forearm ({w}) | forearm | 100 364, 162 345, 190 418, 128 440
    elbow{f} | {elbow} | elbow | 94 328, 154 309, 168 354, 104 376
    upper-arm-inner{f} | {{Side}} upper arm ({w}, inner side) | upper arm | \
        84 256, 92 236, 102 229, 108 256, 119 340, 92 340
    upper-arm-outer{f} | {{Side}} upper arm ({w}, outer side) | upper arm | \
        100 230, 118 222, 150 216, 170 318, 116 340
    """


def front() -> Figure:
    """Return the child from the front."""
    drawing = child.front()
    claim(drawing, FACE)
    arms(drawing, front=True)
    claim(drawing, LEG_FRONT)
    claim(drawing, FRONT)
    return drawing


def back() -> Figure:
    """Return the child from the back."""
    drawing = child.back()
    claim(drawing, BACK_OF_HEAD, front=False)
    arms(drawing, front=False)
    claim(drawing, LEG_BACK, front=False)
    claim(drawing, BACK, front=False)
    return drawing


def arms(drawing: Figure, *, front: bool) -> None:
    """Claim arms and hands."""
    face = "front" if front else "back"
    side = "palm side" if front else "back"
    closer = "hand-{side}-palm" if front else "hand-{side}-back"
    wrist = child.WRIST

    def two(key: str, name: str, site: str, shape: Polygon) -> None:
        pair(drawing, Row(key, name, site, closer, shape), front=front)

    fingers = unary_union([finger(wrist, row, 1.5) for row in OPEN.fingers])
    knuckles = Polygon(wrist.line(KNUCKLES))
    outer = Polygon(wrist.line(spots("20 24, 30 17, 44 23, 62 28, 62 60, 30 60")))
    end = Polygon(wrist.line(spots("6 -40, 6 40, 110 60, 110 -60")))
    two(f"thumb-{face}", f"{{Side}} thumb ({side})", "thumb", thumb(wrist, OPEN, 2, 1) & outer)
    two(f"fingers-{face}", f"{{Side}} fingers ({side})", "fingers", fingers & knuckles | knuckles)
    if front:
        two("palm", "{Side} palm", "palm", end)
    else:
        two("hand-back", "{Side} hand (back)", "back of hand", end)
    elbow = "{Side} elbow crease" if front else "{Side} elbow (back)"
    hand = "palm" if front else "back"
    claim(drawing, ARM.format(f=f"-{face}", w=face, h=hand, elbow=elbow), front=front)
