"""Essays: one authored piece each, with the maps from its canonical text to pages, sections and notes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.model.reference import Reference

EssayKind: TypeAlias = Literal[
    "essay", "foreword", "introduction", "conclusion", "bibliography", "contributors", "chapter", "report", "article"
]
TextKind: TypeAlias = Literal["full", "digest"]
Reading: TypeAlias = Literal["read", "skimmed", "unread"]
NoteStatus: TypeAlias = Literal["linked", "unlinked", "lost"]

OriginKind: TypeAlias = Literal["file", "sidecar", "user"]

VOICES: tuple[EssayKind, ...] = ("essay", "chapter", "report", "article")
"""Kinds that count as a voice; forewords, introductions and the like are outside every denominator."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page begins at code point `start` of the body; `index` is the physical page, from 1, where there is one."""

    start: int
    label: str
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: its words stand in the body at `start:end`; level 1 is the highest."""

    title: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text at `start:end` of the body."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Aside:
    """A pull quote, caption, table or list item that stands in the body but not in its running text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note: its mark was removed from the body at `mark_at` (None when unlinked); `text` is "" when lost."""

    label: str
    mark_at: int | None
    text: str
    status: NoteStatus


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field of a reference comes from; `name` is the sidecar's. What has no origin comes from the file."""

    field: str
    kind: OriginKind
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay:
    """One authored piece; it counts as one voice however many authors it has. Its body is stored under `body_sha256`."""

    id: str
    reference: Reference
    kind: EssayKind = "essay"
    text: TextKind = "full"
    body_sha256: str
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    asides: tuple[Aside, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    affiliations: tuple[str, ...] = ()
    language: str = ""
    themes: tuple[str, ...] = ()
    reading: Reading = "unread"
    order: int = 0
    """Place on the shelf; ties are broken by id."""
    source_sha256: str = ""
    source_name: str = ""
    confidence: float = 1.0
    """How sure the import was that this piece is one piece, 0 to 1."""
    remarks: tuple[str, ...] = ()
    note: str = ""
    revision: int = 1
    origins: tuple[Origin, ...] = ()
    """Fields of the reference that the file itself did not give."""
    dismissed: tuple[str, ...] = ()
    """Ids of suggestions and of hints of stands that the user dropped."""
    joins: tuple[int, ...] = ()
    """Offsets at which the user took a sentence boundary away, ascending."""
    splits: tuple[int, ...] = ()
    """Offsets at which a sentence begins because the user says so, ascending."""

    @property
    def counts(self) -> bool:
        """Tell whether this piece is a voice in the denominator."""
        return self.kind in VOICES

    def page_at(self, offset: int) -> str:
        """Return the printed label of the page that holds code point `offset`, "" when there are no pages."""
        if not self.pages or offset < self.pages[0].start:
            return ""
        return self.pages[bisect_right([page.start for page in self.pages], offset) - 1].label

    def locator(self, start: int, end: int) -> Locator:
        """Return where `start:end` stands: printed pages, else section heading and paragraph number in it."""
        first = self.page_at(start)
        if first:
            last = self.page_at(end - 1)
            return Locator(page=first if first == last else f"{first}–{last}")
        section = next((s for s in reversed(self.sections) if s.start <= start), None)
        since = section.start if section else 0
        number = sum(since <= p.start <= start for p in self.paragraphs)
        return Locator(section=section.title if section else "", paragraph=str(number) if number else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A place in an essay as readers cite it. Pages are printed labels; ranges take an en dash ("14–15")."""

    page: str = ""
    section: str = ""
    paragraph: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.page or self.section or self.paragraph or self.note)
