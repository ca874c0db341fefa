"""Checks a finished .pptx for the faults that make PowerPoint offer a repair; runs on every deck before it is saved.

Schema validators miss most of these: they look at parts, not at how a package hangs together.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import cast

from lxml import etree

from briefer.writers.likeness import Likeness, form_of
from briefer.writers.markup import OFFICE, A, P, R
from briefer.writers.opc import (
    CONTENT_TYPES,
    Data,
    Relationship,
    parse_content_types,
    parse_relationships,
    parse_xml,
    pieces,
    read_through,
)

_NEEDS_OVERRIDE = re.compile(
    r"ppt/(slides|notesSlides|slideLayouts|slideMasters|notesMasters|theme|charts)/[^/]+\.xml$|ppt/presentation\.xml$"
)
_SLIDE = re.compile(r"ppt/slides/[^/]+\.xml$")
_NOTES = re.compile(r"ppt/notesSlides/[^/]+\.xml$")
_REFERENCES = etree.XPath("//@r:*", namespaces={"r": OFFICE})
_CHART_NUMBER = "{http://schemas.openxmlformats.org/drawingml/2006/chart}axId"
_SLIDE_IDS = range(256, 2**31)
_MASTER_IDS = range(2**31, 2**32)


def check(data: bytes) -> list[str]:
    """Return what is wrong with a .pptx, one sentence fragment a fault; [] for a sound one."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return check_entries((entry.filename, archive.read(entry)) for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        return [f"not a readable zip: {error}"]


def check_entries(entries: Iterable[tuple[str, Data]]) -> list[str]:
    """Return the faults of a package that is not zipped yet: its entries in order."""
    package = PackageCheck()
    for _ in package.watched(entries):
        pass
    return package.findings()


