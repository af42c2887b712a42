"""Names and rough cells of the standing child's regions from the side (build time)."""

HEAD_CELLS = """
    ~ear | {Side} ear | ear | head-{side} | \
        1 74, 3.6 66.4, 10.6 62, 17.6 62.4, 23 66.8, 24.6 73.4, 23 81, 19.8 87.2, 17 93, \
        14.6 98.8, 11 101, 6.4 100.8, 3 97, 2.6 90, 1.6 82
    ~nose | Nose | nose | head-{side} | -50 70, -80 64, -84 106, -54 105, -54.6 96, -54.6 86
    ~mouth | Mouth and lips | mouth | head-{side} | -80 106, -58 105, -48 109, -45 116, -50 123, \
        -60 125, -80 125
    ~eye | {Side} eye and eyelids | eye | head-{side} | -53 80, -50 71, -43 68.6, -35 72, -33 79, \
        -37 85, -45 87.6, -51 86
    ~chin | Chin | chin | head-{side} | -84 127, -58 125.4, -47 125, -40 132, -40 146, -60 152
    forehead | Forehead | forehead | head-{side} | -80 20, -52 25, -43 37, -36 44, -36 70, -80 71
    temple | {Side} temple | temple | head-{side} | \
        -36 43, -26 53, -21 62, -14 70, -4 76, -4 90, -36 90
    scalp-front | {Side} side of head | scalp | head-{side} | \
        -60 -10, 26 -10, 26 90, 14 100, 0 80, -4 76, -14 70, -21 62, -26 53, -34 45, -43 37, \
        -52 25, -60 28
    scalp-back | Back of head | scalp | head-{side} | \
        24 -10, 80 -10, 80 118, 38 120, 29 120, 20 112, 14 98, 24 90
    cheek | {Side} cheek | cheek | head-{side} | -60 80, 4 84, 4 102, -8 112, -46 116, -60 106
    jaw | {Side} jaw | jaw | head-{side} | \
        -56 110, 3 96, -1.6 112, -9 125, -22 138, -34 142, -52 148
    neck | {Side} neck | neck | head-{side} | \
        -60 120, 12 98, 20 112, 19 160, 12 164, -12 172, -60 164
    nape | Back of neck | neck | head-{side} | 16 104, 80 110, 80 162, 16 162
    """
LEG_CELLS = """
    toes | {Side} toes | toes | foot-{side}-top | -110 820, -66 820, -60 870, -110 870
    heel | {Side} heel | heel | foot-{side}-sole | 8 826, 80 812, 80 880, 10 880
    foot-edge | {Side} foot (outer side) | foot | foot-{side}-top | \
        -70 808, -22 818, 20 818, 20 880, -70 880
    ankle | {Side} ankle (outer side) | ankle | foot-{side}-top | -60 782, 60 782, 60 880, -60 880
    shin-side | {Side} shin (outer side) | shin | -80 652, 0 652, 2 786, -80 786
    calf-side | {Side} calf (outer side) | calf | 0 652, 80 652, 80 786, 2 786
    knee-side | {Side} knee (outer side) | knee | -80 598, 80 598, 80 654, -80 654
    """
ARM_CELLS = """
    thumb | {Side} thumb | thumb | hand-{side}-back | \
        -140 440, -106 452, -101 466, -100 474, -103 500, -140 500
    fingers | {Side} fingers | fingers | hand-{side}-back | \
        -160 474, -112 480, -84 478, -60 492, -60 560, -160 560
    hand-edge | {Side} hand (back) | back of hand | hand-{side}-back | \
        -140 436, -82 448, -60 450, -40 490, -60 560, -160 560
    wrist | {Side} wrist (outer side) | wrist | hand-{side}-back | \
        -110 414, -76 418, -40 430, -40 460, -110 460
    forearm | {Side} forearm (outer side) | forearm | -90 352, -40 348, 10 372, -20 440, -120 440
    elbow | {Side} elbow (outer side) | elbow | -60 322, 20 308, 20 366, -20 376, -70 346
    upper-arm | {Side} upper arm (outer side) | upper arm | -60 236, 60 228, 60 330, -60 340
    shoulder | {Side} shoulder (outer side) | shoulder | -60 150, 60 150, 60 240, -60 240
    """
BODY_CELLS = """
    shoulder-top | {Side} top of shoulder | shoulder | -30 150, 34 150, 34 186, -30 186
    chest-front | Chest (front edge) | chest | -80 160, -28 160, -31 300, -80 300
    back-upper | Upper back (edge) | back | 28 150, 90 150, 90 284, 28 284
    flank | {Side} side of chest | chest | -32 178, 60 178, 60 296, -32 300
    abdomen-front | Abdomen (front edge) | abdomen | -90 296, -22 296, -18 426, -90 436
    waist | {Side} side of waist | waist | -22 290, 26 290, 24 398, -20 404
    back-lower | Lower back (edge) | lower back | 22 282, 90 282, 90 398, 20 398
    buttock | {Side} buttock | buttock | 14 396, 90 396, 90 482, 37 482, 26 474, 14 468
    hip | {Side} hip (outer side) | hip | -70 398, 20 398, 20 476, -70 462
    thigh-side | {Side} thigh (outer side) | thigh | -90 440, 90 440, 90 600, -90 600
    """
