"""The stadium at night, and the match."""

from math import cos, pi, sin, tau

from .athletes import RUNNING, Kit, Pose, athlete
from .palette import clear, mix
from .shapes import bow, box, curve, oval, placed, ribbon, turned

CROWD = ("#f6ead2", "#f6ead2", "#c4553a", "#1c7583", "#f0aa3f", "#2f6b4b", "#e9cd9b", "#8d382d", "#57305a")


def stadium(sheet):
    """The bowl under floodlights, seen from the high stand."""
    sheet.sky([(0, "#0d1538"), (1, "#3b4a86")], 0, 420)
    sheet.glow(800, 330, 900, "#8fa8d8", 0.5, 1.8, 0.5)
    rows = _tiers()
    for base in (rows[0], rows[13]):
        x, y, rx, ry = base
        sheet.lay(sheet.stencil(oval(x, y, rx, ry, 90)), "#1b2048", shadow=(0, -10, 18, 0.4))
    _roof(sheet)
    _crowd(sheet, rows)
    _pitch(sheet)
    _players(sheet)
    _floodlights(sheet)
    _near_stand(sheet)
    return sheet.finish(vignette=0.34)


def _tiers():
    """The rows of seats as ellipses (x, y, rx, ry), from the pitch outwards and up."""
    return [(800, 720 - row * 3 - (26 if row > 12 else 0), 815 + row * 21,
        270 + row * 12.5) for row in range(27)]


def _roof(sheet):
    x, y, rx, ry = _tiers()[-1]
    for grow, lift, tone, low in ((150, 34, "#27356e", "#141b48"), (60, 22, "#46599a", "#20306a")):
        ring = sheet.stencil(oval(x, y - lift, rx + grow, ry + grow * 0.55, 110))
        sheet.lay(ring, [(0, tone), (620, low)], shadow=(0, -6, 16, 0.4))
    bowl = sheet.stencil(oval(x, y - 4, rx + 8, ry + 6, 110))
    sheet.lay(bowl, [(90, "#141838"), (500, "#2b2a55")])
    ribs, lamps = sheet.stencil(), sheet.stencil()
    for at in range(61):
        turn = pi * 1.02 + at * pi * 0.96 / 60
        inner = (x + (rx + 60) * cos(turn), y - 22 + (ry + 33) * sin(turn))
        outer = (x + (rx + 148) * cos(turn), y - 34 + (ry + 80) * sin(turn))
        ribs.polygon(ribbon([inner, outer], 3))
        lamps.polygon(oval(*inner, 7, 4, 14))
    sheet.lay(ribs, "#8fa8d8", 0.5)
    sheet.lay(lamps, "#fff8dc")
    for at in range(0, 61, 4):
        turn = pi * 1.02 + at * pi * 0.96 / 60
        sheet.glow(x + (rx + 60) * cos(turn), y - 22 + (ry + 33) * sin(turn), 90, "#fff3c8", 0.5, 2)


def _crowd(sheet, rows):
    rng = sheet.rng
    with sheet.detail(0, 60, 1600, 860) as pen:
        for number, (x, y, rx, ry) in reversed(list(enumerate(rows))):
            if number == 12:
                pen.stroke(oval(x, y - 8, rx + 6, ry + 8, 120, pi * 0.98, tau + 0.06), 26, "#12183c")
                pen.stroke(oval(x, y - 8, rx + 6, ry + 8, 120, pi * 0.98, tau + 0.06), 7, "#f0aa3f")
                continue
            step = 10.5 / rx
            turn = pi * 0.96
            while turn < tau + 0.13:
                px, py = x + rx * cos(turn), y + ry * sin(turn)
                turn += step * rng.uniform(0.8, 1.25)
                if not -10 < px < 1610 or rng.random() < 0.06:
                    continue
                light = 0.25 + 0.4 * number / 26
                tone = mix(rng.choice(CROWD), "#1d2150", light * rng.uniform(0.7, 1.25))
                pen.rect(px - 4.2, py - 1, px + 4.2, py + 7, tone)
                pen.ellipse(px, py - 3.6, 3.1, 3.4, mix("#8a5638", "#1d2150", light))


