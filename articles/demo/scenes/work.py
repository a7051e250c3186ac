"""Data centre, clinic, market stall."""

from math import cos, pi, sin

from .palette import clear, darker, lighter, mix
from .people import LOOKS, Body, Look, head, sit, stand
from .plants import Palm
from .shapes import arch, bow, box, curve, oval, placed, ribbon, ridge, rounded


def servers(sheet):
    """An aisle of machines with their lights, an engineer on her round."""
    sheet.sky([(0, "#0b1734"), (0.5, "#14365a"), (1, "#0a1330")])
    eye = (800, 500)

    def at(x, y, z):
        return (eye[0] + x / z, eye[1] + y / z)

    sheet.glow(800, 500, 520, "#7fd4d0", 0.8, 1.7)
    ceiling = sheet.stencil([at(-420, -560, 0.5), at(420, -560, 0.5), at(420, -560, 7), at(-420, -560, 7)])
    sheet.lay(ceiling, [(0, "#0f1f44"), (430, "#2f7f92")])
    floor = sheet.stencil([at(-420, 430, 0.5), at(420, 430, 0.5), at(420, 430, 7), at(-420, 430, 7)])
    sheet.lay(floor, [(560, "#8fd8d2"), (720, "#1f5a7c"), (1067, "#0d1c42")])
    with sheet.detail() as pen:
        depth = [0.5 * 1.235**step for step in range(13)]
        for near, far in zip(depth[-2::-1], depth[:0:-1], strict=True):
            for side in (-1, 1):
                _rack(pen, sheet.rng, at, side, near, far)
        _trays(pen, at, depth)
    end = sheet.stencil([at(-420, -560, 7), at(420, -560, 7), at(420, 430, 7), at(-420, 430, 7)])
    sheet.lay(end, "#bff0e6")
    sheet.glow(800, 490, 240, "#e9fff6", 0.75, 1.6)
    _floor_shine(sheet, at)
    with sheet.detail(520, 300, 1080, 1067) as pen:
        stand(pen, 690, 965, 520, Look("#15324f", "#e0a552", "#c98d66", woman=True, coat="#f3e9d2"), facing=1,
            reach=(19, -60))
        pen.polygon(placed(rounded(-38, -30, 38, 26, 4), 796, 640), "#f6ead2")
        pen.polygon(placed(rounded(-33, -25, 33, 21, 3), 796, 640), "#1c7583")
        for row in range(3):
            pen.rect(770, 624 + row * 11, 800 + row * 8, 629 + row * 11, "#f0aa3f")
        stand(pen, 900, 716, 226, LOOKS[7], facing=-1, walk=0.4)
    sheet.glow(796, 640, 110, "#aef0e6", 0.35, 2)
    return sheet.finish(vignette=0.4)


def _rack(pen, rng, at, side, near, far):
    """One cabinet of the aisle, with drawers and lights on its face."""
    x = side * 420
    deep = min(1, (near - 0.5) / 5)
    far = near + (far - near) * 0.95
    face = [at(x, -420, near), at(x, -420, far), at(x, 430, far), at(x, 430, near)]
    pen.polygon(face, mix("#101a38", "#3a94a4", deep))
    edge = near + (far - near) * 0.07
    pen.polygon([at(x, -420, near), at(x, -420, edge), at(x, 430, edge), at(x, 430, near)],
        mix("#2b4a74", "#8fdcd6", deep))
    rows = 15
    for row in range(rows):
        y0, y1 = -392 + row * 53, -348 + row * 53
        a, b = near + (far - near) * 0.14, near + (far - near) * 0.93
        pen.polygon([at(x, y0, a), at(x, y0, b), at(x, y1, b), at(x, y1, a)],
            mix("#1b2b54" if row % 3 else "#233a66", "#4fa8b2", deep))
        for lamp in range(7):
            if rng.random() < 0.3:
                continue
            z = a + (b - a) * (0.08 + lamp * 0.085)
            tone = rng.choice(("#5ff0d0", "#5ff0d0", "#8fd8ff", "#ffb84a", "#ff7a5a"))
            y = (y0 + y1) / 2 + (lamp % 2) * 12 - 6
            size = (b - a) * 0.045
            pen.polygon([at(x, y - 5, z), at(x, y - 5, z + size), at(x, y + 5, z + size), at(x, y + 5, z)],
                clear(tone, 0.95))
        for vent in range(3):
            y = y0 + 10 + vent * 10
            pen.polygon([at(x, y, a + (b - a) * 0.7), at(x, y, b - (b - a) * 0.05),
                at(x, y + 4, b - (b - a) * 0.05), at(x, y + 4, a + (b - a) * 0.7)], clear("#060b20", 0.5))
    pen.polygon([at(x, -420, near), at(x, -420, far), at(side * 560, -420, far), at(side * 560, -420, near)],
        mix("#0b1230", "#2f7f92", deep))
    pen.polygon([at(x, -412, near), at(x, -412, far), at(x, -402, far), at(x, -402, near)],
        mix("#f0aa3f", "#fff0c4", deep))


