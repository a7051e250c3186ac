"""Outlines as lists of points. Nothing here draws."""

from math import ceil, cos, floor, hypot, pi, sin, tau


def curve(points, closed=False, steps=10):
    """A smooth line through the points (Catmull-Rom)."""
    count = len(points)
    spans = range(count if closed else count - 1)
    line = []
    for at in spans:
        if closed:
            a, b, c, d = (points[(at + step) % count] for step in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(max(at + step, 0), count - 1)] for step in (-1, 0, 1, 2))
        line.extend(_between(a, b, c, d, step / steps) for step in range(steps))
    return line if closed else [*line, points[-1]]


def _between(a, b, c, d, t):
    return tuple(
        0.5
        * (
            2 * b[axis]
            + (c[axis] - a[axis]) * t
            + (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t
            + (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t**3
        )
        for axis in (0, 1)
    )


def bow(start, pull, end, steps=16):
    """A quadratic curve from start to end, drawn towards `pull`."""
    line = []
    for step in range(steps + 1):
        t = step / steps
        line.append(
            tuple((1 - t) ** 2 * start[a] + 2 * t * (1 - t) * pull[a] + t * t * end[a] for a in (0, 1))
        )
    return line


def ribbon(line, width, tip=None):
    """The line as a band, `width` wide at its start and `tip` wide at its end."""
    tip = width if tip is None else tip
    left, right = [], []
    last = len(line) - 1
    for at, (x, y) in enumerate(line):
        before, after = line[max(at - 1, 0)], line[min(at + 1, last)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = hypot(dx, dy) or 1
        half = (width + (tip - width) * at / last) / 2
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return left + right[::-1]


def oval(x, y, rx, ry, steps=48, start=0, end=tau):
    """Points on an ellipse; angles run clockwise from the right."""
    return [
        (x + rx * cos(start + (end - start) * at / steps), y + ry * sin(start + (end - start) * at / steps))
        for at in range(steps + 1)
    ]


def box(x0, y0, x1, y1):
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def rounded(x0, y0, x1, y1, radius):
    """A rectangle with round corners."""
    r = min(radius, (x1 - x0) / 2, (y1 - y0) / 2)
    corners = ((x1 - r, y0 + r, -pi / 2), (x1 - r, y1 - r, 0), (x0 + r, y1 - r, pi / 2), (x0 + r, y0 + r, pi))
    return [point for x, y, angle in corners for point in oval(x, y, r, r, 8, angle, angle + pi / 2)]


def arch(x, base, width, height, pointed=0.0):
    """A doorway standing on `base`, centred on x; `pointed` 0 is a round arch, 0.35 a pointed one."""
    half = width / 2
    rise = min(half * (1 + pointed), height)
    spring = base - height + rise
    left = bow((x - half, spring), (x - half, spring - rise * 0.72), (x, spring - rise), 10 + int(half / 12))
    if not pointed:
        left = oval(x, spring, half, rise, 12 + int(half / 12), pi, 1.5 * pi)
    right = [(2 * x - px, py) for px, py in left[::-1]]
    return [(x - half, base), *left, *right, (x + half, base)]


def dome(x, base, width, height, bulge=1.06):
    """A dome with a slight waist and a point, standing on `base`."""
    half = width / 2
    side = [
        (x - half, base),
        (x - half * bulge, base - height * 0.3),
        (x - half * 0.82, base - height * 0.64),
        (x - half * 0.36, base - height * 0.9),
        (x, base - height * 1.02),
    ]
    left = curve(side, steps=8)
    return left + [(2 * x - px, py) for px, py in left[::-1]]


def turned(points, angle, about=(0, 0)):
    """The points turned clockwise by `angle` radians."""
    cx, cy = about
    c, s = cos(angle), sin(angle)
    return [(cx + (x - cx) * c - (y - cy) * s, cy + (x - cx) * s + (y - cy) * c) for x, y in points]


def placed(points, x, y, scale=1.0, flip=False):
    """The points scaled (and mirrored) about their origin, then moved to (x, y)."""
    side = -scale if flip else scale
    return [(x + px * side, y + py * scale) for px, py in points]


class Wave:
    """Smooth one-dimensional noise between -1 and 1, the same for the same generator."""

    def __init__(self, rng):
        self.values = [rng.uniform(-1, 1) for _ in range(256)]

    def __call__(self, x, octaves=1):
        total, size, reach = 0.0, 1.0, 0.0
        for _ in range(octaves):
            low = floor(x)
            t = x - low
            t = t * t * (3 - 2 * t)
            total += size * (self.values[low % 256] * (1 - t) + self.values[(low + 1) % 256] * t)
            reach += size
            x, size = x * 2.03 + 17.3, size * 0.5
        return total / reach


def ridge(rng, x0, x1, base, height, peaks=5, rough=4, step=8):
    """A mountain skyline from x0 to x1: `peaks` crests up to `height` above `base`."""
    wave = Wave(rng)
    span = (x1 - x0) / peaks
    line = []
    for at in range(ceil((x1 - x0) / step) + 1):
        x = x0 + at * step
        crest = 1 - abs(wave((x - x0) / span, rough)) * 1.9
        line.append((x, base - height * max(crest, 0.06 + 0.1 * abs(wave(x / 40, 2)))))
    return line


def rolling(rng, x0, x1, base, height, waves=3, octaves=2, step=10):
    """A soft skyline of hills or dunes."""
    wave = Wave(rng)
    span = (x1 - x0) / waves
    return [
        (x0 + at * step, base - height * wave(at * step / span, octaves)) for at in range(
            ceil((x1 - x0) / step) + 1)
    ]


def down_to(line, floor_y):
    """A skyline closed into a shape that stands on `floor_y`."""
    return [*line, (line[-1][0], floor_y), (line[0][0], floor_y)]
