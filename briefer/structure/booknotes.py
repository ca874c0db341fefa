"""Notes of a whole book in one section at its end, under the titles of the chapters or restarting with each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefer.structure.pdfcontents import Entry
from briefer.structure.pdflines import TextLine
from briefer.structure.pdfnotes import PdfNote, gathered, is_notes_heading, listed_number, without_marks

_CHAPTER = re.compile(r"(?:notes (?:to|for|on) )?(?:chapter|essay|part)\s+(\d{1,2})\b.*", re.IGNORECASE)
_NOTES_TO = re.compile(r"notes (?:to|for|on) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A piece as the section of notes may name it."""

    title: str
    is_numbered: bool
    """Whether it counts among the chapters."""
    marks: frozenset[str]
    """Labels of the notes marked in its text."""


@dataclass(frozen=True, slots=True)
class BookNotes:
    """Where the section begins among the lines, and the notes of each piece in order."""

    start: int
    of_piece: tuple[tuple[PdfNote, ...], ...]


@dataclass(slots=True)
class _Group:
    piece: int | None
    lines: list[TextLine] = field(default_factory=list)
    first: int = 0
    last: int = 0


def book_notes(lines: Sequence[TextLine], headed: Sequence[bool], chapters: Sequence[Chapter]) -> BookNotes | None:
    """Return the notes that stand in one section of `lines` for several pieces, None when there is no such section."""
    for start, line in enumerate(lines):
        if headed[start] and is_notes_heading(line.text):
            groups = _groups(lines[start + 1 :], headed[start + 1 :], chapters)
            found = _assigned(groups, chapters) if len(groups) > 1 else _by_marks(groups, chapters)
            if sum(map(bool, found)) > 1:
                return BookNotes(start, found)
    return None


def _groups(lines: Sequence[TextLine], headed: Sequence[bool], chapters: Sequence[Chapter]) -> list[_Group]:
    groups = [_Group(None)]
    for line, is_heading in zip(lines, headed, strict=True):
        number = listed_number(line.text)
        piece = _named(without_marks(line.text), chapters)
        if piece is not None or (is_heading and number is None):
            if groups[-1].lines or groups[-1].piece is None:
                groups.append(_Group(piece))
        else:
            if number == 1 and groups[-1].last > 1:
                groups.append(_Group(None))
            if number is not None and not groups[-1].lines:
                groups[-1].first, groups[-1].last = number, number
            elif number == groups[-1].last + 1:
                groups[-1].last = number
            groups[-1].lines.append(line)
    return [group for group in groups if group.last]


def _named(text: str, chapters: Sequence[Chapter]) -> int | None:
    """Return the number of the piece that a line names by its title or its place among the chapters."""
    counted = _CHAPTER.fullmatch(text)
    if counted:
        numbered = [at for at, chapter in enumerate(chapters) if chapter.is_numbered]
        place = int(counted[1])
        return numbered[place - 1] if 0 < place <= len(numbered) else None
    entry = Entry(_NOTES_TO.sub("", text), "")
    return next((at for at, chapter in enumerate(chapters) if entry.names(chapter.title)), None)


def _assigned(groups: Sequence[_Group], chapters: Sequence[Chapter]) -> tuple[tuple[PdfNote, ...], ...]:
    """Return the notes of each piece: groups without a name go in order to the pieces with marks that none names."""
    named = {group.piece for group in groups}
    free = iter([at for at, chapter in enumerate(chapters) if chapter.marks and at not in named])
    out: list[list[PdfNote]] = [[] for _ in chapters]
    for group in groups:
        piece = group.piece if group.piece is not None else next(free, None)
        if piece is not None:
            out[piece] += _notes(group)
    return tuple(map(tuple, out))


def _by_marks(groups: Sequence[_Group], chapters: Sequence[Chapter]) -> tuple[tuple[PdfNote, ...], ...]:
    """Return the notes of each piece where numbers run on through the book: each goes where its mark stands."""
    out: list[list[PdfNote]] = [[] for _ in chapters]
    for note in (note for group in groups for note in _notes(group)):
        marked = [at for at, chapter in enumerate(chapters) if note.label in chapter.marks]
        if len(marked) > 1:
            return ()
        if marked:
            out[marked[0]].append(note)
    return tuple(map(tuple, out))


def _notes(group: _Group) -> list[PdfNote]:
    return [note for _, note in gathered(enumerate(group.lines), {}, listed=True, first=group.first)]
