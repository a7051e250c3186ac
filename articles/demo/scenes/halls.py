"""Conference hall, panel, signing table."""

from math import cos, pi, sin, tau

from .palette import clear, darker, lighter, mix
from .people import LOOKS, Look, bust_from_behind, sit, stand
from .plants import Palm, plant
from .shapes import arch, bow, box, curve, down_to, oval, placed, ribbon, rounded


def hall(sheet):
    """A full conference hall, from the back rows towards the lit stage."""
    rng = sheet.rng
    sheet.sky([(0, "#0f1838"), (0.45, "#1f3a64"), (1, "#142247")])
    _ceiling(sheet)
    _slat_walls(sheet)
    _screen(sheet)
    stage = sheet.stencil([(330, 640), (1270, 640), (1380, 720), (220, 720)])
    sheet.lay(stage, [(640, "#e0a86a"), (720, "#9a5f48")])
    sheet.lay(sheet.stencil(box(220, 720, 1380, 760)), [(720, "#5b3340"), (760, "#2b1c38")])
    sheet.glow(800, 690, 420, "#ffe2ac", 0.45, 1.7, 0.2)
    with sheet.detail(360, 470, 1280, 730) as pen:
        pen.polygon([(1046, 690), (1052, 612), (1118, 612), (1124, 690)], "#6d3a34")
        pen.polygon([(1046, 612), (1046, 600), (1126, 600), (1126, 612)], "#e9b877")
        stand(pen, 1085, 686, 150, LOOKS[8], facing=-1)
        pen.polygon([(1050, 688), (1055, 626), (1116, 626), (1121, 688)], "#6d3a34")
        pen.polygon([(1092, 688), (1090, 626), (1116, 626), (1121, 688)], clear("#120a1c", 0.3))
        for x, look in ((470, 0), (560, 6), (650, 3)):
            _armchair(pen, x, 692, 0.42)
            sit(pen, x, 690, 132, LOOKS[look], facing=1)
    for x in (200, 520, 1080, 1400):
        beam = sheet.stencil([(x - 8, 60), (x + 8, 60), (800 + (x - 800) * 0.25 + 170, 690),
            (800 + (x - 800) * 0.25 - 170, 690)])
        sheet.blur_in(beam, "#fff0c4", 14, 0.16)
    rows = ((792, 60, 31, 0.62), (836, 80, 23, 0.5), (892, 106, 17, 0.36), (968, 146, 12, 0.18),
        (1080, 212, 8, 0.04))
    for y, tall, count, dim in rows:
        _audience(sheet, rng, y, tall, count)
        sheet.lay(sheet.stencil(box(-20, y - tall * 1.3, 1640, y + 2)), "#14204a", dim * 0.42)
    return sheet.finish(vignette=0.36)


def _ceiling(sheet):
    for at in range(6):
        y, half = 250 - at * 52, 520 + at * 130
        ring = sheet.stencil([*bow((800 - half, y + 60), (800, y - 90), (800 + half, y + 60), 40),
            *bow((800 + half, y + 20), (800, y - 130), (800 - half, y + 20), 40)])
        sheet.lay(ring, mix("#27477a", "#111b40", at / 6), shadow=(0, 8, 12, 0.4))
        lights = sheet.stencil(*(oval(x, y + 40 - 70 * (1 - ((x - 800) / half) ** 2), 6 + at, 2.6 + at * 0.5,
            14) for x in range(int(820 - half), int(800 + half), 58)))
        sheet.lay(lights, "#ffe6b0", 0.9)


def _slat_walls(sheet):
    for side in (-1, 1):
        slats = sheet.stencil()
        for at in range(26):
            x0, x1 = 800 + side * (500 + at * 13 + at * at * 0.62), 800 + side * (
                506 + at * 13 + at * at * 0.62 + at * 0.35)
            share = (abs(x0 - 800) - 500) / 320
            slats.polygon([(x0, 300 - 190 * share), (x1, 300 - 192 * share), (x1, 712 + 60 * share),
                (x0, 712 + 60 * share)])
        sheet.lay(slats, [(100, "#5b4a66"), (500, "#b9794f"), (780, "#5b3340")], 0.85)


