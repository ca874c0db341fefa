"""Full-text search over bodies and over everything the analyst kept."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

from briefer.model.essay import Essay, Locator
from briefer.model.evidence import Passage
from briefer.model.library import Library
from briefer.model.text import canonical

HitKind: TypeAlias = Literal["body", "essay", "theme", "passage", "proposition", "position", "recommendation"]

OPEN, CLOSE = "\x02", "\x03"
"""Marks around found words on their way out of SQLite; canonical text cannot hold them."""
_PER_BODY = 3
_WINDOW = 160
_TERM = re.compile(r'"([^"]*)"(\*?)|(\S+)')


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or words that must stand together; `prefix` matches how a word begins. `field` is kept for later."""

    text: str
    prefix: bool = False
    field: str = ""

    @property
    def expression(self) -> str:
        """Return the term as FTS5 reads it; quoted, nothing in it can be syntax."""
        quoted = self.text.replace('"', '""')
        return f'"{quoted}"{"*" if self.prefix else ""}'


@dataclass(frozen=True, slots=True)
class Span:
    """Found words at `start:end` of a snippet."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that has all the words; `start` is the place in the body, -1 where that is not known."""

    kind: HitKind
    id: str
    essay_id: str
    place: Locator
    start: int
    snippet: str
    found: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits, what the analyst kept first, then bodies; `remark` is one sentence when there is nothing or more."""

    query: str
    hits: tuple[Hit, ...]
    remark: str = ""


def terms_of(query: str) -> tuple[Term, ...]:
    """Return what `query` asks for: words, "exact phrases" and beginnings* of words, all of which must be there."""
    found = []
    for match in _TERM.finditer(canonical(query)):
        phrase, star, word = match.groups()
        text = phrase if word is None else word.rstrip("*").replace('"', " ")
        if any(unicodedata.category(letter)[0] in "LN" for letter in text):
            found.append(Term(text.strip(), prefix=bool(star) if word is None else word.endswith("*")))
    return tuple(found)


def search(connection: sqlite3.Connection, library: Library, query: str, limit: int = 50) -> SearchResult:
    """Return at most `limit` hits for `query`; half of them are kept for bodies when there are that many."""
    terms = terms_of(query)
    if not terms:
        return SearchResult(query, (), "Give at least one word or number to search for.")
    expression = " AND ".join(term.expression for term in terms)
    kept = list(_entries(connection, library, expression, limit + 1))
    bodies = list(islice(_bodies(connection, library, expression, limit + 1), limit + 1))
    room = max(limit - len(bodies), limit // 2)
    hits = (*kept[:room], *bodies[: limit - min(len(kept), room)])
    return SearchResult(query, hits, _remark(query, terms, library, len(hits), len(kept) + len(bodies)))


def _remark(query: str, terms: tuple[Term, ...], library: Library, shown: int, all: int) -> str:
    if not shown:
        essays = len(library.all(Essay))
        tried = f"Nothing in {essays} {'text' if essays == 1 else 'texts'} has “{' '.join(canonical(query).split())}”."
        if len(terms) > 1:
            return f"{tried} All words must stand in one place; try fewer of them."
        if " " in terms[0].text:
            return f"{tried} Without the quotation marks its words may stand apart."
        return tried if terms[0].prefix else f"{tried} End the word in * to find longer forms."
    return f"Only the first {shown} places are shown." if all > shown else ""


def _ranked(connection: sqlite3.Connection, words: str, expression: str, limit: int) -> dict[int, int]:
    """Return the best rows of one index with their rank; what is shown of them is worked out for these only."""
    query = f"SELECT rowid FROM {words} WHERE {words} MATCH ? ORDER BY rank LIMIT ?"  # noqa: S608
    return {row[0]: rank for rank, row in enumerate(connection.execute(query, (expression, limit)))}


def _entries(connection: sqlite3.Connection, library: Library, expression: str, limit: int) -> Iterator[Hit]:
    shown = (
        "SELECT entries.number, entries.kind, entries.id, entries.essay_id, snippet(entry_words, -1, ?, ?, '…', 24) "
        "FROM entry_words CROSS JOIN entries ON entries.number = entry_words.rowid "
        "WHERE entry_words MATCH ? AND +entry_words.rowid IN (SELECT value FROM json_each(?))"
    )
    ranks = _ranked(connection, "entry_words", expression, limit)
    rows = connection.execute(shown, (OPEN, CLOSE, expression, json.dumps(list(ranks)))).fetchall()
    for _, kind, id, essay_id, marked in sorted(rows, key=lambda row: ranks[row[0]]):
        passage = library.get(Passage, id) if kind == "passage" else None
        place = library.locator(passage) if passage else Locator()
        start = passage.anchor.start if passage and passage.anchor else -1
        yield Hit(kind, id, essay_id, place, start, *_unmarked(" ".join(marked.split())))


def _bodies(connection: sqlite3.Connection, library: Library, expression: str, limit: int) -> Iterator[Hit]:
    shown = (
        "SELECT bodies.number, essays.id, highlight(body_words, 0, ?, ?) FROM body_words "
        "CROSS JOIN bodies ON bodies.number = body_words.rowid CROSS JOIN essays ON essays.body_sha256 = bodies.sha256 "
        "WHERE body_words MATCH ? AND +body_words.rowid IN (SELECT value FROM json_each(?))"
    )
    ranks = _ranked(connection, "body_words", expression, limit)
    rows = connection.execute(shown, (OPEN, CLOSE, expression, json.dumps(list(ranks)))).fetchall()
    for _, id, marked in sorted(rows, key=lambda row: (ranks[row[0]], row[1])):
        essay = library.get(Essay, id)
        if essay is not None:
            yield from _body_hits(essay, *_unmarked(marked))


def _body_hits(essay: Essay, text: str, found: tuple[Span, ...]) -> Iterator[Hit]:
    for start, end in _windows(text, found):
        inside = [span for span in found if start <= span.start and span.end <= end]
        snippet = text[start:end].replace("\n", " ")
        spans = tuple(Span(span.start - start, span.end - start) for span in inside)
        place = essay.locator(inside[0].start, inside[0].end)
        yield Hit("body", essay.id, essay.id, place, inside[0].start, snippet, spans)


def _windows(text: str, found: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Return the stretches around found words, those with most different words first, cut at white space."""
    groups: list[list[Span]] = []
    for span in found:
        if groups and span.end - groups[-1][0].start <= _WINDOW:
            groups[-1].append(span)
        else:
            groups.append([span])
    told = [({text[span.start : span.end].casefold() for span in group}, group) for group in groups]
    best = sorted(told, key=lambda pair: (-len(pair[0]), pair[1][0].start))[:_PER_BODY]
    return [_cut(text, group[0].start, group[-1].end) for _, group in best]


def _cut(text: str, first: int, last: int) -> tuple[int, int]:
    spare = max(0, _WINDOW - (last - first)) // 2
    start, end = max(0, first - spare), min(len(text), last + spare)
    before, after = re.search(r"\s", text[start:first]), re.search(r"\s\S*\Z", text[last:end])
    if start and before:
        start += before.end()
    if end < len(text) and after:
        end = last + after.start()
    return start, end


def _unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Return the text without marks, and where the marked words are in it."""
    pieces = re.split(f"{OPEN}([^{CLOSE}]*){CLOSE}", marked)
    spans, at = [], 0
    for place, piece in enumerate(pieces):
        if place % 2:
            spans.append(Span(at, at + len(piece)))
        at += len(piece)
    return "".join(pieces), tuple(spans)
