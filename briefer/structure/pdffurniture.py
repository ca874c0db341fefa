"""Running heads and feet, and the labels printed in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefer.model.transcript import Sheet
from briefer.structure.pages import roman
from briefer.structure.pdflines import Segment, rows

_ZONE = 0.12
_ROWS = 4
_APART = 1.6
_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|pp\.)\s*)?(\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/|von|sur)\s*\d{1,4})?\W*", re.IGNORECASE
)
_AT_AN_END = re.compile(r"^(\d{1,4})\b|\b(\d{1,4})$|\bpage\s+(\d{1,4})\b", re.IGNORECASE)
_ROMANS = {roman(number): number for number in range(1, 90)}


@dataclass(frozen=True, slots=True)
class Cleared:
    """Pages without running heads and feet."""

    sheets: tuple[tuple[Segment, ...], ...]
    labels: tuple[str, ...]
    running: tuple[str, ...]
    """Heads and feet without their numbers, most frequent first."""
    numbered: frozenset[int] | None
    """Pages that show or are given their number; None when there is none, and pages had to be counted."""

    @property
    def counted(self) -> bool:
        """Tell whether the pages had to be counted because no numbers are printed."""
        return self.numbered is None


@dataclass(slots=True)
class _Row:
    segments: list[Segment]
    page: int
    top: bool
    apart: bool
    text: str = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = " ".join(s.text for s in self.segments)
        self.key = re.sub(r"\d+|\b[ivxl]+\b", "#", self.text.casefold())

    @property
    def begins_note(self) -> bool:
        """Tell whether the row begins with a raised number or sign, as notes do."""
        first = self.segments[0]
        return not self.top and first.runs[0].style.size < first.size * 0.82

    @property
    def place(self) -> tuple[bool, int]:
        return self.top, round(self.segments[0].y / 3)


def cleared(sheets: Sequence[Sheet], found: Sequence[Sequence[Segment]], body_size: float) -> Cleared:
    """Return pages without what is printed on them again and again, and the label of each."""
    edges = [
        _edge_rows(page, sheet.height, segments)
        for page, (sheet, segments) in enumerate(zip(sheets, found, strict=True))
    ]
    dropped = _furniture(edges, body_size)
    gone = {id(segment) for row in dropped for segment in row.segments}
    labels, numbered = _labels(sheets, dropped)
    heads = Counter(re.sub(r"[\d|]+", "", row.text).strip(" -–—") for row in dropped)
    return Cleared(
        tuple(tuple(s for s in page if id(s) not in gone) for page in found),
        labels,
        tuple(head for head, times in heads.most_common(8) if head and times > 1),
        numbered,
    )


def _edge_rows(page: int, height: float, found: Sequence[Segment]) -> list[_Row]:
    """Return the rows in the top and bottom margin of a page, from the edge inward."""
    whole = rows(found)
    out: list[_Row] = []
    for top, ordered in ((True, whole), (False, whole[::-1])):
        for at, row in enumerate(ordered[:_ROWS]):
            y = row[0].y
            if not (y > height * (1 - _ZONE) if top else y < height * _ZONE):
                break
            following = ordered[at + 1][0] if at + 1 < len(ordered) else None
            apart = following is None or abs(following.y - y) > _APART * max(row[0].size, following.size)
            out.append(_Row(row, page, top, apart))
    return out


def _furniture(edges: Sequence[Sequence[_Row]], body_size: float) -> list[_Row]:
    pages = len(edges)
    enough = 3 if pages > 4 else max(2, pages - 1)
    keys = Counter(key for page in edges for key in {(row.top, row.key) for row in page})
    places = Counter(place for page in edges for place in {row.place for row in page if row.apart})
    out: list[_Row] = []
    for page in edges:
        for top in (True, False):
            side = [row for row in page if row.top is top]
            kept = max((at for at, row in enumerate(side) if _repeats(row, keys, enough, body_size)), default=-1)
            for at, row in enumerate(side):
                same = sum(places[top, row.place[1] + step] for step in (-1, 0, 1))
                moving = row.apart and same >= max(3, pages * 0.25) and row.segments[0].size <= body_size * 1.1
                number = _NUMBER.fullmatch(row.text) is not None and pages > 1
                if at <= kept or ((moving or number) and not row.begins_note):
                    out.append(row)
                elif at > kept:
                    break
    return out


def _repeats(row: _Row, keys: Counter[tuple[bool, str]], enough: int, body_size: float) -> bool:
    if row.begins_note or not (row.apart or row.top):
        return False
    return keys[row.top, row.key] >= enough and len(row.key) < 160 and row.segments[0].size <= body_size * 1.5


def _labels(sheets: Sequence[Sheet], dropped: Sequence[_Row]) -> tuple[tuple[str, ...], frozenset[int] | None]:
    """Return a label for each page, and the pages whose labels are printed or given by the file, None when none are."""
    every = frozenset(range(len(sheets)))
    own = [sheet.label for sheet in sheets]
    votes: Counter[tuple[bool, int]] = Counter()
    said: dict[int, set[tuple[bool, int]]] = {}
    for row in dropped:
        for is_roman, number in set(_numbers(row)):
            said.setdefault(row.page, set()).add((is_roman, number - row.page))
    for offsets in said.values():
        votes.update(offsets)
    least = max(2, len(sheets) // 10) if len(sheets) > 2 else len(sheets)
    sure = {page: max(o, key=lambda one: votes[one]) for page, o in said.items() if max(votes[x] for x in o) >= least}
    printed = {page: _shown(offset, page) for page, offset in sure.items()}
    given = any(own) and own != [str(page + 1) for page in range(len(own))]
    if printed and all(own) and sum(own[p] == label for p, label in printed.items()) > 0.8 * len(printed):
        return tuple(own), every
    if not printed:
        return tuple(own if given else (str(page + 1) for page in range(len(sheets)))), every if given else None
    known = {page for page in every if given and own[page]}
    return tuple(_near(page, sure, own if given else []) for page in range(len(sheets))), frozenset(known | set(sure))


def _numbers(row: _Row) -> list[tuple[bool, int]]:
    out: list[tuple[bool, int]] = []
    for text in (row.text, *(s.text for s in row.segments)):
        alone = _NUMBER.fullmatch(text)
        if alone and alone[1].lower() in _ROMANS:
            out.append((True, _ROMANS[alone[1].lower()]))
        elif alone and alone[1].isdigit():
            out.append((False, int(alone[1])))
        else:
            out.extend((False, int(a or b or c)) for a, b, c in _AT_AN_END.findall(text))
    return out


def _shown(offset: tuple[bool, int], page: int) -> str:
    is_roman, distance = offset
    number = page + distance
    if number < 1:
        return ""
    return roman(number) if is_roman else str(number)


def _near(page: int, sure: dict[int, tuple[bool, int]], own: Sequence[str]) -> str:
    """Return the label of a page by its own number, else by the nearest page that has one; earlier pages first."""
    if page in sure:
        return _shown(sure[page], page)
    if own and own[page]:
        return own[page]
    before = max((p for p in sure if p < page), default=None)
    after = min((p for p in sure if p > page), default=None)
    if after is not None and (before is None or sure[after] != sure[before]):
        by_next = _shown(sure[after], page)
        if by_next:
            return by_next
    return _shown(sure[before], page) if before is not None else ""
