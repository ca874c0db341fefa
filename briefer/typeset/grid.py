"""The page: edges, bands, boxes and column widths, in points.

The brands that come along share them and differ in sizes and colours; a file of the user's own has its own edges.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from briefer.specs.brand import COVERS, Area, Areas, Brand, TypeRole, TypeStyle

SOURCES = 42.0
"""Height of the sources, filled by whole lines."""
SOURCES_GAP = 9.0
"""From content to the rule over the sources, and from there to the sources."""
KICKER = 20.0
"""Height of the line over the title of a cover."""
_KICKER_GAP = 28.0
_FACTS_GAP = 38.0
"""Under the facts of a cover, for what its handling mark means."""
_NARROW_HANG = 112.0
_WIDE, _HANG, _TOP, _BAND = 852.0, 144.0, 138.0, 294.0
"""Width of content and label column, top and height of content, for which columns and places are designed."""

Rect: TypeAlias = tuple[float, float, float, float]
"""x, y, width and height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The edges of one layout. The defaults are those of the brands that come along."""

    left: float = 54
    """Label edge."""
    hang: float = _HANG
    """From the label edge to the text edge."""
    right: float = 906
    top: float = _TOP
    bottom: float = _TOP + _BAND
    """Content stands between these two."""
    title: Rect = (54, 48, 852, 76)
    anchor: Literal["top", "middle", "bottom"] = "top"
    kicker: Rect = (54, 48, 708, KICKER)
    sources_at: float = 450
    meaning_bottom: float = 488
    """Under the meaning of the mark on a cover."""
    number: Rect = (54, 508, 132, 14)
    number_align: Literal["left", "center", "right"] = "left"
    foot: Rect = (198, 508, 480, 14)
    foot_right: float = 906
    mark_bottom: float = 505
    status: Rect = (54, 21, 600, 14)
    top_right: float = 906
    mark_top: float = 18

    @property
    def text(self) -> float:
        """Return the text edge."""
        return self.left + self.hang

    @property
    def wide(self) -> float:
        """Return the width of content."""
        return self.right - self.left

    @property
    def band(self) -> float:
        """Return the height of content."""
        return self.bottom - self.top

    def down(self, y: float) -> float:
        """Return where something stands that the visual language has at `y`."""
        return self.top + (y - _TOP) * self.band / _BAND

    def columns(self, widths: tuple[float, ...]) -> tuple[float, ...]:
        """Return designed column widths on this page: the label column as wide as the hang, numbers as they are."""
        if self.wide == _WIDE and self.hang == _HANG:
            return widths
        labels = (self.hang,) if widths[0] == _HANG else (widths[0],) if widths[0] <= _NUMBERS else ()
        rest = widths[len(labels) :]
        share = (self.wide - sum(labels)) / sum(rest) if rest else 1
        return (*labels, *(width * share for width in rest)) if rest else (self.wide,)


_NUMBERS = 30
"""A column of numbers is not wider than this."""
_OURS = Grid()
_COVER = replace(_OURS, title=(54, 96, 852, 150), top=300, bottom=450)
_SECTION = replace(_COVER, bottom=432)


def grid_of(layout: str, brand: Brand) -> Grid:
    """Return the edges of the layout that a template calls `layout`."""
    areas = brand.areas_of(layout)
    if areas is None:
        return {"title": _COVER, "section": _SECTION}.get(layout, _OURS)
    if layout in COVERS and brand.layouts[layout].name not in brand.covers:
        areas = _as_cover(areas)
    return _grid(layout, _Key(areas))


def _as_cover(areas: Areas) -> Areas:
    """Return the areas of a layout for content as those of a cover: a large title over the facts."""
    room = areas.content
    lines = min(150.0, 0.45 * room.height)
    title = Area(x=room.x, y=room.y + 20, width=room.width, height=lines)
    below = title.bottom + 14
    return replace(areas, title=title, content=replace(room, y=below, height=max(1.0, room.bottom - below)))


class _Key:
    """Areas as a key, by what they hold."""

    __slots__ = ("areas",)

    def __init__(self, areas: Areas) -> None:
        self.areas = areas

    def __hash__(self) -> int:
        return hash((self.areas.title, self.areas.content, self.areas.sources))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.areas == other.areas


@lru_cache(maxsize=256)
def _grid(layout: str, key: _Key) -> Grid:
    areas = key.areas
    content, title, foot, top, number = areas.content, areas.title, areas.foot, areas.top, areas.number
    bottom = content.bottom
    if layout == "title":
        bottom = max(content.y + 1, areas.sources.bottom - _FACTS_GAP)
    middle, page = number.x + number.width / 2, (content.x + content.right) / 2
    near = abs(middle - page) < content.width / 8
    return Grid(
        left=content.x,
        hang=min(_HANG, max(_NARROW_HANG, _HANG * content.width / _WIDE)),
        right=content.right,
        top=content.y,
        bottom=bottom,
        title=(title.x, title.y, title.width, title.height),
        anchor=areas.anchor,
        kicker=(title.x, title.y - _KICKER_GAP, title.width, KICKER),
        sources_at=areas.sources.y,
        meaning_bottom=areas.sources.bottom,
        number=(number.x, number.y, number.width, number.height),
        number_align="center" if near else "left" if middle < page else "right",
        foot=(foot.x, foot.y, foot.width, foot.height),
        foot_right=foot.right,
        mark_bottom=foot.y - 3,
        status=(top.x, top.y + 3, top.width, 14),
        top_right=top.right,
        mark_top=top.y,
    )


SMALLER: dict[TypeRole, TypeRole] = {"lead": "lead_small", "roomy": "roomy_small", "dense": "dense_small"}
"""The next size of a role's row in the type table; the others have one size only."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table stands: column widths, type, and the insets of its body cells; the last column has no right inset."""

    widths: tuple[float, ...]
    role: TypeRole
    top: float
    bottom: float
    right: float = 12
    between: float = 0
    """Space between the paragraphs of one cell."""
    weighed: bool = False
    """What is said is bold where a brand has no second ink for cells in which nothing is."""


