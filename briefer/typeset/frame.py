"""What stands on every slide: title, marks, status, sources, number and footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefer.model.deck import Slide, SourceLine
from briefer.specs.brand import Brand
from briefer.typeset.balance import balanced
from briefer.typeset.grid import COVER_TITLE, LEFT, RIGHT, TEXT, TITLE, WIDE, source_lines
from briefer.typeset.joining import NBSP, joined
from briefer.typeset.measure import Measure, paragraph, text_width
from briefer.typeset.page import Paragraph, Rule, Run, Shape, TextBox
from briefer.typeset.voices import statement_runs, voice

_MARK_PADDING, _MARK_LEAST, _MARK_HIGH = 20, 84, 20
_MARK_TOP, _MARK_BOTTOM = 18, 505
_SOURCES_AT, _SOURCES_RULE = 450, 441
_SOURCES_WIDE = RIGHT - TEXT
_SOURCE_COLUMNS_GAP = 12
_SOURCE_HANG = 20
_FOOT_AT = 508
_FOOT_WIDE = 480
COVERS = ("title", "section")


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources at the foot of a slide; `fits` is False when they need more lines than the box has."""

    shapes: tuple[Shape, ...]
    fits: bool


def title_box(slide: Slide, brand: Brand, part: int, parts: int) -> TextBox:
    """Return the title in balanced lines; a continuation says so in brackets."""
    cover = slide.layout in COVERS
    style = brand.style("cover" if cover else "title")
    runs = statement_runs(slide.title, voice(slide.title, style, brand), style.size)
    if part > 1:
        runs = (*runs, Run(f" ({part}{NBSP}of{NBSP}{parts})", style.face, style.size, style.bold))
    x, y, width, height = COVER_TITLE if cover else TITLE
    set_ = balanced(runs, brand, style.leading, width, 3 if cover else 2)
    return TextBox("title", x, y, width, height, (set_,), fill_used=set_.height / height)


def opening(slide: Slide, brand: Brand, marking: str) -> tuple[Shape, ...]:
    """Return what is read after the title and before the content: the draft status, and the kind of brief."""
    found: list[Shape] = []
    if slide.status:
        style = brand.style("status")
        run = Run(joined(slide.status), style.face, style.size, style.bold)
        width = min(600, _mark_x(marking, brand) - 12 - LEFT) if marking else 600
        found.append(_one_line("status", LEFT, 21, width, 14, (run,), brand, style.leading))
    if slide.kicker is not None:
        style = brand.style("kicker")
        runs = statement_runs(slide.kicker, voice(slide.kicker, style, brand, quiet=True), style.size)
        found.append(_one_line("kicker", LEFT, 48, RIGHT - TEXT, 20, runs, brand, style.leading))
    return tuple(found)


def meaning(slide: Slide, brand: Brand) -> tuple[Shape, ...]:
    """Return the meaning of the mark at the foot of a cover."""
    if slide.foot is None:
        return ()
    style = brand.style("source")
    runs = statement_runs(slide.foot, voice(slide.foot, style, brand, quiet=True), style.size)
    set_ = paragraph(runs, brand, style.leading, Measure(WIDE))
    y = _SOURCES_AT + 38 - max(14, set_.height)
    return (TextBox("foot", LEFT, y, WIDE, max(14, set_.height), (set_,), fill_used=set_.height / 28),)


def _one_line(
    field: str, x: float, y: float, width: float, height: float, runs: tuple[Run, ...], brand: Brand, leading: float
) -> TextBox:
    set_ = paragraph(runs, brand, leading, Measure(width))
    return TextBox(field, x, y, width, height, (set_,), fill_used=set_.height / max(height, leading))


