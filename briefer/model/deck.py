"""A deck before it is measured: slides, their content and the register; no fonts, no coordinates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from briefer.model.picture import Picture
from briefer.model.statement import Citation, Statement

LineStyle: TypeAlias = Literal["lead", "body", "answer", "fact", "note", "quotation", "wording"]
"""`lead`: first line of a BLUF; `answer`: what is said to a question; `fact`: hanging label and value; `note`: line under
a table; `wording`: the decision."""

Emphasis: TypeAlias = Literal["", "recommended", "sum", "unconfirmed", "assessment"]


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled paragraph; the label is the statement's."""

    statement: Statement
    style: LineStyle = "body"
    under: str = ""
    """A short line under the statement in second ink ("Confidence: moderate")."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Labelled paragraphs one under the other."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: one paragraph a statement. A numeral is set in the title face ("7"), with `beside` small after it."""

    statements: tuple[Statement, ...] = ()
    numeral: bool = False
    bold: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; `sum` stands under an ink rule, `recommended` between heavy accent rules."""

    cells: tuple[Cell, ...]
    emphasis: Emphasis = ""
    bars: tuple[int, ...] = ()
    """Lengths of the row's bars, one a series of the table, where it is drawn with bars."""
    told: bool = False
    """True where the title speaks of this row: its bars are drawn in the accent."""


CONDITIONAL = "For if"
"""Name of the series of those who are in favour on a condition only."""


@dataclass(frozen=True, slots=True)
class Table:
    """A native table; `head` is () where the layout has none. The layout fixes the column widths but for `widths`."""

    head: tuple[Statement, ...]
    rows: tuple[Row, ...]
    alt: str
    """What the table shows, in one sentence, for readers who do not see it."""
    series: tuple[str, ...] = ()
    """What the bars of each row count."""
    maximum: int = 0
    """Length of the axis: the denominator of all bars."""
    widths: tuple[float, ...] = ()
    """Points of each column where they follow the texts of a table of which this is a part."""


@dataclass(frozen=True, slots=True)
class Column:
    """A headed column of voices: count, heading, one paragraph an author."""

    heading: Statement
    count: int | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two or three columns side by side."""

    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Tick boxes on one line, the recommended one first and bold; `label` says who decides."""

    label: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture taken over from a source; under it, what it shows and who allows the copy."""

    picture: Picture
    alt: str
    """What it shows, for readers who do not see it."""
    caption: Line
    permission: Line


Block: TypeAlias = Lines | Table | Columns | Choices | Figure


MAX_SOURCES = 5
"""Sources that a slide names one a line; one that cites more continues, or names them one after the other."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One short source at the foot of a slide: `[number] text`; `places` are those it is the source of."""

    number: int
    text: str
    places: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Notes:
    """Speaker notes, always in this order. `verify` is written by the provenance module, one line a statement."""

    say: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    verify: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide as composed; measuring may continue it on further slides of the same key."""

    key: str
    layout: str
    """Name of a layout of the brand: one that a template can name, or register."""
    title: Statement
    blocks: tuple[Block, ...] = ()
    kicker: Statement | None = None
    """Kind of brief over a cover title."""
    foot: Statement | None = None
    """Meaning of the handling mark at the foot of a cover."""
    status: str = ""
    """"Draft: 3 of 13 positions unconfirmed" or ""."""
    sources: tuple[SourceLine, ...] = ()
    notes: Notes = Notes()
    section: str = ""
    hidden: bool = False
    uncounted: bool = False
    """True for register, source summary at the end and back-up: outside `max_slides`."""
    alternatives: tuple[str, ...] = ()
    """Layouts that can show the same fields, its own among them."""
    whole: bool = False
    """True where it stays one slide however many sources it cites, if its content fits."""
    takes_lines: bool = False
    """Tells whether sentences and passages that the user gives to this slide stand on it."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return every statement of the slide in reading order, the title first."""
        found = [self.title]
        for extra in (self.kicker, self.foot):
            if extra is not None:
                found.append(extra)
        for block in self.blocks:
            found.extend(statements_of(block))
        return tuple(found)

    def reworded(self, change: Callable[[Statement], Statement]) -> Slide:
        """Return the slide with `change` made to every one of its statements."""
        return replace(
            self,
            title=change(self.title),
            kicker=change(self.kicker) if self.kicker else None,
            foot=change(self.foot) if self.foot else None,
            blocks=tuple(_reworded(block, change) for block in self.blocks),
        )


def statements_of(block: Block) -> tuple[Statement, ...]:
    """Return the statements of `block` in reading order."""
    match block:
        case Lines():
            return tuple(line.statement for line in block.lines)
        case Table():
            return (*block.head, *(s for row in block.rows for cell in row.cells for s in cell.statements))
        case Columns():
            return tuple(s for column in block.columns for s in (column.heading, *column.statements))
        case Choices():
            return ()
        case Figure():
            return block.caption.statement, block.permission.statement


def _reworded(block: Block, change: Callable[[Statement], Statement]) -> Block:
    def changed(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(change(statement) for statement in statements)

    match block:
        case Lines():
            return Lines(tuple(replace(line, statement=change(line.statement)) for line in block.lines))
        case Table():
            rows = (
                replace(row, cells=tuple(replace(cell, statements=changed(cell.statements)) for cell in row.cells))
                for row in block.rows
            )
            return replace(block, head=changed(block.head), rows=tuple(rows))
        case Columns():
            columns = (
                replace(column, heading=change(column.heading), statements=changed(column.statements))
                for column in block.columns
            )
            return Columns(tuple(columns))
        case Choices():
            return block
        case Figure():
            caption, permission = (
                replace(line, statement=change(line.statement)) for line in (block.caption, block.permission)
            )
            return replace(block, caption=caption, permission=permission)


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One numbered source. `cited` are the places cited, in order; slides are known only after measuring."""

    number: int
    essay_ids: tuple[str, ...]
    """One essay, or all essays of a volume when the volume itself is the entry."""
    full: str
    short: str
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What the user should know about an output. `slide_key` is "" for the whole output."""

    slide_key: str
    text: str
    severity: Literal["info", "warn", "fail"] = "info"
    shorten: Literal["", "title", "body"] = ""
    """Which words of the slide would make it fit if they were fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """All slides of a brief with what stands on each of them."""

    brief_id: str
    title: str
    subject: str
    author: str
    date: str
    language: str
    footer: str
    marking: str
    brand: str
    run: str
    slides: tuple[Slide, ...]
    register: tuple[RegisterEntry, ...]
    remarks: tuple[Remark, ...] = ()
    order: tuple[str, ...] = ()
    """Keys of the slides as the template has them, before anybody moved one."""
    mark_colour: str = ""
    """Colour of the marking's letters on black, RRGGBB; "" where it is set in ink."""
    stamp: str = ""
    """"matches its sources as of 2026-11-22" or "not verified: 3 statements"; in the notes and the properties."""
