"""Arithmetic of colours written as RRGGBB."""

from __future__ import annotations

LEGIBLE = 4.5
"""Least contrast of text (WCAG 2.2, 1.4.3)."""
LARGE = 3.0
"""Least contrast of large text and of strokes that matter (WCAG 2.2, 1.4.3 and 1.4.11)."""
TLP_GROUND = "000000"
TLP_COLOURS = {
    "TLP:RED": "FF2B2B",
    "TLP:AMBER+STRICT": "FFC000",
    "TLP:AMBER": "FFC000",
    "TLP:GREEN": "33FF00",
    "TLP:CLEAR": "FFFFFF",
}
"""Letters of each mark of the Traffic Light Protocol 2.0 (FIRST, 2022) on `TLP_GROUND`."""


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of RRGGBB, 0 to 255."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(channel) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """Return the colour that is `share` of `other` and the rest of `one`."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
