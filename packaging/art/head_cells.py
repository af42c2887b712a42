"""Names and rough cells of the head's regions, in the standing child's units (build time)."""

FRONT = """
    ear-front | {Side} ear (front) | ear | 51.4 60, 70 56, 70 100, 49 100, 50 84
    ~lips | Lips and mouth | mouth | \
        -15 116.8, -9 112.4, 0 111.4, 9 112.4, 15 116.8, 9 122.4, 0 124.6, -9 122.4
    ~nose | Nose | nose | \
        -4.5 72, 4.5 72, 6 86, 10.6 94, 10.4 100.4, 4 103.6, -4 103.6, -10.4 100.4, -10.6 94, -6 86
    upper-lip | Upper lip to nose | upper lip | 0 100, 16 100, 19 112, 15 117, 0 118
    ~chin | Chin | chin | \
        -18 125, -9 124, 0 125.4, 9 124, 18 125, 22 133, 14.4 139.4, 0 141.2, -14.4 139.4, -22 133
    ~eye | {Side} eye and eyelids | eye | \
        11 79.4, 15 73, 24 70.2, 33 73, 37 79.4, 33 85.6, 24 88, 15 85.6
    ~brow | {Side} eyebrow | eyebrow | \
        8 68, 16 60, 27 58.4, 37 61.4, 40 67, 36 71.4, 24 69, 13 71.6
    scalp-front | {Side} scalp (front) | scalp | 0 -10, 70 -10, 70 66, 49.5 67, 44.5 60, \
        41.5 49, 36 38, 27 29, 14 24.4, 0 23.6
    forehead-middle | Middle of forehead | forehead | 0 22, 12 22, 12 66, 6 78, 0 80
    forehead | {Side} forehead | forehead | 12 20, 38 26, 38 76, 5 76
    temple | {Side} temple | temple | 37 30, 70 30, 70 84, 37 84
    cheekbone | {Side} cheekbone | cheek | 4 76, 70 76, 70 96, 30 99, 4 97
    cheek | {Side} cheek | cheek | 4 92, 70 92, 70 108, 40 118, 15 124, 10 118, 4 110
    jaw | {Side} jaw | jaw | 14 120, 40 116, 70 104, 70 122, 29.5 131, 14.5 139, 10 142
    neck-front | {Side} neck (front) | neck | 0 128, 60 120, 30 156, 28 162, 16 174, 0 184
    shoulder-top | {Side} top of shoulder (front) | shoulder | 0 150, 120 150, 120 200, 0 200
    """
BACK = """
    ear-back | {Side} ear (back) | ear | 51.4 60, 70 56, 70 100, 49 100, 50 84
    behind-ear | {Side} behind the ear | behind the ear | 38 58, 70 58, 70 104, 44 108, 38 100
    crown | {Side} crown | scalp | 0 -10, 70 -10, 70 50, 0 50
    head-back | {Side} back of head | scalp | 0 48, 70 48, 70 98, 0 98
    head-base | {Side} base of skull | scalp | \
        0 96, 70 96, 70 116, 29 118, 22 126.6, 12 131.6, 0 133
    nape | {Side} back of neck | neck | 0 110, 60 110, 30 156, 28 162, 24 166, 0 168
    shoulder-top | {Side} top of shoulder (back) | shoulder | 0 150, 120 150, 120 200, 0 200
    """
SIDE = """
    ~ear | {Side} ear | ear | \
        0 68, 7 62, 15 62, 21.6 67, 22.6 75, 20 83, 16 89, 13 96, 8 99, 2.6 97, 1 88, -0.6 78
    behind-ear | {Side} behind the ear | behind the ear | 16 60, 36 64, 36 106, 17 106, 12 100
    ~lips | Lips and mouth | mouth | \
        -80 110, -60 109.4, -50 112.4, -46.6 117, -51 122.4, -60 125, -80 125
    ~nose | Nose | nose | -82 62, -55 68, -54.6 84, -54.2 96, -55 103, -64 105.6, -86 106
    upper-lip | Upper lip to nose | upper lip | -84 100, -54 101, -47 110, -47 118, -84 118
    ~eye | {Side} eye and eyelids | eye | \
        -55 79, -50 72.4, -43 70, -36 73, -33 79.4, -37 85, -45 87.6, -52 85.6
    ~brow | {Side} eyebrow | eyebrow | \
        -66 66, -52 58.6, -42 58, -34 61.6, -31.6 67, -35 71, -44 68.6, -55 71.6, -66 72
    ~chin | Chin | chin | -84 127, -58 125.4, -47 125, -40 132, -40 146, -60 152
    forehead | Forehead | forehead | -80 20, -52 25, -43 37, -35 44, -35 74, -80 76
    temple | {Side} temple | temple | -36 43, -26 53, -16 65, -4 76, -4 90, -36 90
    scalp-front | {Side} scalp (front) | scalp | \
        -70 -10, -12 -10, -12 70, -16 66, -26 53, -39 41, -50 28, -60 28
    scalp-side | {Side} side of head | scalp | -14 -10, 32 -10, 32 66, 14 100, 0 80, -14 70
    scalp-back | Back of head | scalp | 30 -10, 90 -10, 90 118, 38 120.6, 29 120, 20 112, 15 100
    cheekbone | {Side} cheekbone | cheek | -62 78, 4 80, 3 94, -30 99, -58 98
    cheek | {Side} cheek | cheek | -62 92, 4 92, 2 104, -8 112, -46 120, -60 108
    jaw | {Side} jaw | jaw | -56 118, -20 112, 3 96, -1.6 112, -9 125, -22 138, -34 142, -52 148
    neck | {Side} neck | neck | -60 120, 12 98, 20 112, 16 122, 14 162, -60 166
    nape | {Side} back of neck | neck | 14 104, 90 110, 90 162, 12 162
    shoulder-top | {Side} top of shoulder | shoulder | -90 158, 90 158, 90 210, -90 210
    """
TOP = """
    ear-top | {Side} ear (from above) | ear | 52.4 56, 70 56, 70 86, 51.4 86
    ~nose | Nose | nose | -10 120, 0 118.6, 10 120, 14 132, 8 140, -8 140, -14 132
    forehead-top | Forehead (from above) | forehead | \
        0 101, 16 99, 30 92, 41 79, 56 100, 40 140, 0 140
    temple-top | {Side} temple (from above) | temple | 30 92, 46.4 63, 62 56, 62 110, 36 114
    top-front | {Side} top of head, front | scalp | 0 64, 70 64, 70 104, 0 104
    top-middle | {Side} top of head, middle | scalp | 0 34, 70 34, 70 66, 0 66
    top-back | {Side} top of head, back | scalp | 0 -10, 70 -10, 70 36, 0 36
    """
