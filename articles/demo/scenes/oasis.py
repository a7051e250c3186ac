"""Water channel and date harvest."""

from math import cos, sin

from .houses import house
from .land import mountains
from .palette import clear, mix
from .people import LOOKS, Look, stand
from .plants import Palm, plant
from .shapes import arch, bow, box, down_to, oval, ribbon, ridge, rolling, rounded


def falaj(sheet):
    """A water channel runs through the palm garden towards the village gate."""
    rng = sheet.rng
    sheet.sky([(0, "#5fa7a2"), (0.5, "#cfe0b8"), (1, "#fbe9b4")], 0, 640)
    sheet.glow(860, 330, 760, "#fff6d8", 0.85, 1.8)
    mountains(sheet, ridge(rng, -20, 1640, 520, 200, 4), 640, "#a9bfa6", "#f3e2b2", "#6c9488", 0.4)
    sheet.haze(380, 640, "#fbeab8", 0.6)
    _gatehouse(sheet)
    ground = sheet.stencil(box(-20, 610, 1640, 1080))
    sheet.lay(ground, [(610, "#cdb765"), (760, "#7d9448"), (1067, "#2b5a3c")])
    sheet.shade(ground, "#f4dc8a", (0, 820), (0, 600), 0.6)
    _beds(sheet)
    for depth, foot, tall in ((0.06, 632, 150), (0.14, 655, 210), (0.27, 700, 300)):
        _avenue(sheet, depth, foot, tall)
        sheet.haze(380, foot, "#f6e7ac", 0.2)
    _channel(sheet)
    _avenue(sheet, 0.52, 800, 500)
    _avenue(sheet, 0.98, 985, 820)
    _sunbeams(sheet)
    return sheet.finish()


def _gatehouse(sheet):
    rng = sheet.rng
    with sheet.detail(430, 380, 1200, 640) as pen:
        for x, width, tall in ((450, 90, 110), (530, 80, 150), (600, 100, 120), (905, 96, 140),
            (995, 84, 108), (1070, 90, 128)):
            house(pen, rng, x, 632, width, tall, mix("#d9a877", "#f3e2b2", rng.uniform(0.1, 0.45)), 0,
                "#7a5340", style="arched")
        pen.rect(680, 470, 920, 632, "#d8a26c")
        pen.rect(850, 470, 920, 632, clear("#5b2338", 0.14))
        pen.rect(672, 462, 928, 476, "#efc893")
        for at in range(8):
            pen.polygon(arch(696 + at * 30, 464, 18, 22, 0.3), "#e2b27c")
        pen.polygon(arch(800, 636, 128, 138, 0.3), "#b97a4e")
        pen.polygon(arch(800, 636, 104, 122, 0.3), "#fdf0c4")
        for x in (712, 888):
            pen.polygon(arch(x, 560, 22, 46, 0.3), "#7a4a3a")


def _beds(sheet):
    """Clover beds on both sides, in rows that run to the gate."""
    rng = sheet.rng
    tufts, blooms = sheet.stencil(), sheet.stencil()
    for _ in range(900):
        near = rng.random() ** 0.7
        y = 640 + 430 * near
        x = 800 + rng.choice((-1, 1)) * (rng.uniform(0.1, 2.4) * 420 * near + 60 + 190 * near)
        size = 1.5 + 9 * near
        tufts.polygon([(x - size, y), (x - size * 0.3, y - size * 1.6), (x, y - size * 0.4),
            (x + size * 0.4, y - size * 1.8), (x + size, y)])
        if rng.random() < 0.12:
            blooms.ellipse(x, y - size * 1.6, size * 0.3)
    sheet.lay(tufts, "#1f5a3f", 0.55)
    sheet.lay(blooms, "#f7d36b", 0.9)


def _avenue(sheet, depth, foot, tall):
    """One pair of rows of palms at a depth (0 far, 1 near)."""
    rng = sheet.rng
    palms = []
    for side in (-1, 1):
        for at in range(4 if depth < 0.3 else 2):
            x = 800 + side * (depth * 700 + 50 + at * (60 + 420 * depth) + rng.uniform(-12, 12) * depth)
            palms.append(Palm(rng, x, foot + rng.uniform(-6, 6), tall * rng.uniform(0.9, 1.1),
                -side * rng.uniform(0.02, 0.1), 0.46, 11, 12 + round(depth * 18), fruit=depth > 0.2))
    leaf = mix("#a9b967", "#154436", min(1, depth * 1.15 + 0.1))
    plant(sheet, palms, leaf, mix("#b98f62", "#3b2531", min(1, depth + 0.1)),
        light=mix("#f6e58f", "#4f8a4d", depth))


