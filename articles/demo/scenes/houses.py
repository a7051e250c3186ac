"""White houses with arched windows, towers, domes, minarets, walls with merlons."""

from math import cos, pi, sin

from .palette import clear, darker, lighter, mix
from .shapes import arch, box, dome, rounded


def house(pen, rng, x, base, width, height, wall, lit=0.3, glass="#3d5f78", lamp="#ffcf7d", style=None,
    shade=0.16):
    """A Muscat house front: parapet, rows of windows, a balcony, a shaded right edge."""
    top = base - height
    pen.rect(x, top, x + width, base, wall)
    pen.rect(x + width * 0.8, top, x + width, base, clear("#1b1838", shade))
    style = style or rng.choice(("arched", "arched", "plain", "balcony"))
    _parapet(pen, rng, x, top, width, wall)
    floors = max(1, round(height / 62))
    across = max(1, round(width / 46))
    cell_w, cell_h = width / across, (height - 10) / floors
    for row in range(floors):
        for column in range(across):
            cx = x + (column + 0.5) * cell_w
            foot = top + 10 + (row + 1) * cell_h - cell_h * 0.24
            bright = rng.random() < lit
            paint = mix(lamp, "#ff9d4d", rng.uniform(0, 0.4)) if bright else mix(glass, "#15162c",
                rng.uniform(0, 0.4))
            _window(pen, cx, foot, cell_w * 0.42, cell_h * 0.56, paint, wall, style)
        if style == "balcony" and row < floors - 1:
            _balcony(pen, x, top + 10 + (row + 1) * cell_h - cell_h * 0.22, width, wall)


def _window(pen, x, foot, width, height, paint, wall, style):
    if style == "plain":
        pen.rect(x - width / 2 - 2, foot - height - 2, x + width / 2 + 2, foot + 1, lighter(wall, 0.4))
        pen.rect(x - width / 2, foot - height, x + width / 2, foot, paint)
    else:
        pen.polygon(arch(x, foot + 2, width + 5, height + 5, 0.2), lighter(wall, 0.4))
        pen.polygon(arch(x, foot, width, height, 0.2), paint)
    pen.rect(x - 0.7, foot - height * 0.9, x + 0.7, foot, clear("#1b1838", 0.35))
    pen.rect(x - width / 2 - 3, foot + 1, x + width / 2 + 3, foot + 4, darker(wall, 0.2))


def _balcony(pen, x, y, width, wall):
    pen.rect(x + 4, y, x + width - 4, y + 4, darker(wall, 0.25))
    pen.rect(x + 4, y - 13, x + width - 4, y - 11, darker(wall, 0.3))
    for at in range(int(x + 6), int(x + width - 5), 5):
        pen.rect(at, y - 12, at + 1.4, y + 1, darker(wall, 0.3))


def _parapet(pen, rng, x, top, width, wall):
    kind = rng.choice(("flat", "merlons", "step"))
    pen.rect(x - 2, top - 3, x + width + 2, top + 3, lighter(wall, 0.35))
    if kind == "merlons":
        merlons(pen, x, x + width, top - 2, 9, 10, wall)
    elif kind == "step":
        pen.rect(x + width * 0.3, top - 16, x + width * 0.7, top, wall)
        pen.rect(x + width * 0.3 - 2, top - 18, x + width * 0.7 + 2, top - 14, lighter(wall, 0.35))


def merlons(pen, x0, x1, y, width, height, fill, pointed=True):
    """The toothed top of a fort wall, standing on y."""
    count = max(2, int((x1 - x0) / (width * 1.7)))
    gap = (x1 - x0) / count
    for at in range(count):
        x = x0 + gap * (at + 0.5)
        shape = arch(x, y + 1, width, height, 0.3) if pointed else box(x - width / 2, y - height,
            x + width / 2, y + 1)
        pen.polygon(shape, fill)


def minaret(pen, x, base, height, wall, cap="#1c7583", lamp="#ffd98a"):
    """A slender minaret: shaft, gallery, lantern, small dome."""
    w = height * 0.085
    dark = clear("#1b1838", 0.18)
    sections = ((0, 0.55, 1.0), (0.55, 0.8, 0.76), (0.8, 0.9, 0.55))
    for low, high, wide in sections:
        half = w * wide / 2
        pen.rect(x - half, base - height * high, x + half, base - height * low, wall)
        pen.rect(x + half * 0.35, base - height * high, x + half, base - height * low, dark)
    for at, wide in ((0.55, 1.5), (0.8, 1.25)):
        y = base - height * at
        pen.polygon([(x - w * 0.4, y + w * 0.5), (x + w * 0.4, y + w * 0.5), (x + w * wide / 2, y),
            (x - w * wide / 2, y)], lighter(wall, 0.2))
        pen.rect(x - w * wide / 2, y - w * 0.26, x + w * wide / 2, y, lighter(wall, 0.4))
    for low, tall in ((0.62, 0.12), (0.82, 0.06)):
        pen.polygon(arch(x, base - height * low, w * 0.26, height * tall, 0.3), lamp)
    pen.polygon(dome(x, base - height * 0.9, w * 0.62, height * 0.075), cap)
    pen.rect(x - w * 0.035, base - height * 1.03, x + w * 0.035, base - height * 0.96, cap)
    pen.ellipse(x, base - height * 1.03, w * 0.09, w * 0.09, "#f0aa3f")


