"""Muscat by night, and a bus at its stop."""

from math import pi

from .houses import domed_hall, glass_tower, house, lamp_post, minaret
from .land import clouds, glints, moon, mountains, ripples, stars
from .palette import clear, mix
from .people import LOOKS, stand
from .plants import Palm, plant, shrubs
from .shapes import arch, box, curve, oval, placed, ridge, rounded


def skyline(sheet):
    """The city and its great mosque across the bay at night."""
    rng, shore = sheet.rng, 720
    sheet.sky([(0, "#0a1030"), (0.45, "#1d2a5c"), (0.75, "#3f4a80"), (1, "#a8757f")], 0, shore)
    stars(sheet, 560, 300)
    moon(sheet, 1240, 200, 62)
    clouds(sheet, [(1080, 290, 560), (360, 210, 520), (1460, 150, 380)], "#6a6fa6", 0.4)
    mountains(sheet, ridge(rng, -20, 1640, 600, 250, 5), shore, "#2a3468", "#6b5a86", "#121842", 0.55, 1)
    sheet.haze(470, shore, "#b07a80", 0.45)
    mountains(sheet, ridge(rng, -20, 1640, 650, 120, 7), shore, "#1d2450", "#4b3f6c", "#0d1230", 0.5, 1)
    _towers(sheet, shore)
    _great_mosque(sheet, shore)
    _bay_road(sheet, shore)
    sheet.mirror(shore + 14, 340, [(shore, "#4b4272"), (840, "#18244f"), (1067, "#090e2a")], 0.42, 10)
    glints(sheet, 1240, shore + 24, 1060, "#f6e8c0", 0.4, 110, 0.6)
    ripples(sheet, shore + 30, 1060, "#070b22", 200, 0.35)
    with sheet.detail(120, 800, 620, 1020) as pen:
        _night_boat(pen, 360, 940)
    sheet.glow(300, 905, 90, "#ffd98a", 0.7, 2)
    return sheet.finish()


def _towers(sheet, shore):
    rng = sheet.rng
    with sheet.detail(0, 360, 1600, shore + 2) as pen:
        for foot, low, high, tone, lit in ((shore - 26, 70, 200, "#2b3468", 0.22),
            (shore - 10, 50, 150, "#1b2450", 0.34)):
            x = -10
            while x < 1600:
                width = rng.uniform(44, 104)
                if not 480 < x + width / 2 < 1010 or foot < shore - 20:
                    tall = rng.uniform(low, high) * (0.6 if 520 < x < 960 else 1)
                    glass_tower(pen, rng, x, foot, width, tall, mix(tone, "#57305a", rng.uniform(0, 0.3)),
                        lit)
                    if rng.random() < 0.2:
                        pen.rect(x + width / 2 - 1, foot - tall - 30, x + width / 2 + 1, foot - tall, tone)
                        pen.ellipse(x + width / 2, foot - tall - 30, 2.4, 2.4, "#e9564a")
                x += width * rng.uniform(0.92, 1.15)


def _great_mosque(sheet, shore):
    sheet.glow(745, 560, 420, "#ffcf8a", 0.42, 1.7, 0.75)
    with sheet.detail(430, 200, 1060, shore) as pen:
        for x, tall in ((520, 300), (970, 300), (586, 230), (904, 230)):
            minaret(pen, x, shore - 8, tall, "#f0dcb8", "#d9a552")
        minaret(pen, 745, shore - 8, 480, "#fbeccb", "#e0ae58")
        domed_hall(pen, 745, shore - 8, 380, 330, "#f6e3bd", "#e3b765", glass="#4d3560")
        for x in range(470, 1030, 36):
            pen.polygon(arch(x, shore - 8, 25, 44, 0.3), "#ffd98a" if x % 72 else "#c98d5a")
        pen.rect(450, shore - 60, 1040, shore - 52, "#f0dcb8")
        pen.rect(450, shore - 10, 1040, shore - 2, "#a9785c")
    palms = [Palm(sheet.rng, x, shore, sheet.rng.uniform(70, 100), 0.02, 0.44, 11, 12) for x in (440, 476,
        1012, 1050, 1096, 390)]
    plant(sheet, palms, "#1f4a4c", "#2b2440")


