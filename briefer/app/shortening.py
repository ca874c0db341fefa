"""How a deck gets shorter where a brief limits its slides: fewer items on a slide, then fewer slides."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from briefer.model.deck import Remark
from briefer.specs.template import KEPT, DeckTemplate


def shorter(template: DeckTemplate) -> Iterator[tuple[DeckTemplate, dict[str, int]]]:
    """Yield the template ever shorter: first with fewer items a slide, then without the slides of lowest priority."""
    caps: dict[str, int] = {}
    for caps in _caps(template):
        yield template, caps
    for least in range(2, KEPT + 1):
        kept = tuple(slide for slide in template.slides if slide.priority >= least)
        if kept and len(kept) < len(template.slides):
            yield replace(template, slides=kept), caps


def left_out(template: DeckTemplate, shown: DeckTemplate, whole: Container[str]) -> Iterator[Remark]:
    """Yield a remark for each slide of `template` that was left out to keep to the brief's number of slides.

    `whole` are the template slides that have something to show in this brief.
    """
    kept = {slide.id for slide in shown.slides}
    for slide in template.slides:
        if slide.id not in kept and slide.id in whole:
            yield Remark("", f"The slide “{slide.id}” was left out to keep the deck short.", "warn")


def _caps(template: DeckTemplate) -> Iterator[dict[str, int]]:
    """Yield how many items `best` gives at most, by template slide: no limit, then ever less in template order."""
    caps: dict[str, int] = {}
    yield caps
    for most in (3, 2, 1):
        for slide in template.slides:
            if any("best" in leaf for leaf in slide.lists.values()):
                caps = {**caps, slide.id: most}
                yield caps
