"""Reads the layouts, faces and colours of a PowerPoint file that is to become a brand."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.package import Package
from pptx.presentation import Presentation
from pptx.slide import SlideLayout, SlideMaster

from briefer.errors import BrandError
from briefer.model.master import (
    FOOTERS,
    LINKS,
    TITLES,
    Anchor,
    Box,
    Drawing,
    FoundLayout,
    FoundMark,
    FoundMaster,
    FoundPlace,
    place_index,
    unique_name,
)
from briefer.readers.master_colours import A, colour_of, fill_of, mapped, scheme_of
from briefer.readers.master_drawing import Canvas
from briefer.readers.master_guard import check_master
from briefer.readers.master_pictures import picture_colour
from briefer.readers.package import safe_xml

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_EMU = 12_700
_BEHIND = 96
"""Dots across what is known of the picture behind a text."""
_FAINT = 40_000
"""Opacity in thousandths of a percent under which a shape is no obstacle."""
_ANCHORS: dict[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}
_BODIES = ("body", "obj", "subTitle", "tbl", "chart", "pic", "dgm", "media", "clipArt")
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def read_brand_file(data: bytes, name: str) -> FoundMaster:
    """Return what stands in a .pptx or .potx; raises BrandError with one sentence when it cannot become a brand."""
    check_master(data, name)
    try:
        return _found(data, name)
    except BrandError:
        raise
    except Exception as error:  # python-pptx answers damage with many kinds of exception
        raise BrandError(
            f"“{name}” is no PowerPoint file that can be read. Save it again as .pptx or .potx."
        ) from error


def drawn_layouts(data: bytes, name: str, names: Collection[str], wide: int) -> dict[str, Drawing]:
    """Return what is drawn behind the text of the layouts called `names`, `wide` dots across.

    Raises BrandError when the file cannot be read.
    """
    check_master(data, name)
    try:
        return _drawn(data, name, names, wide)
    except Exception as error:  # as above
        raise BrandError(f"“{name}” cannot be drawn. Save it again as .pptx or .potx.") from error


def _drawn(data: bytes, name: str, names: Collection[str], wide: int) -> dict[str, Drawing]:
    presentation = Package.open(io.BytesIO(data)).main_document_part.presentation
    made: dict[str, Drawing] = {}
    seen: set[str] = set()
    for master in _masters(presentation, name):
        for layout in master.slide_layouts:
            own = unique_name(layout.name, seen)
            seen.add(own)
            if own in names:
                made[own] = master.drawing(layout, wide)
    return made


def _found(data: bytes, name: str) -> FoundMaster:
    presentation = Package.open(io.BytesIO(data)).main_document_part.presentation
    pages = _masters(presentation, name)
    layouts = [found for page in pages for found in page.layouts()]
    if not layouts:
        raise BrandError(f"“{name}” has no slide layout. Save it again in PowerPoint.")
    first = pages[0]
    return FoundMaster(
        width=first.size[0],
        height=first.size[1],
        layouts=tuple(_named(layouts)),
        title_face=first.face("title"),
        body_face=first.face("body"),
        capitals=first.style("title", "cap") in ("all", "small"),
        links=sum(page.links() for page in pages),
    )


def _masters(presentation: Presentation, name: str) -> list[_Master]:
    width, height = presentation.slide_width, presentation.slide_height
    if not width or not height:
        raise BrandError(f"“{name}” does not say how large its slides are. Save it again in PowerPoint.")
    size = width / _EMU, height / _EMU
    return [_Master(master, number, name, size) for number, master in enumerate(presentation.slide_masters)]


def _named(layouts: list[FoundLayout]) -> Iterator[FoundLayout]:
    """Yield layouts under names of their own: a second “Title” is called “Title (2)”."""
    seen: set[str] = set()
    for layout in layouts:
        name = unique_name(layout.name, seen)
        seen.add(name)
        yield replace(layout, name=name)


@dataclass(frozen=True, slots=True)
class _Inherited:
    """What a placeholder of the master lends those of its layouts."""

    box: Box | None
    properties: tuple[etree._Element, ...]
    """The master's list style and text body properties."""


