"""`python -m benchmarks mining`: how many essays of 5,000 words are mined in a minute, in two processes.

The essays are drawn from the judged sentences of the tests, so that there is as much to find as in real ones.
"""

from __future__ import annotations

import random
import time

from benchmarks.measuring import Bar
from benchmarks.score_recommendations import SETS
from briefer.app.mining import mine_library
from briefer.app.resources import starter_themes
from briefer.model.essay import Essay, Paragraph
from briefer.model.library import Entity, Library
from briefer.model.reference import Name, Reference
from briefer.model.text import digest

ESSAYS, WORDS, SEED = 200, 5_000, 20261122


def sentences() -> list[str]:
    """Return the sentences of all judged sets."""
    lines = (line for file in sorted(SETS.glob("*.txt")) for line in file.read_text(encoding="utf-8").splitlines())
    return [line.split("\t", 1)[1].strip() for line in lines if "\t" in line and not line.startswith("#")]


def essay(number: int, known: list[str]) -> tuple[Essay, str]:
    """Return essay `number` with its body."""
    chance, blocks, words = random.Random(SEED + number), [], 0
    while words < WORDS:
        block = " ".join(chance.choices(known, k=5))
        words += len(block.split())
        blocks.append(block)
    body, at, paragraphs = "\n\n".join(blocks), 0, []
    for block in blocks:
        paragraphs.append(Paragraph(at, at + len(block)))
        at += len(block) + 2
    name = Name(given="Ada", family=f"Author{number}")
    reference = Reference(title=f"Essay {number}", authors=(name,), issued="2024")
    made = Essay(
        id=f"essay-{number:04}",
        reference=reference,
        body_sha256=digest(body),
        paragraphs=tuple(paragraphs),
        order=number,
    )
    return made, body


def run() -> list[Bar]:
    """Print the figure for two processes, and what is found."""
    known = sentences()
    made = [essay(number, known) for number in range(ESSAYS)]
    entities: list[Entity] = [*starter_themes(), *(one for one, _ in made)]
    library = Library.of(entities)
    bodies = {one.body_sha256: body for one, body in made}
    start = time.perf_counter()
    found = mine_library(library, bodies, processes=2)
    seconds = time.perf_counter() - start
    a_minute = 60 * ESSAYS / seconds
    each = sum(len(one.suggestions) for one in found) / ESSAYS
    print(f"{ESSAYS} essays of {WORDS} words in {seconds:.1f} s, {each:.0f} suggestions each: {a_minute:.0f} a minute")
    return [Bar(name="essays mined a minute, two processes", reached=a_minute, asked=300)]
