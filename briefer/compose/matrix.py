"""The position matrix: texts down, propositions across, each cell a sign, a word and a page."""

from __future__ import annotations

from briefer.compose.blocks import Fields, head, notes
from briefer.compose.citing import Cite, Piece, Words
from briefer.compose.overview import Matrix
from briefer.compose.statements import Maker
from briefer.compose.views import position_of
from briefer.compose.wording import texts
from briefer.model.counts import Tally
from briefer.model.deck import Block, Cell, Row, Table
from briefer.model.essay import Locator
from briefer.model.evidence import Stand
from briefer.model.matrix import StandCell
from briefer.model.statement import Citation, Role

SIGNS: dict[Stand, str] = {
    "for": "+ for",
    "for-if": "± if",
    "against": "− against",
    "relayed": "» relayed",
    "silent": "· silent",
}
"""Sign and word of each stand: the word tells, the sign lets the eye run down a column."""


def matrix(maker: Maker, fields: Fields) -> tuple[Block, ...]:
    """Return the matrix with the counts of each column under it."""
    found: Matrix = fields["matrix"].value
    names = [tally.proposition.short or tally.proposition.text for tally in found.tallies]
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
    rows.append(Row((label, *(_sum(maker, tally) for tally in found.tallies)), "sum"))
    alt = f"Where each of {texts(len(rows) - 1)} stands on {', '.join(names)}, with pages"
    return (Table(head(maker, "", *names), tuple(rows), alt), *notes(maker, fields))


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


def _sum(maker: Maker, tally: Tally) -> Cell:
    """Return how many texts are for, for on a condition and against; only confirmed positions count."""
    stands: tuple[Stand, ...] = ("for", "for-if", "against")
    words = ", ".join(f"{SIGNS[stand].split()[1]} {tally.count(stand)}" for stand in stands)
    counted = [position for stand in stands for position in tally.confirmed[stand]]
    cited = maker.shelf.counted_in(counted) or maker.shelf.read()
    ids = [position.id for position in counted]
    return Cell((maker.make("sum", (Words(words),), role="count", computed=True, sources=ids, extra=cited),))
