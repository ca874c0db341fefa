"""Slides that are too full: their content divided evenly among continuations. Nothing is dropped, nothing squeezed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from briefer.model.deck import Block, Columns, Lines, Row, Slide, Table
from briefer.specs.brand import Brand
from briefer.specs.template import REGISTER
from briefer.typeset.arrange import arrange
from briefer.typeset.grid import Columns as TableColumns
from briefer.typeset.grid import grid_of, table_columns
from briefer.typeset.pointing import pointed_to, pointing
from briefer.typeset.severing import block_height, row_heights, severed
from briefer.typeset.stacking import Content
from briefer.typeset.tables import HEAD_HEIGHT, by_content, column_count

_NEVER_FIRST = ("sum", "unconfirmed", "assessment")
_SEVERED, _ALONE = 1e6, 1e5
"""What speaks against a part, beside the square of its height: a row that belongs to the one before, a single row."""
_OVER = 1e7
"""The same for each point by which a part is too high for a slide."""
_HOPELESS = 24.0
"""Points by which parts together are too high that need not be set to know that they do not fit."""
_AT_ONCE = 120
"""More units than these are divided piece by piece: the work grows with their square."""
_SHORT_TAIL = 1 / 3
"""A last slide of a list that is less full than this share is evened out with the one before."""
_FAR_TOO_HIGH = 4 * 294
_LOWER = 0.9
"""A table whose columns follow its texts is worth it below this share of its height."""
_REGISTER_SHIFTS = (0.0, -32.0, -4.0, 0.0, 36.0)
"""Points by which the columns of a register change where the numbers of many slides need room."""
_GAP, _BETWEEN = 8.0, 8.0
"""Points over a voice, and between two blocks at least."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """What stays together: a row, a line, or one voice from each column. Its height and the gap over it in points.

    `head` is what its block adds once to each slide: the head of a table.
    """

    block: int
    index: int
    weight: float
    row: Row | None = None
    gap: float = 0
    head: float = 0
    sources: frozenset[int] = frozenset()


def divided(slide: Slide, brand: Brand, sources: int = 0) -> tuple[tuple[Slide, Content], ...]:
    """Return `slide` as the fewest slides that each fit, with what stands on them; () when no division fits.

    Where `sources` is given, none of them points to more sources than these. The columns of a table follow its texts
    where that makes it much lower.
    """
    followed = _with_columns_by_content(slide, brand)
    return (followed != slide and _divided(followed, brand, sources)) or _divided(slide, brand, sources)


def _with_columns_by_content(slide: Slide, brand: Brand) -> Slide:
    """Return `slide`, the columns of its tables as wide as their texts ask for where that is worth it."""
    blocks: list[Block] = []
    for block in slide.blocks:
        if isinstance(block, Table) and block.rows and not block.series:
            columns = table_columns(slide.layout, column_count(block), brand)
            wide = replace(block, widths=_followed(slide.layout, block, columns, brand))
            if wide.widths != columns.widths:
                high, lower = (sum(row_heights(slide, table, brand)) for table in (block, wide))
                block = wide if lower < _LOWER * high else block
        blocks.append(block)
    return replace(slide, blocks=tuple(blocks))


def _followed(layout: str, table: Table, columns: TableColumns, brand: Brand) -> tuple[float, ...]:
    """Return the widths that the texts of `table` ask for: in a register, more room for the numbers of many slides."""
    if layout != REGISTER or len(columns.widths) < len(_REGISTER_SHIFTS):
        return by_content(table, columns, brand).widths
    shifts = (*_REGISTER_SHIFTS, *[0.0] * len(columns.widths))
    return tuple(width + shift for width, shift in zip(columns.widths, shifts, strict=False))


def _divided(slide: Slide, brand: Brand, sources: int) -> tuple[tuple[Slide, Content], ...]:
    """Return `slide` as the fewest slides that each fit, its columns as they are.

    Of very many rows or lines, the first are divided by themselves, and the last slide of these goes on with the next.
    """
    slide = severed(slide, brand)
    units = _units(slide, brand)
    if sources:
        units = [replace(unit, sources=pointing(slide, _part(slide, (unit,)))) for unit in units]
        if any(len(unit.sources) > sources for unit in units):
            return ()
    if slide.layout == REGISTER and (made := _filled(slide, units, brand)):
        return made
    done: list[tuple[Slide, Content]] = []
    while len(units) > _AT_ONCE:
        made, cuts = _division(slide, units[:_AT_ONCE], brand, 2, sources)
        if not made:
            return ()
        done += made[:-1]
        units = units[cuts[-2] :]
    made, _ = _division(slide, units, brand, 1 if done else 2, sources)
    return (*done, *made) if made else ()


def _filled(slide: Slide, units: Sequence[_Unit], brand: Brand) -> tuple[tuple[Slide, Content], ...]:
    """Return `units` on slides that are as full as they can be, for a list that is looked up and not read in turn."""
    cuts, band = [0], grid_of(slide.layout, brand).band
    while cuts[-1] < len(units):
        start = cuts[-1]
        count = sum(used <= band - HEAD_HEIGHT for used in accumulate(unit.weight for unit in units[start:]))
        cuts.append(start + max(1, count))
    if len(cuts) > 2 and sum(unit.weight for unit in units[cuts[-2] :]) < _SHORT_TAIL * band:
        cuts[-2] = _middle(units, cuts[-3])
    return _arranged([_part(slide, units[a:b]) for a, b in pairwise(cuts)], brand, 0)


def _middle(units: Sequence[_Unit], start: int) -> int:
    """Return where `units` from `start` on are cut into two parts as even as can be, the second no higher."""
    total = sum(unit.weight for unit in units[start:])
    high = accumulate(unit.weight for unit in units[start:])
    return next(at for at, used in enumerate(high, start=start + 1) if 2 * used >= total)


def _division(
    slide: Slide, units: Sequence[_Unit], brand: Brand, least: int, sources: int
) -> tuple[tuple[tuple[Slide, Content], ...], tuple[int, ...]]:
    """Return the fewest slides, `least` or more, on which `units` fit, and where they are cut; two times () for none."""
    for cuts in _divisions(units, grid_of(slide.layout, brand).band, sources):
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
                heights = row_heights(slide, block, brand)
                head = HEAD_HEIGHT if block.head else 0
                found += [_Unit(number, n, heights[n], row, head=head) for n, row in enumerate(block.rows)]
            case Lines():
                for n, line in enumerate(block.lines):
                    alone = block_height(slide, Lines((line,)), brand)
                    both = block_height(slide, Lines((line, line)), brand)
                    found.append(_Unit(number, n, alone, gap=both - 2 * alone))
            case Columns():
                for n in range(max((len(column.statements) for column in block.columns), default=0)):
                    found.append(_Unit(number, n, block_height(slide, _voices(block, n, n + 1), brand), gap=_GAP))
            case _:
                found.append(_Unit(number, 0, block_height(slide, block, brand)))
    return found


def _divisions(units: Sequence[_Unit], band: float, sources: int) -> Iterator[tuple[int, ...]]:
    """Yield cuts into one part, two parts and so on.

    Their parts are as even as can be, without orphan rows where possible. A part that is far too high for a slide is
    not looked at, nor one that points to more than `sources`, where there is such a number.
    """
    total = len(units)
    rows = (0, *accumulate(unit.row is not None for unit in units))
    best: dict[int, float] = {0: 0.0}
    before: list[dict[int, int]] = []
    for _ in range(total):
        reached: dict[int, float] = {}
        origin: dict[int, int] = {}
        for start, so_far in sorted(best.items()):
            high, cited = 0.0, set[int]()
            for end in range(start + 1, total + 1):
                high += _added(units, start, end - 1)
                cited |= units[end - 1].sources
                if (high > _FAR_TOO_HIGH and end > start + 1) or (sources and len(cited) > sources):
                    break
                alone = rows[end] - rows[start] == 1 and rows[total] > 1
                cost = so_far + high * high + _OVER * max(0.0, high - band) + _penalty(units[start], start, alone)
                if end not in reached or cost < reached[end]:
                    reached[end], origin[end] = cost, start
        best = reached
        before.append(origin)
        if total in reached and reached[total] < _OVER * _HOPELESS:
            yield _cuts(before, total)


def _added(units: Sequence[_Unit], start: int, at: int) -> float:
    """Return how much higher the unit `at` makes a part that begins with the unit `start`."""
    unit = units[at]
    if at > start and units[at - 1].block == unit.block:
        return unit.weight + unit.gap
    return unit.weight + unit.head + (_BETWEEN if at > start else 0)


def _cuts(before: Sequence[dict[int, int]], total: int) -> tuple[int, ...]:
    """Return the cuts that lead to `total`; `before` says, for each number of parts, where the last one starts."""
    cuts = [total]
    for origin in reversed(before):
        cuts.append(origin[cuts[-1]])
    return tuple(reversed(cuts))


def _penalty(first: _Unit, start: int, alone: bool) -> float:
    """Return what speaks against a part: a row that belongs to the one above it, or a single row."""
    severed = start and first.row is not None and first.row.emphasis in _NEVER_FIRST
    return (_SEVERED if severed else 0.0) + (_ALONE if alone else 0.0)


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
                said = _voices(block, chosen[0], chosen[-1] + 1)
                blocks.append(Columns(tuple(column for column in said.columns if column.statements)))
            case _:
                blocks.append(block)
    part = replace(slide, blocks=tuple(blocks))
    return replace(part, sources=pointed_to(slide, part))


def _voices(block: Columns, start: int, end: int) -> Columns:
    return Columns(tuple(replace(column, statements=column.statements[start:end]) for column in block.columns))
