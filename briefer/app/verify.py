"""Verifying: a finished file against the library, or against its own records when no library is at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefer.app.library import OpenLibrary, find_library, open_library
from briefer.audit.verification import Verification
from briefer.audit.verify import verify
from briefer.errors import ImportRefused, UsageError, no_file

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
        raise no_file(path) from None
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
def library_of(deck: Path, option: Path | None) -> Iterator[tuple[OpenLibrary | None, str]]:
    """Open --library, else the library the deck was built from, else the user's own where there is one.

    With it comes one sentence when the build card names a library that is not followed, else "".
    """
    built, remark = (None, "") if option else built_with(deck)
    path = find_library(option or built)
    if option is None and not path.exists():
        yield None, remark
        return
    with open_library(path, read_only=True) as opened:
        yield opened, remark


def built_with(deck: Path) -> tuple[Path | None, str]:
    """Return the library that the build card beside a deck names, None when there is none or it is gone.

    A card can come from anybody. It is followed within the folder that holds the deck's folder, and to the library that
    would be used without it; elsewhere the sentence says how to use that library all the same.
    """
    for card in sorted(deck.parent.glob("*.build.json")):
        try:
            data = json.loads(card.read_text(encoding="utf-8"))
            if not data["library"] or all(file["name"] != deck.name for file in data["files"]):
                continue
            library = deck.parent / str(data["library"])
            if not library.exists():
                return None, ""
            home, own = deck.parent.resolve().parent, find_library(None).resolve()
            if library.resolve().is_relative_to(home) or library.resolve() == own:
                return library, ""
            return None, f"{card.name} names a library elsewhere; to compare with it, use --library {data['library']}."
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None, ""
