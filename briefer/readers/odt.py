"""OpenDocument texts (.odt): the text as its last reader saw it, with notes at their marks."""

from __future__ import annotations

from briefer.errors import ImportRefused
from briefer.model.reference import Reference
from briefer.readers.odt_text import OFFICE, OdtText, styles_of
from briefer.readers.package import Package, text_of, working_title
from briefer.structure.document import Document
from briefer.structure.docvolume import imported_document, listed
from briefer.structure.imported import Imported, Source
from briefer.structure.volume import iso_date


def imported_odt(data: bytes, source: Source) -> Imported:
    """Return the essays in an .odt file."""
    return imported_document(odt_document(source.name, data), source)


def odt_document(name: str, data: bytes) -> Document:
    """Return the blocks of an .odt file and what its properties say."""
    package = Package(name, data)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise ImportRefused(f"“{name}” is protected by a password. Save it without one, then import it again.")
    content = package.xml("content.xml")
    text = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if content is None or text is None:
        raise ImportRefused(f"“{name}” is not an OpenDocument text: it has no text part.")
    reader = OdtText(styles_of(package.xml("styles.xml"), content))
    reader.read(text)
    count = sum(1 for _ in text.iter(f"{OFFICE}annotation"))
    said = "1 comment, which was" if count == 1 else f"{count} comments, which were"
    remarks = (f"The file holds {said} not imported.",) if count else ()
    return Document(blocks=tuple(reader.blocks()), properties=_properties(package), remarks=remarks)


def _properties(package: Package) -> Reference:
    meta = package.xml("meta.xml")
    authors, editors = listed(text_of(meta, "initial-creator") or text_of(meta, "creator"))
    return Reference(
        title=working_title(text_of(meta, "title")),
        authors=authors,
        editors=editors,
        issued=iso_date((text_of(meta, "creation-date") or text_of(meta, "date"))[:10]),
    )