def _on_pitch(u, v):
    """A point of the pitch: u from -1 to 1 along it, v from 0 (near touchline) to 1 (far)."""
    z = 1 + 0.76 * v
    return (800 + 745 * u / z, 40 + 870 / z)


def _pitch(sheet):
    apron = sheet.stencil([_on_pitch(-1.09, -0.1), _on_pitch(1.09, -0.1), _on_pitch(1.09, 1.1),
        _on_pitch(-1.09, 1.1)])
    sheet.lay(apron, [(500, "#c4754a"), (960, "#8d4038")], shadow=(0, 0, 26, 0.5))
    boards = sheet.stencil([_on_pitch(-1.07, 1.07), _on_pitch(1.07, 1.07),
        (_on_pitch(1.07, 1.07)[0], _on_pitch(0, 1.07)[1] - 20), (_on_pitch(-1.07, 1.07)[0],
        _on_pitch(0, 1.07)[1] - 20)])
    sheet.lay(boards, "#1c7583")
    with sheet.detail(300, 450, 1300, 540) as pen:
        left, y = _on_pitch(-1.07, 1.07)
        for at in range(12):
            x = left + at * 72
            pen.rect(x, y - 20, x + 36, y, ("#c4553a", "#f0aa3f", "#24543f")[at % 3])
    grass = sheet.stencil([_on_pitch(-1.04, -0.04), _on_pitch(1.04, -0.04), _on_pitch(1.04, 1.04),
        _on_pitch(-1.04, 1.04)])
    sheet.lay(grass, [(500, "#7fb05a"), (920, "#3f8a4c")])
    stripes = sheet.stencil()
    for at in range(0, 16, 2):
        u0, u1 = -1.04 + at * 0.13, -1.04 + (at + 1) * 0.13
        stripes.polygon([_on_pitch(u0, -0.04), _on_pitch(u1, -0.04), _on_pitch(u1, 1.04),
            _on_pitch(u0, 1.04)])
    sheet.lay(stripes, "#1d5a3c", 0.3)
    lines = sheet.stencil()
    for line in _markings():
        lines.polygon(ribbon([_on_pitch(u, v) for u, v in line], 3.4))
    sheet.lay(lines, "#fbf6e8", 0.92)
    sheet.glow(800, 680, 640, "#f6ffd8", 0.3, 1.8, 0.35)
    with sheet.detail(60, 480, 1560, 900) as pen:
        for side in (-1, 1):
            posts = [_on_pitch(side, 0.42), _on_pitch(side, 0.58)]
            tops = [(x, y - 44 + 10 * at) for at, (x, y) in enumerate(posts)]
            back = [(x + side * 30, y - 4) for x, y in posts]
            pen.polygon([posts[0], posts[1], back[1], back[0]], clear("#ffffff", 0.2))
            pen.polygon([tops[0], tops[1], back[1], back[0]], clear("#ffffff", 0.3))
            for post, top in zip(posts, tops, strict=True):
                pen.stroke([post, top], 4, "#fbf6e8")
            pen.stroke(tops, 4, "#fbf6e8")


def _markings():
    circle = [(0.17 * cos(at * tau / 60), 0.5 + 0.26 * sin(at * tau / 60)) for at in range(61)]
    lines = [[(-1, 0), (1, 0)], [(-1, 1), (1, 1)], [(-1, 0), (-1, 1)], [(1, 0), (1, 1)], [(0, 0), (0, 1)],
        circle]
    for side in (-1, 1):
        lines.append([(side, 0.2), (side * 0.69, 0.2), (side * 0.69, 0.8), (side, 0.8)])
        lines.append([(side, 0.36), (side * 0.89, 0.36), (side * 0.89, 0.64), (side, 0.64)])
    return lines