def _channel(sheet):
    water = [(774, 634), (826, 634), (962, 1080), (638, 1080)]
    banks = [(752, 632), (848, 632), (1105, 1080), (495, 1080)]
    sheet.lay(sheet.stencil(banks), [(632, "#f3dcae"), (1067, "#b98a62")], shadow=(0, 4, 14, 0.3))
    _kerb(sheet)
    bed = sheet.stencil(water)
    sheet.lay(bed, [(634, "#fbf0c8"), (720, "#9fd0bd"), (860, "#2f8d92"), (1067, "#0f5468")])
    left, right = sheet.stencil([(774, 634), (784, 634), (705, 1080), (638, 1080)]), sheet.stencil(
        [(820, 634), (826, 634), (962, 1080), (930, 1080)])
    sheet.blur_in(left, "#0b3348", 10, 0.55)
    sheet.blur_in(right, "#0b3348", 8, 0.25)
    rng = sheet.rng
    light, dark = sheet.stencil(), sheet.stencil()
    for _ in range(120):
        near = rng.random()
        y = 645 + 420 * near
        x = 800 + rng.uniform(-0.72, 0.72) * (26 + 136 * near)
        half = (4 + 24 * near) * rng.uniform(0.5, 1.3)
        (light if rng.random() < 0.6 else dark).polygon(ribbon(
            bow((x - half, y), (x, y + half * 0.16), (x + half, y), 10), 0.6 + 3.6 * near, 0.4))
    sheet.lay(dark, "#0b4a5f", 0.5)
    sheet.lay(light, "#f4fbdd", 0.75)
    with sheet.detail(800, 600, 1050, 960) as pen:
        stand(pen, 930, 868, 205, LOOKS[3], facing=-1, walk=0.5)
    stones = sheet.stencil(banks)
    sheet.shade(stones, "#3c2440", (800, 0), (1500, 0), 0.15)


def _kerb(sheet):
    joints = sheet.stencil()
    for at in range(15):
        near = (at / 14) ** 1.9
        y = 640 + 440 * near
        inner, outer = 26 + 136 * near, 48 + 257 * near
        for side in (-1, 1):
            line = [(800 + side * inner, y), (800 + side * outer, y + 6 * near)]
            joints.polygon(ribbon(line, 1 + 4 * near, 1 + 4 * near))
    for side in (-1, 1):
        joints.polygon([(800 + side * 28, 636), (800 + side * 30, 636), (800 + side * 180, 1080),
            (800 + side * 164, 1080)])
    sheet.lay(joints, "#6d4a48", 0.45)


def _sunbeams(sheet):
    for x, width, lean in ((560, 90, -260), (760, 60, -120), (960, 120, 160), (1150, 70, 330)):
        beam = sheet.stencil([(x, -20), (x + width * 0.5, -20), (x + lean + width * 2.2, 980),
            (x + lean, 980)])
        sheet.blur_in(beam, "#fff4c2", 18, 0.13)


def palms(sheet):
    """The date harvest: baskets under the palms in the gold of the afternoon."""
    rng = sheet.rng
    sheet.sky([(0, "#e8b667"), (0.4, "#f7d490"), (1, "#fdeec2")], 0, 760)
    sheet.glow(430, 380, 820, "#fff7dc", 0.9, 1.7)
    mountains(sheet, ridge(rng, -20, 1640, 640, 200, 4), 800, "#e0ae74", "#f9dfa6", "#b9795a", 0.4)
    sheet.haze(480, 800, "#fbe3aa", 0.7)
    ground = sheet.stencil(down_to(rolling(rng, -20, 1640, 770, 8, 3), 1080))
    sheet.lay(ground, [(760, "#d9bf6c"), (900, "#8d9a4b"), (1067, "#33603c")])
    sheet.shade(ground, "#fae9a4", (0, 900), (0, 760), 0.6)
    for foot, tall, step, tone in ((785, 250, 112, 0.15), (815, 350, 170, 0.4)):
        row = [Palm(rng, x + rng.uniform(-20, 20), foot + rng.uniform(-6, 6), tall * rng.uniform(0.9, 1.1),
            rng.uniform(-0.05, 0.05), 0.42, 11, 16, True) for x in range(-20, 1660, step)]
        plant(sheet, row, mix("#b9b05c", "#24543f", tone), mix("#c99a62", "#4d2a2b", tone),
            light=mix("#fbe58f", "#8aa64f", tone))
        sheet.haze(500, foot + 20, "#fbe3a2", 0.28)
    _shade_on_ground(sheet)
    tall = [Palm(rng, x, foot, height, lean, 0.36, 13, 30) for x, foot, height,
        lean in ((250, 935, 690, 0.05), (1330, 960, 760, -0.06), (760, 870, 520, 0.03))]
    for palm in tall:
        _great_bunches(rng, palm)
    plant(sheet, tall, "#1f5a42", "#5b3832", fruit="#d9722e", light="#9bb24f", shadow=(10, 10, 16, 0.25))
    _harvest(sheet)
    return sheet.finish()


