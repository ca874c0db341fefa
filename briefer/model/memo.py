"""A memo before it is measured: header, sections, sources, and the steps by which it may be shortened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.model.deck import RegisterEntry, Remark
from briefer.model.statement import Statement

Paper: TypeAlias = Literal["a4", "letter"]
Spacing: TypeAlias = Literal["normal", "tight"]


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A labelled value of the header ("As of", "December 2020")."""

    label: str
    value: str
    bold: bool = False
    wide: bool = False
    """True for a value that takes the whole width (Limits)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A paragraph of a section: statements in one run of text; the first may open with a bold lead.

    `optional` statements may be dropped by the trim ladder; quotations, dissent and sources never are.
    """

    statements: tuple[Statement, ...]
    optional: tuple[str, ...] = ()
    """Ids of the statements that a trim step may drop."""
    dissent: bool = False


@dataclass(frozen=True, slots=True)
class MemoSection:
    """A labelled section; `style` "lead" is set larger, "assessment" in the assessment voice."""

    id: str
    label: str
    points: tuple[Point, ...]
    numbered: bool = False
    style: Literal["", "lead", "assessment"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A memo with everything it says; measured by the writers."""

    brief_id: str
    kind: str
    """"Info memo"."""
    subject: str
    header: tuple[HeaderField, ...]
    sections: tuple[MemoSection, ...]
    sources: tuple[str, ...]
    """Source sentences at the foot, at most four lines."""
    foot: str
    marking: str
    language: str
    author: str
    date: str
    register: tuple[RegisterEntry, ...]
    run: str
    remarks: tuple[Remark, ...] = ()
    mark_colour: str = ""
    """Colour of the marking's letters on black, RRGGBB; "" where it is set in ink."""
    stamp: str = ""
    short_sources: tuple[str, ...] = ()
    """The same sources in one short sentence a volume, for the first trim step; () where nothing is shorter."""
    source_titles: tuple[str, ...] = ()
    """Titles that are set in italics wherever the sources name them."""
    spacing: Spacing = "normal"
    size: float = 11
    """Size of the text in points; never under 10.5."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return every statement of the memo in reading order."""
        return tuple(s for section in self.sections for point in section.points for s in point.statements)