def _bay_road(sheet, shore):
    with sheet.detail(0, shore - 40, 1600, shore + 16) as pen:
        pen.rect(0, shore - 6, 1600, shore + 15, "#141a3c")
        pen.rect(0, shore - 8, 1600, shore - 5, "#5b5480")
        for x in range(20, 1600, 62):
            lamp_post(pen, x, shore - 5, 24, "#1b2146")
        for x in range(0, 1600, 7):
            tone = "#ff8a5a" if (x // 7) % 3 else "#fff0c8"
            pen.rect(x, shore + (1 if (x // 7) % 3 else 5), x + 5, shore + (2.6 if (x // 7) % 3 else 6.8),
                clear(tone, 0.75))
    for x in range(20, 1600, 62):
        sheet.glow(x, shore - 36, 34, "#ffd98a", 0.55, 2)


def _night_boat(pen, x, y):
    pen.polygon(placed(curve([(-120, -30), (-40, -16), (60, -20), (140, -52)]) + curve(
        [(120, -10), (80, 16), (-80, 16), (-110, -4)]), x, y), "#0b1030")
    pen.stroke(placed(curve([(-120, -30), (-40, -16), (60, -20), (140, -52)]), x, y), 5, "#b9793f", 3)
    pen.polygon(placed([(-90, -24), (-84, -62), (-22, -62), (-16, -20)], x, y), "#141a3c")
    for at in range(3):
        pen.polygon(placed(rounded(-78 + at * 19, -54, -66 + at * 19, -38, 2), x, y), "#ffd98a")
    pen.stroke(placed([(20, -18), (24, -128)], x, y), 5, "#0b1030", 3)
    pen.stroke(placed([(24, -124), (136, -50)], x, y), 1.6, "#0b1030")
    pen.stroke(placed([(24, -124), (-110, -30)], x, y), 1.6, "#0b1030")


def street(sheet):
    """A city bus pulls in at its stop in the morning."""
    rng, kerb = sheet.rng, 820
    sheet.sky([(0, "#3f93a6"), (0.4, "#a3d0c4"), (0.75, "#f8e7c0"), (1, "#fbd9a4")], 0, kerb)
    sheet.glow(1240, 260, 520, "#fff8e2", 0.85, 1.8)
    clouds(sheet, [(380, 140, 620), (1000, 90, 460), (1420, 220, 420)], "#fff9ea", 0.65)
    mountains(sheet, ridge(rng, -20, 1640, 480, 190, 5), 700, "#a3bcae", "#f0d3a0", "#6b9490", 0.4)
    sheet.haze(330, 720, "#fbe6b8", 0.6)
    _white_town(sheet, kerb)
    _pavement(sheet, kerb)
    trees = [Palm(rng, x, kerb - 6, tall, lean, 0.42, 12, 22, True) for x, tall,
        lean in ((60, 420, 0.04), (1395, 440, -0.04), (1560, 380, 0.03))]
    plant(sheet, trees, "#2f6b4b", "#6d4a3c", light="#9dbb62", shadow=(6, 6, 10, 0.2))
    _shelter(sheet, kerb)
    _bus(sheet, 655, 925)
    with sheet.detail(1280, 800, 1560, 1060) as pen:
        _scooter(pen, 1420, 1040)
    sheet.flip()  # traffic keeps to the right
    return sheet.finish()


def _white_town(sheet, kerb):
    rng = sheet.rng
    with sheet.detail(0, 200, 1600, kerb) as pen:
        x = -30
        while x < 1600:
            width = rng.uniform(130, 200)
            house(pen, rng, x, kerb - 60, width, rng.uniform(260, 360),
                mix(rng.choice(("#f6e6cc", "#f3d9b8", "#ecd0b2")), "#cfe0cc", 0.35), 0, "#7fa3a4")
            x += width
        minaret(pen, 1130, kerb - 40, 560, "#f9ecd2", "#1c7583")
        x = -60
        while x < 1600:
            width = rng.uniform(150, 230)
            house(pen, rng, x, kerb - 20, width, rng.uniform(150, 230),
                rng.choice(("#fbf0dc", "#f6e6cc", "#f1dfc9", "#eccfa8")), 0.04, "#3d6a78")
            x += width * rng.uniform(1, 1.1)
        for x in range(-20, 1600, 190):
            pen.polygon([(x, kerb - 122), (x + 120, kerb - 122), (x + 138, kerb - 88), (x - 14, kerb - 88)],
                rng.choice(("#c4553a", "#1c7583", "#f0aa3f", "#24543f")))
            for stripe in range(1, 8, 2):
                left = x + stripe * 15
                pen.polygon([(left, kerb - 122), (left + 15, kerb - 122), (left + 17, kerb - 88),
                    (left - 4, kerb - 88)], clear("#fcf2de", 0.75))
    shrubs(sheet, [(x, kerb - 2, 120, 44) for x in range(20, 1640, 145)], "#3f7a55", "#a9bf6c")


def _pavement(sheet, kerb):
    road = sheet.stencil(box(-20, kerb - 14, 1640, 1090))
    sheet.lay(road, [(kerb - 14, "#efd6ac"), (kerb + 38, "#d9b58a")])
    tar = sheet.stencil(box(-20, kerb + 40, 1640, 1090))
    sheet.lay(tar, [(kerb + 40, "#7f7480"), (1067, "#3d3a58")])
    sheet.shade(tar, "#f3cf9b", (0, 1000), (0, kerb + 20), 0.35)
    with sheet.detail(0, kerb - 20, 1600, 1067) as pen:
        for at, x in enumerate(range(-10, 1620, 48)):
            pen.rect(x, kerb + 30, x + 48, kerb + 46, "#f6ead2" if at % 2 else "#c4553a")
        for x in range(-40, 1640, 190):
            pen.polygon([(x, 1000), (x + 110, 1000), (x + 104, 1014), (x - 10, 1014)], "#f6ead2")
        for x in range(0, 1640, 66):
            pen.polygon([(x, kerb - 14), (x + 1.6, kerb - 14), (x - 12, kerb + 30), (x - 14, kerb + 30)],
                clear("#6d4a3c", 0.25))


def _shelter(sheet, kerb):
    with sheet.detail(1020, 470, 1500, kerb + 40) as pen:
        for x in (1070, 1420):
            pen.rect(x, 560, x + 9, kerb + 10, "#2b4a55")
        pen.rect(1082, 590, 1416, kerb - 30, clear("#bfe0dc", 0.4))
        pen.rect(1082, 590, 1416, 596, "#2b4a55")
        for x in (1190, 1300):
            pen.rect(x, 590, x + 4, kerb - 30, clear("#2b4a55", 0.7))
        pen.polygon([(1030, 548), (1460, 536), (1460, 560), (1030, 566)], "#c4553a")
        pen.polygon([(1030, 560), (1460, 553), (1460, 562), (1030, 568)], "#8d382d")
        pen.rect(1110, kerb - 62, 1390, kerb - 50, "#b9793f")
        for x in (1130, 1360):
            pen.rect(x, kerb - 50, x + 7, kerb + 4, "#2b4a55")
        stand(pen, 1130, kerb + 20, 232, LOOKS[1], facing=-1, reach=(15, -56))
        stand(pen, 1215, kerb + 16, 224, LOOKS[2], facing=-1)
        stand(pen, 1262, kerb + 18, 140, LOOKS[6], facing=-1)
        stand(pen, 1350, kerb + 22, 236, LOOKS[3], facing=-1, walk=0.3)
        pen.polygon(placed(rounded(-12, -18, 12, 14, 3), 1102, kerb - 112), "#24543f")


def _bus(sheet, x, y):
    """A long low-floor bus, front to the right, wheels on y."""
    sheet.blur_in(sheet.stencil(oval(x, y + 6, 520, 20)), "#15122c", 10, 0.6)
    with sheet.detail(x - 520, y - 330, x + 520, y + 30) as pen:
        pen.polygon(rounded(x - 480, y - 292, x + 480, y - 18, 34), "#c4553a")
        pen.polygon(rounded(x - 480, y - 292, x + 480, y - 236, 28), "#fbf0dc")
        pen.rect(x - 480, y - 262, x + 480, y - 236, "#fbf0dc")
        pen.polygon([(x - 480, y - 64), (x - 150, y - 64), (x + 60, y - 112), (x + 480, y - 112),
            (x + 480, y - 40), (x + 470, y - 18), (x - 460, y - 18), (x - 480, y - 40)], "#24543f")
        pen.polygon([(x - 480, y - 76), (x - 154, y - 76), (x + 56, y - 124), (x + 480, y - 124),
            (x + 480, y - 112), (x + 60, y - 112), (x - 150, y - 64), (x - 480, y - 64)], "#fbf0dc")
        pen.polygon(rounded(x - 462, y - 250, x + 474, y - 142, 16), "#17304a")
        _riders(pen, x, y)
        for left in (-462, -330, -196, -62, 70, 196, 330):
            pen.polygon([(x + left + 34, y - 250), (x + left + 70, y - 250), (x + left + 28, y - 142),
                (x + left - 2, y - 142)], clear("#cfe6e4", 0.22))
        for post in (-336, -202, -66, 64, 190, 316, 396):
            pen.rect(x + post, y - 250, x + post + 6, y - 142, "#0f1f33")
        for wheel in (-300, 228):
            pen.polygon([*oval(x + wheel, y - 40, 58, 58, 40, pi, 2 * pi), (x + wheel + 58, y - 18),
                (x + wheel - 58, y - 18)], "#1b1428")
            for size, tone in ((44, "#221a30"), (25, "#a9a5a8"), (18, "#6d6a78"), (6, "#221a30")):
                pen.ellipse(x + wheel, y - 38, size, size, tone)
        pen.polygon(rounded(x + 462, y - 92, x + 482, y - 66, 6), "#fff3cf")
        pen.polygon(rounded(x - 482, y - 92, x - 470, y - 60, 5), "#ff7a5a")
        pen.polygon(rounded(x - 380, y - 312, x - 180, y - 288, 10), "#e9d6b4")
        pen.polygon(rounded(x + 60, y - 306, x + 230, y - 288, 8), "#e9d6b4")
        pen.polygon(curve([(x + 476, y - 256), (x + 506, y - 250), (x + 508, y - 196), (x + 496, y - 196),
            (x + 494, y - 238), (x + 476, y - 240)], closed=True), "#15162c")
        pen.rect(x - 462, y - 26, x + 468, y - 18, clear("#0d1230", 0.4))
    sheet.glow(x + 478, y - 80, 80, "#fff3cf", 0.6, 2)


def _riders(pen, x, y):
    tones = ("#c4553a", "#f0aa3f", "#e9cd9b", "#a84a4a", "#6a7f5a", "#57305a")
    for at, left in enumerate((-420, -374, -280, -236, -150, -20, 24, 110, 150, 236, 280, 432)):
        pen.polygon(rounded(x + left - 22, y - 176, x + left + 22, y - 130, 12),
            mix(("#f6ead2", "#2b3f5c", "#d8e0d4")[at % 3], "#17304a", 0.35))
        pen.ellipse(x + left, y - 192, 14, 17, mix("#b67852", "#17304a", 0.3))
        pen.polygon(oval(x + left, y - 200, 16, 11), mix(tones[at % 6], "#17304a", 0.25))
    pen.rect(x - 462, y - 146, x + 474, y - 142, "#0f1f33")


def _scooter(pen, x, y):
    """A courier on a moped riding left."""
    pen.polygon(oval(x, y + 2, 120, 10), clear("#0d0f26", 0.45))
    for wheel in (-78, 74):
        pen.ellipse(x + wheel, y - 26, 27, 27, "#1b1428")
        pen.ellipse(x + wheel, y - 26, 15, 15, "#a9a5a8")
    pen.polygon(placed(curve([(-96, -50), (-66, -62), (-58, -40), (-20, -30), (8, -34), (30, -74), (96, -74),
        (104, -46), (60, -30), (10, -16), (-40, -18), (-64, -34)], closed=True), x, y), "#f0aa3f")
    pen.stroke(placed([(-72, -44), (-54, -124), (-36, -130)], x, y), 8, "#2b2038", 6)
    pen.polygon(placed(rounded(52, -150, 124, -80, 8), x, y), "#1c7583")
    pen.polygon(placed(rounded(52, -150, 124, -134, 6), x, y), "#2f93a0")
    pen.polygon(placed(curve([(18, -78), (44, -80), (50, -120), (34, -170), (6, -172), (0, -130)],
        closed=True), x, y), "#24543f")
    pen.stroke(placed(curve([(30, -82), (-14, -84), (-18, -34)]), x, y), 24, "#2b3a5c", 17)
    pen.stroke(placed(curve([(14, -158), (-14, -128), (-40, -132)]), x, y), 17, "#2f6b4b", 12)
    pen.ellipse(x - 41, y - 132, 8, 8, "#b67852")
    pen.polygon(placed(oval(14, -194, 24, 25), x, y), "#fbf0dc")
    pen.polygon(placed(rounded(-10, -200, 12, -182, 6), x, y), "#17304a")


SCENES = {"skyline": skyline, "street": street}
