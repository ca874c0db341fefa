"""Headings and paragraphs of the running text, from lines that columns, pages and notes have torn apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefer.structure.draft import Block, flowed, untokened
from briefer.structure.hyphens import UNSPACED, Vocabulary
from briefer.structure.lines import Conventions, Gap, Line, begins_sentence, ends_sentence, full_width
from briefer.structure.tables import row, table_end

_BULLET = re.compile(r"[•▪●◦‣∙·○■□➢✓]\s*")
_ITEM = re.compile(r"(?:[-–—*+]|\(?[a-z]\)|\(?[ivx]{1,4}\)|\(?\d{1,2}[.)])\s+(?=\S)")
"""A sign or number before a list item, which may as well stand inside a sentence."""
_CAPTION = re.compile(
    r"(?:figure|fig\.|table|photo|image|chart|map|box)\s*\d*\s*[:.–—]|\((?:source|photo|image|credit)s?\s*:", re.I
)
_STATEMENT = re.compile(
    r"views expressed|personal opinion|not (?:necessarily )?(?:represent|reflect) the (?:views|opinions)|^disclaimer\b|"
    r"available for download|all rights reserved|^copyright\b|^©",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVXLC]{1,5}\.|[A-Z]\.)\s+(?=[^\W\d_a-z])")
"""The number before a heading or list item ("2.", "1.3", "IV.", "B.")."""
_PROSE = 80
_HEADING_WORDS = 16
_BROADEST = 150
_SMALL_WORDS = frozenset({"with", "from", "into", "than", "over", "upon", "between"})
_CLOSING_BLOCKS = 4


def is_statement(text: str) -> bool:
    """Tell whether `text` is what author or publisher states about a piece: a disclaimer, a notice of rights."""
    return len(text.split()) <= 80 and bool(_STATEMENT.search(text))


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of running text with its page and its place in the file, so that gaps left by notes show."""

    line: Line
    page: int
    place: int


def blocks(placed: Sequence[Placed], conventions: Conventions, vocabulary: Vocabulary) -> list[Block]:
    """Return headings, paragraphs and asides of running text in order."""
    shape = _Shape(conventions, full_width([one.line.text for one in placed]) if conventions.wrapped else 0)
    out: list[Block] = []
    run: list[Placed] = []
    lines = [one.line for one in placed]
    at = 0
    while at < len(placed):
        table = table_end(lines, at)
        if table:
            out += [_block("paragraph", run, vocabulary)] if run else []
            rows = (row(line.text) for line in lines[at:table])
            out.append(Block("aside", "\n".join(filter(None, rows)), aside="table", pages=((0, placed[at].page),)))
            run, at = [], table
            continue
        end = _heading_end(placed, at, shape)
        if run and not (end and _may_interrupt(run[-1], placed[at], shape)) and _continues(run[-1], placed[at], shape):
            run.append(placed[at])
            at += 1
            continue
        if run:
            out.append(_block("paragraph", run, vocabulary))
        if end:
            out.append(_block("heading", placed[at:end], vocabulary))
            run, at = [], end
        else:
            run, at = [placed[at]], at + 1
    if run:
        out.append(_block("paragraph", run, vocabulary))
    return _with_asides(out)


@dataclass(frozen=True, slots=True)
class _Shape:
    conventions: Conventions
    width: int


def _block(kind: str, run: Sequence[Placed], vocabulary: Vocabulary) -> Block:
    text, pages = flowed([(one.line.text, one.page) for one in run], vocabulary)
    if kind == "heading":
        return Block("heading", re.sub(r"\s+([:;,?!])", r"\1", text) if not pages[1:] else text, pages=pages)
    bullet = _BULLET.match(text)
    if bullet and bullet.end() < len(text):
        text = text[bullet.end() :]
        pages = tuple((max(0, start - bullet.end()), page) for start, page in pages)
    return Block("paragraph", text, pages=pages)


def _continues(before: Placed, after: Placed, shape: _Shape) -> bool:
    """Tell whether a paragraph goes on from one line to the next."""
    last, line = before.line.text, after.line
    torn = after.place - before.place > 1 or after.page != before.page
    ended, lower = ends_sentence(last), line.text[0].islower()
    if _BULLET.match(line.text) or (_ITEM.match(line.text) and (ended or last.endswith(";"))):
        return False
    if line.gap is Gap.NONE and not torn:
        return shape.width > 0 and not _ends_paragraph(last, line, shape)
    if line.blanks > 3 and not torn:
        return False
    if last.endswith(("-", ",", "\u00ad")) or (lower and not (ended and not torn)):
        return True
    if line.gap is Gap.PARAGRAPH or not shape.width:
        return False
    if ended:
        return torn and line.blanks == 0 and len(last) >= shape.width * 0.8
    return torn or shape.conventions.two_blanks or len(last) >= shape.width * 0.8


