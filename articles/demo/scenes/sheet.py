"""The sheet a picture is drawn on: stencils, washes, glows, grain.

Everything is measured in units of a picture 1600 wide; how many pixels that makes is the sheet's own affair.
Edges are drawn three times too large and reduced, so that they come out smooth.
"""

import itertools
import random
from contextlib import contextmanager
from math import sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .palette import mix, rgb
from .shapes import ribbon

FINE = 3
INSCRIBED = 180  # what Pillow's radial gradient reaches at the middle of a side; the corners have 255


class Pen:
    """Draws shapes, given in units, on a plate of pixels."""

    def __init__(self, plate, origin, scale):
        self.plate, self.origin, self.scale = plate, origin, scale
        self.draw = ImageDraw.Draw(plate, "RGBA" if plate.mode == "RGB" else None)

    def polygon(self, points, fill=255):
        x0, y0 = self.origin
        self.draw.polygon([((x - x0) * self.scale, (y - y0) * self.scale) for x, y in points],
            fill=_ink(fill))

    def rect(self, x0, y0, x1, y1, fill=255):
        self.polygon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill)

    def ellipse(self, x, y, rx, ry=None, fill=255):
        ry = rx if ry is None else ry
        ox, oy = self.origin
        k = self.scale
        self.draw.ellipse(
            ((x - rx - ox) * k, (y - ry - oy) * k, (x + rx - ox) * k, (y + ry - oy) * k), fill=_ink(fill)
        )

    def stroke(self, line, width, fill=255, tip=None):
        """A line with round ends, from `width` to `tip`."""
        tip = width if tip is None else tip
        self.polygon(ribbon(line, width, tip), fill)
        if isinstance(fill, tuple) and len(fill) == 4:
            return
        for (x, y), size in ((line[0], width), (line[-1], tip)):
            if size > 1.5:
                self.ellipse(x, y, size / 2, size / 2, fill)


def _ink(fill):
    return rgb(fill) if isinstance(fill, str) else fill


class Stencil(Pen):
    """A cut-out in a full sheet; what is drawn with 255 lets the paint through."""

    def __init__(self, sheet):
        width, height = sheet.image.size
        super().__init__(Image.new("L", (width * FINE, height * FINE)), (0, 0), sheet.px * FINE)
        self.sheet = sheet
        self.reach = None

    def polygon(self, points, fill=255):
        xs, ys = zip(*points, strict=True)
        self._reaches(min(xs), min(ys), max(xs), max(ys))
        super().polygon(points, fill)

    def ellipse(self, x, y, rx, ry=None, fill=255):
        ry = rx if ry is None else ry
        self._reaches(x - rx, y - ry, x + rx, y + ry)
        super().ellipse(x, y, rx, ry, fill)

    def _reaches(self, *edges):
        old = self.reach or edges
        self.reach = (
            min(old[0], edges[0]),
            min(old[1], edges[1]),
            max(old[2], edges[2]),
            max(old[3], edges[3]),
        )

    def window(self):
        """The pixels that the stencil touches, as (left, top, right, bottom); None if it touches none."""
        if self.reach is None:
            return None
        px = self.sheet.px
        width, height = self.sheet.image.size
        left, top = max(int(self.reach[0] * px) - 1, 0), max(int(self.reach[1] * px) - 1, 0)
        right, bottom = min(int(self.reach[2] * px) + 2, width), min(int(self.reach[3] * px) + 2, height)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def within(self, other):
        """The part of this stencil that lies inside another."""
        self.plate = ImageChops.multiply(self.plate, other.plate)
        return self

    def mask(self):
        left, top, right, bottom = self.window()
        return self.plate.reduce(FINE, (left * FINE, top * FINE, right * FINE, bottom * FINE))


