"""Slides that are too full: their content divided evenly among continuations. Nothing is dropped, nothing squeezed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from briefer.model.deck import Block, Cell, Columns, Lines, Row, Slide, Table
from briefer.model.statement import Statement
from briefer.specs.brand import Brand
from briefer.typeset.arrange import Content, arrange
from briefer.typeset.grid import grid_of
from briefer.typeset.page import TableBox
from briefer.typeset.voices import clipped

_NEVER_FIRST = ("sum", "unconfirmed", "assessment")
_ORPHAN = 10_000.0
_SEPARATOR = re.compile(r" · |; |\. |, ")
_AT_ONCE = 120
"""More units than these are divided piece by piece: the work grows with their square."""
_FAR_TOO_HIGH = 4 * 294
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
    """Return `slide` as the fewest slides that each fit, with what stands on them; () when no division fits.

    Of very many rows or lines, the first are divided by themselves, and the last slide of these goes on with the next.
    """
    slide = _with_short_rows(slide, brand)
    units = _units(slide, brand)
    done: list[tuple[Slide, Content]] = []
    while len(units) > _AT_ONCE:
        made, cuts = _division(slide, units[:_AT_ONCE], brand, 2)
        if not made:
            return ()
        done += made[:-1]
        units = units[cuts[-2] :]
    made, _ = _division(slide, units, brand, 1 if done else 2)
    return (*done, *made) if made else ()


def _division(
    slide: Slide, units: Sequence[_Unit], brand: Brand, least: int
) -> tuple[tuple[tuple[Slide, Content], ...], tuple[int, ...]]:
    """Return the fewest slides, `least` or more, on which `units` fit, and where they are cut; two times () for none."""
    for cuts in _divisions(units):
        if len(cuts) <= least:
            continue
        slides = [_part(slide, units[a:b]) for a, b in pairwise(cuts)]
        for step in (0, 1):
            made = _arranged(slides, brand, step)
            if made:
                return made, cuts
    return (), ()


def _arranged(slides: Sequence[Slide], brand: Brand, step: int) -> tuple[tuple[Slide, Content], ...]:
    """Return `slides` with what stands on them; () when one does not fit."""
    made = []
    for part in slides:
        content = arrange(part, brand, step)
        if not content.fits:
            return ()
        made.append((part, content))
    return tuple(made)


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
    return content.bottom - grid_of("statement", brand).top


def _row_heights(slide: Slide, table: Table, brand: Brand) -> list[float]:
    content = arrange(replace(slide, blocks=(table,)), brand, 1)
    box = next(shape for shape in content.shapes if isinstance(shape, TableBox))
    return list(box.heights[1:] if box.head else box.heights)


def _divisions(units: Sequence[_Unit]) -> Iterator[tuple[int, ...]]:
    """Yield cuts into one part, two parts and so on.

    They make the highest part as low as can be, without orphan rows where possible. A part that is far too high for a
    slide is not looked at.
    """
    total = len(units)
    rows = (0, *accumulate(unit.row is not None for unit in units))
    best: dict[int, float] = {0: 0.0}
    before: list[dict[int, int]] = []
    for _ in range(total):
        reached: dict[int, float] = {}
        origin: dict[int, int] = {}
        for start, worst in sorted(best.items()):
            weight = 0.0
            for end in range(start + 1, total + 1):
                weight += units[end - 1].weight
                if weight > _FAR_TOO_HIGH and end > start + 1:
                    break
                alone = rows[end] - rows[start] == 1 and rows[total] > 1
                cost = max(worst, weight) + _penalty(units[start], start, alone)
                if end not in reached or cost < reached[end]:
                    reached[end], origin[end] = cost, start
        best = reached
        before.append(origin)
        if total in reached:
            yield _cuts(before, total)


def _cuts(before: Sequence[dict[int, int]], total: int) -> tuple[int, ...]:
    """Return the cuts that lead to `total`; `before` says, for each number of parts, where the last one starts."""
    cuts = [total]
    for origin in reversed(before):
        cuts.append(origin[cuts[-1]])
    return tuple(reversed(cuts))


def _penalty(first: _Unit, start: int, alone: bool) -> float:
    """Return what speaks against a part: a row that belongs to the one above it, or a single row."""
    severed = start and first.row is not None and first.row.emphasis in _NEVER_FIRST
    return (_ORPHAN if severed else 0.0) + (_ORPHAN / 10 if alone else 0.0)


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
            room = grid_of(slide.layout, brand).band - (_HEAD if block.head else 0) - _SPARE
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
