"""What a paginated file shows: runs of characters with their places on its pages. Pure: no I/O."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """How the letters of a run are drawn; `size` is in points."""

    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style side by side on one baseline `y`; points from the lower left corner of the page."""

    text: str
    x0: float
    x1: float
    y: float
    style: Style


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line drawn across the page."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size in points, the label that the file gives it ("" when none), its runs as the file has them."""

    width: float
    height: float
    label: str
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...] = ()
    picture: bool = False
    """Whether the page shows a picture."""
    turned: int = 0
    """Characters set in another direction than most of the page; they are not among the runs."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the file's outline; `level` 0 is the highest, `page` counts from 0."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What a reader marked or wrote on page `page` (from 0, -1 in a file without pages); no `text` when it touches none."""

    page: int
    is_mark: bool
    """Whether words are marked; else `text` is the line beside which the comment stands."""
    text: str
    before: str = ""
    after: str = ""
    """What stands around `text` on its page."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """All that is read from a paginated file."""

    sheets: tuple[Sheet, ...]
    bookmarks: tuple[Bookmark, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    title: str = ""
    author: str = ""
    created: str = ""
