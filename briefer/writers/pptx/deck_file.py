"""Puts measured pages into a .pptx: the brand's parts, slides and notes as XML, provenance, one deterministic zip."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, count
from typing import IO

from briefer.audit.records import Shown, noted
from briefer.errors import BrandError, OutputError
from briefer.model.codec import no_collection
from briefer.model.deck import Deck
from briefer.model.picture import Picture
from briefer.model.provenance import Record, json_pieces
from briefer.specs.brand import Brand
from briefer.typeset.page import ChartBox, Page, PictureBox, TextBox
from briefer.writers.files import held_file
from briefer.writers.markup import HEAD, NAMESPACES, TREE
from briefer.writers.opc import (
    CONTENT_TYPES,
    RELATIONSHIPS_TYPE,
    Data,
    Part,
    Relationship,
    content_types_xml,
    free_ids,
    office,
    part_entries,
    relationships_name,
    relationships_xml,
)
from briefer.writers.package_check import PackageCheck
from briefer.writers.pptx.chart import CHART_TYPE, WORKBOOK_TYPE, chart_xml, workbook
from briefer.writers.pptx.look import Look, look_of, with_region
from briefer.writers.pptx.master_file import Layout, MasterFile, read_master
from briefer.writers.pptx.notes import blocks_of, notes_xml
from briefer.writers.pptx.presentation import presentation_part
from briefer.writers.pptx.properties import app_xml, core_xml, custom_xml, item_properties_xml, provenance_xml
from briefer.writers.pptx.shapes import SlideShapes
from briefer.writers.zip_file import write_zip

_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
_SLIDE_TYPE = f"{_OFFICE_TYPE}.presentationml.slide+xml"
_NOTES_TYPE = f"{_OFFICE_TYPE}.presentationml.notesSlide+xml"
_ITEM_TYPE = f"{_OFFICE_TYPE}.customXmlProperties+xml"
_PROPERTIES = {
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_OFFICE_TYPE}.extended-properties+xml",
    "docProps/custom.xml": f"{_OFFICE_TYPE}.custom-properties+xml",
}
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
    file = BytesIO()
    write_deck_into(file, pages, deck, brand, master, records, strip_context=strip_context)
    return file.getvalue()


@no_collection()
def write_deck_into(
    file: IO[bytes],
    pages: Sequence[Page],
    deck: Deck,
    brand: Brand,
    master: bytes,
    records: Iterable[Record] = (),
    *,
    strip_context: bool = False,
) -> None:
    """Write what `write_deck` returns into `file`, which holds nothing of use where that raises."""
    package = PackageCheck()
    with held_file() as kept:
        carried = _Carried(tuple(records), kept, strip_context)
        write_zip(file, package.watched(_entries(pages, deck, brand, read_master(master), carried)))
    if findings := package.findings():
        raise OutputError(f"The deck was not written, its package is not sound: {'; '.join(findings[:3])}.")


@dataclass(frozen=True, slots=True)
class _Carried:
    """The records of a deck, and the file in which their part is made."""

    records: tuple[Record, ...]
    file: IO[bytes]
    strip_context: bool


def _entries(
    pages: Sequence[Page], deck: Deck, brand: Brand, file: MasterFile, carried: _Carried
) -> Iterator[tuple[str, Data]]:
    """Yield every entry of the zip in its order, the content types first; slides are made as they are asked for."""
    slides = _Slides(pages, deck, brand, file, carried.records)
    item = _item_number(file)
    types = slides.types() | _PROPERTIES | {f"customXml/itemProps{item}.xml": _ITEM_TYPE}
    names = [slide_name(number) for number in range(1, len(pages) + 1)]
    before = (presentation_part(file, pages, deck, names, f"customXml/item{item}.xml"), *file.parts)
    types |= {part.name: part.content_type for part in before if part.content_type}
    yield (
        CONTENT_TYPES,
        content_types_xml(
            {**file.defaults, **slides.picture_types, "rels": RELATIONSHIPS_TYPE, "xml": "application/xml"}, types
        ),
    )
    yield relationships_name(""), relationships_xml("", _package_relationships(file))
    for part in chain(_about(deck, pages, item, carried), before, slides.parts()):
        yield from part_entries(part)


class _Slides:
    """Makes the slide and notes parts of one deck."""

    def __init__(
        self, pages: Sequence[Page], deck: Deck, brand: Brand, file: MasterFile, records: tuple[Record, ...]
    ) -> None:
        self._pages, self._deck, self._brand, self._file = pages, deck, brand, file
        self._looks: dict[str, Look] = {}
        self._records = Shown(records)
        self._charts = self._named_charts()
        self._pictures = self._named_pictures()
        self._register = next((n for n, page in enumerate(pages, 1) if page.layout == "register"), 0)

    def types(self) -> dict[str, str]:
        """Return the content type of every part by its name, before any is made."""
        numbers = range(1, len(self._pages) + 1)
        found = dict.fromkeys(map(slide_name, numbers), _SLIDE_TYPE) | dict.fromkeys(
            map(notes_name, numbers), _NOTES_TYPE
        )
        charts = [names for held in self._charts for names in held]
        return found | {chart: CHART_TYPE for chart, _ in charts} | {book: WORKBOOK_TYPE for _, book in charts}

    @property
    def picture_types(self) -> dict[str, str]:
        """Return the content type of each kind of picture there is, by its ending."""
        return {picture.kind: f"image/{picture.kind}" for picture in self._pictures}

    def parts(self) -> Iterator[Part]:
        """Yield slide and notes of every page, then the pictures on them."""
        for number, page in enumerate(self._pages, 1):
            yield from self._slide(number, page)
            yield self._notes(number, page)
        for picture, name in self._pictures.items():
            yield Part(name, picture.data, "")

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
        named = self._charts[number - 1]
        relations += [
            Relationship(id, office("chart"), name) for (id, _), (name, _) in zip(shapes.charts, named, strict=True)
        ]
        relations += [Relationship(id, office("image"), self._pictures[held]) for id, held in shapes.pictures]
        yield Part(slide_name(number), xml, _SLIDE_TYPE, tuple(relations))
        for (_, chart), (name, book) in zip(shapes.charts, named, strict=True):
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

    def _named_charts(self) -> list[list[tuple[str, str]]]:
        """Return the names of chart and workbook of each chart on each page, none of which the brand's file uses."""
        taken = {part.name for part in self._file.parts}
        charts = _free_names("ppt/charts/chart{}.xml", taken)
        books = _free_names("ppt/embeddings/Workbook{}.xlsx", taken)
        return [[(next(charts), next(books)) for s in page.shapes if isinstance(s, ChartBox)] for page in self._pages]

    def _named_pictures(self) -> dict[Picture, str]:
        """Return the name of the part of each picture, once however often it is shown."""
        taken = {part.name for part in self._file.parts}
        shown = dict.fromkeys(s.picture for page in self._pages for s in page.shapes if isinstance(s, PictureBox))
        names = {kind: _free_names(f"ppt/media/figure{{}}.{kind}", taken) for kind in ("png", "jpeg")}
        return {picture: next(names[picture.kind]) for picture in shown}

    def _notes(self, number: int, page: Page) -> Part:
        held = noted(self._records, page)
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


