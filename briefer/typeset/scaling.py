"""Pages of other sizes: a deck is laid out on a page of 540 points in height and drawn as large as its file is.

Spaces, leadings and column widths of the visual language are then the same shares of every page.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from briefer.specs.brand import Area, Areas, Brand, TypeStyle
from briefer.typeset.page import CellBox, ChartBox, Page, Paragraph, PictureBox, Rule, Shape, TableBox, TextBox


@lru_cache(maxsize=16)
def measured(brand: Brand) -> Brand:
    """Return `brand` as its pages are laid out; the brand itself where it is drawn as large as it is measured."""
    by = 1 / brand.scale
    if by == 1:
        return brand
    return replace(
        brand,
        width=brand.width * by,
        height=brand.height * by,
        type={role: _style(style, by) for role, style in brand.type.items()},
        areas={name: _areas(areas, by) for name, areas in brand.areas.items()},
        covers={name: _areas(areas, by) for name, areas in brand.covers.items()},
        scale=1,
        drawn_at=brand.scale,
    )


def _style(style: TypeStyle, by: float) -> TypeStyle:
    return replace(style, size=style.size * by, leading=style.leading * by)


def _areas(areas: Areas, by: float) -> Areas:
    return replace(
        areas,
        title=_area(areas.title, by),
        content=_area(areas.content, by),
        sources=_area(areas.sources, by),
        foot=_area(areas.foot, by),
        number=_area(areas.number, by),
        top=_area(areas.top, by),
    )


def _area(area: Area, by: float) -> Area:
    return Area(x=area.x * by, y=area.y * by, width=area.width * by, height=area.height * by)


def drawn(page: Page, scale: float) -> Page:
    """Return a page that was laid out as it is drawn, `scale` times as large."""
    return page if scale == 1 else replace(page, shapes=tuple(_shape(shape, scale) for shape in page.shapes))


def _shape(shape: Shape, by: float) -> Shape:
    match shape:
        case Rule():
            return replace(shape, x=shape.x * by, y=shape.y * by, width=shape.width * by)
        case TextBox():
            box = replace(shape, x=shape.x * by, y=shape.y * by, width=shape.width * by, height=shape.height * by)
            return replace(box, column_gap=box.column_gap * by, paragraphs=_paragraphs(box.paragraphs, by))
        case ChartBox():
            chart = replace(shape, x=shape.x * by, y=shape.y * by, width=shape.width * by, height=shape.height * by)
            return replace(chart, label_size=chart.label_size * by, axis_size=chart.axis_size * by, scale=by)
        case PictureBox():
            return replace(shape, x=shape.x * by, y=shape.y * by, width=shape.width * by, height=shape.height * by)
        case TableBox():
            return replace(
                shape,
                x=shape.x * by,
                y=shape.y * by,
                widths=tuple(width * by for width in shape.widths),
                heights=tuple(height * by for height in shape.heights),
                rows=tuple(tuple(_cell(cell, by) for cell in row) for row in shape.rows),
            )


def _cell(cell: CellBox, by: float) -> CellBox:
    left, top, right, bottom = (inset * by for inset in (cell.left, cell.top, cell.right, cell.bottom))
    paragraphs = _paragraphs(cell.paragraphs, by)
    return replace(cell, paragraphs=paragraphs, left=left, top=top, right=right, bottom=bottom)


def _paragraphs(paragraphs: tuple[Paragraph, ...], by: float) -> tuple[Paragraph, ...]:
    return tuple(
        replace(
            p,
            runs=tuple(replace(run, size=run.size * by) for run in p.runs),
            leading=p.leading * by,
            space_before=p.space_before * by,
            margin=p.margin * by,
            indent=p.indent * by,
            right=p.right * by,
            tabs=tuple(tab * by for tab in p.tabs),
        )
        for p in paragraphs
    )
