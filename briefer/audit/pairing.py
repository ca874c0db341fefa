"""Finds out which paragraph of a finished file was issued as which record.

Words decide: equal texts first, in order, then texts that were moved, then the most alike. Similarity only locates;
what a change means is judged elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from rapidfuzz.distance import Indel, Levenshtein

from briefer.audit.visible import CHART, NOTES, REPEATED, SOURCE_LINE, Issued
from briefer.model.found import FoundDeck, FoundSlide, FoundText
from briefer.quotation.tokens import Words, signs

_ID = re.compile(r"s-[0-9a-f]{10}")
_ALIKE = 0.5
_ALIKE_ELSEWHERE = 0.75
_ALIKE_OPPOSITE = 0.25
_NAMED = 3
"""What an id on a slide weighs beside a text when both tell which slide it was."""
_MANY = 250_000
"""More comparisons than this between what is left on different slides are not made."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph of the file, the number of its slide and its words."""

    slide: int
    text: FoundText
    words: Words

    @property
    def key(self) -> str:
        """Return what is equal in texts that differ in typography only."""
        return self.words.flat or signs(self.text.text)


Pair: TypeAlias = tuple[Issued, Spot]
"""A record and the paragraph that it is."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which record is which paragraph, and what is left on both sides."""

    pairs: tuple[Pair, ...]
    removed: tuple[Issued, ...]
    new: tuple[Spot, ...]
    copied: tuple[Pair, ...]
    slides: dict[str, int]
    """The first slide of each slide key that is still there."""
    homes: dict[int, str]
    """The slide key of each slide that has one."""


def spots(deck: FoundDeck) -> list[Spot]:
    """Return every paragraph of the slides in order."""
    return [
        Spot(slide.number, text, Words.of(f"{text.label} {text.text}")) for slide in deck.slides for text in slide.texts
    ]


def key_of(issued: Issued) -> str:
    """Return what `Spot.key` is when the paragraph was not changed."""
    return issued.words.flat or signs(issued.text)


def pair(records: Sequence[Issued], deck: FoundDeck) -> Pairing:
    """Return which of `records` is which paragraph of `deck`."""
    issued = [record for record in records if record.record.field not in (*REPEATED, NOTES)]
    there = _statements(spots(deck), records)
    homes = _homes(issued, deck, there)
    pairs = _Pairs(issued, there)
    groups = _groups(issued, there, homes)
    for mine, theirs in groups:
        pairs.in_order(mine, theirs)
        pairs.in_kept_rows(mine)
        pairs.equal(mine, theirs)
        pairs.rejoined(mine, theirs)
        pairs.facing(mine, _changed_in_place)
    pairs.equal(issued, there)
    for mine, theirs in groups:
        pairs.alike(mine, theirs, _ALIKE)
        pairs.facing(mine, _left_in_place)
    pairs.alike(issued, there, _ALIKE_ELSEWHERE)
    copied, new = _copies(issued, pairs.free_spots(), homes)
    slides: dict[str, int] = {}
    for number, key in sorted(homes.items()):
        slides.setdefault(key, number)
    return Pairing(tuple(pairs.found()), tuple(pairs.free_records()), tuple(new), tuple(copied), slides, homes)


