"""Bytes of a text file as text."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from briefer.errors import ImportRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "iso8859_2", "mac_roman", "utf_16_le", "utf_16_be"]


def decoded(name: str, data: bytes) -> str:
    """Return the text of `data`: by its byte order mark, as UTF-8, else in the likeliest older encoding."""
    mark = next((encoding for bom, encoding in _MARKS if data.startswith(bom)), None)
    try:
        return data.decode(mark or "utf-8")
    except UnicodeDecodeError:
        guess = None if mark else from_bytes(data, cp_isolation=_LIKELY).best()
    if guess is None:
        raise ImportRefused(f"“{name}” is not text in any known encoding. Save it as UTF-8 text, then import it again.")
    return str(guess)
