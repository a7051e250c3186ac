"""Mixing the colours of the series: sea, sand, terracotta, date palm, night."""

INK = "#15162c"
CREAM = "#fcf2de"


def rgb(colour):
    """«#rrggbb» or a tuple, as a tuple of three."""
    if isinstance(colour, str):
        return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return tuple(colour[:3])


def mix(one, other, share):
    """`one` with `share` (0 to 1) of `other` in it."""
    return tuple(round(a + (b - a) * share) for a, b in zip(rgb(one), rgb(other), strict=True))


def clear(colour, opacity):
    """The colour as a glaze: 0 is invisible, 1 covers."""
    return (*rgb(colour), round(255 * opacity))


def darker(colour, share=0.25):
    return mix(colour, INK, share)


def lighter(colour, share=0.25):
    return mix(colour, CREAM, share)
