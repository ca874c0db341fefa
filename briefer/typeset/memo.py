"""How high a memo stands on paper, by the metrics of the brand’s faces; and how its subject breaks. Points throughout.

The estimate errs on the safe side: text is set in 99 % of its width, and every leading is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefer.model.memo import Memo, Paper
from briefer.specs.brand import Brand
from briefer.typeset.balance import balanced
from briefer.typeset.joining import joined
from briefer.typeset.measure import SAFETY, Measure, break_lines, text_width
from briefer.typeset.memo_rows import SHEETS, MemoParagraph, MemoRow, Scale, header_rows, rows_of, scale_of, source_runs
from briefer.typeset.page import Paragraph, Run

EDGE, NUMERAL = 54.0, 15.0
"""Left and right margin; hanging indent of a numbered point."""
TOP, BOTTOM = 55.0, 60.0
_FACTS = (190.0, 42.0)
"""Widths of the second and third column of the header; the first is that of the labels."""
CELL_GAP = 6.0
"""Free space at the right of a label or a value of the header."""
SUBJECT_AFTER = 7.5
SEPARATOR = 1.0
"""Height of the empty paragraphs that Word wants after a table."""
HAIRLINE, RULE = 0.5, 0.75
SOURCE_LEADING, SOURCE_SPACE, SOURCE_ABOVE = 10.2, 3.0, 12.0
"""Leading of the sources, space under their rule, and least free space over it."""
FOOT, FOOT_LEADING, FOOT_UNDER, FOOT_ABOVE = 9.0, 11.0, 26.0, 8.0
MARK, MARK_LEADING, MARK_PADDING, MARK_HEIGHT = 12.0, 14.0, 8.0, 18.25

_SAFE = 0.99 / SAFETY


@dataclass(frozen=True, slots=True)
class Height:
    """What a memo takes up of its page, and what there is."""

    used: float
    available: float

    @property
    def fits(self) -> bool:
        """Return whether the memo stays on its page."""
        return self.used <= self.available


def facts(text: float, brand: Brand) -> tuple[float, ...]:
    """Return the widths of the four columns of the header in `text` points."""
    first = brand.memo.label_width
    return (first, *_FACTS, text - first - sum(_FACTS))


def height_of(memo: Memo, paper: Paper, brand: Brand) -> Height:
    """Return how much of one page of `paper` the Word file of `memo` in `brand` fills, sources and foot included."""
    width, height = SHEETS[paper]
    text = width - 2 * EDGE
    scale = scale_of(memo, brand)
    used = brand.memo.subject.leading * len(subject(memo, text, brand).lines) + SUBJECT_AFTER
    used += _facts(memo, text, brand)
    rows = rows_of(memo, brand)
    for at, row in enumerate(rows):
        used += row_height(row, text, scale, brand)
        used += 2 * scale.band if row.ruled or at == 0 else scale.gap
    used += SEPARATOR
    sources = sources_height(memo, text, brand)
    used += SOURCE_ABOVE + sources if sources else 0
    return Height(used, height - TOP - bottom(memo, text, brand))


def row_height(row: MemoRow, text: float, scale: Scale, brand: Brand) -> float:
    """Return the height of a section without the bands above and below it."""
    width = text - brand.memo.label_width - (NUMERAL if row.numbered else 0)
    beside = sum(paragraph_height(paragraph, width, brand) for paragraph in row.paragraphs)
    beside += scale.gap * (len(row.paragraphs) - 1)
    label = _lines((Run(row.label, size=scale.size, bold=True),), brand.memo.label_width - CELL_GAP, brand)
    return max(beside, label * max(scale.pitch, row.paragraphs[0].leading))


def paragraph_height(paragraph: MemoParagraph, width: float, brand: Brand) -> float:
    """Return the height of one paragraph in `width`."""
    return paragraph.leading * _lines(paragraph.runs, width, brand)


def sources_height(memo: Memo, text: float, brand: Brand) -> float:
    """Return the height of the sources with the rule above them, 0 when there are none."""
    runs = source_runs(memo)
    lines = _lines(runs, text - brand.memo.label_width, brand) if runs else 0
    return HAIRLINE + SOURCE_SPACE + SOURCE_LEADING * lines if lines else 0


def bottom(memo: Memo, text: float, brand: Brand) -> float:
    """Return the bottom margin: more than usual where the foot takes more than two lines."""
    return max(BOTTOM, FOOT_UNDER + foot_height(memo, text, brand) + FOOT_ABOVE)


def foot_height(memo: Memo, text: float, brand: Brand) -> float:
    """Return the height of the foot."""
    width = text - brand.memo.label_width - mark_width(memo.marking, brand) - CELL_GAP
    return max(MARK_HEIGHT, FOOT_LEADING * _lines((Run(memo.foot, size=FOOT),), width, brand)) + SEPARATOR


def mark_width(marking: str, brand: Brand) -> float:
    """Return the width of the frame round a handling mark."""
    return text_width((Run(marking, size=MARK, bold=True),), brand) + 2 * MARK_PADDING if marking else 0


def subject(memo: Memo, text: float, brand: Brand) -> Paragraph:
    """Return the subject in `text` points: in one line or in balanced ones, by a right indent and joined words."""
    style = brand.memo.subject
    run = Run(joined(memo.subject), face=style.face, size=style.size, bold=style.bold)
    return balanced((run,), brand, style.leading, text)


def _facts(memo: Memo, text: float, brand: Brand) -> float:
    """Return the height of the header."""
    scale = scale_of(memo, brand)
    widths = facts(text, brand)
    height = 0.0
    for row in header_rows(memo):
        cells: list[tuple[str, bool, float]] = []
        for at, field in enumerate(row):
            value = sum(widths[1:]) if len(row) == 1 else widths[2 * at + 1]
            cells += [(field.label, False, widths[2 * at] - CELL_GAP), (field.value, field.bold, value - CELL_GAP)]
        lines = (_lines((Run(words, size=scale.size, bold=bold),), width, brand) for words, bold, width in cells)
        height += scale.pitch * max(lines)
    return height


@lru_cache(maxsize=4096)
def _lines(runs: tuple[Run, ...], width: float, brand: Brand) -> int:
    return len(break_lines(runs, brand, Measure(width * _SAFE)))
