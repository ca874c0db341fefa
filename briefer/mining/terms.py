"""Content words of a text as comparable terms, and how much each tells: rare words tell more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from briefer.mining.lexicon import words
from briefer.model.text import fold

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_STOP = words("stop")
_ENDINGS = (
    ("ational", "ate"),
    ("isations", "ise"),
    ("izations", "ise"),
    ("isation", "ise"),
    ("ization", "ise"),
    ("izing", "ise"),
    ("ising", "ise"),
    ("ized", "ise"),
    ("ised", "ise"),
    ("izes", "ise"),
    ("ises", "ise"),
    ("ize", "ise"),
    ("ations", "ate"),
    ("ation", "ate"),
    ("ences", "ent"),
    ("ence", "ent"),
    ("ances", "ant"),
    ("ance", "ant"),
    ("ments", ""),
    ("ment", ""),
    ("ities", "e"),
    ("ity", "e"),
    ("ies", "y"),
    ("ively", "ive"),
    ("ings", ""),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("ly", ""),
    ("es", "e"),
    ("s", ""),
)


@lru_cache(maxsize=65536)
def term(word: str) -> str:
    """Return the form under which `word` is compared, "" for words that tell nothing ("the", "should")."""
    plain = fold(word).removesuffix("'s").removesuffix("’s")
    if plain in _STOP or (len(plain) < 2 and not plain.isdigit()):
        return ""
    if word.isupper() or len(plain) <= 4:
        return plain if word.isupper() or not plain.endswith("s") or plain.endswith("ss") else plain[:-1]
    if plain.endswith("ss"):
        return plain
    for ending, instead in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 3:
            stem = plain[: -len(ending)] + instead
            return stem.removesuffix("e") if len(stem) > 4 else stem
    return plain.removesuffix("e") if len(plain) > 4 else plain


def terms(text: str) -> tuple[str, ...]:
    """Return the terms of `text` in order; a hyphenated word also gives its parts."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        parts = (word, *re.split(r"[-’']", word)) if "-" in word else (word,)
        found += [known for part in parts if (known := term(part))]
    return tuple(found)


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
