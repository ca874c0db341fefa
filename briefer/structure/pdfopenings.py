"""Where pieces open in a paginated file: titles in large type with authors, front matter, bookmarks, contents."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from briefer.model.transcript import Bookmark
from briefer.structure.lines import ends_sentence
from briefer.structure.names import Person, is_affiliation, people, unlikely
from briefer.structure.openings import Opening, front_kind, is_contents, title_of
from briefer.structure.pdflines import TextLine
from briefer.structure.pdfnotes import without_marks

_TITLE_SIZE = 1.2
_HEAD = 12
_TITLE_WORDS = 40
_LEAST_WORDS = 40
_CONTENTS_LINE = re.compile(r"(.{4,200}?)[\s.…·_]{2,}(\d{1,4}|[ivxl]{1,6})$")
_NOT_TITLE = re.compile(r"[.…]{4,}|^\W*\d*\W*$")
_KICKER = re.compile(
    r"(?:chapter|essay|part|section)?\s*(?:\d{1,2}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)[.:]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heads:
    """What the file says of its own parts."""

    body_size: float
    common: Collection[str]
    entries: frozenset[str]
    """Titles in the outline and in the table of contents, letters only."""


def entries(lines: Sequence[TextLine], bookmarks: Sequence[Bookmark]) -> frozenset[str]:
    """Return the titles that outline and contents give, letters and digits only."""
    found = {_bare(mark.title) for mark in bookmarks if mark.level == 0}
    for line in lines:
        match = _CONTENTS_LINE.fullmatch(without_marks(line.text))
        if match:
            found.add(_bare(match[1]))
    return frozenset(one for one in found if len(one) > 3)


def openings(lines: Sequence[TextLine], heads: Heads) -> list[Opening]:
    """Return the openings of a volume's pieces; fewer than two authored ones is no volume: []."""
    found = [one for at in _tops(lines, heads) if (one := _opening(lines, at, heads))]
    authored = _apart([one for one in found if one.people])
    largest = max((lines[_title_line(lines, one)].size for one in authored), default=0.0)
    authored = [one for one in authored if lines[_title_line(lines, one)].size >= largest * 0.8]
    if len(authored) < 2:
        return []
    sizes = {round(lines[_title_line(lines, one)].size, 1) for one in authored}
    same = [
        one
        for one in found
        if one in authored
        or (one.kind != "essay" and lines[_title_line(lines, one)].size >= min(sizes) * 0.95)
        or (lines[_title_line(lines, one)].size in sizes and _is_listed(one.title, heads))
    ]
    return _with_text(_apart(same), lines)


def single(lines: Sequence[TextLine], heads: Heads, name: str, author: Sequence[Person]) -> Opening:
    """Return the opening of a file that is one essay: its largest type near the start, else `name`."""
    near = [
        at
        for at, line in enumerate(lines[: _HEAD * 3])
        if line.page <= lines[0].page + 1 and _may_be_title(line, heads)
    ]
    if not near:
        return Opening(0, 0, name, people=tuple(author))
    size = max(lines[at].size for at in near)
    start = next(at for at in near if lines[at].size == size)
    if size < heads.body_size * 1.1 and not lines[start].bold:
        return Opening(0, 0, name, people=tuple(author))
    found = _opening(lines, start, heads)
    if found is None:
        end = _title_end(lines, start)
        found = Opening(start, end, title_of([without_marks(line.text) for line in lines[start:end]]))
    return found if found.people else replace(found, people=tuple(author))


def contents_at(lines: Sequence[TextLine], start: int, end: int) -> int:
    """Return where a table of contents begins inside `start:end`, else `end`."""
    return next((at for at in range(start, end) if is_contents(without_marks(lines[at].text))), end)


def _may_be_title(line: TextLine, heads: Heads) -> bool:
    text = without_marks(line.text)
    return (
        bool(re.search(r"[^\W\d_]{3}", text))
        and not _NOT_TITLE.search(text)
        and not is_contents(text)
        and not line.table
    )


def _tops(lines: Sequence[TextLine], heads: Heads) -> list[int]:
    """Return where large type begins."""
    out: list[int] = []
    for at, line in enumerate(lines):
        large = line.size >= heads.body_size * _TITLE_SIZE and _may_be_title(line, heads)
        begins = at == 0 or lines[at - 1].page != line.page or abs(lines[at - 1].size - line.size) > 0.3
        if large and begins:
            out.append(at)
    return out


