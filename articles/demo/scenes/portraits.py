"""Portraits without features: the turn of a head, the cloth, the light."""

from dataclasses import dataclass
from math import cos, pi, sin

from .backdrops import BACKDROPS
from .palette import darker, lighter, mix
from .shapes import arch, bow, box, curve, oval, ribbon

SHADE = "#2b1230"


@dataclass(frozen=True)
class Sitter:
    """One portrait: `wear` is turban, cap or scarf; `beard` full, short, grey or none."""

    backdrop: str
    wear: str
    cloth: str
    accent: str
    robe: str
    skin: str = "#b67852"
    beard: str = "none"
    cloak: str = ""
    glasses: bool = False
    turned: bool = False


SITTERS = {
    "portrait-layla": Sitter("city", "scarf", "#1c7583", "#f0dcae", "#1d2b50", "#c98d66", glasses=True),
    "portrait-tariq": Sitter("waves", "turban", "#e0a03f", "#8d382d", "#fbf3e1", "#a3673f", beard="grey"),
    "portrait-salim": Sitter("dunes", "cap", "#c4553a", "#24543f", "#f3ead6", "#b67852", beard="short",
        glasses=True),
    "portrait-maryam": Sitter("arches", "scarf", "#c4553a", "#fbe3c0", "#4a2440", "#d09a72", turned=True),
    "portrait-yousuf": Sitter("mountains", "turban", "#1c7583", "#f3e4c6", "#eef0e2", "#8f5a3a", beard="full",
        turned=True),
    "portrait-khalid": Sitter("night", "turban", "#8d382d", "#f0b565", "#fbf3e1", "#b0744e", beard="grey",
        cloak="#2b1d33"),
    "portrait-huda": Sitter("palms", "scarf", "#57305a", "#e9a189", "#24543f", "#c98d66"),
    "portrait-suad": Sitter("books", "scarf", "#e3b45c", "#8d382d", "#15324f", "#b98058", glasses=True,
        turned=True),
}


def portrait(sheet):
    """Head and shoulders of the sitter whose key the sheet bears, on a square of 900."""
    sitter = SITTERS[sheet.key]
    BACKDROPS[sitter.backdrop](sheet)
    sheet.glow(330, 300, 560, "#fff3d0", 0.28, 1.8)
    _shoulders(sheet, sitter)
    if sitter.wear == "scarf":
        _scarf(sheet, sitter)
    else:
        _neck(sheet, sitter)
        _face(sheet, sitter)
        _beard(sheet, sitter)
        (_turban if sitter.wear == "turban" else _cap)(sheet, sitter)
    if sitter.glasses:
        _glasses(sheet)
    if sitter.turned:
        sheet.flip()
    return sheet.finish(vignette=0.2)


def _shoulders(sheet, sitter):
    outline = curve([(392, 540), (300, 590), (196, 640), (142, 760), (120, 920), (780, 920), (758, 760),
        (704, 640), (600, 590), (508, 540)], steps=10)
    body = sheet.stencil(outline)
    sheet.lay(body, [(540, sitter.robe), (900, darker(sitter.robe, 0.16))], shadow=(14, 12, 26, 0.4))
    sheet.shade(body, SHADE, (430, 0), (830, 80), 0.42)
    sheet.shade(body, "#fff6dc", (330, 0), (120, -40), 0.35)
    folds = sheet.stencil(
        ribbon(curve([(206, 700), (236, 790), (232, 920)]), 3, 9),
        ribbon(curve([(694, 700), (664, 790), (668, 920)]), 3, 9),
        ribbon(curve([(300, 640), (330, 740), (322, 920)]), 2, 6),
        ribbon(curve([(596, 640), (572, 760), (584, 920)]), 2, 7),
    )
    sheet.lay(folds, darker(sitter.robe, 0.4), 0.3)
    if sitter.wear != "scarf":
        _collar(sheet, sitter)
    else:
        _trim(sheet, sitter)
    if sitter.cloak:
        _cloak(sheet, sitter)


