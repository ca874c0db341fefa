"""Reads the words of one slide: paragraphs in reading order, each with its place, label and source numbers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.oxml.text import CT_RegularTextRun, CT_TextField, CT_TextLineBreak
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import NotesSlide, Slide
from pptx.table import Table
from pptx.text.text import _Paragraph

from briefer.model.found import LABEL_LIMIT, FoundPicture, FoundText, Place, bar_text

_FURNITURE = frozenset((22, 23, 20, 30, 31))
"""Placeholder indices of Briefer's masters: banners, the word "Sources", footer, slide number."""
_SOURCE_INDICES = (21, 27)
_FURNITURE_TYPES = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.HEADER)
_TITLE_TYPES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_NAME = re.compile(
    r"(source line|source label|banner top|banner bottom|footer text|slide number|title|body)\b", re.IGNORECASE
)
_NAMED: dict[str, Place] = {"title": "title", "source line": "source", "body": "body"}
_MARKS = re.compile(r"(?:\[\d{1,3}\])+")
_RAISED = re.compile(r"[\s\[\]\d,\u2060]*[\[\]\d][\s\[\]\d,\u2060]*")
"""Source numbers, or a piece of them: programs cut runs in two."""
_NUMBERS = re.compile(r"\d+")
_SOURCE_LINE = re.compile(r"\s*\[\d{1,3}\](?:–\[\d{1,3}\]:)?\s")
_FIGURE = re.compile(r"[+-]?\d*\.?\d+(?:[eE][+-]?\d+)?")
_TEXTLESS = ("{*}pic", "{*}oleObj", "{*}relIds")
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_INK = qn("p:contentPart")


def pictures_of(slide: Slide) -> tuple[FoundPicture, ...]:
    """Return the pictures of a slide in reading order."""
    return tuple(_picture(shape, slide) for shape in _shapes(slide) if shape.element.tag == qn("p:pic"))


def _picture(shape: BaseShape, slide: Slide) -> FoundPicture:
    blip, cut = next(shape.element.iter(qn("a:blip")), None), next(shape.element.iter(qn("a:srcRect")), None)
    try:
        data = slide.part.related_part(blip.get(qn("r:embed"), "") if blip is not None else "").blob
    except KeyError:
        data = b""
    named = next(shape.element.iter(qn("p:cNvPr")))
    return FoundPicture(
        sha256=hashlib.sha256(data).hexdigest() if data else "",
        alt=" ".join(named.get("descr", "").split()),
        shape=shape.name,
        cropped=cut is not None and any(str(value).strip("0%.") for value in cut.attrib.values()),
    )


def texts_of(slide: Slide, ours: bool = False) -> tuple[tuple[FoundText, ...], tuple[str, ...], int]:
    """Return the paragraphs of a slide, the names of its shapes, and how many things hold words unread.

    `ours` tells that Briefer wrote the file: then placeholder indices mean what they mean in its masters.
    """
    texts: list[FoundText] = []
    names: list[str] = []
    unread = 0
    for shape in _shapes(slide):
        names.append(shape.name)
        texts.extend(_shape_texts(shape, ours))
        unread += next(shape.element.iter(*_TEXTLESS), None) is not None
    return tuple(texts), tuple(name for name in names if name), unread


def notes_lines(notes: NotesSlide) -> tuple[str, ...]:
    """Return the lines of a notes page, its furniture left out."""
    lines: list[str] = []
    for shape in _shapes(notes):
        kind, _ = _placeholder(shape)
        if isinstance(shape, Shape) and kind not in (*_FURNITURE_TYPES, PP_PLACEHOLDER.SLIDE_IMAGE):
            lines.extend(_unmarked(_read(p))[0].strip() for p in shape.text_frame.paragraphs)
    return tuple(line for text in lines for line in text.split("\n") if line.strip())


def _shapes(page: Slide | NotesSlide) -> Iterator[BaseShape]:
    """Yield shapes in reading order, those in groups too; of alternatives the first choice."""
    _settle(page.element)
    yield from _flat(page.shapes)


def _settle(page: etree._Element) -> None:
    """Put first choices in place of alternatives, which python-pptx passes over; take ink out, where it stumbles."""
    for element in list(page.iter(_ALTERNATIVE, _INK)):
        holder, choice = element.getparent(), element.find("*")
        if holder is not None:
            at = holder.index(element)
            holder[at : at + 1] = list(choice) if element.tag == _ALTERNATIVE and choice is not None else []


def _flat(shapes: Iterable[BaseShape]) -> Iterator[BaseShape]:
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _shape_texts(shape: BaseShape, ours: bool) -> Iterator[FoundText]:
    if isinstance(shape, GraphicFrame) and shape.has_table:
        yield from _table_texts(shape.table, shape.name)
    elif isinstance(shape, GraphicFrame) and shape.has_chart:
        yield from _chart_texts(shape.chart.part._element, shape.name)
    elif isinstance(shape, Shape):
        name, place = shape.name, _place(shape, ours)
        for paragraph in shape.text_frame.paragraphs:
            found = _text(paragraph, place)
            if found is not None:
                yield replace(found, shape=name)


def _table_texts(table: Table, name: str) -> Iterator[FoundText]:
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row.cells, 1):
            for paragraph in cell.text_frame.paragraphs:
                found = _text(paragraph, "cell")
                if found is not None:
                    yield replace(found, shape=name, row=number, column=column)


