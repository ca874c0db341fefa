"""A line of time: dates along an ink rule, under each what happened and who reports it; a second line takes what is left."""

from __future__ import annotations

from dataclasses import replace

from briefer.model.deck import Row, Table
from briefer.specs.brand import Brand
from briefer.typeset.grid import LEFT, WIDE, style_of
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
_BEFORE_SOURCE = 4.0


def timeline(table: Table, brand: Brand, step: int) -> tuple[float, tuple[Shape, ...]]:
    """Return the height of the events of `table`, and their shapes on a line that begins at y = 0.

    A row holds the date, the event and who reports it.
    """
    lines = -(-len(table.rows) // LONGEST)
    columns = max(_FEWEST, -(-len(table.rows) // max(1, lines)))
    width = (WIDE - _GAP * (columns - 1)) / columns
    shapes: list[Shape] = []
    y = 0.0
    for start in range(0, len(table.rows), columns):
        rows = table.rows[start : start + columns]
        texts = [_event(row, brand, step, width - _RIGHT) for row in rows]
        height = max(height_of(text) for text in texts)
        shapes.append(Rule(LEFT, y + _AXIS, WIDE, "ink", table.alt if not start else ""))
        for at, text in enumerate(texts):
            x = LEFT + at * (width + _GAP)
            field = f"body{start + at + 1}" if start + at else "body"
            shapes.append(TextBox(field, x, y, width - _RIGHT, height, text, fill_used=height_of(text) / height))
        y += height + _BETWEEN_LINES
    return max(0.0, y - _BETWEEN_LINES), tuple(shapes)


def _event(row: Row, brand: Brand, step: int, width: float) -> tuple[Paragraph, ...]:
    """Return the date in the title face, or smaller where it is too long, then the event and its source."""
    date, said, source = (cell.statements[0] for cell in row.cells)
    style = style_of("dense", brand, step)
    large, small = brand.style("numeral"), brand.style("roomy")
    runs = statement_runs(date, voice(date, large, brand), large.size)
    if text_width(runs, brand) > width:
        runs = statement_runs(date, voice(date, small, brand, bold=True), small.size)
    found = [paragraph(runs, brand, _DATE_HIGH, Measure(width))]
    for statement, quiet, before in ((said, False, _UNDER_AXIS), (source, True, _BEFORE_SOURCE)):
        if statement.text:
            own = replace(voice(statement, style, brand, quiet=quiet), bold=False)
            text = statement_runs(statement, own, style.size)
            found.append(paragraph(text, brand, style.leading, Measure(width), before))
    return tuple(found)
