"""Sun, wind, and the port."""

from math import pi, tau

from .land import billows, birds, clouds, glints, mountains, ripples, sun
from .palette import clear, darker, lighter, mix
from .people import LOOKS, Look, stand
from .shapes import bow, box, curve, down_to, oval, placed, ribbon, ridge, rolling, rounded, turned


def solar(sheet):
    """Rows of panels run to the mountains under a white sun."""
    rng, line = sheet.rng, 520
    sheet.sky([(0, "#1f6f8f"), (0.4, "#7cb8bb"), (0.75, "#f4e1b2"), (1, "#fbd698")], 0, line)
    sun(sheet, 1130, 190, 64, "#fffaf0", "#fff0c0", 0.9)
    clouds(sheet, [(340, 150, 640), (1400, 300, 480), (760, 250, 420)], "#fff6e0", 0.6)
    mountains(sheet, ridge(rng, -20, 1640, 500, 210, 5), line + 40, "#9bb0ab", "#f2cf9c", "#557f8c", 0.4)
    sheet.haze(300, line + 20, "#fbdca4", 0.5)
    mountains(sheet, ridge(rng, -20, 1640, 530, 90, 6), line + 60, "#b98768", "#e9b981", "#6d4355", 0.5)
    plain = sheet.stencil(box(-20, line, 1640, 1090))
    sheet.lay(plain, [(line, "#f3cd92"), (700, "#d9a265"), (1067, "#8d5440")])
    sheet.shade(plain, "#fdebbd", (0, 760), (0, line), 0.6)
    for row in range(9):
        _panel_row(sheet, line, (row / 8) ** 1.75)
    _engineers(sheet)
    return sheet.finish()


def _panel_row(sheet, line, near):
    """One row of tilted panels across the plain; near 0 lies far away, 1 at the reader's feet."""
    foot = line + 26 + 470 * near
    tall = 12 + 170 * near
    wide = 36 + 330 * near
    lean = 0.32
    start = -((sheet.rng.random() + 0.2) * wide) - 60
    faces, shadows, legs, lines, shines = (sheet.stencil() for _ in range(5))
    x = start
    while x < 1700:
        top_left, top_right = (x + tall * lean, foot - tall), (x + wide * 0.94 + tall * lean, foot - tall)
        low_left, low_right = (x, foot - tall * 0.22), (x + wide * 0.94, foot - tall * 0.22)
        shadows.polygon([(x + tall * 0.1, foot + tall * 0.1), (x + wide, foot + tall * 0.1),
            (x + wide + tall * 0.2, foot + tall * 0.34), (x - tall * 0.25, foot + tall * 0.34)])
        for share in (0.16, 0.8):
            legs.polygon(ribbon([(x + wide * share + tall * 0.16, foot - tall * 0.4),
                (x + wide * share + tall * 0.16, foot + tall * 0.16)], 1 + 6 * near))
        faces.polygon([low_left, low_right, top_right, top_left])
        for column in range(1, 6):
            share = column / 6
            lines.polygon(ribbon([_between(low_left, low_right, share), _between(top_left, top_right, share)],
                0.5 + 2 * near))
        for row in (1 / 3, 2 / 3):
            lines.polygon(ribbon([_between(low_left, top_left, row), _between(low_right, top_right, row)],
                0.5 + 2 * near))
        shines.polygon([_between(low_left, low_right, 0.34), _between(low_left, low_right, 0.52),
            _between(top_left, top_right, 0.74), _between(top_left, top_right, 0.56)])
        x += wide
    sheet.blur_in(shadows, "#3b1f3a", 1.5 + 5 * near, 0.5)
    sheet.lay(legs, "#5b4a58")
    top = foot - tall
    sheet.lay(faces, [(top, mix("#8fc4c8", "#2f7f9f", near)),
        (foot - tall * 0.2, mix("#3f7f96", "#132a5a", near))])
    sheet.shade(faces, "#fdf0c8", (0, foot - tall * 0.5), (0, top - tall * 0.3), 0.5)
    sheet.lay(shines, "#fdf6dc", 0.2)
    sheet.lay(lines, mix("#bfe0dc", "#7fb4cc", near), 0.6)
    rim = sheet.stencil()
    for px, py in ((start + tall * lean, top),):
        rim.polygon(ribbon([(px, py), (1720, py)], 0.8 + 2.5 * near))
    sheet.lay(rim, "#f4e9cf", 0.85)


