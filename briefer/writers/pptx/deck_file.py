"""Puts measured pages into a .pptx: the brand's parts, slides and notes as XML, provenance, one deterministic zip."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from briefer.errors import BrandError, OutputError
from briefer.model.deck import Deck
from briefer.model.provenance import Record, to_json
from briefer.specs.brand import Brand
from briefer.typeset.page import Page, TextBox
from briefer.writers.markup import HEAD, NAMESPACES, TREE, legal
from briefer.writers.opc import (
    CONTENT_TYPES,
    RELATIONSHIPS_TYPE,
    Part,
    Relationship,
    content_types_xml,
    free_ids,
    office,
    pack,
    part_entries,
    relationships_name,
    relationships_xml,
)
from briefer.writers.package_check import check_entries
from briefer.writers.pptx.chart import CHART_TYPE, WORKBOOK_TYPE, chart_xml, workbook
from briefer.writers.pptx.look import Look, look_of, with_region
from briefer.writers.pptx.master_file import Layout, MasterFile, read_master
from briefer.writers.pptx.notes import blocks_of, notes_xml
from briefer.writers.pptx.presentation import presentation_part
from briefer.writers.pptx.properties import app_xml, core_xml, custom_xml, item_properties_xml, provenance_xml
from briefer.writers.pptx.shapes import SlideShapes

_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
_SLIDE_TYPE = f"{_OFFICE_TYPE}.presentationml.slide+xml"
_NOTES_TYPE = f"{_OFFICE_TYPE}.presentationml.notesSlide+xml"
_FIRST_JUMP = 20
"""Number of the first relationship of an agenda with a slide it leads to."""
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def write_deck(
    pages: Sequence[Page],
    deck: Deck,
    brand: Brand,
    master: bytes,
    records: Iterable[Record] = (),
    *,
    strip_context: bool = False,
) -> bytes:
    """Return the .pptx of `pages`; the same arguments make the same bytes.

    `master` is the brand's .pptx or .potx. `records` go into the provenance part, the notes and the shape names;
    `strip_context` leaves the words around quotations out. Raises BrandError when the master lacks a layout and
    OutputError when the finished package is not sound.
    """
    made = _entries(pages, deck, brand, read_master(master), tuple(records), strip_context)
    entries = [(name, data.encode() if isinstance(data, str) else data) for name, data in made]
    if findings := check_entries(entries):
        raise OutputError(f"The deck was not written, its package is not sound: {'; '.join(findings[:3])}.")
    return pack(entries)


def _entries(
    pages: Sequence[Page], deck: Deck, brand: Brand, file: MasterFile, records: tuple[Record, ...], strip: bool
) -> Iterator[tuple[str, str | bytes]]:
    """Yield every entry of the zip in its order, the content types first."""
    slides = _Slides(pages, deck, brand, file, records)
    json = legal(to_json(records, deck.run, strip))
    digest = hashlib.sha256(json.encode()).hexdigest()
    provenance = _provenance(deck, file, json, digest)
    properties = _properties(deck, pages, digest)
    made = [*slides.parts(), *provenance, *properties]
    names = [slide_name(number) for number in range(1, len(pages) + 1)]
    main = presentation_part(file, pages, deck, names, provenance[0].name)
    defaults = {**file.defaults, "rels": RELATIONSHIPS_TYPE, "xml": "application/xml"}
    parts = (main, *file.parts, *made)
    overrides = {part.name: part.content_type for part in parts if part.content_type}
    yield CONTENT_TYPES, content_types_xml(defaults, overrides)
    yield relationships_name(""), relationships_xml("", _package_relationships(file, properties))
    for part in parts:
        yield from part_entries(part)


class _Slides:
    """Makes the slide and notes parts of one deck."""

    def __init__(
        self, pages: Sequence[Page], deck: Deck, brand: Brand, file: MasterFile, records: tuple[Record, ...]
    ) -> None:
        self._pages, self._deck, self._brand, self._file = pages, deck, brand, file
        self._looks: dict[str, Look] = {}
        self._records = {record.id: record for record in records}
        self._made: Counter[str] = Counter()
        self._register = next((n for n, page in enumerate(pages, 1) if page.layout == "register"), 0)

    def parts(self) -> Iterator[Part]:
        """Yield slide and notes of every page."""
        for number, page in enumerate(self._pages, 1):
            yield from self._slide(number, page)
            yield self._notes(number, page)

    def _slide(self, number: int, page: Page) -> Iterator[Part]:
        """Yield the slide, then the charts on it with their workbooks."""
        layout, fields = self._layout(page)
        relations = [
            Relationship("rId1", office("slideLayout"), layout.part),
            Relationship("rId2", office("notesSlide"), notes_name(number)),
        ]
        linked = self._register and page.layout != "register" and _has_sources(page)
        if linked:
            relations.append(Relationship("rId3", office("slide"), slide_name(self._register)))
        jumps = self._jumps(number, page)
        relations += [Relationship(id, office("slide"), slide_name(n)) for id, n in jumps.values()]
        look = self._looks.get(page.layout)
        if look is None:
            look = self._looks[page.layout] = look_of(self._brand, layout, page.layout, self._deck.language)
        shapes = SlideShapes(layout, fields, look, {text: id for text, (id, _) in jumps.items()})
        for shape in page.shapes:
            to_register = linked and isinstance(shape, TextBox) and shape.field == "source_label"
            shapes.add(shape, link="rId3" if to_register else "")
        hidden = ' show="0"' if page.hidden else ""
        xml = (
            f"{HEAD}<p:sld {NAMESPACES}{hidden}><p:cSld><p:spTree>{TREE}{''.join(shapes.xml)}</p:spTree></p:cSld>"
            f"<p:clrMapOvr>{layout.colour_map or '<a:masterClrMapping/>'}</p:clrMapOvr></p:sld>"
        )
        charts = [(relation, chart, self._free("chart", "charts/chart{}.xml")) for relation, chart in shapes.charts]
        relations += [Relationship(relation, office("chart"), name) for relation, _, name in charts]
        yield Part(slide_name(number), xml, _SLIDE_TYPE, tuple(relations))
        for _, chart, name in charts:
            book = self._free("workbook", "embeddings/Workbook{}.xlsx")
            link = Relationship("rId1", office("package"), book)
            yield Part(name, chart_xml(chart, look, link.id), CHART_TYPE, (link,))
            yield Part(book, workbook(chart), WORKBOOK_TYPE)

    def _jumps(self, number: int, page: Page) -> dict[str, tuple[str, int]]:
        """Return, on an agenda, the first other slide of each section, with the id of its relationship."""
        if page.layout != "agenda":
            return {}
        first: dict[str, int] = {}
        for n, other in enumerate(self._pages, 1):
            if n != number and other.section and other.layout != "title" and not other.hidden:
                first.setdefault(other.section, n)
        return {text: (f"rId{_FIRST_JUMP + at}", n) for at, (text, n) in enumerate(first.items())}

    def _free(self, kind: str, pattern: str) -> str:
        """Return the next part name of a kind that the brand's file does not use itself."""
        taken = {part.name for part in self._file.parts}
        while True:
            self._made[kind] += 1
            name = f"ppt/{pattern.format(self._made[kind])}"
            if name not in taken:
                return name

    def _notes(self, number: int, page: Page) -> Part:
        held = [self._records[name] for name in page.statement_ids if name in self._records]
        blocks = blocks_of(page.notes, held, self._deck.stamp if number == 1 else "")
        relations = (
            Relationship("rId1", office("notesMaster"), self._file.notes_master),
            Relationship("rId2", office("slide"), slide_name(number)),
        )
        language = with_region(self._deck.language, self._brand.language)
        xml = notes_xml(blocks, language, self._deck.marking, self._file.notes_places)
        return Part(notes_name(number), xml, _NOTES_TYPE, relations)

    def _layout(self, page: Page) -> tuple[Layout, dict[str, int]]:
        """Return the layout of the master on which `page` stands, and the placeholder of each of its fields."""
        mapped = self._brand.layouts.get(page.layout)
        layout = self._file.layouts.get(mapped.name) if mapped else None
        if mapped is None or layout is None:
            wanted = f"a layout “{mapped.name}”" if mapped else f"no layout for “{page.layout}”"
            raise BrandError(
                f"The brand “{self._brand.name}” names {wanted}"
                + (f" that “{self._brand.master}” does not have. Add it, or correct brand.yaml." if mapped else ".")
            )
        return layout, {"title": 0, **self._brand.frame, **mapped.placeholders}


