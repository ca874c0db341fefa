"""Parts of a slide that are taller than a slide: rows, lines and voices cut after a sentence or at a pause."""

from __future__ import annotations

import re
from dataclasses import replace

from briefer.model.deck import Block, Cell, Columns, Line, Lines, Row, Slide, Table
from briefer.model.statement import Statement
from briefer.specs.brand import Brand
from briefer.typeset.arrange import arrange
from briefer.typeset.grid import grid_of
from briefer.typeset.measure import break_points
from briefer.typeset.page import TableBox
from briefer.typeset.tables import HEAD_HEIGHT
from briefer.typeset.voices import clipped

_PAUSES = (
    re.compile(r"[.!?…][”’\")]* |[。！？।][”」]?"),
    re.compile(r" · |; |: |, | – | — |[；，、：]"),
    re.compile(r" "),
)
"""Where a text may go on with the next slide: after a sentence, at a pause, between words."""
_MIDDLE = 0.3
"""A pause this near to the middle of a text, as a share of its length, is better than a greater one farther off."""
_SPARE = 4


def severed(slide: Slide, brand: Brand) -> Slide:
    """Return `slide` without a row, a line or a voice that is taller than a slide: labels stand with each part."""
    return _with_short_texts(_with_short_rows(slide, brand), brand)


def block_height(slide: Slide, block: Block, brand: Brand) -> float:
    """Return how high a block stands by itself, in points."""
    content = arrange(replace(slide, blocks=(block,), layout="statement"), brand, 1)
    return content.bottom - grid_of("statement", brand).top


def row_heights(slide: Slide, table: Table, brand: Brand) -> list[float]:
    """Return how high each row of a table is on `slide`, in points, its head apart."""
    content = arrange(replace(slide, blocks=(table,)), brand, 1)
    box = next((shape for shape in content.shapes if isinstance(shape, TableBox)), None)
    if box is None:
        alone = (replace(slide, blocks=(replace(table, rows=(row,)),)) for row in table.rows)
        return [arrange(each, brand, 1).bottom - content.top for each in alone]
    return list(box.heights[1:] if box.head else box.heights)


def _with_short_rows(slide: Slide, brand: Brand) -> Slide:
    """Divide every row that is taller than a slide, its label and figures repeated."""
    blocks: list[Block] = []
    for block in slide.blocks:
        if isinstance(block, Table):
            room = grid_of(slide.layout, brand).band - (HEAD_HEIGHT if block.head else 0) - _SPARE
            rows = [part for row in block.rows for part in _short(slide, block, row, brand, room)]
            block = replace(block, rows=tuple(rows))
        blocks.append(block)
    return replace(slide, blocks=tuple(blocks))


def _short(slide: Slide, table: Table, row: Row, brand: Brand, room: float) -> list[Row]:
    if row_heights(slide, replace(table, rows=(row,)), brand)[0] <= room:
        return [row]
    sizes = [sum(len(s.text) for s in cell.statements) for cell in row.cells]
    column = sizes.index(max(sizes))
    halves = _halves(row.cells[column].statements)
    if halves is None:
        return [row]
    parts = []
    for number, half in enumerate(halves):
        cells = [cell if n == 0 or not number else Cell() for n, cell in enumerate(row.cells)]
        cells[column] = replace(row.cells[column], statements=half)
        parts += _short(slide, table, replace(row, cells=tuple(cells)), brand, room)
    return parts


def _halves(statements: tuple[Statement, ...]) -> tuple[tuple[Statement, ...], tuple[Statement, ...]] | None:
    """Return the statements of a cell in two halves; a single one parts at a pause near its middle."""
    if len(statements) > 1:
        middle = len(statements) // 2
        return statements[:middle], statements[middle:]
    if not statements:
        return None
    at = _pause(statements[0].text)
    if not at:
        return None
    return (clipped(statements[0], 0, at),), (clipped(statements[0], at, len(statements[0].text)),)


def _pause(text: str) -> int:
    """Return where `text` parts best near its middle; 0 for a text of one letter."""
    middle = len(text) / 2
    for pause in (*_PAUSES, None):
        ends = [m.end() for m in pause.finditer(text)] if pause else [*break_points(text), len(text) // 2]
        near = [end for end in ends if 0 < end < len(text) and abs(end - middle) <= _MIDDLE * len(text)]
        if near:
            return min(near, key=lambda end: abs(end - middle))
    return len(text) // 2


def _with_short_texts(slide: Slide, brand: Brand) -> Slide:
    """Divide every line and every voice that is taller than a slide, its label repeated."""
    blocks: list[Block] = []
    for block in slide.blocks:
        if isinstance(block, Lines):
            block = Lines(tuple(part for line in block.lines for part in _short_line(slide, line, brand)))
        elif isinstance(block, Columns):
            made = [
                replace(
                    column, statements=tuple(p for s in column.statements for p in _short_voice(slide, block, s, brand))
                )
                for column in block.columns
            ]
            block = Columns(tuple(made))
        blocks.append(block)
    return replace(slide, blocks=tuple(blocks))


def _short_line(slide: Slide, line: Line, brand: Brand) -> list[Line]:
    if block_height(slide, Lines((line,)), brand) <= grid_of(slide.layout, brand).band:
        return [line]
    halves = _halves((line.statement,))
    if halves is None:
        return [line]
    (first,), (second,) = halves
    parts = (replace(line, statement=first, under=""), replace(line, statement=second))
    return [short for part in parts for short in _short_line(slide, part, brand)]


def _short_voice(slide: Slide, block: Columns, voice: Statement, brand: Brand) -> list[Statement]:
    alone = Columns(tuple(replace(column, statements=(voice,)) for column in block.columns))
    if block_height(slide, alone, brand) <= grid_of(slide.layout, brand).band:
        return [voice]
    halves = _halves((voice,))
    if halves is None:
        return [voice]
    return [short for (half,) in halves for short in _short_voice(slide, block, half, brand)]
