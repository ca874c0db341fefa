"""Where everything stands on the layouts of our own brands: boxes in points on a page of 960 × 540.

Two edges carry the page: labels and titles start at 54, text, sources and footer at 198; the right margin is 906.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import Literal, TypeAlias

from briefer.specs.brand import Brand, Colour, TypeRole
from briefer.typeset.grid import SOURCES, source_lines

Kind: TypeAlias = Literal["title", "body", "tbl", "obj", "ftr", "sldNum", "dt", "chart"]

LEFT, TEXT, WIDE, NARROW = 54, 198, 852, 708
HANG = 144
"""From the label edge to the text edge."""

INDICES: dict[str, int] = {
    "title": 0,
    "body": 10,
    **{f"body{n}": 9 + n for n in range(2, 10)},
    "source_label": 20,
    "source_line": 21,
    "banner_top": 22,
    "banner_bottom": 23,
    "status": 24,
    "kicker": 25,
    "foot": 26,
    "source_line2": 27,
    "footer_text": 30,
    "slide_number": 31,
    "date": 32,
}
"""The placeholder index of each field, the same in every layout."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One placeholder of a layout; x, y, width and height in points, `hang` the width of its label column."""

    field: str
    x: float
    y: float
    width: float
    height: float
    role: TypeRole
    prompt: str
    kind: Kind = "body"
    ink: Colour = "ink"
    hang: float = 0
    framed: bool = False

    @property
    def index(self) -> int:
        """Return the placeholder index."""
        return INDICES[self.field]


_BANNERS = (
    Slot("banner_top", 822, 18, 84, 20, "mark", "Marking", framed=True),
    Slot("banner_bottom", 822, 505, 84, 20, "mark", "Marking", framed=True),
)
_STATUS = Slot("status", LEFT, 21, 600, 14, "status", "What is still open in this draft")
_SOURCES = (
    Slot("source_label", LEFT, 450, 132, 14, "source", "Sources", ink="ink2"),
    Slot("source_line", TEXT, 450, NARROW, SOURCES, "source", "Short sources, one a line", ink="ink2", hang=20),
    Slot("source_line2", 558, 450, 348, SOURCES, "source", "More sources", ink="ink2", hang=20),
)
_FOOTERS = (
    Slot("slide_number", LEFT, 508, 132, 14, "source", "", "sldNum", "ink2"),
    Slot("footer_text", TEXT, 508, 480, 14, "source", "Brief, version, age of the evidence", "ftr", "ink2"),
    Slot("date", 690, 508, 120, 14, "source", "", "dt", "ink2"),
)
_TITLE = Slot("title", LEFT, 48, WIDE, 76, "title", "A full sentence that says what the slide shows", "title")
_COVER = (
    Slot("kicker", LEFT, 48, NARROW, 20, "kicker", "Kind of brief", ink="ink2"),
    Slot("title", LEFT, 96, WIDE, 150, "cover", "The finding of the deck in one sentence", "title"),
)


def _lines(height: float = 294) -> Slot:
    return Slot("body", LEFT, 138, WIDE, height, "body", "Label, tab, text", hang=HANG)


def _table(role: TypeRole, height: float = 294) -> Slot:
    return Slot("body", LEFT, 138, WIDE, height, role, "A table", "tbl")


def _note(y: float, height: float) -> Slot:
    return Slot("body2", LEFT, y, WIDE, height, "note", "Label, tab, note under the table", hang=HANG)


def _columns() -> tuple[Slot, ...]:
    slots = []
    for at, x in enumerate((54, 342, 630)):
        head, text = ("body", "body2") if at == 0 else (f"body{2 * at + 1}", f"body{2 * at + 2}")
        slots.append(Slot(head, x, 138, 276, 36, "label", "Number and view"))
        slots.append(Slot(text, x, 186, 258, 150, "dense", "Author: the reason (page)"))
    silent = Slot("body7", LEFT, 346, WIDE, 22, "note", "No position, tab, names", ink="ink2", hang=HANG)
    return (*slots, silent, Slot("body8", LEFT, 376, WIDE, 48, "note", "Assessment, tab, text", hang=HANG))