def _trays(pen, at, depth):
    for z in depth[::-1]:
        deep = min(1, (z - 0.5) / 5)
        pen.polygon([at(-150, -548, z), at(150, -548, z), at(150, -548, z * 1.08), at(-150, -548, z * 1.08)],
            mix("#f3fff8", "#bff0e6", deep))
        for x in (-330, 330):
            pen.polygon([at(x - 60, -490, z), at(x + 60, -490, z), at(x + 60, -490, z * 1.05),
                at(x - 60, -490, z * 1.05)], mix("#e0a552", "#a9d8c8", deep))
    for x, tone in ((-370, "#c4553a"), (-345, "#f0aa3f"), (-320, "#1c9aa0"), (300, "#1c9aa0"),
        (330, "#f0aa3f"), (360, "#c4553a")):
        pen.polygon([at(x - 7, -496, 0.5), at(x + 7, -496, 0.5), at(x + 7, -496, 7), at(x - 7, -496, 7)],
            clear(tone, 0.85))


def _floor_shine(sheet, at):
    tiles = sheet.stencil()
    for step in range(16):
        z = 0.5 * 1.2**step
        tiles.polygon(ribbon([at(-420, 430, z), at(420, 430, z)], 3 / z))
    for x in (-210, 0, 210):
        tiles.polygon([at(x - 2, 430, 0.5), at(x + 2, 430, 0.5), at(x + 2, 430, 7), at(x - 2, 430, 7)])
    sheet.lay(tiles, "#06102c", 0.4)
    shine = sheet.stencil([at(-40, 430, 7), at(40, 430, 7), at(130, 430, 0.5), at(-130, 430, 0.5)])
    sheet.blur_in(shine, "#d9fff4", 16, 0.3)
    for side in (-1, 1):
        line = sheet.stencil([at(side * 400, 430, 7), at(side * 412, 430, 7), at(side * 412, 430, 0.5),
            at(side * 360, 430, 0.5)])
        sheet.blur_in(line, "#ffc46b", 8, 0.3)


def clinic(sheet):
    """A doctor listens to a boy's heart; his mother stands by."""
    sheet.sky([(0, "#e4ecd9"), (0.65, "#cfe0d0"), (1, "#b9d3c8")])
    sheet.lay(sheet.stencil(box(-20, 560, 1640, 820)), [(560, "#6fb0aa"), (820, "#4f938f")])
    sheet.lay(sheet.stencil(box(-20, 552, 1640, 564)), "#fbf6e8")
    floor = sheet.stencil(box(-20, 815, 1640, 1090))
    sheet.lay(floor, [(815, "#e9d3ac"), (1067, "#b98a66")])
    sheet.lay(sheet.stencil(box(-20, 806, 1640, 820)), "#fbf6e8")
    _clinic_window(sheet)
    beam = sheet.stencil([(150, 200), (520, 200), (1040, 1067), (560, 1067)])
    sheet.blur_in(beam, "#fffbe6", 24, 0.26)
    with sheet.detail(0, 100, 1600, 1067) as pen:
        _clinic_wall(pen)
        _examination_bed(pen)
        _boy(pen, 945, 700)
        stand(pen, 1150, 990, 590, LOOKS[6], facing=-1, reach=(22, -64))
        _doctor(pen, 672, 985)
    _clinic_plant(sheet)
    return sheet.finish(vignette=0.2)


def _clinic_window(sheet):
    frame = sheet.stencil(arch(330, 540, 400, 420, 0.12))
    sheet.lay(frame, "#fbf6e8", shadow=(5, 6, 14, 0.25))
    glass = sheet.stencil(arch(330, 526, 368, 390, 0.12))
    sheet.lay(glass, [(140, "#7fc0c4"), (420, "#e6ecc9"), (526, "#f6dca4")])
    hills = sheet.stencil([(146, 526), *((x, y) for x, y in ridge(sheet.rng, 146, 514, 470, 120, 3, 4, 6)),
        (514, 526)])
    sheet.lay(hills, [(360, "#a9a08a"), (526, "#e0b98c")])
    palm = Palm(sheet.rng, 430, 540, 270, -0.08, 0.36, 13, 18)
    sheet.lay(sheet.stencil(*palm.trunk, *palm.back, *palm.front), "#2f6b4b")
    sheet.lay(sheet.stencil(box(326, 130, 334, 528), box(146, 330, 514, 337), box(112, 528, 548, 546)),
        "#fbf6e8")


