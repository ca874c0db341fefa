"""What the search index knows by number: of which kind, by whom, from when, on which themes. Facets and fields."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from typing import Literal, TypeAlias, get_args

from briefer.model.codec import no_collection
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Recommendation, Theme
from briefer.model.library import Library
from briefer.specs.validate import nearest
from briefer.store.query import UNDATED, Field, QueryError
from briefer.store.snippets import plain_words

HitKind: TypeAlias = Literal["body", "essay", "theme", "passage", "note", "proposition", "position", "recommendation"]
Facets: TypeAlias = dict[str, tuple[tuple[str, int], ...]]
Source: TypeAlias = Literal["bodies", "entries"]
Predicate: TypeAlias = Callable[["Document"], bool]

_KINDS: tuple[HitKind, ...] = get_args(HitKind)
_VALUES = 20
"""Of each facet the most frequent so many values are told."""
_Row: TypeAlias = tuple[int, HitKind, str, str, tuple[str, ...], tuple[str, ...]]
"""Number, kind, id, essay shown, essays, themes."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found; `essays` are those it belongs to, of which `essay_id` is shown with it.

    Equal `shelf` means equal essays, equal `topic` equal themes, so that they are counted fast.
    """

    kind: HitKind
    id: str
    essay_id: str
    essays: tuple[str, ...]
    themes: tuple[str, ...]
    number: int
    shelf: int
    topic: int


class Catalogue:
    """The documents of one snapshot, bodies and entries, each under its number in the index."""

    def __init__(self, connection: sqlite3.Connection, library: Library) -> None:
        self.library = library
        self._shelves: dict[tuple[str, ...], int] = {}
        self._topics: dict[tuple[str, ...], int] = {}
        with no_collection():
            self.documents: dict[Source, dict[int, Document]] = {
                "bodies": self._numbered(_bodies(connection, library)),
                "entries": self._numbered(_entries(connection, library)),
            }
            self._told = {source: _columns(known) for source, known in self.documents.items()}
        self._people = [self._printed(ids) for ids in self._shelves]
        self._subjects = list(self._topics)
        self.order = {essay.id: essay.order for essay in library.all(Essay)}
        self._names: dict[str, tuple[str, ...]] = {}
        self._titles: dict[str, tuple[str, ...]] = {}

    def facets(self, bodies: Sequence[int], entries: Sequence[int]) -> Facets:
        """Count what stands under these numbers by author, theme, year and kind, the most frequent first."""
        authors: dict[str, int] = {}
        years: dict[str, int] = {}
        themes: dict[str, int] = {}
        shelves, topics, kinds = (
            Counter(chain(map(body.__getitem__, bodies), map(entry.__getitem__, entries)))
            for body, entry in zip(self._told["bodies"], self._told["entries"], strict=True)
        )
        for shelf, count in shelves.items():
            printed, dated = self._people[shelf]
            for name in printed:
                authors[name] = authors.get(name, 0) + count
            for year in dated:
                years[year] = years.get(year, 0) + count
        for topic, count in topics.items():
            for id in self._subjects[topic]:
                themes[id] = themes.get(id, 0) + count
        told: dict[str, dict[str, int]] = {
            "author": authors,
            "theme": themes,
            "year": years,
            "kind": {_KINDS[at]: n for at, n in kinds.items()},
        }
        return {
            name: tuple(nsmallest(_VALUES, counts.items(), key=lambda pair: (-pair[1], pair[0])))
            for name, counts in told.items()
        }

    def _numbered(self, found: Iterator[_Row]) -> dict[int, Document]:
        return {
            number: Document(
                kind,
                id,
                essay_id,
                essays,
                themes,
                number,
                self._shelves.setdefault(essays, len(self._shelves)),
                self._topics.setdefault(themes, len(self._topics)),
            )
            for number, kind, id, essay_id, essays, themes in found
        }

    def _printed(self, ids: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the authors and the years of some essays, each once."""
        works = [essay.reference for essay in (self.library.get(Essay, id) for id in ids) if essay]
        authors = dict.fromkeys(name.full for work in works for name in work.authors)
        return tuple(authors), tuple(dict.fromkeys(work.year for work in works))

    def predicate(self, field: Field) -> Predicate:
        """Return what tells whether a document has `field`; raises QueryError when the library has no such theme."""
        match field.name:
            case "kind":
                kinds = {"essay", "body"} if field.value == "essay" else {field.value}
                return lambda document: document.kind in kinds
            case "theme":
                theme = self._theme(field.value)
                return lambda document: theme in document.themes
            case "doubtful":
                wanted = field.value == "yes"
                return lambda document: self._is_doubtful(document) is wanted
        essays = {essay.id for essay in self.library.all(Essay) if self._has(essay, field)}
        return lambda document: not essays.isdisjoint(document.essays)

    def _has(self, essay: Essay, field: Field) -> bool:
        match field.name:
            case "author":
                return _named(field.value, self._author_words(essay))
            case "title":
                if essay.id not in self._titles:
                    self._titles[essay.id] = _words(essay.reference.title)
                return _named(field.value, self._titles[essay.id])
            case "year":
                year, (first, last) = essay.reference.year, field.years
                return first <= int(year) <= last if year.isdigit() else field.years == UNDATED
            case "reading":
                return essay.reading == field.value
        return essay.id == field.value

    def _author_words(self, essay: Essay) -> tuple[str, ...]:
        if essay.id not in self._names:
            self._names[essay.id] = _words(" ".join(name.full for name in essay.reference.authors))
        return self._names[essay.id]

    def _theme(self, value: str) -> str:
        themes = self.library.all(Theme)
        wanted = plain_words(value)
        for theme in themes:
            if wanted in (plain_words(theme.id), plain_words(theme.label)):
                return theme.id
        offer = nearest(value, [name for theme in themes for name in (theme.id, theme.label)]) or "."
        raise QueryError(f"The library has no theme “{value}”{offer}")

    def _is_doubtful(self, document: Document) -> bool:
        passage = self.library.get(Passage, document.id) if document.kind == "passage" else None
        return passage is not None and passage.doubtful