def _may_interrupt(before: Placed, after: Placed, shape: _Shape) -> bool:
    """Tell whether a heading may follow a full line: where no blank lines show it, after the end of a sentence."""
    return not shape.conventions.spaced and shape.width > 0 and not after.line.gap and ends_sentence(before.line.text)


def _ends_paragraph(last: str, line: Line, shape: _Shape) -> bool:
    """Tell whether a paragraph ends inside a block: its last line is short, or the next one is indented."""
    if not begins_sentence(line.text) or not ends_sentence(last):
        return False
    indented = line.indent > 1 and not shape.conventions.spaced
    return indented or len(last) < shape.width * (0.62 if shape.conventions.spaced else 0.8)


def _heading_end(placed: Sequence[Placed], at: int, shape: _Shape) -> int | None:
    """Return where the heading that begins at `at` ends, None when no heading begins there."""
    spaced = shape.conventions.spaced and shape.conventions.wrapped
    if at and spaced and not placed[at].line.gap and placed[at].place - placed[at - 1].place == 1:
        return None
    end = at + 1
    while end < len(placed) and end - at < 3 and _same_run(placed, end, shape):
        end += 1
    if end >= len(placed):
        return None
    torn = placed[end].place - placed[end - 1].place > 1
    if spaced and not placed[end].line.gap and not (torn and _ends_short(placed[end - 1].line.text, shape)):
        return None
    texts, after = [one.line.text for one in placed[at:end]], placed[end].line
    if not _reads_as_heading(texts, shape) or not begins_sentence(after.text):
        return None
    listed = _ENUMERATED.match(texts[0]) and _ENUMERATED.match(after.text)
    bare = not shape.conventions.wrapped and not after.gap and _breadth(after.text) < _PROSE
    return None if listed or bare else end


def _ends_short(text: str, shape: _Shape) -> bool:
    """Tell whether a line that notes or a page end part from the next one is no line of a paragraph that goes on."""
    return len(text) < shape.width * 0.75 and not ends_sentence(text.rstrip("?"))


def _breadth(text: str) -> int:
    """Return the length of `text`; a Chinese or Japanese character counts for three letters."""
    return len(text) + 2 * len(UNSPACED.findall(text))


def _same_run(placed: Sequence[Placed], at: int, shape: _Shape) -> bool:
    before, after = placed[at - 1], placed[at]
    if after.line.gap or after.place - before.place > 1 or not shape.width:
        return False
    return shape.conventions.spaced or (
        len(before.line.text) >= shape.width * 0.6 and len(after.line.text) < shape.width * 0.75
    )


def _reads_as_heading(texts: Sequence[str], shape: _Shape) -> bool:
    whole = _ENUMERATED.sub("", untokened(" ".join(texts)))
    item = _ITEM.match(whole)
    if (
        not whole
        or (item and whole[item.end()].islower())
        or len(whole.split()) > _HEADING_WORDS
        or _breadth(whole) > _BROADEST
        or not begins_sentence(whole)
        or whole[0] in "[…"
        or _BULLET.match(whole)
    ):
        return False
    if re.search(r"[,;،、；。：]$|\.[”’\"]?\s*\d{0,3}$|[.,;]\s*[⁰¹²³⁴-⁹]+$|…$", whole) or re.search(
        r"[.?!]\s+[A-Z]|[。！？؟]\s*\w", whole
    ):
        return False
    if re.search(r"[”\"]\s*\d{0,3}$", whole) and (len(texts) > 1 or whole[0] in '“"'):
        return False
    if not re.search(r"[^\W\d_]{2}", whole) or _CAPTION.match(whole):
        return False
    if whole.endswith(":") and not _is_in_title_case(whole):
        return False
    if len(texts) > 1 and not shape.conventions.spaced and whole.endswith(("?", "!")):
        return False
    if not shape.width:
        return True
    limit = 0.93 if shape.conventions.spaced else 0.75
    return len(texts[-1]) < shape.width * limit


def _is_in_title_case(text: str) -> bool:
    """Tell whether every longer word begins with a capital: what announces a list or a quotation is written as a sentence."""
    words = [word for word in re.findall(r"[^\W\d_]{4,}", text) if word not in _SMALL_WORDS]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _with_asides(found: Sequence[Block]) -> list[Block]:
    """Set captions apart, and at the end of the piece what the author or publisher states about it."""
    out: list[Block] = []
    closing = len(found) - _CLOSING_BLOCKS
    for place, block in enumerate(found):
        short = block.kind == "paragraph" and len(block.text.split()) <= 80
        if short and _CAPTION.match(block.text) and len(block.text) < 200:
            out.append(replace(block, kind="aside", aside="caption"))
        elif short and place >= closing and place > 0 and is_statement(block.text):
            out.append(replace(block, kind="aside", aside="disclaimer"))
        else:
            out.append(block)
    return out
