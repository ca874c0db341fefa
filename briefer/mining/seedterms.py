"""Terms to add to a theme: phrases that its passages repeat and that the rest of the shelf does not."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefer.mining.seeds import Lexicon
from briefer.mining.wordforms import COMMON
from briefer.model.evidence import Theme

_BREAK = re.compile(r"[^\w\s’'&+/-]|\n")
_WORD = re.compile(r"[^\W_](?:[\w’'+/-]*\w)?")
_LONGEST = 4
_POSSESSIVE = re.compile(r"^['’]s?\b|^['’](?!\w)")


@dataclass(frozen=True, slots=True)
class SeedTerm:
    """A term that could become a seed: how much it tells, and why, as a phrase ("in 4 of 5 passages, 1 of 80 others")."""

    term: str
    score: float
    why: str


def phrases(texts: Iterable[str], least: int = 2) -> tuple[tuple[str, float], ...]:
    """Return the phrases that stand between common words at least `least` times, with their RAKE score, best first.

    The score of a phrase is the sum over its words of degree by frequency (Rose et al. 2010): long phrases of words
    that keep company score high. Acronyms keep their capitals.
    """
    found: Counter[str] = Counter()
    for text in texts:
        found.update(_runs(text))
    frequency: Counter[str] = Counter()
    degree: Counter[str] = Counter()
    for phrase, count in found.items():
        words = phrase.split()
        for word in words:
            frequency[word] += count
            degree[word] += count * len(words)
    scored = [
        (phrase, round(sum(degree[word] / frequency[word] for word in phrase.split()), 3))
        for phrase, count in found.items()
        if count >= least
    ]
    return tuple(sorted(scored, key=lambda item: (-item[1], item[0])))


_LEAST_BY_RULE = 3
"""Sentences tagged by rule that a term stands in at least; nobody has looked at them, so two may be chance."""


def suggested_seeds(theme: Theme, texts: Sequence[str], others: Sequence[str], limit: int = 10) -> tuple[SeedTerm, ...]:
    """Return terms of `texts`, which have `theme`, that `others` have less, and that no seed of the theme finds yet.

    `texts` are the passages the user put under the theme, `others` passages without it. A term stands in two passages
    at least, is ranked by how much likelier it is here than elsewhere, and a shorter one inside a longer gives way.
    """
    return tuple(_ranked(theme, texts, others, "passages", min(2, len(texts)))[:limit])


def setting_apart(theme: Theme, tagged: Sequence[str], others: Sequence[str], limit: int = 10) -> tuple[SeedTerm, ...]:
    """Return terms that set the sentences that rules tagged with `theme` apart, ranked as `suggested_seeds` ranks.

    More of the sentences that hold the term are tagged than not. The words of the seeds themselves are left out of the
    tagged sentences: those they stand in are tagged because of them.
    """
    lexicon = Lexicon.of((theme,))
    bare = [_without_seeds(sentence, lexicon) for sentence in tagged]
    told = {seed.term: seed for seed in _ranked(theme, bare, others, "sentences", _LEAST_BY_RULE)}
    here, there = _holders(bare), _holders(others)
    apart = [seed for term, seed in told.items() if len(here[term]) > len(there.get(term, ()))]
    return tuple(apart[:limit])


def _without_seeds(sentence: str, lexicon: Lexicon) -> str:
    """Return `sentence` with a break in the place of each seed, its possessive ending too."""
    for hit in sorted(lexicon.hits(sentence), key=lambda hit: -hit.start):
        sentence = f"{sentence[: hit.start]};{_POSSESSIVE.sub('', sentence[hit.end :], count=1)}"
    return sentence


def _ranked(theme: Theme, texts: Sequence[str], others: Sequence[str], unit: str, least: int) -> list[SeedTerm]:
    """Return the terms that stand in `least` of `texts`, by how much likelier they are there than in `others`."""
    if not texts:
        return []
    lexicon = Lexicon.of((theme,))
    here, there = _holders(texts), _holders(others)
    length = dict(phrases(texts, least=1))
    found = []
    for term, holders in here.items():
        if len(holders) < least or lexicon.hits(term) or term.isdigit():
            continue
        count, elsewhere = len(holders), len(there.get(term, ()))
        contrast = math.log((count + 0.5) / (len(texts) + 1)) - math.log((elsewhere + 0.5) / (len(others) + 1))
        if contrast > 0:
            score = round(contrast * math.log1p(count) * (1 + 0.1 * min(length.get(term, 1.0), 9)), 3)
            why = f"in {count} of {len(texts)} {unit}, {elsewhere} of {len(others)} others"
            found.append(SeedTerm(term, score, why))
    found.sort(key=lambda seed: (-seed.score, seed.term))
    return _unnested(found, here)


def _unnested(found: Iterable[SeedTerm], here: dict[str, set[int]]) -> list[SeedTerm]:
    """Return the terms without those that only ever stand inside another one of them."""
    kept = list(found)
    inside = {
        short.term
        for short in kept
        for long in kept
        if short.term != long.term and f" {short.term} " in f" {long.term} " and here[short.term] == here[long.term]
    }
    return [seed for seed in kept if seed.term not in inside]


def _holders(texts: Sequence[str]) -> dict[str, set[int]]:
    """Return in which texts each word and phrase stands."""
    holders: dict[str, set[int]] = defaultdict(set)
    for at, text in enumerate(texts):
        for run in _runs(text):
            words = run.split()
            for first in range(len(words)):
                for last in range(first + 1, len(words) + 1):
                    holders[" ".join(words[first:last])].add(at)
    return holders


def _runs(text: str) -> list[str]:
    """Return the stretches of up to four words between common words and punctuation, in small letters but acronyms."""
    runs: list[str] = []
    for clause in _BREAK.split(text):
        current: list[str] = []
        for word in [*_WORD.findall(clause), ""]:
            plain = word if len(word) > 1 and word.isupper() else word.lower()
            if not word or word.lower() in COMMON:
                runs += [" ".join(current[at : at + _LONGEST]) for at in range(0, len(current), _LONGEST)]
                current = []
            else:
                current.append(plain)
    return [run for run in runs if len(run) > 2 or run.isupper()]
