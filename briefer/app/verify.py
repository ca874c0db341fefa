"""Verifying: a finished file against the library, or against its own records when no library is at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefer.app.library import OpenLibrary, find_library, open_library
from briefer.audit.verification import Verification
from briefer.audit.verify import verify
from briefer.errors import ImportRefused, UsageError

MAX_BYTES = 300 * 2**20


def verify_file(path: Path, opened: OpenLibrary | None) -> Verification:
    """Return what became of every statement of the deck at `path`; the file is only read.

    Raises UsageError when there is no such file or it is no presentation.
    """
    if path.suffix.lower() not in (".pptx", ".potx", ".ppsx"):
        raise UsageError(f"“{path.name}” is not a PowerPoint deck (.pptx); this version verifies decks only.")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"“{path.name}” is larger than {MAX_BYTES // 2**20} MB; decks of that size are not read.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no file “{path}”. Check the name.") from None
    except OSError as error:
        raise UsageError(f"“{path.name}” cannot be read: {error.strerror}.") from error
    from briefer.readers.deck import read_deck

    try:
        found = read_deck(data, path.name)
    except ImportRefused as refused:
        raise UsageError(str(refused)) from refused
    if opened is None:
        return verify(found, None, {}, path.name)
    return verify(found, opened.library, opened.bodies, path.name)


@contextmanager
def library_of(deck: Path, option: Path | None) -> Iterator[OpenLibrary | None]:
    """Open --library, else the library the deck was built from, else the user's own where there is one."""
    built = built_with(deck)
    path = find_library(option or (Path(built) if built else None))
    if option is None and not path.exists():
        yield None
        return
    with open_library(path, read_only=True) as opened:
        yield opened


def built_with(path: Path) -> str:
    """Return the library that the build card beside a deck names, "" when there is none or it is gone."""
    for card in sorted(path.parent.glob("*.build.json")):
        try:
            data = json.loads(card.read_text(encoding="utf-8"))
            if any(file["name"] == path.name for file in data["files"]):
                library = path.parent / str(data["library"])
                return str(library) if library.exists() else ""
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return ""
