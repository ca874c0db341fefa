"""A structured document, whatever its format: blocks in reading order, with tokens where note marks and pages stand.

Readers of DOCX, ODT, EPUB, HTML and Markdown make a `Document`; `docvolume.imported_document` makes essays of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from briefer.model.essay import Footnote, NoteStatus, Page
from briefer.model.reference import Reference
from briefer.model.text import canonical
from briefer.model.transcript import Annotation
from briefer.structure.draft import Block, Draft, composed, resolved, token

DocKind: TypeAlias = Literal["heading", "paragraph", "aside", "note"]
Role: TypeAlias = Literal["", "title", "subtitle", "author", "affiliation", "date", "abstract", "contents"]

_TOKENS = re.compile("\x02[^\x03]*\x03")
_MARKS = re.compile("\x02n:([^\x03]*)\x03")
_PAGE_TOKEN = re.compile(r"\s*(\x02p:[^\x03]*\x03)\s*")
_LAYOUT_WORDS = 80
_BREAK = re.compile("[\n\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class DocBlock:
    """A heading, paragraph, aside or note.

    `text` has passed `tidy`; it holds `note_mark(label)` where the note of that label is marked, `page_top(label)`
    where a printed page begins, and a line feed where the file forces a line break.
    """

    kind: DocKind
    text: str
    level: int = 0
    """Of a heading, 1 for the highest."""
    aside: str = ""
    """Of an aside: "pull-quote", "caption", "table", "box", "code" ..."""
    label: str = ""
    """Of a note: unique in the file. What it shows stands after a "#" ("endnote-7#*"), else the digits it ends in."""
    strong: bool = False
    """The whole paragraph is set in bold or italics."""
    item: bool = False
    """A list item or block quote."""
    role: Role = ""
    """What the file itself says it is: a title page's style, a by-line, a table of contents. Never guessed from words."""
    size: float = 0.0
    """Size of the type in points where the file says it, else 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file in reading order."""

    blocks: tuple[DocBlock, ...]
    given: Reference = Reference()
    """What author or publisher state of the whole file (front matter, package metadata): goes before its text."""
    properties: Reference = Reference()
    """What the program that saved it noted (document properties): asked last."""
    remarks: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    """What readers commented on, in the words of the file."""


def note_mark(label: str) -> str:
    """Return what stands in a block's text where note `label` is marked."""
    return token(f"n:{label}")


def page_top(label: str) -> str:
    """Return what stands in a block's text where the printed page `label` begins."""
    return token(f"p:{label}")


def tidy(text: str) -> str:
    """Return inline text in NFC with single blanks inside its lines, tokens close to what they follow."""
    if "\x02p:" in text:
        text = _PAGE_TOKEN.sub(r" \1", text)
    lines = [" ".join(line.split()) for line in text.splitlines()] if _BREAK.search(text) else [" ".join(text.split())]
    joined = unicodedata.normalize("NFC", "\n".join(line for line in lines if line))
    return joined.replace(" \x02n:", "\x02n:").replace("\n\x02n:", "\x02n:") if "\x02n:" in joined else joined


def clean(raw: str) -> str:
    """Return text of a file without what canonical text cannot hold, tokens above all."""
    return raw if raw.isascii() and raw.isprintable() else canonical(raw)


def drafted(
    found: Sequence[DocBlock], definitions: Mapping[str, str] | None = None, used: Iterable[str] = ()
) -> tuple[Draft, tuple[Footnote, ...], tuple[Page, ...]]:
    """Return blocks as a draft with its notes and pages.

    `definitions` holds notes that are defined elsewhere in the file; those in `used` belong to another piece.
    """
    top = min((block.level for block in found if block.kind == "heading"), default=1)
    draft, places = resolved(composed(_block(block, top) for block in found if block.kind != "note"))
    marks: dict[str, int] = {}
    pages: dict[int, Page] = {}
    for label, offset in places:
        start = _next_text(draft.body, offset)
        if label.startswith("n:"):
            marks.setdefault(label[2:], offset)
        elif start < len(draft.body):
            pages[start] = Page(start, label[2:])
    own = {block.label: block.text for block in found if block.kind == "note"}
    return draft, _footnotes(marks, own, definitions or {}, set(used)), tuple(pages.values())


def boxed(blocks: Iterable[DocBlock]) -> list[DocBlock]:
    """Return what stands in a text box, paragraphs and headings as its asides."""
    return [
        replace(one, kind="aside", aside="box", level=0, role="") if one.kind in ("paragraph", "heading") else one
        for one in blocks
    ]


def tabled(rows: Sequence[Sequence[Sequence[DocBlock]]]) -> list[DocBlock]:
    """Return a table of cells of blocks as an aside with its notes, and one that only lays out text as that text.

    A table lays out text when it holds headings or authors, or more than 80 words in the average cell.
    """
    held = [block for row in rows for cell in row for block in cell]
    texts = [[" ".join(b.text.replace("\n", " ") for b in cell if b.kind != "note") for cell in row] for row in rows]
    filled = sum(bool(text) for row in texts for text in row)
    words = sum(len(text.split()) for row in texts for text in row)
    if not filled or any(b.kind == "heading" or b.role for b in held) or words > _LAYOUT_WORDS * filled:
        return held
    text = "\n".join(" | ".join(row) for row in texts if any(row))
    table = DocBlock("aside", text, aside="box" if filled == 1 else "table")
    return [table, *(block for block in held if block.kind == "note")]


def plain_text(block: DocBlock) -> str:
    """Return the text of a block without tokens, on one line."""
    return " ".join(_TOKENS.sub("", block.text).split())


def marks_in(found: Iterable[DocBlock]) -> set[str]:
    """Return the labels of all notes that `found` refers to."""
    return {label for block in found for label in _MARKS.findall(block.text)}


def _block(block: DocBlock, top: int) -> Block:
    if block.kind == "heading":
        return Block("heading", block.text.replace("\n", " "), level=block.level - top + 1)
    if block.kind == "aside":
        return Block("aside", block.text, aside=block.aside)
    return Block("paragraph", block.text.replace("\n", " "))


def _next_text(body: str, offset: int) -> int:
    while offset < len(body) and body[offset].isspace():
        offset += 1
    return offset


def _footnotes(
    marks: Mapping[str, int], own: Mapping[str, str], elsewhere: Mapping[str, str], used: set[str]
) -> tuple[Footnote, ...]:
    """Return the notes in the order of their marks, then those without one; a mark without a text is a lost note."""
    orphans = [label for label in own if label not in marks and label not in used]
    numbers = _numbers([*marks, *orphans])
    out: list[Footnote] = []
    for label in (*marks, *orphans):
        text = _TOKENS.sub("", own.get(label, elsewhere.get(label, ""))).replace("\n", " ").strip()
        status: NoteStatus = "lost" if not text else "linked" if label in marks else "unlinked"
        out.append(Footnote(numbers[label], marks.get(label), text, status))
    return tuple(out)


def shown(label: str) -> str:
    """Return what a note of `label` shows in the file, "" when the label does not say."""
    _, sign, mark = label.rpartition("#")
    digits = re.search(r"(\d+)$", label)
    return mark if sign else (digits[1].lstrip("0") if digits else "")


def _numbers(labels: Sequence[str]) -> dict[str, str]:
    """Return what each note shows where all show something of their own, else its place."""
    marks = [shown(label) for label in labels]
    if all(marks) and len(set(marks)) == len(marks):
        return dict(zip(labels, marks, strict=True))
    return {label: str(place) for place, label in enumerate(labels, start=1)}
