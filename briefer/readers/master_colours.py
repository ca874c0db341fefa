"""Colours of a PowerPoint master: theme names, colour maps and changes of lightness, all the way to RRGGBB."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Mapping

from lxml import etree

from briefer.model.colour import channels, mixed

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PRESETS = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "blue": "0000FF", "gray": "808080", "grey": "808080"}


def scheme_of(theme: etree._Element) -> dict[str, str]:
    """Return the colours of a theme part by slot (dk1, accent1)."""
    found: dict[str, str] = {}
    for slot in theme.iterfind(f"{A}themeElements/{A}clrScheme/*"):
        if len(slot):
            found[etree.QName(slot).localname] = colour_of(slot, {}) or "000000"
    return found


def mapped(scheme: Mapping[str, str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of a theme by the names that slides use, under a colour map."""
    return {**scheme, **{name: scheme[slot] for name, slot in mapping.items() if slot in scheme}}


def colour_of(holder: etree._Element | None, theme: Mapping[str, str], placeholder: str = "") -> str:
    """Return the colour in `holder` (a fill, a background reference), "" when there is none that can be known.

    `placeholder` stands for phClr, the colour that a reference to the theme brings along.
    """
    if holder is None:
        return ""
    for element in holder:
        base = _base(element, theme, placeholder)
        if base:
            return _changed(base, element)
    return ""


def _base(element: etree._Element, theme: Mapping[str, str], placeholder: str) -> str:
    if not isinstance(element.tag, str):
        return ""
    value = element.get("val", "")
    match etree.QName(element).localname:
        case "srgbClr":
            return value.upper() if _is_hex(value) else ""
        case "sysClr":
            last = element.get("lastClr", "")
            return last.upper() if _is_hex(last) else "FFFFFF" if value == "window" else "000000"
        case "schemeClr":
            return placeholder if value == "phClr" else theme.get(value, "")
        case "prstClr":
            return _PRESETS.get(value, "")
        case "scrgbClr":
            parts = (round(_share(element.get(name, "0")) * 255) for name in ("r", "g", "b"))
            return "".join(f"{max(0, min(255, part)):02X}" for part in parts)
        case "hslClr":
            hue = int(element.get("hue", "0")) / 21_600_000
            light, full = _share(element.get("lum", "0")), _share(element.get("sat", "0"))
            return _hex(colorsys.hls_to_rgb(hue, light, full))
    return ""


def fill_of(properties: Iterable[etree._Element] | None, theme: Mapping[str, str], placeholder: str = "") -> str | None:
    """Return the colour of a fill among `properties`: "" for a picture, None where nothing is filled."""
    for element in properties if properties is not None else ():
        if not isinstance(element.tag, str):
            continue
        match etree.QName(element).localname:
            case "solidFill":
                return colour_of(element, theme, placeholder)
            case "gradFill":
                stops = [colour_of(stop, theme, placeholder) for stop in element.iter(f"{A}gs")]
                return _mean([stop for stop in stops if stop])
            case "pattFill":
                return colour_of(element.find(f"{A}bgClr"), theme, placeholder)
            case "blipFill":
                return ""
    return None


def _mean(colours: list[str]) -> str:
    found = colours[0] if colours else ""
    for count, colour in enumerate(colours[1:], start=2):
        found = mixed(found, colour, 1 / count)
    return found


def _changed(base: str, element: etree._Element) -> str:
    """Return a colour after the changes written inside it."""
    for change in element:
        name = etree.QName(change).localname if isinstance(change.tag, str) else ""
        share = _share(change.get("val", "100000"))
        if name in ("lumMod", "lumOff", "satMod"):
            hue, light, full = colorsys.rgb_to_hls(*(c / 255 for c in channels(base)))
            light = light * share if name == "lumMod" else light + share if name == "lumOff" else light
            full = full * share if name == "satMod" else full
            base = _hex(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), min(1.0, max(0.0, full))))
        elif name == "shade":
            base = mixed("000000", base, min(1.0, share))
        elif name == "tint":
            base = mixed("FFFFFF", base, min(1.0, share))
    return base


def _hex(parts: tuple[float, float, float]) -> str:
    return "".join(f"{round(part * 255):02X}" for part in parts)


def _share(value: str) -> float:
    number = value.rstrip("%")
    try:
        return float(number) / (100 if value.endswith("%") else 100_000)
    except ValueError:
        return 1.0


def _is_hex(value: str) -> bool:
    return len(value) == 6 and all(c in "0123456789abcdefABCDEF" for c in value)
