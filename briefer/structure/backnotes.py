"""Endnotes of a whole volume after its last piece, grouped by chapter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefer.model.text import fold
from briefer.structure.layout import NOTES_HEADING, note_number
from briefer.structure.lines import Line
from briefer.structure.marks import found_marks
from briefer.structure.openings import Opening

_NUMBERED = re.compile(r"(?:chapter|essay|part|kapitel|chapitre)?\s*(\d{1,2}|[ivx]{1,5})\b[.:)\s–—-]*", re.IGNORECASE)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_HEADING_LINES = 3
_SHORTEST = 4
_MOST = 0.8
"""Of notes numbered through a volume: how many marks are found at least."""
_LABEL = 20
"""Letters a heading may have beside title and authors ("Chapter 3", "pages 12–30")."""


@dataclass(frozen=True, slots=True)
class BackNotes:
    """Line `start` heads them; `groups` gives for the number of a piece the lines (start, end) of its notes."""

    start: int
    groups: dict[int, tuple[int, int]]


def back_notes(lines: Sequence[Line], openings: Sequence[Opening]) -> BackNotes | None:
    """Return the notes of all pieces that stand after the last one, None where each piece has its own."""
    last = openings[-1].body
    headed = (at for at in range(len(lines) - 1, last, -1) if NOTES_HEADING.fullmatch(lines[at].text))
    start = next((at for at in headed if lines[at].gap or lines[at].feeds), None)
    if start is None:
        return None
    found = (
        _under_headings(lines, start + 1, openings)
        or _by_restart(lines, start + 1, openings)
        or _by_marks(lines, start, openings)
    )
    return BackNotes(start, found) if len(found) > 1 else None


def _under_headings(lines: Sequence[Line], start: int, openings: Sequence[Opening]) -> dict[int, tuple[int, int]]:
    """Return the groups that headings set apart: the titles of the pieces, their authors or their numbers."""
    heads: list[tuple[int, int, int]] = []
    at, reached = start, 0
    while at < len(lines):
        piece, end = _headed(lines, at, openings, reached + 1)
        if end > at and piece not in {one for one, _, _ in heads}:
            heads.append((piece, at, end))
        number = note_number(lines[at].text)
        if number and number[0] in (1, reached + 1):
            reached = number[0]
        at = max(end, at + 1)
    limits = [*(begin for _, begin, _ in heads[1:]), len(lines)]
    return {piece: (end, limit) for (piece, _, end), limit in zip(heads, limits, strict=False)}


def _headed(lines: Sequence[Line], at: int, openings: Sequence[Opening], following: int) -> tuple[int, int]:
    """Return the piece whose notes the heading at line `at` announces, and the line after it; (-1, at) for none.

    The first of these notes is 1, or `following` where numbers run through the volume.
    """
    essays = [number for number, one in enumerate(openings) if one.kind == "essay"]
    for end in range(at + 1, min(at + _HEADING_LINES, len(lines) - 1) + 1):
        begins = note_number(lines[end].text) if end < len(lines) else None
        if not begins or begins[0] not in (1, following):
            continue
        text = " ".join(line.text for line in lines[at:end])
        letters = _letters(text)
        for number, one in enumerate(openings):
            names = [_letters(one.title), *(_letters(person.name.full) for person in one.people)]
            said = [name for name in names if len(name) >= _SHORTEST and name in letters]
            if said and len(letters) <= sum(map(len, said)) + _LABEL:
                return number, end
        counted = _NUMBERED.fullmatch(text)
        if counted and 0 < (place := _count(counted[1])) <= len(essays):
            return essays[place - 1], end
    return -1, at


def _by_restart(lines: Sequence[Line], start: int, openings: Sequence[Opening]) -> dict[int, tuple[int, int]]:
    """Return the groups that begin with a note 1 each when there are as many as authored pieces."""
    essays = [number for number, one in enumerate(openings) if one.kind == "essay"]
    firsts: list[int] = []
    reached = 0
    for at in range(start, len(lines)):
        begins = note_number(lines[at].text)
        if begins and begins[0] == 1 and reached != 1:
            firsts.append(at)
            reached = 1
        elif begins and begins[0] == reached + 1:
            reached += 1
    if len(firsts) != len(essays):
        return {}
    return dict(zip(essays, zip(firsts, [*firsts[1:], len(lines)], strict=True), strict=True))


def _by_marks(lines: Sequence[Line], start: int, openings: Sequence[Opening]) -> dict[int, tuple[int, int]]:
    """Return the groups of notes that are numbered through the volume: each note goes to the piece that marks it."""
    begins = _numbered_through(lines, start + 1)
    limits = [*(one.start for one in openings[1:]), start]
    texts = [" ".join(x.text for x in lines[one.body : end]) for one, end in zip(openings, limits, strict=True)]
    ends = list(accumulate(len(text) + 1 for text in texts))
    areas = [(end - len(text) - 1, end - 1) for text, end in zip(texts, ends, strict=True)]
    whole, numbers = " ".join(texts), dict.fromkeys(begins)
    if len(found_marks(whole, areas[-1:], numbers, ())) >= len(begins) * _MOST:
        return {}
    marks = found_marks(whole, areas, numbers, ())
    firsts: dict[int, int] = {}
    for mark in marks:
        firsts.setdefault(bisect_right(ends, mark.start), mark.number)
    if len(firsts) < 2 or len(marks) < len(begins) * _MOST or next(iter(firsts.values())) != 1:
        return {}
    places = [*(begins[number] for number in firsts.values()), len(lines)]
    return {piece: (places[at], places[at + 1]) for at, piece in enumerate(firsts)}


def _numbered_through(lines: Sequence[Line], start: int) -> dict[int, int]:
    """Return the line at which each note from 1 on begins."""
    found: dict[int, int] = {}
    for at in range(start, len(lines)):
        number = note_number(lines[at].text)
        if number and number[0] == len(found) + 1:
            found[number[0]] = at
    return found


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _ROMANS.index(text.lower()) + 1 if text.lower() in _ROMANS else 0


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", fold(text))
