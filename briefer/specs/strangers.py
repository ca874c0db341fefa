"""What a file from a stranger may not hold: characters that nobody sees, and texts of absurd length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefer.specs.strict_yaml import Document, texts

LONGEST = 5000
"""Characters of the longest text; a page of running text has about 3,000."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]")
"""Control characters, overrides of the writing direction, and other marks that change what a reader sees."""


def screened(document: Document) -> Document:
    """Return `document` with a problem for each text that is too long or holds a character that nobody sees."""
    found = tuple(document.problem(path, what) for path, text in texts(document.data) for what in _faults(text))
    return replace(document, problems=(*document.problems, *found))


def _faults(text: str) -> Iterator[str]:
    if len(text) > LONGEST:
        yield f"{len(text):,} characters are too long; a text has at most {LONGEST:,}"
    elif unseen := _UNSEEN.search(text):
        yield f"holds an invisible character (U+{ord(unseen.group()):04X}); take it out"
