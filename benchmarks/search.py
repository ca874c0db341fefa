"""`python -m benchmarks search`: how long a search takes in a library of 10,000 essays of 5,000 words.

The essays are made of an invented vocabulary whose words are as unevenly frequent as those of a language (Zipf's
law), so that there are words in every text, words in a few, and beginnings that thousands of words share.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

from briefer.app.library import OpenLibrary, open_library
from briefer.model.essay import Essay, Footnote, Page, Paragraph
from briefer.model.evidence import Passage, Theme
from briefer.model.library import Entity, Put
from briefer.model.reference import Name, Reference
from briefer.model.text import Anchor, digest
from briefer.store.sqlite import create_store, open_store

ESSAYS, WORDS, VOCABULARY, SEED = 10_000, 5_000, 60_000, 20201122
_BATCH = 250
_STARTS = "con pro ter mar pre tra com per dis int sta for sec par gra cap eco pol ali nor est aus sur cor val".split()
_ENDS = "a al an ar e el en er i ic in ing ion is it o on or ra re ri ro sa se si ta te ti to ty us".split()


def vocabulary() -> list[str]:
    """Return the invented words, the most frequent first, which are also the shortest."""
    chance = random.Random(SEED)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        size = 1 if len(words) < 600 else 2 if len(words) < 9_000 else 3
        words[chance.choice(_STARTS) + "".join(chance.choices(_ENDS, k=size))] = None
        words[chance.choice("abcdefghiklmnoprstuw") + "".join(chance.choices(_ENDS, k=size))] = None
    return list(words)[:VOCABULARY]


def entities(number: int, words: list[str], weights: list[float]) -> tuple[str, list[Entity]]:
    """Return the body of essay `number`, and the essay with three passages of it."""
    chance = random.Random(SEED + number)
    drawn = chance.choices(words, cum_weights=weights, k=WORDS)
    sentences = [" ".join(drawn[at : at + 20]).capitalize() + "." for at in range(0, WORDS, 20)]
    blocks = [" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]
    body, starts, at = "\n\n".join(blocks), [], 0
    for block in blocks:
        starts.append(at)
        at += len(block) + 2
    id = f"essay-{number:05}"
    author = Name(given=words[3000 + number % 700].capitalize(), family=words[5000 + number % 900].capitalize())
    essay = Essay(
        id=id,
        reference=Reference(title=" ".join(drawn[:6]).capitalize(), authors=(author,), issued=str(1990 + number % 35)),
        body_sha256=digest(body),
        pages=tuple(Page(start, str(page)) for page, start in enumerate(starts[::4], 1)),
        paragraphs=tuple(Paragraph(start, start + len(block)) for start, block in zip(starts, blocks, strict=True)),
        footnotes=tuple(Footnote(str(n), starts[n], " ".join(drawn[n : n + 12]), "linked") for n in range(1, 9)),
        themes=(f"theme-{number % 40:02}",),
        reading="read" if number % 3 else "unread",
        order=number,
    )
    passages: list[Entity] = []
    for turn in range(3):
        anchor = Anchor.of(body, starts[turn * 7], starts[turn * 7] + len(sentences[turn * 35]))
        passages.append(
            Passage(id=f"{id}/{turn:08x}", essay_id=id, anchor=anchor, themes=(f"theme-{(number + turn) % 40:02}",))
        )
    return body, [essay, *passages]


def make(path: Path, essays: int = ESSAYS) -> None:
    """Write the library to `path`."""
    words = vocabulary()
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    create_store(path, "Ten thousand")
    store = open_store(path)
    try:
        store.apply(Put(Theme(id=f"theme-{n:02}", label=f"Theme {n}", order=n)) for n in range(40))
        for first in range(0, essays, _BATCH):
            made = [entities(number, words, weights) for number in range(first, min(essays, first + _BATCH))]
            edits = [Put(entity) for _, found in made for entity in found]
            store.apply(edits, {digest(body): body for body, _ in made})
    finally:
        store.close()
