"""Import: files in, essays in the library; a file that cannot be read is named and the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefer.app.library import OpenLibrary, find_library, use_library
from briefer.errors import Cancelled, ImportRefused, UsageError
from briefer.model.essay import Essay
from briefer.model.library import Edit, Library, Put
from briefer.readers.dispatch import read
from briefer.structure.ids import essay_id
from briefer.structure.imported import Imported, Piece

MAX_BYTES = 200 * 2**20
"""Larger files are refused before they are read; a book of text has a few megabytes."""

Progress = Callable[[int, int, str], None]
Stop = Callable[[], bool]


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
            "refused": [{"name": name, "reason": reason} for name, reason in self.refused],
            "remarks": list(self.remarks),
        }


def read_file(path: Path) -> Imported:
    """Return the essays in the file at `path`; raises UsageError when it is missing, ImportRefused otherwise."""
    return read(path.name, _bytes(path))


def import_files(
    paths: Sequence[Path],
    library: Library,
    progress: Progress = lambda done, total, what: None,
    stop: Stop = lambda: False,
) -> ImportOutcome:
    """Return what `paths` hold, with ids that `library` does not have yet; raises Cancelled when stopped."""
    taken = {essay.id for essay in library.all(Essay)}
    known = {essay.body_sha256: essay.id for essay in library.all(Essay)}
    order = max((essay.order for essay in library.all(Essay)), default=0)
    essays: list[Essay] = []
    bodies: dict[str, str] = {}
    sources: list[bytes] = []
    remarks: list[str] = []
    refused: list[tuple[str, str]] = []
    for done, path in enumerate(paths):
        if stop():
            raise Cancelled("The import was cancelled; nothing was written.")
        progress(done, len(paths), f"Reading {path.name}")
        try:
            data = _bytes(path)
            imported = read(path.name, data)
        except (ImportRefused, UsageError) as error:
            refused.append((path.name, str(error)))
            continue
        sources.append(data)
        remarks += [f"{path.name}: {remark}" for remark in imported.remarks]
        for piece in _new(imported.pieces, path.name, known, remarks):
            order += 1
            id = piece.essay.id if piece.essay.id not in taken else essay_id(piece.essay.reference, taken)
            taken.add(id)
            known[piece.essay.body_sha256] = id
            essays.append(replace(piece.essay, id=id, order=order))
            bodies[piece.essay.body_sha256] = piece.body
    progress(len(paths), len(paths), "Read")
    return ImportOutcome(
        essays=tuple(essays),
        edits=tuple(Put(essay) for essay in essays),
        bodies=bodies,
        sources=tuple(sources),
        remarks=tuple(remarks),
        refused=tuple(refused),
    )


def _new(pieces: Iterable[Piece], name: str, known: Mapping[str, str], remarks: list[str]) -> Iterator[Piece]:
    """Yield the pieces whose text is not in the library yet; the others are remarks."""
    for piece in pieces:
        if there := known.get(piece.essay.body_sha256):
            remarks.append(f"{name}: “{piece.essay.reference.title}” is already here as {there}.")
        else:
            yield piece


def import_to(option: Path | None, paths: Iterable[Path], dry_run: bool = False) -> ImportOutcome:
    """Import `paths` into the library of the command line or the user; nothing is made or written on a `dry_run`."""
    if dry_run and option is None and not find_library(None).exists():
        return replace(import_files(list(paths), Library()), dry_run=True)
    now = None if dry_run else datetime.now(UTC)
    with use_library(option, create=not dry_run, write=not dry_run, now=now) as opened:
        return import_into(opened, paths, dry_run)[1]


def import_into(opened: OpenLibrary, paths: Iterable[Path], dry_run: bool = False) -> tuple[OpenLibrary, ImportOutcome]:
    """Import `paths` into an open library in one transaction; return the library after it and what was found."""
    outcome = replace(import_files(list(paths), opened.library), dry_run=dry_run)
    if outcome.edits and not dry_run:
        opened = opened.apply(outcome.edits, outcome.bodies, outcome.sources)
    return opened, outcome


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ImportRefused(f"“{path.name}” is larger than {MAX_BYTES // 2**20} MB. Import its parts one by one.")
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no file “{path}”. Check the name.") from None
    except IsADirectoryError:
        raise UsageError(f"“{path}” is a folder. Name the files in it.") from None
    except OSError as error:
        raise ImportRefused(f"“{path.name}” cannot be read: {error.strerror}. Check who may read it.") from error