class _Master:
    """One slide master with its theme."""

    def __init__(self, master: SlideMaster, number: int, name: str, size: tuple[float, float]) -> None:
        self._master, self._number, self.size = master, number, size
        self._theme = safe_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob, name)
        self._scheme = scheme_of(self._theme)
        mapping = master.element.find(f"{_P}clrMap")
        self._map = {str(key): str(value) for key, value in mapping.attrib.items()} if mapping is not None else {}
        self._styles = master.element.find(f"{_P}txStyles")
        self.slide_layouts = master.slide_layouts
        self._places = dict(reversed(list(_placeholders(master.element))))

    def face(self, which: str) -> str:
        """Return the typeface of "title" or "body" text, theme references resolved."""
        named = self._latin(f"{which}Style") or ("+mj-lt" if which == "title" else "+mn-lt")
        fonts = self._theme.find(f"{A}themeElements/{A}fontScheme")
        if named.startswith("+") and fonts is not None:
            latin = fonts.find(f"{A}{'majorFont' if named.startswith('+mj') else 'minorFont'}/{A}latin")
            named = latin.get("typeface", "") if latin is not None else ""
        return named if named and not named.startswith("+") else "Arial"

    def _latin(self, style: str) -> str:
        latin = self._styles.find(f"{_P}{style}/{A}lvl1pPr/{A}defRPr/{A}latin") if self._styles is not None else None
        return latin.get("typeface", "") if latin is not None else ""

    def style(self, which: str, attribute: str) -> str:
        """Return an attribute of the first level of the master's title or body style, "" where it says nothing."""
        found = self._styles.find(f"{_P}{which}Style/{A}lvl1pPr/{A}defRPr") if self._styles is not None else None
        return found.get(attribute, "") if found is not None else ""

    def layouts(self) -> Iterator[FoundLayout]:
        """Yield the layouts of this master."""
        for layout in self._master.slide_layouts:
            yield self._layout(layout)

    def links(self) -> int:
        """Return how many links to click on stand on this master and its layouts."""
        pages = (self._master.element, *(layout.element for layout in self._master.slide_layouts))
        return sum(1 for page in pages for _ in page.iter(*LINKS))

    def _layout(self, layout: SlideLayout) -> FoundLayout:
        element = layout.element
        theme = self._colours(layout)
        marks = list(_marks(element, layout.part, theme))
        if element.get("showMasterSp", "1") not in ("0", "false"):
            marks = [*_marks(self._master.element, self._master.part, theme), *marks]
        ground, pictured = self._ground(layout, theme)
        return FoundLayout(
            name=layout.name,
            type=element.get("type", ""),
            master=self._number,
            places=tuple(self._place(kind, shape, theme) for kind, shape in _placeholders(element)),
            marks=tuple(marks),
            ground=ground,
            pictured=pictured,
            behind=self.drawing(layout, _BEHIND),
            theme=theme,
        )

    def _colours(self, layout: SlideLayout) -> dict[str, str]:
        """Return the colours of a layout by the names that slides use."""
        override = layout.element.find(f"{_P}clrMapOvr/{A}overrideClrMapping")
        mapping = {str(k): str(v) for k, v in override.attrib.items()} if override is not None else self._map
        return mapped(self._scheme, mapping)

    def drawing(self, layout: SlideLayout, wide: int) -> Drawing:
        """Return what is drawn behind the text of `layout`, `wide` dots across."""
        theme, canvas = self._colours(layout), Canvas(*self.size, wide)
        self._draw_ground(canvas, layout, theme)
        if layout.element.get("showMasterSp", "1") not in ("0", "false"):
            canvas.shapes(self._master.element.find(f"{_P}cSld/{_P}spTree"), self._master.part, theme)
        canvas.shapes(layout.element.find(f"{_P}cSld/{_P}spTree"), layout.part, theme)
        return canvas.drawing()

    def _draw_ground(self, canvas: Canvas, layout: SlideLayout, theme: Mapping[str, str]) -> None:
        for element, part in ((layout.element, layout.part), (self._master.element, self._master.part)):
            background = element.find(f"{_P}cSld/{_P}bg")
            if background is None:
                continue
            reference, properties = background.find(f"{_P}bgRef"), background.find(f"{_P}bgPr")
            if reference is not None:
                number, colour = int(reference.get("idx", "0")), colour_of(reference, theme)
                fill = self._fill(number)
                if fill is not None:
                    canvas.ground([fill], self._master.part.part_related_by(RELATIONSHIP_TYPE.THEME), theme, colour)
            elif properties is not None:
                canvas.ground(properties, part, theme)
            return

    def _ground(self, layout: SlideLayout, theme: Mapping[str, str]) -> tuple[str, bool]:
        """Return the colour of the background and whether it is a picture."""
        for element, part in ((layout.element, layout.part), (self._master.element, self._master.part)):
            background = element.find(f"{_P}cSld/{_P}bg")
            if background is None:
                continue
            reference = background.find(f"{_P}bgRef")
            if reference is not None:
                referred = self._referred(int(reference.get("idx", "0")), colour_of(reference, theme), theme)
                return referred, not referred
            properties = background.find(f"{_P}bgPr")
            found = fill_of(properties, theme)
            if found == "" and properties is not None:
                return picture_colour(properties, part), True
            return theme.get("bg1", "FFFFFF") if found is None else found, False
        return theme.get("bg1", "FFFFFF"), False

    def _referred(self, number: int, colour: str, theme: Mapping[str, str]) -> str:
        """Return the colour of a background that refers to a fill of the theme, "" for a picture."""
        fill = self._fill(number)
        if fill is None:
            return colour or theme.get("bg1", "FFFFFF")
        found = fill_of([fill], theme, colour)
        return colour if found is None else found

    def _fill(self, number: int) -> etree._Element | None:
        """Return a fill of the theme by the number under which backgrounds know it."""
        kind, at = ("bgFillStyleLst", number - 1001) if number > 1000 else ("fillStyleLst", number - 1)
        fills = self._theme.find(f"{A}themeElements/{A}fmtScheme/{A}{kind}")
        return fills[at] if fills is not None and 0 <= at < len(fills) else None

    def _place(self, kind: str, shape: etree._Element, theme: Mapping[str, str]) -> FoundPlace:
        place = next(shape.iter(f"{_P}ph"))
        above = self._places.get("title" if kind in TITLES else kind if kind in FOOTERS else "body")
        chain = [one for one in (shape, above) if one is not None]
        style = "title" if kind in TITLES else "other" if kind in FOOTERS else "body"
        levels = [found for one in chain for found in one.iterfind(f"{_P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr")]
        levels += [found for one in chain for found in one.iterfind(f"{_P}txBody/{A}p/{A}r/{A}rPr")][:2]
        if self._styles is not None:
            levels += self._styles.iterfind(f"{_P}{style}Style/{A}lvl1pPr/{A}defRPr")
        bodies = [found for one in chain for found in one.iterfind(f"{_P}txBody/{A}bodyPr")]
        colours = (fill_of(level, theme) for level in levels)
        return FoundPlace(
            kind=kind,
            index=place_index(kind, place.get("idx")),
            box=next((box for one in chain if (box := _box(one)) is not None), None),
            usual=_box(above) if above is not None else None,
            vertical=_first(bodies, "vert") in ("vert", "vert270", "eaVert", "wordArtVert", "mongolianVert"),
            anchor=_ANCHORS.get(_first(bodies, "anchor"), "top"),
            colour=next((colour for colour in colours if colour), "") or theme.get("tx1", ""),
            size=int(_first(levels, "sz") or 0) / 100,
            bold=_first(levels, "b") in ("1", "true"),
        )


