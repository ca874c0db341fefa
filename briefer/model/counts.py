"""Who is for, for-if, against, relayed, silent, and who has not been read: counts with their denominator."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from briefer.model.essay import Essay
from briefer.model.evidence import STANDS, Passage, Position, Proposition, Stand
from briefer.model.library import Library


@dataclass(frozen=True, slots=True)
class Tally:
    """How the texts of one selection stand on one proposition.

    Every counted essay stands in exactly one place: in `confirmed[stand]`, in `unconfirmed[stand]`, or in `not_read`.
    A relayed view is listed but never counted as a stand; an essay that was not read is never silent.
    """

    proposition: Proposition
    confirmed: dict[Stand, tuple[Position, ...]]
    unconfirmed: dict[Stand, tuple[Position, ...]]
    not_read: tuple[str, ...]
    """Ids of the counted essays that nobody has read and that have no confirmed position."""
    unread: tuple[str, ...]
    """Ids of the counted essays that nobody has read and that have an unconfirmed position: found by rule, not by reading."""
    glosses: tuple[Position, ...]
    """Positions of pieces outside the denominator (an editor's introduction): always relayed, never counted."""
    denominator: int

    def count(self, *stands: Stand) -> int:
        """Return how many confirmed positions take one of `stands`."""
        return sum(len(self.confirmed[stand]) for stand in stands)

    def positions(self, stand: Stand) -> tuple[Position, ...]:
        """Return the confirmed positions that take `stand`, in shelf order."""
        return self.confirmed[stand]


def tally(library: Library, proposition: Proposition, essays: Collection[str]) -> Tally:
    """Count the positions of `essays` on `proposition`; an essay that was read and has no position is silent."""
    wanted = frozenset(essays)
    shelf = [essay for essay in library.all(Essay) if essay.id in wanted]
    confirmed: dict[Stand, list[Position]] = {stand: [] for stand in STANDS}
    unconfirmed: dict[Stand, list[Position]] = {stand: [] for stand in STANDS}
    glosses: list[Position] = []
    not_read: list[str] = []
    unread: list[str] = []
    for essay in shelf:
        key = Position.key(proposition.id, essay.id)
        position = library.get(Position, key)
        if not essay.counts:
            if position is not None and position.stand != "silent":
                glosses.append(replace(position, stand="relayed"))
        elif position is not None and (position.confirmed or position.stand != "silent"):
            if position.confirmed and not _rests_on_doubt(library, position):
                confirmed[position.stand].append(position)
            else:
                unconfirmed[position.stand].append(replace(position, confirmed=False))
                unread += [essay.id] if essay.reading == "unread" else []
        elif essay.reading == "unread":
            not_read.append(essay.id)
        else:
            silent = Position(id=key, proposition_id=proposition.id, essay_id=essay.id, stand="silent", confirmed=True)
            confirmed["silent"].append(position or silent)
    return Tally(
        proposition=proposition,
        confirmed={stand: tuple(found) for stand, found in confirmed.items()},
        unconfirmed={stand: tuple(found) for stand, found in unconfirmed.items()},
        not_read=tuple(not_read),
        unread=tuple(unread),
        glosses=tuple(glosses),
        denominator=sum(essay.counts for essay in shelf),
    )


def _rests_on_doubt(library: Library, position: Position) -> bool:
    """Tell whether every passage that a position rests on is marked doubtful; such a position is not confirmed."""
    found = [passage for id in position.passages if (passage := library.get(Passage, id)) is not None]
    return bool(found) and all(passage.doubtful for passage in found)
