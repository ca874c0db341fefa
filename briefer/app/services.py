"""What the window asks for: the same use-cases as the command line, on the library that `shelf_services` keeps open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefer.app import resources
from briefer.app.brands import CheckedBrand, add_brand, check_brand, free_name, remap
from briefer.app.briefs import file_id, load_brief, save_brief
from briefer.app.build import FORMATS, Draft, build, draft
from briefer.app.changes import SinceBuild, since_build
from briefer.app.check import problems
from briefer.app.draft import draft_brief
from briefer.app.evidence import Context, PassageCheck, body_of, check_passages, context, moved, suggestions_at
from briefer.app.memo import fit_memo
from briefer.app.outlines import Outline, outline_of
from briefer.app.positions import Hints, stand_hints
from briefer.app.previews import Preview, previews
from briefer.app.progress import Progress, Stop
from briefer.app.shelf_services import ShelfServices
from briefer.app.suggesting import Suggesting
from briefer.app.tables import evidence, write_table
from briefer.app.verdicts import VerifyResult, verified
from briefer.app.verify import verify_file
from briefer.app.vocabulary import seed_terms
from briefer.app.waiting import composable
from briefer.citation.short import short_names
from briefer.compose.wording import count_line
from briefer.errors import Cancelled, OutputError, SpecError
from briefer.mining.drafting import Drafted
from briefer.mining.merging import merge_proposals
from briefer.mining.seedterms import SeedTerm
from briefer.model.counts import Tally
from briefer.model.deck import Remark
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Recommendation
from briefer.model.library import Library
from briefer.model.suggestion import MergeProposal, Suggestion
from briefer.specs.brief import Brief, brief_document, read_brief, write_brief


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """Files written, and what the gate said."""

    files: tuple[Path, ...]
    remarks: tuple[Remark, ...]
    gate: str


class DesktopServices(ShelfServices):
    """Satisfies `briefer.gui.services.Services`: briefs, suggestions and outputs on the open library."""

    def __init__(self) -> None:
        super().__init__()
        self._drafted: tuple[Library, Brief, Draft] | None = None
        self._suggesting = Suggesting()

    def close_library(self) -> None:
        """Close the open library, if there is one, and forget what was drafted on it."""
        super().close_library()
        self._drafted = None

    def new_brief(self, library: Library) -> Brief:
        """Return an empty brief on `library`, dated today."""
        return Brief(title="New brief", date=date.today().isoformat(), id="new-brief")

    def load_brief(self, path: Path) -> Brief:
        """Return the brief at `path`, a figure whose picture is missing without it; raises SpecError with every mistake."""
        return load_brief(path, lacking=True).brief

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
        """Return what `brief` makes of `library`; raises SpecError when it asks for what is not there.

        What has no place in the chosen essays and the template waits; a remark names each such part.
        """
        brief = _named(brief)
        rest, waiting = composable(brief, library, self._bodies)
        made = draft(library, self._bodies, rest, recorded=False)
        self._drafted = (library, brief, made)
        return outline_of(made, waiting)

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

    def suggestions(self, library: Library, essay_id: str) -> tuple[Suggestion, ...]:
        """Return what rules find in an essay, dismissed suggestions too."""
        return self._suggesting.of(library, self._bodies, essay_id)

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
        return count_line(found, short_names(library.all(Essay)))

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
