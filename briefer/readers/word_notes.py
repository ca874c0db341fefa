"""Footnotes and endnotes of a Word file: their texts, and the number each shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from briefer.readers.package import Package
from briefer.readers.word_styles import VAL, W

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_SYMBOLS = "*†‡§"


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the notes of one kind are counted."""

    start: int = 1
    by_section: bool = False
    form: str = "decimal"


@dataclass(frozen=True, slots=True)
class Notes:
    """The texts of the notes by kind and id, and how they are numbered."""

    texts: Mapping[tuple[str, str], etree._Element]
    numbering: Mapping[str, Numbering]


def notes_of(package: Package, related: Mapping[str, str], body: etree._Element) -> Notes:
    """Return the notes of both kinds."""
    texts: dict[tuple[str, str], etree._Element] = {}
    settings = package.xml(related.get("settings", "word/settings.xml"))
    numbering: dict[str, Numbering] = {}
    for kind in ("footnote", "endnote"):
        root = package.xml(related.get(f"{kind}s", f"word/{kind}s.xml"))
        for one in root if root is not None else ():
            if one.tag == f"{W}{kind}" and one.get(f"{W}type", "normal") == "normal":
                texts[kind, one.get(f"{W}id") or ""] = one
        numbering[kind] = _numbering(kind, settings, body)
    both = {kind for kind, _ in texts} == {"footnote", "endnote"}
    if not both and numbering["endnote"].form == "lowerRoman" and not _stated("endnote", "numFmt", settings, body):
        numbering["endnote"] = Numbering(numbering["endnote"].start, numbering["endnote"].by_section)
    return Notes(texts, numbering)


def _numbering(kind: str, settings: etree._Element | None, body: etree._Element) -> Numbering:
    start = _stated(kind, "numStart", settings, body)
    return Numbering(
        int(start) if start.isdecimal() and len(start) < 5 else 1,
        _stated(kind, "numRestart", settings, body) == "eachSect",
        _stated(kind, "numFmt", settings, body) or ("decimal" if kind == "footnote" else "lowerRoman"),
    )


def _stated(kind: str, what: str, settings: etree._Element | None, body: etree._Element) -> str:
    """Return what the last section says of notes, else the whole document."""
    for place in (body.find(f"{W}sectPr"), settings):
        found = place.find(f"{W}{kind}Pr/{W}{what}") if place is not None else None
        if found is not None:
            return found.get(VAL) or ""
    return ""


def numeral(number: int, form: str) -> str:
    """Return `number` as Word shows it."""
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        out = ""
        for value, letters in (*_ROMAN, *_ROMAN_ONES):
            out, number = out + letters * (number // value), number % value
        return out.upper() if form == "upperRoman" else out
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form == "chicago" and number > 0:
        return _SYMBOLS[(number - 1) % 4] * ((number - 1) // 4 + 1)
    return str(number)
