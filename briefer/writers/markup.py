"""XML as text: escaping, lengths and namespaces. Lengths enter in points and leave in EMU (12 700 a point)."""

from __future__ import annotations

import re

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:a="{DRAWING}" xmlns:r="{OFFICE}" xmlns:p="{PRESENTATION}"'

A = f"{{{DRAWING}}}"
P = f"{{{PRESENTATION}}}"
R = f"{{{OFFICE}}}"

TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
"""What every shape tree begins with."""

FIELD_ID = "{6A0E5C1B-52C4-5D4E-9C1F-0B4F6C1A1D20}"
"""Id of slide-number fields; PowerPoint wants one, its value means nothing."""

_ILLEGAL = re.compile("[^\t\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = bytes(code for code in range(0x20) if code != 0x09)
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_LINE_END = re.compile("\r\n?|\n")
_MARKUP = re.compile('[&<>"]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def legal(text: str) -> str:
    """Return `text` without characters that XML 1.0 forbids, line ends as spaces, tabs kept."""
    if text.isprintable() or not _ILLEGAL.search(text):
        return text
    return _ILLEGAL.sub("", _LINE_END.sub(" ", text))


def legal_utf8(text: str) -> bytes:
    """Return what `legal` leaves of a long text, as UTF-8; most such texts need one look at their bytes only."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return legal(text).encode()
    if len(data.translate(None, _CONTROLS)) == len(data) and not any(last in data for last in _NO_CHARACTERS):
        return data
    return legal(text).encode()


def escaped(text: str) -> str:
    """Return `text` for element content or a quoted attribute."""
    text = legal(text)
    return _MARKUP.sub(lambda found: _ENTITIES[found.group()], text) if _MARKUP.search(text) else text


def content(text: str) -> str:
    """Return `text` for element content only: quotation marks stay as they are."""
    return legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def emu(points: float) -> int:
    """Return a length in EMU."""
    return round(points * 12700)


def hundredths(points: float) -> int:
    """Return a font size or a leading as DrawingML counts it: hundredths of a point."""
    return round(points * 100)


def xfrm(x: float, y: float, width: float, height: float, prefix: str = "a") -> str:
    """Return the position and size of a shape, given in points."""
    return (
        f'<{prefix}:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/>'
        f'<a:ext cx="{emu(width)}" cy="{emu(height)}"/></{prefix}:xfrm>'
    )
