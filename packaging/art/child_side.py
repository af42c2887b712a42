"""The standing child from the side, one arm a little forward (build time)."""

from shapely.geometry import Polygon, box
from shapely.ops import linemerge

from art.cells import claim_side
from art.figure import Figure
from art.geometry import (
    Spot,
    blob,
    capsule,
    discs,
    ellipse,
    join,
    limb,
    spots,
    stations,
    strokes,
)

# the child looks to the left of the picture; x from the middle of the trunk, y as in front
HEAD = spots("""
    6 0, -14 2, -33 10, -46 24, -52 40, -53.5 52, -52.5 58, -53 64, -57 74, -61 84, -61.5 88,
    -58 92, -55.5 94, -56 98, -58.5 103, -56 107.5, -57.5 111, -57.5 115, -54 118.5, -53.5 123,
    -54 129, -51 136, -44 140.5, -34 140, -24 137, 20 140, 36 120, 50 96, 58 72, 58 48, 50 24,
    32 7
    """)
TRUNK = spots("""
    -22 120, -20 140, -21 154, -26 166, -36 182, -44 204, -47.5 228, -46 252, -44 276, -46 304,
    -50 332, -52 358, -50 384, -45 406, -40 428, -38 452, -38 480, 34 486, 44 470, 49 452,
    50.5 434, 48 414, 42 396, 36 376, 33 352, 33.5 326, 37 298, 42 268, 45.5 238, 45 210, 40 188,
    33 170, 27 154, 25 138, 28 120
    """)
LEG = stations("""
    4 420 44 46, 2 456 42 47, -1 490 38 40, -3 524 35 35, -4.5 560 31 29.5, -5.5 590 27 25,
    -6 614 25 22.5, -5 636 22 23, -2 664 20 26.5, 0 692 18.5 25.5, 2 724 16.5 20, 4 754 14.5 14.5,
    5 778 14.4 13.6, 5 800 14 13
    """)
FOOT = spots("""
    -9.2 762, -10.8 782, -21 801, -40 814, -58 822, -68 828, -71 835, -66 841, -50 842.5, -20 842,
    6 843, 20 841, 27 832, 27 816, 21.5 800, 18.8 782, 18.4 762
    """)
ARM = stations("""
    6 206 22 22, 5 232 22.5 22, 2.5 260 20.5 20.5, -0.5 288 18.5 18.5, -4 314 17 17,
    -8.5 338 16.5 16.5, -15 362 15.5 16, -22 386 13.5 13.8, -28.5 408 11.2 11.4, -33 424 10.4 10.6
    """)
HAND = spots("""
    -20 400, -22 416, -22.5 430, -22.5 446, -25 460, -31 474, -40 482, -49 478, -53.5 466,
    -54 450, -51 434, -46 420, -41 404
    """)
FINGERS = (
    discs("-34.5 464 8.2, -39 482 7.8, -46 498 6, -50 506 4.8"),
    discs("-44 464 8.6, -49 482 6.8, -54 496 5.2"),
)
THUMB = discs("-44 428 7, -52 444 6.2, -57 459 5.2, -58.5 470 4.4")
EAR = spots("""
    6 62, 11 58, 18 57.5, 23 61, 24.5 68, 22.5 76, 18.5 82, 16 89, 12 92.5, 8 91, 6.5 84, 5.5 74
    """)
LINES = strokes("""
    10 66, 14 63, 18.5 66, 18.5 72, 14.5 77, 13 83            # ear
    -50 70, -45 68.5, -40 70, -36.5 74                        # eyelids
    -48 79, -43.5 79, -39.5 77.5, -37 74.5
    -52 60, -47 57, -40 56.5, -34 59.5                        # brow
    -56 94, -52.5 93.5, -51 90, -52 86.5                      # nostril wing
    -55.5 107.6, -50 107, -45.5 107.4                         # mouth
    -50 28, -42 40, -30 48, -20 56, -14 68, -8 76             # hairline
    12 94, 17 108, 26 118, 36 120
    6 93, 3 108, -4 122, -18 134, -24 137                     # jaw
    8 106, 2 130, -10 152, -20 164                            # neck
    -18 612, -24 606, -27 598                                 # knee
    -26 626, -20 632
    4 612, 12 610, 18 605                                     # back of the knee
    20 474, 32 481, 42 478                                    # fold under the buttock
    0 787, 1.5 782.5, 6 782, 9 786                            # ankle bone
    -56 824, -53 829, -54 835                                 # toes
    -48 818, -45 825, -46 833
    -48 372, -44.5 376                                        # navel
    """)
ARM_LINES = strokes("""
    -16 350, -9 354, 0 354                                    # elbow
    -40 412, -34 414, -26 411                                 # wrist
    -39 468, -43 482, -48 494                                 # between the fingers
    -50 450, -52 462, -55 472                                 # thumb before the hand
    """)
