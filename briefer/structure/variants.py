"""Two spellings of one author's name: on the essay and in the introduction that presents it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from briefer.model.reference import Name
from briefer.model.text import fold

_NEAR = 2
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


def _is_variant(own: str, other: str) -> bool:
    mine, theirs = fold(own), fold(other)
    if mine.split()[-1:] != theirs.split()[-1:] and mine.split()[:1] != theirs.split()[:1]:
        return False
    return Levenshtein.distance(mine, theirs, score_cutoff=_NEAR) <= _NEAR