def _great_bunches(rng, palm):
    cx = sum(x for x, _ in palm.heart) / len(palm.heart)
    cy = sum(y for _, y in palm.heart) / len(palm.heart)
    for dx, dy, tall in ((-46, 70, 90), (44, 78, 100), (-8, 92, 84), (74, 40, 70), (-78, 40, 66)):
        palm.trunk.append(ribbon(bow((cx, cy), (cx + dx * 0.9, cy - 6), (cx + dx, cy + dy - tall * 0.4), 8),
            6, 4))
        for _ in range(90):
            at = rng.random()
            spread = 21 * (0.45 + at * 0.8) * (1.15 - at * 0.5)
            palm.fruit.append(oval(cx + dx + rng.gauss(0, 0.5) * spread, cy + dy + (at - 0.4) * tall, 4.6,
                6.2, 10))


def _shade_on_ground(sheet):
    shade = sheet.stencil()
    for x, y, long in ((250, 935, 520), (1330, 960, 420), (760, 870, 360)):
        shade.polygon([(x - 16, y), (x + 16, y), (x + long + 10, y + 60), (x + long - 10, y + 62)])
        for at in range(9):
            shade.polygon(ribbon(bow((x + long, y + 60), (x + long + cos(at * 0.7) * 60,
                y + 50 + sin(at * 0.7) * 20), (x + long + cos(at * 0.7) * 130, y + 66 + sin(
                at * 0.7) * 36)), 16, 2))
    sheet.blur_in(shade, "#1d3a34", 5, 0.5)


def _harvest(sheet):
    with sheet.detail(380, 440, 1340, 1067) as pen:
        _ladder(pen, 1215, 975, 1296, 470)
        stand(pen, 1010, 1000, 350, Look("#f7ecd6", "#c4553a"), facing=-1, reach=(15, -50))
        stand(pen, 620, 985, 325, Look("#d8e0d4", "#1c7583", "#a3673f", turban=False), facing=1,
            reach=(14, -50))
        for x, y, size, fill in ((815, 1035, 1.35, "#c9722f"), (560, 1050, 1.0, "#7a3426"),
            (1065, 1052, 1.05, "#e09a3c"), (700, 1012, 0.8, "#e09a3c")):
            _basket(sheet.rng, pen, x, y, size, fill)


def _ladder(pen, x0, y0, x1, y1):
    for side in (-16, 16):
        pen.stroke([(x0 + side, y0), (x1 + side, y1)], 6, "#7a4a30", 5)
    for at in range(1, 12):
        share = at / 12
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
        pen.stroke([(x - 16, y), (x + 16, y)], 4, "#9a6540")


def _basket(rng, pen, x, y, size, dates):
    """A woven palm-leaf basket heaped with dates, standing on y."""
    pen.polygon(oval(x + 14 * size, y - 2, 98 * size, 13 * size), clear("#1d1230", 0.3))
    for _ in range(110):
        at = rng.uniform(-1, 1)
        rise = (1 - at * at) * rng.uniform(0, 44)
        tone = mix(dates, rng.choice(("#5b2a22", "#f0b860", dates)), rng.uniform(0, 0.5))
        pen.ellipse(x + at * 74 * size, y - (84 + rise) * size, 10 * size, 7 * size, tone)
    side = [(x - 84 * size, y - 88 * size), (x - 60 * size, y), (x + 60 * size, y),
        (x + 84 * size, y - 88 * size)]
    pen.polygon(side, "#d6a763")
    for row in range(6):
        for column in range(13):
            share = (row + 0.5) / 6
            half = (84 - 24 * share) * size
            cx = x - half + 2 * half * (column + 0.5) / 13
            cy = y - 88 * size + 88 * size * share
            if (row + column) % 2:
                pen.rect(cx - half / 13, cy - 6.5 * size, cx + half / 13, cy + 6.5 * size,
                    "#b07c42" if row % 3 else "#8d4a34")
    pen.polygon([(x + 30 * size, y - 88 * size), (x + 84 * size, y - 88 * size), (x + 60 * size, y),
        (x + 26 * size, y)], clear("#2b1230", 0.2))
    pen.polygon(rounded(x - 90 * size, y - 96 * size, x + 90 * size, y - 84 * size, 6 * size), "#e9c58a")


SCENES = {"falaj": falaj, "palms": palms}