class PackageCheck:
    """Checks a package entry by entry, in any order but that of the zip: each part is parsed once and let go.

    Slides and notes that are like sound ones before them are not parsed again (`likeness`).
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._faults: list[str] = []
        self._types: tuple[dict[str, str], dict[str, str]] | None = None
        self._relations: dict[str, dict[str, Relationship]] = {}
        self._references: dict[str, frozenset[str]] = {}
        self._presentations: dict[str, etree._Element] = {}
        self._layout_ids: list[str] = []
        self._like = {"ppt/slides": Likeness("sld"), "ppt/notesSlides": Likeness("notes")}
        self._grammar = etree.RelaxNG(etree.parse(Path(__file__).with_name("slide.rng")))

    def watched(self, entries: Iterable[tuple[str, Data]]) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Yield the entries of the package as bytes and look at each on its way."""
        for name, data in entries:
            found = pieces(data)
            self._add(name, found)
            yield name, found

    def _add(self, name: str, data: Iterable[bytes]) -> None:
        self._names.append(name)
        try:
            if name.endswith(".rels"):
                self._read_relations(name, b"".join(data))
            elif name == CONTENT_TYPES:
                self._types = parse_content_types(b"".join(data))
            elif name.endswith(".xml") and not name.startswith("ppt/"):
                self._references[name] = _references(data)
            elif name.endswith(".xml"):
                self._read_part(name, b"".join(data))
        except etree.XMLSyntaxError as error:
            self._faults.append(f"{name} is not XML: {error.msg or 'empty'}")

    def findings(self) -> list[str]:
        """Return every fault of the entries that were added."""
        parts = dict.fromkeys(name for name in self._names if not name.endswith("/"))
        return [
            *_names(self._names),
            *self._faults,
            *self._content_types(parts),
            *self._relationships(parts),
            *self._orphans(parts),
            *self._uses(),
            *self._presentation(),
        ]

    def _read_part(self, name: str, data: bytes) -> None:
        like = self._like.get(name.rpartition("/")[0])
        form = form_of(data) if like else None
        known = like.references(form) if like and form else None
        if known is None:
            root = parse_xml(data, own=True)
            known = frozenset(cast("list[str]", _REFERENCES(root)))
            faults = list(self._part(name, root))
            self._faults += faults
            if like and form and not faults:
                like.learn(form, known)
        self._references[name] = known

    def _part(self, name: str, root: etree._Element) -> Iterator[str]:
        """Find faults that one part has by itself."""
        yield from _drawing(name, root)
        if _SLIDE.match(name):
            yield from _shapes(name, root, self._grammar)
            yield from _places(name, root)
        elif _NOTES.match(name):
            yield from _shapes(name, root, self._grammar)
        elif root.tag == f"{P}sldMaster":
            self._layout_ids += [e.get("id", "") for e in root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId")]
        elif root.tag == f"{P}presentation":
            self._presentations[name] = root

    def _read_relations(self, name: str, data: bytes) -> None:
        folder, file = name.rsplit("_rels/", 1)
        source = folder + file.removesuffix(".rels")
        found = parse_relationships(data, source)
        self._relations[source] = {relation.id: relation for relation in found}
        if len(self._relations[source]) < len(found):
            self._faults.append(f"{name} uses an id twice")

    def _content_types(self, parts: Container[str]) -> Iterator[str]:
        if self._types is None:
            return
        defaults, overrides = self._types
        for name in overrides:
            if name not in parts:
                yield f"a content type names {name}, which is not there"
        for name in self._names:
            if name == CONTENT_TYPES or name in overrides or name not in parts:
                continue
            if name.rsplit(".", 1)[-1].lower() not in defaults or _NEEDS_OVERRIDE.match(name):
                yield f"{name} has no content type"

    def _relationships(self, parts: Container[str]) -> Iterator[str]:
        for source, relations in self._relations.items():
            if source and source not in parts:
                yield f"relationships of {source}, which is not there"
            for relation in relations.values():
                if not relation.external and relation.target not in parts:
                    yield f"{source or 'the package'} refers to {relation.target}, which is not there"

    def _orphans(self, parts: Iterable[str]) -> Iterator[str]:
        reached: set[str] = set()
        todo = [""]
        while todo:
            for relation in self._relations.get(todo.pop(), {}).values():
                if not relation.external and relation.target not in reached:
                    reached.add(relation.target)
                    todo.append(relation.target)
        for name in parts:
            if name not in reached and name != CONTENT_TYPES and not name.endswith(".rels"):
                yield f"nothing refers to {name}"

    def _uses(self) -> Iterator[str]:
        """Find references that lead nowhere, and slides and notes with other relationships than they need."""
        for name, references in self._references.items():
            known = self._relations.get(name, {})
            for value in sorted(references):
                if value and value not in known:
                    yield f"{name} uses {value}, which its relationships do not have"
            if _SLIDE.match(name):
                yield from _slide(name, [relation.kind for relation in known.values()])
            elif _NOTES.match(name):
                yield from self._notes(name, list(known.values()))

    def _notes(self, name: str, relations: list[Relationship]) -> Iterator[str]:
        slides = [relation.target for relation in relations if relation.kind == "slide"]
        if [relation.kind for relation in relations].count("notesMaster") != 1:
            yield f"{name} has no notes master"
        for slide in slides:
            back = [r.target for r in self._relations.get(slide, {}).values() if r.kind == "notesSlide"]
            if back != [name]:
                yield f"{name} names {slide}, which has other notes"
        if len(slides) != 1:
            yield f"{name} belongs to {len(slides)} slides"

    def _presentation(self) -> Iterator[str]:
        main = next((r.target for r in self._relations.get("", {}).values() if r.kind == "officeDocument"), "")
        root = self._presentations.get(main)
        if root is None:
            yield "the package is not a presentation"
            return
        relations = self._relations.get(main, {})
        slides = root.findall(f"{P}sldIdLst/{P}sldId")
        yield from _ids("slide", [e.get("id", "") for e in slides], _SLIDE_IDS)
        named = [relations[i].target for e in slides if (i := e.get(f"{R}id", "")) in relations]
        listed = sorted(r.target for r in relations.values() if r.kind == "slide")
        if sorted(named) != listed:
            yield "the list of slides and the slides of the package differ"
        if root.find(f"{P}notesMasterIdLst") is None and any(r.kind == "notesMaster" for r in relations.values()):
            yield "the presentation does not list its notes master"
        masters = [e.get("id", "") for e in root.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId")]
        yield from _ids("master or layout", [*masters, *self._layout_ids], _MASTER_IDS)
        yield from _sections(root, {e.get("id", "") for e in slides})


def _references(data: Iterable[bytes]) -> frozenset[str]:
    """Return the relationships that a part without drawings uses; it is read through, its text is never held whole."""
    found = _Referring()
    read_through(data, found)
    return frozenset(found.found)


class _Referring:
    """Collects the relationships that elements name."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.found |= {value for name, value in attributes.items() if name.startswith(R)}

    def close(self) -> None:
        pass


def _names(names: list[str]) -> Iterator[str]:
    """Find faults of the zip itself."""
    for name, count in Counter(name.lower() for name in names).items():
        if count > 1:
            yield f"{name} stands in the zip {count} times"
    for name in names:
        if name.endswith("/"):
            yield f"{name} is a folder entry"
    if names[:1] != [CONTENT_TYPES]:
        yield f"{CONTENT_TYPES} is not the first entry"


def _slide(name: str, kinds: list[str]) -> Iterator[str]:
    if kinds.count("slideLayout") != 1:
        yield f"{name} has {kinds.count('slideLayout')} layouts"
    if kinds.count("notesSlide") > 1:
        yield f"{name} has several notes"


def _places(name: str, root: etree._Element) -> Iterator[str]:
    """Find faults of the placeholders of a slide."""
    places = [(e.get("type"), e.get("idx", "0")) for e in root.iter(f"{P}ph")]
    titles = sum(kind in ("title", "ctrTitle") for kind, _ in places)
    if titles != 1:
        yield f"{name} has {titles} titles"
    for (kind, index), count in Counter(places).items():
        if count > 1:
            yield f"{name} uses the placeholder {kind or 'obj'} {index} {count} times"


def _ids(what: str, values: list[str], allowed: range) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"the {what} id {value} is used {count} times"
        if not value.isdigit() or int(value) not in allowed:
            yield f"the {what} id {value} is out of range"


def _sections(root: etree._Element, slides: set[str]) -> Iterator[str]:
    listed = [e.get("id", "") for e in root.iter("{*}sldId") if not str(e.tag).startswith(P)]
    if listed and (set(listed) != slides or len(listed) != len(slides)):
        yield "the sections do not hold every slide once"


def _shapes(name: str, root: etree._Element, grammar: etree.RelaxNG) -> Iterator[str]:
    """Find faults inside one slide or notes part."""
    if not grammar.validate(root):
        error = grammar.error_log[0]
        yield f"{name}:{error.line}: {error.message}"
    for number, count in Counter(e.get("id") for e in root.iter(f"{P}cNvPr")).items():
        if count > 1:
            yield f"{name} has {count} shapes with the id {number}"


def _drawing(name: str, root: etree._Element) -> Iterator[str]:
    """Find faults of tables, sizes and axes in any part."""
    for table in root.iter(f"{A}tbl"):
        columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
        if any(len(row.findall(f"{A}tc")) != columns for row in table.findall(f"{A}tr")):
            yield f"{name} has a table row with more or fewer cells than columns"
    for extent in root.iter(f"{A}ext"):
        if "-" in extent.get("cx", "") + extent.get("cy", ""):
            yield f"{name} has a shape of negative size"
    for axis in root.iter(_CHART_NUMBER):
        if axis.get("val", "").startswith("-"):
            yield f"{name} has a chart axis with a negative id"
