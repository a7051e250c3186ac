"""A wadi in flood, and the desert road."""

from math import sin

from .land import billows, clouds, mountains, sun
from .palette import clear, darker
from .plants import Palm, plant, shrubs
from .shapes import bow, box, curve, down_to, oval, placed, ribbon, ridge, rolling, rounded


def wadi(sheet):
    """Rain over the gorge: the wadi comes down between its cliffs."""
    rng = sheet.rng
    sheet.sky([(0, "#25354f"), (0.4, "#4b6377"), (0.75, "#8fa29b"), (1, "#d9cfae")], 0, 640)
    billows(sheet, [(300, 190, 620, 150), (1250, 170, 720, 170), (760, 110, 600, 120)], "#7b8b96", "#2b3852",
        0.95)
    billows(sheet, [(640, 40, 900, 110), (1450, 60, 500, 110)], "#56677b", "#1d2740", 0.95)
    sheet.glow(830, 480, 420, "#fbe9bd", 0.7, 1.8)
    mountains(sheet, ridge(rng, 400, 1240, 560, 220, 3), 700, "#7d8f92", "#cdbf9d", "#46586a", 0.45, 1)
    sheet.haze(420, 700, "#d9cfae", 0.5)
    sheet.lay(sheet.stencil(box(400, 640, 1240, 1080)), [(640, "#d9cfae"), (760, "#4b3345")])
    _cliff(sheet, [(-20, 150), (150, 180), (250, 260), (380, 300), (440, 420), (560, 470), (600, 560),
        (690, 640), (640, 760), (560, 860)], False)
    _cliff(sheet, [(1640, 100), (1480, 150), (1400, 250), (1260, 290), (1190, 400), (1090, 440), (1040, 560),
        (950, 630), (1000, 760), (1080, 860)], True)
    _torrent(sheet)
    _wadi_banks(sheet)
    _rain(sheet)
    return sheet.finish()


def _cliff(sheet, edge, right):
    rng = sheet.rng
    line = curve(edge, steps=6)
    line = [(x + rng.uniform(-9, 9), y + rng.uniform(-9, 9)) for x, y in line]
    side = 1660 if right else -40
    body = sheet.stencil([*line, (line[-1][0], 1080), (side, 1080), (side, edge[0][1])])
    sheet.lay(body, [(150, "#b5835f"), (520, "#7f4f48"), (900, "#3f2a44")], shadow=(0, 0, 26, 0.4))
    strata = sheet.stencil()
    for at in range(30):
        y = 150 + at * 27 + rng.uniform(-8, 8)
        ends = [x for x, ly in line if abs(ly - y) < 40]
        reach = (min(ends) if right else max(ends)) if ends else line[-1][0]
        stop = reach + rng.uniform(20, 120) * (1 if right else -1)
        low, high = sorted((stop, side))
        band = [(low + (high - low) * t / 14, y + rng.uniform(-4,
            4) + (12 if right else -12) * t / 14) for t in range(15)]
        strata.polygon(ribbon(band, rng.uniform(2, 9), rng.uniform(2, 6)))
    sheet.lay(strata.within(body), "#3a2340", 0.3)
    near, far = (1500, 900) if right else (100, 700)
    sheet.shade(body, "#271a38", (far, 0), (near, 0), 0.65)
    sheet.shade(body, "#f3cf95", (near - (120 if right else -120), 0), (far, -60), 0.4)
    _falls(sheet, right)


def _falls(sheet, right):
    x, top, foot = (1245, 300, 700) if right else (405, 330, 705)
    fall = sheet.stencil(ribbon(curve([(x, top), (x - 6, top + 120), (x + 4, foot - 90), (x - 4, foot)]), 16,
        40))
    sheet.lay(fall, [(top, "#e6eadb"), (foot, "#b9c9c4")], 0.9)
    rng = sheet.rng
    streaks = sheet.stencil(*(ribbon([(x + rng.uniform(-9, 9), y),
        (x + rng.uniform(-15, 15), y + rng.uniform(30, 90))], 2, 1) for y in range(top + 20, foot - 80, 12)))
    sheet.lay(streaks, "#6d8890", 0.6)
    sheet.glow(x, foot, 110, "#e9ecdd", 0.75, 1.6, 0.5)


def _torrent(sheet):
    left = curve([(735, 628), (690, 690), (650, 760), (520, 850), (320, 960), (200, 1090)])
    right = curve([(905, 628), (950, 690), (990, 760), (1110, 850), (1250, 960), (1380, 1090)])
    river = sheet.stencil(left + right[::-1])
    sheet.lay(river, [(640, "#d9d3b4"), (740, "#8fb0a4"), (880, "#3f8a8f"), (1067, "#1f6475")])
    rng = sheet.rng
    light, dark = sheet.stencil(), sheet.stencil()
    for _ in range(260):
        at = rng.randrange(4, len(left) - 12)
        share = rng.uniform(0.06, 0.94)
        size = 0.4 + at / len(left) * 2.2
        run = [(lx + (rx - lx) * share + rng.uniform(-4, 4), ly + (ry - ly) * share) for (lx, ly),
            (rx, ry) in zip(left[at : at + 9], right[at : at + 9], strict=True)]
        (light if rng.random() < 0.62 else dark).polygon(ribbon(run, 2.4 * size, 0.6))
    sheet.lay(dark, "#134a5e", 0.6)
    sheet.lay(light, "#f2f4e2", 0.7)


