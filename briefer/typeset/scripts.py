"""How LibreOffice draws East Asian text beside other scripts: a space between them, and quotation marks an em wide."""

from __future__ import annotations

import re

SPACE = 0.26
"""The width of that space, as a share of the size of the text: a fifth of the height of a line, rounded up."""

_WIDE = 0.65
"""What a quotation mark of an East Asian face is wider than one of another, as a share of the size."""

_ASIAN = (
    "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
_WEAK = "\\s\u00ab\u00bb\u0300-\u036f\u2000-\u206f"
"""Characters that belong to the script of what stands before them, to another than East Asian ones at the beginning."""

_FIRST = re.compile(f"[{_ASIAN}]")
_BESIDE = re.compile(f"(?<=[{_ASIAN}])[{_WEAK}]+|^[{_WEAK}]+(?=[{_ASIAN}])")
"""Characters of no script of their own after East Asian text, or before it at the beginning."""
_QUOTE = re.compile("[“”‘’]")
_CHANGE = re.compile(
    f"[{_ASIAN}][{_WEAK}]*(?=[^{_ASIAN}{_WEAK}])|(?:[^{_ASIAN}{_WEAK}][{_WEAK}]*|^[{_WEAK}]+)(?=[{_ASIAN}])"
)


def is_asian(text: str) -> bool:
    """Tell whether `text` has a character of an East Asian script."""
    return _FIRST.search(text) is not None


def changes(text: str) -> list[int]:
    """Return the offsets in `text` before which a space is set: the first character of the other script."""
    return [match.end() for match in _CHANGE.finditer(text)]


def widened(text: str) -> dict[int, float]:
    """Return how much wider than their own width characters of `text` are drawn, by offset, as shares of the size."""
    found = {at - 1: SPACE for at in changes(text)}
    for stretch in _BESIDE.finditer(text):
        for mark in _QUOTE.finditer(text, *stretch.span()):
            found[mark.start()] = found.get(mark.start(), 0.0) + _WIDE
    return found
