"""The sources at the foot of a slide: one a line, else one after the other, else where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefer.model.deck import MAX_SOURCES, Slide, SourceLine
from briefer.model.text import ranges
from briefer.specs.brand import Brand
from briefer.typeset.frame import one_line
from briefer.typeset.grid import SOURCES_GAP, Grid, grid_of, source_lines
from briefer.typeset.joining import NBSP, joined
from briefer.typeset.measure import Measure, paragraph, text_width
from briefer.typeset.page import Paragraph, Rule, Run, Shape, TextBox

_SOURCE_COLUMNS_GAP = 12
_SOURCE_HANG = 20
_FILLED = 0.94
"""Sources that are cut fill this share of their lines: one that fills them wholly may need another elsewhere."""


_SHORT = 64
"""Characters that sources which stand one after the other are cut to, where they would not fit."""
_WHO = re.compile(r"[^,]*(?:, )?\b(?:\d{4}[a-z]?\b|n\.d\.)")
"""Author and year, which name a source where there is no room for the place."""
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources at the foot of a slide; `fits` is False when they need more lines than the box has.

    `shortened` tells that some were cut to fit, `named` how many stand there: the notes and the register have all.
    """

    shapes: tuple[Shape, ...]
    fits: bool
    shortened: bool = False
    named: int = 0


def sources(slide: Slide, brand: Brand, register: int = 0) -> Sources:
    """Return rule, label and source lines: one column where they fit, else two boxes filled one after the other.

    Sources that could fill two boxes only if one of them parted in its middle stand in one box of two columns. Those
    that need more room still are cut to fewer lines each. More than five stand one after the other, as many as there
    is room for; the numbers of the others stand with where to look: `register` is the number of its slide, 0 for none.
    """
    if not slide.sources:
        return Sources((), True)
    grid = grid_of(slide.layout, brand)
    if len(slide.sources) > MAX_SOURCES:
        return _run_on(slide.sources, grid, brand, register)
    whole = _sources(slide.sources, grid, brand)
    for most in (2, 1):
        if whole.fits:
            break
        short = _sources(tuple(_cut(line, grid, brand, most) for line in slide.sources), grid, brand)
        if short.fits:
            return replace(short, shortened=True)
    return whole


@lru_cache(maxsize=256)
def _run_on(lines: tuple[SourceLine, ...], grid: Grid, brand: Brand, register: int) -> Sources:
    """Return `lines` one after the other over the whole width; a volume is named before others where room is short."""
    most = source_lines(brand)
    where = f"register, slide {register}, and notes" if register else "notes"
    worth = sorted(lines, key=lambda line: (-len({place.essay_id for place in line.places}), line.number))

    def set_(texts: Sequence[str], kept: int) -> Paragraph:
        first = worth[:kept]
        told = zip(lines, texts, strict=True)
        parts = [f"[{line.number}]{NBSP}{text}" for line, text in told if line in first]
        if rest := [line.number for line in lines if line not in first]:
            parts.append(f"{ranges(rest, '[{}]')}: {where}")
        style = brand.style("source")
        run = Run(joined(_BETWEEN.join(parts)), style.face, style.size, ink="ink2")
        return paragraph((run,), brand, style.leading, Measure(grid.right - grid.text))

    def fits(texts: Sequence[str], kept: int) -> bool:
        return len(set_(texts, kept).lines) <= most

    whole, total = [line.text for line in lines], len(lines)
    shorter = (whole, [_clipped(text, _SHORT) for text in whole], [_who(text) for text in whole])
    texts = next((texts for texts in shorter if fits(texts, total)), shorter[-1])
    kept = total
    if not fits(texts, total):
        kept = max(0, bisect_right(range(total), False, key=lambda kept: not fits(texts, kept)) - 1)
    only = set_(texts, kept)
    shapes = (*_head(grid, brand), _source_box((only,), brand, grid, grid.text, grid.right - grid.text))
    return Sources(shapes, len(only.lines) <= most, shortened=texts != whole, named=kept)


def _who(text: str) -> str:
    """Return author and year of a short source, or its beginning where it does not begin with them."""
    found = _WHO.match(text)
    return found.group() if found else _clipped(text, _SHORT)


def _clipped(text: str, most: int) -> str:
    """Return `text` with at most `most` characters, an ellipsis for what is left out."""
    if len(text) <= most:
        return text
    word = text.rfind(" ", 0, most)
    return f"{text[: word if word > most / 2 else most - 1].rstrip(' ,;:')}…"


def _cut(line: SourceLine, grid: Grid, brand: Brand, most: int) -> SourceLine:
    """Return `line` with as much of its text as `most` lines of a column hold, an ellipsis after it."""
    width = _FILLED * (grid.right - grid.text - _SOURCE_COLUMNS_GAP) / 2

    def fits(end: int) -> bool:
        short = SourceLine(line.number, f"{line.text[:end]}…")
        return _line_count(_source_paragraphs((short,), brand, width)) <= most

    if _line_count(_source_paragraphs((line,), brand, width)) <= most:
        return line
    end = bisect_right(range(1, len(line.text)), False, key=lambda end: not fits(end))
    return SourceLine(line.number, _clipped(line.text, end + 1))


@lru_cache(maxsize=256)
def _sources(lines: tuple[SourceLine, ...], grid: Grid, brand: Brand) -> Sources:
    most = source_lines(brand)
    head = _head(grid, brand)
    x, wide = grid.text, grid.right - grid.text
    whole = _source_paragraphs(lines, brand, wide)
    if _line_count(whole) <= most:
        return Sources((*head, _source_box(whole, brand, grid, x, wide)), True, named=len(lines))
    width = (wide - _SOURCE_COLUMNS_GAP) / 2
    half = _source_paragraphs(lines, brand, width)
    used = _line_count(half)
    first = next(n for n in range(len(half), -1, -1) if _line_count(half[:n]) <= most)
    if first and _line_count(half[first:]) <= most:
        left = _source_box(half[:first], brand, grid, x, width)
        right = _source_box(half[first:], brand, grid, x + width + _SOURCE_COLUMNS_GAP, width, "source_line2")
        return Sources((*head, left, right), True, named=len(lines))
    box = _source_box(half, brand, grid, x, wide)
    flowing = replace(box, columns=2, column_gap=_SOURCE_COLUMNS_GAP, fill_used=used / (2 * most))
    return Sources((*head, flowing), used <= 2 * most, named=len(lines))


def _head(grid: Grid, brand: Brand) -> tuple[Shape, ...]:
    style = brand.style("source")
    label = Run("Sources", style.face, style.size, ink="ink2")
    return (
        Rule(grid.left, grid.sources_at - SOURCES_GAP, grid.wide, "source"),
        one_line("source_label", grid.left, grid.sources_at, grid.hang - 12, 14, (label,), brand, style.leading),
    )


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
    hang = _SOURCE_HANG if wide < _SOURCE_HANG - 4 else 26 if wide < 23 else 32
    measure = Measure(width, hang, -hang)
    texts = (f"[{line.number}]\t{joined(line.text)}" for line in lines)
    return tuple(
        paragraph((Run(text, style.face, style.size, ink="ink2"),), brand, style.leading, measure) for text in texts
    )
