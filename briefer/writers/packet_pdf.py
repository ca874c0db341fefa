"""A source packet as PDF: contents with the numbers of the register, then cited pages and paragraphs, passages marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefer.model.deck import Deck
from briefer.model.memo import Paper
from briefer.model.text import ranges
from briefer.specs.brand import Brand
from briefer.typeset.joining import joined
from briefer.typeset.memo_rows import SHEETS
from briefer.writers.packet_marks import SCHEME, Bookmarked, Mark, annotated
from briefer.writers.sheet_pdf import compiled_with_pages, sheet_data, tied
from briefer.writers.typefaces import INSTEAD, borrowed_remark, faces_of, named, shown

_TEMPLATE = "sheets/packet.typ"
_TOP, _BOTTOM, _HEAD, _SIDE = 55.5, 62, 22, 27
_LINE, _LETTERS = 13.5, 88
"""Height of a line of a head, and how many letters one holds at least."""
_OVER = 1.2
"""How far a mark reaches over the letters, in points of the original page."""
_SHARED = 3
"""What is told of so many sources stands over the contents, once."""
_WHOLE = 900
"""Characters of an excerpt that is not broken between two pages."""
_INTRO = (
    "Only the pages and paragraphs that deck and memo cite, by the numbers of the register. "
    "Cited words are underlined and highlighted; the note of each highlight names source, slide and statement."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a line, in points from the top left corner of its page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Marking:
    """Cited words, where they stand on a page (nowhere when they were not found), and what the mark says of them."""

    words: str
    places: tuple[Place, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSheet:
    """A page of an original: page `page` of the PDF `file`, as large as it is seen, with the cited words."""

    head: str
    label: str
    """Name of the page in its source: "p. 12"."""
    slides: str
    file: str
    page: int
    width: float
    height: float
    marks: tuple[Marking, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a paragraph; with a `note` they are cited, and it says where."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Paragraphs round cited words, with their place in the source and the slides that cite them."""

    place: str
    slides: str
    paragraphs: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSheet:
    """What is cited of a source that has no pages to show."""

    head: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketEntry:
    """A numbered source with what the packet holds of it; `notes` tell what it does not hold."""

    number: int
    name: str
    """Short form and title, for the bookmarks."""
    full: str
    cited: str
    slides: str
    sheets: tuple[PageSheet | TextSheet, ...] = ()
    notes: tuple[str, ...] = ()


def write_packet(
    deck: Deck, entries: Sequence[PacketEntry], files: Mapping[str, bytes], paper: Paper, brand: Brand
) -> tuple[bytes, int, tuple[str, ...]]:
    """Return the packet of a deck, how many pages it has and what to tell of its letters.

    `files` are the PDFs that the sheets name. Where no font has a letter of a source a sign stands for it.
    Raises OutputError.
    """
    marks: dict[str, Mark] = {}
    content = packet_data(deck, entries, paper, brand, marks)
    faces = faces_of(content)
    content = shown(content, faces.lacking)
    told = [borrowed_remark("packet", faces)]
    if faces.lacking:
        told.append(f"The packet shows “{INSTEAD}” where no font here has {named(faces.lacking)}.")
    data, pages, sheets = compiled_with_pages(_TEMPLATE, content, files, "packet")
    labels = {page: label for page, label in sheets if label}
    data = annotated(data, marks, [*map(_bookmarked, entries)], labels, deck.author or "Briefer", deck.date)
    return data, pages, tuple(filter(None, told))


def _bookmarked(entry: PacketEntry) -> Bookmarked:
    text = "Text" if len(entry.sheets) > 1 else ""
    sheets = (f"{one.label} · {one.slides}" if isinstance(one, PageSheet) else text for one in entry.sheets)
    return Bookmarked(f"[{entry.number}] {entry.name}", tuple(sheets))


