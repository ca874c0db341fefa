"""A font drawn in code that has every character a text needs, so that no font of the machine matters."""

from __future__ import annotations

import io
from collections.abc import Iterable

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_WIDE = range(0x2E80, 0x10000)


def _advance(code: int) -> int:
    if code in _WIDE and not 0xFB00 <= code < 0xFE00:
        return 1000
    if code in (0x20, 0xA0, 0x202F):
        return 250
    return 300 if chr(code) in ".,;:'’‘|ijlt()" else 520


def drawn(name: str, texts: Iterable[str], bold: bool = False) -> str:
    """Register a font `name` with a box for each character of `texts`; return its name."""
    codes = sorted({ord(letter) for text in texts for letter in text} | set(range(0x20, 0x7F)))
    glyphs = [".notdef", *(f"u{code:04X}" for code in codes)]
    pens = {}
    widths = {".notdef": (500, 0)}
    for glyph, advance in zip(glyphs, [500, *map(_advance, codes)], strict=True):
        pen = TTGlyphPen(None)
        if advance > 250:
            pen.moveTo((40, 0))
            for corner in ((40, 520), (advance - 40, 520), (advance - 40, 0)):
                pen.lineTo(corner)
            pen.closePath()
        pens[glyph] = pen.glyph()
        widths[glyph] = (advance, 40)
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(dict(zip(codes, glyphs[1:], strict=True)))
    builder.setupGlyf(pens)
    builder.setupHorizontalMetrics(widths)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Bold" if bold else "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    out.seek(0)
    pdfmetrics.registerFont(TTFont(name, out))
    return name