PLOT_LEFT = 12.0
"""Room at both ends of a plot of bars for half of an axis label."""

COUNT_WIDE = 54.0
"""A column of counts between labels and names: text stands at 252 where there is one."""

_TABLES: dict[str, Columns] = {
    "source-summary": Columns((144, 708), "roomy", 10, 10),
    "consensus-map": Columns((144, COUNT_WIDE, 654), "roomy", 6, 6),
    "voices": Columns((144, COUNT_WIDE, 654), "dense", 8, 8),
    "ranked-table": Columns((144, 84, 372, 252), "dense", 8, 10),
    "risks": Columns((144, 432, 276), "roomy_small", 6, 8, 24),
    "next-steps": Columns((144, 432, 276), "roomy_small", 6, 8, 24),
    "theme-summary": Columns((144, 708), "roomy", 10, 10),
    "essay-card": Columns((144, 708), "roomy", 8, 8, between=6),
    "purpose-and-scope": Columns((144, 708), "roomy_small", 5, 5),
    "contact-and-version": Columns((144, 708), "roomy_small", 5, 5),
    "executive-summary": Columns((144, 708), "roomy_small", 6, 6),
    "agenda": Columns((144, 606, 102), "roomy", 8, 8),
    "evidence-assessment": Columns((144, 384, 324), "roomy_small", 6, 8, 24),
    "objection-answer": Columns((144, 354, 354), "roomy_small", 6, 8, 24),
    "recommendations": Columns((24, 120, 300, 84, 48, 276), "dense", 7, 8),
    "position-chart": Columns((264, 588), "dense", 5, 5),
    "what-changed": Columns((144, 288, 420), "roomy_small", 6, 8, 24),
    "register": Columns((28, 516, 146, 68, 94), "dense_small", 3, 3),
}
_OPTIONS_BEFORE = (24.0, 168.0)
_OPTIONS_AFTER = (156.0, 216.0)

MOST: dict[str, int] = {
    "agenda": 7,
    "executive-summary": 5,
    "assertion-evidence": 4,
    "position-matrix": 8,
    "theme-matrix": 8,
    "recommendations": 6,
    "position-chart": 6,
    "timeline": 8,
}
"""Rows or lines that stand on one slide at most, a row of sums apart; more go on with the next slide."""

NOTE_AT: dict[str, float] = {"ranked-table": 378, "options": 402}
"""Where the line under a table stands, unless the table needs the place."""


def table_columns(layout: str, count: int, brand: Brand) -> Columns:
    """Return how a table of `count` columns stands on `layout`, in the type that `brand` gives such tables."""
    found = _columns(layout, count)
    widths = grid_of(layout, brand).columns(found.widths)
    return replace(found, widths=widths, role=brand.tables.get(layout, found.role))


def _columns(layout: str, count: int) -> Columns:
    if layout == "options" and count >= 4:
        return Columns(_option_widths(count), "dense", 7, 8)
    if layout == "ranked-table" and count == 3:
        return replace(_TABLES[layout], widths=(_HANG, 84, _WIDE - _HANG - 84))
    if layout == "recommendations" and count == 5:
        return replace(_TABLES[layout], widths=(24, 120, 360, 48, 300))
    known = _TABLES.get(layout)
    if known is not None and len(known.widths) == count:
        return known
    if count <= 1:
        return Columns((_WIDE,), "roomy", 10, 10)
    if known is not None and layout == "register":
        rest = (_WIDE - 24 - 120 * (count - 2),) if count > 2 else (_WIDE - 24,)
        return Columns((24.0, *rest, *[120.0] * (count - 2)), "dense_small", 3, 3)
    if layout in ("position-matrix", "theme-matrix"):
        return Columns((_HANG, *[(_WIDE - _HANG) / (count - 1)] * (count - 1)), "dense", 4, 5, weighed=True)
    each = (_WIDE - _HANG) / (count - 1)
    role: TypeRole = "roomy" if count <= 3 else "dense"
    return Columns((_HANG, *[each] * (count - 1)), role, 8, 8)


def _option_widths(count: int) -> tuple[float, ...]:
    """Return number, option, criteria, for and against; three criteria have the widths of the visual language."""
    criteria = count - 4
    if criteria == 3:
        return (*_OPTIONS_BEFORE, 114, 102, 72, *_OPTIONS_AFTER)
    room = _WIDE - sum(_OPTIONS_BEFORE)
    share = min(120.0, 288 / criteria) if criteria else 0
    rest = room - share * criteria
    against = float(round(rest * 216 / 372))
    return (*_OPTIONS_BEFORE, *[share] * criteria, rest - against, against)


def source_lines(brand: Brand) -> int:
    """Return how many lines one column of sources holds."""
    return int(SOURCES // brand.style("source").leading)


def style_of(role: TypeRole, brand: Brand, step: int = 0) -> TypeStyle:
    """Return the type of `role`, after `step` the next smaller of its row where there is one."""
    return brand.style(SMALLER.get(role, role) if step else role)
