"""A deck for reading as a tagged PDF: every slide's number, title, statements in full, sources and what to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefer.model.deck import Block, Choices, Columns, Deck, Figure, Line, Lines, Row, Slide, Table
from briefer.model.memo import Paper
from briefer.model.statement import Statement
from briefer.specs.brand import Brand
from briefer.typeset.figures import DENSITY
from briefer.typeset.joining import NBSP, TICK
from briefer.typeset.page import Page, Run
from briefer.typeset.voices import Voice, label_run, statement_runs
from briefer.writers.sheet_pdf import compiled, pages_in, runs_data, sheet_data, tied
from briefer.writers.typefaces import borrowed_remark, faces_of

_TEMPLATE = "sheets/handout.typ"
_COVER = "title"
"""The layout whose slide opens the handout."""
_SIZE, _PITCH = 10.5, 13.5
_SMALL = 9.5
_LEAD, _LEAD_PITCH = 11.5, 14.5
_WHOLE = 600
"""Text of at most so many characters is not broken between two pages."""
_NARROW = 12
"""A column whose longest cell has at most so many characters is as wide as that cell."""
_LONG = 160
"""Longer cells make a column no wider."""
_SHEET, _LABELS, _GUTTER, _LETTER = 487, 84, 9, 5.2
"""Points: width of the text, of the labels left of it, between columns, and of a small letter at most."""
_HIGHEST = 300
"""Points of height of a picture at most."""
_WIDE_FROM = 4
"""Tables of so many columns begin at the left edge of the sheet."""

Runs = list[dict[str, Any]]


def write_handout(deck: Deck, pages: Sequence[Page], paper: Paper, brand: Brand) -> tuple[bytes, int, str]:
    """Return the handout of a measured deck as PDF, how many pages it has, and what to tell of its letters.

    Slides have the numbers of the deck; hidden ones are left out, those outside `max_slides` stand at the end, the
    register last. Raises OutputError when it holds letters that cannot be set.
    """
    data = handout_data(deck, pages, paper, brand)
    figures = {_file(block): block.picture.data for block in _figures(deck)}
    (made,) = compiled(_TEMPLATE, data, "handout", files=figures)
    return made, pages_in(_TEMPLATE, data, "handout", figures), borrowed_remark("handout", faces_of(data))


def handout_data(deck: Deck, pages: Sequence[Page], paper: Paper, brand: Brand) -> dict[str, Any]:
    """Return everything that the template sets, as plain JSON values."""
    numbers: dict[str, list[int]] = {}
    for number, page in enumerate(pages, start=1):
        if not page.hidden:
            numbers.setdefault(page.key, []).append(number)
    shown = sorted(
        (slide for slide in deck.slides if slide.key in numbers),
        key=lambda slide: (slide.uncounted, slide.layout == "register"),
    )
    cover = shown[0] if shown and shown[0].layout == _COVER else None
    kicker = cover.kicker.text if cover and cover.kicker else ""
    title = cover.title.text if cover else deck.title
    sheet = sheet_data(
        paper,
        brand,
        deck,
        title=title,
        foot=f"{deck.footer} · handout",
    )
    return sheet | {
        "bottom": 62,
        "description": deck.stamp,
        "keywords": [word for word in (deck.brief_id, deck.run, deck.marking) if word],
        "kicker": " · ".join(filter(None, (kicker or deck.subject, "handout"))),
        "heading": _title(cover.title, 20) if cover else [{"text": title}],
        "opening": _matter(cover.blocks if cover else (), cover),
        "number": _numbered(numbers[cover.key]) if cover else "",
        "facts": [fact for fact in _facts(deck, cover) if fact[1]],
        "slides": [_slide(slide, numbers[slide.key]) for slide in shown if slide is not cover],
    }


def _facts(deck: Deck, cover: Slide | None) -> Iterator[tuple[str, str]]:
    """Yield what the opening says of the whole: a draft's state, the meaning of the handling mark, the stamp."""
    if cover:
        yield "Status", cover.status
        yield "Handling", cover.foot.text if cover.foot else ""
    yield "Checked", deck.stamp


def _slide(slide: Slide, numbers: Sequence[int]) -> dict[str, Any]:
    extra = [Line(statement) for statement in (slide.kicker, slide.foot) if statement is not None]
    blocks = (*((Lines(tuple(extra)),) if extra else ()), *slide.blocks)
    head = {"number": _numbered(numbers), "title": _title(slide.title, 13), "status": slide.status}
    return head | _matter(blocks, slide)


