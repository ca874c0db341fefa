"""What the window asks of the program. `briefer.app` satisfies these protocols; files are reached through them only.

Pure values and functions of `briefer.app` may be used as they are.

Every method but the small look-ups runs on a lane, never on the GUI thread. Result values are read only, so that
frozen dataclasses of any layer fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from briefer.app.brands import CheckedBrand
from briefer.app.shelving import Chosen, Review
from briefer.app.sidecars import Sidecars
from briefer.app.stage import Staged
from briefer.gui.results import (
    BuildResult,
    Context,
    Drafted,
    ImportResult,
    OpenLibrary,
    Outline,
    PassageCheck,
    Preview,
    SinceBuild,
    StandHints,
    TemplateInfo,
    VerifyResult,
)
from briefer.mining.seedterms import SeedTerm
from briefer.model.counts import Tally
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Edit, Library
from briefer.model.suggestion import MergeProposal, Suggestion
from briefer.readers.pdf_pictures import Picture
from briefer.specs.brief import Brief
from briefer.store.search import SearchResult
from briefer.structure.imported import Imported

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with steps done, steps in all (0 when unknown) and what is being done."""

Cancelled: TypeAlias = Callable[[], bool]


class Services(Protocol):
    """Everything the window can ask for. Refusals are `BrieferError`s, whose text is shown as it is."""

    def open_library(self, path: Path, create: bool = False) -> OpenLibrary: ...
    def save(self, path: Path, edits: tuple[Edit, ...]) -> None: ...
    def close_library(self) -> None: ...
    def search(self, query: str, limit: int) -> SearchResult:
        """Return at most `limit` places of the open library; raises QueryError. On the store lane, as `save`."""
        ...

    def references(self, paths: Sequence[Path], cancelled: Cancelled) -> Sidecars:
        """Return `paths` sorted into texts and references."""
        ...

    def stage(
        self, path: Path, references: Sidecars, progress: Progress, cancelled: Cancelled, with_ocr: bool = False
    ) -> Staged:
        """Read a file; the library is not touched."""
        ...

    def can_ocr(self, reason: str) -> bool:
        """Tell whether a refusal asks for OCR and a program for it is there; quick."""
        ...

    def review(
        self,
        library: Library,
        files: Sequence[Imported],
        brief: Brief | None,
        folder: Path | None,
        cancelled: Cancelled,
    ) -> Review:
        """Compare decided files with `library`, and tell which briefs (the open one, those in a folder) they touch."""
        ...

    def found_by_rule(self, essay: Essay, body: str) -> Mapping[str, int]:
        """Return how many suggestions of each kind of passage rules find in a text."""
        ...

    def page_pictures(self, staged: Staged, indexes: Sequence[int], width: int) -> tuple[Picture, ...]:
        """Return pages of a staged PDF, counted from 1, as pictures."""
        ...

    def import_of(self, library: Library, files: Sequence[Chosen]) -> ImportResult:
        """Return the edits of an import; its texts are kept for `save`, the library is not touched."""
        ...

    def new_brief(self, library: Library) -> Brief: ...
    def load_brief(self, path: Path) -> Brief: ...
    def brief_text(self, brief: Brief) -> str: ...
    def save_brief(self, path: Path, brief: Brief) -> None: ...
    def sample_brief(self) -> Path | None:
        """Return the brief of the sample library that ships with the program, if it is there."""
        ...

    def templates(self) -> Sequence[TemplateInfo]: ...
    def brands(self) -> Sequence[str]: ...
    def formats(self) -> Sequence[str]:
        """Return the formats `build` can write: pptx, docx, pdf, md, handout, packet, html, xlsx."""
        ...

    def draft(
        self,
        library: Library,
        brief: Brief,
        question: str,
        essay_ids: Sequence[str],
        progress: Progress,
        cancelled: Cancelled,
    ) -> Drafted:
        """Return a draft on `question` over the essays `essay_ids`, or all; what `brief` says of its form is kept."""
        ...

    def suggestions_at(self, library: Library, passage: Passage) -> Sequence[str]:
        """Return the ids of what a rule could suggest at the place of a passage; quick."""
        ...

    def passage_body(self, library: Library, passage: Passage) -> str:
        """Return the text that a passage is anchored in, "" where its words do not stand; quick."""
        ...

    def outline(self, library: Library, brief: Brief) -> Outline: ...
    def memo_preview(self, library: Library, brief: Brief, pixels_per_inch: float) -> tuple[bytes, ...]:
        """Return the pages of the memo as PNG pictures."""
        ...

    def previews(self, library: Library, brief: Brief, cancelled: Cancelled) -> tuple[Preview, ...]:
        """Return a slide of the brief in every deck template and every brand."""
        ...

    def body(self, essay: Essay) -> str:
        """Return the text of an essay; quick."""
        ...

    def suggestions(self, library: Library, essay_id: str) -> Sequence[Suggestion]:
        """Return what rules find in an essay, in the order of its text, dismissed suggestions too."""
        ...

    def page_picture(self, library: Library, essay_id: str, index: int, width: int) -> Picture:
        """Return a page of the file an essay came from, counted from 1, `width` pixels wide."""
        ...

    def passage_checks(self, library: Library) -> Mapping[str, PassageCheck]:
        """Return the check of every passage of the library, by id."""
        ...

    def passage_context(self, library: Library, passage: Passage, start: int | None = None) -> Context:
        """Return a passage with the words around it, at `start` of the body where that is given."""
        ...

    def moved_passage(self, library: Library, passage: Passage, start: int) -> Passage | None:
        """Return the passage anchored at `start`, None when its words do not stand there."""
        ...

    def evidence_table(self, library: Library, ids: Sequence[str], path: Path) -> Path:
        """Write passages as a table (.xlsx or .csv, safe from formulas) and return the file."""
        ...

    def count_line(self, library: Library, found: Tally) -> str:
        """Return the computed title of a proposition: who is for, of how many, who disagrees."""
        ...

    def stand_hints(self, library: Library, proposition_id: str, cancelled: Cancelled) -> StandHints:
        """Return a hint for each full text that has no confirmed position on the proposition."""
        ...

    def seed_terms(self, library: Library, theme_id: str) -> Sequence[SeedTerm]:
        """Return terms that could become seeds of a theme, the most telling first."""
        ...

    def merge_proposals(self, library: Library) -> Sequence[MergeProposal]:
        """Return entries of the register that may be one, most alike first."""
        ...

    def build(
        self,
        library: Library,
        brief: Brief,
        folder: Path,
        formats: Sequence[str],
        progress: Progress,
        cancelled: Cancelled,
    ) -> BuildResult: ...
    def since_build(self, library: Library, brief: Brief, folder: Path) -> SinceBuild | None:
        """Return what changed since the brief was last built into `folder`, None where it never was."""
        ...

    def verify(self, path: Path, library: Library | None) -> VerifyResult: ...
    def add_brand(self, path: Path) -> CheckedBrand:
        """Make a brand of a .pptx or .potx; a second file of the same name gets a number."""
        ...

    def user_brand(self, id: str) -> CheckedBrand | None:
        """Return a brand of the user's own with its file; None for one that ships."""
        ...

    def remap_brand(self, id: str, layout: str, name: str) -> CheckedBrand:
        """Put a layout of templates on another layout of the brand's file."""
        ...
