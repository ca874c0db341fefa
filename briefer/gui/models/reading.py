"""What stands where in a text that is read: passages and suggestions as stretches, pages, the list of essays."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefer.gui import phrases, signs
from briefer.gui.models.rows import Row
from briefer.model.essay import Essay, Page
from briefer.model.evidence import Passage
from briefer.model.library import Library
from briefer.model.suggestion import Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A passage or a suggestion at `start:end` of the text, in code points."""

    id: str
    start: int
    end: int
    suggested: bool


class Offsets:
    """Code points of a text as positions of a QTextDocument, which counts UTF-16 units, and back."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, letter in enumerate(text) if letter > "\uffff"] if not text.isascii() else []
        self._units = [at + number for number, at in enumerate(self._wide)]

    def position(self, offset: int) -> int:
        """Return the position of code point `offset`."""
        return offset + bisect_left(self._wide, offset)

    def offset(self, position: int) -> int:
        """Return the code point at `position`."""
        return position - bisect_left(self._units, position)


def waiting(found: Iterable[Suggestion], essay: Essay, passages: Sequence[Passage]) -> tuple[Suggestion, ...]:
    """Return the suggestions that wait for a decision: not dismissed, and no passage holds most of their words."""
    places = [p.anchor for p in passages if p.anchor is not None]
    return tuple(
        s
        for s in found
        if s.id not in essay.dismissed
        and not any(2 * (min(s.end, a.end) - max(s.start, a.start)) > s.end - s.start for a in places)
    )


def stretches(body: str, passages: Iterable[Passage], suggestions: Iterable[Suggestion]) -> tuple[Stretch, ...]:
    """Return everything that is marked in a text, in its order; a passage that is not in its place is left out."""
    found = [
        Stretch(id=p.id, start=p.anchor.start, end=p.anchor.end, suggested=False)
        for p in passages
        if p.anchor is not None and body[p.anchor.start : p.anchor.end] == p.anchor.quote
    ]
    found += [Stretch(id=s.id, start=s.start, end=s.end, suggested=True) for s in suggestions]
    return tuple(sorted(found, key=lambda s: (s.start, s.end, s.id)))


def stretch_at(found: Iterable[Stretch], offset: int) -> Stretch | None:
    """Return the shortest stretch that holds `offset` or ends there; one that holds it comes first."""
    near = [s for s in found if s.start <= offset <= s.end]
    return min(near, key=lambda s: (s.end == offset, s.end - s.start, s.suggested), default=None)


def page_number(pages: Sequence[Page], offset: int) -> int:
    """Return which of `pages` holds `offset`, the first for what stands before it; -1 without pages."""
    if not pages:
        return -1
    return max(bisect_right([page.start for page in pages], offset) - 1, 0)


def page_span(pages: Sequence[Page], number: int, length: int) -> tuple[int, int]:
    """Return from where to where a page goes in a text of `length`."""
    end = pages[number + 1].start if number + 1 < len(pages) else length
    return pages[number].start, end


def page_of_label(pages: Sequence[Page], label: str) -> int | None:
    """Return which page carries a printed label; a page of the file by "pdf 57"; None when there is none."""
    wanted = label.strip().casefold()
    for number, page in enumerate(pages):
        if page.label.casefold() == wanted or (page.index is not None and wanted == f"pdf {page.index}"):
            return number
    return None


def has_pictures(essay: Essay) -> bool:
    """Tell whether the file of an essay has pages that can be shown."""
    return (
        essay.source_name.casefold().endswith(".pdf")
        and bool(essay.source_sha256)
        and any(page.index is not None for page in essay.pages)
    )


def essay_rows(library: Library, suggested: Mapping[str, int]) -> list[Row]:
    """Return the essays with their reading state, passages and open suggestions; unknown counts are left out."""
    passages = library.passages_by_essay()
    rows = []
    for essay in library.all(Essay):
        parts = [phrases.counted(len(passages.get(essay.id, ())), "passage")]
        if essay.id in suggested and essay.text != "digest":
            parts.append(f"{suggested[essay.id]} suggested")
        if essay.text == "digest":
            parts.append("summary")
        sign = signs.READING_SIGNS[essay.reading]
        said = ", ".join((phrases.cited(essay), essay.reference.title, signs.WORDS[sign], *parts))
        rows.append(
            Row(
                id=essay.id,
                text=phrases.cited(essay),
                note=" · ".join(parts),
                sign=sign,
                spoken=said,
                tip=f"{essay.reference.title} ({signs.WORDS[sign]})",
            )
        )
    return rows
