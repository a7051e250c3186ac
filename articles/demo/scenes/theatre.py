"""A play on the stage of the theatre."""


from .halls import in_the_dark
from .houses import merlons, round_tower
from .land import stars
from .palette import lighter
from .people import LOOKS, Look, bust_from_behind, sit, stand
from .plants import Palm, plant
from .shapes import arch, bow, box, curve, down_to, oval, ribbon, ridge, rounded


def stage(sheet):
    """A play under the lights: an oud player, two actors, a painted fort and a paper moon."""
    sheet.sky([(0, "#152452"), (0.5, "#2f4a86"), (0.8, "#a36f86"), (1, "#e9a189")], 0, 800)
    stars(sheet, 460, 110)
    disc = sheet.stencil(oval(1010, 300, 120, 120))
    sheet.glow(1010, 300, 420, "#ffe9b8", 0.55, 1.8)
    sheet.lay(disc, [(180, "#fff6da"), (420, "#f6cf8a")], shadow=(8, 10, 16, 0.35))
    for base, tall, tone in ((680, 210, "#5b4a80"), (740, 160, "#3b3060")):
        hills = sheet.stencil(down_to(ridge(sheet.rng, -20, 1640, base, tall, 5), 820))
        sheet.lay(hills, [(base - tall, lighter(tone, 0.15)), (base + 80, tone)], shadow=(0, -6, 14, 0.4))
    with sheet.detail(300, 330, 820, 820) as pen:
        round_tower(pen, 560, 810, 210, 330, "#d9925f", "#3b1f3a")
        pen.rect(380, 640, 480, 810, "#c4804f")
        merlons(pen, 380, 480, 641, 18, 24, "#c4804f")
        pen.polygon(arch(560, 810, 84, 150, 0.3), "#3b1f2e")
        for x in (520, 600):
            pen.polygon(arch(x, 610, 24, 46, 0.3), "#ffd27c")
    palms = [Palm(sheet.rng, x, 815, tall, lean, 0.42, 11, 20) for x, tall,
        lean in ((320, 330, 0.05), (1240, 380, -0.06))]
    plant(sheet, palms, "#2b4f5c", "#3b2440", shadow=(6, 8, 10, 0.4))
    _boards(sheet)
    for x, y, spread in ((790, 885, 190), (1070, 880, 190)):
        beam = sheet.stencil([(800 + (x - 800) * 0.4 - 14, -30), (800 + (x - 800) * 0.4 + 14, -30),
            (x + spread, y), (x - spread, y)])
        sheet.blur_in(beam, "#fff3c8", 16, 0.2)
        sheet.glow(x, y, spread * 1.3, "#ffedba", 0.6, 1.4, 0.2)
    with sheet.detail(460, 420, 1280, 960) as pen:
        stand(pen, 760, 895, 350, LOOKS[6], facing=1, reach=(27, -74))
        stand(pen, 900, 905, 368, LOOKS[3], facing=-1, walk=0.4, reach=(22, -84))
        _oud_player(pen, 1110, 905)
    _curtains(sheet)
    with sheet.detail(0, 900, 1600, 1067) as pen:
        for row, (y, tall, count) in enumerate(((1040, 78, 15), (1090, 112, 11))):
            for at in range(count):
                x = 1640 / count * (at + 0.5 * (row % 2) + 0.2)
                bust_from_behind(pen, x, y, tall, in_the_dark(LOOKS[(at * 3 + row) % 10]))
    return sheet.finish(vignette=0.32)


def _boards(sheet):
    floor = sheet.stencil([(-40, 800), (1640, 800), (1640, 990), (-40, 990)])
    sheet.lay(floor, [(800, "#b9744a"), (990, "#6d3638")], shadow=(0, -6, 12, 0.4))
    planks = sheet.stencil(*(ribbon([(800 + at * 90, 800), (800 + at * 128, 990)], 1.6, 3) for at in range(-9,
        10)))
    sheet.lay(planks, "#3b1826", 0.45)
    sheet.lay(sheet.stencil(box(-40, 985, 1640, 1080)), [(985, "#3b1826"), (1067, "#150a1c")])


