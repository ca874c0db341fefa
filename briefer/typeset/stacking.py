"""Boxes one under the other in the content band of a slide, and what they need of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefer.typeset.grid import Grid
from briefer.typeset.lines import height_of
from briefer.typeset.page import Shape, TextBox


@dataclass(frozen=True, slots=True)
class Content:
    """The placed content of a page: `bottom` is the y under its last ink; `top` and `limit` are the ends of the band."""

    shapes: tuple[Shape, ...]
    bottom: float
    top: float
    limit: float
    crowded: bool = False
    """More rows or lines than the layout takes, whatever their height."""

    @property
    def fits(self) -> bool:
        """Tell whether nothing reaches under the band and nothing is one too many."""
        return self.bottom <= self.limit + 0.01 and not self.crowded

    @property
    def fill_used(self) -> float:
        """Return the used share of the band."""
        return (self.bottom - self.top) / (self.limit - self.top)


@dataclass(frozen=True, slots=True)
class Item:
    """Something of a known height that wants to stand at `at`, and never closer than `gap` to what is above it."""

    at: float
    gap: float
    height: float
    place: Callable[[float], tuple[Shape, ...]]


def stack(items: Sequence[Item], grid: Grid) -> Content:
    """Place `items` downwards: each where it wants to stand, higher where those below it need the room."""
    shapes: list[Shape] = []
    end = grid.top
    for number, item in enumerate(items):
        later = sum(below.gap + below.height for below in items[number + 1 :])
        y = min(item.at, grid.bottom - later - item.height)
        y = max(y, end + item.gap if shapes else grid.top)
        shapes = [_above(shape, y) for shape in shapes]
        shapes += item.place(y)
        end = y + item.height
    return Content(tuple(shapes), end if items else grid.top, grid.top, grid.bottom)


def _above(shape: Shape, y: float) -> Shape:
    """Return `shape`, its box ending at `y` where empty room of it would reach under that."""
    if not isinstance(shape, TextBox) or shape.y + shape.height <= y or shape.columns > 1:
        return shape
    height = max(y - shape.y, height_of(shape.paragraphs))
    return replace(shape, height=height, fill_used=shape.fill_used * shape.height / height)


def field_name(number: int) -> str:
    """Return the field of the `number`-th content box, from 1: body, body2, body3 …"""
    return "body" if number == 1 else f"body{number}"


def lowered(shapes: Sequence[Shape], by: float) -> tuple[Shape, ...]:
    """Return `shapes` so many points further down."""
    return tuple(replace(shape, y=shape.y + by) for shape in shapes)