def _collar(sheet, sitter):
    band = sheet.stencil(ribbon(curve([(376, 556), (402, 600), (450, 618), (498, 600), (524, 556)]), 15))
    sheet.lay(band, mix(sitter.robe, "#d8c39a", 0.55))
    dots = sheet.stencil(*(oval(x, y, 3, 3, 10) for x, y in curve(
        [(380, 566), (404, 603), (450, 619), (496, 603), (520, 566)], steps=4)))
    sheet.lay(dots, sitter.accent, 0.9)
    placket = sheet.stencil(box(441, 618, 459, 800))
    sheet.lay(placket, darker(sitter.robe, 0.08))
    sheet.lay(sheet.stencil(box(440, 620, 442, 800), box(458, 620, 460, 800)), darker(sitter.robe, 0.35), 0.5)
    tassel = sheet.stencil(ribbon(curve([(500, 604), (512, 660), (508, 730)]), 5, 7),
        ribbon([(508, 724), (507, 790)], 10, 20), oval(508, 726, 9, 9))
    sheet.lay(tassel, mix(sitter.robe, sitter.accent, 0.5), shadow=(4, 4, 5, 0.3))


def _trim(sheet, sitter):
    lapels = sheet.stencil(ribbon(curve([(396, 640), (424, 760), (428, 920)]), 15),
        ribbon(curve([(504, 640), (478, 760), (474, 920)]), 15))
    sheet.lay(lapels, sitter.accent, 0.85)
    gap = sheet.stencil([(404, 640), (496, 640), (466, 920), (436, 920)])
    sheet.lay(gap, lighter(sitter.robe, 0.12))
    marks = sheet.stencil(*(oval(x, y, 3, 3, 10) for side in (-1, 1) for x,
        y in curve([(450 + side * 53, 660), (450 + side * 26, 770), (450 + side * 23, 910)], steps=6)))
    sheet.lay(marks, darker(sitter.robe, 0.1))


def _cloak(sheet, sitter):
    for side in (-1, 1):
        shape = sheet.stencil(curve([(450 + side * 84, 548), (450 + side * 160, 580), (450 + side * 268, 634),
            (450 + side * 326, 760), (450 + side * 340, 920), (450 + side * 76, 920), (450 + side * 92,
            740)], closed=True, steps=9))
        sheet.lay(shape, [(540, lighter(sitter.cloak, 0.1)), (900, sitter.cloak)],
            shadow=(-side * 4, 6, 12, 0.4))
        sheet.shade(shape, "#e9a189", (450, 0), (120, -60), 0.25)
        trim = sheet.stencil(ribbon(curve([(450 + side * 80, 556), (450 + side * 98, 700),
            (450 + side * 78, 920)]), 22))
        sheet.lay(trim, "#d9a04a")
        cord = sheet.stencil(*(ribbon(curve([(450 + side * (80 + shift), 556),
            (450 + side * (98 + shift), 700), (450 + side * (78 + shift), 920)]), 2) for shift in (-5, 5)))
        sheet.lay(cord, "#8d5a2c", 0.8)


def _neck(sheet, sitter):
    neck = sheet.stencil(curve([(392, 430), (388, 530), (380, 566), (410, 604), (450, 614), (490, 604),
        (520, 566), (512, 530), (508, 430)], closed=True))
    sheet.lay(neck, darker(sitter.skin, 0.18))
    sheet.shade(neck, SHADE, (420, 620), (470, 460), 0.6)


HEAD = [(450, 196), (520, 212), (556, 290), (556, 380), (534, 462), (492, 516), (450, 530), (408, 516),
    (366, 462), (344, 380), (344, 290), (380, 212)]


