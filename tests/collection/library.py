"""All documents of the collection."""

from __future__ import annotations

from collection.office import OFFICE
from collection.pdfs import PDFS
from collection.plain import PLAIN
from collection.truth import Document
from collection.web import WEB

COLLECTION: tuple[Document, ...] = (*PDFS, *OFFICE, *WEB, *PLAIN)
