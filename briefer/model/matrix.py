"""Who says something on what: themes or propositions against texts, as values that slides, memo and window share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from briefer.model.counts import tally
from briefer.model.essay import Essay, Locator
from briefer.model.evidence import Passage, Position, Proposition, Stand, Theme
from briefer.model.library import Library
from briefer.model.register import advice_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCell:
    """What one text has on one theme: its own passages, those that only relay, and whether it was read at all."""

    own: tuple[str, ...]
    relayed: tuple[str, ...]
    read: bool
    confirmed: tuple[str, ...] = ()
    """Those of its own passages that somebody has confirmed."""


_NOTHING = {read: ThemeCell(own=(), confirmed=(), relayed=(), read=read) for read in (True, False)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMatrix:
    """Themes down, texts across; `cells[row][column]`."""

    themes: tuple[str, ...]
    essays: tuple[str, ...]
    cells: tuple[tuple[ThemeCell, ...], ...]

    def voices(self, row: int) -> int:
        """Return how many texts say something of their own on the theme of `row`."""
        return sum(bool(cell.own) for cell in self.cells[row])

    def counted(self, row: int) -> str:
        """Return how many of all texts speak to the theme of `row`: "5 of 13", or "5 of 13, 2 unconfirmed"."""
        waiting = sum(bool(cell.own) and not cell.confirmed for cell in self.cells[row])
        count = f"{self.voices(row) - waiting} of {len(self.essays)}"
        return f"{count}, {waiting} unconfirmed" if waiting else count


@dataclass(frozen=True, slots=True, kw_only=True)
class StandCell:
    """Where one text stands on one proposition; no `stand` means that it has not been read."""

    stand: Stand | None
    confirmed: bool
    locator: Locator
    """Where it says so; empty where there is no passage."""
    position: Position | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandMatrix:
    """Texts down, propositions across; `cells[row][column]`. Pieces that count as no voice are left out."""

    essays: tuple[str, ...]
    propositions: tuple[str, ...]
    cells: tuple[tuple[StandCell, ...], ...]


def theme_matrix(
    library: Library,
    themes: Sequence[str],
    essays: Collection[str],
    usable: Callable[[Passage], bool] = lambda passage: True,
) -> ThemeMatrix:
    """Return what the counted `essays` have on `themes`, in shelf order.

    Doubtful passages are left out, and those that are not `usable`. Where a text says nothing of its own on a theme, the
    advice counts that it gives on it.
    """
    wanted = frozenset(essays)
    shelf = [essay for essay in library.all(Essay) if essay.id in wanted and essay.counts]
    passages = library.passages_by_essay()
    held: dict[tuple[str, str], list[Passage]] = {}
    for passage in (p for essay in shelf for p in passages.get(essay.id, ()) if usable(p)):
        if not passage.doubtful and passage.kind != "comment":
            for theme in dict.fromkeys(passage.themes):
                held.setdefault((theme, passage.essay_id), []).append(passage)
    rows = []
    advice = advice_on(library, themes)
    for theme in themes:
        if library.get(Theme, theme) is None:
            raise KeyError(theme)
        row = []
        for essay in shelf:
            mine = held.get((theme, essay.id), [])
            if all(passage.relays for passage in mine):
                mine = [*mine, *filter(usable, advice[theme].get(essay.id, ()))]
            row.append(_theme_cell(essay, mine))
        rows.append(tuple(row))
    return ThemeMatrix(themes=tuple(themes), essays=tuple(essay.id for essay in shelf), cells=tuple(rows))


def stand_matrix(library: Library, propositions: Sequence[str], essays: Collection[str]) -> StandMatrix:
    """Return how the counted `essays` stand on `propositions`, by the same rules as `tally`."""
    wanted = frozenset(essays)
    shelf = [essay for essay in library.all(Essay) if essay.id in wanted and essay.counts]
    columns = []
    for id in propositions:
        proposition = library.get(Proposition, id)
        if proposition is None:
            raise KeyError(id)
        found = tally(library, proposition, wanted)
        stands = {
            position.essay_id: position
            for group in (found.confirmed, found.unconfirmed)
            for positions in group.values()
            for position in positions
        }
        columns.append([_stand_cell(library, stands.get(essay.id)) for essay in shelf])
    return StandMatrix(
        essays=tuple(essay.id for essay in shelf),
        propositions=tuple(propositions),
        cells=tuple(zip(*columns, strict=True)) if columns else tuple(() for _ in shelf),
    )


def _theme_cell(essay: Essay, mine: Sequence[Passage]) -> ThemeCell:
    if not mine:
        return _NOTHING[essay.reading != "unread"]
    return ThemeCell(
        own=tuple(p.id for p in mine if not p.relays),
        confirmed=tuple(p.id for p in mine if not p.relays and p.confirmed),
        relayed=tuple(p.id for p in mine if p.relays),
        read=essay.reading != "unread",
    )


def _stand_cell(library: Library, position: Position | None) -> StandCell:
    if position is None:
        return StandCell(stand=None, confirmed=False, locator=Locator(), position=None)
    places = [library.get(Passage, id) for id in position.passages]
    where = next((library.locator(p) for p in places if p is not None), Locator())
    return StandCell(stand=position.stand, confirmed=position.confirmed, locator=where, position=position)
