"""Reads a brand's PowerPoint master: what to carry over, which layouts it has, which colours its theme names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import cast

from lxml import etree

from briefer.errors import BrandError
from briefer.model.master import LINKS, NOT_FOLLOWED, place_index, unique_name
from briefer.writers.markup import HEAD, NAMESPACES, A, P, R
from briefer.writers.notes_master import notes_master_xml
from briefer.writers.opc import PackageFile, Part, Relationship, ending, free_ids, office, parse_xml

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_VIEW_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.viewProps+xml"
_NOTES_MASTER_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_TAKEN_OUT = tuple(name.rpartition("}")[2].encode() for name in (*LINKS, f"{A}normAutofit"))
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
    """Name of the notes master; a brand without one is lent ours, in the theme of its first master."""
    notes_places: dict[str, str]
    """How notes refer to the placeholders of the notes master: attributes of `<p:ph …/>` by type."""


def read_master(data: bytes) -> MasterFile:
    """Read a .pptx, .potx or .ppsx, with or without macros; raises BrandError when it cannot carry a deck."""
    try:
        return _read(PackageFile(data))
    except BrandError:
        raise
    except Exception as error:  # zipfile, zlib and lxml answer damage with many kinds of exception
        raise BrandError("The brand’s master is not a PowerPoint file. Save it again as .pptx or .potx.") from error


def _read(package: PackageFile) -> MasterFile:
    if any(link.type.startswith(_STRICT) for link in package.relationships("")):
        raise BrandError("The brand’s master is a Strict Open XML file. Save it again as a normal .pptx.")
    main = _related(package.relationships(""), "officeDocument")
    root = parse_xml(package.data(main))
    if root.tag != f"{P}presentation":
        raise ValueError(f"{main} is no presentation")
    masters = _listed(package, main, root.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId"))
    if not masters:
        raise BrandError("The brand’s file has no slide master. Save it again in PowerPoint.")
    _leave_slides_behind(root)
    own, relations = (_kept(package.relationships(source)) for source in ("", main))
    lent: list[Part] = []
    for kind, lend in (("viewProps", _view_properties), ("notesMaster", _notes_master)):
        if not any(link.kind == kind for link in relations):
            made = lend(package, masters[0])
            lent += made
            relations += (Relationship(free_ids(relations)[0], office(kind), made[0].name),)
    reached = sorted(_reached(package, {"": own, main: relations}) - {main})
    defaults = {ending(name): package.content_type(name) for name in reached if ending(name) not in ("", "xml")}
    carried = {part.name: part for part in (*(_carried(package, name, defaults) for name in reached), *lent)}
    notes_master = _related(relations, "notesMaster")
    notes = parse_xml(cast("bytes", carried[notes_master].data))
    return MasterFile(
        main=main,
        presentation=root,
        relationships=relations,
        package_relationships=own,
        parts=tuple(carried[name] for name in sorted(carried)),
        defaults=defaults,
        layouts=_layouts(package, masters),
        notes_master=notes_master,
        notes_places={place.get("type", "obj"): _attributes(place) for place in notes.iter(f"{P}ph")},
    )


def _related(relationships: Sequence[Relationship], kind: str) -> str:
    """Return the part of a kind; raises LookupError where there is none."""
    found = next((link.target for link in relationships if link.kind == kind and not link.external), None)
    if found is None:
        raise LookupError(kind)
    return found


def _listed(package: PackageFile, source: str, elements: Iterator[etree._Element]) -> list[str]:
    """Return the parts that a list of `source` names, in its order."""
    targets = {link.id: link.target for link in package.relationships(source)}
    return [targets[element.get(f"{R}id", "")] for element in elements]


def _leave_slides_behind(root: etree._Element) -> None:
    """Take the slides out of a presentation, and what names them."""
    extensions = root.find(f"{P}extLst")
    named = [*root.findall(f"{P}sldIdLst"), *root.findall(f"{P}custShowLst")]
    if extensions is not None:
        sections = extensions.findall(f"{P}ext[@uri='{_SECTIONS}']")
        named += [extensions] if len(sections) == len(extensions) else sections
    for element in named:
        if (holder := element.getparent()) is not None:
            holder.remove(element)


def _kept(relationships: Sequence[Relationship]) -> tuple[Relationship, ...]:
    """Return the relationships without slides, macros and whatever else belongs to the brand's own file."""
    return tuple(link for link in relationships if link.kind not in _LEFT_BEHIND)