def slide_name(number: int) -> str:
    """Return the part name of slide `number`, from 1."""
    return f"ppt/slides/slide{number}.xml"


def notes_name(number: int) -> str:
    """Return the part name of the notes of slide `number`, from 1."""
    return f"ppt/notesSlides/notesSlide{number}.xml"


def _has_sources(page: Page) -> bool:
    return any(isinstance(shape, TextBox) and shape.field == "source_label" for shape in page.shapes)


def _provenance(deck: Deck, file: MasterFile, records: str, digest: str) -> tuple[Part, Part]:
    """Return the part that holds all records and the properties that make PowerPoint keep it."""
    taken = {part.name for part in file.parts}
    number = next(n for n in range(1, len(taken) + 2) if f"customXml/item{n}.xml" not in taken)
    properties = f"customXml/itemProps{number}.xml"
    relation = Relationship("rId1", office("customXmlProps"), properties)
    return (
        Part(f"customXml/item{number}.xml", provenance_xml(records, deck.run, digest), "", (relation,)),
        Part(properties, item_properties_xml(deck.run), f"{_OFFICE_TYPE}.customXmlProperties+xml"),
    )


def _properties(deck: Deck, pages: Sequence[Page], digest: str) -> tuple[Part, Part, Part]:
    values = {"BrieferRun": deck.run, "BrieferDigest": digest, "BrieferStamp": deck.stamp}
    values |= {"BrieferMarking": deck.marking} if deck.marking else {}
    hidden = sum(page.hidden for page in pages)
    return (
        Part("docProps/core.xml", core_xml(deck), "application/vnd.openxmlformats-package.core-properties+xml"),
        Part("docProps/app.xml", app_xml(len(pages), hidden), f"{_OFFICE_TYPE}.extended-properties+xml"),
        Part("docProps/custom.xml", custom_xml(values), f"{_OFFICE_TYPE}.custom-properties+xml"),
    )


def _package_relationships(file: MasterFile, properties: tuple[Part, Part, Part]) -> list[Relationship]:
    kinds = (_CORE, office("extended-properties"), office("custom-properties"))
    kept = [r for r in file.package_relationships if r.kind == "officeDocument"]
    kept += [r for r in file.package_relationships if r.kind != "officeDocument"]
    ids = free_ids(kept, len(kinds))
    return [*kept, *(Relationship(i, k, p.name) for i, k, p in zip(ids, kinds, properties, strict=True))]