def _face(sheet, sitter):
    for side in (-1, 1):
        ear = sheet.stencil(oval(450 + side * 110, 378, 18, 36))
        sheet.lay(ear, darker(sitter.skin, 0.12 if side < 0 else 0.3))
    face = sheet.stencil(curve(HEAD, closed=True, steps=10))
    sheet.lay(face, [(220, lighter(sitter.skin, 0.08)), (530, sitter.skin)], shadow=(4, 10, 14, 0.25))
    _planes(sheet, sitter, face)


def _planes(sheet, sitter, face):
    """Light from the left: a far cheek in shade, divided along brow, nose and chin."""
    far = sheet.stencil([(462, 190), (464, 300), (470, 340), (494, 404), (486, 418), (464, 424), (462, 446),
        (470, 470), (458, 536), (570, 536), (580, 190)])
    both = sheet.stencil(curve(HEAD, closed=True, steps=10))
    both.within(far)
    sheet.lay(both, mix(sitter.skin, "#5b2438", 0.5), 0.34)
    sheet.shade(face, SHADE, (450, 0), (640, 30), 0.45)
    sheet.shade(face, "#ffe9c4", (430, 0), (310, -30), 0.4)


def _beard(sheet, sitter):
    if sitter.beard == "none":
        return
    tone = "#b5aaa6" if sitter.beard == "grey" else "#2a1a22"
    low = {"full": 560, "grey": 556, "short": 540}[sitter.beard]
    jaw = curve([(345, 372), (352, 436), (376, 486), (410, low - 18), (450, low), (490, low - 18), (524, 486),
        (548, 436), (555, 372)], steps=9)
    cheek = curve([(540, 410), (520, 446), (492, 448), (470, 434), (450, 439), (430, 434), (408, 448),
        (380, 446), (360, 410)], steps=9)
    hair = sheet.stencil(jaw + cheek)
    sheet.lay(hair, tone, 0.96 if sitter.beard != "short" else 0.82)
    sheet.shade(hair, SHADE, (420, 0), (640, 40), 0.5)
    mouth = sheet.stencil(curve([(418, 466), (450, 460), (482, 466), (450, 478)], closed=True))
    sheet.lay(mouth, darker(sitter.skin, 0.25), 0.9)


def _turban(sheet, sitter):
    cloth = sitter.cloth
    whole = sheet.stencil(curve([(336, 306), (314, 236), (334, 160), (396, 112), (468, 104), (540, 126),
        (586, 192), (580, 268), (560, 306), (510, 276), (450, 268), (390, 280)], closed=True, steps=10))
    sheet.lay(whole, [(104, lighter(cloth, 0.12)), (306, darker(cloth, 0.12))], shadow=(4, 12, 12, 0.45))
    sheet.shade(whole, SHADE, (430, 0), (640, 60), 0.55)
    wraps = (
        ([(330, 292), (392, 214), (500, 158), (574, 176)], 74, 44, 0.16),
        ([(572, 284), (520, 226), (420, 176), (338, 190)], 66, 44, 0.02),
        ([(338, 300), (400, 262), (500, 252), (566, 292)], 40, 40, 0.24),
    )
    for line, start, end, dark in wraps:
        path = curve(line, steps=12)
        band = sheet.stencil(ribbon(path, start, end))
        band.within(whole)
        sheet.lay(band, darker(cloth, dark), shadow=(0, 5, 6, 0.3))
        _pattern(sheet, sitter, path, min(start, end), whole)
    tail = sheet.stencil(curve([(336, 270), (312, 300), (296, 372), (306, 430), (336, 426), (340, 360),
        (352, 300)], closed=True))
    sheet.lay(tail, [(270, darker(cloth, 0.1)), (430, darker(cloth, 0.3))], shadow=(4, 6, 8, 0.35))
    fringe = sheet.stencil(*(ribbon([(308 + at * 5, 424), (306 + at * 5.4, 446)], 2.4, 1) for at in range(6)))
    sheet.lay(fringe, sitter.accent)


