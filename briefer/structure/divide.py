"""One piece instead of several, several instead of one, other page numbers: with every place following the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from briefer.errors import ImportRefused
from briefer.model.essay import Aside, Essay, Footnote, Page, Paragraph, Section
from briefer.model.reference import Name
from briefer.model.text import digest
from briefer.structure.imported import Imported, Piece
from briefer.structure.records import page_range

_Stretch = TypeVar("_Stretch", Section, Paragraph, Aside)
GAP = "\n\n"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def renumbered(imported: Imported, offset: int) -> Imported:
    """Return `imported` with printed pages that are `offset` more than the file's own, the first ones in Roman."""
    pieces = [_renumbered(piece, offset) for piece in imported.pieces]
    return replace(imported, pieces=tuple(pieces))


def _renumbered(piece: Piece, offset: int) -> Piece:
    pages = tuple(replace(page, label=_label(page, offset)) for page in piece.essay.pages)
    return Piece(with_page_range(replace(piece.essay, pages=pages)), piece.body)


def _label(page: Page, offset: int) -> str:
    if page.index is not None:
        return str(page.index + offset) if page.index + offset > 0 else _roman(page.index)
    number = int(page.label) + offset if page.label.isascii() and page.label.isdigit() else 0
    return str(number) if number > 0 else page.label


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        while number >= value:
            letters, number = letters + sign, number - value
    return letters


def joined(imported: Imported) -> Imported:
    """Return `imported` as one piece; titles of the pieces become its first-level headings."""
    if len(imported.pieces) < 2:
        return imported
    first = imported.pieces[0].essay
    body, parts = "", []
    for piece in imported.pieces:
        body += GAP if body else ""
        title = piece.essay.reference.title
        start = len(body)
        body += title + GAP if title else ""
        parts.append(moved(piece.essay, len(body), start, title))
        body += piece.body
    reference = replace(imported.reference, authors=imported.reference.authors or _authors(imported.pieces))
    essay = replace(
        first,
        reference=reference,
        kind="report",
        body_sha256=digest(body),
        pages=first_of_each(page for part in parts for page in part.pages),
        sections=tuple(section for part in parts for section in part.sections),
        paragraphs=tuple(paragraph for part in parts for paragraph in part.paragraphs),
        asides=tuple(aside for part in parts for aside in part.asides),
        footnotes=tuple(note for part in parts for note in part.footnotes),
        affiliations=(),
        confidence=min(piece.essay.confidence for piece in imported.pieces),
        remarks=(),
    )
    piece = Piece(with_page_range(essay), body)
    return replace(imported, reference=piece.essay.reference, pieces=(piece,))


def _authors(pieces: Iterable[Piece]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(name for piece in pieces for name in piece.essay.reference.authors))


def moved(essay: Essay, by: int, start: int, title: str) -> Essay:
    """Return `essay` with every place moved on; with a title at `start`, its headings are a level deeper under it."""
    sections = shifted(essay.sections, by)
    if title:
        deeper = (replace(section, level=section.level + 1) for section in sections)
        sections = (Section(title, 1, start, start + len(title)), *deeper)
    pages = tuple(replace(page, start=page.start + by if page.start else start) for page in essay.pages)
    return replace(
        essay,
        pages=pages,
        sections=sections,
        paragraphs=shifted(essay.paragraphs, by),
        asides=shifted(essay.asides, by),
        footnotes=shifted_notes(essay.footnotes, by),
    )


def shifted(stretches: Iterable[_Stretch], by: int) -> tuple[_Stretch, ...]:
    """Return `stretches` moved on by `by` code points."""
    return tuple(replace(s, start=s.start + by, end=s.end + by) for s in stretches)


def shifted_notes(notes: Iterable[Footnote], by: int) -> tuple[Footnote, ...]:
    """Return `notes` with their marks moved on by `by` code points."""
    return tuple(n if n.mark_at is None else replace(n, mark_at=n.mark_at + by) for n in notes)


def first_of_each(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Leave out a page that goes on from one piece to the next."""
    out: list[Page] = []
    for page in pages:
        if not out or (page.label, page.index) != (out[-1].label, out[-1].index):
            out.append(page)
    return tuple(out)


def split(imported: Imported) -> Imported:
    """Return `imported` with a piece for each heading of the highest level; raises ImportRefused when there is none."""
    if len(imported.pieces) > 1:
        return imported
    whole = imported.pieces[0]
    cuts = _cuts(whole.essay.sections)
    if not cuts:
        raise ImportRefused(f"“{imported.source.name}” has no headings at which it could be split. Import it unsplit.")
    pieces: list[Piece] = []
    if whole.body[: cuts[0].start].strip():
        title = f"{whole.essay.reference.title}: opening"
        pieces.append(_cut(whole, 0, cuts[0].start, title, len(pieces)))
    for section, after in pairwise((*cuts, None)):
        if section is not None:
            end = after.start if after else len(whole.body)
            pieces.append(_cut(whole, section.end, end, section.title, len(pieces), section.start))
    kept = tuple(piece for piece in pieces if piece.body)
    return replace(imported, pieces=kept or imported.pieces)


def _cuts(sections: Sequence[Section]) -> list[Section]:
    """Return the headings of the highest level that stands more than once, else of the highest."""
    levels = sorted({section.level for section in sections})
    counted = {level: [s for s in sections if s.level == level] for level in levels}
    return next((found for found in counted.values() if len(found) > 1), counted[levels[0]] if levels else [])


def _cut(whole: Piece, start: int, end: int, title: str, place: int, page_from: int | None = None) -> Piece:
    """Return `start:end` of the body, without blanks around it, as a piece of its own."""
    body = whole.body[start:end]
    start += len(body) - len(body.lstrip())
    body = body.strip()
    end = start + len(body)
    essay = whole.essay
    reference = essay.reference
    volume = reference.container_title or reference.title
    notes = [n for n in essay.footnotes if n.mark_at is not None and start <= n.mark_at <= end]
    cut = replace(
        essay,
        reference=replace(reference, type="chapter", title=title, container_title=volume),
        kind="chapter",
        body_sha256=digest(body),
        pages=pages_within(essay.pages, start if page_from is None else page_from, start, end),
        sections=_within(essay.sections, start, end),
        paragraphs=_within(essay.paragraphs, start, end),
        asides=_within(essay.asides, start, end),
        footnotes=shifted_notes(notes, -start),
        order=essay.order + place,
    )
    return Piece(with_page_range(cut), body)


def _within(stretches: Iterable[_Stretch], start: int, end: int) -> tuple[_Stretch, ...]:
    return shifted((s for s in stretches if start <= s.start and s.end <= end), -start)


def pages_within(pages: Sequence[Page], page_from: int, start: int, end: int) -> tuple[Page, ...]:
    """Return the pages of `start:end`; the one on which its heading stands comes first."""
    before = [page for page in pages if page.start <= page_from][-1:]
    inside = [page for page in pages if page_from < page.start < end]
    return tuple(replace(page, start=max(0, page.start - start)) for page in (*before, *inside))


def with_page_range(essay: Essay) -> Essay:
    """Return `essay` with the pages of its reference as its page map has them."""
    return replace(essay, reference=replace(essay.reference, page=page_range(essay.pages)))
