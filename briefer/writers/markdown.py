"""A deck as an outline in Markdown: title, statements, sources and what to say, slide by slide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from briefer.model.deck import Block, Choices, Columns, Deck, Figure, Line, Lines, RegisterEntry, Row, Slide, Table
from briefer.model.statement import Statement
from briefer.typeset.page import Page
from briefer.writers.markdown_text import marked, numbered, plain

_REGISTER = "register"


def deck_outline(deck: Deck, pages: Sequence[Page] = ()) -> str:
    """Return the outline of `deck`; `pages` give the slide numbers and which slides were kept, all when empty."""
    numbers: dict[str, list[int]] = {}
    for key, group in groupby(enumerate(pages, 1), key=lambda pair: pair[1].key):
        numbers.setdefault(key, []).extend(number for number, _ in group)
    slides = [slide for slide in deck.slides if not pages or slide.key in numbers]
    head = [f"# {plain(deck.title)}", _facts(deck)]
    body = [_slide(deck, slide, numbers.get(slide.key, [at])) for at, slide in enumerate(slides, 1)]
    if deck.register and not any(slide.layout == _REGISTER for slide in slides):
        body.append("\n\n".join(["## Register of sources", _register(deck.register, {})]))
    return "\n\n".join([*head, *body]) + "\n"


def _facts(deck: Deck) -> str:
    facts = (deck.subject, deck.author, deck.date, deck.marking, deck.stamp)
    return " · ".join(plain(fact) for fact in facts if fact)


def _slide(deck: Deck, slide: Slide, numbers: list[int]) -> str:
    place = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
    parts = [f"## {place}. {plain(slide.title.text, starts=False)}"]
    if slide.status:
        parts.append(f"*{plain(slide.status)}*")
    for extra in (slide.kicker, slide.foot):
        if extra is not None:
            parts.append(_labelled(extra))
    if slide.layout == _REGISTER and deck.register:
        rows = (row for block in slide.blocks if isinstance(block, Table) for row in block.rows)
        parts.append(_register(deck.register, {_cell(row, 0): row for row in rows}))
    else:
        parts += [block for block in (_block(block) for block in slide.blocks) if block]
    if slide.sources:
        parts.append(
            "Sources: " + " · ".join(f"{numbered((s.number,))} {plain(s.text, starts=False)}" for s in slide.sources)
        )
    if slide.notes.say:
        parts.append("\n>\n".join(f"> {line}" for line in ("**Say**", *map(plain, slide.notes.say))))
    return "\n\n".join(parts)


def _block(block: Block) -> str:
    match block:
        case Lines():
            return "\n".join(_line(line) for line in block.lines)
        case Table():
            return _table(block) if block.head else "\n".join(_headless(row) for row in block.rows)
        case Columns():
            return "\n\n".join(
                f"**{_count(column.count)}{plain(column.heading.text)}**\n\n"
                + "\n".join(f"- {_labelled(s)}" for s in column.statements)
                for column in block.columns
            )
        case Choices():
            return f"{plain(block.label)}: " + " · ".join(
                f"☐ {plain(choice, starts=False)}" for choice in block.choices
            )
        case Figure():
            words = Lines((block.caption, block.permission))
            return f"- **Picture:** {plain(block.alt, starts=False)}\n{_block(words)}"


def _line(line: Line) -> str:
    return f"- {_labelled(line.statement)}" + (f" ({plain(line.under, starts=False)})" if line.under else "")


def _labelled(statement: Statement) -> str:
    if not statement.label:
        return marked(statement)
    return f"**{plain(statement.label)}:** {marked(statement, starts=False)}"


def _headless(row: Row) -> str:
    """Return a row without column heads as an item: its first cell and numerals are the label of the others."""
    first, *others = row.cells
    named = [_words(s) for cell in (first, *(c for c in others if c.numeral)) for s in cell.statements]
    rest = [marked(s) for cell in others if not cell.numeral for s in cell.statements]
    label = f"- **{plain(' '.join(named))}:**"
    if len(rest) == 1:
        return f"{label} {rest[0]}"
    return "\n".join([label, *(f"  - {text}" for text in rest)])


def _words(statement: Statement) -> str:
    """Return the words of a label; its source numbers stand behind it."""
    return statement.text + "".join(f"[{number}]" for mark in statement.marks for number in mark.numbers)


def _table(table: Table) -> str:
    """Return a table; in place of the bars of a chart stand their numbers, a column a series."""
    words = table.head[:-1] if table.series else table.head
    head = [*(marked(s, starts=False) for s in words), *(plain(name, starts=False) for name in table.series)]
    rows = [
        [
            *("<br>".join(marked(s, starts=False) for s in cell.statements) for cell in row.cells[: len(words)]),
            *("" for _ in range(len(words) - len(row.cells))),
            *map(str, row.bars),
        ]
        for row in table.rows
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def _register(entries: Iterable[RegisterEntry], rows: dict[str, Row]) -> str:
    """Return all sources in full, each with where it is cited, and on which slides where a row tells."""
    lines = []
    for entry in entries:
        row = rows.get(str(entry.number))
        told = ["; ".join(entry.cited)] if len(entry.essay_ids) == 1 else [_cell(row, 2)] if row else []
        if row:
            slides = _cell(row, 4)
            told += [
                _cell(row, 3),
                f"{'slide' if slides.isdigit() else 'slides'} {slides}" if slides[:1].isdigit() else slides,
            ]
        cited = " · ".join(plain(text, starts=False) for text in told if text)
        lines.append(f"{entry.number}. {plain(entry.full)}" + (f". *{cited}*" if cited else ""))
    return "\n".join(lines)


def _cell(row: Row, at: int) -> str:
    return " ".join(s.text for s in row.cells[at].statements) if at < len(row.cells) else ""


def _count(count: int | None) -> str:
    return "" if count is None else f"{count} "
