"""Staged files beside the library: which texts are known or alike, what an update would break, and one step for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from briefer.app.decisions import Decisions, decided
from briefer.app.importing import Batch, ImportOutcome
from briefer.app.reimport import Revision, paired, revised
from briefer.app.sidecars import matched
from briefer.app.stage import Staged
from briefer.model.essay import Essay
from briefer.model.library import Library
from briefer.model.reference import Name
from briefer.structure.imported import Annotation, Imported, Piece
from briefer.structure.variants import spellings

Likeness: TypeAlias = Literal["", "same", "changed", "similar"]
Fate: TypeAlias = Literal["new", "skip", "update"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a piece stands to the library: `known` has the same text, came from an older version of the file, or is alike.

    `revision` is what an update would make of `known`, None when it would say nothing new.
    """

    likeness: Likeness = ""
    known: Essay | None = None
    revision: Revision | None = None

    @property
    def usual(self) -> Fate:
        """Return what becomes of the piece when nobody says otherwise; a text like another one waits for the user."""
        return "update" if self.likeness == "changed" else "skip" if self.likeness else "new"

    def fate(self, wanted: Fate | None) -> Fate:
        """Return what becomes of the piece when the user wants `wanted`; one that is like nothing here is new."""
        return (wanted or self.usual) if self.known else "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """Two spellings that may be one person's, and the pieces (file, number) that have the shorter one."""

    name: Name
    other: Name
    pieces: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What was found in decided files, beside a library."""

    standings: tuple[tuple[Standing, ...], ...]
    """Of each piece of each file."""
    found: tuple[tuple[Mapping[str, int], ...], ...]
    """Suggestions by rule in each piece of each file, by kind of passage."""
    spellings: tuple[Spelling, ...]
    briefs: tuple[str, ...] = ()
    """Briefs that updates touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A file with everything decided about it; fates by number of the piece, where they are not the usual ones."""

    staged: Staged
    decisions: Decisions = field(default_factory=Decisions)
    fates: Mapping[int, Fate] = field(default_factory=dict)


def standings(library: Library, imported: Imported) -> tuple[Standing, ...]:
    """Return how each piece of a decided import stands to `library`."""
    here = library.all(Essay)
    by_body = {essay.body_sha256: essay for essay in here}
    older = [e for e in here if e.source_name == imported.source.name and e.source_sha256 != imported.source.sha256]
    renewed = paired(older, imported.pieces) if older else {}
    references = {id(essay.reference): essay for essay in here}
    alike = matched([piece.essay.reference for piece in imported.pieces], [essay.reference for essay in here])
    found: list[Standing] = []
    for at, piece in enumerate(imported.pieces):
        if (same := by_body.get(piece.essay.body_sha256)) is not None:
            found.append(_against(library, "same", same, piece))
        elif at in renewed:
            found.append(_against(library, "changed", renewed[at], piece))
        elif at in alike:
            found.append(_against(library, "similar", references[id(alike[at])], piece))
        else:
            found.append(Standing())
    return tuple(found)


def same_people(library: Library, files: Sequence[Imported]) -> tuple[Spelling, ...]:
    """Return names of authors that are spelled in two ways, in these files or here and in `library`."""
    places: dict[Name, list[tuple[int, int]]] = {}
    for at, imported in enumerate(files):
        for number, piece in enumerate(imported.pieces, 1):
            for name in piece.essay.reference.authors:
                places.setdefault(name, []).append((at, number))
    shelved = [name for essay in library.all(Essay) for name in essay.reference.authors]
    pairs = spellings([*places, *shelved])
    return tuple(Spelling(name=a, other=b, pieces=tuple(places[a])) for a, b in pairs if a in places)


def import_of(library: Library, files: Sequence[Chosen]) -> ImportOutcome:
    """Return the edits that put all `files` into `library` as they were decided, each text at most once."""
    batch, before_all = Batch.on(library), library
    for chosen in files:
        imported = decided(chosen.staged.imported, chosen.decisions)
        batch.remarks += [f"{imported.source.name}: {remark}" for remark in imported.remarks]
        before = len(batch.edits)
        for number, (piece, standing) in enumerate(
            zip(imported.pieces, standings(before_all, imported), strict=True), 1
        ):
            if number not in chosen.decisions.left_out:
                library = _place(library, batch, chosen, number, piece, imported.annotations_of(piece), standing)
        if len(batch.edits) > before:
            batch.sources.append(chosen.staged.data)
    return batch.outcome()


def _place(
    library: Library,
    batch: Batch,
    chosen: Chosen,
    number: int,
    piece: Piece,
    marked: Sequence[Annotation],
    standing: Standing,
) -> Library:
    """Add a piece as it is to become; return the library with the updates of texts so far."""
    name = chosen.staged.imported.source.name
    fate = standing.fate(chosen.fates.get(number))
    if fate == "new":
        batch.add_piece(name, number, piece, marked, again=standing.likeness == "same")
    elif fate == "update" and standing.known is not None:
        known = library.get(Essay, standing.known.id) or standing.known
        updated = revised(library, known, piece, marked)
        batch.edits += updated.edits
        batch.remarks += [f"{name}: {remark}" for remark in updated.remarks]
        batch.bodies |= updated.bodies
        return library.after(*updated.edits)
    return library


def _against(library: Library, likeness: Likeness, known: Essay, piece: Piece) -> Standing:
    revisions = revised(library, known, piece).revisions
    return Standing(likeness=likeness, known=known, revision=revisions[0] if revisions else None)
