"""Suggestions for reading: what rules find in an essay, worked out once for each text and vocabulary."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from briefer.mining.mine import mine
from briefer.mining.recommendations import Tagger
from briefer.model.essay import Essay
from briefer.model.evidence import Theme
from briefer.model.library import Bodies, Library
from briefer.model.suggestion import Suggestion

_Key: TypeAlias = tuple[str, str, tuple[int, ...], tuple[int, ...], tuple[Theme, ...]]


def tagger_of(library: Library) -> Tagger | None:
    """Return what proposes themes for suggestions; None when nothing does."""
    return None


class Suggesting:
    """Keeps what was found, so that a text is read again only when it or the vocabulary is another."""

    def __init__(self) -> None:
        self._found: dict[_Key, tuple[Suggestion, ...]] = {}

    def of(self, library: Library, bodies: Bodies, essay_id: str) -> tuple[Suggestion, ...]:
        """Return the suggestions for an essay in the order of its text, those the user dismissed too.

        A digest has none: its words are nobody's. An unknown essay has none either.
        """
        essay = library.get(Essay, essay_id)
        if essay is None or essay.text == "digest":
            return ()
        key = (essay.id, essay.body_sha256, essay.joins, essay.splits, tuple(library.all(Theme)))
        if key not in self._found:
            body = bodies[essay.body_sha256]
            self._found[key] = mine(replace(essay, dismissed=()), body, tagger_of(library))
        return self._found[key]
