"""The body of an essay.md: verbatim where structure.json still fits it, read as Markdown where a person wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.errors import Problem, SpecError
from briefer.model.essay import Aside, Footnote, Page, Paragraph, Section
from briefer.model.text import digest
from briefer.specs.library_files import StructureFile
from briefer.structure.markdown import body_of


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


def read_body(written: str, structure: StructureFile | None, file: str) -> Body:
    """Return the body under the front matter; raises SpecError when `structure` points outside it."""
    verbatim = written.removeprefix("\n").removesuffix("\n")
    if structure is None or digest(verbatim) != structure.body_sha256:
        read = body_of(written)
        return Body(read.body, read.pages, read.sections, read.paragraphs, read.asides, read.footnotes)
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
