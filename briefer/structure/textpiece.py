"""One piece of a plain text: its lines become a body with pages, headings, notes and a signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefer.model.essay import Footnote, NoteStatus
from briefer.structure.draft import Block, Draft, composed, flowed
from briefer.structure.hyphens import Vocabulary
from briefer.structure.layout import note_lines
from briefer.structure.lines import Conventions
from briefer.structure.marks import Mark, found_marks
from briefer.structure.names import Person
from briefer.structure.notes import Note, gathered
from briefer.structure.openings import Opening
from briefer.structure.pages import Paged
from briefer.structure.paragraphs import Placed, blocks
from briefer.structure.signature import Signature, signature

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
    """The lines of a piece with everything that is known of the text around them."""

    paged: Paged
    start: int
    end: int
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
    area = _Area(paged, opening.body, end, conventions, vocabulary)
    if back:
        listed = paged.lines[back[0] : back[1]]
        collected = gathered(listed, [0] * len(listed), [True] * len(listed), vocabulary)
        return _assembled(area, opening, [False] * (end - opening.body), [replace(one, page=None) for one in collected])
    whole = _assembled(area, opening, [False] * (end - opening.body), [])
    for first in dict.fromkeys((1, first_note)):
        lines, pages = paged.lines[opening.body : end], paged.page_of[opening.body : end]
        is_note, listed = note_lines(lines, pages, conventions, first)
        if not any(is_note):
            continue
        notes = gathered(lines, pages, is_note, vocabulary, first)
        under_heading = listed < len(lines)
        if under_heading:
            notes = [replace(note, page=None) for note in notes]
        found = _assembled(area, opening, is_note, notes)
        linked = sum(note.mark_at is not None for note in found.footnotes)
        if notes and (under_heading or linked >= len(notes) * _LINKED_AT_LEAST):
            return found
    return whole


def _assembled(area: _Area, opening: Opening, is_note: Sequence[bool], notes: Sequence[Note]) -> TextPiece:
    placed = [
        Placed(area.paged.lines[at], area.paged.page_of[at], at)
        for at in range(area.start, area.end)
        if not is_note[at - area.start]
    ]
    signed = Signature((), frozenset())
    if opening.kind != "essay" or not opening.people:
        signed = signature(placed)
    running = _left_column_first(placed, signed, area.vocabulary)
    found = blocks(running, area.conventions, area.vocabulary)
    if signed.lines:
        text, pages = flowed([(placed[at].line.text, placed[at].page) for at in sorted(signed.lines)], area.vocabulary)
        found.append(Block("aside", text, aside="signature", pages=pages))
    draft = composed(found)
    marks = _marks(draft, notes)
    draft, cuts = draft.without([(mark.start, mark.end) for mark in marks])
    at_mark = {mark.number: cuts.moved(mark.start) for mark in marks}
    return TextPiece(
        opening,
        draft,
        tuple(_footnote(note, at_mark.get(note.number)) for note in notes),
        opening.people or signed.people,
        opening.affiliations or signed.affiliations,
        tuple(note.number for note in notes if not note.whole),
    )


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
