"""What stands behind a sitter: a city, the sea, dunes, arches, mountains, night, palms, books."""

from math import sin

from .land import stars
from .palette import clear, darker, lighter, mix
from .plants import Palm, plant
from .shapes import arch, box, down_to, oval, ribbon, ridge, rolling


def _city(sheet):
    sheet.sky([(0, "#f0b98c"), (0.6, "#f6dca4"), (1, "#e9b981")])
    sheet.lay(sheet.stencil(oval(650, 300, 130, 130)), "#fff3d0", 0.9)
    rng = sheet.rng
    for base, low, high, tone in ((900, 300, 560, "#e39a78"), (900, 160, 380, "#c4705a"),
        (900, 80, 240, "#8d4a50")):
        blocks = sheet.stencil()
        x = -30
        while x < 920:
            wide, tall = rng.uniform(50, 110), rng.uniform(low, high)
            blocks.polygon(box(x, base - tall, x + wide, 920))
            if rng.random() < 0.35:
                blocks.polygon(arch(x + wide / 2, base - tall + 2, wide * 0.86, wide * 0.6, 0.3))
            x += wide * 1.12
        sheet.lay(blocks, [(300, lighter(tone, 0.12)), (900, tone)], shadow=(0, -4, 12, 0.2))


def _waves(sheet):
    sheet.sky([(0, "#9fd0c4"), (0.5, "#e9edcf"), (1, "#bfe0d0")])
    sheet.lay(sheet.stencil(oval(220, 230, 110, 110)), "#fff8de", 0.95)
    for at in range(8):
        y = 380 + at * 74
        line = [(x, y + 26 * sin(x / 92 + at * 1.7) + 10 * sin(x / 41 + at)) for x in range(-20, 921, 10)]
        tone = mix("#6fb8b4", "#0d4460", at / 7)
        wave = sheet.stencil(down_to(line, 920))
        sheet.lay(wave, [(y - 30, lighter(tone, 0.12)), (y + 140, tone)], shadow=(0, -5, 12, 0.22))
        sheet.lay(sheet.stencil(ribbon(line, 3.5)), "#e9f4e6", 0.5)


def _dunes(sheet):
    sheet.sky([(0, "#2f7f8f"), (0.45, "#a9cdb8"), (0.75, "#f6dca4"), (1, "#f3c48b")])
    sheet.lay(sheet.stencil(oval(640, 250, 112, 112)), "#fff3d0", 0.95)
    for at, (y, tone) in enumerate(((470, "#f0b97a"), (570, "#e09a5c"), (680, "#c97848"), (780, "#9c4f3c"))):
        line = rolling(sheet.rng, -20, 920, y, 60, 1.4, 1)
        dune = sheet.stencil(down_to(line, 920))
        sheet.lay(dune, [(y - 60, lighter(tone, 0.15)), (y + 200, tone)], shadow=(0, -6, 14, 0.22))
        sheet.shade(dune, "#6d2b33", (300 + at * 60, 500), (900, 760), 0.45)


def _arches(sheet):
    sheet.sky([(0, "#f6e2b8"), (1, "#efc893")])
    for at, tone in enumerate(("#8fc0b0", "#5fa39c", "#2f808a", "#1c5a70")):
        wide, tall = 880 - at * 118, 870 - at * 92
        shape = sheet.stencil(arch(450, 930, wide, tall, 0.15))
        sheet.lay(shape, [(930 - tall, lighter(tone, 0.1)), (930, darker(tone, 0.12))],
            shadow=(0, 8, 16, 0.32))


def _mountains(sheet):
    sheet.sky([(0, "#e98f6a"), (0.5, "#f6c48b"), (1, "#fbe0ac")])
    sheet.lay(sheet.stencil(oval(250, 290, 120, 120)), "#fff3d0", 0.95)
    for y, tall, tone in ((520, 260, "#d98f86"), (640, 260, "#a8607a"), (780, 240, "#5b3a6a")):
        shape = sheet.stencil(down_to(ridge(sheet.rng, -20, 920, y, tall, 3), 920))
        sheet.lay(shape, [(y - tall, tone), (y + 160, lighter(tone, 0.25))], shadow=(0, -6, 14, 0.25))


def _night(sheet):
    sheet.sky([(0, "#101a44"), (0.6, "#2b3f7c"), (1, "#7a6a98")])
    stars(sheet, 560, 150)
    sheet.glow(670, 240, 330, "#fbeecb", 0.5, 1.9)
    sheet.lay(sheet.stencil(oval(670, 240, 92, 92)), "#fbeecb")
    for y, tall, tone in ((640, 220, "#33407c"), (760, 200, "#1d2856")):
        shape = sheet.stencil(down_to(ridge(sheet.rng, -20, 920, y, tall, 3), 920))
        sheet.lay(shape, [(y - tall, tone), (y + 200, lighter(tone, 0.12))], shadow=(0, -6, 14, 0.3))


def _palms(sheet):
    sheet.sky([(0, "#f6d28a"), (0.6, "#fbe9bd"), (1, "#e3cf86")])
    sheet.lay(sheet.stencil(oval(450, 330, 300, 300, 80)), "#fff6da", 0.75)
    far = [Palm(sheet.rng, x, 940, tall, lean, 0.42, 13, 22) for x, tall,
        lean in ((60, 560, 0.03), (250, 480, -0.03), (660, 500, 0.04), (850, 580, -0.04))]
    plant(sheet, far, "#7f9f5a", "#b98f62", light="#d9d27a")
    near = [Palm(sheet.rng, x, 960, tall, lean, 0.46, 13, 26, True) for x, tall,
        lean in ((-10, 700, 0.04), (915, 760, -0.04))]
    plant(sheet, near, "#2f6b4b", "#6d4a3c", light="#8fae5a", shadow=(6, 8, 10, 0.25))


def _books(sheet):
    sheet.sky([(0, "#1c5a66"), (1, "#123f4e")])
    rng = sheet.rng
    tones = ("#c4553a", "#2f8a8f", "#f0aa3f", "#e9cd9b", "#8d382d", "#7f9f5a", "#de7a56", "#3b4a80")
    with sheet.detail() as pen:
        for row in range(6):
            foot = 140 + row * 156
            x = -20
            while x < 910:
                wide, tall = rng.uniform(20, 48), rng.uniform(84, 132)
                tone = mix(rng.choice(tones), "#1c5a66", 0.38)
                pen.rect(x, foot - tall, x + wide, foot, tone)
                pen.rect(x + wide * 0.74, foot - tall, x + wide, foot, clear("#0d1230", 0.25))
                for band in (0.16, 0.8):
                    pen.rect(x, foot - tall * (1 - band), x + wide, foot - tall * (1 - band) + 5,
                        clear("#fcf2de", 0.35))
                x += wide + 2
            pen.rect(-10, foot, 910, foot + 16, "#3b2a33")
            pen.rect(-10, foot, 910, foot + 4, "#7a5a4c")
    sheet.glow(450, 360, 560, "#0f3546", 0.55, 1.4)


BACKDROPS = {
    "city": _city,
    "waves": _waves,
    "dunes": _dunes,
    "arches": _arches,
    "mountains": _mountains,
    "night": _night,
    "palms": _palms,
    "books": _books,
}
