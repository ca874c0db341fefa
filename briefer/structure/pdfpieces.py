"""A paginated file with the places of its characters becomes essays."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from briefer.errors import ImportRefused
from briefer.model.essay import Footnote
from briefer.model.reference import Reference
from briefer.model.transcript import Transcript
from briefer.structure.annotations import annotated
from briefer.structure.booknotes import Chapter, book_notes
from briefer.structure.draft import Block, Draft, composed, flowed, page_map, resolved
from briefer.structure.hyphens import Vocabulary
from briefer.structure.imported import Imported, Source
from briefer.structure.linenumbers import without_line_numbers
from briefer.structure.lines import Gap, Line
from briefer.structure.names import Person, people
from briefer.structure.openings import Opening
from briefer.structure.paragraphs import Placed
from briefer.structure.pdfblocks import Shape, blocks, headings, shape_of
from briefer.structure.pdfcolumns import page_lines, usual_gutter
from briefer.structure.pdfcontents import entries
from briefer.structure.pdffurniture import Cleared, cleared
from briefer.structure.pdflines import Segment, TextLine, segments
from briefer.structure.pdfnotes import (
    PdfNote,
    footnotes,
    gathered,
    is_notes_heading,
    linked,
    listed_from,
    marks_of,
    note_lines,
    without_marks,
)
from briefer.structure.pdfopenings import Found, Heads, contents_at, openings, single
from briefer.structure.pdfsheets import left_out, levelled
from briefer.structure.records import Doubt, Parts, author_doubts, note_doubts, pieces
from briefer.structure.signature import Signature, signature
from briefer.structure.variants import name_variants
from briefer.structure.volume import FRONT, Evidence, chapter_of, iso_date, volume_reference

_GAP = 1.35
_MOST_NUMBERED = 0.6
"""Of the pages: where fewer show their number, it is said that the others were counted."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file with everything known of it as a whole; `notes` are the places of note lines among `lines`."""

    lines: tuple[TextLine, ...]
    notes: frozenset[int]
    pages: Cleared
    shape: Shape
    vocabulary: Vocabulary
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    opening: Opening
    draft: Draft
    footnotes: tuple[Footnote, ...]
    people: tuple[Person, ...]
    affiliations: tuple[str, ...]


def imported_transcript(transcript: Transcript, source: Source) -> Imported:
    """Return the essays of a paginated file: those of a volume, or one essay with a remark."""
    return annotated(_essays(transcript, source), transcript.annotations)


def _essays(transcript: Transcript, source: Source) -> Imported:
    file = _file(transcript)
    if not file.lines:
        raise ImportRefused(f"“{source.name}” holds no text. Choose a file with an essay in it.")
    body = [line for at, line in enumerate(file.lines) if at not in file.notes]
    heads = Heads(file.shape.size, file.vocabulary.common(), tuple(entries(body, transcript.bookmarks)))
    found = openings(body, heads)
    places = [at for at in range(len(file.lines)) if at not in file.notes]
    if found:
        placed = [replace(one, opening=_placed(one.opening, places)) for one in found]
        return _volume(file, placed, source, len(transcript.sheets))
    author = people(transcript.author)
    stem = PurePath(source.name).stem.replace("_", " ").strip() or source.name
    titled = _is_telling(transcript.title, stem)
    opening = single(body, heads, transcript.title if titled else stem, author)
    return _one_essay(file, _placed(opening, places), transcript, source)


def _is_telling(title: str, stem: str) -> bool:
    return len(title.split()) > 2 and not re.search(r"\.(?:docx?|indd|tex|pdf|qxd|rtf)\b|^microsoft word", title, re.I)


def _placed(one: Opening, places: Sequence[int]) -> Opening:
    """Return an opening whose lines are counted among all lines, notes included."""
    body = places[one.body] if one.body < len(places) else (places[-1] + 1 if places else 0)
    return replace(one, start=places[one.start] if one.body else 0, body=body if one.body else 0)


def _file(transcript: Transcript) -> _File:
    sheets = levelled(transcript.sheets)
    found = without_line_numbers([segments(sheet.runs) for sheet in sheets])
    size = _body_size(found)
    pages = cleared(sheets, found, size)
    lines: list[TextLine] = []
    usual = usual_gutter([(clear, sheet.width) for sheet, clear in zip(sheets, pages.sheets, strict=True)])
    for page, (sheet, clear) in enumerate(zip(sheets, pages.sheets, strict=True)):
        lines.extend(page_lines(clear, page, sheet.width, lines[-1].region + 1 if lines else 0, usual))
    lines = [line for line in lines if line.text]
    notes = note_lines(lines, size, [sheet.rules for sheet in sheets])
    body = [line for at, line in enumerate(lines) if at not in notes]
    texts = [without_marks(line.text) for line in (*body, *(lines[at] for at in sorted(notes)))]
    remarks = (*_page_remarks(pages, len(sheets)), *left_out(sheets))
    return _File(tuple(lines), frozenset(notes), pages, shape_of(body, size), Vocabulary(texts), remarks)


