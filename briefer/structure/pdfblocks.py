"""Headings, paragraphs, list items, block quotes and asides from the lines of a piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from briefer.structure.draft import Block, flowed
from briefer.structure.hyphens import Vocabulary
from briefer.structure.lines import ends_sentence
from briefer.structure.names import is_affiliation, person
from briefer.structure.paragraphs import is_statement
from briefer.structure.pdflines import TextLine
from briefer.structure.pdfnotes import without_marks

_BULLET = re.compile(r"[•▪●◦‣∙·○■□➢✓\uf0b7\uf0a7–—-]\s+(?=\S)")
_ITEM = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S")
_CAPTION = re.compile(
    r"(?:figure|fig\.|table|photo|image|chart|map|box|exhibit)\s*\d*(?:\.\d+)*\s*[:.–—|]|\(?(?:source|photo|image|credit)s?\s*:",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LEADERS = re.compile(r"(?:[.…·]\s?){5,}")
"""The dots of a table of contents between title and page."""
_HEADING_WORDS = 24
_PHRASE_WORDS = 9
_CLOSING_BLOCKS = 4
_INDENT = 0.7
_LARGER = 1.06
_LONGEST_TAIL = 14
_LONGEST_BIOGRAPHY = 150
_SAYS_WHO = re.compile(
    r"(?:about the authors?\W+)?((?:[^\W\d_][\w’'.\-]*\s+){1,5}[^\W\d_][\w’'\-]*)(?:,[^.]{0,90},|\s\([^)]*\))?\s+"
    r"(?:is|was|are|serves|works|teaches|holds|heads|leads|directs|has)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What is usual in the running text of a file."""

    size: float
    leading: float
    """Distance of baselines inside a paragraph, in ems."""
    indents: bool
    """Paragraphs begin with an indent."""
    bold: bool


def shape_of(lines: Sequence[TextLine], size: float) -> Shape:
    """Return the shape of the running text in `lines`."""
    body = [line for line in lines if abs(line.size - size) < 0.4 and not line.table]
    steps = [
        round((a.y - b.y) / size, 2) for a, b in pairwise(body) if a.region == b.region and 0 < a.y - b.y < 3 * size
    ]
    leading = Counter(steps).most_common(1)[0][0] if steps else 1.2
    usual = [step for step in steps if step < leading * 1.2]
    close = [b for a, b in pairwise(body) if a.region == b.region and 0 < a.y - b.y < leading * size * 1.2]
    indented = sum(_INDENT < line.indent < 5 for line in close)
    bold = sum(line.bold for line in body) * 2 > len(body)
    return Shape(size, median(usual) if usual else leading, indented >= max(2, len(close) * 0.02), bold)


def blocks(lines: Sequence[TextLine], shape: Shape, vocabulary: Vocabulary) -> list[Block]:
    """Return the blocks of a piece in reading order."""
    headed = headings(lines, shape)
    groups: list[tuple[str, list[TextLine]]] = []
    tail = _tail(lines, shape)
    for at, line in enumerate(lines):
        kind = (
            "contents"
            if _LEADERS.search(line.text)
            else "table"
            if line.table
            else "heading"
            if headed[at]
            else "paragraph"
        )
        if groups and groups[-1][0] == kind and at != tail and _goes_on(kind, groups[-1][1], line, shape):
            groups[-1][1].append(line)
        elif groups and kind == "paragraph" and _resumes(groups, line):
            groups[-2 if groups[-1][0] == "table" else -1][1].append(line)
        else:
            groups.append((kind, [line]))
    levels = _levels([group[0] for kind, group in groups if kind == "heading"])
    apart = next(
        (at for at, (_, group) in enumerate(groups) if tail < len(lines) and group[0] is lines[tail]), len(groups)
    )
    return _with_asides([_block(kind, group, shape, levels, vocabulary) for kind, group in groups], apart)


def _tail(lines: Sequence[TextLine], shape: Shape) -> int:
    """Return where the last lines begin that are set apart by italics or smaller type, the length when none are."""
    for apart in ([line.italic for line in lines], [line.size < shape.size * 0.95 for line in lines]):
        at = len(lines)
        while at > 0 and apart[at - 1]:
            at -= 1
        if (
            0 < at < len(lines)
            and len(lines) - at <= _LONGEST_TAIL
            and ends_sentence(without_marks(lines[at - 1].text))
        ):
            return at
    return len(lines)


def _resumes(groups: Sequence[tuple[str, list[TextLine]]], line: TextLine) -> bool:
    """Tell whether a sentence that a table interrupts goes on with `line`."""
    if len(groups) < 2 or groups[-1][0] != "table" or groups[-2][0] != "paragraph":
        return False
    last = without_marks(groups[-2][1][-1].text)
    return not ends_sentence(last) and line.text[:1].islower()


def headings(lines: Sequence[TextLine], shape: Shape) -> list[bool]:
    """Tell for each line whether it is one of a heading."""
    out: list[bool] = []
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        after = lines[at + 1] if at + 1 < len(lines) else None
        out.append(_is_heading(line, before, after, shape))
    return _without_long(lines, out, shape)


def _is_heading(line: TextLine, before: TextLine | None, after: TextLine | None, shape: Shape) -> bool:
    text = without_marks(line.text)
    if line.table or _LEADERS.search(text) or not _LETTERS.search(text) or _CAPTION.match(text):
        return False
    if line.size > shape.size * _LARGER:
        return True
    if line.size < shape.size * 0.9 or _BULLET.match(text):
        return False
    apart = before is None or before.region != line.region or before.y - line.y > line.size * shape.leading * 1.25
    if line.bold and not shape.bold:
        return not ends_sentence(text) or text.endswith(("?", ":", "!")) or (apart and len(text.split()) < 12)
    alone = apart and (after is None or not (after.italic if line.italic else after.text.isupper()))
    short = len(text) < 70 and not ends_sentence(text) and not text.endswith((",", ";", ":", "-"))
    capitals = text.isupper() and len(text.split()) > 1
    return (line.italic or capitals) and alone and short and not line.fills and text[0].isupper() and line.indent < 2


