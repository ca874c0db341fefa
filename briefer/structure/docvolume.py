"""A structured document as essays: one, or a volume with a heading for each piece and its authors below or at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePath

from briefer.errors import ImportRefused
from briefer.model.essay import Footnote
from briefer.model.reference import Name, Reference
from briefer.structure.annotations import annotated
from briefer.structure.dochead import EDITORS, Head, head_above, head_below, lines_of, title_at
from briefer.structure.document import DocBlock, Document, drafted, marks_in, note_mark, plain_text
from briefer.structure.headings import with_headings
from briefer.structure.imported import Imported, Source
from briefer.structure.names import Person, people
from briefer.structure.openings import Opening, front_kind, is_chapter_label
from briefer.structure.paragraphs import is_statement
from briefer.structure.records import Doubt, Parts, author_doubts, pieces
from briefer.structure.volume import FRONT, Evidence, chapter_of, dated, volume_reference

_CLOSING = 4
_MADE = "The date is the day on which the file was made."
_NOT_A_PERSON = re.compile(r"\b(?:user|admin\w*|microsoft|windows|office|unknown|author)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """An opening with its authors, and the blocks below it; `head` holds the notes marked in title and author lines."""

    opening: Opening
    blocks: tuple[DocBlock, ...]
    head: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


def imported_document(document: Document, source: Source) -> Imported:
    """Return the essays in `document`; raises ImportRefused when it holds no text."""
    texts = [block for block in document.blocks if block.kind != "note" and plain_text(block)]
    if not texts:
        raise ImportRefused(f"“{source.name}” holds no text. Choose a file with an essay in it.")
    found = with_headings([block for block in document.blocks if block.role != "contents"])
    split = _split(found)
    made = _volume(found, split, document, source) if split else _one_essay(found, document, source)
    return annotated(replace(made, remarks=(*made.remarks, *document.remarks)), document.annotations)


def _volume(found: Sequence[DocBlock], split: Sequence[_Piece], document: Document, source: Source) -> Imported:
    before = found[: split[0].opening.start]
    definitions = {block.label: block.text for block in found if block.kind == "note"}
    fronts = [piece for piece in split if piece.opening.kind in FRONT]
    evidence = Evidence(
        title_page=tuple(_title_page(before)),
        front=tuple(" ".join(plain_text(b) for b in piece.blocks if b.kind != "note") for piece in fronts),
        signers=tuple(one for piece in fronts for one in piece.opening.people),
    )
    printed = next((plain_text(block) for block in before if block.role == "title"), "")
    told = volume_reference(evidence)
    volume = _completed(_merged(document.given, replace(told, title=printed or told.title)), document.properties)
    used = [marks_in(piece.blocks) | set(piece.head) for piece in split]
    parts = [
        _parts(piece, chapter_of(volume), definitions, set().union(*used[:at], *used[at + 1 :]))
        for at, piece in enumerate(split)
    ]
    renumbered = _each_from_one(parts)
    through = ("The file counts its notes through; in each essay they count from 1.",) if renumbered != parts else ()
    made = () if document.given.issued or told.issued or not volume.issued else (_MADE,)
    remarks = (*_left_out(before), *through, *made)
    return Imported(source=source, reference=volume, pieces=pieces(renumbered, source), remarks=remarks)


def _each_from_one(parts: Sequence[Parts]) -> list[Parts]:
    """Count the notes of each piece from 1 where the file counts them through all of its pieces."""
    numbers = [[int(n.label) for n in part.footnotes if n.label.isdecimal()] for part in parts]
    flat = [number for one in numbers for number in one]
    firsts = [min(one) for one in numbers if one]
    if len(firsts) < 2 or any(a >= b for a, b in pairwise(flat)) or any(a >= b for a, b in pairwise(firsts)):
        return list(parts)
    return [
        replace(part, footnotes=tuple(_shifted(note, min(own) - 1) for note in part.footnotes)) if own else part
        for part, own in zip(parts, numbers, strict=True)
    ]


def _shifted(note: Footnote, by: int) -> Footnote:
    return replace(note, label=str(int(note.label) - by)) if note.label.isdecimal() else note


def _one_essay(found: Sequence[DocBlock], document: Document, source: Source) -> Imported:
    given = document.given
    at = title_at(found, given.title or document.properties.title)
    known = given.title or ("" if at is not None else document.properties.title)
    if at is not None:
        opening, head = _opening(found, at)
        before = found[:at]
    else:
        head = head_below(found, 0, known)
        opening = Opening(0, head.end, known or _stem(source.name), "essay", head.people, head.affiliations)
        before = []
    doubts: list[Doubt] = []
    if at is None and not known:
        doubts.append(Doubt(0.85, "No title was found: the file's name stands for it."))
    above = head_above(before)
    if not opening.people and above.people:
        opening = replace(opening, people=above.people, affiliations=above.affiliations)
    opening = replace(opening, kind="essay")
    piece = _signed(
        _Piece(
            opening, _text(found, 0, head.end, len(found)), _marks_of(found[: head.end]), (*head.dates, *above.dates)
        )
    )
    authors = tuple(one.name for one in piece.opening.people) or given.authors
    if not authors and document.properties.authors:
        authors = document.properties.authors
        doubts.append(Doubt(0.93, f"The author {authors[0].full} is the one of the file's properties."))
    frame = _completed(given, document.properties)
    issue, issued = dated(piece.dates)
    if frame.issued and not (given.issued or issued):
        doubts.append(Doubt(0.97, _MADE))
    part = _parts(piece, replace(frame, authors=authors), {}, set())
    reference = replace(
        part.reference,
        authors=authors,
        title=opening.title,
        issued=given.issued or issued or frame.issued,
        issue=given.issue or issue,
    )
    made = pieces([replace(part, reference=reference, doubts=(*part.doubts, *doubts))], source)
    return Imported(
        source=source, reference=made[0].essay.reference, pieces=made, remarks=_left_out(before) if before else ()
    )


def _split(found: Sequence[DocBlock]) -> list[_Piece]:
    """Return the pieces below the highest headings of which two at least have an author; [] for a single essay."""
    levels = sorted({block.level for block in found if block.kind == "heading"})[:3]
    for level in levels:
        places = [at for at, block in enumerate(found) if block.kind == "heading" and block.level == level]
        openings = [_opening(found, at) for at in places]
        openings = [one for at, one in enumerate(openings) if at == 0 or one[0].start >= openings[at - 1][1].end]
        ends = [*(one.start for one, _ in openings[1:]), len(found)]
        split = [
            _signed(
                _Piece(one, _text(found, one.start, head.end, end), _marks_of(found[one.start : head.end]), head.dates)
            )
            for (one, head), end in zip(openings, ends, strict=True)
        ]
        voices = [piece for piece in split if piece.opening.people and piece.opening.kind == "essay"]
        fronts = [piece for piece in split if piece.opening.kind != "essay"]
        after_front = len(voices) == 1 and level == 1 and fronts and _before(fronts[0], voices[0])
        if (len(voices) >= 2 and len(voices) * 3 >= len(split) - len(fronts)) or after_front:
            return split
    return []


def _text(found: Sequence[DocBlock], start: int, body: int, end: int) -> tuple[DocBlock, ...]:
    """Return the blocks of a piece, first the notes on its title and authors."""
    return (*(block for block in found[start:body] if block.kind == "note"), *found[body:end])


def _before(first: _Piece, second: _Piece) -> bool:
    return first.opening.start < second.opening.start and first.opening.kind in FRONT


def _opening(found: Sequence[DocBlock], at: int) -> tuple[Opening, Head]:
    """Return what the heading at block `at` opens; a label such as "Chapter 2" leads to the heading after it."""
    start = at
    if is_chapter_label(plain_text(found[at])) and at + 1 < len(found) and found[at + 1].kind == "heading":
        at += 1
    title = plain_text(found[at])
    head = head_below(found, at + 1, title)
    if head.subtitle:
        title = f"{title}{' ' if title.endswith((':', '?', '!', '…')) else ': '}{head.subtitle}"
    return Opening(start, head.end, title, front_kind(title) or "essay", head.people, head.affiliations), head


def _marks_of(head: Sequence[DocBlock]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for block in head for label in re.findall("\x02n:([^\x03]*)\x03", block.text)))


def _signed(piece: _Piece) -> _Piece:
    """Take the signature at the end of a piece without an author line for its authors."""
    if piece.opening.people:
        return piece
    blocks = list(piece.blocks)
    named: list[Person] = []
    for at in range(len(blocks) - 1, 0, -1):
        block = blocks[at]
        if block.kind == "note":
            continue
        first, *more = block.text.split("\n")
        who = people(first)
        if block.kind != "paragraph" or not who or len(block.text) > 300:
            break
        said = ", ".join(filter(None, (who[0].affiliation, *more)))
        named = [*([Person(who[0].name, who[0].titled, said)] if len(who) == 1 else who), *named]
        blocks[at] = replace(block, kind="aside", aside="signature")
    affiliations = tuple(one.affiliation for one in named if one.affiliation)
    opening = replace(piece.opening, people=tuple(named), affiliations=affiliations)
    return replace(piece, opening=opening, blocks=tuple(blocks))


def _parts(piece: _Piece, frame: Reference, definitions: dict[str, str], used: set[str]) -> Parts:
    draft, footnotes, pages = drafted(_with_head_marks(_with_statements(piece.blocks), piece.head), definitions, used)
    authors = tuple(one.name for one in piece.opening.people)
    lost = [note.label for note in footnotes if note.status == "lost"]
    doubts = (Doubt(0.95, f"The file holds no text for note {', '.join(lost)}."),) if lost else ()
    known = authors or frame.authors
    return Parts(
        reference=replace(frame, title=piece.opening.title, authors=authors),
        draft=draft,
        kind=piece.opening.kind,
        pages=pages,
        footnotes=footnotes,
        affiliations=piece.opening.affiliations,
        doubts=(*author_doubts(piece.opening.kind, known, sure=True), *doubts),
    )


def _with_head_marks(blocks: Sequence[DocBlock], labels: Sequence[str]) -> list[DocBlock]:
    """Carry notes on title and authors to the first word of the text."""
    out = list(blocks)
    first = next((at for at, block in enumerate(out) if block.kind != "note"), None)
    if labels and first is not None:
        out[first] = replace(out[first], text="".join(map(note_mark, labels)) + out[first].text)
    return out


def _with_statements(blocks: Sequence[DocBlock]) -> list[DocBlock]:
    """Set apart what author or publisher states at the end of a piece."""
    text = [at for at, block in enumerate(blocks) if block.kind != "note"]
    closing = set(text[-_CLOSING:])
    return [
        replace(block, kind="aside", aside="disclaimer")
        if at in closing and block.kind == "paragraph" and is_statement(plain_text(block))
        else block
        for at, block in enumerate(blocks)
    ]


def listed(text: str) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Return authors and editors of a metadata field ("A. Moor and B. Pohl (eds.)"); a program's user is neither."""
    if not text or _NOT_A_PERSON.search(text):
        return (), ()
    names = tuple(one.name for one in people(EDITORS.sub("", text).replace('"', "")))
    return ((), names) if EDITORS.search(text) else (names, ())


