"""Where pages begin in a plain text, what is printed on them again and again, and which number each one bears."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from statistics import median

from briefer.structure.lines import Conventions, Gap, Line

_NUMBER = re.compile(
    r"[-–—~=*_\[({<|\s]*(?:p(?:age|g|ágina|agina|\.)?\.?|seite|стр\.?)?\s*(\d{1,4})(?:\s*(?:of|/|von|de|из)\s*\d{1,4})?"
    r"(?:\s*\|\s*page)?[\])}>|~=*_\s\-–—]*",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[-–—\s]*([ivxl]{1,7})[\s\-–—]*", re.IGNORECASE)
_AT_AN_END = re.compile(r"^(\d{1,4})\b|\b(\d{1,4})$")
_PLAIN_NUMBER = re.compile(r"(\d{1,4})")
_ROMAN_DIGITS = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_EDGE = 3

Opens = Callable[[Sequence[Line], int], bool]
"""Tells whether an authored piece opens at a line: a title with an author's name under it."""


@dataclass(frozen=True, slots=True)
class Paged:
    """Lines without running heads and feet; `page_of` gives the page of each, `labels` the printed number of each page."""

    lines: tuple[Line, ...]
    page_of: tuple[int, ...]
    labels: tuple[str, ...] = ()
    count: int = 0
    """Pages found; 0 when the text has no page marks."""
    running: tuple[str, ...] = ()
    """Running heads and feet without their numbers, most frequent first."""
    remarks: tuple[str, ...] = ()

    def label(self, page: int) -> str:
        """Return the printed number of `page`, "" when it has none."""
        return self.labels[page] if 0 <= page < len(self.labels) else ""


def paged(lines: Sequence[Line], conventions: Conventions, opens: Opens) -> Paged:
    """Return `lines` with their pages, by whatever convention the text marks them."""
    if conventions.page_mark == "form feed":
        return _by_form_feeds(lines, opens)
    numbers = _isolated_numbers(lines)
    headed = bool(numbers) and min(numbers) <= 1
    if conventions.page_mark == "leading space":
        tops = _leading_space_tops(lines, numbers, opens)
    elif _is_run(list(numbers.values())):
        tops = set(numbers) if headed else {0} | {at + 1 for at in numbers}
    else:
        return Paged(tuple(lines), (0,) * len(lines))
    feet = _feet(lines, numbers)
    page_of = list(accumulate((at in tops and at > 0 for at in range(len(lines))), initial=0))[1:]
    anchors = {page_of[at]: number for at, number in numbers.items()}
    return _finished(lines, page_of, set(numbers) | feet, anchors, [lines[at].text for at in sorted(feet)])


def roman(number: int) -> str:
    """Return `number` in small Roman numerals."""
    out = ""
    for value, digits in _ROMAN_DIGITS:
        while number >= value:
            out, number = out + digits, number - value
    return out


def _by_form_feeds(lines: Sequence[Line], opens: Opens) -> Paged:
    lines = _heads_first(lines)
    page_of, sheets = _sheets(lines)
    edges = [dict.fromkeys(sheet[:_EDGE] + sheet[-_EDGE:]) for sheet in sheets]
    keys = _running_keys(lines, edges)
    everywhere = {key for key, times in keys.items() if times * 2 >= len([s for s in sheets if s])}
    running = {at for edge in edges for at in edge if _key(lines[at]) in keys}
    running |= {at for at, line in enumerate(lines) if _key(line) in everywhere and _stands_alone(lines, at)}
    running -= {at for at in running if _key(lines[at]) not in everywhere and _is_title(lines, at, opens)}
    running -= {at for at in running if _key(lines[at]) not in everywhere and _goes_on(lines, at, running)}
    votes: dict[int, list[int]] = {}
    for page, edge in enumerate(edges):
        votes[page] = [number for at in edge for number in _numbers(lines[at], at in running)]
    offset = _offset(votes)
    if offset is not None:
        running |= {at for page, edge in enumerate(edges) for at in edge if _prints(lines[at], page + offset)}
    anchors = {page: page + offset for page in range(len(sheets))} if offset is not None else {}
    romans = {page: lines[at] for page, edge in enumerate(edges) for at in edge if _ROMAN.fullmatch(lines[at].text)}
    if romans and _roman_offset(romans) is not None:
        running |= {at for edge in edges[: max(romans) + 1] for at in edge if _ROMAN.fullmatch(lines[at].text)}
    heads = [re.sub(r"[\d|]+", "", lines[at].text).strip(" -–—") for at in sorted(running)]
    found = _finished(lines, page_of, running, anchors, heads, _roman_offset(romans))
    return found if anchors else _counted(found)


