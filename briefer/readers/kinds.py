"""What a file is, told without opening it: media types, and the first bytes of those that say it there."""

from __future__ import annotations

import re

EPUB = "application/epub+zip"
HTML = "text/html"
MARKDOWN = "text/markdown"
ODT = "application/vnd.oasis.opendocument.text"
PDF = "application/pdf"
PLAIN = "text/plain"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html)\b", re.I | re.S
)


def is_pdf(data: bytes) -> bool:
    """Tell whether `data` is a PDF; a few bytes of something else may stand before it."""
    return b"%PDF-" in data[:1024]


def is_page(data: bytes) -> bool:
    """Tell whether a file is a web page, whatever its name."""
    return bool(_PAGE.match(data[:4096]))
