"""The six colours of a layout that was not made for Briefer, each legible on the ground it stands on."""

from __future__ import annotations

from briefer.branding.areas import Placed, content_place, title_place
from briefer.branding.ground import ground_under, lost
from briefer.model.colour import LARGE, LEGIBLE, contrast, luminance, mixed
from briefer.model.master import Box, FoundLayout
from briefer.specs.brand import Colour

_UNCLEAR = 0.05
"""Text may be too near to this share of what lies behind it before another colour is looked for."""
_QUIET = 7.0
_HAIRLINE = 1.5
_STEPS = tuple(n / 20 for n in range(21))


def colours_of(layout: FoundLayout, placed: Placed) -> dict[Colour, str]:
    """Return the colours of `layout` as RRGGBB: those of its file where they can be read there."""
    body, title = content_place(layout), title_place(layout)
    declared = (body.colour if body else "") or layout.theme.get("tx1", "000000")
    under = ground_under(layout, placed.content)
    ground = under or ("FFFFFF" if luminance(declared) < 0.4 else "000000")
    ink = _clearest(legible(declared, ground, LEGIBLE, layout), layout, placed.content, LEGIBLE)
    heading = (title.colour if title else "") or ink
    behind = ground_under(layout, placed.title) or (ground if under else _opposite(heading))
    title_ink = _clearest(legible(heading, behind, LARGE, layout), layout, placed.title, LARGE)
    over = legible(ink, ground_under(layout, placed.top) or behind, LEGIBLE, layout)
    return {
        "ground": ground,
        "ink": ink,
        "ink2": _towards(ground, ink, min(_QUIET, contrast(ink, ground))),
        "accent": _accent(layout, ground, ink),
        "rule": _towards(ground, ink, LARGE),
        "hairline": _towards(ground, ink, _HAIRLINE),
        "title": title_ink,
        "top": _clearest(over, layout, placed.top, LEGIBLE),
    }


def _clearest(wanted: str, layout: FoundLayout, box: Box, least: float) -> str:
    """Return `wanted`, or black or white where that can be read on far more of what lies behind `box`."""
    usual = lost(layout, box, wanted, least)
    other = min(("000000", "FFFFFF"), key=lambda ink: lost(layout, box, ink, least))
    return other if usual > _UNCLEAR and lost(layout, box, other, least) < usual / 2 else wanted


def legible(wanted: str, ground: str, least: float, layout: FoundLayout) -> str:
    """Return `wanted` where it can be read on `ground`, else a text colour of the file, else black or white."""
    if contrast(wanted, ground) >= least:
        return wanted
    named = [layout.theme[name] for name in ("tx1", "bg1", "tx2", "bg2") if layout.theme.get(name)]
    best = max(named, key=lambda colour: contrast(colour, ground), default="000000")
    return best if contrast(best, ground) >= LEGIBLE else _opposite(ground)


def on_paper(colours: dict[Colour, str]) -> dict[Colour, str]:
    """Return colours for white paper in place of those of a dark page."""
    accent = next(c for s in _STEPS if contrast(c := mixed(colours["accent"], "000000", s), "FFFFFF") >= LEGIBLE)
    return {
        "ground": "FFFFFF",
        "ink": "000000",
        "ink2": "4A4A4A",
        "accent": accent,
        "rule": "8A8A8A",
        "hairline": "C4C4C4",
    }


def _opposite(colour: str) -> str:
    return max(("000000", "FFFFFF"), key=lambda other: contrast(colour, other))


def _towards(ground: str, ink: str, least: float) -> str:
    """Return the palest mixture of ground and ink that has the contrast."""
    return next((c for s in _STEPS if contrast(c := mixed(ground, ink, s), ground) >= least), ink)


def _accent(layout: FoundLayout, ground: str, ink: str) -> str:
    """Return the first accent of the theme that can be read, else the first one brought nearer to the ink."""
    named = [layout.theme.get(f"accent{n}", "") for n in range(1, 7)]
    found = [colour for colour in named if colour and colour not in (ground, ink)]
    if not found:
        return ink
    if contrast(found[0], ground) >= LARGE:
        return next((c for s in _STEPS if contrast(c := mixed(found[0], ink, s), ground) >= LEGIBLE), ink)
    return next((colour for colour in found if contrast(colour, ground) >= LEGIBLE), ink)
