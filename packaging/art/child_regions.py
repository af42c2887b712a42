"""Names and rough cells of the standing child's regions, front and back (build time)."""

from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from art import child
from art.cells import band, claim, pair
from art.figure import Figure
from art.geometry import spots
from art.limbs import FINGERS, finger, thumb

FACE = """
    ear-front | {Side} ear (front) | ear | 51.5 60, 70 56, 70 96, 47 96, 49 88
    nose | Nose | nose | 0 66, 5 66, 7 84, 11 96, 8 104, 0 105
    mouth | Mouth and lips | mouth | 0 105, 10 105, 18 112, 16 121, 9 126, 0 127
    chin | Chin | chin | 0 120, 16 120, 22 132, 20 146, 0 146
    eye | {Side} eye and eyelids | eye | 0 66, 12 64, 34 64, 36 76, 31 83, 14 83, 0 80
    scalp-front | Top of head (front) | scalp | 0 -10, 70 -10, 70 24, 0 24
    forehead | {Side} forehead | forehead | 0 20, 38 20, 38 66, 0 70
    temple-front | {Side} temple (front) | temple | 36 20, 80 20, 80 82, 36 82
    cheek | {Side} cheek | cheek | 0 76, 60 76, 60 104, 30 112, 0 112
    jaw | {Side} jaw | jaw | 0 100, 60 100, 60 118, 27 141, 0 146
    """
FRONT = """
    neck-front | Neck (front) | neck | 0 100, 50 118, 30 156, 14 172, 0 178
    genital-area | Genital area (words only) | genital area | 0 440, 30 444, 15 474, 7 492, 0 492
    shoulder-front | {Side} shoulder (front) | shoulder | \
        0 150, 30 150, 120 150, 140 216, 100 216, 91 230, 70 206, 40 192, 0 190
    chest | {Side} chest | chest | 0 185, 90 185, 91 230, 86 262, 100 290, 44 297, 0 286
    upper-abdomen | {Side} upper abdomen | abdomen | 0 280, 100 280, 100 360, 0 360
    lower-abdomen | {Side} lower abdomen | abdomen | \
        0 360, 53 360, 58 400, 56 424, 30 446, 0 446
    hip-front | {Side} hip (front) | hip | \
        50 360, 110 360, 110 446, 80 446, 36 462, 26 448, 56 424
    inner-thigh-front | {Side} inner thigh (front) | thigh | \
        0 450, 22 450, 27 474, 30 520, 33 600, 0 600
    thigh-front | {Side} thigh (front) | thigh | 0 420, 120 420, 120 600, 0 600
    """
BACK_OF_HEAD = """
    ear-back | {Side} ear (back) | ear | 51.5 60, 70 56, 70 96, 47 96, 49 88
    head-back | {Side} back of head | scalp | 0 -10, 80 -10, 80 118, 0 118
    nape | Back of neck | neck | 0 110, 50 110, 30 156, 22 172, 0 174
    """
BACK = """
    genital-area | Genital area (words only) | genital area | 0 464, 4 473, 9 480, 7 500, 0 500
    spine | Spine | spine | 0 160, 9 160, 9 398, 0 398
    shoulder-back | {Side} shoulder (back) | shoulder | \
        0 150, 30 150, 120 150, 140 216, 100 216, 91 230, 70 208, 34 194, 0 190
    upper-back | {Side} upper back | back | 9 160, 90 185, 91 230, 86 262, 100 276, 9 276
    middle-back | {Side} middle back | back | 9 276, 110 276, 110 334, 9 334
    lower-back | {Side} lower back (loin) | lower back | 9 334, 110 334, 110 398, 9 398
    buttock | {Side} buttock | buttock | \
        0 398, 70 398, 70 462, 58 474, 40 482, 24 484, 8 479, 0 468
    hip-back | {Side} hip (back) | hip | 60 390, 110 390, 110 470, 60 474
    inner-thigh-back | {Side} inner thigh (back) | thigh | 0 450, 26 474, 31 520, 33 600, 0 600
    thigh-back | {Side} thigh (back) | thigh | 0 420, 120 420, 120 600, 0 600
    """
LEG_FRONT = """
    toes | {Side} toes | toes | 20 828, 110 828, 110 900, 20 900
    foot | {Side} foot (top) | foot | 20 796, 110 796, 110 900, 20 900
    ankle-front | {Side} ankle (front) | ankle | 20 766, 110 766, 110 900, 20 900
    shin | {Side} shin | shin | 3 640, 110 640, 110 766, 3 766
    knee | {Side} knee | knee | 3 584, 110 584, 110 640, 3 640
    """
LEG_BACK = """
    heel | {Side} heel | heel | 20 806, 110 806, 110 900, 20 900
    ankle-back | {Side} ankle (back) | ankle | 20 766, 110 766, 110 900, 20 900
    calf | {Side} calf | calf | 3 640, 110 640, 110 766, 3 766
    knee-back | {Side} knee (back) | knee | 3 584, 110 584, 110 640, 3 640
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
    wrist = child.WRIST

    def two(key: str, name: str, site: str, shape: Polygon) -> None:
        pair(drawing, key, name, site, shape, front=front)

    fingers = unary_union([finger(wrist, name, 1.5) for name in FINGERS])
    knuckles = Polygon(wrist.line(spots("27 -20, 29 17.5, 90 40, 90 -50")))
    outer = Polygon(wrist.line(spots("20 13, 8 26, 60 60, 60 17, 29 16")))
    end = Polygon(wrist.line(spots("5 -40, 5 40, 60 60, 60 -60")))
    upper = Polygon(spots("100 216, 91 230, 86 250, 90 300, 112 330, 170 300, 140 216"))
    two(f"thumb-{face}", f"{{Side}} thumb ({side})", "thumb", thumb(wrist, 1.5, 1) & outer)
    two(f"fingers-{face}", f"{{Side}} fingers ({side})", "fingers", fingers | knuckles)
    if front:
        two("palm", "{Side} palm", "palm", end)
    else:
        two("hand-back", "{Side} hand (back)", "back of hand", end)
    two(f"wrist-{face}", f"{{Side}} wrist ({face})", "wrist", band(child.ARM, 8.6, 10.45, 30, 30))
    two(
        f"forearm-{face}",
        f"{{Side}} forearm ({face})",
        "forearm",
        band(child.ARM, 5.6, 8.6, 34, 30),
    )
    name = "{Side} elbow crease" if front else "{Side} elbow (back)"
    two(f"elbow-{face}", name, "elbow", band(child.ARM, 4.1, 5.6, 34, 26))
    two(
        f"upper-arm-{face}",
        f"{{Side}} upper arm ({face})",
        "upper arm",
        upper & box(70, 0, 300, 900),
    )
