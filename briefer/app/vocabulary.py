"""The user's vocabulary: terms that could be seeds of a theme."""

from __future__ import annotations

from functools import lru_cache

from briefer.mining.seedterms import SeedTerm, setting_apart, suggested_seeds
from briefer.mining.sentences import sentences
from briefer.mining.themes import Tagger, accepted_texts
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Theme
from briefer.model.library import Bodies, Library

MOST_TERMS = 10
MOST_LETTERS = 600_000
"""Letters of the shelf that are looked through for terms, about twenty essays of 5,000 words; of more, every nth essay."""


def seed_terms(library: Library, theme_id: str, bodies: Bodies | None = None) -> tuple[SeedTerm, ...]:
    """Return terms that set a theme apart: in the passages the user put there, then in the sentences tagged with it.

    Passages that only a rule put under the theme say nothing new and are left out; of sentences, those of `bodies` that
    the rules tag with it stand against all others. Nothing for an unknown theme.
    """
    theme = library.get(Theme, theme_id)
    if theme is None:
        return ()
    confirmed = [passage for passage in library.all(Passage) if passage.confirmed]
    others = [p.anchor.quote if p.anchor else p.text for p in confirmed if theme_id not in p.themes]
    chosen = suggested_seeds(theme, accepted_texts(confirmed).get(theme_id, []), others)
    found = setting_apart(theme, *_sentences(library, theme, bodies or {}))
    known = {seed.term for seed in chosen}
    return (*chosen, *(seed for seed in found if seed.term not in known))[:MOST_TERMS]


def _sentences(library: Library, theme: Theme, bodies: Bodies) -> tuple[list[str], list[str]]:
    """Return the sentences of full texts that the rules tag with `theme`, and those they do not."""
    tagger = Tagger.of(library.all(Theme), accepted_texts(p for p in library.all(Passage) if p.confirmed))
    texts = [essay for essay in library.all(Essay) if essay.text == "full" and essay.body_sha256 in bodies]
    step = 1 + sum(len(bodies[essay.body_sha256]) for essay in texts) // MOST_LETTERS
    tagged: list[str] = []
    rest: list[str] = []
    for essay in texts[::step]:
        said = _said(essay, bodies[essay.body_sha256])
        here = tagger.damped(said)
        for sentence in said:
            touched = any(tag.theme == theme.id for tag in here.tags(sentence))
            (tagged if touched else rest).append(sentence)
    return tagged, rest


@lru_cache(maxsize=64)
def _said(essay: Essay, body: str) -> tuple[str, ...]:
    return tuple(body[s.start : s.end] for s in sentences(essay, body))
