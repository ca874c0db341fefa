"""The body of an essay.md: verbatim where structure.json still fits it, read as Markdown where a person wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefer.errors import Problem, SpecError
from briefer.model.essay import Aside, Footnote, Page, Paragraph, Section
from briefer.model.text import digest
from briefer.specs.library_files import StructureFile


@dataclass(frozen=True, slots=True)
class Body:
    """A canonical text with the maps into it."""

    text: str
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    asides: tuple[Aside, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    verbatim: bool = False
    """True when offsets of structure.json hold."""


_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_PAGE = re.compile(r"\[p\.\s*([^\]]+)\]")


@dataclass(slots=True)
class _Markdown:
    """Gathers blocks; a stand-in for the Markdown reader of `structure`."""

    text: str = ""
    pages: list[Page] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)

    def add(self, words: str) -> tuple[int, int]:
        start = len(self.text) + (2 if self.text else 0)
        self.text += ("\n\n" if self.text else "") + words
        return start, len(self.text)


def body_of(markdown: str) -> Body:
    """Return the body that hand-written `markdown` stands for."""
    found = _Markdown()
    for block in re.split(r"\n\s*\n", markdown.strip()):
        words = " ".join(block.split())
        if page := _PAGE.fullmatch(words):
            found.pages.append(Page(len(found.text) + (2 if found.text else 0), page[1].strip()))
        elif heading := _HEADING.fullmatch(words):
            found.sections.append(Section(heading[2], len(heading[1]), *found.add(heading[2])))
        elif words:
            found.paragraphs.append(Paragraph(*found.add(words)))
    return Body(found.text, tuple(found.pages), tuple(found.sections), tuple(found.paragraphs))


def read_body(written: str, structure: StructureFile | None, file: str) -> Body:
    """Return the body under the front matter; raises SpecError when `structure` points outside it."""
    verbatim = written.removeprefix("\n").removesuffix("\n")
    if structure is None or digest(verbatim) != structure.body_sha256:
        return body_of(written)
    body = Body(
        verbatim,
        structure.pages,
        structure.sections,
        structure.paragraphs,
        structure.asides,
        structure.notes,
        verbatim=True,
    )
    if outside := _outside(body):
        raise SpecError([Problem(file, 0, 0, outside, f"points outside the body of {len(verbatim)} characters")])
    return body


def _outside(body: Body) -> str:
    size = len(body.text)
    maps: list[tuple[str, tuple[Section | Paragraph | Aside, ...]]] = [
        ("sections", body.sections),
        ("paragraphs", body.paragraphs),
        ("asides", body.asides),
    ]
    for name, stretches in maps:
        if any(not 0 <= stretch.start <= stretch.end <= size for stretch in stretches):
            return name
    if any(not 0 <= page.start <= size for page in body.pages):
        return "pages"
    if any(note.mark_at is not None and not 0 <= note.mark_at <= size for note in body.footnotes):
        return "notes"
    return ""
