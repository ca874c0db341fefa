"""PowerPoint files of many makes, as somebody may want to use them as brands: built anew, none is anybody's own."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from copy import deepcopy

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.parts.slide import SlideLayoutPart, SlideMasterPart
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Pt

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_GERMAN = (
    "Titelfolie", "Titel und Inhalt", "Abschnittsüberschrift", "Zwei Inhalte", "Vergleich", "Nur Titel", "Leer",
    "Inhalt mit Überschrift", "Bild mit Überschrift", "Titel und vertikaler Text", "Vertikaler Titel und Text",
)  # fmt: skip
_JAPANESE = (
    "タイトル スライド", "タイトルとコンテンツ", "セクション見出し", "2 つのコンテンツ", "比較", "タイトルのみ", "白紙",
    "タイトル付きのコンテンツ", "タイトル付きの図", "タイトルと縦書きテキスト", "縦書きタイトルと縦書きテキスト",
)  # fmt: skip
_ARABIC = (
    "شريحة عنوان", "عنوان ومحتوى", "رأس المقطع", "محتويان", "مقارنة", "عنوان فقط", "فارغ", "محتوى مع تسمية",
    "صورة مع تسمية", "عنوان ونص عمودي", "عنوان ونص عموديان",
)  # fmt: skip


def saved(deck: Deck) -> bytes:
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def default() -> bytes:
    """Return the template that comes with python-pptx: 4:3, Calibri, eleven layouts."""
    return saved(Presentation())


def pages(deck: Deck):
    yield deck.slide_master
    yield from deck.slide_layouts


def _renamed(names: tuple[str, ...]) -> Deck:
    deck = Presentation()
    for layout, name in zip(deck.slide_layouts, names, strict=True):
        layout.element.cSld.set("name", name)
    for page in pages(deck):
        for number, shape in enumerate(page.placeholders):
            shape.name = f"{names[0]} {number}"
    return deck


def german() -> bytes:
    """Return a file whose layouts and placeholders have German names."""
    return saved(_renamed(_GERMAN))


def japanese() -> bytes:
    """Return a file with Japanese names and faces."""
    deck = _renamed(_JAPANESE)
    set_faces(deck, "Yu Gothic Light", "Yu Gothic")
    return saved(deck)


def arabic() -> bytes:
    """Return a file for text from right to left."""
    deck = _renamed(_ARABIC)
    for level in deck.slide_master.element.find(f"{P}txStyles").iter():
        if etree.QName(level).localname.endswith("pPr") and etree.QName(level).localname != "defPPr":
            level.set("rtl", "1")
            level.set("algn", "r")
    return saved(deck)


def set_faces(deck: Deck, title: str, body: str) -> None:
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for name, face in (("majorFont", title), ("minorFont", body)):
        theme.find(f"{A}themeElements/{A}fontScheme/{A}{name}/{A}latin").set("typeface", face)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def sized(width: float, height: float) -> Deck:
    """Return the usual file on another page, everything moved in proportion."""
    deck = Presentation()
    across, down = Pt(width) / deck.slide_width, Pt(height) / deck.slide_height
    for page in pages(deck):
        for frame in page.element.iter(f"{A}xfrm"):
            for name, first, second in (("off", "x", "y"), ("ext", "cx", "cy")):
                part = frame.find(f"{A}{name}")
                part.set(first, str(round(int(part.get(first)) * across)))
                part.set(second, str(round(int(part.get(second)) * down)))
    deck.slide_width, deck.slide_height = Pt(width), Pt(height)
    return deck


def a4() -> bytes:
    """Return a file for A4 paper, lying."""
    return saved(sized(780, 540))


def portrait() -> bytes:
    """Return a file for A4 paper, upright."""
    return saved(sized(540, 780))


def square() -> bytes:
    return saved(sized(540, 540))


def small_wide() -> bytes:
    """Return a file of 10 × 5.6 inches, as web programs make them."""
    return saved(sized(720, 405))


def huge() -> bytes:
    """Return a file of 1920 × 1080 points."""
    return saved(sized(1920, 1080))


def keep(deck: Deck, types: tuple[str, ...]) -> Deck:
    for layout in list(deck.slide_layouts):
        if layout.element.get("type") not in types:
            deck.slide_layouts.remove(layout)
    return deck


def few_layouts() -> bytes:
    """Return a file with nothing but a title over free room, and a blank page."""
    return saved(keep(Presentation(), ("titleOnly", "blank")))


def blank_only() -> bytes:
    """Return a file whose only layout is empty."""
    return saved(keep(Presentation(), ("blank",)))


def vertical_first() -> bytes:
    """Return a file whose layouts for vertical text stand first."""
    deck = Presentation()
    ids = deck.slide_master.element.find(f"{P}sldLayoutIdLst")
    for element in reversed(list(ids)[-2:]):
        ids.insert(0, element)
    return saved(deck)


def no_title() -> bytes:
    """Return a file whose layouts and master have no title at all."""
    deck = sized(960, 540)
    for page in pages(deck):
        for place in list(page.element.iter(f"{P}ph")):
            if place.get("type") in ("title", "ctrTitle"):
                shape = next(place.iterancestors(f"{P}sp"))
                shape.getparent().remove(shape)
    return saved(deck)


def odd_indices() -> bytes:
    """Return a file whose placeholders for content have the indices of Briefer's own sources and marks."""
    deck = sized(960, 540)
    for layout in deck.slide_layouts:
        for place in layout.element.iter(f"{P}ph"):
            if place.get("idx") in ("1", "2", "3", "4"):
                place.set("idx", str(19 + int(place.get("idx"))))
    return saved(deck)


