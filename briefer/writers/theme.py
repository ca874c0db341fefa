"""The theme of a brand: which colour stands in which slot, and the theme part itself."""

from __future__ import annotations

from briefer.model.colour import channels
from briefer.specs.brand import Brand, Colour, is_dark
from briefer.writers.markup import DRAWING, HEAD, escaped

SLOTS: dict[Colour, str] = {
    "ground": "bg1",
    "ink": "tx1",
    "ink2": "tx2",
    "hairline": "bg2",
    "accent": "accent1",
    "rule": "accent2",
}
"""The theme colour by which our own masters name each colour of the brand."""

_LIGHT = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_DARK = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
_ORDER = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")


def colour_map(brand: Brand) -> dict[str, str]:
    """Return how grounds and text colours of the master map to the theme: swapped where the ground is dark."""
    return _DARK if is_dark(brand.colours) else _LIGHT


def theme_xml(brand: Brand, name: str, mapping: dict[str, str]) -> str:
    """Return the theme part of `brand` for a master with the colour map `mapping`."""
    colours = brand.colours
    named = {mapping.get(slot, slot): colours[colour] for colour, slot in SLOTS.items()}
    named |= {
        "accent3": colours["ink2"],
        "accent4": colours["hairline"],
        "accent5": _between(colours["accent"], colours["ground"]),
        "accent6": _between(colours["ink2"], colours["ground"]),
        "hlink": colours["accent"],
        "folHlink": colours["ink2"],
    }
    scheme = "".join(f'<a:{slot}><a:srgbClr val="{named[slot]}"/></a:{slot}>' for slot in _ORDER)
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{escaped(face)}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, face in (("major", brand.title_face), ("minor", brand.body_face))
    )
    return (
        f'{HEAD}<a:theme xmlns:a="{DRAWING}" name="{escaped(name)}"><a:themeElements>'
        f'<a:clrScheme name="{escaped(name)}">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="{escaped(name)}">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Plain">{_FORMATS}</a:fmtScheme></a:themeElements>'
        f"<a:objectDefaults>{_TEXT_BOX}</a:objectDefaults><a:extraClrSchemeLst/></a:theme>"
    )


_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = '<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">' + _FILL + '<a:miter lim="800000"/></a:ln>'
_FORMATS = (
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>"
    f"<a:lnStyleLst>{''.join(_LINE.format(width=width) for width in (6350, 9525, 28575))}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
)
_TEXT_BOX = (
    '<a:txDef><a:spPr><a:noFill/></a:spPr><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0">'
    "<a:noAutofit/></a:bodyPr><a:lstStyle/></a:txDef>"
)


def _between(colour: str, other: str) -> str:
    return "".join(f"{(a + b) // 2:02X}" for a, b in zip(channels(colour), channels(other), strict=True))
