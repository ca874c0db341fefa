"""A deck becomes pages: every slide measured, continued where it is too full, framed and numbered.

Slides are remembered by value, so that an edit costs one slide.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from briefer.model.deck import Deck, Remark, Slide
from briefer.specs.brand import COVERS, Brand
from briefer.typeset.arrange import Content, arrange, smaller_exists
from briefer.typeset.dividing import divided, divisible, unit_count
from briefer.typeset.frame import BACKUP, Sources, Title, closing, meaning, opening, sources, title_box, told_apart
from briefer.typeset.page import Page, Shape, TableBox
from briefer.typeset.scaling import drawn, measured

TITLE_CHARACTERS = 105
"""About as many characters as two lines of a title hold."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Typeset:
    """A measured deck."""

    pages: tuple[Page, ...]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return what the user should know, in the order of the slides."""
        return tuple(remark for page in self.pages for remark in page.remarks)

    @property
    def numbers(self) -> dict[str, tuple[int, ...]]:
        """Return the slide numbers of each slide key, hidden slides apart."""
        found: dict[str, tuple[int, ...]] = {}
        for number, page in enumerate(self.pages, start=1):
            if not page.hidden:
                found[page.key] = (*found.get(page.key, ()), number)
        return found


def lay_out(deck: Deck, brand: Brand) -> Typeset:
    """Return the pages of `deck` in `brand`; the same deck and brand make the same pages.

    A hidden slide keeps its number, as PowerPoint counts; the total is the number of the last slide that is shown and
    that counts. Back-up has its number and says what it is.
    """
    scale, brand = brand.scale, measured(brand)
    before: Counter[str] = Counter()
    sheets: list[tuple[Page, bool]] = []
    for slide in deck.slides:
        before[slide.title.text] += 1
        made = _sheets(slide, brand, deck.marking, before[slide.title.text])
        sheets += ((sheet, slide.uncounted) for sheet in made)
    shown = [number for number, (sheet, backup) in enumerate(sheets, start=1) if not sheet.hidden and not backup]
    total = max(shown, default=len(sheets))
    pages = (
        _numbered(sheet, number, BACKUP if backup else f" / {total}", deck, brand)
        for number, (sheet, backup) in enumerate(sheets, start=1)
    )
    return Typeset(tuple(drawn(page, scale) for page in pages))


def _numbered(sheet: Page, number: int, after: str, deck: Deck, brand: Brand) -> Page:
    """Return `sheet` with its number and what stands `after` it, footer and marks; remarks name the slide by its number."""
    end = closing(sheet.layout, brand, deck.marking, deck.footer, number, after)
    remarks = tuple(replace(remark, text=remark.text.replace("{n}", str(number))) for remark in sheet.remarks)
    return replace(sheet, shapes=(*sheet.shapes, *end), remarks=remarks)


@lru_cache(maxsize=4096)
def _sheets(slide: Slide, brand: Brand, marking: str, again: int) -> tuple[Page, ...]:
    """Return the pages of one slide without its number; `again` counts the slides of this title up to this one."""
    made, remarks = _fitted(slide, brand)
    parts = len(made)
    return tuple(
        _sheet(part, content, brand, marking, (number, parts, again), remarks if number == 1 else ())
        for number, (part, content) in enumerate(made, start=1)
    )


def _fitted(slide: Slide, brand: Brand) -> tuple[tuple[tuple[Slide, Content], ...], tuple[Remark, ...]]:
    """Return what stands on the page or pages of `slide`: full size, else smaller, else continued."""
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
            words = f"Slide {{n}}: {_many(unit_count(slide))} {divisible(slide)} became {_many(len(made))} slides."
            return made, (Remark(slide.key, words),)
    words = "The text of slide {n} is taller than the slide; shorten it."
    return ((slide, smaller),), (Remark(slide.key, words, "fail", "body"),)


def _widths(content: Content) -> list[tuple[float, ...]]:
    return [shape.widths for shape in content.shapes if isinstance(shape, TableBox)]


def _many(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _sheet(
    slide: Slide,
    content: Content,
    brand: Brand,
    marking: str,
    place: tuple[int, int, int],
    remarks: tuple[Remark, ...],
) -> Page:
    part, parts, again = place
    title = title_box(slide, brand, *place)
    foot = sources(slide, brand)
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
        remarks=(*remarks, *(_frame_remarks(slide, title, foot) if part == 1 else ())),
        fill_used=content.fill_used,
    )


def _frame_remarks(slide: Slide, title: Title, foot: Sources) -> list[Remark]:
    found = []
    if not title.fits:
        words = f"The title of slide {{n}} is taller than its box; shorten it to about {TITLE_CHARACTERS} characters."
        found.append(Remark(slide.key, words, "fail", "title"))
    elif title.smaller:
        fit = f"about {TITLE_CHARACTERS} characters fit at full size"
        words = f"The title of slide {{n}} is set smaller so that it fits; {fit}."
        found.append(Remark(slide.key, words, shorten="title"))
    if not foot.fits:
        words = "The sources of slide {n} need more lines than its foot has; shorten or merge them."
        found.append(Remark(slide.key, words, "fail"))
    elif foot.shortened:
        found.append(Remark(slide.key, "The sources of slide {n} are shortened; its notes have them in full."))
    return found
