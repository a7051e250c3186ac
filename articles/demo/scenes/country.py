"""Fort, mountain terraces, dunes, water channel, palm garden."""

from math import cos, pi, sin

from .houses import house, merlons, round_tower
from .land import birds, clouds, mountains, sun
from .palette import clear, darker, lighter, mix
from .people import LOOKS, Look, stand
from .plants import Palm, plant, shrubs
from .shapes import Wave, arch, bow, box, curve, down_to, oval, ribbon, ridge, rolling


def fort(sheet):
    """A round-towered fort above its palm grove, in the light of the morning."""
    rng = sheet.rng
    sheet.sky([(0, "#4f9aa3"), (0.35, "#a8cdbb"), (0.6, "#f6deb0"), (0.8, "#f8c98d")], 0, 760)
    sun(sheet, 330, 250, 58, "#fff6de", "#ffdc9a", 0.8)
    clouds(sheet, [(1180, 160, 700), (620, 90, 420), (1480, 280, 420), (120, 380, 460)], "#fff1d6", 0.6)
    mountains(sheet, ridge(rng, -20, 1640, 640, 300, 4), 780, "#9db0a5", "#f0cf9f", "#4e7d84", 0.4)
    sheet.haze(470, 780, "#f8d9a6", 0.6)
    mountains(sheet, ridge(rng, -20, 1640, 700, 210, 5), 800, "#a2796c", "#e3a977", "#5d3d52", 0.5)
    sheet.haze(560, 800, "#f3c48b", 0.5)
    _mound(sheet)
    _fort_walls(sheet)
    birds(sheet, [(560, 240, 36), (615, 270, 28), (505, 285, 24), (1300, 330, 30)], "#5b3a3a")
    _grove(sheet)
    return sheet.finish()


def _mound(sheet):
    hill = sheet.stencil(down_to(curve([(-20, 800), (200, 770), (420, 700), (760, 672), (1150, 672),
        (1420, 720), (1620, 770)]), 1080))
    sheet.lay(hill, [(660, "#e2a56c"), (1000, "#b06a45")], shadow=(0, -8, 20, 0.2))
    sheet.shade(hill, "#7a3b35", (0, 690), (0, 980), 0.6)


def _fort_walls(sheet):
    wall, shadow_wall = "#e6b982", "#c98f62"
    with sheet.detail(300, 200, 1600, 790) as pen:
        pen.polygon([(560, 700), (560, 520), (1330, 520), (1330, 700)], shadow_wall)
        merlons(pen, 560, 1330, 521, 20, 26, shadow_wall)
        pen.rect(1030, 430, 1240, 640, mix(wall, shadow_wall, 0.6))
        merlons(pen, 1030, 1240, 431, 18, 24, mix(wall, shadow_wall, 0.6))
        for x in (1075, 1135, 1195):
            pen.polygon(arch(x, 512, 26, 50, 0.25), "#4d2a2b")
        round_tower(pen, 830, 690, 420, 400, wall, "#5b2338")
        _tower_life(pen, 830, 690)
        pen.polygon([(430, 742), (436, 580), (640, 580), (646, 742)], wall)
        pen.polygon([(560, 742), (560, 580), (640, 580), (646, 742)], clear("#5b2338", 0.2))
        merlons(pen, 436, 640, 581, 20, 26, wall)
        round_tower(pen, 470, 748, 130, 230, lighter(wall, 0.1), "#5b2338")
        pen.polygon([(1000, 742), (1000, 612), (1500, 600), (1500, 752)], wall)
        pen.polygon([(1000, 742), (1000, 690), (1500, 690), (1500, 752)], clear("#5b2338", 0.12))
        merlons(pen, 1000, 1500, 610, 20, 26, wall)
        round_tower(pen, 1480, 760, 150, 250, wall, "#5b2338")
        _gate(pen, 1215, 744, lighter(wall, 0.12))
    cast = sheet.stencil([(1040, 690), (1130, 745), (1000, 745), (960, 700)],
        [(546, 742), (700, 760), (480, 765), (440, 742)])
    sheet.blur_in(cast, "#4a1f35", 12, 0.22)


