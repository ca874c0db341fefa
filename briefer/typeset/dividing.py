"""Slides that are too full: their content divided evenly among continuations. Nothing is dropped, nothing squeezed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefer.model.deck import Block, Cell, Columns, Lines, Row, Slide, Table
from briefer.model.statement import Statement
from briefer.specs.brand import Brand
from briefer.typeset.arrange import Content, arrange
from briefer.typeset.grid import BAND
from briefer.typeset.page import TableBox
from briefer.typeset.voices import clipped

_NEVER_FIRST = ("sum", "unconfirmed", "assessment")
_ORPHAN = 10_000.0
_SEPARATOR = re.compile(r" · |; |\. |, ")
_HEAD = 24
_SPARE = 4


@dataclass(frozen=True, slots=True)
class _Unit:
    """What stays together: a row, a line, or one voice from each column. `weight` is its height in points."""

    block: int
    index: int
    weight: float
    row: Row | None = None


def divided(slide: Slide, brand: Brand) -> tuple[tuple[Slide, Content], ...]:
    """Return `slide` as the fewest slides that each fit, with what stands on them; () when no division fits."""
    slide = _with_short_rows(slide, brand)
    units = _units(slide, brand)
    for count in range(2, len(units) + 1):
        cuts = _even(units, count)
        if cuts:
            slides = [_part(slide, units[a:b]) for a, b in pairwise(cuts)]
            for step in (0, 1):
                made = [(part, arrange(part, brand, step)) for part in slides]
                if all(content.fits for _, content in made):
                    return tuple(made)
    return ()


def divisible(slide: Slide) -> str:
    """Return what a remark calls the units of `slide`: rows, voices or lines."""
    kinds = {type(block) for block in slide.blocks}
    return "rows" if Table in kinds else "voices" if Columns in kinds else "lines"


def unit_count(slide: Slide) -> int:
    """Return how many rows, voices or lines stand on `slide`."""
    counts = {
        "rows": sum(len(block.rows) for block in slide.blocks if isinstance(block, Table)),
        "voices": sum(len(c.statements) for block in slide.blocks if isinstance(block, Columns) for c in block.columns),
        "lines": sum(len(block.lines) for block in slide.blocks if isinstance(block, Lines)),
    }
    return counts[divisible(slide)]


def _units(slide: Slide, brand: Brand) -> list[_Unit]:
    found: list[_Unit] = []
    for number, block in enumerate(slide.blocks):
        match block:
            case Table():
                heights = _row_heights(slide, block, brand)
                found += [_Unit(number, n, heights[n], row) for n, row in enumerate(block.rows)]
            case Lines():
                found += [_Unit(number, n, _height(slide, Lines((line,)), brand)) for n, line in enumerate(block.lines)]
            case Columns():
                for n in range(max((len(column.statements) for column in block.columns), default=0)):
                    found.append(_Unit(number, n, _height(slide, _voices(block, n, n + 1), brand)))
            case _:
                found.append(_Unit(number, 0, _height(slide, block, brand)))
    return found


def _height(slide: Slide, block: Block, brand: Brand) -> float:
    content = arrange(replace(slide, blocks=(block,), layout="statement"), brand, 1)
    return content.bottom - 138


def _row_heights(slide: Slide, table: Table, brand: Brand) -> list[float]:
    content = arrange(replace(slide, blocks=(table,)), brand, 1)
    box = next(shape for shape in content.shapes if isinstance(shape, TableBox))
    return list(box.heights[1:] if box.head else box.heights)


def _even(units: Sequence[_Unit], count: int) -> tuple[int, ...]:
    """Return the cuts that make the highest of `count` parts as low as can be, without orphan rows where possible."""
    total = len(units)
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, (0,))}]
    for _ in range(count):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (worst, cuts) in best[-1].items():
            weight = 0.0
            for end in range(start + 1, total + 1):
                weight += units[end - 1].weight
                cost = max(worst, weight) + _penalty(units, start, end)
                if end not in reached or cost < reached[end][0]:
                    reached[end] = (cost, (*cuts, end))
        best.append(reached)
    return best[count].get(total, (0.0, ()))[1]


def _penalty(units: Sequence[_Unit], start: int, end: int) -> float:
    """Return what speaks against a part: a single row, or a row that belongs to the one above."""
    first = units[start].row
    cost = 0.0
    if start and first is not None and first.emphasis in _NEVER_FIRST:
        cost += _ORPHAN
    rows = sum(unit.row is not None for unit in units[start:end])
    if rows == 1 and sum(unit.row is not None for unit in units) > 1:
        cost += _ORPHAN / 10
    return cost


def _part(slide: Slide, units: Sequence[_Unit]) -> Slide:
    """Return `slide` with only `units`; tables keep their head, columns their headings."""
    blocks: list[Block] = []
    for number, block in enumerate(slide.blocks):
        chosen = [unit.index for unit in units if unit.block == number]
        if not chosen:
            continue
        match block:
            case Table():
                blocks.append(replace(block, rows=tuple(block.rows[n] for n in chosen)))
            case Lines():
                blocks.append(Lines(tuple(block.lines[n] for n in chosen)))
            case Columns():
                blocks.append(_voices(block, chosen[0], chosen[-1] + 1))
            case _:
                blocks.append(block)
    return replace(slide, blocks=tuple(blocks))


def _voices(block: Columns, start: int, end: int) -> Columns:
    return Columns(tuple(replace(column, statements=column.statements[start:end]) for column in block.columns))


def _with_short_rows(slide: Slide, brand: Brand) -> Slide:
    """Divide every row that is taller than a slide, its label and figures repeated."""
    blocks: list[Block] = []
    for block in slide.blocks:
        if isinstance(block, Table):
            room = BAND - (_HEAD if block.head else 0) - _SPARE
            rows = [part for row in block.rows for part in _short(slide, block, row, brand, room)]
            block = replace(block, rows=tuple(rows))
        blocks.append(block)
    return replace(slide, blocks=tuple(blocks))


def _short(slide: Slide, table: Table, row: Row, brand: Brand, room: float) -> list[Row]:
    if _row_heights(slide, replace(table, rows=(row,)), brand)[0] <= room:
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
    """Return the statements of a cell in two halves; a single one parts at a separator near its middle."""
    if len(statements) > 1:
        middle = len(statements) // 2
        return statements[:middle], statements[middle:]
    if not statements:
        return None
    text = statements[0].text
    ends = [match.end() for match in _SEPARATOR.finditer(text) if 0 < match.end() < len(text)]
    if not ends:
        return None
    at = min(ends, key=lambda end: abs(end - len(text) / 2))
    return (clipped(statements[0], 0, at),), (clipped(statements[0], at, len(text)),)
