"""The other files of a library folder: library, positions, recommendations, essay front matter and structure.

docs/library-folder.md describes them for people. Entries hold what a file may leave out; the model holds what is so.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from briefer.errors import Problem, SpecError
from briefer.model.essay import (
    Aside,
    EssayKind,
    Footnote,
    Locator,
    Origin,
    Page,
    Paragraph,
    Reading,
    Section,
    TextKind,
)
from briefer.model.evidence import PassageKind, Stand, ThemeMark
from briefer.specs import STRICT
from briefer.specs.strict_yaml import Document
from briefer.specs.validate import Bool, Int, Texts, validate

LIBRARY = "library/1"
POSITIONS = "positions/1"
RECOMMENDATIONS = "recommendations/1"
ESSAY = "essay/1"
STRUCTURE = "structure/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFile:
    """library.yaml."""

    name: str = "Library"
    settings: dict[str, str] = field(default_factory=dict)

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionEntry:
    """One essay's stand, under its proposition."""

    essay: str
    stand: Stand
    condition: str = ""
    reason: str = ""
    scope: str = ""
    holder: str = ""
    passages: Texts = ()
    confirmed: Bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PropositionEntry:
    """A proposition with the positions on it; without `order` its place in the list counts, from 1."""

    id: str
    text: str
    short: str = ""
    themes: Texts = ()
    labels: dict[Stand, str] = field(default_factory=dict)
    order: Int | None = None
    positions: tuple[PositionEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionsFile:
    """positions.yaml."""

    propositions: tuple[PropositionEntry, ...] = ()

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationEntry:
    """A register entry; without `order` its place in the list counts, from 1."""

    id: str
    text: str
    actor: str = ""
    action: str = ""
    instrument: str = ""
    horizon: str = ""
    condition: str = ""
    themes: Texts = ()
    passages: Texts = ()
    merged_from: Texts = ()
    confirmed: Bool = True
    order: Int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationsFile:
    """recommendations.yaml."""

    recommendations: tuple[RecommendationEntry, ...] = ()

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageEntry:
    """A passage in front matter; `quote` are the words in the body that a wording of the analyst's own rests on.

    Without `order`, a digest's passages stand in file order and those of a full text in text order.
    """

    id: str = ""
    kind: PassageKind = "quotation"
    text: str = ""
    quote: str = ""
    locator: Locator = Locator()
    themes: Texts = ()
    headline: str = ""
    relays: str = ""
    note: str = ""
    footnotes: Texts = ()
    doubtful: Bool = False
    overtaken: Bool = False
    marks: tuple[ThemeMark, ...] = ()
    confirmed: Bool = True
    order: Int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EssayFile:
    """The front matter of essay.md; `reference` holds CSL-JSON variables."""

    reference: dict[str, object]
    kind: EssayKind = "essay"
    text: TextKind = "full"
    reading: Reading = "unread"
    order: Int = 0
    affiliations: Texts = ()
    language: str = ""
    themes: Texts = ()
    note: str = ""
    passages: tuple[PassageEntry, ...] = ()

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPassage:
    """Where a passage stands in the verbatim body, with its surroundings; start and end are 0 when it has no anchor."""

    start: int = 0
    end: int = 0
    before: str = ""
    after: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """The file that the body was taken from."""

    name: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureFile:
    """structure.json: what a program measured. Offsets hold only while the body has this SHA-256."""

    body_sha256: str
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    asides: tuple[Aside, ...] = ()
    notes: tuple[Footnote, ...] = ()
    passages: dict[str, PlacedPassage] = field(default_factory=dict)
    source: SourceFile = SourceFile()
    confidence: float = 1.0
    remarks: tuple[str, ...] = ()
    revision: int = 1
    origins: tuple[Origin, ...] = ()
    dismissed: tuple[str, ...] = ()
    joins: tuple[int, ...] = ()
    splits: tuple[int, ...] = ()


def structure_of(text: str, file: str) -> StructureFile:
    """Return the structure that a JSON file holds; raises SpecError when it is not one. Unknown keys are ignored."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SpecError([Problem(file, 0, 0, "", f"not valid JSON: {error}")]) from error
    if not isinstance(data, dict):
        raise SpecError([Problem(file, 0, 0, "", "expected a JSON object")])
    return validate(Document(file, data, {}), StructureFile, STRUCTURE)
