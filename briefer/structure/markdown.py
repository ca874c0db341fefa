"""A body written in Markdown: text without marks, and the pages, headings, paragraphs and notes that point into it."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.model.essay import Aside, Footnote, Page, Paragraph, Section
from briefer.model.text import canonical
from briefer.structure.document import drafted
from briefer.structure.mdblocks import md_blocks


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
