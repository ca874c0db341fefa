"""Positions on several propositions at once, as a matrix and as bars; and what each text has on several themes."""

from __future__ import annotations

from itertools import zip_longest

from briefer.compose.blocks import Fields, head, line_of, notes
from briefer.compose.citing import Cite, Piece, Words, merged_pages
from briefer.compose.overview import Matrix, by_support
from briefer.compose.statements import Maker
from briefer.compose.views import position_of
from briefer.compose.wording import called, capitalised, texts
from briefer.model.counts import Tally
from briefer.model.deck import CONDITIONAL, Block, Cell, Line, Lines, Row, Table
from briefer.model.essay import Locator
from briefer.model.evidence import Stand
from briefer.model.matrix import StandCell, ThemeCell, ThemeMatrix
from briefer.model.statement import Citation, Role, Statement

SIGNS: dict[Stand, str] = {
    "for": "+ for",
    "for-if": "± if",
    "against": "− against",
    "relayed": "» relayed",
    "silent": "· silent",
}
"""Sign and word of each stand: the word tells, the sign lets the eye run down a column."""


_HALF = 8
"""Texts that stand one under the other on one slide."""
_LINE = 10
"""Code points of pages that stand on one line with their word in the narrowest column; a bracket does not break."""
_COUNTED: tuple[Stand, ...] = ("for", "for-if", "against")


