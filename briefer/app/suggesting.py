"""Suggestions for reading: what rules find in an essay, worked out once for each text and vocabulary."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from briefer.mining.mine import mine
from briefer.mining.themes import Tagger, accepted_texts
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Theme
from briefer.model.library import Bodies, Library
from briefer.model.suggestion import Suggestion

_Key: TypeAlias = tuple[str, str, tuple[int, ...], tuple[int, ...], tuple[Theme, ...]]


class Suggesting:
    """Keeps what was found, so that a text is read again only when it or the vocabulary is another."""

    def __init__(self) -> None:
        self._found: dict[_Key, tuple[Suggestion, ...]] = {}
        self._tagger: tuple[tuple[Theme, ...], Tagger] = ((), Tagger.of(()))

    def of(self, library: Library, bodies: Bodies, essay_id: str) -> tuple[Suggestion, ...]:
        """Return the suggestions for an essay in the order of its text, those the user dismissed too.

        A digest has none: its words are nobody's. An unknown essay has none either.
        """
        essay = library.get(Essay, essay_id)
        if essay is None or essay.text == "digest":
            return ()
        themes = tuple(library.all(Theme))
        if self._tagger[0] != themes:
            self._tagger = (themes, Tagger.of(themes, accepted_texts(p for p in library.all(Passage) if p.confirmed)))
        key = (essay.id, essay.body_sha256, essay.joins, essay.splits, themes)
        if key not in self._found:
            body = bodies[essay.body_sha256]
            self._found[key] = mine(replace(essay, dismissed=()), body, self._tagger[1])
        return self._found[key]