def _tower_life(pen, x, base):
    """Loopholes, courses of stone and the flagstaff of the great tower."""
    for row, count, bend in ((262, 6, 10), (160, 7, 7)):
        for at in range(count):
            turn = (at / (count - 1) - 0.5) * 2.1
            cx, cy = x + 195 * sin(turn), base - row + bend * (1 - cos(turn)) * 2
            pen.rect(cx - 5 * cos(turn), cy, cx + 5 * cos(turn), cy + 22, clear("#4d1f30", 0.65))
    for at in range(70):
        turn = ((at * 97) % 200 / 100 - 1) * 1.3
        cx, cy = x + 200 * sin(turn), base - 20 - (at * 61) % 290
        pen.rect(cx, cy, cx + (10 + at % 9) * cos(turn), cy + 4, clear("#7a3b35", 0.16))
    pen.rect(x - 2, base - 500, x + 2, base - 400, "#5b3a3a")


def _gate(pen, x, base, wall):
    pen.rect(x - 75, base - 165, x + 75, base, wall)
    pen.rect(x + 30, base - 165, x + 75, base, clear("#5b2338", 0.15))
    merlons(pen, x - 75, x + 75, base - 164, 18, 24, wall)
    pen.polygon(arch(x, base, 78, 112, 0.25), darker(wall, 0.2))
    pen.polygon(arch(x, base, 62, 100, 0.25), "#5a3024")
    pen.rect(x - 1, base - 95, x + 1, base, "#2b1720")
    for row in range(4):
        for side in (-18, 18):
            pen.rect(x + side - 9, base - 24 - row * 20, x + side + 9, base - 12 - row * 20, "#7a4530")
    for at in range(3):
        pen.polygon(arch(x - 36 + at * 36, base - 130, 12, 20, 0.3), "#5b2338")


def _grove(sheet):
    rng = sheet.rng
    far = [Palm(rng, x, 832 + rng.uniform(-12, 12), rng.uniform(100, 150), rng.uniform(-0.08, 0.08), 0.46, 11,
        14) for x in [*range(-10, 1060, 74), 1330, 1400, 1480, 1560, 1630]]
    plant(sheet, far, "#4d7d5c", "#8a5a45")
    sheet.haze(700, 900, "#e9b37c", 0.35)
    ground = sheet.stencil(down_to(rolling(rng, -20, 1640, 872, 14, 3), 1080))
    sheet.lay(ground, [(850, "#7d9a4e"), (960, "#2f6b4b"), (1067, "#1d4a3c")])
    sheet.shade(ground, "#e6bb62", (0, 960), (0, 850), 0.6)
    _path(sheet)
    mid = [Palm(rng, x + rng.uniform(-20, 20), 945 + rng.uniform(-16, 16), rng.uniform(180, 240),
        rng.uniform(-0.1, 0.1), 0.46, 12, 20) for x in (20, 170, 330, 480, 640, 1430, 1560)]
    plant(sheet, mid, "#2f6b4b", "#6d4438", light="#9cbb62")
    front = sheet.stencil(down_to(curve([(-20, 960), (180, 985), (420, 1035), (700, 1062), (1100, 1060),
        (1350, 1025), (1640, 950)]), 1080))
    sheet.lay(front, [(960, "#1d4f3e"), (1067, "#123527")], shadow=(0, -6, 14, 0.3))
    near = [Palm(rng, x, 1090, tall, lean, 0.44, 11, 26, fruit=True) for x, tall,
        lean in ((20, 480, 0.08), (1585, 520, -0.08), (250, 320, -0.05))]
    plant(sheet, near, "#17483a", "#3b2531", light="#6f9c52", shadow=(8, 8, 12, 0.25))


def _path(sheet):
    left = curve([(1195, 742), (1180, 790), (1090, 850), (960, 930), (840, 1080)])
    right = curve([(1238, 742), (1240, 790), (1220, 850), (1180, 930), (1160, 1080)])
    way = sheet.stencil(left + right[::-1])
    sheet.lay(way, [(742, "#f3d09a"), (1067, "#d3955f")])
    sheet.shade(way, "#7a3b35", (1200, 0), (860, 60), 0.45)
    with sheet.detail(900, 780, 1300, 1060) as pen:
        stand(pen, 1085, 985, 138, LOOKS[0], facing=1, walk=0.6, back=True)
        stand(pen, 1020, 1000, 130, LOOKS[2], facing=1, walk=0.3, back=True)
        stand(pen, 1192, 842, 62, LOOKS[3], facing=-1, walk=0.5)


