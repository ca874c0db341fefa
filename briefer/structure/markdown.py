"""A body written in Markdown: text without marks, and the pages, headings, paragraphs and notes that point into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefer.model.essay import Aside, Footnote, NoteStatus, Page, Paragraph, Section
from briefer.model.text import canonical
from briefer.structure.draft import Block, Draft, composed, resolved
from briefer.structure.mdblocks import MdBlock, md_blocks

_TOKENS = re.compile("\x02[^\x03]*\x03")


@dataclass(frozen=True, slots=True)
class MarkdownBody:
    """A canonical body and everything an essay keeps about it."""

    body: str
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    asides: tuple[Aside, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


def body_of(markdown: str) -> MarkdownBody:
    """Return the body that `markdown` writes: `[p. 12]` alone on a line starts a page, `[^1]` marks a note."""
    found = md_blocks(canonical(markdown))
    draft, footnotes, pages = drafted(found)
    return MarkdownBody(draft.body, pages, draft.sections, draft.paragraphs, draft.asides, footnotes)


def drafted(
    found: Sequence[MdBlock], definitions: Mapping[str, str] | None = None, used: Iterable[str] = ()
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


def plain_text(block: MdBlock) -> str:
    """Return the text of a block without tokens, on one line."""
    return " ".join(_TOKENS.sub("", block.text).split())


def marks_in(found: Iterable[MdBlock]) -> set[str]:
    """Return the labels of all notes that `found` refers to."""
    return {label for block in found for label in re.findall("\x02n:([^\x03]*)\x03", block.text)}


def _block(block: MdBlock, top: int) -> Block:
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


def _numbers(labels: Sequence[str]) -> dict[str, str]:
    """Return the number each note shows: the digits its label ends in where all have some, else its place."""
    digits = [match[1].lstrip("0") if (match := re.search(r"(\d+)$", label)) else "" for label in labels]
    if all(digits) and len(set(digits)) == len(digits):
        return dict(zip(labels, digits, strict=True))
    return {label: str(place) for place, label in enumerate(labels, start=1)}
