"""The gallery: what the preview paints is what LibreOffice draws, line for line, in every template and brand.

By default each template and brand is taken with one sample brief; BRIEFER_FULL=1 takes all that `make gallery` writes.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.gallery import EVERY_LAYOUT, SAMPLES, TEMPLATES, opened, variants
from briefer.app import resources
from briefer.app.build import Draft, draft
from briefer.errors import BrieferError
from briefer.writers.pptx import write_deck
from tests.drawn import convert, elsewhere

FULL = os.environ.get("BRIEFER_FULL") == "1"
LEAST = 0.95
"""Share of the lines that break where they were measured to."""


def drafts() -> Iterator[tuple[str, Draft]]:
    """Yield the decks of the gallery."""
    taken: Counter[tuple[str, str]] = Counter()
    for path in (*sorted(SAMPLES.glob("*.yaml")), EVERY_LAYOUT):
        with opened(path) as (brief, library):
            for name, variant in variants(path, brief):
                kind = (variant.deck.template, variant.deck.brand)
                if taken[kind] and not FULL:
                    continue
                try:
                    made = draft(library.library, library.bodies, variant)
                except BrieferError:
                    continue
                taken[kind] += 1
                yield name, made


@pytest.mark.render
def test_the_preview_and_libreoffice_agree_on_the_lines_of_the_gallery(
    soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(resources.VARIABLE, str(TEMPLATES))
    made = dict(drafts())
    for name, one in made.items():
        data = write_deck(one.pages, one.deck, one.brand, one.master, one.records)
        (tmp_path / f"{name}.pptx").write_bytes(data)
    convert(soffice, sorted(tmp_path.glob("*.pptx")), tmp_path, tmp_path / "profile")

    found = {name: elsewhere(one.pages, tmp_path / f"{name}.pdf") for name, one in made.items()}

    missed = [(name, *where) for name, (lines, _) in found.items() for where in lines]
    total = sum(count for _, count in found.values())
    assert len(missed) <= (1 - LEAST) * total, f"{len(missed)} of {total} lines: {missed[:20]}"