def _players(sheet):
    home = ((-0.05, 0.42), (0.16, 0.6), (0.3, 0.3), (0.36, 0.72), (-0.2, 0.68), (-0.3, 0.2), (0.1, 0.12),
        (-0.52, 0.46))
    away = ((0.04, 0.5), (0.24, 0.46), (0.44, 0.56), (0.5, 0.34), (-0.12, 0.28), (0.2, 0.84), (0.66, 0.5),
        (-0.4, 0.6))
    spots = sorted([(*spot, 0) for spot in home] + [(*spot, 1) for spot in away] + [(-0.97, 0.5, 2),
        (0.96, 0.5, 2)], key=lambda spot: -spot[1])
    with sheet.detail(60, 440, 1560, 920) as pen:
        for at, (u, v, side) in enumerate(spots):
            x, y = _on_pitch(u, v)
            tall = 74 / (1 + 0.76 * v)
            for lean in (-1, 1):
                pen.polygon([(x - 3, y), (x + 3, y), (x + lean * tall * 0.62, y + tall * 0.16),
                    (x + lean * tall * 0.5, y + tall * 0.2)], clear("#0f3326", 0.4))
            shirt, shorts = (("#c4553a", "#f6ead2"), ("#fbf6e8", "#1d2150"), ("#f0aa3f", "#15162c"))[side]
            athlete(pen, x, y, tall, RUNNING[at % 4], Kit(shirt, shorts, "#8a5638", shirt),
                facing=1 if side else -1)
        x, y = _on_pitch(0.0, 0.45)
        pen.polygon(oval(x, y + 1, 6, 2), clear("#0f3326", 0.5))
        pen.ellipse(x, y - 4, 4.4, 4.4, "#ffffff")


def _floodlights(sheet):
    for x, foot in ((150, 330), (1450, 330)):
        with sheet.detail(x - 120, 0, x + 120, foot) as pen:
            pen.stroke([(x, foot), (x, 120)], 11, "#1b2450", 8)
            pen.polygon([(x - 82, 40), (x + 82, 40), (x + 76, 130), (x - 76, 130)], "#141b44")
            for row in range(3):
                for column in range(6):
                    pen.ellipse(x - 62 + column * 25, 58 + row * 27, 9.5, 9.5, "#fffbe6")
        sheet.glow(x, 86, 330, "#fff8dc", 0.75, 2)
        beam = sheet.stencil([(x - 60, 90), (x + 60, 90), (800 + (800 - x) * 0.2 + 300, 800),
            (800 + (800 - x) * 0.2 - 300, 800)])
        sheet.blur_in(beam, "#fff8dc", 30, 0.1)


def _near_stand(sheet):
    """Backs of the spectators nearest to us, a raised scarf here and there."""
    rng = sheet.rng
    sheet.lay(sheet.stencil(box(-20, 985, 1640, 1090)), "#12183c", shadow=(0, -10, 20, 0.4))
    with sheet.detail(0, 860, 1600, 1067) as pen:
        for row, y in enumerate((1010, 1066)):
            for at in range(26 - row * 5):
                x = -20 + at * (1640 / (25 - row * 5)) + rng.uniform(-8, 8)
                size = 26 + row * 9
                robe = mix(rng.choice(CROWD), "#10163a", 0.5 - row * 0.1)
                pen.polygon(curve([(x - size * 1.1, y + size * 2), (x - size, y - size * 0.1),
                    (x, y - size * 0.5), (x + size, y - size * 0.1), (x + size * 1.1, y + size * 2)]), robe)
                pen.ellipse(x, y - size, size * 0.5, size * 0.62, mix("#4d2a2b", "#10163a", 0.3))
                pen.polygon(oval(x, y - size * 1.25, size * 0.56, size * 0.44),
                    mix(rng.choice(CROWD), "#10163a", 0.35))
                if rng.random() < 0.12:
                    pen.stroke([(x - size, y), (x - size * 1.5, y - size * 2.1)], size * 0.34, robe)
                    pen.stroke([(x + size, y), (x + size * 1.5, y - size * 2.1)], size * 0.34, robe)
                    pen.stroke(bow((x - size * 1.9, y - size * 2.2), (x, y - size * 1.9),
                        (x + size * 1.9, y - size * 2.2)), size * 0.5, "#c4553a")
                    pen.stroke(bow((x - size * 0.7, y - size * 2.1), (x, y - size * 2.05),
                        (x + size * 0.7, y - size * 2.1)), size * 0.5, "#f6ead2")


