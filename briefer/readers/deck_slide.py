"""Reads the words of one slide: paragraphs in reading order, each with its place, label and source numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from briefer.model.found import FoundText, Place

_FURNITURE = frozenset((22, 23, 20, 30, 31))
"""Placeholder indices of Briefer's masters: banners, the word "Sources", footer, slide number."""
_SOURCE_INDEX = 21
_FURNITURE_TYPES = ("ftr", "sldNum", "dt", "hdr")
_TITLE_TYPES = ("title", "ctrTitle")
_NAME = re.compile(
    r"(source line|source label|banner top|banner bottom|footer text|slide number|title)\b", re.IGNORECASE
)
_NAMED: dict[str, Place] = {"title": "title", "source line": "source"}
_MARKS = re.compile(r"(?:\[\d{1,3}\])+")
_NUMBERS = re.compile(r"\d+")
_SOURCE_LINE = re.compile(r"\s*\[\d{1,3}\]\s")
_LABEL_LIMIT = 60
_TEXTLESS = ("pic", "oleObj", "relIds")


def texts_of(tree: etree._Element, ours: bool = False) -> tuple[tuple[FoundText, ...], tuple[str, ...], int]:
    """Return the paragraphs of a shape tree, the names of its shapes, and how many things hold words unread.

    `ours` tells that Briefer wrote the file: then placeholder indices mean what they mean in its masters.
    """
    texts: list[FoundText] = []
    names: list[str] = []
    unread = 0
    for shape in _shapes(tree):
        names.append(_name(shape))
        texts.extend(_shape_texts(shape, ours))
        unread += any(local(element) in _TEXTLESS for element in shape.iter())
    return tuple(texts), tuple(name for name in names if name), unread


def notes_lines(root: etree._Element) -> tuple[str, ...]:
    """Return the lines of a notes page, its furniture left out."""
    tree = tree_of(root)
    lines: list[str] = []
    for shape in _shapes(tree) if tree is not None else ():
        kind, _ = _placeholder(shape)
        if kind not in (*_FURNITURE_TYPES, "sldImg"):
            lines.extend(_paragraph(p)[0].strip() for p in _paragraphs(shape))
    return tuple(line for text in lines for line in text.split("\n") if line.strip())


def tree_of(root: etree._Element) -> etree._Element | None:
    """Return the shape tree of a slide or notes page."""
    return next((element for element in root.iter() if local(element) == "spTree"), None)


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; "" for comments."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def _shapes(tree: etree._Element) -> Iterator[etree._Element]:
    """Yield shapes in reading order, those in groups too; of alternatives the first choice."""
    for child in tree:
        kind = local(child)
        if kind == "grpSp":
            yield from _shapes(child)
        elif kind == "AlternateContent":
            choice = next((c for c in child if local(c) in ("Choice", "Fallback")), None)
            if choice is not None:
                yield from _shapes(choice)
        elif kind in ("sp", "graphicFrame", "pic", "cxnSp"):
            yield child


def _shape_texts(shape: etree._Element, ours: bool) -> Iterator[FoundText]:
    table = next((element for element in shape.iter() if local(element) == "tbl"), None)
    if table is not None:
        yield from _table_texts(table, _name(shape))
        return
    place = _place(shape, ours)
    for paragraph in _paragraphs(shape):
        found = _text(paragraph, place)
        if found is not None:
            yield replace(found, shape=_name(shape))


def _table_texts(table: etree._Element, name: str) -> Iterator[FoundText]:
    rows = (row for row in table if local(row) == "tr")
    for number, row in enumerate(rows, 1):
        cells = (cell for cell in row if local(cell) == "tc")
        for column, cell in enumerate(cells, 1):
            for paragraph in _paragraphs(cell):
                found = _text(paragraph, "cell")
                if found is not None:
                    yield replace(found, shape=name, row=number, column=column)


