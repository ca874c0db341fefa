"""What stands on every slide: title, marks, status, sources, number and footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from briefer.model.deck import Slide, SourceLine
from briefer.specs.brand import COVERS, Brand
from briefer.typeset.balance import balanced
from briefer.typeset.grid import SOURCES_GAP, Grid, grid_of, source_lines
from briefer.typeset.joining import NBSP, joined
from briefer.typeset.measure import Measure, paragraph, text_width
from briefer.typeset.page import Ink, Paragraph, Rule, Run, Shape, TextBox
from briefer.typeset.voices import statement_runs, voice

_MARK_PADDING, _MARK_LEAST, _MARK_HIGH = 20, 84, 20
_SOURCE_COLUMNS_GAP = 12
_SOURCE_HANG = 20
_FOOT_WIDE = 480


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
    runs = tuple(replace(run, ink=_own_ink("title", brand)) if run.ink == "ink" else run for run in runs)
    grid = grid_of(slide.layout, brand)
    x, y, width, height = grid.title
    set_ = balanced(runs, brand, style.leading, width, 3 if cover else 2)
    return TextBox("title", x, y, width, height, (set_,), anchor=grid.anchor, fill_used=set_.height / height)


def opening(slide: Slide, brand: Brand, marking: str) -> tuple[Shape, ...]:
    """Return what is read after the title and before the content: the draft status, and the kind of brief."""
    found: list[Shape] = []
    grid = grid_of(slide.layout, brand)
    if slide.status:
        style = brand.style("status")
        run = Run(joined(slide.status), style.face, style.size, style.bold, ink=_own_ink("top", brand))
        x, y, width, height = grid.status
        if marking:
            width = min(width, grid.top_right - _mark_wide(marking, brand, grid.wide) - 12 - x)
        found.append(_one_line("status", x, y, max(60.0, width), height, (run,), brand, style.leading))
    if slide.kicker is not None:
        style = brand.style("kicker")
        runs = statement_runs(slide.kicker, voice(slide.kicker, style, brand, quiet=True), style.size)
        found.append(_one_line("kicker", *grid.kicker, runs, brand, style.leading))
    return tuple(found)


def meaning(slide: Slide, brand: Brand) -> tuple[Shape, ...]:
    """Return the meaning of the mark at the foot of a cover."""
    if slide.foot is None:
        return ()
    style = brand.style("source")
    runs = statement_runs(slide.foot, voice(slide.foot, style, brand, quiet=True), style.size)
    grid = grid_of(slide.layout, brand)
    set_ = paragraph(runs, brand, style.leading, Measure(grid.wide))
    height = max(14, set_.height)
    y = grid.meaning_bottom - height
    return (TextBox("foot", grid.left, y, grid.wide, height, (set_,), fill_used=set_.height / 28),)


def _one_line(
    field: str, x: float, y: float, width: float, height: float, runs: tuple[Run, ...], brand: Brand, leading: float
) -> TextBox:
    set_ = paragraph(runs, brand, leading, Measure(width))
    return TextBox(field, x, y, width, height, (set_,), fill_used=set_.height / max(height, leading))


def sources(slide: Slide, brand: Brand) -> Sources:
    """Return rule, label and source lines: one column where they fit, else two boxes filled one after the other.

    Sources that could fill two boxes only if one of them parted in its middle stand in one box of two columns.
    """
    return _sources(slide.sources, grid_of(slide.layout, brand), brand) if slide.sources else Sources((), True)


@lru_cache(maxsize=256)
def _sources(lines: tuple[SourceLine, ...], grid: Grid, brand: Brand) -> Sources:
    style = brand.style("source")
    most = source_lines(brand)
    label = Run("Sources", style.face, style.size, ink="ink2")
    head = (
        Rule(grid.left, grid.sources_at - SOURCES_GAP, grid.wide, "source"),
        _one_line("source_label", grid.left, grid.sources_at, grid.hang - 12, 14, (label,), brand, style.leading),
    )
    x, wide = grid.text, grid.right - grid.text
    whole = _source_paragraphs(lines, brand, wide)
    if _line_count(whole) <= most:
        return Sources((*head, _source_box(whole, brand, grid, x, wide)), True)
    width = (wide - _SOURCE_COLUMNS_GAP) / 2
    half = _source_paragraphs(lines, brand, width)
    used = _line_count(half)
    first = next(n for n in range(len(half), -1, -1) if _line_count(half[:n]) <= most)
    if first and _line_count(half[first:]) <= most:
        left = _source_box(half[:first], brand, grid, x, width)
        right = _source_box(half[first:], brand, grid, x + width + _SOURCE_COLUMNS_GAP, width, "source_line2")
        return Sources((*head, left, right), True)
    box = _source_box(half, brand, grid, x, wide)
    flowing = replace(box, columns=2, column_gap=_SOURCE_COLUMNS_GAP, fill_used=used / (2 * most))
    return Sources((*head, flowing), used <= 2 * most)


def _source_box(
    paragraphs: tuple[Paragraph, ...], brand: Brand, grid: Grid, x: float, width: float, field: str = "source_line"
) -> TextBox:
    most = source_lines(brand)
    height = most * brand.style("source").leading
    return TextBox(field, x, grid.sources_at, width, height, paragraphs, fill_used=_line_count(paragraphs) / most)


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
def _marks(marking: str, brand: Brand, grid: Grid) -> tuple[TextBox, ...]:
    """Return the handling mark above and below, framed, growing to the left."""
    if not marking:
        return ()
    wide = _mark_wide(marking, brand, grid.wide)
    style = brand.style("mark")
    found = []
    for field, right, y, ink in (
        ("banner_top", grid.top_right, grid.mark_top, _own_ink("top", brand)),
        ("banner_bottom", grid.foot_right, grid.mark_bottom, "ink"),
    ):
        run = Run(marking.replace(" ", NBSP), style.face, style.size, style.bold, ink=ink)
        set_ = paragraph((run,), brand, style.leading, Measure(wide), align="center")
        found.append(TextBox(field, right - wide, y, wide, _MARK_HIGH, (set_,), anchor="middle", framed=True))
    return tuple(found)


def _own_ink(ink: Literal["title", "top"], brand: Brand) -> Ink:
    """Return the ink of titles or of what stands over them: many files have them on a band of their own."""
    return ink if ink in brand.colours else "ink"


def _mark_wide(marking: str, brand: Brand, most: float) -> float:
    style = brand.style("mark")
    wide = text_width((Run(marking, style.face, style.size, style.bold),), brand) + _MARK_PADDING
    return min(most, max(_MARK_LEAST, round(wide + 0.5)))


@lru_cache(maxsize=64)
def _footer(footer: str, marking: str, brand: Brand, grid: Grid) -> tuple[TextBox, ...]:
    if not footer:
        return ()
    style = brand.style("source")
    x, y, wide, height = grid.foot
    width = min(_FOOT_WIDE, wide)
    if marking:
        width = min(width, grid.foot_right - _mark_wide(marking, brand, grid.wide) - 12 - x)
    run = Run(joined(footer), style.face, style.size, ink="ink2")
    box = _one_line("footer_text", x, y, max(60.0, width), height, (run,), brand, style.leading)
    over = (len(box.paragraphs[0].lines) - 1) * style.leading if brand.foreign else 0
    return (replace(box, y=y - over, height=height + over),) if over else (box,)


def closing(layout: str, brand: Brand, marking: str, footer: str, number: int, total: int) -> tuple[Shape, ...]:
    """Return number, footer and handling marks of a slide on `layout`."""
    style, grid = brand.style("source"), grid_of(layout, brand)
    runs: tuple[Run, ...] = (
        Run(str(number), style.face, style.size, field="slidenum"),
        Run(f" / {total}", style.face, style.size, ink="ink2"),
    )
    lines = (f"{number} / {total}",)
    if text_width(runs, brand) > grid.number[2]:
        runs, lines = runs[:1], (str(number),)
    count = TextBox("slide_number", *grid.number, (Paragraph(runs, style.leading, lines, align=grid.number_align),))
    return (count, *_footer(footer, marking, brand, grid), *_marks(marking, brand, grid))


def title_lines(box: TextBox) -> int:
    """Return how many lines a title takes."""
    return len(box.paragraphs[0].lines)
