"""Harbour, port, boats, the turtles' beach."""

from math import pi, sin

from .houses import domed_hall, house, lamp_post, minaret, round_tower
from .land import birds, clouds, glints, moon, mountains, ripples, stars, sun
from .palette import clear, darker, lighter, mix
from .people import Look, stand
from .plants import Palm, plant
from .shapes import bow, box, curve, down_to, oval, placed, ribbon, ridge, rounded, turned


def harbour(sheet):
    """The corniche at dusk: white houses between the mountains and the bay, a dhow at anchor."""
    rng, shore = sheet.rng, 690
    sheet.sky([(0, "#1d4a78"), (0.25, "#4b81a0"), (0.42, "#c9a99c"), (0.56, "#f6b98c"), (0.8, "#fcdca6")], 0,
        shore)
    sun(sheet, 1150, 300, 66, "#fff3d6", "#ffbf78")
    clouds(sheet, [(420, 180, 620), (1290, 215, 700), (840, 100, 460), (150, 300, 380), (1480, 80, 400)],
        "#ffdcb4", 0.5)
    mountains(sheet, ridge(rng, -20, 1640, 590, 270, 5), shore, "#8a7597", "#e0aa96", "#4f4377", 0.45, 1)
    sheet.haze(430, shore, "#f8cfa4", 0.55)
    mountains(sheet, ridge(rng, -20, 1640, 640, 230, 6, 5, 6), shore, "#6d5068", "#b97d6c", "#33264f", 0.6, 1)
    sheet.haze(520, shore, "#efb68c", 0.45)
    _waterfront(sheet, rng, shore)
    _lookout(sheet, shore)
    sheet.mirror(shore, 377, [(shore, "#eab48c"), (790, "#5f8594"), (920, "#1f5c78"), (1067, "#0d3552")],
        0.62, 9)
    glints(sheet, 1180, shore + 8, 1050, "#fff0c8", 0.55, 150, 0.8)
    ripples(sheet, shore + 20, 1060, "#10324c", 170, 0.32)
    dhow(sheet, 420, 915, 1.32)
    dhow(sheet, 985, 752, 0.42, "#3a2a40")
    birds(sheet, [(640, 300, 44), (700, 340, 30), (560, 350, 26), (1390, 420, 34), (760, 285, 22)], "#3a2f4e")
    return sheet.finish()


def _lookout(sheet, shore):
    crag = [(-20, 452), (24, 420), (52, 409), (190, 409), (206, 424), (214, 462), (240, 470), (250, 516),
        (268, 528),
        (276, 566), (308, 582), (318, 622), (352, 640), (362, 676), (400, 700), (-20, 700)]
    rock = sheet.stencil(crag)
    sheet.lay(rock, [(400, "#7b4a4c"), (shore, "#4d3348")], shadow=(10, 4, 16, 0.3))
    sheet.shade(rock, "#2b1d3c", (260, 380), (40, 700), 0.7)
    sheet.shade(rock, "#f0a56f", (150, 600), (330, 420), 0.45)
    faces = sheet.stencil([(52, 409), (120, 409), (96, 500), (130, 600), (80, 700), (-20, 700), (-20, 452),
        (24, 420)],
        [(150, 409), (190, 409), (206, 424), (196, 520), (224, 600), (190, 700), (160, 700), (178, 560)],
        [(250, 516), (268, 528), (276, 566), (262, 640), (280, 700), (240, 700), (236, 600)])
    sheet.shade(faces, "#24163a", (0, 720), (0, 380), 0.5)
    with sheet.detail(40, 280, 240, 450) as pen:
        round_tower(pen, 122, 412, 92, 92, "#d9a27a")
        pen.rect(121, 270, 123.5, 310, "#3b2a3c")


