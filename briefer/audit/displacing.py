"""Finds texts that were moved to where they say something else: another row or column, or under another heading.

Whole rows and columns may move, and lines may change their order: a row, a column or a list is known again by most
of what stands in it, and what stands in another one than it was issued in was moved by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from briefer.audit.pairing import Pair, key_of
from briefer.audit.visible import Issued

Home: TypeAlias = tuple[str, str, int]
"""A row, column or list as issued: slide key, which of the three, number."""
_There: TypeAlias = tuple[int, str, str, int]
"""The same as found: slide, shape, which of the three, number."""

_HEADING, _ITEM = "heading", "cell"


def displaced(records: Sequence[Issued], pairs: Iterable[Pair]) -> list[Pair]:
    """Return those of `pairs` that stand in another row, column or list than they were issued in."""
    homes = {id(record): home for record, home in _issued(records)}
    found = [pair for pair in _found(pairs) if homes.get(id(pair[0][0]))]
    bare = _unheaded(found, homes)
    found = [pair for pair in found if (pair[0][1].slide, pair[0][1].text.shape) not in bare]
    groups = _Groups(Counter((record.record.slide_key, key_of(record)) for record in records))
    for (record, _), there in found:
        groups.vote(record, homes[id(record)], there)
    known = groups.decided()
    alike: dict[str, set[tuple[Home, ...]]] = defaultdict(set)
    for record in records:
        alike[key_of(record)].add(homes.get(id(record), ()))
    return [pair for pair, there in found if tuple(known[group] for group in there) not in alike[key_of(pair[0])]]


def _unheaded(
    found: Sequence[tuple[Pair, tuple[_There, ...]]], homes: Mapping[int, tuple[Home, ...]]
) -> set[tuple[int, str]]:
    """Return slide and shape of every list that lost its heading and still stands apart from all others."""
    headed = {homes[id(record)] for (record, _), _ in found if record.record.field == _HEADING}
    boxes: dict[tuple[int, str], set[tuple[Home, ...]]] = defaultdict(set)
    for (record, spot), _ in found:
        boxes[spot.slide, spot.text.shape].add(homes[id(record)] if not record.record.row else ())
    return {box for box, lists in boxes.items() if len(lists) == 1 and () not in lists and not lists & headed}


@dataclass(slots=True)
class _Groups:
    """Rows, columns and lists of the file, and which of those issued they are by most of their texts."""

    copies: Counter[tuple[str, str]]
    """How often each text was issued under each slide key; those that stand once tell most."""
    _votes: dict[_There, Counter[Home]] = field(default_factory=lambda: defaultdict(Counter))
    _words: Counter[tuple[_There, Home]] = field(default_factory=Counter)

    def vote(self, record: Issued, homes: tuple[Home, ...], there: tuple[_There, ...]) -> None:
        """Count `record` for the groups it stands in."""
        alone = self.copies[record.record.slide_key, key_of(record)] == 1
        for group, home in zip(there, homes, strict=False):
            self._votes[group][home] += 1_000 if alone else 1
            self._words[group, home] += len(record.words)

    def decided(self) -> dict[_There, Home]:
        """Return what each group is; where as many texts speak for one as for another, the longer ones decide."""
        return {
            group: max(votes, key=lambda home: (votes[home], self._words[group, home], home))
            for group, votes in self._votes.items()
        }


def _issued(records: Sequence[Issued]) -> Iterator[tuple[Issued, tuple[Home, ...]]]:
    """Yield the records that stand in a table or in a list under a heading, with the places they were issued in."""
    headings: Counter[str] = Counter()
    for issued in records:
        record = issued.record
        key = record.slide_key
        headings[key] += record.field == _HEADING
        if record.row:
            yield issued, ((key, "row", record.row), (key, "column", record.column))
        elif headings[key] and record.field in (_HEADING, _ITEM):
            yield issued, ((key, "list", headings[key]),)


def _found(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, tuple[_There, ...]]]:
    """Yield the pairs that stand in a table or a list of the file, with the places where they are."""
    headings: Counter[int] = Counter()
    for record, spot in sorted(pairs, key=lambda pair: (pair[1].slide, pair[1].text.paragraph)):
        slide, text = spot.slide, spot.text
        if record.record.row and text.row:
            row, column = (slide, text.shape, "row", text.row), (slide, text.shape, "column", text.column)
            yield (record, spot), (row, column)
        elif not record.record.row and text.place == "body" and record.record.field in (_HEADING, _ITEM):
            headings[slide] += record.record.field == _HEADING
            if headings[slide]:
                yield (record, spot), ((slide, "", "list", headings[slide]),)