@dataclass(slots=True)
class _Pairs:
    """The pairs found so far; records and spots are known by identity, since equal ones may stand side by side."""

    records: Sequence[Issued]
    spots: Sequence[Spot]
    _taken: dict[int, Spot] = field(default_factory=dict)
    _used: set[int] = field(default_factory=set)
    _facing: dict[int, Spot] = field(default_factory=dict)

    def found(self) -> Iterator[Pair]:
        """Yield the pairs in the order of the records."""
        return ((record, self._taken[id(record)]) for record in self.records if id(record) in self._taken)

    def free_records(self, among: Iterable[Issued] | None = None) -> list[Issued]:
        """Return the records that have no paragraph yet."""
        return [r for r in (self.records if among is None else among) if id(r) not in self._taken]

    def free_spots(self, among: Iterable[Spot] | None = None) -> list[Spot]:
        """Return the paragraphs that have no record yet."""
        return [s for s in (self.spots if among is None else among) if id(s) not in self._used]

    def in_order(self, records: Sequence[Issued], spots: Sequence[Spot]) -> None:
        """Pair equal texts that stand in the same order; remember what stands face to face between them."""
        codes = Levenshtein.opcodes([key_of(r) for r in records], [s.key for s in spots])
        for code in codes:
            mine, theirs = records[code.src_start : code.src_end], spots[code.dest_start : code.dest_end]
            if code.tag == "equal":
                for record, spot in zip(mine, theirs, strict=True):
                    self._take(record, spot)
            elif len(mine) == len(theirs):
                self._facing.update((id(r), s) for r, s in zip(mine, theirs, strict=True))

    def in_kept_rows(self, records: Iterable[Issued]) -> None:
        """Pair a cell of one word with what stands there now where a text that only its row has stayed in the row."""
        cells = [record for record in records if record.record.row]
        said = Counter(map(key_of, cells))
        kept = {
            record.record.row: _row_of(spot)
            for record in cells
            if len(record.words) > 1 and said[key_of(record)] == 1 and (spot := self._taken.get(id(record)))
        }
        self.facing(
            cells, lambda record, spot: _one_word_each(record, spot) and kept.get(record.record.row) == _row_of(spot)
        )

    def equal(self, records: Iterable[Issued], spots: Iterable[Spot]) -> None:
        """Pair equal texts wherever they were moved to."""
        waiting: dict[str, list[Spot]] = defaultdict(list)
        for spot in self.free_spots(spots):
            waiting[spot.key].append(spot)
        for record in self.free_records(records):
            if same := waiting.get(key_of(record)):
                self._take(record, same.pop(0))

    def rejoined(self, records: Sequence[Issued], spots: Sequence[Spot]) -> None:
        """Pair a text that was split into several paragraphs, and texts that were run together into one."""
        for record in self.free_records(records):
            there = [s for s in self.free_spots(spots) if bool(s.text.row) == bool(record.record.row)]
            self._take_all([record], there[_row(record.words, [spot.words for spot in there])])
        for spot in self.free_spots(spots):
            waiting = [r for r in self.free_records(records) if bool(r.record.row) == bool(spot.text.row)]
            self._take_all(waiting[_row(spot.words, [record.words for record in waiting])], [spot])

    def _take_all(self, records: Sequence[Issued], spots: Sequence[Spot]) -> None:
        """Pair texts with paragraphs that say the same with other breaks, unless source numbers or cells differ."""
        issued = Counter(mark for record in records for mark in record.marks)
        if not records or not spots or issued != Counter(mark for spot in spots for mark in spot.text.marks):
            return
        cells = {(spot.slide, spot.text.shape, spot.text.row, spot.text.column) for spot in spots if spot.text.row}
        if len(cells) > 1 or len({(r.record.row, r.record.column) for r in records}) > 1:
            return
        for record in records:
            text = replace(spots[0].text, label=record.label, text=record.text, marks=record.marks)
            self._take(record, Spot(spots[0].slide, text, record.words))
        self._used.update(map(id, spots))

    def alike(self, records: Iterable[Issued], spots: Iterable[Spot], least: float) -> None:
        """Pair the most alike texts first, down to a likeness of `least`."""
        mine, theirs = self.free_records(records), self.free_spots(spots)
        if len(mine) * len(theirs) > _MANY:
            return
        scores = [
            (score, -r, -s)
            for r, record in enumerate(mine)
            for s, spot in enumerate(theirs)
            if (score := likeness(record, spot)) >= least
        ]
        for _, r, s in sorted(scores, reverse=True):
            record, spot = mine[-r], theirs[-s]
            if id(record) not in self._taken and id(spot) not in self._used:
                self._take(record, spot)

    def facing(self, records: Iterable[Issued], fit: Callable[[Issued, Spot], bool]) -> None:
        """Pair what is left with what stands in its very place, face to face, where the two fit."""
        for record in self.free_records(records):
            spot = self._facing.get(id(record))
            if spot is not None and id(spot) not in self._used and fit(record, spot):
                self._take(record, spot)

    def _take(self, record: Issued, spot: Spot) -> None:
        self._taken[id(record)] = spot
        self._used.add(id(spot))


def _changed_in_place(record: Issued, spot: Spot) -> bool:
    """Tell a cell of one word, or a text nearly the same, in its place: it is not sought on slides that may say it too."""
    if _one_word_each(record, spot):
        return True
    return record.record.column == spot.text.column and likeness(record, spot) >= _ALIKE_ELSEWHERE


def _left_in_place(record: Issued, spot: Spot) -> bool:
    """Tell whether a text that nothing else is like may be the one in its place: in a cell, as a title, if hardly alike."""
    if _is_source(record) != (spot.text.place == "source"):
        return False
    return spot.text.place in ("cell", "title") or likeness(record, spot) >= _ALIKE_OPPOSITE


def _one_word_each(record: Issued, spot: Spot) -> bool:
    """Tell two cells of one column that hold a word or a number each."""
    return 0 < record.record.column == spot.text.column and len(record.words) == len(spot.words) == 1


def _row_of(spot: Spot) -> tuple[int, str, int]:
    """Return slide, table and row of a cell."""
    return spot.slide, spot.text.shape, spot.text.row


