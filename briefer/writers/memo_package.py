"""The package round a Word memo: relationships, properties and the provenance record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefer.model.memo import Memo
from briefer.model.provenance import NAMESPACE, Record, to_json
from briefer.specs.brand import Brand
from briefer.writers.markup import HEAD, OFFICE, escaped
from briefer.writers.opc import (
    CONTENT_TYPES,
    RELATIONSHIPS_TYPE,
    Relationship,
    content_types_xml,
    office,
    pack,
    relationships_name,
    relationships_xml,
)
from briefer.writers.theme import colour_map, theme_xml
from briefer.writers.wordml import NAMESPACES

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ITEM_ID = "{0B4F6C1A-1D20-5D4E-9C1F-6A0E5C1B52C4}"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def pack_memo(memo: Memo, parts: Mapping[str, str], records: Sequence[Record], brand: Brand) -> bytes:
    """Return the file; `parts` are document, styles, settings, numbering, header and footer by these names."""
    paper = replace(brand, colours=brand.on_paper)
    parts = {**parts, "fontTable": _fonts(brand), "theme": theme_xml(paper, "Memo", colour_map(paper))}
    overrides = {f"word/{name}.xml": f"{_WORD_TYPE}.{name}+xml" for name in parts}
    overrides["word/document.xml"] = f"{_WORD_TYPE}.document.main+xml"
    overrides["word/theme.xml"] = f"{_OFFICE_TYPE}.theme+xml"
    overrides |= {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": f"{_OFFICE_TYPE}.extended-properties+xml",
        "customXml/itemProps1.xml": f"{_OFFICE_TYPE}.customXmlProperties+xml",
    }
    defaults = {"rels": RELATIONSHIPS_TYPE, "xml": "application/xml"}
    return pack(
        [
            (CONTENT_TYPES, content_types_xml(defaults, overrides)),
            *_relationships([name for name in parts if name != "document"]),
            *((f"word/{name}.xml", xml) for name, xml in parts.items()),
            ("docProps/core.xml", _core_properties(memo)),
            ("docProps/app.xml", _app_properties()),
            ("customXml/item1.xml", _provenance(records, memo.run)),
            ("customXml/itemProps1.xml", _item_properties()),
        ]
    )


def _relationships(names: Sequence[str]) -> list[tuple[str, str]]:
    links = {
        "": [
            Relationship("document", office("officeDocument"), "word/document.xml"),
            Relationship("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            Relationship("app", office("extended-properties"), "docProps/app.xml"),
        ],
        "word/document.xml": [
            *(Relationship(name, office(name), f"word/{name}.xml") for name in names),
            Relationship("provenance", office("customXml"), "customXml/item1.xml"),
        ],
        "customXml/item1.xml": [Relationship("props", office("customXmlProps"), "customXml/itemProps1.xml")],
    }
    return [(relationships_name(source), relationships_xml(source, items)) for source, items in links.items()]


def _fonts(brand: Brand) -> str:
    fonts = "".join(
        f'<w:font w:name="{escaped(name)}"/>' for name in dict.fromkeys((brand.body_face, brand.title_face))
    )
    return f"{HEAD}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def _core_properties(memo: Memo) -> str:
    at = f'xsi:type="dcterms:W3CDTF">{escaped(memo.date)}T00:00:00Z<'
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(memo.subject)}</dc:title><dc:subject>{escaped(memo.brief_id)}</dc:subject>"
        f"<dc:creator>{escaped(memo.author)}</dc:creator><dc:description>{escaped(memo.stamp)}</dc:description>"
        f"<cp:keywords>{escaped(memo.marking)}</cp:keywords><cp:lastModifiedBy>{escaped(memo.author)}</cp:lastModifiedBy>"
        f"<dcterms:created {at}/dcterms:created><dcterms:modified {at}/dcterms:modified>"
        f"<cp:category>{escaped(memo.kind)}</cp:category><dc:language>{escaped(memo.language)}</dc:language>"
        "</cp:coreProperties>"
    )


def _app_properties() -> str:
    namespace = OFFICE.replace("relationships", "extended-properties")
    return f'{HEAD}<Properties xmlns="{namespace}"><Pages>1</Pages><Application>Briefer</Application></Properties>'


def _provenance(records: Sequence[Record], run: str) -> str:
    return f'{HEAD}<provenance xmlns="{NAMESPACE}">{escaped(to_json(records, run))}</provenance>'


def _item_properties() -> str:
    return (
        f'{HEAD}<ds:datastoreItem ds:itemID="{_ITEM_ID}" xmlns:ds="{_CUSTOM}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
