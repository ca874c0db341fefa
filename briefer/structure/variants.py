"""Two spellings of one author's name: on the essay, in the introduction that presents it, on another essay.

They are told, never merged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from briefer.model.reference import Name
from briefer.model.text import fold

_NEAR = 2
_LONG = 5
_TWO_WORDS = re.compile(r"(?=\b([^\W\d_][\w’'\-]+ [^\W\d_][\w’'\-]+))")


def name_variants(names: Sequence[Name], fronts: Sequence[tuple[str, str]]) -> list[str]:
    """Return a remark for each of `names` that a text of `fronts` (title, body) spells otherwise."""
    remarks: list[str] = []
    for name in names:
        own = f"{name.given.split()[0] if name.given else ''} {name.family}".strip()
        for title, body in fronts:
            pairs = _pairs(body)
            if own in pairs.all or name.full in body:
                continue
            near = pairs.near(own)
            if near:
                remarks.append(f"“{title}” spells the author's name “{near}”.")
    return remarks


class _Pairs:
    """Two words side by side in a text, the first with a capital; they are found by either of them."""

    def __init__(self, body: str) -> None:
        self.all = {pair for match in _TWO_WORDS.finditer(body) if (pair := match[1])[0].isupper()}
        self._first: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._last: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for pair in self.all:
            folded = fold(pair)
            first, _, last = folded.partition(" ")
            self._first[first].append((folded, pair))
            self._last[last].append((folded, pair))

    def near(self, own: str) -> str:
        """Return the first pair that shares a word with `own` and differs little in the other, "" when none does."""
        mine = fold(own)
        words = mine.split()
        alike = (*self._first.get(words[0], ()), *self._last.get(words[-1], ())) if words else ()
        return min((pair for theirs, pair in alike if Levenshtein.distance(mine, theirs) <= _NEAR), default="")


@lru_cache(maxsize=32)
def _pairs(body: str) -> _Pairs:
    """Return the pairs of a front text; each is asked for once for every author of a volume."""
    return _Pairs(body)


def spellings(names: Iterable[Name]) -> list[tuple[Name, Name]]:
    """Return pairs of different `names` that may be one person's: the fuller spelling second.

    "J. Burton" and "Joe Burton" are such a pair, "Burton, Joe" and "Burten, Joe" too; "Joe" and "Ann Burton" are not.
    """
    found: list[tuple[Name, Name]] = []
    for one, other in combinations(dict.fromkeys(names), 2):
        if one.family and other.family and _may_be_one(one, other):
            found.append((one, other) if len(one.full) <= len(other.full) else (other, one))
    return found


def _may_be_one(one: Name, other: Name) -> bool:
    family, others = fold(one.family), fold(other.family)
    if family != others and not (_is_near(family, others) and fold(one.given) == fold(other.given) and one.given):
        return False
    return all(
        mine == theirs or (min(len(mine), len(theirs)) == 1 and mine[0] == theirs[0]) or _is_near(mine, theirs)
        for mine, theirs in zip(_words(one.given), _words(other.given), strict=False)
    )


def _words(given: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(given))


def _is_near(mine: str, theirs: str) -> bool:
    """Tell whether two words differ by a slip: two letters in a long word, none in a short one."""
    most = _NEAR if min(len(mine), len(theirs)) > _LONG else 0
    return Levenshtein.distance(mine, theirs, score_cutoff=most) <= most
