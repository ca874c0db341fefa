"""What a file may not bring along when it becomes a brand: programs, embedded objects, and content that lies elsewhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from briefer.errors import BrandError, ImportRefused
from briefer.model.master import NOT_FOLLOWED
from briefer.readers.package import led_to, relations_of, safe_xml
from briefer.readers.zip_guard import DECK, check_zip, packed_as

_OLE_FILE = b"\xd0\xcf\x11\xe0"
_ACTIVE = {
    "vbaProject": ("macros", "Save it as .pptx or .potx, which drops them"),
    "oleObject": ("an embedded object (OLE)", "Delete the object or paste it as a picture"),
    "control": ("an ActiveX control", "Delete the control"),
    "activeXControlBinary": ("an ActiveX control", "Delete the control"),
}


def check_master(data: bytes, name: str) -> None:
    """Return when `data` may become a brand; raises BrandError with one sentence that names the part and the way out.

    What only slides hold is no fault, because they are left behind; nor are links to click on, which are taken out.
    """
    if data.startswith(_OLE_FILE):
        raise BrandError(f"“{name}” is a .ppt of old, or locked by a password. Save it as .pptx without a password.")
    if "opendocument" in packed_as(data):
        raise BrandError(f"“{name}” is an OpenDocument file. Save it as .pptx in LibreOffice.")
    try:
        check_zip(data, name, DECK)
        _check_parts(data, name)
    except ImportRefused as error:
        raise BrandError(str(error)) from error


def _check_parts(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        for part in names:
            if part.casefold().endswith("vbaproject.bin"):
                raise _refusal(name, part, *_ACTIVE["vbaProject"])
        types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
        if b"macroEnabled" in types:
            raise _refusal(name, "[Content_Types].xml", *_ACTIVE["vbaProject"])
        relations = {part: safe_xml(archive.read(part), name) for part in names if part.endswith(".rels")}
    waiting, seen = [""], {""}
    while waiting:
        source = waiting.pop()
        for link in _links(relations.get(relations_of(source))):
            _check(link, name, source or "the package")
            found = led_to(source, link.get("Target", ""))
            if link.get("TargetMode") != "External" and found not in seen:
                seen.add(found)
                waiting.append(found)


def _links(relations: etree._Element | None) -> Iterator[etree._Element]:
    """Yield what a part brings along: slides are left behind, and links to click on are taken out."""
    for link in relations.iterchildren("{*}Relationship") if relations is not None else ():
        if _kind(link) not in NOT_FOLLOWED:
            yield link


def _check(link: etree._Element, name: str, source: str) -> None:
    kind = _kind(link)
    if kind in _ACTIVE:
        raise _refusal(name, source, *_ACTIVE[kind])
    if link.get("TargetMode") != "External":
        return
    if kind == "image":
        raise _refusal(name, source, "a picture that lies elsewhere", "Insert the picture instead of linking it")
    what = f"a link to a file elsewhere ({kind})"
    raise _refusal(name, source, what, "Remove the link in PowerPoint’s slide master view")


def _kind(link: etree._Element) -> str:
    return link.get("Type", "").rpartition("/")[2]


def _refusal(name: str, part: str, what: str, remedy: str) -> BrandError:
    return BrandError(f"“{name}” was not taken: {part} holds {what}. {remedy}, then add it again.")