def likeness(record: Issued, spot: Spot) -> float:
    """Return how alike two texts are, 0 to 1, by words and by letters, whichever is more."""
    if _is_source(record) != (spot.text.place == "source") or _is_chart(record) != (spot.text.place == "chart"):
        return 0.0
    mine, theirs = record.words, spot.words
    if not mine.keys or not theirs.keys:
        return 0.0
    by_words = Indel.normalized_similarity(mine.keys, theirs.keys)
    by_letters = Indel.normalized_similarity(mine.flat, theirs.flat)
    return float(max(by_words, by_letters if len(mine.flat) > 3 else 0.0))


def _row(whole: Words, parts: Sequence[Words]) -> slice:
    """Return which of `parts`, two or more in a row, together say `whole`; an empty slice when none do."""
    for first in range(len(parts)):
        said: tuple[str, ...] = ()
        for after, part in enumerate(parts[first:], first + 1):
            said += part.keys
            if not part.keys or whole.keys[: len(said)] != said:
                break
            if said == whole.keys and after > first + 1:
                return slice(first, after)
    return slice(0)


def _statements(found: Iterable[Spot], records: Sequence[Issued]) -> list[Spot]:
    """Return the paragraphs that records of single texts speak of: neither what every slide repeats, nor numbers.

    What was issued in cells only is repeated wherever it stands outside of tables. A chart that has no records was
    written by a version that made none.
    """
    repeated = {key_of(record) for record in records if record.record.field in REPEATED}
    single = [record for record in records if record.record.field not in (*REPEATED, NOTES)]
    said = {key_of(record) for record in single}
    outside = {key_of(record) for record in single if not record.record.row}
    charted = any(record.record.field == CHART for record in records)
    return [
        spot
        for spot in found
        if not _is_number(spot)
        and not (
            spot.key in repeated
            and (spot.text.place == "furniture" or spot.key not in (said if spot.text.row else outside))
        )
        and (charted or spot.text.place != "chart" or spot.text.shape != "Chart")
    ]


def _is_number(spot: Spot) -> bool:
    """Tell whether a paragraph is the number of its slide: no statement, whatever figures a statement has."""
    return spot.text.place == "furniture" and not any(map(str.isalpha, spot.key))


def _is_source(record: Issued) -> bool:
    return record.record.field == SOURCE_LINE


def _is_chart(record: Issued) -> bool:
    return record.record.field == CHART


def _homes(records: Sequence[Issued], deck: FoundDeck, there: Sequence[Spot]) -> dict[int, str]:
    """Return the slide key of every slide that has one: by the ids it carries, and by the texts on it."""
    key_by_id = {record.record.id: record.record.slide_key for record in records}
    keys_by_text: dict[str, set[str]] = defaultdict(set)
    for record in records:
        keys_by_text[key_of(record)].add(record.record.slide_key)
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for slide in deck.slides:
        for name in set(_ids(slide)) & key_by_id.keys():
            votes[slide.number][key_by_id[name]] += _NAMED
    for spot in there:
        keys = keys_by_text.get(spot.key, set())
        votes[spot.slide].update(keys if len(keys) == 1 and len(spot.words) > 1 else ())
    return {number: max(tally, key=lambda key: (tally[key], key)) for number, tally in votes.items() if tally}


def _ids(slide: FoundSlide) -> Iterator[str]:
    for text in (*slide.names, *slide.notes):
        yield from _ID.findall(text)


def _groups(
    records: Sequence[Issued], there: Sequence[Spot], homes: dict[int, str]
) -> list[tuple[list[Issued], list[Spot]]]:
    """Return records and paragraphs that belong to one slide key, both in reading order."""
    mine: dict[str, list[Issued]] = defaultdict(list)
    for record in records:
        mine[record.record.slide_key].append(record)
    theirs: dict[str, list[Spot]] = defaultdict(list)
    for spot in there:
        if spot.slide in homes:
            theirs[homes[spot.slide]].append(spot)
    return [(mine[key], theirs[key]) for key in mine if key in theirs]


def _copies(records: Sequence[Issued], free: Iterable[Spot], homes: Mapping[int, str]) -> tuple[list[Pair], list[Spot]]:
    """Return which of the paragraphs without a record repeat one, and the others.

    On a slide of which several statements are copies, what is nearly a copy was copied and then changed.
    """
    by_key = {key_of(record): record for record in records}
    at_home = {(record.record.slide_key, key_of(record)): record for record in records}
    left = list(free)
    copied = [
        (at_home.get((homes.get(spot.slide, ""), spot.key), by_key[spot.key]), spot)
        for spot in left
        if spot.key in by_key
    ]
    new = [spot for spot in left if spot.key not in by_key]
    copies = Counter(spot.slide for record, spot in copied if not record.is_side)
    for spot in list(new):
        if copies[spot.slide] > 1 and len(spot.words) > 1:
            best = max(by_key.values(), key=lambda record: likeness(record, spot))
            if likeness(best, spot) >= _ALIKE_ELSEWHERE:
                copied.append((best, spot))
                new.remove(spot)
    return copied, new