def _title_line(lines: Sequence[TextLine], one: Opening) -> int:
    return max(range(one.start, max(one.start + 1, one.body)), key=lambda at: lines[at].size)


def _title_end(lines: Sequence[TextLine], start: int) -> int:
    end = start + 1
    while end < len(lines) and end - start < 7 and _same_title(lines[end - 1], lines[end], lines[start]):
        end += 1
    return end


def _same_title(before: TextLine, line: TextLine, first: TextLine) -> bool:
    return line.page == first.page and abs(line.size - first.size) < 0.6 and before.y - line.y < 2.4 * first.size


def _opening(lines: Sequence[TextLine], start: int, heads: Heads) -> Opening | None:
    """Return the piece that opens with the title at `start`, with authors when a name stands by it."""
    end = _title_end(lines, start)
    if end < len(lines) and _KICKER.fullmatch(without_marks(lines[start].text)) and end == start + 1:
        end = _title_end(lines, end)
        title_start = start + 1
    else:
        title_start = start
    texts = [without_marks(line.text) for line in lines[title_start:end]]
    title = title_of(texts)
    if not title or len(title.split()) > _TITLE_WORDS or (people(title) and end - start == 1 and not front_kind(title)):
        return None
    kind = front_kind(title) or "essay"
    at = end
    subtitle: list[str] = []
    for at in range(end, min(end + 4, len(lines))):
        if _authors(lines[at], heads):
            named, affiliations, body = _with_authors(lines, at, heads)
            if subtitle and kind == "essay":
                title = title_of([f"{title}:" if title[-1] not in ":?!—–" else title, *subtitle])
            return Opening(start, body, title, kind, named, affiliations)
        text = without_marks(lines[at].text)
        if lines[at].page != lines[start].page or ends_sentence(text) or lines[at].size <= heads.body_size * 1.05:
            break
        subtitle.append(text)
    before = lines[start - 1] if start else None
    first = start == 1 or lines[start - 2].page != lines[start].page
    if before is not None and first and before.page == lines[start].page and (named := _authors(before, heads)):
        return Opening(start - 1, end, title, kind, named)
    return Opening(start, end, title, kind)


def _authors(line: TextLine, heads: Heads) -> tuple[Person, ...]:
    named = people(_name_text(line))
    if any(unlikely(one.name, heads.common) for one in named if not one.titled):
        return ()
    return named


def _name_text(line: TextLine) -> str:
    return re.sub(r"\s+([,;])", r"\1", without_marks(line.text)).strip(" ,;")


def _with_authors(lines: Sequence[TextLine], at: int, heads: Heads) -> tuple[tuple[Person, ...], tuple[str, ...], int]:
    """Return authors, what stands below them about who they are, and where the text begins."""
    named = list(_authors(lines[at], heads))
    affiliations = [one.affiliation for one in named if one.affiliation]
    first = lines[at]
    body = at + 1
    while body < len(lines) and body - at < 16 and lines[body].page == first.page:
        line = lines[body]
        text = _name_text(line)
        more = _authors(line, heads)
        if more and (line.size == first.size or any(one.titled for one in more)):
            named.extend(more)
            affiliations.extend(one.affiliation for one in more if one.affiliation)
        elif is_affiliation(text) and len(text) < 110 and not ends_sentence(text) and not line.fills:
            affiliations.append(text)
        elif not re.search(r"\S@\S|https?://orcid|^(?:19|20)\d\d$", text):
            break
        body += 1
    return tuple(named), tuple(affiliations), body


def _is_listed(title: str, heads: Heads) -> bool:
    bare = _bare(title)
    return any(bare.startswith(one) or one.startswith(bare) for one in heads.entries if len(one) > 5)


def _apart(found: Sequence[Opening]) -> list[Opening]:
    out: list[Opening] = []
    for one in sorted(found, key=lambda opening: opening.start):
        if not out or one.start >= out[-1].body:
            out.append(one)
    return out


def _with_text(found: Sequence[Opening], lines: Sequence[TextLine]) -> list[Opening]:
    limits = [*(one.start for one in found[1:]), len(lines)][: len(found)]
    return [
        one
        for one, limit in zip(found, limits, strict=True)
        if sum(len(line.text.split()) for line in lines[one.body : limit]) >= _LEAST_WORDS
    ]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
