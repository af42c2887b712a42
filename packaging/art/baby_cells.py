"""Names and rough cells of the baby's regions, front and back (build time)."""

LIMBS = """
    fingers{f} | {Side} fingers{w} | fingers | \
        160 150, 250 150, 250 196, 184 193, 180 182, 160 170
    hand{f} | {Side} hand{w} | hand | 160 160, 250 160, 250 216, 160 216
    wrist{f} | {Side} wrist{w} | wrist | 160 210, 250 210, 250 240, 160 240
    forearm{f} | {Side} forearm{w} | forearm | 160 236, 250 236, 250 296, 202 292, 160 268
    elbow{f} | {Side} elbow{w} | elbow | 162 262, 196 288, 250 296, 250 350, 168 350, 168 300
    upper-arm{f} | {Side} upper arm{w} | upper arm | \
        112 250, 180 250, 180 360, 106 350, 101 322, 104 300
    """
FRONT = """
    toes | {Side} toes | toes | \
        50 788, 84 788, 100 789, 116 781, 150 767, 150 840, 50 840
    foot | {Side} foot (top) | foot | 40 764, 150 764, 150 840, 40 840
    ankle-front | {Side} ankle (front) | ankle | 40 738, 150 738, 150 840, 40 840
    shin | {Side} lower leg (front) | shin | 60 690, 92 668, 190 676, 190 750, 60 750
    knee | {Side} knee | knee | 92 668, 120 616, 190 590, 190 684, 120 684
    ear-front | {Side} ear (front) | ear | baby-head-{side} | \
        86.6 95, 120 95, 120 157, 83 152, 85.6 130
    ~nose | Nose | nose | baby-head-front | \
        -8 112, 8 112, 14 130, 18 146, 9 155, -9 155, -18 146, -14 130
    ~mouth | Mouth and lips | mouth | baby-head-front | \
        -20 162, 0 160, 20 162, 27 172, 21 184, 0 188, -21 184, -27 172
    ~eye | {Side} eye and eyelids | eye | baby-head-front | \
        11.4 124, 17.8 113, 31.8 108, 45.8 113, 52.8 124, 45.8 134, \
        31.8 137, 17.8 134
    ~chin | Chin | chin | baby-head-front | \
        -26 184, 0 187, 26 184, 32 200, 20 213.6, 0 216.4, -20 213.6, -32 200
    scalp-front | Top of head (front) | scalp | 0 -10, 110 -10, 110 44, 0 44
    forehead | {Side} forehead | forehead | baby-head-front | 0 42, 60 42, 60 112, 0 118
    temple-front | {Side} temple | temple | baby-head-{side} | 58 40, 110 40, 110 128, 58 128
    cheek | {Side} cheek | cheek | baby-head-front | 0 116, 110 116, 110 166, 40 176, 0 176
    jaw | {Side} jaw | jaw | baby-head-{side} | \
        0 170, 40 170, 110 150, 110 180, 61 195, 38 210, 16 216, 0 217
    neck-front | Neck (front) | neck | 0 190, 70 190, 56 226, 30 238, 0 246
    ~genital-area | Genital area (words only) | genital area | \
        -34 562, 0 554, 34 562, 30 590, 12 620, -12 620, -30 590
    shoulder-front | {Side} shoulder (front) | shoulder | \
        0 210, 114 236, 116 262, 106 290, 96 296, 70 268, 40 254, 0 248
    chest | {Side} chest | chest | 0 244, 104 264, 104 300, 102 320, 110 352, 50 362, 0 354
    upper-abdomen | {Side} upper abdomen | abdomen | 0 350, 120 350, 120 436, 0 436
    lower-abdomen | {Side} lower abdomen | abdomen | 0 434, 72 434, 76 490, 60 546, 30 566, 0 566
    hip-front | {Side} hip (front) | hip | \
        66 434, 130 434, 130 486, 103 508, 84 533, 60 553, 36 566, 30 560, 60 546, 76 490
    inner-thigh-front | {Side} inner thigh (front) | thigh | \
        0 560, 34 566, 64 586, 96 632, 90 672, 20 640
    thigh-front | {Side} thigh (front) | thigh | 30 480, 200 480, 200 650, 30 650
    """
BACK = """
    heel | {Side} heel | heel | 40 764, 150 764, 150 840, 40 840
    ankle-back | {Side} ankle (back) | ankle | 40 738, 150 738, 150 840, 40 840
    calf | {Side} calf | calf | 60 690, 92 668, 190 676, 190 750, 60 750
    knee-back | {Side} back of knee | knee | 92 668, 120 616, 190 590, 190 684, 120 684
    ear-back | {Side} ear (back) | ear | baby-head-{side} | \
        86.6 95, 120 95, 120 157, 83 152, 85.6 130
    head-back | {Side} back of head | scalp | 0 -10, 110 -10, 110 170, 58 182, 40 195, 20 202, 0 204
    nape | Back of neck | neck | 0 180, 90 170, 70 205, 56 226, 40 236, 0 238
    spine | Spine | spine | 0 230, 11 230, 11 470, 0 470
    shoulder-back | {Side} shoulder (back) | shoulder | \
        0 210, 114 236, 116 262, 106 290, 96 296, 70 268, 40 254, 0 248
    upper-back | {Side} upper back | back | 11 240, 104 264, 104 300, 102 320, 110 340, 11 340
    middle-back | {Side} middle back | back | 11 338, 120 338, 120 410, 11 410
    lower-back | {Side} lower back (loin) | lower back | 11 408, 120 408, 120 472, 11 472
    buttock | {Side} buttock | buttock | \
        0 470, 120 470, 106 500, 92 538, 80 553, 60 569, 36 577, 14 575, 8 600, 0 620
    inner-thigh-back | {Side} inner thigh (back) | thigh | \
        0 560, 36 576, 66 590, 96 632, 90 672, 20 640
    thigh-back | {Side} thigh (back) | thigh | 30 480, 200 480, 200 650, 30 650
    """
