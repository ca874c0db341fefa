"""A line of time: dates along an ink rule, under each what happened and who reports it; a second line takes what is left."""

from __future__ import annotations

from dataclasses import replace

from briefer.model.deck import Row, Table
from briefer.specs.brand import Brand, TypeStyle
from briefer.typeset.grid import Grid, style_of
from briefer.typeset.lines import height_of
from briefer.typeset.measure import Measure, paragraph, text_width
from briefer.typeset.page import Paragraph, Rule, Shape, TextBox
from briefer.typeset.voices import statement_runs, voice

LONGEST = 4
"""Events on one line at most; more stand on two lines."""

_FEWEST = 3
"""Columns of a line that has fewer events: they stay as wide as columns of voices."""

_GAP = 12.0
_RIGHT = 18.0
_DATE_HIGH = 36.0
_AXIS = 40.0
"""The axis stands so far under the top of the dates."""
_UNDER_AXIS = 12.0
_BETWEEN_LINES = 22.0
_BETWEEN = 4.0


def timeline(table: Table, brand: Brand, grid: Grid, step: int) -> tuple[float, tuple[Shape, ...]]:
    """Return the height of the events of `table`, and their shapes on a line that begins at y = 0 in `grid`.

    The first cell of a row is its date; what stands in the others goes under the axis.
    """
    lines = -(-len(table.rows) // LONGEST)
    columns = max(_FEWEST, -(-len(table.rows) // max(1, lines)))
    width = (grid.wide - _GAP * (columns - 1)) / columns
    dates = _date_style(table, brand, width - _RIGHT)
    shapes: list[Shape] = []
    y = 0.0
    for start in range(0, len(table.rows), columns):
        rows = table.rows[start : start + columns]
        texts = [_event(row, dates, brand, step, width - _RIGHT) for row in rows]
        height = max(height_of(text) for text in texts)
        shapes.append(Rule(grid.left, y + _AXIS, grid.wide, "ink", table.alt if not start else ""))
        for at, text in enumerate(texts):
            x = grid.left + at * (width + _GAP)
            field = f"body{start + at + 1}" if start + at else "body"
            shapes.append(TextBox(field, x, y, width - _RIGHT, height, text, fill_used=height_of(text) / height))
        y += height + _BETWEEN_LINES
    return max(0.0, y - _BETWEEN_LINES), tuple(shapes)


def _date_style(table: Table, brand: Brand, width: float) -> TypeStyle:
    """Return the type of all dates: that of counts, smaller than the title, or smaller yet where one is too long."""
    counts = brand.style("numeral")
    large, *smaller = (replace(counts, size=brand.style(role).size) for role in ("lead_small", "roomy"))
    dates = [row.cells[0].statements[0] for row in table.rows]
    for style in (large, *smaller):
        found = [statement_runs(date, voice(date, style, brand), style.size) for date in dates]
        if all(text_width(runs, brand) <= width for runs in found):
            break
    return style


def _event(row: Row, dates: TypeStyle, brand: Brand, step: int, width: float) -> tuple[Paragraph, ...]:
    """Return the date, then the event and its source."""
    date, *said = (statement for cell in row.cells for statement in cell.statements)
    style = style_of("dense", brand, step)
    runs = statement_runs(date, voice(date, dates, brand), dates.size)
    found = [paragraph(runs, brand, _DATE_HIGH, Measure(width))]
    quiet = {statement.id for cell in row.cells if cell.quiet for statement in cell.statements}
    for number, statement in enumerate(said):
        own = voice(statement, style, brand, quiet=statement.id in quiet)
        text = statement_runs(statement, own, style.size)
        found.append(paragraph(text, brand, style.leading, Measure(width), _BETWEEN if number else _UNDER_AXIS))
    return tuple(found)
