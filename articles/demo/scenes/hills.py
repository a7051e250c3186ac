"""Amman's hills, and runners on the coast road."""

from math import pi, sin

from .athletes import RUNNING, Kit, athlete
from .houses import domed_hall
from .land import birds, clouds, glints, mountains, ripples, sun
from .palette import clear, lighter, mix
from .people import LOOKS, stand
from .plants import Palm, cypress, plant
from .shapes import box, curve, down_to, oval, placed, ridge, rounded

STONE = ("#f3e3c6", "#ecd3b0", "#f7ecd8", "#e6c8a4", "#efd9bd", "#e3bfa0")


def hillcity(sheet):
    """White stone houses climb the hills of Amman at sundown; columns on the citadel."""
    rng = sheet.rng
    sheet.sky([(0, "#2f4f86"), (0.3, "#8a86a8"), (0.55, "#f0ac94"), (0.8, "#fbd39a")], 0, 620)
    sun(sheet, 400, 330, 74, "#fff2d2", "#ffc588", 0.85)
    clouds(sheet, [(860, 120, 720), (1380, 210, 520), (200, 180, 480), (640, 270, 420)], "#ffd9b4", 0.55)
    layers = (
        (curve([(-20, 470), (260, 430), (620, 470), (1000, 440), (1640, 480)]), 20, 0.62, 3),
        (curve([(-20, 520), (300, 560), (640, 520), (1000, 400), (1240, 372), (1460, 400), (1640, 450)]), 30,
            0.36, 13),
        (curve([(-20, 520), (200, 500), (460, 560), (760, 680), (1040, 720), (1640, 640)]), 44, 0.18, 7),
        (curve([(-20, 760), (320, 800), (700, 880), (1050, 880), (1300, 800), (1640, 700)]), 70, 0.04, 4),
    )
    for at, (skyline, size, dim, rows) in enumerate(layers):
        _hill(sheet, skyline, size, dim, rows)
        if at == 1:
            _citadel(sheet)
        if at < 3:
            sheet.haze(skyline[0][1] - 60, 900, "#f3b48c", 0.28)
    trees = sheet.stencil(*(cypress(rng, x, y, tall) for x, y,
        tall in ((60, 800, 150), (92, 812, 120), (690, 905, 120), (718, 912, 150), (1180, 880, 130),
        (1330, 820, 170), (1368, 824, 130), (470, 590, 70), (492, 594, 56), (900, 720, 80))))
    sheet.lay(trees, "#2b4a44", shadow=(5, 2, 4, 0.3))
    sheet.shade(trees, "#8a9a5a", (1600, 0), (-300, 0), 0.3)
    birds(sheet, [(620, 330, 34), (670, 352, 28), (580, 360, 24), (1040, 250, 30), (720, 310, 20)], "#4a2f4e")
    _rooftop(sheet)
    return sheet.finish()


def _hill(sheet, skyline, size, dim, rows):
    """Houses stacked in rows under a skyline, back row first; `dim` mixes them into the evening air."""
    rng = sheet.rng
    body = sheet.stencil(down_to(skyline, 1090))
    sheet.lay(body, [(min(y for _, y in skyline), mix("#b98a72", "#e9a98e", dim)),
        (1067, mix("#5b3a4e", "#b97a74", dim))], shadow=(0, -4, 16, 0.2))
    with sheet.detail(0, 0, 1600, 1067) as pen:
        for row in range(rows):
            x = -size * rng.random()
            while x < 1620:
                width, tall = size * rng.uniform(0.9, 1.7), size * rng.uniform(0.8, 1.75)
                y = min(skyline, key=lambda point, x=x: abs(point[0] - x - size / 2))[1]
                foot = y + size * (0.45 + row * 0.92) + rng.uniform(-0.2, 0.2) * size
                if rng.random() > 0.06:
                    _cube(pen, rng, x, foot, width, tall, dim)
                x += width * rng.uniform(0.9, 1.12)


def _cube(pen, rng, x, foot, width, tall, dim):
    air = "#e7a28a"
    wall = mix(mix(rng.choice(STONE), "#d98f6a", rng.uniform(0, 0.22)), air, dim)
    side = mix(mix(wall, "#5a3a66", 0.42), air, dim * 0.5)
    split = x + width * rng.uniform(0.5, 0.66)
    pen.rect(x, foot - tall, split, foot + width * 0.5, wall)
    pen.rect(split, foot - tall, x + width, foot + width * 0.5, side)
    lip = max(1.2, width * 0.035)
    pen.rect(x - lip * 0.5, foot - tall - lip, x + width + lip * 0.5, foot - tall + lip * 0.4,
        lighter(wall, 0.3))
    step = max(7, width * 0.24)
    pane = step * 0.4
    rows = max(1, int(tall / (step * 1.35)))
    for row in range(rows):
        cy = foot - tall + step * 0.55 + row * step * 1.35
        cx = x + step * 0.35
        while cx + pane < x + width - 2:
            on = rng.random()
            glass = mix("#ffd27c", "#ff9d4d", rng.random() * 0.5) if on < 0.24 else mix("#4a3a5e", air,
                dim * 0.8)
            if not split - pane - 2 < cx < split + 1:
                pen.rect(cx, cy, cx + pane, cy + step * 0.62, glass if on < 0.9 else wall)
            cx += step * 0.86
    if width > 34 and rng.random() < 0.5:
        tank = x + width * rng.uniform(0.1, 0.6)
        pen.polygon(rounded(tank, foot - tall - width * 0.17, tank + width * 0.2, foot - tall - 1, 3),
            mix("#8a7a92", air, dim))
    elif rng.random() < 0.3:
        mast = x + width * 0.3
        pen.rect(mast, foot - tall - width * 0.3, mast + max(1, width * 0.02), foot - tall,
            mix("#4a3a5e", air, dim))


