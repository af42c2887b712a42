"""Names and rough cells of the baby's head, in the baby's own units (build time)."""

FRONT = """
    ear-lobe-front | {Side} ear lobe (front) | ear | \
        85.4 140, 93 138.6, 120 138, 120 157, 83 152
    ear-front | {Side} ear (front) | ear | 87.2 100, 120 95, 120 140, 85 141, 86.2 130, 87.4 110
    ~lip-upper | Upper lip | mouth | \
        -18 174.8, -10.6 169.4, -4 167.4, 0 168.2, 4 167.4, 10.6 169.4, 18 174.8, 10 175.8, \
        4 175.2, 0 175.6, -4 175.2, -10 175.8
    ~lip-lower | Lower lip | mouth | \
        -18 174.8, -9 174, 0 172.6, 9 174, 18 174.8, 12 180.6, 6 184.2, 0 185, -6 184.2, -12 180.6
    ~nose-tip | Tip of nose and nostrils | nose | \
        -14.4 147, -10.6 139.4, -5 136, 5 136, 10.6 139.4, 14.4 147, 12 153.6, 0 157, -12 153.6
    ~upper-lip | Skin between nose and upper lip | upper lip | \
        -18.4 174, -17 164, -12.6 153, 0 149, 12.6 153, 17 164, 18.4 174, 0 177
    ~chin | Chin | chin | \
        -24 187, -12 185, 0 186.6, 12 185, 24 187, 31 200, 19 213.6, 0 216.4, -19 213.6, -31 200
    ~eye-opening | {Side} eye | eye | \
        17.4 125.2, 22 120, 27 117, 32.4 116, 38 117.2, 43 120.2, 47.2 124.4, 42.8 127.8, \
        38 130.2, 32.4 131, 26.8 130.4, 22 128.6
    eyelid-upper | {Side} upper eyelid | eye | \
        13.4 125.4, 15.4 117.4, 20.6 111.6, 26.6 108.6, 33 107.6, 40 108.8, 46 112.2, \
        50.2 117.4, 51.6 124, 47 124.2
    ~eyelid-lower | {Side} lower eyelid | eye | \
        13.4 124, 16.4 116, 24 109.6, 33 107.6, 43 110, 49.6 117, 51.6 124, 49 131.4, \
        42.4 136.4, 33 138.4, 23 136.6, 16.2 131.4
    ~brow | {Side} eyebrow | eyebrow | \
        13.4 106.4, 15.6 97.6, 24 93.2, 33.6 92, 43 94, 50 98.8, 53 105.4, 49 110.6, 41 107, \
        32.6 105.4, 23 107.4, 17 112
    ~nose | Bridge of nose | nose | \
        -7 112, 0 109, 7 112, 8.6 126, 11 138, 13 146, 0 150, -13 146, -11 138, -8.6 126
    scalp-front | {Side} scalp (front) | scalp | \
        0 -10, 120 -10, 120 58, 80 53, 50 49.4, 24 47.4, 0 47
    ~forehead-middle | Middle of forehead | forehead | \
        -18 40, 0 36, 18 40, 18.6 76, 15 100, 9 114, 0 120, -9 114, -15 100, -18.6 76
    forehead | {Side} forehead | forehead | 6 40, 60 40, 60 120, 6 120
    temple | {Side} temple | temple | \
        54 40, 120 40, 120 128, 86 127, 52 125, 50 112, 55 96, 58 70
    cheek | {Side} cheek | cheek | 2 112, 120 112, 120 168, 40 184, 12 186, 2 150
    jaw | {Side} jaw | jaw | 20 180, 120 150, 120 200, 58 202, 47.8 203.4, 34 211, 17 215.4, 10 217
    neck-front | {Side} neck (front) | neck | \
        0 200, 70 192, 54 217, 49 226, 38 235, 20 242, 0 244
    shoulder-top | {Side} collar bone and top of shoulder | collar bone | \
        0 200, 140 200, 140 270, 0 270
    """
