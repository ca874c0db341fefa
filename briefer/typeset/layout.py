"""A deck becomes pages: every slide measured, continued where it is too full, framed and numbered.

Slides are remembered by value, so that an edit costs one slide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from briefer.model.deck import MAX_SOURCES, Deck, Remark, Slide
from briefer.model.numbers import number_word
from briefer.specs.brand import COVERS, Brand
from briefer.specs.template import REGISTER
from briefer.typeset.arrange import arrange, smaller_exists
from briefer.typeset.dividing import divided, divisible, unit_count
from briefer.typeset.frame import BACKUP, Title, closing, meaning, opening, title_box, told_apart
from briefer.typeset.page import Page, Shape, TableBox
from briefer.typeset.scaling import drawn, measured
from briefer.typeset.sourcing import Sources, sources
from briefer.typeset.stacking import Content

TITLE_CHARACTERS = 105
"""About as many characters as two lines of a title hold."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A measured deck."""

    pages: tuple[Page, ...]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return what the user should know, in the order of the slides."""
        return tuple(remark for page in self.pages for remark in page.remarks)


def lay_out(deck: Deck, brand: Brand) -> Typeset:
    """Return the pages of `deck` in `brand`; the same deck and brand make the same pages.

    A hidden slide keeps its number, as PowerPoint counts; the total is the number of the last slide that is shown and
    that counts. Back-up has its number and says what it is.
    """
    scale, brand = brand.scale, measured(brand)
    sheets = _all_sheets(deck, brand, 0)
    register = next((number for number, (sheet, _) in enumerate(sheets, start=1) if sheet.key == REGISTER), 0)
    if register and any(len(slide.sources) > MAX_SOURCES for slide in deck.slides):
        sheets = _all_sheets(deck, brand, register)
    shown = [number for number, (sheet, backup) in enumerate(sheets, start=1) if not sheet.hidden and not backup]
    total = max(shown, default=len(sheets))
    pages = (
        _numbered(sheet, number, BACKUP if backup else f" / {total}", deck, brand)
        for number, (sheet, backup) in enumerate(sheets, start=1)
    )
    return Typeset(tuple(drawn(page, scale) for page in pages))


def _all_sheets(deck: Deck, brand: Brand, register: int) -> list[tuple[Page, bool]]:
    """Return the pages of all slides without their numbers, and which are back-up; the number of the `register` is told."""
    before: Counter[str] = Counter()
    sheets: list[tuple[Page, bool]] = []
    for slide in deck.slides:
        before[slide.title.text] += 1
        told = register if len(slide.sources) > MAX_SOURCES else 0
        made = _sheets(slide, brand, deck.marking, before[slide.title.text], told)
        sheets += ((sheet, slide.uncounted) for sheet in made)
    return sheets


def _numbered(sheet: Page, number: int, after: str, deck: Deck, brand: Brand) -> Page:
    """Return `sheet` with its number and what stands `after` it, footer and marks; remarks name the slide by its number."""
    end = closing(sheet.layout, brand, deck, number, after)
    remarks = tuple(replace(remark, text=remark.text.replace("{n}", str(number))) for remark in sheet.remarks)
    return replace(sheet, shapes=(*sheet.shapes, *end), remarks=remarks)


@lru_cache(maxsize=4096)
def _sheets(slide: Slide, brand: Brand, marking: str, again: int, register: int) -> tuple[Page, ...]:
    """Return the pages of one slide without its number; `again` counts the slides of this title up to this one.

    `register` is the number of the slide that lists all sources, 0 for none.
    """
    made, remarks = _fitted(slide, brand)
    parts = len(made)
    return tuple(
        _sheet(part, content, brand, marking, (number, parts, again, register), remarks if number == 1 else ())
        for number, (part, content) in enumerate(made, start=1)
    )


def _fitted(slide: Slide, brand: Brand) -> tuple[tuple[tuple[Slide, Content], ...], tuple[Remark, ...]]:
    """Return what stands on the page or pages of `slide`: full size, else smaller, else continued."""
    if len(slide.sources) > MAX_SOURCES and not slide.whole and (made := divided(slide, brand, MAX_SOURCES)):
        words = f"Slide {{n}} cites {number_word(len(slide.sources))} sources, so it became {number_word(len(made))} slides."
        return made, (Remark(slide.key, words),)
    content = arrange(slide, brand)
    if content.fits:
        return ((slide, content),), ()
    smaller = arrange(slide, brand, 1)
    if smaller.fits:
        how = "one size smaller" if smaller_exists(slide, brand) else "more closely"
        return ((slide, smaller),), (Remark(slide.key, f"Slide {{n}} is set {how} so that it fits.", shorten="body"),)
    by_content = arrange(slide, brand, 2)
    if by_content.fits:
        words = "Slide {n} is set one size smaller so that it fits."
        if _widths(by_content) != _widths(smaller):
            words = "The columns of slide {n} follow their texts so that it fits."
        return ((slide, by_content),), (Remark(slide.key, words),)
    if slide.layout not in COVERS:
        made = divided(slide, brand)
        if made:
            units = f"{number_word(unit_count(slide))} {divisible(slide)}"
            return made, (Remark(slide.key, f"Slide {{n}}: {units} became {number_word(len(made))} slides."),)
    words = "The text of slide {n} is taller than the slide; shorten it."
    return ((slide, smaller),), (Remark(slide.key, words, "fail", "body"),)


def _widths(content: Content) -> list[tuple[float, ...]]:
    return [shape.widths for shape in content.shapes if isinstance(shape, TableBox)]


def _sheet(
    slide: Slide,
    content: Content,
    brand: Brand,
    marking: str,
    place: tuple[int, int, int, int],
    remarks: tuple[Remark, ...],
) -> Page:
    part, parts, again, register = place
    title = title_box(slide, brand, part, parts, again)
    foot = sources(slide, brand, register)
    shapes: tuple[Shape, ...] = (
        title.box,
        *opening(slide, brand, marking),
        *content.shapes,
        *(meaning(slide, brand) if part == parts else ()),
        *foot.shapes,
    )
    return Page(
        key=slide.key,
        part=part,
        parts=parts,
        layout=slide.layout,
        title=slide.title.text + told_apart(part, parts, again),
        shapes=shapes,
        notes=slide.notes if part == 1 else replace(slide.notes, say=()),
        section=slide.section,
        hidden=slide.hidden,
        statement_ids=tuple(dict.fromkeys(statement.id for statement in slide.statements)),
        remarks=(*remarks, *(_title_remarks(slide, title) if part == 1 else ()), *_source_remarks(slide, foot)),
        fill_used=content.fill_used,
    )


def _title_remarks(slide: Slide, title: Title) -> Iterator[Remark]:
    if not title.fits:
        words = f"The title of slide {{n}} is taller than its box; shorten it to about {TITLE_CHARACTERS} characters."
        yield Remark(slide.key, words, "fail", "title")
    elif title.smaller:
        fit = f"about {TITLE_CHARACTERS} characters fit at full size"
        words = f"The title of slide {{n}} is set smaller so that it fits; {fit}."
        yield Remark(slide.key, words, shorten="title")


def _source_remarks(slide: Slide, foot: Sources) -> Iterator[Remark]:
    if not foot.fits:
        words = "The sources of slide {n} need more lines than its foot has; shorten or merge them."
        yield Remark(slide.key, words, "fail")
    elif foot.named < len(slide.sources):
        words = (
            f"Slide {{n}} has room to name {foot.named} of its {len(slide.sources)} sources; its notes name them all."
        )
        yield Remark(slide.key, words)
    elif foot.shortened:
        yield Remark(slide.key, "The sources of slide {n} are shortened; its notes have them in full.")
