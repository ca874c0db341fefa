"""What the window asks of the program. `briefer.app` satisfies these protocols; files are reached through them only.

Pure values and functions of `briefer.app` may be used as they are.

Every method but the small look-ups runs on a lane, never on the GUI thread. Result values are read only, so that
frozen dataclasses of any layer fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from briefer.app.shelving import Chosen, Review
from briefer.app.sidecars import Sidecars
from briefer.app.stage import Staged
from briefer.model.counts import Tally
from briefer.model.deck import Remark
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Edit, Library
from briefer.model.memo import Paper
from briefer.model.statement import Statement
from briefer.model.suggestion import MergeProposal, StandHint
from briefer.readers.pdf_pictures import Picture
from briefer.specs.brand import Brand
from briefer.specs.brief import Brief
from briefer.structure.imported import Imported
from briefer.typeset.page import Page

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with steps done, steps in all (0 when unknown) and what is being done."""

Cancelled: TypeAlias = Callable[[], bool]


class OpenLibrary(Protocol):
    """A library as it was found on disk."""

    @property
    def path(self) -> Path: ...
    @property
    def name(self) -> str: ...
    @property
    def library(self) -> Library: ...
    @property
    def read_only(self) -> bool: ...
    @property
    def reason(self) -> str:
        """Why it can only be read; "" when it can be changed."""
        ...

    @property
    def remark(self) -> str:
        """What the user should know besides, such as that no backup could be made."""
        ...


class ImportResult(Protocol):
    """Essays found in files; nothing is in the library before the edits are saved."""

    @property
    def edits(self) -> tuple[Edit, ...]: ...
    @property
    def bodies(self) -> Mapping[str, str]:
        """Canonical texts of the essays, under their SHA-256; the service keeps them for `save`."""
        ...

    @property
    def essays(self) -> tuple[Essay, ...]:
        """The new ones, in the order of the files."""
        ...

    @property
    def remarks(self) -> tuple[str, ...]: ...


class TemplateInfo(Protocol):
    """A shape of a deck or memo."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str:
        """`deck` or `memo`."""
        ...


class OutlineSlide(Protocol):
    """One slide as a list of statements."""

    @property
    def key(self) -> str: ...
    @property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of its pages; a slide that is continued has several."""
        ...

    @property
    def layout(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...
    @property
    def sources(self) -> tuple[str, ...]: ...
    @property
    def remarks(self) -> Sequence[str | Remark]: ...
    @property
    def status(self) -> str: ...


class OutlineSection(Protocol):
    """One section of the memo."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def words(self) -> int: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...


class Audit(Protocol):
    """Figures of the brief's gate."""

    @property
    def sourced(self) -> int:
        """Statements with a source, of `total`."""
        ...

    @property
    def total(self) -> int: ...
    @property
    def exact(self) -> int:
        """Quotations that match their source word for word, of `quotations`."""
        ...

    @property
    def quotations(self) -> int: ...
    @property
    def unconfirmed(self) -> int: ...
    @property
    def single_source(self) -> int: ...
    @property
    def fits(self) -> int:
        """Pages on which everything fits."""
        ...


class Outline(Protocol):
    """What a brief makes of a library: slides, memo, remarks and audit."""

    @property
    def slides(self) -> Sequence[OutlineSlide]: ...
    @property
    def pages(self) -> tuple[Page, ...]:
        """The slides as measured, in order; a continued slide has several."""
        ...

    @property
    def brand(self) -> Brand:
        """Colours and faces of the pages."""
        ...

    @property
    def memo(self) -> Sequence[OutlineSection]: ...
    @property
    def memo_fill(self) -> Mapping[Paper, float]:
        """How much of one page the memo takes, as it is written for Word; 1 is a full page."""
        ...

    @property
    def remarks(self) -> Sequence[str | Remark]: ...
    @property
    def audit(self) -> Audit: ...


class BuildResult(Protocol):
    """Files written, and what the gate said."""

    @property
    def files(self) -> tuple[Path, ...]: ...
    @property
    def remarks(self) -> Sequence[str | Remark]: ...
    @property
    def gate(self) -> str: ...


class VerifyRow(Protocol):
    """One statement of a finished file beside its source. `slide` is 0 in a memo."""

    @property
    def slide(self) -> int: ...
    @property
    def verdict(self) -> str: ...
    @property
    def severity(self) -> str:
        """`ok`, `warn` or `fail`."""
        ...

    @property
    def changes(self) -> tuple[str, ...]: ...
    @property
    def issued(self) -> str: ...
    @property
    def found(self) -> str: ...
    @property
    def source(self) -> str:
        """The source's own words, or what was compared."""
        ...

    @property
    def page(self) -> str:
        """Short citation with its place: "Tanaka 2020, p. 41"."""
        ...


class VerifyResult(Protocol):
    """All statements of a finished file."""

    @property
    def rows(self) -> Sequence[VerifyRow]: ...
    @property
    def mode(self) -> str:
        """`ids`, `text` or `as-issued`."""
        ...


class PassageCheck(Protocol):
    """How a passage stands against its text."""

    @property
    def state(self) -> str:
        """The sign: ok, unconfirmed, doubtful, warn or fail."""
        ...

    @property
    def words(self) -> str:
        """What was compared, in two words: "Verbatim", "Page seen", "Found in 3 places"."""
        ...

    @property
    def places(self) -> Sequence[tuple[int, int]]:
        """The stretches of the body to choose from, when its place is not certain."""
        ...


class Context(Protocol):
    """A passage between the words around it."""

    @property
    def before(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def after(self) -> str: ...


class StandHintLine(Protocol):
    """A sentence that bears on a proposition, as a passage that is not in the library yet."""

    @property
    def passage(self) -> Passage: ...
    @property
    def place(self) -> str:
        """Where it stands, as a reader cites it: "p. 36"."""
        ...


class StandHints(Protocol):
    """What rules take the stands on one proposition to be, by essay."""

    @property
    def hints(self) -> Mapping[str, StandHint]: ...
    @property
    def lines(self) -> Mapping[str, Sequence[StandHintLine]]: ...


class Services(Protocol):
    """Everything the window can ask for. Refusals are `BrieferError`s, whose text is shown as it is."""

    def open_library(self, path: Path, create: bool = False) -> OpenLibrary: ...
    def save(self, path: Path, edits: tuple[Edit, ...]) -> None: ...
    def close_library(self) -> None: ...
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
        """Return the formats `build` can write: pptx, docx, pdf, md, html, xlsx."""
        ...

    def outline(self, library: Library, brief: Brief) -> Outline: ...
    def memo_preview(self, library: Library, brief: Brief, pixels_per_inch: float) -> tuple[bytes, ...]:
        """Return the pages of the memo as PNG pictures."""
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
    def verify(self, path: Path, library: Library | None) -> VerifyResult: ...


def as_remark(value: str | Remark, slide_key: str = "") -> Remark:
    """Return `value` as a remark; bare text is something to look at."""
    return value if isinstance(value, Remark) else Remark(slide_key, value, "warn")
