"""Which lines of a page are notes: blocks labelled body or note by width, citations and expected numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from briefer.structure.lines import Conventions, Gap, Line, ends_sentence

NOTE_NUMBER = re.compile(
    r"(?:\[\^?(\d{1,3})\]:?|\((\d{1,3})\)|\^?(\d{1,3})[.):](?=\s)|\^?(\d{1,3})(?=\s+\S|[“‘\"'A-ZÀ-Ž(\[«]))\s*"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LEADING_SUPERSCRIPT = re.compile("[⁰¹²³⁴-⁹]+")
_CITATION = re.compile(
    r"https?:|www\.|\bdoi\b|\bIbid|\bpp?\.\s?\d|\bVol\.|\bno\.\s?\d|[Aa]ccessed|\b(?:19|20)\d\d\b.{0,3}$|\(\d{4}\)|\bop\. cit"
)
_ADDRESS_PART = re.compile(r"\S*(?:[/_=%]\S*|-\S+-\S*[/.])[^\s,;]*|\S+\.(?:html?|pdf|aspx?|php)\S*")
"""A line that is nothing but a piece of a broken address."""
_STATEMENT = re.compile(
    r"views expressed|personal opinion|not (?:necessarily )?(?:represent|reflect) the views|^Disclaimer", re.I
)
NOTES_HEADING = re.compile(r"(?:end|foot)?notes(?: and references)?|references|notes:", re.IGNORECASE)
_HEADING = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯΑ-Ω][^\d.;]*[^\W\d_][?!]?")
_LONGEST_ADDRESS = 200
_LONG_BLOCK = 26
_RUN_ON = 1.35
"""A line this much longer than a full one has swallowed the rest of a broken word, and tells nothing of the type."""
_RAGGED = 0.75
_FULL = 0.85
"""Shares of a usual line that a line of widely spaced notes stays below, and one of running text above."""
_SCRAP_LINES = 9
_CITES_LITTLE = 0.2
_SCRAP = 2.5
_INTERRUPTS = 3.0
"""What it tells that a block stands beside a note without filling its lines, or inside a sentence of the text."""
_INTERRUPTING = 30
_LATE = 2
_WITHOUT_GAP = 3.5
"""What it costs that notes begin or end where no gap shows it."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines `start:end` between two breaks; `numbered` when the first line may begin a note."""

    start: int
    end: int
    width: int
    citations: float
    fill: float
    """The median length of its lines but the last, which may be short."""
    uneven: bool
    """Its lines but the last are of very different lengths."""
    first_line: str
    last_line: str
    numbered: bool
    new_page: bool
    apart: bool
    """A blank line or page break stands before it; otherwise only its lines hint at a break."""
    statement: bool

    @property
    def size(self) -> int:
        return self.end - self.start


def note_number(text: str) -> tuple[int, str, bool] | None:
    """Return the number with which a note may begin, the text after it, and whether the number has a stop or brackets."""
    superscript = _LEADING_SUPERSCRIPT.match(text)
    if superscript and superscript.end() < len(text):
        return int(superscript.group().translate(_SUPERSCRIPTS)), text[superscript.end() :].strip(), False
    match = NOTE_NUMBER.match(text)
    if not match or not (rest := text[match.end() :]):
        return None
    number = next(group for group in match.groups() if group)
    return int(number), rest, match.group(4) is None


def expected_number(text: str, lowest: int, highest: int) -> tuple[int, str, bool] | None:
    """Return the note number from `lowest` to `highest` with which `text` begins, as `note_number` does.

    The number may be glued to a date: after note 4, "512 May 2019" begins note 5.
    """
    found = note_number(text)
    if found and lowest <= found[0] <= highest:
        return found
    glued = re.match(rf"{lowest}(?=(?:\d{{1,2}} [A-Z]\w+ )?(?:19|20)\d\d\b)", text)
    return (lowest, text[glued.end() :], False) if glued else None


def is_citation(text: str) -> bool:
    """Tell whether a line has what notes have: an address, a volume, a page, a year at its end."""
    return bool(_CITATION.search(text) or (len(text) <= _LONGEST_ADDRESS and _ADDRESS_PART.fullmatch(text)))


def note_lines(
    lines: Sequence[Line], page_of: Sequence[int], conventions: Conventions, first: int = 1
) -> tuple[list[bool], int]:
    """Return for each line whether it belongs to a note, and where endnotes under a heading begin (or the length).

    `first` is the number before which no note is expected: numbering may run on from piece to piece.
    """
    listed = _endnotes(lines, first)
    blocks = _blocks(lines[:listed], page_of, conventions, first)
    labels = _viterbi(blocks, _emissions(blocks, first))
    out = [False] * len(lines)
    for block, is_note in zip(blocks, labels, strict=True):
        out[block.start : block.end] = [is_note] * block.size
    out[listed:] = [True] * (len(lines) - listed)
    return out, listed


def _endnotes(lines: Sequence[Line], first: int) -> int:
    """Return the line of the heading under which numbered notes stand to the end of the piece."""
    for at in range(len(lines) - 1, 0, -1):
        if NOTES_HEADING.fullmatch(lines[at - 1].text):
            begins = note_number(lines[at].text)
            return at - 1 if begins and begins[0] == first else len(lines)
    return len(lines)


