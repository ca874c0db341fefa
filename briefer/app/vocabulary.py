"""The user's vocabulary: terms that could be seeds of a theme."""

from __future__ import annotations

from briefer.mining.seedterms import SeedTerm, suggested_seeds
from briefer.mining.themes import accepted_texts
from briefer.model.evidence import Passage, Theme
from briefer.model.library import Library


def seed_terms(library: Library, theme_id: str) -> tuple[SeedTerm, ...]:
    """Return terms that the confirmed passages under a theme share and the other passages have less.

    Passages that only a rule put there say nothing new and are left out. Nothing for an unknown theme.
    """
    theme = library.get(Theme, theme_id)
    confirmed = [passage for passage in library.all(Passage) if passage.confirmed]
    others = [p.anchor.quote if p.anchor else p.text for p in confirmed if theme_id not in p.themes]
    return suggested_seeds(theme, accepted_texts(confirmed).get(theme_id, []), others) if theme else ()