def _text(paragraph: etree._Element, place: Place) -> FoundText | None:
    """Return what a paragraph says, None when it is blank."""
    text, marks, numbered = _paragraph(paragraph)
    if not text.strip():
        return None
    if numbered and place in ("body", "source"):
        place = "furniture"
    if place == "body" and _SOURCE_LINE.match(text):
        place = "source"
    if place in ("source", "furniture"):
        raised = "".join(f"[{number}] " for number in marks)
        return FoundText(text=_one_line(raised + text), place=place)
    label, _, rest = text.partition("\t")
    if not rest.strip() or len(label) > _LABEL_LIMIT:
        label, rest = "", text
    return FoundText(text=_one_line(rest), label=_one_line(label), marks=marks, place=place)


@dataclass(slots=True)
class _Reading:
    text: str = ""
    marks: str = ""
    numbered: bool = False


def _paragraph(paragraph: etree._Element) -> tuple[str, tuple[int, ...], bool]:
    """Return the text without raised source numbers, these numbers, and whether it holds the slide number."""
    read = _Reading()
    for run in paragraph:
        kind = local(run)
        if kind == "br":
            read.text += "\n"
        elif kind in ("r", "fld"):
            written = "".join(part.text or "" for part in run if local(part) == "t")
            if kind == "fld" and run.get("type") == "slidenum":
                read.numbered = True
            elif _raised(run) and re.fullmatch(r"[\s\[\]\d,\u2060]*\d[\s\[\]\d,\u2060]*", written):
                read.marks += written
            else:
                read.text += written
    return _unmarked(read)


def _unmarked(read: _Reading) -> tuple[str, tuple[int, ...], bool]:
    """Take away the marks that lost their raised setting: at the end, or directly after a word."""
    numbers = read.marks

    def take(match: re.Match[str]) -> str:
        nonlocal numbers
        attached = match.start() > 0 and not read.text[match.start() - 1].isspace()
        last = not read.text[match.end() :].strip(" .\u2060")
        if not (attached or (last and match.start() > 0)):
            return match.group()
        numbers += match.group()
        return ""

    text = _MARKS.sub(take, read.text) if "[" in read.text else read.text
    found = tuple(int(number) for number in _NUMBERS.findall(numbers))
    return text, found, read.numbered


def _raised(run: etree._Element) -> bool:
    properties = next((part for part in run if local(part) == "rPr"), None)
    baseline = properties.get("baseline", "0") if properties is not None else "0"
    return not baseline.startswith("-") and baseline.rstrip("%").strip("0") != ""


def _one_line(text: str) -> str:
    return re.sub(r"[\n\v\t]+", " ", text).strip(" ")


def _paragraphs(shape: etree._Element) -> Iterator[etree._Element]:
    bodies = (element for element in shape if local(element) == "txBody")
    return (paragraph for body in bodies for paragraph in body if local(paragraph) == "p")


def _name(shape: etree._Element) -> str:
    properties = next((element for element in shape.iter() if local(element) == "cNvPr"), None)
    return properties.get("name", "") if properties is not None else ""


def _placeholder(shape: etree._Element) -> tuple[str, int | None]:
    """Return type and index of the placeholder a shape stands in, ("", None) for a text box."""
    place = next((element for element in shape.iter() if local(element) == "ph"), None)
    if place is None:
        return "", None
    index = place.get("idx", "")
    return place.get("type", "obj"), int(index) if index.isdigit() else None


def _place(shape: etree._Element, ours: bool) -> Place:
    """Return what kind of text a shape holds: by type, by name, then by Briefer's index."""
    kind, index = _placeholder(shape)
    named = _NAME.match(_name(shape))
    if kind in _TITLE_TYPES:
        return "title"
    if kind in _FURNITURE_TYPES:
        return "furniture"
    if named:
        return _NAMED.get(named.group(1).lower(), "furniture")
    if ours and index in _FURNITURE:
        return "furniture"
    return "source" if ours and index == _SOURCE_INDEX else "body"
