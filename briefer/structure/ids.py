"""Ids of essays: minted once from author, year and title."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count

from briefer.model.reference import Reference
from briefer.model.text import slug

_TITLE_WORDS = 3


def essay_id(reference: Reference, taken: Collection[str] = ()) -> str:
    """Return a fresh id: first author's family name, year, first three words of the title; numbered when taken."""
    author = reference.authors[0] if reference.authors else None
    parts = (
        slug(author.family or author.literal) if author else "",
        slug(reference.issued[:4]),
        slug(reference.title, _TITLE_WORDS),
    )
    minted = "-".join(part for part in parts if part) or "essay"
    return next(new for number in count(1) if (new := minted if number == 1 else f"{minted}-{number}") not in taken)
