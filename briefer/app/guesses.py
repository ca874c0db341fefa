"""What is doubtful about a piece, cell by cell, with the best guess and where it was seen; nothing is taken unasked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from briefer.model.essay import Essay
from briefer.model.reference import Name
from briefer.structure.imported import Imported, Piece
from briefer.structure.names import people
from briefer.structure.records import author_doubts

_EDGE = 3
"""Paragraphs at either end of a text in which an author may be named."""
_TITLE_WORDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A field that may be wrong, named as `Said` names it; `guess` is "" when nothing better was seen."""

    field: str
    reason: str
    guess: str = ""
    seen: str = ""
    """Where the guess was seen."""


def doubts(imported: Imported, number: int) -> tuple[Doubt, ...]:
    """Return what is doubtful about piece `number`, counted from 1; a field that the user set is not doubtful."""
    piece = imported.pieces[number - 1]
    essay = piece.essay
    said = {origin.field for origin in essay.origins if origin.kind == "user"}
    found: list[Doubt] = []
    if "authors" not in said and (essay.counts or essay.reference.authors):
        found += _author_doubts(imported, piece)
    if "title" not in said:
        found += _title_doubts(piece)
    if "language" not in said and not essay.language:
        languages = Counter(other.essay.language for other in imported.pieces if other.essay.language)
        usual = languages.most_common(1)[0][0] if languages else ""
        seen = "the language of most other pieces" if usual else ""
        found.append(Doubt(field="language", reason="The language was not recognised.", guess=usual, seen=seen))
    return tuple(found)


def _author_doubts(imported: Imported, piece: Piece) -> Iterator[Doubt]:
    essay = piece.essay
    authors = essay.reference.authors
    reasons = [doubt.remark for doubt in author_doubts(essay.kind, authors, sure=False)]
    if not authors:
        guess, seen = next(_seen_authors(imported, piece), ("", ""))
        yield Doubt(field="author", reason=reasons[0], guess=guess, seen=seen)
    elif any(reason in essay.remarks for reason in reasons):
        yield Doubt(field="author", reason=reasons[0], guess=_listed(authors), seen="where the author usually stands")
    else:
        yield from (
            Doubt(field="author", reason=remark, guess=_listed(authors), seen="the head of the piece itself")
            for remark in essay.remarks
            if "spells the author" in remark or "of the file's properties" in remark
        )


def _title_doubts(piece: Piece) -> Iterator[Doubt]:
    reason = next((remark for remark in piece.essay.remarks if remark.startswith("No title was found")), "")
    if reason or not piece.essay.reference.title:
        guess, seen = next(_seen_titles(piece), ("", ""))
        yield Doubt(field="title", reason=reason or "The piece has no title.", guess=guess, seen=seen)


def _seen_titles(piece: Piece) -> Iterator[tuple[str, str]]:
    if piece.essay.sections:
        yield piece.essay.sections[0].title, "the first heading"
    first = " ".join(piece.body.split("\n\n", 1)[0].split())
    if first and len(first.split()) <= _TITLE_WORDS and not first.endswith("."):
        yield first, "the first line"


def _seen_authors(imported: Imported, piece: Piece) -> Iterator[tuple[str, str]]:
    """Yield names that may be the author's, the likeliest first."""
    paragraphs = [" ".join(part.split()) for part in piece.body.split("\n\n") if part.strip()]
    for place, some in (("the end of the piece", paragraphs[-_EDGE:][::-1]), ("its beginning", paragraphs[:_EDGE])):
        for paragraph in some:
            if found := people(paragraph):
                yield _listed([one.name for one in found]), f"on a line of its own at {place}"
    if len(imported.pieces) == 1 and imported.reference.authors:
        yield _listed(imported.reference.authors), "in the properties of the file"
    for other in imported.pieces:
        if not other.essay.counts and (named := _beside_title(piece.essay, other.body)):
            yield named, f"beside its title in “{other.essay.reference.title}”"
    for part in re.split(r"[-–_,]", PurePath(imported.source.name).stem):
        if found := people(part.strip()):
            yield _listed([one.name for one in found]), "in the file's name"


def _beside_title(essay: Essay, text: str) -> str:
    """Return the name on the line of `text` that also has the title of `essay`, as tables of contents have it."""
    for line in text.splitlines():
        before, title, after = line.partition(essay.reference.title)
        for part in (before, after) if title else ():
            if found := people(part.strip(" .,:;–—-0123456789")):
                return _listed([one.name for one in found])
    return ""


def _listed(names: Sequence[Name]) -> str:
    return "; ".join(name.full for name in names)
