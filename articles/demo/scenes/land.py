"""Mountains, dunes, water, sky: what most pictures stand on."""

from math import pi, sin

from .palette import mix
from .shapes import down_to, oval, ribbon


def mountains(sheet, line, floor, top_colour, foot_colour, shade_colour, shade=0.55, light=-1, cracks=True):
    """A range under `line`: lit from the left (light -1) or the right (1), its far faces stippled dark."""
    crest = min(y for _, y in line)
    body = sheet.stencil(down_to(line, floor))
    sheet.lay(body, [(crest, top_colour), (floor, foot_colour)])
    faces = sheet.stencil(*(_far_face(sheet.rng, line, at, floor, light) for at in _peaks(line)))
    sheet.shade(faces, shade_colour, (0, floor), (0, crest), shade, grain=0.7)
    if cracks:
        gullies = sheet.stencil(*_gullies(sheet.rng, line, floor, light))
        sheet.shade(gullies, shade_colour, (0, floor), (0, crest), shade * 0.8, grain=0.7)


def _peaks(line, reach=6):
    return [
        at
        for at in range(1, len(line) - 1)
        if all(line[at][1] <= line[other][1] for other in range(max(0, at - reach),
            min(len(line), at + reach + 1)))
    ]


def _far_face(rng, line, at, floor, light):
    """The side of a peak that the light does not reach: along the skyline to the next dip, back up a ragged spine."""
    step = -light
    end = at
    while 0 < end < len(line) - 1 and (line[end + step][1] >= line[end][1] or abs(end - at) < 5):
        end += step
    x, y = line[at]
    depth = (floor - y) * rng.uniform(0.55, 0.95)
    spine = []
    drift = rng.uniform(0.05, 0.35) * light
    for part in range(8, 0, -1):
        share = part / 8
        spine.append((x + depth * share * (drift + rng.uniform(-0.13, 0.13)), y + depth * share))
    slope = line[at : end + 1] if step > 0 else line[end : at + 1][::-1]
    return [*slope, *spine]


def _gullies(rng, line, floor, light):
    slivers = []
    for at in range(2, len(line) - 2, 3):
        x, y = line[at]
        if rng.random() < 0.5 or floor - y < 30:
            continue
        deep = (floor - y) * rng.uniform(0.2, 0.6)
        lean = rng.uniform(0.05, 0.4) * -light
        slivers.append(
            [
                (x, y + 2),
                (x + rng.uniform(4, 11), y + 5),
                (x + deep * lean + rng.uniform(3, 9), y + deep * 0.55),
                (x + deep * lean * 1.2, y + deep),
                (x + deep * lean * 0.5 - 3, y + deep * 0.5),
            ]
        )
    return slivers


def glints(sheet, x, top, bottom, colour, spread=0.5, count=150, opacity=0.85):
    """The broken path of a light at `x` on water between `top` and `bottom`."""
    rng = sheet.rng
    path = sheet.stencil()
    for _ in range(count):
        near = rng.random() ** 1.3
        y = top + (bottom - top) * near
        reach = (20 + (bottom - top) * spread * near) * rng.gauss(0, 0.5)
        half = rng.uniform(6, 26) * (0.35 + 1.6 * near)
        path.polygon(oval(x + reach, y, half, 0.7 + 1.9 * near, 16))
    sheet.lay(path, colour, opacity)


def ripples(sheet, top, bottom, colour, count=200, opacity=0.25, left=0, right=None):
    """Small strokes all over water, longer towards the reader."""
    rng = sheet.rng
    right = sheet.width if right is None else right
    strokes = sheet.stencil()
    for _ in range(count):
        near = rng.random()
        x, y = rng.uniform(left, right), top + (bottom - top) * near**1.2
        half = rng.uniform(10, 42) * (0.3 + 1.3 * near)
        strokes.polygon(oval(x, y, half, 0.6 + 1.6 * near, 14))
    sheet.lay(strokes, colour, opacity)