class Sheet:
    """One picture in work. `key` seeds everything that looks like chance."""

    def __init__(self, key, width=1600, height=1067, pixels=1600):
        self.key, self.width, self.height = key, width, height
        self.px = pixels / width
        self.rng = random.Random(key)  # noqa: S311 - the same picture every time, not a secret
        self.image = Image.new("RGB", (pixels, round(height * self.px)))
        self.noise = self._speckle()

    def _speckle(self):
        width, height = self.image.size
        one, other = (Image.frombytes("L", (width, height), self.rng.randbytes(width * height)) for _ in "ab")
        return Image.blend(one, other, 0.5)

    def sky(self, stops, top=0, bottom=None):
        """Fill the sheet's breadth from `top` to `bottom` with a wash; stops are (share of the height, colour)."""
        bottom = self.height if bottom is None else bottom
        window = (0, round(top * self.px), self.image.width, round(bottom * self.px))
        self.image.paste(self._wash([(top + (bottom - top) * at, colour) for at, colour in stops], window),
            window)

    def _wash(self, stops, window):
        column = Image.new("RGB", (1, window[3] - window[1]))
        column.putdata([_colour_at(stops, (y + 0.5) / self.px) for y in range(window[1], window[3])])
        return column.resize((window[2] - window[0], window[3] - window[1]))

    def _paint(self, paint, window):
        if isinstance(paint, list):
            return self._wash(paint, window)
        return Image.new("RGB", (window[2] - window[0], window[3] - window[1]), rgb(paint))

    def stencil(self, *shapes):
        stencil = Stencil(self)
        for shape in shapes:
            stencil.polygon(shape)
        return stencil

    def lay(self, stencil, paint, opacity=1.0, shadow=None):
        """Paint through a stencil: a colour, or a wash [(y, colour), …]. `shadow`: (dx, dy, blur, opacity)."""
        window = stencil.window()
        if window is None:
            return
        if shadow:
            self._cast(stencil, *shadow)
        mask = stencil.mask()
        if opacity < 1:
            mask = mask.point(lambda v: v * opacity)
        self.image.paste(self._paint(paint, window), window, mask)

    def _cast(self, stencil, dx, dy, blur, opacity, colour="#120f24"):
        mask, (left, top) = self._soft(stencil, blur)
        mask = mask.point(lambda v: v * opacity)
        at = (left + round(dx * self.px), top + round(dy * self.px))
        self.image.paste(rgb(colour), (*at, at[0] + mask.width, at[1] + mask.height), mask)

    def _soft(self, stencil, blur):
        """The stencil out of focus: a mask with a margin, and where its corner lies."""
        left, top, right, bottom = stencil.window()
        margin = round(blur * 2.5 * self.px)
        size = (right - left + 2 * margin, bottom - top + 2 * margin)
        whole = Image.new("L", size)
        whole.paste(stencil.mask(), (margin, margin))
        coarse = max(1, min(8, int(blur * self.px / 3)))
        small = whole.resize((max(1, size[0] // coarse), max(1, size[1] // coarse)), Image.Resampling.BOX)
        small = small.filter(ImageFilter.GaussianBlur(blur * self.px / coarse))
        return small.resize(size, Image.Resampling.BICUBIC), (left - margin, top - margin)

    def blur_in(self, stencil, colour, blur, opacity=1.0):
        """Lay a colour through the stencil out of focus: mist, a beam of light, a contact shadow."""
        if stencil.window() is None:
            return
        mask, (left, top) = self._soft(stencil, blur)
        mask = mask.point(lambda v: v * opacity)
        self.image.paste(rgb(colour), (left, top, left + mask.width, top + mask.height), mask)

    def shade(self, stencil, colour, start, end, opacity=0.6, grain=1.0):
        """Stipple a colour over a stencil, from nothing at `start` to `opacity` at `end` (points)."""
        window = stencil.window()
        if window is None:
            return
        ramp = self._ramp(window, start, end)
        speckle = self.noise.crop(window).point(lambda v: 128 + (v - 128) * grain)
        rough = ImageChops.add(ramp, speckle, 1, -128).point(_contrast(1 + grain))
        rough = Image.blend(ramp, rough, 0.75)
        mask = ImageChops.multiply(rough, stencil.mask()).point(lambda v: v * opacity)
        self.image.paste(self._paint(colour, window), window, mask)

    def _ramp(self, window, start, end):
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = dx * dx + dy * dy

        def at(x, y):
            return 255 * ((x / self.px - start[0]) * dx + (y / self.px - start[1]) * dy) / length

        left, top, right, bottom = window
        corners = Image.new("F", (2, 2))
        corners.putdata([at(left, top), at(right, top), at(left, bottom), at(right, bottom)])
        size = (right - left, bottom - top)
        return corners.resize(size, Image.Resampling.BILINEAR, box=(0.5, 0.5, 1.5, 1.5)).convert("L")

    def glow(self, x, y, radius, colour, strength=0.8, fall=2.0, flat=1.0):
        """Light around a point, fading to nothing at `radius`; `flat` below 1 makes it lie down."""
        disc = Image.radial_gradient("L").point(lambda v: 255 * strength * max(0, 1 - v / INSCRIBED) ** fall)
        rx, ry = max(1, round(radius * self.px)), max(1, round(radius * flat * self.px))
        mask = disc.resize((2 * rx, 2 * ry), Image.Resampling.BICUBIC)
        left, top = round(x * self.px) - rx, round(y * self.px) - ry
        self.image.paste(rgb(colour), (left, top, left + 2 * rx, top + 2 * ry), mask)

    def haze(self, top, bottom, colour, opacity=0.6, rising=False):
        """Mist over the whole breadth, thickest at `bottom` (at `top` when rising)."""
        window = (0, max(0, round(top * self.px)), self.image.width,
            min(self.image.height, round(bottom * self.px)))
        start, end = ((0, bottom), (0, top)) if rising else ((0, top), (0, bottom))
        mask = self._ramp(window, start, end).point(lambda v: 255 * opacity * (v / 255) ** 1.6)
        self.image.paste(rgb(colour), window, mask)

    @contextmanager
    def detail(self, x0=0, y0=0, x1=None, y1=None):
        """A pen for many colours in one window of the sheet; fills may be glazes (see palette.clear)."""
        width, height = self.image.size
        left, top = max(0, int(x0 * self.px)), max(0, int(y0 * self.px))
        right = width if x1 is None else min(width, int(x1 * self.px) + 1)
        bottom = height if y1 is None else min(height, int(y1 * self.px) + 1)
        part = self.image.crop((left, top, right, bottom))
        plate = part.resize((part.width * FINE, part.height * FINE), Image.Resampling.NEAREST)
        yield Pen(plate, (left / self.px, top / self.px), self.px * FINE)
        self.image.paste(plate.reduce(FINE), (left, top))

    def mirror(self, horizon, depth, tint, opacity, ripple=6.0, squeeze=1.0):
        """Water from `horizon` down, holding the upside-down picture above it under a wash of `tint`."""
        px, rng = self.px, self.rng
        top, bottom = round(horizon * px), min(self.image.height, round((horizon + depth) * px))
        tall = min(top, round((bottom - top) / squeeze))
        above = self.image.crop((0, top - tall, self.image.width, top)).transpose(
            Image.Transpose.FLIP_TOP_BOTTOM)
        above = above.resize((self.image.width, bottom - top)).filter(ImageFilter.BoxBlur((0.6 * px, 3 * px)))
        window = (0, top, self.image.width, bottom)
        depths = self._ramp(window, (0, horizon), (0, horizon + depth))
        depths = depths.point(lambda v: 255 * (opacity + (0.93 - opacity) * (v / 255) ** 0.8))
        water = _rippled(above, rng, ripple * px, px)
        water.paste(self._paint(tint, window), (0, 0), depths)
        self.image.paste(water, (0, top))

    def flip(self):
        """Turn left and right about."""
        self.image = self.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)

    def finish(self, vignette=0.2, grain=0.05):
        """Press the sheet: darker corners, mottled paper, fine grain."""
        size = self.image.size
        edge = Image.radial_gradient("L").point(lambda v: 255 * vignette * (v / 255) ** 3.2)
        edge = edge.crop((16, 16, 240, 240)).resize(size, Image.Resampling.BICUBIC)
        self.image.paste(rgb("#1a1030"), (0, 0), edge)
        coarse = (max(2, size[0] // 5), max(2, size[1] // 5))
        mottle = self.noise.crop((0, 0, *coarse)).filter(ImageFilter.GaussianBlur(0.9))
        mottle = mottle.resize(size, Image.Resampling.BICUBIC).point(lambda v: 128 + (v - 128) * grain * 1.1)
        fine = self.noise.point(lambda v: 128 + (v - 128) * grain * 1.7)
        paper = ImageChops.add(mottle, fine, 1, -128)
        self.image = ImageChops.add(self.image, Image.merge("RGB", (paper, paper, paper)), 1, -128)
        return self.image


def _contrast(gain):
    return [max(0, min(255, round(128 + (v - 128) * gain))) for v in range(256)]


def _colour_at(stops, y):
    if y <= stops[0][0]:
        return rgb(stops[0][1])
    for (above, one), (below, other) in itertools.pairwise(stops):
        if y <= below:
            return mix(one, other, (y - above) / (below - above))
    return rgb(stops[-1][1])


def _rippled(water, rng, reach, px):
    """Shift thin strips of the water sideways, further the nearer they lie."""
    out = water.copy()
    phase = rng.uniform(0, 6)
    y, tall = 0, water.height
    while y < tall:
        near = y / tall
        strip = max(1, round((1 + 2.5 * near) * px))
        swell = sin(y * 0.23 / px + phase) + 0.7 * sin(y * 0.071 / px) + rng.uniform(-0.5, 0.5)
        shift = round(reach * (0.25 + near) * swell)
        band = water.crop((0, y, water.width, min(tall, y + strip)))
        out.paste(band, (shift, y))
        y += strip
    return out