def matrix(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the matrix with the counts of each column under it."""
    found: Matrix = fields["matrix"].value
    names = [capitalised(called(counted.proposition)) for counted in found.tallies]
    rows = [
        Row(
            (
                Cell((maker.words("label", maker.shelf.name(essay)),), quiet=True),
                *(_cell(maker, c, essay) for c in cells),
            )
        )
        for essay, cells in zip(found.stands.essays, found.stands.cells, strict=True)
    ]
    label = Cell((maker.words("label", texts(len(rows))),), quiet=True)
    rows.append(Row((label, *(_sum(maker, counted) for counted in found.tallies)), "sum"))
    alt = f"Where each of {texts(len(rows) - 1)} stands on {', '.join(names)}, with pages"
    return (_side_by_side(maker, names, rows, alt), *notes(maker, fields))


def _side_by_side(maker: Maker, names: list[str], rows: list[Row], alt: str) -> Table:
    """Return the texts and the row of sums as a table; those of a single column in two halves, where one slide holds them."""
    *said, sums = rows
    if len(names) > 1 or not _HALF < len(said) <= 2 * _HALF:
        return Table(head(maker, "", *names), tuple(rows), alt)
    half = -(-len(said) // 2)
    pairs = zip_longest(said[:half], said[half:], fillvalue=Row((Cell(), Cell())))
    paired = [Row((*left.cells, *right.cells)) for left, right in pairs]
    return Table(head(maker, *2 * ("", *names)), (*paired, Row((*sums.cells, Cell(), Cell()), sums.emphasis)), alt)


def _cell(maker: Maker, found: StandCell, essay: str) -> Cell:
    if found.stand is None or found.position is None:
        unread = maker.make(
            "cell", (Words("not read"),), role="count", computed=True, extra=[Citation(essay, Locator())]
        )
        return Cell((unread,), quiet=True)
    position = found.position
    if not found.confirmed and maker.shelf.brief.unconfirmed != "mark":
        left = maker.make("cell", (Words("open"),), role="count", computed=True, extra=[Citation(essay, Locator())])
        return Cell((left,), quiet=True)
    pieces: list[Piece] = [Words(SIGNS[found.stand], "" if found.confirmed else "unconfirmed")]
    if cited := position_of(maker.shelf, position):
        pieces.append(Cite(cited[:1], essay))
    role: Role = "relayed" if found.stand == "relayed" else "count"
    statement = maker.make(
        "cell",
        pieces,
        role=role,
        computed=True,
        confirmed=found.confirmed,
        sources=[position.id],
        extra=maker.shelf.counted_in([position]),
    )
    return Cell((statement,), quiet=found.stand in ("silent", "relayed"))


def themes_by_text(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return what each text has on each theme, with pages, and how many of all texts speak to it."""
    found: ThemeMatrix = fields["matrix"].value
    labels = {theme.id: theme.label for theme in maker.shelf.themes()}
    names = [labels[id] for id in found.themes]
    rows = []
    for place, essay in enumerate(found.essays):
        name = Cell((maker.words("label", maker.shelf.name(essay)),), quiet=True)
        rows.append(Row((name, *(_theme_cell(maker, row[place], essay) for row in found.cells))))
    label = Cell((maker.words("label", "Speak to it"),), quiet=True)
    rows.append(Row((label, *(_voices(maker, found, at) for at in range(len(names)))), "sum"))
    alt = f"What each of {texts(len(found.essays))} has on {', '.join(names)}, with pages"
    return (_side_by_side(maker, names, rows, alt), *notes(maker, fields))


def _theme_cell(maker: Maker, found: ThemeCell, essay: str) -> Cell:
    """Return where a text speaks to a theme, or only relays who does; none is told from not read."""
    own = found.confirmed or found.own
    if not own and not found.relayed:
        words = Words("none" if found.read else "not read")
        return Cell(
            (maker.make("cell", (words,), role="count", computed=True, extra=[Citation(essay, Locator())]),), quiet=True
        )
    sure = bool(found.confirmed) or not own
    said = "speaks" if own else "relays"
    pieces = [Words(said, "" if sure else "unconfirmed"), *_places(maker, own or found.relayed, essay)]
    rest = tuple(maker.shelf.citation(id) for id in own or found.relayed)
    role: Role = "count" if own else "relayed"
    made = maker.make("cell", pieces, role=role, computed=True, confirmed=sure, extra=rest)
    return Cell((made,), quiet=not own)


def _places(maker: Maker, passages: tuple[str, ...], essay: str) -> tuple[Piece, ...]:
    """Return the places of passages; where they would not stand on a line of a cell, the first and how many there are."""
    pages = merged_pages([maker.shelf.citation(id) for id in passages])
    if len(pages) <= _LINE or not maker.shelf.volume_key(essay):
        return (Cite(passages, essay),)
    return (Words(f" {len(passages)} times, first"), Cite(passages[:1], essay))


def _voices(maker: Maker, found: ThemeMatrix, at: int) -> Cell:
    spoken = [maker.shelf.citation(id) for cell in found.cells[at] for id in cell.confirmed]
    words = Words(found.counted(at))
    cited = tuple(spoken) or maker.shelf.read()
    return Cell((maker.make("sum", (words,), role="count", computed=True, sources=[found.themes[at]], extra=cited),))


def position_chart(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the propositions with their counts as words and as bars, the one with most support first."""
    tallies = by_support(maker.shelf, [item.value for item in fields.get("rows", ())])
    total = max((found.denominator for found in tallies), default=0)
    rows = []
    for found in tallies:
        name = maker.words("label", capitalised(called(found.proposition)))
        bars = tuple(found.count(stand) for stand in _COUNTED)
        told = found.proposition.short.casefold() in fields["title"].casefold() if found.proposition.short else False
        rows.append(Row((Cell((name, _counts(maker, found))), Cell()), bars=bars, told=told))
    words = head(maker, f"Of {texts(total)}", "Filled: for · outlined: for, on a condition · striped: against")
    alt = f"How many of {texts(total)} are for, for on a condition and against each of {len(rows)} propositions"
    table = Table(words, tuple(rows), alt, ("For", CONDITIONAL, "Against"), total)
    maker.citer.behind += [c for stated in tallies for c in _cited(maker, stated)]
    said = f"Confirmed positions of {texts(total)}; their places stand in the notes and in the register"
    source = maker.make("source", (Words(said),), role="count", label="Source", computed=True, extra=maker.shelf.read())
    lines = [line_of(maker, item.value, "note") for item in fields.get("lines", ())]
    return (table, Lines((*lines, Line(source, "note")))) if rows else ()


def _sum(maker: Maker, found: Tally) -> Cell:
    return Cell((_counts(maker, found),))


def _counts(maker: Maker, found: Tally) -> Statement:
    """Return how many texts are for, for on a condition and against; only confirmed positions count."""
    words = ", ".join(f"{SIGNS[stand].split()[1]} {found.count(stand)}" for stand in _COUNTED)
    ids = [position.id for stand in _COUNTED for position in found.confirmed[stand]] or [found.proposition.id]
    cited = _cited(maker, found) or maker.shelf.read()
    return maker.make("sum", (Words(words),), role="count", computed=True, sources=ids, extra=cited)


def _cited(maker: Maker, found: Tally) -> tuple[Citation, ...]:
    return maker.shelf.counted_in(position for stand in _COUNTED for position in found.confirmed[stand])