def _waterfront(sheet, rng, shore):
    walls = ("#f6e6cc", "#f3d9b8", "#fbf0dc", "#ecd0b2", "#f1dfc9")
    with sheet.detail(200, 380, 1600, shore) as pen:
        x = 250
        while x < 1600:
            width = rng.uniform(70, 130)
            house(pen, rng, x, shore - 28, width, rng.uniform(120, 185),
                mix(rng.choice(walls), "#b98092", 0.35), 0.25)
            x += width * rng.uniform(0.9, 1.0)
        minaret(pen, 620, shore - 20, 300, "#f3dcbc")
        domed_hall(pen, 745, shore - 20, 210, 200, "#f5e2c5", "#1c7583")
        x = 215
        while x < 1600:
            width = rng.uniform(78, 140)
            if not 590 < x + width / 2 < 880:
                house(pen, rng, x, shore - 14, width, rng.uniform(78, 135), rng.choice(walls), 0.34)
            x += width * rng.uniform(0.98, 1.12)
    trees = [Palm(rng, x + rng.uniform(-14, 14), shore - 10, rng.uniform(86, 112), rng.uniform(-0.06, 0.06),
        0.44, 11, 14) for x in range(270, 1620, 104)]
    plant(sheet, trees, "#2c5a48", "#5a4040")
    with sheet.detail(0, shore - 60, 1600, shore + 2) as pen:
        pen.rect(0, shore - 15, 1600, shore, "#d7b791")
        pen.rect(0, shore - 17, 1600, shore - 13, "#f6e2c0")
        pen.rect(0, shore - 7, 1600, shore, "#6d5057")
        for x in range(330, 1600, 104):
            lamp_post(pen, x, shore - 14, 34, "#3a2a40")


def dhow(sheet, x, y, size, hull="#3b2531"):
    """A wooden ship at anchor with furled yard, and its reflection."""

    def at(points):
        return [(x + px * size, y + py * size) for px, py in points]

    body = curve([(-205, -62), (-150, -36), (-40, -26), (90, -34), (185, -66), (245, -104)], steps=8)
    keel = curve([(205, -40), (150, 4), (60, 20), (-80, 18), (-165, 2), (-205, -62)], steps=8)
    shape = at(body + keel)
    image = sheet.stencil([(px, 2 * (y + 14 * size) - py * 0.72 - y * 0.28) for px, py in shape])
    sheet.blur_in(image, "#0d2038", 5 * size, 0.6)
    with sheet.detail(x - 280 * size, y - 380 * size, x + 300 * size, y + 40 * size) as pen:
        pen.polygon(at([(-196, -60), (-190, -104), (-104, -98), (-96, -40)]), lighter(hull, 0.12))
        for window in range(4):
            pen.rect(*at([(-182 + window * 21, -90)])[0], *at([(-170 + window * 21, -74)])[0], "#ffcf7d")
        pen.polygon(shape, hull)
        pen.stroke(at(body), 9 * size, "#b9793f", 6 * size)
        pen.stroke(at([(px * 0.985, py + 17) for px, py in body]), 3 * size, "#e2b071")
        pen.polygon(at([(205, -40), (150, 4), (60, 20), (-80, 18), (-165, 2), (-175, -16), (60, -2),
            (150, -20)]), clear("#0d1230", 0.35))
        pen.stroke(at([(20, -30), (30, -330)]), 8 * size, "#4a3038", 5 * size)
        pen.stroke(at([(-98, -60), (-92, -230)]), 6 * size, "#4a3038", 4 * size)
        pen.stroke(at(bow((-130, -205), (40, -285), (215, -352))), 7 * size, "#5b3a3a", 3 * size)
        pen.polygon(at(bow((-118, -205), (30, -270), (205, -345)) + bow((205, -342), (52, -256),
            (-112, -198))), "#f1dcb6")
        for start, end in (((30, -326), (240, -106)), ((30, -326), (-96, -62)), ((26, -210), (150, -48)),
            ((-92, -228), (-190, -104)), ((215, -352), (245, -104))):
            pen.stroke(at([start, end]), 1.5 * size, "#3b2a3c")


