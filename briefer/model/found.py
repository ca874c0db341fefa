"""What was found in a finished file, and the words in which a check speaks of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.model.provenance import Record

Verdict: TypeAlias = Literal[
    "verbatim",
    "verbatim-marked",
    "elsewhere",
    "altered",
    "unquotable",
    "unrecognised",
    "source-changed",
    "unchanged",
    "reworded",
    "new",
    "removed",
    "copied",
]
Change: TypeAlias = Literal[
    "word", "number", "name", "negation", "modal", "order", "page", "author", "source-line", "role"
]
Severity: TypeAlias = Literal["fail", "warn", "ok"]

LABEL_LIMIT = 60
"""Characters of a label at most: what stands before a tab and is longer is text."""

CHANGES: tuple[Change, ...] = (
    "negation",
    "number",
    "page",
    "author",
    "name",
    "source-line",
    "modal",
    "role",
    "order",
    "word",
)
"""Every kind of change, the gravest first: the order in which they are reported."""

Place: TypeAlias = Literal["title", "body", "cell", "source", "notes", "furniture", "chart"]
"""Where a text stands on a slide; `furniture` is what every slide repeats: footers, banners, numbers."""


def bar_text(name: str, values: Iterable[tuple[str, float]]) -> str:
    """Return what a row of a chart says: its name, then each series with its number ("Ferries: For 3, Against 0")."""
    return f"{name}: " + ", ".join(f"{series} {value:g}" for series, value in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundText:
    """One paragraph of a finished file: label, text and source numbers apart from each other."""

    text: str
    """Every visible word but the label and the marks."""
    label: str = ""
    """Word in the left column, before the tab."""
    marks: tuple[int, ...] = ()
    """Source numbers ("[1][2]") in order."""
    place: Place = "body"
    shape: str = ""
    """Name of the shape it stands in."""
    paragraph: int = 0
    """Number on its slide in reading order, from 1; notes are counted for themselves."""
    row: int = 0
    """Row of a table cell, from 1; 0 outside tables."""
    column: int = 0
    struck: bool = False
    """Some of it is struck through."""

    @property
    def visible(self) -> str:
        """Return the paragraph as it is read: label, tab, text, marks."""
        marks = "".join(f"[{number}]" for number in self.marks)
        return "\t".join(part for part in (self.label, self.text + marks) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPicture:
    """A picture of a finished file: the hash of its bytes, "" where they are missing, and what is said of it."""

    sha256: str
    alt: str = ""
    """What it says to those who do not see it."""
    shape: str = ""
    cropped: bool = False
    """A part of it is cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSlide:
    """One slide as found; `number` counts from 1 in the order of the file."""

    number: int
    texts: tuple[FoundText, ...] = ()
    notes: tuple[str, ...] = ()
    """Lines of the speaker notes."""
    names: tuple[str, ...] = ()
    """Names of all its shapes."""
    pictures: tuple[FoundPicture, ...] = ()
    hidden: bool = False
    unread: int = 0
    """Pictures and diagrams whose words cannot be read."""

    @property
    def title(self) -> str:
        """Return the text of the title, "" when there is none."""
        return next((text.text for text in self.texts if text.place == "title"), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDeck:
    """A presentation as found, with the records it still carries."""

    slides: tuple[FoundSlide, ...] = ()
    records: tuple[Record, ...] = ()
    run: str = ""
    records_edited: bool = False
    """The records are not the ones that were written: their digest differs."""
