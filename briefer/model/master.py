"""What stands in a PowerPoint file that is to become a brand: its layouts, faces and colours. Points, RRGGBB."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Literal, TypeAlias

Anchor: TypeAlias = Literal["top", "middle", "bottom"]
TITLES = ("title", "ctrTitle")
UNNUMBERED = -1
"""Stands for the index of a placeholder that has none and is no title."""
FOOTERS = ("ftr", "sldNum", "dt")
LINKS = tuple(
    f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{name}"
    for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver")
)
"""The elements by which something on a slide can be clicked on."""
NOT_FOLLOWED = ("slide", "notesSlide", "hyperlink")
"""Kinds of relation on which masters and layouts are never followed: slides are left behind, links taken out."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the y of the lower edge."""
        return self.y + self.height

    @property
    def area(self) -> float:
        """Return width times height, nothing for a box without either."""
        return max(0.0, self.width) * max(0.0, self.height)

    def common(self, other: Box) -> Box:
        """Return what two boxes share; its width or height is below 0 when they share nothing."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Box(x, y, min(self.right, other.right) - x, min(self.bottom, other.bottom) - y)

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes overlap by more than an edge."""
        shared = self.common(other)
        return shared.width > 0.5 and shared.height > 0.5

    def covers(self, other: Box, share: float = 0.9) -> bool:
        """Tell whether at least `share` of `other` lies in this box."""
        shared = self.common(other)
        return shared.width > 0 and shared.height > 0 and shared.area >= share * other.area


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A placeholder of a layout with what it inherits from its master; "" stands for a colour that is not known."""

    kind: str
    """The type in the file; "obj" where it names none."""
    index: int
    """0 for a title."""
    box: Box | None
    usual: Box | None = None
    """Where its master has such a placeholder."""
    vertical: bool = False
    anchor: Anchor = "top"
    colour: str = ""
    size: float = 0
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMark:
    """Something that stands on every slide of a layout: a logo, a rule, a panel."""

    box: Box
    kind: Literal["picture", "shape", "line", "group", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is drawn behind the text of a layout: `width` × `height` dots of three bytes, row by row.

    One dot is `dot` points wide and high.
    """

    width: int
    height: int
    dot: float
    dots: bytes = field(repr=False)

    def colours(self, box: Box) -> Counter[str]:
        """Return how many of the dots inside `box` have which colour, as RRGGBB."""
        left, top = max(0, int(box.x / self.dot)), max(0, int(box.y / self.dot))
        right, bottom = min(self.width, ceil(box.right / self.dot)), min(self.height, ceil(box.bottom / self.dot))
        starts = (3 * (y * self.width + x) for y in range(top, bottom) for x in range(left, right))
        return Counter(self.dots[at : at + 3].hex().upper() for at in starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLayout:
    """A layout with what its master lends it."""

    name: str
    type: str
    """The kind of layout that the file names: title, obj, secHead …, "" for none."""
    master: int
    """Which master of the file it belongs to, from 0."""
    places: tuple[FoundPlace, ...]
    marks: tuple[FoundMark, ...]
    ground: str
    """Colour of the background, the mean one of a picture, "" where it is not known."""
    behind: Drawing | None = None
    """What text stands on, in few dots."""
    theme: Mapping[str, str]
    """Colours by the names that slides use (tx1, accent1)."""

    def of(self, *kinds: str) -> tuple[FoundPlace, ...]:
        """Return the placeholders of some kinds."""
        return tuple(place for place in self.places if place.kind in kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMaster:
    """A PowerPoint file as far as a brand can use it. Width and height of the page are points."""

    width: float
    height: float
    layouts: tuple[FoundLayout, ...]
    title_face: str
    body_face: str
    capitals: bool = False
    """Titles are set in capitals by the file."""
    links: int = 0
    """How many links to click on its masters and layouts have."""


def place_index(kind: str, index: str | None) -> int:
    """Return by which number a placeholder is known: 0 for a title, `UNNUMBERED` for another without an index."""
    return 0 if kind in TITLES else int(index or 0) or UNNUMBERED


def unique_name(name: str, taken: Collection[str]) -> str:
    """Return the name of a layout, with a number where another one is `taken`: masters may repeat names."""
    name = " ".join(name.split()) or "Layout"
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    return found