_DECISION = (
    Slot("body", LEFT, 141, WIDE, 96, "lead_small", "Exact wording, tab, what is to be decided", hang=HANG),
    Slot("body2", LEFT, 265, WIDE, 32, "roomy", "Who decides, tab, the choices", hang=HANG),
    Slot("body3", LEFT, 320, WIDE, 110, "note", "Label, tab, fact", hang=HANG),
)
_QUOTATION = (
    Slot("body", LEFT, 162, WIDE, 132, "quotation", "Label, tab, “a quotation, word for word”", hang=HANG),
    Slot("body2", LEFT, 312, WIDE, 120, "roomy", "Label, tab, fact", hang=HANG),
)
_TIMELINE = (
    *(
        Slot(f"body{n}" if n > 1 else "body", x, y, 186, 130, "dense", "Date, then what happened and who reports it")
        for n, (y, x) in enumerate(product((138, 290), (54, 270, 486, 702)), start=1)
    ),
    Slot("body9", LEFT, 402, WIDE, 22, "note", "Label, tab, note under the events", hang=HANG),
)
_CHART = (
    Slot("body", LEFT, 138, WIDE, 230, "dense", "Names and counts", "tbl"),
    Slot("body2", 318, 162, 588, 230, "dense", "Bars of the counts", "chart"),
    Slot("body3", LEFT, 402, WIDE, 22, "note", "Label, tab, note under the chart", hang=HANG),
)
_CONTENT: dict[str, tuple[Slot, ...]] = {
    "bluf": (_lines(),),
    "source-summary": (_table("roomy"), _note(402, 22)),
    "consensus-map": (_table("roomy"), _note(402, 22)),
    "two-voices": _columns(),
    "voices": (_table("dense"), _note(402, 22)),
    "ranked-table": (_table("dense", 230), _note(378, 44)),
    "options": (_table("dense", 254), _note(402, 22)),
    "risks": (_table("roomy_small"), _note(402, 22)),
    "decision": _DECISION,
    "theme-summary": (_lines(),),
    "quotation": _QUOTATION,
    "register": (Slot("body", LEFT, 138, WIDE, 254, "roomy_small", "Sources, numbered", "obj"), _note(402, 22)),
    "next-steps": (_table("roomy"), _note(402, 22)),
    "purpose-and-scope": (_table("roomy_small"),),
    "agenda": (_table("roomy"),),
    "executive-summary": (_table("roomy_small"),),
    "assertion-evidence": (_lines(),),
    "evidence-assessment": (_table("roomy_small"),),
    "objection-answer": (_table("roomy_small"), _note(402, 22)),
    "position-matrix": (_table("dense"), _note(402, 22)),
    "position-chart": _CHART,
    "theme-matrix": (_table("dense"), _note(402, 22)),
    "recommendations": (_table("dense"), _note(402, 22)),
    "essay-card": (_table("roomy"), _note(402, 22)),
    "what-changed": (_table("roomy_small"), _note(402, 22)),
    "timeline": _TIMELINE,
    "question-answer": (_lines(),),
    "contact-and-version": (_table("roomy_small"),),
    "statement": (Slot("body", LEFT, 138, WIDE, 294, "body", "Text", "obj", hang=HANG),),
}


def layouts(brand: Brand) -> dict[str, tuple[Slot, ...]]:
    """Return the placeholders of each layout in reading order, tables and sources in the type of `brand`."""
    return {name: tuple(_branded(slot, name, brand) for slot in slots) for name, slots in _layouts().items()}


def _branded(slot: Slot, layout: str, brand: Brand) -> Slot:
    if slot.field.startswith("source_line"):
        return replace(slot, height=source_lines(brand) * brand.style(slot.role).leading)
    return replace(slot, role=brand.tables.get(layout, slot.role)) if slot.kind == "tbl" else slot


def _layouts() -> dict[str, tuple[Slot, ...]]:
    cover_facts = Slot("body", LEFT, 300, WIDE, 150, "roomy", "Label, tab, fact", hang=HANG)
    cover_foot = Slot("foot", LEFT, 474, WIDE, 14, "source", "What the marking means", ink="ink2")
    finding = Slot("body", LEFT, 300, WIDE, 132, "lead", "The finding of this part")
    frame = (*_SOURCES, *_FOOTERS, *_BANNERS)
    found: dict[str, tuple[Slot, ...]] = {"title": (*_COVER, cover_facts, cover_foot, *_FOOTERS, *_BANNERS, _STATUS)}
    for name, content in _CONTENT.items():
        found[name] = (_TITLE, _STATUS, *content, *frame)
    found["section"] = (*_COVER, finding, _STATUS, *frame)
    return found
