"""An honest draft from a question: what the library has confirmed, then the best that rules find, marked as such."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from briefer.app.briefs import file_id, save_brief
from briefer.app.library import OpenLibrary, find_library, use_library
from briefer.app.mining import mine_library
from briefer.app.progress import Counted, Stop
from briefer.errors import UsageError
from briefer.mining.drafting import Drafted, Mined, drafted
from briefer.mining.sentences import sentences
from briefer.model.essay import Essay
from briefer.model.library import Bodies, Library
from briefer.store.forms import is_folder_library


def draft_brief(
    library: Library,
    bodies: Bodies,
    question: str,
    date: str,
    essay_ids: Sequence[str] = (),
    writable: bool = True,
    progress: Counted = lambda done, total: None,
    stop: Stop = lambda: False,
) -> Drafted:
    """Return a draft on `question` over the essays `essay_ids`, or all; nothing is written yet.

    Without a `writable` library it holds only what the library has. Raises UsageError for a question without words or an
    essay that is not there, Cancelled when stopped.
    """
    if not question.strip():
        raise UsageError("A draft needs a question, such as “Should the Council fund night buses?”.")
    unknown = [id for id in essay_ids if library.get(Essay, id) is None]
    if unknown:
        raise UsageError(f"The library has no essay “{unknown[0]}”. List them with “briefer list essays”.")
    wanted = essay_ids or [essay.id for essay in library.all(Essay)]
    if not wanted:
        raise UsageError("The library holds no essay yet. Import some files first.")
    found = mine_library(library, bodies, wanted, progress=progress, stop=stop)
    mined = [
        Mined(
            essay=one.essay,
            body=bodies.get(one.essay.body_sha256, ""),
            sentences=tuple((s.start, s.end) for s in sentences(one.essay, bodies.get(one.essay.body_sha256, ""))),
            suggestions=one.suggestions,
        )
        for one in found
    ]
    return drafted(library, mined, question, date, fresh=writable)


def draft_to(option: Path | None, question: str, essay_ids: Sequence[str], path: Path) -> str:
    """Write a draft brief with the library of the command line or the user, dated today; return what was done."""
    now = datetime.now(UTC)
    folder = is_folder_library(find_library(option))
    with use_library(option, write=not folder, now=None if folder else now) as opened:
        return write_draft(opened, question, essay_ids, path, now.date().isoformat())


def write_draft(opened: OpenLibrary, question: str, essay_ids: Sequence[str], path: Path, date: str) -> str:
    """Write a draft brief to `path` and what it needs to the library; return what was done, in sentences.

    Raises UsageError when `path` is there already or the question or essays are not usable; then nothing is written.
    """
    if path.exists():
        raise UsageError(f"“{path}” is there already. Name another file with -o; a draft replaces nothing.")
    made = draft_brief(opened.library, opened.bodies, question, date, essay_ids, writable=not opened.read_only)
    inside = os.path.relpath(opened.path.resolve(), path.resolve().parent)
    brief = replace(made.brief, id=file_id(path.stem), library="" if inside.startswith("..") else inside)
    if made.edits:
        opened.apply(made.edits)
    save_brief(path, brief)
    told = [f"Written: {path}.", *made.remarks]
    if opened.read_only:
        told.append(f"The draft holds only what the library has: {opened.reason or 'it can only be read'}")
    if not brief.library:
        told.append(f"Build it with: briefer build {path} --library {opened.path}")
    return "\n".join(told)