def _wadi_banks(sheet):
    rng = sheet.rng
    left = sheet.stencil(down_to(curve([(-20, 780), (180, 790), (420, 830), (470, 880), (330, 960),
        (200, 1080)]), 1090))
    right = sheet.stencil([*curve([(1640, 770), (1420, 790), (1180, 830), (1140, 880), (1250, 960),
        (1400, 1090)]), (1640, 1090)])
    for bank in (left, right):
        sheet.lay(bank, [(770, "#8d6a55"), (1067, "#3a2438")], shadow=(0, 2, 12, 0.3))
        sheet.shade(bank, "#d9b98a", (0, 930), (0, 770), 0.5)
    trees = [Palm(rng, x, y, tall, lean, 0.46, 12, 20) for x, y, tall,
        lean in ((90, 850, 330, 0.08), (220, 840, 240, -0.05), (330, 870, 270, 0.1), (1330, 850, 290, -0.1),
        (1450, 870, 350, -0.04), (1560, 850, 260, 0.04))]
    plant(sheet, trees, "#2b5f4a", "#47303a", light="#7f9f5a")
    shrubs(sheet, [(30, 900, 150, 80), (410, 870, 110, 60), (1200, 862, 120, 60), (1580, 905, 150, 84),
        (180, 910, 120, 60)], "#2b5744", "#8ca35a")
    spots = ((470, 900, 62), (380, 960, 84), (255, 1040, 110), (1150, 905, 66), (1270, 985, 90),
        (1390, 1060, 120), (760, 800, 30), (690, 905, 40), (900, 985, 60), (620, 1070, 56))
    for x, y, size in spots:
        _boulder(sheet, x, y, size)


def _boulder(sheet, x, y, size):
    """A faceted rock with foam at its foot."""
    rng = sheet.rng
    points = [(-1, 0.12), (-0.86, -0.36), (-0.42, -0.7), (0.18, -0.78), (0.7, -0.42), (1, 0.06), (0.8, 0.2),
        (-0.8, 0.22)]
    rough = [(px * rng.uniform(0.86, 1.1), py * rng.uniform(0.85, 1.15)) for px, py in points]
    ridge_top = (rng.uniform(-0.1, 0.25), -0.26)
    sheet.blur_in(sheet.stencil(oval(x, y + size * 0.2, size * 1.15, size * 0.2)), "#e9ecdd", 4, 0.55)
    body = sheet.stencil(placed(rough, x, y, size))
    sheet.lay(body, "#4a3044")
    sheet.lay(sheet.stencil(placed([*rough[1:4], ridge_top, rough[0]], x, y, size)), "#7d5a58")
    sheet.lay(sheet.stencil(placed([rough[2], rough[3], rough[4], ridge_top], x, y, size)), "#b3917a")
    sheet.shade(body, "#241733", (0, y - size * 0.4), (0, y + size * 0.3), 0.6)


def _rain(sheet):
    rng = sheet.rng
    drops = sheet.stencil()
    for _ in range(420):
        x, y, long = rng.uniform(-60, 1660), rng.uniform(-40, 1060), rng.uniform(24, 80)
        drops.polygon(ribbon([(x, y), (x - long * 0.22, y + long)], 0.6, 2.0))
    sheet.lay(drops, "#e9efe6", 0.32)


def desertroad(sheet):
    """The long road south at sundown."""
    rng, line = sheet.rng, 610
    sheet.sky([(0, "#2a2b63"), (0.3, "#6b4a80"), (0.55, "#d77d72"), (0.8, "#f8b671"), (1, "#fde0a0")], 0,
        line)
    sun(sheet, 960, 540, 120, "#fff0c4", "#ffc27a", 0.85)
    clouds(sheet, [(330, 210, 760), (1200, 150, 820), (820, 320, 620), (120, 380, 420), (1480, 330, 380)],
        "#ffc9a0", 0.55)
    mountains(sheet, ridge(rng, -20, 1640, 600, 130, 6), line + 20, "#a86a7c", "#f0ac80", "#6d3f68", 0.5, 1)
    sheet.haze(480, line + 10, "#fbc98c", 0.5)
    plain = sheet.stencil(box(-20, line, 1640, 1090))
    sheet.lay(plain, [(line, "#f1b47b"), (720, "#c67d58"), (1067, "#6d3742")])
    for base, tall, tone in ((660, 26, "#d68f62"), (740, 34, "#b3694e"), (860, 46, "#8d4a44")):
        swell = sheet.stencil(down_to(rolling(rng, -20, 1640, base, tall, 3), 1090))
        sheet.lay(swell, [(base - tall, tone), (base + 200, darker(tone, 0.3))])
        sheet.shade(swell, "#ffd08c", (0, base + 60), (0, base - tall), 0.5)
    _road(sheet, line)
    _poles(sheet, line)
    _verge(sheet)
    with sheet.detail(860, 600, 1010, 760) as pen:
        _pickup(pen, 934, 722, 0.6)
    for dx in (-21, 21):
        sheet.glow(934 + dx, 704, 74, "#fff3c4", 0.85, 2.2)
    return sheet.finish()