def terraces(sheet):
    """Stepped fields and a village on a mountain's shoulder, range behind range in the mist."""
    rng = sheet.rng
    sheet.sky([(0, "#2f7f92"), (0.3, "#86bdb6"), (0.55, "#f3e0b8"), (0.75, "#f6cfa0")], 0, 700)
    sheet.glow(1240, 300, 620, "#fff3d0", 0.8, 2)
    clouds(sheet, [(360, 120, 620), (980, 200, 560), (1450, 90, 420)], "#fff4dc", 0.55)
    tones = (("#9fc2b8", "#f1dfb8", 380, 210), ("#6fa3a1", "#cfd3ae", 450, 220),
        ("#3f7d83", "#93b498", 540, 230))
    for top, foot, base, tall in tones:
        mountains(sheet, ridge(rng, -20, 1640, base, tall, 4), base + 220, top, foot, darker(top, 0.3), 0.4,
            1)
        sheet.haze(base - 60, base + 220, "#f7e3b9", 0.5)
    _village(sheet)
    _steps(sheet)
    birds(sheet, [(820, 210, 40), (880, 240, 30), (760, 255, 26)], "#2b4a55")
    return sheet.finish()


def _village(sheet):
    rng = sheet.rng
    cliff = sheet.stencil(down_to(curve([(-20, 270), (120, 262), (300, 300), (430, 330), (560, 420),
        (680, 520), (820, 620), (980, 700)]), 1080))
    sheet.lay(cliff, [(260, "#b97a58"), (560, "#7d4b48"), (800, "#4d3348")], shadow=(10, 2, 22, 0.35))
    sheet.shade(cliff, "#f3c48b", (500, 560), (300, 280), 0.5)
    walls = ("#eccb9c", "#d9a877", "#e3b98a", "#c9926a", "#f1d9b0")
    with sheet.detail(0, 150, 760, 640) as pen:
        for row, (count, x0, y0, slope) in enumerate(((5, 20, 300, 8), (7, -10, 345, 14), (8, 20, 405, 16),
            (6, 200, 470, 22))):
            for at in range(count):
                x = x0 + at * 66 + rng.uniform(-8, 8)
                house(pen, rng, x, y0 + at * slope + 18, rng.uniform(56, 78), rng.uniform(52, 84),
                    mix(rng.choice(walls), "#7d4b48", 0.05 * row), 0.08, "#4d2a2b", style="plain")
    shrubs(sheet, [(40 + at * 83, 500 + at * 26 + rng.uniform(-8, 8), 70, 40) for at in range(9)], "#3f6b45",
        "#9db560")


def _steps(sheet):
    """Terraces as bands that follow one curve down the slope, each with its stone wall and its crop."""
    rng = sheet.rng
    wave = Wave(rng)
    crops = ("#8fae52", "#6f9a4c", "#b7b95c", "#4f8650", "#a4b45a", "#5f9350", "#c9bf66", "#3f7a4c",
        "#86a94f")
    for level in range(10):
        share = level / 9
        base = 560 + 52 * level + 6 * level * share

        def rim(x, base=base, level=level, share=share):
            fall = 150 * (1 - share * 0.6) * sin((x - 200) / 1600 * pi * 1.15)
            return base + 60 - fall * -0.35 - 130 * ((x - 500) / 1100) ** 2 * (1 - share * 0.7) + 13 * wave(
                x / 230 + level * 3.7, 2)

        edge = [(x, rim(x)) for x in range(-20, 1641, 10)]
        field = sheet.stencil(down_to(edge, 1100))
        crop = crops[level % len(crops)]
        sheet.lay(field, [(base, lighter(crop, 0.12)), (base + 90, darker(crop, 0.15))],
            shadow=(0, -5, 12, 0.28))
        wall = [(x, y + 40 + 10 * share) for x, y in edge]
        stone = sheet.stencil(down_to(wall, 1100))
        sheet.lay(stone, mix("#b98a63", "#6d4a48", share * 0.6))
        _stones(sheet, wall, 18 + 9 * share)
        _rows(sheet, edge, 40 + 10 * share, crop, level)
        if level in (1, 3, 5, 7):
            _orchard(sheet, edge, level)


