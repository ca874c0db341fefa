"""Raised numbers that a text layer left alone on their line: note numbers before a note, marks inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefer.structure.layout import is_citation
from briefer.structure.lines import Gap, Line
from briefer.structure.pages import Paged

_ALONE = re.compile(r"\d{1,3}")
_NOTE_START = re.compile(r"[“‘\"'A-ZÀ-Ž0-9(]|https?:")
_NOTE_LINES = 5
_ENOUGH = 3


def with_lone_numbers(text: Paged) -> Paged:
    """Return `text` with each lone number joined to the note it begins or to the sentence it marks."""
    alone = [at for at, line in enumerate(text.lines) if _ALONE.fullmatch(line.text) and _has_neighbour(text, at)]
    if len(alone) < _ENOUGH:
        return text
    lines = list(text.lines)
    dropped: set[int] = set()
    for at in alone:
        line, after = lines[at], lines[at + 1]
        if _begins_note(text.lines, at):
            lines[at + 1] = replace(line, text=f"{line.text} {after.text}", gap=Gap.BLOCK, indent=after.indent)
            dropped.add(at)
        elif (
            at
            and not line.gap
            and not lines[at - 1].text[-1].isdigit()
            and text.page_of[at] == text.page_of[at - 1]
            and at - 1 not in dropped
        ):
            lines[at] = replace(lines[at - 1], text=lines[at - 1].text + line.text)
            dropped.add(at - 1)
    kept = [at for at in range(len(lines)) if at not in dropped]
    return replace(text, lines=tuple(lines[at] for at in kept), page_of=tuple(text.page_of[at] for at in kept))


def _has_neighbour(text: Paged, at: int) -> bool:
    return at + 1 < len(text.lines) and text.page_of[at] == text.page_of[at + 1]


def _begins_note(lines: Sequence[Line], at: int) -> bool:
    """Tell whether the lines after a lone number cite something: the number is a note's."""
    following = [line.text for line in lines[at + 1 : at + 1 + _NOTE_LINES]]
    until = next((n for n, text in enumerate(following) if _ALONE.fullmatch(text)), len(following))
    begins = bool(following and _NOTE_START.match(following[0]))
    return begins and any(is_citation(text) for text in following[:until])
