"""Near-duplicates across essays: the same sentence twice, or the same third-party words quoted by several authors.

What two essays share word for word is a shared source. It is never counted as agreement.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from rapidfuzz import fuzz

from briefer.model.suggestion import Suggestion

SHARED = "shared source"
_ALIKE = 85
_RAREST = 6
"""So many of a text's rarest words bring it together with others."""
_COMMONEST = 24
"""A word of more texts than this brings none together."""
_FEWEST_WORDS = 6
_IN_COMMON = 2
_WORD = re.compile(r"[^\W_]{3,}")
_QUOTED = re.compile(r"[“\"«„]([^”\"»]{24,}?)[”\"»]")


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of an essay to compare; `key` is the caller's name for it, such as the id of a suggestion."""

    key: str
    essay_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two texts of different essays that are nearly the same: `score` is rapidfuzz's token_set_ratio, 85 to 100."""

    a: Text
    b: Text
    score: float


def duplicates(texts: Iterable[Text]) -> tuple[Duplicate, ...]:
    """Return the pairs of different essays that are the same sentence, or quote the same words, in the order of `texts`.

    Texts of fewer than six words are passed over. The work grows with the number of texts, not with its square.
    """
    whole = list(texts)
    owners = [at for at, text in enumerate(whole) for _ in range(1 + len(_QUOTED.findall(text.text)))]
    parts = [part for text in whole for part in (text.text, *_QUOTED.findall(text.text))]
    words = [frozenset(_WORD.findall(part.lower())) for part in parts]
    best: dict[tuple[int, int], float] = {}
    for one, two in _candidates(words, [whole[owner].essay_id for owner in owners]):
        score = fuzz.token_set_ratio(" ".join(sorted(words[one])), " ".join(sorted(words[two])), score_cutoff=_ALIKE)
        if score:
            pair = (owners[one], owners[two])
            best[pair] = max(score, best.get(pair, 0.0))
    return tuple(Duplicate(whole[one], whole[two], round(best[one, two], 1)) for one, two in sorted(best))


def shared_with(found: Iterable[Duplicate]) -> dict[str, tuple[str, ...]]:
    """Return for each key the other essays that hold the same words, sorted."""
    others: dict[str, set[str]] = defaultdict(set)
    for duplicate in found:
        others[duplicate.a.key].add(duplicate.b.essay_id)
        others[duplicate.b.key].add(duplicate.a.essay_id)
    return {key: tuple(sorted(essays)) for key, essays in others.items()}


def marked(suggestions: Sequence[Suggestion], bodies: Mapping[str, str]) -> tuple[Suggestion, ...]:
    """Return `suggestions` of several essays, those that share their words labelled; `bodies` are under essay ids."""
    texts = (Text(one.id, one.essay_id, bodies[one.essay_id][one.start : one.end]) for one in suggestions)
    others = shared_with(duplicates(texts))
    return tuple(
        replace(one, shared_with=others[one.id], flags=tuple(dict.fromkeys((*one.flags, SHARED))))
        if one.id in others
        else one
        for one in suggestions
    )


def _candidates(words: Sequence[frozenset[str]], essays: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of texts of different essays that have two rare words in common."""
    counts = Counter(word for text in words for word in text)
    under: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(words):
        if len(text) >= _FEWEST_WORDS:
            rare = [word for word in text if 2 <= counts[word] <= _COMMONEST]
            for word in sorted(rare, key=lambda word: (counts[word], word))[:_RAREST]:
                under[word].append(at)
    together: Counter[tuple[int, int]] = Counter()
    for members in under.values():
        together.update(pair for pair in combinations(members, 2) if essays[pair[0]] != essays[pair[1]])
    return sorted(pair for pair, count in together.items() if count >= _IN_COMMON)
