"""One piece of a plain text: its lines become a body with pages, headings, notes and a signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefer.model.essay import Footnote, NoteStatus
from briefer.structure.draft import Block, Draft, composed, flowed, resolved
from briefer.structure.hyphens import Vocabulary
from briefer.structure.layout import NOTES_HEADING, note_lines, note_number
from briefer.structure.lines import Conventions, Line
from briefer.structure.marks import Mark, found_marks
from briefer.structure.names import Person
from briefer.structure.notes import Note, gathered, joined
from briefer.structure.openings import Opening
from briefer.structure.pages import Paged
from briefer.structure.paragraphs import Placed, blocks
from briefer.structure.signature import Signature, signature
from briefer.structure.symbols import SignedNote, labels, signed_notes

_LINKED_AT_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class TextPiece:
    """What was found between an opening and the next one."""

    opening: Opening
    draft: Draft
    footnotes: tuple[Footnote, ...] = ()
    people: tuple[Person, ...] = ()
    affiliations: tuple[str, ...] = ()
    cut_off: tuple[int, ...] = ()
    """Numbers of notes of which the source has lost some or all."""


@dataclass(frozen=True, slots=True)
class _Area:
    """The lines of a piece, the page and place in the file of each, and its notes that are marked by signs."""

    lines: tuple[Line, ...]
    pages: tuple[int, ...]
    places: tuple[int, ...]
    signed: tuple[SignedNote, ...]
    conventions: Conventions
    vocabulary: Vocabulary


def text_piece(
    opening: Opening,
    end: int,
    paged: Paged,
    conventions: Conventions,
    vocabulary: Vocabulary,
    *,
    first_note: int = 1,
    back: tuple[int, int] | None = None,
) -> TextPiece:
    """Return the piece from `opening` to line `end`.

    Its notes begin with `first_note` where none is numbered 1; `back` are the lines that hold them when the volume
    collects the notes of all pieces.
    """
    area = _area(opening, end, paged, conventions, vocabulary)
    none = [False] * len(area.lines)
    if back:
        held = paged.lines[back[0] : back[1]]
        begins = note_number(held[0].text) if held else None
        first = begins[0] if begins else 1
        collected = gathered(held, [0] * len(held), [True] * len(held), vocabulary, first)
        return _assembled(area, opening, none, [replace(one, page=None) for one in collected])
    whole = _assembled(area, opening, none, [])
    for first in dict.fromkeys((1, first_note)):
        is_note, listed = note_lines(area.lines, area.pages, conventions, first)
        if not any(is_note):
            continue
        notes = gathered(area.lines, area.pages, is_note, vocabulary, first)
        under_heading = listed < len(area.lines)
        if under_heading:
            notes = [replace(note, page=None) for note in notes]
        found = _assembled(area, opening, is_note, notes)
        linked = sum(note.mark_at is not None and note.label.isdigit() for note in found.footnotes)
        if notes and (under_heading or linked >= len(notes) * _LINKED_AT_LEAST):
            return found
    return whole


def _area(opening: Opening, end: int, paged: Paged, conventions: Conventions, vocabulary: Vocabulary) -> _Area:
    lines, pages = paged.lines[opening.body : end], paged.page_of[opening.body : end]
    head = " ".join(line.text for line in paged.lines[opening.start : opening.body])
    marked, signed = signed_notes(lines, pages, head)
    kept = [(line, pages[at], opening.body + at) for at, line in enumerate(marked) if line is not None]
    if signed and kept and NOTES_HEADING.fullmatch(kept[-1][0].text):
        kept.pop()
    return _Area(
        tuple(line for line, _, _ in kept),
        tuple(page for _, page, _ in kept),
        tuple(place for _, _, place in kept),
        tuple(signed),
        conventions,
        vocabulary,
    )


def _assembled(area: _Area, opening: Opening, is_note: Sequence[bool], notes: Sequence[Note]) -> TextPiece:
    every = zip(area.lines, area.pages, area.places, is_note, strict=True)
    placed = [Placed(line, page, place) for line, page, place, in_note in every if not in_note]
    signed = Signature((), frozenset())
    if opening.kind != "essay" or not opening.people:
        signed = signature(placed)
    running = _left_column_first(placed, signed, area.vocabulary)
    found = blocks(running, area.conventions, area.vocabulary)
    if signed.lines:
        text, pages = flowed([(placed[at].line.text, placed[at].page) for at in sorted(signed.lines)], area.vocabulary)
        found.append(Block("aside", text, aside="signature", pages=pages))
    draft, tokens = resolved(composed(found))
    marks = _marks(draft, notes)
    draft, cuts = draft.without([(mark.start, mark.end) for mark in marks])
    at_mark = {mark.number: cuts.moved(mark.start) for mark in marks}
    numbered = [_footnote(note, at_mark.get(note.number)) for note in notes]
    by_sign = _by_sign(area, {label: cuts.moved(at) for label, at in tokens}, bool(notes))
    return TextPiece(
        opening,
        draft,
        tuple(_in_order(numbered, by_sign)),
        opening.people or signed.people,
        opening.affiliations or signed.affiliations,
        tuple(note.number for note in notes if not note.whole),
    )


def _by_sign(area: _Area, marked: Mapping[str, int], numbered: bool) -> list[Footnote]:
    shown = labels(area.signed, numbered)
    found = zip(area.signed, shown, strict=True)
    texts = [(note, label, joined(note.lines, area.vocabulary), marked.get(note.token)) for note, label in found]
    return [Footnote(label, at, text, "unlinked" if at is None else "linked") for _, label, text, at in texts]


def _in_order(numbered: Sequence[Footnote], by_sign: Sequence[Footnote]) -> list[Footnote]:
    """Return numbered notes with those marked by signs between them, as the text marks them."""
    out = list(numbered)
    for note in by_sign:
        later = (at for at, other in enumerate(out) if (other.mark_at or 0) > (note.mark_at or 0))
        out.insert(next(later, len(out)), note)
    return out


def _left_column_first(placed: Sequence[Placed], signed: Signature, vocabulary: Vocabulary) -> list[Placed]:
    """Return the running lines; what follows a signature on its page goes before it where it begins a sentence there.

    Of a page with two columns some programs write the right one first: the text begins inside a sentence that the
    last line of the page leaves open.
    """
    running = [one for number, one in enumerate(placed) if number not in signed.lines]
    if not signed.lines or not running or not running[0].line.text[0].islower():
        return running
    after = [one for one in running if one.place > placed[max(signed.lines)].place and one.page == running[0].page]
    left_open = [at for at, one in enumerate(after) if vocabulary.joins(one.line.text, running[0].line.text)]
    if not left_open or not after[0].line.text[0].isupper():
        return running
    column, rest = after[: left_open[-1] + 1], after[left_open[-1] + 1 :]
    return [*column, *(one for one in running if one not in after), *rest]


def _marks(draft: Draft, notes: Sequence[Note]) -> list[Mark]:
    areas = [(paragraph.start, paragraph.end) for paragraph in draft.paragraphs]
    areas += [(section.start, section.end) for section in draft.sections]
    return found_marks(draft.body, sorted(areas), {note.number: note.page for note in notes}, draft.pages)


def _footnote(note: Note, mark_at: int | None) -> Footnote:
    status: NoteStatus = "lost" if not note.text else "unlinked" if mark_at is None else "linked"
    return Footnote(str(note.number), mark_at, note.text, status)
