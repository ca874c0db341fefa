"""A figure that a brief takes over from a source: whose it is, where it stands there, and who allows the copy."""

from __future__ import annotations

from dataclasses import dataclass, fields

from briefer.model.picture import Picture
from briefer.specs.validate import FileName, Filled


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture of a source as a brief names it: by a passage, or by an essay and a place in it.

    `file` is a PNG or JPEG in the folder of the brief. `alt` is for those who do not see it, "" for the caption.
    """

    file: Filled
    caption: Filled
    permission: str = ""
    """Who allows the copy; a brief without it is refused."""
    passage: str = ""
    essay: str = ""
    locator: str = ""
    title: str = ""
    alt: str = ""
    id: FileName = ""
    """That of its slide, "" for its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFigure(Figure):
    """A figure with its picture, as it was read beside the brief; no YAML file holds it."""

    picture: Picture


def with_picture(figure: Figure, picture: Picture) -> ReadFigure:
    """Return `figure` with the `picture` that its file holds."""
    return ReadFigure(**_written(figure), picture=picture)


def as_written(figure: Figure) -> Figure:
    """Return `figure` as a brief writes it, without its picture."""
    return Figure(**_written(figure))


def _written(figure: Figure) -> dict[str, str]:
    return {field.name: getattr(figure, field.name) for field in fields(Figure)}
