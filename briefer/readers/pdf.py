"""The door to pypdfium2: the bytes of a PDF become a Transcript."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from typing import Any, TypeAlias

from briefer.errors import ImportRefused
from briefer.model.transcript import Bookmark, Run, Sheet, Style, Transcript
from briefer.structure.imported import Imported, Source
from briefer.structure.pdfpieces import imported_transcript

Pages: TypeAlias = Callable[[int, int], None]
_BOLD = re.compile(r"bold|black|heavy|semi|demi|cmbx|sfbx|bx\d|medi$|-bd|,b$", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|slant|cmti|cmsl|sfti|-it$|reguita", re.IGNORECASE)
_WIDE_GAP = 1.6
"""Ems between two words from which they belong to different columns or cells."""
_SAME_BASE = 0.08
_SIGNS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u00ad": "-", "\x03": None})
"""A word broken at the end of a line comes as U+0002; no token of the body may come from a file."""
_BLANK = frozenset(" \r\n\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000")
_NOTHING = frozenset("\x00\ufeff\u200b\u200c\u200d\uffff")
_PASSWORD, _SECURITY = 4, 5
_LEAST_LETTERS = 40
"""Letters a page holds on average in a file with a text layer."""
_MOST_UNREADABLE = 0.2


MEDIA_TYPE = "application/pdf"


def is_pdf(data: bytes) -> bool:
    """Tell whether `data` is a PDF; a few bytes of something else may stand before it."""
    return b"%PDF-" in data[:1024]


def imported_pdf(data: bytes, source: Source, pages: Pages = lambda done, total: None) -> Imported:
    """Return the essays in a PDF; `pages` is told how many of how many pages are read."""
    return imported_transcript(read_transcript(source.name, data, pages), source)


def read_transcript(name: str, data: bytes, pages: Pages = lambda done, total: None) -> Transcript:
    """Return pages, bookmarks and properties of the PDF `data`; raises ImportRefused with one sentence."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ImportRefused(_cannot_open(name, getattr(error, "err_code", 0))) from error
    try:
        transcript = _transcript(document, pages)
    except pypdfium2.PdfiumError as error:
        raise ImportRefused(_cannot_open(name, 0)) from error
    finally:
        document.close()
    _refuse_textless(name, transcript)
    return transcript


def _cannot_open(name: str, code: int) -> str:
    if code == _PASSWORD:
        return f"“{name}” is protected by a password. Save a copy without it, then import that."
    if code == _SECURITY:
        return f"“{name}” is encrypted in a way that cannot be read. Save a copy without protection, then import that."
    return f"“{name}” is damaged: it does not open as a PDF. Get the file again, or print it to a new PDF."


def _refuse_textless(name: str, transcript: Transcript) -> None:
    if not transcript.sheets:
        raise ImportRefused(f"“{name}” has no pages. Choose the file that holds the text.")
    texts = [run.text for sheet in transcript.sheets for run in sheet.runs]
    letters = sum(map(str.isalnum, "".join(texts)))
    unreadable = sum(text.count("\ufffd") + len(re.findall("[\ue000-\uf8ff]", text)) for text in texts)
    if unreadable > _MOST_UNREADABLE * (letters + unreadable):
        raise ImportRefused(f"“{name}” does not say which letters its fonts show. Run OCR on it, then import it again.")
    if not letters or (letters < _LEAST_LETTERS * len(transcript.sheets) and len(transcript.sheets) > 1):
        raise ImportRefused(f"“{name}” has no text layer. Run OCR on it, then import it again.")


