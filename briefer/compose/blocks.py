"""The content of layouts: what a template's fields become, as blocks of statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from briefer.compose.citing import Cite, Piece, Words, pieces_of
from briefer.compose.facts import MOST_PLACES, Fact, Finding
from briefer.compose.positions import columns_block, map_block, rows_block
from briefer.compose.ranking import Advice, RankedField
from briefer.compose.statements import Maker
from briefer.compose.wording import capitalised, in_sentence, plural, stands_below
from briefer.model.deck import Block, Cell, Emphasis, Line, Lines, LineStyle, Row, Table
from briefer.model.evidence import Passage, Theme
from briefer.model.numbers import number_word
from briefer.model.statement import Role, SpanKind, Statement
from briefer.specs.brief import Assessment, Pick, WrittenLine

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
    """Return labelled lines: what is counted, then evidence, then what the user assigned to the slide."""
    items = [*fields.get("counts", ()), *fields.get("evidence", ()), *fields.get("lines", ())]
    lines = tuple(line_of(maker, item.value) for item in items)
    return (Lines(lines),) if lines else ()


def cover(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the facts of a cover."""
    lines = tuple(fact_line(maker, item.value) for item in fields.get("facts", ()))
    return (Lines(lines),) if lines else ()


def source_summary(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return what was read, its dates, and what the analyst says of origin and gaps, as a two-column table."""
    return fact_table(maker, fields, "What was read, how old it is, what it shares and what is missing")


def fact_table(maker: Maker, fields: Fields, alt: str) -> tuple[Block, ...]:
    """Return facts, and under them what the user wrote, as a table of two columns."""
    rows = [fact_row(maker, item.value) for item in fields.get("rows", ())]
    rows += [labelled_row(maker, item.value) for item in fields.get("lines", ())]
    return (Table((), tuple(rows), alt),) if rows else ()


def consensus_map(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return who stands where, with counts, as a table with a sum."""
    return (map_block(maker, fields["map"].value), *_notes_on(maker, fields))


def voices(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the stands as rows, one author a line."""
    return (rows_block(maker, fields["map"].value), *_notes_on(maker, fields))


def two_voices(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the stands side by side, those without a position below."""
    columns, silent = columns_block(maker, fields["map"].value)
    below = (line for block in _notes_on(maker, fields) for line in block.lines)
    lines = (*silent, *below)
    return (columns, Lines(lines)) if lines else (columns,)


def _notes_on(maker: Maker, fields: Fields) -> tuple[Lines, ...]:
    """Return the notes under a map of stands, first the whole proposition where the title has to cut it."""
    proposition = fields["map"].value.proposition
    lines = [line for block in notes(maker, fields) for line in block.lines]
    if stands_below(fields["map"].value, maker.shelf.names):
        lines.insert(0, Line(maker.words("view", proposition.text, label="View"), "note"))
    return (Lines(tuple(lines)),) if lines else ()


def notes(maker: Maker, fields: Fields) -> tuple[Lines, ...]:
    """Return the lines under a table."""
    lines = tuple(line_of(maker, item.value, "note") for item in fields.get("lines", ()))
    return (Lines(lines),) if lines else ()


def ranked_table(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return fields of work, or pieces of advice, by how many texts name them."""
    ranked = [item.value for item in fields.get("rows", ())]
    total = len(maker.shelf.counted)
    by = f"by how many of {number_word(total)} {plural(total, 'text', 'texts')}"
    if all(isinstance(row, Advice) for row in ranked):
        titles = ["Who acts", f"of {total}", "Advice, and who gives it", "How, on what condition"]
        alt = f"Advice ranked {by} give it"
    else:
        titles = ["Field", f"of {total}", "Named by", "First step on offer"]
        alt = f"Fields of cooperation ranked {by} recommend them"
    rows = [_advice_row(maker, r) if isinstance(r, Advice) else _ranked_row(maker, r) for r in ranked]
    if 2 * sum(bool(row.cells[-1].statements) for row in rows) < len(rows):
        rows, titles = [_under(row) for row in rows], titles[:-1]
    return (Table(head(maker, *titles), tuple(rows), alt), *notes(maker, fields)) if rows else ()


def _under(row: Row) -> Row:
    """Return `row` with what its last cell says under what stands before it."""
    *cells, said, more = row.cells
    return replace(row, cells=(*cells, replace(said, statements=(*said.statements, *more.statements))))


def quotation(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return one quotation, who said it and where, what its passage is about, then what the user adds."""
    pick: Pick = fields["quotation"].value
    passage = maker.shelf.passage(pick.passage)
    essay = maker.shelf.essay(passage.essay_id)
    reference = essay.reference
    authors = ", ".join(name.full for name in reference.authors)
    where = "".join(f", {part}" for part in (reference.container_title or reference.publisher, reference.year) if part)
    who = maker.make("who", (Words(authors, "bold"), Words(where)), role="boilerplate", label="Who")
    lines = [maker.quotation(passage, "quotation", "Quotation"), Line(who, "body")]
    if about := _about(maker, passage):
        lines.append(Line(maker.words("context", f"In a passage about {about}", label="Context"), "body"))
    lines += [line_of(maker, item.value) for item in fields.get("lines", ()) if not isinstance(item.value, Pick)]
    return (Lines(tuple(lines)),)


def _about(maker: Maker, passage: Passage) -> str:
    """Return the themes of a passage as they stand inside a sentence."""
    found = [theme for id in passage.themes if (theme := maker.shelf.library.get(Theme, id)) is not None]
    return "; ".join(in_sentence(theme.label, theme.seeds) for theme in found)


def section(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the finding under the title of a divider, and the facts of the part it opens."""
    lines = [Line(maker.words("body", finding, "own"), "lead")] if (finding := fields.get("finding")) else []
    lines += [fact_line(maker, item.value) for item in fields.get("facts", ())]
    return (Lines(tuple(lines)),) if lines else ()


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
        case Finding():
            return Line(_finding(maker, item), style)
    raise TypeError(f"a slide has no line for {type(item).__name__}")


def fact_line(maker: Maker, fact: Fact) -> Line:
    """Return a labelled fact, its strong part in bold."""
    return Line(_fact(maker, fact), "fact")


def _finding(maker: Maker, item: Finding) -> Statement:
    """Return a finding with what it rests on: as marks or pages where these are few, else behind the words alone."""
    places = tuple(citation.passage_id for citation in item.citations if citation.passage_id)
    shown = places if 0 < len(item.citations) == len(places) <= MOST_PLACES else ()
    if not shown:
        maker.citer.behind += [citation for citation in item.citations if citation.passage_id]
    role: Role | None = "count" if item.computed else None
    return maker.make(
        "body",
        (Words(item.text), Cite(shown)),
        role=role,
        label=item.label,
        computed=item.computed,
        extra=item.citations,
    )


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
        yield Words(fact.text)


def fact_row(maker: Maker, fact: Fact, quiet: bool = False) -> Row:
    """Return a fact as a row: its label, then its words, in second ink where they are `quiet`."""
    label = Cell((maker.words("label", fact.label),), quiet=True)
    return Row((label, Cell((_fact(maker, fact, label=False),), quiet=quiet)))


def labelled_row(maker: Maker, item: Any, *more: Cell) -> Row:
    """Return what `line_of` makes of `item` as a row, its label in the first cell: marked where nobody confirmed it."""
    line = line_of(maker, item)
    role = line.statement.role
    kind: SpanKind | Literal[""] = (
        "accent" if role == "assessment" else "" if line.statement.confirmed else "unconfirmed"
    )
    label = maker.make("label", (Words(line.statement.label, kind),), role="boilerplate")
    cell = Cell((replace(line.statement, label=""),))
    emphasis: Emphasis = "assessment" if role == "assessment" else ""
    return Row((Cell((label,), quiet=role != "assessment"), cell, *more), emphasis)


def head(maker: Maker, *words: str) -> tuple[Statement, ...]:
    """Return the head of a table."""
    return tuple(maker.words("head", word) for word in words)


def _ranked_row(maker: Maker, field: RankedField) -> Row:
    name = Cell((maker.words("label", field.theme.label),), bold=True)
    text = str(len(field.essays)) + (f" + {len(field.conditional)} if" if field.conditional else "")
    numeral = counted(maker, text, [*field.own, *(passage for passage, _ in field.conditional)])
    pieces = given_by(maker, field.own)
    for passage, condition in field.conditional:
        pieces += [Words("; " if pieces else ""), *given_by(maker, [passage]), Words(f" {condition}")]
    named = maker.make("cell", pieces, role="count", computed=True)
    step = _first_step(maker, field)
    return Row((name, numeral, Cell((named,)), Cell((step,) if step else ())))


def _advice_row(maker: Maker, advice: Advice) -> Row:
    """Return a piece of advice: who should act, how many say so, who they are, and how it could be done."""
    entry, passages = advice.entry, advice.passages
    actor = Cell((maker.words("label", capitalised(entry.actor) or "–"),), quiet=True)
    said = [*advice.pieces(), Words(": "), *given_by(maker, passages, entry.confirmed)]
    statements = (maker.make("cell", said, role=advice.role, confirmed=entry.confirmed, sources=[entry.id]),)
    cells = (actor, counted(maker, str(len(passages)), passages), Cell(statements), Cell(_way(maker, advice)))
    return Row(cells, "" if entry.confirmed else "unconfirmed")


def _way(maker: Maker, advice: Advice) -> tuple[Statement, ...]:
    """Return by what means and on what condition the advice is given, where the register says so.

    What nobody has confirmed stands in the words of its text, which say both.
    """
    words = "; ".join(filter(None, (advice.entry.instrument, advice.entry.condition)) if advice.entry.confirmed else ())
    pieces = [Words(capitalised(words)), Words(": "), *given_by(maker, advice.passages[:2])]
    return (maker.make("way", pieces, confirmed=advice.entry.confirmed),) if words else ()


def counted(maker: Maker, text: str, passages: Sequence[Passage]) -> Cell:
    """Return a numeral that cites all it counts."""
    cited = [maker.shelf.citation(passage.id) for passage in passages]
    return Cell((maker.make("count", (Words(text),), role="count", computed=True, extra=cited),), numeral=True)


def given_by(maker: Maker, passages: Sequence[Passage], confirmed: bool = True) -> list[Piece]:
    """Return "Heng (12), Lorenz (36)": each author once, with every place; a ring before what nobody has confirmed."""
    kind: Literal["", "unconfirmed"] = "" if confirmed else "unconfirmed"
    pieces: list[Piece] = []
    for essay_id in dict.fromkeys(passage.essay_id for passage in passages):
        cited = tuple(passage.id for passage in passages if passage.essay_id == essay_id)
        pieces += [Words(", " if pieces else ""), Words(maker.shelf.name(essay_id), kind), Cite(cited, essay_id)]
    return pieces


def _first_step(maker: Maker, field: RankedField) -> Statement | None:
    if field.first_step is None:
        return None
    if isinstance(field.first_step, WrittenLine):
        maker.shown.append(field.first_step)
        return maker.make("cell", pieces_of(field.first_step.text))
    passages = maker.shelf.supporters(field.first_step)
    return maker.make("cell", (Words(field.first_step.text), Cite(tuple(p.id for p in passages[:2]))))