def _reached(package: PackageFile, kept: Mapping[str, Sequence[Relationship]]) -> set[str]:
    """Return the parts of the file to which relationships lead from its start; of some sources only `kept` count."""
    found: set[str] = set()
    todo = [""]
    while todo:
        source = todo.pop()
        for link in kept[source] if source in kept else _followed(package, source):
            if not link.external and link.target in package.names and link.target not in found:
                found.add(link.target)
                todo.append(link.target)
    return found


def _view_properties(package: PackageFile, master: str) -> tuple[Part, ...]:
    """Return the part without which PowerPoint offers to repair a deck."""
    return (Part(_free(package, "ppt/viewProps{}.xml"), f"{HEAD}<p:viewPr {NAMESPACES}/>".encode(), _VIEW_TYPE),)


def _notes_master(package: PackageFile, master: str) -> tuple[Part, ...]:
    """Return our own notes master and, as no two masters may share one, a copy of the theme of `master` for it."""
    own = _related(package.relationships(master), "theme")
    theme = _free(package, "ppt/theme/theme{}.xml")
    link = Relationship("rId1", office("theme"), theme)
    name = _free(package, "ppt/notesMasters/notesMaster{}.xml")
    return (
        Part(name, notes_master_xml().encode(), _NOTES_MASTER_TYPE, (link,)),
        Part(theme, package.data(own), _THEME_TYPE, package.relationships(own)),
    )


def _free(package: PackageFile, pattern: str) -> str:
    """Return the first name of a kind, by number from 1, that the file does not use."""
    return next(name for number in count(1) if (name := pattern.format(number)) not in package.names)


def _followed(package: PackageFile, name: str) -> tuple[Relationship, ...]:
    """Return the relationships of a part of the master without those to slides and those to click on."""
    return tuple(link for link in package.relationships(name) if link.kind not in NOT_FOLLOWED)


def _cleaned(data: bytes) -> bytes:
    """Return a part without what would reach every slide of every deck; the same bytes where it has nothing of it.

    That is links to click on, and by how much a prompt was made smaller to fit: LibreOffice moves tabs by that.
    """
    if not any(name in data for name in _TAKEN_OUT):
        return data
    root = parse_xml(data)
    for link in list(root.iter(*LINKS)):
        if (holder := link.getparent()) is not None:
            holder.remove(link)
    for fit in root.iter(f"{A}normAutofit"):
        fit.attrib.clear()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _carried(package: PackageFile, name: str, defaults: Mapping[str, str]) -> Part:
    kind, data = package.content_type(name), package.data(name)
    data = _cleaned(data) if ending(name) == "xml" else data
    return Part(name, data, "" if defaults.get(ending(name)) == kind else kind, _followed(package, name))


def _layouts(package: PackageFile, masters: Sequence[str]) -> dict[str, Layout]:
    """Return the layouts of all masters by name, those of the first master first."""
    found: dict[str, Layout] = {}
    for master in masters:
        root = parse_xml(package.data(master))
        theme = parse_xml(package.data(_related(package.relationships(master), "theme")))
        mapping = root.find(f"{P}clrMap")
        for part in _listed(package, master, root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId")):
            layout = parse_xml(package.data(part))
            named = layout.find(f"{P}cSld[@name]")
            name = named.get("name", "") if named is not None else ""
            found[unique_name(name, found)] = _layout(part, layout, theme, mapping)
    return found


def _layout(part: str, root: etree._Element, theme: etree._Element, mapping: etree._Element | None) -> Layout:
    places, fonts = _placeholders(root), _theme_fonts(theme)
    override = root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    if override is None:
        return Layout(part, places, _theme_colours(theme, mapping), fonts)
    named = " ".join(f'{name!s}="{value!s}"' for name, value in override.attrib.items())
    return Layout(part, places, _theme_colours(theme, override), fonts, f"<a:overrideClrMapping {named}/>")


def _placeholders(layout: etree._Element) -> dict[int, Placeholder]:
    found: dict[int, Placeholder] = {}
    for place in layout.iter(f"{P}ph"):
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
