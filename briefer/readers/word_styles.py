"""The styles of a Word file: what each paragraph style means, with everything it is based on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from briefer.structure.stylenames import Meaning, meaning_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or character style says; `size` in points, 0 when it says nothing."""

    meaning: Meaning = Meaning()
    strong: bool = False
    hidden: bool = False
    size: float = 0.0
    listed: bool = False
    raised: bool = False


def styles_of(root: etree._Element | None) -> dict[str, Style]:
    """Return the styles by id; the one under "" holds for paragraphs that name none."""
    found = {one.get(f"{W}styleId") or "": one for one in (root if root is not None else ()) if one.tag == f"{W}style"}
    default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
    ground = Style(size=_size(default, 10.0))
    out: dict[str, Style] = {}
    for style_id in found:
        _resolve(style_id, found, out, ground)
    normal = next(
        (
            key
            for key, one in found.items()
            if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") in ("1", "true")
        ),
        "",
    )
    return {**out, "": out.get(normal, ground)}


def is_on(parent: etree._Element | None, tag: str) -> bool | None:
    """Return whether a switch such as bold is on, None when nothing is said."""
    found = parent.find(tag) if parent is not None else None
    return None if found is None else (found.get(VAL) or "1") not in _OFF


def _resolve(style_id: str, found: dict[str, etree._Element], out: dict[str, Style], ground: Style) -> Style:
    chain: list[str] = []
    while style_id in found and style_id not in out and style_id not in chain:
        chain.append(style_id)
        based = found[style_id].find(f"{W}basedOn")
        style_id = (based.get(VAL) or "") if based is not None else ""
    style = out.get(style_id, ground)
    for one in reversed(chain):
        style = out[one] = _style(found[one], style)
    return style


def _style(element: etree._Element, parent: Style) -> Style:
    name = element.find(f"{W}name")
    letters, lines = element.find(f"{W}rPr"), element.find(f"{W}pPr")
    own = meaning_of((name.get(VAL) or "") if name is not None else "")
    level = outline_level(lines)
    if own == Meaning():
        own = parent.meaning if level is None else replace(parent.meaning, level=level)
    numbered = lines is not None and lines.find(f"{W}numPr") is not None
    position = letters.find(f"{W}vertAlign") if letters is not None else None
    bold = is_on(letters, f"{W}b")
    slanted = is_on(letters, f"{W}i")
    return Style(
        own,
        parent.strong if bold is None and slanted is None else bool(bold or slanted),
        bool(is_on(letters, f"{W}vanish")),
        _size(letters, parent.size),
        numbered or parent.listed,
        parent.raised if position is None else position.get(VAL) == "superscript",
    )


def outline_level(properties: etree._Element | None) -> int | None:
    """Return the heading level (1 to 9) that paragraph properties give, 0 for running text, None when they give none."""
    found = properties.find(f"{W}outlineLvl") if properties is not None else None
    value = (found.get(VAL) or "") if found is not None else ""
    return (int(value) + 1) % 10 if value.isdecimal() and int(value) < 10 else None


def _size(properties: etree._Element | None, otherwise: float) -> float:
    found = properties.find(f"{W}sz") if properties is not None else None
    return half_points(found.get(VAL) or "" if found is not None else "", otherwise)


def half_points(value: str, otherwise: float) -> float:
    """Return a size given in half points."""
    return int(value) / 2 if value.isdecimal() and len(value) < 5 else otherwise
