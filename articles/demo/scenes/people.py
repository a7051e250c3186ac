"""People without faces: dishdasha and massar or cap, abaya and hijab.

Measured with a standing person 100 high, feet at the origin, facing right.
"""

from dataclasses import dataclass

from .palette import clear, darker, lighter
from .shapes import curve, oval, placed

SHADE = "#1b1230"


@dataclass(frozen=True)
class Look:
    """What a person wears. `head` is the colour of the cap, turban or scarf."""

    robe: str = "#f6ead2"
    head: str = "#c4553a"
    skin: str = "#b67852"
    woman: bool = False
    turban: bool = True
    coat: str = ""
    beard: bool = True


LOOKS = (
    Look("#f7ecd6", "#c4553a"),
    Look("#e9dcc2", "#1c7583", turban=False),
    Look("#2b2448", "#57305a", "#c98d66", woman=True),
    Look("#f3e4c6", "#f0aa3f"),
    Look("#24543f", "#2f6b52", "#bd8058", woman=True),
    Look("#d8e0d4", "#8d382d", "#a3673f"),
    Look("#7c2f3a", "#a84a4a", "#c98d66", woman=True),
    Look("#fbf3e1", "#6a7f5a", "#9a6240", turban=False),
    Look("#15324f", "#1c5a78", "#b67852", woman=True),
    Look("#cfc0dc", "#3b3470", "#a86c46"),
)


class Body:
    """One person under the pen: local points go through `at`."""

    def __init__(self, pen, x, y, height, facing=1):
        self.pen, self.x, self.y, self.size, self.flip = pen, x, y, height / 100, facing < 0

    def at(self, points):
        return placed(points, self.x, self.y, self.size, self.flip)

    def shape(self, points, fill):
        self.pen.polygon(self.at(points), fill)

    def soft(self, points, fill, steps=7):
        self.shape(curve(points, closed=True, steps=steps), fill)

    def spot(self, x, y, rx, ry, fill):
        self.shape(oval(x, y, rx, ry, 28), fill)

    def limb(self, points, width, fill, tip=None):
        tip = width if tip is None else tip
        self.pen.stroke(self.at(points), width * self.size, fill, tip * self.size)


def stand(pen, x, y, height, look, facing=1, back=False, walk=0.0, reach=None):
    """Someone standing or walking; `reach` is where the near hand is, in local units."""
    body = Body(pen, x, y, height, facing)
    _ground(body)
    if walk:
        for foot in (-6 - 6 * walk, 5 + 6 * walk):
            body.spot(foot, -1.5, 4.5, 2, "#3b2531")
    else:
        body.spot(-5, -1.5, 4.5, 2, "#3b2531")
        body.spot(6, -1.5, 4.5, 2, "#3b2531")
    _sleeve(body, look, [(-10, -76), (-15, -60), (-13.5 - 4 * walk, -46)], 0.14)
    _robe(body, look, walk, back)
    hand = reach or (14 + 3 * walk, -46)
    elbow = ((11 + hand[0]) / 2 + 3.5, (-76 + hand[1]) / 2 + 5)
    _sleeve(body, look, [(10, -76), elbow, hand], 0)
    head(body, look, 0, -90, back)
    return body


def _ground(body):
    body.shape(oval(4, -0.5, 24, 3.2, 30), clear(SHADE, 0.22))


def _sleeve(body, look, line, dark):
    paint = look.coat or look.robe
    line = curve(line, steps=5)
    body.limb(line[:-1], 8.2, darker(paint, dark + 0.05), 6.2)
    body.limb(line[-3:], 4.2, darker(look.skin, dark), 4.0)


def _robe(body, look, walk, back):
    hem, waist = (17, 10.5) if look.woman else (14 + 3 * walk, 11)
    trail = 5 * walk
    outline = [(-4, -83), (4, -83), (12.5, -79), (13, -68), (waist, -52), (hem - 1, -14), (hem + trail, -2.5),
        (0, -1.2), (-hem, -2.5), (1 - hem, -14), (-waist, -52), (-13, -68), (-12.5, -79)]
    body.soft(outline, look.robe)
    body.soft([(4, -80), (12.5, -78), (13, -68), (waist, -52), (hem - 1, -14), (hem + trail, -2.5), (5, -1.5),
        (6, -40)], clear(SHADE, 0.16))
    for x0, x1 in ((-5, -8), (1, 1.5), (6, 10)):
        body.limb([(x0, -44), (x1, -6)], 0.7, clear(SHADE, 0.2), 1.3)
    if look.coat:
        body.soft([(-5, -83), (-12.5, -79), (-13.5, -66), (-12, -50), (-14, -26), (-4, -26), (-3, -60)],
            look.coat)
        body.soft([(5, -83), (12.5, -79), (13.5, -66), (12, -50), (14, -26), (4, -26), (3, -60)],
            darker(look.coat, 0.1))
    elif not look.woman and not back:
        body.limb([(1, -82), (1.8, -70)], 0.9, darker(look.robe, 0.3), 1.6)