def _page_remarks(pages: Cleared, count: int) -> list[str]:
    if pages.numbered is None:
        return ["No page numbers are printed: pages are counted from the first one."]
    if len(pages.numbered) >= _MOST_NUMBERED * count:
        return []
    known = len(pages.numbered)
    return [
        f"Page numbers are printed on {known} of {count} pages; the others were counted from {'them' if known > 1 else 'it'}."
    ]


def _body_size(found: Sequence[Sequence[Segment]]) -> float:
    sizes: Counter[float] = Counter()
    for page in found:
        for segment in page:
            sizes[segment.size] += sum(len(run.text) for run in segment.runs)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 10.0


def _volume(file: _File, listed: Sequence[Found], source: Source, count: int) -> Imported:
    found = [one.opening for one in listed]
    limits = [*(one.start for one in found[1:]), len(file.lines)]
    spans = [(one.body, contents_at(file.lines, one.body, limit)) for one, limit in zip(found, limits, strict=True)]
    spans, noted = _with_book_notes(file, found, spans)
    notes = [[*own, *more] for own, more in zip(_notes_of(file, spans), noted, strict=True)]
    made = [_piece(file, one, end, own) for one, (_, end), own in zip(found, spans, notes, strict=True)]
    fronts = [piece for piece in made if piece.opening.kind in FRONT]
    before = [without_marks(line.text) for line in file.lines[: found[0].start]]
    volume = volume_reference(
        Evidence(
            title_page=tuple(before),
            running=file.pages.running,
            front=tuple(piece.draft.body for piece in fronts),
            signers=tuple(one for piece in fronts for one in piece.people),
            headings=tuple(x for p in made for x in (p.opening.title, *(one.name.full for one in p.people))),
        )
    )
    spoken = [(piece.opening.title, piece.draft.body) for piece in fronts]
    parts = []
    for piece, one in zip(made, listed, strict=True):
        variants = [] if piece in fronts else name_variants([one.name for one in piece.people], spoken)
        doubts = (*one.doubts, *_misnumbered(one, file), *(Doubt(0.99, remark) for remark in variants))
        parts.append(_parts(piece, file, chapter_of(volume), doubts))
    words = sum(len(text.split()) for text in before)
    outside = (f"{words} words before the first piece (title page, contents) are in no essay.",) if words else ()
    return Imported(
        source=source,
        reference=volume,
        pieces=pieces(parts, source),
        pages=count,
        remarks=(*file.remarks, *outside),
    )


def _with_book_notes(
    file: _File, found: Sequence[Opening], spans: Sequence[tuple[int, int]]
) -> tuple[list[tuple[int, int]], Sequence[Sequence[PdfNote]]]:
    """Return the spans without a section of notes for the whole book, and the notes it holds for each piece."""
    out = list(spans)
    for number, (start, end) in enumerate(spans):
        places = [at for at in range(start, end) if at not in file.notes]
        body = [file.lines[at] for at in places]
        if not any(is_notes_heading(line.text) for line in body):
            continue
        chapters = [
            Chapter(
                one.title,
                one.kind not in FRONT,
                frozenset(x for at in range(*span) if at not in file.notes for x in marks_of(file.lines[at].text)),
            )
            for one, span in zip(found, spans, strict=True)
        ]
        notes = book_notes(body, headings(body, file.shape), chapters)
        if notes:
            out[number] = (start, places[notes.start])
            return out, notes.of_piece
    return out, [()] * len(spans)


def _misnumbered(one: Found, file: _File) -> tuple[Doubt, ...]:
    """Return a doubt when the contents name another page for a piece than the one it begins on."""
    label = file.pages.labels[file.lines[one.opening.start].page]
    said = one.entry.label if one.entry else ""
    if not said or file.pages.counted or not label or said.casefold() == label.casefold():
        return ()
    return (Doubt(0.9, f"The table of contents names page {said} for this piece; it begins on page {label}."),)