def boats(sheet):
    """Fishermen bring their boats up the beach in the early light."""
    rng, line = sheet.rng, 500
    sheet.sky([(0, "#3f86a0"), (0.4, "#a6c6bd"), (0.7, "#f8ddb0"), (1, "#fcc993")], 0, line)
    sun(sheet, 1180, 420, 66, "#fff6dc", "#ffd79a", 0.9)
    clouds(sheet, [(420, 150, 680), (1000, 90, 560), (1460, 230, 420), (180, 290, 420)], "#fff0d6", 0.6)
    cape = [(x, line - (line - y) * min(1, (760 - x) / 400)) for x, y in ridge(rng, -20, 760, 470, 190, 3)]
    mountains(sheet, cape, line + 4, "#8f9fa0", "#eebf94", "#5d6480", 0.5, 1)
    sheet.haze(360, line, "#fbd9a6", 0.4)
    sea = sheet.stencil(box(-20, line, 1640, 800))
    sheet.lay(sea, [(line, "#fbdcae"), (550, "#8fbfb4"), (640, "#2f8a95"), (780, "#1c6f80")])
    ripples(sheet, line + 4, 740, "#0f5468", 210, 0.35)
    glints(sheet, 1180, line + 2, 720, "#fff8de", 0.6, 130, 0.9)
    for x, y, size in ((250, 528, 0.26), (640, 520, 0.2), (860, 548, 0.36)):
        dhow(sheet, x, y, size, "#4d3344")
    _beach(sheet)
    _skiff(sheet, 470, 850, 1.05, "#fbf0dc", "#1c7583")
    _skiff(sheet, 1240, 815, 0.82, "#f6ead2", "#c4553a")
    _skiff(sheet, 900, 990, 1.3, "#fbf0dc", "#f0aa3f")
    _fishermen(sheet)
    birds(sheet, [(560, 260, 52), (640, 300, 38), (480, 320, 32), (1010, 230, 44), (1080, 265, 30),
        (760, 210, 28)], "#39506a")
    return sheet.finish()


def _beach(sheet):
    foam = ((742, "#f9f3e0", 0.0), (756, "#d9c49a", 9.0), (770, "#f9f3e0", 14.0), (782, "#ecc993", 22.0))
    for y, colour, shift in foam:
        edge = [(x, y + 12 * _surf(x + shift * 9) - (x - 800) * 0.045) for x in range(-20, 1641, 12)]
        strand = sheet.stencil(down_to(edge, 1090))
        sheet.lay(strand, [(y, colour), (y + 60, colour), (1067,
            "#c08a5e")] if colour == "#ecc993" else colour, 0.95)
    sand = sheet.stencil(box(-20, 770, 1640, 1090))
    sheet.shade(sand, "#7d4a4a", (0, 860), (0, 1200), 0.6)
    rng = sheet.rng
    prints = sheet.stencil()
    for _ in range(260):
        x, y = rng.uniform(0, 1600), 830 + 240 * rng.random()
        prints.polygon(oval(x, y, rng.uniform(3, 16), rng.uniform(1, 3), 12))
    sheet.lay(prints, "#9a6244", 0.35)


def _surf(x):
    return sin(x / 90) + 0.6 * sin(x / 37 + 1.3)


def _skiff(sheet, x, y, size, hull, band):
    """A fibreglass fishing boat drawn up on the sand, bow to the right."""

    def at(points):
        return placed(points, x, y, size)

    sheet.blur_in(sheet.stencil(at(oval(-10, 6, 240, 18))), "#2b1a30", 7 * size, 0.55)
    rim = curve([(-225, -74), (-120, -62), (40, -66), (170, -94), (268, -140)])
    keel = curve([(226, -74), (160, -14), (80, 6), (-120, 8), (-205, -2), (-225, -74)])
    with sheet.detail(x - 300 * size, y - 260 * size, x + 320 * size, y + 30 * size) as pen:
        pen.polygon(at([*rim, (240, -112), (60, -46), (-200, -50)]), darker(hull, 0.45))
        pen.polygon(at(rounded(-262, -118, -222, -66, 8)), "#2b3048")
        pen.polygon(at(rounded(-266, -136, -218, -104, 8)), "#c4553a" if band != "#c4553a" else "#f0aa3f")
        pen.polygon(at(box(-250, -70, -238, -6)), "#2b3048")
        for bench in (-120, 10):
            pen.polygon(at([(bench, -70), (bench + 34, -70), (bench + 40, -58), (bench - 4, -58)]), "#b9793f")
        _net(sheet.rng, pen, at)
        low = [(px, py + 16) for px, py in rim]
        pen.polygon(at([*low, *keel]), hull)
        pen.polygon(at(rim + low[::-1]), band)
        pen.polygon(at([(px, py + 32) for px, py in rim] + [(px, py + 38) for px, py in rim[::-1]]),
            clear(band, 0.8))
        high = [(px * 0.98, py - 6 - 34 * sin(pi * share / (len(keel) - 1))) for share,
            (px, py) in enumerate(keel)]
        pen.polygon(at(keel + high[::-1]), clear("#1b1838", 0.2))
        pen.stroke(at(curve([(262, -134), (300, -60), (330, 10), (420, 22)])), 3 * size, "#8a6a4a")


