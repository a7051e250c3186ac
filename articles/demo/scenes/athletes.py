"""Runners and players in motion, measured like people: 100 high, feet at the origin, facing right."""

from dataclasses import dataclass
from math import cos, hypot, radians, sin

from .palette import clear, darker, lighter
from .people import SHADE, Body


@dataclass(frozen=True)
class Pose:
    """Angles in degrees from straight down, forward positive: torso lean, then (upper, lower) of each limb."""

    lean: float = 8
    near_arm: tuple = (-40, 50)
    far_arm: tuple = (45, 95)
    near_leg: tuple = (40, -10)
    far_leg: tuple = (-25, -80)


RUNNING = (
    Pose(),
    Pose(10, (50, 110), (-50, 20), (-20, -95), (50, 0)),
    Pose(6, (-20, 75), (25, 85), (15, -20), (-38, -60)),
    Pose(9, (-55, 25), (40, 120), (55, -25), (-30, -70)),
)
HIP = (0, -52)


@dataclass(frozen=True)
class Kit:
    """What an athlete wears; with a scarf she has long sleeves and leggings."""

    shirt: str
    shorts: str
    skin: str = "#a86c46"
    socks: str = ""
    boots: str = "#241726"
    scarf: str = ""

    def sleeve(self):
        return darker(self.shirt, 0.18) if self.scarf else self.skin

    def legging(self):
        return darker(self.shorts, 0.1) if self.scarf else self.skin


def athlete(pen, x, y, height, pose, kit, facing=1):
    """Someone running, hips 52% of the height above y."""
    body = Body(pen, x, y, height, facing)
    lean = radians(pose.lean)
    chest = (HIP[0] + 28 * sin(lean), HIP[1] - 28 * cos(lean))
    _leg(body, pose.far_leg, kit, 0.28)
    _arm(body, chest, pose.far_arm, kit, 0.28)
    _leg(body, pose.near_leg, kit, 0)
    _neck_and_head(body, chest, lean, kit)
    _torso(body, lean, kit)
    _arm(body, chest, pose.near_arm, kit, 0)


def _swing(start, angle, length):
    return (start[0] + length * sin(radians(angle)), start[1] + length * cos(radians(angle)))


