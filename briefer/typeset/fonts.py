"""Font metrics as tables: how wide a text is in a face, and where its baseline lies. No font need be installed."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from briefer.typeset.scripts import widened

_TABLES = {
    "calibri": "carlito",
    "carlito": "carlito",
    "cambria": "caladea",
    "caladea": "caladea",
    "arial": "liberation-sans",
    "helvetica": "liberation-sans",
    "arimo": "liberation-sans",
    "liberation sans": "liberation-sans",
    "times new roman": "liberation-serif",
    "times": "liberation-serif",
    "liberation serif": "liberation-serif",
    "tinos": "liberation-serif",
}
_OTHER = "liberation-sans"
"""Stands in for families without a table."""

_WIDER: dict[str, float] = {
    "bookman old style": 1.18,
    "century gothic": 1.16,
    "dejavu sans": 1.19,
    "dejavu serif": 1.2,
    "montserrat": 1.2,
    "poppins": 1.18,
    "verdana": 1.2,
}
"""Widths of wide families as shares of those of Arial."""

_WIDEST = 1.13
"""The share for any other family: wide enough too for the face that a program puts in its place where it is missing."""

_STYLES = {
    (False, False): "regular",
    (True, False): "bold",
    (False, True): "italic",
    (True, True): "bold-italic",
}
_SUBSTITUTE = 1.15
"""A letter that a face lacks is drawn in another one, often a wide one: this times the width in ours."""
_MOST_WORDS = 50_000

DOT = 72 / 600
"""The dot of the device to which LibreOffice rounds the advance of every character, in points."""

_DOT_DRAWN = 0.0423 / 25.4 * 72
"""The same dot as it is drawn: 4.23 hundredths of a millimetre, in points."""


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """One face. Widths, ascent, descent and gap are in font units, `units` of them to the em."""

    units: int
    ascent: int
    descent: int
    gap: int
    widths: dict[str, int]
    left: dict[str, int]
    right: dict[str, int]
    kerns: dict[tuple[int, int], int]
    ligatures: dict[str, str]
    ligated: re.Pattern[str] | None

    @property
    def pitch(self) -> float:
        """Return the face's own line pitch in ems."""
        return (self.ascent + self.descent + self.gap) / self.units

    def below(self, size: float) -> float:
        """Return the depth of a line under its baseline at `size`, in points."""
        return size * self.descent / self.units

    def advance(self, text: str) -> int:
        """Return the width of `text` in font units, ligatures and pair kerning included."""
        if self.ligated is not None:
            text = self.ligated.sub(lambda found: self.ligatures[found[0]], text)
        widths, left, right, kerns = self.widths, self.left, self.right, self.kerns
        total, before = 0, 0
        for char in text:
            width = widths.get(char)
            if width is None:
                total += self._unknown(char)
                before = 0
                continue
            total += width
            if before:
                after = right.get(char)
                if after:
                    total += kerns.get((before, after), 0)
            before = left.get(char, 0)
        return total

    def drawn(self, text: str, size: float) -> float:
        """Return the width of `text` in points as LibreOffice draws it: every advance in whole dots of 1/600 inch.

        The kerning of a pair belongs to the advance of its first character; beside East Asian
        text LibreOffice sets some wider.
        """
        if self.ligated is not None:
            text = self.ligated.sub(lambda found: self.ligatures[found[0]], text)
        scale = round(size / DOT) / self.units
        widths, left, right, kerns = self.widths, self.left, self.right, self.kerns
        total, pending, before = 0, 0, 0
        foreign = False
        for char in text:
            width = widths.get(char)
            if width is None:
                width, foreign = self._unknown(char), True
            if before:
                after = right.get(char)
                if after:
                    pending += kerns.get((before, after), 0)
            total += int(pending * scale + 0.5)
            pending, before = width, left.get(char, 0)
        wider = sum(widened(text).values()) * size if foreign else 0.0
        return (total + int(pending * scale + 0.5)) * _DOT_DRAWN + wider

    def _unknown(self, char: str) -> int:
        """Return a width for a character that the face lacks: nothing, an em, or what another family has."""
        if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
            return 0
        if unicodedata.east_asian_width(char) in "WF":
            return self.units
        if unicodedata.category(char) == "So":
            return self.units
        for table in ("carlito", "liberation-sans"):
            other = _font(table, "regular")
            if char in other.widths:
                return round(_SUBSTITUTE * other.widths[char] * self.units / other.units)
        return round(0.8 * self.units)


