"""Reads a brand's PowerPoint master: what to carry over, which layouts it has, which colours its theme names."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part as BrandPart
from pptx.opc.package import PartFactory, XmlPart, _Relationships
from pptx.opc.packuri import PackURI
from pptx.package import Package
from pptx.parts.presentation import PresentationPart
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from briefer.errors import BrandError
from briefer.model.master import LINKS, place_index, unique_name
from briefer.writers.markup import HEAD, NAMESPACES, A, P
from briefer.writers.opc import Part, Relationship, office, parse_xml

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_VIEW_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.viewProps+xml"
_WITH_MACROS = (
    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
)
"""Content types of .potm and .ppsm, which python-pptx does not know."""
_LEFT_BEHIND = frozenset(
    (
        "slide",
        "vbaProject",
        "commentAuthors",
        "authors",
        "thumbnail",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "origin",
        "revisionInfo",
        "customData",
        "changesInfo",
    )
)
"""Kinds of relationship of the package and the presentation that a new deck does not take over."""
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder of a layout; `kind` is "obj" where the file names none."""

    kind: str
    index: int
    attributes: str
    """The attributes by which a slide refers to it, ready for `<p:ph …/>`."""
    indents: tuple[int, int] | None = None
    """Left margin and indent in EMU that its paragraphs have of themselves, None where the layout does not say."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A slide layout of the master: its part and its placeholders by index, the title under 0."""

    part: str
    placeholders: dict[int, Placeholder]
    theme: dict[str, str]
    """Colours of the master's theme as RRGGBB by the name that slides use ("tx1", "accent1")."""
    fonts: dict[str, str]
    """Typefaces of the theme by "+mj-lt" and "+mn-lt"."""
    colour_map: str = ""
    """The override of the colour map that a slide has to repeat, as XML; "" where the layout keeps its master's."""


@dataclass(frozen=True, slots=True)
class MasterFile:
    """What a new deck takes from its brand. `presentation` holds no slides, sections or custom shows."""

    main: str
    presentation: etree._Element
    relationships: tuple[Relationship, ...]
    package_relationships: tuple[Relationship, ...]
    parts: tuple[Part, ...]
    """Every part to carry over but for the presentation; those without a content type have that of their ending."""
    defaults: dict[str, str]
    """Content types by ending."""
    layouts: dict[str, Layout]
    notes_master: str
    """Name of the notes master; a brand without one is lent that of python-pptx."""
    notes_places: dict[str, str]
    """How notes refer to the placeholders of the notes master: attributes of `<p:ph …/>` by type."""


def read_master(data: bytes) -> MasterFile:
    """Read a .pptx, .potx or .ppsx, with or without macros; raises BrandError when it cannot carry a deck."""
    PartFactory.part_type_for.update(dict.fromkeys(_WITH_MACROS, PresentationPart))
    try:
        return _read(_Package.open(BytesIO(data)))
    except BrandError:
        raise
    except Exception as error:  # python-pptx answers damage with many kinds of exception
        raise BrandError("The brand’s master is not a PowerPoint file. Save it again as .pptx or .potx.") from error


class _Package(Package):
    """A package that shows its relationships, as its parts show theirs."""

    @property
    def rels(self) -> _Relationships:
        return self._rels


def _read(package: _Package) -> MasterFile:
    if any(link.reltype.startswith(_STRICT) for link in package.rels.values()):
        raise BrandError("The brand’s master is a Strict Open XML file. Save it again as a normal .pptx.")
    main = package.main_document_part
    presentation = main.presentation
    if not len(presentation.slide_masters):
        raise BrandError("The brand’s file has no slide master. Save it again in PowerPoint.")
    _leave_behind(package, main)
    _tidied(package)
    notes = presentation.notes_master
    _complete(main)
    carried = sorted((part for part in package.iter_parts() if part is not main), key=lambda part: part.partname)
    defaults = {_ending(part): part.content_type for part in carried if _ending(part) not in ("", "xml")}
    return MasterFile(
        main=main.partname.membername,
        presentation=presentation.element,
        relationships=_relationships(main),
        package_relationships=_relationships(package),
        parts=tuple(_carried(part, defaults) for part in carried),
        defaults=defaults,
        layouts=_layouts(presentation),
        notes_master=notes.part.partname.membername,
        notes_places={place.get("type", "obj"): _attributes(place) for place in notes.element.iter(f"{P}ph")},
    )


def _leave_behind(package: _Package, main: PresentationPart) -> None:
    """Take out slides, what names them, macros and whatever else belongs to the brand's own file."""
    root = main.presentation.element
    for path in ("p:sldIdLst", "p:custShowLst", f"p:extLst/p:ext[@uri='{_SECTIONS}']", "p:extLst[not(*)]"):
        for element in root.xpath(path):
            element.getparent().remove(element)
    for source in (package, main):
        for relation in _relationships(source):
            if relation.kind in _LEFT_BEHIND:
                source.drop_rel(relation.id)