def _citadel(sheet):
    with sheet.detail(960, 230, 1420, 430) as pen:
        wall, dark = "#e6b592", "#b07a78"
        pen.polygon([(1010, 420), (1050, 384), (1420, 384), (1440, 420)], dark)
        for at, x in enumerate((1090, 1122, 1154, 1214, 1246)):
            tall = (104, 104, 104, 78, 52)[at]
            pen.rect(x, 386 - tall, x + 9, 386, wall)
            pen.rect(x + 6, 386 - tall, x + 9, 386, dark)
            pen.rect(x - 3, 386 - tall - 6, x + 12, 386 - tall, lighter(wall, 0.25))
            pen.rect(x - 3, 381, x + 12, 387, lighter(wall, 0.2))
        pen.rect(1084, 268, 1170, 277, lighter(wall, 0.15))
        pen.rect(1084, 274, 1170, 278, dark)
        domed_hall(pen, 1346, 388, 96, 74, wall, "#8a86a0", "#ffd98a", "#7a5a72")


def _rooftop(sheet):
    """The roof we look from: parapet, a trellis of jasmine, two people and their tea."""
    edge = curve([(-20, 985), (500, 975), (1100, 985), (1640, 965)])
    roof = sheet.stencil(down_to(edge, 1090))
    sheet.lay(roof, [(965, "#7d5566"), (1067, "#35264a")], shadow=(0, -8, 18, 0.4))
    with sheet.detail(0, 640, 1600, 1067) as pen:
        for x in range(-20, 1640, 74):
            pen.rect(x, 950, x + 58, 1000, "#8d6474")
            pen.rect(x + 40, 950, x + 58, 1000, clear("#1b1230", 0.25))
        pen.rect(-20, 938, 1640, 954, "#d9a391")
        pen.rect(-20, 950, 1640, 956, clear("#1b1230", 0.3))
        stand(pen, 1395, 1092, 330, LOOKS[8], facing=-1, reach=(19, -58), back=True)
        stand(pen, 1500, 1096, 345, LOOKS[5], facing=-1, back=True)
        for x, size in ((110, 1.0), (215, 0.8), (300, 0.9)):
            pen.polygon(placed([(-34, -52), (-26, 0), (26, 0), (34, -52)], x, 940, size), "#b9583f")
            pen.polygon(placed(rounded(-38, -60, 38, -48, 4), x, 940, size), "#d9745a")
            for leaf in range(14):
                angle = -pi * 0.92 + leaf * pi * 0.84 / 13
                tip = (x + size * 92 * (leaf / 6.5 - 1) * 0.8, 885 - size * (
                    50 + 60 * sin(leaf * 1.3) ** 2) * abs(sin(angle)) - 8)
                pen.stroke(curve([(x, 940 - 54 * size), ((x + tip[0]) / 2, tip[1] + 8), tip]), 8 * size,
                    mix("#24543f", "#6f9350", leaf % 3 / 3), 2)


def dawn(sheet):
    """Runners on the coast road as the sun comes out of the sea."""
    rng, line = sheet.rng, 560
    sheet.sky([(0, "#3f6f97"), (0.35, "#9fb3b8"), (0.6, "#f6c4a4"), (0.82, "#fbb08a"), (1, "#fdd9a0")], 0,
        line)
    sun(sheet, 470, 500, 92, "#fff3d2", "#ffc48c", 0.9)
    clouds(sheet, [(760, 170, 760), (260, 260, 560), (1240, 110, 520), (1010, 310, 420)], "#ffe0c0", 0.6)
    range_line = [(x, line - (line - y) * min(1, max(0, (x - 640) / 260))) for x,
        y in ridge(rng, 640, 1660, 540, 230, 3)]
    mountains(sheet, range_line, line + 30, "#8a86a0", "#f0b494", "#5b4f7c", 0.5, -1)
    sheet.haze(400, line, "#fbcba0", 0.45)
    sea = sheet.stencil(box(-20, line, 1640, 800))
    sheet.lay(sea, [(line, "#fbd0a0"), (620, "#9fb0a8"), (760, "#2f7f8f")])
    ripples(sheet, line + 6, 770, "#1d6478", 150, 0.35, -20, 1100)
    glints(sheet, 470, line + 3, 760, "#fff6d8", 0.5, 120, 0.9)
    _headland(sheet, line)
    _promenade(sheet)
    _runners(sheet)
    return sheet.finish()