def _between(one, other, share):
    return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)


def _engineers(sheet):
    foot = 1052
    with sheet.detail(960, 640, 1500, 1067) as pen:
        one, two = Look("#f7ecd6", "#f0aa3f", coat="#d9722e"), Look("#15324f", "#1c7583", "#c98d66",
            woman=True, coat="#d9722e")
        stand(pen, 1190, foot, 350, one, facing=1, reach=(20, -58))
        stand(pen, 1306, foot + 6, 332, two, facing=-1)
        pen.polygon(placed(rounded(-30, -40, 30, 22, 5), 1272, foot - 210), "#f3e4c6")
        pen.polygon(placed(rounded(-25, -35, 25, 17, 3), 1272, foot - 210), "#3f7f96")
        for x, y, size in ((1190, foot - 338, 28), (1306, foot - 320, 27)):
            pen.polygon(oval(x, y, size, size, 24, pi, tau), "#fbe6b8")
            pen.polygon([*oval(x, y, size, size, 24, 1.6 * pi, tau), (x, y)], "#e9cd8f")
            pen.polygon(rounded(x - size * 1.3, y - 3, x + size * 1.3, y + 5, 4), "#f0c56a")
            pen.rect(x - 3, y - size - 2, x + 3, y - 2, "#f0c56a")


def wind(sheet):
    """Turbines on green summer hills above the fog."""
    rng = sheet.rng
    sheet.sky([(0, "#3a8595"), (0.35, "#9ccbbf"), (0.6, "#f0e6c4"), (0.85, "#f7d3a6")], 0, 760)
    sheet.glow(420, 340, 640, "#fff7df", 0.85, 1.8)
    billows(sheet, [(1250, 210, 560, 90), (280, 130, 420, 66)], "#fff6e2", "#a9cdc4", 0.85)
    clouds(sheet, [(760, 120, 520)], "#fff6e2", 0.5)
    layers = ((470, 60, "#9fc3b4", "#e3e6c6", 3), (560, 66, "#7fae97", "#cfd9a8", 3),
        (660, 70, "#5f9877", "#a9c483", 2), (800, 80, "#3f7f5c", "#7fa758", 2))
    mills = ((230, 452, 120, 0.2), (420, 470, 128, 0.9), (640, 446, 116, 1.6),
        (1450, 440, 120, 0.5)), ((880, 545, 200, 0.35), (1130, 560, 210, 1.2)), ((330, 660, 330, 0.1),), (
        (1260, 800, 600, 0.62),)
    for (base, tall, top, foot, waves), row in zip(layers, mills, strict=True):
        hill = rolling(rng, -20, 1640, base, tall, waves)
        for x, _, height, turn in row:
            y = min(hill, key=lambda point, x=x: abs(point[0] - x))[1]
            _turbine(sheet, x, y + 6, height, turn)
        body = sheet.stencil(down_to(hill, 1090))
        sheet.lay(body, [(base - tall, top), (base + 240, foot)], shadow=(0, -6, 20, 0.14))
        sheet.shade(body, darker(top, 0.3), (300, 0), (1800, 300), 0.45)
        sheet.shade(body, "#fdf3c4", (0, base + 50), (0, base - tall - 20), 0.4)
        _fog(sheet, base + 90)
    _meadow(sheet)
    return sheet.finish()


def _fog(sheet, y):
    rng = sheet.rng
    banks = sheet.stencil(*(oval(rng.uniform(0, 1600), y + rng.uniform(-16, 30), rng.uniform(180, 420),
        rng.uniform(10, 26)) for _ in range(6)))
    sheet.blur_in(banks, "#fbf1d8", 16, 0.5)


