"""What the user decides about an import before it goes into a library: fields, one piece or many, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from briefer.errors import UsageError
from briefer.model.essay import Essay, EssayKind, Origin
from briefer.model.reference import Name, Reference
from briefer.specs.validate import nearest
from briefer.structure.divide import joined, renumbered, split
from briefer.structure.ids import essay_id
from briefer.structure.imported import Imported, Piece
from briefer.structure.names import person
from briefer.structure.records import author_doubts

FIELDS = {
    "title": "title",
    "author": "authors",
    "editor": "editors",
    "date": "issued",
    "in": "container_title",
    "series": "collection_title",
    "publisher": "publisher",
    "place": "publisher_place",
    "issue": "issue",
    "volume": "volume",
    "pages": "page",
    "url": "url",
    "doi": "doi",
    "language": "language",
}
"""What `--set` calls the fields of a reference; `kind` is set on the essay."""
_NAMES = ("authors", "editors")
_KINDS: tuple[EssayKind, ...] = (
    "essay",
    "foreword",
    "introduction",
    "conclusion",
    "bibliography",
    "contributors",
    "chapter",
    "report",
    "article",
)
_DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")
_SAID = re.compile(r"(?:(\d+)\.)?(\w+)\s*=(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """A field as the user wants it, for one piece (counted from 1) or for all (None)."""

    field: str
    value: str
    piece: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Everything decided about one file; `split` None leaves the pieces as they were found."""

    said: tuple[Said, ...] = ()
    split: bool | None = None
    page_offset: int | None = None

    @property
    def by_piece(self) -> bool:
        """Tell whether a decision names a piece by its number."""
        return any(said.piece is not None for said in self.said)


def said_of(argument: str) -> Said:
    """Return what `title=…` or `3.author=…` says; raises UsageError with one sentence."""
    match = _SAID.fullmatch(argument)
    if match is None:
        raise UsageError(f"“{argument}” is no decision; write a field and its value, such as 3.author=Ann Lee.")
    piece, field, value = match[1], match[2].lower(), match[3].strip()
    if field != "kind" and field not in FIELDS:
        raise UsageError(f"There is no field “{field}”{nearest(field, [*FIELDS, 'kind']) or '.'}")
    if field == "kind" and value not in _KINDS:
        raise UsageError(f"“{value}” is no kind of text; choose one of {', '.join(_KINDS)}.")
    if field == "date" and not _DATE.fullmatch(value):
        raise UsageError(f"“{value}” is no date; write a year, 2020-10 or 2020-10-14.")
    return Said(field, value, int(piece) if piece else None)


def decided(imported: Imported, decisions: Decisions) -> Imported:
    """Return `imported` as the user decided; raises UsageError for a piece that is not there,
    ImportRefused for a text without headings that is to be split.

    Pages are numbered first, then pieces joined or split, then fields set: numbers of pieces are those of the result.
    """
    if decisions.page_offset is not None:
        imported = renumbered(imported, decisions.page_offset)
    if decisions.split is not None:
        imported = split(imported) if decisions.split else joined(imported)
    count = len(imported.pieces)
    for said in decisions.said:
        if said.piece is not None and not 1 <= said.piece <= count:
            there = f"its pieces are 1 to {count}" if count > 1 else "it is one piece"
            raise UsageError(f"“{imported.source.name}” has no piece {said.piece}; {there}.")
    pieces = [
        _set(piece, [said for said in decisions.said if said.piece in (None, number)])
        for number, piece in enumerate(imported.pieces, 1)
    ]
    reference = imported.reference
    if count == 1:
        reference = pieces[0].essay.reference
    return replace(imported, pieces=with_ids(pieces), reference=reference)


def with_ids(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return `pieces` with ids that fit their references, each its own."""
    taken: set[str] = set()
    out: list[Piece] = []
    for piece in pieces:
        id = essay_id(piece.essay.reference, taken)
        taken.add(id)
        out.append(Piece(replace(piece.essay, id=id), piece.body))
    return tuple(out)


def with_fields(essay: Essay, fields: dict[str, Any], origin: Origin) -> Essay:
    """Return `essay` with these fields of its reference, their origin noted, and doubts about the author answered."""
    if not fields:
        return essay
    reference = replace(essay.reference, **fields)
    origins = {known.field: known for known in essay.origins}
    origins |= {field: replace(origin, field=field) for field in fields}
    changed = replace(essay, reference=reference, origins=tuple(origins[field] for field in sorted(origins)))
    return _undoubted(changed, essay.reference) if fields.get("authors") else changed


def _set(piece: Piece, decisions: list[Said]) -> Piece:
    essay = piece.essay
    fields = {FIELDS[said.field]: _value(said) for said in decisions if said.field != "kind"}
    essay = with_fields(essay, fields, Origin("", "user"))
    for said in decisions:
        if said.field == "kind":
            essay = replace(essay, kind=next(kind for kind in _KINDS if kind == said.value))
    return Piece(essay, piece.body)


def _value(said: Said) -> str | tuple[Name, ...]:
    if FIELDS[said.field] not in _NAMES:
        return said.value
    return tuple(_name(one.strip()) for one in said.value.split(";") if one.strip())


def _name(text: str) -> Name:
    """Return the name in `text`: "Lee, Ann" as it is split, else as names are read in files, else unsplit."""
    family, comma, given = text.partition(",")
    if comma:
        return Name(family=family.strip(), given=given.strip())
    found = person(text)
    return found.name if found else Name(literal=text)


def _undoubted(essay: Essay, before: Reference) -> Essay:
    """Take back what lowered the confidence because the author was not certain."""
    doubts = {doubt.remark: doubt for doubt in author_doubts(essay.kind, before.authors, sure=False)}
    answered = [doubts[remark] for remark in essay.remarks if remark in doubts]
    confidence = essay.confidence
    for doubt in answered:
        confidence = min(1.0, round(confidence / doubt.factor, 2))
    kept = tuple(remark for remark in essay.remarks if remark not in doubts)
    return replace(essay, confidence=confidence, remarks=kept)