def _sheets(lines: Sequence[Line]) -> tuple[list[int], list[list[int]]]:
    """Return the page of each line, and the lines of each page."""
    page_of = list(accumulate(line.feeds for line in lines))
    sheets: list[list[int]] = [[] for _ in range(page_of[-1] + 1)]
    for at, page in enumerate(page_of):
        sheets[page].append(at)
    return page_of, sheets


def _heads_first(lines: Sequence[Line]) -> list[Line]:
    """Return `lines` with what stands above a page's running head at the end of the page: columns were scrambled."""
    _, sheets = _sheets(lines)
    first = Counter(_key(lines[sheet[0]]) for sheet in sheets if sheet)
    heads = {key for key, times in first.items() if times * 2 > len(sheets) and times > 2}
    out: list[Line] = []
    for sheet in sheets:
        head = next((n for n, at in enumerate(sheet) if _key(lines[at]) in heads and _stands_alone(lines, at)), 0)
        turned = [*sheet[head:], *sheet[:head]]
        out.extend(_placed_first(lines[at], lines[sheet[0]].feeds if n == 0 else 0) for n, at in enumerate(turned))
    return out


def _placed_first(line: Line, feeds: int) -> Line:
    gap = Gap.BLOCK if line.feeds and not feeds else line.gap
    return line if line.feeds == feeds else replace(line, feeds=feeds, gap=gap)


def _is_title(lines: Sequence[Line], at: int, opens: Opens) -> bool:
    """Tell whether a piece opens with line `at`, not with a line below it: running heads repeat titles."""
    return opens(lines, at) and not any(opens(lines, at + step) for step in (1, 2) if at + step < len(lines))


def _goes_on(lines: Sequence[Line], at: int, running: set[int]) -> bool:
    """Tell whether line `at` ends what the line above it leaves open."""
    above = lines[at - 1].text if at and not lines[at].gap and not lines[at].feeds and at - 1 not in running else ""
    return above.endswith((",", ";", "-"))


def _counted(found: Paged) -> Paged:
    labels = tuple(str(page + 1) for page in range(found.count))
    return replace(
        found, labels=labels, remarks=("No page numbers are printed: pages are counted from the first one.",)
    )


def _finished(
    lines: Sequence[Line],
    page_of: Sequence[int],
    dropped: set[int],
    anchors: dict[int, int],
    heads: Sequence[str],
    roman_offset: int | None = None,
) -> Paged:
    """Leave the dropped lines out; a line that follows one, or begins a page, stands after a block break."""
    kept = [at for at in range(len(lines)) if at not in dropped]
    out: list[Line] = []
    before = -1
    for at in kept:
        new_page = before >= 0 and page_of[at] != page_of[before]
        apart = before >= 0 and at - before > 1
        skipped = max((lines[x].blanks for x in range(before + 1, at)), default=0)
        line = lines[at]
        if new_page or apart:
            line = replace(line, gap=Gap.BLOCK, blanks=max(line.blanks, skipped), feeds=int(new_page))
        out.append(line)
        before = at
    count = max(page_of, default=-1) + 1
    distances = Counter(number - page for page, number in anchors.items())
    offset = distances.most_common(1)[0][0] if distances else None
    labels = tuple(_label(page, offset, roman_offset) for page in range(count)) if offset is not None else ()
    return Paged(
        tuple(out),
        tuple(page_of[at] for at in kept),
        labels,
        count,
        tuple(head for head, _ in Counter(filter(None, heads)).most_common(6)),
    )