def domed_hall(pen, x, base, width, height, wall, cap, lamp="#ffd98a", glass="#27405e"):
    """A mosque hall: arcade, drum and dome."""
    top = base - height * 0.5
    pen.rect(x - width / 2, top, x + width / 2, base, wall)
    merlons(pen, x - width / 2, x + width / 2, top, width * 0.03, width * 0.035, wall)
    count = 7
    for at in range(count):
        cx = x - width / 2 + width * (at + 0.5) / count
        pen.polygon(arch(cx, base, width / count * 0.62, height * 0.34, 0.35), lamp if at % 3 == 0 else glass)
    drum = width * 0.42
    pen.rect(x - drum / 2, top - height * 0.12, x + drum / 2, top + 1, lighter(wall, 0.15))
    for at in range(6):
        cx = x - drum / 2 + drum * (at + 0.5) / 6
        pen.polygon(arch(cx, top - height * 0.02, drum * 0.07, height * 0.08, 0.3), lamp)
    pen.polygon(dome(x, top - height * 0.12, drum * 0.98, height * 0.4), cap)
    right = [(max(px, x + drum * 0.1), py) for px, py in dome(x, top - height * 0.12, drum * 0.98,
        height * 0.4)]
    pen.polygon(right, clear("#0d1230", 0.2))
    pen.rect(x - 1.5, top - height * 0.66, x + 1.5, top - height * 0.5, "#f0aa3f")
    pen.ellipse(x, top - height * 0.6, 4, 4, "#f0aa3f")


def round_tower(pen, x, base, width, height, wall, dark="#1b1838", loops=True):
    """A fort's round tower seen from below: its rims bow upwards, its right side turns into the shade."""
    foot, head = width / 2, width * 0.46
    top, bow = base - height, width * 0.05
    rim = [(x + head * sin(t / 12 * pi / 2), top + bow * (1 - cos(t / 12 * pi / 2))) for t in range(-12, 13)]
    pen.polygon([(x - foot, base), *rim, (x + foot, base)], wall)
    for share, glaze in ((0.1, 0.06), (0.3, 0.08), (0.5, 0.09), (0.7, 0.1), (0.86, 0.1)):
        part = [point for point in rim if point[0] >= x + head * share]
        pen.polygon([(x + foot * share, base), (x + head * share, top + bow * share**2), *part,
            (x + foot, base)], clear(dark, glaze))
    for degrees in range(-78, 79, 13):
        turn = degrees * pi / 180
        cx, cy = x + head * 1.02 * sin(turn), top + bow * (1 - cos(turn)) - 1
        tooth = mix(wall, dark, max(0, 0.3 * sin(turn)))
        pen.polygon(arch(cx, cy + 2, width * 0.1 * cos(turn) + 1, width * 0.1, 0.3), tooth)
    band = [(px + (px - x) * 0.03, py) for px, py in rim]
    pen.polygon([*band, *((px, py + width * 0.045) for px, py in band[::-1])], lighter(wall, 0.2))
    for degrees in range(-60, 61, 24) if loops else ():
        turn = degrees * pi / 180
        cx, cy = x + head * sin(turn), top + width * 0.25 + bow * (1 - cos(turn))
        pen.polygon(arch(cx, cy, width * 0.052 * cos(turn) + 1, width * 0.1, 0.3), clear(dark, 0.75))


def lamp_post(pen, x, base, height, fill="#15162c", lamp="#ffd98a"):
    pen.rect(x - 1.6, base - height, x + 1.6, base, fill)
    pen.polygon(rounded(x - 6, base - height - 15, x + 6, base - height, 4), lamp)
    pen.rect(x - 8, base - height - 17, x + 8, base - height - 14, fill)


def glass_tower(pen, rng, x, base, width, height, wall, lit=0.4, lamp="#ffcf7d"):
    """An office block with a grid of windows."""
    top = base - height
    pen.rect(x, top, x + width, base, wall)
    pen.rect(x + width * 0.7, top, x + width, base, clear("#080b22", 0.25))
    rows, columns = max(2, int(height / 17)), max(2, int(width / 13))
    for row in range(rows):
        for column in range(columns):
            if rng.random() > lit:
                continue
            cx, cy = x + width * (column + 0.5) / columns, top + height * (row + 0.6) / rows
            tint = mix(lamp, rng.choice(("#ff9d4d", "#fff1cf", "#ffcf7d")), 0.5)
            pen.rect(cx - width / columns * 0.3, cy - 4, cx + width / columns * 0.3, cy + 4,
                clear(tint, rng.uniform(0.45, 1)))
