"""PowerPoint files as a designer draws them who never thought of text: each makes one assumption about a master wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random

from lxml import etree
from PIL import Image
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Pt

from tests.masters import OFFICE, A, P, add_layout, band, keep, pages, picture, saved, set_faces, sized


def _moved(shape: etree._Element, x: float, y: float, width: float, height: float, turned: float = 0) -> None:
    properties = shape.find(f"{P}spPr")
    old = properties.find(f"{A}xfrm")
    if old is not None:
        properties.remove(old)
    frame = etree.Element(f"{A}xfrm")
    if turned:
        frame.set("rot", str(round(turned * 60_000)))
    etree.SubElement(frame, f"{A}off", x=str(Pt(x)), y=str(Pt(y)))
    etree.SubElement(frame, f"{A}ext", cx=str(Pt(width)), cy=str(Pt(height)))
    properties.insert(0, frame)


def _places(deck: Deck, *kinds: str) -> list[etree._Element]:
    return [
        next(place.iterancestors(f"{P}sp"))
        for page in pages(deck)
        for place in list(page.element.iter(f"{P}ph"))
        if place.get("type", "obj") in kinds
    ]


def _arranged(title: tuple[float, ...], content: tuple[float, ...]) -> Deck:
    """Return the usual file with every title in one frame and all content in another: x, y, width, height."""
    deck = sized(960, 540)
    for shape in _places(deck, "title", "ctrTitle"):
        _moved(shape, *title)
    for shape in _places(deck, "obj", "body", "subTitle"):
        _moved(shape, *content)
    return deck


def _layout(deck: Deck, kind: str) -> SlideLayout:
    return next(layout for layout in deck.slide_layouts if layout.element.get("type") == kind)


def _ground(layout: SlideLayout, fill: str) -> None:
    """Lay `fill` under everything on a layout."""
    xml = (
        f'<p:bg xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}" xmlns:r="{OFFICE}"><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>'
    )
    layout.element.cSld.insert(0, etree.fromstring(xml))


def logo_beside() -> bytes:
    """Return a file with a logo right of the title, inside its box, and no footer, number or date."""
    deck = sized(960, 540)
    for shape in _places(deck, "ftr", "sldNum", "dt"):
        shape.getparent().remove(shape)
    deck.slide_master.shapes._spTree.insert(2, picture(deck, 760, 30, 150, 70, (150, 20, 40)))
    return saved(deck)


def title_below() -> bytes:
    """Return a file with titles at the foot of the page, under a rule, and content above them."""
    deck = _arranged((60, 430, 840, 60), (60, 40, 840, 370))
    deck.slide_master.shapes._spTree.insert(2, band(60, 424, 840, 2, "AA0000"))
    return saved(deck)


def pictures_only() -> bytes:
    """Return a file whose placeholders for content take pictures only."""
    deck = keep(sized(960, 540), ("obj", "twoObj", "title"))
    for layout in deck.slide_layouts:
        for place in layout.element.iter(f"{P}ph"):
            if place.get("type", "obj") == "obj":
                place.set("type", "pic")
    return saved(deck)


def many_layouts() -> bytes:
    """Return a file of thirty layouts, of which most are filled by shapes; the useful ones stand last."""
    deck = sized(960, 540)
    ids = deck.slide_master.element.find(f"{P}sldLayoutIdLst")
    first = deck.slide_layouts[6]
    for number in range(19):
        copy = add_layout(deck.slide_master.part, first, 40 + number)
        copy._element.cSld.set("name", f"Campaign {number}")
        copy._element.cSld.find(f"{P}spTree").append(band(20 * number, 0, 500, 540, f"{40 + number:02d}60A0"))
        ids.insert(0, ids[-1])
    return saved(deck)


def divided_columns() -> bytes:
    """Return a file that only has two columns with a rule between them."""
    deck = keep(sized(960, 540), ("twoObj", "title"))
    _layout(deck, "twoObj").shapes._spTree.append(band(479, 130, 2, 340, "999999"))
    return saved(deck)


def turned_title() -> bytes:
    """Return a file whose titles run up the left edge on a band."""
    deck = sized(960, 540)
    for shape in _places(deck, "title"):
        _moved(shape, -180, 235, 480, 70, 270)
    for shape in _places(deck, "obj", "body"):
        _moved(shape, 140, 50, 770, 420)
    deck.slide_master.shapes._spTree.insert(2, band(0, 0, 110, 540, "14342B"))
    return saved(deck)


def wide_margins() -> bytes:
    """Return a file with a narrow column of content, and faces that no machine has."""
    deck = _arranged((250, 60, 460, 60), (250, 150, 460, 300))
    set_faces(deck, "Ministry Display Black", "Ministry Text")
    return saved(deck)


def centred_only() -> bytes:
    """Return a file whose one layout is a title slide with nothing but a centred title."""
    deck = keep(sized(960, 540), ("title",))
    for shape in _places(deck, "subTitle"):
        shape.getparent().remove(shape)
    return saved(deck)


def other_kinds() -> bytes:
    """Return a file whose places for content are for films, diagrams and clip art, with high indices."""
    deck = keep(sized(960, 540), ("obj", "twoObj", "titleOnly"))
    kinds = iter(("media", "dgm", "clipArt"))
    for layout in deck.slide_layouts:
        layout.element.set("userDrawn", "1")
        layout.element.attrib.pop("type", None)
        for place in layout.element.iter(f"{P}ph"):
            if place.get("type", "obj") == "obj":
                place.set("type", next(kinds, "dgm"))
                place.set("idx", str(4_000_000 + int(place.get("idx", "1"))))
    return saved(deck)


def dark_and_light() -> bytes:
    """Return a file whose layout for content is dark, by a map of its own, while its master is light."""
    deck = sized(960, 540)
    layout = _layout(deck, "obj")
    _ground(layout, '<a:solidFill><a:srgbClr val="101820"/></a:solidFill>')
    override = layout.element.find(f"{P}clrMapOvr")
    for child in list(override):
        override.remove(child)
    names = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2", "hlink": "hlink", "folHlink": "folHlink"}
    names.update({f"accent{n}": f"accent{n}" for n in range(1, 7)})
    etree.SubElement(override, f"{A}overrideClrMapping", names)
    return saved(deck)


def photograph() -> bytes:
    """Return a file whose layout for content lies on a restless picture, while that for two contents is calm."""
    deck = sized(960, 540)
    image = Image.frombytes("RGB", (48, 27), Random(7).randbytes(3 * 48 * 27))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    layout = _layout(deck, "obj")
    _, relation = layout.part.get_or_add_image_part(buffer)
    fill = f'<a:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    _ground(layout, fill)
    return saved(deck)


ODD: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        logo_beside, title_below, pictures_only, many_layouts, divided_columns, turned_title, wide_margins,
        centred_only, other_kinds, dark_and_light, photograph,
    )
}  # fmt: skip
