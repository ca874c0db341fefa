"""A measured slide: every box placed, every line broken. Points throughout; y grows downwards.

Writers turn a page into slide XML, the preview paints it; neither measures again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.model.deck import Notes, Remark
from briefer.model.picture import Picture

Face: TypeAlias = Literal["title", "body"]
"""Which of the brand's two families."""

Ink: TypeAlias = Literal["ink", "ink2", "accent", "rule", "hairline", "ground", "title", "top"]
Stroke: TypeAlias = Literal["ink", "hairline", "source", "recommended"]
"""The four strokes of the visual language."""

STROKES: dict[Stroke, tuple[Ink, float]] = {
    "ink": ("ink", 0.75),
    "hairline": ("hairline", 0.5),
    "source": ("rule", 0.5),
    "recommended": ("accent", 2.25),
}
"""Ink and width in points of each stroke."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; sizes in points. `field` "slidenum" is written as a field, not as digits."""

    text: str
    face: Face = "body"
    size: float = 20
    bold: bool = False
    italic: bool = False
    ink: Ink = "ink"
    raised: bool = False
    """Superscript, 30 %; the size is the one before raising."""
    dotted: bool = False
    """Dotted underline (unconfirmed)."""
    field: str = ""
    statement: str = ""
    """Id of the statement this run belongs to, "" for labels and furniture."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs set on a fixed leading. `lines` are the line breaks as measured: each line's text, without the newline.

    A label and its text are one paragraph: `margin` is where text stands, `indent` (negative) where the label does,
    with one tab between them.
    """

    runs: tuple[Run, ...]
    leading: float
    lines: tuple[str, ...]
    space_before: float = 0
    margin: float = 0
    indent: float = 0
    right: float = 0
    """Right indent in points, by which titles are balanced."""
    align: Literal["left", "center", "right"] = "left"
    tabs: tuple[float, ...] = ()

    @property
    def height(self) -> float:
        """Return space before plus all lines, in points."""
        return self.space_before + self.leading * max(1, len(self.lines))


@dataclass(frozen=True, slots=True)
class TextBox:
    """Text in one placeholder of the brand's layout. Insets are 0: text stands on the edge of the box.

    `field` is the role of the placeholder: title, body, body2, body3 …, source_label, source_line, source_line2, footer_text,
    slide_number, banner_top, banner_bottom, status, kicker, foot.
    """

    field: str
    x: float
    y: float
    width: float
    height: float
    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    column_gap: float = 0
    anchor: Literal["top", "middle", "bottom"] = "top"
    framed: bool = False
    """A 0.75 pt ink frame (handling marks)."""
    painted: str = ""
    """Colour of the text in a frame filled with black, RRGGBB; "" where ink stands on the ground."""
    fill_used: float = 0
    """Used height over available height; above 1 the text does not fit."""


@dataclass(frozen=True, slots=True)
class CellBox:
    """A table cell; insets in points. `above` and `below` are strokes on its edges, "" for none."""

    paragraphs: tuple[Paragraph, ...]
    left: float = 0
    top: float = 6
    right: float = 12
    bottom: float = 6
    anchor: Literal["top", "bottom"] = "top"
    above: Stroke | Literal[""] = ""
    below: Stroke | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class TableBox:
    """A native table. `heights` are row heights as measured; `head` tells whether row 0 is a header row."""

    field: str
    x: float
    y: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[CellBox, ...], ...]
    head: bool
    alt: str
    fill_used: float = 0
    """Height of the rows over the height down to what stands below; above 1 the table does not fit."""


Fill: TypeAlias = Literal["solid", "outline", "striped"]
"""How a bar is drawn; the brand's inks follow from it."""


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of bar: a value for each name of the chart."""

    name: str
    fill: Fill
    values: tuple[int, ...]
    words: tuple[str, str] = ("", "")
    """What stands before and after the number at the end of each bar: "+ " and " if"."""


@dataclass(frozen=True, slots=True)
class ChartBox:
    """Stacked horizontal bars, one row a name; the axis runs from 0 to `maximum`. Sizes of type in points."""

    field: str
    x: float
    y: float
    width: float
    height: float
    names: tuple[str, ...]
    series: tuple[Series, ...]
    maximum: int
    alt: str
    label_size: float
    axis_size: float
    told: tuple[int, ...] = ()
    """Rows that the title speaks of, from 0: their bars are in the accent."""
    scale: float = 1
    """How large the spaces around the bars are."""


@dataclass(frozen=True, slots=True)
class PictureBox:
    """A picture in its own proportions; `statement` is the id of the one that says what it shows."""

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    alt: str
    statement: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line from (x, y) to (x + width, y)."""

    x: float
    y: float
    width: float
    stroke: Stroke
    alt: str = ""
    """What the line shows where it is a picture, such as an axis; "" where it only parts what stands above and below."""


Shape: TypeAlias = TextBox | TableBox | ChartBox | PictureBox | Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One slide as it will be drawn. `shapes` stand in reading order, the title first."""

    key: str
    """Slide key; continuations share it."""
    part: int = 1
    parts: int = 1
    layout: str
    title: str
    shapes: tuple[Shape, ...]
    notes: Notes
    section: str = ""
    hidden: bool = False
    statement_ids: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    fill_used: float = 0
    """Used height of the content band over its height; above 1 the slide does not fit."""
