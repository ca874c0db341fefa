"""What stands in the content band of each layout, and where: blocks in, placed boxes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from briefer.model.deck import Block, Choices, Column, Columns, Figure, Line, Lines, Slide, Table
from briefer.specs.brand import Brand, TypeRole
from briefer.typeset.charts import charted
from briefer.typeset.figures import LEAST_HIGH, OVER_SOURCES, UNDER, figure_text, picture_box
from briefer.typeset.grid import MOST, NOTE_AT, Grid, grid_of, style_of, table_columns
from briefer.typeset.joining import NBSP
from briefer.typeset.lines import choices_paragraph, height_of, line_paragraphs, lines_box, lines_paragraphs
from briefer.typeset.measure import Measure, paragraph
from briefer.typeset.page import Paragraph, Rule, Run, Shape, TextBox
from briefer.typeset.stacking import Content, Item, field_name, lowered, stack
from briefer.typeset.tables import column_count, fitted_table, next_size
from briefer.typeset.timelines import timeline
from briefer.typeset.voices import statement_runs, voice


def arrange(slide: Slide, brand: Brand, step: int = 0) -> Content:
    """Return the content of `slide`, at full size with `step` 0.

    With 1 it stands closer or one size smaller; with 2 lines are smaller too, and columns of tables follow their texts.
    """
    match slide.layout:
        case "title" | "section":
            return _cover(slide, brand, step)
        case "two-voices":
            items = _voices(slide, brand, step)
        case "decision":
            items = _decision(slide, brand, step)
        case "position-chart" | "timeline":
            items = _drawn(slide, brand, step)
        case "quotation":
            items = _quotation(slide, brand, step)
        case _:
            items = _stacked(slide, brand, step)
    return replace(stack(items, grid_of(slide.layout, brand)), crowded=_crowded(slide))


def _crowded(slide: Slide) -> bool:
    """Tell whether `slide` holds more rows or lines than its layout takes; sums do not count."""
    rows = [sum(row.emphasis != "sum" for row in b.rows) for b in slide.blocks if isinstance(b, Table)]
    lines = [len(b.lines) for b in slide.blocks if isinstance(b, Lines)]
    return max(rows or lines, default=0) > MOST.get(slide.layout, 10**6)


def smaller_exists(slide: Slide, brand: Brand) -> bool:
    """Tell whether anything on `slide` has a smaller size to fall back on."""
    for block in slide.blocks:
        if isinstance(block, Table) and block.rows:
            count = column_count(block)
            role = "dense" if slide.layout == "timeline" else table_columns(slide.layout, count, brand).role
            if next_size(role, brand):
                return True
        if isinstance(block, Columns) and next_size("dense", brand):
            return True
        if isinstance(block, Lines) and any(line.style == "lead" for line in block.lines) and next_size("lead", brand):
            return True
    return False


def _stacked(slide: Slide, brand: Brand, step: int) -> list[Item]:
    """Return the blocks one under the other: a table with its note, lines, choices."""
    items: list[Item] = []
    grid = grid_of(slide.layout, brand)
    for number, block in enumerate(slide.blocks, start=1):
        note_at = NOTE_AT.get(slide.layout)
        at = grid.top if number == 1 else grid.down(note_at) if note_at else 0
        rest = sum(_least(later, brand, grid) for later in slide.blocks[number:])
        items += _block_items(slide, block, brand, step, field_name(number), at, grid.band - rest)
    return items


def _least(block: Block, brand: Brand, grid: Grid) -> float:
    if isinstance(block, Figure):
        return LEAST_HIGH + UNDER + height_of(figure_text(block, brand, grid))
    return 8 + (height_of(lines_paragraphs(block.lines, brand, grid)) if isinstance(block, Lines) else 0)


def _block_items(slide: Slide, block: Block, brand: Brand, step: int, field: str, at: float, room: float) -> list[Item]:
    grid = grid_of(slide.layout, brand)
    match block:
        case Table():
            box = fitted_table(slide.layout, block, brand, grid, room, step, field)
            return [Item(at, 14, sum(box.heights), lambda y: (replace(box, y=y),))]
        case Lines():
            height = grid.band if slide.blocks == (block,) else 0
            return [_lines_item(block.lines, brand, grid, step, field, at, height)]
        case Columns():
            return _column_items(block, brand, grid, step, 1, grid.band)
        case Choices():
            return [_choices_item(block, brand, grid, field, at)]
        case Figure():
            return [_figure_item(block, brand, grid, step, field, room)]


def _figure_item(figure: Figure, brand: Brand, grid: Grid, step: int, field: str, room: float) -> Item:
    """Return a picture as large as the room over its words lets it be, and these under it."""
    words = figure_text(figure, brand, grid, step)
    used = height_of(words)
    box = picture_box(figure, brand, grid, room - used - UNDER - OVER_SOURCES)

    def place(y: float) -> tuple[Shape, ...]:
        return replace(box, y=y), lines_box(field, y + box.height + UNDER, used, words, grid)

    return Item(grid.top, 14, box.height + UNDER + used, place)


def _lines_item(
    lines: tuple[Line, ...], brand: Brand, grid: Grid, step: int, field: str, at: float, height: float, gap: float = 8
) -> Item:
    paragraphs = lines_paragraphs(lines, brand, grid, step)
    used = height_of(paragraphs)
    high = height if height >= min(used, grid.band) else used
    return Item(at, gap, used, lambda y: (lines_box(field, y, high, paragraphs, grid),))


def _choices_item(choices: Choices, brand: Brand, grid: Grid, field: str, at: float) -> Item:
    """Return the boxes to tick between two ink rules."""
    set_ = choices_paragraph(choices, brand, grid)
    height = max(46.0, 22 + set_.height)

    def place(y: float) -> tuple[Shape, ...]:
        box = TextBox(field, grid.left, y + 7, grid.wide, height - 14, (set_,), anchor="middle")
        return Rule(grid.left, y, grid.wide, "ink"), box, Rule(grid.left, y + height, grid.wide, "ink")

    return Item(at, 16, height, place)


def _cover(slide: Slide, brand: Brand, step: int) -> Content:
    """Return the facts of a cover, or the finding of a section in lead size on the label edge."""
    blocks = [block for block in slide.blocks if isinstance(block, Lines)]
    lines = tuple(line for block in blocks for line in block.lines)
    grid = grid_of(slide.layout, brand)
    if not lines:
        return Content((), grid.top, grid.top, grid.bottom)
    if slide.layout == "section":
        style = brand.style("lead_small" if step else "lead")
        paragraphs = tuple(_plain(line, brand, grid, style.size) for line in lines if line.style == "lead")
        facts = lines_paragraphs([line for line in lines if line.style != "lead"], brand, grid, step, facts="roomy")
        if paragraphs and facts:
            facts = (replace(facts[0], space_before=_UNDER_FINDING), *facts[1:])
        paragraphs = (*paragraphs, *facts)
        box = TextBox("body", grid.left, grid.top, grid.wide, grid.band, paragraphs)
    else:
        sizes = _SMALLER_FACTS if step else ("roomy",)
        set_ = [lines_paragraphs(lines, brand, grid, step, facts=role) for role in sizes]
        paragraphs = next((made for made in set_ if height_of(made) <= grid.band), set_[-1])
        box = lines_box("body", grid.top, grid.band, paragraphs, grid)
    return Content((box,), grid.top + height_of(paragraphs), grid.top, grid.bottom)


def _plain(line: Line, brand: Brand, grid: Grid, size: float) -> Paragraph:
    style = next(s for s in (brand.style("lead"), brand.style("lead_small")) if s.size == size)
    runs = statement_runs(line.statement, voice(line.statement, style, brand), style.size)
    return paragraph(runs, brand, style.leading, Measure(grid.wide))


_SMALLER_FACTS: tuple[TypeRole, ...] = ("roomy_small", "dense", "dense_small")
_UNDER_FINDING = 20.0
_HEAD_RULE = 40.0
_TEXT_UNDER = 48.0
_COLUMN_GAP = 12.0
_COLUMN_RIGHT = 18.0
_SILENT_AT, _ASSESSMENT_AT = 346.0, 376.0
_NOTE_GAP = 8.0


def _voices(slide: Slide, brand: Brand, step: int) -> list[Item]:
    """Return columns of voices, those without a position, and the assessment."""
    items: list[Item] = []
    fields, grid = 0, grid_of(slide.layout, brand)
    for number, block in enumerate(slide.blocks, start=1):
        if isinstance(block, Columns):
            under = min(grid.down(_SILENT_AT), grid.bottom - _notes_height(slide.blocks[number:], brand, grid))
            items += _column_items(block, brand, grid, step, fields + 1, under - grid.top)
            fields += 2 * len(block.columns)
        elif isinstance(block, Lines):
            for line in block.lines:
                fields = max(fields + 1, 7)
                paragraphs = tuple(line_paragraphs(line, brand, "note", 0, grid))
                items.append(_note_item(paragraphs, grid, field_name(fields), len(items) == 1))
        else:
            fields += 1
            items += _block_items(slide, block, brand, step, field_name(fields), 0, grid.band)
    return items


def _notes_height(blocks: Sequence[Block], brand: Brand, grid: Grid) -> float:
    """Return how high the lines of `blocks` stand under columns of voices."""
    lines = [line for block in blocks if isinstance(block, Lines) for line in block.lines]
    heights = [height_of(line_paragraphs(line, brand, "note", 0, grid)) for line in lines]
    return sum(heights) + _NOTE_GAP * max(0, len(heights) - 1)


def _note_item(paragraphs: tuple[Paragraph, ...], grid: Grid, field: str, first: bool) -> Item:
    height = height_of(paragraphs)
    at = grid.down(_SILENT_AT if first else _ASSESSMENT_AT)
    return Item(at, 10 if first else _NOTE_GAP, height, lambda y: (lines_box(field, y, height, paragraphs, grid),))


def _column_items(block: Columns, brand: Brand, grid: Grid, step: int, first: int, room: float) -> list[Item]:
    """Return one item that holds all columns: heading over an ink rule, voices under it."""
    count = len(block.columns)
    if not count:
        return []
    gap = _COLUMN_GAP * (count - 1)
    width = (grid.wide - gap) / count
    made = [_column(column, brand, step, width - _COLUMN_RIGHT) for column in block.columns]
    texts = max(height_of(text) for _, text in made)

    def place(y: float) -> tuple[Shape, ...]:
        shapes: list[Shape] = []
        for number, (heading, text) in enumerate(made):
            x = grid.left + number * (width + _COLUMN_GAP)
            names = field_name(first + 2 * number), field_name(first + 2 * number + 1)
            shapes.append(TextBox(names[0], x, y, width, _HEAD_RULE - 4, (heading,), anchor="bottom"))
            shapes.append(Rule(x, y + _HEAD_RULE, width, "ink"))
            if text:
                high = max(texts, room - _TEXT_UNDER - 10)
                fill = height_of(text) / (room - _TEXT_UNDER - 10)
                shapes.append(TextBox(names[1], x, y + _TEXT_UNDER, width - _COLUMN_RIGHT, high, text, fill_used=fill))
        return tuple(shapes)

    return [Item(grid.top, 0, _TEXT_UNDER + texts, place)]


def _column(column: Column, brand: Brand, step: int, width: float) -> tuple[Paragraph, tuple[Paragraph, ...]]:
    """Return the heading with its count, and a paragraph for each voice."""
    heading, numeral, style = brand.style("roomy"), brand.style("numeral"), style_of("dense", brand, step)
    own = replace(voice(column.heading, heading, brand, bold=True), bold=True)
    runs = statement_runs(column.heading, own, heading.size)
    if column.count is not None:
        count = Run(str(column.count), numeral.face, numeral.size, numeral.bold)
        runs = (count, Run(NBSP * 2, "body", heading.size), *runs)
    texts = [
        paragraph(
            statement_runs(statement, voice(statement, style, brand), style.size),
            brand,
            style.leading,
            Measure(width),
            8 if number else 0,
        )
        for number, statement in enumerate(column.statements)
    ]
    return paragraph(runs, brand, _HEAD_RULE - 4, Measure(width + _COLUMN_RIGHT)), tuple(texts)


def _decision(slide: Slide, brand: Brand, step: int) -> list[Item]:
    """Return the wording, the boxes to tick between rules, and the facts."""
    items: list[Item] = []
    grid = grid_of(slide.layout, brand)
    for number, block in enumerate(slide.blocks, start=1):
        field = field_name(number)
        if isinstance(block, Choices):
            items.append(_choices_item(block, brand, grid, field, grid.down(258) if items else grid.top))
        elif isinstance(block, Lines) and any(line.style == "wording" for line in block.lines):
            items.append(_lines_item(block.lines, brand, grid, step, field, grid.top + 3, 96))
        elif isinstance(block, Lines):
            at = grid.down(320) if len(items) > 1 else grid.top
            items.append(_lines_item(block.lines, brand, grid, step, field, at, 110))
        else:
            items += _block_items(slide, block, brand, step, field, 0, grid.band)
    return items


def _drawn(slide: Slide, brand: Brand, step: int) -> list[Item]:
    """Return tables as they are drawn, with bars or along a line of time, and the notes under them."""
    items: list[Item] = []
    fields, grid = 0, grid_of(slide.layout, brand)
    for block in slide.blocks:
        if isinstance(block, Table) and slide.layout == "timeline":
            height, shapes = timeline(block, brand, grid, step)
            items.append(Item(grid.top, 14, height, partial(lowered, shapes)))
            fields = MOST["timeline"]
        elif isinstance(block, Table):
            names = field_name(fields + 1), field_name(fields + 2)
            made = charted(block, slide.layout, brand, step, names)
            items.append(Item(grid.top if not items else 0, 14, made.height, made.place))
            fields += 2
        else:
            fields += 1
            items += _block_items(slide, block, brand, step, field_name(fields), 0, grid.band)
    return items


def _quotation(slide: Slide, brand: Brand, step: int) -> list[Item]:
    """Return the quotation large, and under it who said it and where; lines of one block part at the quotation."""
    grid = grid_of(slide.layout, brand)
    lines = [line for block in slide.blocks if isinstance(block, Lines) for line in block.lines]
    quoted = tuple(line for line in lines if line.style == "quotation")
    facts = tuple(line for line in lines if line.style != "quotation")
    items = [_lines_item(quoted, brand, grid, step, "body", grid.down(162), 0)] if quoted else []
    if facts:
        paragraphs = lines_paragraphs(facts, brand, grid, step, body_gap=10)
        used, field, at = height_of(paragraphs), field_name(len(items) + 1), grid.down(246) if quoted else grid.top
        items.append(Item(at, 24, used, lambda y: (lines_box(field, y, used, paragraphs, grid),)))
    for number, block in enumerate((b for b in slide.blocks if not isinstance(b, Lines)), start=len(items) + 1):
        items += _block_items(slide, block, brand, step, field_name(number), 0, grid.band)
    return items
