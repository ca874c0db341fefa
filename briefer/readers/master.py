"""Reads the layouts, faces and colours of a PowerPoint file that is to become a brand."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Mapping

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.package import Package
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
from briefer.readers.master_shapes import ALTERNATIVE, EMU, P, is_hidden
from briefer.readers.package import safe_xml

_BEHIND = 96
"""Dots across what is known of the picture behind a text."""
_FAINT = 40_000
"""Opacity in thousandths of a percent under which a shape is no obstacle."""
_ANCHORS: dict[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}
_BODIES = ("body", "obj", "subTitle", "tbl", "chart", "pic", "dgm", "media", "clipArt")


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
    named = _named(_masters(data, name))
    return {own: master.drawing(layout, wide) for own, master, layout in named if own in names}


def _found(data: bytes, name: str) -> FoundMaster:
    masters = _masters(data, name)
    layouts = tuple(master.layout(layout, own) for own, master, layout in _named(masters))
    if not layouts:
        raise BrandError(f"“{name}” has no slide layout. Save it again in PowerPoint.")
    first = masters[0]
    return FoundMaster(
        width=first.size[0],
        height=first.size[1],
        layouts=layouts,
        title_face=first.face("title"),
        body_face=first.face("body"),
        capitals=first.style("title", "cap") in ("all", "small"),
        links=sum(master.links() for master in masters),
    )


def _masters(data: bytes, name: str) -> list[_Master]:
    presentation = Package.open(io.BytesIO(data)).main_document_part.presentation
    width, height = presentation.slide_width, presentation.slide_height
    if not width or not height:
        raise BrandError(f"“{name}” does not say how large its slides are. Save it again in PowerPoint.")
    size = width / EMU, height / EMU
    return [_Master(master, number, name, size) for number, master in enumerate(presentation.slide_masters)]


def _named(masters: Iterable[_Master]) -> Iterator[tuple[str, _Master, SlideLayout]]:
    """Yield every layout with its master under a name of its own: a second “Title” is called “Title (2)”."""
    seen: set[str] = set()
    for master in masters:
        for layout in master.slide_layouts:
            name = unique_name(layout.name, seen)
            seen.add(name)
            yield name, master, layout


class _Master:
    """One slide master with its theme."""

    def __init__(self, master: SlideMaster, number: int, name: str, size: tuple[float, float]) -> None:
        self._master, self._number, self.size = master, number, size
        self._theme = safe_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob, name)
        self._scheme = scheme_of(self._theme)
        mapping = master.element.find(f"{P}clrMap")
        self._map = {str(key): str(value) for key, value in mapping.attrib.items()} if mapping is not None else {}
        self._styles = master.element.find(f"{P}txStyles")
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
        latin = self._styles.find(f"{P}{style}/{A}lvl1pPr/{A}defRPr/{A}latin") if self._styles is not None else None
        return latin.get("typeface", "") if latin is not None else ""

    def style(self, which: str, attribute: str) -> str:
        """Return an attribute of the first level of the master's title or body style, "" where it says nothing."""
        found = self._styles.find(f"{P}{which}Style/{A}lvl1pPr/{A}defRPr") if self._styles is not None else None
        return found.get(attribute, "") if found is not None else ""

    def links(self) -> int:
        """Return how many links to click on stand on this master and its layouts."""
        pages = (self._master.element, *(layout.element for layout in self.slide_layouts))
        return sum(1 for page in pages for _ in page.iter(*LINKS))

    def layout(self, layout: SlideLayout, name: str) -> FoundLayout:
        """Return what stands on a layout, which is called `name`."""
        element = layout.element
        theme = self._colours(layout)
        return FoundLayout(
            name=name,
            type=element.get("type", ""),
            master=self._number,
            places=tuple(self._place(kind, shape, theme) for kind, shape in _placeholders(element)),
            marks=tuple(mark for page, _ in self._shown(layout) for mark in _marks(page, theme)),
            ground=self._ground(layout, theme),
            behind=self.drawing(layout, _BEHIND),
            theme=theme,
        )

    def _colours(self, layout: SlideLayout) -> dict[str, str]:
        """Return the colours of a layout by the names that slides use."""
        override = layout.element.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        mapping = {str(k): str(v) for k, v in override.attrib.items()} if override is not None else self._map
        return mapped(self._scheme, mapping)

    def drawing(self, layout: SlideLayout, wide: int) -> Drawing:
        """Return what is drawn behind the text of `layout`, `wide` dots across."""
        theme, canvas = self._colours(layout), Canvas(*self.size, wide)
        fills, part, colour = self._background(layout, theme)
        canvas.ground(fills, part, theme, colour)
        for page, held_by in self._shown(layout):
            canvas.shapes(page.find(f"{P}cSld/{P}spTree"), held_by, theme)
        return canvas.drawing()

    def _shown(self, layout: SlideLayout) -> list[tuple[etree._Element, Part]]:
        """Return what is drawn on a layout, in order: its master, unless it hides that, and itself."""
        own = layout.element, layout.part
        hides = layout.element.get("showMasterSp", "1") in ("0", "false")
        return [own] if hides else [(self._master.element, self._master.part), own]

    def _ground(self, layout: SlideLayout, theme: Mapping[str, str]) -> str:
        """Return the colour of the background, the mean one of a picture, "" where it is not known."""
        fills, part, colour = self._background(layout, theme)
        found = fill_of(fills, theme, colour)
        if found is None:
            return colour or theme.get("bg1", "FFFFFF")
        return found or next((mean for fill in fills if (mean := picture_colour(fill, part))), "")

    def _background(self, layout: SlideLayout, theme: Mapping[str, str]) -> tuple[list[etree._Element], Part, str]:
        """Return the fills of the background, the part that holds their pictures, and the colour of a reference."""
        for page, part in ((layout.element, layout.part), (self._master.element, self._master.part)):
            background = page.find(f"{P}cSld/{P}bg")
            if background is None:
                continue
            reference, properties = background.find(f"{P}bgRef"), background.find(f"{P}bgPr")
            if reference is not None:
                fill = self._fill(int(reference.get("idx", "0")))
                there = self._master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
                return ([] if fill is None else [fill]), there, colour_of(reference, theme)
            return list(properties if properties is not None else ()), part, ""
        return [], layout.part, ""

    def _fill(self, number: int) -> etree._Element | None:
        """Return a fill of the theme by the number under which backgrounds know it."""
        kind, at = ("bgFillStyleLst", number - 1001) if number > 1000 else ("fillStyleLst", number - 1)
        fills = self._theme.find(f"{A}themeElements/{A}fmtScheme/{A}{kind}")
        return fills[at] if fills is not None and 0 <= at < len(fills) else None

    def _place(self, kind: str, shape: etree._Element, theme: Mapping[str, str]) -> FoundPlace:
        place = next(shape.iter(f"{P}ph"))
        above = self._places.get("title" if kind in TITLES else kind if kind in FOOTERS else "body")
        chain = [one for one in (shape, above) if one is not None]
        style = "title" if kind in TITLES else "other" if kind in FOOTERS else "body"
        levels = [found for one in chain for found in one.iterfind(f"{P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr")]
        levels += [found for one in chain for found in one.iterfind(f"{P}txBody/{A}p/{A}r/{A}rPr")][:2]
        if self._styles is not None:
            levels += self._styles.iterfind(f"{P}{style}Style/{A}lvl1pPr/{A}defRPr")
        bodies = [found for one in chain for found in one.iterfind(f"{P}txBody/{A}bodyPr")]
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
    for place in element.iter(f"{P}ph"):
        shape = next(
            (one for one in place.iterancestors() if one.tag in (f"{P}sp", f"{P}pic", f"{P}graphicFrame")), None
        )
        if shape is not None:
            yield place.get("type", "obj"), shape


