"""Positions as they stand on slides: groups with counts, names, pages, reasons; unconfirmed and unread apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefer.compose.citing import Cite, Piece, Words
from briefer.compose.statements import Maker
from briefer.compose.views import position_of
from briefer.compose.wording import texts
from briefer.model.counts import Tally
from briefer.model.deck import Cell, Column, Columns, Line, Row, Table
from briefer.model.essay import Locator
from briefer.model.evidence import Position, Stand
from briefer.model.statement import Citation, Role, Statement

_ALWAYS: tuple[Stand, ...] = ("for", "for-if", "against")
_DASH = "–"


def map_block(maker: Maker, tally: Tally) -> Table:
    """Return the consensus map: bare names side by side, reasoned ones a line each, a sum that gives the denominator."""
    rows = _stand_rows(maker, tally, always=("for", "against"), bare=("for", "silent"))
    read = tally.denominator - len(tally.not_read) - len(tally.unread)
    shelf = maker.shelf.read()
    numeral = maker.make("count", (Words(str(read)),), role="count", computed=True, extra=shelf)
    of = f"of {tally.denominator} on the shelf; a text counts once, however many authors it has"
    label = Cell((maker.words("label", "Texts read"),), quiet=True)
    words = maker.make("sum", (Words(of),), role="count", computed=True, extra=shelf)
    rows.append(Row((label, Cell((numeral,), numeral=True), Cell((words,), quiet=True)), "sum"))
    return Table((), tuple(rows), f"How {texts(tally.denominator)} stand on {_about(tally)}, with names and pages")


def rows_block(maker: Maker, tally: Tally) -> Table:
    """Return the stands as rows, one reasoned author a line, without a sum row."""
    rows = _stand_rows(maker, tally, always=("for", "against"))
    return Table((), tuple(rows), f"Who is for, who is against and who is silent on {_about(tally)}, with pages")


def columns_block(maker: Maker, tally: Tally) -> tuple[Columns, tuple[Line, ...]]:
    """Return the stands side by side, and the lines below for those who take none."""
    columns = []
    for stand in _ALWAYS:
        found = [*tally.confirmed[stand], *_marked(maker, tally, stand)]
        if found:
            heading = maker.words("heading", tally.proposition.label(stand))
            statements = tuple(_reasoned(maker, position) for position in found)
            columns.append(Column(heading, len(tally.confirmed[stand]), statements))
    lines = []
    for stand in ("silent", "relayed"):
        if positions := tally.confirmed[stand] + (tally.glosses if stand == "relayed" else ()):
            label = f"{tally.proposition.label(stand)}  {len(positions)}"
            lines.append(Line(_names_line(maker, positions, label), "note"))
    if tally.not_read:
        lines.append(Line(_unread(maker, tally, f"Not read  {len(tally.not_read)}"), "note"))
    return Columns(tuple(columns)), tuple(lines)


def _stand_rows(maker: Maker, tally: Tally, always: tuple[Stand, ...], bare: tuple[Stand, ...] = ()) -> list[Row]:
    rows = []
    for stand in ("for", "for-if", "against", "relayed", "silent"):
        confirmed = tally.confirmed[stand] + (tally.glosses if stand == "relayed" else ())
        if confirmed or stand in always:
            rows.append(_group_row(maker, tally, stand, confirmed, bare))
        if waiting := _marked(maker, tally, stand):
            named = "" if confirmed or stand in always else tally.proposition.label(stand)
            rows.append(_unconfirmed_row(maker, waiting, named))
    if tally.not_read:
        label = Cell((maker.words("label", "Not read"),), quiet=True)
        unread = [Citation(essay_id, Locator()) for essay_id in tally.not_read]
        numeral = maker.make("count", (Words(str(len(tally.not_read))),), role="count", computed=True, extra=unread)
        rows.append(Row((label, Cell((numeral,), numeral=True), Cell((_unread(maker, tally, ""),), quiet=True))))
    return rows


def _marked(maker: Maker, tally: Tally, stand: Stand) -> tuple[Position, ...]:
    return tally.unconfirmed[stand] if maker.shelf.brief.unconfirmed == "mark" else ()


def _group_row(
    maker: Maker, tally: Tally, stand: Stand, positions: Sequence[Position], bare: tuple[Stand, ...] = ()
) -> Row:
    label = Cell((maker.words("label", tally.proposition.label(stand)),), bold=True)
    counted = stand != "relayed"
    text = str(len(positions)) if counted else _DASH
    numeral = _numeral(maker, text, positions)
    return Row((label, Cell((numeral,), numeral=True), Cell(_members(maker, positions, stand in bare))))


def _unconfirmed_row(maker: Maker, positions: Sequence[Position], stand: str) -> Row:
    """Return the positions that nobody has confirmed; `stand` is theirs where no row above names it."""
    label = Cell((maker.words("label", f"{stand}: unconfirmed" if stand else "Unconfirmed"),))
    numeral = _numeral(maker, f"+ {len(positions)}", positions)
    return Row((label, Cell((numeral,), numeral=True), Cell(_members(maker, positions))), "unconfirmed")


def _numeral(maker: Maker, text: str, positions: Sequence[Position]) -> Statement:
    """Return a count that cites all it counts; a nought cites every text that was looked at."""
    cited = maker.shelf.counted_in(positions) or maker.shelf.read()
    ids = [position.id for position in positions]
    return maker.make("count", (Words(text),), role="count", computed=True, sources=ids, extra=cited)


def _members(maker: Maker, positions: Sequence[Position], bare: bool = False) -> tuple[Statement, ...]:
    if not positions:
        return (maker.words("cell", _DASH),)
    if not bare and any(_ground(position) for position in positions):
        return tuple(_line(maker, position) for position in positions)
    pieces: list[Piece] = []
    plain = all(not position_of(maker.shelf, p) and not p.scope for p in positions)
    for position in positions:
        pieces.append(Words((", " if plain else " · ") if pieces else ""))
        pieces += _name(maker, position)
        pieces += _place(maker, position)
    return (
        maker.make(
            "cell",
            pieces,
            role="count",
            computed=True,
            confirmed=all(p.confirmed for p in positions),
            sources=[p.id for p in positions],
            extra=maker.shelf.counted_in(positions),
        ),
    )


def _line(maker: Maker, position: Position) -> Statement:
    """Return "Cottey (14): step by step, Beijing not provoked"."""
    ground = _ground(position)
    reason: list[Piece] = [Words(f": {ground}")] if ground else []
    place = _place(maker, position)
    paged = bool(maker.shelf.volume_key(position.essay_id))
    pieces = [*_name(maker, position), *(place + reason if paged else reason + place)]
    return _position_statement(maker, position, pieces)


def _reasoned(maker: Maker, position: Position) -> Statement:
    """Return "Lorenz: ministers and leaders of the four (36)", the name in bold."""
    name = Words(maker.shelf.name(position.essay_id), "bold" if position.confirmed else "unconfirmed")
    pieces: list[Piece] = [name]
    if ground := _ground(position):
        pieces.append(Words(f": {ground}"))
    return _position_statement(maker, position, [*pieces, *_place(maker, position)])


def _position_statement(maker: Maker, position: Position, pieces: Sequence[Piece]) -> Statement:
    role: Role = "relayed" if position.stand == "relayed" else "paraphrase"
    return maker.make("cell", pieces, role=role, confirmed=position.confirmed, sources=[position.id])


def _ground(position: Position) -> str:
    if position.stand == "relayed":
        whose = re.sub("^The ", "the ", position.holder) or "what others hold"
        return f"relays {whose}" + (f", {position.reason}" if position.reason else "")
    return position.condition or position.reason


def _name(maker: Maker, position: Position) -> list[Piece]:
    return [Words(maker.shelf.name(position.essay_id), "" if position.confirmed else "unconfirmed")]


def _place(maker: Maker, position: Position) -> list[Piece]:
    cited = position_of(maker.shelf, position)
    if cited:
        return [Cite(cited, position.essay_id, position.scope)]
    return [Words(f" ({position.scope})", "pages")] if position.scope else []


def _names_line(maker: Maker, positions: Sequence[Position], label: str) -> Statement:
    names = ", ".join(maker.shelf.name(position.essay_id) for position in positions)
    return maker.make(
        "silent",
        (Words(names),),
        role="count",
        label=label,
        computed=True,
        sources=[p.id for p in positions],
        extra=maker.shelf.counted_in(positions),
    )


def _unread(maker: Maker, tally: Tally, label: str) -> Statement:
    names = ", ".join(maker.shelf.name(essay_id) for essay_id in tally.not_read)
    unread = [Citation(essay_id, Locator()) for essay_id in tally.not_read]
    return maker.make("unread", (Words(names),), role="count", label=label, computed=True, extra=unread)


def _about(tally: Tally) -> str:
    return tally.proposition.short or tally.proposition.text
