"""Bytes of a text file as text."""

from __future__ import annotations

import codecs
import re

from briefer.errors import ImportRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = {
    "cp1252": "Windows-1252 (Western European)",
    "iso8859_2": "ISO 8859-2 (Central European)",
    "cp1250": "Windows-1250 (Central European)",
    "mac_roman": "Mac Roman",
    "cp850": "DOS code page 850",
    "cp1254": "Windows-1254 (Turkish)",
}
"""Encodings that share most of their letters, the commonest first."""
_OTHERS = {
    "cp1251": "Windows-1251 (Cyrillic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "iso8859_5": "ISO 8859-5 (Cyrillic)",
    "cp866": "DOS code page 866 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp932": "Shift-JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
    "cp949": "EUC-KR (Korean)",
    "utf_16_le": "UTF-16",
    "utf_16_be": "UTF-16",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_UNLIKELY = re.compile(
    r"[^\W\d_](?![’'‘·\-‐-—…”“„»«/(\[])[^\w\s\x00-\x7f]|[^\w\s\x00-\x7f](?<![’'‘‚“”„«»¿¡–—…(\[])[^\W\d_]|"
    r"(?<=[a-zß-öø-ÿ])[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŁŚŻŹĆŠŽČŘ]"
)
"""A sign inside or beside a word that none has there, or a capital after a small letter."""
_FOREIGN = 0.02
_SAMPLE = 200_000


def decoded(name: str, data: bytes) -> str:
    """Return the text of `data`: by its byte order mark, as UTF-8, else in the likeliest older encoding."""
    return decoded_with_remark(name, data)[0]


def decoded_with_remark(name: str, data: bytes) -> tuple[str, str]:
    """Return the text of `data`, and a remark for the reader when its encoding is a guess, else ""."""
    mark = next((encoding for bom, encoding in _MARKS if data.startswith(bom)), None) or unmarked_utf16(data)
    try:
        return data.decode(mark or "utf-8"), ""
    except UnicodeDecodeError:
        guess = None if mark else _guess(data)
    if guess is None:
        raise ImportRefused(f"“{name}” is not text in any known encoding. Save it as UTF-8 text, then import it again.")
    called = _LATIN.get(guess) or _OTHERS[guess]
    return data.decode(guess), (
        f"The file does not say its encoding and was read as {called}. If letters are wrong, save it as UTF-8 and "
        "import it again."
    )


def unmarked_utf16(data: bytes) -> str | None:
    """Return the encoding of UTF-16 text without a byte order mark: every second byte of plain letters is zero."""
    sample = data[:_SAMPLE]
    high, low = sample[1::2].count(0), sample[::2].count(0)
    if len(data) % 2 or min(high, low) * 20 > max(high, low) or max(high, low) * 20 < len(sample):
        return None
    encoding = "utf-16-le" if high > low else "utf-16-be"
    try:
        return None if _CONTROL.search(data.decode(encoding)[:_SAMPLE]) else encoding
    except UnicodeDecodeError:
        return None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 4 * _SAMPLE], cp_isolation=[*_LATIN, *_OTHERS]).best()
    if best and best.encoding not in _LATIN:
        return best.encoding if _decodes(data, best.encoding) else None
    fits = {name: _unlikely(data, name) for name in _LATIN if _decodes(data, name)}
    if not fits:
        return None
    likely = [name for name, signs in fits.items() if signs == min(fits.values())]
    foreign = sum(byte > 127 for byte in data[:_SAMPLE]) > len(data[:_SAMPLE]) * _FOREIGN
    chosen = best.encoding if best and foreign and best.encoding in likely else likely[0]
    return "iso8859_2" if chosen == "cp1250" and "iso8859_2" in likely else chosen


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        return not _CONTROL.search(data.decode(encoding))
    except UnicodeDecodeError:
        return False


def _unlikely(data: bytes, encoding: str) -> int:
    return len(_UNLIKELY.findall(data[:_SAMPLE].decode(encoding)))