def _pattern(sheet, sitter, path, width, whole):
    """Woven edges and small diamonds along a wrap of the turban."""
    marks = sheet.stencil()
    for shift in (-0.36, 0.36):
        edge = [(x, y + width * shift) for x, y in path]
        marks.polygon(ribbon(edge, 3))
    for x, y in path[2::4]:
        size = width * 0.15
        marks.polygon([(x, y - size), (x + size * 0.7, y), (x, y + size), (x - size * 0.7, y)])
    marks.within(whole)
    sheet.lay(marks, sitter.accent, 0.75)


def _cap(sheet, sitter):
    whole = sheet.stencil(curve([(344, 306), (338, 232), (346, 170), (398, 142), (450, 136), (502, 142),
        (554, 170), (562, 232), (556, 306), (510, 282), (450, 274), (390, 282)], closed=True, steps=10))
    sheet.lay(whole, [(136, "#fdf6e6"), (306, "#e9dcc2")], shadow=(4, 12, 12, 0.45))
    crown = sheet.stencil(oval(450, 166, 104, 27))
    sheet.lay(crown, "#f6ecd6")
    stitches, fill = sheet.stencil(), sheet.stencil()
    for at in range(-4, 5):
        turn = at * pi / 10.4
        x, wide = 450 + 108 * sin(turn), 23 * cos(turn) + 2
        low = 282 + 16 * (abs(at) / 4) ** 2
        fill.polygon(arch(x, low - 16, wide * 0.82, 62, 0.3))
        stitches.polygon(oval(x, low - 92, wide * 0.2, 5, 14))
    for lift in (8, 88, 104):
        line = [(450 + 109 * sin(at * pi / 40), 282 - lift + 18 * (at / 20) ** 2) for at in range(-20, 21)]
        stitches.polygon(ribbon(line, 4.5))
    for part, tone in ((fill, sitter.cloth), (stitches, sitter.accent)):
        part.within(whole)
        sheet.lay(part, tone)
    hearts = sheet.stencil(*(arch(450 + 108 * sin(at * pi / 10.4), 262 + 16 * (abs(at) / 4) ** 2,
        (23 * cos(at * pi / 10.4) + 2) * 0.42, 34, 0.3) for at in range(-4, 5)))
    hearts.within(whole)
    sheet.lay(hearts, "#fbf3e1")
    sheet.shade(whole, SHADE, (420, 0), (640, 40), 0.5)


def _scarf(sheet, sitter):
    cloth = sitter.cloth
    outer = sheet.stencil(curve([(450, 150), (536, 172), (590, 260), (598, 372), (582, 470), (604, 560),
        (676, 640), (664, 706), (560, 742), (450, 756), (340, 742), (236, 706), (224, 640), (296, 560), (318,
        470), (302, 372), (310, 260), (364, 172)], closed=True, steps=10))
    sheet.lay(outer, [(150, lighter(cloth, 0.14)), (740, darker(cloth, 0.1))], shadow=(10, 14, 20, 0.45))
    sheet.shade(outer, SHADE, (420, 0), (700, 60), 0.55)
    sheet.shade(outer, "#fff3d6", (380, 0), (240, -30), 0.35)
    inner = sheet.stencil(curve([(450, 214), (516, 236), (548, 310), (546, 404), (516, 486), (450, 532),
        (384, 486), (354, 404), (352, 310), (384, 236)], closed=True, steps=10))
    sheet.lay(inner, darker(cloth, 0.5))
    face_line = curve([(452, 238), (512, 256), (536, 320), (534, 400), (508, 474), (454, 516), (396, 474),
        (366, 400), (364, 320), (392, 256)], closed=True, steps=10)
    face = sheet.stencil(face_line)
    sheet.lay(face, [(240, lighter(sitter.skin, 0.08)), (516, sitter.skin)])
    far = sheet.stencil([(464, 220), (466, 310), (472, 344), (494, 404), (486, 416), (466, 422), (464, 444),
        (470, 466), (458, 540), (570, 540), (580, 220)])
    far.within(face)
    sheet.lay(far, mix(sitter.skin, "#5b2438", 0.5), 0.34)
    sheet.shade(face, SHADE, (450, 0), (620, 30), 0.4)
    sheet.shade(face, "#ffe9c4", (430, 0), (330, -30), 0.4)
    lips = sheet.stencil(curve([(430, 458), (452, 451), (474, 458), (452, 470)], closed=True))
    sheet.lay(lips, mix(sitter.skin, "#a8403c", 0.5), 0.75)
    _scarf_folds(sheet, sitter)


