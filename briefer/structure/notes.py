"""Footnotes and endnotes in sequence: which lines make up which note, and what the source has lost of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefer.structure.hyphens import Vocabulary
from briefer.structure.layout import expected_number, late_number
from briefer.structure.lines import Gap, Line

MISSING = "[text missing]"
_MOST_LOST = 2
_URL_AT_END = re.compile(r"(?:https?:|www\.|doi\.org|/)\S*$")
_URL_GOES_ON = re.compile(r"[^\s“‘(\[A-ZÀ-Ž][^\s]*|[A-Z]\w*[/_.=&?%-]\S*$")
_NOT_URL = re.compile(
    r"(?:accessed|retrieved|last|see|and|in|at|for|cited|quoted|pp?\.)\b(?![-/_.=&?%]\S)", re.IGNORECASE
)


@dataclass(slots=True)
class _Growing:
    """A note while its lines are gathered; each part is the lines of one block."""

    page: int
    parts: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Note:
    """A note as the text has it; `page` is where it begins, `whole` is False when the source lost some of it."""

    number: int
    text: str
    page: int | None
    whole: bool = True


def gathered(
    lines: Sequence[Line], page_of: Sequence[int], is_note: Sequence[bool], vocabulary: Vocabulary, first: int = 1
) -> list[Note]:
    """Return the notes numbered from `first`, each that the numbering calls for: a lost one has no text."""
    growing: dict[int, _Growing] = {}
    current: _Growing | None = None
    expected, before = first, -2
    for at, line in enumerate(lines):
        if not is_note[at]:
            continue
        begins = expected_number(line.text, expected, expected + _MOST_LOST)
        fresh_block = at - before > 1 or line.gap is not Gap.NONE or line.indent == 1 or page_of[at] != page_of[before]
        if not begins and fresh_block and growing:
            begins = late_number(line.text, expected - 1, growing)
        if begins and (begins[0] == expected or fresh_block):
            current = growing.setdefault(begins[0], _Growing(page_of[at], [[begins[1]]]))
            expected = max(expected, begins[0] + 1)
        elif current is not None:
            if fresh_block:
                current.parts.append([])
            current.parts[-1].append(line.text)
        before = at
    return _finished(growing, vocabulary)


def joined(texts: Sequence[str], vocabulary: Vocabulary) -> str:
    """Return the lines of a note as one text; addresses are put together without a space."""
    out = ""
    for text in texts:
        if not out:
            out = text
        elif _runs_on(out, text):
            out += text
        else:
            out = vocabulary.joined(out, text)
    return " ".join(out.split())


def _runs_on(before: str, after: str) -> bool:
    """Tell whether `after` goes on with the address at the end of `before`."""
    last = before.rsplit(None, 1)[-1]
    if not re.search(r"https?:|www\.|doi\.org", last):
        return False
    if last.endswith("-"):
        return True
    return bool(_URL_AT_END.search(last) and _URL_GOES_ON.match(after) and not _NOT_URL.match(after))


def _finished(growing: dict[int, _Growing], vocabulary: Vocabulary) -> list[Note]:
    """Text that follows a note whose successor is lost may be the end of that successor: it is not glued on."""
    notes: list[Note] = []
    numbers = sorted(growing)
    for place, number in enumerate(numbers):
        note = growing[number]
        following = numbers[place + 1] if place + 1 < len(numbers) else number + 1
        stray = note.parts.pop() if following > number + 1 and len(note.parts) > 1 else []
        text = joined([line for part in note.parts for line in part], vocabulary)
        notes.append(Note(number, f"{text} {MISSING}" if stray else text, note.page, not stray))
        for lost in range(number + 1, following):
            tail = joined(stray, vocabulary) if lost == following - 1 and stray else ""
            notes.append(Note(lost, f"{MISSING} {tail}" if tail else "", None, False))
    return notes