def _blocks(lines: Sequence[Line], page_of: Sequence[int], conventions: Conventions, first: int) -> list[_Block]:
    starts = [at for at in range(len(lines)) if at == 0 or _breaks(lines, page_of, at, conventions)]
    if not lines:
        return []
    widest = conventions.width * _RUN_ON or max(len(line.text) for line in lines)
    out: list[_Block] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        texts = [line.text for line in lines[start:end]]
        widths = sorted(len(text) for text in texts if len(text) <= widest) or [min(map(len, texts))]
        number = note_number(texts[0])
        out.append(
            _Block(
                start=start,
                end=end,
                width=widths[min(int(len(widths) * 0.85), len(widths) - 1)],
                citations=sum(map(is_citation, texts)) / len(texts),
                fill=median(map(len, texts[:-1] or texts)),
                uneven=2 * min(map(len, texts[:-1] or texts)) < max(map(len, texts)),
                first_line=texts[0],
                last_line=texts[-1],
                numbered=number is not None and number[0] >= first,
                new_page=start == 0 or page_of[start] != page_of[start - 1],
                apart=start == 0 or bool(lines[start].gap) or lines[start].feeds > 0 or lines[start].indent == 1,
                statement=bool(_STATEMENT.search(" ".join(texts))),
            )
        )
    return out


def _breaks(lines: Sequence[Line], page_of: Sequence[int], at: int, conventions: Conventions) -> bool:
    line, before = lines[at], lines[at - 1]
    if (
        line.gap is Gap.BLOCK
        or page_of[at] != page_of[at - 1]
        or (line.indent == 1 and conventions.page_mark == "leading space")
    ):
        return True
    if conventions.two_blanks:
        return False
    if line.gap:
        return True
    if conventions.spaced:
        return False
    if note_number(line.text) is not None or len(before.text) < conventions.width * 0.8:
        return True
    return is_citation(before.text) and not any(is_citation(one.text) for one in lines[at : at + 3])


def _emissions(blocks: Sequence[_Block], first: int) -> list[float]:
    """Return for each block how much speaks for a note (positive) or for the body (negative)."""
    body, note = _widths(blocks)
    middle, reach = (body + note) / 2, max(1.5, abs(note - body) / 2)
    out: list[float] = []
    reached, seen = first - 1, set[int]()
    line = _usual_line(blocks)
    torn, scraps = _interruptions(blocks, line), _scraps(blocks, line, first)
    for at, block in enumerate(blocks):
        score = 3.2 * min(block.citations, 0.7) - 1
        if at in scraps:
            score += _SCRAP
        elif block.size > 1 and abs(note - body) > 2:
            towards = (block.width - middle) * (1 if note > body else -1)
            score += max(-2.5, min(2.5, towards / reach * 1.3))
        may_skip = block.apart or re.match(r"\d+[^\d\s]", block.first_line)
        expected = expected_number(block.first_line, reached + 1, reached + (3 if may_skip else 1))
        if not expected and block.apart:
            expected = late_number(block.first_line, reached, seen)
        if expected:
            score += _numbered_score(expected[1], dotted=expected[2])
        if expected and score > 0:
            reached = max(reached, expected[0])
            seen.add(expected[0])
        if block.size >= _LONG_BLOCK:
            score -= 1.5
        if at in torn:
            score += _INTERRUPTS
        if block.statement or (reached < first and not expected and at not in scraps and at not in torn):
            score = -9.0
        out.append(score)
    return out


def late_number(text: str, reached: int, seen: Collection[int]) -> tuple[int, str, bool] | None:
    """Return the number of a note that stands a little after its successor, as `note_number` does."""
    found = note_number(text)
    late = found and found[0] not in seen and reached - _LATE <= found[0] < reached
    return found if late and seen else None


def _usual_line(blocks: Sequence[_Block]) -> float:
    """Return how long most lines of running text are, in characters."""
    fills = [block.fill for block in blocks if block.size > _SCRAP_LINES and block.citations < _CITES_LITTLE]
    return median(fills or [block.fill for block in blocks] or [0.0])


def _scraps(blocks: Sequence[_Block], line: float, first: int) -> set[int]:
    """Return the bits of widely spaced note lines that a text layer gives as blocks of their own.

    They fill no line and stand beside a note on their page; a heading fills none either, but text follows it.
    """
    ragged = {at for at, block in enumerate(blocks) if block.apart and _is_ragged(block, line)}
    out: set[int] = set()
    cites = False
    for at, block in enumerate(blocks):
        cites = (cites and not block.new_page and at in ragged) or _opens_note(block, first)
        if at in ragged and cites:
            out.add(at)
    cites = False
    for at in range(len(blocks) - 1, -1, -1):
        cites = (cites and at in ragged and blocks[at].size <= 2) or _opens_note(blocks[at], first)
        if at in ragged and cites and not _opens_note(blocks[at], first):
            out.add(at)
        cites = cites and not blocks[at].new_page
    return {at for at in out if not (_heads_text(blocks, at, ragged) or _left_behind(blocks, at, first))}


