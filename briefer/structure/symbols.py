"""Notes marked by signs (*, †, ‡, §), which may begin anew on each page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefer.structure.draft import token
from briefer.structure.lines import Gap, Line

_SIGNS = "[*†‡§¶‖]{1,4}"
_BEGINS = re.compile(rf"({_SIGNS})\s*(?=[^\W_]|[“‘\"'«(\[])")
_MARK = re.compile(rf"(?<=[^\s*†‡§¶‖([{{“‘«–—/])({_SIGNS})(?=[\s.,;:!?)”’\"»–—]|$)")
_EMPHASIS = re.compile(r"(?<![^\s(\"“‘])(\*{1,3})(?=\S)[^*]+(?<=\S)\1")


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A note marked by `sign`; the token of its `place` stands in the text where it is marked, if anywhere."""

    place: int
    sign: str
    lines: tuple[str, ...]

    @property
    def token(self) -> str:
        return f"sign:{self.place}"


def signed_notes(lines: Sequence[Line], pages: Sequence[int], head: str) -> tuple[list[Line | None], list[SignedNote]]:
    """Return `lines` with tokens for the marks and None for the lines of notes, and the notes.

    A line that begins with a sign is a note only when the sign stands behind a word before it, on its page where
    there are pages; the marks in the `head` (title, authors) stay where they are.
    """
    out: list[Line | None] = list(lines)
    starts = [at for at, line in enumerate(lines) if _BEGINS.match(line.text)]
    if not starts:
        return out, []
    several = len(set(pages)) > 1
    spots = _spots(lines, starts, pages)
    in_head = Counter(match[1] for match in _MARK.finditer(head))
    notes: list[SignedNote] = []
    tokens: dict[int, list[tuple[int, int, str]]] = {}
    for start in starts:
        begins = _BEGINS.match(lines[start].text)
        sign = begins[1] if begins else ""
        scope = (pages[start] if several else 0, sign)
        spot = next((x for x in spots.get(scope, ()) if x[0] < start and out[x[0]] is not None), None)
        if spot:
            spots[scope].remove(spot)
        elif in_head[sign]:
            in_head[sign] -= 1
        else:
            continue
        end = _end(lines, pages, start)
        said = (lines[start].text[len(begins[0]) if begins else 0 :], *(line.text for line in lines[start + 1 : end]))
        note = SignedNote(len(notes), sign, said)
        notes.append(note)
        out[start:end] = [None] * (end - start)
        if spot:
            tokens.setdefault(spot[0], []).append((spot[1], spot[1] + len(sign), token(note.token)))
    for at, changes in tokens.items():
        text = lines[at].text
        for begin, stop, put in sorted(changes, reverse=True):
            text = text[:begin].rstrip() + put + text[stop:]
        out[at] = replace(lines[at], text=text)
    return out, notes


def labels(notes: Sequence[SignedNote], numbered: bool) -> list[str]:
    """Return what each note shows: its sign, or its number where signs repeat; `numbered` when others have numbers."""
    seen: Counter[str] = Counter()
    repeated = len({note.sign for note in notes}) < len(notes)
    out: list[str] = []
    for number, note in enumerate(notes, start=1):
        seen[note.sign] += 1
        again = f"{note.sign}{seen[note.sign]}" if seen[note.sign] > 1 else note.sign
        out.append(str(number) if repeated and not numbered else again)
    return out


def _spots(
    lines: Sequence[Line], starts: Sequence[int], pages: Sequence[int]
) -> dict[tuple[int, str], list[tuple[int, int]]]:
    """Return where (line, offset) each sign of a page stands behind a word."""
    several = len(set(pages)) > 1
    wanted = {match[1] for at in starts if (match := _BEGINS.match(lines[at].text))}
    out: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for at, line in enumerate(lines):
        if not any(sign in line.text for sign in wanted):
            continue
        stressed = [match.span() for match in _EMPHASIS.finditer(line.text)]
        for match in _MARK.finditer(line.text):
            if match[1] in wanted and not any(start <= match.start() < end for start, end in stressed):
                out.setdefault((pages[at] if several else 0, match[1]), []).append((at, match.start()))
    return out


def _end(lines: Sequence[Line], pages: Sequence[int], start: int) -> int:
    end = start + 1
    while (
        end < len(lines)
        and lines[end].gap is Gap.NONE
        and pages[end] == pages[start]
        and not _BEGINS.match(lines[end].text)
    ):
        end += 1
    return end