def _clinic_wall(pen):
    pen.polygon(rounded(690, 190, 860, 400, 10), "#fbf6e8")
    pen.polygon(rounded(700, 200, 850, 390, 6), "#f3dcae")
    heart = [(775, 352), *bow((775, 352), (728, 318), (722, 284), 10),
        *oval(748.5, 278, 27, 27, 16, 0.93 * pi, 1.92 * pi),
        *oval(801.5, 278, 27, 27, 16, 1.08 * pi, 2.07 * pi), *bow((828, 284), (822, 318), (775, 352), 10)]
    pen.polygon(heart, "#c4553a")
    pen.stroke([(712, 302), (752, 302), (764, 280), (778, 328), (790, 296), (800, 302), (838, 302)], 5,
        "#fbf6e8")
    pen.rect(1440, 180, 1486, 760, "#fbf6e8")
    for at in range(24):
        wide = 26 if at % 4 == 0 else 14
        pen.rect(1440, 200 + at * 23, 1440 + wide, 204 + at * 23, ("#c4553a", "#1c7583")[at % 2])
    pen.rect(1030, 210, 1330, 222, "#b9793f")
    for x, tone in ((1050, "#1c7583"), (1100, "#c4553a"), (1146, "#f0aa3f"), (1240, "#7f9f5a")):
        pen.polygon(rounded(x, 150, x + 36, 210, 6), tone)
        pen.rect(x + 6, 140, x + 30, 152, "#fbf6e8")
        pen.rect(x + 5, 172, x + 31, 192, "#fbf6e8")
    pen.polygon(rounded(1186, 174, 1226, 210, 4), "#fbf6e8")
    pen.rect(1203, 180, 1209, 204, "#c4553a")
    pen.rect(1194, 189, 1218, 195, "#c4553a")


def _examination_bed(pen):
    pen.polygon(oval(1010, 990, 310, 16), clear("#3b2a3a", 0.3))
    for x in (770, 1244):
        pen.rect(x, 770, x + 16, 985, "#d9dfd6")
        pen.rect(x - 14, 975, x + 30, 987, "#7f9a9a")
    pen.rect(770, 880, 1260, 892, "#c3cfc8")
    pen.polygon(rounded(730, 716, 1300, 784, 22), "#b5783a")
    pen.polygon(rounded(730, 716, 1300, 744, 14), "#e0a552")
    pen.polygon([(820, 714), (1060, 714), (1072, 800), (812, 800)], "#fbf6e8")
    pen.polygon([(1010, 714), (1060, 714), (1072, 800), (1020, 800)], clear("#1b3a4a", 0.12))


def _boy(pen, x, y):
    """A boy of eight on the edge of the bed, facing the doctor on the left."""
    body = Body(pen, x, y + 30, 400, -1)
    look = Look("#fbf3e1", "#1c7583", "#b67852", turban=False, beard=False)
    for shift in (-7, 7):
        body.limb([(shift, 16), (shift, 29)], 5.4, darker(look.skin, 0.1), 4.4)
        body.spot(shift + 1.5, 31, 5.4, 2.6, "#3b2531")
    body.soft([(-14, -14), (14, -14), (17, -6), (15, 8), (13.5, 21), (0, 23), (-13.5, 21), (-15, 8),
        (-17, -6)],
        darker(look.robe, 0.14), 6)
    body.limb(curve([(0, -4), (1, 8), (0, 22)]), 0.9, clear("#1b1230", 0.25), 1.6)
    body.soft([(-16.5, -7), (-12, -14), (12, -14), (16.5, -7), (10, -3), (0, -2), (-10, -3)],
        darker(look.robe, 0.05))
    body.limb(curve([(-9, -44), (-13, -28), (-4, -14)], steps=5), 7, darker(look.robe, 0.2), 6)
    body.soft([(-4, -50), (4, -50), (11, -46), (12, -28), (14, -10), (0, -6), (-14, -10), (-12, -28),
        (-11, -46)], look.robe)
    body.soft([(-4, -48), (-11, -45), (-12, -28), (-14, -10), (-4, -8), (-6, -30)], clear("#1b1230", 0.13))
    body.limb(curve([(9, -44), (13, -28), (6, -13)], steps=5), 7, darker(look.robe, 0.06), 6)
    body.spot(5, -12, 3, 2.6, look.skin)
    head(body, look, 0, -59)


