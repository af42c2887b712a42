"""Names and rough cells of the baby's head, in the baby's own units (build time)."""

FRONT = """
    ear-front | {Side} ear (front) | ear | 86.6 95, 120 95, 120 157, 83 152, 85.6 130
    ~lips | Lips and mouth | mouth | \
        -18 174.6, -10 169, 0 167.6, 10 169, 18 174.6, 10 182.6, 0 185.4, -10 182.6
    ~nose | Nose | nose | \
        -6 112, 6 112, 9 132, 14.4 145, 12 153.6, 0 157, -12 153.6, -14.4 145, -9 132
    upper-lip | Upper lip to nose | upper lip | 0 150, 20 150, 24 168, 18 175, 0 176
    ~chin | Chin | chin | \
        -24 187, -12 185, 0 186.6, 12 185, 24 187, 31 200, 19 213.6, 0 216.4, -19 213.6, -31 200
    ~eye | {Side} eye and eyelids | eye | \
        17 122, 23 113, 36 109.4, 49 113, 56 122, 49 131, 36 134.6, 23 131
    ~brow | {Side} eyebrow | eyebrow | 14 104, 22 95, 36 92, 50 94, 57 101, 52 109, 36 105, 20 109
    scalp-front | {Side} scalp (front) | scalp | 0 -10, 120 -10, 120 48, 0 48
    forehead-middle | Middle of forehead | forehead | 0 46, 16 46, 16 102, 8 118, 0 122
    forehead | {Side} forehead | forehead | 14 46, 60 46, 60 120, 6 120
    temple | {Side} temple | temple | 58 46, 120 46, 120 128, 58 128
    cheek | {Side} cheek | cheek | 2 112, 120 112, 120 168, 40 184, 12 186, 2 150
    jaw | {Side} jaw | jaw | 20 180, 120 150, 120 176, 61 194.6, 44 206.6, 34 211, 17 215.4, 10 217
    neck-front | {Side} neck (front) | neck | 0 200, 70 192, 54 222, 46 232, 40 250, 0 250
    shoulder-top | {Side} top of shoulder (front) | shoulder | 36 200, 140 200, 140 260, 36 260
    """
BACK = """
    ear-back | {Side} ear (back) | ear | 86.6 95, 120 95, 120 157, 83 152, 85.6 130
    behind-ear | {Side} behind the ear | behind the ear | 64 92, 120 92, 120 166, 76 174, 64 164
    crown | {Side} crown | scalp | 0 -10, 120 -10, 120 84, 0 84
    head-back | {Side} back of head | scalp | 0 82, 120 82, 120 152, 0 152
    head-base | {Side} base of skull | scalp | \
        0 150, 120 150, 84 178, 56 181, 40 195, 20 202.4, 0 204
    nape | {Side} back of neck | neck | 0 170, 90 170, 54 222, 46 232, 40 250, 0 250
    shoulder-top | {Side} top of shoulder (back) | shoulder | 36 200, 140 200, 140 260, 36 260
    """
SIDE = """
    ~ear | {Side} ear | ear | 1 116, 7 105, 17.4 101, 28.6 105, 33.4 116, 31 131, 25 143, 20 152, \
        12 155.4, 5 150, 1.6 137, 0.4 126
    behind-ear | {Side} behind the ear | behind the ear | 24 98, 56 104, 56 164, 30 164, 18 150
    ~nose | Nose | nose | -76 104, -110 100, -116 158, -82 156, -74 150, -75 130
    ~lips | Lips and mouth | mouth | \
        -110 165, -82 164, -68 168, -62 175, -69 183, -80 187, -110 188
    upper-lip | Upper lip to nose | upper lip | -110 148, -73 152, -62 166, -62 176, -110 176
    ~eye | {Side} eye and eyelids | eye | \
        -78 124, -74 114, -64 110, -53 114, -47.6 123, -53 131.6, -64 134.6, -74 132
    ~brow | {Side} eyebrow | eyebrow | \
        -90 104, -78 94, -64 92, -50 96, -46 103, -52 109, -64 105, -76 108, -90 110
    ~chin | Chin | chin | -110 190, -79 188, -62 187, -52 198, -54 218, -84 224
    forehead | Forehead | forehead | -110 44, -50 44, -50 118, -110 118
    temple | {Side} temple | temple | -52 44, -4 44, -4 130, -52 130
    scalp-front | {Side} scalp (front) | scalp | -110 -10, -20 -10, -20 46, -110 46
    scalp-side | {Side} side of head | scalp | \
        -22 -10, 42 -10, 42 110, 20 150, -4 130, -4 46, -22 46
    scalp-back | Back of head | scalp | 40 -10, 130 -10, 130 160, 64 166, 52 171, 36 168, 20 160
    cheek | {Side} cheek | cheek | -110 116, 4 120, 6 152, 0 168, -60 184, -100 170
    jaw | {Side} jaw | jaw | -84 180, -60 178, 6 152, 0 173, -14 192, -34 207, -47 213, -84 218
    neck | {Side} neck | neck | -60 205, -12 190, 6 150, 20 150, 36 168, 38 216, -60 222
    nape | {Side} back of neck | neck | 34 160, 110 160, 110 216, 34 216
    shoulder-top | {Side} top of shoulder | shoulder | -90 210, 110 210, 110 260, -90 260
    """
