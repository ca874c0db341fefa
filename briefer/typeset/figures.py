"""Pictures taken over from sources, as large as they can be seen well, over the words that belong to them."""

from __future__ import annotations

from briefer.model.deck import Figure
from briefer.specs.brand import Brand
from briefer.typeset.grid import Grid
from briefer.typeset.lines import lines_paragraphs
from briefer.typeset.page import Paragraph, PictureBox

DENSITY = 150
"""Dots to the inch at least: a page of 540 points on a screen 1080 dots high has 144, so no dot is drawn coarse."""

LEAST_HIGH = 120.0
"""Points of height that words leave to a picture, where it is as high."""

UNDER = 10.0
"""Points between a picture and its words."""

OVER_SOURCES = 8.0
"""Points that stay free under these words, so that they do not lean on the rule over the sources."""


def figure_text(figure: Figure, brand: Brand, grid: Grid, step: int = 0) -> tuple[Paragraph, ...]:
    """Return what stands under the picture: what it shows, and who allows the copy."""
    return lines_paragraphs((figure.caption, figure.permission), brand, grid, step)


def picture_box(figure: Figure, brand: Brand, grid: Grid, room: float) -> PictureBox:
    """Return the picture at the top of the content, in its proportions, at most `room` points high.

    It stands on the text edge, or on the label edge where it is too wide for that, and is never larger than its dots
    carry it.
    """
    picture = figure.picture
    natural = 72 / DENSITY / brand.drawn_at
    wide, high = picture.width * natural, picture.height * natural
    by = min(1.0, grid.wide / wide, max(room, LEAST_HIGH) / high)
    width = wide * by
    x = grid.left + (grid.hang if width <= grid.wide - grid.hang else 0)
    return PictureBox(x, grid.top, width, high * by, picture, figure.alt, figure.caption.statement.id)
