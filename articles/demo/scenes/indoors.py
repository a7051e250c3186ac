"""Book fair, classroom, laboratory, data centre."""

from math import pi, sin

from .palette import clear, darker, lighter, mix
from .people import LOOKS, Look, bust_from_behind, stand
from .plants import Palm
from .shapes import arch, bow, box, curve, oval, placed, ribbon, ridge, rounded

SPINES = ("#c4553a", "#1c7583", "#f0aa3f", "#24543f", "#8d382d", "#e9cd9b", "#2f5d8a", "#57305a", "#de7a56",
    "#f3e4c6", "#3b3470", "#7f9f5a")


def books(sheet):
    """Readers between the shelves of a book fair."""
    rng = sheet.rng
    sheet.sky([(0, "#f3dcae"), (0.7, "#eecb94"), (1, "#e2b67c")])
    sheet.glow(800, 260, 900, "#fff6dc", 0.7, 1.7)
    with sheet.detail(0, 0, 1600, 860) as pen:
        for column in range(5):
            _bookcase(pen, rng, 20 + column * 314, 190, 300, 610)
        for at in range(17):
            x = at * 100
            tone = ("#c4553a", "#1c7583", "#f0aa3f", "#24543f")[at % 4]
            y = 66 + 44 * sin(pi * (at % 8) / 8)
            pen.polygon([(x, y), (x + 78, y + 4), (x + 39, y + 78)], tone)
            pen.polygon([(x + 39, y + 2), (x + 78, y + 4), (x + 39, y + 78)], clear("#1b1230", 0.15))
        for start in (0, 800):
            pen.stroke(curve([(start, 66), (start + 200, 99), (start + 400, 110), (start + 600, 99),
                (start + 800, 66)]), 3, "#6d4a3c")
    floor = sheet.stencil(box(-20, 800, 1640, 1090))
    sheet.lay(floor, [(800, "#d19a66"), (1067, "#8d5140")], shadow=(0, -6, 12, 0.3))
    tiles = sheet.stencil(*(ribbon([(800 + (at - 8) * 110, 800), (800 + (at - 8) * 240, 1090)], 1.5,
        3) for at in range(17)), *(box(-20, y, 1640, y + 1.6) for y in (832, 880, 950, 1040)))
    sheet.lay(tiles, "#5b2f2e", 0.3)
    with sheet.detail(0, 330, 1600, 960) as pen:
        stand(pen, 190, 880, 430, LOOKS[3], facing=1, reach=(20, -66))
        stand(pen, 560, 868, 410, LOOKS[2], facing=-1, back=True)
        stand(pen, 1390, 884, 425, LOOKS[8], facing=-1, reach=(20, -62))
        stand(pen, 1070, 866, 415, LOOKS[1], facing=1, back=True)
        _open_book(pen, 268, 606, 0.9, "#c4553a")
        _open_book(pen, 1304, 628, 0.9, "#1c7583")
    _book_table(sheet)
    _pendants(sheet, ((240, 300), (800, 270), (1360, 300)))
    return sheet.finish(vignette=0.24)


def _bookcase(pen, rng, x, y, width, height):
    pen.rect(x - 8, y - 8, x + width + 8, y + height + 16, "#6d3f2c")
    pen.rect(x, y, x + width, y + height, "#3b2026")
    pen.rect(x - 14, y - 24, x + width + 14, y - 4, "#8a5236")
    pen.rect(x - 14, y - 24, x + width + 14, y - 19, "#b9794f")
    rows = 5
    tall = height / rows
    for row in range(rows):
        foot = y + tall * (row + 1) - 12
        pen.rect(x, foot, x + width, foot + 12, "#8a5236")
        pen.rect(x, foot, x + width, foot + 3, "#c08a5a")
        left = x + 6
        while left < x + width - 12:
            wide, high = rng.uniform(12, 30), tall * rng.uniform(0.58, 0.8)
            wide = min(wide, x + width - 6 - left)
            if rng.random() < 0.07:
                left += wide
                continue
            _spine(pen, left, foot, wide, high, rng.choice(SPINES), rng.random())
            left += wide + 1