def _stones(sheet, wall, tall):
    rng = sheet.rng
    light, dark = sheet.stencil(), sheet.stencil()
    for x, y in wall[::2]:
        for _ in range(2):
            cx, cy = x + rng.uniform(0, 20), y + rng.uniform(4, tall)
            rx = rng.uniform(4, 10)
            (light if rng.random() < 0.5 else dark).polygon(oval(cx, cy, rx, rx * 0.5, 10))
    sheet.lay(light, "#e6bd8e", 0.45)
    sheet.lay(dark, "#4a2c3a", 0.35)


def _rows(sheet, edge, deep, crop, level):
    rng = sheet.rng
    tufts = sheet.stencil()
    for row in range(3):
        for x, y in edge[:: 2 if row else 1]:
            cx = x + rng.uniform(-4, 4)
            cy = y + 7 + row * deep * 0.28
            size = 3.2 + row * 1.3 + level * 0.25
            tufts.polygon(oval(cx, cy, size * 1.3, size, 12))
    sheet.lay(tufts, darker(crop, 0.3) if level % 2 else lighter(crop, 0.3), 0.55)
    if level % 3 == 2:
        roses = sheet.stencil(*(oval(x + rng.uniform(-5, 5), y + rng.uniform(4, deep * 0.7), 3.4, 3,
            10) for x, y in edge[::1]))
        sheet.lay(roses, "#e98a8f")


def _orchard(sheet, edge, level):
    rng = sheet.rng
    spots = []
    for x, y in edge[6 :: 13]:
        if rng.random() < 0.55:
            size = rng.uniform(46, 70) * (0.7 + level * 0.07)
            spots.append((x + rng.uniform(-20, 20), y + 26, size, size * 0.95))
    if not spots:
        return
    stems = sheet.stencil(*(box(x - 2.5, y - height * 0.3, x + 2.5, y + 4) for x, y, _, height in spots))
    sheet.lay(stems, "#4d2a2b")
    shrubs(sheet, [(x, y - height * 0.2, width, height) for x, y, width, height in spots], "#2f6446",
        "#a9bb5c")


def dunes(sheet):
    """A caravan on the crest of the great dunes."""
    rng = sheet.rng
    sheet.sky([(0, "#2a5d83"), (0.25, "#7fa3a8"), (0.45, "#f3cf9b"), (0.62, "#f3a468"), (0.8, "#e07a4c")], 0,
        680)
    sun(sheet, 1120, 330, 96, "#fff0c9", "#ffc46b", 0.85)
    clouds(sheet, [(360, 170, 720), (1080, 130, 500), (760, 250, 420)], "#fde0b0", 0.5)
    sheet.lay(sheet.stencil(down_to(rolling(rng, -20, 1640, 560, 34, 4), 1080)),
        [(520, "#e59a64"), (700, "#f2b678")])
    sheet.haze(480, 690, "#f7bd80", 0.5)
    for spine, lit, dark in _dune_spines():
        _dune(sheet, spine, lit, dark)
    _caravan(sheet)
    _wind_lines(sheet)
    return sheet.finish(grain=0.06)


def _dune_spines():
    return (
        ([(-20, 640), (180, 575), (330, 560), (520, 640), (760, 700), (900, 720)], "#f3b06e", "#a9513f"),
        ([(620, 720), (860, 610), (1080, 545), (1230, 572), (1420, 640), (1640, 690)], "#f5b56f", "#9c4639"),
        ([(-20, 700), (240, 760), (520, 690), (800, 640), (1010, 700), (1300, 820), (1640, 860)], "#f2a45e",
            "#843633"),
        ([(-20, 860), (260, 800), (460, 790), (700, 880), (1010, 960), (1320, 900), (1640, 800)], "#ee9a55",
            "#6d2b33"),
    )