def _is_ragged(block: _Block, line: float) -> bool:
    short = block.fill < line * _RAGGED and block.size <= _SCRAP_LINES
    return short and (block.size <= 2 or block.uneven)


def _opens_note(block: _Block, first: int) -> bool:
    return block.numbered and (block.citations > 0 or not block.first_line.split(" ")[0].isdigit())


def _reads_as_note(block: _Block) -> bool:
    begins = note_number(block.first_line)
    return block.citations > _CITES_LITTLE or (block.numbered and begins is not None and not begins[2])


def _heads_text(blocks: Sequence[_Block], at: int, ragged: Collection[int]) -> bool:
    """Tell whether a ragged block may be the heading of the text after it, or its first words."""
    if at + 1 >= len(blocks) or at + 1 in ragged or blocks[at].numbered or blocks[at].citations:
        return False
    after = blocks[at + 1]
    if not blocks[at].first_line[0].isupper() or after.numbered or after.citations:
        return False
    if not after.first_line[0].islower():
        return True
    before = next((blocks[x] for x in range(at - 1, -1, -1) if x not in ragged and not blocks[x].citations), None)
    return before is not None and ends_sentence(before.last_line)


def _left_behind(blocks: Sequence[_Block], at: int, first: int) -> bool:
    """Tell whether a block is a heading at the foot of the text of its page: notes follow, then a page of new text."""
    block = blocks[at]
    if (
        not _HEADING.fullmatch(block.first_line)
        or block.size > 1
        or not at
        or not ends_sentence(blocks[at - 1].last_line)
    ):
        return False
    after = next((x for x in range(at + 1, len(blocks)) if blocks[x].new_page), len(blocks) - 1)
    noted = after > at + 1 and _opens_note(blocks[at + 1], first)
    return noted and blocks[after].first_line[0].isupper() and not is_citation(blocks[after].first_line)


def _interruptions(blocks: Sequence[_Block], line: float) -> set[int]:
    """Return the blocks that stand between the two halves of one sentence of the running text: no part of it."""
    full = [block.size >= 2 and block.fill >= line * _FULL and block.citations < _CITES_LITTLE for block in blocks]
    out: set[int] = set()
    for at, block in enumerate(blocks):
        if not full[at] or block.numbered or ends_sentence(block.last_line):
            continue
        between: list[int] = []
        for after in range(at + 1, min(at + 2 + _INTERRUPTING, len(blocks))):
            if not blocks[after].apart:
                break
            if full[after] and blocks[after].first_line[0].islower():
                out.update(between if any(_reads_as_note(blocks[x]) for x in between) else ())
                break
            prose = blocks[after].size > (2 if full[after] else _SCRAP_LINES)
            if prose and not blocks[after].numbered and blocks[after].citations < _CITES_LITTLE:
                break
            between.append(after)
    return out


def _numbered_score(rest: str, *, dotted: bool) -> float:
    """Return how much an expected number tells: little in a list ("1. …") and before a word that goes on a sentence."""
    if rest[0].islower() and not is_citation(rest):
        return 0.5 if dotted else 1.5
    return 2.5 if dotted else 4.5


def _widths(blocks: Sequence[_Block]) -> tuple[float, float]:
    """Return the usual widths of body and notes in characters; smaller type gives notes longer lines."""
    long = [block.width for block in blocks if block.size >= 12] or [block.width for block in blocks if block.size >= 5]
    body = median(long) if long else 60.0
    seeds = [block.width for block in blocks if block.numbered and block.size > 2]
    return body, median(seeds) if len(seeds) >= 2 else body + 7


def _viterbi(blocks: Sequence[_Block], emissions: Sequence[float]) -> list[bool]:
    """Return the likeliest sequence of labels, where a page reads body, notes, body, notes."""
    scores = (0.0, -99.0)
    back: list[tuple[int, int]] = []
    for block, emission in zip(blocks, emissions, strict=True):
        chosen: list[int] = []
        new: list[float] = []
        for label in (0, 1):
            ways = [scores[before] + _transition(block, before, label, emission) for before in (0, 1)]
            chosen.append(0 if ways[0] >= ways[1] else 1)
            new.append(max(ways) + (emission if label else -emission))
        scores = (new[0], new[1])
        back.append((chosen[0], chosen[1]))
    label = 0 if scores[0] >= scores[1] else 1
    labels: list[bool] = []
    for choice in reversed(back):
        labels.append(label == 1)
        label = choice[label]
    return labels[::-1]


def _transition(block: _Block, before: int, label: int, emission: float) -> float:
    if before != label and not block.apart:
        return 0.0 if label == 1 and block.numbered and emission > 2 else -_WITHOUT_GAP
    if label == 1:
        if block.new_page:
            return -0.5 if block.size < 4 and block.citations >= 0.5 else -3.2
        return 0.0 if block.numbered and emission > 2 else -1.0
    if block.new_page:
        return 0.0
    return 0.5 if before == 1 else -0.6
