"""Seeds and exclude terms of themes, found in a text: whole words, `*` at the end of a word, capitals as written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefer.mining.wordforms import both_spellings
from briefer.model.evidence import Theme

_WORD = re.compile(r"[^\W_]+")
_KEY = 3
_JOINT = r"[\s\-‐‑–]+"
_HYPHEN = r"[\-‐‑–\s]?"
_APOSTROPHE = re.compile("[’'‘ʼ]")


@dataclass(frozen=True, slots=True)
class Term:
    """A seed of a theme, or a term that excludes what stands inside it."""

    theme: str
    written: str
    excludes: bool
    pattern: re.Pattern[str]
    by_case: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A term at `start:end` of a text."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All terms of a vocabulary under the first letters of their first word, so that each word of a text is looked up."""

    terms: dict[str, tuple[Term, ...]]

    @classmethod
    def of(cls, themes: Iterable[Theme]) -> Lexicon:
        """Return the terms of `themes`; seeds without a letter or digit are passed over."""
        found: dict[str, list[Term]] = {}
        for theme in themes:
            for written, excludes in (*((s, False) for s in theme.seeds), *((s, True) for s in theme.exclude)):
                first = _WORD.search(written.lower())
                if first is not None:
                    found.setdefault(first.group()[:_KEY], []).append(_term(theme.id, written, excludes))
        return cls({key: tuple(terms) for key, terms in found.items()})

    def hits(self, text: str) -> list[Hit]:
        """Return the seeds in `text`: those inside an exclude term or a longer seed of their theme do not count."""
        found = [hit for hits in self.by_theme(text).values() for hit in hits]
        return sorted(found, key=lambda hit: (hit.start, hit.end, hit.term.theme))

    def by_theme(self, text: str) -> dict[str, list[Hit]]:
        """Return the seeds in `text` by theme, as `hits`; a theme of which only exclude terms stand there has none."""
        found: dict[str, list[Hit]] = {}
        low = _lower(text)
        for word in _WORD.finditer(low):
            start, letters = word.start(), word.group()[:_KEY]
            for length in range(1, len(letters) + 1):
                for term in self.terms.get(letters[:length], ()):
                    match = term.pattern.match(text if term.by_case else low, start)
                    if match is not None:
                        found.setdefault(term.theme, []).append(Hit(term, start, match.end()))
        return {theme: [hit for hit in hits if not _covered(hit, hits)] for theme, hits in found.items()}


def _covered(hit: Hit, others: list[Hit]) -> bool:
    return hit.term.excludes or any(
        other.start <= hit.start
        and hit.end <= other.end
        and (other.term.excludes or (other.end - other.start > hit.end - hit.start))
        for other in others
    )


def _lower(text: str) -> str:
    """Return `text` in small letters, letter for letter, so that places agree."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _term(theme: str, written: str, excludes: bool) -> Term:
    shown = re.sub(r"^[\W_]+", "", written.strip())
    letters = [c for c in shown if c.isalpha()]
    by_case = bool(letters) and all(c.isupper() for c in letters)
    words = shown.split() if by_case else shown.lower().split()
    pattern = _JOINT.join(_word_pattern(word, by_case) for word in words)
    last = "" if shown.endswith("*") else r"(?![^\W_])"
    return Term(theme, written, excludes, re.compile(pattern + last), by_case, _weight(words, by_case))


def _word_pattern(word: str, by_case: bool) -> str:
    parts = word.split("*")
    made = []
    for part in parts:
        pieces = part.split("-")
        made.append(_HYPHEN.join(re.escape(p) if by_case else both_spellings(p) for p in pieces))
    pattern = r"[^\W_]*".join(made)
    return _APOSTROPHE.sub("[’'‘ʼ]", pattern)


def _weight(words: list[str], by_case: bool) -> float:
    """Return how much a seed says by itself: a phrase or an acronym more than a word."""
    return 0.7 if len(words) > 1 or by_case else 0.55
