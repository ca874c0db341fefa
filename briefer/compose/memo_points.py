"""What the engine puts into a memo where nobody has written: stands, advice and evidence that are confirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias, TypeVar

from briefer.compose.blocks import given_by
from briefer.compose.citing import Cite, Piece, Words, in_quotes
from briefer.compose.facts import Finding
from briefer.compose.ranking import Advice
from briefer.compose.shelf import Shelf
from briefer.compose.statements import Maker
from briefer.compose.views import position_of
from briefer.compose.wording import count_line
from briefer.model.counts import Tally
from briefer.model.evidence import Passage, Position
from briefer.model.memo import Point
from briefer.model.statement import Statement
from briefer.quotation.trimming import quoted_words
from briefer.specs.brief import Pick
from briefer.specs.expressions import View

T = TypeVar("T")

_MOST_POINTS, _MOST_ADVICE, _MOST_PASSAGES = 6, 3, 2
"""Points, pieces of advice among them, and passages on a theme that a memo has of itself: it is one page."""


@dataclass(frozen=True, slots=True)
class StandsPoint:
    """A count of stands, or under its lead the reasoned stands themselves."""

    lead: str
    tally: Tally
    positions: tuple[Position, ...] = ()
    dissent: bool = False


@dataclass(frozen=True, slots=True)
class AdvicePoint:
    """A piece of advice with those who give it."""

    advice: Advice


@dataclass(frozen=True, slots=True)
class ThemePoint:
    """Evidence on a theme."""

    lead: str
    passages: tuple[Passage, ...]


ComputedPoint: TypeAlias = StandsPoint | AdvicePoint | ThemePoint | Finding
COMPUTED = (StandsPoint, AdvicePoint, ThemePoint, Finding)


def bottom_line(tallies: Sequence[Tally], findings: Sequence[Finding]) -> tuple[ComputedPoint, ...]:
    """Return the first two counts of stands; without any, how many texts speak to the first themes."""
    return tuple(StandsPoint("", found) for found in tallies[:2]) or tuple(f for f in findings if f.computed)[:2]


def key_points(
    shelf: Shelf, tallies: Sequence[Tally], themes: Iterable[View], advice: Iterable[Advice]
) -> tuple[ComputedPoint, ...]:
    """Return who is for each proposition, what most texts advise, and the best evidence on the first themes."""
    return tuple(islice(_all_points(shelf, tallies, themes, advice), _MOST_POINTS))


def _all_points(
    shelf: Shelf, tallies: Sequence[Tally], themes: Iterable[View], advice: Iterable[Advice]
) -> Iterator[ComputedPoint]:
    said = {id for found in tallies for stand in found.confirmed.values() for p in stand for id in p.passages}
    for found in tallies:
        support = (*found.confirmed["for"], *found.confirmed["for-if"])
        if reasoned := tuple(p for p in support if p.reason or p.condition)[:3]:
            yield StandsPoint(f"For {found.proposition.short or found.proposition.text}.", found, reasoned)
    sure = sorted((item for item in advice if item.entry.confirmed), key=lambda item: -len(item.passages))
    for item in sure[:_MOST_ADVICE]:
        said |= {passage.id for passage in item.passages}
        yield AdvicePoint(item)
    yield from _evidence(shelf, themes, said)


def dissent(tallies: Sequence[Tally]) -> Iterator[ComputedPoint]:
    """Yield who is against each proposition."""
    for found in tallies:
        if against := found.confirmed["against"]:
            label = found.proposition.short or found.proposition.text
            yield StandsPoint(f"On {label}." if found.proposition.short else f"{label}.", found, against, dissent=True)


def point_of(maker: Maker, item: ComputedPoint, section: str) -> Point:
    """Return `item` as a paragraph; advice and evidence are what a memo that is too long does without first."""
    match item:
        case StandsPoint(positions=()):
            return Point((_count(maker, item, section),))
        case StandsPoint():
            stands = [
                maker.make(section, [*lead, *_stand(maker, p)], sources=[p.id], confirmed=p.confirmed)
                for lead, p in _led(item.lead, item.positions)
            ]
            return Point(tuple(stands), (), item.dissent)
        case AdvicePoint():
            words, entry = _advised(maker, item.advice), item.advice.entry
            advised = maker.make(section, words, role=item.advice.role, sources=[entry.id])
            return Point((advised,), (advised.id,))
        case ThemePoint():
            told = [
                maker.make(section, [*lead, *_told(passage)], role="quotation" if passage.kind == "quotation" else None)
                for lead, passage in _led(item.lead, item.passages)
            ]
            return Point(tuple(told), tuple(s.id for s in told))
        case Finding():
            counted = maker.make(section, (Words(f"{item.text}."),), role="count", computed=True, extra=item.citations)
            return Point((counted,))


def _evidence(shelf: Shelf, themes: Iterable[View], said: Collection[str]) -> Iterator[ThemePoint]:
    """Yield the themes with the passages that lead them on slides, none that was `said` and none twice."""
    views, seen = list(themes), set(said)
    if shelf.brief.themes == ("all",):
        views.sort(key=lambda view: -len(view["passages"]))
    for view in views:
        found = [_passage(shelf, item.value) for item in view["passages"]]
        fresh = tuple(p for p in found if p.confirmed and p.id not in seen)[:_MOST_PASSAGES]
        if fresh:
            seen |= {passage.id for passage in fresh}
            yield ThemePoint(f"{view['label']}.", fresh)


def _passage(shelf: Shelf, item: Pick | Passage) -> Passage:
    return shelf.passage(item.passage) if isinstance(item, Pick) else item


def _led(lead: str, items: Sequence[T]) -> Iterator[tuple[list[Piece], T]]:
    """Yield each item with the lead of its paragraph, which stands before the first."""
    for number, item in enumerate(items):
        yield ([Words(lead, "bold"), Words(" ")] if number == 0 else []), item


def _count(maker: Maker, item: StandsPoint, section: str) -> Statement:
    stands = [p for found in item.tally.confirmed.values() for p in found]
    cited, line = maker.shelf.counted_in(stands), Words(count_line(item.tally, maker.shelf.names) + ".")
    return maker.make(section, (line,), role="count", computed=True, extra=cited, sources=[p.id for p in stands])


def _stand(maker: Maker, position: Position) -> Iterator[Piece]:
    """Yield "Jenne (2020, p. 54): the calendar is full." """
    yield Words(maker.shelf.name(position.essay_id))
    if cited := position_of(maker.shelf, position):
        yield Cite(cited, position.essay_id)
    ground = position.condition or position.reason
    yield Words(f": {ground}." if ground else ".")


def _advised(maker: Maker, advice: Advice) -> list[Piece]:
    """Return "Fund night buses. Advised by Moss (2020, p. 4), Lee (2021, p. 9)." """
    given = given_by(maker, advice.passages)
    if advice.quoted:
        return [*advice.pieces(), Words(": "), *given, Words(".")]
    return [Words(f"{advice.said.removesuffix('.')}.", "bold"), Words(" Advised by "), *given, Words(".")]


def _told(passage: Passage) -> list[Piece]:
    """Return a passage as the library words it, or its own words in quotation marks, and where it stands."""
    if passage.kind != "quotation":
        return [Words(passage.wording), Cite((passage.id,))]
    return [*in_quotes(quoted_words(passage)), Cite((passage.id,))]