def _net(rng, pen, at):
    heap = curve([(40, -60), (52, -104), (84, -116), (112, -128), (142, -112), (164, -84), (150, -60)],
        steps=6)
    pen.polygon(at(heap), "#2f7f74")
    for _ in range(46):
        px, py = rng.uniform(56, 148), rng.uniform(-108, -62)
        pen.stroke(at([(px, py), (px + rng.uniform(8, 22), py + rng.uniform(-8, 8))]), 1.6,
            clear("#d9ebe0", 0.55))
    for px, py in ((60, -92), (84, -110), (120, -122), (150, -98), (104, -88)):
        pen.polygon(at(oval(px, py, 7, 6)), "#f0aa3f")


def _fishermen(sheet):
    with sheet.detail(0, 520, 1600, 1067) as pen:
        stand(pen, 180, 900, 265, Look("#d8e0d4", "#c4553a", "#8a5638"), facing=1, reach=(20, -62))
        stand(pen, 690, 840, 225, Look("#f0aa3f", "#f6ead2", "#7a4a33", turban=False), facing=-1, walk=0.4,
            reach=(20, -58))
        stand(pen, 1040, 815, 195, Look("#f7ecd6", "#1c7583", "#9a6240"), facing=1, reach=(19, -60))
        stand(pen, 1390, 960, 300, Look("#f7ecd6", "#8d382d", "#a3673f"), facing=-1, walk=0.3)
        for x, y, size in ((1310, 1010, 1.0), (1460, 1030, 1.1), (1215, 1040, 0.9)):
            _fish_crate(pen, x, y, size)


def _fish_crate(pen, x, y, size):
    def at(points):
        return placed(points, x, y, size)

    pen.polygon(at(oval(6, 2, 78, 9)), clear("#2b1a30", 0.35))
    for fish in range(7):
        px = -52 + fish * 17
        pen.polygon(at(curve([(px - 16, -46), (px, -64 - fish % 3 * 5), (px + 18, -52), (px + 28, -60),
            (px + 26, -42), (px + 16, -46), (px, -40)], closed=True)), ("#a9c0c4", "#d3dcd6", "#7f9fae")[
            fish % 3])
        pen.polygon(at(oval(px - 8, -52, 2, 2)), "#15162c")
    pen.polygon(at([(-70, -48), (70, -48), (60, 0), (-60, 0)]), "#1c7583")
    pen.polygon(at([(20, -48), (70, -48), (60, 0), (24, 0)]), clear("#0d1230", 0.22))
    for row in (-36, -20):
        pen.polygon(at(box(-64, row, 64, row + 5)), clear("#0d1230", 0.25))


