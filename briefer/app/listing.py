"""What a library holds, as the documents list/1 and search/1 of docs/json.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeAlias

from briefer.app import resources
from briefer.app.library import OpenLibrary
from briefer.citation.short import NBSP, place
from briefer.model.counts import tally
from briefer.model.essay import Essay, Locator
from briefer.model.evidence import STANDS, Passage, Proposition, Recommendation, Theme
from briefer.model.library import Library
from briefer.store.search import Hit

Item: TypeAlias = dict[str, Any]


def list_json(opened: OpenLibrary, kind: str) -> dict[str, Any]:
    """Return everything of one kind, in its own order; raises KeyError for a kind that is none."""
    return {"briefer": "list/1", "kind": kind, "library": opened.name, "items": _LISTS[kind](opened.library)}


def templates_json() -> dict[str, Any]:
    """Return the templates of the program and the user's own; they belong to no library."""
    items = [{"id": found.id, "name": found.name, "kind": found.kind} for found in resources.templates()]
    return {"briefer": "list/1", "kind": "templates", "library": "", "items": items}


def search_json(opened: OpenLibrary, query: str, limit: int = 50) -> dict[str, Any]:
    """Return the places that `query` asks for; `remark` says what to try when there are none. Raises QueryError."""
    result = opened.search(query, limit)
    return {
        "briefer": "search/1",
        "query": query,
        "library": opened.name,
        "items": [_hit(opened.library, hit) for hit in result.hits],
        "total": result.total,
        "facets": {
            name: [{"value": value, "count": count} for value, count in found] for name, found in result.facets.items()
        },
        "suggestion": result.suggestion,
        "remark": result.remark,
    }


def _hit(library: Library, hit: Hit) -> Item:
    essay = library.get(Essay, hit.essay_id)
    return {
        "kind": hit.kind,
        "id": hit.id,
        "essay": hit.essay_id,
        "authors": [name.full for name in essay.reference.authors] if essay else [],
        "year": essay.reference.year if essay else "",
        "place": place_text(hit.place),
        "start": hit.start if hit.start >= 0 else None,
        "snippet": hit.snippet,
        "found": [[span.start, span.end] for span in hit.found],
        "score": round(hit.score, 3),
    }


def place_text(locator: Locator) -> str:
    """Return the place as source lines have it, with plain spaces for scripts."""
    return place(locator).replace(NBSP, " ")


def _essays(library: Library) -> list[Item]:
    kept = Counter(passage.essay_id for passage in library.all(Passage))
    return [
        {
            "id": essay.id,
            "title": essay.reference.title,
            "authors": [name.full for name in essay.reference.authors],
            "date": essay.reference.issued,
            "kind": essay.kind,
            "text": essay.text,
            "reading": essay.reading,
            "pages": [essay.pages[0].label, essay.pages[-1].label] if essay.pages else [],
            "themes": list(essay.themes),
            "passages": kept[essay.id],
        }
        for essay in library.all(Essay)
    ]


def _themes(library: Library) -> list[Item]:
    passages = Counter(id for passage in library.all(Passage) for id in passage.themes)
    essays = Counter(id for essay in library.all(Essay) for id in essay.themes)
    return [
        {
            "id": theme.id,
            "label": theme.label,
            "facet": theme.facet,
            "scope": theme.scope,
            "essays": essays[theme.id],
            "passages": passages[theme.id],
        }
        for theme in library.all(Theme)
    ]


def _passages(library: Library) -> list[Item]:
    kept = library.passages_by_essay()
    return [
        {
            "id": passage.id,
            "essay": essay.id,
            "kind": passage.kind,
            "place": place_text(library.locator(passage)),
            "text": passage.wording,
            "quote": passage.anchor.quote if passage.anchor else "",
            "themes": list(passage.themes),
            "headline": passage.headline,
            "relays": passage.relays,
            "confirmed": passage.confirmed,
        }
        for essay in library.all(Essay)
        for passage in kept.get(essay.id, ())
    ]


def _propositions(library: Library) -> list[Item]:
    essays = [essay.id for essay in library.all(Essay)]
    items = []
    for proposition in library.all(Proposition):
        counted = tally(library, proposition, essays)
        items.append(
            {
                "id": proposition.id,
                "text": proposition.text,
                "short": proposition.short,
                "themes": list(proposition.themes),
                "stands": {stand: counted.count(stand) for stand in STANDS},
                "unconfirmed": sum(len(found) for found in counted.unconfirmed.values()),
                "not_read": len(counted.not_read),
                "of": counted.denominator,
            }
        )
    return items


def _recommendations(library: Library) -> list[Item]:
    essay_of = {passage.id: passage.essay_id for passage in library.all(Passage)}
    return [
        {
            "id": entry.id,
            "text": entry.text,
            "actor": entry.actor,
            "action": entry.action,
            "instrument": entry.instrument,
            "horizon": entry.horizon,
            "condition": entry.condition,
            "themes": list(entry.themes),
            "passages": list(entry.passages),
            "essays": list(dict.fromkeys(essay_of[id] for id in entry.passages if id in essay_of)),
            "confirmed": entry.confirmed,
        }
        for entry in library.all(Recommendation)
    ]


_LISTS: dict[str, Callable[[Library], list[Item]]] = {
    "essays": _essays,
    "themes": _themes,
    "passages": _passages,
    "propositions": _propositions,
    "recommendations": _recommendations,
}