def match(sheet):
    """Two players race for the ball before the goal."""
    sheet.sky([(0, "#101a44"), (0.5, "#274a86"), (0.8, "#5f86a0"), (1, "#9fbf9a")], 0, 640)
    _lights_beyond(sheet)
    grass = sheet.stencil(box(-20, 600, 1640, 1090))
    sheet.lay(grass, [(600, "#86b45e"), (760, "#4f9650"), (1067, "#1d5a40")])
    bands = sheet.stencil()
    for at in range(-6, 7, 2):
        bands.polygon([(800 + at * 150, 600), (800 + (at + 1) * 150, 600), (800 + (at + 1) * 520, 1090),
            (800 + at * 520, 1090)])
    sheet.lay(bands, "#14503a", 0.3)
    lines = sheet.stencil([(-20, 700), (1640, 664), (1640, 671), (-20, 709)],
        [(1190, 674), (1203, 673), (1640, 830), (1640, 850)])
    sheet.lay(lines, "#fbf6e8", 0.9)
    _goal(sheet)
    sheet.glow(640, 900, 760, "#e9f6c0", 0.28, 1.7, 0.3)
    _duel(sheet)
    _turf(sheet)
    return sheet.finish(vignette=0.3)


def _lights_beyond(sheet):
    rng = sheet.rng
    stand_far = sheet.stencil([(-20, 250), *bow((-20, 250), (800, 350), (1640, 230), 30), (1640, 620),
        (-20, 620)])
    sheet.lay(stand_far, [(240, "#1b2456"), (610, "#35508a")], shadow=(0, -10, 20, 0.35))
    with sheet.detail(0, 240, 1600, 620) as pen:
        for row in range(15):
            for at in range(72):
                x = at * 22.6 + (row % 2) * 11 + rng.uniform(-3, 3)
                share = x / 1600
                top = 250 * (1 - share) ** 2 + 700 * share * (1 - share) + 230 * share * share
                y = top + 26 + row * (590 - top) / 15
                tone = mix(rng.choice(CROWD), "#27407a", rng.uniform(0.3, 0.7))
                pen.polygon(oval(x, y + 8, 9.5, 10, 12), tone)
                pen.ellipse(x, y - 4, 5.6, 6.2, mix("#8a5638", "#27407a", 0.35))
    sheet.haze(360, 620, "#9fc4c0", 0.45)
    for x in (170, 300, 430, 1130, 1270, 1410):
        sheet.glow(x, 120 + (x % 7) * 8, 210, "#fff8dc", 0.8, 1.9)
        sheet.lay(sheet.stencil(oval(x, 120 + (x % 7) * 8, 26, 26)), "#fffbec")
    for _ in range(26):
        x, y, r = rng.uniform(0, 1600), rng.uniform(180, 520), rng.uniform(8, 26)
        sheet.lay(sheet.stencil(oval(x, y, r, r, 30)), rng.choice(("#fff3c8", "#f0aa3f", "#8fd0c8")), 0.2)
    boards = sheet.stencil(box(-20, 560, 1640, 622))
    sheet.lay(boards, [(560, "#1c7583"), (622, "#12485a")], shadow=(0, -4, 8, 0.3))
    with sheet.detail(0, 556, 1600, 626) as pen:
        for at in range(10):
            x = at * 180 - 40
            pen.polygon([(x, 620), (x + 60, 562), (x + 104, 562), (x + 44, 620)],
                ("#c4553a", "#f0aa3f", "#24543f")[at % 3])