def _dune(sheet, spine, lit, dark):
    """A dune under a crest: sunlit side, and a slip face in shade that winds down from the highest point."""
    crest = curve(spine, steps=14)
    top = min(crest, key=lambda point: point[1])
    body = sheet.stencil(down_to(crest, 1090))
    sheet.lay(body, [(top[1], lighter(lit, 0.15)), (top[1] + 330, mix(lit, dark, 0.3)),
        (1067, mix(lit, dark, 0.45))], shadow=(0, -10, 24, 0.16))
    at = crest.index(top)
    foot = [(top[0] - 30, top[1] + 60), (top[0] + 55, top[1] + 130), (top[0] - 10, top[1] + 220),
        (top[0] + 120, top[1] + 330), (top[0] + 90, top[1] + 520)]
    left = crest[: at + 1]
    winding = curve([top, *foot], steps=12)
    slip = sheet.stencil([*left, *winding, (left[0][0], 1090)])
    sheet.lay(slip, [(top[1], dark), (top[1] + 420, mix(dark, lit, 0.25))], 0.82)
    sheet.shade(slip, lit, (top[0], 0), (top[0] - 640, 60), 0.55)
    sheet.lay(sheet.stencil(ribbon(crest, 2.5, 2.5)), lighter(lit, 0.6), 0.7)


def _caravan(sheet):
    rng = sheet.rng
    crest = curve(_dune_spines()[2][0], steps=14)
    with sheet.detail(380, 540, 1060, 760) as pen:
        for at, x in enumerate((930, 850, 768, 690, 612)):
            y = min(crest, key=lambda point: abs(point[0] - x))[1] + 3
            pen.polygon([(x - 24, y), (x + 24, y - 2), (x - 60, y + 34), (x - 120, y + 40)],
                clear("#4a1c2c", 0.4))
            _camel(pen, x, y, 0.62, "#3d1d2b", ("#c4553a", "#1c7583", "#f0aa3f", "#e9cd9b", "#8d382d")[at],
                at % 2)
        y = min(crest, key=lambda point: abs(point[0] - 1000))[1]
        stand(pen, 1000, y + 3, 56, Look("#f7ecd6", "#c4553a", "#7a4a33"), walk=0.7)
        rng.random()


def _camel(pen, x, y, size, hide, cloth, step):
    def at(points):
        return [(x + px * size, y + py * size) for px, py in points]

    stride = 7 if step else -5
    for leg, swing in ((-32, -stride), (-24, stride), (24, stride), (32, -stride)):
        pen.stroke(at([(leg, -52), (leg + swing * 0.6, -28), (leg + swing, 0)]), 8 * size, hide, 4.5 * size)
    pen.polygon(at(curve([(-46, -52), (-40, -72), (-18, -80), (-6, -98), (10, -102), (22, -82), (42, -72),
        (48, -56), (34, -44), (-30, -42)], closed=True)), hide)
    pen.stroke(at(curve([(40, -62), (58, -52), (70, -66), (74, -92)])), 17 * size, hide, 9 * size)
    pen.polygon(at(curve([(68, -98), (78, -102), (94, -94), (94, -88), (80, -86), (70, -88)], closed=True)),
        hide)
    pen.stroke(at(curve([(-45, -60), (-52, -46), (-50, -32)])), 3 * size, hide)
    pen.polygon(at(curve([(-24, -78), (-8, -100), (12, -104), (26, -80), (24, -58), (-22, -58)],
        closed=True)), cloth)
    pen.stroke(at([(-21, -64), (24, -64)]), 4 * size, lighter(cloth, 0.5))


def _wind_lines(sheet):
    rng = sheet.rng
    lines = sheet.stencil()
    for at in range(46):
        y = 850 + at * 6.2
        x = rng.uniform(300, 1640)
        long = rng.uniform(80, 260)
        lift = rng.uniform(6, 18)
        lines.polygon(ribbon(bow((x, y), (x + long / 2, y - lift), (x + long, y + lift * 0.3), 12), 0.5, 2.6))
    sheet.lay(lines, "#ffe0a6", 0.35)


SCENES = {"fort": fort, "terraces": terraces, "dunes": dunes}
