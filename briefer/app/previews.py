"""How a brief would look in each template and brand: one measured slide of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from briefer.app import resources
from briefer.app.brands import drawings_of
from briefer.app.build import draft
from briefer.app.check import problems
from briefer.app.waiting import composable
from briefer.errors import BrieferError
from briefer.model.library import Bodies, Library
from briefer.model.master import Drawing
from briefer.specs.brand import Brand
from briefer.specs.brief import Brief, brief_document
from briefer.typeset.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A slide of the brief in a template or brand; `page` is None where it cannot be made, and `note` says why."""

    kind: Literal["template", "brand"]
    id: str
    name: str
    brand: Brand | None = None
    page: Page | None = None
    slides: int = 0
    note: str = ""
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    """What the user's own file draws behind the text, by the name of its layout."""


def previews(library: Library, bodies: Bodies, brief: Brief) -> Iterator[Preview]:
    """Yield the brief in every deck template, then in every brand; its first slide after the title stands for it."""
    for info in resources.templates():
        if info.kind == "deck":
            shown = replace(brief, deck=replace(brief.deck, template=info.id))
            yield _preview("template", info.id, info.name, library, bodies, shown)
    for id in resources.ids("brands"):
        shown = replace(brief, deck=replace(brief.deck, brand=id))
        yield _preview("brand", id, id.capitalize(), library, bodies, shown)


def _preview(
    kind: Literal["template", "brand"], id: str, name: str, library: Library, bodies: Bodies, brief: Brief
) -> Preview:
    try:
        found = problems(brief, brief_document(brief), library, bodies)
        rest = composable(brief, library, bodies)[0] if found else brief
        made = draft(library, bodies, rest, recorded=False)
    except BrieferError as error:
        return Preview(kind=kind, id=id, name=name, note=str(error))
    note = f"{len(found)} to change first: {found[0].what}" if found else ""
    page = next((page for page in made.pages[1:] if not page.hidden), made.pages[0])
    drawings, slides = drawings_of(made.brand), len(made.pages)
    return Preview(
        kind=kind, id=id, name=name, brand=made.brand, page=page, slides=slides, note=note, drawings=drawings
    )