def font(family: str, bold: bool = False, italic: bool = False) -> Font:
    """Return the metrics that stand for `family` ("Calibri", "Cambria", "Arial", "Times New Roman" have their own)."""
    name = family.casefold()
    found = _font(_TABLES.get(name, _OTHER), _STYLES[bold, italic])
    return found if name in _TABLES else _stretched(found, stand_in(family)[1])


def stand_in(family: str) -> tuple[str, float]:
    """Return the family by whose widths `family` is measured, and the share of them that is taken: 1 for its own."""
    name = family.casefold()
    if name in _TABLES:
        return family, 1.0
    return "Arial", _WIDER.get(name, _WIDEST)


@lru_cache(maxsize=64)
def _stretched(face: Font, share: float) -> Font:
    """Return `face` with every width times `share`."""
    return face if share == 1 else replace(face, units=round(face.units / share))


@lru_cache(maxsize=32)
def _font(table: str, style: str) -> Font:
    data = _family(table)[style]
    chars: str = data["chars"]
    flat: list[int] = data["kerns"]
    ligatures: dict[str, str] = data["ligatures"]
    longest = sorted(ligatures, key=len, reverse=True)
    return Font(
        units=data["units"],
        ascent=data["ascent"],
        descent=data["descent"],
        gap=data["gap"],
        widths=dict(zip(chars, data["widths"], strict=True)),
        left={char: n for char, n in zip(chars, data["left"], strict=True) if n},
        right={char: n for char, n in zip(chars, data["right"], strict=True) if n},
        kerns=dict(zip(zip(flat[::3], flat[1::3], strict=True), flat[2::3], strict=True)),
        ligatures=ligatures,
        ligated=re.compile("|".join(longest)) if ligatures else None,
    )


@lru_cache(maxsize=8)
def _family(table: str) -> dict[str, dict[str, Any]]:
    text = (files("briefer.typeset.metrics") / f"{table}.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


class Extent(NamedTuple):
    """The width of a text in points: by the font's design, and as LibreOffice draws it (`drawn`).

    The `ink` widths leave out spaces at the end. `tab` tells that a tab follows, which has no width of its own.
    """

    ink: float
    full: float
    drawn_ink: float
    drawn: float
    tab: bool = False


class Ruler(dict[str, Extent]):
    """Measures texts in one style and remembers each; `scale` is how much larger they are drawn."""

    __slots__ = ("_font", "_scale", "_size")

    def __init__(self, face: Font, size: float, scale: float = 1) -> None:
        super().__init__()
        self._font, self._size, self._scale = face, size, scale

    def __missing__(self, text: str) -> Extent:
        if len(self) > _MOST_WORDS:
            self.clear()
        tab = text.endswith("\t")
        whole = text[:-1] if tab else text
        full, drawn = self._measured(whole)
        bare = whole.rstrip(" ")
        ink, drawn_ink = self._measured(bare) if len(bare) < len(whole) else (full, drawn)
        found = self[text] = Extent(ink, full, drawn_ink, drawn, tab)
        return found

    def _measured(self, text: str) -> tuple[float, float]:
        drawn = self._font.drawn(text, self._size * self._scale) / self._scale
        return self._font.advance(text) * self._size / self._font.units, drawn


@lru_cache(maxsize=256)
def ruler(family: str, size: float, bold: bool = False, italic: bool = False, scale: float = 1) -> Ruler:
    """Return the ruler of a style; `ruler(…)[text]` is the width of a text on one line, drawn `scale` times as large."""
    return Ruler(font(family, bold, italic), size, scale)


def width(text: str, family: str, size: float, bold: bool = False, italic: bool = False) -> float:
    """Return the width of `text` on one line by the font's design, in points."""
    return ruler(family, size, bold, italic)[text].full
