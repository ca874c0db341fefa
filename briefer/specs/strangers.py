"""What a file from a stranger may not hold: characters that nobody sees, and texts of absurd length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefer.specs.strict_yaml import Data, Document, Path

LONGEST = 5000
"""Characters of the longest text; a page of running text has about 3,000."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]")
"""Control characters, overrides of the writing direction, and other marks that change what a reader sees."""


def screened(document: Document) -> Document:
    """Return `document` with a problem for each text that is too long or holds a character that nobody sees."""
    found = tuple(document.problem(path, what) for path, what in _faults(document.data, ()))
    return replace(document, problems=(*document.problems, *found))


def _faults(data: Data, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _faults(key, path)
            yield from _faults(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _faults(value, (*path, index))
    elif len(data) > LONGEST:
        yield path, f"{len(data):,} characters are too long; a text has at most {LONGEST:,}"
    elif unseen := _UNSEEN.search(data):
        yield path, f"holds an invisible character (U+{ord(unseen.group()):04X}); take it out"