SPOT = (-47.2, 74.2, 1.5, 3.2)
REGIONS = """
    ear | {Side} ear | ear | 3 58, 12 54, 26 56, 28 70, 20 88, 14 96, 5 94
    =nose | Nose | nose | -70 68, -52 60, -49 76, -48 92, -54 97, -70 97
    =mouth | Mouth and lips | mouth | -70 96, -54 97, -46 98, -42 110, -48 119, -70 120
    =chin | Chin | chin | -70 118, -48 118, -40 124, -36 150, -70 150
    eye | {Side} eye and eyelids | eye | -52 66, -34 64, -32 78, -36 83, -48 83, -51 74
    =forehead | Forehead | forehead | -70 20, -48 28, -38 42, -33 66, -70 66
    temple | {Side} temple | temple | -40 42, -30 48, -20 56, -8 66, 4 66, 4 82, -33 82
    scalp-front | {Side} side of head | scalp | \
        -60 -10, 30 -10, 30 90, 14 96, 14 76, -8 74, -20 56, -30 48, -42 40, -60 30
    =scalp-back | Back of head | scalp | 28 -10, 80 -10, 80 118, 18 118, 14 92, 28 88
    cheek | {Side} cheek | cheek | -56 80, 6 80, 6 100, -10 116, -46 116
    jaw | {Side} jaw | jaw | -52 112, 8 92, 8 108, -4 126, -24 144, -52 146
    neck | {Side} neck | neck | -50 120, 18 100, 17 160, -10 170, -50 160
    =nape | Back of neck | neck | 12 100, 60 100, 60 160, 12 160
    toes | {Side} toes | toes | -100 800, -46 800, -46 860, -100 860
    heel | {Side} heel | heel | 8 808, 60 808, 60 860, 8 860
    foot-edge | {Side} foot (outer side) | foot | -60 802, 10 802, 10 860, -60 860
    ankle | {Side} ankle (outer side) | ankle | -60 766, 60 766, 60 860, -60 860
    shin-side | {Side} shin (outer side) | shin | -80 640, 0 640, 4 768, -80 768
    calf-side | {Side} calf (outer side) | calf | 0 640, 80 640, 80 768, 4 768
    knee-side | {Side} knee (outer side) | knee | -80 584, 80 584, 80 642, -80 642
    """
ARM_CELLS = """
    thumb | {Side} thumb | thumb | -70 434, -49 426, -50 450, -53 466, -52 480, -80 480
    fingers | {Side} fingers | fingers | -90 462, -20 462, -10 540, -90 540
    hand-edge | {Side} hand (back) | back of hand | -90 418, 0 418, 0 464, -90 464
    wrist | {Side} wrist (outer side) | wrist | -90 398, 20 404, 20 420, -90 420
    forearm | {Side} forearm (outer side) | forearm | -90 358, 40 358, 40 410, -90 410
    elbow | {Side} elbow (outer side) | elbow | -90 322, 60 322, 60 360, -90 360
    upper-arm | {Side} upper arm (outer side) | upper arm | -90 232, 60 232, 60 324, -90 324
    shoulder | {Side} shoulder (outer side) | shoulder | -90 150, 60 150, 60 234, -90 234
    """
BODY = """
    shoulder-top | {Side} top of shoulder | shoulder | -24 150, 40 150, 36 188, -30 182
    =chest-front | Chest (front edge) | chest | -80 160, -24 160, -31 286, -80 286
    =back-upper | Upper back (edge) | back | 20 150, 90 150, 90 280, 20 280
    flank | {Side} side of chest | chest | -30 180, 60 180, 60 290, -30 290
    =abdomen-front | Abdomen (front edge) | abdomen | -90 286, -18 286, -18 420, -90 420
    waist | {Side} side of waist | waist | -20 286, 20 286, 20 392, -20 392
    =back-lower | Lower back (edge) | lower back | 18 278, 90 278, 90 398, 18 398
    buttock | {Side} buttock | buttock | 16 398, 90 398, 90 480, 36 484, 16 468
    hip | {Side} hip (outer side) | hip | -70 390, 20 390, 20 470, -70 456
    thigh-side | {Side} thigh (outer side) | thigh | -90 440, 90 440, 90 600, -90 600
    """


def left() -> Figure:
    """Return the child's left side."""
    head = join([blob(HEAD)], 0.8, 0.8)
    leg = join([limb([(x, y, rear, fore) for x, y, fore, rear in LEG]), blob(FOOT)], 26, 2)
    body = join([blob(TRUNK), leg], 10, 2)
    arm = arm_shape()
    skin = join([join([body, head], 6, 0.8), arm], 2, 0.6)
    drawing = Figure(view="child-left", title="Child, left side", figure="child", silhouette=skin)
    drawing.labels = [("Child’s LEFT side", 0, 880, "middle")]
    drawing.margin = (80, 26, 80, 58)
    drawing.faint(*LINES, *ARM_LINES)
    drawing.shapes.append(("spot", ellipse(*SPOT)))
    drawing.shapes.append(("firm", blob(EAR)))
    drawing.firm(*arm_edges(arm, skin))
    cells_of_arm(drawing, arm)
    claim_side(drawing, REGIONS + BODY, side="left")
    return drawing


def arm_shape() -> Polygon:
    """Return the arm with its hand, seen on its outer side."""
    whole = join([limb(ARM), capsule([(6, 208, 21.5)]), blob(HAND)], 40, 3)
    whole = join([whole, *(capsule(part) for part in FINGERS)], 8, 1)
    return join([whole, capsule(THUMB)], 2, 1)


def arm_edges(arm: Polygon, skin: Polygon) -> list[list[Spot]]:
    """Return the arm's outline where it lies before the body, open at the shoulder."""
    shown = arm.exterior.intersection(skin.buffer(-0.8)).difference(box(-60, 150, 60, 226))
    merged = linemerge(shown)
    parts = [merged] if merged.geom_type == "LineString" else list(merged.geoms)
    lines = [list(part.coords) for part in parts if part.length > 6]
    return [[*line[:-1:6], line[-1]] for line in lines]


def cells_of_arm(drawing: Figure, arm: Polygon) -> None:
    """Claim the arm before the body behind it."""
    before = len(drawing.cells)
    claim_side(drawing, ARM_CELLS, side="left")
    drawing.cells[before:] = [
        type(cell)(cell.key, cell.name, cell.site, cell.side, cell.shape & arm)
        for cell in drawing.cells[before:]
    ]


def right() -> Figure:
    """Return the child's right side."""
    return left().mirrored(view="child-right", title="Child, right side", side=("left", "right"))
