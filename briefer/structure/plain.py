"""A plain text, whatever its conventions, becomes essays."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from briefer.errors import ImportRefused
from briefer.model.reference import Reference
from briefer.model.text import fold
from briefer.structure import glued
from briefer.structure.backnotes import back_notes
from briefer.structure.heads import Stated, stated_head
from briefer.structure.hyphens import Vocabulary
from briefer.structure.imported import Imported, Source
from briefer.structure.lines import Conventions, Line, detect, scan, without_rules
from briefer.structure.lonenumbers import with_lone_numbers
from briefer.structure.mail import posted
from briefer.structure.names import people
from briefer.structure.opened import opened_parts
from briefer.structure.openings import Opening
from briefer.structure.pages import Paged, paged
from briefer.structure.records import Doubt, Parts, pieces
from briefer.structure.splitting import ends, hints_at_volume, might_open, single, split
from briefer.structure.tags import REMARK, untagged
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
    sent = posted(raw)
    bare = untagged(sent.text)
    stated, rest = stated_head(sent.text if bare is None else bare)
    lines = scan(rest)
    if not lines or not any(unicodedata.category(character)[0] not in "CZ" for character in rest):
        raise ImportRefused(f"“{source.name}” holds no text. Choose a file with an essay in it.")
    found = _imported(lines, stated, source)
    return replace(
        found, remarks=(*found.remarks, *sent.remarks, *stated.remarks, *([REMARK] if bare is not None else []))
    )


def _imported(lines: Sequence[Line], stated: Stated, source: Source) -> Imported:
    article = None if stated.title else glued.article(lines)
    if article:
        return _article(article, source)
    text = _whole(without_rules(lines))
    common = text.vocabulary.common()
    openings = split(text.paged, common)
    if openings:
        return _volume(text, openings, source)
    opening = single(text.paged.lines, common, stated.title or _stem(source.name))
    return _one_essay(text, _as_stated(opening, stated, text.paged.lines), stated, source)


def _as_stated(opening: Opening, stated: Stated, lines: Sequence[Line]) -> Opening:
    """Return `opening` with the title and author stated above the text, unless the text itself names its author."""
    if not stated.title or opening.people:
        return opening
    repeated = opening.body > 0 and fold(opening.title) == fold(stated.title)
    above = opening.body if repeated else int(bool(people(lines[0].text)))
    return replace(opening, body=above, title=stated.title, people=stated.people)


def _whole(lines: Sequence[Line]) -> _Text:
    conventions = detect(lines)
    vocabulary = Vocabulary([line.text for line in lines])
    common = vocabulary.common()
    pages = paged(lines, conventions, lambda some, at: might_open(some, at, common))
    return _Text(with_lone_numbers(pages), conventions, vocabulary)


def _volume(text: _Text, openings: Sequence[Opening], source: Source) -> Imported:
    found: list[TextPiece] = []
    last_note = 0
    back = back_notes(text.paged.lines, openings)
    for number, (opening, end) in enumerate(zip(openings, ends(openings, text.paged.lines), strict=True)):
        piece = text_piece(
            opening,
            min(end, back.start) if back else end,
            text.paged,
            text.conventions,
            text.vocabulary,
            first_note=last_note + 1,
            back=back.groups.get(number) if back else None,
        )
        last_note = max((int(one.label) for one in piece.footnotes if one.label.isdigit()), default=last_note)
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


def _one_essay(text: _Text, opening: Opening, stated: Stated, source: Source) -> Imported:
    piece = text_piece(opening, len(text.paged.lines), text.paged, text.conventions, text.vocabulary)
    head = " ".join(line.text for line in text.paged.lines[: opening.body])
    doubts: list[Doubt] = []
    if hints_at_volume(text.paged.lines):
        doubts.append(Doubt(0.9, "No second title with an author was found: the file was imported as one essay."))
    if opening.body == 0 and not stated.title:
        doubts.append(Doubt(0.85, "No title was found: the file's name stands for it."))
    frame = Reference(issued=iso_date(head) or stated.issued)
    made = pieces([opened_parts(piece, text.paged.labels, frame, doubts, piece.cut_off)], source)
    return Imported(
        source=source,
        reference=made[0].essay.reference,
        pieces=made,
        pages=text.paged.count,
        remarks=(*text.paged.remarks, *(doubt.remark for doubt in doubts)),
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
