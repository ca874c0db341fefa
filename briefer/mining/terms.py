"""Content words of a text as comparable terms, and how much each tells: rare words tell more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefer.mining.wordforms import stems


def terms(text: str) -> tuple[str, ...]:
    """Return the stems of the content words of `text`, in order; those under which words are compared."""
    return tuple(stems(text))


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each term tells among the texts it was learned from: the logarithm of how rare it is, at least 0."""

    idf: Mapping[str, float]
    unseen: float

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]]) -> Weights:
        """Learn the weights from texts given as their terms."""
        seen: Counter[str] = Counter()
        total = 0
        for text in texts:
            total += 1
            seen.update(set(text))
        idf = {word: math.log((1 + total) / (1 + count)) for word, count in seen.items()}
        return cls(idf, math.log(1 + total) if total else 1.0)

    def of_term(self, word: str) -> float:
        """Return the weight of one term; one never seen tells most."""
        return self.idf.get(word, self.unseen)

    def total(self, words: Iterable[str]) -> float:
        """Return the sum over the different terms among `words`, the same in any order."""
        return math.fsum(self.of_term(word) for word in set(words))

    def likeness(self, a: Iterable[str], b: Iterable[str]) -> float:
        """Return how much of what both tell is shared, from 0 to 1 (weighted Jaccard)."""
        first, second = set(a), set(b)
        whole = self.total(first | second)
        return self.total(first & second) / whole if whole else 0.0