BACK = """
    ear-lobe-back | {Side} ear lobe (back) | ear | \
        85.4 140, 93 138.6, 120 138, 120 157, 83 152
    ear-back | {Side} ear (back) | ear | 87.2 100, 120 95, 120 140, 85 141, 86.2 130, 87.4 110
    behind-ear | {Side} behind the ear | behind the ear | \
        96 96, 77 97, 69 108, 66.4 128, 69 148, 78 165, 96 160
    crown | {Side} crown | scalp | 0 -10, 120 -10, 120 76, 60 82, 0 84
    head-back | {Side} back of head | scalp | 0 70, 120 70, 120 152, 40 156, 0 157
    head-base | {Side} base of skull | scalp | \
        0 150, 120 150, 84 178, 56 181, 40 195, 20 202.4, 0 204
    nape | {Side} back of neck | neck | \
        0 170, 90 170, 54 217, 49 226, 38 235, 20 241, 0 243
    shoulder-top | {Side} top of shoulder (back) | shoulder | \
        0 200, 140 200, 140 270, 0 270
    """
SIDE = """
    ear-lobe | {Side} ear lobe | ear | \
        4 141, 12 141.6, 26 140.6, 22 150.4, 16 156, 8 154.6, 3.4 148
    ~ear | {Side} ear | ear | 1 116, 7 105, 17.4 101, 28.6 105, 33.4 116, 31 131, 25 143, 20 148, \
        12 149, 5 148, 1.6 137, 0.4 126
    behind-ear | {Side} behind the ear | behind the ear | \
        24 98, 40 96, 52 106, 57 122, 55 142, 47 157, 36 166, 26.4 166, 22 158, 14 150
    ~lip-upper | Upper lip | mouth | \
        -100 174.6, -100 166.4, -84 166, -76 168.4, -66 174.2, -72 175.4, -82 175.4
    ~lip-lower | Lower lip | mouth | \
        -100 174, -78 172.6, -66 174.2, -71 180.4, -78 185, -88 187, -100 186
    eye-opening | {Side} eye | eye | \
        -77 124.4, -76 120.6, -73 117.6, -68 116.2, -61.6 118, -55.6 124, -62 129.4, \
        -68.4 131.2, -73.6 130.8, -76 128
    eyelid-upper | {Side} upper eyelid | eye | \
        -78.6 127, -78.6 116, -74.6 110.4, -68 108, -60.4 109.6, -53.8 115, -50.6 124, -63 124
    eyelid-lower | {Side} lower eyelid | eye | \
        -78.4 123, -50.6 123.8, -53 131, -59.6 136.2, -68 138, -74 135.6, -77.4 130.6
    ~brow | {Side} eyebrow | eyebrow | \
        -90 106, -78 95, -65 92.4, -53 96.4, -48 104.6, -52 110, -58 107, -65 105.2, \
        -74 107, -90 110
    ~nose-tip | Tip of nose and nostrils | nose | \
        -110 138, -88 138.4, -79.4 140.4, -75.6 147, -77 153.6, -83 156.6, -92 157, -110 157
    nose | Bridge of nose | nose | \
        -110 106, -78.6 108, -78 118, -77 125, -78 134, -76.6 144, -110 146
    ~upper-lip | Skin between nose and upper lip | upper lip | \
        -110 152, -82 151, -72 157, -66 167, -64.6 176, -80 177, -110 176
    ~chin | Chin | chin | -110 190, -79 188, -62 187, -52 198, -54 218, -84 224
    forehead | Forehead | forehead | -110 44, -50 44, -50 118, -110 118
    temple | {Side} temple | temple | \
        -53 43.6, -36 44.6, -18 48, -9 60, -4 76, -2 92, -1 112, 0 128, -20 128, -55 127, -53 96
    scalp-front | {Side} scalp (front) | scalp | \
        -110 -10, -19 -10, -18 20, -18 60, -50 60, -110 60
    scalp-side | {Side} side of head | scalp | \
        -22 -10, 42 -10, 42 110, 20 150, -4 130, -4 70, -12 46, -22 46
    scalp-back | Back of head | scalp | \
        40 -10, 130 -10, 130 202, 59 202, 47.6 197, 37.6 187, 29.6 174, 24 160, 20 150
    cheek | {Side} cheek | cheek | -110 116, 4 120, 6 152, 0 168, -60 184, -100 170
    jaw | {Side} jaw | jaw | -84 180, -60 178, 6 152, 0 173, -14 192, -34 207, -47 213, -84 218
    neck | {Side} neck | neck | \
        -60 205, -12 190, 6 150, 20 150, 24 160, 29.6 174, 37.6 187, 41 204, 40 222, -60 230
    nape | {Side} back of neck | neck | 30 170, 110 190, 110 224, 40 222
    shoulder-top | {Side} top of shoulder | shoulder | -90 210, 110 210, 110 260, -90 260
    """
