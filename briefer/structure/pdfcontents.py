"""What outline and table of contents say of the pieces of a paginated file: titles, pages and authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.fuzz import ratio

from briefer.model.transcript import Bookmark
from briefer.structure.names import Person, people
from briefer.structure.openings import is_contents, title_of
from briefer.structure.pdflines import TextLine
from briefer.structure.pdfnotes import without_marks

_LEADERS = re.compile(r"(.{4,200}?)[\s.…·_]*[.…·_]{2,}[\s.…·_]*(\d{1,4}|[ivxl]{1,6})", re.IGNORECASE)
_NUMBERED = re.compile(r"(.{4,200}?)\s+(\d{1,4}|[ivxl]{1,6})")
_COUNTED = re.compile(
    r"(?:(?:chapter|essay|part|section)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.:)]?\s+(?=\S)", re.IGNORECASE
)
_PARTS = re.compile(r"\s*(?::|\s[–—|/-]\s|,\s(?=[^,]+$)|\sby\s)\s*")
_NO_PIECE = re.compile(
    r"(?:end|foot)?notes|(?:subject |name )?index|(?:table of )?contents|cover|title page|copyright|"
    r"(?:list of )?(?:figures|tables|abbreviations|illustrations)",
    re.IGNORECASE,
)
_SAME = 88
_SHORTEST = 4
_CONTENTS_PAGES = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece as outline or contents name it; `page` of the file from 0 where the outline says it, else None."""

    title: str
    source: str
    label: str = ""
    page: int | None = None
    people: tuple[Person, ...] = ()

    def names(self, title: str) -> bool:
        """Tell whether this entry is the one of a piece with this title."""
        mine, theirs = bare(self.title), bare(title)
        shorter = min(len(mine), len(theirs))
        begins = shorter > 8 and (mine.startswith(theirs) or theirs.startswith(mine))
        return shorter >= _SHORTEST and (mine == theirs or begins or ratio(mine, theirs) >= _SAME)


def bare(text: str) -> str:
    """Return the letters and digits of a title without the number of its chapter."""
    return re.sub(r"[\W_]+", "", _COUNTED.sub("", text.strip(), count=1)).casefold()


def entries(lines: Sequence[TextLine], bookmarks: Sequence[Bookmark]) -> list[Entry]:
    """Return the pieces that the outline names, then those that the table of contents names."""
    return [*_outlined(bookmarks), *_listed(lines)]


def _outlined(bookmarks: Sequence[Bookmark]) -> Iterator[Entry]:
    roots = sum(mark.level == 0 for mark in bookmarks)
    level = 1 if roots == 1 else 0
    for mark in bookmarks:
        if mark.level <= level and not _NO_PIECE.fullmatch(mark.title.strip()):
            yield Entry(mark.title, "outline", page=mark.page)


def _listed(lines: Sequence[TextLine]) -> list[Entry]:
    out: list[Entry] = []
    for texts in _contents(lines):
        begun: list[str] = []
        before: tuple[Person, ...] = ()
        authors_first = bool(texts and people(texts[0]))
        for text in texts:
            match = _LEADERS.fullmatch(text) or _NUMBERED.fullmatch(text)
            named = people(_LEADERS.sub(r"\1", text)) if not match else ()
            if match:
                entry = _entry(title_of([*begun, match[1].rstrip(" .…·_")]), match[2])
                out.append(replace(entry, people=entry.people or before))
                begun, before = [], ()
            elif named and authors_first:
                before, begun = named, []
            elif named and out and not begun:
                out[-1] = replace(out[-1], people=(*out[-1].people, *named))
            else:
                begun = [*begun[-1:], text]
    return [one for one in out if not _NO_PIECE.fullmatch(one.title)]


def _contents(lines: Sequence[TextLine]) -> Iterator[list[str]]:
    """Return the lines of each table of contents: from its heading to the last line that ends with a page."""
    at = 0
    while at < len(lines):
        if not is_contents(without_marks(lines[at].text)):
            at += 1
            continue
        page, texts, last = lines[at].page, [], 0
        at += 1
        while at < len(lines) and lines[at].page < page + _CONTENTS_PAGES:
            text = without_marks(lines[at].text)
            if lines[at].page != lines[at - 1].page and not _goes_on(lines, at):
                break
            texts.append(text)
            if _LEADERS.fullmatch(text) or _NUMBERED.fullmatch(text):
                last = len(texts)
            at += 1
        yield texts[: last + 1]


def _goes_on(lines: Sequence[TextLine], start: int) -> bool:
    """Tell whether the contents go on at the top of a page."""
    own = [without_marks(line.text) for line in lines[start : start + 8] if line.page == lines[start].page]
    return sum(bool(_LEADERS.fullmatch(text) or _NUMBERED.fullmatch(text)) for text in own) * 3 >= max(3, len(own))


def _entry(title: str, label: str) -> Entry:
    """Return the entry of a line, its author split off where one stands before or after the title."""
    for match in _PARTS.finditer(title):
        before, after = title[: match.start()], title[match.end() :]
        for name, rest in ((before, after), (after, before)):
            named = people(name)
            if named and len(rest) >= _SHORTEST and not people(rest):
                return Entry(rest, "table of contents", label, people=named)
    return Entry(title, "table of contents", label)
