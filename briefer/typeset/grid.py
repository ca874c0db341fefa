"""The page: edges, bands, boxes and column widths, in points. Every brand shares them; sizes and colours differ."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefer.specs.brand import Brand, TypeRole, TypeStyle

LEFT = 54.0
"""Label edge."""
TEXT = 198.0
"""Text edge."""
HANG = TEXT - LEFT
RIGHT = 906.0
WIDE = RIGHT - LEFT
TOP = 138.0
BOTTOM = 432.0
"""Content stands between these two."""
BAND = BOTTOM - TOP

TITLE = (LEFT, 48.0, WIDE, 76.0)
COVER_TITLE = (LEFT, 96.0, WIDE, 150.0)
COVER_FACTS = 300.0
COVER_BOTTOM = 450.0

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


_TABLES: dict[str, Columns] = {
    "source-summary": Columns((144, 708), "roomy", 10, 10),
    "consensus-map": Columns((144, 54, 654), "roomy", 6, 6),
    "voices": Columns((144, 54, 654), "dense", 8, 8),
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

SOURCES = 42.0
"""Height of the sources, filled by whole lines."""

NOTE_AT: dict[str, float] = {"ranked-table": 378, "options": 402}
"""Where the line under a table stands, unless the table needs the place."""


def table_columns(layout: str, count: int, brand: Brand) -> Columns:
    """Return how a table of `count` columns stands on `layout`, in the type that `brand` gives such tables."""
    found = _columns(layout, count)
    return replace(found, role=brand.tables.get(layout, found.role))


def _columns(layout: str, count: int) -> Columns:
    if layout == "options" and count >= 4:
        return Columns(_option_widths(count), "dense", 7, 8)
    if layout == "ranked-table" and count == 3:
        return replace(_TABLES[layout], widths=(HANG, 84, WIDE - HANG - 84))
    if layout == "recommendations" and count == 5:
        return replace(_TABLES[layout], widths=(24, 120, 360, 48, 300))
    known = _TABLES.get(layout)
    if known is not None and len(known.widths) == count:
        return known
    if count <= 1:
        return Columns((WIDE,), "roomy", 10, 10)
    if known is not None and layout == "register":
        rest = (WIDE - 24 - 120 * (count - 2),) if count > 2 else (WIDE - 24,)
        return Columns((24.0, *rest, *[120.0] * (count - 2)), "dense_small", 3, 3)
    if layout in ("position-matrix", "theme-matrix"):
        return Columns((HANG, *[(WIDE - HANG) / (count - 1)] * (count - 1)), "dense", 4, 5)
    each = (WIDE - HANG) / (count - 1)
    role: TypeRole = "roomy" if count <= 3 else "dense"
    return Columns((HANG, *[each] * (count - 1)), role, 8, 8)


def _option_widths(count: int) -> tuple[float, ...]:
    """Return number, option, criteria, for and against; three criteria have the widths of the visual language."""
    criteria = count - 4
    if criteria == 3:
        return (*_OPTIONS_BEFORE, 114, 102, 72, *_OPTIONS_AFTER)
    room = WIDE - sum(_OPTIONS_BEFORE)
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
