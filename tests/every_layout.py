"""The deck of the gallery that has a slide of every layout, built once for each brand."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from benchmarks.gallery import EVERY_LAYOUT, TEMPLATES, opened
from briefer.app.build import Draft, draft


@lru_cache
def every_layout(brand: str) -> Draft:
    """Return the deck in `brand`, measured and audited."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFER_TEMPLATES", str(TEMPLATES))
        with opened(EVERY_LAYOUT) as (brief, library):
            look = replace(brief, deck=replace(brief.deck, brand=brand))
            return draft(library.library, library.bodies, look)