def _free_names(pattern: str, taken: Container[str]) -> Iterator[str]:
    """Yield the names of a kind that are not taken, by their number from 1."""
    return (name for number in count(1) if (name := pattern.format(number)) not in taken)


def slide_name(number: int) -> str:
    """Return the part name of slide `number`, from 1."""
    return f"ppt/slides/slide{number}.xml"


def notes_name(number: int) -> str:
    """Return the part name of the notes of slide `number`, from 1."""
    return f"ppt/notesSlides/notesSlide{number}.xml"


def _has_sources(page: Page) -> bool:
    return any(isinstance(shape, TextBox) and shape.field == "source_label" for shape in page.shapes)


def _item_number(file: MasterFile) -> int:
    """Return the number of the provenance part: the first that the brand's file does not use."""
    taken = {part.name for part in file.parts}
    return next(number for number in count(1) if f"customXml/item{number}.xml" not in taken)


def _about(deck: Deck, pages: Sequence[Page], item: int, carried: _Carried) -> Iterator[Part]:
    """Yield the part with all records, the properties that make PowerPoint keep it, and those of the document."""
    kept = f"customXml/itemProps{item}.xml"
    relation = Relationship("rId1", office("customXmlProps"), kept)
    records = json_pieces(carried.records, deck.run, carried.strip_context)
    said, digest = provenance_xml(records, deck.run, carried.file)
    yield Part(f"customXml/item{item}.xml", said, "", (relation,))
    yield Part(kept, item_properties_xml(deck.run), _ITEM_TYPE)
    values = {"BrieferRun": deck.run, "BrieferDigest": digest, "BrieferStamp": deck.stamp}
    values |= {"BrieferMarking": deck.marking} if deck.marking else {}
    hidden = sum(page.hidden for page in pages)
    contents = (core_xml(deck), app_xml(len(pages), hidden), custom_xml(values))
    for (name, content_type), data in zip(_PROPERTIES.items(), contents, strict=True):
        yield Part(name, data, content_type)


def _package_relationships(file: MasterFile) -> list[Relationship]:
    kinds = (_CORE, office("extended-properties"), office("custom-properties"))
    kept = [r for r in file.package_relationships if r.kind == "officeDocument"]
    kept += [r for r in file.package_relationships if r.kind != "officeDocument"]
    ids = free_ids(kept, len(kinds))
    return [*kept, *(Relationship(i, k, name) for i, k, name in zip(ids, kinds, _PROPERTIES, strict=True))]
