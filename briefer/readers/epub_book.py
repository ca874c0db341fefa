"""The parts of an e-book: what lies in its archive, in which order it is read, and what the book says of itself."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag

from lxml import etree

from briefer.errors import ImportRefused
from briefer.model.reference import Name, Reference
from briefer.readers.dom import Element, clean, elements, page_text, parsed, plain_name, value, words_in
from briefer.structure.names import parsed as name_of
from briefer.structure.names import people
from briefer.structure.volume import iso_date

_CONTAINER = "META-INF/container.xml"
_LOCKED = "META-INF/encryption.xml"
_MAY_BE_LOCKED = (
    *(".otf", ".ttf", ".ttc", ".woff", ".woff2", ".eot", ".pfb"),
    *(".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".css", ".js", ".mp3", ".mp4"),
)
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_EDITORS = re.compile(r"\s*\((?:eds?|editors?)\.?\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Book:
    """What lies in the archive."""

    archive: zipfile.ZipFile
    package: Element
    folder: str

    def text(self, path: str) -> Element | None:
        """Return the root of a page, None when there is no such page or no text in it."""
        try:
            data = self.archive.read(path)
            return parsed(path, page_text(path, data), xml=True)
        except (KeyError, ImportRefused):
            return None


def opened(name: str, archive: zipfile.ZipFile) -> Book:
    if _locked(archive):
        raise ImportRefused(f"“{name}” is protected against copying. Import an edition without protection.")
    try:
        container = package_xml(archive.read(_CONTAINER))
        path = next(str(one.get("full-path")) for one in elements(container) if one.tag == "rootfile")
        package = package_xml(archive.read(path))
    except (KeyError, StopIteration, etree.XMLSyntaxError) as error:
        raise ImportRefused(f"“{name}” is not an e-book, or its list of contents is damaged.") from error
    return Book(archive, package, posixpath.dirname(path))


def _locked(archive: zipfile.ZipFile) -> bool:
    """Tell whether the book's text is encrypted; only its fonts and pictures may be."""
    if _LOCKED not in archive.namelist():
        return False
    try:
        declared = [
            value(one, "URI") for one in elements(package_xml(archive.read(_LOCKED))) if one.tag == "CipherReference"
        ]
    except StopIteration:
        return True
    return any(not unquote(uri).lower().endswith(_MAY_BE_LOCKED) for uri in declared)


def has_fixed_pages(package: Element) -> bool:
    """Tell whether the book is made of pages whose words stand where they were painted."""
    stated = [one for one in elements(package) if value(one, "property") == "rendition:layout"]
    return any(words_in(one) == "pre-paginated" for one in stated)


def package_xml(data: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, recover=True
    )
    root: Element | None = etree.fromstring(data, parser)
    if root is None:
        raise StopIteration
    for one in root.iter():
        if isinstance(one.tag, str):
            one.tag = plain_name(one.tag)
            for key in list(one.attrib):
                if str(key).startswith("{http://www.idpf.org"):
                    one.set(str(key).rpartition("}")[2], str(one.attrib[key]))
    return root


def files_of(book: Book) -> dict[str, Element]:
    """Return every page of text in the book, in the order of its manifest."""
    out: dict[str, Element] = {}
    for item in elements(book.package):
        if item.tag == "item" and value(item, "media-type") in _PAGES:
            path = inside(book.folder, value(item, "href"))
            root = book.text(path)
            if root is not None:
                out[path] = root
    return out


def spine_of(book: Book) -> Iterator[str]:
    items = {value(one, "id"): one for one in elements(book.package) if one.tag == "item"}
    seen: set[str] = set()
    for one in elements(book.package):
        item = items.get(value(one, "idref")) if one.tag == "itemref" else None
        if item is None or "nav" in value(item, "properties").split():
            continue
        path = inside(book.folder, value(item, "href"))
        if path not in seen:
            seen.add(path)
            yield path


def inside(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(urldefrag(href)[0])))


def reference_of(package: Element) -> Reference:
    fields: dict[str, list[Element]] = {}
    refined: dict[str, str] = {}
    for one in elements(package):
        if one.tag in ("title", "creator", "contributor", "publisher", "date", "language", "identifier"):
            fields.setdefault(str(one.tag), []).append(one)
        elif one.tag == "meta" and value(one, "property") == "role":
            refined[value(one, "refines").lstrip("#")] = words_in(one)
    authors: list[Name] = []
    editors: list[Name] = []
    for one in (*fields.get("creator", ()), *fields.get("contributor", ())):
        role = refined.get(value(one, "id")) or value(one, "role") or ("aut" if one.tag == "creator" else "")
        text = clean(words_in(one))
        names = _people(_EDITORS.sub("", text))
        if _EDITORS.search(text) or role == "edt":
            editors += names
        elif role == "aut":
            authors += names
    title = next((clean(words_in(one)) for one in fields.get("title", ())), "")
    language = next((words_in(one) for one in fields.get("language", ())), "")
    return Reference(
        type="book",
        title="" if title.lower() in ("untitled", "unknown") else title,
        authors=tuple(dict.fromkeys(authors)),
        editors=tuple(dict.fromkeys(editors)),
        publisher=next((clean(words_in(one)) for one in fields.get("publisher", ())), ""),
        issued=next((iso_date(words_in(one)) for one in fields.get("date", ()) if iso_date(words_in(one))), ""),
        language=language[:2].lower() if re.match(r"[A-Za-z]{2}(?:$|-)", language) else "",
    )


def _people(text: str) -> list[Name]:
    if not text or text.lower() in ("unknown", "anonymous", "various"):
        return []
    named = [one.name for one in people(text)]
    turned = re.fullmatch(r"([^,]+),\s*([^,]+)", text)
    if turned and not named:
        return [name_of(f"{turned[2]} {turned[1]}")]
    return named or [Name(literal=text)]