def _doctor(pen, x, y):
    """A doctor on a stool, her stethoscope reaching to the child."""
    look = Look("#1c5a6e", "#2f8088", "#c98d66", woman=True, coat="#fbf7ec")
    pen.polygon(oval(x - 10, y + 2, 110, 11), clear("#3b2a3a", 0.3))
    pen.rect(x - 36, y - 150, x - 22, y - 14, "#8a9a98")
    pen.polygon(rounded(x - 100, y - 20, x + 40, y - 4, 8), "#5f7472")
    pen.polygon(rounded(x - 104, y - 176, x + 50, y - 146, 14), "#c4553a")
    sit(pen, x, y, 575, look, facing=1, reach=(37, -59))
    pen.stroke(curve([(x - 32, y - 352), (x - 24, y - 272), (x + 30, y - 246), (x + 90, y - 300),
        (x + 150, y - 282),
        (x + 212, y - 340), (x + 240, y - 352)]), 5, "#1b2440")
    pen.stroke(curve([(x + 36, y - 350), (x + 34, y - 290), (x + 30, y - 246)]), 5, "#1b2440")
    pen.ellipse(x + 244, y - 354, 15, 15, "#1b2440")
    pen.ellipse(x + 244, y - 354, 9, 9, "#c9d6d2")


def _clinic_plant(sheet):
    rng = sheet.rng
    leaves = sheet.stencil()
    for at in range(15):
        turn = -pi * 0.94 + at * pi * 0.88 / 14
        tip = (90 + 130 * cos(turn) * rng.uniform(0.8, 1.1), 800 + 200 * sin(turn) * rng.uniform(0.8, 1.1))
        leaves.polygon(ribbon(bow((90, 850), (90 + (tip[0] - 90) * 0.3, tip[1] + 10), tip, 10), 26, 2))
    sheet.lay(leaves, "#2f6b4b", shadow=(6, 6, 8, 0.25))
    sheet.shade(leaves, "#a9bf6c", (0, 900), (0, 600), 0.5)
    with sheet.detail(0, 830, 220, 1067) as pen:
        pen.polygon([(24, 850), (156, 850), (138, 1000), (42, 1000)], "#c4553a")
        pen.polygon([(100, 850), (156, 850), (138, 1000), (104, 1000)], clear("#1b1230", 0.18))
        pen.polygon(rounded(16, 838, 164, 864, 8), "#de7a56")


def market(sheet):
    """The brass scales of a fruit seller, dates in the balance."""
    sheet.sky([(0, "#f6dca4"), (0.6, "#e9b97c"), (1, "#8d5140")])
    sheet.glow(800, 400, 900, "#fff3cf", 0.75, 1.7)
    with sheet.detail(0, 200, 1600, 760) as pen:
        for at in range(6):
            pen.polygon(arch(130 + at * 272, 760, 210, 420, 0.25), clear("#8d4a34", 0.35))
            pen.polygon(arch(130 + at * 272, 760, 176, 390, 0.25), clear("#5b2a34", 0.3))
        pen.rect(0, 756, 1600, 764, clear("#8d4a34", 0.35))
    sheet.haze(250, 900, "#f0c07a", 0.3)
    with sheet.detail(80, 300, 1600, 900) as pen:
        stand(pen, 245, 985, 640, LOOKS[3], facing=1, reach=(26, -58))
        stand(pen, 1490, 955, 570, LOOKS[1], facing=-1)
        stand(pen, 1350, 960, 570, LOOKS[2], facing=-1, reach=(20, -54))
    _counter(sheet)
    _balance(sheet)
    _awning(sheet)
    return sheet.finish(vignette=0.26)


def _awning(sheet):
    with sheet.detail(0, 0, 1600, 420) as pen:
        for x, drop in ((92, 290), (1236, 280)):
            _hanging_fruit(pen, x, drop)
    cloths = (sheet.stencil(), sheet.stencil())
    for at in range(18):
        x = -40 + at * 98
        edge = oval(x + 49, 150, 49, 40, 16, 0, pi)
        cloths[at % 2].polygon([(x + 20, -10), (x + 118, -10), (x + 98, 150), *edge, (x, 150)])
    for cloth, tone in zip(cloths, ("#c4553a", "#fbf0dc"), strict=True):
        sheet.lay(cloth, [(0, darker(tone, 0.25)), (150, tone), (190, darker(tone, 0.12))],
            shadow=(0, 12, 16, 0.35))


