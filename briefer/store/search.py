"""Full-text search over bodies, their footnotes and over everything the analyst kept."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from briefer.model.essay import Essay, Locator
from briefer.model.evidence import Passage
from briefer.model.library import Library
from briefer.model.text import canonical, spelled_out
from briefer.store.catalogue import Catalogue, Document, Facets, HitKind, Predicate, Source
from briefer.store.query import All, Any, Field, Near, Node, Not, Query, Text, parse
from briefer.store.snippets import Span, finder, plain_words, snippet, spans_of, windows

_PER_BODY = 3
_RANKED = 1_000
"""So many places of each index are ranked at most; where more match, every word is so common that ranks say nothing."""
_FEW = 3
_CACHE = 32 * 1024
"""KiB of pages a connection that searches keeps at most; the same lists of words are read again and again."""
_INDEX: dict[Source, str] = {"bodies": "body_words", "entries": "entry_words"}
_WEIGHTS: dict[Source, str] = {"bodies": "bm25(1.0)", "entries": "bm25(2.0, 4.0, 8.0, 1.0)"}
"""Of text; of wording, quote, heading and note."""
_COLUMNS: dict[Source, tuple[str, ...]] = {"bodies": ("text",), "entries": ("wording", "quote", "heading", "note")}


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that has what was asked for; `start` is the place in the body, -1 where that is not known.

    `score` is higher for better matches of one kind of source; bodies and entries are not compared by it.
    """

    kind: HitKind
    id: str
    essay_id: str
    place: Locator
    start: int
    snippet: str
    found: tuple[Span, ...]
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits, what the analyst kept first, then bodies; `remark` is one sentence when there is nothing or more.

    `total` and `facets` count every text and entry that matches, also those not shown. `suggestion` is a query with
    another spelling when this one finds little, else "".
    """

    query: str
    hits: tuple[Hit, ...]
    remark: str = ""
    total: int = 0
    facets: Facets = field(default_factory=dict)
    suggestion: str = ""


class Searcher:
    """Searches through one connection; what it learnt of the library is kept until library or file change."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._catalogue: Catalogue | None = None
        self._state: tuple[int, int] = (-1, -1)

    def search(self, library: Library, typed: str, limit: int = 50) -> SearchResult:
        """Return at most `limit` hits for `typed`, half of them bodies when there are that many.

        Raises QueryError with one sentence when the query cannot be read.
        """
        query = parse(typed)
        asked = _Asked(self._connection, self._known(library), query)
        found = {source: asked.matching(source) for source in _INDEX}
        kept = asked.ranked("entries", found["entries"], limit + 1)
        bodies = asked.ranked("bodies", found["bodies"], limit + 1)
        total = len(found["entries"]) + len(found["bodies"])
        places = list(islice((hit for body in bodies for hit in asked.body_hits(*body)), limit + 1))
        room = max(limit - len(places), limit // 2)
        entries = [asked.entry_hit(document, score) for document, score in kept[:room]]
        hits = (*entries, *places[: limit - len(entries)])
        more = len(hits) < len(kept) + len(places)
        suggestion = self._suggestion(query, typed) if total < _FEW else ""
        remark = _remark(query, typed, library, suggestion) if not hits else _more(len(hits), more)
        return SearchResult(typed, hits, remark, total, asked.catalogue.facets(**found), suggestion)

    def _known(self, library: Library) -> Catalogue:
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        state = (int(version), self._connection.total_changes)
        if self._catalogue is None or self._catalogue.library is not library or self._state != state:
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            self._catalogue, self._state = Catalogue(self._connection, library), state
        return self._catalogue

    def _suggestion(self, query: Query, typed: str) -> str:
        """Return `typed` with every word that the library does not have in its likeliest spelling, "" when none is."""
        changed = typed
        for text in query.texts:
            word = plain_words(text.text)
            if text.prefix or not re.fullmatch(r"[^\W\d_]{4,}", word) or self._has(word):
                continue
            if spelling := self._spelling(word):
                changed = re.sub(rf"\b{re.escape(text.text)}\b", lambda _, new=spelling: new, changed)  # type: ignore[misc]
        return changed if changed != typed else ""

    def _has(self, word: str) -> bool:
        query = "SELECT 1 FROM {} WHERE {} MATCH ? LIMIT 1"
        tables = _INDEX.values()
        return any(self._connection.execute(query.format(t, t), (_quoted(Text(word)),)).fetchone() for t in tables)

    def _spelling(self, word: str) -> str:
        """Return the word of the index most like `word`, the more frequent of equals; one wrong letter in four."""
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        starts = sorted({word[:2], word[1] + word[0], word[0] + word[2]})
        for source, index in _INDEX.items():
            made = f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{source}_terms USING fts5vocab(main, {index}, row)"
            self._connection.execute(made)
            query = f"SELECT term, doc FROM temp.{source}_terms WHERE term >= ? AND term < ?"  # noqa: S608
            known = {
                str(term): int(count)
                for start in starts
                for term, count in self._connection.execute(query, (start, start + "\U0010ffff"))
            }
            most = max(1, len(word) // 4)
            scored = process.extract(
                word, list(known), scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=None, processor=None
            )
            if scored:
                return min((distance, -known[term], term) for term, distance, _ in scored)[2]
        return ""


@dataclass(slots=True)
class _Asked:
    """One query on its way through the indexes."""

    connection: sqlite3.Connection
    catalogue: Catalogue
    query: Query
    _predicates: dict[Field, Predicate] = field(default_factory=dict)
    _numbers: dict[tuple[Source, Node], set[int]] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        self._pattern = finder(self.query.texts)

    def matching(self, source: Source) -> list[int]:
        """Return the numbers of what matches in `source`, ascending."""
        if self.query.columns and not set(self.query.columns) & set(_COLUMNS[source]):
            return []
        known = self.catalogue.documents[source]
        expression, rest = self._split(source)
        numbers = list(filter(known.__contains__, self._matched(source, expression) if expression else known))
        for node in rest:
            numbers = [number for number in numbers if self._holds(source, node, known[number])]
        return numbers

    def ranked(self, source: Source, numbers: list[int], most: int) -> list[tuple[Document, float]]:
        """Return the best `most` with their scores; equals keep shelf order, kind and id."""
        expression, _ = self._split(source)
        scores = self._scores(source, expression, numbers[:_RANKED]) if expression else {}
        order, known = self.catalogue.order, self.catalogue.documents[source]
        listed = sorted(
            ((known[number], scores.get(number, 0.0)) for number in numbers[:_RANKED]),
            key=lambda pair: (-pair[1], order.get(pair[0].essay_id, 0), pair[0].kind, pair[0].id),
        )
        return listed[:most]

    def entry_hit(self, document: Document, score: float) -> Hit:
        """Return the hit for an entry, with the words of the column that has most of what was asked for."""
        row = self.connection.execute(
            "SELECT wording, quote, heading, note FROM entries WHERE number = ?", (document.number,)
        ).fetchone()
        texts = [text for text in row or () if text]
        found = {text: spans_of(text, self._pattern) for text in texts}
        text = max(texts, key=lambda text: len(found[text]), default="")
        start, end = windows(text, found.get(text, ()), 1)[0]
        place, at = self._place(document)
        words, spans = snippet(text, start, end, found.get(text, ()))
        return Hit(document.kind, document.id, document.essay_id, place, at, words, spans, score)

    def body_hits(self, document: Document, score: float) -> Iterator[Hit]:
        """Yield a hit for each of the few best places of a body."""
        row = self.connection.execute("SELECT text FROM bodies WHERE number = ?", (document.number,)).fetchone()
        text = str(row[0])
        found = spans_of(text, self._pattern)
        for start, end in windows(text, found, _PER_BODY):
            words, spans = snippet(text, start, end, found)
            at = start + spans[0].start if spans else start
            for essay in filter(None, (self.catalogue.library.get(Essay, id) for id in document.essays)):
                yield Hit("body", essay.id, essay.id, essay.locator(at, at + 1), at, words, spans, score)

    def _place(self, document: Document) -> tuple[Locator, int]:
        if document.kind == "passage":
            passage = self.catalogue.library.get(Passage, document.id)
            if passage:
                return self.catalogue.library.locator(passage), passage.anchor.start if passage.anchor else -1
        essay = self._essay(document) if document.kind == "note" else None
        if essay:
            at = int(document.id.rpartition("#n")[2]) - 1
            for note in essay.footnotes[at : at + 1]:
                page = essay.page_at(note.mark_at) if note.mark_at is not None else ""
                return Locator(page=page, note=note.label), -1 if note.mark_at is None else note.mark_at
        return Locator(), -1

    def _essay(self, document: Document) -> Essay | None:
        return self.catalogue.library.get(Essay, document.essay_id)

    def _split(self, source: Source) -> tuple[str, list[Node]]:
        """Return what the index answers by itself, as FTS5 reads it, and what is asked of each document after that."""
        nodes = self.query.node.nodes
        wanted = [node for node in nodes if not isinstance(node, Not) and _expression(node)]
        if not wanted:
            return "", list(nodes)
        unwanted = [node for node in nodes if isinstance(node, Not) and _expression(node.node)]
        text = All((*wanted, *unwanted))
        return self._within(source, _expression(text)), [n for n in nodes if n not in wanted and n not in unwanted]

    def _within(self, source: Source, expression: str) -> str:
        columns = [column for column in self.query.columns if column in _COLUMNS[source]]
        return f"{{{' '.join(columns)}}} : ({expression})" if columns else expression

    def _matched(self, source: Source, expression: str) -> list[int]:
        index = _INDEX[source]
        query = f"SELECT json_group_array(rowid) FROM {index} WHERE {index} MATCH ?"  # noqa: S608
        numbers: list[int] = json.loads(self.connection.execute(query, (expression,)).fetchone()[0])
        return numbers

    def _scores(self, source: Source, expression: str, numbers: list[int]) -> dict[int, float]:
        """Return the scores of the ascending `numbers`."""
        index = _INDEX[source]
        query = (
            f"SELECT rowid, -rank FROM {index} WHERE {index} MATCH ? AND rank MATCH ? "  # noqa: S608
            "AND rowid <= ? AND +rowid IN (SELECT value FROM json_each(?))"
        )
        values = (expression, _WEIGHTS[source], max(numbers, default=0), json.dumps(numbers))
        return dict(self.connection.execute(query, values).fetchall())

    def _holds(self, source: Source, node: Node, document: Document) -> bool:
        match node:
            case Field():
                if node not in self._predicates:
                    self._predicates[node] = self.catalogue.predicate(node)
                return self._predicates[node](document)
            case Not(inner):
                return not self._holds(source, inner, document)
            case All(nodes):
                return all(self._holds(source, part, document) for part in nodes)
            case Any(nodes):
                return any(self._holds(source, part, document) for part in nodes)
        if (source, node) not in self._numbers:
            self._numbers[source, node] = set(self._matched(source, self._within(source, _expression(node))))
        return document.number in self._numbers[source, node]


def _expression(node: Node) -> str:
    """Return `node` as FTS5 reads it, "" when the index alone cannot answer it."""
    match node:
        case Text():
            return _quoted(node)
        case Near(texts, distance):
            return f"NEAR({' '.join(map(_quoted, texts))}, {distance})"
        case Any(nodes):
            parts = [_expression(part) for part in nodes]
            return f"({' OR '.join(parts)})" if all(parts) else ""
        case All(nodes):
            wanted = [_expression(part) for part in nodes if not isinstance(part, Not)]
            unwanted = [_expression(part.node) for part in nodes if isinstance(part, Not)]
            if not wanted or not all((*wanted, *unwanted)):
                return ""
            joined = " AND ".join(wanted)
            return " NOT ".join([f"({joined})", *unwanted]) if unwanted else f"({joined})"
    return ""


def _quoted(text: Text) -> str:
    """Return a text as FTS5 reads it; quoted, nothing in it can be syntax."""
    plain = spelled_out(text.text).replace('"', '""')
    return f'"{plain}"{"*" if text.prefix else ""}'


def _remark(query: Query, typed: str, library: Library, suggestion: str) -> str:
    essays = len(library.all(Essay))
    tried = f"Nothing in {essays} {'text' if essays == 1 else 'texts'} has “{' '.join(canonical(typed).split())}”."
    texts = query.texts
    if suggestion:
        return tried
    if len(query.node.nodes) > 1:
        return f"{tried} All words must stand in one place; try fewer of them."
    if texts and " " in texts[0].text:
        return f"{tried} Without the quotation marks its words may stand apart."
    return f"{tried} End the word in * to find longer forms." if len(texts) == 1 and not texts[0].prefix else tried


def _more(shown: int, more: bool) -> str:
    return f"Only the first {shown} places are shown." if more else ""
