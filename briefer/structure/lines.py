"""Lines of a plain text and the conventions by which they were broken: page tops, blank lines, wrapping."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise
from statistics import median
from typing import Literal, TypeAlias

from briefer.model.text import canonical

PageMark: TypeAlias = Literal["form feed", "leading space", "none"]

_VERTICAL = str.maketrans(
    {"\v": "\n", "\x1c": "\n", "\x1d": "\n", "\x1e": "\n", "\t": "    ", "\ufeff": None, "\u200b": None, "\u2060": None}
)
_BROKEN_WORD = re.compile("[\ufffe\x02][ ]*\r?\n?")
"""What PDF libraries put where a word was broken at the end of a line."""
_RULE = re.compile(r"[*_\-–—⁂=~•·\s]{3,}")
_WIDE = re.compile(r"\s{5,}")
_MARKED_HEADING = re.compile(r"(#{1,6})\s+(\S[^\n]{0,150}?)\s*#*|(\*\*|__|==|[*_])(?=\S)((?:(?!\3).){3,90})(?<=\S)\3")
"""A heading in the manner of Markdown or of typewriters: "## So", "**So**", "_So_"."""
_SENTENCE_END = re.compile(
    r"(?:[.?!…:。！？；：؟۔।][”’\"')\]»」』）】]*|[”\"」』])\s*(?:\x02[^\x03]*\x03|\[?\d{1,3}\]?|[⁰¹²³⁴-⁹]+)?\s*$"
)
_OPENING = re.compile(r"[“„‟‘‚‹›«»\"'¿¡(\[…「『《〈（【]")
_LONG_LINE = 160
_RUN_ON = 1.5
_TYPICAL_PAGE = range(12, 160)


class Gap(IntEnum):
    """What separates a line from the one before it."""

    NONE = 0
    PARAGRAPH = 1
    """An empty paragraph of the author."""
    BLOCK = 2
    """The end of a column or note area, or a blank line in a text that knows only one kind of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; `feeds` counts the form feeds before it, `blanks` the blank lines."""

    text: str
    gap: Gap = Gap.NONE
    blanks: int = 0
    indent: int = 0
    feeds: int = 0


@dataclass(frozen=True, slots=True)
class Conventions:
    """How this text was broken into lines, found by counting, never assumed."""

    page_mark: PageMark
    two_blanks: bool
    """The text tells the author's empty paragraphs (a space) from layout breaks (nothing)."""
    spaced: bool
    """Blank lines separate paragraphs; otherwise only indents and short last lines do."""
    wrapped: bool
    """Paragraphs are broken into lines; otherwise each paragraph is one line."""
    width: int
    """Characters of a full line of running text; 0 when the text is not wrapped."""


def scan(raw: str) -> list[Line]:
    """Return the lines of `raw` that are not blank, in canonical text."""
    lines: list[Line] = []
    blanks: list[str] = []
    feeds = 0
    for number, sheet in enumerate(_BROKEN_WORD.sub("-\n", raw.translate(_VERTICAL)).split("\f")):
        feeds += number > 0
        for source in canonical(sheet).split("\n"):
            text = _WIDE.sub("    ", source.strip())
            if not text:
                blanks.append(source)
                continue
            heading = _MARKED_HEADING.fullmatch(text)
            if heading:
                text, blanks = heading[2] or heading[4], [*blanks, ""]
            gap = Gap.NONE if not blanks else Gap.BLOCK if "" in blanks else Gap.PARAGRAPH
            lines.append(Line(text, gap, len(blanks), len(source) - len(source.lstrip()), feeds))
            blanks, feeds = [""] if heading else [], 0
    return lines


def without_rules(lines: Sequence[Line]) -> list[Line]:
    """Return `lines` without those that only draw a rule ("* * *"); the line below stands apart."""
    out: list[Line] = []
    drawn: Line | None = None
    for line in lines:
        if _RULE.fullmatch(line.text):
            drawn = line
        elif drawn:
            apart = max(3, line.blanks + drawn.blanks)
            out.append(replace(line, gap=Gap.BLOCK, blanks=apart, feeds=line.feeds + drawn.feeds))
            drawn = None
        else:
            out.append(line)
    return out or list(lines)


def detect(lines: Sequence[Line]) -> Conventions:
    """Return the conventions that the lines themselves show."""
    gaps = Counter(line.gap for line in lines[1:])
    wrapped = _is_wrapped(lines)
    width = full_width([line.text for line in lines]) if wrapped else 0
    return Conventions(
        page_mark=_page_mark(lines),
        two_blanks=gaps[Gap.PARAGRAPH] >= max(3, (gaps[Gap.PARAGRAPH] + gaps[Gap.BLOCK]) * 0.1),
        spaced=not wrapped or _is_spaced(lines, width),
        wrapped=wrapped,
        width=width,
    )


def full_width(texts: Sequence[str]) -> int:
    """Return how long a full line is: the length that four of five lines do not exceed.

    Lines that have swallowed the next one, as some programs join a broken word, do not count.
    """
    lengths = sorted(len(text) for text in texts if text)
    if not lengths:
        return 0
    times = Counter(lengths)
    usual = max(times, key=lambda length: (sum(times[length + step] for step in range(-3, 4)), length))
    single = [length for length in lengths if length <= usual * _RUN_ON]
    if len(single) * 2 > len(lengths):
        lengths = single
    return lengths[int(len(lengths) * 0.8)]


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends like a sentence; a glued or spaced note mark and closing quotes may follow."""
    return bool(_SENTENCE_END.search(text))


def begins_sentence(text: str) -> bool:
    """Tell whether `text` may begin a sentence or heading: no small letter, no sign that only goes on."""
    first = text[:1]
    return (first.isalnum() and not first.islower()) or bool(_OPENING.match(first))


def _is_wrapped(lines: Sequence[Line]) -> bool:
    if not lines:
        return False
    lengths = [len(line.text) for line in lines]
    if sum(length for length in lengths if length > _LONG_LINE) > sum(lengths) * 0.3:
        return False
    return any(after.gap is Gap.NONE and len(before.text) > 20 for before, after in pairwise(lines))


def _is_spaced(lines: Sequence[Line], width: int) -> bool:
    """Tell whether most lines that look like the last of a paragraph have a blank line after them."""
    last = [
        after.gap is not Gap.NONE
        for before, after in pairwise(lines)
        if len(before.text) < width * 0.7 and ends_sentence(before.text) and after.text[0].isupper() and not after.feeds
    ]
    return sum(last) * 2 > len(last) if last else any(line.gap for line in lines[1:])


def _page_mark(lines: Sequence[Line]) -> PageMark:
    if any(line.feeds for line in lines):
        return "form feed"
    led = [number for number, line in enumerate(lines) if line.indent == 1]
    if len(led) < 2 or len(led) > len(lines) * 0.1:
        return "none"
    distances = [after - before for before, after in pairwise(led)]
    return "leading space" if int(median(distances)) in _TYPICAL_PAGE else "none"
