"""The covered lane of the old market."""


from .palette import clear, darker, mix
from .people import LOOKS, stand
from .shapes import arch, curve, oval, placed, ribbon


class Alley:
    """The souq in one-point perspective: x, y in units at depth 1, y downward from the eye."""

    eye = (800, 560)

    def at(self, x, y, z):
        return (self.eye[0] + x / z, self.eye[1] + y / z)

    def wall(self, side, z0, z1, y0, y1, x=720):
        return [self.at(side * x, y0, z0), self.at(side * x, y0, z1), self.at(side * x, y1, z1),
            self.at(side * x, y1, z0)]

    def vault(self, z):
        """The outline of the passage at a depth: walls and a pointed vault."""
        return [self.at(px, py, z) for px, py in arch(0, 500, 1440, 1120, 0.12)]


def souq(sheet):
    """A covered lane of the old market: cloth, spices, lanterns, light from the far gate."""
    alley = Alley()
    sheet.sky([(0, "#2b1726"), (1, "#1d1022")], 0, 1067)
    bays = [0.62 * 1.33**at for at in range(9)]
    _far_gate(sheet, alley, bays[-1])
    _floor(sheet, alley, bays)
    for at in range(len(bays) - 2, -1, -1):
        _bay(sheet, alley, bays[at], bays[at + 1], at)
    _shoppers(sheet, alley)
    _lanterns(sheet, alley)
    for x, width, lean in ((690, 70, -330), (830, 60, 90), (950, 46, 420)):
        beam = sheet.stencil([(x, 120), (x + width, 120), (x + width * 2.6 + lean, 1000), (x + lean, 1000)])
        sheet.blur_in(beam, "#ffe7ae", 20, 0.15)
    return sheet.finish(vignette=0.34)


def _far_gate(sheet, alley, z):
    sheet.lay(sheet.stencil(alley.vault(z)), [(450, "#fff3cf"), (640, "#fbd391")])
    sheet.glow(800, 560, 420, "#ffe3a4", 0.8, 1.6)
    with sheet.detail(690, 440, 910, 640) as pen:
        pen.polygon(arch(800, 628, 120, 150, 0.2), "#fff8e2")
        pen.polygon(arch(800, 628, 96, 60, 0.2), "#f3d9a0")


def _bay(sheet, alley, z0, z1, number):
    """One shop on each side, and the vault above; z0 is its near end."""
    rng = sheet.rng
    deep = min(1, 0.16 + number * 0.11)
    light = "#f3bf7c"
    vault = alley.vault(z0)
    far = alley.vault(z1)
    ring = sheet.stencil(vault + far[::-1])
    sheet.lay(ring, [(alley.at(0, -620, z0)[1], mix("#5b3238", light, deep * 0.75)),
        (560, mix("#8a5340", light, deep))])
    sheet.shade(ring, "#1d0f24", (800, 560), (800 + 900, 560 - 900), 0.35)
    with sheet.detail() as pen:
        for beam in (z0, z0 * 1.1, z0 * 1.2):
            line = alley.vault(beam)[1:-1]
            pen.stroke(line, 30 / beam, mix("#2b1520", light, deep * 0.6), 30 / beam)
        for side in (-1, 1):
            _shop(pen, rng, alley, side, z0, z1, deep, number)


def _shop(pen, rng, alley, side, z0, z1, deep, number):
    light = "#f3bf7c"
    mid = z0 + (z1 - z0) * 0.12
    pen.polygon(alley.wall(side, mid, z1, -190, 470), mix("#3a1c28", light, deep * 0.55))
    kind = (number + (side > 0)) % 3
    if kind == 0:
        _bolts(pen, rng, alley, side, mid, z1, deep)
    elif kind == 1:
        _shelves(pen, rng, alley, side, mid, z1, deep)
    else:
        _garments(pen, rng, alley, side, mid, z1, deep)
    canopy = ("#c4553a", "#1c7583", "#e09a3c", "#24543f", "#8d382d")[(number * 2 + (side > 0)) % 5]
    stripes = 8
    for at in range(stripes):
        a, b = (mid + (z1 - mid) * (at + step) / stripes for step in (0, 1))
        cloth = canopy if at % 2 else "#f6ead2"
        pen.polygon([alley.at(side * 720, -250, a), alley.at(side * 720, -250, b),
            alley.at(side * 540, -170, b), alley.at(side * 540, -170, a)], mix(cloth, light, deep * 0.55))
        pen.polygon([alley.at(side * 540, -170, a), alley.at(side * 540, -170, b),
            alley.at(side * 540, -128, b), alley.at(side * 540, -120, (a + b) / 2), alley.at(side * 540, -128,
            a)], mix(darker(cloth, 0.2), light, deep * 0.55))
    _sacks(pen, rng, alley, side, mid, z1, deep)