def _one_essay(file: _File, opening: Opening, transcript: Transcript, source: Source) -> Imported:
    span = (opening.body, len(file.lines))
    piece = _piece(file, opening, len(file.lines), _notes_of(file, [span])[0])
    head = " ".join(without_marks(line.text) for line in file.lines[: opening.body])
    alone = "No second title with an author was found: the file was imported as one essay."
    doubts = [Doubt(0.97 if piece.people else 0.9, alone)]
    if opening.body == 0:
        doubts.append(Doubt(0.85, "No title was found on the first pages."))
    made = pieces([_parts(piece, file, Reference(issued=iso_date(head)), tuple(doubts))], source)
    return Imported(
        source=source,
        reference=made[0].essay.reference,
        pieces=made,
        pages=len(transcript.sheets),
        remarks=(*file.remarks, alone),
    )


def _notes_of(file: _File, spans: Sequence[tuple[int, int]]) -> list[list[PdfNote]]:
    """Return the notes of each piece; on a page that two pieces share, a note belongs where its mark stands."""
    marks: dict[int, set[str]] = defaultdict(set)
    owner: dict[tuple[int, str], int] = {}
    first_page: list[int] = []
    out: list[list[PdfNote]] = [[] for _ in spans]
    for piece, (start, end) in enumerate(spans):
        first_page.append(file.lines[start].page if start < len(file.lines) else 0)
        for at in range(start, end):
            if at not in file.notes:
                page = file.lines[at].page
                for label in marks_of(file.lines[at].text):
                    marks[page].add(label)
                    owner.setdefault((page, label), piece)
    places = [at for at in range(spans[0][0], spans[-1][1]) if at in file.notes]
    for at, note in gathered([(at, file.lines[at]) for at in places], marks):
        piece = max((n for n, (start, _) in enumerate(spans) if start <= at), default=0)
        if piece and note.page == first_page[piece]:
            piece = owner.get((note.page, note.label), owner.get((note.page - 1, note.label), piece))
        out[piece].append(note)
    return out


def _piece(file: _File, opening: Opening, end: int, notes: Sequence[PdfNote]) -> _Piece:
    places = range(opening.body, end)
    body = [file.lines[at] for at in places if at not in file.notes]
    listed = listed_from(body, headings(body, file.shape))
    if listed < len(body):
        more = [note for _, note in gathered(enumerate(body[listed + 1 :]), {}, listed=True)]
        notes, body = [*notes, *more], body[:listed]
    signed = _signed(body, file.shape) if opening.kind != "essay" or not opening.people else Signature((), frozenset())
    running = [line for at, line in enumerate(body) if at not in signed.lines]
    found = linked(running, notes)
    made = blocks(found.body, file.shape, file.vocabulary)
    if signed.lines:
        said = [(without_marks(body[at].text), body[at].page) for at in sorted(signed.lines)]
        text, pages = flowed(said, file.vocabulary)
        made.append(Block("aside", text, aside="signature", pages=pages))
    draft, tokens = resolved(composed(made))
    return _Piece(
        opening,
        draft,
        footnotes(found, tokens, file.vocabulary),
        opening.people or signed.people,
        opening.affiliations or signed.affiliations,
    )


def _signed(body: Sequence[TextLine], shape: Shape) -> Signature:
    placed: list[Placed] = []
    for at, line in enumerate(body):
        before = body[at - 1] if at else None
        gap, blanks = Gap.NONE, 0
        if before is not None and before.region != line.region:
            gap = Gap.BLOCK
        elif before is not None and before.y - line.y > line.size * shape.leading * _GAP:
            gap, blanks = Gap.PARAGRAPH, 1
        placed.append(Placed(Line(without_marks(line.text) or " ", gap, blanks), line.page, at))
    return signature(placed)


def _parts(piece: _Piece, file: _File, frame: Reference, doubts: tuple[Doubt, ...]) -> Parts:
    authors = tuple(one.name for one in piece.people)
    sure = piece.opening.sure or any(one.titled or one.affiliation for one in piece.people)
    return Parts(
        reference=replace(frame, title=piece.opening.title, authors=authors),
        draft=piece.draft,
        kind=piece.opening.kind,
        pages=page_map(piece.draft, file.pages.labels),
        footnotes=piece.footnotes,
        affiliations=piece.affiliations,
        doubts=(
            *author_doubts(piece.opening.kind, authors, sure),
            *note_doubts(piece.footnotes, ()),
            *_guessed(piece.draft, file.pages),
            *doubts,
        ),
    )


def _guessed(draft: Draft, pages: Cleared) -> tuple[Doubt, ...]:
    """Return a doubt when no page of a piece shows its number though others of the file do."""
    if pages.numbered is None or not draft.pages or any(page in pages.numbered for _, page in draft.pages):
        return ()
    return (Doubt(0.95, "None of its pages shows a number: they were counted from other pages of the file."),)
