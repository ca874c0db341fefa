"""Which sources of a slide a part of it points to."""

from __future__ import annotations

from briefer.model.deck import Slide, SourceLine, statements_of
from briefer.model.statement import Statement


def pointed_to(slide: Slide, part: Slide) -> tuple[SourceLine, ...]:
    """Return the sources of `slide` without those that only another part of it points to."""
    here = pointing(slide, part)
    return tuple(line for line in slide.sources if line.number in here)


def pointing(slide: Slide, part: Slide) -> frozenset[int]:
    """Return the numbers of the sources of `slide` that `part` points to by a mark, or by a place where none has one.

    A source that no part points to stands on each.
    """
    told = [(_marks(each), {c for s in _said(each) for c in s.citations}) for each in (part, slide)]
    (marks, cited), (all_marks, all_cited) = told

    def points(line: SourceLine) -> bool:
        if line.number in all_marks:
            return line.number in marks
        return not cited.isdisjoint(line.places) or all_cited.isdisjoint(line.places)

    return frozenset(line.number for line in slide.sources if points(line))


def _said(slide: Slide) -> list[Statement]:
    return [statement for block in slide.blocks for statement in statements_of(block)]


def _marks(slide: Slide) -> set[int]:
    return {number for statement in _said(slide) for mark in statement.marks for number in mark.numbers}
