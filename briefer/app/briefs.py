"""Briefs as files: read, checked against a library, written back."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from briefer.app.built import stem_of
from briefer.app.check import problems, unknown
from briefer.app.figures import with_pictures
from briefer.app.library import OpenLibrary, find_library, open_library
from briefer.errors import BrieferError, Problem, SpecError, UsageError
from briefer.model.library import Bodies, Library
from briefer.model.text import slug
from briefer.specs.brief import Brief, read_brief, rewritten, sound_part_of, write_brief
from briefer.specs.strict_yaml import MAX_CHARACTERS, Document


@dataclass(frozen=True, slots=True)
class LoadedBrief:
    """A brief with the marks of its file, for problems that name their place."""

    path: Path
    brief: Brief
    document: Document


def load_brief(path: Path, lacking: bool = False) -> LoadedBrief:
    """Return the brief at `path`; raises UsageError when it is missing, SpecError with all its mistakes.

    Raises UsageError for a missing picture too, unless pictures may be `lacking`; the check of the brief tells it then.
    """
    brief, document = read_brief(_text_of(path), str(path))
    brief = with_pictures(brief, document, path, lacking)
    return LoadedBrief(path, brief if brief.id else replace(brief, id=file_id(path.stem)), document)


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > 4 * MAX_CHARACTERS:
            raise UsageError(f"“{path}” is too large for a brief. Name the YAML file that “briefer build” takes.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no brief “{path}”. Check the name, or list the folder.") from None
    except OSError as error:
        raise UsageError(f"The brief “{path}” cannot be read: {error.strerror}.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"“{path}” is not a text file in UTF-8. A brief is a YAML file.") from None


def _unknown(path: Path, option: Path | None) -> list[Problem]:
    """Return the unknown names in what a brief with mistakes says besides them, as far as its library can be opened."""
    try:
        if part := sound_part_of(_text_of(path), str(path)):
            with library_for(LoadedBrief(path, *part), option) as opened:
                return unknown(*part, opened.library, opened.bodies)
    except BrieferError:
        return []
    return []


def file_id(text: str) -> str:
    """Return an id for a brief that has none, made from the words of `text`; it can stand in a file's name."""
    return slug(text)[:64].strip("-") or "brief"


def library_for(loaded: LoadedBrief, option: Path | None, environ: Mapping[str, str] = os.environ) -> OpenLibrary:
    """Return the library a brief runs on, read-only: --library, the brief's own, BRIEFER_LIBRARY, the user's."""
    try:
        path = find_library(option, loaded.brief.library, loaded.path, environ)
    except SpecError as error:
        found = [loaded.document.problem(("library",), problem.what) for problem in error.problems]
        raise SpecError(found) from error
    return open_library(path, read_only=True)


@contextmanager
def checked_briefs(paths: Sequence[Path], option: Path | None) -> Iterator[list[tuple[Brief, OpenLibrary]]]:
    """Give the briefs at `paths`, each with its open library; raises SpecError with every mistake of all of them.

    Raises UsageError when two of them would write the same files.
    """
    ready: list[tuple[Brief, OpenLibrary]] = []
    found: list[Problem] = []
    with ExitStack() as stack:
        for path in paths:
            try:
                loaded = load_brief(path)
            except SpecError as error:
                found += sorted([*error.problems, *_unknown(path, option)])
                continue
            try:
                opened = stack.enter_context(library_for(loaded, option))
                ready.append((checked(loaded, opened.library, opened.bodies), opened))
            except SpecError as error:
                found += error.problems
        if found:
            raise SpecError(found)
        names = [stem_of(brief) for brief, _ in ready]
        for name, path in zip(names, paths, strict=True):
            if names.count(name) > 1:
                raise UsageError(f"“{path}” and another brief both write “{name}”. Give one another id or version.")
        yield ready


def checked(loaded: LoadedBrief, library: Library, bodies: Bodies) -> Brief:
    """Return the brief when nothing is wrong with it; raises SpecError with every mistake."""
    brief = loaded.brief
    if found := problems(brief, loaded.document, library, bodies):
        raise SpecError(found)
    return brief


def save_brief(path: Path, brief: Brief) -> None:
    """Write `brief` to `path`, whole or not at all; raises OutputError.

    Where a brief stands there already, its comments and the layout of what did not change are kept.
    """
    from briefer.writers.files import write_atomically

    write_atomically(path, _as_written(path, brief).encode("utf-8"))


def _as_written(path: Path, brief: Brief) -> str:
    try:
        return rewritten(_text_of(path), brief)
    except UsageError:
        return write_brief(brief)
