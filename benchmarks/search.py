"""`python -m benchmarks search`: how long a search takes in a library of 10,000 essays of 5,000 words.

The essays are made of an invented vocabulary whose words are as unevenly frequent as those of a language (Zipf's
law), so that there are words in every text, words in a few, and beginnings that thousands of words share.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

from benchmarks.measuring import Bar
from briefer.app.library import OpenLibrary, open_library
from briefer.model.essay import Essay, Footnote, Page, Paragraph
from briefer.model.evidence import Passage, Theme
from briefer.model.library import Entity, Put
from briefer.model.reference import Name, Reference
from briefer.model.text import Anchor, digest
from briefer.store.sqlite import create_store, open_store

ESSAYS, WORDS, VOCABULARY, SEED = 10_000, 5_000, 60_000, 20201122
_BATCH = 250
_STARTS = "con pro ter mar pre tra com per dis int sta for sec par gra cap eco pol ali nor est aus sur cor val"
_ENDS = "a al an ar e el en er i ic in ing ion is it o on or ra re ri ro sa se si ta te ti to ty us"


def vocabulary() -> list[str]:
    """Return the invented words, the most frequent first, which are also the shortest."""
    chance, starts, ends = random.Random(SEED), _STARTS.split(), _ENDS.split()
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        size = 1 if len(words) < 600 else 2 if len(words) < 9_000 else 3
        words[chance.choice(starts) + "".join(chance.choices(ends, k=size))] = None
        words[chance.choice("abcdefghiklmnoprstuw") + "".join(chance.choices(ends, k=size))] = None
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


def queries(words: list[str], each: int = 25) -> dict[str, list[str]]:
    """Return queries of every form, words drawn as they are frequent in the texts but for the commonest hundred."""
    chance = random.Random(SEED)
    likely = list(accumulate(1 / (rank + 100.0) for rank in range(len(words) - 100)))

    def word() -> str:
        return chance.choices(words[100:], cum_weights=likely)[0]

    def beginning(letters: int) -> str:
        return next(w for w in iter(word, "") if len(w) > letters)[:letters] + "*"

    def phrase() -> str:
        body, _ = entities(chance.randrange(ESSAYS), words, list(accumulate(1 / (r + 2.7) for r in range(len(words)))))
        at = chance.randrange(1, 19)
        return '"' + " ".join(body.split(".")[chance.randrange(40)].split()[at : at + 2]) + '"'

    forms: dict[str, Callable[[], str]] = {
        "one word": word,
        "one of the hundred commonest": lambda: chance.choice(words[:100]),
        "two words": lambda: f"{word()} {word()}",
        "beginning of three letters": lambda: beginning(3),
        "beginning of four letters": lambda: beginning(4),
        "word and beginning": lambda: f"{word()} {beginning(3)}",
        "phrase": phrase,
        "NEAR": lambda: f"NEAR({word()} {word()}, 10)",
        "OR, without": lambda: f"{word()} OR {word()} -{word()}",
        "fields": lambda: f"year:2001..2009 theme:theme-{chance.randrange(40):02} {word()}",
        "in footnotes": lambda: f"kind:note {word()}",
        "misspelt": lambda: word() + "zq",
    }
    return {form: [make() for _ in range(each)] for form, make in forms.items()}


def measured(opened: OpenLibrary, asked: list[str]) -> list[float]:
    """Return the milliseconds of each query, facets and twenty snippets included; the better of two turns."""
    found = []
    for query in asked:
        turns = []
        for _ in range(2):
            start = time.perf_counter()
            opened.search(query, 20)
            turns.append((time.perf_counter() - start) * 1000)
        found.append(min(turns))
    return found


def run() -> list[Bar]:
    """Print p50 and p95 by form; the folder in BRIEFER_BENCH_LIBRARY keeps the library for the next run."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(os.environ.get("BRIEFER_BENCH_LIBRARY", scratch)) / "library.briefer"
        if not path.exists():
            start = time.perf_counter()
            make(path)
            print(f"{ESSAYS} essays of {WORDS} words stored in {time.perf_counter() - start:.0f} s")
        print(f"library file {path.stat().st_size / 2**20:.0f} MB")
        with open_library(path, read_only=True) as opened:
            start = time.perf_counter()
            opened.search("first", 20)
            print(f"the first search, which lists the library, {(time.perf_counter() - start) * 1000:.0f} ms\n")
            print(f"{'search, ms':32} {'p50':>7} {'p95':>7} {'worst':>7}")
            every: list[float] = []
            for form, asked in queries(vocabulary()).items():
                times = measured(opened, asked)
                every += times
                print(_line(form, times))
            print(_line("all forms", every))
    p95 = statistics.quantiles(every, n=20, method="inclusive")[18]
    return [Bar(name=f"search of {ESSAYS} essays, p95 ms", reached=p95, asked=50, at_most=True)]


def _line(form: str, times: list[float]) -> str:
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return f"{form:32} {cuts[9]:7.1f} {cuts[18]:7.1f} {max(times):7.1f}"