def _chart_texts(chart: etree._Element, name: str) -> Iterator[FoundText]:
    """Yield what each row of a chart says, by the numbers that it shows, from the top, then what was written on it."""
    names: dict[str, str] = {}
    rows: dict[str, list[tuple[str, float]]] = {}
    for series in chart.iter("{*}ser"):
        told = " ".join(_points(series.find("{*}tx")).values())
        names |= _points(series.find("{*}cat"))
        for at, value in _points(series.find("{*}val")).items():
            if _FIGURE.fullmatch(value):
                rows.setdefault(at, []).append((told, float(value)))
    for at in sorted(rows, key=lambda at: int(at) if at.isdecimal() else 0, reverse=_is_turned(chart)):
        yield FoundText(text=_one_line(bar_text(names.get(at, ""), rows[at])), place="chart", shape=name)
    for paragraph in (p for rich in chart.iter("{*}rich") for p in rich.iter("{*}p")):
        if (text := _one_line("".join(t.text or "" for t in paragraph.iter("{*}t")))).strip():
            yield FoundText(text=text, place="chart", shape=name)


def _is_turned(chart: etree._Element) -> bool:
    """Tell whether the first row of a chart stands last: at the foot of lying bars, or at the right of standing ones."""
    axis, lying = (
        chart.find(".//{*}catAx/{*}scaling/{*}orientation"),
        chart.find(".//{*}barDir[@val='bar']") is not None,
    )
    return ((axis.get("val") if axis is not None else "minMax") == "minMax") == lying


def _points(holder: etree._Element | None) -> dict[str, str]:
    """Return the kept values of a reference of a chart by their numbers."""
    if holder is None:
        return {}
    points = ((point.get("idx", ""), point.findtext("{*}v", "")) for point in holder.iter("{*}pt"))
    return {at: value for at, value in points if value}


def _text(paragraph: _Paragraph, place: Place) -> FoundText | None:
    """Return what a paragraph says, None when it is blank."""
    read = _read(paragraph)
    if read.numbered and place in ("body", "source"):
        place = "furniture"
    if place == "body" and _SOURCE_LINE.match(read.text):
        place = "source"
    text, marks = (read.text, _numbers(read.marks)) if place == "source" else _unmarked(read)
    if not text.strip():
        return None
    if place in ("source", "furniture"):
        raised = "".join(f"[{number}] " for number in marks)
        return FoundText(text=_one_line(raised + text), place=place, struck=_struck(paragraph))
    label, _, rest = text.partition("\t")
    if not rest.strip() or len(label) > LABEL_LIMIT:
        label, rest = "", text
    return FoundText(text=_one_line(rest), label=_one_line(label), marks=marks, place=place, struck=_struck(paragraph))


@dataclass(slots=True)
class _Reading:
    """A paragraph without its raised source numbers, these numbers, and whether it holds that of the slide."""

    text: str = ""
    marks: str = ""
    numbered: bool = False


def _read(paragraph: _Paragraph) -> _Reading:
    read = _Reading()
    for part in paragraph._p.content_children:  # the paragraph's own runs are without fields and line breaks
        if isinstance(part, CT_TextLineBreak):
            read.text += "\n"
        elif isinstance(part, CT_TextField) and part.get("type") == "slidenum":
            read.numbered = True
        elif _RAISED.fullmatch(text := part.text) and _raised(part):
            read.marks += text
        else:
            read.text += text
    return read


def _unmarked(read: _Reading) -> tuple[str, tuple[int, ...]]:
    """Take away the marks that lost their raised setting too: at the end, or directly after a word."""
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
    return text, _numbers(numbers)


def _numbers(marks: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _NUMBERS.findall(marks))


def _raised(run: CT_RegularTextRun | CT_TextField) -> bool:
    properties = run.rPr
    baseline = properties.get("baseline", "0") if properties is not None else "0"
    return not baseline.startswith("-") and baseline.rstrip("%").strip("0") != ""


def _struck(paragraph: _Paragraph) -> bool:
    """Tell whether any words of a paragraph are struck through."""
    return any(
        run.rPr is not None and run.rPr.get("strike", "noStrike") != "noStrike" and run.text.strip()
        for run in paragraph._p.r_lst
    )


def _one_line(text: str) -> str:
    return re.sub(r"[\n\v\t]+", " ", text).strip(" ")


def _placeholder(shape: BaseShape) -> tuple[PP_PLACEHOLDER | None, int | None]:
    """Return type and index of the placeholder a shape stands in, None for a text box."""
    place = shape.element.ph
    return (place.type, place.idx) if place is not None else (None, None)


def _place(shape: BaseShape, ours: bool) -> Place:
    """Return what kind of text a shape holds: by type, by name, then by Briefer's index."""
    kind, index = _placeholder(shape)
    named = _NAME.match(shape.name)
    if kind in _TITLE_TYPES:
        return "title"
    if kind in _FURNITURE_TYPES:
        return "furniture"
    if named:
        return _NAMED.get(named.group(1).lower(), "furniture")
    if ours and index in _FURNITURE:
        return "furniture"
    return "source" if ours and index in _SOURCE_INDICES else "body"
