"""What speaks against a brand before a deck is built in it, in words that say what happens and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.branding.areas import content_place, title_place
from briefer.branding.ground import lost
from briefer.branding.mapping import is_vertical
from briefer.errors import Problem
from briefer.model.colour import LARGE, LEGIBLE, contrast
from briefer.model.deck import Remark
from briefer.model.master import Box, FoundLayout, FoundMaster
from briefer.specs.brand import COVERS, Area, Areas, Brand
from briefer.specs.strict_yaml import Document
from briefer.specs.validate import nearest
from briefer.typeset.fonts import stand_in

Weight: TypeAlias = Literal["note", "warn", "fail"]
_UNCLEAR = 0.02
"""Text may be too near to this share of what lies behind it: the dot of a logo, an edge."""
_LOW, _NARROW, _FLAT = 150.0, 480.0, 24.0
"""Least height and width of content, and height of two lines of title, on a page of 540 points in height."""


@dataclass(frozen=True, slots=True)
class BrandRemark:
    """Something to know about a brand; "fail" means that slides may not fit."""

    weight: Weight
    text: str


def remarks_on(brand: Brand, found: FoundMaster) -> tuple[BrandRemark, ...]:
    """Return what to know about `brand` on its file, the gravest first."""
    made = [*_room(brand), *_places(brand, found), *_colours(brand, found), *_faces(brand), *_file(found)]
    order: tuple[Weight, ...] = ("fail", "warn", "note")
    return tuple(sorted(dict.fromkeys(made), key=lambda remark: order.index(remark.weight)))


def mistakes(brand: Brand, found: FoundMaster, document: Document) -> list[Problem]:
    """Return every name, index and area of a brand.yaml that its file does not have, with line and column."""
    layouts = {layout.name: layout for layout in found.layouts}
    problems = []
    for name, mapped in brand.layouts.items():
        layout = layouts.get(mapped.name)
        if layout is None:
            what = f"the file has no layout “{mapped.name}”{nearest(mapped.name, list(layouts))}"
            problems.append(document.problem(("layouts", name, "name"), what))
            continue
        if brand.foreign and mapped.name not in brand.areas:
            what = f"there are no areas for “{mapped.name}”; add them under areas, or choose another layout"
            problems.append(document.problem(("layouts", name, "name"), what))
        known = {place.index for place in layout.places}
        for field, index in mapped.placeholders.items():
            if index not in known:
                there = ", ".join(str(number) for number in sorted(known)) or "none"
                what = f"“{mapped.name}” has no placeholder {index}; there are {there}"
                problems.append(document.problem(("layouts", name, "placeholders", field), what))
    for group in ("areas", "covers"):
        made: dict[str, Areas] = getattr(brand, group)
        for name, areas in made.items():
            problems += [document.problem((group, name, part), what) for part, what in _outside(areas, found)]
    return problems


def _outside(areas: Areas, found: FoundMaster) -> Iterator[tuple[str, str]]:
    for part in ("title", "content", "sources", "foot", "number", "top"):
        area: Area = getattr(areas, part)
        if area.right > found.width + 1 or area.bottom > found.height + 1:
            yield part, f"reaches outside the page of {found.width:g} × {found.height:g} points"


def _used(brand: Brand) -> Iterator[tuple[str, Areas]]:
    """Yield each layout of the file that slides stand on with its areas."""
    seen = set()
    for name, mapped in brand.layouts.items():
        areas = brand.areas_of(name)
        if areas is not None and (key := (mapped.name, name in COVERS)) not in seen:
            seen.add(key)
            yield mapped.name, areas


def _room(brand: Brand) -> Iterator[BrandRemark]:
    for name in dict.fromkeys(
        m.name for key, m in brand.layouts.items() if key not in COVERS and m.name in brand.areas
    ):
        areas = brand.areas[name]
        high, wide = areas.content.height / brand.scale, areas.content.width / brand.scale
        if high < _LOW or wide < _NARROW:
            size = f"{areas.content.width:.0f} × {areas.content.height:.0f} points"
            text = f"“{name}” leaves {size} for content, which is little: slides continue often. Choose another layout."
            yield BrandRemark("warn", text)


def _places(brand: Brand, found: FoundMaster) -> Iterator[BrandRemark]:
    layouts = {layout.name: layout for layout in found.layouts}
    for name, _ in _used(brand):
        layout = layouts.get(name)
        if layout is None:
            continue
        if title_place(layout) is None:
            text = f"“{name}” has no title placeholder; titles stand in a title of the slide itself, in the band above."
            yield BrandRemark("warn", text)
        if content_place(layout) is None:
            yield BrandRemark("note", f"“{name}” has no placeholder for content; text boxes in its free room are used.")
        missing = [word for kind, word in (("ftr", "footer"), ("sldNum", "slide number")) if not layout.of(kind)]
        if missing:
            yield BrandRemark("note", f"“{name}” has no placeholder for {' or '.join(missing)}; text boxes are used.")


def _colours(brand: Brand, found: FoundMaster) -> Iterator[BrandRemark]:
    layouts = {layout.name: layout for layout in found.layouts}
    for name, areas in _used(brand):
        layout = layouts.get(name)
        if layout is None:
            continue
        colours = {**brand.colours, **areas.colours}
        ink = colours["ink"]
        title = colours.get("title", ink)
        ratio = contrast(ink, colours["ground"])
        if ratio < LEGIBLE:
            text = f"Text on “{name}” has a contrast of {ratio:.1f}, less than {LEGIBLE}. Change colours in brand.yaml."
            yield BrandRemark("fail", text)
        yield from _unclear(layout, "text", areas.content, ink, LEGIBLE)
        yield from _unclear(layout, "titles", areas.title, title, LARGE)
        for what, place, used in (("Text", content_place(layout), ink), ("Titles", title_place(layout), title)):
            own = place.colour if place else ""
            if own and own != used:
                text = f"{what} on “{name}” would be hard to read in the file’s {own}; {used} is used."
                yield BrandRemark("warn", text)


def _unclear(layout: FoundLayout, what: str, area: Area, used: str, least: float) -> Iterator[BrandRemark]:
    """Yield how much of the picture or pattern behind `what` is too near to its colour."""
    box = _box(area)
    share = lost(layout, box, used, least)
    if share <= _UNCLEAR or layout.behind is None:
        return
    worst = min(contrast(used, colour) for colour in layout.behind.colours(box))
    text = (
        f"On “{layout.name}”, {share:.0%} of what lies behind {what} is too near to {used}, the colour of {what}: a"
        f" contrast of {worst:.1f}, where {least:g} is needed. Choose a calmer layout, or change areas or colours."
    )
    yield BrandRemark("warn", text)


def _box(area: Area) -> Box:
    return Box(area.x, area.y, area.width, area.height)


def unmeasured(brand: Brand) -> tuple[Remark, ...]:
    """Return a remark for each face of a user's brand whose widths are not known."""
    return tuple(Remark("", remark.text) for remark in _faces(brand)) if brand.foreign else ()


def _faces(brand: Brand) -> Iterator[BrandRemark]:
    for face in dict.fromkeys((brand.title_face, brand.body_face)):
        other, share = stand_in(face)
        if other != face:
            text = f"The widths of {face} are not known; text is measured as {other}, {share - 1:.0%} wider."
            yield BrandRemark("note", text)


def _file(found: FoundMaster) -> Iterator[BrandRemark]:
    left = [layout.name for layout in found.layouts if is_vertical(layout)]
    if left:
        yield BrandRemark("note", f"Layouts of vertical text are not used: {_listed(left)}.")
    if found.capitals:
        yield BrandRemark("note", "The file sets titles in capitals; they stay as written, because they are sentences.")
    if found.links:
        what = "link on masters or layouts is" if found.links == 1 else "links on masters or layouts are"
        yield BrandRemark("note", f"{found.links} {what} taken out, never followed; the words stay.")
    masters = {layout.master for layout in found.layouts}
    if len(masters) > 1:
        yield BrandRemark("note", f"The file has {len(masters)} slide masters; slides use the layouts of one of them.")


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
