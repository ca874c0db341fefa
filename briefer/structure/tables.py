"""Tables drawn with bars or wide gaps in a plain text: no running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from briefer.structure.lines import Gap, Line

_DRAWN = re.compile(r"[+|][-=+:|\s]{3,}[+|]?|[-=:\s]+(?:[|+][-=:\s]+)+")
_CELLS = re.compile(r"\s{3,}")
_LONGEST_CELL = 32
_LEAST_ROWS = 3


def table_end(lines: Sequence[Line], at: int) -> int | None:
    """Return where the table that begins at line `at` ends, None when none begins there."""
    piped = _rows(lines, at, lambda line: _is_piped(line.text))
    if piped > 1:
        return at + piped
    columns = _cells(lines[at].text)
    rows = _rows(lines, at, lambda line: _cells(line.text) == columns) if columns > 1 else 0
    return at + rows if rows >= _LEAST_ROWS else None


def _rows(lines: Sequence[Line], at: int, is_row: Callable[[Line], bool]) -> int:
    end = at
    while end < len(lines) and (end == at or lines[end].gap is Gap.NONE) and is_row(lines[end]):
        end += 1
    return end - at


def row(text: str) -> str:
    """Return a line of a table with single bars between its cells; "" for a line that only draws."""
    if _DRAWN.fullmatch(text):
        return ""
    cells = text.strip("| ").split("|") if "|" in text else _CELLS.split(text)
    return " | ".join(" ".join(cell.split()) for cell in cells)


def _is_piped(text: str) -> bool:
    return bool(_DRAWN.fullmatch(text)) or "|" in text.strip("|")


def _cells(text: str) -> int:
    """Return how many short cells a line has between wide gaps; 0 when one is too long."""
    cells = _CELLS.split(text)
    return len(cells) if all(0 < len(cell) <= _LONGEST_CELL for cell in cells) else 0
