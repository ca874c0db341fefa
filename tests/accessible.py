"""What a reader with a screen reader, or with weak eyes, meets in a deck: a check of the finished file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn

LARGE, LARGE_BOLD = 18, 14
"""Sizes in points from which text counts as large: it needs a contrast of 3 to 1, any other of 4.5 to 1."""
LONGEST_ALT = 250
_FILE_NAME = re.compile(r"(?i).*\.(?:png|jpe?g|gif|svg|emf)|(?:picture|image|chart|table) ?\d*")


def faults(data: bytes) -> list[str]:
    """Return what is wrong with the deck in `data`, one sentence fragment a fault; [] for an accessible one."""
    deck = Presentation(BytesIO(data))
    found = [] if deck.core_properties.title else ["the file has no title"]
    titles: dict[str, int] = {}
    for number, slide in enumerate(deck.slides, 1):
        found += [f"slide {number}: {fault}" for fault in _slide(slide)]
        title = slide.shapes.title.text_frame.text.strip() if slide.shapes.title is not None else ""
        if title in titles:
            found.append(f"slide {number}: the title is that of slide {titles[title]}: {title}")
        titles.setdefault(title, number)
    return found


def _slide(slide: Any) -> Iterator[str]:
    title = slide.shapes.title
    if title is None or not title.text_frame.text.strip():
        yield "no title"
    elif slide.shapes[0]._element is not title._element:
        yield "the title is not read first"
    colours = _colours(slide)
    for shape in slide.shapes:
        if shape.is_placeholder and shape.has_text_frame and not shape.text_frame.text.strip():
            yield f"the placeholder {shape.name} is empty"
        if shape._element.tag in (qn("p:graphicFrame"), qn("p:pic"), qn("p:grpSp")):
            yield from _described(shape)
        elif not shape.has_text_frame and shape._element.find(".//{*}decorative") is None and not _alt(shape):
            yield f"{shape.name} is neither text nor marked as decoration"
        for run in shape._element.iter(qn("a:r"), qn("a:fld")):
            yield from _run(run, colours)


def _alt(shape: Any) -> str:
    return (shape._element.xpath(".//p:cNvPr")[0].get("descr") or "").strip()


def _described(shape: Any) -> Iterator[str]:
    alt = _alt(shape)
    if not alt or _FILE_NAME.fullmatch(alt):
        yield f"{shape.name} has no text for those who do not see it"
    elif len(alt) > LONGEST_ALT:
        yield f"the text for {shape.name} has {len(alt)} characters"
    if shape.has_table and any(cell.is_merge_origin for row in shape.table.rows for cell in row.cells):
        yield f"{shape.name} has merged cells"


def _run(run: Any, colours: dict[str, str]) -> Iterator[str]:
    text = "".join(run.itertext()).strip()
    style = run.find(qn("a:rPr"))
    if not text:
        return
    if style is None or not style.get("lang"):
        yield f"“{text[:30]}” has no language"
        return
    fill = style.find(qn("a:solidFill"))
    ink = colours["tx1"] if fill is None else fill[0].get("val")
    size, bold = int(style.get("sz")) / 100, style.get("b") == "1"
    needed = 3 if size >= LARGE or (size >= LARGE_BOLD and bold) else 4.5
    reached = _contrast(colours.get(ink, ink), colours["bg1"])
    if reached < needed:
        yield f"“{text[:30]}” has a contrast of {reached:.1f} to 1"


def _colours(slide: Any) -> dict[str, str]:
    """Return the colours of the theme under their own names and those the master maps to them, as RRGGBB."""
    from lxml import etree

    master = slide.slide_layout.slide_master
    theme = next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme"))
    scheme = etree.fromstring(theme.blob).find(f".//{qn('a:clrScheme')}")
    found = {etree.QName(c).localname: c[0].get("lastClr") or c[0].get("val") for c in scheme}
    return found | {name: found[value] for name, value in master._element.find(qn("p:clrMap")).attrib.items()}


def _contrast(one: str, other: str) -> float:
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