def two_masters() -> bytes:
    """Return a file with a second master, whose layouts have the names of the first."""
    deck = sized(960, 540)
    master, package = deck.slide_master, deck.part.package
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = etree.fromstring(etree.tostring(master.element))
    listed = xml.find(f"{P}sldLayoutIdLst")
    for element in list(listed):
        listed.remove(element)
    made = SlideMasterPart.load(
        PackURI("/ppt/slideMasters/slideMaster2.xml"), CONTENT_TYPE.PML_SLIDE_MASTER, package, etree.tostring(xml)
    )
    made.relate_to(theme, RELATIONSHIP_TYPE.THEME)
    for number, layout in enumerate(list(deck.slide_layouts)[:2]):
        name = PackURI(f"/ppt/slideLayouts/slideLayout{21 + number}.xml")
        blob = etree.tostring(layout.element)
        copy = SlideLayoutPart.load(name, CONTENT_TYPE.PML_SLIDE_LAYOUT, package, blob)
        copy.relate_to(made, RELATIONSHIP_TYPE.SLIDE_MASTER)
        relation = made.relate_to(copy, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
        ids = made._element.find(f"{P}sldLayoutIdLst")
        element = etree.SubElement(ids, f"{P}sldLayoutId", {"id": str(2147484000 + number)})
        element.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
    relation = deck.part.relate_to(made, RELATIONSHIP_TYPE.SLIDE_MASTER)
    masters = deck.part._element.find(f"{P}sldMasterIdLst")
    first = deepcopy(masters[0])
    first.set("id", "2147483999")
    first.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", relation)
    masters.append(first)
    return saved(deck)


def dark() -> bytes:
    """Return a file whose master has a dark ground by reference to the theme, with the colour map turned round."""
    deck = sized(960, 540)
    element = deck.slide_master.element
    mapping = element.find(f"{P}clrMap")
    for name, slot in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        mapping.set(name, slot)
    old = element.cSld.find(f"{P}bg")
    if old is not None:
        element.cSld.remove(old)
    ground = etree.fromstring(
        f'<p:bg xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}"><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
    )
    element.cSld.insert(0, ground)
    return saved(deck)


def logo() -> bytes:
    """Return a file with a logo over the right end of the title and a coloured band at the foot."""
    deck = sized(960, 540)
    shapes = deck.slide_master.shapes
    tree = shapes._spTree
    tree.insert(2, band(0, 500, 960, 40, "1F3864"))
    tree.insert(3, picture(deck, 840, 20, 90, 60, (20, 90, 160)))
    return saved(deck)


def title_band() -> bytes:
    """Return a file with white titles in capitals on a dark band across the head of the page."""
    deck = sized(960, 540)
    deck.slide_master.shapes._spTree.insert(2, band(0, 0, 960, 120, "203864"))
    style = deck.slide_master.element.find(f"{P}txStyles/{P}titleStyle/{A}lvl1pPr/{A}defRPr")
    style.set("cap", "all")
    style.set("spc", "300")
    style.find(f"{A}solidFill")[0].set("val", "bg1")
    return saved(deck)


def band(x: float, y: float, width: float, height: float, colour: str) -> etree._Element:
    return etree.fromstring(
        f'<p:sp xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}"><p:nvSpPr><p:cNvPr id="901" name="Band"/><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{Pt(x)}" y="{Pt(y)}"/><a:ext cx="{Pt(width)}" cy="{Pt(height)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></p:spPr>'
        "</p:sp>"
    )


def picture(deck: Deck, x: float, y: float, width: float, height: float, colour: tuple[int, int, int]):
    """Return a picture for the master's shape tree, its part related to the master."""
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    shape = slide.shapes.add_picture(io.BytesIO(png(colour)), Pt(x), Pt(y), Pt(width), Pt(height))
    element = deepcopy(shape._element)
    image = slide.part.related_part(element.find(f".//{A}blip").get(f"{{{_OFFICE}}}embed"))
    relation = deck.slide_master.part.relate_to(image, RELATIONSHIP_TYPE.IMAGE)
    element.find(f".//{A}blip").set(f"{{{_OFFICE}}}embed", relation)
    element.find(f".//{P}cNvPr").set("id", "902")
    deck.part.drop_rel(deck.slides._sldIdLst[0].rId)
    deck.slides._sldIdLst.remove(deck.slides._sldIdLst[0])
    return element


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def png(colour: tuple[int, int, int]) -> bytes:
    """Return a picture of 8 × 8 dots of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes(colour) * 8) * 8
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def with_slides() -> bytes:
    """Return a file with slides of its own, a table among them."""
    deck = sized(960, 540)
    for _ in range(3):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = "A slide of somebody else"
    slide.shapes.add_table(2, 2, Emu(0), Emu(0), Pt(300), Pt(60))
    return saved(deck)


MASTERS: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        default, german, japanese, arabic, a4, portrait, square, small_wide, huge, few_layouts, blank_only,
        vertical_first, odd_indices, no_title, two_masters, dark, logo, title_band, with_slides,
    )
}  # fmt: skip