def beach(sheet):
    """A green turtle goes back to the sea under the Milky Way."""
    line = 470
    sheet.sky([(0, "#080d2b"), (0.5, "#16235a"), (0.85, "#35508a"), (1, "#6f86ac")], 0, line)
    _milky_way(sheet)
    stars(sheet, line, 420)
    moon(sheet, 390, 190, 58)
    cliff = curve([(1030, line + 30), (1080, 440), (1130, 400), (1190, 378), (1230, 300), (1330, 270),
        (1420, 280),
        (1500, 210), (1640, 190)], steps=6)
    cliff = [(x + sheet.rng.uniform(-5, 5), y + sheet.rng.uniform(-6, 6)) for x, y in cliff]
    rock = sheet.stencil(down_to(cliff, 640))
    sheet.lay(rock, [(190, "#34406f"), (520, "#141a42")], shadow=(-6, 2, 14, 0.3))
    sheet.shade(rock, "#7a8fc0", (1600, 420), (1120, 280), 0.4)
    sea = sheet.stencil(box(-20, line, 1640, 760))
    sheet.lay(sea, [(line, "#7f95b5"), (500, "#2f4f86"), (700, "#10245a")])
    ripples(sheet, line + 4, 720, "#0a1440", 200, 0.4)
    glints(sheet, 390, line + 3, 700, "#fbeecb", 0.5, 150, 0.85)
    _night_strand(sheet)
    _track(sheet)
    _turtle(sheet, 770, 852, 1.0)
    _hatchlings(sheet)
    return sheet.finish(vignette=0.32)


def _milky_way(sheet):
    rng = sheet.rng
    for width, blur, light in ((120, 46, 0.2), (54, 24, 0.22)):
        band = sheet.stencil(ribbon(bow((720, -40), (980, 180), (1130, 480)), width, width * 1.5))
        sheet.blur_in(band, "#9fb0e0", blur, light)
    dust = sheet.stencil()
    path = bow((720, -40), (980, 180), (1130, 480), 40)
    for _ in range(900):
        x, y = rng.choice(path)
        dust.ellipse(x + rng.gauss(0, 44), y + rng.gauss(0, 30), rng.choice((0.5, 0.6, 0.8, 1.1)))
    sheet.lay(dust, "#f4ecff", 0.7)


def _night_strand(sheet):
    for y, colour, shift in ((668, "#c3d3e6", 0), (682, "#3f5a94", 8), (694, "#a9bcd8", 15),
        (708, "#6f6a8e", 24)):
        edge = [(x, y + 11 * _surf(x + shift * 9) + (x - 800) * 0.04) for x in range(-20, 1641, 12)]
        strand = sheet.stencil(down_to(edge, 1090))
        paint = [(y, "#8d86a4"), (800, "#6f6488"), (1067, "#2f2a55")] if shift == 24 else colour
        sheet.lay(strand, paint, 0.95)
    sheet.shade(strand, "#151a45", (420, 760), (1700, 1100), 0.7)
    sheet.glow(400, 780, 460, "#cfd3e6", 0.35, 1.7, 0.4)


def _track(sheet):
    """The furrows a turtle leaves, from the nest down the sand."""
    path = bow((1250, 1100), (1080, 1010), (850, 890), 26)
    marks, rim = sheet.stencil(), sheet.stencil()
    for at, (x, y) in enumerate(path):
        size = 1.25 - at / 50
        for side in (-1, 1):
            cx, cy = x + side * 40 * size + 14, y + side * -34 * size
            marks.polygon(oval(cx, cy, 22 * size, 9 * size, 18))
            rim.polygon(oval(cx - 6, cy + 7 * size, 22 * size, 5 * size, 18))
    marks.polygon(ribbon(path, 22, 12))
    sheet.lay(rim, "#b3adc6", 0.45)
    sheet.lay(marks, "#2b2752", 0.6)


