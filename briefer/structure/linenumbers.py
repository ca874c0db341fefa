"""Numbers of lines in the margin, as courts and parliaments print them: at every line, or at every fifth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from briefer.model.transcript import Run
from briefer.structure.pdflines import Segment, rows, segment_of

_NUMBER = re.compile(r"\s*\d{1,5}\s*")
_LEAST_LINES = 12
_LEAST_STEPS = 3
_STEPS = (5, 10)
_SHARE = 0.6
_AGREE = 0.8


def without_line_numbers(pages: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Return the segments of each page without the numbers that count its lines."""
    return [_cleared(page) for page in pages]


def _cleared(page: Sequence[Segment]) -> list[Segment]:
    if sum(_is_number(s.runs[0]) or _is_number(s.runs[-1]) for s in page) < _LEAST_STEPS:
        return list(page)
    lines = [[run for segment in row for run in segment.runs] for row in rows(page)]
    gone = {id(run) for side in (0, -1) for run in _numbers(lines, side)}
    if not gone:
        return list(page)
    kept = ([run for run in segment.runs if id(run) not in gone] for segment in page)
    return [segment_of(runs) for runs in kept if runs]


def _is_number(run: Run) -> bool:
    return _NUMBER.fullmatch(run.text) is not None


def _numbers(lines: Sequence[Sequence[Run]], side: int) -> Iterable[Run]:
    """Return the numbers that count lines at the left (0) or right (-1) of a page, nothing where none do."""
    found = [(at, line[side]) for at, line in enumerate(lines) if _is_number(line[side])]
    if len(found) < _LEAST_STEPS:
        return []
    edge = median(run.x1 for _, run in found)
    found = [(at, run) for at, run in found if abs(run.x1 - edge) < run.style.size * 0.6 or len(run.text.strip()) < 2]
    found = [(at, run) for at, run in found if abs(run.x1 - edge) < run.style.size * 2]
    if len(found) < _LEAST_STEPS or not _stands_aside([run for _, run in found], lines, side):
        return []
    steps = [int(b.text) - int(a.text) for (_, a), (_, b) in pairwise(found)]
    step = round(median(steps))
    if sum(one == step for one in steps) < _AGREE * len(steps):
        return []
    if step == 1:
        counted = len(found) >= max(_LEAST_LINES, _SHARE * len(lines))
    else:
        apart = [(b - a) / step for (a, _), (b, _) in pairwise(found)]
        counted = step in _STEPS and all(int(run.text) % step == 0 for _, run in found) and median(apart) == 1
    return [run for _, run in found] if counted else []


def _stands_aside(numbers: Sequence[Run], lines: Sequence[Sequence[Run]], side: int) -> bool:
    """Tell whether the numbers stand beside the text, not in it."""
    own = {id(run) for run in numbers}
    others = [run for line in lines for run in line if id(run) not in own]
    if not others:
        return False
    inner = max(run.x1 for run in numbers) if side == 0 else min(run.x0 for run in numbers)
    beyond = sum(run.x0 >= inner if side == 0 else run.x1 <= inner for run in others)
    return beyond >= 0.95 * len(others)
