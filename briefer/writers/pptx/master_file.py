"""Reads a brand's PowerPoint master: what to carry over, which layouts it has, which colours its theme names."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from briefer.errors import BrandError
from briefer.writers.markup import OFFICE, A, P, R
from briefer.writers.notes_master import notes_master_xml
from briefer.writers.opc import (
    CONTENT_TYPES,
    Relationship,
    content_types_xml,
    free_ids,
    office,
    parse_content_types,
    parse_relationships,
    parse_xml,
    relationships_name,
    relationships_xml,
)

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
NOTES_MASTER_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml"
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


@dataclass(frozen=True, slots=True)
class Layout:
    """A slide layout of the master: its part and its placeholders by index, the title under 0."""

    part: str
    placeholders: dict[int, Placeholder]


@dataclass(frozen=True, slots=True)
class MasterFile:
    """What a new deck takes from its brand. `presentation` holds no slides, sections or custom shows."""

    main: str
    presentation: etree._Element
    relationships: tuple[Relationship, ...]
    package_relationships: tuple[Relationship, ...]
    parts: dict[str, bytes]
    """Every part to carry over with its relationships, but for the presentation and the content types."""
    defaults: dict[str, str]
    overrides: dict[str, str]
    layouts: dict[str, Layout]
    notes_master: str
    """Name of the notes master; a brand without one is lent ours."""
    notes_places: dict[str, str]
    """How notes refer to the placeholders of the notes master: attributes of `<p:ph …/>` by type."""
    theme: dict[str, str]
    """Theme colours as RRGGBB by the name that slides use ("tx1", "accent1")."""
    fonts: dict[str, str]
    """Typefaces of the theme by "+mj-lt" and "+mn-lt"."""


def read_master(data: bytes) -> MasterFile:
    """Read a .pptx, .potx or .ppsx, with or without macros; raises BrandError when it cannot carry a deck."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
        return _read(parts)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise BrandError("The brand’s master is not a PowerPoint file. Save it again as .pptx or .potx.") from error


def _read(parts: dict[str, bytes]) -> MasterFile:
    package = parse_relationships(parts[relationships_name("")], "")
    if any(relation.type.startswith(_STRICT) for relation in package):
        raise BrandError("The brand’s master is a Strict Open XML file. Save it again as a normal .pptx.")
    main = next((r.target for r in package if r.type == f"{OFFICE}/officeDocument"), "")
    presentation = parse_xml(parts[main])
    if presentation.tag != f"{P}presentation":
        raise BrandError("The brand’s master is not a PowerPoint file. Save it again as .pptx or .potx.")
    _without_slides(presentation)
    _ensure_notes_master(parts, main)
    own = tuple(r for r in parse_relationships(parts[relationships_name(main)], main) if r.kind not in _LEFT_BEHIND)
    kept = {main: own, "": tuple(r for r in package if r.kind not in _LEFT_BEHIND)}
    notes = next(r.target for r in own if r.kind == "notesMaster")
    reached = _reachable(parts, kept)
    defaults, overrides = parse_content_types(parts[CONTENT_TYPES])
    master = _first_master(presentation, own)
    carried = [name for name in sorted(reached) if name != main]
    return MasterFile(
        main=main,
        presentation=presentation,
        relationships=own,
        package_relationships=kept[""],
        parts={n: parts[n] for name in carried for n in (name, relationships_name(name)) if n in parts},
        defaults={end: kind for end, kind in defaults.items() if end in _endings(reached)} | {"xml": "application/xml"},
        overrides={name: kind for name, kind in overrides.items() if name in reached and name != main},
        layouts=_layouts(parts, presentation, own),
        notes_master=notes,
        notes_places=_places(parse_xml(parts[notes])),
        theme=_theme_colours(parts, master),
        fonts=_theme_fonts(parts, master),
    )


def _without_slides(presentation: etree._Element) -> None:
    """Take out the lists that name slides."""
    for tag in ("sldIdLst", "custShowLst"):
        for element in presentation.findall(f"{P}{tag}"):
            presentation.remove(element)
    for extension in presentation.findall(f"{P}extLst/{P}ext[@uri='{_SECTIONS}']"):
        holder = extension.getparent()
        if holder is not None:
            holder.remove(extension)
            if not len(holder):
                presentation.remove(holder)


