"""Sentences of an essay: exact stretches of its body, paragraph by paragraph; the user may join and split them.

nupunkt proposes the boundaries and knows initials; repairs keep closing quotation marks with their sentence, hold
abbreviations and item numbers together, and part sentences after labels (Annex I) and run together by an ellipsis.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nupunkt import sent_spans

from briefer.mining.lexicon import words
from briefer.model.essay import Essay

_CLOSING = "”’»\"')]"
_OPENERS = r"“‘«\"'(\["
_WORDS_END = re.compile(rf"(?P<word>[a-zß-ÿ]{{3,}})\.[{re.escape(_CLOSING)}]*(?P<gap>\s+)(?=[{_OPENERS}]*[A-ZÀ-Ž])")
_ELLIPSIS = re.compile(rf"(?<=[a-zß-ÿ0-9,;])(?:…|\.\.\.)(?P<gap>)(?=[{_OPENERS}]?[A-ZÀ-Ž][a-zß-ÿ])")
_NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]|[•·▪–—-])\s*$")
_LABELLED = re.compile(
    r"\b(?:Annex|Appendix|Article|Chapter|Class|Figure|Grade|Group|Option|Part|Phase|Plan|Schedule|Section|"
    r"Table|Title|War|than) "
    rf"[A-Z]{{1,4}}\.(?P<gap>\s+)(?=[{_OPENERS}]*[A-ZÀ-Ž])"
)
_ITEM = re.compile(rf"(?P<word>\w+)[.!?;:][{re.escape(_CLOSING)}]*(?P<gap>\s+)\(?(?:\d{{1,3}}|[a-z])[.)]\s*$")
_LAST_WORD = re.compile(r"(?P<word>[A-Za-z][\w.]*)\.\s*$")
_NEXT_NAME = re.compile(r"[A-ZÀ-Ž]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `start:end` of the body, without the white space around it; `block` counts the blocks from 0."""

    start: int
    end: int
    block: int = 0


def sentences(essay: Essay, body: str) -> tuple[Sentence, ...]:
    """Return the sentences of all paragraphs and boxes in the order of the text; headings and other asides have none.

    Between two sentences of a paragraph stands nothing but white space. `essay.joins` and `essay.splits` hold.
    """
    blocks = sorted(
        {(p.start, p.end) for p in essay.paragraphs} | {(a.start, a.end) for a in essay.asides if a.kind == "box"}
    )
    found: list[Sentence] = []
    for number, (start, end) in enumerate(blocks):
        begins = {start + at for at in boundaries(body[start:end])}
        begins = (begins - set(essay.joins)) | {at for at in essay.splits if start < at < end}
        found += (Sentence(a, b, number) for a, b in _spans(body, start, end, begins))
    return tuple(found)


def boundaries(text: str) -> frozenset[int]:
    """Return where the second and later sentences of the paragraph `text` begin, as offsets."""
    proposed = {start for start, _ in sent_spans(text)} if text.strip() else set()
    ends = _ends_of_words(text) | {match.end() for match in _ELLIPSIS.finditer(text)}
    begins = {_before_item(text, _after_closing(text, at)) for at in proposed} | ends
    first = len(text) - len(text.lstrip())
    held: set[int] = set()
    last = first
    for at in sorted(begins):
        if first < at < len(text.rstrip()) and not _runs_on(text, last, at):
            held.add(at)
            last = at
    return frozenset(held)


def join(essay: Essay, at: int) -> Essay:
    """Return the essay without the sentence boundary at offset `at`."""
    if at in essay.splits:
        return replace(essay, splits=tuple(offset for offset in essay.splits if offset != at))
    return replace(essay, joins=tuple(sorted({*essay.joins, at})))


def split(essay: Essay, at: int) -> Essay:
    """Return the essay with a sentence that begins at offset `at`; undoes `join` there, and is undone by it."""
    if at in essay.joins:
        return replace(essay, joins=tuple(offset for offset in essay.joins if offset != at))
    return replace(essay, splits=tuple(sorted({*essay.splits, at})))


def sentence_at(found: tuple[Sentence, ...], offset: int) -> Sentence | None:
    """Return the sentence that holds code point `offset`; None between sentences and outside of them."""
    at = bisect_right([sentence.start for sentence in found], offset) - 1
    return found[at] if at >= 0 and offset < found[at].end else None


def _spans(body: str, start: int, end: int, begins: set[int]) -> Iterator[tuple[int, int]]:
    edges = [start, *sorted(at for at in begins if start < at < end), end]
    for a, b in itertools.pairwise(edges):
        text = body[a:b]
        if text.strip():
            yield a + len(text) - len(text.lstrip()), a + len(text.rstrip())


def _after_closing(text: str, at: int) -> int:
    """Return `at` moved behind closing marks that belong to the sentence before, and the white space after them."""
    if at and at < len(text) and text[at] in "”»)]" and not text[at - 1].isspace():
        while at < len(text) and text[at] in _CLOSING:
            at += 1
        while at < len(text) and text[at].isspace():
            at += 1
    return at


def _before_item(text: str, at: int) -> int:
    """Return `at` moved before the number of an item that would end up in the sentence before: … port. | 2. Close …"""
    item = _ITEM.search(text, max(0, at - 30), at)
    known = words("abbreviations", "inside") | words("abbreviations", "title")
    return item.end("gap") if item and item["word"] not in known else at


def _ends_of_words(text: str) -> set[int]:
    known = words("abbreviations", "inside") | words("abbreviations", "either")
    labelled = {m.end("gap") for m in _LABELLED.finditer(text)}
    return labelled | {m.end("gap") for m in _WORDS_END.finditer(text) if m["word"] not in known}


def _runs_on(text: str, start: int, at: int) -> bool:
    """Tell whether `text[start:at]` ends in something that ends no sentence."""
    before = text[start:at]
    if _NUMBER.fullmatch(before):
        return True
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    if word["word"] in words("abbreviations", "title"):
        return bool(_NEXT_NAME.match(text, at))
    return word["word"] in words("abbreviations", "inside")
