"""Layouts in columns: evidence and assessment, objection and answer, recommendations, timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from briefer.citation.full import long_date
from briefer.compose.blocks import Fields, given_by, head, line_of, notes
from briefer.compose.citing import Cite, Words, pieces_of
from briefer.compose.ranking import Advice
from briefer.compose.statements import Maker
from briefer.compose.wording import capitalised
from briefer.model.deck import Block, Cell, Row, Table
from briefer.specs.brief import Assessment, Event, Exchange

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
        if judgement and judgement.confidence:
            words = Words(f"Confidence: {judgement.confidence}", "quiet")
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
        cells = [Cell((maker.make("cell", pieces_of(text)),)) for text in (raised.text, raised.answer)]
        rows.append(Row((by, *cells)))
    words = head(maker, "From", "Objection", "Answer")
    alt = "Objections, who raises them, and the answers to them"
    return (Table(words, tuple(rows), alt), *notes(maker, fields)) if rows else ()


def recommendations(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return advice by number: who should do what by when, how many of all texts say so, and where."""
    advice: Sequence[Advice] = [item.value for item in fields.get("rows", ())]
    total = len(maker.shelf.counted)
    words = head(maker, "", "Who", "What", "By when", f"of {total}", "Supported by")
    rows = tuple(_advice_row(maker, number, item) for number, item in enumerate(advice, start=1))
    alt = f"{len(rows)} pieces of advice: who should do what by when, and which of {total} texts say so"
    return (Table(words, rows, alt), *notes(maker, fields)) if rows else ()


def _advice_row(maker: Maker, number: int, advice: Advice) -> Row:
    entry = advice.entry
    cited = tuple(maker.shelf.citation(passage.id) for passage in advice.passages)
    said = f"{advice.said}; {entry.condition}" if entry.condition else advice.said
    count = maker.make("count", (Words(str(len(cited))),), role="count", computed=True, extra=cited)
    words = Words(said, "" if entry.confirmed else "unconfirmed")
    what = maker.make("cell", (words,), confirmed=entry.confirmed, sources=[entry.id], extra=cited)
    names = maker.make("cell", given_by(maker, advice.passages), role="count", computed=True)
    cells = (
        Cell((maker.words("number", str(number)),)),
        Cell((maker.words("who", capitalised(entry.actor) or _UNSAID),), quiet=True),
        Cell((what,)),
        Cell((maker.words("when", entry.horizon or _UNSAID),), quiet=True),
        Cell((count,), bold=True),
        Cell((names,)),
    )
    return Row(cells, "" if entry.confirmed else "unconfirmed")


def timeline(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return dated events, the earliest first, each beside the texts that report it."""
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
    alt = "Events by date, each with the texts that report it"
    words = head(maker, "Date", "Event", "Reported by")
    return (Table(words, tuple(rows), alt), *notes(maker, fields)) if rows else ()
