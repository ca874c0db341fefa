"""Citations inside text: source numbers, pages in brackets, or the memo's author, year and page.

`Citer` sets one slide or memo; it remembers what it cited, so that the source lines follow from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from briefer.citation.full import inner_marks
from briefer.citation.short import bare_place, merged_places, united_pages, volume_name
from briefer.citation.styles import in_text
from briefer.compose.shelf import Shelf
from briefer.model.deck import SourceLine
from briefer.model.statement import Citation, Mark, Span, SpanKind

Mode: TypeAlias = Literal["marks", "pages", "memo"]
_CITE = re.compile(r"\s*\[@([^\]\s][^\]]*)\]")
_ENDS = re.compile(r"(?<![A-Z.])(?<!\bal)(?<!\betc)\.$")
"""The full stop of a sentence: a bracket with pages goes before it."""
_MOVES_BEFORE_MARK = ".,;:!?”’)"


@dataclass(frozen=True, slots=True)
class Words:
    """Text of one kind; "" is plain."""

    text: str
    kind: SpanKind | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Cite:
    """A place in the text where passages are cited."""

    passages: tuple[str, ...]
    named: str = ""
    """Id of the essay whose author the words before have just named, when the words alone do not tell."""
    remark: str = ""
    """What stands in the bracket after the page ("India only")."""
    places: tuple[Citation, ...] = ()
    """Places of essays that are cited without a passage."""


Piece: TypeAlias = Words | Cite


@dataclass(frozen=True, slots=True)
class Setting:
    """Text with its spans, marks and citations."""

    text: str
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]
    citations: tuple[Citation, ...]
    counted: tuple[Citation, ...] = ()
    """What a cited proposition counts; no bracket or mark shows it."""


def in_quotes(words: str) -> list[Piece]:
    """Return words of a source in double quotation marks, the marks inside them single."""
    return [Words("“"), Words(inner_marks(words), "quoted"), Words("”")]


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield words and cites of a text with `[@passage]`, `[@one; @two]` or `[@prop/…]` (a count) in it."""
    at = 0
    for match in _CITE.finditer(text):
        if match.start() > at:
            yield Words(text[at : match.start()])
        yield Cite(tuple(cited_ids(match.group(1))))
        at = match.end()
    if at < len(text):
        yield Words(text[at:])


def cited_ids(bracket: str) -> list[str]:
    """Return the ids inside a cite bracket."""
    return [part.strip().removeprefix("@") for part in bracket.split(";") if part.strip()]


def all_cited(text: str) -> list[str]:
    """Return every passage id that a text cites, in order."""
    return [id for match in _CITE.finditer(text) for id in cited_ids(match.group(1))]


def without_cites(text: str) -> str:
    """Return a text as it is said aloud, its cites left out."""
    return _CITE.sub("", text)


def broken_cites(text: str) -> bool:
    """Tell whether a text holds the beginning of a cite that cites nothing."""
    empty = any(not cited_ids(match.group(1)) for match in _CITE.finditer(text))
    return empty or "[@" in without_cites(text)


def is_count(id: str) -> bool:
    """Tell whether a cited id is a proposition, whose positions are counted."""
    return id.startswith("prop/")