def _curtains(sheet):
    for side in (-1, 1):
        edge = curve([(800 + side * 840, -10), (800 + side * 520, -10), (800 + side * 560, 260),
            (800 + side * 700, 520), (800 + side * 660, 700), (800 + side * 690, 985), (800 + side * 840,
            985)], steps=10)
        drape = sheet.stencil(edge)
        sheet.lay(drape, [(0, "#8d2f34"), (500, "#b5423c"), (985, "#7a2430")],
            shadow=(-side * 12, 8, 20, 0.5))
        folds = sheet.stencil()
        for at in range(7):
            x0 = 800 + side * (560 + at * 42)
            pull = 800 + side * (705 + at * 16)
            folds.polygon(ribbon(curve([(x0, -10), (x0 + side * 30, 240), (pull, 530),
                (800 + side * (690 + at * 24), 985)]), 20, 16))
        sheet.lay(folds, "#4d1426", 0.5)
        tie = sheet.stencil(ribbon(curve([(800 + side * 686, 520), (800 + side * 760, 560),
            (800 + side * 850, 540)]), 20))
        sheet.lay(tie, "#e0a552", shadow=(0, 4, 5, 0.4))
    swag = sheet.stencil()
    for at in range(6):
        x = at * 280 - 40
        swag.polygon([(x, -10), *bow((x, 40), (x + 140, 210), (x + 280, 40), 18), (x + 280, -10)])
    sheet.lay(swag, [(0, "#7a2430"), (130, "#c04a40")], shadow=(0, 10, 16, 0.45))
    trim = sheet.stencil(*(ribbon(bow((at * 280 - 40, 40), (at * 280 + 100, 210), (at * 280 + 240, 40), 18),
        9) for at in range(6)))
    sheet.lay(trim, "#e9b95f")
    pleats = sheet.stencil(*(ribbon(bow((at * 280 - 40, shift), (at * 280 + 100, shift * 2.6),
        (at * 280 + 240, shift), 14), 7, 7) for at in range(6) for shift in (-6, 12, 26)))
    sheet.lay(pleats, "#4d1426", 0.35)


def _oud_player(pen, x, y):
    pen.polygon(rounded(x - 60, y - 118, x + 70, y - 4, 8), "#5a3024")
    sit(pen, x, y, 370, Look("#f3e4c6", "#1c7583", "#a3673f"), facing=-1)
    belly = curve([(x - 96, y - 150), (x - 60, y - 214), (x + 6, y - 206), (x + 40, y - 150), (x + 4, y - 96),
        (x - 62, y - 92)], closed=True)
    pen.polygon(belly, "#8d4a2c")
    pen.polygon([(x - 28 + (px - x + 28) * 0.9, y - 152 + (py - y + 152) * 0.9) for px, py in belly],
        "#e0a866")
    pen.ellipse(x - 22, y - 152, 22, 22, "#5a2a22")
    pen.stroke([(x + 20, y - 176), (x + 138, y - 236)], 17, "#6d3a28", 12)
    pen.stroke([(x + 136, y - 236), (x + 150, y - 196)], 11, "#5a2a22", 7)
    for shift in (-4, 0, 4):
        pen.stroke([(x - 66, y - 132 + shift), (x + 132, y - 234 + shift * 0.6)], 1.1, "#fbf0dc")
    pen.stroke(curve([(x - 76, y - 220), (x - 92, y - 168), (x - 40, y - 150)]), 26, "#e3d1ae", 20)
    pen.ellipse(x - 36, y - 150, 11, 10, "#a3673f")
    pen.stroke(curve([(x + 58, y - 218), (x + 118, y - 178), (x + 108, y - 216)]), 24, "#e9d8b8", 18)
    pen.ellipse(x + 106, y - 222, 10, 10, "#a3673f")


SCENES = {"stage": stage}
