"""Note marks in running text: among all numbers that might be marks, the likeliest rising sequence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CANDIDATE = re.compile(
    r"(?P<space>[ \u00a0]*)(?:\[\^?(?P<bracket>\d{1,3})\]|\^(?P<caret>\d{1,3})|"
    r"\((?P<paren>\d{1,3})\)|(?P<super>[⁰¹²³⁴-⁹]{1,3})|"
    r"(?<!\d)(?P<plain>\d{1,3})(?=[\s,.;:)\]”’\"—–?!]|$))"
)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s*$", re.IGNORECASE
)
_UNIT = re.compile(
    r"\s*(?:%|per\s?cent|percent|million|billion|trillion|countries|states|members|years?|months|weeks|days|hours|of the|"
    r"km|miles|January|February|March|April|May|June|July|August|September|October|November|December)\b|\s*%",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:Article|Chapter|Section|Part|Figure|Table|Phase|Level|Group|No|Nos|Vol|pp?|Act|Round|Track)\.?\s*$"
)
_WORTH_LINKING = 2.0


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of note `number`: `start:end` is what must go, blanks before it included."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    mark: Mark
    score: float


def found_marks(
    text: str, areas: Sequence[tuple[int, int]], numbers: Mapping[int, int | None], pages: Sequence[tuple[int, int]]
) -> list[Mark]:
    """Return the marks of the notes `numbers` (number to page) inside `areas` of `text`.

    `pages` are the (offset, page) of the text. Marks rise with their position; a note may stay without one.
    """
    candidates: dict[int, list[_Candidate]] = {}
    starts = [start for start, _ in pages]
    for start, end in areas:
        for match in _CANDIDATE.finditer(text, start, end):
            found = _candidate(text, match, end, numbers)
            if found:
                page = pages[bisect_right(starts, match.start()) - 1][1] if pages else None
                found = _Candidate(found.mark, found.score + _nearness(page, numbers[found.mark.number]))
                candidates.setdefault(found.mark.number, []).append(found)
    return _best_chain(candidates)


def _candidate(text: str, match: re.Match[str], limit: int, numbers: Mapping[int, int | None]) -> _Candidate | None:
    digits = match["bracket"] or match["caret"] or match["paren"] or match["super"] or match["plain"]
    number = int(digits.translate(_SUPERSCRIPTS))
    if number not in numbers or match.start() == 0 or text[match.start() - 1].isspace():
        return None
    score = _sureness(
        text[max(0, match.start() - 24) : match.start()], match, text[match.end() : min(limit, match.end() + 24)]
    )
    if score is None:
        return None
    end = match.end()
    if match["space"] and re.match(r" [,.;:]", text[end : end + 2]):
        end += 1
    return _Candidate(Mark(number, match.start(), end), score)


def _sureness(before: str, match: re.Match[str], after: str) -> float | None:
    """Return how much a number looks like a mark by what stands beside it, None when it cannot be one."""
    if match["super"]:
        return 5.0
    if match["bracket"] or match["caret"]:
        return 4.5
    spaced, last = bool(match["space"]), before[-1]
    if match["paren"]:
        return None if spaced or last in ",;:)" or after.startswith("(") else 2.5
    if last in ".,;:!?”’\"')]…":
        score = 3.0 if spaced else 4.0
    elif last.isalpha() and not spaced:
        score = 2.5
    elif last.isalpha():
        score = 0.5 if re.match(r"\s*[,—–.;]", after) else -3.0
    elif last in "%":
        score = 2.5
    else:
        return None
    if not spaced and re.search(r"(?:^|[^\w])[A-Z]{1,2}$", before):
        return None
    if not spaced and re.search(r"\d[.,]$", before):
        score = 1.5 if before[-1] == "." or re.match(r"\s", after) else 0.0
    if spaced and last == ",":
        score = -5.0 if _MONTH.search(before[:-1]) else 0.5
    if spaced and (_MONTH.search(before) or _COUNTED.search(before)):
        return None
    if _UNIT.match(after):
        score -= 3.0
    return score if score > -1 else None


def _nearness(page: int | None, note_page: int | None) -> float:
    """Return what it is worth that mark and note stand on the same page, or on neighbouring ones."""
    if page is None or note_page is None:
        return 0.0
    distance = abs(page - note_page)
    return 2.0 if distance == 0 else 0.5 if distance == 1 else -6.0


def _best_chain(candidates: Mapping[int, Sequence[_Candidate]]) -> list[Mark]:
    """Return the heaviest chain in which numbers and positions both rise.

    `ends` and `best` are a staircase: the best chain that ends at or before each position.
    """
    ends: list[int] = [-1]
    best: list[tuple[float, Mark | None]] = [(0.0, None)]
    links: dict[Mark, Mark | None] = {}
    for number in sorted(candidates):
        steps: list[tuple[int, float, Mark]] = []
        for candidate in candidates[number]:
            place = bisect_right(ends, candidate.mark.start) - 1
            weight = best[place][0] + candidate.score + _WORTH_LINKING
            links[candidate.mark] = best[place][1]
            steps.append((candidate.mark.end, weight, candidate.mark))
        for end, weight, mark in steps:
            _raise(ends, best, end, weight, mark)
    chain: list[Mark] = []
    last = best[-1][1]
    while last is not None:
        chain.append(last)
        last = links[last]
    return chain[::-1]


def _raise(
    ends: list[int],
    best: list[tuple[float, Mark | None]],
    end: int,
    weight: float,
    mark: Mark,
) -> None:
    """Put a chain into the staircase, and take out those it beats."""
    place = bisect_right(ends, end) - 1
    if best[place][0] >= weight:
        return
    if ends[place] == end:
        best[place] = (weight, mark)
    else:
        place += 1
        ends.insert(place, end)
        best.insert(place, (weight, mark))
    while place + 1 < len(best) and best[place + 1][0] <= weight:
        del ends[place + 1], best[place + 1]
