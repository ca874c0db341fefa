"""Which sources of a slide a part of it points to."""

from __future__ import annotations

from briefer.model.deck import Slide, SourceLine, statements_of
from briefer.model.statement import Citation, Statement


def pointed_to(slide: Slide, part: Slide) -> tuple[SourceLine, ...]:
    """Return the sources of `slide` without those that only another part of it points to."""
    here = pointing(slide, part)
    return tuple(line for line in slide.sources if line.number in here)


def pointing(slide: Slide, part: Slide) -> frozenset[int]:
    """Return the numbers of the sources of `slide` that `part` points to by a mark, or by a place where none has one.

    Places whose pages stand in brackets go before those that are only counted. A source that no part points to stands
    on each.
    """
    marks, all_marks = _marks(part), _marks(slide)
    told = [(_cited(part, bracketed), _cited(slide, bracketed)) for bracketed in (True, False)]

    def points(line: SourceLine) -> bool:
        if line.number in all_marks:
            return line.number in marks
        here = next((mine for mine, anywhere in told if not anywhere.isdisjoint(line.places)), None)
        return here is None or not here.isdisjoint(line.places)

    return frozenset(line.number for line in slide.sources if points(line))


def _cited(slide: Slide, bracketed: bool) -> set[Citation]:
    """Return the places that the statements of `slide` cite, or those of statements with pages in brackets."""
    said = (s for s in _said(slide) if not bracketed or any(span.kind == "pages" for span in s.spans))
    return {citation for statement in said for citation in statement.citations}


def _said(slide: Slide) -> list[Statement]:
    return [statement for block in slide.blocks for statement in statements_of(block)]


def _marks(slide: Slide) -> set[int]:
    return {number for statement in _said(slide) for mark in statement.marks for number in mark.numbers}
