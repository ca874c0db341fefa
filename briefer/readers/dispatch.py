"""Which reader a file needs, by its content first and its name second."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import TypeAlias

from briefer.errors import ImportRefused
from briefer.readers.kinds import EPUB, HTML, MARKDOWN, ODT, PDF, PLAIN, WORD, is_page, is_pdf
from briefer.readers.text import decoded_with_remark, unmarked_utf16
from briefer.readers.zip_guard import packed_as
from briefer.structure.imported import Imported, Source

Pages: TypeAlias = Callable[[int, int], None]
"""Told how many of how many pages are read."""

_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_PLAIN = _MARKDOWN | {".txt", ".text"}
_WEB = frozenset({".html", ".htm", ".xhtml", ".xht", ".mht", ".mhtml"})
_LATER = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".docm": "Word",
    ".dotx": "Word",
    ".doc": "Word",
    ".odt": "OpenDocument",
    ".rtf": "RTF",
    ".epub": "EPUB",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP file without a text document Briefer knows"),
    (b"PK\x05\x06", "an empty ZIP file"),
    (_OLE, "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)
_WORD_MAIN = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml",
    "application/vnd.ms-word.{}.macroEnabled.main+xml",
    "application/vnd.ms-word.{}.macroEnabledTemplate.main+xml",
)
_PACKED = {
    **{main.format(kind): WORD for main in _WORD_MAIN for kind in ("document", "template")},
    ODT: ODT,
    EPUB: EPUB,
    f"{ODT}-template": ODT,
}
"""What a zip says it is, and the media type Briefer writes for it."""
_BY_NAME = {".docx": WORD, ".docm": WORD, ".dotx": WORD, ".odt": ODT, ".ott": ODT, ".epub": EPUB}
"""For zips too damaged to say what they are."""
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def read(name: str, data: bytes, pages: Pages = lambda done, total: None) -> Imported:
    """Return the essays in the file `name`; raises ImportRefused with one sentence when it cannot become essays."""
    suffix = PurePath(name).suffix.lower()
    stated = packed_as(data)
    packed = _PACKED.get(stated) or (_BY_NAME.get(suffix) if data.startswith(b"PK") and not stated else None)
    media_type = packed or (PDF if is_pdf(data) else "")
    if not media_type:
        _refuse_unreadable(name, data, suffix)
        media_type = HTML if suffix in _WEB or is_page(data) else MARKDOWN if suffix in _MARKDOWN else PLAIN
    source = Source(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=media_type)
    return _read_as(media_type, data, source, pages)


def _read_as(media_type: str, data: bytes, source: Source, pages: Pages) -> Imported:
    """Return the essays in `data`; a format's reader, with its libraries, is loaded when the format comes up."""
    if media_type == PDF:
        from briefer.readers.pdf import imported_pdf

        return imported_pdf(data, source, pages)
    if media_type == WORD:
        from briefer.readers.word import imported_word

        return imported_word(data, source)
    if media_type == ODT:
        from briefer.readers.odt import imported_odt

        return imported_odt(data, source)
    if media_type == EPUB:
        from briefer.readers.epub import imported_epub

        return imported_epub(data, source)
    if media_type == HTML:
        from briefer.readers.html import imported_html

        return imported_html(data, source)
    return _decoded(media_type, data, source)


def _decoded(media_type: str, data: bytes, source: Source) -> Imported:
    text, remark = decoded_with_remark(source.name, data)
    if media_type == MARKDOWN:
        from briefer.structure.mdvolume import imported_markdown

        found = imported_markdown(text, source)
    else:
        from briefer.structure.plain import imported_text

        found = imported_text(text, source)
    return replace(found, remarks=(*found.remarks, remark)) if remark else found


def is_plain(name: str, data: bytes) -> bool:
    """Tell whether `read` would take `data` as plain text or Markdown, which no parser of a packed format sees."""
    suffix = PurePath(name).suffix.lower()
    packed = any(data.startswith(start) for start, _ in _SIGNATURES)
    return suffix in _PLAIN and not packed and not data.lstrip().startswith(b"<")


def _refuse_unreadable(name: str, data: bytes, suffix: str) -> None:
    if not data.strip():
        raise ImportRefused(f"“{name}” is empty. Choose the file that holds the text.")
    if data.startswith(_OLE) and _PASSWORD in data:
        raise ImportRefused(f"“{name}” is protected by a password. Save it without one, then import it again.")
    kind = next((kind for start, kind in _SIGNATURES if data.startswith(start)), None)
    if kind or suffix in _LATER:
        what = kind or f"a file in {_LATER[suffix]} format"
        raise ImportRefused(
            f"“{name}” is {what}; save its text as .docx, .odt, .pdf, .epub, .html, .md or .txt, then import that."
        )
    if b"\x00" in data and not data.startswith(_UNICODE_MARKS) and not unmarked_utf16(data):
        raise ImportRefused(
            f"“{name}” is not a text file (it holds binary data). Export its text as .txt, then import that."
        )