def packet_data(
    deck: Deck, entries: Sequence[PacketEntry], paper: Paper, brand: Brand, marks: dict[str, Mark]
) -> dict[str, Any]:
    """Return everything that the template sets, as plain JSON values; its links name what is put into `marks`."""
    sheet = sheet_data(
        paper,
        brand,
        deck,
        title=f"Source packet: {deck.title}",
        foot=f"{deck.footer} · source packet",
    )
    noted: dict[str, list[int]] = {}
    for entry in entries:
        for note in entry.notes:
            noted.setdefault(note, []).append(entry.number)
    shared = {note: numbers for note, numbers in noted.items() if len(numbers) >= _SHARED}
    made = []
    before = False
    for entry in entries:
        sheets = []
        for one in entry.sheets:
            if isinstance(one, PageSheet):
                sheets.append(_page(one, entry.number, paper, marks))
            else:
                sheets.append(_text(one, marks, fresh=before))
            before = isinstance(one, PageSheet)
        made.append(
            {
                "number": entry.number,
                "full": joined(entry.full),
                "cited": joined(entry.cited),
                "slides": entry.slides,
                "notes": [note for note in entry.notes if note not in shared],
                "sheets": sheets,
            }
        )
    return sheet | {
        "bottom": _BOTTOM,
        "description": deck.stamp,
        "keywords": [word for word in (deck.brief_id, deck.run, deck.marking) if word],
        "heading": tied(deck.title),
        "remarks": [f"Sources {ranges(numbers)}: {note}." for note, numbers in shared.items()],
        "intro": _INTRO,
        "entries": made,
    }


def _page(sheet: PageSheet, number: int, paper: Paper, marks: dict[str, Mark]) -> dict[str, Any]:
    width, height = SHEETS[paper]
    head = _HEAD + len(sheet.head) // _LETTERS * _LINE
    scale = min((width - 2 * _SIDE) / max(1, sheet.width), (height - _TOP - _BOTTOM - head) / max(1, sheet.height))
    told = " … ".join(f"“{mark.words}”" for mark in sheet.marks)
    return {
        "kind": "page",
        "head": sheet.head,
        "label": f"[{number}] {sheet.label}",
        "file": sheet.file,
        "page": sheet.page,
        "width": sheet.width * scale,
        "height": sheet.height * scale,
        "marks": [_marking(mark, scale, marks) for mark in sheet.marks if mark.places],
        "alt": f"{sheet.head}: the page as it stands in the original." + (f" Marked: {told}" if told else ""),
    }


def _marking(marking: Marking, scale: float, marks: dict[str, Mark]) -> dict[str, Any]:
    """Return the place of a mark on the sheet, with its boxes from there."""
    left = min(place.x for place in marking.places) - _OVER
    top = min(place.y for place in marking.places) - _OVER
    boxes = tuple(
        (
            (place.x - _OVER - left) * scale,
            (place.y - _OVER - top) * scale,
            (place.width + 2 * _OVER) * scale,
            (place.height + 2 * _OVER) * scale,
        )
        for place in marking.places
    )
    return {
        "x": left * scale,
        "y": top * scale,
        "width": max(x + wide for x, _, wide, _ in boxes),
        "height": max(y + high for _, y, _, high in boxes),
        "boxes": boxes,
        "link": _link(Mark(marking.note, boxes), marks),
    }


def _link(mark: Mark, marks: dict[str, Mark]) -> str:
    key = str(len(marks))
    marks[key] = mark
    return SCHEME + key


def _text(sheet: TextSheet, marks: dict[str, Mark], fresh: bool) -> dict[str, Any]:
    rows = [
        {
            "place": excerpt.place,
            "slides": excerpt.slides,
            "paragraphs": [
                [{"text": part.text} | ({"link": _link(Mark(part.note), marks)} if part.note else {}) for part in parts]
                for parts in excerpt.paragraphs
            ],
            "whole": sum(len(part.text) for parts in excerpt.paragraphs for part in parts) <= _WHOLE,
        }
        for excerpt in sheet.excerpts
    ]
    return {"kind": "text", "head": sheet.head, "label": "", "rows": rows, "fresh": fresh}