def _bolts(pen, rng, alley, side, z0, z1, deep):
    tones = ("#c4553a", "#1c7583", "#f0aa3f", "#57305a", "#24543f", "#e9cd9b", "#a84a4a", "#2f5d8a")
    for row, (y0, y1) in enumerate(((-120, 40), (60, 220))):
        for at in range(9):
            a, b = (z0 + (z1 - z0) * (at + step) / 9 for step in (0.06, 0.94))
            cloth = mix(tones[(at * 3 + row * 5 + (side > 0)) % 8], "#f3bf7c", deep * 0.6)
            top = y0 + rng.uniform(0, 30)
            pen.polygon(alley.wall(side, a, b, top, y1), cloth)
            pen.polygon(alley.wall(side, a, a + (b - a) * 0.3, top, y1), clear("#fcf2de", 0.2))
            for band in (0.25, 0.7):
                y = top + (y1 - top) * band
                pen.polygon(alley.wall(side, a, b, y, y + 8), clear("#fcf2de", 0.4))
        pen.polygon(alley.wall(side, z0, z1, y1, y1 + 14), mix("#7a4a30", "#f3bf7c", deep * 0.5))


def _shelves(pen, rng, alley, side, z0, z1, deep):
    metal = ("#d9a04a", "#b9793f", "#e9c27a", "#a9653f", "#c9b28a")
    for y in (-40, 90, 220):
        pen.polygon(alley.wall(side, z0, z1, y, y + 12), mix("#7a4a30", "#f3bf7c", deep * 0.5))
        for at in range(6):
            z = z0 + (z1 - z0) * (at + 0.5) / 6
            x, foot = alley.at(side * 716, y, z)
            size, tone = rng.uniform(0.8, 1.15) / z, mix(rng.choice(metal), "#f3bf7c", deep * 0.5)
            pot = curve([(-18, 0), (-26, -34), (-9, -60), (-11, -76), (11, -76), (9, -60), (26, -34),
                (18, 0)], steps=5)
            pen.polygon(placed(pot, x, foot, size), tone)
            pen.polygon(placed([(px, py) for px, py in pot if px >= 0], x, foot, size),
                clear("#1d0f24", 0.25))
            pen.ellipse(x - 8 * size, foot - 36 * size, 4 * size, 10 * size, clear("#fff6dc", 0.45))


def _garments(pen, rng, alley, side, z0, z1, deep):
    tones = ("#f6ead2", "#c4553a", "#2f5d8a", "#57305a", "#24543f", "#f0aa3f")
    pen.polygon(alley.wall(side, z0, z1, -128, -118), "#2b1520")
    for at in range(6):
        a, b = (z0 + (z1 - z0) * (at + step) / 6 for step in (0.08, 0.92))
        m = (a + b) / 2
        cloth = mix(tones[(at * 5 + (side > 0)) % 6], "#f3bf7c", deep * 0.6)
        x = side * 712
        long = rng.uniform(150, 230)
        pen.polygon([alley.at(x, -118, m), alley.at(x, -90, b), alley.at(x, long, b),
            alley.at(x, long + 14, m), alley.at(x, long, a), alley.at(x, -90, a)], cloth)
        pen.polygon([alley.at(x, -118, m), alley.at(x, -90, a), alley.at(x, long, a),
            alley.at(x, long + 14, m)], clear("#1d0f24", 0.18))
        pen.polygon([alley.at(x, long - 40, a), alley.at(x, long - 40, b), alley.at(x, long - 26, b),
            alley.at(x, long - 26, a)], clear("#fcf2de", 0.5))