def _spine(pen, x, foot, wide, high, tone, kind):
    pen.rect(x, foot - high, x + wide, foot, tone)
    pen.rect(x + wide * 0.72, foot - high, x + wide, foot, clear("#1b1230", 0.22))
    pale = mix(tone, "#fcf2de", 0.6)
    if kind < 0.4:
        pen.rect(x, foot - high * 0.86, x + wide, foot - high * 0.8, pale)
        pen.rect(x, foot - high * 0.2, x + wide, foot - high * 0.14, pale)
    elif kind < 0.7:
        pen.rect(x + wide * 0.25, foot - high * 0.74, x + wide * 0.75, foot - high * 0.34, pale)
    else:
        pen.ellipse(x + wide / 2, foot - high * 0.74, wide * 0.22, wide * 0.22, pale)


def _open_book(pen, x, y, size, cover):
    def at(points):
        return placed(points, x, y, size)

    pen.polygon(at([(-60, -18), (0, -4), (60, -18), (60, 26), (0, 42), (-60, 26)]), cover)
    for side in (-1, 1):
        page = [(0, -2), *bow((0, -2), (side * 26, -26), (side * 55, -18), 8), (side * 55, 20),
            *bow((side * 55, 20), (side * 26, 14), (0, 36), 8)]
        pen.polygon(at(page), "#fffaf0" if side < 0 else "#f3e6cc")


def _book_table(sheet):
    """The table in front: piles of books, covers turned to the reader."""
    rng = sheet.rng
    top = sheet.stencil([(270, 905), (1330, 905), (1440, 985), (160, 985)])
    front = sheet.stencil([(160, 983), (1440, 983), (1420, 1090), (180, 1090)])
    sheet.lay(front, [(983, "#1c6674"), (1067, "#0f3a4c")], shadow=(0, 0, 24, 0.4))
    sheet.lay(top, [(905, "#f3dcb4"), (985, "#e0bb84")])
    sheet.lay(sheet.stencil(box(160, 983, 1440, 994)), "#f0c070")
    with sheet.detail(160, 690, 1440, 1067) as pen:
        for x in range(230, 1420, 85):
            pen.polygon(arch(x, 1080, 54, 70, 0.3), clear("#8fd0c8", 0.18))
        for x, count in ((330, 5), (470, 3), (640, 6), (960, 4), (1130, 6), (1275, 3)):
            y = 962
            for at in range(count):
                wide, thick = rng.uniform(100, 128), rng.uniform(15, 24)
                shift = rng.uniform(-9, 9)
                tone = SPINES[(at * 5 + x) % 12]
                pen.rect(x - wide / 2 + shift, y - thick, x + wide / 2 + shift, y, tone)
                pen.rect(x - wide / 2 + shift + 5, y - thick + 4, x + wide / 2 + shift, y - 4, "#fbf3e1")
                pen.rect(x - wide / 2 + shift, y - thick, x - wide / 2 + shift + wide * 0.8, y, tone)
                pen.rect(x - wide / 2 + shift, y - 3, x + wide / 2 + shift, y, clear("#1b1230", 0.2))
                y -= thick
        for x, tone, other in ((800, "#c4553a", "#f6d77a"), (405, "#24543f", "#e9cd9b"),
            (1205, "#3b3470", "#f0aa3f")):
            _cover(pen, x, 965, tone, other)


def _cover(pen, x, y, tone, other):
    pen.polygon([(x + 34, y - 6), (x + 62, y), (x + 40, y - 120)], "#5b3340")
    pen.polygon([(x - 52, y), (x + 52, y), (x + 46, y - 150), (x - 46, y - 150)], tone)
    pen.polygon([(x - 52, y), (x - 43, y), (x - 38, y - 150), (x - 46, y - 150)], darker(tone, 0.3))
    pen.ellipse(x + 4, y - 92, 26, 26, other)
    pen.polygon([(x - 36, y - 30), (x - 6, y - 80), (x + 12, y - 52), (x + 24, y - 68), (x + 44, y - 30)],
        darker(tone, 0.4))


def _pendants(sheet, spots):
    with sheet.detail(0, 0, 1600, 420) as pen:
        for x, y in spots:
            pen.rect(x - 1.5, 0, x + 1.5, y - 60, "#4d2a2b")
            pen.polygon([(x - 14, y - 66), (x + 14, y - 66), (x + 62, y), (x - 62, y)], "#1c6674")
            pen.polygon([(x + 6, y - 66), (x + 14, y - 66), (x + 62, y), (x + 24, y)], "#12485a")
            pen.polygon(oval(x, y, 62, 9), "#fff3c8")
    for x, y in spots:
        sheet.glow(x, y + 10, 300, "#fff3c8", 0.5, 2)


