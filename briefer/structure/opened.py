"""A piece found by its opening lines, in a plain text or a PDF, as the parts of an essay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from briefer.model.essay import Footnote
from briefer.model.reference import Reference
from briefer.structure.draft import Draft, page_map
from briefer.structure.names import Person
from briefer.structure.openings import Opening
from briefer.structure.records import Doubt, Parts, author_doubts, note_doubts


class Opened(Protocol):
    """What was found between an opening and the next one."""

    @property
    def opening(self) -> Opening: ...
    @property
    def draft(self) -> Draft: ...
    @property
    def footnotes(self) -> tuple[Footnote, ...]: ...
    @property
    def people(self) -> tuple[Person, ...]: ...
    @property
    def affiliations(self) -> tuple[str, ...]: ...


def opened_parts(
    piece: Opened, labels: Sequence[str], frame: Reference, doubts: Sequence[Doubt], cut_off: Sequence[int] = ()
) -> Parts:
    """Return `piece` with its title and authors in `frame`; `labels` are the printed numbers of the file's pages.

    `cut_off` are the notes of which the source has lost some or all.
    """
    opening, authors = piece.opening, tuple(one.name for one in piece.people)
    sure = opening.sure or any(one.titled or one.affiliation for one in piece.people)
    return Parts(
        reference=replace(frame, title=opening.title, authors=authors),
        draft=piece.draft,
        kind=opening.kind,
        pages=page_map(piece.draft, labels),
        footnotes=piece.footnotes,
        affiliations=piece.affiliations,
        doubts=(*author_doubts(opening.kind, authors, sure), *note_doubts(piece.footnotes, cut_off), *doubts),
    )