SIDE_ARM = """
    fingers | {Side} fist and fingers | fingers | \
        -170 260, -124 260, -124 340, -170 340
    hand | {Side} hand | hand | -140 250, -98 250, -98 350, -140 350
    wrist | {Side} wrist (outer side) | wrist | \
        -100 250, -70 262, -78 350, -100 350
    forearm | {Side} forearm (outer side) | forearm | -80 240, -30 280, -26 300, -26 380, -80 350
    elbow | {Side} elbow (outer side) | elbow | -28 304, 60 292, 60 380, -28 380
    upper-arm | {Side} upper arm (outer side) | upper arm | -60 276, 60 276, 60 310, -60 330
    shoulder | {Side} shoulder (outer side) | shoulder | -60 247, 60 247, 60 280, -60 280
    """
SIDE = """
    ~ear | {Side} ear | ear | baby-head-{side} | \
        1 116, 7 105, 17.4 101, 28.6 105, 33.4 116, 31 131, 25 143, 20 152, \
        12 155.4, 5 150, 1.6 137, 0.4 126
    ~nose | Nose | nose | baby-head-{side} | -74 108, -110 104, -116 156, -78 156, -73 148, -74 130
    ~mouth | Mouth and lips | mouth | baby-head-{side} | \
        -110 158, -80 157, -66 162, -61 173, -67 184, -80 187, -110 188
    ~eye | {Side} eye and eyelids | eye | baby-head-{side} | \
        -78 126, -75 112, -64 108, -52 113, -47 123, -53 132, -64 135, -74 133
    ~chin | Chin | chin | baby-head-{side} | -110 190, -79 188, -62 187, -52 198, -54 218, -84 224
    forehead | Forehead | forehead | baby-head-{side} | -100 40, -50 40, -50 110, -100 112
    temple | {Side} temple | temple | baby-head-{side} | -52 40, -4 40, -4 130, -52 130
    scalp-front | {Side} side of head | scalp | \
        -100 -10, 34 -10, 34 130, 24 144, -4 130, -4 44, -100 44
    scalp-back | Back of head | scalp | 32 -10, 120 -10, 120 160, 62 160, 52 166, 36 162, 20 150
    cheek | {Side} cheek | cheek | baby-head-{side} | \
        -100 112, 4 120, 5 152, -2 166, -60 176, -100 170
    jaw | {Side} jaw | jaw | baby-head-{side} | \
        -84 166, 6 152, 0 173, -14 192, -34 207, -47 213, -84 215
    neck | {Side} neck | neck | -60 205, -12 190, 6 150, 36 168, 40 210, -60 214
    nape | Back of neck | neck | 32 158, 100 158, 100 211, 32 211
    toes | {Side} toes | toes | -140 758, -84 764, -74 830, -140 830
    heel | {Side} heel | heel | -54 780, -30 774, 20 762, 20 840, -48 840
    foot-edge | {Side} foot (outer side) | foot | \
        -120 760, -30 776, 20 776, 20 840, -120 840
    ankle | {Side} ankle (outer side) | ankle | -120 736, 20 736, 20 800, -120 800
    shin-side | {Side} lower leg (outer side, front) | shin | -140 672, -80 660, -46 760, -140 760
    calf-side | {Side} lower leg (outer side, back) | calf | -80 660, 10 664, 10 760, -46 760
    knee-side | {Side} knee (outer side) | knee | -160 590, -106 590, -70 630, -60 670, -160 690
    shoulder-top | {Side} top of shoulder | shoulder | -44 206, 46 206, 46 248, -44 248
    chest-front | Chest (front edge) | chest | -100 210, -38 230, -42 352, -100 352
    back-upper | Upper back (edge) | back | 43 208, 100 208, 100 362, 43 362
    flank | {Side} side of chest | chest | -46 226, 44 226, 44 362, -46 362
    abdomen-front | Abdomen (front edge) | abdomen | -110 350, -46 350, -46 500, -72 518, -110 520
    waist | {Side} side of waist | waist | -48 350, 34 350, 32 470, -46 480
    back-lower | Lower back (edge) | lower back | 32 350, 100 350, 100 466, 30 470
    buttock | {Side} buttock | buttock | 18 464, 100 464, 100 580, 58 583, 36 562, 12 520
    hip | {Side} hip (outer side) | hip | -48 470, 24 460, 24 540, -30 560, -66 520
    thigh-side | {Side} thigh (outer side) | thigh | -140 500, 100 500, 100 700, -140 700
    """
