"""Where the words of a measured page stand: every line as it was broken, every word on its baseline. Points.

Lines keep their breaks and words the widths of the tables; a painter only draws what is placed here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import TypeAlias

from briefer.specs.brand import Brand
from briefer.typeset import fonts
from briefer.typeset.charts import AXIS_HIGH, Bar, bars_of
from briefer.typeset.grid import PLOT_LEFT
from briefer.typeset.lines import height_of
from briefer.typeset.measure import RAISED, Measure, ruler
from briefer.typeset.page import CellBox, ChartBox, Page, Paragraph, PictureBox, Rule, Run, Stroke, TableBox, TextBox

RAISE = 0.3
"""How far a superscript stands above the baseline, as a share of the size before raising."""

DEPTH = 0.2
"""How far a line on fixed leading reaches under its baseline, as a share of its largest size; tables take the face's."""

TALL = 0.72
"""Height of capitals and figures, as a share of the size."""

Depth: TypeAlias = Callable[[Run], float]

_WORDS = re.compile(r"\t|[^ \t]+ *| +")
_HEAVIER: tuple[Stroke | str, ...] = ("", "hairline", "source", "ink", "recommended")
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Frame(Box):
    """The frame of a handling mark; filled with black where its letters are `painted` in a colour of their own."""

    painted: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the style of its run: where it begins on the baseline, and how wide it is."""

    text: str
    run: Run
    x: float
    baseline: float
    width: float
    size: float
    """Size as drawn: smaller than the run's for a superscript."""
    painted: str = ""
    """Its colour, RRGGBB, where it is not the ink of its run."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a statement on the page: one box for each paragraph or line it stands in."""

    statement: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A page with everything in its place."""

    words: tuple[Word, ...]
    underlines: tuple[Word, ...]
    """Stretches with a dotted underline."""
    rules: tuple[Rule, ...]
    frames: tuple[Frame, ...]
    bars: tuple[Bar, ...]
    plates: tuple[Box, ...]
    """Clear ground under the numbers of striped bars."""
    axes: tuple[Box, ...]
    """Upright lines at the nought of a chart."""
    pictures: tuple[PictureBox, ...]
    spots: tuple[Spot, ...]
    """One for each statement, in reading order."""


@lru_cache(maxsize=256)
def placed(page: Page, brand: Brand) -> Placed:
    """Return every word, rule and frame of `page` in its place."""
    sheet = _Sheet(brand)
    for shape in page.shapes:
        match shape:
            case TextBox():
                sheet.text_box(shape)
            case TableBox():
                sheet.table(shape)
            case ChartBox():
                sheet.chart(shape)
            case PictureBox():
                sheet.pictures.append(shape)
            case Rule():
                sheet.rules.append(shape)
    spots = tuple(Spot(statement, tuple(boxes)) for statement, boxes in sheet.spots.items())
    return Placed(
        tuple(sheet.words),
        tuple(sheet.underlines),
        tuple(sheet.rules),
        tuple(sheet.frames),
        tuple(sheet.bars),
        tuple(sheet.plates),
        tuple(sheet.axes),
        tuple(sheet.pictures),
        spots,
    )


@dataclass(slots=True)
class _Sheet:
    """Collects what stands on a page."""

    brand: Brand
    words: list[Word] = field(default_factory=list)
    underlines: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    plates: list[Box] = field(default_factory=list)
    axes: list[Box] = field(default_factory=list)
    pictures: list[PictureBox] = field(default_factory=list)
    spots: dict[str, list[Box]] = field(default_factory=dict)

    def text_box(self, box: TextBox) -> None:
        width = (box.width - box.column_gap * (box.columns - 1)) / box.columns
        free = box.height - height_of(box.paragraphs)
        down = {"top": 0.0, "middle": free / 2, "bottom": free}[box.anchor]
        if box.framed:
            self.frames.append(Frame(box.x, box.y, box.width, box.height, box.painted))
        before = len(self.words)
        if box.columns > 1:
            self._columns(box, width)
        else:
            self._flow(box.paragraphs, Box(box.x, box.y + down, width, box.height), _even_depth, True)
        if box.painted:
            self.words[before:] = [replace(word, painted=box.painted) for word in self.words[before:]]

    def _columns(self, box: TextBox, width: float) -> None:
        """Fill one column after the other, line by line."""
        column, used = 0, 0.0
        for paragraph in box.paragraphs:
            for part in _one_by_one(paragraph):
                if used + part.leading > box.height + _TOLERANCE and column < box.columns - 1:
                    column, used = column + 1, 0.0
                place = Box(box.x + column * (width + box.column_gap), box.y + used, width, part.leading)
                self._flow((part,), place, _even_depth, True)
                used += part.leading

    def table(self, table: TableBox) -> None:
        y = table.y
        for row, height in zip(table.rows, table.heights, strict=True):
            x = table.x
            for cell, width in zip(row, table.widths, strict=True):
                self._cell(cell, Box(x, y, width, height))
                x += width
            y += height
        self._edges(table)

    def _cell(self, cell: CellBox, box: Box) -> None:
        free = box.height - cell.top - cell.bottom - height_of(cell.paragraphs)
        top = box.y + cell.top + (free if cell.anchor == "bottom" else 0)
        inner = Box(box.x + cell.left, top, box.width - cell.left - cell.right, box.height)
        self._flow(cell.paragraphs, inner, partial(_face_depth, brand=self.brand), False)

    def chart(self, chart: ChartBox) -> None:
        """Set the bars, the number at the end of each, and the two labels of the axis."""
        self.axes.append(Box(chart.x + PLOT_LEFT * chart.scale, chart.y, 0, chart.height - AXIS_HIGH * chart.scale))
        for bar in bars_of(chart):
            self.bars.append(bar)
            label = Run(bar.label, "body", chart.label_size, bold=True, ink=bar.inks[2])
            wide = ruler(label, self.brand)[label.text].drawn_ink
            middle = bar.y + bar.height / 2 + TALL * chart.label_size / 2
            x = bar.x + bar.width - wide - 4
            self.words.append(Word(label.text, label, x, middle, wide, label.size))
            if bar.fill == "striped":
                self.plates.append(Box(x - 2, middle - chart.label_size, wide + 4, 1.3 * chart.label_size))
        edge = PLOT_LEFT * chart.scale
        for at, text in ((edge, "0"), (chart.width - edge, str(chart.maximum))):
            tick = Run(text, "body", chart.axis_size, ink="ink2")
            wide = ruler(tick, self.brand)[text].drawn_ink
            low = chart.y + chart.height - AXIS_HIGH * chart.scale + chart.axis_size
            self.words.append(Word(text, tick, chart.x + at - wide / 2, low, wide, tick.size))

    def _edges(self, table: TableBox) -> None:
        """Rule the table; where two rows describe one edge the heavier stroke is drawn."""
        y = table.y
        for at in range(len(table.rows) + 1):
            x = table.x
            for column, width in enumerate(table.widths):
                above = table.rows[at - 1][column].below if at else ""
                below = table.rows[at][column].above if at < len(table.rows) else ""
                stroke = max(above, below, key=_HEAVIER.index)
                if stroke:
                    self._rule(x, y, width, stroke)
                x += width
            y += table.heights[at] if at < len(table.rows) else 0

    def _rule(self, x: float, y: float, width: float, stroke: Stroke) -> None:
        """Add a rule, or lengthen the one that ends where it begins."""
        last = self.rules[-1] if self.rules else None
        if last and last.stroke == stroke and last.y == y and abs(last.x + last.width - x) < _TOLERANCE:
            self.rules[-1] = replace(last, width=last.width + width)
        else:
            self.rules.append(Rule(x, y, width, stroke))

    def _flow(self, paragraphs: Sequence[Paragraph], box: Box, depth: Depth, wide: bool) -> None:
        """Set paragraphs one under the other from the top of `box`; `wide`: a statement takes its whole width."""
        y = box.y
        for number, paragraph in enumerate(paragraphs):
            y += paragraph.space_before if number else 0
            self._paragraph(paragraph, replace(box, y=y), depth, wide)
            y += paragraph.leading * max(1, len(paragraph.lines))

    def _paragraph(self, paragraph: Paragraph, box: Box, depth: Depth, wide: bool) -> None:
        statements = list(dict.fromkeys(run.statement for run in paragraph.runs if run.statement))
        all_words: list[Word] = []
        for number, line in enumerate(lines_of(paragraph)):
            top = box.y + number * paragraph.leading
            below = max((depth(run) for run in line if not run.raised), default=0.0)
            words = self._line(paragraph, line, replace(box, y=top + paragraph.leading - below), number == 0)
            all_words += words
            if len(statements) > 1:
                self._mark_words(words, top, paragraph.leading)
        if len(statements) == 1 and all_words:
            left = min(word.x for word in all_words)
            right = box.x + box.width if wide else max(word.x + word.width for word in all_words)
            top = min(box.y, *(word.baseline - TALL * word.size for word in all_words))
            bottom = box.y + paragraph.leading * max(1, len(paragraph.lines))
            self._mark(statements[0], Box(left, top, right - left, bottom - top))

    def _line(self, paragraph: Paragraph, line: Sequence[Run], box: Box, first: bool) -> list[Word]:
        """Set one line on the baseline at the top of `box`."""
        measure = Measure(box.width, paragraph.margin, paragraph.indent, paragraph.right, paragraph.tabs)
        words, x = [], paragraph.margin + (paragraph.indent if first else 0)
        for run in line:
            size = run.size * RAISED if run.raised else run.size
            for found in _WORDS.findall(run.text):
                if found == "\t":
                    x = measure.stop(x)
                    continue
                extent = ruler(run, self.brand)[found]
                up = RAISE * run.size if run.raised else 0
                words.append(Word(found, run, x, box.y - up, extent.drawn_ink, size))
                x += extent.drawn
        words = _aligned(words, paragraph, box)
        self.words += [replace(word, text=word.text.rstrip(" ")) for word in words if word.text.strip(" ")]
        self.underlines += _underlined(words)
        return words

    def _mark_words(self, words: Iterable[Word], top: float, leading: float) -> None:
        ends: dict[str, tuple[float, float]] = {}
        for word in words:
            if word.run.statement:
                left, right = ends.get(word.run.statement, (word.x, word.x))
                ends[word.run.statement] = (min(left, word.x), max(right, word.x + word.width))
        for statement, (left, right) in ends.items():
            self._mark(statement, Box(left, top, right - left, leading))

    def _mark(self, statement: str, box: Box) -> None:
        self.spots.setdefault(statement, []).append(box)


def lines_of(paragraph: Paragraph) -> Iterator[list[Run]]:
    """Yield the runs of each line as it was broken; a run that goes over the end of a line is cut there."""
    runs = iter(paragraph.runs)
    run = next(runs, None)
    for line in paragraph.lines:
        found: list[Run] = []
        room = len(line)
        while run is not None and (room or not run.text):
            found.append(replace(run, text=run.text[:room]) if len(run.text) > room else run)
            rest = run.text[room:]
            room -= len(found[-1].text)
            run = replace(run, text=rest) if rest else next(runs, None)
        yield found


def _one_by_one(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield a paragraph of its own for each line; the first hangs, the others stand on the margin."""
    for number, (runs, line) in enumerate(zip(lines_of(paragraph), paragraph.lines, strict=True)):
        indent = 0 if number else paragraph.indent
        yield replace(paragraph, runs=tuple(runs), lines=(line,), space_before=0, indent=indent)


