"""Packed documents (.docx, .odt): parts by name, XML without declarations of its own."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree

from briefer.errors import ImportRefused
from briefer.readers.zip_guard import TEXT, check_zip

_STRICT = b"http://purl.oclc.org/ooxml/"
_MAIN = b"http://schemas.openxmlformats.org/"
_ALIASES = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
)


class Package:
    """A zip that has passed the pre-flight; damage inside it becomes one sentence."""

    def __init__(self, name: str, data: bytes) -> None:
        check_zip(data, name, TEXT)
        self._name = name
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._parts = {entry.filename.casefold(): entry.filename for entry in self._archive.infolist()}

    def xml(self, part: str) -> etree._Element | None:
        """Return the root of an XML part, None when there is no such part."""
        found = self._parts.get(part.lstrip("/").casefold())
        if found is None:
            return None
        content = self._archive.read(found)
        if _STRICT in content[:4096]:
            for strict, usual in _ALIASES:
                content = content.replace(_STRICT + strict, _MAIN + usual)
        return safe_xml(content, self._name)

    def related(self, part: str) -> dict[str, str]:
        """Return the parts that `part` ("" for the package) refers to, by the last word of the relation's type."""
        rels = self.xml(relations_of(part))
        out: dict[str, str] = {}
        for one in rels if rels is not None else ():
            if one.get("TargetMode") != "External":
                out.setdefault((one.get("Type") or "").rpartition("/")[2], led_to(part, one.get("Target") or ""))
        return out


def relations_of(part: str) -> str:
    """Return the name of the part that holds the relations of `part`, "" for the package."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def led_to(part: str, target: str) -> str:
    """Return the part to which `target` leads from `part`; a way out of the package ends at its top."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def safe_xml(content: bytes, name: str) -> etree._Element:
    """Return the root of `content`, parsed without entities, network or a document type."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ImportRefused(f"“{name}” is damaged: a part of it cannot be read.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ImportRefused(f"“{name}” was not opened: a part of it declares entities of its own.")
    return root


def text_of(root: etree._Element | None, local_name: str) -> str:
    """Return the text of the first element of that local name, "" when there is none."""
    found = next(iter(root.iter(f"{{*}}{local_name}")), None) if root is not None else None
    return " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""


_WORKING_TITLE = re.compile(
    r"microsoft word\b.*|untitled\w*|(?:document|dokument|documento) ?\d*|.*\.(?:docx?|odt|rtf|dotx?|indd|pdf)|"
    r"(?:power)?point presentation|slide \d+|template|final|draft",
    re.IGNORECASE,
)


def working_title(title: str) -> str:
    """Return a title a person gave, "" for what a program put there."""
    return "" if _WORKING_TITLE.fullmatch(title.strip()) else title.strip()
