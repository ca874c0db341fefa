"""Bars beside a table of counts: every number stands in the table as text, the chart lets the eye compare them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from briefer.model.deck import Table
from briefer.specs.brand import Brand
from briefer.typeset.grid import Grid, grid_of, table_columns
from briefer.typeset.page import ChartBox, Fill, Ink, Series, Shape, TableBox
from briefer.typeset.tables import table_box

PLOT_LEFT = 12.0
"""Room at both ends of the plot for half of an axis label."""

AXIS_HIGH = 24.0
"""Room under the bars for the labels of the axis."""

GAP = 0.9
"""Space between bars, as a share of a bar."""

OUTLINE = 1.5
"""Width of the stroke round a bar in points."""

BAR: dict[Fill, tuple[Ink, Ink | Literal[""], Ink]] = {
    "solid": ("ink2", "", "ground"),
    "outline": ("ground", "ink2", "ink"),
    "striped": ("rule", "rule", "ink"),
}
"""Inside, stroke and label of each kind of bar: told apart by form, so that any brand and any printer shows them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar as it is drawn, in points, with the number it stands for."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill
    value: int


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
    series = tuple(
        Series(name, fills[n], tuple(row.bars[n] for row in table.rows)) for n, name in enumerate(table.series)
    )
    names = tuple(row.cells[0].statements[0].text for row in table.rows)
    left = box.x + box.widths[0]
    width = grid.right - left
    sizes = brand.style("dense").size, brand.style("head").size
    told = "; ".join(
        f"{name} {', '.join(f'{s.name.lower()} {s.values[n]}' for s in series)}" for n, name in enumerate(names)
    )
    alt = f"Bars of the counts in the table, out of {table.maximum}: {told}"
    return ChartBox(field, left, y, width, height, names, series, table.maximum, alt, *sizes)


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
                found.append(Bar(x, y, value * unit, high, series.fill, value))
            x += value * unit
    return found