def _scarf_folds(sheet, sitter):
    cloth = sitter.cloth
    wrap = sheet.stencil(curve([(330, 470), (372, 520), (450, 552), (540, 540), (590, 500), (606, 566),
        (560, 640), (470, 668), (372, 640), (312, 570)], closed=True, steps=10))
    sheet.lay(wrap, [(470, lighter(cloth, 0.1)), (668, darker(cloth, 0.14))], shadow=(2, 10, 12, 0.4))
    sheet.shade(wrap, SHADE, (420, 540), (640, 620), 0.5)
    end = sheet.stencil(curve([(560, 560), (606, 590), (648, 700), (640, 860), (556, 868), (540, 720),
        (516, 640)], closed=True, steps=9))
    sheet.lay(end, [(560, darker(cloth, 0.05)), (868, darker(cloth, 0.24))], shadow=(6, 8, 12, 0.4))
    stripes = sheet.stencil(*(ribbon([(552 - at * 0.6, 800 + at * 18), (642 + at * 0.2, 794 + at * 18)],
        6) for at in range(3)))
    sheet.lay(stripes, sitter.accent, 0.9)
    dark = sheet.stencil(
        ribbon(curve([(338, 300), (324, 400), (344, 480), (400, 540)]), 2, 5),
        ribbon(curve([(366, 214), (340, 270), (336, 340)]), 2, 4),
        ribbon(curve([(344, 560), (420, 616), (520, 618), (584, 570)]), 2, 5),
        ribbon(curve([(366, 610), (440, 644), (520, 636)]), 2, 4),
        ribbon(curve([(580, 610), (600, 700), (590, 850)]), 2, 6),
        ribbon(curve([(260, 670), (340, 700), (420, 708)]), 2, 5),
    )
    sheet.lay(dark, darker(cloth, 0.5), 0.5)
    light = sheet.stencil(
        ribbon(curve([(350, 230), (322, 330), (330, 430)]), 3, 6),
        ribbon(curve([(352, 520), (430, 574), (530, 566)]), 3, 7),
        ribbon(curve([(262, 630), (320, 610), (350, 620)]), 3, 8),
        ribbon(curve([(400, 176), (450, 166), (500, 178)]), 3, 3),
    )
    sheet.lay(light, lighter(cloth, 0.5), 0.5)


def _glasses(sheet):
    frame = sheet.stencil()
    for side in (-1, 1):
        frame.polygon(ribbon(oval(455 + side * 46, 352, 37, 31, 40), 6))
        frame.polygon(ribbon([(455 + side * 82, 346), (450 + side * 102, 340)], 6))
    frame.polygon(ribbon(bow((447, 349), (455, 341), (463, 349)), 6))
    glass = sheet.stencil(*(oval(455 + side * 46, 352, 35, 29, 40) for side in (-1, 1)))
    sheet.lay(glass, "#fff6e0", 0.16)
    shine = sheet.stencil(*([(436 + side * 46, 366), (446 + side * 46, 372), (466 + side * 46, 332),
        (456 + side * 46, 328)] for side in (-1, 1)))
    sheet.lay(shine, "#ffffff", 0.3)
    sheet.lay(frame, "#241522", shadow=(2, 4, 4, 0.3))


SCENES = {"portrait": portrait}