def _matter(blocks: Sequence[Block], slide: Slide | None) -> dict[str, Any]:
    """Return what stands under the title of a slide."""
    say = slide.notes.say if slide else ()
    return {
        "blocks": [_block(block) for block in blocks],
        "say": list(say),
        "say-whole": sum(map(len, say)) <= _WHOLE,
        "sources": [f"[{source.number}]{NBSP}{source.text}" for source in (slide.sources if slide else ())],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Lines():
            return {"kind": "lines", "rows": [_line(line) for line in block.lines]}
        case Table():
            return _table(block) if block.head else {"kind": "lines", "rows": [_headless(row) for row in block.rows]}
        case Columns():
            rows = [
                _row(_counted(column.count, column.heading), [_words(s) for s in column.statements])
                for column in block.columns
            ]
            return {"kind": "lines", "rows": rows}
        case Choices():
            first, *rest = block.choices
            ticks = [Run(f"{TICK}{NBSP}{first}", size=_SIZE, bold=True)]
            ticks += [Run(f"    {TICK}{NBSP}{choice}", size=_SIZE) for choice in rest]
            return {"kind": "lines", "rows": [_row(_quiet(block.label), [runs_data(ticks)])]}
        case Figure():
            rows = [_line(block.caption), _line(block.permission)]
            width = min(_SHEET - _LABELS, *_figure_sizes(block))
            return {"kind": "figure", "file": _file(block), "alt": block.alt, "width": width, "rows": rows}


def _figures(deck: Deck) -> Iterator[Figure]:
    return (block for slide in deck.slides for block in slide.blocks if isinstance(block, Figure))


def _file(figure: Figure) -> str:
    return f"{figure.picture.sha256}.{figure.picture.kind}"


def _figure_sizes(figure: Figure) -> tuple[float, float]:
    """Return how wide a picture may be in points: as its dots carry it, and so that it is not too high for a sheet."""
    picture = figure.picture
    return picture.width * 72 / DENSITY, _HIGHEST * picture.width / picture.height


def _line(line: Line) -> dict[str, Any]:
    statement = line.statement
    size, pitch = (_LEAD, _LEAD_PITCH) if line.style in ("lead", "wording") else (_SIZE, _PITCH)
    label = runs_data([label_run(statement.label, statement, _SIZE)]) if statement.label else []
    return _row(label, [_words(statement, size)], line.under, size, pitch)


def _row(
    label: Runs, paragraphs: Sequence[Runs], under: str = "", size: float = _SIZE, pitch: float = _PITCH
) -> dict[str, Any]:
    return {
        "label": label,
        "paragraphs": list(paragraphs),
        "under": under,
        "size": size,
        "pitch": pitch,
        "whole": _length(paragraphs) <= _WHOLE,
    }


def _headless(row: Row) -> dict[str, Any]:
    """Return a row without column heads as a label, with its numeral, and the words that stand beside it."""
    first, *others = row.cells
    label = [run for statement in first.statements for run in _words(statement)]
    numerals = [cell for cell in others if cell.numeral]
    for statement in (s for cell in numerals for s in cell.statements):
        label += [{"text": "  "}, *({**run, "bold": True} for run in _words(statement))]
    beside = [_words(s) for cell in others if not cell.numeral for s in cell.statements]
    return _row(label, beside)


def _table(table: Table) -> dict[str, Any]:
    """Return a table with its heads; in place of the bars of a chart stand their numbers, a column a series."""
    words = table.head[:-1] if table.series else table.head
    head = [*(_words(s, _SMALL) for s in words), *map(_small, table.series)]
    rows = [(row, _cells(row, len(words))) for row in table.rows]
    columns = zip(head, *(cells for _, cells in rows), strict=True)
    texts = [
        ["".join(run["text"] for run in p) for p in (first, *(p for cell in cells for p in cell))]
        for first, *cells in columns
    ]
    wide = len(head) >= _WIDE_FROM
    return {
        "kind": "table",
        "wide": wide,
        "columns": _shares(texts, _SHEET if wide else _SHEET - _LABELS),
        "head": head,
        "rows": [
            {
                "cells": cells,
                "strong": row.emphasis in ("recommended", "sum"),
                "breakable": max(map(_length, cells), default=0) > _WHOLE,
            }
            for row, cells in rows
        ],
    }


def _shares(columns: Sequence[Sequence[str]], room: float) -> list[float]:
    """Return the share of `room` points that each column has, 0 where it is as wide as its longest text.

    Shares grow with the usual and the longest text of a column, and no word is wider than its column.
    """
    longest = [max(map(len, texts)) for texts in columns]
    room -= _GUTTER * (len(columns) - 1) + sum(most * _LETTER for most in longest if most <= _NARROW)
    wants = {
        at: (min(most, _LONG) * sum(map(len, columns[at])) / len(columns[at])) ** 0.4
        for at, most in enumerate(longest)
        if most > _NARROW
    }
    least = {at: max((len(word) for text in columns[at] for word in text.split()), default=0) * _LETTER for at in wants}
    fixed: dict[int, float] = {}
    while True:
        rest, left = sum(wants[at] for at in wants if at not in fixed), room - sum(fixed.values())
        tight = [at for at in wants if at not in fixed and left * wants[at] / rest < least[at]]
        if not tight:
            break
        fixed |= {at: least[at] for at in tight}
    return [
        round(fixed.get(at, left * wants[at] / rest if rest else 0), 1) if at in wants else 0
        for at in range(len(columns))
    ]


def _cells(row: Row, width: int) -> list[list[Runs]]:
    """Return the paragraphs of each of `width` cells, then the number of each bar."""
    cells = [[_words(s, _SMALL) for s in cell.statements] for cell in row.cells[:width]]
    return [*cells, *([] for _ in range(width - len(cells))), *([_small(str(bar))] for bar in row.bars)]


def _small(text: str) -> Runs:
    return runs_data([Run(text, size=_SMALL)])


def _counted(count: int | None, heading: Statement) -> Runs:
    number = [] if count is None else [Run(f"{count} ", size=_SIZE, bold=True)]
    return [*runs_data(number), *_words(heading, bold=True)]


def _quiet(label: str) -> Runs:
    return runs_data([Run(label, size=_SIZE, ink="ink2")])


def _words(statement: Statement, size: float = _SIZE, bold: bool = False) -> Runs:
    """Return a statement as it is set here: an assessment in italics, source numbers raised."""
    italic = statement.role == "assessment"
    return runs_data(statement_runs(statement, Voice("body", size, bold, italic), size))


def _title(statement: Statement, size: float) -> Runs:
    """Return a title whose last line has more than one short word."""
    return _words(replace(statement, text=tied(statement.text)), size)


def _numbered(numbers: Sequence[int]) -> str:
    return f"Slide {numbers[0]}" if len(numbers) == 1 else f"Slides {numbers[0]}–{numbers[-1]}"


def _length(paragraphs: Iterable[Runs]) -> int:
    return sum(len(run["text"]) for paragraph in paragraphs for run in paragraph)