def _marks(page: etree._Element, theme: Mapping[str, str]) -> Iterator[FoundMark]:
    """Yield what is drawn on a master or layout besides its placeholders, in the order it is drawn."""
    tree = page.find(f"{P}cSld/{P}spTree")
    for shape in tree if tree is not None else ():
        if shape.tag == f"{ALTERNATIVE}AlternateContent":
            shape = next(iter(shape.iterfind(f"{ALTERNATIVE}Choice/*")), shape)
        if next(shape.iter(f"{P}ph"), None) is not None or is_hidden(shape) or _faint(shape):
            continue
        box = _box(shape)
        if box is None:
            continue
        properties = shape.find(f"{P}spPr")
        name = etree.QName(shape).localname
        if name in ("pic", "graphicFrame"):
            yield FoundMark(box=box, kind="picture")
        elif name == "grpSp":
            yield FoundMark(box=box, kind="group")
        elif name == "cxnSp":
            yield FoundMark(box=box, kind="line")
        elif name == "sp":
            filled = fill_of(properties, theme)
            if filled is None and shape.find(f"{P}style") is not None and properties is not None:
                bare = properties.find(f"{A}noFill") is not None
                filled = None if bare else colour_of(shape.find(f"{P}style/{A}fillRef"), theme) or None
            words = "".join(str(text) for text in shape.itertext()).strip()
            if filled is not None:
                yield FoundMark(box=box, kind="shape" if filled else "picture")
            elif words:
                yield FoundMark(box=box, kind="text")
            elif shape.find(f"{P}spPr/{A}ln/{A}solidFill") is not None:
                yield FoundMark(box=box, kind="line")


def _faint(shape: etree._Element) -> bool:
    """Tell whether a shape is so transparent that text can stand on it."""
    fill = next(shape.iterfind(f"{P}spPr/{A}solidFill"), None)
    alphas = [int(alpha.get("val", "100000")) for alpha in fill.iter(f"{A}alpha")] if fill is not None else []
    return bool(alphas) and max(alphas) < _FAINT


def _box(shape: etree._Element) -> Box | None:
    """Return where a shape stands; one turned by a right angle stands across."""
    frame = next(
        (f for path in (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm") if (f := shape.find(path)) is not None),
        None,
    )
    if frame is None:
        return None
    off, ext = frame.find(f"{A}off"), frame.find(f"{A}ext")
    if off is None or ext is None:
        return None
    x, y = (int(off.get(name, "0")) / EMU for name in ("x", "y"))
    width, height = (int(ext.get(name, "0")) / EMU for name in ("cx", "cy"))
    turned = int(frame.get("rot", "0")) // 60_000 % 180
    if 45 < turned < 135:
        x, y, width, height = x + (width - height) / 2, y + (height - width) / 2, height, width
    return Box(x, y, width, height)