def classroom(sheet):
    """A teacher at the board, pupils at their desks, morning through the windows."""
    wall = sheet.stencil(box(-20, -20, 1640, 1090))
    sheet.lay(wall, [(0, "#f3e0b8"), (700, "#ecd2a4"), (1067, "#c99a6a")])
    sheet.lay(sheet.stencil(box(-20, 640, 1640, 790)), [(640, "#7fb0a6"), (790, "#5f958f")])
    sheet.lay(sheet.stencil(box(-20, 634, 1640, 644)), "#f9f0da")
    _windows(sheet)
    _board(sheet)
    floor = sheet.stencil(box(-20, 786, 1640, 1090))
    sheet.lay(floor, [(786, "#d9a672"), (1067, "#9a6048")])
    with sheet.detail(1230, 260, 1600, 800) as pen:
        _shelf(pen)
    with sheet.detail(820, 300, 1260, 840) as pen:
        stand(pen, 1130, 812, 470, Look("#2f5d6a", "#c4553a", "#c98d66", woman=True), facing=-1,
            reach=(34, -82))
        pen.stroke([(975, 425), (890, 372)], 5, "#6d3f2c", 3)
    for x in (40, 210):
        beam = sheet.stencil([(x, 130), (x + 130, 130), (x + 900, 1067), (x + 560, 1067)])
        sheet.blur_in(beam, "#fff8de", 20, 0.22)
    rows = tuple((x, 925, 1.0) for x in (140, 445, 750, 1055, 1360)) + tuple(
        (x, 1110, 1.5) for x in (40, 470, 910, 1350))
    with sheet.detail(0, 640, 1600, 1067) as pen:
        for at, (x, y, size) in enumerate(rows):
            _pupil(pen, x, y, size, at)
    return sheet.finish(vignette=0.22)


def _windows(sheet):
    for x in (40, 210):
        frame = sheet.stencil(arch(x + 70, 560, 146, 450, 0.15))
        sheet.lay(frame, "#fbf3e1", shadow=(4, 4, 10, 0.25))
        glass = sheet.stencil(arch(x + 70, 548, 122, 424, 0.15))
        sheet.lay(glass, [(120, "#6fb4bb"), (420, "#d9e6c4"), (560, "#f6dca4")])
        view = sheet.stencil([(x + 9, 548), (x + 9, 470), (x + 50, 420), (x + 84, 452), (x + 131, 404),
            (x + 131, 548)])
        sheet.lay(view, [(404, "#b98a72"), (548, "#e3b98a")])
        leaves = Palm(sheet.rng, x + 92, 560, 210, -0.1, 0.3, 11, 14)
        fronds = sheet.stencil(*leaves.trunk, *leaves.back, *leaves.front)
        sheet.lay(fronds, "#2f6b4b")
        with sheet.detail(x - 10, 100, x + 160, 590) as pen:
            pen.rect(x + 67, 120, x + 73, 552, "#fbf3e1")
            for y in (250, 400):
                pen.rect(x + 9, y, x + 131, y + 6, "#fbf3e1")
            pen.rect(x - 12, 552, x + 152, 568, "#f9f0da")
            pen.rect(x - 12, 564, x + 152, 570, clear("#5b3340", 0.3))


def _board(sheet):
    frame = sheet.stencil(rounded(420, 150, 1200, 600, 8))
    sheet.lay(frame, "#8a5236", shadow=(6, 10, 14, 0.35))
    slate = sheet.stencil(box(436, 166, 1184, 584))
    sheet.lay(slate, [(166, "#2b6a58"), (584, "#1d4f44")])
    with sheet.detail(420, 150, 1200, 640) as pen:
        chalk = clear("#fbf3e1", 0.9)
        pen.stroke([(520, 480), (700, 480), (520, 260), (520, 480)], 4, chalk)
        pen.stroke([(520, 456), (544, 456), (544, 480)], 3, chalk)
        pen.polygon([(524, 476), (524, 320), (652, 476)], clear("#f0aa3f", 0.25))
        pen.stroke(oval(830, 370, 86, 86, 60), 4, clear("#f6d77a", 0.95))
        pen.stroke([(830, 370), (891, 309)], 3.4, chalk)
        pen.stroke([(744, 370), (916, 370)], 3, clear("#fbf3e1", 0.6))
        pen.ellipse(830, 370, 5, 5, "#fbf3e1")
        pen.stroke([(480, 540), (1140, 540)], 2.6, clear("#fbf3e1", 0.5))
        pen.stroke(curve([(560, 540), (640, 522), (740, 546), (850, 520), (960, 544), (1060, 524)]), 3.4,
            clear("#e98a6a", 0.95))
        for cx, cy, half in ((1020, 280, 44),):
            pen.stroke([(cx - half, cy), (cx + half, cy), (cx + half, cy + 88), (cx - half, cy + 88),
                (cx - half, cy)], 3.6, chalk)
            pen.stroke([(cx - half, cy), (cx - half + 32, cy - 28), (cx + half + 32, cy - 28),
                (cx + half, cy)], 3.6, chalk)
            pen.stroke([(cx + half + 32, cy - 28), (cx + half + 32, cy + 60), (cx + half, cy + 88)], 3.6,
                chalk)
        pen.rect(430, 596, 1190, 612, "#a9683f")
        for x, tone in ((520, "#fbf3e1"), (560, "#f0aa3f"), (604, "#e98a6a")):
            pen.polygon(rounded(x, 588, x + 30, 597, 4), tone)


