"""A deck as an outline in Markdown: title, statements, sources and what to say, slide by slide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from briefer.model.deck import Block, Choices, Columns, Deck, Lines, Slide, Table
from briefer.model.statement import Statement
from briefer.typeset.page import Page

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~]|&(?=#?\w+;))")
_LIST_START = re.compile(r"^(\d+)([.)])|^([-+])(?=\s)")
_LINE_END = re.compile(r"\s*\n\s*")


def deck_outline(deck: Deck, pages: Sequence[Page] = ()) -> str:
    """Return the outline of `deck`; `pages` give the slide numbers and which slides were kept, all when empty."""
    numbers: dict[str, list[int]] = {}
    for key, group in groupby(enumerate(pages, 1), key=lambda pair: pair[1].key):
        numbers.setdefault(key, []).extend(number for number, _ in group)
    slides = [slide for slide in deck.slides if not pages or slide.key in numbers]
    head = [f"# {_plain(deck.title)}", _facts(deck)]
    body = [_slide(slide, numbers.get(slide.key, [at])) for at, slide in enumerate(slides, 1)]
    return "\n\n".join([*head, *body, *_register(deck)]) + "\n"


def _facts(deck: Deck) -> str:
    facts = (deck.subject, deck.author, deck.date, deck.marking, deck.stamp)
    return " · ".join(_plain(fact) for fact in facts if fact)


def _slide(slide: Slide, numbers: list[int]) -> str:
    place = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
    parts = [f"## {place} {_plain(slide.title.text)}"]
    if slide.status:
        parts.append(f"*{_plain(slide.status)}*")
    for extra in (slide.kicker, slide.foot):
        if extra is not None:
            parts.append(_statement(extra))
    parts += [block for block in (_block(block) for block in slide.blocks) if block]
    if slide.sources:
        parts.append("Sources: " + " · ".join(f"[{s.number}] {_plain(s.text)}" for s in slide.sources))
    if slide.notes.say:
        parts.append("\n>\n".join(f"> {line}" for line in ("**Say**", *map(_plain, slide.notes.say))))
    return "\n\n".join(parts)


def _block(block: Block) -> str:
    match block:
        case Lines():
            rows = ((line.statement, line.under) for line in block.lines)
            return "\n".join(f"- {_statement(s)}{f' ({_plain(under)})' if under else ''}" for s, under in rows)
        case Table():
            return _table(block)
        case Columns():
            return "\n\n".join(
                f"**{_count(column.count)}{_plain(column.heading.text)}**\n\n"
                + "\n".join(f"- {_statement(s)}" for s in column.statements)
                for column in block.columns
            )
        case Choices():
            return f"{_plain(block.label)}: " + " · ".join(f"☐ {_plain(choice)}" for choice in block.choices)


def _table(table: Table) -> str:
    width = max((len(row.cells) for row in table.rows), default=len(table.head))
    head = [_statement(s) for s in table.head] or [" "] * width
    rows = [["<br>".join(_statement(s) for s in cell.statements) for cell in row.cells] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def _statement(statement: Statement) -> str:
    """Return label, text and source numbers of one statement; unconfirmed ones say so."""
    text, end = "", 0
    for mark in sorted(statement.marks, key=lambda mark: mark.at):
        text += _plain(statement.text[end : mark.at]) + "".join(f"[{number}]" for number in mark.numbers)
        end = mark.at
    text += _plain(statement.text[end:])
    label = f"**{_plain(statement.label)}:** " if statement.label else ""
    return label + text + ("" if statement.confirmed else " (unconfirmed)")


def _register(deck: Deck) -> list[str]:
    entries = [f"{entry.number}. {_plain(entry.full)}" for entry in deck.register]
    return ["## Register of sources", "\n".join(entries)] if entries else []


def _count(count: int | None) -> str:
    return "" if count is None else f"{count} "


def _plain(text: str) -> str:
    """Return `text` on one line with nothing in it that Markdown would read as markup."""
    flat = _SPECIAL.sub(r"\\\1", _LINE_END.sub(" ", text))
    return _LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", flat)
