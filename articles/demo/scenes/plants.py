"""Date palms, bushes, trees."""

from math import atan2, cos, hypot, pi, sin

from .palette import darker, lighter
from .shapes import bow, oval, ribbon


class Palm:
    """A date palm as shapes: `trunk`, `rings`, `back` and `front` fronds, `fruit`."""

    def __init__(self, rng, x, y, height, lean=0.0, spread=0.42, fronds=15, leaflets=26, fruit=False):
        crown = (x + lean * height, y - height)
        line = bow((x, y), (x + lean * height * 0.25, y - height * 0.55), crown)
        thick = height * 0.05
        self.trunk = [ribbon(line, thick * 1.25, thick * 0.8), oval(x, y, thick * 0.8, thick * 0.25, 20)]
        self.rings = [_ring(line, at, thick) for at in range(1, len(line) - 1)]
        reach = height * spread
        self.back, self.front = [], []
        for at in range(fronds):
            share = at / (fronds - 1)
            angle = -pi * 1.16 + share * pi * 1.32 + rng.uniform(-0.09, 0.09)
            size = reach * rng.uniform(0.86, 1.1)
            side = self.front if at % 2 else self.back
            side.extend(_frond(rng, crown, angle, size, leaflets))
        for angle in (-pi * 1.3, pi * 0.3):
            self.back.extend(_frond(rng, crown, angle + rng.uniform(-0.1, 0.1), reach * 0.7, leaflets))
        self.heart = oval(*crown, thick * 0.9, thick * 0.75, 20)
        self.fruit = _bunches(rng, crown, height) if fruit else []


def _ring(line, at, thick):
    (x0, y0), (x1, y1) = line[at - 1], line[at + 1]
    length = hypot(x1 - x0, y1 - y0) or 1
    nx, ny = -(y1 - y0) / length, (x1 - x0) / length
    x, y = line[at]
    half = thick * 0.6
    return ribbon(
        bow((x - nx * half, y - ny * half), (x, y + thick * 0.35), (x + nx * half, y + ny * half),
            6), thick * 0.14
    )


def _frond(rng, crown, angle, size, leaflets):
    """One leaf: a drooping spine with narrow blades on both sides, as triangles."""
    x, y = crown
    droop = size * (0.34 + 0.3 * abs(cos(angle))) * rng.uniform(0.85, 1.15)
    pull = (x + cos(angle) * size * 0.62, y + sin(angle) * size * 0.72 - size * 0.06)
    tip = (x + cos(angle) * size, y + sin(angle) * size * 0.8 + droop)
    spine = bow(crown, pull, tip, leaflets)
    blades = [ribbon(spine, size * 0.028, size * 0.006)]
    for at in range(3, leaflets + 1):
        share = at / leaflets
        (x0, y0), (x1, y1) = spine[at - 1], spine[at]
        heading = atan2(y1 - y0, x1 - x0)
        long = size * 0.3 * (0.25 + sin(pi * min(1, 0.12 + share * 0.83))) * rng.uniform(0.85, 1.1)
        wide = size * 0.014
        for side in (-1, 1):
            out = heading + side * (0.95 - 0.55 * share)
            ex, ey = x1 + cos(out) * long, y1 + sin(out) * long + long * 0.22
            nx, ny = -sin(out) * wide, cos(out) * wide
            blades.append([(x1 - nx, y1 - ny), (x1 + nx, y1 + ny), (ex, ey)])
    return blades


def _bunches(rng, crown, height):
    x, y = crown
    grains = []
    for side in (-1, 1, -0.3, 0.5):
        cx, cy = x + side * height * 0.055, y + height * 0.075
        for _ in range(26):
            grains.append(
                oval(cx + rng.gauss(0, height * 0.013), cy + rng.uniform(-1, 1) * height * 0.036,
                    *[height * 0.0075] * 2, 8)
            )
    return grains


def plant(sheet, palms, leaf, trunk, fruit="#d9812e", light=None, shadow=None):
    """Draw palms together: dark fronds behind, trunks, lighter fronds in front."""
    back = sheet.stencil(*(blade for palm in palms for blade in palm.back))
    sheet.lay(back, darker(leaf, 0.35), shadow=shadow)
    stems = sheet.stencil(*(shape for palm in palms for shape in palm.trunk))
    sheet.lay(stems, trunk)
    sheet.lay(sheet.stencil(*(ring for palm in palms for ring in palm.rings)), darker(trunk, 0.4), 0.55)
    grains = [grain for palm in palms for grain in palm.fruit]
    if grains:
        sheet.lay(sheet.stencil(*grains), fruit)
    front = sheet.stencil(*(blade for palm in palms for blade in palm.front), *(palm.heart for palm in palms))
    sheet.lay(front, leaf)
    if light:
        top = min(y for palm in palms for blade in palm.front for _, y in blade)
        foot = max(y for palm in palms for blade in palm.front for _, y in blade)
        sheet.shade(front, light, (0, foot), (0, top), 0.5, grain=0.4)


def bush(rng, x, y, width, height, lumps=9):
    """A round shrub standing on y, as overlapping ovals."""
    shapes = [oval(x, y - height * 0.2, width * 0.44, height * 0.22, 24)]
    for at in range(lumps):
        share = at / (lumps - 1) * 2 - 1
        size = width * rng.uniform(0.14, 0.22)
        rise = height * (1 - share * share * 0.7) * rng.uniform(0.7, 1.0)
        tall = max(size * 0.6, rise * 0.5)
        shapes.append(oval(x + share * width * 0.36, y - max(tall * 0.85, rise - tall), size, tall, 20))
    return shapes


def shrubs(sheet, spots, colour, light=None):
    """Shrubs at (x, y, width, height), lit from above."""
    stencil = sheet.stencil(*(shape for spot in spots for shape in bush(sheet.rng, *spot)))
    sheet.lay(stencil, colour)
    top = min(y - height for _, y, _, height in spots)
    foot = max(y for _, y, _, _ in spots)
    sheet.shade(stencil, light or lighter(colour, 0.3), (0, foot), (0, top), 0.5)


def cypress(rng, x, y, height):
    """A tall narrow tree standing on y."""
    half = height * 0.1
    side = [(half * sin(pi * min(1, t / 20 + 0.08)) * (1 - t / 24) + rng.uniform(0,
        half * 0.15)) for t in range(21)]
    left = [(x - side[t], y - height * t / 20) for t in range(21)]
    right = [(x + side[t], y - height * t / 20) for t in range(20, -1, -1)]
    return left + right