def _screen(sheet):
    """The wide screen behind the stage: a drawn city under a paper sun."""
    frame = sheet.stencil(rounded(362, 222, 1238, 628, 14))
    sheet.glow(800, 430, 720, "#8fd0c8", 0.3, 1.8)
    sheet.lay(frame, "#0a1028", shadow=(0, 12, 22, 0.5))
    glass = sheet.stencil(rounded(372, 232, 1228, 618, 8))
    sheet.lay(glass, [(232, "#1c7583"), (430, "#8fc4b4"), (560, "#f6dca4"), (618, "#f3b878")])
    disc = sheet.stencil(oval(800, 470, 128, 128))
    sheet.lay(disc, [(340, "#fff3d0"), (600, "#f0aa3f")])
    rng = sheet.rng
    for base, low, high, tone in ((600, 60, 170, "#3f8f94"), (618, 40, 120, "#12506a")):
        city = sheet.stencil()
        x = 376
        while x < 1222:
            wide, tall = rng.uniform(22, 54), rng.uniform(low, high) * (1 - 0.35 * abs(x - 800) / 430)
            city.polygon(box(x, base - tall, min(x + wide, 1226), 617))
            if rng.random() < 0.3:
                city.polygon(arch(min(x + wide / 2, 1200), base - tall + 2, wide * 0.8, wide * 0.5, 0.3))
            x += wide * 1.08
        sheet.lay(city, tone, 0.92)


def _audience(sheet, rng, y, tall, count):
    gap = 1700 / count
    lanes = [(-50 + gap * (at + 0.5) + rng.uniform(-0.12, 0.12) * gap,
        rng.randrange(10)) for at in range(count)]
    with sheet.detail(0, y - tall * 1.35, 1600, min(1067, y + 6)) as pen:
        for x, _ in lanes:
            pen.polygon(rounded(x - gap * 0.43, y - tall * 0.5, x + gap * 0.43, y + 30, gap * 0.12),
                "#47264a")
        for x, look in lanes:
            bust_from_behind(pen, x, y, tall, LOOKS[look])
        for x, _ in lanes:
            pen.polygon(rounded(x - gap * 0.4, y - tall * 0.3, x + gap * 0.4, y + 30, gap * 0.12), "#6a3350")
            pen.polygon(rounded(x - gap * 0.4, y - tall * 0.3, x + gap * 0.4, y - tall * 0.24, gap * 0.06),
                "#8d4a5e")


def _armchair(pen, x, y, size, cloth="#1c7583"):
    def at(points):
        return placed(points, x, y, size)

    for leg in (-78, 84):
        pen.polygon(at(box(leg - 5, -22, leg + 5, 2)), "#4d2a2b")
    pen.polygon(at(rounded(-100, -230, 96, -30, 44)), darker(cloth, 0.2))
    pen.polygon(at(rounded(-96, -112, 100, -18, 20)), cloth)
    pen.polygon(at(rounded(-124, -150, -78, -18, 22)), lighter(cloth, 0.1))
    pen.polygon(at(rounded(80, -150, 126, -18, 22)), darker(cloth, 0.1))