def _goal(sheet):
    with sheet.detail(1100, 380, 1600, 700) as pen:
        for at in range(15):
            x = 1260 + at * 26
            pen.stroke([(x, 412), (x - 40 + at * 3, 640)], 1.6, clear("#fbf6e8", 0.5))
        for at in range(9):
            y = 425 + at * 27
            pen.stroke([(1262 - at * 4, y), (1640, y - 6)], 1.6, clear("#fbf6e8", 0.5))
        pen.stroke([(1255, 676), (1255, 408), (1640, 398)], 13, "#fffaf0")
        pen.stroke([(1259, 676), (1259, 412)], 4, clear("#1b2450", 0.3))
        keeper = Pose(16, (70, 150), (100, 120), (34, -20), (-18, -40))
        athlete(pen, 1420, 690, 235, keeper, Kit("#f0aa3f", "#15162c", "#7a4a33", "#f0aa3f"), facing=-1)


def _duel(sheet):
    shadows = sheet.stencil(oval(520, 1008, 300, 22), oval(1010, 1016, 280, 20), oval(802, 1012, 60, 9))
    sheet.blur_in(shadows, "#0b2c26", 10, 0.6)
    strike = Pose(-6, (-62, -20), (70, 120), (52, 30), (-22, -34))
    chase = Pose(14, (48, 118), (-58, 30), (46, -14), (-32, -86))
    with sheet.detail(140, 240, 1400, 1067) as pen:
        third = Pose(10, (-40, 60), (50, 100), (-18, -90), (46, 4))
        away = Kit("#fbf6e8", "#1d2150", "#8a5638", "#fbf6e8", "#c4553a")
        athlete(pen, 250, 830, 330, third, away, facing=1)
        athlete(pen, 1030, 1018, 660, chase, away, facing=-1)
        athlete(pen, 540, 1012, 690, strike, Kit("#c4553a", "#f6ead2", "#a86c46", "#c4553a", "#1b2440"),
            facing=1)
        _ball(pen, 812, 936, 44)
        for at in range(4):
            pen.stroke(bow((752 - at * 10, 918 + at * 16), (730 - at * 14, 920 + at * 16),
                (700 - at * 20, 930 + at * 14)), 4, clear("#fbf6e8", 0.5), 1)


def _ball(pen, x, y, r):
    pen.ellipse(x, y, r, r, "#fffaf0")
    star = [(r * 0.36 * cos(-pi / 2 + at * tau / 5), r * 0.36 * sin(-pi / 2 + at * tau / 5)) for at in range(
        5)]
    pen.polygon(placed(turned(star, 0.3), x, y), "#15162c")
    for at in range(5):
        angle = -pi / 2 + 0.3 + at * tau / 5
        inner, outer = (r * 0.36, r * 0.72)
        pen.stroke([(x + inner * cos(angle), y + inner * sin(angle)),
            (x + outer * cos(angle), y + outer * sin(angle))], r * 0.06, "#15162c")
        patch = [(r * 0.7 * cos(angle), r * 0.7 * sin(angle)),
            *((r * 0.97 * cos(angle + shift), r * 0.97 * sin(angle + shift)) for shift in (-0.34, -0.12, 0.12,
            0.34))]
        pen.polygon(placed(patch, x, y), "#15162c")
    pen.polygon(oval(x, y, r, r, 40, -0.4, 2.2), clear("#1b2450", 0.22))


def _turf(sheet):
    rng = sheet.rng
    blades, lit = sheet.stencil(), sheet.stencil()
    for _ in range(620):
        x, y = rng.uniform(-10, 1610), rng.uniform(1010, 1080)
        tall = rng.uniform(16, 54) * (y - 960) / 100
        target = lit if rng.random() < 0.3 else blades
        target.polygon(ribbon(bow((x, y), (x + rng.uniform(-3, 3), y - tall * 0.6),
            (x + rng.uniform(-14, 14), y - tall), 5), 4.5, 0.5))
    sheet.lay(blades, "#0f3f2e", 0.9)
    sheet.lay(lit, "#5fa050", 0.85)
    bits = sheet.stencil(*(oval(700 + rng.gauss(0, 60), 965 + rng.gauss(0, 26), rng.uniform(2, 5),
        rng.uniform(1.5, 3.5), 8) for _ in range(46)))
    sheet.lay(bits, "#1d5a3a")


SCENES = {"stadium": stadium, "match": match}
