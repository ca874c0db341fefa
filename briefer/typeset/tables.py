"""Native tables: cells set and measured, rows as high as their tallest cell, strokes between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal, TypeAlias

from briefer.model.deck import Cell, Row, Table
from briefer.model.statement import Statement
from briefer.specs.brand import Brand, TypeRole, TypeStyle
from briefer.typeset.balance import balanced
from briefer.typeset.grid import COUNT_WIDE, PLOT_LEFT, SMALLER, Columns, Grid, table_columns
from briefer.typeset.joining import NBSP
from briefer.typeset.lines import LABEL_GAP, descent, height_of
from briefer.typeset.measure import Measure, paragraph, text_width
from briefer.typeset.page import CellBox, Paragraph, Run, Stroke, TableBox
from briefer.typeset.voices import Voice, label_run, statement_runs, voice

Edge: TypeAlias = Stroke | Literal[""]

MANY_LINES = 10
"""A roomy table of more lines than this takes the smaller leading."""

HEAD_HEIGHT = 24
"""Points that the head of a table takes at least."""
_HEAD_TOP, _HEAD_BOTTOM = 3, 5
_NUMBERS_WIDE = 24
_WIDE = 150.0
"""Columns of this width or more, in points, hold running text."""
_NUMERAL = re.compile(r"\+?\s*\d+")
_LABEL_LINES = 2
"""Lines that a label may take beside its text."""
_DIGITS_HIGH = 0.68
"""Height of a digit as a share of its size, in the faces that come along."""
_UNDER_RULE = 3.0
"""Points between the rule over a row and the top of its count."""
_CLOSE, _CLOSE_MAP = 6.0, 4.0
"""Insets over and under the cells of rows that would not fit otherwise, in points; those of a map of stands."""


def column_count(table: Table) -> int:
    """Return how many columns `table` has."""
    return max([len(table.head), *(len(row.cells) for row in table.rows)])


def fitted_table(layout: str, table: Table, brand: Brand, grid: Grid, room: float, step: int, field: str) -> TableBox:
    """Return `table` at the top of the content of a slide on `layout`, as measured.

    With `step` 1 it is set one size smaller. With `step` 2 its columns follow its texts as well; roomy rows that are
    still too high are set as dense ones, the stands on one map smaller yet.
    """
    columns = table_columns(layout, column_count(table), brand)
    columns = replace(columns, widths=table.widths) if table.widths else columns
    if step < 2:
        return table_box(table, columns, brand, grid.left, grid.top, room, step, field)
    columns = by_content(table, columns, brand)
    box = table_box(table, columns, brand, grid.left, grid.top, room, 1, field)
    if box.fill_used <= 1 or columns.role not in ("roomy", "roomy_small"):
        return box
    inset = _CLOSE_MAP if layout == "consensus-map" else _CLOSE
    columns = replace(columns, role="dense", top=min(columns.top, inset), bottom=min(columns.bottom, inset))
    box = table_box(table, columns, brand, grid.left, grid.top, room, 0, field)
    if layout == "consensus-map" and box.fill_used > 1:
        return table_box(table, columns, brand, grid.left, grid.top, room, 1, field)
    return box


def table_box(
    table: Table, columns: Columns, brand: Brand, x: float, y: float, room: float, step: int, field: str
) -> TableBox:
    """Return `table` at `x`, `y` as measured; `step` takes the next smaller size, `room` is the height it may take."""
    role = SMALLER.get(columns.role, columns.role) if step else columns.role
    if brand.foreign:
        columns = _roomy_for_words(table, columns, brand.style(role), brand)
    rows = _rows(table, columns, brand.style(role), brand)
    if role == "roomy" and sum(max(_lines(cell) for cell in row) for row in rows) > MANY_LINES:
        rows = _rows(table, columns, brand.style("roomy_small"), brand)
    heights = [max(_cell_height(cell) for cell in row) for row in rows]
    if table.head:
        head = tuple(_head_cell(table, n, columns, brand) for n in range(len(columns.widths)))
        rows.insert(0, head)
        heights.insert(0, max(HEAD_HEIGHT, *(_cell_height(cell) for cell in head)))
    strokes = _strokes(table)
    stroked = tuple(_stroked(row, strokes[n], strokes[n + 1]) for n, row in enumerate(rows))
    used = sum(heights) / room if room > 0 else 1
    return TableBox(field, x, y, columns.widths, tuple(heights), stroked, bool(table.head), table.alt, fill_used=used)


def _roomy_for_words(table: Table, columns: Columns, style: TypeStyle, brand: Brand) -> Columns:
    """Return `columns` with none narrower than its longest word, where the others can spare the room."""
    least = []
    for n, width in enumerate(columns.widths):
        cells = [row.cells[n].statements for row in table.rows if n < len(row.cells)]
        heads = (table.head[n],) if n < len(table.head) else ()
        words = {word for group in (*cells, heads) for statement in group for word in statement.text.split()}
        run = Run("", style.face, style.size, bold=True)
        longest = max((text_width((replace(run, text=word),), brand) for word in words), default=0.0)
        least.append(min(longest + _right(columns, n) + 2, sum(columns.widths) / 3) if width > _NUMBERS_WIDE else width)
    missing = sum(max(0.0, need - width) for need, width in zip(least, columns.widths, strict=True))
    spare = sum(max(0.0, width - need) for need, width in zip(least, columns.widths, strict=True))
    if not missing or spare < missing:
        return columns
    widths = (
        need if need > width else width - (width - need) * missing / spare
        for need, width in zip(least, columns.widths, strict=True)
    )
    return replace(columns, widths=tuple(widths))


def by_content(table: Table, columns: Columns, brand: Brand) -> Columns:
    """Return `columns` with the room of the wide ones shared out by their texts; labels and numbers keep theirs.

    A column keeps half its width and the room for its longest word. Where labels stand beside one text and would take
    more than two lines, the text goes to the edge on which counted names stand.
    """
    style = brand.style(SMALLER.get(columns.role, columns.role))
    if len(columns.widths) == 2 and not table.series and not brand.foreign:
        room = _LABEL_LINES * (columns.widths[0] - columns.right)
        labels = (Run(s.text, style.face, style.size) for row in table.rows for s in row.cells[0].statements)
        shift = COUNT_WIDE if any(text_width((label,), brand) > room for label in labels) else 0
        return replace(columns, widths=(columns.widths[0] + shift, columns.widths[1] - shift))
    free = [n for n in range(1, len(columns.widths)) if columns.widths[n] >= _WIDE]
    if len(free) < 2:
        return columns
    texts = {
        n: [s.text for row in table.rows for s in row.cells[n].statements] if n < len(table.rows[0].cells) else []
        for n in free
    }
    least = {n: max(columns.widths[n] / 2, _longest(texts[n], style, brand) + _right(columns, n)) for n in free}
    room = sum(columns.widths[n] for n in free)
    spare = room - sum(least.values())
    letters = {n: sum(map(len, texts[n])) for n in free}
    if spare <= 0 or not any(letters.values()):
        return columns
    shares = {n: float(round(least[n] + spare * letters[n] / sum(letters.values()))) for n in free}
    shares[free[-1]] += room - sum(shares.values())
    return replace(columns, widths=tuple(shares.get(n, width) for n, width in enumerate(columns.widths)))


def _longest(texts: Sequence[str], style: TypeStyle, brand: Brand) -> float:
    words = {word for text in texts for word in text.split()}
    return max((text_width((Run(word, style.face, style.size),), brand) for word in words), default=0.0)


def _rows(table: Table, columns: Columns, style: TypeStyle, brand: Brand) -> list[tuple[CellBox, ...]]:
    return [tuple([_cell(row, n, columns, style, brand) for n in range(len(columns.widths))]) for row in table.rows]


def _lines(cell: CellBox) -> int:
    return sum(len(p.lines) for p in cell.paragraphs)


def _cell_height(cell: CellBox) -> float:
    return cell.top + height_of(cell.paragraphs) + cell.bottom


def _head_cell(table: Table, column: int, columns: Columns, brand: Brand) -> CellBox:
    """Return a head over its column in lines of about equal length; over bars it begins where they do.

    Where the halves of a list stand side by side, the same head is broken alike over both.
    """
    style, head = brand.style("head"), table.head
    same = [n for n, other in enumerate(head) if column < len(head) and other.text == head[column].text]
    right = max(_right(columns, n) for n in (column, *same) if n < len(columns.widths))
    left = PLOT_LEFT if table.series and column == len(columns.widths) - 1 else 0
    measure = Measure(columns.widths[column] - left - right)
    text = head[column] if column < len(head) else None
    runs: tuple[Run, ...] = ()
    if text is not None and text.text:
        runs = statement_runs(text, voice(text, style, brand, quiet=True), style.size)
    found = paragraph(runs, brand, style.leading, measure) if runs else _blank(brand)
    if len(found.lines) > 1:
        found = balanced(runs, brand, style.leading, measure.width, most=len(found.lines))
        right, found = right + found.right, replace(found, right=0)
    return CellBox((found,), left, _HEAD_TOP, right, _HEAD_BOTTOM, "bottom")


def _right(columns: Columns, column: int) -> float:
    """Return the right inset of a column: none in the last one, little in a column of numbers."""
    if column == len(columns.widths) - 1:
        return 0
    return columns.right if columns.widths[column] > _NUMBERS_WIDE else 2


def _blank(brand: Brand) -> Paragraph:
    """Return the paragraph of an empty cell: a space in the size of the head, or the row would grow."""
    style = brand.style("head")
    return Paragraph((Run(NBSP, style.face, style.size),), style.leading, (NBSP,))


def _cell(row: Row, column: int, columns: Columns, style: TypeStyle, brand: Brand) -> CellBox:
    """Return a cell; a label comes nearer to its text where that keeps it on one line."""
    set_ = _set(row, column, columns, style, brand, _right(columns, column))
    if column == 0 and set_.right > LABEL_GAP and _lines(set_) > 1:
        near = _set(row, column, columns, style, brand, LABEL_GAP)
        return near if _lines(near) == 1 else set_
    return set_


def _set(row: Row, column: int, columns: Columns, style: TypeStyle, brand: Brand, right: float) -> CellBox:
    cell = row.cells[column] if column < len(row.cells) else Cell()
    if not any(statement.text for statement in cell.statements):
        return CellBox((_blank(brand),), 0, columns.top, right, columns.bottom)
    if cell.numeral and _NUMERAL.match(cell.statements[0].text):
        return _numeral_cell(cell, column, columns, style, brand)
    measure = Measure(columns.widths[column] - right)
    said = columns.weighed and not cell.quiet and row.emphasis != "sum"
    bold = cell.bold or (said and brand.colours["ink2"] == brand.colours["ink"])
    found = []
    for number, statement in enumerate(cell.statements):
        leading = style.leading
        runs = _label(row, statement, style) if column == 0 else None
        if runs is None:
            own = brand.style("confidence") if statement.field == "confidence" else style
            runs = statement_runs(statement, voice(statement, own, brand, bold=bold, quiet=cell.quiet), own.size)
            leading = own.leading
        found.append(paragraph(runs, brand, leading, measure, columns.between if number else 0))
    return CellBox(tuple(found), 0, columns.top, right, columns.bottom)


def _label(row: Row, statement: Statement, style: TypeStyle) -> tuple[Run, ...] | None:
    """Return the label of a row whose voice shows in it; None for labels that are set as any other cell."""
    if statement.role == "assessment":
        label = label_run(statement.text, statement, style.size)
    elif row.emphasis == "unconfirmed" and any(letter.isalnum() for letter in statement.text):
        label = Run(statement.text, "body", style.size, dotted=True)
    else:
        return None
    return (
        Run(label.text, "body", label.size, label.bold, ink=label.ink, dotted=label.dotted, statement=statement.id),
    )


def _numeral_cell(cell: Cell, column: int, columns: Columns, style: TypeStyle, brand: Brand) -> CellBox:
    """Return a count in the title face, on one baseline with the text beside it."""
    large, small = _under_the_rule(columns, style, brand), brand.style("dense_small")
    statement = cell.statements[0]
    found = _NUMERAL.match(statement.text)
    end = found.end() if found else 0
    own = Voice(large.face, large.size, large.bold, statement=statement.id)
    runs = [own.run(statement.text[:end].replace(" ", NBSP))]
    rest = statement.text[end:] + "".join(f" {more.text}" for more in cell.statements[1:])
    if rest.strip():
        beside = Voice("body", small.size, ink="ink2", statement=statement.id)
        runs.append(beside.run(NBSP + rest.strip().replace(" ", NBSP)))
    shift = descent(large, brand) - descent(style, brand)
    top, bottom = columns.top + shift, max(0.0, columns.bottom - shift)
    set_ = paragraph(tuple(runs), brand, style.leading, Measure(columns.widths[column]))
    return CellBox((set_,), 0, top, 0, bottom)


def _under_the_rule(columns: Columns, style: TypeStyle, brand: Brand) -> TypeStyle:
    """Return the type of a count: smaller than designed where it would touch the rule over rows that stand close."""
    large = brand.style("numeral")
    room = columns.top + style.leading - descent(style, brand) - _UNDER_RULE
    if _DIGITS_HIGH * large.size <= room:
        return large
    return replace(large, size=min(large.size, brand.style("body").size))


def _strokes(table: Table) -> list[Edge]:
    """Return the stroke over each row and, last, the one under the table."""
    emphases = [row.emphasis for row in table.rows]
    found: list[Edge] = ["", "ink"] if table.head else [""]
    for above, below in pairwise(emphases):
        if "recommended" in (above, below):
            found.append("recommended")
        else:
            found.append("ink" if below == "sum" else "hairline")
    found.append("recommended" if emphases and emphases[-1] == "recommended" else "")
    if emphases and emphases[0] == "recommended":
        found[1 if table.head else 0] = "recommended"
    return found if emphases else found[:2]


def _stroked(row: tuple[CellBox, ...], above: Edge, below: Edge) -> tuple[CellBox, ...]:
    return tuple([CellBox(c.paragraphs, c.left, c.top, c.right, c.bottom, c.anchor, above, below) for c in row])


def next_size(role: TypeRole, brand: Brand) -> bool:
    """Tell whether the row of `role` has a smaller size."""
    return brand.style(SMALLER.get(role, role)) != brand.style(role)