def _bodies(connection: sqlite3.Connection, library: Library) -> Iterator[_Row]:
    """Yield the bodies; one that several essays share belongs to them all."""
    sharing: dict[int, list[Essay]] = {}
    query = (
        "SELECT bodies.number, essays.id FROM essays JOIN bodies ON bodies.sha256 = essays.body_sha256 ORDER BY 1, 2"
    )
    for number, id in connection.execute(query):
        if essay := library.get(Essay, id):
            sharing.setdefault(number, []).append(essay)
    for number, essays in sharing.items():
        first, ids = essays[0].id, tuple(essay.id for essay in essays)
        yield number, "body", first, first, ids, tuple(dict.fromkeys(theme for e in essays for theme in e.themes))


def _entries(connection: sqlite3.Connection, library: Library) -> Iterator[_Row]:
    of_essay: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        essay.id: ((essay.id,), essay.themes) for essay in library.all(Essay)
    }
    for number, kind, id, essay_id in connection.execute("SELECT number, kind, id, essay_id FROM entries ORDER BY 1"):
        essays, themes = of_essay.get(essay_id, ((), ()))
        if kind not in ("essay", "note"):
            essays, themes = _belonging(library, kind, id, essays)
        yield number, kind, id, essay_id, essays, themes


def _columns(known: dict[int, Document]) -> tuple[list[int], list[int], list[int]]:
    """Return shelf, topic and kind of each number in lists, which are counted several times faster than objects."""
    size = max(known, default=0) + 1
    shelves, topics, kinds = [0] * size, [0] * size, [0] * size
    for number, document in known.items():
        shelves[number], topics[number], kinds[number] = document.shelf, document.topic, _KINDS.index(document.kind)
    return shelves, topics, kinds


def _belonging(
    library: Library, kind: str, id: str, essays: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the essays and the themes that what the analyst kept belongs to."""
    match kind:
        case "theme":
            return (), (id,)
        case "passage":
            passage = library.get(Passage, id)
            return essays, passage.themes if passage else ()
        case "recommendation":
            entry = library.get(Recommendation, id)
            resting = (library.get(Passage, passage) for passage in (entry.passages if entry else ()))
            return tuple(dict.fromkeys(p.essay_id for p in resting if p)), entry.themes if entry else ()
    position = library.get(Position, id)
    proposition = library.get(Proposition, position.proposition_id if position else id)
    return essays, proposition.themes if proposition else ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", plain_words(text)))


def _named(value: str, words: tuple[str, ...]) -> bool:
    """Tell whether every word of `value` is one of `words`; a final * finds longer ones."""
    wanted = re.findall(r"[^\W_]+\*?", plain_words(value))
    return bool(wanted) and all(
        any(word.startswith(one[:-1]) for word in words) if one.endswith("*") else one in words for one in wanted
    )
