"""Figures taken over from sources: the picture, what it shows and where it stands, and who allows the copy."""

from __future__ import annotations

import re

from briefer.compose.blocks import Fields, line_of
from briefer.compose.citing import Cite, Words
from briefer.compose.statements import Maker
from briefer.model.deck import Block, Figure, Line, Lines
from briefer.model.essay import Locator
from briefer.model.statement import Citation
from briefer.model.text import described
from briefer.specs.figure import ReadFigure

_PLACE = re.compile(r"(?:pp?\.?\s*)?([0-9]+[a-z]?|[ivxlcdm]+)(?:\s*[-–]\s*([0-9]+[a-z]?|[ivxlcdm]+))?", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?:¶|para(?:graph)?\.?)\s*([0-9]+)", re.IGNORECASE)


def place_of(text: str) -> Locator:
    """Return the place that "p. 12", "pp. 12–13", "12" or "¶3" names, an empty one for anything else."""
    if found := _PARAGRAPH.fullmatch(text.strip()):
        return Locator(paragraph=found[1])
    if found := _PLACE.fullmatch(text.strip()):
        return Locator(page="–".join(part for part in found.groups() if part))
    return Locator()


def figure(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return a picture with what it shows, cited, and who allows the copy; then what the user adds."""
    taken: ReadFigure = fields["figure"].value
    maker.shown.append(taken)
    if taken.passage:
        cite = Cite((taken.passage,), maker.shelf.passage(taken.passage).essay_id)
    else:
        cite = Cite((), taken.essay, places=(Citation(taken.essay, place_of(taken.locator)),))
    caption = maker.make("caption", (Words(taken.caption), cite), role="paraphrase", label="Figure")
    permission = maker.words("permission", taken.permission, label="Permission")
    alt = described(" ".join((taken.alt or taken.caption).split()))
    shown = Figure(taken.picture, alt, Line(caption, "note"), Line(permission, "note"))
    lines = tuple(line_of(maker, item.value, "note") for item in fields.get("lines", ()))
    return (shown, Lines(lines)) if lines else (shown,)