def _shelf(pen):
    pen.rect(1290, 420, 1560, 790, "#8a5236")
    pen.rect(1300, 430, 1550, 780, "#5b3026")
    for row in range(3):
        foot = 546 + row * 116
        pen.rect(1300, foot, 1550, foot + 10, "#a9683f")
        x = 1308
        for at in range(9):
            wide = 14 + (at * 7 + row * 5) % 15
            if (at + row) % 5 != 3:
                _spine(pen, x, foot, wide, 64 + (at * 13 + row * 9) % 30, SPINES[(at * 5 + row * 3) % 12],
                    (at % 3) / 3 + 0.1)
            x += wide + 5
    pen.rect(1410, 402, 1440, 412, "#6d3f2c")
    pen.rect(1422, 386, 1428, 404, "#e0a552")
    pen.ellipse(1425, 340, 52, 52, "#3f93a6")
    for land in ([(1392, 318), (1412, 300), (1436, 306), (1430, 330), (1406, 344)],
        [(1432, 346), (1458, 338), (1462, 362), (1440, 380)], [(1400, 362), (1416, 358), (1420, 378),
        (1406, 380)]):
        pen.polygon(curve(land, closed=True), "#8fae5a")
    pen.stroke(oval(1425, 340, 60, 60, 30, -1.9, 1.5), 5, "#e0a552")
    pen.polygon(oval(1425, 340, 52, 52, 30, -1.0, 1.6), clear("#0d1230", 0.14))


def _pupil(pen, x, y, size, number):
    girl = number % 2 == 0
    look = Look("#f6efe0", "#fbf6ea", "#b67852", woman=True) if girl else Look("#fbf3e1",
        ("#1c7583", "#c4553a", "#24543f")[number % 3], "#9a6240", turban=False)
    pen.polygon(rounded(x - 120 * size, y - 96 * size, x + 120 * size, y - 78 * size, 5), "#e3b377")
    pen.polygon(rounded(x - 120 * size, y - 84 * size, x + 120 * size, y - 76 * size, 4), "#9a6040")
    for side in (-104, 96):
        pen.rect(x + side * size, y - 78 * size, x + (side + 9) * size, y + 30 * size, "#4a6a70")
    book = ("#c4553a", "#1c7583", "#f0aa3f")[number % 3]
    pen.polygon([(x + 44 * size, y - 98 * size), (x + 96 * size, y - 98 * size),
        (x + 104 * size, y - 88 * size), (x + 42 * size, y - 88 * size)], book)
    bust_from_behind(pen, x, y - 10 * size, 112 * size, look)
    pen.polygon(rounded(x - 62 * size, y - 46 * size, x + 62 * size, y + 40 * size, 14 * size), "#c98a4f")
    pen.polygon(rounded(x - 62 * size, y - 46 * size, x + 62 * size, y - 36 * size, 6 * size), "#e3ab6c")


