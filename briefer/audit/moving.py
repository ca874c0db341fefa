"""Finds what was struck through or taken from where it belongs: to another slide, or beside or under something else.

Slides, whole rows with their bars, and statements with what stands under them may move. A title speaks for its slide, a
bar for the row beside it, a confidence for the statement above it, and a source number leads to a source on its slide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefer.audit.displacing import displaced
from briefer.audit.pairing import Pair, Pairing, Spot, key_of
from briefer.audit.visible import CHART, CONTINUATION, SOURCE_LINE, UNDER, Issued, sources_in
from briefer.model.found import Change
from briefer.quotation.tokens import Words

_TITLE = "title"


@dataclass(frozen=True, slots=True)
class Moved:
    """That a text was moved or struck through: what this changes, in a sentence, and whether it says something else."""

    changes: tuple[Change, ...]
    note: str
    alters: bool = True


_STRUCK = Moved((), "It is struck through.", alters=False)


def moved(records: Sequence[Issued], pairing: Pairing) -> dict[int, Moved]:
    """Return what was done to each paragraph that was moved or struck through, by the identity of its spot.

    What stands among other things than it was issued with weighs more than what stands on another slide.
    """
    pairs = (*pairing.pairs, *pairing.copied)
    found: dict[int, Moved] = {}
    for (record, spot), changes in _astray(records, pairs, pairing.homes):
        note = "It stands on another slide than it was issued on."
        found[id(spot)] = Moved(changes, note, alters=record.record.field == _TITLE)
    for _, spot in (*_out_of_line(records, pairing.pairs), *_undermined(records, pairing.pairs)):
        found[id(spot)] = Moved(("order",), "It stands beside or under something else than it was issued with.")
    for _, spot in displaced(records, pairs):
        found[id(spot)] = Moved(("order",), "It stands in another row, column or list than it was issued in.")
    for spot in (spot for _, spot in pairs if spot.text.struck):
        place = found.get(id(spot))
        found[id(spot)] = replace(place, note=f"{place.note} {_STRUCK.note}") if place else _STRUCK
    return found


def _astray(
    records: Sequence[Issued], pairs: Sequence[Pair], homes: Mapping[int, str]
) -> Iterator[tuple[Pair, tuple[Change, ...]]]:
    """Yield those of `pairs` that stand on another slide than they were issued on, with what that changes.

    A title on another slide says something else; so does a statement whose sources did not come along.
    """
    issued_on: dict[str, set[str]] = defaultdict(set)
    for record in records:
        issued_on[key_of(record)].add(record.record.slide_key)
    feet = (pair for pair in pairs if pair[0].record.field == SOURCE_LINE)
    sources = {(spot.slide, number) for _, spot in feet for number in sources_in(spot.text.text)}
    listed = {(r.record.slide_key, n) for r in records if r.record.field == SOURCE_LINE for n in sources_in(r.text)}
    for record, spot in pairs:
        home, field = homes.get(spot.slide, ""), record.record.field
        if not home or field in (CHART, CONTINUATION) or {home, ""} & issued_on[key_of(record)]:
            continue
        key = record.record.slide_key
        if field == SOURCE_LINE:
            if _left_behind(record, spot, pairs):
                yield (record, spot), ("source-line",)
        elif any((key, n) in listed and (spot.slide, n) not in sources for n in spot.text.marks):
            yield (record, spot), ("source-line", "order")
        else:
            yield (record, spot), ("order",)


def _left_behind(line: Issued, there: Spot, pairs: Iterable[Pair]) -> bool:
    """Tell whether a statement with a number of a source line stands on another slide than that line."""
    numbers, key = sources_in(line.text).keys(), line.record.slide_key
    return any(
        record.record.slide_key == key and spot.slide != there.slide and numbers & set(spot.text.marks)
        for record, spot in pairs
    )


def _out_of_line(records: Sequence[Issued], pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the rows of charts that no longer stand beside the rows of the table that they were issued beside."""
    rows: dict[str, list[Issued]] = defaultdict(list)
    for record in records:
        if record.record.row:
            rows[record.record.slide_key].append(record)
    spot_of = {id(record): spot for record, spot in pairs}
    charts: dict[tuple[int, str], list[tuple[Pair, int]]] = defaultdict(list)
    for record, bar in sorted(pairs, key=lambda pair: pair[1].text.paragraph):
        if record.record.field == CHART:
            names = {Words.of(record.text[: end.start()]).flat for end in re.finditer(": ", record.text)}
            named = [row for row in rows[record.record.slide_key] if key_of(row) in names]
            spots = [spot for row in named if (spot := spot_of.get(id(row))) and spot.slide == bar.slide]
            if len(spots) == 1:
                charts[bar.slide, bar.text.shape].append(((record, bar), spots[0].text.row))
    for bars in charts.values():
        yield from _out_of_order(bars)


def _out_of_order(bars: Sequence[tuple[Pair, int]]) -> Iterator[Pair]:
    """Yield the bars that stand in another order than their rows: all but the most that do not."""
    chains: list[tuple[int, ...]] = []
    for at, (_, row) in enumerate(bars):
        before = [(), *(chain for chain in chains if bars[chain[-1]][1] < row)]
        chains.append((*max(before, key=len), at))
    kept = max(chains, key=len)
    return (pair for at, (pair, _) in enumerate(bars) if at not in kept)


def _undermined(records: Sequence[Issued], pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield what stands under another statement than it was issued under."""
    above = _above((record.record.slide_key, record) for record in records)
    in_file = sorted(pairs, key=lambda pair: (pair[1].slide, pair[1].text.paragraph))
    found = _above(((spot.slide, spot.text.shape), record) for record, spot in in_file)
    texts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for under, statement in above.values():
        texts[under.record.slide_key, key_of(under)].add(key_of(statement))
    for record, spot in in_file:
        here = found.get(id(record))
        if here and key_of(here[1]) not in texts[record.record.slide_key, key_of(record)]:
            yield record, spot


def _above(placed: Iterable[tuple[object, Issued]]) -> dict[int, tuple[Issued, Issued]]:
    """Return each line under a statement with that statement, by the identity of its record."""
    last: dict[object, Issued] = {}
    found: dict[int, tuple[Issued, Issued]] = {}
    for place, record in placed:
        if record.record.field != UNDER:
            last[place] = record
        elif place in last:
            found[id(record)] = record, last[place]
    return found
