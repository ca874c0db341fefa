"""Where a quotation stands in its source, and where it says that it departs from it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from briefer.quotation.parse import MAX_REPLACED, Insertion, Item, Omission, Run, Stem
from briefer.quotation.tokens import Words, align

MAX_OMITTED = 400
"""More words than this between two parts, and they are not one quotation."""
_REACH: dict[type[Item], int] = {Omission: MAX_OMITTED, Insertion: MAX_REPLACED}


@dataclass(frozen=True, slots=True)
class Departure:
    """A mark in the quotation and the words `first:after` of the source that it stands for."""

    first: int
    after: int
    mark: Item


@dataclass(frozen=True, slots=True)
class Placing:
    """The words `first:after` of the source that a quotation covers."""

    first: int
    after: int
    departures: tuple[Departure, ...]

    @property
    def gaps(self) -> tuple[Departure, ...]:
        """Return the departures that leave words out."""
        return tuple(d for d in self.departures if d.after > d.first and isinstance(d.mark, (Omission, Insertion)))


Found: TypeAlias = tuple[tuple[Departure, ...], int]


def place(items: tuple[Item, ...], source: Words, home: tuple[int, int] | None) -> Placing | None:
    """Return where all items stand in order; the place nearest to `home` wins."""
    lead = next(at for at, item in enumerate(items) if isinstance(item, Run))
    first = items[lead]
    assert isinstance(first, Run)
    if any(isinstance(item, Run) and item.words.flat not in source.flat for item in items):
        return None
    starts = list(occurrences(first.words, source, 0, len(source)))
    if home is not None:
        starts.sort(key=lambda span: _distance(span, home))
    rest_of = _Rest(items[lead + 1 :], source)
    for start, after in starts:
        before = _leading(items[:lead], source, start)
        rest = rest_of.follow(after) if before is not None else None
        if before is not None and rest is not None:
            departures, end = rest
            return Placing(min((start, *(d.first for d in before))), end, (*before, *departures))
    return None


def _leading(items: tuple[Item, ...], source: Words, start: int) -> tuple[Departure, ...] | None:
    """Return the departures of marks before the first run, which begins at word `start`; None when a stem disagrees."""
    found: list[Departure] = []
    for item in reversed(items):
        at = start
        if isinstance(item, Stem):
            at = start - 1
            if at < 0 or not _stems(item, source, at):
                return None
        elif isinstance(item, Insertion):
            inserted = Words.of(item.text)
            if source.keys[max(0, start - len(inserted)) : start] == inserted.keys:
                at = start - len(inserted)
        found.append(Departure(at, start if isinstance(item, Insertion) else at, item))
        start = at
    return tuple(reversed(found))


@dataclass(slots=True)
class _Rest:
    """Looks for what follows the first run; what failed once is not tried again."""

    items: tuple[Item, ...]
    source: Words
    failed: set[tuple[int, int]] = field(default_factory=set)

    def follow(self, at: int, index: int = 0) -> Found | None:
        """Return departures and end when the items from `index` on stand from word `at` on."""
        if (index, at) in self.failed:
            return None
        found = self._found(at, index)
        if found is None:
            self.failed.add((index, at))
        return found

    def _found(self, at: int, index: int) -> Found | None:
        marks: list[Item] = []
        while index < len(self.items) and isinstance(self.items[index], (Omission, Insertion)):
            marks.append(self.items[index])
            index += 1
        if index == len(self.items):
            return _departures(marks, at, at), at
        gap = max((_REACH[type(mark)] for mark in marks), default=0)
        item = self.items[index]
        for start, after in self._places(item, at, at + gap):
            rest = self.follow(after, index + 1)
            if rest is not None:
                own = (Departure(start, start, item),) if isinstance(item, Stem) else ()
                return (*_departures(marks, at, start), *own, *rest[0]), rest[1]
        return None

    def _places(self, item: Item, low: int, high: int) -> Iterator[tuple[int, int]]:
        if isinstance(item, Run):
            yield from occurrences(item.words, self.source, low, high)
        elif isinstance(item, Stem):
            for at in range(low, min(high + 1, len(self.source))):
                if _stems(item, self.source, at):
                    yield at, at + 1


def _departures(marks: list[Item], first: int, after: int) -> tuple[Departure, ...]:
    """Return one departure for each mark; an ellipsis, where there is one, takes the words that are left out."""
    if not marks:
        return ()
    taker = next((mark for mark in marks if isinstance(mark, Omission)), marks[0])
    return tuple(Departure(first, after if mark is taker else first, mark) for mark in marks)


def _stems(stem: Stem, source: Words, at: int) -> bool:
    return source.keys[at].startswith(stem.key) and len(source.keys[at]) <= len(stem.key) + 4


def occurrences(run: Words, source: Words, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield where `run` stands in the source as (first word, word after), beginning in `low` to `high` inclusive."""
    if low >= len(source):
        return
    end = source.offsets[min(high, len(source) - 1)] + len(run.flat)
    at = source.flat.find(run.flat, source.offsets[low], end)
    while at >= 0:
        word = bisect_left(source.offsets, at)
        if word >= len(source) or word > high:
            return
        if source.offsets[word] == at and (after := align(source, word, run)) is not None:
            yield word, after
        at = source.flat.find(run.flat, at + 1, end)


def _distance(span: tuple[int, int], home: tuple[int, int]) -> int:
    return max(0, home[0] - span[0], span[1] - home[1])
