"""How often the rule errs: at most one changed quotation in a thousand missed, one harmless one flagged."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from briefer.quotation.match import match
from briefer.quotation.tokens import Words
from tests.quotation_changes import HARMFUL, HARMLESS, stands
from tests.test_quotation import VOCABULARY

MOST = 0.001
_SENTENCE = re.compile(r".+?(?:[.!?](?=\s)|$)")


def errors(bodies: Iterable[str], each: int, seed: int) -> tuple[int, Counter[str], int, Counter[str]]:
    """Return how many changed quotations were tried and which were missed, and the same for harmless ones flagged."""
    chance = random.Random(seed)
    tried, harmless = 0, 0
    missed: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    for body in bodies:
        words = Words.of(body)
        sentences = [m.span() for m in _SENTENCE.finditer(body) if 6 <= len(m.group().split()) <= 60]
        for start, end in chance.sample(sentences, min(each, len(sentences))):
            quote = body[start:end].strip()
            for change in HARMFUL:
                changed = change(quote, chance)
                if changed is not None and not stands(changed, body):
                    tried += 1
                    missed[change.__name__] += match(changed, words, (start, end)).exact
            for change in HARMLESS:
                changed = change(quote, chance)
                if changed is not None:
                    harmless += 1
                    flagged[change.__name__] += not match(changed, words, (start, end)).exact
    return tried, +missed, harmless, +flagged


def generated(seed: int) -> str:
    """Return a body of sentences drawn from a small vocabulary, so that likely places abound."""
    chance = random.Random(seed)
    drawn = (chance.choices(VOCABULARY, k=chance.randint(6, 30)) for _ in range(80))
    return " ".join(" ".join(words).capitalize() + "." for words in drawn)


def test_errors_are_rare_in_generated_text() -> None:
    tried, missed, harmless, flagged = errors([generated(seed) for seed in range(4)], each=20, seed=1)

    assert tried > 1_000
    assert missed.total() <= MOST * tried, missed
    assert flagged.total() <= MOST * harmless, flagged


@pytest.mark.corpus
def test_errors_are_rare_in_the_corpus(shared: Path) -> None:
    files = [json.loads((shared / "gold" / name).read_text("utf-8")) for name in ("volume.json", "article.json")]
    bodies = [essay["body"] for file in files for essay in file["essays"]]

    tried, missed, harmless, flagged = errors(bodies, each=12, seed=2)

    assert tried > 2_000
    assert missed.total() <= MOST * tried, missed
    assert flagged.total() <= MOST * harmless, flagged
