"""Which typefaces a sheet needs: those that typst brings, and fonts of this machine for letters which they lack.

What typst brings is the same everywhere, so sheets that need no more have the same bytes on every machine (ADR 12).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

INSTEAD = "□"
"""Stands where no font has a letter."""
_OWN = re.compile("[\u0250-\u1fff\u203b-\uffff\U00010000-\U0010ffff]")
"""Letters beyond those of Latin alphabets and their punctuation, which the typeface of sheets is known to have."""
_EDGES = "()[]{}.,;:!?“”‘’…"
_LACKS = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_PROBE = b"""#set document(title: "letters")
#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"))
#for word in json(bytes(sys.inputs.words)) { par(text(word)) }
"""


@dataclass(frozen=True, slots=True)
class Faces:
    """Letters that only fonts of this machine have, in the words they stand in; and those that no font here has."""

    borrowed: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def fonts(self) -> Any:
        """Return the fonts to set with, as typst takes them."""
        return machine_fonts() if self.borrowed else _typst_fonts()


def faces_of(data: Mapping[str, Any]) -> Faces:
    """Return what the words of a sheet need."""
    return faces_for(tuple(sorted({word for text in _texts(data) for word in text.split() if _OWN.search(word)})))


@lru_cache(maxsize=64)
def faces_for(words: tuple[str, ...]) -> Faces:
    """Return what `words` need; fonts of the machine are looked at only where those of typst lack a letter."""
    if not words or not (missing := _lacking(words, _typst_fonts())):
        return Faces()
    strange = tuple(word for word in words if any(letter in word for letter in missing))
    lacking = _lacking(strange, machine_fonts())
    if set(missing) <= set(lacking):
        return Faces((), lacking)
    found = (word for word in strange if any(m in word for m in missing if m not in lacking))
    return Faces(tuple(dict.fromkeys(word.strip(_EDGES) for word in found)), lacking)


def shown(data: Any, lacking: Iterable[str]) -> Any:
    """Return JSON values with a sign for every letter of `lacking`."""
    if isinstance(data, str):
        for letter in lacking:
            data = data.replace(letter, INSTEAD)
        return data
    if isinstance(data, Mapping):
        return {key: shown(value, lacking) for key, value in data.items()}
    return [shown(value, lacking) for value in data] if isinstance(data, list | tuple) else data


def borrowed_remark(what: str, faces: Faces) -> str:
    """Return what to tell of words set in fonts of this machine, "" where there are none."""
    if not faces.borrowed:
        return ""
    words = ", ".join(f"“{word}”" for word in faces.borrowed[:4]) + (" …" if len(faces.borrowed) > 4 else "")
    return (
        f"The {what}’s PDF sets {words} in fonts of this machine, since its own typefaces lack these letters; "
        "on another machine they may look otherwise."
    )


def named(letters: Iterable[str]) -> str:
    """Return letters in quotation marks, by their numbers where they cannot be shown."""
    return ", ".join(f"“{x}”" if x.isprintable() else f"“{' '.join(f'U+{ord(c):04X}' for c in x)}”" for x in letters)


@cache
def machine_fonts() -> Any:
    """Return the fonts of typst and of this machine."""
    import typst

    return typst.Fonts(include_system_fonts=True)


@cache
def _typst_fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False)


def _lacking(words: tuple[str, ...], fonts: Any) -> tuple[str, ...]:
    """Return the letters of `words`, or clusters of letters, that none of `fonts` has."""
    import typst

    inputs = {"words": json.dumps(words, ensure_ascii=False)}
    try:
        typst.compile(
            _PROBE, format="pdf", font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs, pdf_standards="ua-1"
        )
    except typst.TypstError as error:
        found = _LACKS.findall(error.diagnostic)
        return tuple(dict.fromkeys(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) for text in found))
    return ()


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts(value)
