"""References that lie beside a file or are imported with it: matched to the pieces, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio, token_sort_ratio

from briefer.app.decisions import with_fields, with_ids
from briefer.app.progress import Stop
from briefer.app.reading import bytes_of
from briefer.errors import ImportRefused, UsageError
from briefer.model.essay import Origin
from briefer.model.reference import Name, Reference
from briefer.model.text import fold
from briefer.readers.bibliography import SUFFIXES, Bibliography
from briefer.readers.worker import Worker
from briefer.structure.identifiers import own_numbers
from briefer.structure.imported import Imported, Piece

_SAME_TITLE = 90
_LIKE_TITLE = 65
_BESIDE = (*SUFFIXES, ".csl.json")
_LABELS = {
    "title": "title",
    "authors": "author",
    "editors": "editor",
    "container_title": "“in”",
    "collection_title": "series",
    "publisher": "publisher",
    "publisher_place": "place",
    "issued": "date",
    "issue": "issue",
    "volume": "volume",
    "page": "pages",
    "url": "address",
    "accessed": "day of access",
    "doi": "DOI",
}
_OF_THE_VOLUME = ("editors", "collection_title", "publisher", "publisher_place", "issued")


@dataclass(slots=True)
class Sidecars:
    """Files with essays, and the references that may belong to them."""

    texts: list[Path] = field(default_factory=list)
    given: list[Bibliography] = field(default_factory=list)
    beside: dict[Path, list[Bibliography]] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def sidecars_of(paths: Sequence[Path], worker: Worker, stop: Stop = lambda: False) -> Sidecars:
    """Return `paths` sorted into texts and references, with the references that lie beside a text by its name."""
    found = Sidecars(texts=[path for path in paths if path.suffix.lower() not in SUFFIXES])
    for path in paths:
        if path.suffix.lower() in SUFFIXES:
            try:
                found.given.append(worker.references(path.name, bytes_of(path), stop))
            except (ImportRefused, UsageError) as error:
                found.refused.append((path.name, str(error)))
    for text in found.texts:
        for path in (text.with_suffix(suffix) for suffix in _BESIDE):
            if path not in paths and path.is_file():
                try:
                    found.beside.setdefault(text, []).append(worker.references(path.name, bytes_of(path), stop))
                except ImportRefused as error:
                    found.remarks.append(f"{path.name} beside {text.name} was not used: {error}")
    read = [*found.given, *(one for several in found.beside.values() for one in several)]
    found.remarks += [f"{one.name}: {remark}" for one in read for remark in one.remarks]
    return found


def completed(imported: Imported, beside: Sequence[Bibliography] = (), given: Sequence[Bibliography] = ()) -> Imported:
    """Return `imported` with what its own text states of DOI, ISBN and ISSN, then with what references add.

    Where both say something, the reference is taken and a remark names both; pages stay as they were measured. One
    reference `beside` a file of one piece is that piece's, whatever its title.
    """
    pieces = [_self_named(piece) for piece in imported.pieces]
    remarks: list[str] = []
    for sidecar in (*beside, *given):
        matches = matched([piece.essay.reference for piece in pieces], sidecar.references)
        if sidecar in beside and len(pieces) == len(sidecar.references) == 1:
            matches = {0: sidecar.references[0]}
        volume = _volume_of(imported.reference, sidecar.references) if len(pieces) > 1 else None
        for place, reference in matches.items():
            pieces[place] = _with_reference(pieces[place], reference, sidecar.name, remarks)
        if volume:
            pieces = [_with_volume(piece, volume, sidecar.name) for piece in pieces]
        if not matches and not volume:
            remarks.append(f"{sidecar.name} has no reference that fits.")
    changed = with_ids(pieces) if tuple(pieces) != imported.pieces else imported.pieces
    reference = changed[0].essay.reference if len(changed) == 1 else imported.reference
    return replace(imported, pieces=changed, reference=reference, remarks=(*imported.remarks, *remarks))


def matched(pieces: Sequence[Reference], references: Sequence[Reference]) -> dict[int, Reference]:
    """Return which of `references` describes which of `pieces`, the surest first, none twice."""
    titles = [_plain(piece.title) for piece in pieces]
    scores: list[tuple[float, int, int]] = []
    for of, reference in enumerate(references):
        title = _plain(reference.title)
        for at, piece in enumerate(pieces):
            likeness = _likeness(piece, reference, token_sort_ratio(titles[at], title, score_cutoff=_LIKE_TITLE))
            if likeness >= _SAME_TITLE:
                scores.append((-likeness, at, of))
    found: dict[int, Reference] = {}
    used: set[int] = set()
    for _, at, of in sorted(scores):
        if at not in found and of not in used:
            found[at] = references[of]
            used.add(of)
    return found


def _likeness(piece: Reference, reference: Reference, title: float) -> float:
    """Return 0 to 100: by DOI, by title, or by a similar title and the same first author and year."""
    if piece.doi and reference.doi:
        return 100 if piece.doi.casefold() == reference.doi.casefold() else 0
    if title < _LIKE_TITLE:
        return 0
    same_author = _first(piece) and ratio(_first(piece), _first(reference)) >= _SAME_TITLE
    same_year = piece.issued[:4] == reference.issued[:4]
    if piece.authors and reference.authors and not same_author and title < 99:
        return 0
    return min(99, title + 25) if same_author and same_year else title


def _plain(title: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(title)).split())


def _first(reference: Reference) -> str:
    return fold(reference.authors[0].short) if reference.authors else ""


def _volume_of(volume: Reference, references: Iterable[Reference]) -> Reference | None:
    """Return the reference of the volume the pieces stand in, if it is there."""
    wanted = _plain(volume.title)
    books = [one for one in references if one.type in ("book", "report", "collection")]
    return next((one for one in books if wanted and token_sort_ratio(wanted, _plain(one.title)) >= _SAME_TITLE), None)


def _self_named(piece: Piece) -> Piece:
    numbers = own_numbers(piece.body)
    reference = piece.essay.reference
    known = {key for key, _ in reference.extra}
    extra = tuple((key, numbers[key]) for key in ("ISBN", "ISSN") if key in numbers and key not in known)
    named = replace(reference, doi=reference.doi or numbers.get("DOI", ""), extra=(*reference.extra, *extra))
    return piece if named == reference else Piece(replace(piece.essay, reference=named), piece.body)


def _with_reference(piece: Piece, reference: Reference, name: str, remarks: list[str]) -> Piece:
    """Return `piece` with what `reference` says; what differs from the file becomes a remark."""
    own = piece.essay.reference
    before = {origin.field: origin.name for origin in piece.essay.origins}
    taken: dict[str, Any] = {}
    for part in _LABELS:
        ours, theirs = getattr(own, part), getattr(reference, part)
        if not theirs or _agree(part, ours, theirs):
            continue
        followed = before.get(part) or ("the file" if part == "page" else name)
        if ours and not _more_exact(part, ours, theirs):
            remarks.append(
                f"{own.title}: {name} says {_LABELS[part]} “{spelled(theirs)}”, "
                f"{before.get(part, 'the file')} “{spelled(ours)}”; {followed} is followed."
            )
        if not ours or followed == name:
            taken[part] = theirs
    essay = with_fields(piece.essay, taken, Origin("", "sidecar", name))
    known = {key for key, _ in own.extra}
    extra = (*own.extra, *((key, value) for key, value in reference.extra if key not in known))
    kind = reference.type if reference.type != "document" else own.type
    return Piece(replace(essay, reference=replace(essay.reference, extra=extra, type=kind)), piece.body)


def _with_volume(piece: Piece, volume: Reference, name: str) -> Piece:
    """Return `piece` with what its volume's reference says and nothing said yet."""
    own = piece.essay.reference
    said = {part: getattr(volume, part) for part in _OF_THE_VOLUME}
    taken = {part: value for part, value in said.items() if value and not getattr(own, part)}
    if not own.container_title:
        taken["container_title"] = volume.title
    return Piece(with_fields(piece.essay, taken, Origin("", "sidecar", name)), piece.body)


def _agree(part: str, ours: Any, theirs: Any) -> bool:
    """Tell whether both say the same, but for spelling."""
    if part in ("authors", "editors"):
        return [fold(name.short) for name in ours] == [fold(name.short) for name in theirs]
    if part == "issued" and ours.startswith(theirs):
        return True
    return _plain(ours) == _plain(theirs)


def _more_exact(part: str, ours: str, theirs: str) -> bool:
    return part == "issued" and theirs.startswith(ours)


def label(field: str) -> str:
    """Return what people call a field of a reference."""
    return _LABELS.get(field, field)


def spelled(value: str | tuple[Name, ...]) -> str:
    """Return the value of a field as one line."""
    return value if isinstance(value, str) else "; ".join(name.full for name in value)
