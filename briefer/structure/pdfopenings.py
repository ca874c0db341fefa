"""Where pieces open in a paginated file: titles in large type with authors, front matter, bookmarks, contents."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from briefer.structure.lines import ends_sentence
from briefer.structure.names import Person, is_affiliation, people, unlikely
from briefer.structure.openings import Opening, front_kind, is_contents, title_of
from briefer.structure.pdfcontents import Entry
from briefer.structure.pdflines import TextLine
from briefer.structure.pdfnotes import without_marks
from briefer.structure.records import Doubt

_TITLE_SIZE = 1.2
_HEAD = 12
_TITLE_WORDS = 40
_LEAST_WORDS = 40
_LEAST_CHAPTERS = 2
_SIGNATURE = 4
_LEAST_PAGES = 1.5
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
    entries: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """An opening, the entry of outline or contents that names it, and why it may not be right."""

    opening: Opening
    entry: Entry | None = None
    doubts: tuple[Doubt, ...] = ()


def openings(lines: Sequence[TextLine], heads: Heads) -> list[Found]:
    """Return the openings of a volume's pieces: titles over authors, else chapters that outline or contents name; []
    for a file that is one piece.
    """
    found = [_completed(one, lines, heads) for at in _tops(lines, heads) if (one := _opening(lines, at, heads))]
    authored = _authored(found, lines)
    if len(authored) < 2:
        authored = _undersigned(found, lines, heads)
    if len(authored) < 2:
        return _chapters(found, lines)
    sizes = {round(_title_size(lines, one), 1) for one in authored}
    same = [
        one
        for one in found
        if one in authored
        or (one.opening.kind != "essay" and _title_size(lines, one) >= min(sizes) * 0.95)
        or (_title_size(lines, one) in sizes and one.entry is not None)
    ]
    return _with_text(_apart(same), lines)


def _authored(found: Sequence[Found], lines: Sequence[TextLine]) -> list[Found]:
    authored = _apart([one for one in found if one.opening.people])
    largest = max((_title_size(lines, one) for one in authored), default=0.0)
    return [one for one in authored if _title_size(lines, one) >= largest * 0.8]


def _undersigned(found: Sequence[Found], lines: Sequence[TextLine], heads: Heads) -> list[Found]:
    """Return the pieces whose authors are named at their ends: those below the largest titles of which most are."""
    tops = [one for one in found if not one.opening.people]
    for size in sorted({round(_title_size(lines, one), 1) for one in tops}, reverse=True):
        alike = _apart([one for one in tops if round(_title_size(lines, one), 1) == size])
        limits = [*(one.opening.start for one in alike[1:]), len(lines)]
        signed = [bool(_signers(lines, one.opening.body, end, heads)) for one, end in zip(alike, limits, strict=True)]
        if sum(signed) > max(1, len(signed) / 2):
            return alike
    return []


def _signers(lines: Sequence[TextLine], start: int, end: int, heads: Heads) -> tuple[Person, ...]:
    """Return who signs the text `start:end`: named on the last line, or above the lines that say who that is."""
    at = end - 1
    while at > start and end - at < _SIGNATURE and not people(_name_text(lines[at])) and is_affiliation(lines[at].text):
        at -= 1
    named: tuple[Person, ...] = ()
    while at > start and (more := _authors(lines[at], heads)):
        named = (*more, *named)
        at -= 1
    return named if ends_sentence(without_marks(lines[at].text)) else ()


def _completed(opening: Opening, lines: Sequence[TextLine], heads: Heads) -> Found:
    """Return an opening with what outline and contents say of it."""
    page = lines[opening.start].page
    named = [one for one in heads.entries if one.page in (None, page) and one.names(opening.title)]
    if not named:
        return Found(opening)
    entry = named[0]
    listed = next((one for one in named if one.label), entry)
    authors = next((one.people for one in named if one.people), ())
    doubts: tuple[Doubt, ...] = ()
    if not opening.people and authors and opening.kind == "essay":
        opening = replace(opening, people=authors)
        doubts = (Doubt(0.95, "The author is named in the table of contents only."),)
    return Found(opening, replace(entry, label=listed.label), doubts)


def _chapters(found: Sequence[Found], lines: Sequence[TextLine]) -> list[Found]:
    """Return the chapters of a file whose pieces name no authors: listed, and each begun on a page of its own."""
    listed = [one for one in found if one.entry and _begins_page(lines, one.opening.start)]
    essays = [one for one in listed if one.opening.kind == "essay"]
    largest = max((_title_size(lines, one) for one in essays), default=0.0)
    kept = [one for one in listed if _title_size(lines, one) >= largest * 0.9 or one.opening.kind != "essay"]
    kept = _with_text(_apart(kept), lines)
    pages = lines[-1].page + 1 - lines[kept[0].opening.start].page if kept else 0
    if len(kept) < _LEAST_CHAPTERS or pages < len(kept) * _LEAST_PAGES:
        return []
    return [_as_chapter(one) for one in kept]


def _as_chapter(one: Found) -> Found:
    source = one.entry.source if one.entry else ""
    reason = Doubt(0.96 if source == "outline" else 0.93, f"The piece was found by the {source} of the file.")
    kind = "chapter" if one.opening.kind == "essay" else one.opening.kind
    return replace(one, opening=replace(one.opening, kind=kind), doubts=(reason, *one.doubts))


def _begins_page(lines: Sequence[TextLine], at: int) -> bool:
    """Tell whether nothing but a line or two stands before line `at` on its page."""
    return at < 2 or lines[at - 2].page != lines[at].page


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


def _title_size(lines: Sequence[TextLine], one: Found) -> float:
    opening = one.opening
    return max(line.size for line in lines[opening.start : max(opening.start + 1, opening.body)])


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
    if not title or len(title.split()) > _TITLE_WORDS or (end - start == 1 and _is_name(title, lines, end, heads)):
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
    second = start > 0 and lines[start - 1].page == lines[start].page and _begins_page(lines, start)
    if second and (named := _authors(lines[start - 1], heads)):
        return Opening(start - 1, end, title, kind, named)
    return Opening(start, end, title, kind)


def _is_name(title: str, lines: Sequence[TextLine], end: int, heads: Heads) -> bool:
    """Tell whether large type is the name of somebody; a title that reads like one has its author below."""
    if not people(title) or front_kind(title):
        return False
    if any(one.names(title) for one in heads.entries) and sum(bool(people(x.title)) for x in heads.entries) * 2 < len(
        heads.entries
    ):
        return False
    return not (end < len(lines) and lines[end].size < lines[end - 1].size and _authors(lines[end], heads))


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


def _apart(found: Sequence[Found]) -> list[Found]:
    out: list[Found] = []
    for one in sorted(found, key=lambda one: one.opening.start):
        if not out or one.opening.start >= out[-1].opening.body:
            out.append(one)
    return out


def _with_text(found: Sequence[Found], lines: Sequence[TextLine]) -> list[Found]:
    limits = [*(one.opening.start for one in found[1:]), len(lines)][: len(found)]
    return [
        one
        for one, limit in zip(found, limits, strict=True)
        if sum(len(line.text.split()) for line in lines[one.opening.body : limit]) >= _LEAST_WORDS
    ]