def panel(sheet):
    """Four speakers in armchairs on a stage with paper-cut arches."""
    _arch_backdrop(sheet)
    floor = sheet.stencil(down_to(curve([(-20, 838), (400, 812), (800, 804), (1200, 812), (1640, 838)]),
        1090))
    sheet.lay(floor, [(804, "#d99a62"), (1067, "#7a3f3c")], shadow=(0, -8, 20, 0.3))
    sheet.glow(800, 880, 760, "#ffe2ac", 0.5, 1.6, 0.22)
    rug = sheet.stencil(oval(800, 935, 700, 78, 70))
    sheet.lay(rug, "#8d382d")
    for rx, tone in ((672, "#e9cd9b"), (655, "#8d382d"), (590, "#c4553a"), (572, "#8d382d")):
        sheet.lay(sheet.stencil(oval(800, 935, rx, 78 * rx / 700, 70)), tone)
    _pots(sheet)
    guests = ((270, LOOKS[0], 1, "#1c7583"), (590, LOOKS[6], 1, "#1c7583"),
        (1010, Look("#e9dcc2", "#24543f", turban=False), -1, "#1c7583"), (1330, LOOKS[8], -1, "#1c7583"))
    shadows = sheet.stencil(*(oval(x + 10, 950, 150, 18) for x, *_ in guests))
    sheet.blur_in(shadows, "#2b0f24", 10, 0.55)
    with sheet.detail(60, 380, 1560, 1010) as pen:
        for x, look, facing, cloth in guests:
            _armchair(pen, x, 948, 1.18, cloth)
            gesture = {590: (21, -52), 1010: (20, -58)}.get(x)
            sit(pen, x, 944, 430, look, facing=facing, reach=gesture)
        for x in (430, 1170, 800):
            _side_table(pen, x, 975)
        pen.polygon(placed(rounded(-26, -14, 26, 20, 3), 338, 764), "#fbf3e1")
    for x in (180, 800, 1420):
        beam = sheet.stencil([(x - 12, -20), (x + 12, -20), (x + 250, 960), (x - 250, 960)])
        sheet.blur_in(beam, "#fff3cf", 26, 0.12)
    with sheet.detail(0, 880, 1600, 1067) as pen:
        for at, x in enumerate(range(-10, 1640, 165)):
            bust_from_behind(pen, x + (at * 37) % 30, 1088 + (at % 2) * 14, 112,
                in_the_dark(LOOKS[(at * 3 + 1) % 10]))
    return sheet.finish(vignette=0.3)


def _pots(sheet):
    pots = [Palm(sheet.rng, x, 905, 300, lean, 0.56, 11, 20) for x, lean in ((58, -0.03), (1545, 0.03))]
    plant(sheet, pots, "#2f6b4b", "#6d4a3c", light="#9dbb62")
    with sheet.detail(0, 860, 1600, 1000) as pen:
        for x in (58, 1545):
            pen.polygon([(x - 56, 880), (x + 56, 880), (x + 40, 975), (x - 40, 975)], "#c4553a")
            pen.polygon([(x + 10, 880), (x + 56, 880), (x + 40, 975), (x + 10, 975)], clear("#1b1230", 0.2))
            pen.polygon(rounded(x - 62, 868, x + 62, 888, 6), "#de7a56")


def in_the_dark(look):
    night = "#1b1433"
    return Look(mix(look.robe, night, 0.74), mix(look.head, night, 0.66), mix(look.skin, night, 0.72),
        look.woman, look.turban)


def _arch_backdrop(sheet):
    sheet.sky([(0, "#12304f"), (0.6, "#1c5a70"), (1, "#0f3a52")], 0, 860)
    tones = ("#17506a", "#1f7080", "#3a9a98", "#8cc3ae", "#f1dfae", "#f0b565")
    for at, tone in enumerate(tones):
        wide, tall = 1560 - at * 235, 900 - at * 118
        shape = sheet.stencil(arch(800, 860, wide, tall, 0.1))
        sheet.lay(shape, [(860 - tall, lighter(tone, 0.1)), (860, darker(tone, 0.18))],
            shadow=(0, 10, 22, 0.42))
    disc = sheet.stencil(oval(800, 640, 92, 92))
    sheet.lay(disc, [(548, "#fff6da"), (732, "#f6cf8a")], shadow=(0, 6, 14, 0.3))
    hills = sheet.stencil(down_to(curve([(612, 790), (690, 742), (780, 772), (880, 716), (988, 780)]), 860))
    sheet.lay(hills, [(690, "#c4553a"), (840, "#8d382d")], shadow=(0, -4, 10, 0.3))