def _hanging_fruit(pen, x, drop):
    pen.stroke([(x, 100), (x, drop)], 3, "#4d2a2b")
    for at in range(22):
        px, py = x + ((at * 37) % 60 - 30), drop + (at * 23) % 90
        pen.stroke(bow((x, drop - 6), (px * 0.5 + x * 0.5 + 8, drop + 12), (px, py), 6), 2, "#5b7a3a")
        pen.ellipse(px, py + 6, 12, 14, mix("#f3c64a", "#d9822e", (at % 5) / 6))


def _balance(sheet):
    """The scales: pillar, beam, two pans on chains."""
    x, foot = 800, 836
    brass, deep = "#e3ae55", "#9a6230"
    cast = sheet.stencil(rounded(x - 130, foot - 16, x + 150, foot + 14, 12))
    sheet.blur_in(cast, "#2b1020", 10, 0.5)
    with sheet.detail(380, 250, 1220, 900) as pen:
        pen.polygon([(x - 120, foot), (x + 120, foot), (x + 84, foot - 34), (x - 84, foot - 34)], deep)
        pen.polygon(rounded(x - 88, foot - 52, x + 88, foot - 30, 8), brass)
        pen.polygon(curve([(x - 26, foot - 48), (x - 14, foot - 140), (x - 22, foot - 230),
            (x - 10, foot - 330), (x - 8, foot - 500)]) + curve(
            [(x + 8, foot - 500), (x + 10, foot - 330), (x + 22, foot - 230), (x + 14, foot - 140),
            (x + 26, foot - 48)]), brass)
        pen.polygon([(x + 3, foot - 500), (x + 8, foot - 500), (x + 10, foot - 330), (x + 22, foot - 230),
            (x + 14, foot - 140), (x + 26, foot - 48), (x + 6, foot - 48)], clear("#4d2010", 0.28))
        tilt = 0.045
        ends = [(x - 300 * cos(tilt), foot - 486 + 300 * sin(tilt)),
            (x + 300 * cos(tilt), foot - 486 - 300 * sin(tilt))]
        for end in ends:
            pen.stroke(curve([(x, foot - 510), ((x + end[0]) / 2, (foot - 486 + end[1]) / 2 - 20), end]), 26,
                brass, 10)
            pen.stroke(curve([(x, foot - 502), ((x + end[0]) / 2, (foot - 486 + end[1]) / 2 - 12), end]), 7,
                clear("#4d2010", 0.3), 3)
        pen.ellipse(x, foot - 505, 30, 30, brass)
        pen.ellipse(x, foot - 505, 17, 17, "#c4553a")
        pen.polygon([(x - 6, foot - 534), (x + 6, foot - 534), (x, foot - 580)], deep)
        for end, load in zip(ends, (_dates, _weights), strict=True):
            _pan(pen, sheet.rng, end, load, brass, deep)


def _pan(pen, rng, end, load, brass, deep):
    x, y = end
    rim = y + 270
    for side in (-122, 122, -30):
        pen.stroke([(x, y), (x + side, rim)], 3, deep)
    pen.ellipse(x, y, 11, 11, brass)
    load(pen, rng, x, rim)
    bowl = [(x - 130, rim), *bow((x - 130, rim), (x, rim + 124), (x + 130, rim), 24), (x + 130, rim)]
    pen.polygon(bowl, brass)
    pen.polygon([(x + 20, rim), (x + 130, rim), *bow((x + 130, rim), (x + 70, rim + 70), (x + 6, rim + 62),
        14)], clear("#4d2010", 0.25))
    pen.polygon(bow((x - 104, rim + 14), (x - 70, rim + 48), (x - 26, rim + 54), 10) + bow((x - 26, rim + 46),
        (x - 66, rim + 38), (x - 92, rim + 12), 10), clear("#fff3cf", 0.6))
    pen.polygon(rounded(x - 136, rim - 5, x + 136, rim + 7, 6), lighter(brass, 0.25))


def _dates(pen, rng, x, y):
    for _ in range(120):
        at = rng.uniform(-1, 1)
        py = y - (1 - at * at) * rng.uniform(0, 92)
        tone = mix("#7a3420", rng.choice(("#4d1f1c", "#c9722f", "#a9502a")), rng.uniform(0, 0.8))
        pen.ellipse(x + at * 112, py, 17, 10, tone)
        pen.ellipse(x + at * 112 - 5, py - 3, 5, 2.4, clear("#ffdca8", 0.45))