def _title_page(before: Sequence[DocBlock]) -> list[str]:
    """Return the lines of a title page as a book prints them."""
    return [
        plain_text(line)
        for block in before
        if block.kind == "heading" or (block.kind == "paragraph" and (block.role or len(plain_text(block)) < 120))
        for line in lines_of(block)
        if plain_text(line)
    ]


def _merged(given: Reference, found: Reference) -> Reference:
    """Return the volume as its metadata give it, completed from the text."""
    return replace(
        found,
        title=given.title or found.title,
        editors=given.editors or found.editors,
        publisher=given.publisher or found.publisher,
        publisher_place=given.publisher_place,
        issued=given.issued or found.issued,
        issue=given.issue or found.issue,
        collection_title=given.collection_title,
        language=given.language,
        url=given.url,
        doi=given.doi,
        extra=given.extra,
    )


def _completed(found: Reference, properties: Reference) -> Reference:
    """Return a reference with what only the file's properties tell."""
    return replace(
        found,
        title=found.title or properties.title,
        editors=found.editors or properties.editors,
        publisher=found.publisher or properties.publisher,
        issued=found.issued or properties.issued,
        language=found.language or properties.language,
    )


def _left_out(before: Sequence[DocBlock]) -> tuple[str, ...]:
    words = sum(len(plain_text(block).split()) for block in before if block.kind != "note")
    return (f"{words} words before the first piece (title page, contents) are in no essay.",) if words else ()


def _stem(name: str) -> str:
    return PurePath(name).stem
