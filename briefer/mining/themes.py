"""Themes of a text: by the seeds of the vocabulary, and by likeness to scope notes and to what the user accepted.

Every tag says why. Likeness is the cosine of TF-IDF vectors over the vocabulary's own descriptions, so the same
vocabulary gives the same tags on any shelf. What the user decided stands above every rule.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefer.mining.seeds import Hit, Lexicon
from briefer.mining.wordforms import content_words, stem, stems
from briefer.model.evidence import Passage, Theme
from briefer.model.suggestion import ThemeTag

MAX_TAGS = 4
"""No text gets more themes by rule than this."""
FREQUENT = 0.25
"""A theme whose seeds stand in a larger share of a document's sentences is damped there."""
_FEWEST_SENTENCES = 12
_LIKENESS = 0.45
_LEAST = 0.3
_LEAST_LIKE = 0.09

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Tagger:
    """Tags texts with the themes of one vocabulary."""

    themes: tuple[Theme, ...]
    lexicon: Lexicon
    rarity: Mapping[str, float]
    described: Mapping[str, Vector]
    accepted: Mapping[str, Vector]
    damping: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, themes: Iterable[Theme], accepted: Mapping[str, Iterable[str]] | None = None) -> Tagger:
        """Return the tagger of a vocabulary; `accepted` holds texts the user put under a theme, by its id."""
        all_themes = tuple(themes)
        descriptions = {theme.id: Counter(stems(_description(theme))) for theme in all_themes}
        counts = Counter(word for counted in descriptions.values() for word in counted)
        rarity = {word: math.log((1 + len(all_themes)) / (1 + count)) + 1 for word, count in counts.items()}
        unknown = math.log(1 + len(all_themes)) + 1
        kept = {id: Counter(w for text in texts for w in stems(text)) for id, texts in (accepted or {}).items()}
        return cls(
            all_themes,
            Lexicon.of(all_themes),
            rarity,
            {id: _vector(counted, rarity, unknown) for id, counted in descriptions.items()},
            {id: _vector(counted, rarity, unknown) for id, counted in kept.items() if counted},
        )

    def damped(self, sentences: Iterable[str]) -> Tagger:
        """Return the tagger for one document, in which themes that nearly every sentence touches count less."""
        touched: Counter[str] = Counter()
        total = 0
        for sentence in sentences:
            total += 1
            touched.update({hit.term.theme for hit in self.lexicon.hits(sentence)})
        if total < _FEWEST_SENTENCES:
            return replace(self, damping={})
        shares = {id: count / total for id, count in touched.items()}
        return replace(
            self, damping={id: math.sqrt(FREQUENT / share) for id, share in shares.items() if share > FREQUENT}
        )

    def ranked(self, text: str) -> tuple[ThemeTag, ...]:
        """Return every theme that has anything to do with `text`, the best first: for a picker."""
        return self._ranked(text, self.lexicon.by_theme(text))

    def tags(self, text: str) -> tuple[ThemeTag, ...]:
        """Return the themes that fit `text`, the best first, at most four; themes that are not `auto` are left out."""
        hits = self.lexicon.by_theme(text)
        open_to_rules = {theme.id for theme in self.themes if theme.auto and hits.get(theme.id) != []}
        fitting = [tag for tag in self._ranked(text, hits, _LEAST_LIKE) if tag.theme in open_to_rules]
        return tuple(tag for tag in fitting if tag.score >= _LEAST or tag is fitting[0])[:MAX_TAGS]

    def _ranked(self, text: str, hits: Mapping[str, Sequence[Hit]], least: float = 0.0) -> tuple[ThemeTag, ...]:
        words = content_words(text)
        query = _vector(Counter(stems(text)), self.rarity, math.log(1 + len(self.themes)) + 1)
        found = []
        for order, theme in enumerate(self.themes):
            seeds = {hit.term.written: hit.term.weight for hit in hits.get(theme.id, ())}
            described = _cosine(query, self.described[theme.id])
            accepted = _cosine(query, self.accepted.get(theme.id, {}))
            missed = math.prod(1 - weight for weight in seeds.values())
            by_seeds = (1 - missed) * self.damping.get(theme.id, 1.0)
            score = round(by_seeds + _LIKENESS * max(described, accepted) * (1 - by_seeds), 4)
            if score > 0 and score >= least:
                why = self._seeds_reason(theme.id, tuple(seeds))
                if not why and accepted > described:
                    why = f"like what you accepted: {_in_common(words, query, self.accepted[theme.id])}"
                elif not why:
                    why = f"like its scope note: {_in_common(words, query, self.described[theme.id])}"
                found.append((-score, order, ThemeTag(theme.id, score, why)))
        return tuple(tag for _, _, tag in sorted(found))

    def _seeds_reason(self, theme: str, seeds: tuple[str, ...]) -> str:
        if not seeds:
            return ""
        listed = ", ".join(f"“{seed}”" for seed in seeds[:3])
        often = "; frequent in this text" if theme in self.damping else ""
        return f"{'seed' if len(seeds) == 1 else 'seeds'} {listed}{often}"


def accepted_texts(passages: Iterable[Passage]) -> dict[str, list[str]]:
    """Return the quotes of passages by the themes that the user accepted or added there."""
    found: dict[str, list[str]] = {}
    for passage in passages:
        by_rule = {mark.theme for mark in passage.marks if mark.decision in ("found", "refused")}
        for theme in passage.themes:
            if theme not in by_rule:
                found.setdefault(theme, []).append(passage.anchor.quote if passage.anchor else passage.text)
    return found


def _description(theme: Theme) -> str:
    seeds = " ".join(seed.replace("*", "") for seed in theme.seeds)
    return f"{theme.label} {theme.scope} {seeds}"


def _vector(counted: Mapping[str, int], rarity: Mapping[str, float], unknown: float) -> Vector:
    """Return TF-IDF weights of length 1; TF grows with the logarithm of the count."""
    weights = {word: (1 + math.log(count)) * rarity.get(word, unknown) for word, count in counted.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def _cosine(a: Vector, b: Vector) -> float:
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def _in_common(words: Sequence[str], query: Vector, like: Vector) -> str:
    """Return the up to three words, as they are written, that most make `query` and `like` alike."""
    by_stem: dict[str, str] = {}
    for word in words:
        for part in word.split("-"):
            by_stem.setdefault(stem(part), word)
    common = [key for key in by_stem if key in query and key in like]
    return ", ".join(by_stem[key] for key in sorted(common, key=lambda key: -query[key] * like[key])[:3])
