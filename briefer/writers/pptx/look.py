"""How a brand's colours, faces and languages are written into one master: by theme name where they agree."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from briefer.specs.brand import Brand
from briefer.typeset.page import STROKES
from briefer.writers.markup import emu, escaped
from briefer.writers.pptx.master_file import Layout
from briefer.writers.theme import SLOTS


@dataclass(frozen=True, slots=True)
class Look:
    """Ready pieces of XML: `colours` and `fills` by colour of the brand, `faces` by face of a run, `strokes` by stroke.

    `runs` and `paragraphs` remember what was written once: a deck has thousands of runs in a few dozen styles.
    """

    colours: dict[str, str]
    fills: dict[str, str]
    faces: dict[str, str]
    strokes: dict[str, tuple[str, int]]
    """Fill and width in EMU."""
    language: str
    plain: str = ""
    """Attributes that take back what a file of the user's own may set for whole texts: capitals, spacing, strokes."""
    direction: str = ""
    """The attribute of a paragraph that reads from left to right, where a file may say otherwise."""
    runs: dict[tuple[object, ...], str] = field(default_factory=dict)
    paragraphs: dict[tuple[object, ...], str] = field(default_factory=dict)


def look_of(brand: Brand, layout: Layout, name: str, language: str) -> Look:
    """Return how `brand` is written on a layout of its master, `name` in templates.

    `language` is the deck's, given a region where it has none.
    """
    by_value: dict[str, str] = {}
    for slot in ("bg1", "tx1", "bg2", "tx2", *(f"accent{n}" for n in range(1, 7))):
        by_value.setdefault(layout.theme.get(slot, ""), slot)
    colours = {}
    for colour, value in brand.colours_on(name).items():
        own = SLOTS.get(colour, "")
        named = own if layout.theme.get(own) == value.upper() else by_value.get(value.upper())
        colours[str(colour)] = f'<a:schemeClr val="{named}"/>' if named else f'<a:srgbClr val="{value.upper()}"/>'
    fills = {colour: f"<a:solidFill>{inner}</a:solidFill>" for colour, inner in colours.items()}
    return Look(
        colours=colours,
        fills=fills,
        faces={
            "title": _face(brand.title_face, "+mj", layout.fonts),
            "body": _face(brand.body_face, "+mn", layout.fonts),
        },
        strokes={name: (fills[colour], emu(width)) for name, (colour, width) in STROKES.items()},
        language=with_region(language, brand.language),
        plain=' strike="noStrike" cap="none" spc="0"' if brand.foreign else "",
        direction=' rtl="0"' if brand.foreign else "",
    )


def painted(look: Look, colour: str) -> Look:
    """Return `look` with every text in `colour`, RRGGBB; as it is for ""."""
    return replace(look, fills=dict.fromkeys(look.fills, solid(colour)), runs={}) if colour else look


def solid(colour: str) -> str:
    """Return a fill of RRGGBB."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def line(look: Look, stroke: str, tag: str = "ln") -> str:
    """Return a line of one of the four strokes."""
    fill, width = look.strokes[stroke]
    return f'<a:{tag} w="{width}" cap="flat">{fill}</a:{tag}>'


def _face(face: str, theme: Literal["+mj", "+mn"], fonts: dict[str, str]) -> str:
    latin = f"{theme}-lt" if fonts.get(f"{theme}-lt") == face else face
    return f'<a:latin typeface="{escaped(latin)}"/>'


def with_region(language: str, brand: str) -> str:
    """Return "en-GB" for "en" where the brand writes en-GB; Office wants a region to check the spelling."""
    if not language:
        return brand
    return brand if "-" not in language and brand.split("-")[0] == language else language
