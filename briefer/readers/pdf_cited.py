"""Some pages of a PDF as a PDF of their own, and where given words stand on them."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefer.errors import ImportRefused
from briefer.model.text import fold
from briefer.readers.pdf import cannot_open
from briefer.readers.pdfpage import text_of

_CONTEXT = 24
"""Letters before a quote that tell apart two places with the same words."""
_FEWEST = 4
"""Fewer letters than these are not looked for: they stand anywhere."""
_PIECE = 5
"""Words that are looked for together where a quote does not stand on the page in one piece."""
_FINE = 100
"""Parts of a point to which places are exact."""
_ENOUGH = 0.7
"""Of the letters of a quote that must be found in pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A page, counted from 1, and the words to find on it, each with the words before it."""

    page: int
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of a line, in points from the top left corner of the page as it is seen."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPage:
    """A page as it is seen; `found` has the boxes of each quote, none where its words are not on the page."""

    width: float
    height: float
    found: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPages:
    """The pages asked for, in their order, as one PDF; and what stands where on each of them."""

    pdf: bytes
    pages: tuple[CitedPage, ...]


def cited_pages(name: str, data: bytes, wanted: Sequence[Wanted]) -> CitedPages:
    """Return pages of a PDF with the places of quotes; raises ImportRefused when one is not there."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ImportRefused(cannot_open(name, getattr(error, "err_code", 0))) from error
    try:
        absent = [wish.page for wish in wanted if wish.page > len(document)]
        if absent:
            raise ImportRefused(f"“{name}” has no page {absent[0]}. Its text can be read all the same.")
        try:
            pages = tuple(_page(document, wish) for wish in wanted)
            taken = pypdfium2.PdfDocument.new()
            try:
                taken.import_pages(document, [wish.page - 1 for wish in wanted])
                kept = io.BytesIO()
                taken.save(kept)
            finally:
                taken.close()
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise ImportRefused(f"“{name}” has a page that is damaged. Its text can be read all the same.") from error
    finally:
        document.close()
    return CitedPages(pdf=kept.getvalue(), pages=pages)


def _page(document: Any, wish: Wanted) -> CitedPage:
    import pypdfium2.raw as raw

    page = document[wish.page - 1]
    try:
        width, height = page.get_size()
        turned = page.get_rotation()
        text = text_of(page)
        try:
            chars = [chr(raw.FPDFText_GetUnicode(text, at)) for at in range(text.count_chars())]
            letters = _Letters(chars)
            seen = _Seen(page, width, height, (turned - page.get_rotation()) // 90 % 4)
            found = tuple(
                tuple(box for start, end in letters.places(quote, before) for box in seen.boxes(text, start, end))
                for quote, before in wish.quotes
            )
        finally:
            text.close()
            page.set_rotation(turned)
        return CitedPage(width=width, height=height, found=found)
    finally:
        page.close()


class _Letters:
    """The letters of a page without spaces, marks and figures, each with the place of its character."""

    def __init__(self, chars: Sequence[str]) -> None:
        pairs = [(letter, at) for at, char in enumerate(chars) for letter in _letters(char)]
        self._text = "".join(letter for letter, _ in pairs)
        self._at = [at for _, at in pairs]

    def places(self, quote: str, before: str) -> list[tuple[int, int]]:
        """Return the stretches of characters that hold `quote`: one, or several where something stands between."""
        wanted, context = _letters(quote), _letters(before)[-_CONTEXT:]
        if len(wanted) < _FEWEST:
            return []
        at = self._text.find(context + wanted)
        at = at + len(context) if at >= 0 else self._text.find(wanted)
        return [self._span(at, len(wanted))] if at >= 0 else self._pieces(quote, len(wanted))

    def _pieces(self, quote: str, whole: int) -> list[tuple[int, int]]:
        words = [letters for word in quote.split() if (letters := _letters(word))]
        spans: list[tuple[int, int]] = []
        since = met = 0
        for first in range(0, len(words), _PIECE):
            piece = "".join(words[first : first + _PIECE])
            at = self._text.find(piece, since)
            if at >= 0 and len(piece) >= _FEWEST:
                spans.append(self._span(at, len(piece)))
                since, met = at + len(piece), met + len(piece)
        return spans if met >= _ENOUGH * whole else []

    def _span(self, at: int, length: int) -> tuple[int, int]:
        return self._at[at], self._at[at + length - 1] + 1


def _letters(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalpha())


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page as it is seen: its size in points, and how many quarters it is turned."""

    page: Any
    width: float
    height: float
    quarters: int

    def boxes(self, text: Any, start: int, end: int) -> Iterator[Box]:
        """Yield the lines that the characters from `start` to `end` fill."""
        for index in range(text.count_rects(start, end - start)):
            left, bottom, right, top = text.get_rect(index)
            (one, high), (other, low) = (self._point(x, y) for x, y in ((left, top), (right, bottom)))
            yield Box(min(one, other), min(high, low), abs(other - one), abs(low - high))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        import pypdfium2.raw as raw

        across, down = ctypes.c_int(), ctypes.c_int()
        size = round(self.width * _FINE), round(self.height * _FINE)
        raw.FPDF_PageToDevice(self.page, 0, 0, *size, self.quarters, x, y, across, down)
        return across.value / _FINE, down.value / _FINE