def _without_long(lines: Sequence[TextLine], headed: list[bool], shape: Shape) -> list[bool]:
    """Leave out runs of heading lines too long for a heading: emphasised passages and pull quotes."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and headed[end] and (end == at or _same_heading(lines[end - 1], lines[end], shape)):
            end += 1
        whole = " ".join(line.text for line in lines[at:end])
        same_size = end > at and lines[at].size <= shape.size * _LARGER
        if len(whole.split()) > _HEADING_WORDS and same_size:
            headed[at:end] = [False] * (end - at)
        at = max(end, at + 1)
    return headed


def _same_heading(before: TextLine, after: TextLine, shape: Shape) -> bool:
    if before.page != after.page or abs(before.size - after.size) > 0.3 or before.bold != after.bold:
        return False
    if before.region != after.region:
        return False
    return 0 < before.y - after.y < before.size * max(1.55, shape.leading * 1.25)


def _goes_on(kind: str, group: Sequence[TextLine], line: TextLine, shape: Shape) -> bool:
    before = group[-1]
    if kind in ("table", "contents"):
        return True
    if kind == "heading":
        return _same_heading(before, line, shape)
    return _same_paragraph(group, line, shape)


def _same_paragraph(group: Sequence[TextLine], line: TextLine, shape: Shape) -> bool:
    before = group[-1]
    last = without_marks(before.text)
    ended = ends_sentence(last)
    if _BULLET.match(line.text) or (_ITEM.match(line.text) and (ended or _ITEM.match(group[0].text))):
        return False
    if before.size < shape.size * 0.9 and line.size > before.size * 1.1:
        return False
    if before.region != line.region or line.y >= before.y:
        return _goes_on_elsewhere(before, line, ended, shape)
    if before.y - line.y > before.size * shape.leading * 1.35:
        return not ended and line.text[:1].islower() and before.y - line.y < before.size * shape.leading * 3
    step = line.indent - before.indent
    if step > _INDENT:
        return bool(_BULLET.match(group[0].text) or _ITEM.match(group[0].text)) and len(group) == 1
    if step < -_INDENT:
        return len(group) == 1 or not ended
    return not (ended and line.text[:1].isupper() and _is_short(before)) or shape.indents


def _is_short(line: TextLine) -> bool:
    return line.x1 < line.right - (line.right - line.left) * 0.3


def _goes_on_elsewhere(before: TextLine, line: TextLine, ended: bool, shape: Shape) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    if not ended:
        return not (line.text[:1].isupper() and _is_short(before) and line.indent > _INDENT)
    if shape.indents:
        return line.indent <= _INDENT and before.fills
    return before.fills and not _ITEM.match(line.text)


def _levels(firsts: Sequence[TextLine]) -> dict[tuple[float, bool], int]:
    """Return the level of each kind of heading: the larger the higher, bold before light."""
    kinds = sorted({(line.size, line.bold) for line in firsts}, reverse=True)
    return {kind: min(level, 6) for level, kind in enumerate(kinds, start=1)}


def _block(
    kind: str, group: Sequence[TextLine], shape: Shape, levels: dict[tuple[float, bool], int], vocabulary: Vocabulary
) -> Block:
    text, pages = flowed([(line.text, line.page) for line in group], vocabulary)
    if kind == "heading":
        long = len(text.split()) > _HEADING_WORDS or ends_sentence(without_marks(text))
        said = len(text.split()) > _PHRASE_WORDS and without_marks(text).rstrip("”’\"'").endswith(".")
        pull = (len(group) > 2 and long) or (len(group) == 2 and said)
        if pull:
            return Block("aside", text, aside="pull-quote", pages=pages)
        return Block("heading", text, level=levels[group[0].size, group[0].bold], pages=pages)
    if kind in ("table", "contents"):
        return Block("aside", text, aside=kind, pages=pages)
    bullet = _BULLET.match(text)
    if bullet and not text.startswith(("–", "—", "-")):
        text = text[bullet.end() :]
        pages = tuple((max(0, start - bullet.end()), page) for start, page in pages)
    small = group[0].size < shape.size * 0.94
    if small and _CAPTION.match(text):
        return Block("aside", text, aside="caption", pages=pages)
    return Block("paragraph", text, pages=pages)


def _is_biography(text: str) -> bool:
    """Tell whether `text` says who somebody is: a name, a verb, and a post or an institution."""
    said = _SAYS_WHO.match(text)
    return bool(said and person(said[1]) and is_affiliation(text) and len(text.split()) <= _LONGEST_BIOGRAPHY)


def _with_asides(found: Sequence[Block], apart: int) -> list[Block]:
    """Set captions apart, pull quotes, and at the end what the author or publisher states about the piece.

    From block `apart` on, type tells that the text of the piece is over.
    """
    out: list[Block] = []
    closing = len(found) - _CLOSING_BLOCKS
    for place, block in enumerate(found):
        if block.kind == "paragraph" and _CAPTION.match(block.text) and len(block.text) < 200:
            out.append(replace(block, kind="aside", aside="caption"))
        elif block.kind == "paragraph" and place >= closing and place > 0 and is_statement(block.text):
            out.append(replace(block, kind="aside", aside="disclaimer"))
        elif block.kind == "paragraph" and place >= apart and _is_biography(block.text):
            out.append(replace(block, kind="aside", aside="biography"))
        else:
            out.append(block)
    return out
