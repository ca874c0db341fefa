"""The pre-flight of every zipped file (.pptx, .docx, .odt, .epub): nothing else opens one before it has passed."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from dataclasses import dataclass

from briefer.errors import ImportRefused

_MIB = 1 << 20
_XML = (".xml", ".rels", ".opf", ".ncx", ".xhtml", ".html", ".htm")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DTD_WIDE = re.compile(rb"<\x00!\x00(?:D\x00O\x00C\x00T\x00Y\x00P\x00E|E\x00N\x00T\x00I\x00T\x00Y)", re.IGNORECASE)
_PLAIN_DOCTYPE = re.compile(rb"<!DOCTYPE\s+html(?:\s+(?:PUBLIC|SYSTEM)\s[^\[>]*)?\s*>", re.IGNORECASE)
_MAIN_PART = re.compile(rb"ContentType\s*=\s*[\"']([\w./+-]*\.main\+xml)[\"']", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a zipped file may be; sizes in bytes."""

    entries: int = 5_000
    member: int = 100 * _MIB
    xml: int = 8 * _MIB
    total: int = 300 * _MIB
    ratio: int = 200
    html_doctype: bool = False
    """Allow the plain doctype of web pages, without declarations of its own (e-books)."""


BOOK = Limits(html_doctype=True)
DECK = Limits(entries=20_000, xml=32 * _MIB)
"""A deck of 2,000 slides has some 8,000 parts, and its records are one XML part."""
TEXT = Limits(xml=48 * _MIB)
"""A text document keeps all its pages in one XML part."""


def check_zip(data: bytes, name: str, limits: Limits | None = None) -> None:
    """Return when `data` is a zip that is safe to open; raises ImportRefused with one sentence that says why not."""
    limits = limits or Limits()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            fault = _fault(archive, limits)
    except ImportRefused:
        raise
    except Exception as error:  # zipfile answers damage with a dozen kinds of exception
        raise ImportRefused(f"“{name}” is damaged, or not the kind of file its name says.") from error
    if fault:
        raise ImportRefused(f"“{name}” was not opened: {fault}.")


def packed_as(data: bytes) -> str:
    """Return the media type that a zip says of itself (first bytes only, nothing unpacked at length); "" for any other."""
    if not data.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                return _start(archive, "mimetype").decode("ascii", "replace").strip()
            types = _start(archive, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except Exception:  # the pre-flight says what is wrong with it
        return ""
    found = _MAIN_PART.search(types)
    return found[1].decode("ascii", "replace") if found else ""


def _start(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as opened:
        return opened.read(_MIB)


def _fault(archive: zipfile.ZipFile, limits: Limits) -> str:
    entries = archive.infolist()
    if len(entries) > limits.entries:
        return f"it holds {len(entries):,} parts, more than {limits.entries:,}"
    total = sum(entry.file_size for entry in entries)
    if total > limits.total:
        return f"unpacked it would take {total // _MIB:,} MiB"
    seen: set[str] = set()
    for entry in entries:
        if entry.filename.casefold() in seen:
            return f"it holds “{entry.filename}” twice"
        seen.add(entry.filename.casefold())
        fault = _entry_fault(entry, limits) or _content_fault(archive, entry, limits)
        if fault:
            return fault
    return ""


def _entry_fault(entry: zipfile.ZipInfo, limits: Limits) -> str:
    name = entry.filename
    if name.startswith("/") or "\\" in name or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
        return f"the part “{name}” points outside it"
    if entry.flag_bits & 0x1:
        return "it is encrypted; save it without a password"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return f"the part “{name}” is a link to another file"
    if entry.file_size > limits.member:
        return f"the part “{name}” would take {entry.file_size // _MIB:,} MiB unpacked"
    if entry.file_size > _MIB and entry.file_size > limits.ratio * max(1, entry.compress_size):
        return f"the part “{name}” is packed suspiciously tight"
    return ""


def _content_fault(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> str:
    """Read an XML part, since sizes that are only stated can lie."""
    if not entry.filename.lower().endswith(_XML):
        return ""
    with archive.open(entry) as part:
        content = part.read(limits.xml + 1)
    if len(content) > limits.xml:
        return f"the part “{entry.filename}” is larger than {limits.xml // _MIB} MiB"
    if limits.html_doctype:
        content = _PLAIN_DOCTYPE.sub(b"", content, count=1)
    if _DTD.search(content) or (b"\x00" in content[:4] and _DTD_WIDE.search(content)):
        return f"the part “{entry.filename}” declares entities of its own"
    return ""
