"""Two spellings of one author's name: on the essay, in the introduction that presents it, on another essay.

They are told, never merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
            others = {match[1] for match in _TWO_WORDS.finditer(body) if match[1].istitle() or match[1][0].isupper()}
            if own in others or name.full in body:
                continue
            near = sorted(other for other in others if _is_variant(own, other))
            if near:
                remarks.append(f"“{title}” spells the author's name “{near[0]}”.")
    return remarks


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


def _is_variant(own: str, other: str) -> bool:
    mine, theirs = fold(own), fold(other)
    if mine.split()[-1:] != theirs.split()[-1:] and mine.split()[:1] != theirs.split()[:1]:
        return False
    return Levenshtein.distance(mine, theirs, score_cutoff=_NEAR) <= _NEAR