def _tidied(package: _Package) -> None:
    """Take out of masters and layouts what would reach every slide of every deck.

    That is links to click on, and by how much a prompt was made smaller to fit: LibreOffice moves tabs by that.
    """
    for part in list(package.iter_parts()):
        if not isinstance(part, XmlPart):
            continue
        for link in list(part._element.iter(*LINKS)):
            if (holder := link.getparent()) is not None:
                holder.remove(link)
        for fit in part._element.iter(f"{A}normAutofit"):
            fit.attrib.clear()
        for relation in _relationships(part):
            if relation.kind in ("hyperlink", "slide") and not isinstance(part, PresentationPart):
                part.drop_rel(relation.id)


def _complete(main: PresentationPart) -> None:
    """Add the view properties where a file has none: PowerPoint offers to repair a deck without them."""
    if any(relation.kind == "viewProps" for relation in _relationships(main)):
        return
    taken = {str(part.partname) for part in main.package.iter_parts()}
    name = next(n for n in ("/ppt/viewProps.xml", "/ppt/brieferViewProps.xml") if n not in taken)
    xml = f"{HEAD}<p:viewPr {NAMESPACES}/>".encode()
    main.relate_to(BrandPart(PackURI(name), _VIEW_TYPE, main.package, xml), office("viewProps"))


def _relationships(source: _Package | BrandPart) -> tuple[Relationship, ...]:
    return tuple(
        Relationship(key, link.reltype, link.target_ref, True)
        if link.is_external
        else Relationship(key, link.reltype, link.target_partname.membername)
        for key, link in source.rels.items()
    )


def _carried(part: BrandPart, defaults: dict[str, str]) -> Part:
    kind = "" if defaults.get(_ending(part)) == part.content_type else part.content_type
    return Part(part.partname.membername, part.blob, kind, _relationships(part))


def _ending(part: BrandPart) -> str:
    return part.partname.ext.lower()


def _layouts(presentation: Presentation) -> dict[str, Layout]:
    """Return the layouts of all masters by name, those of the first master first."""
    found: dict[str, Layout] = {}
    for master in presentation.slide_masters:
        theme = parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
        shared = _theme_colours(theme, master.element.find(f"{P}clrMap")), _theme_fonts(theme)
        for layout in master.slide_layouts:
            found[unique_name(layout.name, found)] = _layout(layout, shared)
    return found


def _layout(layout: SlideLayout, shared: tuple[dict[str, str], dict[str, str]]) -> Layout:
    part, places = layout.part.partname.membername, _placeholders(layout)
    override = layout.element.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    if override is None:
        return Layout(part, places, *shared)
    theme = parse_xml(layout.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    named = " ".join(f'{name}="{value}"' for name, value in override.attrib.items())
    return Layout(part, places, _theme_colours(theme, override), shared[1], f"<a:overrideClrMapping {named}/>")


def _placeholders(layout: SlideLayout) -> dict[int, Placeholder]:
    found: dict[int, Placeholder] = {}
    for place in layout.element.iter(f"{P}ph"):
        kind = place.get("type", "obj")
        index = place_index(kind, place.get("idx"))
        found.setdefault(index, Placeholder(kind, index, _attributes(place), _indents(place)))
    return found


def _indents(placeholder: etree._Element) -> tuple[int, int] | None:
    shape = next(placeholder.iterancestors(f"{P}sp"), None)
    style = shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr") if shape is not None else None
    found = (style.get("marL"), style.get("indent")) if style is not None else (None, None)
    return (int(found[0]), int(found[1])) if found[0] and found[1] else None


def _attributes(placeholder: etree._Element) -> str:
    named = [(name, placeholder.get(name)) for name in ("type", "orient", "sz", "idx")]
    return " ".join(f'{name}="{value}"' for name, value in named if value is not None)


def _theme_colours(theme: etree._Element, mapping: etree._Element | None) -> dict[str, str]:
    values: dict[str, str] = {}
    for slot in theme.iterfind(f"{A}themeElements/{A}clrScheme/*"):
        value = (
            slot[0].get("val", "")
            if len(slot) and slot[0].tag == f"{A}srgbClr"
            else slot[0].get("lastClr", "")
            if len(slot)
            else ""
        )
        values[etree.QName(slot).localname] = value.upper()
    if mapping is None:
        return values
    return {str(name): values.get(str(slot), "") for name, slot in mapping.attrib.items()}


def _theme_fonts(theme: etree._Element) -> dict[str, str]:
    fonts = theme.find(f"{A}themeElements/{A}fontScheme")
    if fonts is None:
        return {}
    named = {"+mj-lt": fonts.find(f"{A}majorFont/{A}latin"), "+mn-lt": fonts.find(f"{A}minorFont/{A}latin")}
    return {name: element.get("typeface", "") for name, element in named.items() if element is not None}
