"""What the user decides about an import before it goes into a library: fields, one piece or many, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, get_args

from briefer.errors import UsageError
from briefer.model.essay import Essay, EssayKind, Origin
from briefer.model.reference import Name, Reference
from briefer.specs.validate import nearest
from briefer.structure.borders import begun_at, merged, piece_at, split_at
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
"""What `--set` calls the fields of a reference."""
_OF_THE_ESSAY = ("kind", "affiliation")
"""Fields that `--set` sets on the essay itself."""
_NAMES = ("authors", "editors")
KINDS: tuple[EssayKind, ...] = (
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


ChangeKind: TypeAlias = Literal["merge", "split", "begin"]
_CHANGE = re.compile(r"(merge|split|begin):(\d+)(?:@(.+))?")


@dataclass(frozen=True, slots=True)
class Said:
    """A field as the user wants it, for one piece (counted from 1) or for all (None)."""

    field: str
    value: str
    piece: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A piece merged with the next one, split at a page or heading, or begun at another page.

    Pieces are counted from 1 as they stand before the change; pages are called as they were found.
    """

    what: ChangeKind
    piece: int
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Everything decided about one file; `split` None leaves the pieces as they were found."""

    said: tuple[Said, ...] = ()
    split: bool | None = None
    changes: tuple[Change, ...] = ()
    page_offset: int | None = None
    left_out: frozenset[int] = frozenset()
    """Numbers of pieces that are not to be imported."""

    @property
    def by_piece(self) -> bool:
        """Tell whether a decision names a piece by its number."""
        return bool(self.changes or self.left_out) or any(said.piece is not None for said in self.said)

    def saying(self, said: Said) -> Decisions:
        """Return these decisions with `said` in the place of what was said about the same field of the same piece."""
        kept = (old for old in self.said if (old.field, old.piece) != (said.field, said.piece))
        return replace(self, said=(*kept, said))

    def taking(self, piece: int, taken: bool) -> Decisions:
        """Return these decisions with a piece taken, or left out."""
        return replace(self, left_out=self.left_out - {piece} if taken else self.left_out | {piece})

    def changing(self, change: Change) -> Decisions:
        """Return these decisions with one more change; what was said about later pieces keeps to them."""
        step = {"merge": -1, "split": 1}.get(change.what, 0)
        gone = change.piece + 1 if step < 0 else 0

        def now(piece: int) -> int:
            return piece + step if piece > change.piece else piece

        said = (replace(one, piece=one.piece and now(one.piece)) for one in self.said if one.piece != gone or not gone)
        left_out = frozenset(now(piece) for piece in self.left_out if piece != gone or not gone)
        return replace(self, said=tuple(said), left_out=left_out, changes=(*self.changes, change))


def said_of(argument: str) -> Said:
    """Return what `title=…` or `3.author=…` says; raises UsageError with one sentence."""
    match = _SAID.fullmatch(argument)
    if match is None:
        raise UsageError(f"“{argument}” is no decision; write a field and its value, such as 3.author=Ann Lee.")
    piece, field, value = match[1], match[2].lower(), match[3].strip()
    if field not in FIELDS and field not in _OF_THE_ESSAY:
        raise UsageError(f"There is no field “{field}”{nearest(field, [*FIELDS, *_OF_THE_ESSAY]) or '.'}")
    if field == "kind" and value not in KINDS:
        raise UsageError(f"“{value}” is no kind of text; choose one of {', '.join(KINDS)}.")
    if field == "date" and not _DATE.fullmatch(value):
        raise UsageError(f"“{value}” is no date; write a year, 2020-10 or 2020-10-14.")
    return Said(field, value, int(piece) if piece else None)


def change_of(argument: str) -> Change:
    """Return what `merge:3`, `split:3@12` or `begin:3@12` says; raises UsageError with one sentence."""
    match = _CHANGE.fullmatch(argument.strip())
    if match is None or (match[1] == "merge") == bool(match[3]):
        raise UsageError(f"“{argument}” is no change; write merge:3, split:3@12 or begin:3@12.")
    what = next(kind for kind in get_args(ChangeKind) if kind == match[1])
    return Change(what, int(match[2]), match[3] or "")


def decided(imported: Imported, decisions: Decisions) -> Imported:
    """Return `imported` as the user decided; raises UsageError for a piece that is not there,
    ImportRefused for a text without headings that is to be split.

    Pieces are joined or split first, then changed one by one, then pages numbered, then fields set: numbers of pieces
    in fields and in `left_out` are those of the result. Pieces left out are still there; `taken` leaves them out.
    """
    if decisions.split is not None:
        imported = split(imported) if decisions.split else joined(imported)
    for change in decisions.changes:
        match change.what:
            case "merge":
                imported = merged(imported, change.piece)
            case "split":
                imported = split_at(imported, change.piece, change.where)
            case "begin":
                imported = begun_at(imported, change.piece, change.where)
    if decisions.page_offset is not None:
        imported = renumbered(imported, decisions.page_offset)
    count = len(imported.pieces)
    for number in (*(said.piece for said in decisions.said), *sorted(decisions.left_out)):
        if number is not None:
            piece_at(imported, number)
    pieces = [
        _set(piece, [said for said in decisions.said if said.piece in (None, number)])
        for number, piece in enumerate(imported.pieces, 1)
    ]
    reference = imported.reference
    if count == 1:
        reference = pieces[0].essay.reference
    return replace(imported, pieces=with_ids(pieces), reference=reference)


def taken(imported: Imported, decisions: Decisions) -> Imported:
    """Return a decided import without the pieces that are left out."""
    kept = (piece for number, piece in enumerate(imported.pieces, 1) if number not in decisions.left_out)
    return replace(imported, pieces=tuple(kept))


def with_ids(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return `pieces` with ids that fit their references, each its own."""
    used: set[str] = set()
    out: list[Piece] = []
    for piece in pieces:
        id = essay_id(piece.essay.reference, used)
        used.add(id)
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
    fields = {FIELDS[said.field]: _value(said) for said in decisions if said.field in FIELDS}
    essay = with_fields(essay, fields, Origin("", "user"))
    for said in decisions:
        if said.field == "kind":
            essay = replace(essay, kind=next(kind for kind in KINDS if kind == said.value))
        elif said.field == "affiliation":
            essay = replace(essay, affiliations=tuple(_parts(said.value)))
        elif said.field == "language":
            essay = replace(essay, language=said.value)
    return Piece(essay, piece.body)


def _value(said: Said) -> str | tuple[Name, ...]:
    if FIELDS[said.field] not in _NAMES:
        return said.value
    return tuple(map(_name, _parts(said.value)))


def _parts(value: str) -> list[str]:
    return [one.strip() for one in value.split(";") if one.strip()]


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
