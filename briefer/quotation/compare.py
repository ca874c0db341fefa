"""How far a statement that is no quotation was changed after it was issued."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from briefer.model.found import Change
from briefer.quotation.difference import Piece, difference
from briefer.quotation.tokens import Words, same_words, signs


@dataclass(frozen=True, slots=True)
class Comparison:
    """What separates a statement as found from the statement as issued."""

    verdict: Literal["unchanged", "reworded"]
    changes: tuple[Change, ...] = ()
    pieces: tuple[Piece, ...] = ()


def compare(
    issued: str, found: str, authors: Collection[str] = (), names: Collection[str] = (), source_line: bool = False
) -> Comparison:
    """Return how `found` departs from `issued`; typography and punctuation never count.

    `authors` and `names` are words, as `Words` compares them, that are known as such even where a sentence begins.
    In a `source_line` every change concerns the page, the author or the source line itself.
    """
    old, new = Words.of(issued), Words.of(found)
    if same_words(old, new) and (old.keys or signs(issued) == signs(found)):
        return Comparison("unchanged")
    apart = difference(old, new)
    changes = apart.kinds(authors, names)
    if source_line:
        changes = tuple(c for c in changes if c in ("page", "author")) or ("source-line",)
    return Comparison("reworded", changes, apart.pieces)


def name_words(*names: str) -> frozenset[str]:
    """Return the words of `names` as they compare, initials and particles left out."""
    words = (Words.of(name) for name in names)
    return frozenset(
        key
        for found in words
        for at, key in enumerate(found.keys)
        if len(key) > 2 and found.raw[found.starts[at]].isupper()
    )