def lab(sheet):
    """A scientist at her microscope among coloured glass."""
    sheet.sky([(0, "#12404f"), (0.6, "#226a74"), (1, "#174a58")])
    sheet.glow(620, 330, 760, "#9fd6c8", 0.5, 1.7)
    with sheet.detail(0, 60, 1600, 700) as pen:
        _cabinets(pen, sheet.rng)
    window = sheet.stencil(rounded(1040, 110, 1520, 520, 16))
    sheet.lay(window, "#f1e6cc", shadow=(0, 6, 14, 0.35))
    glass = sheet.stencil(rounded(1058, 128, 1502, 502, 8))
    sheet.lay(glass, [(128, "#f0b98c"), (380, "#fbe0ac"), (502, "#f6cd92")])
    sheet.lay(sheet.stencil(oval(1180, 270, 52, 52)), "#fff6da")
    hills = sheet.stencil([*((x, y) for x, y in ridge(sheet.rng, 1058, 1502, 470, 150, 3, 4, 6)), (1502, 502),
        (1058, 502)])
    sheet.lay(hills, [(320, "#c98a78"), (502, "#8a5f78")])
    sheet.lay(sheet.stencil(box(1276, 128, 1284, 502), box(1058, 312, 1502, 319)), "#f1e6cc")
    beam = sheet.stencil([(1058, 128), (1502, 128), (1100, 1067), (420, 1067)])
    sheet.blur_in(beam, "#ffe9bc", 30, 0.14)
    with sheet.detail(400, 200, 1400, 860) as pen:
        stand(pen, 1270, 985, 640, Look("#15324f", "#c4553a", "#a3673f", coat="#f6f1e4"), facing=-1,
            reach=(16, -58))
        pen.polygon(placed(rounded(-40, -54, 40, 54, 6), 1150, 610), "#17304a")
        pen.polygon(placed(rounded(-33, -47, 33, 47, 3), 1150, 610), "#8fd0c8")
        stand(pen, 610, 1010, 690, Look("#24543f", "#57305a", "#c98d66", woman=True, coat="#fbf7ec"),
            facing=1, reach=(27, -50))
    _bench(sheet)
    return sheet.finish(vignette=0.28)


def _cabinets(pen, rng):
    for x in (40, 380, 720):
        pen.rect(x, 90, x + 310, 560, "#0f3746")
        pen.rect(x + 8, 98, x + 302, 552, "#164a58")
        for row in range(3):
            foot = 232 + row * 150
            pen.rect(x + 8, foot, x + 302, foot + 10, "#2f8088")
            left = x + 22
            while left < x + 276:
                tone = rng.choice(("#f0aa3f", "#de7a56", "#8fd0c8", "#e9cd9b", "#7f9f5a", "#c06a7a"))
                wide, tall = rng.uniform(22, 38), rng.uniform(50, 96)
                pen.polygon(rounded(left, foot - tall, left + wide, foot, 5), clear("#d9ebe0", 0.25))
                pen.polygon(rounded(left + 2, foot - tall * rng.uniform(0.4, 0.75), left + wide - 2, foot - 1,
                    4), clear(tone, 0.7))
                pen.rect(left + wide * 0.25, foot - tall - 9, left + wide * 0.75, foot - tall,
                    "#2b1f38" if tone == "#f0aa3f" else "#d9ebe0")
                left += wide + rng.uniform(8, 20)


def _bench(sheet):
    top = sheet.stencil([(-20, 800), (1640, 800), (1640, 852), (-20, 852)])
    front = sheet.stencil(box(-20, 850, 1640, 1090))
    sheet.lay(front, [(850, "#e3d4b6"), (1067, "#a98a74")], shadow=(0, 0, 16, 0.3))
    sheet.lay(top, [(800, "#fbf6e8"), (852, "#efe2c6")], shadow=(0, -4, 12, 0.25))
    with sheet.detail(0, 860, 1600, 1067) as pen:
        for x in range(30, 1600, 262):
            pen.polygon(rounded(x, 880, x + 236, 1100, 8), clear("#5b3a4e", 0.16))
            pen.polygon(rounded(x + 84, 902, x + 152, 914, 5), "#8a6f68")
    with sheet.detail(0, 380, 1600, 860) as pen:
        _microscope(pen, 812, 822, 1.0)
        _flask(pen, 150, 826, 1.2, "#f0aa3f")
        _flask(pen, 1010, 830, 0.95, "#de7a56")
        _flask(pen, 330, 834, 0.85, "#2f93a0")
        _tubes(pen, 1370, 826)
        _cylinder(pen, 420, 828, "#7f9f5a")
        _cylinder(pen, 1110, 832, "#c06a7a", 0.8)
        for x in (560, 618):
            pen.polygon(oval(x, 838, 34, 8), "#b9d6d2")
            pen.polygon(oval(x, 834, 34, 8), clear("#f6d77a" if x < 600 else "#e98a8f", 0.9))
    for x, tone in ((150, "#f0aa3f"), (330, "#5fc4cc"), (1010, "#f09a76")):
        sheet.glow(x, 770, 130, tone, 0.35, 2)


