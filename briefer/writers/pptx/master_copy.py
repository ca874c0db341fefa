"""A master without slides, as it is kept beside its brand.yaml."""

from __future__ import annotations

from lxml import etree

from briefer.writers.opc import (
    CONTENT_TYPES,
    RELATIONSHIPS_TYPE,
    Part,
    content_types_xml,
    pack,
    part_entries,
    relationships_name,
    relationships_xml,
)
from briefer.writers.pptx.master_file import MAIN_TYPE, read_master
from briefer.writers.pptx.presentation import list_notes_master


def master_copy(data: bytes) -> bytes:
    """Return the .pptx or .potx in `data` as a .pptx with its masters, layouts and themes, and nothing else.

    The same file makes the same bytes. Raises BrandError when it cannot carry a deck.
    """
    file = read_master(data)
    list_notes_master(file.presentation, file)
    xml = etree.tostring(file.presentation, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts = (Part(file.main, xml, MAIN_TYPE, file.relationships), *file.parts)
    overrides = {part.name: part.content_type for part in parts if part.content_type}
    defaults = {**file.defaults, "rels": RELATIONSHIPS_TYPE, "xml": "application/xml"}
    entries = [
        (CONTENT_TYPES, content_types_xml(defaults, overrides)),
        (relationships_name(""), relationships_xml("", file.package_relationships)),
    ]
    return pack([*entries, *(entry for part in parts for entry in part_entries(part))])
