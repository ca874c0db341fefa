"""Layouts that list: purpose and scope, agenda, essay card, question and answer, contact and version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefer.compose.blocks import Fields, fact_row, fact_table, labelled_row, line_of
from briefer.compose.citing import all_cited, is_count, pieces_of
from briefer.compose.statements import Maker
from briefer.model.deck import Block, Cell, Line, Lines, Row, Table
from briefer.model.statement import Span
from briefer.specs.brief import AgendaItem, Exchange

_PASSAGES = 2
"""Passages that stand in full under an answer."""


def purpose(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the question, what is covered and left out, the sources and their cut-off, as a two-column table."""
    return fact_table(maker, fields, "What the brief is for, what it covers and leaves out, and what it rests on")


def contact(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return who answers for the brief, its version, distribution and clearances, as a two-column table."""
    return fact_table(maker, fields, "Who answers for this brief, its version, distribution and clearances")


def summary(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the main findings, each beside its theme; judgements of the desk stand in their own voice."""
    rows = tuple(labelled_row(maker, item.value) for item in fields.get("lines", ()))
    return (Table((), rows, "The main findings, each with its theme and its sources"),) if rows else ()


def agenda(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the numbered items with their minutes; the one that the field “now” names says so, in bold."""
    items: list[AgendaItem] = [item.value for item in fields.get("rows", ())]
    timed = any(item.minutes for item in items)
    rows = []
    for number, item in enumerate(items, start=1):
        current = bool(item.text) and item.text == fields.get("now")
        cells = [
            Cell((maker.words("number", "Now" if current else str(number)),), bold=current, quiet=not current),
            Cell((maker.words("cell", item.text),), bold=current),
        ]
        if timed:
            minutes = f"{item.minutes} min" if item.minutes else ""
            cells.append(Cell((maker.words("minutes", minutes),) if minutes else (), quiet=True))
        rows.append(Row(tuple(cells)))
    return (Table((), tuple(rows), "The items of the agenda in their order"),) if rows else ()


def essay_card(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return one text: its main passages and what the user adds, under each label once, then its source and reading."""
    items = [*fields.get("evidence", ()), *fields.get("lines", ())]
    rows = list(_labelled_once(labelled_row(maker, item.value) for item in items))
    rows += [fact_row(maker, item.value, quiet=True) for item in fields.get("facts", ())]
    return (Table((), tuple(rows), "The main points of one text, its source and how it was read"),) if rows else ()


def _labelled_once(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `rows` of a label and a text, those of one label as one row where the first of them stands."""
    groups: dict[tuple[str, str, tuple[Span, ...]], list[Row]] = {}
    for row in rows:
        label = row.cells[0].statements[0]
        groups.setdefault((row.emphasis, label.text, label.spans), []).append(row)
    for first, *others in groups.values():
        name, said = first.cells
        more = (statement for row in others for statement in row.cells[1].statements)
        yield replace(first, cells=(name, replace(said, statements=(*said.statements, *more))))


def question_answer(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the answer to say, under it the first passages it cites, in full, then what the user adds."""
    asked: Exchange = fields["question"].value
    answer = maker.make("answer", pieces_of(asked.answer), label="Answer")
    lines = [Line(answer, "answer")]
    cited = [id for id in dict.fromkeys(all_cited(asked.answer)) if not is_count(id)]
    for id in cited[:_PASSAGES]:
        lines.append(line_of(maker, maker.shelf.passage(id), "fact"))
    lines += [line_of(maker, item.value, "fact") for item in fields.get("lines", ())]
    return (Lines(tuple(lines)),)
