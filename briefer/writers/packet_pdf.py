"""A source packet as PDF: contents with the numbers of the register, then cited pages and paragraphs, passages marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefer.model.deck import Deck
from briefer.model.memo import Paper
from briefer.specs.brand import Brand
from briefer.typeset.memo_rows import SHEETS
from briefer.writers.sheet_pdf import compiled_with_pages, sheet_data

_TEMPLATE = "sheets/packet.typ"
_TOP, _BOTTOM, _HEAD, _SIDE = 55.5, 62, 22, 27
_OVER = 1.2
"""How far a mark reaches over the letters, in points of the original page."""
_WHOLE = 900
"""Characters of an excerpt that is not broken between two pages."""
_INTRO = (
    "Only the pages and paragraphs that deck and memo cite, by the numbers of the register. "
    "Cited words are coloured and underlined."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a line, in points from the top left corner of its page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSheet:
    """A page of an original: page `page` of the PDF `file`, as large as it is seen, with the cited words."""

    head: str
    file: str
    page: int
    width: float
    height: float
    places: tuple[Place, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a paragraph, cited or beside them."""

    text: str
    marked: bool = False


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
    full: str
    cited: str
    slides: str
    sheets: tuple[PageSheet | TextSheet, ...] = ()
    notes: tuple[str, ...] = ()


def write_packet(
    deck: Deck, entries: Sequence[PacketEntry], files: Mapping[str, bytes], paper: Paper, brand: Brand
) -> tuple[bytes, int]:
    """Return the packet of a deck and how many pages it has; `files` are the PDFs that the sheets name.

    Raises OutputError.
    """
    return compiled_with_pages(_TEMPLATE, packet_data(deck, entries, paper, brand), files, "packet")


def packet_data(deck: Deck, entries: Sequence[PacketEntry], paper: Paper, brand: Brand) -> dict[str, Any]:
    """Return everything that the template sets, as plain JSON values."""
    sheet = sheet_data(
        paper,
        brand,
        deck,
        title=f"Source packet: {deck.title}",
        foot=f"{deck.footer} · source packet",
    )
    made = []
    before = True
    for entry in entries:
        sheets = []
        for one in entry.sheets:
            if isinstance(one, PageSheet):
                sheets.append(_page(one, paper))
            else:
                sheets.append(_text(one, fresh=before))
            before = isinstance(one, PageSheet)
        made.append(
            {
                "number": entry.number,
                "full": entry.full,
                "cited": entry.cited,
                "slides": entry.slides,
                "notes": list(entry.notes),
                "sheets": sheets,
            }
        )
    return sheet | {
        "bottom": _BOTTOM,
        "description": deck.stamp,
        "keywords": [word for word in (deck.brief_id, deck.run, deck.marking) if word],
        "heading": deck.title,
        "intro": _INTRO,
        "entries": made,
    }


def _page(sheet: PageSheet, paper: Paper) -> dict[str, Any]:
    width, height = SHEETS[paper]
    scale = min((width - 2 * _SIDE) / max(1, sheet.width), (height - _TOP - _BOTTOM - _HEAD) / max(1, sheet.height))
    boxes = [
        {
            "x": (place.x - _OVER) * scale,
            "y": (place.y - _OVER) * scale,
            "width": (place.width + 2 * _OVER) * scale,
            "height": (place.height + 2 * _OVER) * scale,
        }
        for place in sheet.places
    ]
    marked = f" Marked: {' … '.join(f'“{words}”' for words in sheet.words)}" if sheet.words else ""
    return {
        "kind": "page",
        "head": sheet.head,
        "file": sheet.file,
        "page": sheet.page,
        "width": sheet.width * scale,
        "height": sheet.height * scale,
        "boxes": boxes,
        "alt": f"{sheet.head}: the page as it stands in the original.{marked}",
    }


def _text(sheet: TextSheet, fresh: bool) -> dict[str, Any]:
    rows = [
        {
            "place": excerpt.place,
            "slides": excerpt.slides,
            "paragraphs": [
                [{"text": part.text, "marked": part.marked} for part in parts] for parts in excerpt.paragraphs
            ],
            "whole": sum(len(part.text) for parts in excerpt.paragraphs for part in parts) <= _WHOLE,
        }
        for excerpt in sheet.excerpts
    ]
    return {"kind": "text", "head": sheet.head, "rows": rows, "fresh": fresh}
