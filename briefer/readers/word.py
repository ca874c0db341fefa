"""Word files (.docx): the text as its last reader saw it, with notes at their marks.

Deleted and moved-away text is left out, inserted text stays; hidden text, field codes and fall-back copies are left out.
A Word file has no printed pages: where its pages break differs from printer to printer, so nobody can cite them.
"""

from __future__ import annotations

from briefer.errors import ImportRefused
from briefer.model.reference import Reference
from briefer.readers.package import Package, text_of, working_title
from briefer.readers.word_comments import comments_of
from briefer.readers.word_notes import notes_of
from briefer.readers.word_styles import W, styles_of
from briefer.readers.word_text import WordText
from briefer.structure.document import Document
from briefer.structure.docvolume import imported_document, listed
from briefer.structure.imported import Imported, Source
from briefer.structure.volume import iso_date

_EMBEDDED = "The file embeds another document, which was not read. Open it in Word, save it anew, then import that."


def imported_word(data: bytes, source: Source) -> Imported:
    """Return the essays in a .docx file."""
    return imported_document(word_document(source.name, data), source)


def word_document(name: str, data: bytes) -> Document:
    """Return the blocks of a .docx file and what its properties say."""
    package = Package(name, data)
    main = package.related("").get("officeDocument", "word/document.xml")
    root = package.xml(main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise ImportRefused(f"“{name}” is not a Word document: it has no text part.")
    related = package.related(main)
    styles = styles_of(package.xml(related.get("styles", "word/styles.xml")))
    notes = notes_of(package, related, body)
    reader = WordText(styles, notes)
    reader.read(body)
    embedded = next(body.iter(f"{W}altChunk"), None) is not None
    return Document(
        blocks=tuple(reader.blocks()),
        properties=_properties(package),
        remarks=(_EMBEDDED,) if embedded else (),
        annotations=comments_of(body, package.xml(related.get("comments", "word/comments.xml"))),
    )


def _properties(package: Package) -> Reference:
    core = package.xml(package.related("").get("core-properties", "docProps/core.xml"))
    authors, editors = listed(text_of(core, "creator"))
    return Reference(
        title=working_title(text_of(core, "title")),
        authors=authors,
        editors=editors,
        issued=iso_date(text_of(core, "created")[:10]),
    )