def _side_table(pen, x, y):
    pen.polygon(oval(x + 6, y + 2, 66, 9), clear("#1b0f22", 0.35))
    pen.polygon([(x - 8, y - 96), (x + 8, y - 96), (x + 12, y - 4), (x - 12, y - 4)], "#5a3024")
    pen.polygon(oval(x, y - 2, 36, 7), "#5a3024")
    pen.polygon(oval(x, y - 92, 70, 15), "#7a4530")
    pen.polygon(oval(x, y - 98, 70, 15), "#e9c48f")
    for dx in (-28, 26):
        pen.polygon([(x + dx - 10, y - 134), (x + dx + 10, y - 134), (x + dx + 8, y - 98),
            (x + dx - 8, y - 98)], clear("#e6f4f0", 0.75))
        pen.polygon([(x + dx - 9, y - 118), (x + dx + 9, y - 118), (x + dx + 8, y - 98),
            (x + dx - 8, y - 98)], clear("#7fc0c4", 0.8))
    for at in range(7):
        pen.polygon(oval(x - 2 + 13 * cos(at), y - 122 + 11 * sin(at * 2.1), 8, 7, 14),
            ("#e98a8f", "#fbf0dc", "#f0aa3f")[at % 3])
    pen.polygon(rounded(x - 9, y - 114, x + 9, y - 96, 5), "#12506a")


def signing(sheet):
    """Two sides sign an agreement at a long table; witnesses stand behind them."""
    _panelled_room(sheet)
    witnesses = ((330, LOOKS[5], 1), (560, LOOKS[8], 1), (800, LOOKS[0], -1), (1040, LOOKS[1], -1),
        (1270, LOOKS[6], -1))
    with sheet.detail(180, 240, 1440, 900) as pen:
        for x, look, facing in witnesses:
            stand(pen, x, 935, 620, look, facing=facing)
    sheet.haze(240, 900, "#12304f", 0.5)
    signers = ((520, Look("#fbf3e1", "#c4553a"), 1), (1080, Look("#e9e3d2", "#3b3470", "#a3673f"), -1))
    with sheet.detail(300, 380, 1300, 960) as pen:
        for x, look, facing in signers:
            pen.polygon(rounded(x - 118, 560, x + 118, 960, 46), "#6d2f36")
            pen.polygon(rounded(x - 104, 574, x + 104, 960, 38), "#8d4044")
            stand(pen, x, 1150, 700, look, facing=facing, reach=(17, -55))
    _signing_table(sheet)
    with sheet.detail(420, 560, 1200, 860) as pen:
        for x, facing, look in ((520, 1, signers[0][1]), (1080, -1, signers[1][1])):
            _writing_arm(pen, x, facing, look)
    return sheet.finish(vignette=0.28)


def _panelled_room(sheet):
    sheet.sky([(0, "#174a5c"), (0.7, "#2a7480"), (1, "#174a5c")], 0, 1067)
    sheet.glow(800, 330, 900, "#ffe9bd", 0.42, 1.7)
    for at in range(7):
        x = -40 + at * 280
        niche = sheet.stencil(arch(x, 760, 220, 640, 0.3))
        sheet.lay(niche, [(120, "#1c5f70"), (760, "#113f52")], shadow=(0, 0, 10, 0.3))
        inner = sheet.stencil(arch(x, 760, 184, 606, 0.3))
        sheet.lay(inner, [(150, "#3f9a9a"), (760, "#1c6674")])
        _lattice(sheet, x, 240)
    with sheet.detail(0, 0, 1600, 120) as pen:
        pen.rect(0, 0, 1600, 62, "#12394c")
        pen.rect(0, 62, 1600, 70, "#e9b877")
        for x in range(20, 1600, 40):
            pen.polygon([(x, 14), (x + 16, 32), (x, 50), (x - 16, 32)], "#e0a552")
            pen.polygon([(x, 22), (x + 9, 32), (x, 42), (x - 9, 32)], "#12394c")


def _lattice(sheet, x, y):
    """An eight-pointed star of brass in a niche."""
    star = sheet.stencil()
    for turn in range(2):
        corners = [(x + 50 * cos(pi / 4 + turn * pi / 4 + at * pi / 2),
            y + 50 * sin(pi / 4 + turn * pi / 4 + at * pi / 2)) for at in range(4)]
        star.polygon(corners)
    sheet.lay(star, [(y - 60, "#f6d08a"), (y + 60, "#c98a45")], shadow=(3, 6, 8, 0.4))
    sheet.lay(sheet.stencil(oval(x, y, 27, 27)), "#1c6674")
    sheet.lay(sheet.stencil(oval(x, y, 16, 16)), "#f0c070")