def _turbine(sheet, x, foot, height, turn):
    """A wind turbine, its blades turned by `turn` radians."""
    hub = (x, foot - height)
    long = height * 0.62
    tower = sheet.stencil([(x - height * 0.02, foot), (x - height * 0.009, hub[1]),
        (x + height * 0.009, hub[1]), (x + height * 0.02, foot)])
    sheet.lay(tower, "#fbf4e4")
    sheet.shade(tower, "#4f7f8c", (x - height * 0.01, 0), (x + height * 0.025, 0), 0.6)
    blade = [(0, 0), (long * 0.05, -long * 0.14), (long * 0.052, -long * 0.25), (long * 0.012, -long),
        (-long * 0.006, -long), (-long * 0.012, -long * 0.2), (-long * 0.012, 0)]
    blades = sheet.stencil(*(placed(turned(blade, turn + at * tau / 3), *hub) for at in range(3)))
    sheet.lay(blades, "#fffaf0", shadow=(height * 0.012, height * 0.014, max(1.2, height * 0.012), 0.22))
    edges = sheet.stencil(*(placed(turned([(0, 0), (long * 0.05, -long * 0.14), (long * 0.052, -long * 0.25),
        (long * 0.012, -long), (long * 0.012, -long * 0.3)], turn + at * tau / 3), *hub) for at in range(3)))
    sheet.lay(edges, "#a9c6c4", 0.7)
    nose = sheet.stencil(oval(*hub, height * 0.024, height * 0.024))
    sheet.lay(nose, "#c4553a")


def _meadow(sheet):
    rng = sheet.rng
    brow = curve([(-20, 880), (260, 900), (620, 960), (1000, 985), (1330, 940), (1640, 880)])
    front = sheet.stencil(down_to(brow, 1090))
    sheet.lay(front, [(880, "#4d8a52"), (1067, "#1d4a3c")], shadow=(0, -8, 18, 0.25))
    sheet.shade(front, "#d6cf72", (0, 990), (0, 880), 0.55)
    grass, bloom = sheet.stencil(), sheet.stencil()
    for _ in range(520):
        x = rng.uniform(-10, 1610)
        y = rng.uniform(min(brow, key=lambda point, x=x: abs(point[0] - x))[1] + 8, 1075)
        tall = rng.uniform(10, 30) * (y - 820) / 160
        grass.polygon(ribbon(bow((x, y), (x + 2, y - tall * 0.6), (x + rng.uniform(2, 14), y - tall), 5), 2.4,
            0.4))
        if rng.random() < 0.14:
            bloom.ellipse(x + 6, y - tall, rng.uniform(2, 4.4))
    sheet.lay(grass, "#123b30", 0.65)
    sheet.lay(bloom, "#f6d77a")
    with sheet.detail(240, 760, 760, 1060) as pen:
        for x, y, size, hide in ((470, 948, 0.9, "#7a4a38"), (560, 962, 1.0, "#efe3c8"),
            (655, 966, 0.8, "#4d2a2b"), (390, 936, 0.75, "#efe3c8")):
            _cow(pen, x, y, size, hide)
        stand(pen, 310, 950, 128, LOOKS[5], facing=1, walk=0.2)


def _cow(pen, x, y, size, hide):
    for leg in (-24, -16, 16, 24):
        pen.stroke([(x + leg * size, y - 24 * size), (x + leg * size, y)], 7 * size, darker(hide, 0.3),
            5 * size)
    pen.polygon(placed(curve([(-32, -52), (0, -54), (28, -56), (36, -44), (30, -22), (0, -18), (-30, -20),
        (-36, -38)], closed=True), x, y, size), hide)
    pen.polygon(placed(curve([(-10, -53), (8, -54), (6, -38), (-8, -36)], closed=True), x, y, size),
        darker(hide, 0.25))
    pen.polygon(placed(curve([(30, -56), (44, -64), (52, -56), (54, -44), (46, -42), (34, -44)], closed=True),
        x, y, size), darker(hide, 0.12))
    pen.stroke(placed([(40, -62), (36, -72)], x, y, size), 3 * size, "#f0e2c4")
    pen.stroke(placed([(-34, -48), (-39, -24)], x, y, size), 2.5 * size, darker(hide, 0.4))