def _muscle(body, start, end, widths, fill, hem=False):
    """A limb between two joints, as wide as `widths` say along the way; a hem ends it straight."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) or 1
    nx, ny = -dy / length / 2, dx / length / 2
    last = len(widths) - 1
    spine = [(start[0] + dx * at / last, start[1] + dy * at / last) for at in range(last + 1)]
    left = [(x + nx * wide, y + ny * wide) for (x, y), wide in zip(spine, widths, strict=True)]
    right = [(x - nx * wide, y - ny * wide) for (x, y), wide in zip(spine, widths, strict=True)]
    for joint, wide in ((start, widths[0]), (end, widths[-1]))[: 1 if hem else 2]:
        body.spot(*joint, wide / 2, wide / 2, fill)
    body.shape(left + right[::-1], fill)


def _torso(body, lean, kit):
    def at(along, across):
        return (HIP[0] + along * sin(lean) + across * cos(lean),
            HIP[1] - along * cos(lean) + across * sin(lean))

    back, front = (-5, -7.2), (-5, 7.2)
    outline = [back, (3, -6.8), (12, -6.8), (22, -8.4), (29, -7.4), (31.5, -3), (31.5, 2.6), (29, 6.6),
        (22, 8.6), (12, 7), (3, 7), front]
    body.soft([at(*point) for point in outline], kit.shirt)
    body.soft([at(*point) for point in ((-5, -7.2), (12, -6.8), (24, -8.2), (29, -7), (24, -3.6), (10, -2.6),
        (-4, -2.6))], clear(SHADE, 0.16))
    for start, end in (((1, 5.6), (9, 1)), ((-2, 4), (5, -0.6)), ((16, 7), (20, 2))):
        body.limb([at(*start), at(*end)], 0.5, clear(SHADE, 0.22), 1.1)
    body.limb([at(-3.4, -7.4), at(-3.4, 7.4)], 1.4, lighter(kit.shirt, 0.45))


def _neck_and_head(body, chest, lean, kit):
    top = (chest[0] + 12.5 * sin(lean * 1.3) + 1, chest[1] - 14)
    _muscle(body, chest, top, (7.4, 5.6, 5.4), darker(kit.skin, 0.2))
    x, y = top
    if kit.scarf:
        body.soft([(x - 7, y + 1), (x - 6, y - 6), (x, y - 8.8), (x + 5, y - 6.6), (x + 5.4, y + 5),
            (x + 2, y + 10), (chest[0] + 5, chest[1] + 2), (chest[0] - 7, chest[1] + 2), (x - 6,
            y + 8)], kit.scarf)
        body.soft([(x + 0.5, y - 5.4), (x + 4.6, y - 4.4), (x + 5.4, y), (x + 4.4, y + 4.6), (x + 1.4, y + 6),
            (x - 0.6, y + 1)], kit.skin)
        return
    face = [(x - 5.4, y - 3), (x - 1, y - 7), (x + 4.4, y - 5.2), (x + 5.4, y - 1), (x + 6.8, y + 1.4),
        (x + 5.4, y + 2.2), (x + 4.8, y + 5.6), (x + 1.8, y + 7.4), (x - 2.6, y + 4.6), (x - 5, y + 2)]
    body.soft(face, kit.skin)
    body.soft([(x - 1.4, y + 1.6), (x + 1, y + 4.4), (x + 5, y + 3.6), (x + 4.8, y + 5.8), (x + 1.8, y + 7.6),
        (x - 2.4, y + 5)], "#2b1a22")
    body.soft([(x - 6, y + 2.4), (x - 6.4, y - 4), (x - 2.4, y - 8.4), (x + 3.6, y - 7.6), (x + 5, y - 4.6),
        (x - 0.4, y - 3.8), (x - 1.6, y + 1.4), (x - 4, y + 3.4)], "#21151d")
    body.spot(x - 1.4, y + 0.4, 1.3, 1.9, darker(kit.skin, 0.16))


def _arm(body, chest, angles, kit, dark):
    shoulder = (chest[0] - 0.6, chest[1] + 1.5)
    elbow = _swing(shoulder, angles[0], 15)
    hand = _swing(elbow, angles[1], 13)
    sleeve = darker(kit.sleeve(), dark)
    _muscle(body, elbow, hand, (4.9, 5.2, 4.2, 3.2), sleeve)
    _muscle(body, shoulder, elbow, (6.6, 6.4, 5.6, 4.9), sleeve)
    fist = _swing(hand, angles[1], 1.6)
    body.spot(*fist, 2.7, 2.5, darker(kit.skin, dark))
    end = _swing(shoulder, angles[0], 9)
    _muscle(body, shoulder, end, (8.2, 8.6, 8.2), darker(kit.shirt, dark) if dark else lighter(kit.shirt,
        0.07))
    body.limb([_across(end, angles[0], -4.1), _across(end, angles[0], 4.1)], 1.2, lighter(kit.shirt, 0.45))


def _across(point, angle, reach):
    return (point[0] + reach * cos(radians(angle)), point[1] - reach * sin(radians(angle)))


def _leg(body, angles, kit, dark):
    hip = (HIP[0], HIP[1] + 1)
    knee = _swing(hip, angles[0], 24)
    ankle = _swing(knee, angles[1], 22)
    skin = darker(kit.legging(), dark)
    _muscle(body, knee, ankle, (6.8, 8, 6.6, 4.6, 4), skin)
    if kit.socks:
        _muscle(body, _swing(knee, angles[1], 6.5), ankle, (7.8, 7.2, 5.4, 4.6), darker(kit.socks, dark))
    _muscle(body, hip, knee, (12, 11.4, 9.2, 6.8), skin)
    _boot(body, ankle, angles[1], darker(kit.boots, dark))
    end = _swing(hip, angles[0], 16)
    cloth = darker(kit.shorts, dark)
    _muscle(body, hip, end, (13.4, 14, 14.4), cloth, hem=True)
    if not dark:
        body.limb([_across(hip, angles[0], -5.4), _across(end, angles[0], -5.6)], 1.2, lighter(cloth, 0.35))


def _boot(body, ankle, angle, fill):
    turn = radians(angle)

    def at(along, down):
        return (
            ankle[0] + along * cos(turn) + down * sin(turn),
            ankle[1] - along * sin(turn) + down * cos(turn),
        )

    body.soft([at(-2.6, -2.4), at(2.6, -2.4), at(5, 0.6), at(9.6, 1.8), at(10, 3.8), at(4, 4), at(-2.6, 4),
        at(-3.4, 1)], fill)
    body.limb([at(-2.8, 4), at(9.6, 4)], 1.1, "#f6ead2")