def _turtle(sheet, x, y, size):
    """A green turtle from behind and above, heading for the water."""

    def at(points):
        return [(x + px * size, y + py * size * 0.84) for px, py in turned(points, 0.5)]

    sheet.blur_in(sheet.stencil(at(oval(16, 34, 190, 44))), "#12123a", 12, 0.65)
    skin, shell = "#4a6a68", "#2b4650"
    with sheet.detail(x - 330, y - 260, x + 300, y + 260) as pen:
        for flipper in (
            [(-80, -40), (-140, -92), (-196, -108), (-206, -92), (-160, -60), (-104, -12)],
            [(-96, 34), (-150, 74), (-214, 96), (-222, 80), (-176, 48), (-112, 4)],
            [(110, -44), (170, -66), (190, -52), (150, -26)],
            [(112, 36), (176, 60), (190, 46), (150, 16)],
        ):
            shape = curve(flipper, closed=True, steps=7)
            pen.polygon(at(shape), skin)
            cx, cy = (sum(axis) / len(flipper) for axis in zip(*flipper, strict=True))
            for px, py in shape[::4]:
                pen.polygon(at(oval(cx + (px - cx) * 0.62, cy + (py - cy) * 0.62, 7, 4.5)),
                    clear("#2b4038", 0.55))
        pen.polygon(at(curve([(-110, -22), (-158, -30), (-196, -22), (-208, -2), (-194, 16), (-156, 22),
            (-110, 18)], closed=True)), skin)
        for px, py in ((-186, -10), (-168, -16), (-172, 4), (-152, -4), (-150, 10)):
            pen.polygon(at(oval(px, py, 8, 6)), clear("#2b4038", 0.5))
        pen.polygon(at(oval(-192, -12, 3.4, 3)), "#0d1230")
        dome = curve([(-128, -4), (-100, -58), (-30, -84), (60, -76), (128, -34), (146, 2), (120, 40),
            (50, 72), (-40, 70), (-104, 40)], closed=True)
        pen.polygon(at([(px * 1.04, py * 1.06 + 7) for px, py in dome]), "#7f96a0")
        pen.polygon(at(dome), shell)
        _scutes(pen, at)
        lit = curve([(-118, -10), (-96, -54), (-28, -79), (54, -72), (100, -48), (30, -58), (-50, -48)],
            closed=True)
        pen.polygon(at(lit), clear("#dfe6f6", 0.32))


def _scutes(pen, at):
    centre = ((-92, -2, 30), (-40, -4, 34), (18, -4, 34), (74, 0, 30), (116, 4, 18))
    for px, py, r in centre:
        pen.polygon(at([(px - r * 0.9, py), (px - r * 0.5, py - r * 0.7), (px + r * 0.45, py - r * 0.7),
            (px + r * 0.85, py), (px + r * 0.45, py + r * 0.7), (px - r * 0.5, py + r * 0.7)]), "#4f7668")
        pen.polygon(at([(px - r * 0.5, py), (px - r * 0.2, py - r * 0.4), (px + r * 0.2, py - r * 0.4),
            (px + r * 0.5, py), (px + r * 0.2, py + r * 0.4), (px - r * 0.2, py + r * 0.4)]), "#74998a")
    for px, side in ((-66, -1), (-10, -1), (46, -1), (96, -1), (-66, 1), (-10, 1), (46, 1), (96, 1)):
        y0, y1 = side * 30, side * (62 - abs(px - 10) * 0.16)
        pen.polygon(at([(px - 25, y0 - 2), (px + 25, y0 - 2), (px + 21, y1 - 4), (px - 21, y1 - 4)]),
            "#3f6560")
        pen.polygon(at([(px - 14, y0 + side * 5), (px + 14, y0 + side * 5), (px + 11, y1 - side * 9),
            (px - 11, y1 - side * 9)]), "#5f8578")


def _hatchlings(sheet):
    spots = ((300, 800, 0.17), (405, 868, 0.2), (215, 868, 0.18), (500, 945, 0.22), (330, 960, 0.21),
        (150, 790, 0.15))
    with sheet.detail(80, 740, 700, 1060) as pen:
        for x, y, size in spots:

            def at(points, x=x, y=y, size=size):
                return placed(turned(points, 0.62), x, y, size)

            for dx, dy in ((-74, -44), (-80, 40), (70, -30), (74, 30)):
                pen.polygon(at(oval(dx, dy, 52, 20)), "#1d2440")
            pen.polygon(at(oval(0, 8, 92, 60)), "#141838")
            pen.polygon(at(oval(0, 0, 88, 56)), "#3d4a58")
            pen.polygon(at(oval(-10, -14, 60, 28)), "#6a7a80")
            pen.polygon(at(oval(-106, -2, 34, 26)), "#2b3448")


SCENES = {"harbour": harbour, "boats": boats, "beach": beach}