def _first(elements: list[etree._Element], attribute: str) -> str:
    return next((value for element in elements if (value := element.get(attribute)) is not None), "")


def _placeholders(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield each placeholder of a master or layout with its type."""
    for place in element.iter(f"{_P}ph"):
        shape = next(
            (one for one in place.iterancestors() if one.tag in (f"{_P}sp", f"{_P}pic", f"{_P}graphicFrame")), None
        )
        if shape is not None:
            yield place.get("type", "obj"), shape


def _marks(page: etree._Element, part: Part, theme: Mapping[str, str]) -> Iterator[FoundMark]:
    """Yield what is drawn on a master or layout besides its placeholders, in the order it is drawn."""
    tree = page.find(f"{_P}cSld/{_P}spTree")
    for shape in tree if tree is not None else ():
        if shape.tag == f"{_ALTERNATIVE}AlternateContent":
            shape = next(iter(shape.iterfind(f"{_ALTERNATIVE}Choice/*")), shape)
        if next(shape.iter(f"{_P}ph"), None) is not None or _hidden(shape) or _faint(shape):
            continue
        box = _box(shape)
        if box is None:
            continue
        properties = shape.find(f"{_P}spPr")
        name = etree.QName(shape).localname
        if name in ("pic", "graphicFrame"):
            yield FoundMark(box=box, kind="picture", fill=picture_colour(shape, part))
        elif name == "grpSp":
            yield FoundMark(box=box, kind="group")
        elif name == "cxnSp":
            yield FoundMark(box=box, kind="line")
        elif name == "sp":
            filled = fill_of(properties, theme)
            if filled is None and shape.find(f"{_P}style") is not None and properties is not None:
                bare = properties.find(f"{A}noFill") is not None
                filled = None if bare else colour_of(shape.find(f"{_P}style/{A}fillRef"), theme) or None
            words = "".join(str(text) for text in shape.itertext()).strip()
            if filled is not None:
                yield FoundMark(box=box, kind="shape" if filled else "picture", fill=filled)
            elif words:
                yield FoundMark(box=box, kind="text")
            elif shape.find(f"{_P}spPr/{A}ln/{A}solidFill") is not None:
                yield FoundMark(box=box, kind="line")


def _faint(shape: etree._Element) -> bool:
    """Tell whether a shape is so transparent that text can stand on it."""
    fill = next(shape.iterfind(f"{_P}spPr/{A}solidFill"), None)
    alphas = [int(alpha.get("val", "100000")) for alpha in fill.iter(f"{A}alpha")] if fill is not None else []
    return bool(alphas) and max(alphas) < _FAINT


def _hidden(shape: etree._Element) -> bool:
    return any(element.get("hidden") in ("1", "true") for element in shape.iter(f"{_P}cNvPr"))


def _box(shape: etree._Element) -> Box | None:
    """Return where a shape stands; one turned by a right angle stands across."""
    frame = next(
        (
            f
            for path in (f"{_P}spPr/{A}xfrm", f"{_P}grpSpPr/{A}xfrm", f"{_P}xfrm")
            if (f := shape.find(path)) is not None
        ),
        None,
    )
    if frame is None:
        return None
    off, ext = frame.find(f"{A}off"), frame.find(f"{A}ext")
    if off is None or ext is None:
        return None
    x, y = (int(off.get(name, "0")) / _EMU for name in ("x", "y"))
    width, height = (int(ext.get(name, "0")) / _EMU for name in ("cx", "cy"))
    turned = int(frame.get("rot", "0")) // 60_000 % 180
    if 45 < turned < 135:
        x, y, width, height = x + (width - height) / 2, y + (height - width) / 2, height, width
    return Box(x, y, width, height)