def _sacks(pen, rng, alley, side, z0, z1, deep):
    """Open sacks of spice and frankincense before the shop."""
    spices = ("#d9822e", "#b5402f", "#e9c14a", "#7a8a4a", "#f3e4c6", "#6d3a2c")
    for at in range(4, -1, -1):
        z = z0 + (z1 - z0) * (at + 0.4) / 5
        x, foot = alley.at(side * 590, 478, z)
        size = 1.0 / z
        air = deep * 0.5
        pen.polygon(oval(x, foot, 74 * size, 14 * size), clear("#120a1c", 0.35))
        sack = curve([(-52, 0), (-62, -60), (-56, -112), (56, -112), (62, -60), (52, 0)], steps=5)
        pen.polygon(placed(sack, x, foot, size), mix("#c9a06a", "#f3bf7c", air))
        pen.polygon(placed([(px, py) for px, py in sack if px > 4], x, foot, size), clear("#1d0f24", 0.25))
        pen.polygon(placed(oval(0, -112, 62, 18), x, foot, size), mix("#e3c08a", "#f3bf7c", air))
        heap = curve([(-50, -112), (-26, -142), (0, -160), (26, -142), (50, -112), (0, -100)], closed=True,
            steps=6)
        pen.polygon(placed(heap, x, foot, size), mix(spices[(at * 2 + rng.randrange(6)) % 6], "#f3bf7c", air))


def _floor(sheet, alley, bays):
    floor = sheet.stencil([alley.at(-620, 500, 0.62), alley.at(620, 500, 0.62), alley.at(620, 500, bays[-1]),
        alley.at(-620, 500, bays[-1])])
    sheet.lay(floor, [(600, "#fbdca0"), (720, "#c98f62"), (1067, "#4d2a35")], 0.94)
    slabs = sheet.stencil()
    for z in (0.66 * 1.13**at for at in range(18)):
        slabs.polygon(ribbon([alley.at(-620, 500, z), alley.at(620, 500, z)], 3 / z))
    for x in (-330, -110, 110, 330):
        slabs.polygon([alley.at(x - 3, 500, 0.62), alley.at(x + 3, 500, 0.62), alley.at(x + 3, 500, 6),
            alley.at(x - 3, 500, 6)])
    sheet.lay(slabs, "#3b1c2c", 0.3)
    sheet.glow(800, 660, 330, "#ffeab8", 0.5, 1.6, 0.35)


def _shoppers(sheet, alley):
    spots = ((60, 4.6, 0, 0.4), (-210, 3.4, 2, 0.3), (260, 2.7, 5, 0.5), (-270, 2.2, 3, 0.6),
        (-345, 2.05, 6, 0.2), (215, 1.62, 8, 0.3), (330, 1.5, 0, 0.5), (-330, 1.12, 7, 0.5))
    with sheet.detail(300, 300, 1300, 1067) as pen:
        for x, z, look, walk in spots:
            px, foot = alley.at(x, 496, z)
            pen.polygon([(px - 16 / z, foot), (px + 16 / z, foot), (px + 90 / z, foot + 130 / z),
                (px - 10 / z, foot + 130 / z)], clear("#2b1020", 0.3))
            stand(pen, px, foot, 560 / z, LOOKS[look], facing=1 if x < 0 else -1, walk=walk,
                back=look in (0, 8))


def _lanterns(sheet, alley):
    spots = [(x, y, z) for z in (4.2, 3.0, 2.15, 1.55, 1.12) for x,
        y in ((-210, -330), (0, -400), (210, -330))]
    with sheet.detail() as pen:
        for at, (x, y, z) in enumerate(spots):
            px, py = alley.at(x, y, z)
            size = 0.95 / z
            pen.stroke([alley.at(x, y - 260, z), (px, py)], 2.4 * size, "#2b1520")
            glass = ("#ffd27c", "#ff9f5a", "#8fd0c8", "#ffd27c", "#f08a6a")[at % 5]
            pen.polygon(placed(curve([(0, 0), (22, 16), (34, 44), (20, 76), (0, 92), (-20, 76), (-34, 44),
                (-22, 16)], closed=True, steps=6), px, py, size), glass)
            for rib in (-16, 0, 16):
                pen.stroke(placed(curve([(0, 2), (rib * 1.1, 44), (0, 90)]), px, py, size), 3 * size,
                    "#6d3a2c")
            pen.polygon(placed([(-14, 6), (0, -14), (14, 6)], px, py, size), "#6d3a2c")
            pen.polygon(placed(oval(0, 96, 6, 9), px, py, size), "#d9a04a")
    for x, y, z in spots:
        px, py = alley.at(x, y + 44, z)
        sheet.glow(px, py, 150 / z, "#ffdf9a", 0.62, 2)


SCENES = {"souq": souq}
