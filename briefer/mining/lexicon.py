"""The word lists in `words/`, which people may read and extend, as patterns."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the entries of `words/<name>.txt` by section, in the order of the file; "" is what stands before any."""
    found: dict[str, list[str]] = {"": []}
    here = found[""]
    for line in (files("briefer.mining.words") / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        entry = line.split("#")[0].strip()
        if entry.startswith("[") and entry.endswith("]"):
            here = found.setdefault(entry[1:-1], [])
        elif entry:
            here.append(entry)
    return {section: tuple(entries) for section, entries in found.items()}


@cache
def words(name: str, section: str = "") -> frozenset[str]:
    """Return one section of a list of single words, or of phrases."""
    return frozenset(entry for line in sections(name)[section] for entry in re.split(r",\s*", line) if entry)


@cache
def alternation(name: str, section: str = "") -> str:
    """Return a section as a regular expression: entries are expressions, a blank is any white space."""
    entries = sections(name)[section]
    return "(?:" + "|".join(re.sub(r"\s+", r"\\s+", entry) for entry in entries) + ")"
