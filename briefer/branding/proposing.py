"""A brand from a file of the user's own: mapping, areas, colours and type, as they can be written and corrected."""

from __future__ import annotations

from dataclasses import replace

from briefer.branding.areas import Placed, fitting_scale, placed, title_place
from briefer.branding.mapping import chosen, fields, mapping, upright
from briefer.branding.palette import colours_of, on_paper
from briefer.model.master import Box, FoundLayout, FoundMaster
from briefer.specs.brand import Area, Areas, Brand, Colour, LayoutMap, MemoStyle, TypeRole, TypeStyle, is_dark
from briefer.typeset.fonts import stand_in

MASTER = "master.pptx"
_LEAST_TITLE = 20.0


def proposed(found: FoundMaster, base: Brand, id: str, name: str) -> Brand:
    """Return the brand that `found` makes; layouts, type and what the file does not say are those of `base`."""
    main, cover, section = chosen(found)
    scale = round(fitting_scale(main.layout, found.width, found.height, stand_in(found.body_face)[1]), 3)
    size = found.width, found.height
    made = {one.name: placed(one, *size, cover=False, scale=scale) for one in upright(found) or found.layouts}
    colours = colours_of(main.layout, made[main.layout.name])
    areas = {one.name: _areas(one, made[one.name], colours) for one in found.layouts if one.name in made}
    covers = {
        one.name: _areas(one, placed(one, *size, cover=True, scale=scale), colours)
        for one in (cover.layout, section.layout)
    }
    paper = on_paper(colours) if is_dark(colours) else {}
    return replace(
        base,
        id=id,
        name=name,
        master=MASTER,
        width=found.width,
        height=found.height,
        title_face=found.title_face,
        body_face=found.body_face,
        type=_type(base, scale, main.layout, areas, covers),
        colours=dict(colours),
        paper=dict(paper),
        frame={},
        tables={},
        layouts=mapping(found, base.layouts),
        areas=areas,
        covers=covers,
        scale=scale,
        memo=MemoStyle(subject=replace(base.memo.subject, bold=_bold(main.layout))),
        assessment_italic_face="body",
        assessment_smaller=0,
    )


def area_of(box: Box) -> Area:
    """Return a box as brand.yaml writes it: whole points and tenths, on the page."""
    return Area(
        x=max(0.0, round(box.x, 1)),
        y=max(0.0, round(box.y, 1)),
        width=max(1.0, round(box.width, 1)),
        height=max(1.0, round(box.height, 1)),
    )


def _areas(layout: FoundLayout, made: Placed, usual: dict[Colour, str]) -> Areas:
    """Return the areas as brand.yaml writes them, with the colours that are not the `usual` ones."""
    return Areas(
        title=area_of(made.title),
        content=area_of(made.content),
        sources=area_of(made.sources),
        foot=area_of(made.foot),
        number=area_of(made.number),
        top=area_of(made.top),
        anchor=made.anchor,
        colours={name: value for name, value in colours_of(layout, made).items() if usual[name] != value},
    )


def _bold(layout: FoundLayout) -> bool:
    place = title_place(layout)
    return place.bold if place else False


def _type(
    base: Brand, scale: float, main: FoundLayout, areas: dict[str, Areas], covers: dict[str, Areas]
) -> dict[TypeRole, TypeStyle]:
    """Return the type of `base` on this page; titles as large as the file has them, where two lines of them fit."""
    bold = _bold(main)
    made = {role: _scaled(style, scale, style.face == "title" and bold) for role, style in base.type.items()}
    title = title_place(main)
    usual = min(base.style("title").size * scale, max(title.size, 24 * scale) if title and title.size else 99.0)
    made["title"] = _heading([areas[main.name].title], usual, _LEAST_TITLE * scale, 2, bold)
    made["cover"] = _heading([area.title for area in covers.values()], made["cover"].size, 24 * scale, 3, bold)
    return made


def _heading(boxes: list[Area], size: float, least: float, lines: int, bold: bool) -> TypeStyle:
    """Return the type of titles that stand in each of `boxes` in so many lines, of some 100 letters together."""
    size = min([size, *(box.height / lines / 1.2 for box in boxes), *(box.width * lines / 52 for box in boxes)])
    size = max(_half(least), int(size * 2) / 2)
    return TypeStyle(face="title", size=size, leading=_half(size * 1.2), bold=bold)


def _scaled(style: TypeStyle, scale: float, bold: bool) -> TypeStyle:
    return replace(style, size=_half(style.size * scale), leading=_half(style.leading * scale), bold=style.bold or bold)


def _half(points: float) -> float:
    return round(points * 2) / 2


def remapped(found: FoundMaster, brand: Brand, layout: str, name: str) -> Brand:
    """Return `brand` with one layout of a template put on another layout of the file."""
    target = next(one for one in found.layouts if one.name == name)
    changed = LayoutMap(name=name, placeholders=fields(target), reason="chosen by hand")
    return replace(brand, layouts={**brand.layouts, layout: changed})
