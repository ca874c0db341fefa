"""A brand: the look of decks and memos. Sizes and leadings in points, colours as RRGGBB."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.specs import STRICT

TypeRole: TypeAlias = Literal[
    "cover",
    "title",
    "lead",
    "lead_small",
    "body",
    "roomy",
    "roomy_small",
    "dense",
    "dense_small",
    "head",
    "label",
    "numeral",
    "quotation",
    "quotation_long",
    "source",
    "mark",
    "status",
    "confidence",
    "kicker",
    "wording",
]
Colour: TypeAlias = Literal["ground", "ink", "ink2", "accent", "rule", "hairline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeStyle:
    """One row of the brand's type table."""

    face: Literal["title", "body"]
    size: float
    leading: float
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutMap:
    """Where a layout's fields go in the master: the layout's name and the placeholder index of each field."""

    name: str
    placeholders: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """The look of decks: master file, faces, type table, colours and layout mapping."""

    id: str = ""
    name: str
    master: str
    """Name of the .pptx beside brand.yaml."""
    width: float = 960
    height: float = 540
    title_face: str
    body_face: str
    type: dict[TypeRole, TypeStyle]
    colours: dict[Colour, str]
    layouts: dict[str, LayoutMap]
    assessment_italic_face: Literal["title", "body"] = "title"
    assessment_smaller: float = 1
    language: str = "en-GB"

    __pydantic_config__ = STRICT

    def __hash__(self) -> int:
        """Return a hash of what layout depends on, so that measured slides can be remembered by value."""
        return hash((self.id, self.title_face, self.body_face, tuple(self.type.values())))

    def style(self, role: TypeRole) -> TypeStyle:
        """Return the type of `role`; a brand that was validated has them all."""
        return self.type[role]
