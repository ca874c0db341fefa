"""What a file may not bring along when it becomes a brand: programs, embedded objects, and links to elsewhere."""

from __future__ import annotations

import io
import posixpath
import zipfile

from briefer.errors import BrandError, ImportRefused
from briefer.readers.package import safe_xml
from briefer.readers.zip_guard import DECK, check_zip, packed_as

_OLE_FILE = b"\xd0\xcf\x11\xe0"
_ACTIVE = {
    "vbaProject": ("macros", "Save it as .pptx or .potx, which drops them"),
    "oleObject": ("an embedded object (OLE)", "Delete the object or paste it as a picture"),
    "control": ("an ActiveX control", "Delete the control"),
    "activeXControlBinary": ("an ActiveX control", "Delete the control"),
}
_SLIDES = ("ppt/slides/", "ppt/notesSlides/")


def check_master(data: bytes, name: str) -> None:
    """Return when `data` may become a brand; raises BrandError with one sentence that names the part and the way out.

    Web links of slides are no fault, because slides are left behind.
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
            if "/activex/" in f"/{part.casefold()}":
                raise _refusal(name, part, *_ACTIVE["control"])
        types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
        if b"macroEnabled" in types:
            raise _refusal(name, "[Content_Types].xml", *_ACTIVE["vbaProject"])
        for part in names:
            if part.endswith(".rels"):
                _check_relations(archive.read(part), name, part)


def _check_relations(content: bytes, name: str, part: str) -> None:
    folder, file = posixpath.split(part)
    source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels")) or "the package"
    for link in safe_xml(content, name).iterchildren("{*}Relationship"):
        kind = link.get("Type", "").rpartition("/")[2]
        if kind in _ACTIVE:
            raise _refusal(name, source, *_ACTIVE[kind])
        if link.get("TargetMode") != "External":
            continue
        if kind == "hyperlink" and source.startswith(_SLIDES):
            continue
        if kind == "image":
            raise _refusal(name, source, "a picture that lies elsewhere", "Insert the picture instead of linking it")
        what = "a link" if kind == "hyperlink" else f"a link to a file elsewhere ({kind})"
        raise _refusal(name, source, what, "Remove the link in PowerPoint’s slide master view")


def _refusal(name: str, part: str, what: str, remedy: str) -> BrandError:
    return BrandError(f"“{name}” was not taken: {part} holds {what}. {remedy}, then add it again.")