def _weights(pen, rng, x, y):
    for dx, size in ((-58, 0.9), (10, 1.25), (74, 0.75)):
        tone = "#5b4a58"
        pen.polygon([(x + dx - 34 * size, y + 4), (x + dx + 34 * size, y + 4),
            (x + dx + 28 * size, y - 62 * size), (x + dx - 28 * size, y - 62 * size)], tone)
        pen.polygon([(x + dx + 4, y + 4), (x + dx + 34 * size, y + 4), (x + dx + 28 * size, y - 62 * size),
            (x + dx + 4, y - 62 * size)], clear("#120a1c", 0.3))
        pen.polygon(rounded(x + dx - 14 * size, y - 82 * size, x + dx + 14 * size, y - 58 * size, 8),
            "#7a6674")
        pen.polygon([(x + dx - 24 * size, y - 50 * size), (x + dx - 14 * size, y - 50 * size),
            (x + dx - 18 * size, y - 4), (x + dx - 27 * size, y - 4)], clear("#fbf0dc", 0.3))


def _counter(sheet):
    """Crates of fruit along the front of the stall."""
    rng = sheet.rng
    board = sheet.stencil(box(-20, 800, 1640, 1090))
    sheet.lay(board, [(800, "#b9794f"), (1067, "#4d2a35")], shadow=(0, -6, 16, 0.35))
    crates = ((30, "lime"), (345, "pomegranate"), (660, "date"), (975, "orange"), (1290, "mango"))
    with sheet.detail(0, 760, 1600, 1067) as pen:
        for x, fruit in crates:
            _crate(pen, rng, x, 296, fruit)
        pen.rect(0, 806, 1600, 838, "#e9c08a")
        pen.rect(0, 832, 1600, 842, "#8a5236")


def _crate(pen, rng, x, wide, fruit):
    tones = {"lime": ("#7f9f3f", "#a9bf5a", "#5f8a3a"), "pomegranate": ("#b5402f", "#8d2a34", "#d9644a"),
        "date": ("#7a3420", "#5a2418", "#a9602f"), "orange": ("#f0982f", "#e07f2a",
        "#f6b44a"), "mango": ("#f3cb52", "#e9a83f", "#f0bf6a")}[fruit]
    size = {"lime": 24, "pomegranate": 36, "date": 16, "orange": 31, "mango": 34}[fruit]
    rows = int(130 / size) + 1
    for row in range(rows):
        count = int(wide / (size * 1.55))
        for at in range(count + 1):
            px = x + wide * (at + 0.5 * (row % 2)) / count + rng.uniform(-3, 3)
            py = 862 + row * size * 0.95
            if not x + size * 0.6 < px < x + wide - size * 0.6:
                continue
            tone = rng.choice(tones)
            pen.ellipse(px, py, size, size * (0.62 if fruit == "date" else 0.94), tone)
            pen.ellipse(px + size * 0.2, py + size * 0.22, size * 0.7, size * 0.5, clear("#2b0f1c", 0.14))
            pen.ellipse(px - size * 0.34, py - size * 0.34, size * 0.26, size * 0.18, clear("#fff6dc", 0.5))
            if fruit == "pomegranate":
                for spike in range(5):
                    turn = -pi / 2 + (spike - 2) * 0.42
                    pen.stroke([(px, py - size * 0.8), (px + 15 * cos(turn),
                        py - size * 0.84 + 15 * sin(turn))], 5, darker(tone, 0.25), 1)
            elif fruit in ("orange", "mango"):
                pen.polygon(placed(curve([(0, 0), (12, -9), (26, -4), (12, 4)], closed=True), px,
                    py - size * 0.8), "#3f7a4c")
    pen.rect(x - 8, 968, x + wide + 8, 1067, "#a9683f")
    for y in (974, 1010, 1046):
        pen.rect(x - 8, y, x + wide + 8, y + 28, "#c98a54")
        pen.rect(x - 8, y, x + wide + 8, y + 4, "#e3b078")
    for side in (x - 8, x + wide - 14):
        pen.rect(side, 960, side + 22, 1067, "#8a5236")
    pen.rect(x + wide * 0.5, 960, x + wide + 8, 1067, clear("#2b0f24", 0.14))


SCENES = {"servers": servers, "clinic": clinic, "market": market}
