"""Layouts in columns: evidence and assessment, objection and answer, what changed, recommendations, timeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from briefer.citation.full import long_date
from briefer.compose.blocks import Fields, given_by, head, line_of, notes
from briefer.compose.citing import Cite, Piece, Words, all_cited, is_count, pieces_of
from briefer.compose.ranking import Advice
from briefer.compose.statements import Maker, under_judgement
from briefer.compose.wording import capitalised, plural
from briefer.model.deck import Block, Cell, Row, Table
from briefer.model.statement import Role
from briefer.specs.brief import Assessment, Change, Event, Exchange

_UNSAID = "–"


def evidence_assessment(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return evidence beside what the desk makes of it: the first judgement beside the first passage, and so on."""
    items = [item.value for item in (*fields.get("evidence", ()), *fields.get("lines", ()))]
    shown = [line_of(maker, item).statement for item in items if not isinstance(item, Assessment)]
    judged = [line_of(maker, item).statement for item in items if isinstance(item, Assessment)]
    rows = []
    for evidence, judgement in zip_longest(shown, judged):
        label = Cell((maker.words("label", evidence.label),), quiet=True) if evidence and evidence.label else Cell()
        said = Cell((replace(evidence, label=""),)) if evidence else Cell()
        cells = [replace(judgement, label="")] if judgement else []
        if judgement and (judgement.confidence or maker.foreign(judgement)):
            whose = judgement if maker.foreign(judgement) else replace(judgement, by="")
            words = Words(under_judgement(whose), "quiet")
            cells.append(maker.make("confidence", (words,), role="boilerplate"))
        rows.append(Row((label, said, Cell(tuple(cells)))))
    titles = head(maker, "", "Evidence", "Assessment")
    return (Table(titles, tuple(rows), "What the texts say, and beside it what the desk makes of it"),) if rows else ()


def objection_answer(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return each objection beside the answer to it."""
    rows = []
    for item in fields.get("rows", ()):
        raised: Exchange = item.value
        by = Cell((maker.words("label", raised.by),), quiet=True) if raised.by else Cell()
        cells = [Cell((maker.make("cell", _said_by(maker, text, raised.by)),)) for text in (raised.text, raised.answer)]
        rows.append(Row((by, *cells)))
    words = head(maker, "From", "Objection", "Answer")
    alt = "Objections, who raises them, and the answers to them"
    return (Table(words, tuple(rows), alt), *notes(maker, fields)) if rows else ()


def _said_by(maker: Maker, text: str, by: str) -> Iterator[Piece]:
    """Yield the pieces of a text that stands beside the name `by`: its places need not say that name again."""
    for piece in pieces_of(text):
        if isinstance(piece, Cite):
            essays = {maker.shelf.passage(id).essay_id for id in piece.passages if not is_count(id)}
            if [maker.shelf.name(essay) for essay in essays] == [by]:
                piece = replace(piece, named=essays.pop())
        yield piece


def what_changed(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return what was said before beside what is said now; the reason stands under it in second ink.

    What an earlier version said without a cite is a record of it, which needs no source.
    """
    rows = []
    for item in fields.get("rows", ()):
        change: Change = item.value
        label = Cell((maker.words("label", change.label),), quiet=True) if change.label else Cell()
        record: Role | None = None if all_cited(change.was) else "boilerplate"
        was = Cell((maker.make("was", pieces_of(change.was), role=record),), quiet=True)
        now = [maker.make("now", _said_by(maker, change.now, change.label))]
        if change.why:
            now.append(maker.make("why", [_quiet(piece) for piece in pieces_of(change.why)]))
        rows.append(Row((label, was, Cell(tuple(now)))))
    explained = any(item.value.why for item in fields.get("rows", ()))
    words = head(maker, "", "Was", "Now, and why" if explained else "Now")
    alt = "What an earlier version said, and beside it what this one says and why"
    return (Table(words, tuple(rows), alt), *notes(maker, fields)) if rows else ()


def _quiet(piece: Piece) -> Piece:
    return replace(piece, kind="quiet") if isinstance(piece, Words) else piece


def recommendations(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return advice by number: who should do what, by when if any text says so, how many of all texts do, and where."""
    advice: Sequence[Advice] = [item.value for item in fields.get("rows", ())]
    total = len(maker.shelf.counted)
    dated = any(item.entry.horizon for item in advice)
    when = ("By when",) if dated else ()
    words = head(maker, "", "Who", "What", *when, f"of {total}", "Supported by")
    rows = tuple(_advice_row(maker, number, item, dated) for number, item in enumerate(advice, start=1))
    alt = f"{len(rows)} pieces of advice: who should do what{' by when' * dated}, and which of {total} texts say so"
    return (Table(words, rows, alt), *notes(maker, fields)) if rows else ()


def _advice_row(maker: Maker, number: int, advice: Advice, dated: bool) -> Row:
    entry = advice.entry
    cited = tuple(maker.shelf.citation(passage.id) for passage in advice.passages)
    condition = [Words(f"; {entry.condition}")] if entry.condition and entry.confirmed else []
    said = [*advice.pieces(), *condition]
    count = maker.make("count", (Words(str(len(cited))),), role="count", computed=True, extra=cited)
    what = maker.make("cell", said, role=advice.role, confirmed=entry.confirmed, sources=[entry.id], extra=cited)
    names = maker.make("cell", given_by(maker, advice.passages, entry.confirmed), role="count", computed=True)
    cells = [
        Cell((maker.words("number", str(number)),)),
        Cell((maker.words("who", capitalised(entry.actor) or _UNSAID),), quiet=True),
        Cell((what,)),
    ]
    if dated:
        cells.append(Cell((maker.words("when", entry.horizon or _UNSAID),), quiet=True))
    cells += [Cell((count,), bold=True), Cell((names,))]
    return Row(tuple(cells), "" if entry.confirmed else "unconfirmed")


def timeline(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return dated events, the earliest first, each with the texts that report it; a timeline is drawn from the rows."""
    events: Sequence[Event] = sorted((item.value for item in fields.get("rows", ())), key=lambda event: event.when)
    rows = []
    for event in events:
        pieces = list(pieces_of(event.text))
        cited = [id for piece in pieces if isinstance(piece, Cite) for id in piece.passages]
        passages = [maker.shelf.passage(id) for id in dict.fromkeys(cited)]
        extra = tuple(maker.shelf.citation(passage.id) for passage in passages)
        said = [piece for piece in pieces if isinstance(piece, Words)]
        cells = (
            Cell((maker.words("date", long_date(event.when)),), bold=True),
            Cell((maker.make("cell", said, extra=extra),)),
            Cell((maker.make("source", given_by(maker, passages)),), quiet=True),
        )
        rows.append(Row(cells))
    first, last = (long_date(event.when) for event in (events[0], events[-1])) if events else ("", "")
    count = len(events)
    alt = f"A line of time with {count} {plural(count, 'event', 'events')}, from {first} to {last}"
    return (Table((), tuple(rows), alt), *notes(maker, fields)) if rows else ()
