"""A brand: the look of decks and memos. Sizes and leadings in points, colours as RRGGBB."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from briefer.model.colour import luminance
from briefer.specs import STRICT
from briefer.specs.validate import Bool, Float, Hex, Int, Points, Points0

TypeRole: TypeAlias = Literal[
    "cover",
    "title",
    "lead",
    "lead_small",
    "body",
    "roomy",
    "roomy_small",
    "note",
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
Colour: TypeAlias = Literal["ground", "ink", "ink2", "accent", "rule", "hairline", "title", "top"]
OPTIONAL: tuple[Colour, ...] = ("title", "top")
"""Colours that a brand may leave out: of titles, and of what stands over them. They are in ink then."""
COVERS = ("title", "section")
"""Layouts with a large title over its facts."""
_PAIR: tuple[Colour, Colour] = ("ground", "ink")


def is_dark(colours: Mapping[Colour, str]) -> bool:
    """Tell whether the ground is darker than the ink."""
    ground, ink = (luminance(colours[name]) for name in _PAIR)
    return ground < ink


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeStyle:
    """One row of the brand's type table."""

    face: Literal["title", "body"]
    size: Points
    leading: Points
    bold: Bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoStyle:
    """The type of a Word memo; the defaults are those of the visual language."""

    subject: TypeStyle = TypeStyle(face="title", size=20, leading=23)
    size: Points = 11
    """Of the text. A memo that is too long takes half a point less, but never less than the floor."""
    leading: Points = 13.5
    lead_size: Points = 12
    lead_leading: Points = 15
    label_width: Points = 78
    """Width of the label column."""

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutMap:
    """Where a layout's own fields go in the master: the layout's name and the placeholder index of each field."""

    name: str
    placeholders: dict[str, Int] = field(default_factory=dict)
    reason: str = ""
    """Why this layout of the file was chosen, for people to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A part of the page in points from its upper left corner."""

    x: Points0
    y: Points0
    width: Points
    height: Points

    __pydantic_config__ = STRICT

    @property
    def right(self) -> float:
        """Return the x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the y of the lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """Where things stand on one layout of a file that was not made for Briefer."""

    title: Area
    content: Area
    sources: Area
    foot: Area
    """Footer and lower handling mark."""
    number: Area
    top: Area
    """Draft status and upper handling mark."""
    anchor: Literal["top", "middle", "bottom"] = "top"
    """Where a title stands in its box."""
    colours: dict[Colour, Hex] = field(default_factory=dict)
    """Colours of this layout where they are not those of the brand."""

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """The look of decks and memos: master file, faces, type table, colours and layout mapping."""

    id: str = ""
    name: str
    master: str
    """Name of the .pptx beside brand.yaml."""
    width: Points = 960
    height: Points = 540
    title_face: str
    body_face: str
    type: dict[TypeRole, TypeStyle]
    colours: dict[Colour, Hex]
    paper: dict[Colour, Hex] = field(default_factory=dict)
    """Colours of notes pages and memos where they are not those of the slides."""
    tables: dict[str, TypeRole] = field(default_factory=dict)
    """Type of the table of a layout where it is not the usual one."""
    frame: dict[str, Int] = field(default_factory=dict)
    """Placeholder index of each field that layouts share."""
    layouts: dict[str, LayoutMap]
    areas: dict[str, Areas] = field(default_factory=dict)
    """Where things stand, by the name of a layout in the file; empty for the masters that Briefer builds itself."""
    covers: dict[str, Areas] = field(default_factory=dict)
    """The same for covers and sections, whose titles are large."""
    scale: Points = 1
    """How large the spaces of the visual language are on this page; 1 on one of 540 points in height."""
    drawn_at: Points = 1
    """How much larger than it is measured a page is drawn; see `briefer.typeset.scaling`."""
    memo: MemoStyle = MemoStyle()
    assessment_italic_face: Literal["title", "body"] = "title"
    assessment_smaller: Float = 1
    language: str = "en-GB"

    __pydantic_config__ = STRICT

    def __hash__(self) -> int:
        """Return a hash of what layout depends on, so that measured slides can be remembered by value."""
        tables = tuple(self.tables.items())
        return hash((self.id, self.title_face, self.body_face, tuple(self.type.values()), tables, tuple(self.areas)))

    @property
    def foreign(self) -> bool:
        """Tell whether the master is a file of the user's own and not one that Briefer builds."""
        return bool(self.areas)

    @property
    def on_paper(self) -> dict[Colour, str]:
        """Return the colours of what is printed: notes pages and memos."""
        return {**self.colours, **self.paper}

    def areas_of(self, layout: str) -> Areas | None:
        """Return where things stand on the layout that a template calls `layout`; None on our own masters."""
        mapped = self.layouts.get(layout)
        if mapped is None:
            return None
        return (self.covers.get(mapped.name) if layout in COVERS else None) or self.areas.get(mapped.name)

    def colours_on(self, layout: str) -> dict[Colour, str]:
        """Return the colours of a slide on `layout`, that of titles included."""
        areas = self.areas_of(layout)
        found = {**self.colours, **(areas.colours if areas else {})}
        return {**dict.fromkeys(OPTIONAL, found["ink"]), **found}

    def family(self, face: Literal["title", "body"]) -> str:
        """Return the typeface of `face`."""
        return self.title_face if face == "title" else self.body_face

    def style(self, role: TypeRole) -> TypeStyle:
        """Return the type of `role`; a brand that was validated has them all."""
        return self.type[role]
