"""The word lists in `words/`, which people may read and extend."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def sections(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the lines of `words/<name>.txt` by section, in the order of the file; "" is what stands before any."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in (files("briefer.mining.words") / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[.*\]\s*", line):
            found.append((line.strip().removeprefix("[").removesuffix("]"), []))
        elif line.strip() and not line.startswith("#"):
            found[-1][1].append(line.strip())
    return tuple((section, tuple(lines)) for section, lines in found)


@cache
def words(name: str, section: str = "") -> frozenset[str]:
    """Return the words and phrases of one section of a list whose entries are parted by commas."""
    return frozenset(word for line in dict(sections(name))[section] for word in re.split(r",\s*", line) if word)