def _ensure_notes_master(parts: dict[str, bytes], main: str) -> None:
    """Lend our notes master to a brand that has none; its theme is a copy, for two masters must not share one."""
    own = parse_relationships(parts[relationships_name(main)], main)
    if any(relation.kind == "notesMaster" for relation in own):
        return
    theme = _theme_part(parts, _first_master(parse_xml(parts[main]), own))
    copy, name = "ppt/theme/themeNotes.xml", "ppt/notesMasters/notesMaster1.xml"
    parts[copy] = parts[theme]
    parts[name] = notes_master_xml().encode()
    parts[relationships_name(name)] = relationships_xml(name, [Relationship("rId1", office("theme"), copy)]).encode()
    lent = Relationship(free_ids(own)[0], office("notesMaster"), name)
    parts[relationships_name(main)] = relationships_xml(main, [*own, lent]).encode()
    defaults, overrides = parse_content_types(parts[CONTENT_TYPES])
    overrides |= {name: NOTES_MASTER_TYPE, copy: overrides[theme]}
    parts[CONTENT_TYPES] = content_types_xml(defaults, overrides).encode()


def _endings(names: set[str]) -> set[str]:
    return {name.rsplit(".", 1)[-1].lower() for name in names} | {"rels", "xml"}


def _reachable(parts: dict[str, bytes], kept: dict[str, tuple[Relationship, ...]]) -> set[str]:
    """Return the parts one gets to from the package; `kept` overrules the relationships in the file."""
    reached: set[str] = set()
    todo = [relation.target for relation in kept[""] if not relation.external]
    while todo:
        name = todo.pop()
        if name in reached or name not in parts:
            continue
        reached.add(name)
        relations = kept.get(name)
        if relations is None:
            relations = _relations(parts, name)
        todo += [relation.target for relation in relations if not relation.external]
    return reached


def _relations(parts: dict[str, bytes], name: str) -> tuple[Relationship, ...]:
    data = parts.get(relationships_name(name))
    return parse_relationships(data, name) if data else ()


def _first_master(presentation: etree._Element, relations: tuple[Relationship, ...]) -> str:
    entry = presentation.find(f"{P}sldMasterIdLst/{P}sldMasterId")
    wanted = entry.get(f"{R}id") if entry is not None else ""
    found = next((r.target for r in relations if r.id == wanted), "")
    if not found:
        raise BrandError("The brand’s file has no slide master. Save it again in PowerPoint.")
    return found


def _layouts(
    parts: dict[str, bytes], presentation: etree._Element, relations: tuple[Relationship, ...]
) -> dict[str, Layout]:
    """Return the layouts of all masters by name, those of the first master first."""
    masters = {r.id: r.target for r in relations if r.kind == "slideMaster"}
    found: dict[str, Layout] = {}
    for entry in presentation.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId"):
        name = masters[entry.get(f"{R}id", "")]
        targets = {r.id: r.target for r in _relations(parts, name)}
        for reference in parse_xml(parts[name]).iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"):
            part = targets[reference.get(f"{R}id", "")]
            root = parse_xml(parts[part])
            slide = root.find(f"{P}cSld")
            title = slide.get("name", "") if slide is not None else ""
            found.setdefault(title, Layout(part, _placeholders(root)))
    return found


def _placeholders(layout: etree._Element) -> dict[int, Placeholder]:
    found: dict[int, Placeholder] = {}
    for element in layout.iter(f"{P}ph"):
        kind = element.get("type", "obj")
        index = 0 if kind in ("title", "ctrTitle") else int(element.get("idx", "0"))
        found.setdefault(index, Placeholder(kind, index, _attributes(element)))
    return found


def _places(notes_master: etree._Element) -> dict[str, str]:
    return {element.get("type", "obj"): _attributes(element) for element in notes_master.iter(f"{P}ph")}


def _attributes(placeholder: etree._Element) -> str:
    named = [(name, placeholder.get(name)) for name in ("type", "orient", "sz", "idx")]
    return " ".join(f'{name}="{value}"' for name, value in named if value is not None)


def _theme_part(parts: dict[str, bytes], master: str) -> str:
    return next(r.target for r in _relations(parts, master) if r.kind == "theme")


def _theme_root(parts: dict[str, bytes], master: str) -> etree._Element:
    return parse_xml(parts[_theme_part(parts, master)])


def _theme_colours(parts: dict[str, bytes], master: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for slot in _theme_root(parts, master).iterfind(f"{A}themeElements/{A}clrScheme/*"):
        value = slot[0].get("val", "") if slot[0].tag == f"{A}srgbClr" else slot[0].get("lastClr", "")
        values[etree.QName(slot).localname] = value.upper()
    mapping = parse_xml(parts[master]).find(f"{P}clrMap")
    if mapping is None:
        return values
    return {str(name): values.get(str(slot), "") for name, slot in mapping.attrib.items()}


def _theme_fonts(parts: dict[str, bytes], master: str) -> dict[str, str]:
    fonts = _theme_root(parts, master).find(f"{A}themeElements/{A}fontScheme")
    if fonts is None:
        return {}
    named = {"+mj-lt": fonts.find(f"{A}majorFont/{A}latin"), "+mn-lt": fonts.find(f"{A}minorFont/{A}latin")}
    return {name: element.get("typeface", "") for name, element in named.items() if element is not None}
