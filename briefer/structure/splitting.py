"""Which pieces a text holds: the authored ones, the matter before and after them, or one essay."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from briefer.structure.lines import Gap, Line, ends_sentence
from briefer.structure.names import people, unlikely
from briefer.structure.openings import Opening, author_first_at, front_matter_at, is_contents, opening_at, title_of
from briefer.structure.pages import Paged

_CHAPTER = re.compile(r"(?:chapter|essay)\s+(?:\d{1,2}|[IVX]+|one|two|three|four|five)\b", re.IGNORECASE)
_EDITED = re.compile(r"(?:edited by|editors?:)\s", re.IGNORECASE)
_FRONT_LINES = 200
_HEAD_LINES = 14
_TOO_FREQUENT = 8
_TITLE_PAGE_WORDS = 150
_LEAST_WORDS = 40
_BEFORE = ("foreword", "introduction", "contributors")
_AFTER = ("contributors", "bibliography", "conclusion")


def split(paged: Paged, common: Collection[str]) -> list[Opening]:
    """Return the openings of a volume's pieces in order; fewer than two authored ones is no volume: []."""
    places = _places(paged)
    authored = next((found for found in _readings(paged, places, common) if len(found) >= 2), [])
    if not authored:
        return []
    first, last = authored[0].start, authored[-1].start
    fronts = [found for at in places if (found := front_matter_at(paged.lines, at))]
    fronts = [
        front
        for front in fronts
        if (front.start < first and front.kind in _BEFORE)
        or (front.start > last and front.kind in _AFTER and front.kind != "conclusion")
    ]
    taken = {one.start for one in authored}
    openings = sorted((*authored, *(f for f in fronts if f.start not in taken)), key=lambda opening: opening.start)
    return [*_before(paged.lines[: openings[0].start]), *openings]


def _readings(paged: Paged, places: Sequence[int], common: Collection[str]) -> Iterator[list[Opening]]:
    """Yield the authored openings by one convention after the other, the commonest first."""
    lines = paged.lines
    yield _with_text([found for at in places if (found := _authored(lines, at, common))], lines)
    yield _with_text([found for at in places if (found := _author_first(lines, at, common))], lines)
    anywhere = [found for at, line in enumerate(lines) if at == 0 or line.gap if (found := opening_at(lines, at))]
    yield _with_text([found for found in anywhere if found.sure], lines)


def might_open(lines: Sequence[Line], at: int, common: Collection[str]) -> bool:
    """Tell whether an authored piece or a piece of front matter may open at line `at`."""
    return _authored(lines, at, common) is not None or front_matter_at(lines, at) is not None


def hints_at_volume(lines: Sequence[Line]) -> bool:
    """Tell whether a text looks like a volume though no authored pieces are found: contents, chapters or an editor."""
    chapters = sum(bool(line.gap or line.feeds) and bool(_CHAPTER.match(line.text)) for line in lines)
    contents = any(is_contents(line.text) for line in lines[:_FRONT_LINES])
    return contents or chapters > 1 or any(_EDITED.match(line.text) for line in lines[:_HEAD_LINES])


def ends(openings: Sequence[Opening], lines: Sequence[Line]) -> list[int]:
    """Return the line where each piece ends: at the next opening, a table of contents, or the end of the text."""
    out: list[int] = []
    for number, opening in enumerate(openings):
        limit = openings[number + 1].start if number + 1 < len(openings) else len(lines)
        contents = (at for at in range(opening.body, limit) if is_contents(lines[at].text) and lines[at].gap)
        out.append(next(contents, limit) if number == 0 else limit)
    return out


def single(lines: Sequence[Line], common: Collection[str], name: str) -> Opening:
    """Return the opening of a text that is one essay: title and author from its first lines, else the file's name."""
    for at in range(min(_HEAD_LINES, len(lines))):
        if at and lines[at].gap is Gap.NONE:
            continue
        found = _authored(lines, at, common)
        if found:
            return found
    authors = people(lines[0].text) if lines else ()
    if authors and len(lines) > 2:
        titled = _title_only(lines, 1)
        if titled and (authors[0].titled or lines[1].gap):
            return replace(titled, start=0, people=authors)
    return _title_only(lines, 0) or Opening(0, 0, name)


def _before(lines: Sequence[Line]) -> list[Opening]:
    """Return what stands before the first piece as one of its own when it is too long for a title page."""
    words = sum(len(line.text.split()) for line in lines)
    sentences = sum(line.text.endswith((".", "?", "!")) for line in lines)
    if words < _TITLE_PAGE_WORDS or sentences < 3 or any(is_contents(line.text) for line in lines):
        return []
    found = _title_only(lines, 0)
    return [replace(found, kind="foreword") if found else Opening(0, 0, "Front matter", "foreword")]


def _title_only(lines: Sequence[Line], at: int) -> Opening | None:
    """Return the first block as the title when it is short and no sentence."""
    end = at + 1
    while end < len(lines) and lines[end].gap is Gap.NONE and end - at < 4:
        end += 1
    texts = [line.text for line in lines[at:end]]
    if (
        end >= len(lines)
        or lines[end].gap is Gap.NONE
        or (ends_sentence(texts[-1]) and not texts[-1].endswith(("?", "!")))
    ):
        return None
    title = title_of(texts)
    return Opening(at, end, title) if len(title.split()) <= 30 and len(title) <= 200 else None


def _places(paged: Paged) -> list[int]:
    """Return where a piece may open: page tops where there are pages, else lines after two blanks or more."""
    if paged.count > 1:
        tops = [at for at, page in enumerate(paged.page_of) if at == 0 or page != paged.page_of[at - 1]]
        near = {at + step for at in tops for step in range(3)}
        return [at for at in sorted(near) if at < len(paged.lines) and (at in tops or paged.lines[at].gap)]
    usual = 1 if any(line.blanks == 1 for line in paged.lines) else 2
    return [at for at, line in enumerate(paged.lines) if at == 0 or line.blanks > usual]


def _authored(lines: Sequence[Line], at: int, common: Collection[str]) -> Opening | None:
    found = opening_at(lines, at)
    return found if found and (found.sure or _is_plausible(found, lines, common)) else None


def _is_plausible(found: Opening, lines: Sequence[Line], common: Collection[str]) -> bool:
    """Tell whether a name that nothing marks as an author's is likely one: no ordinary words, and rare in the text."""
    if any(unlikely(one.name, common) for one in found.people):
        return False
    full = found.people[0].name.full
    return sum(full in line.text for line in lines) <= _TOO_FREQUENT


def _author_first(lines: Sequence[Line], at: int, common: Collection[str]) -> Opening | None:
    found = author_first_at(lines, at)
    return found if found and (found.sure or _is_plausible(found, lines, common)) else None


def _with_text(openings: Sequence[Opening], lines: Sequence[Line]) -> list[Opening]:
    """Leave out openings that begin inside the head of another one, and those with next to no text before the next."""
    apart: list[Opening] = []
    for opening in openings:
        if not apart or opening.start >= apart[-1].body:
            apart.append(opening)
    limits = [*(opening.start for opening in apart[1:]), len(lines)][: len(apart)]
    return [
        opening
        for opening, limit in zip(apart, limits, strict=True)
        if sum(len(line.text.split()) for line in lines[opening.body : limit]) >= _LEAST_WORDS
    ]
