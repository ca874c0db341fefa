"""The sources a file is compared with: bodies with their words, names of authors, and where a quotation stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from briefer.audit.locating import locator_text
from briefer.audit.verification import SourceText
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Bodies, Library
from briefer.model.opaque import own_ids
from briefer.quotation.compare import name_words
from briefer.quotation.match import Match, match
from briefer.quotation.tokens import Words

Shortlist = Callable[[str], Iterable[str]]
"""Returns the ids of the essays that may hold a text: a full-text search on its rare words."""

_RARE = 6
_CANDIDATES = 12
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(slots=True)
class Sources:
    """A library as verification sees it; the words of a body are taken once, and those of the last bodies
    are remembered beyond it."""

    library: Library
    bodies: Bodies
    shortlist: Shortlist | None = None
    _words: dict[str, Words] = field(default_factory=dict)
    _letters: dict[str, str] = field(default_factory=dict)
    _titles: set[str] = field(default_factory=set)
    _own_ids: dict[str, str] = field(default_factory=dict)

    def essay(self, id: str) -> Essay | None:
        """Return the essay with `id`, which may be the opaque one of a file that names nobody."""
        found = self.library.get(Essay, id)
        if found is None and not self._own_ids:
            self._own_ids.update(own_ids(self.library))
        return found or self.library.get(Essay, self._own_ids.get(id, ""))

    def words(self, sha256: str) -> Words | None:
        """Return the words of the body stored under `sha256`, None when it is not at hand."""
        if sha256 not in self._words:
            body = self.bodies.get(sha256)
            if body is None:
                return None
            self._words[sha256] = _words(body)
        return self._words[sha256]

    def authors(self) -> frozenset[str]:
        """Return the words of the family names of all authors and editors; an institution's count when it is one word."""
        essays = self.library.all(Essay)
        people = (name for essay in essays for name in (*essay.reference.authors, *essay.reference.editors))
        words = name_words(*(name.short for name in people if name.family or not name.literal.count(" ")))
        return frozenset(word for word in words if len(word) > 1)

    def authors_of(self, id: str) -> frozenset[str]:
        """Return the words of the family names of one essay's authors."""
        essay = self.essay(id)
        return name_words(*(name.short for name in essay.reference.authors)) if essay else frozenset()

    def is_title(self, quote: str) -> bool:
        """Tell whether `quote` is the title of an essay, or of the volume or series it stands in, or its first words."""
        if not self._titles:
            works = (essay.reference for essay in self.library.all(Essay))
            titles = (t for work in works for t in (work.title, work.container_title, work.collection_title))
            self._titles.update(" ".join((*Words.of(title).keys, "")) for title in titles if title)
        said = " ".join((*Words.of(quote).keys, ""))
        return any(title.startswith(said) for title in self._titles)

    def text_of(self, essay: Essay, found: Match) -> SourceText | None:
        """Return the words of `essay` that `found` points at."""
        words = self.words(essay.body_sha256)
        if words is None or not found.end:
            return None
        page = locator_text(essay.locator(found.start, found.end))
        return SourceText(essay.id, page, found.start, found.end, words.raw[found.start : found.end])

    def passage_text(self, ids: Iterable[str]) -> SourceText | None:
        """Return the words of the first of these passages that has any."""
        for id in ids:
            passage = self.library.get(Passage, id)
            if passage is not None:
                anchor = passage.anchor
                page = locator_text(self.library.locator(passage))
                start, end = (anchor.start, anchor.end) if anchor else (0, 0)
                return SourceText(passage.essay_id, page, start, end, anchor.quote if anchor else passage.text)
        return None

    def find(self, quote: str, first: Iterable[str] = ()) -> tuple[Essay, Match] | None:
        """Return the essay that holds `quote`, else the one it was most likely altered from.

        Essays with the ids `first` are looked into before all others.
        """
        altered: tuple[Essay, Match] | None = None
        for essay in self._candidates(quote, tuple(first)):
            words = self.words(essay.body_sha256)
            if words is None:
                continue
            found = match(quote, words)
            if found.exact:
                return essay, found
            if found.verdict == "altered" and (altered is None or _nearer(found, altered[1])):
                altered = essay, found
        return altered

    def _candidates(self, quote: str, first: tuple[str, ...]) -> list[Essay]:
        """Return the essays that hold at least half of the rarest words of `quote`, the most promising first."""
        named = [essay for id in first if (essay := self.essay(id)) is not None]
        if self.shortlist is not None:
            rest = [essay for id in self.shortlist(quote) if (essay := self.essay(id)) is not None]
        else:
            rare = sorted({w.casefold() for w in _WORD.findall(quote)}, key=lambda w: (-len(w), w))[:_RARE]
            scored = [(self._held(essay, rare), essay) for essay in self.library.all(Essay)]
            likely = [(held, essay) for held, essay in scored if 2 * held >= len(rare)]
            rest = [essay for _, essay in sorted(likely, key=lambda pair: -pair[0])][:_CANDIDATES]
        return [*named, *(essay for essay in rest if essay not in named)]

    def _held(self, essay: Essay, rare: list[str]) -> int:
        letters = self._letters.get(essay.body_sha256)
        if letters is None:
            letters = self.bodies.get(essay.body_sha256, "").casefold()
            self._letters[essay.body_sha256] = letters
        return sum(word in letters for word in rare)


@lru_cache(maxsize=32)
def _words(body: str) -> Words:
    return Words.of(body)


def _nearer(one: Match, other: Match) -> bool:
    return _changed(one) < _changed(other)


def _changed(found: Match) -> int:
    return sum(len(piece.text) for piece in found.pieces if piece.kind != "same")