def _even_depth(run: Run) -> float:
    return run.size * DEPTH


def _face_depth(run: Run, brand: Brand) -> float:
    return fonts.font(brand.family(run.face), run.bold, run.italic).below(run.size)


def _aligned(words: list[Word], paragraph: Paragraph, box: Box) -> list[Word]:
    """Return the words of a line from `box.x` on: centred, at the right, or mirrored where the line reads so."""
    if not words:
        return words
    end = words[-1].x + words[-1].width
    room = box.width - paragraph.right
    shift = {"left": 0.0, "center": (room - end - paragraph.margin) / 2, "right": room - end}[paragraph.align]
    if _reads_right_to_left(paragraph):
        return [replace(word, x=box.x + room - shift - word.x - word.width) for word in words]
    return [replace(word, x=box.x + shift + word.x) for word in words]


def _reads_right_to_left(paragraph: Paragraph) -> bool:
    """Tell whether the first letter of a paragraph belongs to a script that is read from the right."""
    kinds = (unicodedata.bidirectional(char) for run in paragraph.runs for char in run.text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def _underlined(words: Sequence[Word]) -> Iterator[Word]:
    """Yield each stretch of neighbouring words that have a dotted underline, as one."""
    stretch: list[Word] = []
    for word in (*words, None):
        if word is not None and word.run.dotted and (not stretch or word.run == stretch[-1].run):
            stretch.append(word)
            continue
        if stretch:
            left = min(each.x for each in stretch)
            right = max(each.x + each.width for each in stretch)
            yield replace(stretch[0], x=left, width=right - left)
        stretch = [word] if word is not None and word.run.dotted else []