def _headland(sheet, line):
    rng = sheet.rng
    land = sheet.stencil(down_to(curve([(640, 720), (720, 640), (810, line + 14), (950, line - 26),
        (1130, line - 50), (1330, line - 96), (1640, line - 150)]), 900))
    sheet.lay(land, [(430, "#c98f78"), (800, "#7d5566")], shadow=(-6, 0, 16, 0.2))
    sheet.shade(land, "#fbd3a0", (1500, 0), (760, 0), 0.5)
    with sheet.detail(1040, 330, 1600, 640) as pen:
        for at in range(13):
            x = 1050 + at * 44
            foot = line + 22 - at * 5
            _cube(pen, rng, x, foot, rng.uniform(40, 62), rng.uniform(34, 80), 0.2)
    palms = [Palm(rng, x, y, tall, lean, 0.44, 12, 18) for x, y, tall,
        lean in ((1150, 660, 200, -0.08), (1290, 680, 250, 0.05), (1430, 700, 300, -0.05),
        (1570, 720, 330, 0.04))]
    plant(sheet, palms, "#3a6a58", "#6d4a4c", light="#d9c27a")


def _promenade(sheet):
    edge = curve([(-20, 800), (300, 755), (700, 700), (1000, 660), (1250, 640), (1640, 640)])
    walk = sheet.stencil(down_to(edge, 1090))
    sheet.lay(walk, [(640, "#f3c9a0"), (800, "#b98a84"), (1067, "#4f4468")], shadow=(0, -8, 12, 0.25))
    sheet.shade(walk, "#ffe0b0", (1300, 1000), (200, 720), 0.4)
    tar = sheet.stencil(down_to(curve([(-20, 862), (300, 808), (700, 744), (1000, 696), (1250, 670),
        (1640, 664)]), 1090))
    sheet.lay(tar, [(664, "#c99a94"), (820, "#84698a"), (1067, "#3b3762")])
    with sheet.detail(0, 620, 1600, 1067) as pen:
        for shift, width in ((8, 5), (250, 4)):
            pen.stroke(curve([(-20, 862 + shift), (300, 808 + shift * 0.86), (700, 744 + shift * 0.62),
                (1000, 696 + shift * 0.4), (1250, 670 + shift * 0.24), (1640,
                664 + shift * 0.14)]), width + 3, "#fbe6c4", 1.5)
        rail = [(-20, 790), (300, 745), (700, 690), (1000, 650), (1250, 630)]
        for lift in (34, 18):
            pen.stroke(curve([(x, y - lift * (1 - x / 1900)) for x, y in rail]), 4, "#fbe6c4", 2)
        for x, y in curve(rail, steps=9):
            pen.stroke([(x, y + 8), (x, y - 40 * (1 - x / 1900))], 4.5, "#fbe6c4", 3)


def _runners(sheet):
    team = (
        (1180, 760, 150, 3, "#8d382d", "#f6ead2", "", ""),
        (1085, 782, 160, 1, "#f0aa3f", "#1d2150", "", "#24543f"),
        (1300, 774, 152, 0, "#1c7583", "#2b2448", "", ""),
        (900, 850, 215, 2, "#24543f", "#15162c", "", ""),
        (1010, 868, 220, 0, "#57305a", "#241d3f", "", "#c4553a"),
        (680, 935, 300, 1, "#f6ead2", "#c4553a", "", ""),
        (1250, 930, 290, 3, "#2f5d8a", "#f6ead2", "", ""),
        (430, 1010, 385, 0, "#c4553a", "#1d2150", "#f6ead2", ""),
        (880, 1030, 395, 3, "#1c7583", "#12304a", "", "#f0aa3f"),
        (1110, 1042, 400, 2, "#f0aa3f", "#24543f", "", ""),
    )
    skins = ("#a86c46", "#8a5638", "#b97a56", "#7a4a33")
    shadows = sheet.stencil()
    for x, foot, tall, *_ in team:
        shadows.polygon([(x - tall * 0.08, foot - 4), (x + tall * 0.06, foot - 4),
            (x + tall * 1.05, foot + tall * 0.2), (x + tall * 0.85, foot + tall * 0.24)])
        shadows.polygon(oval(x, foot - 2, tall * 0.2, tall * 0.025))
    sheet.blur_in(shadows, "#231a44", 4, 0.45)
    with sheet.detail() as pen:
        for at, (x, foot, tall, pose, shirt, shorts, socks, scarf) in enumerate(team):
            kit = Kit(shirt, shorts, skins[at % 4], socks, ("#f6ead2", "#241726", "#c4553a")[at % 3], scarf)
            athlete(pen, x, foot, tall, RUNNING[pose], kit, facing=-1)


SCENES = {"hillcity": hillcity, "dawn": dawn}
