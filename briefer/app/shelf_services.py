"""The open library as the window has it: opened, changed, searched, and added to by imports.

The library file belongs to the thread that opened it (the window's store lane); its texts can be read from any.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from briefer.app import ocr
from briefer.app.importing import ImportOutcome
from briefer.app.library import OpenLibrary, open_library
from briefer.app.progress import Progress, Stop
from briefer.app.reimport import briefs_in, touched
from briefer.app.shelving import Chosen, Review, import_of, same_people, standings
from briefer.app.sidecars import Sidecars, sidecars_of
from briefer.app.stage import Staged, stage
from briefer.errors import Cancelled, LibraryError
from briefer.mining.mine import mine
from briefer.model.essay import Essay
from briefer.model.library import Edit, Library, Put
from briefer.readers.pdf_pictures import Picture
from briefer.readers.worker import Worker
from briefer.specs.brief import Brief, write_brief
from briefer.store.search import SearchResult
from briefer.structure.imported import Imported


class ShelfServices:
    """Holds one open library, the texts of imports that are not saved yet, and the processes that read files."""

    def __init__(self) -> None:
        self._opened: OpenLibrary | None = None
        self._bodies = Texts({})
        self._sources: dict[str, bytes] = {}
        self._worker = Worker()
        self._drawer = Worker()
        """Pictures of pages are drawn while the next file is read."""
        self._original: tuple[str, bytes] = ("", b"")

    def open_library(self, path: Path, create: bool = False) -> OpenLibrary:
        """Open a library in place of the open one; another program's lock makes it read-only, with the reason."""
        if self._opened is not None and path.resolve() == self._opened.path.resolve():
            return self._opened
        opened = open_library(path, create=create, now=datetime.now(UTC), starter=True)
        self.close_library()
        self._opened = opened
        self._bodies = Texts(opened.bodies)
        return opened

    def save(self, path: Path, edits: tuple[Edit, ...]) -> None:
        """Write `edits` with the texts they need; returns when they are on the disk."""
        if self._opened is None or self._opened.path != path:
            raise LibraryError("The library was closed before the change was saved. Open it and make the change again.")
        essays = [edit.entity for edit in edits if isinstance(edit, Put) and isinstance(edit.entity, Essay)]
        fresh = {
            e.body_sha256: self._bodies.fresh[e.body_sha256] for e in essays if e.body_sha256 in self._bodies.fresh
        }
        sources = [self._sources[e.source_sha256] for e in essays if e.source_sha256 in self._sources]
        self._opened = self._opened.apply(edits, fresh, sources)

    def close_library(self) -> None:
        """Close the open library, if there is one."""
        if self._opened is not None:
            self._opened.close()
        self._opened = None
        self._bodies = Texts({})
        self._sources = {}
        self._original = ("", b"")

    def search(self, query: str, limit: int) -> SearchResult:
        """Return at most `limit` places of the open library that have what `query` asks for; raises QueryError."""
        if self._opened is None:
            raise LibraryError("No library is open to search in.")
        return self._opened.search(query, limit)

    def references(self, paths: Sequence[Path], cancelled: Stop) -> Sidecars:
        """Return `paths` sorted into texts and references, with those that lie beside a text."""
        return sidecars_of(paths, self._worker, cancelled)

    def stage(
        self, path: Path, references: Sidecars, progress: Progress, cancelled: Stop, with_ocr: bool = False
    ) -> Staged:
        """Read a file, page by page; the library is not touched."""

        def pages(done: int, total: int) -> None:
            progress(done, total, f"page {done} of {total}")

        return stage(path, self._worker, references, pages, cancelled, with_ocr)

    def can_ocr(self, reason: str) -> bool:
        """Tell whether a refusal asks for OCR and OCRmyPDF is installed."""
        return ocr.needed(reason) and ocr.available()

    def review(
        self, library: Library, files: Sequence[Imported], brief: Brief | None, folder: Path | None, cancelled: Stop
    ) -> Review:
        """Compare decided files with `library`, and tell which briefs they touch."""
        stands = []
        for imported in files:
            if cancelled():
                raise Cancelled("The comparison with the library was stopped.")
            stands.append(standings(library, imported))
        revisions = [one.revision for several in stands for one in several if one.revision]
        texts, takes_all = briefs_in(folder) if folder and revisions else ({}, [])
        if brief is not None:
            texts = {**texts, brief.title: write_brief(brief)}
            takes_all = [*takes_all, *([brief.title] if brief.essays == ("all",) else [])]
        return Review(
            standings=tuple(stands),
            found=tuple(
                tuple(self.found_by_rule(piece.essay, piece.body) for piece in imported.pieces) for imported in files
            ),
            spellings=same_people(library, files),
            briefs=touched(revisions, texts, takes_all) if revisions else (),
        )

    def found_by_rule(self, essay: Essay, body: str) -> Mapping[str, int]:
        """Return how many suggestions of each kind rules find in a text; none in a digest."""
        return Counter(found.kind for found in mine(essay, body)) if essay.text == "full" else {}

    def page_pictures(self, staged: Staged, indexes: Sequence[int], width: int) -> tuple[Picture, ...]:
        """Return pages of a staged PDF as pictures, drawn in a process of their own."""
        return self._drawer.pictures(staged.path.name, staged.data, indexes, width)

    def import_of(self, library: Library, files: Sequence[Chosen]) -> ImportOutcome:
        """Return the edits of an import; its texts are kept for `save`, the library is not touched."""
        outcome = import_of(library, files)
        self._bodies.fresh.update(outcome.bodies)
        self._sources.update({hashlib.sha256(data).hexdigest(): data for data in outcome.sources})
        return outcome

    def body(self, essay: Essay) -> str:
        """Return the text of an essay; raises LibraryError when it is damaged or missing."""
        try:
            return self._bodies[essay.body_sha256]
        except KeyError:
            raise LibraryError(f"The text of “{essay.id}” is missing. Import its file again.") from None

    def page_picture(self, library: Library, essay_id: str, index: int, width: int) -> Picture:
        """Return a page of the file an essay came from, drawn in a process of its own; raises BrieferError."""
        essay = library.get(Essay, essay_id)
        name, sha256 = (essay.source_name, essay.source_sha256) if essay else ("", "")
        if self._original[0] != sha256:
            self._original = (sha256, self._kept(sha256) or b"")
        if not self._original[1]:
            raise LibraryError(f"The file “{name}” is not kept in this library, so its pages cannot be shown.")
        return self._drawer.pictures(name, self._original[1], (index,), width)[0]

    def _kept(self, sha256: str) -> bytes | None:
        """Return an original file of the open library, also of an import that is not saved yet."""
        kept = self._opened.source(sha256) if self._opened is not None else None
        return kept or self._sources.get(sha256)


class Texts(Mapping[str, str]):
    """The texts of the open library, which any thread may read, and those of imports not saved yet."""

    def __init__(self, stored: Mapping[str, str]) -> None:
        self.fresh: dict[str, str] = {}
        self._stored = stored

    def __getitem__(self, sha256: str) -> str:
        return self.fresh[sha256] if sha256 in self.fresh else self._stored[sha256]

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._stored), **self.fresh})

    def __len__(self) -> int:
        return len({*self._stored, *self.fresh})