def clouds(sheet, spots, colour, opacity=0.5):
    """Long drawn-out clouds, each a few streaks; spots are (x, y, length)."""
    rng = sheet.rng
    for x, y, length in spots:
        bank = sheet.stencil()
        for at in range(7):
            size = length * rng.uniform(0.25, 0.62) * (1 if at else 1.6)
            drift = length * rng.gauss(0, 0.2) if at else 0
            bank.polygon(_streak(x + drift, y + (at - 3) * length * 0.014, size / 2,
                length * rng.uniform(0.008, 0.017) + 1))
        sheet.lay(bank, colour, opacity * 0.55)
        sheet.shade(bank, colour, (0, y + length * 0.06), (0, y - length * 0.05), opacity)


def _streak(x, y, half, thick):
    """A lens with a flatter foot."""
    top = [(x + half * (at / 12 - 1), y - thick * sin(pi * at / 24)) for at in range(25)]
    return top + [(px, y + (y - py) * 0.45) for px, py in top[::-1]]


def billows(sheet, spots, light, dark, opacity=0.95):
    """Heaped clouds with flat feet, stippled dark below; spots are (x, y, length, height)."""
    rng = sheet.rng
    for x, y, length, height in spots:
        heap = sheet.stencil(_streak(x, y, length * 0.56, height * 0.08))
        for at in range(11):
            share = (at / 10 - 0.5) * 1.7
            size = height * (1 - share * share) * rng.uniform(0.55, 0.8) + height * 0.08
            heap.polygon(oval(x + share * length * 0.5, y - size * 0.5, size * 0.85, size * 0.72, 30))
        heap.polygon(oval(x, y - height * 0.08, length * 0.46, height * 0.12))
        sheet.lay(heap, light, opacity)
        sheet.shade(heap, dark, (0, y - height * 0.95), (0, y + height * 0.15), 0.85)


def stars(sheet, bottom, count=220, colour="#f4ecd2"):
    """A clear night down to `bottom`."""
    rng = sheet.rng
    field = sheet.stencil()
    for _ in range(count):
        x, y = rng.uniform(0, sheet.width), bottom * rng.random() ** 1.35
        field.ellipse(x, y, rng.choice((0.7, 0.8, 1.0, 1.0, 1.3, 1.7)))
    sheet.lay(field, colour, 0.8)


def moon(sheet, x, y, radius, colour="#fbeecb", around="#8fa3d8"):
    """A full moon with its seas and its light."""
    sheet.glow(x, y, radius * 9, around, 0.35, 2.2)
    sheet.glow(x, y, radius * 3.4, colour, 0.5, 1.8)
    disc = sheet.stencil()
    disc.ellipse(x, y, radius)
    sheet.lay(disc, colour)
    seas = sheet.stencil()
    for dx, dy, size in ((-0.3, -0.25, 0.3), (0.25, 0.1, 0.24), (-0.15, 0.4, 0.2), (0.42, -0.35, 0.13)):
        seas.ellipse(x + dx * radius, y + dy * radius, size * radius, size * radius * 0.85)
    sheet.lay(seas, mix(colour, around, 0.5), 0.3)


def sun(sheet, x, y, radius, colour, halo, strength=0.75):
    """A low sun: wide halo, clean disc."""
    sheet.glow(x, y, radius * 10, halo, strength * 0.6, 2.2)
    sheet.glow(x, y, radius * 4, colour, strength * 0.7, 1.7)
    disc = sheet.stencil()
    disc.ellipse(x, y, radius)
    sheet.lay(disc, colour)


def birds(sheet, spots, colour, opacity=0.8):
    """Gulls far off; spots are (x, y, wing span)."""
    flock = sheet.stencil()
    for x, y, span in spots:
        lift = sheet.rng.uniform(0.18, 0.4)
        for side in (-1, 1):
            tip = (x + side * span / 2, y - span * lift * 0.6)
            wing = [(x, y), (x + side * span * 0.2, y - span * lift), tip]
            flock.polygon(ribbon(wing, span * 0.09, span * 0.02))
    sheet.lay(flock, colour, opacity)
