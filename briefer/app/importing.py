"""Import: files in, essays in the library; a file that cannot be read is named and the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

from briefer.app.decisions import Decisions, decided, taken
from briefer.app.library import OpenLibrary, find_library, use_library
from briefer.app.passages import marked_passages
from briefer.app.progress import Progress, Stop
from briefer.app.sidecars import Sidecars, sidecars_of
from briefer.app.stage import stage
from briefer.errors import Cancelled, ImportRefused, UsageError, no_file
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Edit, Library, Put
from briefer.readers.worker import Worker
from briefer.structure.grounds import grounds
from briefer.structure.ids import essay_id
from briefer.structure.imported import Annotation, Imported, Piece

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
    annotations: int = 0
    """Passages made of what readers marked and commented on in the files."""
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
            "annotations": self.annotations,
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
        "reasons": list(grounds(essay)),
        "origins": [{"field": o.field, "kind": o.kind, "name": o.name} for o in essay.origins],
        "remarks": list(essay.remarks),
    }


@dataclass(slots=True)
class Batch:
    """What an import has found so far; texts that are `known` are named and not put again."""

    taken: set[str]
    known: dict[str, str]
    order: int
    passages: set[str]
    annotations: int = 0
    edits: list[Edit] = field(default_factory=list)
    pieces: list[FoundPiece] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)
    sources: list[bytes] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def on(cls, library: Library) -> Batch:
        """Return an empty batch for `library`."""
        here = library.all(Essay)
        return cls(
            taken={essay.id for essay in here},
            known={essay.body_sha256: essay.id for essay in here},
            order=max((essay.order for essay in here), default=0),
            passages={passage.id for passage in library.all(Passage)},
        )

    def add(self, imported: Imported) -> None:
        """Add every piece of a file."""
        name = imported.source.name
        self.remarks += [f"{name}: {remark}" for remark in imported.remarks]
        for number, piece in enumerate(imported.pieces, 1):
            self.add_piece(name, number, piece, imported.annotations_of(piece))

    def add_piece(
        self, name: str, number: int, piece: Piece, marked: Sequence[Annotation], again: bool = False
    ) -> None:
        """Add one piece; with `again` also one whose text is known."""
        essay = piece.essay
        if essay.body_sha256 in self.known and not again:
            id = self.known[essay.body_sha256]
            self._mark(replace(essay, id=id), piece.body, marked)
            self.remarks.append(f"{name}: “{essay.reference.title}” is already here as {id}.")
            self.pieces.append(FoundPiece(file=name, number=number, state="known", essay=replace(essay, id=id)))
            return
        self.order += 1
        id = essay.id if essay.id not in self.taken else essay_id(essay.reference, self.taken)
        self.taken.add(id)
        self.known.setdefault(essay.body_sha256, id)
        essay = replace(essay, id=id, order=self.order)
        self.edits.append(Put(essay))
        self.pieces.append(FoundPiece(file=name, number=number, state="new", essay=essay))
        self.bodies[essay.body_sha256] = piece.body
        self._mark(essay, piece.body, marked)

    def _mark(self, essay: Essay, body: str, annotations: Sequence[Annotation]) -> None:
        """Make passages of what readers marked in the file, but for those that are here from an earlier import."""
        made = marked_passages(essay, body, annotations, self.passages)
        self.passages |= {passage.id for passage in made}
        self.edits += map(Put, made)
        self.annotations += len(made)

    def outcome(self) -> ImportOutcome:
        """Return what was found."""
        return ImportOutcome(
            essays=tuple(piece.essay for piece in self.pieces if piece.state == "new"),
            edits=tuple(self.edits),
            bodies=self.bodies,
            sources=tuple(self.sources),
            remarks=tuple(self.remarks),
            refused=tuple(self.refused),
            pieces=tuple(self.pieces),
            annotations=self.annotations,
        )


def import_files(
    paths: Sequence[Path],
    library: Library,
    progress: Progress = lambda done, total, what: None,
    stop: Stop = lambda: False,
    worker: Worker | None = None,
    decisions: Decisions | None = None,
    with_ocr: bool = False,
) -> ImportOutcome:
    """Return what `paths` hold, with ids that `library` does not have yet; raises Cancelled when stopped.

    A `worker` of the caller's stays warm for the next import. References among `paths` complete the essays.
    """
    if worker is None:
        with Worker() as own:
            return import_files(paths, library, progress, stop, own, decisions, with_ocr)
    batch = Batch.on(library)
    found = sidecars_of(paths, worker, stop)
    batch.refused += found.refused
    batch.remarks += found.remarks
    if decisions and decisions.by_piece and len(found.texts) > 1:
        raise UsageError("A decision about a piece by its number needs one file; import the files one by one.")
    for done, path in enumerate(found.texts):
        if stop():
            raise Cancelled("The import was cancelled; nothing was written.")
        pages = _paged(progress, done, len(found.texts), path)
        _import_one(path, batch, found, worker, decisions, pages, stop, with_ocr)
    progress(len(found.texts), len(found.texts), "Read")
    return batch.outcome()


def _import_one(
    path: Path,
    batch: Batch,
    sidecars: Sidecars,
    worker: Worker,
    decisions: Decisions | None,
    pages: Callable[[int, int], None],
    stop: Stop,
    with_ocr: bool,
) -> None:
    try:
        staged = stage(path, worker, sidecars, pages, stop, with_ocr)
    except (ImportRefused, UsageError) as error:
        batch.refused.append((path.name, str(error)))
        return
    imported = staged.imported
    try:
        imported = taken(decided(imported, decisions), decisions) if decisions else imported
    except ImportRefused as error:
        batch.refused.append((path.name, str(error)))
        return
    batch.sources.append(staged.data)
    batch.add(imported)


def _paged(progress: Progress, done: int, total: int, path: Path) -> Callable[[int, int], None]:
    """Return what tells the pages of one file as part of the progress through all, and tell that it begins."""
    progress(done, total, f"Reading {path.name}")
    return lambda page, of: progress(done, total, f"Reading {path.name}, page {page} of {of}")


def import_to(
    option: Path | None,
    paths: Iterable[Path],
    dry_run: bool = False,
    decisions: Decisions | None = None,
    with_ocr: bool = False,
) -> ImportOutcome:
    """Import `paths` into the library of the command line or the user; nothing is made or written on a `dry_run`.

    Raises UsageError when none of them is there; one that is missing among others is refused like any that cannot be
    read.
    """
    paths = list(paths)
    if paths and not any(path.exists() for path in paths):
        raise no_file(paths[0])
    if dry_run and option is None and not find_library(None).exists():
        return replace(import_files(list(paths), Library(), decisions=decisions, with_ocr=with_ocr), dry_run=True)
    now = None if dry_run else datetime.now(UTC)
    with use_library(option, create=not dry_run, write=not dry_run, now=now, starter=True) as opened:
        return import_into(opened, paths, dry_run, decisions, with_ocr)[1]


def import_into(
    opened: OpenLibrary,
    paths: Iterable[Path],
    dry_run: bool = False,
    decisions: Decisions | None = None,
    with_ocr: bool = False,
) -> tuple[OpenLibrary, ImportOutcome]:
    """Import `paths` into an open library in one transaction; return the library after it and what was found."""
    found = import_files(list(paths), opened.library, decisions=decisions, with_ocr=with_ocr)
    outcome = replace(found, dry_run=dry_run)
    if outcome.edits and not dry_run:
        opened = opened.apply(outcome.edits, outcome.bodies, outcome.sources)
    return opened, outcome