@lru_cache(maxsize=256)
def sources(lines: tuple[SourceLine, ...], brand: Brand) -> Sources:
    """Return rule, label and source lines: one column where they fit, else two boxes filled one after the other.

    Sources that could fill two boxes only if one of them parted in its middle stand in one box of two columns.
    """
    if not lines:
        return Sources((), True)
    style = brand.style("source")
    most = source_lines(brand)
    label = Run("Sources", style.face, style.size, ink="ink2")
    head = (
        Rule(LEFT, _SOURCES_RULE, WIDE, "source"),
        _one_line("source_label", LEFT, _SOURCES_AT, TEXT - LEFT - 12, 14, (label,), brand, style.leading),
    )
    whole = _source_paragraphs(lines, brand, _SOURCES_WIDE)
    if _line_count(whole) <= most:
        return Sources((*head, _source_box(whole, brand, TEXT, _SOURCES_WIDE)), True)
    width = (_SOURCES_WIDE - _SOURCE_COLUMNS_GAP) / 2
    half = _source_paragraphs(lines, brand, width)
    used = _line_count(half)
    first = next(n for n in range(len(half), -1, -1) if _line_count(half[:n]) <= most)
    if first and _line_count(half[first:]) <= most:
        left = _source_box(half[:first], brand, TEXT, width)
        right = _source_box(half[first:], brand, TEXT + width + _SOURCE_COLUMNS_GAP, width, "source_line2")
        return Sources((*head, left, right), True)
    box = _source_box(half, brand, TEXT, _SOURCES_WIDE)
    flowing = replace(box, columns=2, column_gap=_SOURCE_COLUMNS_GAP, fill_used=used / (2 * most))
    return Sources((*head, flowing), used <= 2 * most)


def _source_box(
    paragraphs: tuple[Paragraph, ...], brand: Brand, x: float, width: float, field: str = "source_line"
) -> TextBox:
    most = source_lines(brand)
    height = most * brand.style("source").leading
    return TextBox(field, x, _SOURCES_AT, width, height, paragraphs, fill_used=_line_count(paragraphs) / most)


def _line_count(paragraphs: Sequence[Paragraph]) -> int:
    return sum(len(p.lines) for p in paragraphs)


def _source_paragraphs(lines: tuple[SourceLine, ...], brand: Brand, width: float) -> tuple[Paragraph, ...]:
    style = brand.style("source")
    wide = max(text_width((Run(f"[{line.number}]", style.face, style.size),), brand) for line in lines)
    hang = _SOURCE_HANG if wide < _SOURCE_HANG - 3 else 26 if wide < 23 else 32
    measure = Measure(width, hang, -hang)
    texts = (f"[{line.number}]\t{joined(line.text)}" for line in lines)
    return tuple(
        paragraph((Run(text, style.face, style.size, ink="ink2"),), brand, style.leading, measure) for text in texts
    )


@lru_cache(maxsize=64)
def _marks(marking: str, brand: Brand) -> tuple[TextBox, ...]:
    """Return the handling mark above and below, framed, growing to the left."""
    if not marking:
        return ()
    x = _mark_x(marking, brand)
    style = brand.style("mark")
    run = Run(marking.replace(" ", NBSP), style.face, style.size, style.bold)
    set_ = paragraph((run,), brand, style.leading, Measure(RIGHT - x), align="center")
    return tuple(
        TextBox(field, x, y, RIGHT - x, _MARK_HIGH, (set_,), anchor="middle", framed=True)
        for field, y in (("banner_top", _MARK_TOP), ("banner_bottom", _MARK_BOTTOM))
    )


def _mark_x(marking: str, brand: Brand) -> float:
    style = brand.style("mark")
    wide = text_width((Run(marking, style.face, style.size, style.bold),), brand) + _MARK_PADDING
    return RIGHT - min(WIDE, max(_MARK_LEAST, round(wide + 0.5)))


@lru_cache(maxsize=64)
def _footer(footer: str, marking: str, brand: Brand) -> tuple[TextBox, ...]:
    if not footer:
        return ()
    style = brand.style("source")
    width = min(_FOOT_WIDE, _mark_x(marking, brand) - 12 - TEXT) if marking else _FOOT_WIDE
    run = Run(joined(footer), style.face, style.size, ink="ink2")
    return (_one_line("footer_text", TEXT, _FOOT_AT, max(60.0, width), 14, (run,), brand, style.leading),)


def closing(brand: Brand, marking: str, footer: str, number: int, total: int) -> tuple[Shape, ...]:
    """Return number, footer and handling marks."""
    style = brand.style("source")
    runs = (
        Run(str(number), style.face, style.size, field="slidenum"),
        Run(f" / {total}", style.face, style.size, ink="ink2"),
    )
    lines = (f"{number} / {total}",)
    count = TextBox("slide_number", LEFT, _FOOT_AT, 132, 14, (Paragraph(runs, style.leading, lines),))
    return (count, *_footer(footer, marking, brand), *_marks(marking, brand))


def title_lines(box: TextBox) -> int:
    """Return how many lines a title takes."""
    return len(box.paragraphs[0].lines)
