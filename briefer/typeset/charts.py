"""Bars beside a table of counts: every number stands in the table as text, the chart lets the eye compare them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from briefer.model.deck import CONDITIONAL, Table
from briefer.specs.brand import Brand
from briefer.typeset.grid import PLOT_LEFT, Grid, grid_of, table_columns
from briefer.typeset.measure import text_width
from briefer.typeset.page import ChartBox, Fill, Ink, Run, Series, Shape, TableBox
from briefer.typeset.tables import table_box

AXIS_HIGH = 24.0
"""Room under the bars for the labels of the axis."""

GAP = 0.9
"""Space between bars, as a share of a bar."""

OUTLINE = 1.5
"""Width of the stroke round a bar in points."""

Inks: TypeAlias = tuple[Ink, Ink | Literal[""], Ink]
"""Inside, stroke and label of a bar; "" where it has no stroke."""

BAR: dict[Fill, Inks] = {
    "solid": ("ink2", "", "ground"),
    "outline": ("ground", "ink2", "ink"),
    "striped": ("rule", "rule", "ink"),
}
"""The inks of each kind of bar: told apart by form, so that any brand and any printer shows them."""


_LABEL_ROOM = 4.0
"""Room on both sides of the words inside a bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar as it is drawn, in points, with the number it stands for."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill
    value: int
    row: int
    """Row of the chart, from 0."""
    label: str
    """The number with the words around it."""
    told: bool = False

    @property
    def inks(self) -> Inks:
        """Return inside, stroke and label; a bar that the title speaks of has the accent for the second ink."""
        inside, edge, label = BAR[self.fill]
        if not self.told:
            return inside, edge, label
        return "accent" if inside == "ink2" else inside, "accent" if edge == "ink2" else edge, label


@dataclass(frozen=True, slots=True)
class Charted:
    """A table of counts with its bars; `height` holds the labels of the axis too."""

    height: float
    place: Callable[[float], tuple[Shape, ...]]


def charted(table: Table, layout: str, brand: Brand, step: int, fields: tuple[str, str]) -> Charted:
    """Return `table`, its rows equally high, with bars in its last column."""
    columns, grid = table_columns(layout, 2, brand), grid_of(layout, brand)
    box = table_box(table, columns, brand, grid.left, grid.top, grid.band - AXIS_HIGH, step, fields[0])
    head, body = box.heights[: int(box.head)], box.heights[int(box.head) :]
    each = max(body, default=0.0)
    box = replace(box, heights=(*head, *[each] * len(body)))
    high = each * len(body)

    def place(y: float) -> tuple[Shape, ...]:
        return replace(box, y=y), _bars(table, box, y + sum(head), high + AXIS_HIGH, brand, grid, fields[1])

    return Charted(sum(box.heights) + AXIS_HIGH, place)


def _bars(table: Table, box: TableBox, y: float, height: float, brand: Brand, grid: Grid, field: str) -> ChartBox:
    fills: tuple[Fill, ...] = ("solid", "outline", "striped")
    left = box.x + box.widths[0]
    width = grid.right - left
    words = _words(table, brand, width)
    series = tuple(
        Series(name, fills[n], tuple(row.bars[n] for row in table.rows), words if fills[n] == "outline" else ("", ""))
        for n, name in enumerate(table.series)
    )
    names = tuple(row.cells[0].statements[0].text for row in table.rows)
    sizes = brand.style("dense").size, brand.style("head").size
    told = "; ".join(
        f"{name} {', '.join(f'{s.name.lower()} {s.values[n]}' for s in series)}" for n, name in enumerate(names)
    )
    alt = f"Bars of the counts in the table, out of {table.maximum}: {told}"
    accent = tuple(n for n, row in enumerate(table.rows) if row.told)
    return ChartBox(field, left, y, width, height, names, series, table.maximum, alt, *sizes, told=accent)


def _words(table: Table, brand: Brand, width: float) -> tuple[str, str]:
    """Return what stands around the numbers of conditional bars: none where one bar is too short for it."""
    unit = (width - 2 * PLOT_LEFT) / max(1, table.maximum)
    size = brand.style("dense").size
    for row in table.rows:
        if value := dict(zip(table.series, row.bars, strict=False)).get(CONDITIONAL, 0):
            label = Run(f"+ {value} if", "body", size, bold=True)
            if text_width((label,), brand) + 2 * _LABEL_ROOM > value * unit:
                return "", ""
    return "+ ", " if"


def bars_of(box: ChartBox) -> list[Bar]:
    """Return each bar that is not nought, row by row."""
    band = (box.height - AXIS_HIGH * box.scale) / max(1, len(box.names))
    high = band / (1 + GAP)
    unit = (box.width - 2 * PLOT_LEFT * box.scale) / max(1, box.maximum)
    found = []
    for number in range(len(box.names)):
        x = box.x + PLOT_LEFT * box.scale
        y = box.y + number * band + (band - high) / 2
        for series in box.series:
            value = series.values[number]
            if value:
                label = f"{series.words[0]}{value}{series.words[1]}"
                found.append(Bar(x, y, value * unit, high, series.fill, value, number, label, number in box.told))
            x += value * unit
    return found
