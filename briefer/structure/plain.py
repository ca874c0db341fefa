"""A plain text, whatever its conventions, becomes essays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from briefer.errors import ImportRefused
from briefer.model.reference import Reference
from briefer.structure import glued
from briefer.structure.hyphens import Vocabulary
from briefer.structure.imported import Imported, Source
from briefer.structure.lines import Conventions, Line, detect, scan, without_rules
from briefer.structure.lonenumbers import with_lone_numbers
from briefer.structure.opened import opened_parts
from briefer.structure.openings import Opening
from briefer.structure.pages import Paged, paged
from briefer.structure.records import Doubt, Parts, pieces
from briefer.structure.splitting import ends, might_open, single, split
from briefer.structure.textpiece import TextPiece, text_piece
from briefer.structure.variants import name_variants
from briefer.structure.volume import FRONT, Evidence, chapter_of, iso_date, volume_reference


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with everything known of it as a whole."""

    paged: Paged
    conventions: Conventions
    vocabulary: Vocabulary


def imported_text(raw: str, source: Source) -> Imported:
    """Return the essays in `raw`: those of a volume, a web article, or one essay with a remark."""
    lines = scan(raw)
    if not lines:
        raise ImportRefused(f"“{source.name}” holds no text. Choose a file with an essay in it.")
    article = glued.article(lines)
    if article:
        return _article(article, source)
    text = _whole(without_rules(lines))
    common = text.vocabulary.common()
    openings = split(text.paged, common)
    if openings:
        return _volume(text, openings, source)
    return _one_essay(text, single(text.paged.lines, common, _stem(source.name)), source)


def _whole(lines: Sequence[Line]) -> _Text:
    conventions = detect(lines)
    vocabulary = Vocabulary([line.text for line in lines])
    common = vocabulary.common()
    pages = paged(lines, conventions, lambda some, at: might_open(some, at, common))
    return _Text(with_lone_numbers(pages), conventions, vocabulary)


def _volume(text: _Text, openings: Sequence[Opening], source: Source) -> Imported:
    found: list[TextPiece] = []
    last_note = 0
    for opening, end in zip(openings, ends(openings, text.paged.lines), strict=True):
        piece = text_piece(opening, end, text.paged, text.conventions, text.vocabulary, last_note + 1)
        last_note = int(piece.footnotes[-1].label) if piece.footnotes else last_note
        found.append(piece)
    volume = volume_reference(_evidence(text, found))
    fronts = [(piece.opening.title, piece.draft.body) for piece in found if piece.opening.kind in FRONT]
    parts: list[Parts] = []
    for piece in found:
        variants = [] if piece.opening.kind in FRONT else name_variants([one.name for one in piece.people], fronts)
        parts.append(
            opened_parts(
                piece,
                text.paged.labels,
                chapter_of(volume),
                tuple(Doubt(0.99, remark) for remark in variants),
                piece.cut_off,
            )
        )
    return Imported(
        source=source,
        reference=volume,
        pieces=pieces(parts, source),
        pages=text.paged.count,
        remarks=(*text.paged.remarks, *_left_out(text.paged.lines[: openings[0].start])),
    )


def _one_essay(text: _Text, opening: Opening, source: Source) -> Imported:
    piece = text_piece(opening, len(text.paged.lines), text.paged, text.conventions, text.vocabulary)
    head = " ".join(line.text for line in text.paged.lines[: opening.body])
    alone = "No second title with an author was found: the file was imported as one essay."
    doubts = [Doubt(0.97 if opening.people else 0.9, alone)]
    if opening.body == 0:
        doubts.append(Doubt(0.85, "No title was found: the file's name stands for it."))
    made = pieces(
        [opened_parts(piece, text.paged.labels, Reference(issued=iso_date(head)), doubts, piece.cut_off)], source
    )
    return Imported(
        source=source,
        reference=made[0].essay.reference,
        pieces=made,
        pages=text.paged.count,
        remarks=(*text.paged.remarks, doubts[0].remark),
    )


def _article(article: glued.Article, source: Source) -> Imported:
    made = pieces([article.parts], source)
    return Imported(source=source, reference=made[0].essay.reference, pieces=made, remarks=article.remarks)


def _evidence(text: _Text, found: Sequence[TextPiece]) -> Evidence:
    fronts = [piece for piece in found if piece.opening.kind in FRONT]
    return Evidence(
        title_page=tuple(line.text for line in text.paged.lines[: found[0].opening.start]),
        running=text.paged.running,
        front=tuple(piece.draft.body for piece in fronts),
        signers=tuple(one for piece in fronts for one in piece.people),
        headings=tuple(x for p in found for x in (p.opening.title, *(one.name.full for one in p.people))),
    )


def _left_out(before: Sequence[Line]) -> tuple[str, ...]:
    """Say what stood before the first piece and is in none."""
    words = sum(len(line.text.split()) for line in before)
    return (f"{words} words before the first piece (title page, contents) are in no essay.",) if words else ()


def _stem(name: str) -> str:
    return PurePath(name).stem.replace("_", " ").strip() or name
