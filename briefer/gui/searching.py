"""Searching the library from the palette: on the store lane, the newest query only, as rows to choose from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from briefer.gui import phrases
from briefer.gui.lanes import Lane
from briefer.gui.newest import Newest
from briefer.gui.services import Services
from briefer.gui.session import Session
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition
from briefer.model.library import Library
from briefer.store.query import QueryError
from briefer.store.search import Hit, SearchResult

VERB = "Searching the library"
WAIT = 120
LIMIT = 40
_LEAD = 48
"""Characters of a snippet before the first found word; more would push the word out of sight."""
_FACETS = 3

Match = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of a query: the result, or in one sentence why it cannot be read."""

    query: str
    result: SearchResult | None = None
    reason: str = ""


class LibrarySearch(Newest):
    """Answers the last query asked; answers to earlier ones are dropped. `ready` carries a `Found`."""

    def __init__(self, session: Session, services: Services, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(lane, VERB, wait=WAIT, parent=parent)
        self._session, self._services = session, services
        self._query = ""

    def ask(self, query: str, at_once: bool = False) -> None:
        """Look for `query` once nothing has been typed for a while, or `at_once`; "" looks for nothing."""
        self._query = query
        self.refresh()
        if at_once:
            self.start()

    def work(self) -> Callable[..., Found] | None:
        query, services = self._query, self._services
        if not query or self._session.library is None:
            return None

        def search(progress: object, cancelled: object) -> Found:
            try:
                return Found(query=query, result=services.search(query, LIMIT))
            except QueryError as refusal:
                return Found(query=query, reason=str(refusal))

        return search

    def show(self, result: Found | None) -> None:
        if result is not None and result.query == self._query:
            super().show(result)


def counts(library: Library, result: SearchResult) -> str:
    """Return how much was found, of what and by whom: "12 in the library · 5 passages · 2 bodies · Ann Lind 4"."""
    if not result.total:
        return ""
    kinds = [phrases.counted(count, *_NOUNS.get(kind, (kind,))) for kind, count in result.facets.get("kind", ())]
    people = [f"{name} {count}" for name, count in result.facets.get("author", ())]
    return " · ".join([f"{result.total} in the library", *kinds[:_FACETS], *people[:_FACETS]])


_NOUNS = {"body": ("text",), "note": ("footnote",)}


def excerpt(hit: Hit) -> tuple[str, Match]:
    """Return the snippet of a hit so that the first found word is near its beginning, and where found words stand."""
    spans: Match = tuple((span.start, span.end) for span in hit.found)
    first = spans[0][0] if spans else 0
    if first <= _LEAD:
        return hit.snippet, spans
    cut = hit.snippet.find(" ", first - _LEAD, first) + 1 or first
    return f"… {hit.snippet[cut:]}", tuple((start - cut + 2, end - cut + 2) for start, end in spans)


def source(library: Library, hit: Hit) -> str:
    """Return what was found and where: author, year and place, or the kind of entry."""
    match hit.kind:
        case "body" | "note":
            essay = library.get(Essay, hit.essay_id)
            return ", ".join(filter(None, (phrases.cited(essay) if essay else hit.essay_id, phrases.place(hit.place))))
        case "passage":
            passage = library.get(Passage, hit.id)
            return phrases.source_of(library, passage) if passage else hit.id
        case "essay":
            essay = library.get(Essay, hit.id)
            return phrases.cited(essay) if essay else hit.id
        case "position":
            position = library.get(Position, hit.id)
            essay = library.get(Essay, hit.essay_id)
            about = library.get(Proposition, position.proposition_id) if position else None
            who = phrases.authors(essay) if essay else hit.essay_id
            return f"Position of {who} on {phrases.topic(about)}" if about else f"Position of {who}"
    return hit.kind.capitalize()


def sign(library: Library, hit: Hit) -> str:
    """Return the sign of a hit: the kind of a passage, "" for everything else."""
    passage = library.get(Passage, hit.id) if hit.kind == "passage" else None
    return passage.kind if passage else ""
