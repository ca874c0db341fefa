"""Essays as the library keeps them, from the parts an import found, with how sure it is and why not surer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefer.model.essay import Essay, EssayKind, Footnote, Page
from briefer.model.reference import Name, Reference
from briefer.model.text import digest
from briefer.structure.draft import Draft
from briefer.structure.ids import essay_id
from briefer.structure.imported import Piece, Source
from briefer.structure.language import language_of

_SURE = 0.98


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a piece may not be right; `factor` lowers the confidence."""

    factor: float
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything an import knows of one piece before it becomes an essay."""

    reference: Reference
    draft: Draft
    kind: EssayKind = "essay"
    pages: tuple[Page, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    affiliations: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def pieces(parts: Iterable[Parts], source: Source) -> tuple[Piece, ...]:
    """Return the essays of one source in order, each with an id of its own."""
    taken: set[str] = set()
    out: list[Piece] = []
    for order, part in enumerate(parts, start=1):
        piece = _piece(part, source, order, taken)
        taken.add(piece.essay.id)
        out.append(piece)
    return tuple(out)


def note_doubts(footnotes: Sequence[Footnote], cut_off: Sequence[int]) -> tuple[Doubt, ...]:
    """Return what is wrong with the notes of a piece."""
    doubts: list[Doubt] = []
    unlinked = [note.label for note in footnotes if note.status == "unlinked"]
    if unlinked:
        factor = 1 - 0.3 * len(unlinked) / len(footnotes)
        doubts.append(Doubt(factor, f"No mark in the text was found for note {', '.join(unlinked)}."))
    if cut_off:
        numbers = ", ".join(map(str, cut_off))
        doubts.append(Doubt(0.97, f"Text of note {numbers} is missing in the source."))
    return tuple(doubts)


def author_doubts(kind: EssayKind, authors: Sequence[Name], sure: bool) -> tuple[Doubt, ...]:
    """Return what is uncertain about the authors of a piece."""
    if not authors:
        return (Doubt(0.8 if kind == "essay" else 0.9, "No author was found."),)
    if not sure:
        return (Doubt(0.95, f"The author {authors[0].full} was recognised by position only."),)
    return ()


def page_range(pages: Sequence[Page]) -> str:
    """Return the printed pages as a reference gives them ("1–5")."""
    if not pages:
        return ""
    first, last = pages[0].label, pages[-1].label
    return first if first == last else f"{first}–{last}"


def _piece(part: Parts, source: Source, order: int, taken: set[str]) -> Piece:
    body = part.draft.body
    language = language_of(body)
    reference = replace(part.reference, language=part.reference.language or language, page=page_range(part.pages))
    confidence = _SURE
    for doubt in part.doubts:
        confidence *= doubt.factor
    essay = Essay(
        id=essay_id(reference, taken),
        reference=reference,
        kind=part.kind,
        body_sha256=digest(body),
        pages=part.pages,
        sections=part.draft.sections,
        paragraphs=part.draft.paragraphs,
        asides=part.draft.asides,
        footnotes=part.footnotes,
        affiliations=part.affiliations,
        language=language,
        order=order,
        source_sha256=source.sha256,
        source_name=source.name,
        confidence=round(confidence, 2),
        remarks=tuple(doubt.remark for doubt in part.doubts),
    )
    return Piece(essay, body)