@lru_cache(maxsize=4096)
def naming(name: str) -> re.Pattern[str]:
    """Return what finds a short name as whole words, however its spaces are made."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")


class Citer:
    """Sets texts in one mode and collects their citations."""

    def __init__(self, shelf: Shelf, mode: Mode) -> None:
        self.shelf = shelf
        self.mode = mode
        self.cited: list[Citation] = []
        self.behind: list[Citation] = []
        """Places that no bracket or mark of the slide shows; the notes and the register name them."""

    @property
    def everything(self) -> tuple[Citation, ...]:
        """Return every place the slide rests on, those it shows first."""
        return (*self.cited, *self.behind)

    def set(self, pieces: Iterable[Piece]) -> Setting:
        """Return `pieces` as one text; marks go behind the punctuation that follows them."""
        text, spans, marks, citations, counted = "", list[Span](), list[Mark](), list[Citation](), list[Citation]()
        waiting: tuple[int, ...] = ()
        last = ""
        for piece in pieces:
            if isinstance(piece, Words):
                words = piece.text
                if waiting:
                    moved = len(words) - len(words.lstrip(_MOVES_BEFORE_MARK))
                    text += words[:moved]
                    marks.append(Mark(len(text), waiting))
                    words, waiting = words[moved:], ()
                if piece.kind and words:
                    spans.append(Span(len(text), len(text) + len(words), piece.kind))
                text += words
                continue
            counted += [c for id in piece.passages if is_count(id) for c in self.shelf.counted_on(id)]
            found = [*(self.shelf.citation(id) for id in piece.passages if not is_count(id)), *piece.places]
            citations += found
            spoken = piece.named or self._spoken_of(text) or last
            inside, numbers = self._places(found, spoken, last)
            last = found[-1].essay_id if found else last
            inside += [piece.remark] if piece.remark else []
            bracket = f"({(', ' if piece.remark else '; ').join(inside)})" if inside else ""
            if bracket:
                text = text.rstrip()
                stop = "." if _ENDS.search(text) else ""
                text = text.removesuffix(stop) + " "
                spans.append(Span(len(text), len(text) + len(bracket), "pages"))
                text += bracket + stop
            waiting = tuple(dict.fromkeys((*waiting, *numbers)))
        if waiting:
            marks.append(Mark(len(text), waiting))
        self.cited += citations
        return Setting(text, tuple(spans), tuple(marks), tuple(citations), tuple(counted))

    def _places(self, found: Sequence[Citation], spoken: str, last: str) -> tuple[list[str], tuple[int, ...]]:
        """Return what goes in the bracket, one text an essay, and the numbers that go in a mark."""
        groups: dict[str, list[Citation]] = {}
        for citation in found:
            groups.setdefault(citation.essay_id, []).append(citation)
        inside, numbers = list[str](), list[int]()
        for essay_id, citations in groups.items():
            if self.mode == "memo":
                inside.append(self._memo_place(essay_id, citations, spoken, last))
            elif self.mode == "pages" and self._paged(essay_id, citations):
                pages = merged_pages(citations)
                inside.append(pages if essay_id == spoken else f"{self.shelf.name(essay_id)} {pages}")
            else:
                numbers.append(self.shelf.number(essay_id))
        return inside, tuple(sorted(numbers))

    def _memo_place(self, essay_id: str, citations: Sequence[Citation], spoken: str, last: str) -> str:
        where = merged_places(citation.locator for citation in citations)
        if essay_id == spoken and essay_id == last:
            return where
        style = self.shelf.brief.citations.style
        if style == "chicago-notes":
            style = "short"
        if essay_id != spoken:
            return self.shelf.cite(essay_id, where, style)
        return in_text("", self.shelf.names[essay_id].year, where, style)

    def _paged(self, essay_id: str, citations: Sequence[Citation]) -> bool:
        return bool(self.shelf.volume_key(essay_id)) and all(citation.locator.page for citation in citations)

    def _spoken_of(self, before: str) -> str:
        """Return the id of the essay whose short name stands last in `before`."""
        best, found = -1, ""
        for essay in self.shelf.essays:
            for match in naming(self.shelf.name(essay.id)).finditer(before):
                if match.end() > best:
                    best, found = match.end(), essay.id
        return found

    def register_keys(self) -> list[str]:
        """Return the register keys that the text of this slide points to, in the register's order where it has one."""
        return sorted(dict.fromkeys(map(self._key, self.cited)), key=self.shelf.number)

    def source_lines(self) -> tuple[SourceLine, ...]:
        """Return every short source of the slide; a volume whose pages stand in brackets is named once."""
        lines = []
        for key in self.register_keys():
            places = tuple(dict.fromkeys(c for c in self.cited if self._key(c) == key))
            if key.startswith("volume:"):
                volume = volume_name(self.shelf.essay(places[0].essay_id).reference)
                lines.append(SourceLine(self.shelf.number(key), f"{volume}: all pages in brackets", places))
            else:
                mine = [c for c in self.cited if c.essay_id == key]
                where = merged_places(c.locator for c in mine)
                words = self.shelf.cite(key, where, self.shelf.brief.citations.style)
                old = ", may be overtaken" if any(self.shelf.overtaken(c) for c in mine) else ""
                lines.append(SourceLine(self.shelf.number(key), f"{words}{old}", places))
        return tuple(lines)

    def _key(self, citation: Citation) -> str:
        """Return the register key that the text points to where it cites `citation`."""
        merged = self.mode == "pages" and self._paged(citation.essay_id, [citation])
        return self.shelf.volume_key(citation.essay_id) if merged else citation.essay_id


def merged_pages(citations: Sequence[Citation]) -> str:
    """Return "36" or "28–30, 34" for the places of one essay."""
    paged = [c.locator.page for c in citations if c.locator.page and not c.locator.note]
    rest = [bare_place(c.locator) for c in citations if not c.locator.page or c.locator.note]
    return ", ".join([*united_pages(paged), *dict.fromkeys(rest)])