def _road(sheet, line):
    def at(share, side):
        """A point on the road: share 0 on the horizon, 1 at the reader; side -1 to 1 across it."""
        y = line + 470 * share
        bend = 960 - 150 * share**1.4 + 46 * sin(share * 3.2) * (1 - share)
        return (bend + side * (5 + 520 * share**1.25), y)

    steps = [(t / 40) ** 1.4 for t in range(41)]
    sheet.lay(sheet.stencil([at(s, -1.12) for s in steps] + [at(s, 1.12) for s in steps[::-1]]),
        [(line, "#f0b982"), (1067, "#8d5348")])
    tar = sheet.stencil([at(s, -1) for s in steps] + [at(s, 1) for s in steps[::-1]])
    sheet.lay(tar, [(line, "#d79a86"), (690, "#6b4a60"), (1067, "#2b2244")])
    sheet.shade(tar, "#f7b27c", (0, 900), (0, 610), 0.5)
    marks = sheet.stencil(*([at(s, side - 0.018) for s in steps] + [
        at(s, side + 0.018) for s in steps[::-1]] for side in (-0.9, 0.9)))
    dash = 0.012
    while dash < 1.1:
        end = dash * 1.32 + 0.004
        marks.polygon([at(dash, -0.022), at(dash, 0.022), at(end, 0.022), at(end, -0.022)])
        dash = end * 1.25 + 0.004
    sheet.lay(marks, "#fbe6b8", 0.9)


def _poles(sheet, line):
    with sheet.detail() as pen:
        before = None
        for at in range(9):
            share = 0.72**at
            x, foot = 1000 + 520 * share, line + 8 + 330 * share
            tall = 470 * share
            pen.stroke([(x, foot), (x, foot - tall)], max(1.2, 10 * share), "#33203f")
            for arm in (0.06, 0.14):
                pen.stroke([(x - 46 * share, foot - tall * (1 - arm)),
                    (x + 46 * share, foot - tall * (1 - arm))], max(1, 6 * share), "#33203f")
            tips = [(x + side * 44 * share, foot - tall * (1 - arm)) for side in (-1, 1) for arm in (0.06,
                0.14)]
            for one, other in zip(before or [], tips, strict=False):
                sag = (one[0] - other[0]) * 0.12
                pen.stroke(bow(one, ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2 + sag), other),
                    max(0.7, 1.8 * share), "#33203f")
            before = tips


def _verge(sheet):
    rng = sheet.rng
    tufts = sheet.stencil()
    for _ in range(90):
        near = rng.random()
        y = 660 + 400 * near
        x = rng.uniform(-20, 1620)
        if abs(x - 880) < 100 + 620 * near:
            continue
        for blade in range(7):
            tip = (x + (blade - 3) * 7 * (0.3 + near), y - (12 + 26 * near) * rng.uniform(0.6, 1.1))
            tufts.polygon(ribbon([(x, y), tip], 3 * near + 0.8, 0.4))
    sheet.lay(tufts, "#4d2a3c", 0.85)


def _pickup(pen, x, y, size):
    def at(points):
        return placed(points, x, y, size)

    pen.polygon(at(oval(0, 0, 62, 8)), clear("#1b1030", 0.5))
    for side in (-42, 26):
        pen.polygon(at(rounded(side, -16, side + 16, 2, 4)), "#15162c")
    pen.polygon(at(rounded(-48, -52, 48, -8, 10)), "#f3e4c6")
    pen.polygon(at([(-40, -50), (-31, -84), (31, -84), (40, -50)]), "#e6d3b4")
    pen.polygon(at([(-33, -53), (-27, -78), (27, -78), (33, -53)]), "#3b3a5c")
    pen.polygon(at([(-33, -53), (-27, -78), (-2, -78), (-14, -53)]), "#7a6a86")
    pen.polygon(at(rounded(-20, -40, 20, -20, 4)), "#3b2c44")
    for side in (-36, 36):
        pen.polygon(at(oval(side, -31, 8, 8)), "#fff6cf")
    pen.polygon(at(box(-50, -17, 50, -11)), "#8d7a78")


SCENES = {"wadi": wadi, "desertroad": desertroad}