def port(sheet):
    """Gantry cranes work a container ship at sunrise."""
    rng, quay = sheet.rng, 780
    sheet.sky([(0, "#24577a"), (0.3, "#6fa0a8"), (0.55, "#f2c79a"), (0.75, "#f6a777"), (1, "#f3c78c")], 0,
        quay + 20)
    sun(sheet, 330, 470, 92, "#fff1d0", "#ffc98a", 0.85)
    clouds(sheet, [(560, 190, 720), (1250, 130, 620), (260, 300, 480), (1420, 330, 420)], "#ffe3ba", 0.5)
    mountains(sheet, ridge(rng, -20, 1640, 640, 150, 5), quay, "#a98487", "#f0bd90", "#6d4a6d", 0.5)
    sheet.haze(500, quay, "#f8cb96", 0.5)
    with sheet.detail(0, 60, 1600, quay + 20) as pen:
        for x, size, tone in ((1490, 0.62, 0.45), (1260, 0.7, 0.3), (980, 0.8, 0.12)):
            _gantry(pen, x, quay - 6, size, mix("#c4553a", "#f0b98c", tone))
        _stacks(pen, rng, 880, quay - 4, 20, 5)
    _ship(sheet, quay)
    with sheet.detail(300, 0, 1600, quay + 30) as pen:
        _gantry(pen, 885, quay + 14, 1.12, "#c4553a")
    sheet.lay(sheet.stencil(box(-20, quay - 4, 880, quay + 20)), "#d9a98a")
    with sheet.detail(120, quay - 12, 900, quay + 20) as pen:
        pen.polygon([(176, quay - 6), (885, quay - 6), (884, quay + 18), (200, quay + 18)], "#8d382d")
    sheet.mirror(quay + 16, 290, [(quay, "#f0b98a"), (880, "#5f8a94"), (1067, "#123f58")], 0.5, 10, 0.8)
    glints(sheet, 330, quay + 24, 1060, "#fff0c8", 0.6, 150, 0.8)
    ripples(sheet, quay + 30, 1060, "#0d344c", 200, 0.32)
    _tug(sheet)
    birds(sheet, [(210, 330, 40), (260, 350, 30), (150, 372, 26), (470, 300, 34)], "#3b2a4a")
    return sheet.finish()


def _gantry(pen, x, foot, size, paint):
    """A ship-to-shore crane, its boom reaching over the water to the left."""

    def at(points):
        return placed(points, x, foot, size)

    dark = darker(paint, 0.3)
    for leg in (170, 40):
        pen.stroke(at([(leg, 0), (leg - 8, -420)]), 20 * size, dark if leg > 100 else paint, 16 * size)
    pen.stroke(at([(170, -20), (42, -210), (166, -400)]), 8 * size, dark)
    pen.stroke(at([(165, -210), (40, -210)]), 14 * size, paint)
    pen.stroke(at([(100, -400), (96, -600)]), 14 * size, paint, 10 * size)
    pen.stroke(at([(34, -400), (96, -600), (166, -400)]), 8 * size, dark)
    pen.polygon(at(box(-430, -424, 300, -402)), paint)
    pen.polygon(at(box(-430, -408, 300, -402)), dark)
    for end in (-420, -200, 290):
        pen.stroke(at([(96, -596), (end, -424)]), 4 * size, dark)
    for step in range(-420, 290, 36):
        pen.stroke(at([(step, -424), (step + 18, -440), (step + 36, -424)]), 2.4 * size, dark)
    pen.polygon(at(box(210, -470, 290, -424)), lighter(paint, 0.5))
    pen.polygon(at(box(222, -460, 246, -442)), "#2a4a66")
    pen.polygon(at(box(-196, -402, -150, -376)), lighter(paint, 0.6))
    for side in (-190, -156):
        pen.stroke(at([(side, -378), (side, -300)]), 2 * size, "#2b2038")
    pen.polygon(at(box(-226, -302, -120, -262)), "#1c7583")
    for rib in range(-216, -122, 13):
        pen.polygon(at(box(rib, -298, rib + 3, -266)), clear("#0d1230", 0.25))
    for leg in (170, 40):
        pen.polygon(at(rounded(leg - 26, -14, leg + 26, 2, 4)), "#2b2038")


CARGO = ("#c4553a", "#1c7583", "#f0aa3f", "#8d382d", "#e9cd9b", "#24543f", "#2f5d8a", "#d8845f")