def _transcript(document: Any, pages: Pages) -> Transcript:
    sheets = []
    calls = _calls()
    for number in range(len(document)):
        page = document[number]
        try:
            sheets.append(_sheet(document, page, number, calls))
        finally:
            page.close()
        pages(number + 1, len(document))
    properties = document.get_metadata_dict()
    return Transcript(
        sheets=tuple(sheets),
        bookmarks=tuple(_bookmarks(document)),
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


def _sheet(document: Any, page: Any, number: int, calls: _Calls) -> Sheet:
    left, bottom, right, top = page.get_bbox()
    text = page.get_textpage()
    try:
        runs = _Page(calls, text.raw, left, bottom, right, top).runs(_characters(text, calls))
    finally:
        text.close()
    label = document.get_page_label(number)
    return Sheet(right - left, top - bottom, label.strip() if label else "", tuple(runs))


def _characters(text: Any, calls: _Calls) -> str:
    """Return the characters of a page, one for each index of the library."""
    count = text.count_chars()
    if not count:
        return ""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    length = calls.text(text.raw, 0, count, buffer)
    whole = buffer.raw[: 2 * max(0, length - 1)].decode("utf-16-le", "replace")
    if len(whole) == count:
        return whole
    return "".join(chr(code) if (code := calls.unicode(text.raw, at)) < 0x110000 else " " for at in range(count))


@dataclass(frozen=True, slots=True)
class _Calls:
    """The functions of the library that are called for every character; pointers as plain integers."""

    text: Callable[..., int]
    unicode: Callable[..., int]
    owner: Callable[..., int | None]
    box: Callable[..., int]
    origin: Callable[..., int]
    matrix: Callable[..., int]
    size: Callable[..., float]
    font: Callable[..., int]
    rect: Any
    transform: Any


def _calls() -> _Calls:
    import pypdfium2.raw as raw

    address = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    return _Calls(
        text=lambda page, start, count, buffer: raw.FPDFText_GetText(
            page, start, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        ),
        unicode=raw.FPDFText_GetUnicode,
        owner=address(ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0),
        box=raw.FPDFText_GetLooseCharBox,
        origin=raw.FPDFText_GetCharOrigin,
        matrix=raw.FPDFText_GetMatrix,
        size=raw.FPDFText_GetFontSize,
        font=raw.FPDFText_GetFontInfo,
        rect=raw.FS_RECTF,
        transform=raw.FS_MATRIX,
    )


@lru_cache(maxsize=4096)
def _style(size: float, name: str) -> Style:
    return Style(size, bool(_BOLD.search(name)), bool(_ITALIC.search(name)))


class _Page:
    """Reads the runs of one page; asks for the place of a character only where a word begins or ends."""

    def __init__(self, calls: _Calls, page: Any, left: float, bottom: float, right: float, top: float) -> None:
        self._calls, self._page = calls, page
        self._left, self._bottom, self._width, self._height = left, bottom, right - left, top - bottom
        self._rect, self._transform = calls.rect(), calls.transform()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name, self._flags = ctypes.create_string_buffer(160), ctypes.c_int()
        self._drawn_by: int | None = None
        self._style = Style(1.0)
        self._upright = True
        self._rise = 0.0
        self._out: list[Run] = []
        self._parts: list[str] = []
        self._x0 = self._x1 = self._base = 0.0
        self._open = Style(0.0)

    def runs(self, text: str) -> list[Run]:
        """Return the runs of the characters `text` that lie on the page and are not turned."""
        owner, page = self._calls.owner, ctypes.cast(self._page, ctypes.c_void_p)
        current: int | None = None
        start = last = -1
        spaced = blank = False
        for at, sign in enumerate(text):
            if sign in _BLANK:
                spaced = True
                continue
            if sign in _NOTHING:
                continue
            drawn_by = owner(page, at)
            if spaced or drawn_by != current:
                if start >= 0:
                    self._word(text, start, last, current, blank)
                start, current, blank, spaced = at, drawn_by, spaced, False
            last = at
        if start >= 0:
            self._word(text, start, last, current, blank)
        self._close()
        return self._out

    def _word(self, text: str, start: int, last: int, drawn_by: int | None, blank: bool) -> None:
        """Add the characters from `start` to `last` to the open run, or begin a new one with them."""
        word = text[start : last + 1].translate(_SIGNS)
        if drawn_by is None:
            self._parts.append(word)
            return
        box = self._box(start)
        x0, x1, low = box.left, box.right, box.bottom
        if drawn_by != self._drawn_by:
            self._drawn_by = drawn_by
            self._measure(start, low)
        if last != start:
            x1 = self._box(last).right
        x0, x1, y = x0 - self._left, x1 - self._left, low + self._rise - self._bottom
        if not self._upright or not (-1 <= x0 <= self._width + 1 and 0 <= y <= self._height):
            return
        size, gap = self._style.size, x0 - self._x1
        if (
            self._style is not self._open
            or abs(y - self._base) > size * _SAME_BASE
            or not -size * 0.5 < gap < size * _WIDE_GAP
        ):
            self._close()
            self._open, self._x0, self._base = self._style, x0, y
        self._parts.append(f" {word}" if blank else word)
        self._x1 = x1

    def _close(self) -> None:
        if self._parts and self._open.size:
            self._out.append(Run("".join(self._parts), self._x0, self._x1, self._base, self._open))
        self._parts = []

    def _box(self, at: int) -> Any:
        self._calls.box(self._page, at, self._rect)
        return self._rect

    def _measure(self, at: int, low: float) -> None:
        """Note size, font and baseline of the text object that draws character `at`."""
        calls, page = self._calls, self._page
        calls.matrix(page, at, self._transform)
        calls.origin(page, at, self._x, self._y)
        length = calls.font(page, at, self._name, len(self._name), self._flags)
        turn = self._transform
        self._upright = abs(turn.b) <= abs(turn.a) * 0.2 and turn.d > 0
        size = calls.size(page, at) * hypot(turn.c, turn.d) or 1.0
        name = self._name.raw[: max(0, min(length, len(self._name)) - 1)].decode("latin-1")
        self._style = _style(round(size, 1), name.partition("+")[2] or name)
        self._rise = self._y.value - low
