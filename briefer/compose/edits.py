"""What a person changed on slides: titles, texts, order, hidden slides; kept by slide key, never lost in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefer.model.deck import Block, Cell, Column, Columns, Line, Lines, Remark, Row, Slide, Table
from briefer.model.statement import Statement
from briefer.model.text import digest
from briefer.specs.brief import Brief, SlideEdit


def base_of(text: str) -> str:
    """Return the 8 hex digits by which an edit names the text it replaces."""
    return digest(text)[:8]


def ordered(slides: Sequence[Slide], brief: Brief) -> tuple[list[Slide], tuple[Remark, ...]]:
    """Return the slides in the edited order, and a remark for each edit whose slide is not there."""
    result = list(slides)
    remarks = []
    for key, edit in brief.edits.items():
        here = next((slide for slide in result if slide.key == key), None)
        if here is None:
            remarks.append(
                Remark("", f"The edits of “{key}” have no slide in this deck; they stay in the brief.", "warn")
            )
            continue
        if edit.after:
            target = next((i for i, slide in enumerate(result) if slide.key == edit.after), None)
            if target is None:
                remarks.append(
                    Remark(key, f"“{key}” should stand after “{edit.after}”, which this deck does not have.", "warn")
                )
                continue
            result.remove(here)
            at = next(i for i, slide in enumerate(result) if slide.key == edit.after) + 1
            result.insert(at, here)
    return result, tuple(remarks)


def edited(slide: Slide, brief: Brief) -> tuple[Slide, tuple[Remark, ...]]:
    """Return `slide` with its hand edits, and a remark for each that met another text than it was written for."""
    edit = brief.edits.get(slide.key)
    if edit is None:
        return slide, ()
    remarks = [
        Remark(
            slide.key, f"A hand edit on “{slide.key}” has no statement {id} any more; it stays in the brief.", "warn"
        )
        for id in edit.statements
        if id not in {statement.id for statement in slide.statements}
    ]
    title = slide.title
    if edit.title:
        title = replace(title, text=edit.title, computed=False, edited=True)
    status = "" if edit.title and slide.status.endswith("title computed, not yet reviewed") else slide.status
    blocks = tuple(_block(block, edit, remarks, slide.key) for block in slide.blocks)
    return replace(slide, title=title, status=status, blocks=blocks, hidden=edit.hidden), tuple(remarks)


def _statement(statement: Statement, edit: SlideEdit, remarks: list[Remark], key: str) -> Statement:
    change = edit.statements.get(statement.id)
    if change is None:
        return statement
    if change.base and change.base != base_of(statement.text):
        remarks.append(Remark(key, f"The text under a hand edit on “{key}” has changed since; read it again.", "warn"))
    spans = tuple(s for s in statement.spans if change.text[s.start : s.end] == statement.text[s.start : s.end])
    end = len(change.text)
    marks = tuple(replace(m, at=min(m.at, end) if m.at < len(statement.text) else end) for m in statement.marks)
    return replace(statement, text=change.text, spans=spans, marks=marks, edited=True)


def _block(block: Block, edit: SlideEdit, remarks: list[Remark], key: str) -> Block:
    def change(statement: Statement) -> Statement:
        return _statement(statement, edit, remarks, key)

    match block:
        case Lines():
            return Lines(tuple(Line(change(line.statement), line.style, line.under) for line in block.lines))
        case Table():
            rows = tuple(
                Row(tuple(_with(cell, tuple(change(s) for s in cell.statements)) for cell in row.cells), row.emphasis)
                for row in block.rows
            )
            return Table(block.head, rows, block.alt)
        case Columns():
            return Columns(
                tuple(Column(c.heading, c.count, tuple(change(s) for s in c.statements)) for c in block.columns)
            )
    return block


def _with(cell: Cell, statements: tuple[Statement, ...]) -> Cell:
    return replace(cell, statements=statements)
