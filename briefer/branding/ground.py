"""What text stands on: the colour behind a box, how much of it text cannot be read on, and the calmest room there is."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate

from briefer.model.colour import LEGIBLE, channels, contrast
from briefer.model.master import Box, Drawing, FoundLayout

_MOST = 0.5
"""A colour with this share of a ground stands for it; else the mean does."""
_STANDS_OUT = 1.4
"""The contrast from which something is seen on its ground."""

ratio = lru_cache(maxsize=65_536)(contrast)
"""The contrast of two colours, remembered."""


def ground_under(layout: FoundLayout, box: Box) -> str:
    """Return the colour behind `box` as RRGGBB, "" where it is a picture that cannot be read."""
    found = layout.behind.colours(box) if layout.behind and layout.ground else None
    if not found:
        return layout.ground
    (colour, count), *_ = found.most_common(1)
    if count >= _MOST * found.total():
        return colour
    sums = [sum(channels(colour)[n] * count for colour, count in found.items()) for n in range(3)]
    return "".join(f"{round(each / found.total()):02X}" for each in sums)


def lost(layout: FoundLayout, box: Box, ink: str, least: float = LEGIBLE) -> float:
    """Return the share of the ground behind `box` on which the contrast of `ink` is less than `least`."""
    found = layout.behind.colours(box) if layout.behind else None
    if not found:
        return 0.0
    return sum(count for colour, count in found.items() if ratio(ink, colour) < least) / found.total()


def restless(layout: FoundLayout, box: Box) -> float:
    """Return the share of what lies behind `box` that stands out from the rest of it."""
    found, ground = layout.behind.colours(box) if layout.behind else None, ground_under(layout, box)
    if not found or not ground:
        return 0.0
    return sum(count for colour, count in found.items() if ratio(ground, colour) >= _STANDS_OUT) / found.total()


def calm(layout: FoundLayout, box: Box) -> Box | None:
    """Return the largest part of `box` that has one colour, None where nothing is known of the ground."""
    behind = layout.behind
    if behind is None:
        return None
    found = (_even(behind, box, colour) for colour, _ in behind.colours(box).most_common(2))
    return max(found, key=lambda one: one.area, default=None)


def _even(behind: Drawing, box: Box, ground: str) -> Box:
    """Return the largest part of `box` in which nothing stands out from `ground`."""
    left, top = max(0, int(box.x / behind.dot)), max(0, int(box.y / behind.dot))
    right, bottom = min(behind.width, int(box.right / behind.dot)), min(behind.height, int(box.bottom / behind.dot))
    best = (0, 0, 0, 0)
    free = [0] * (right - left)
    for y in range(top, bottom):
        for n in range(right - left):
            at = 3 * (y * behind.width + left + n)
            free[n] = free[n] + 1 if ratio(ground, behind.dots[at : at + 3].hex().upper()) < _STANDS_OUT else 0
        for n, high in enumerate(free):
            lows = accumulate(free[n:], min, initial=high)
            for wide, low in enumerate(lows):
                if low * wide > best[2] * best[3]:
                    best = (n, y - low + 1, wide, low)
    x, y, wide, high = best
    return Box((left + x) * behind.dot, y * behind.dot, wide * behind.dot, high * behind.dot)
