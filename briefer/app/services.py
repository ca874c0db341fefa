"""What the window asks for: the same use-cases as the command line, with the open library kept between calls.

The library file belongs to the thread that opened it (the window's store lane); its texts can be read from any.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from briefer.app import ocr, resources
from briefer.app.brands import CheckedBrand, add_brand, check_brand, free_name, remap
from briefer.app.briefs import file_id, load_brief, save_brief
from briefer.app.build import FORMATS, Draft, build, draft
from briefer.app.changes import SinceBuild, since_build
from briefer.app.check import problems
from briefer.app.draft import draft_brief
from briefer.app.evidence import Context, PassageCheck, body_of, check_passages, context, moved, suggestions_at
from briefer.app.importing import ImportOutcome
from briefer.app.library import OpenLibrary, open_library
from briefer.app.memo import fit_memo
from briefer.app.outlines import Outline, outline_of
from briefer.app.positions import Hints, stand_hints
from briefer.app.previews import Preview, previews
from briefer.app.reimport import briefs_in, touched
from briefer.app.shelving import Chosen, Review, import_of, same_people, standings
from briefer.app.sidecars import Sidecars, sidecars_of
from briefer.app.stage import Staged, stage
from briefer.app.suggesting import Suggesting
from briefer.app.tables import evidence, write_table
from briefer.app.verdicts import VerifyResult, verified
from briefer.app.verify import verify_file
from briefer.app.vocabulary import seed_terms
from briefer.citation.short import short_names
from briefer.compose.wording import count_line
from briefer.errors import Cancelled, LibraryError, OutputError, SpecError
from briefer.mining.drafting import Drafted
from briefer.mining.merging import merge_proposals
from briefer.mining.mine import mine
from briefer.mining.seedterms import SeedTerm
from briefer.model.counts import Tally
from briefer.model.deck import Remark
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Recommendation
from briefer.model.library import Edit, Library, Put
from briefer.model.suggestion import MergeProposal, Suggestion
from briefer.readers.pdf_pictures import Picture
from briefer.readers.worker import Worker
from briefer.specs.brief import Brief, brief_document, read_brief, write_brief
from briefer.store.search import SearchResult
from briefer.structure.imported import Imported

Progress = Callable[[int, int, str], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """Files written, and what the gate said."""

    files: tuple[Path, ...]
    remarks: tuple[Remark, ...]
    gate: str


class DesktopServices:
    """Satisfies `briefer.gui.services.Services`; holds one open library."""

    def __init__(self) -> None:
        self._opened: OpenLibrary | None = None
        self._bodies = _Texts({})
        self._sources: dict[str, bytes] = {}
        self._drafted: tuple[Library, Brief, Draft] | None = None
        self._worker = Worker()
        self._drawer = Worker()
        """Pictures of pages are drawn while the next file is read."""
        self._suggesting = Suggesting()
        self._original: tuple[str, bytes] = ("", b"")

    def open_library(self, path: Path, create: bool = False) -> OpenLibrary:
        """Open a library in place of the open one; another program's lock makes it read-only, with the reason."""
        if self._opened is not None and path.resolve() == self._opened.path.resolve():
            return self._opened
        opened = open_library(path, create=create, now=datetime.now(UTC), starter=True)
        self.close_library()
        self._opened = opened
        self._bodies = _Texts(opened.bodies)
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
        self._bodies = _Texts({})
        self._sources = {}
        self._original = ("", b"")
        self._drafted = None

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

    def new_brief(self, library: Library) -> Brief:
        """Return an empty brief on `library`, dated today."""
        return Brief(title="New brief", date=date.today().isoformat(), id="new-brief")

    def load_brief(self, path: Path) -> Brief:
        """Return the brief at `path`; raises SpecError with every mistake."""
        return load_brief(path).brief

    def brief_text(self, brief: Brief) -> str:
        """Return the brief as YAML."""
        return write_brief(brief)

    def save_brief(self, path: Path, brief: Brief) -> None:
        """Write the brief, whole or not at all."""
        save_brief(path, brief)

    def sample_brief(self) -> Path | None:
        """Return the shipped decision brief, or None where the samples are not installed."""
        path = resources.root("sample_briefs") / "pacific-partners.yaml"
        return path if path.is_file() else None

    def templates(self) -> list[resources.TemplateInfo]:
        """Return every deck and memo template."""
        return resources.templates()

    def brands(self) -> list[str]:
        """Return the ids of the brands."""
        return resources.ids("brands")

    def formats(self) -> tuple[str, ...]:
        """Return what `build` can write."""
        return FORMATS

    def draft(
        self,
        library: Library,
        brief: Brief,
        question: str,
        essay_ids: Sequence[str],
        progress: Progress,
        cancelled: Stop,
    ) -> Drafted:
        """Return a draft on `question`; who it is for, its date, template and set-up stay those of `brief`."""

        def read(done: int, total: int) -> None:
            progress(done, total, f"text {done} of {total}")

        writable = self._opened is not None and not self._opened.read_only
        made = draft_brief(library, self._bodies, question, brief.date, essay_ids, writable, read, cancelled)
        new = made.brief
        drafted = replace(
            brief,
            id="",
            title=new.title,
            question=new.question,
            essays=new.essays,
            themes=new.themes,
            propositions=new.propositions,
            recommendations=replace(brief.recommendations, ids=new.recommendations.ids),
            picks=new.picks,
        )
        return replace(made, brief=drafted)

    def suggestions_at(self, library: Library, passage: Passage) -> tuple[str, ...]:
        """Return the ids of what a rule could suggest at the place of a passage."""
        return suggestions_at(library, self._bodies, passage)

    def passage_body(self, library: Library, passage: Passage) -> str:
        """Return the text that a passage is anchored in, "" where its words do not stand."""
        return body_of(library, self._bodies, passage)

    def outline(self, library: Library, brief: Brief) -> Outline:
        """Return what `brief` makes of `library`; raises SpecError when it asks for what is not there."""
        brief = _named(brief)
        _check(brief, library, self._bodies)
        made = draft(library, self._bodies, brief)
        self._drafted = (library, brief, made)
        return outline_of(made)

    def previews(self, library: Library, brief: Brief, cancelled: Stop) -> tuple[Preview, ...]:
        """Return a slide of `brief` in every deck template and every brand."""
        found = []
        for preview in previews(library, self._bodies, _named(brief)):
            if cancelled():
                raise Cancelled("The pictures were not finished.")
            found.append(preview)
        return tuple(found)

    def memo_preview(self, library: Library, brief: Brief, pixels_per_inch: float) -> tuple[bytes, ...]:
        """Return the pages of the memo as `build` writes it, as PNG pictures; one that cannot be made to fit, whole."""
        from briefer.writers.memo_pdf import preview_pages

        brief = _named(brief)
        made = self._drafted
        known = made is not None and made[0] is library and made[1] == brief
        drafted = made[2] if made and known else draft(library, self._bodies, brief)
        memo = drafted.memo
        with suppress(OutputError):
            memo, _ = fit_memo(memo, brief.memo.paper, drafted.brand)
        return preview_pages(memo, brief.memo.paper, drafted.brand, pixels_per_inch)

    def body(self, essay: Essay) -> str:
        """Return the text of an essay; raises LibraryError when it is damaged or missing."""
        try:
            return self._bodies[essay.body_sha256]
        except KeyError:
            raise LibraryError(f"The text of “{essay.id}” is missing. Import its file again.") from None

    def suggestions(self, library: Library, essay_id: str) -> tuple[Suggestion, ...]:
        """Return what rules find in an essay, dismissed suggestions too."""
        return self._suggesting.of(library, self._bodies, essay_id)

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

    def passage_checks(self, library: Library) -> dict[str, PassageCheck]:
        """Return the check of every passage, by id."""
        return check_passages(library, self._bodies)

    def passage_context(self, library: Library, passage: Passage, start: int | None = None) -> Context:
        """Return a passage with the words around it."""
        return context(library, self._bodies, passage, start)

    def moved_passage(self, library: Library, passage: Passage, start: int) -> Passage | None:
        """Return the passage anchored at `start`, None when its words do not stand there."""
        anchor = moved(library, self._bodies, passage, start)
        return replace(passage, anchor=anchor, doubtful=False) if anchor else None

    def evidence_table(self, library: Library, ids: Sequence[str], path: Path) -> Path:
        """Write the passages `ids`, in that order, as a table; the name of the file says in which form."""
        table = evidence(library, self._bodies, ids)
        write_table(
            path, lambda: table, lambda: {"briefer": "evidence/1", "columns": table.columns, "rows": table.rows}
        )
        return path

    def count_line(self, library: Library, found: Tally) -> str:
        """Return the computed title of a proposition over the whole shelf."""
        names = short_names(library.all(Essay))
        return count_line(found, {id: name.names for id, name in names.items()})

    def stand_hints(self, library: Library, proposition_id: str, cancelled: Stop) -> Hints:
        """Return what rules take the stands on a proposition to be."""
        return stand_hints(library, self._bodies, proposition_id, cancelled)

    def seed_terms(self, library: Library, theme_id: str) -> tuple[SeedTerm, ...]:
        """Return terms that could become seeds of a theme."""
        return seed_terms(library, theme_id, self._bodies)

    def merge_proposals(self, library: Library) -> tuple[MergeProposal, ...]:
        """Return entries of the register that may be one."""
        return merge_proposals(library.all(Recommendation))

    def build(
        self,
        library: Library,
        brief: Brief,
        folder: Path,
        formats: Sequence[str],
        progress: Progress,
        cancelled: Stop,
    ) -> BuildResult:
        """Write the brief's files; raises GateRefused, SpecError or OutputError and then writes nothing."""
        brief = _named(brief)
        _check(brief, library, self._bodies)
        opened = self._opened
        where = opened.path if opened is not None else None
        made = build(library, self._bodies, brief, folder, formats, progress, cancelled, where, self._kept)
        return BuildResult(
            files=tuple(file.path for file in made.files),
            remarks=made.remarks,
            gate=made.draft.clearance.stamp,
        )

    def since_build(self, library: Library, brief: Brief, folder: Path) -> SinceBuild | None:
        """Return what changed since the brief was last built into `folder`, None where it never was."""
        return since_build(library, self._bodies, _named(brief), folder)

    def add_brand(self, path: Path) -> CheckedBrand:
        """Make a brand of a .pptx or .potx; a second file of the same name gets a number."""
        return add_brand(path, free_name(path))

    def user_brand(self, id: str) -> CheckedBrand | None:
        """Return a brand of the user's own with its file; None for one that ships."""
        checked = check_brand(id)
        return checked if checked.brand.foreign else None

    def remap_brand(self, id: str, layout: str, name: str) -> CheckedBrand:
        """Put a layout of templates on another layout of the brand's file."""
        self._drafted = None
        return remap(id, layout, name)

    def verify(self, path: Path, library: Library | None) -> VerifyResult:
        """Compare a finished deck with `library`, or with its own records without one."""
        opened = self._opened
        if library is None or opened is None:
            return verified(verify_file(path, None))
        return verified(verify_file(path, replace(opened, library=library, bodies=self._bodies)))


class _Texts(Mapping[str, str]):
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


def _named(brief: Brief) -> Brief:
    return brief if brief.id else replace(brief, id=file_id(" ".join(brief.title.split()[:4])))


def _check(brief: Brief, library: Library, bodies: Mapping[str, str]) -> None:
    """Check a brief that may have no file; problems name the line it would have."""
    if _sound(brief, library, bodies):
        return
    _, document = read_brief(write_brief(brief), "brief")
    if found := problems(brief, document, library, bodies):
        raise SpecError(found)


def _sound(brief: Brief, library: Library, bodies: Mapping[str, str]) -> bool:
    """Tell whether nothing is wrong with a brief; that needs no lines of a file."""
    try:
        return not problems(brief, brief_document(brief), library, bodies)
    except SpecError:
        return False