def _stacks(pen, rng, x, foot, columns, rows):
    for column in range(columns):
        for row in range(rng.randint(1, rows)):
            _container(pen, x + column * 58, foot - row * 25, 56, 24, rng.choice(CARGO))


def _container(pen, x, foot, width, tall, paint):
    pen.rect(x, foot - tall, x + width, foot, paint)
    for rib in range(4, int(width) - 3, 6):
        pen.rect(x + rib, foot - tall + 3, x + rib + 2, foot - 3, clear("#0d1230", 0.16))
    pen.rect(x, foot - tall, x + width, foot - tall + 2, lighter(paint, 0.35))


def _ship(sheet, quay):
    rng = sheet.rng
    with sheet.detail(60, 330, 900, quay + 30) as pen:
        for column in range(10):
            for row in range(4 + (column % 3 != 0) + (2 < column < 8)):
                _container(pen, 208 + column * 58, 648 - row * 27, 57, 26, rng.choice(CARGO))
        pen.rect(802, 470, 874, 660, "#f6ead2")
        pen.rect(850, 470, 874, 660, clear("#1b1838", 0.18))
        for row in range(5):
            for column in range(4):
                pen.rect(810 + column * 14, 486 + row * 30, 819 + column * 14, 498 + row * 30, "#2a4a66")
        pen.rect(792, 466, 884, 474, "#c4553a")
        pen.rect(826, 410, 850, 468, "#1c7583")
        pen.rect(826, 420, 850, 432, "#f6ead2")
        pen.polygon([(120, 648), (890, 648), (884, 800), (200, 800), (176, 780)], "#17304f")
        pen.polygon([(186, 770), (886, 762), (884, 800), (200, 800)], "#8d382d")
        pen.polygon([(120, 648), (890, 648), (890, 660), (126, 660)], "#f0dfbf")
        pen.polygon([(640, 648), (890, 648), (884, 800), (700, 800)], clear("#0a0d24", 0.22))
        pen.stroke([(150, 648), (150, 600)], 5, "#f0dfbf")
        pen.ellipse(196, 700, 11, 13, "#e9cd9b")
    with sheet.detail(860, quay - 20, 1600, quay + 20) as pen:
        pen.rect(880, quay - 8, 1600, quay + 18, "#6b5060")
        pen.rect(880, quay - 10, 1600, quay - 4, "#f0d3a4")
        for x in range(900, 1600, 46):
            pen.rect(x, quay + 2, x + 14, quay + 16, "#2b2038")


def _tug(sheet):
    x, y = 1180, 940
    sheet.blur_in(sheet.stencil(oval(x + 10, y + 18, 170, 16)), "#0a2338", 6, 0.6)
    with sheet.detail(x - 190, y - 190, x + 220, y + 40) as pen:
        pen.polygon(placed(curve([(-150, -44), (-60, -34), (60, -36), (150, -66)]) + curve(
            [(140, -20), (110, 14), (-120, 14), (-146, -10)]), x, y), "#8d382d")
        pen.polygon(placed(box(-146, -10, 140, -2), x, y), "#f0dfbf")
        pen.polygon(placed([(-30, -38), (-24, -92), (56, -92), (66, -40)], x, y), "#f6ead2")
        pen.polygon(placed([(-18, -92), (-12, -128), (40, -128), (48, -92)], x, y), "#f0dfbf")
        for at in range(3):
            pen.polygon(placed(rounded(-10 + at * 18, -120, 4 + at * 18, -102, 3), x, y), "#2a4a66")
        pen.polygon(placed(box(-64, -100, -42, -38), x, y), "#f0aa3f")
        pen.polygon(placed(box(-64, -92, -42, -82), x, y), "#15162c")
        pen.stroke([(x + 12, y - 128), (x + 12, y - 176)], 4, "#3b2a3a")
        for at in range(6):
            pen.ellipse(x - 110 + at * 46, y - 4, 10, 12, "#1b1526")
    wake = sheet.stencil(*(ribbon(bow((x - 130, y + 12 + at * 8), (x - 260, y + 16 + at * 12),
        (x - 420 - at * 30, y + 26 + at * 16)), 5, 0.6) for at in range(3)))
    sheet.lay(wake, "#f4efdc", 0.55)


SCENES = {"solar": solar, "wind": wind, "port": port}