def _label(page: int, offset: int | None, roman_offset: int | None) -> str:
    if offset is not None and page + offset > 0:
        return str(page + offset)
    if roman_offset is not None and page + roman_offset > 0:
        return roman(page + roman_offset)
    return ""


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _running_keys(lines: Sequence[Line], edges: Sequence[dict[int, None]]) -> Counter[str]:
    """Return the texts that stand at the edge of several pages, digits aside, with the number of those pages."""
    on_pages = Counter(key for edge in edges for key in {_key(lines[at]) for at in edge} if len(key) < 100)
    enough = max(2, min(3, -(-len(edges) * 3 // 5)))
    return Counter({key: times for key, times in on_pages.items() if times >= enough and key.strip("# -–—|")})


def _stands_alone(lines: Sequence[Line], at: int) -> bool:
    """Tell whether blank lines or page edges surround line `at`."""
    first = at == 0 or lines[at].gap > 0 or lines[at].feeds > 0
    return first and (at + 1 == len(lines) or lines[at + 1].gap > 0 or lines[at + 1].feeds > 0)


def _numbers(line: Line, running: bool) -> list[int]:
    alone = _NUMBER.fullmatch(line.text)
    if alone:
        return [int(alone.group(1))]
    return [int(a or b) for a, b in _AT_AN_END.findall(line.text)] if running else []


def _prints(line: Line, number: int) -> bool:
    alone = _NUMBER.fullmatch(line.text)
    return alone is not None and int(alone.group(1)) == number


def _offset(votes: dict[int, list[int]]) -> int | None:
    """Return the one distance between page and printed number on which enough pages agree."""
    distances = Counter(distance for page, numbers in votes.items() for distance in {n - page for n in numbers})
    if not distances:
        return None
    offset, times = distances.most_common(1)[0]
    return offset if times >= max(2, len(votes) * 0.25) else None


def _roman_offset(romans: dict[int, Line]) -> int | None:
    values = {roman(number): number for number in range(1, 90)}
    distances: Counter[int] = Counter()
    for page, line in romans.items():
        match = _ROMAN.fullmatch(line.text)
        number = values.get(match.group(1).lower()) if match else None
        if number:
            distances[number - page] += 1
    return distances.most_common(1)[0][0] if distances else None


def _isolated_numbers(lines: Sequence[Line]) -> dict[int, int]:
    """Return the lines between blank lines that are a page number, or a running head with one, as far as these rise."""
    alone = [at for at, line in enumerate(lines) if _stands_alone(lines, at) and len(line.text) < 80]
    heads = Counter(_key(lines[at]) for at in alone if _AT_AN_END.search(lines[at].text))
    found: dict[int, int] = {}
    highest = 0
    for at in alone:
        match = _NUMBER.fullmatch(lines[at].text)
        key = _key(lines[at])
        if not match and heads[key] > 1 and key.count("#") == 1:
            match = _PLAIN_NUMBER.search(lines[at].text)
        if match and int(match.group(1)) > highest:
            highest = found[at] = int(match.group(1))
    return found


def _is_run(numbers: Sequence[int]) -> bool:
    steps = [after - before for before, after in pairwise(numbers)]
    return len(numbers) >= 3 and steps.count(1) * 3 >= len(steps) * 2


def _feet(lines: Sequence[Line], numbers: dict[int, int]) -> set[int]:
    """Return the isolated lines that stand beside several page numbers."""
    beside = [at + step for at in numbers for step in (-1, 1) if 0 <= at + step < len(lines)]
    alone = [at for at in beside if at not in numbers and _stands_alone(lines, at) and len(lines[at].text) < 80]
    times = Counter(_key(lines[at]) for at in alone)
    return {at for at in alone if times[_key(lines[at])] >= 2}


def _leading_space_tops(lines: Sequence[Line], numbers: dict[int, int], opens: Opens) -> set[int]:
    """Return where pages begin when a form feed became one leading space: not every such line is a page top."""
    led = [at for at, line in enumerate(lines) if line.indent == 1 and at not in numbers]
    typical = median(after - before for before, after in pairwise(led)) if len(led) > 1 else 40
    shortest, stray = max(4.0, typical * 0.16), max(3.0, typical * 0.04)
    tops = [0]
    for at in sorted({*led, *(number + 1 for number in numbers)} - {0, len(lines)}):
        since, opening = at - tops[-1], opens(lines, at)
        if at - 1 in numbers or opening:
            tops.append(at)
        elif lines[at].gap or _begins_note(lines[at]):
            continue
        elif since >= shortest:
            tops.append(at)
        elif since <= stray and tops[-1] > 0 and not opens(lines, tops[-1]) and tops[-1] - 1 not in numbers:
            tops[-1] = at
    return set(tops)


def _begins_note(line: Line) -> bool:
    return bool(re.match(r"\d{1,3} \S", line.text))
