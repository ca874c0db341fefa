"""Which layout of a file carries which layout of a template, by kind and place of its placeholders, never by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefer.branding.areas import Placed, content_place, placed, title_place
from briefer.branding.ground import lost, restless
from briefer.branding.palette import colours_of
from briefer.model.master import Box, FoundLayout, FoundMaster
from briefer.specs.brand import LayoutMap

_SECOND_MASTER = 0.5
"""What speaks against the layouts of a further master; LibreOffice has masters where PowerPoint has layouts."""
_UNREADABLE, _BUSY = 25.0, 0.15
"""What speaks against a layout whose room cannot be read on at all, and how much of it another may have more."""
_VERTICAL = ("vertTx", "vertTitleAndTx", "clipArtAndVertTx", "vertTitleAndTxOverChart")
_TABLES = ("tbl", "obj")
_TEXTS = ("body", "obj", "subTitle")


@dataclass(frozen=True, slots=True)
class Choice:
    """A layout of the file and why it was chosen."""

    layout: FoundLayout
    reason: str


def upright(found: FoundMaster) -> list[FoundLayout]:
    """Return the layouts whose text runs across; those with vertical text are never chosen."""
    return [layout for layout in found.layouts if not is_vertical(layout)]


def is_vertical(layout: FoundLayout) -> bool:
    """Tell whether a layout is made for vertical text."""
    return layout.type in _VERTICAL or any(
        place.vertical for place in layout.places if place.kind not in ("ftr", "sldNum", "dt")
    )


def chosen(found: FoundMaster) -> tuple[Choice, Choice, Choice]:
    """Return the layouts for content, cover and section."""
    candidates = upright(found) or list(found.layouts)
    main = max(candidates, key=lambda layout: _content_score(layout, found) - _SECOND_MASTER * layout.master)
    cover = max(candidates, key=lambda layout: _cover_rank(layout, found) - _away(layout, main))
    section = max(candidates, key=lambda layout: _section_score(layout) - _away(layout, main))
    cover_choice = Choice(cover, _cover_reason(cover)) if _cover_score(cover) > 0 else Choice(main, _NO_COVER)
    if _disturbing(cover_choice.layout, found) > _BUSY + _disturbing(main, found):
        cover_choice = Choice(main, _BUSY_COVER)
    section_choice = Choice(section, _SECTION) if _section_score(section) > 0 else cover_choice
    if section_choice is cover_choice:
        section_choice = Choice(
            cover_choice.layout, "the file has no section header; the layout of the cover stands in"
        )
    return Choice(main, _content_reason(main)), cover_choice, section_choice


_BUSY_COVER = "what the file calls a title slide is too busy behind the text; the layout for content stands in"
_NO_COVER = "the file has no title slide; the layout for content stands in"
_SECTION = "the file calls it a section header"


def mapping(found: FoundMaster, layouts: Iterable[str]) -> dict[str, LayoutMap]:
    """Return where each of `layouts` of a template goes in the file, with the reason."""
    main, cover, section = chosen(found)
    compared = _comparison(found, main.layout)
    mapped = {}
    for name in layouts:
        choice = cover if name == "title" else section if name == "section" else main
        if name == "two-voices" and compared is not None:
            mapped[name] = LayoutMap(
                name=compared.name,
                placeholders={**fields(compared), **_columns(compared)},
                reason="two headings over two columns of text, in the same places as the layout for content",
            )
            continue
        mapped[name] = LayoutMap(name=choice.layout.name, placeholders=fields(choice.layout), reason=choice.reason)
    return mapped


def fields(layout: FoundLayout) -> dict[str, int]:
    """Return the placeholder index of each field that `layout` has a place for; the others become text boxes."""
    taken: dict[str, int] = {}
    body = content_place(layout)
    if body is not None and body.kind in ("obj", "body", "subTitle", "tbl"):
        taken["body"] = body.index
    for field, kind in (("footer_text", "ftr"), ("slide_number", "sldNum")):
        place = next(iter(layout.of(kind)), None)
        if place is not None and place.index not in taken.values():
            taken[field] = place.index
    return taken


def _content_score(layout: FoundLayout, found: FoundMaster) -> float:
    """Return how well a layout carries a title over text or a table."""
    areas = placed(layout, found.width, found.height, cover=False)
    room = areas.content.area / (found.width * found.height)
    places = [place for place in layout.of("obj", "body", "tbl", "chart", "pic") if place.box is not None]
    score = 8 * min(room, 0.6) + 3 * (title_place(layout) is not None)
    score += {"obj": 4.0, "tx": 3.0, "titleOnly": 1.0, "title": -4.0, "secHead": -3.0}.get(layout.type, 0.0)
    score += (1.5, 4.0)[len(places)] if len(places) < 2 else -0.5 * len(places)
    body = content_place(layout)
    if body is not None and body.kind in _TABLES:
        score += 1
    if body is not None and body.box is not None and body.box.width < 0.5 * found.width:
        score -= 2
    if any(place.kind in ("ctrTitle", "subTitle") for place in layout.places):
        score -= 4
    score -= _UNREADABLE * _unreadable(layout, areas)
    return score - 5 * _covered(layout, body.box if body else None) - 15 * _covered(layout, areas.content)


def _unreadable(layout: FoundLayout, areas: Placed) -> float:
    """Return the share of the room for content that text in the file’s colour cannot be read on, or half the unrest."""
    place = content_place(layout)
    ink = (place.colour if place else "") or colours_of(layout, areas)["ink"]
    return max(lost(layout, areas.content, ink), restless(layout, areas.content) / 2)


def _disturbing(layout: FoundLayout, found: FoundMaster) -> float:
    """Return the share of the room of a cover that stands out from the rest of it."""
    areas = placed(layout, found.width, found.height, cover=True)
    return max(restless(layout, areas.content), restless(layout, areas.title))


def _cover_rank(layout: FoundLayout, found: FoundMaster) -> float:
    score = _cover_score(layout)
    return score - _UNREADABLE * _disturbing(layout, found) if score else score


def _covered(layout: FoundLayout, box: Box | None) -> float:
    """Return the share of `box` that decoration takes or, as a rule does, runs through; panels round it apart."""
    if box is None or not box.area:
        return 0.0
    marks = [mark.box for mark in layout.marks if not mark.box.covers(box, 0.95) and mark.box.meets(box)]
    shares = [mark.common(box) for mark in marks]
    through = max((max(s.width / box.width, s.height / box.height) for s in shares), default=0.0)
    return min(1.0, max(0.8 * through, sum(shared.area for shared in shares) / box.area))


def _away(layout: FoundLayout, main: FoundLayout) -> float:
    """Return what speaks against a cover of another master, unless it is the first, which is made for covers."""
    return 0.3 * layout.master if layout.master != main.master else 0.2


def _content_reason(layout: FoundLayout) -> str:
    body = content_place(layout)
    if title_place(layout) is None and body is None:
        return "the layout with the most free room; it has no placeholders for title or content"
    if title_place(layout) is None:
        return "the layout with the most room for content; titles stand in the band over it, as it has no title"
    if body is None:
        return "a title over free room, which the file has no placeholder for"
    what = "content of any kind" if body.kind in _TABLES else "text; tables stand in the same place"
    return f"a title over one large placeholder for {what}"


def _cover_score(layout: FoundLayout) -> float:
    score = 5.0 * (layout.type == "title") + 4.0 * bool(layout.of("ctrTitle")) + 2.0 * bool(layout.of("subTitle"))
    return score if score >= 2 and title_place(layout) is not None else 0.0


def _cover_reason(layout: FoundLayout) -> str:
    return "the file calls it a title slide" if layout.type == "title" else "it has a centred title or a subtitle"


def _section_score(layout: FoundLayout) -> float:
    return 1.0 if layout.type == "secHead" and title_place(layout) is not None else 0.0


def _comparison(found: FoundMaster, main: FoundLayout) -> FoundLayout | None:
    """Return the layout of two headed columns, where its title and room are those of `main`."""
    here = placed(main, found.width, found.height, cover=False)
    for layout in upright(found):
        if layout.type == "twoTxTwoObj" and layout.master == main.master and len(_columns(layout)) == 4:
            there = placed(layout, found.width, found.height, cover=False)
            if _alike(here, there):
                return layout
    return None


def _alike(one: Placed, other: Placed) -> bool:
    return all(
        a.covers(b, 0.97) and b.covers(a, 0.97) for a, b in ((one.title, other.title), (one.content, other.content))
    )


def _columns(layout: FoundLayout) -> dict[str, int]:
    """Return the fields of two headed columns: heading and text on the left, heading and text on the right."""
    boxed = [(place, place.box) for place in layout.of(*_TEXTS) if place.box is not None]
    if len(boxed) != 4:
        return {}
    middle = sum(box.x + box.width / 2 for _, box in boxed) / 4
    ordered = sorted(boxed, key=lambda item: (item[1].x + item[1].width / 2 > middle, item[1].y))
    return {name: place.index for name, (place, _) in zip(("body", "body2", "body3", "body4"), ordered, strict=True)}