def head(body, look, x, y, back=False, tilt=1):
    """A head centred on (x, y)."""
    body.shape([(x - 3.2, y), (x + 3.2, y), (x + 3.6, y + 10), (x - 3.6, y + 10)], darker(look.skin, 0.25))
    if look.woman:
        _scarf(body, look, x, y, back, tilt)
        return
    body.spot(x, y, 5.7, 7.2, look.skin)
    if back:
        body.spot(x, y - 1, 6, 6.6, "#2b1a22")
        body.limb([(x - 2, y + 4.6), (x + 2, y + 4.6)], 3.4, darker(look.skin, 0.25))
    else:
        body.shape(oval(x, y, 5.7, 7.2, 24, -1.3, 1.6), clear(SHADE, 0.12))
        if look.beard:
            jaw = [(x - 5.7, y - 0.5), (x - 5.3, y + 4), (x - 2.6, y + 7.4), (x, y + 8), (x + 2.6, y + 7.4),
                (x + 5.3, y + 4), (x + 5.7, y - 0.5)]
            cheek = [(x + 4.4, y + 2.2), (x + 2.4, y + 3.6), (x, y + 2.9), (x - 2.4, y + 3.6),
                (x - 4.4, y + 2.2)]
            body.soft(jaw + cheek, darker(look.skin, 0.72))
    (_turban if look.turban else _cap)(body, look, x, y)


def _turban(body, look, x, y):
    body.soft([(x - 7, y - 3), (x - 8.2, y - 7), (x - 4, y - 11.4), (x + 3, y - 11.6), (x + 8, y - 7.4),
        (x + 7, y - 3), (x, y - 5)], look.head)
    body.soft([(x - 6.6, y - 3), (x - 9.4, y + 1), (x - 8.4, y + 7), (x - 5.6, y + 4)],
        darker(look.head, 0.2))
    body.limb([(x - 7.4, y - 4.6), (x, y - 9.6), (x + 6.4, y - 9)], 0.9, lighter(look.head, 0.45))
    body.limb([(x - 6, y - 3.4), (x + 2, y - 6.4), (x + 7.4, y - 5.4)], 0.9, darker(look.head, 0.35))


def _cap(body, look, x, y):
    body.soft([(x - 6.2, y - 3.4), (x - 6.2, y - 9.6), (x, y - 11.2), (x + 6.2, y - 9.6), (x + 6.2, y - 3.4),
        (x, y - 4.6)], lighter(look.head, 0.65))
    for step in range(-2, 3):
        body.spot(x + step * 2.5, y - 7.2, 0.8, 1.3, look.head)
    body.limb([(x - 6, y - 4.4), (x, y - 5.6), (x + 6, y - 4.4)], 0.9, look.head)


def _scarf(body, look, x, y, back, tilt):
    cloth = look.head
    body.soft([(x, y - 10.6), (x + 6.4, y - 7.6), (x + 8, y), (x + 8.6, y + 7), (x + 12, y + 15), (x, y + 21),
        (x - 12, y + 15), (x - 8.6, y + 7), (x - 8, y), (x - 6.4, y - 7.6)], cloth)
    if not back:
        body.spot(x + 0.9 * tilt, y - 0.6, 4.6, 6.3, look.skin)
        body.shape(oval(x + 0.9 * tilt, y - 0.6, 4.6, 6.3, 20, -1.3, 1.6), clear(SHADE, 0.1))
    body.limb(curve([(x - 6, y + 4), (x, y + 11), (x + 8, y + 14)], steps=5), 1.0, darker(cloth, 0.35))
    body.limb(curve([(x + 6.6, y + 3), (x + 3, y + 9), (x - 7, y + 16)], steps=5), 1.0, lighter(cloth, 0.25))


def sit(pen, x, y, height, look, facing=1, reach=None, legs=True):
    """Someone seated, knees forward; the seat is 30 above the feet of a person `height` tall."""
    body = Body(pen, x, y, height, facing)
    if legs:
        for shift, dark in ((7, 0.34), (0, 0.18)):
            body.spot(15 + shift, -1.8, 5, 2, "#3b2531")
            shin = [(8 + shift, -34), (19 + shift, -35), (19.5 + shift, -20), (18 + shift, -3.5),
                (9.5 + shift, -3.5), (8.5 + shift, -20)]
            body.soft(shin, darker(look.robe, dark), 5)
    _sleeve(body, look, [(-10, -58), (-13, -44), (-3, -37)], 0.16)
    body.soft([(-4, -64), (4, -64), (12.5, -60), (13, -50), (12, -36), (21, -35), (22, -28), (2, -25),
        (-13, -27), (-13, -50), (-12.5, -60)], look.robe)
    body.soft([(4, -62), (12, -60), (13, -50), (12, -37), (20, -33), (4, -28), (7, -44)], clear(SHADE, 0.14))
    if look.coat:
        body.soft([(-5, -64), (-12.5, -60), (-13.5, -48), (-13, -28), (-4, -28), (-3, -46)], look.coat)
        body.soft([(5, -64), (12.5, -60), (13.5, -48), (12, -30), (4, -28), (3, -46)], darker(look.coat, 0.1))
    elif not look.woman:
        body.limb([(1, -63), (1.8, -52)], 0.9, darker(look.robe, 0.3), 1.6)
    hand = reach or (13, -37)
    elbow = ((11 + hand[0]) / 2 + 4, (-57 + hand[1]) / 2 + 4)
    _sleeve(body, look, [(10, -57), elbow, hand], 0)
    head(body, look, 0, -71)
    return body


def bust_from_behind(pen, x, y, height, look):
    """Head and shoulders of someone in the audience; y is the lower edge."""
    body = Body(pen, x, y, height * 2.6)
    body.soft([(-4, -25), (4, -25), (13, -20), (15.5, -8), (16, 2), (-16, 2), (-15.5, -8), (-13, -20)],
        look.robe)
    body.soft([(3, -24), (13, -20), (15.5, -8), (16, 2), (6, 2), (7, -12)], clear(SHADE, 0.22))
    head(body, look, 0, -32, back=True)
