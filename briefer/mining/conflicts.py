"""The same thing with different figures in different essays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from briefer.mining.facts import DATE, Fact

_COMMONEST = 40
"""A word of more facts than this does not bring two together."""
_SAME, _SAME_UNDATED = 0.5, 0.67
_FEWEST_SHARED = 2
_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two facts of different essays that measure the same and differ: `values` are the figures as written."""

    a: Fact
    b: Fact
    what: str
    values: tuple[str, str]


def conflicts(facts: Iterable[Fact]) -> tuple[Conflict, ...]:
    """Return the pairs of facts that seem to contradict each other, the likeliest first.

    Two facts measure the same when they have a unit in common, half of the content words of the shorter, and the same
    date, or when neither or only one is dated and two thirds of the words agree. A rough figure and one within five
    per cent of it agree. It is for the reader to judge: authors may count different things.
    """
    found = []
    for a, b in _pairs(list(facts)):
        alike = _alike(a, b)
        if alike >= (_SAME if _when(a) == _when(b) else _SAME_UNDATED) and not _agree(a, b):
            shared = len(a.about & b.about)
            found.append((-alike, -shared, a.essay_id, a.start, b.essay_id, b.start, a, b))
    found.sort(key=lambda item: item[:6])
    return tuple(Conflict(a, b, a.what, (a.written, b.written)) for *_, a, b in found)


def _pairs(facts: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield pairs of different essays that have the unit and a rare word in common and no different dates."""
    under: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, fact in enumerate(facts):
        for word in fact.about:
            under[fact.unit, word].append(at)
    seen: set[tuple[int, int]] = set()
    for members in under.values():
        if len(members) <= _COMMONEST:
            seen.update(combinations(members, 2))
    for one, two in sorted(seen):
        a, b = facts[one], facts[two]
        if a.essay_id != b.essay_id and (_when(a) == _when(b) or not (_when(a) and _when(b))):
            yield a, b


def _when(fact: Fact) -> str:
    """Return the year a figure is of; the date of an event is what is stated, not when it is stated of."""
    return "" if fact.unit == DATE else fact.date[:4]


def _alike(a: Fact, b: Fact) -> float:
    shared = len(a.about & b.about)
    if shared < (_FEWEST_SHARED + 1 if a.unit in ("%", DATE) else _FEWEST_SHARED):
        return 0.0
    return shared / max(1, min(len(a.about), len(b.about)))


def _agree(a: Fact, b: Fact) -> bool:
    if a.value == b.value:
        return True
    rough = a.rough or b.rough
    return rough and a.unit != DATE and abs(a.value - b.value) <= _TOLERANCE * max(abs(a.value), abs(b.value))
