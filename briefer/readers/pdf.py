"""The door to pypdfium2: the bytes of a PDF become a Transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from briefer.errors import ImportRefused
from briefer.model.transcript import Annotation, Bookmark, Sheet, Transcript
from briefer.readers.pdfmarks import annotations_of
from briefer.readers.pdfpage import calls, characters, sheet_of, text_of
from briefer.structure.imported import Imported, Source
from briefer.structure.pdfpieces import imported_transcript

Pages: TypeAlias = Callable[[int, int], None]
_PASSWORD, _SECURITY = 4, 5
_LEAST_LETTERS = 40
"""Letters of its own that a page with a text layer holds."""
_WELL_FILLED = 500
_MOST_TEXTLESS = 0.8
"""Of the pages: where more are pictures, the rest is a cover sheet or a stamp."""
_MOST_UNREADABLE = 0.2


def imported_pdf(data: bytes, source: Source, pages: Pages = lambda done, total: None) -> Imported:
    """Return the essays in a PDF; `pages` is told how many of how many pages are read."""
    return imported_transcript(read_transcript(source.name, data, pages), source)


def read_transcript(name: str, data: bytes, pages: Pages = lambda done, total: None) -> Transcript:
    """Return pages, bookmarks and properties of the PDF `data`; raises ImportRefused with one sentence."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _is_empty(data):
            raise ImportRefused(_no_pages(name)) from error
        raise ImportRefused(cannot_open(name, getattr(error, "err_code", 0))) from error
    try:
        transcript = _transcript(document, pages)
    except pypdfium2.PdfiumError as error:
        raise ImportRefused(cannot_open(name, 0)) from error
    finally:
        document.close()
    _refuse_textless(name, transcript)
    return transcript


def cannot_open(name: str, code: int) -> str:
    """Return what to tell of a PDF that PDFium refused with `code`."""
    if code == _PASSWORD:
        return f"“{name}” is protected by a password. Save a copy without it, then import that."
    if code == _SECURITY:
        return f"“{name}” is encrypted in a way that cannot be read. Save a copy without protection, then import that."
    return f"“{name}” is damaged: it does not open as a PDF. Get the file again, or print it to a new PDF."


def _is_empty(data: bytes) -> bool:
    """Tell whether a PDF says that it has no pages; the library does not open such a file."""
    return b"/Count 0" in data and not re.search(rb"/Type\s*/(?:Page(?!s)|ObjStm)", data)


def _no_pages(name: str) -> str:
    return f"“{name}” has no pages. Choose the file that holds the text."


def _refuse_textless(name: str, transcript: Transcript) -> None:
    if not transcript.sheets:
        raise ImportRefused(_no_pages(name))
    texts = [run.text for sheet in transcript.sheets for run in sheet.runs]
    letters = sum(map(str.isalnum, "".join(texts)))
    unreadable = sum(text.count("\ufffd") + len(re.findall("[\ue000-\uf8ff]", text)) for text in texts)
    if unreadable > _MOST_UNREADABLE * (letters + unreadable):
        raise ImportRefused(f"“{name}” does not say which letters its fonts show. Run OCR on it, then import it again.")
    own = _own_letters(transcript.sheets)
    textless = sum(count < _LEAST_LETTERS for count in own)
    if not letters or (len(own) > 1 and textless > _MOST_TEXTLESS * len(own) and _are_pictures(transcript.sheets, own)):
        raise ImportRefused(f"“{name}” has no text layer. Run OCR on it, then import it again.")


def _own_letters(sheets: Sequence[Sheet]) -> list[int]:
    """Return how many letters and digits each page has besides what is printed on most of them."""
    whole = [sum(len(run.text) for run in sheet.runs) for sheet in sheets]
    if min(whole, default=0) > _WELL_FILLED:
        return whole
    pages = [[re.sub(r"\d+", "#", run.text) for run in sheet.runs] for sheet in sheets]
    times = Counter(text for page in pages for text in set(page))
    stamps = {text for text, count in times.items() if count > max(2, len(sheets) // 2)}
    return [sum(map(str.isalnum, "".join(text for text in page if text not in stamps))) for page in pages]


def _are_pictures(sheets: Sequence[Sheet], own: Sequence[int]) -> bool:
    """Tell whether pages without text show pictures or nothing that could be read."""
    return any(sheet.picture for sheet, count in zip(sheets, own, strict=True) if count < _LEAST_LETTERS) or not any(
        count >= _LEAST_LETTERS for count in own
    )


def _transcript(document: Any, pages: Pages) -> Transcript:
    sheets: list[Sheet] = []
    annotations: list[Annotation] = []
    for number in range(len(document)):
        page = document[number]
        try:
            label = document.get_page_label(number)
            text = text_of(page)
            try:
                signs = characters(text, calls())
                sheets.append(sheet_of(page, text, label.strip() if label else "", signs))
                annotations += annotations_of(page, text, number, signs)
            finally:
                text.close()
        finally:
            page.close()
        pages(number + 1, len(document))
    properties = document.get_metadata_dict()
    own = _own_letters(sheets)
    return Transcript(
        sheets=tuple(
            replace(sheet, picture=sheet.picture and letters < _LEAST_LETTERS)
            for sheet, letters in zip(sheets, own, strict=True)
        ),
        bookmarks=tuple(_bookmarks(document)),
        annotations=tuple(annotations),
        title=properties.get("Title", "").strip(),
        author=properties.get("Author", "").strip(),
        created=properties.get("CreationDate", ""),
    )


def _bookmarks(document: Any) -> Iterator[Bookmark]:
    for entry in document.get_toc(max_depth=4):
        target = entry.get_dest()
        page = target.get_index() if target else None
        title = " ".join(entry.get_title().split())
        if title and page is not None:
            yield Bookmark(title, entry.level, page)
