"""Where a piece begins and ends: pieces merged, split at a place, and borders moved; no word and no note is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from briefer.errors import UsageError
from briefer.model.essay import Aside, Essay, Paragraph, Section
from briefer.model.text import digest
from briefer.structure.divide import GAP, first_of_each, moved, pages_within, shifted, shifted_notes, with_page_range
from briefer.structure.imported import Imported, Piece
from briefer.structure.records import author_doubts

_Stretch = TypeVar("_Stretch", Section, Paragraph, Aside)
_TITLE_WORDS = 16


def places(piece: Piece) -> dict[str, int]:
    """Return where a piece can be cut, by name: its pages after the first, its headings, else its paragraphs ("¶2")."""
    essay = piece.essay
    found = {page.label: page.start for page in essay.pages if 0 < page.start < len(piece.body)}
    for section in essay.sections:
        if section.start:
            found.setdefault(section.title, section.start)
    if not essay.pages:
        found |= {f"¶{number}": p.start for number, p in enumerate(essay.paragraphs, 1) if p.start}
    return found


def merged(imported: Imported, number: int) -> Imported:
    """Return `imported` with piece `number`, counted from 1, and the next one as one; the second title is a heading."""
    first, second = piece_at(imported, number), piece_at(imported, number + 1)
    return _with(imported, number, 2, _joined(first, second, first.essay, second.essay.reference.title))


def split_at(imported: Imported, number: int, where: str) -> Imported:
    """Return `imported` with piece `number` cut at a page or heading; the second part has no author yet."""
    piece = piece_at(imported, number)
    at = places(piece).get(where)
    if at is None:
        raise UsageError(f"Piece {number} of “{imported.source.name}” has no “{where}” at which it could be split.")
    heading = next((section for section in piece.essay.sections if section.start == at), None)
    before, after = _halves(piece, at, heading.end if heading else at)
    title = heading.title if heading else _first_line(after)
    return _with(imported, number, 1, before, _untold(after, piece.essay, title))


def begun_at(imported: Imported, number: int, where: str) -> Imported:
    """Return `imported` with the beginning of piece `number` at a page of it, or of the piece before it."""
    if number < 2:
        raise UsageError(
            f"Nothing stands before piece {number} of “{imported.source.name}”; its beginning cannot move."
        )
    before, piece = piece_at(imported, number - 1), piece_at(imported, number)
    if (at := places(piece).get(where)) is not None:
        head, rest = _halves(piece, at, at, loose_last=True)
        return _with(imported, number - 1, 2, _joined(before, head, before.essay, ""), rest)
    if (at := places(before).get(where)) is not None:
        rest, tail = _halves(before, at, at)
        return _with(imported, number - 1, 2, rest, _joined(tail, piece, piece.essay, ""))
    raise UsageError(f"Piece {number} of “{imported.source.name}” cannot begin at “{where}”: no such page is near it.")


def piece_at(imported: Imported, number: int) -> Piece:
    """Return piece `number`, counted from 1; raises UsageError when it is not there."""
    count = len(imported.pieces)
    if not 1 <= number <= count:
        there = f"its pieces are 1 to {count}" if count > 1 else "it is one piece"
        raise UsageError(f"“{imported.source.name}” has no piece {number}; {there}.")
    return imported.pieces[number - 1]


def _with(imported: Imported, number: int, count: int, *pieces: Piece) -> Imported:
    """Return `imported` with `pieces` in the place of `count` pieces from `number` on."""
    at = number - 1
    return replace(imported, pieces=(*imported.pieces[:at], *pieces, *imported.pieces[at + count :]))


def _joined(first: Piece, second: Piece, frame: Essay, title: str) -> Piece:
    """Return both texts as the piece that `frame` describes; a `title` stands between them as a heading."""
    start = len(first.body) + len(GAP)
    body = first.body + GAP + (title + GAP if title else "")
    essay, then = first.essay, moved(second.essay, len(body), start, title)
    body += second.body
    whole = replace(
        frame,
        body_sha256=digest(body),
        pages=first_of_each((*essay.pages, *then.pages)),
        sections=(*essay.sections, *then.sections),
        paragraphs=(*essay.paragraphs, *then.paragraphs),
        asides=(*essay.asides, *then.asides),
        footnotes=(*essay.footnotes, *then.footnotes),
    )
    return Piece(with_page_range(whole), body)


def _halves(piece: Piece, at: int, resume: int, loose_last: bool = False) -> tuple[Piece, Piece]:
    """Return the text before `at` and that from `resume` on, each with what points into it.

    Notes without a mark stay with the first half, or with `loose_last` go to the second.
    """
    first = piece.body[:at].rstrip()
    rest = piece.body[resume:]
    start = resume + len(rest) - len(rest.lstrip())
    last = piece.body[start:]
    essay = piece.essay
    before = [n for n in essay.footnotes if (not loose_last if n.mark_at is None else n.mark_at <= len(first))]
    after = [n for n in essay.footnotes if n not in before]
    notes = (n if n.mark_at is None else replace(n, mark_at=max(n.mark_at, start)) for n in after)
    left = replace(
        essay,
        body_sha256=digest(first),
        pages=pages_within(essay.pages, 0, 0, len(first)),
        sections=tuple(_clipped(essay.sections, 0, len(first))),
        paragraphs=tuple(_clipped(essay.paragraphs, 0, len(first))),
        asides=tuple(_clipped(essay.asides, 0, len(first))),
        footnotes=tuple(before),
    )
    right = replace(
        essay,
        body_sha256=digest(last),
        pages=pages_within(essay.pages, at, start, len(piece.body)),
        sections=shifted(_clipped(essay.sections, start, len(piece.body)), -start),
        paragraphs=shifted(_clipped(essay.paragraphs, start, len(piece.body)), -start),
        asides=shifted(_clipped(essay.asides, start, len(piece.body)), -start),
        footnotes=shifted_notes(notes, -start),
    )
    return Piece(with_page_range(left), first), Piece(with_page_range(right), last)


def _clipped(stretches: Iterable[_Stretch], start: int, end: int) -> Iterator[_Stretch]:
    """Yield what of `stretches` lies in `start:end`; one that goes over a border is cut there."""
    for one in stretches:
        if one.start < end and one.end > start:
            yield replace(one, start=max(one.start, start), end=min(one.end, end))


def _untold(piece: Piece, whole: Essay, title: str) -> Piece:
    """Return a part of `whole` as a piece of its own, of which only the title is known."""
    doubts = author_doubts(whole.kind, (), sure=False)
    own = whole.reference
    reference = replace(
        own, type="chapter", title=title, authors=(), doi="", container_title=own.container_title or own.title
    )
    confidence = whole.confidence
    for doubt in doubts:
        confidence *= doubt.factor
    essay = replace(
        piece.essay,
        reference=replace(reference, page=piece.essay.reference.page),
        affiliations=(),
        origins=tuple(origin for origin in whole.origins if origin.field not in ("title", "authors", "doi")),
        confidence=round(confidence, 2),
        remarks=tuple(doubt.remark for doubt in doubts),
    )
    return Piece(essay, piece.body)


def _first_line(piece: Piece) -> str:
    words = piece.body.split("\n", 1)[0].split()
    return " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")
