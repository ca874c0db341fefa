"""The columns of a page, one to three of them, and the full-width bands between them, in reading order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from statistics import median

from briefer.structure.pdflines import Segment, TextLine, line_of, rows

_LEAST_LINES = 4
_NARROWEST = 0.12
"""Of the width of the page: what is narrower is no column."""
_TABLE_ROWS = 3
_LONGEST_CELL, _TYPICAL_CELL = 60, 20
_CELL = 18
"""Characters of a typical cell of a table at most."""


def usual_gutter(pages: Sequence[tuple[Sequence[Segment], float]]) -> float | None:
    """Return where most pages that have columns are divided, None when few have any."""
    gutters = [found for segments, width in pages if (found := _gutter(segments, width)) is not None]
    if len(gutters) < max(2, 0.25 * len(pages)):
        return None
    near = Counter(round(gutter / 6) for gutter in gutters)
    best = near.most_common(1)[0][0]
    return median(gutter for gutter in gutters if abs(gutter / 6 - best) <= 1)


def page_lines(
    found: Sequence[Segment], page: int, width: float, region: int, usual: float | None = None
) -> list[TextLine]:
    """Return the lines of a page in reading order; `region` is the number of its first column.

    A page with too little text to show its columns has those of the other pages, divided at `usual`.
    """
    out: list[TextLine] = []
    for column, table in _columns(list(found), width, 0, usual):
        if not column:
            continue
        left, right = _edges(column)
        lines = rows(column)
        cells = [table or in_table for in_table in _tabular(lines)]
        out.extend(line_of(row, page, left, right, region, cell) for row, cell in zip(lines, cells, strict=True))
        region += 1
    return out


def _columns(
    found: list[Segment], width: float, depth: int, usual: float | None = None
) -> list[tuple[list[Segment], bool]]:
    gutter = _gutter(found, width) if depth < 3 else None
    if gutter is None and usual is not None and 0 < sum(s.x0 > usual for s in found) < len(found):
        crossing = sum(s.x0 < usual < s.x1 for s in found)
        gutter = usual if crossing <= len(found) * 0.1 else None
    if gutter is None:
        return [(found, False)]
    out: list[tuple[list[Segment], bool]] = []
    for band, wide, in_table in _bands(found, gutter):
        if wide or in_table or _is_table(band, gutter):
            out.append((band, not wide))
            continue
        for side in ([s for s in band if s.x1 <= gutter], [s for s in band if s.x1 > gutter]):
            out.extend(_columns(side, width, depth + 1))
    return [(column, table) for column, table in out if column]


def _gutter(found: Sequence[Segment], width: float) -> float | None:
    """Return the middle of the widest gap between columns that text stands on both sides of."""
    if len(found) < 2 * _LEAST_LINES:
        return None
    starts, ends = sorted(s.x0 for s in found), sorted(s.x1 for s in found)
    best: tuple[float, list[float]] | None = None
    for step in range(int(starts[0] + width * _NARROWEST), int(ends[-1] - width * _NARROWEST), 2):
        left, right = bisect_right(ends, step), len(found) - bisect_left(starts, step)
        crossing = len(found) - left - right
        if min(left, right) < _LEAST_LINES:
            continue
        score = min(left, right) - 0.4 * crossing
        if best is None or score > best[0] + 0.5:
            best = (score, [step])
        elif abs(score - best[0]) <= 0.5:
            best[1].append(step)
    if best is None:
        return None
    gutter = _middle(best[1])
    return gutter if _divides(found, gutter, width) else None


def _middle(steps: Sequence[float]) -> float:
    """Return the middle of the longest unbroken stretch of `steps`."""
    stretches: list[list[float]] = []
    for step in steps:
        if stretches and step - stretches[-1][-1] <= 2:
            stretches[-1].append(step)
        else:
            stretches.append([step])
    longest = max(stretches, key=len)
    return longest[len(longest) // 2] + 0.0


def _divides(found: Sequence[Segment], gutter: float, width: float) -> bool:
    """Tell whether both sides hold lines of running text, several of them side by side."""
    left = [s for s in found if s.x1 <= gutter]
    right = [s for s in found if s.x0 >= gutter]
    if min(len(left), len(right)) < _LEAST_LINES and not (left and right and len(left) > 20):
        return False
    for side in (left, right):
        if median(s.x1 - s.x0 for s in side) < width * _NARROWEST:
            return False
    crossing = len(found) - len(left) - len(right)
    beside = _beside(left, right)
    return beside >= _LEAST_LINES or (beside >= 2 and crossing <= 2)


def _beside(left: Sequence[Segment], right: Sequence[Segment]) -> int:
    """Count lines of the left that stand at the height of the right."""
    low, high = min(s.y for s in right), max(s.y for s in right)
    return sum(low - s.size <= s.y <= high + s.size for s in left)


def _bands(found: Sequence[Segment], gutter: float) -> list[tuple[list[Segment], bool, bool]]:
    """Return stretches of the page from top to bottom: those that cross the gutter, tables, and those in columns."""
    out: list[tuple[list[Segment], bool, bool]] = []
    whole = rows(found)
    cells = _rows_of_cells(whole)
    middle = (min(s.x0 for s in found) + max(s.x1 for s in found)) / 2
    usual = median(s.size for s in found)
    for row, in_table in zip(whole, cells, strict=True):
        wide = not in_table and any(s.x0 < gutter < s.x1 for s in row)
        if not wide and len(row) == 1 and abs(row[0].x0 + row[0].x1 - 2 * middle) < 4 * usual:
            wide = row[0].size > usual * 1.2 or bool(out and out[-1][1])
        elif not wide and len(row) == 1 and out and out[-1][1]:
            above = out[-1][0][-1]
            wide = row[0].size > usual * 1.06 and row[0].size == above.size and abs(row[0].x0 - above.x0) < usual
        if out and out[-1][1:] == (wide, in_table):
            out[-1][0].extend(row)
        else:
            out.append((list(row), wide, in_table))
    return out


def _rows_of_cells(whole: Sequence[Sequence[Segment]]) -> list[bool]:
    """Tell for each row of a page whether it is one of three or more that hold many short cells below each other."""
    many = [len(row) > 2 and max(len(s.text) for s in row) < _LONGEST_CELL / 2 for row in whole]
    lined = [at > 0 and many[at - 1] and many[at] and _aligned(whole[at - 1], whole[at]) for at in range(len(whole))]
    out = [False] * len(whole)
    for at in range(1, len(whole) - 1):
        if lined[at] and lined[at + 1]:
            out[at - 1 : at + 2] = [True] * 3
    return out


def _is_table(band: Sequence[Segment], gutter: float) -> bool:
    both = [row for row in rows(band) if len(row) > 1]
    return len(both) >= 3 and median(len(s.text) for s in band) <= _CELL


def _tabular(lines: Sequence[Sequence[Segment]]) -> list[bool]:
    """Tell for each row whether it is one of a table: three rows or more whose cells stand below each other."""
    out = [False] * len(lines)
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and _aligned(lines[at - 1], lines[at]):
            continue
        if at - start >= _TABLE_ROWS and median(len(s.text) for row in lines[start:at] for s in row) <= _TYPICAL_CELL:
            out[start:at] = [True] * (at - start)
        start = at
    return out


def _aligned(above: Sequence[Segment], below: Sequence[Segment]) -> bool:
    """Tell whether a cell after the first of one row begins or ends below one of the other."""
    if len(above) < 2 or len(below) < 2 or max(len(s.text) for s in (*above, *below)) > _LONGEST_CELL:
        return False
    return any(
        abs(a.x0 - b.x0) < 3 or (abs(a.x1 - b.x1) < 3 and _is_figure(a) and _is_figure(b))
        for a in above[1:]
        for b in below[1:]
    )


def _is_figure(cell: Segment) -> bool:
    return any(map(str.isdigit, cell.text)) and not any(map(str.isalpha, cell.text))


def _edges(column: Sequence[Segment]) -> tuple[float, float]:
    """Return the left edge at which most lines begin, and the right edge that the longest ones reach."""
    starts = Counter(round(s.x0) for s in column if len(s.text) > 3) or Counter(round(s.x0) for s in column)
    often = [x for x, times in starts.items() if times >= max(1, 0.2 * len(column))] or list(starts)
    return float(min(often)), max(s.x1 for s in column)
