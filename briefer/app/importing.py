"""Import: files in, essays in the library; a file that cannot be read is named and the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

from briefer.app.decisions import Decisions, decided
from briefer.app.library import OpenLibrary, find_library, use_library
from briefer.app.reading import Stop, bytes_of, parsed
from briefer.app.sidecars import Sidecars, completed, sidecars_of
from briefer.errors import Cancelled, ImportRefused, UsageError
from briefer.model.essay import Essay
from briefer.model.library import Edit, Library, Put
from briefer.readers.worker import Worker
from briefer.structure.ids import essay_id
from briefer.structure.imported import Imported

Progress = Callable[[int, int, str], None]
State: TypeAlias = Literal["new", "known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPiece:
    """A piece of one file, in the order in which decisions count it from 1; a known one is not imported again."""

    file: str
    number: int
    state: State
    essay: Essay


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """Essays found in several files and the edits that put them into a library; nothing is written yet."""

    essays: tuple[Essay, ...]
    edits: tuple[Edit, ...]
    bodies: dict[str, str]
    sources: tuple[bytes, ...]
    remarks: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    """File name and reason of each file that could not be used."""
    pieces: tuple[FoundPiece, ...] = ()
    dry_run: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as the JSON document `import/1`."""
        return {
            "briefer": "import/1",
            "written": not self.dry_run,
            "essays": [
                {
                    "id": essay.id,
                    "title": essay.reference.title,
                    "authors": [name.full for name in essay.reference.authors],
                    "pages": len(essay.pages),
                    "confidence": essay.confidence,
                }
                for essay in self.essays
            ],
            "pieces": [_piece_json(piece) for piece in self.pieces],
            "refused": [{"name": name, "reason": reason} for name, reason in self.refused],
            "remarks": list(self.remarks),
        }


def _piece_json(piece: FoundPiece) -> dict[str, Any]:
    essay = piece.essay
    reference = essay.reference
    return {
        "file": piece.file,
        "piece": piece.number,
        "state": piece.state,
        "id": essay.id,
        "kind": essay.kind,
        "title": reference.title,
        "authors": [name.full for name in reference.authors],
        "date": reference.issued,
        "in": reference.container_title,
        "doi": reference.doi,
        "first_page": essay.pages[0].label if essay.pages else "",
        "last_page": essay.pages[-1].label if essay.pages else "",
        "notes": len(essay.footnotes),
        "confidence": essay.confidence,
        "origins": [{"field": o.field, "kind": o.kind, "name": o.name} for o in essay.origins],
        "remarks": list(essay.remarks),
    }


@dataclass(slots=True)
class _Batch:
    """What an import has found so far."""

    taken: set[str]
    known: dict[str, str]
    order: int
    edits: list[Put] = field(default_factory=list)
    pieces: list[FoundPiece] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)
    sources: list[bytes] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def add(self, imported: Imported) -> None:
        name = imported.source.name
        self.remarks += [f"{name}: {remark}" for remark in imported.remarks]
        for number, piece in enumerate(imported.pieces, 1):
            essay = piece.essay
            if essay.body_sha256 in self.known:
                id = self.known[essay.body_sha256]
                self.remarks.append(f"{name}: “{essay.reference.title}” is already here as {id}.")
                self.pieces.append(FoundPiece(file=name, number=number, state="known", essay=replace(essay, id=id)))
                continue
            self.order += 1
            id = essay.id if essay.id not in self.taken else essay_id(essay.reference, self.taken)
            self.taken.add(id)
            self.known[essay.body_sha256] = id
            essay = replace(essay, id=id, order=self.order)
            self.edits.append(Put(essay))
            self.pieces.append(FoundPiece(file=name, number=number, state="new", essay=essay))
            self.bodies[essay.body_sha256] = piece.body


def import_files(
    paths: Sequence[Path],
    library: Library,
    progress: Progress = lambda done, total, what: None,
    stop: Stop = lambda: False,
    worker: Worker | None = None,
    decisions: Decisions | None = None,
) -> ImportOutcome:
    """Return what `paths` hold, with ids that `library` does not have yet; raises Cancelled when stopped.

    A `worker` of the caller's stays warm for the next import. References among `paths` complete the essays.
    """
    if worker is None:
        with Worker() as own:
            return import_files(paths, library, progress, stop, own, decisions)
    here = library.all(Essay)
    batch = _Batch(
        taken={essay.id for essay in here},
        known={essay.body_sha256: essay.id for essay in here},
        order=max((essay.order for essay in here), default=0),
    )
    found = sidecars_of(paths, worker, stop)
    batch.refused += found.refused
    batch.remarks += found.remarks
    if decisions and decisions.by_piece and len(found.texts) > 1:
        raise UsageError("A decision about a piece by its number needs one file; import the files one by one.")
    for done, path in enumerate(found.texts):
        if stop():
            raise Cancelled("The import was cancelled; nothing was written.")
        _import_one(path, batch, found, worker, decisions, _paged(progress, done, len(found.texts), path), stop)
    progress(len(found.texts), len(found.texts), "Read")
    return ImportOutcome(
        essays=tuple(piece.essay for piece in batch.pieces if piece.state == "new"),
        edits=tuple(batch.edits),
        bodies=batch.bodies,
        sources=tuple(batch.sources),
        remarks=tuple(batch.remarks),
        refused=tuple(batch.refused),
        pieces=tuple(batch.pieces),
    )


def _import_one(
    path: Path,
    batch: _Batch,
    sidecars: Sidecars,
    worker: Worker,
    decisions: Decisions | None,
    pages: Callable[[int, int], None],
    stop: Stop,
) -> None:
    try:
        data = bytes_of(path)
        imported = parsed(path.name, data, worker, pages, stop)
    except (ImportRefused, UsageError) as error:
        batch.refused.append((path.name, str(error)))
        return
    imported = completed(imported, sidecars.beside.get(path, ()), sidecars.given)
    try:
        imported = decided(imported, decisions) if decisions else imported
    except ImportRefused as error:
        batch.refused.append((path.name, str(error)))
        return
    batch.sources.append(data)
    batch.add(imported)


def _paged(progress: Progress, done: int, total: int, path: Path) -> Callable[[int, int], None]:
    """Return what tells the pages of one file as part of the progress through all, and tell that it begins."""
    progress(done, total, f"Reading {path.name}")
    return lambda page, of: progress(done, total, f"Reading {path.name}, page {page} of {of}")


def import_to(
    option: Path | None, paths: Iterable[Path], dry_run: bool = False, decisions: Decisions | None = None
) -> ImportOutcome:
    """Import `paths` into the library of the command line or the user; nothing is made or written on a `dry_run`."""
    if dry_run and option is None and not find_library(None).exists():
        return replace(import_files(list(paths), Library(), decisions=decisions), dry_run=True)
    now = None if dry_run else datetime.now(UTC)
    with use_library(option, create=not dry_run, write=not dry_run, now=now, starter=True) as opened:
        return import_into(opened, paths, dry_run, decisions)[1]


def import_into(
    opened: OpenLibrary, paths: Iterable[Path], dry_run: bool = False, decisions: Decisions | None = None
) -> tuple[OpenLibrary, ImportOutcome]:
    """Import `paths` into an open library in one transaction; return the library after it and what was found."""
    outcome = replace(import_files(list(paths), opened.library, decisions=decisions), dry_run=dry_run)
    if outcome.edits and not dry_run:
        opened = opened.apply(outcome.edits, outcome.bodies, outcome.sources)
    return opened, outcome
