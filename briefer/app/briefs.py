"""Briefs as files: read, checked against a library, written back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefer.app import resources
from briefer.app.check import problems
from briefer.app.library import OpenLibrary, find_library, open_library
from briefer.errors import SpecError, UsageError
from briefer.model.library import Bodies, Library
from briefer.model.text import slug
from briefer.specs.brief import Brief, read_brief, write_brief
from briefer.specs.strict_yaml import Document


@dataclass(frozen=True, slots=True)
class LoadedBrief:
    """A brief with the marks of its file, for problems that name their place."""

    path: Path
    brief: Brief
    document: Document


def load_brief(path: Path) -> LoadedBrief:
    """Return the brief at `path`; raises UsageError when there is no such file, SpecError with all its mistakes."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no brief “{path}”. Check the name, or list the folder.") from None
    except OSError as error:
        raise UsageError(f"The brief “{path}” cannot be read: {error.strerror}.") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"“{path}” is not a text file in UTF-8. A brief is a YAML file.") from None
    brief, document = read_brief(text, str(path))
    return LoadedBrief(path, brief if brief.id else replace(brief, id=slug(path.stem)), document)


def library_for(loaded: LoadedBrief, option: Path | None, environ: Mapping[str, str] = os.environ) -> OpenLibrary:
    """Return the library a brief runs on, read-only: --library, the brief's own, BRIEFER_LIBRARY, the user's."""
    path = find_library(option, loaded.brief.library, loaded.path, environ)
    return open_library(path, read_only=True)


def checked(loaded: LoadedBrief, library: Library, bodies: Bodies) -> Brief:
    """Return the brief when nothing is wrong with it; raises SpecError with every mistake."""
    brief = loaded.brief
    deck = resources.deck_template(brief.deck.template)
    memo = resources.memo_template(brief.memo.template)
    found = problems(brief, loaded.document, library, bodies, deck, memo)
    if found:
        raise SpecError(found)
    return brief


def save_brief(path: Path, brief: Brief) -> None:
    """Write `brief` to `path`, whole or not at all; raises OutputError."""
    from briefer.writers.files import write_atomically

    write_atomically(path, write_brief(brief).encode("utf-8"))