def _signing_table(sheet):
    top = sheet.stencil([(150, 800), (1450, 800), (1520, 872), (80, 872)])
    cloth = sheet.stencil([(80, 870), (1520, 870), (1500, 1090), (100, 1090)])
    sheet.lay(cloth, [(870, "#e9d6b4"), (1067, "#a9876e")], shadow=(0, 4, 10, 0.3))
    folds = sheet.stencil(*([(x, 874), (x + 26, 874), (x + 40, 1090), (x + 8, 1090)] for x in range(110, 1500,
        88)))
    sheet.shade(folds, "#5b3340", (0, 860), (0, 1180), 0.6)
    sheet.lay(top, [(800, "#fbf0dc"), (872, "#f0dcb8")], shadow=(0, 8, 10, 0.35))
    sheet.lay(sheet.stencil(box(80, 870, 1520, 884), box(92, 940, 1508, 948)), "#24543f")
    with sheet.detail(240, 660, 1360, 900) as pen:
        for x in (560, 1040):
            pen.polygon([(x - 104, 858), (x + 104, 858), (x + 92, 814), (x - 92, 814)], "#8d382d")
            pen.polygon([(x - 96, 852), (x - 2, 852), (x - 2, 818), (x - 86, 818)], "#ffffff")
            pen.polygon([(x + 96, 852), (x + 2, 852), (x + 2, 818), (x + 86, 818)], "#fbf6ea")
            for row in range(4):
                for side in (-1, 1):
                    pen.stroke([(x + side * 14, 825 + row * 6.4), (x + side * (72 + row * 2),
                        825 + row * 6.4)], 1.4, clear("#57506a", 0.55))
        _flowers(sheet.rng, pen, 800, 842)
        for x in (330, 1270):
            pen.polygon([(x - 15, 780), (x + 15, 780), (x + 12, 838), (x - 12, 838)], clear("#e6f4f0", 0.8))
            pen.polygon([(x - 13, 804), (x + 13, 804), (x + 12, 838), (x - 12, 838)], clear("#6fb4ba", 0.85))


def _flowers(rng, pen, x, y):
    pen.polygon(oval(x + 6, y + 2, 90, 10), clear("#2b1a30", 0.3))
    pen.polygon(curve([(x - 60, y - 34), (x - 50, y - 4), (x + 50, y - 4), (x + 60, y - 34)], closed=True),
        "#1c7583")
    for at in range(26):
        turn = -pi + at * pi / 25
        tip = (x + 128 * cos(turn) * rng.uniform(0.6, 1), y - 40 + 74 * sin(turn) * rng.uniform(0.7, 1.1))
        pen.polygon(ribbon(bow((x, y - 30), ((x + tip[0]) / 2, tip[1]), tip, 8), 11, 1),
            mix("#24543f", "#7f9f5a", rng.random()))
    for _ in range(30):
        px, py = x + max(-84, min(84, rng.gauss(0, 44))), y - 50 - min(52, abs(rng.gauss(0, 24)))
        size = rng.uniform(10, 17)
        tone = rng.choice(("#e98a8f", "#fbf0dc", "#f0aa3f", "#c4553a", "#f6c4b0"))
        for petal in range(5):
            pen.ellipse(px + size * 0.55 * cos(petal * tau / 5), py + size * 0.55 * sin(petal * tau / 5),
                size * 0.5, size * 0.5, tone)
        pen.ellipse(px, py, size * 0.32, size * 0.32, "#f6d77a")


def _writing_arm(pen, x, facing, look):
    line = curve([(x + facing * 78, 650), (x + facing * 112, 780), (x + facing * 66, 836)], steps=8)
    pen.stroke(line, 56, darker(look.robe, 0.12), 42)
    pen.ellipse(x + facing * 56, 838, 20, 14, look.skin)
    pen.stroke([(x + facing * 44, 842), (x + facing * 84, 790)], 6, "#15162c", 4)
    pen.stroke([(x + facing * 44, 842), (x + facing * 50, 834)], 5, "#e0a552", 3)


SCENES = {"hall": hall, "panel": panel, "signing": signing}
