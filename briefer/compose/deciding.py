"""What somebody decides on: options, the wording and the boxes to tick, risks, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefer.citation.full import short_date
from briefer.compose.blocks import Fields, head, labelled_row, line_of, notes
from briefer.compose.citing import Piece, Words, pieces_of
from briefer.compose.facts import in_time
from briefer.compose.statements import Maker
from briefer.model.deck import Block, Cell, Choices, Line, Lines, Row, Table
from briefer.specs.brief import Decision, NextStep, Option, Risk


def options(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the options by criteria, with who is for and against; the recommended one says so."""
    criteria = maker.shelf.brief.criteria
    words = head(maker, "", "Option", *criteria, "For", "Against")
    chosen: Sequence[Option] = [item.value for item in fields.get("rows", ())]
    rows = tuple(_option_row(maker, number, option, len(criteria)) for number, option in enumerate(chosen))
    named = [str(number) for number, option in enumerate(chosen) if option.recommended]
    alt = f"{len(rows)} options by {', '.join(criteria) or 'supporters'}, with who is for and against"
    if named:
        alt += f"; option {', '.join(named)} is recommended"
    return (Table(words, rows, alt), *notes(maker, fields)) if rows else ()


def decision(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the exact wording, the boxes to tick, and the facts around them."""
    asked: Decision = fields["decision"].value
    wording = maker.make("wording", (Words(asked.wording),), role="own", label="Exact wording")
    facts = [line_of(maker, item.value, "fact") for item in fields.get("facts", ())]
    return (
        Lines((Line(wording, "wording"),)),
        Choices(asked.decides or maker.shelf.brief.audience, asked.choices),
        Lines(tuple(facts)),
    )


def risks(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return assumptions and risks with tests and answers; a judgement of the desk closes the table."""
    words = head(maker, "", "What the advice rests on", "Test or answer")
    rows = [_risk_row(maker, item.value) for item in fields.get("rows", ())]
    for item in fields.get("lines", ()):
        rows.append(labelled_row(maker, item.value, Cell()))
    alt = "Assumptions and risks with their tests and answers; the last row is the fallback"
    return (Table(words, tuple(rows), alt),) if rows else ()


def next_steps(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return who does what by when, the earliest first; steps without a date come last."""
    words = head(maker, "When", "What", "Who")
    rows = []
    steps: list[NextStep] = [item.value for item in fields.get("rows", ())]
    for step in in_time(steps):
        when = maker.words("when", short_date(step.by) if step.by else "–")
        what, who = (maker.words("cell", text, "own") for text in (step.what, step.who or "–"))
        rows.append(Row((Cell((when,), quiet=True), Cell((what,)), Cell((who,)))))
    return (Table(words, tuple(rows), "Steps with their dates and owners"), *notes(maker, fields)) if rows else ()


def _option_row(maker: Maker, number: int, option: Option, criteria: int) -> Row:
    filled = [*option.criteria, *[""] * criteria][:criteria]
    bold = option.recommended
    name = [maker.words("cell", option.name, "own")]
    if option.recommended:
        name.append(maker.make("cell", (Words("Recommended", "accent"),), role="boilerplate"))
    cells = [Cell((maker.words("number", str(number)),), bold=bold), Cell(tuple(name), bold=bold)]
    cells += [Cell((maker.make("cell", _bold_words(text, bold)),)) for text in filled]
    cells += [
        Cell((maker.make("cell", pieces_of(text or "nobody")),)) for text in (option.supporters, option.opponents)
    ]
    return Row(tuple(cells), "recommended" if option.recommended else "")


def _bold_words(text: str, bold: bool) -> Iterable[Piece]:
    for piece in pieces_of(text):
        yield Words(piece.text, "bold") if bold and isinstance(piece, Words) else piece


def _risk_row(maker: Maker, risk: Risk) -> Row:
    kind = Cell((maker.words("label", risk.kind.capitalize()),), bold=True)
    pieces: list[Piece] = [Words(risk.lead, "bold")] if risk.lead else []
    if risk.lead and risk.text and risk.text[0].isalnum():
        pieces.append(Words(" "))
    pieces += pieces_of(risk.text)
    answer = Cell((maker.make("answer", pieces_of(risk.answer)),)) if risk.answer else Cell()
    return Row((kind, Cell((maker.make("cell", pieces),)), answer))
