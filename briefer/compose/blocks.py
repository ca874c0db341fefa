"""The content of each layout: what a template's fields become, as blocks of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from briefer.citation.full import short_date
from briefer.compose.citing import Cite, Piece, Words, pieces_of
from briefer.compose.positions import columns_block, map_block, rows_block
from briefer.compose.statements import Maker
from briefer.compose.views import Fact, RankedField
from briefer.compose.wording import number_word
from briefer.model.deck import Block, Cell, Choices, Emphasis, Line, Lines, LineStyle, Row, Table
from briefer.model.evidence import Passage
from briefer.model.statement import Role, SpanKind, Statement
from briefer.specs.brief import Assessment, Decision, NextStep, Option, Pick, Risk, WrittenLine

Fields = Mapping[str, Any]


def bluf(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the bottom line up front: the first judgement large with its confidence, then the lines."""
    items = list(fields.get("lines", ()))
    lines = []
    for index, item in enumerate(items):
        lead = index == 0 and isinstance(item.value, Assessment)
        lines.append(line_of(maker, item.value, lead=lead))
    return (Lines(tuple(lines)),) if lines else ()


def listed_lines(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return labelled lines: evidence first, then what the user assigned to the slide."""
    items = [*fields.get("evidence", ()), *fields.get("lines", ())]
    lines = tuple(line_of(maker, item.value) for item in items)
    return (Lines(lines),) if lines else ()


def cover(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the facts of a cover."""
    lines = tuple(fact_line(maker, item.value) for item in fields.get("facts", ()))
    return (Lines(lines),) if lines else ()


def source_summary(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return what was read, its dates, and what the analyst says of origin and gaps, as a two-column table."""
    rows = [_fact_row(maker, item.value) for item in fields.get("rows", ())]
    rows += [_labelled_row(maker, item.value) for item in fields.get("lines", ())]
    return (Table((), tuple(rows), "What was read, how old it is, what it shares and what is missing"),) if rows else ()


def consensus_map(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return who stands where, with counts, as a table with a sum."""
    return (map_block(maker, fields["map"].value), *notes(maker, fields))


def voices(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the stands as rows, one author a line."""
    return (rows_block(maker, fields["map"].value), *notes(maker, fields))


def two_voices(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the stands side by side, those without a position below."""
    columns, silent = columns_block(maker, fields["map"].value)
    lines = (*silent, *(line_of(maker, item.value, "note") for item in fields.get("lines", ())))
    return (columns, Lines(lines)) if lines else (columns,)


def notes(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the lines under a table."""
    lines = tuple(line_of(maker, item.value, "note") for item in fields.get("lines", ()))
    return (Lines(lines),) if lines else ()


def ranked_table(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return fields of work by how many texts name them."""
    total = len(maker.shelf.counted)
    head = _head(maker, "Field", f"of {total}", "Named by", "First step on offer")
    rows = tuple(_ranked_row(maker, item.value) for item in fields.get("rows", ()))
    alt = f"Fields of cooperation ranked by how many of {number_word(total)} texts recommend them"
    return (Table(head, rows, alt), *notes(maker, fields)) if rows else ()


def options(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the options by criteria, with who is for and against; the recommended one says so."""
    criteria = maker.shelf.brief.criteria
    head = _head(maker, "", "Option", *criteria, "For", "Against")
    chosen: Sequence[Option] = [item.value for item in fields.get("rows", ())]
    rows = tuple(_option_row(maker, number, option, len(criteria)) for number, option in enumerate(chosen))
    named = [str(number) for number, option in enumerate(chosen) if option.recommended]
    alt = f"{len(rows)} options by {', '.join(criteria) or 'supporters'}, with who is for and against"
    if named:
        alt += f"; option {', '.join(named)} is recommended"
    return (Table(head, rows, alt), *notes(maker, fields)) if rows else ()


def risks(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return assumptions and risks with tests and answers; a judgement of the desk closes the table."""
    head = _head(maker, "", "What the advice rests on", "Test or answer")
    rows = [_risk_row(maker, item.value) for item in fields.get("rows", ())]
    for item in fields.get("lines", ()):
        rows.append(_labelled_row(maker, item.value, Cell()))
    alt = "Assumptions and risks with their tests and answers; the last row is the fallback"
    return (Table(head, tuple(rows), alt),) if rows else ()


def decision(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the exact wording, the boxes to tick, and the facts around them."""
    asked: Decision = fields["decision"].value
    wording = maker.make("wording", (Words(asked.wording),), role="own", label="Exact wording")
    facts = [_decision_fact(maker, item.value) for item in fields.get("facts", ())]
    return (
        Lines((Line(wording, "wording"),)),
        Choices(asked.decides or maker.shelf.brief.audience, asked.choices),
        Lines(tuple(facts)),
    )


def quotation(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return one quotation, who said it, and where."""
    pick: Pick = fields["quotation"].value
    passage = maker.shelf.passage(pick.passage)
    essay = maker.shelf.essay(passage.essay_id)
    authors = ", ".join(name.full for name in essay.reference.authors)
    who = maker.make(
        "who", (Words(authors, "bold"), Words(f", {essay.reference.year}")), role="boilerplate", label="Who"
    )
    return (Lines((maker.quotation(passage, "quotation", "Quotation"), Line(who, "body"))),)


def next_steps(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return who does what by when."""
    head = _head(maker, "When", "What", "Who")
    rows = []
    for item in fields.get("rows", ()):
        step: NextStep = item.value
        cells = (short_date(step.by) if step.by else "–", step.what, step.who or "–")
        made = [maker.words("cell", text, "own") for text in cells]
        rows.append(Row((Cell((made[0],), quiet=True), Cell((made[1],)), Cell((made[2],)))))
    return (Table(head, tuple(rows), "Steps with their dates and owners"), *notes(maker, fields)) if rows else ()


def nothing(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return no content: the layout has a title only."""
    if finding := fields.get("finding"):
        return (Lines((Line(maker.words("body", finding, "own"), "lead"),)),)
    return ()


LAYOUTS: dict[str, Callable[[Maker, Fields], tuple[Block, ...]]] = {
    "title": cover,
    "bluf": bluf,
    "source-summary": source_summary,
    "consensus-map": consensus_map,
    "voices": voices,
    "two-voices": two_voices,
    "ranked-table": ranked_table,
    "options": options,
    "risks": risks,
    "decision": decision,
    "theme-summary": listed_lines,
    "quotation": quotation,
    "next-steps": next_steps,
    "statement": listed_lines,
    "section": nothing,
    "register": nothing,
}


def line_of(maker: Maker, item: Any, style: LineStyle = "body", lead: bool = False) -> Line:
    """Return the line of a written line, an assessment, a pick, a passage or a fact.

    A passage that is a quotation stands in quotation marks, however it was picked.
    """
    match item:
        case WrittenLine():
            return maker.written(item, style)
        case Assessment():
            return maker.assessment(item, style, lead)
        case Pick():
            passage = maker.shelf.passage(item.passage)
            quoted = item.role == "quotation" or passage.kind == "quotation"
            return (maker.quotation if quoted else maker.paraphrase)(passage, style, item.label)
        case Passage():
            return (maker.quotation if item.kind == "quotation" else maker.paraphrase)(item, style)
        case Fact():
            return fact_line(maker, item)
    raise TypeError(f"a slide has no line for {type(item).__name__}")


def fact_line(maker: Maker, fact: Fact) -> Line:
    """Return a labelled fact, its strong part in bold."""
    return Line(_fact(maker, fact), "fact")


def _fact(maker: Maker, fact: Fact, label: bool = True) -> Statement:
    pieces = list(_strong_first(fact))
    role: Role = "count" if fact.role == "count" else "own" if fact.role == "own" else "boilerplate"
    shelf = maker.shelf.read() if role == "count" else ()
    return maker.make(
        "fact", pieces, role=role, label=fact.label if label else "", computed=role == "count", extra=shelf
    )


def _strong_first(fact: Fact) -> Iterable[Piece]:
    if fact.strong:
        yield Words(fact.strong, "bold")
        if fact.text and fact.text[0].isalnum():
            yield Words(" ")
    if fact.text:
        yield from pieces_of(fact.text)


def _fact_row(maker: Maker, fact: Fact) -> Row:
    label = Cell((maker.words("label", fact.label),), quiet=True)
    return Row((label, Cell((_fact(maker, fact, label=False),))))


def _labelled_row(maker: Maker, item: Any, *more: Cell) -> Row:
    line = line_of(maker, item)
    role = line.statement.role
    kind: SpanKind | Literal[""] = "accent" if role == "assessment" else ""
    label = maker.make("label", (Words(line.statement.label, kind),), role="boilerplate")
    cell = Cell((replace(line.statement, label=""),))
    emphasis: Emphasis = "assessment" if role == "assessment" else ""
    return Row((Cell((label,), quiet=role != "assessment"), cell, *more), emphasis)


def _head(maker: Maker, *words: str) -> tuple[Statement, ...]:
    return tuple(maker.words("head", word) for word in words)


def _ranked_row(maker: Maker, field: RankedField) -> Row:
    name = Cell((maker.words("label", field.theme.label),), bold=True)
    text = str(len(field.essays)) + (f" + {len(field.conditional)} if" if field.conditional else "")
    behind = [p.id for p in field.own] + [p.id for p, _ in field.conditional]
    counted = [maker.shelf.citation(id) for id in behind]
    numeral = maker.make("count", (Words(text),), role="count", computed=True, extra=counted)
    pieces: list[Piece] = []
    for essay_id in field.essays:
        cited = tuple(p.id for p in field.own if p.essay_id == essay_id)
        pieces += [Words(", " if pieces else ""), Words(maker.shelf.name(essay_id)), Cite(cited, essay_id)]
    for passage, condition in field.conditional:
        pieces += [Words("; " if pieces else ""), Words(maker.shelf.name(passage.essay_id))]
        pieces += [Cite((passage.id,), passage.essay_id), Words(f" {condition}")]
    named = maker.make("cell", pieces, role="count", computed=True)
    step = _first_step(maker, field)
    return Row((name, Cell((numeral,), numeral=True), Cell((named,)), Cell((step,) if step else ())))


def _first_step(maker: Maker, field: RankedField) -> Statement | None:
    if field.first_step is None:
        return None
    if isinstance(field.first_step, WrittenLine):
        return maker.make("cell", pieces_of(field.first_step.text))
    passages = maker.shelf.supporters(field.first_step)
    return maker.make("cell", (Words(field.first_step.text), Cite(tuple(p.id for p in passages[:2]))))


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


def _decision_fact(maker: Maker, item: Any) -> Line:
    line = line_of(maker, item, "fact")
    return Line(line.statement, "fact", line.under)
