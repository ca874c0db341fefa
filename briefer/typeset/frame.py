"""What stands on every slide: title, marks, status, number and footer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from briefer.model.deck import Deck, Slide
from briefer.specs.brand import COVERS, Brand, TypeStyle
from briefer.typeset.balance import balanced
from briefer.typeset.grid import Grid, grid_of
from briefer.typeset.joining import NBSP, joined
from briefer.typeset.measure import Measure, paragraph, text_width
from briefer.typeset.page import Ink, Paragraph, Run, Shape, TextBox
from briefer.typeset.voices import statement_runs, voice

_MARK_PADDING, _MARK_LEAST, _MARK_HIGH = 20, 84, 20
_FOOT_WIDE = 480
BACKUP = " · back-up"
"""Stands behind the number of a slide that does not count."""
_CLOSE = 1.04
"""The closest leading of a title that would not fit otherwise, as a share of its size."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a slide; `smaller` when it is set below its size, `fits` is False when its box is too low for it."""

    box: TextBox
    smaller: bool
    fits: bool


def title_box(slide: Slide, brand: Brand, part: int, parts: int, again: int = 1) -> Title:
    """Return the title in balanced lines, with what tells it apart from others; all parts have one size.

    A title that is too long takes the next smaller size, and at last as many close lines as its box holds.
    """
    cover = slide.layout in COVERS
    grid = grid_of(slide.layout, brand)
    x, y, width, height = grid.title
    sizes = _title_sizes(brand, cover, height)
    for step, (style, most) in enumerate(sizes):
        whole = _title_runs(slide, brand, style, told_apart(parts, parts, again))
        longest = balanced(whole, brand, style.leading, width, most)
        if longest.height <= height or style == sizes[-1][0]:
            runs = _title_runs(slide, brand, style, told_apart(part, parts, again))
            set_ = longest if part == parts else balanced(runs, brand, style.leading, width, most, whole)
            fill = set_.height / height
            box = TextBox("title", x, y, width, height, (set_,), anchor=grid.anchor, fill_used=fill)
            return Title(box, smaller=step > 0, fits=longest.height <= height)
    raise ValueError("a brand has a size for titles")


def _title_sizes(brand: Brand, cover: bool, height: float) -> list[tuple[TypeStyle, int]]:
    """Return the styles a title may take, the largest first, and how many lines it has in each at most."""
    own, least = (brand.style("cover" if cover else "title"), brand.style("title" if cover else "lead_small"))
    least = least if least.size < own.size else own
    small = replace(own, size=least.size, leading=least.leading)
    close = max(1, int(height // (small.size * _CLOSE)))
    tight = replace(small, leading=min(small.leading, float(height // close)))
    return [(own, 3 if cover else 2), (small, max(1, int(height // small.leading))), (tight, close)]


def _title_runs(slide: Slide, brand: Brand, style: TypeStyle, suffix: str) -> tuple[Run, ...]:
    runs = statement_runs(slide.title, voice(slide.title, style, brand), style.size)
    if suffix:
        words = suffix[0] + suffix[1:].replace(" ", NBSP)
        runs = (*runs, Run(words, style.face, style.size, style.bold))
    return tuple(replace(run, ink=_own_ink("title", brand)) if run.ink == "ink" else run for run in runs)


def told_apart(part: int, parts: int, again: int) -> str:
    """Return what follows the title of a slide so that no two are alike: " (2)" where it stood before, " (2 of 3)"."""
    repeated = f" ({again})" if again > 1 else ""
    return f"{repeated} ({part} of {parts})" if part > 1 else repeated


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
        found.append(one_line("status", x, y, max(60.0, width), height, (run,), brand, style.leading))
    if slide.kicker is not None:
        style = brand.style("kicker")
        runs = statement_runs(slide.kicker, voice(slide.kicker, style, brand, quiet=True), style.size)
        found.append(one_line("kicker", *grid.kicker, runs, brand, style.leading))
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


def one_line(
    field: str, x: float, y: float, width: float, height: float, runs: tuple[Run, ...], brand: Brand, leading: float
) -> TextBox:
    """Return a box of one paragraph."""
    set_ = paragraph(runs, brand, leading, Measure(width))
    return TextBox(field, x, y, width, height, (set_,), fill_used=set_.height / max(height, leading))


@lru_cache(maxsize=64)
def _marks(marking: str, painted: str, brand: Brand, grid: Grid) -> tuple[TextBox, ...]:
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
        found.append(
            TextBox(field, right - wide, y, wide, _MARK_HIGH, (set_,), anchor="middle", framed=True, painted=painted)
        )
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
    box = one_line("footer_text", x, y, max(60.0, width), height, (run,), brand, style.leading)
    over = (len(box.paragraphs[0].lines) - 1) * style.leading if brand.foreign else 0
    return (replace(box, y=y - over, height=height + over),) if over else (box,)


def closing(layout: str, brand: Brand, deck: Deck, number: int, after: str) -> tuple[Shape, ...]:
    """Return number, footer and handling marks of a slide on `layout`; `after` stands behind its number: " / 10"."""
    style, grid = brand.style("source"), grid_of(layout, brand)
    runs: tuple[Run, ...] = (
        Run(str(number), style.face, style.size, field="slidenum"),
        Run(after, style.face, style.size, ink="ink2"),
    )
    lines = (f"{number}{after}",)
    if text_width(runs, brand) > grid.number[2]:
        runs, lines = runs[:1], (str(number),)
    count = TextBox("slide_number", *grid.number, (Paragraph(runs, style.leading, lines, align=grid.number_align),))
    marks = _marks(deck.marking, deck.mark_colour, brand, grid)
    return (count, *_footer(deck.footer, deck.marking, brand, grid), *marks)