def _microscope(pen, x, y, size):
    def at(points):
        return placed(points, x, y, size)

    dark, pale = "#1b2440", "#e0a552"
    pen.polygon(at(oval(10, 4, 120, 12)), clear("#1b1230", 0.3))
    pen.polygon(at(rounded(-90, -26, 100, 2, 12)), dark)
    pen.polygon(at(curve([(60, -20), (104, -90), (104, -190), (60, -262), (30, -268), (24, -240), (62, -200),
        (66, -100), (30, -20)], closed=True)), pale)
    pen.polygon(at(curve([(84, -50), (104, -90), (104, -190), (74, -248), (90, -190), (90, -90), (70, -20)],
        closed=True)), clear(dark, 0.2))
    pen.polygon(at(rounded(-76, -116, 70, -98, 5)), dark)
    pen.polygon(at(rounded(-52, -124, 10, -116, 2)), "#8fd0c8")
    pen.polygon(at([(-30, -252), (44, -284), (84, -240), (8, -196)]), darker(pale, 0.18))
    pen.polygon(at([(-44, -244), (-4, -262), (20, -206), (-20, -188)]), pale)
    for lens in ((-30, -196, -32, -136), (-8, -206, 8, -150)):
        pen.stroke(at([lens[:2], lens[2:]]), 20 * size, dark, 14 * size)
    pen.stroke(at([(-22, -250), (-66, -352)]), 40 * size, pale, 34 * size)
    pen.stroke(at([(-62, -344), (-76, -378)]), 30 * size, dark, 26 * size)
    pen.polygon(at(oval(92, -110, 22, 22)), dark)
    pen.polygon(at(oval(92, -110, 12, 12)), "#5b6a86")
    pen.polygon(at(oval(-20, -60, 26, 9)), "#f6d77a")


def _flask(pen, x, y, size, tone):
    def at(points):
        return placed(points, x, y, size)

    glass = [(-17, -170), (17, -170), (17, -108), (74, -14), (66, 0), (-66, 0), (-74, -14), (-17, -108)]
    pen.polygon(at(oval(8, 2, 84, 9)), clear("#1b1230", 0.28))
    pen.polygon(at(glass), clear("#e6f4f0", 0.45))
    pen.polygon(at([(-49, -54), (49, -54), (72, -14), (64, -2), (-64, -2), (-72, -14)]), clear(tone, 0.92))
    pen.polygon(at(oval(0, -54, 49, 8)), lighter(tone, 0.3))
    pen.polygon(at([(-12, -160), (-5, -160), (-5, -106), (-50, -26), (-58, -22)]), clear("#ffffff", 0.5))
    pen.polygon(at(rounded(-22, -178, 22, -166, 5)), clear("#f6fbf6", 0.85))
    for bx, by, r in ((-20, -26, 5), (14, -34, 7), (34, -20, 4)):
        pen.polygon(at(oval(bx, by, r, r, 14)), clear("#fffaf0", 0.55))


def _tubes(pen, x, y):
    pen.rect(x - 120, y - 92, x + 120, y - 78, "#b9793f")
    pen.rect(x - 120, y - 16, x + 120, y, "#8a5236")
    for side in (-118, 108):
        pen.rect(x + side, y - 92, x + side + 10, y, "#a9683f")
    for at, tone in enumerate(("#de7a56", "#f0aa3f", "#7f9f5a", "#2f93a0", "#8a6fb0")):
        left = x - 92 + at * 41
        pen.polygon(rounded(left, y - 140, left + 22, y - 12, 11), clear("#e6f4f0", 0.55))
        pen.polygon(rounded(left + 2, y - 100 + at % 3 * 18, left + 20, y - 14, 9), clear(tone, 0.92))
        pen.rect(left + 4, y - 132, left + 8, y - 30, clear("#ffffff", 0.5))
    pen.rect(x - 120, y - 92, x + 120, y - 86, "#d9a05f")


def _cylinder(pen, x, y, tone, size=1.0):
    tall = 190 * size
    pen.polygon(rounded(x - 40 * size, y - 8, x + 40 * size, y + 4, 4), "#cfe3de")
    pen.polygon(rounded(x - 20 * size, y - tall, x + 20 * size, y - 4, 5), clear("#e6f4f0", 0.5))
    pen.polygon(rounded(x - 18 * size, y - tall * 0.6, x + 18 * size, y - 6, 4), clear(tone, 0.9))
    for at in range(8):
        pen.rect(x - 18 * size, y - 24 - at * tall * 0.1, x - 6 * size, y - 22 - at * tall * 0.1,
            clear("#1b2440", 0.6))


SCENES = {"books": books, "classroom": classroom, "lab": lab}
