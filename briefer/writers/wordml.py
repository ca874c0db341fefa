"""WordprocessingML as text: paragraphs, runs, tables. Lengths enter in points and leave in twentieths."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.writers.markup import OFFICE, escaped

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
SIDES = ("top", "left", "bottom", "right")


def twips(points: float) -> int:
    """Return a length in twentieths of a point."""
    return round(points * 20)


def tag(name: str, content: str) -> str:
    """Return `content` inside an element, nothing when there is none."""
    return f"<w:{name}>{content}</w:{name}>" if content else ""


def value(name: str, text: str | int) -> str:
    """Return an element that has nothing but a value, nothing when that is ""."""
    return f'<w:{name} w:val="{escaped(str(text))}"/>' if text != "" else ""


def line(side: str, colour: str, points: float, space: float = 0) -> str:
    """Return one side of a border."""
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="{round(space)}" w:color="{colour}"/>'


def spacing(leading: float, before: float = 0, after: float = 0) -> str:
    """Return an exact leading with the space before and after the paragraph."""
    return (
        f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}" w:line="{twips(leading)}" w:lineRule="exact"/>'
    )


def hanging(points: float) -> str:
    """Return the indents of a paragraph whose first line hangs."""
    return f'<w:ind w:left="{twips(points)}" w:hanging="{twips(points)}"/>'


def ink(colour: str) -> str:
    """Return the colour of letters, RRGGBB."""
    return value("color", colour)


def face(family: str) -> str:
    """Return the font of letters, whatever their script."""
    name = escaped(family)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def size(points: float) -> str:
    """Return the size of letters."""
    return value("sz", round(points * 2)) + value("szCs", round(points * 2))


def paragraph(style: str, runs: str, layout: str = "") -> str:
    """Return a paragraph in a named style."""
    named = value("pStyle", style if style != "Normal" else "")
    return f"<w:p>{tag('pPr', named + layout)}{runs}</w:p>"


def run(text: str, style: str = "", letters: str = "") -> str:
    """Return a run in a named character style."""
    properties = tag("rPr", value("rStyle", style) + letters)
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def field(instruction: str, text: str, style: str = "") -> str:
    """Return a field that shows `text` until Word counts anew."""
    return f'<w:fldSimple w:instr=" {instruction} ">{run(text, style)}</w:fldSimple>'


def shade(colour: str) -> str:
    """Return what fills the ground of a paragraph or cell with `colour`, RRGGBB; "" for none."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""


def cell(
    width: float,
    content: str,
    *,
    borders: str = "",
    above: float = 0,
    below: float = 0,
    right: float = 0,
    span: int = 1,
    middle: bool = False,
    ground: str = "",
) -> str:
    """Return a table cell; above, below and right are its margins, `ground` its colour, RRGGBB."""
    margins = "".join(
        f'<w:{side} w:w="{twips(points)}" w:type="dxa"/>'
        for side, points in (("top", above), ("bottom", below), ("right", right))
        if points
    )
    properties = (
        f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>{value("gridSpan", span if span > 1 else "")}'
        f"{tag('tcBorders', borders)}{shade(ground)}{tag('tcMar', margins)}{value('vAlign', 'center' if middle else '')}"
    )
    return f"<w:tc>{tag('tcPr', properties)}{content}</w:tc>"


def row(cells: Sequence[str], height: float = 0) -> str:
    """Return a table row, at least `height` high."""
    least = f'<w:trPr><w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/></w:trPr>' if height else ""
    return f"<w:tr>{least}{''.join(cells)}</w:tr>"


def table(widths: Sequence[float], rows: Sequence[str], alt: str = "") -> str:
    """Return a table of fixed columns without lines; `alt` says what it holds."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar>{value('tblDescription', alt)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
