"""E-books as documents: the spine in order, notes from wherever they lie, and the book's own list of contents."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag

from lxml import etree

from briefer.errors import ImportRefused
from briefer.model.reference import Name, Reference
from briefer.readers.dom import (
    HEADINGS,
    Element,
    clean,
    elements,
    page_text,
    parsed,
    plain_name,
    roles,
    value,
    words_in,
)
from briefer.readers.domblocks import blocks, joined
from briefer.readers.domnotes import lifted
from briefer.readers.notelinks import Leaf
from briefer.readers.webmeta import same_title
from briefer.readers.zip_guard import BOOK, check_zip
from briefer.structure.document import DocBlock, Document, marks_in, plain_text
from briefer.structure.docvolume import imported_document
from briefer.structure.imported import Imported, Source
from briefer.structure.names import parsed as name_of
from briefer.structure.names import people
from briefer.structure.typednotes import is_notes_heading
from briefer.structure.volume import iso_date

_CONTAINER = "META-INF/container.xml"
_LOCKED = "META-INF/encryption.xml"
_MAY_BE_LOCKED = (
    *(".otf", ".ttf", ".ttc", ".woff", ".woff2", ".eot", ".pfb"),
    *(".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".css", ".js", ".mp3", ".mp4"),
)
_PAINTED = "The book has fixed pages: its words may come in the order in which they were painted, and in pieces."
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_CONTENTS = frozenset(
    {"toc", "doc-toc", "landmarks", "page-list", "loi", "lot", "index", "doc-index", "copyright-page", "cover"}
)
_APPARATUS = re.compile(
    r"(?:table of )?contents|copyright(?: page| notice)?|colophon|imprint|index|(?:list of )?(?:figures|tables|illustrations)|"
    r"(?:also|other (?:books|titles)|more) (?:by|from|in)\b.{0,60}|by the same authors?|inhalt(?:sverzeichnis)?|impressum|"
    r"table des matières|sommaire|índice|indice|newsletter.{0,30}|praise for\b.{0,60}",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"all rights reserved|\bisbn\b|copyright ©|© (?:19|20)\d\d|no part of this (?:book|publication)|first published",
    re.I,
)
_EDITORS = re.compile(r"\s*\((?:eds?|editors?)\.?\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the book's contents: what it says, and the place it leads to."""

    title: str
    path: str
    fragment: str
    depth: int


@dataclass(frozen=True, slots=True)
class _Book:
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


MEDIA_TYPE = "application/epub+zip"


def imported_epub(data: bytes, source: Source) -> Imported:
    """Return the essays in an e-book."""
    return imported_document(epub_document(source.name, data), source)


def epub_document(name: str, data: bytes) -> Document:
    """Return the text of an e-book, with its notes, its printed pages and what it says of itself."""
    check_zip(data, name, BOOK)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = _book(name, archive)
        return _document(name, book)


def _book(name: str, archive: zipfile.ZipFile) -> _Book:
    if _locked(archive):
        raise ImportRefused(f"“{name}” is protected against copying. Import an edition without protection.")
    try:
        container = _xml(archive.read(_CONTAINER))
        path = next(str(one.get("full-path")) for one in elements(container) if one.tag == "rootfile")
        package = _xml(archive.read(path))
    except (KeyError, StopIteration, etree.XMLSyntaxError) as error:
        raise ImportRefused(f"“{name}” is not an e-book, or its list of contents is damaged.") from error
    return _Book(archive, package, posixpath.dirname(path))


def _locked(archive: zipfile.ZipFile) -> bool:
    """Tell whether the book's text is encrypted; only its fonts and pictures may be."""
    if _LOCKED not in archive.namelist():
        return False
    try:
        declared = [value(one, "URI") for one in elements(_xml(archive.read(_LOCKED))) if one.tag == "CipherReference"]
    except StopIteration:
        return True
    return any(not unquote(uri).lower().endswith(_MAY_BE_LOCKED) for uri in declared)


def _has_fixed_pages(package: Element) -> bool:
    """Tell whether the book is made of pages whose words stand where they were painted."""
    stated = [one for one in elements(package) if value(one, "property") == "rendition:layout"]
    return any(words_in(one) == "pre-paginated" for one in stated)


def _xml(data: bytes) -> Element:
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


def _document(name: str, book: _Book) -> Document:
    files = _files(book)
    spine = [path for path in _spine(book) if path in files]
    if not spine:
        raise ImportRefused(f"“{name}” holds no chapters. Choose another edition of the book.")
    order = [*spine, *(path for path in files if path not in spine)]
    leaves = [Leaf(path, files[path]) for path in order]
    entries = _contents(book, files)
    pages = _printed_pages(book, leaves)
    before = {leaf.path: len(words_in(leaf.root)) for leaf in leaves}
    notes = lifted(leaves)
    given = _reference(book.package)
    read: list[list[DocBlock]] = []
    for leaf in leaves[: len(spine)]:
        if _is_apparatus(leaf):
            continue
        found = blocks(_body(leaf.root), pages)
        if _only_notes_are_gone(found, before[leaf.path]):
            continue
        if _is_title_page(leaf, found, given):
            read.append(_as_title_page(found))
        else:
            read.append(_headed(found, [entry for entry in entries if entry.path == leaf.path]))
    text = joined(read)
    kept = marks_in(text)
    cited = {str(mark.get("label")) for leaf in leaves for mark in leaf.root.iter("note-mark")}
    notes = [note for note in notes if note.label in kept or note.label not in cited]
    remarks = (_PAINTED,) if _has_fixed_pages(book.package) else ()
    return Document(blocks=(*text, *notes), given=given, remarks=remarks)


def _body(root: Element) -> Element:
    body = root.find("body")
    return root if body is None else body


def _files(book: _Book) -> dict[str, Element]:
    """Return every page of text in the book, in the order of its manifest."""
    out: dict[str, Element] = {}
    for item in elements(book.package):
        if item.tag == "item" and value(item, "media-type") in _PAGES:
            path = _inside(book.folder, value(item, "href"))
            root = book.text(path)
            if root is not None:
                out[path] = root
    return out


def _spine(book: _Book) -> Iterator[str]:
    items = {value(one, "id"): one for one in elements(book.package) if one.tag == "item"}
    seen: set[str] = set()
    for one in elements(book.package):
        item = items.get(value(one, "idref")) if one.tag == "itemref" else None
        if item is None or "nav" in value(item, "properties").split():
            continue
        path = _inside(book.folder, value(item, "href"))
        if path not in seen:
            seen.add(path)
            yield path


def _inside(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(urldefrag(href)[0])))


def _is_apparatus(leaf: Leaf) -> bool:
    """Tell whether a page is a table of contents, an index or a cover, and no text."""
    body = _body(leaf.root)
    declared = roles(body).union(*(roles(child) for child in body))
    if _CONTENTS & declared:
        return True
    heading = next((words_in(one) for one in elements(body) if one.tag in HEADINGS), "")
    if _APPARATUS.fullmatch(heading) or (not heading and _is_legal(words_in(body))):
        return True
    links = sum(len(words_in(link)) for link in body.iter("a") if link.get("href"))
    text = len(words_in(body))
    return bool(text) and links > 0.7 * text and len(list(body.iter("a"))) > 3


def _is_legal(text: str) -> bool:
    """Tell whether a page without a heading holds the legal lines of a book."""
    return len(text) < 6000 and len(_LEGAL.findall(text)) > 1


def _is_title_page(leaf: Leaf, found: Sequence[DocBlock], given: Reference) -> bool:
    """Tell whether a page shows the book's title and no text."""
    declared = any({"titlepage", "halftitlepage", "doc-titlepage"} & roles(one) for one in elements(leaf.root))
    titled = any(block.kind == "heading" and same_title(plain_text(block), given.title) for block in found)
    return (declared or titled) and not any(len(plain_text(block).split()) > 30 for block in found)


def _as_title_page(found: Sequence[DocBlock]) -> list[DocBlock]:
    """Return the lines of a title page; its headings head nothing."""
    title = next((at for at, block in enumerate(found) if block.kind == "heading"), -1)
    return [
        DocBlock("paragraph", block.text, role="title" if at == title else block.role)
        for at, block in enumerate(found)
        if block.kind != "aside"
    ]


def _only_notes_are_gone(found: Sequence[DocBlock], before: int) -> bool:
    """Tell whether a page held notes and nothing else but the headings over them."""
    left = sum(len(plain_text(block)) for block in found if block.kind != "heading")
    heads = [block for block in found if block.kind == "heading"]
    headed = any(is_notes_heading(plain_text(block)) for block in heads)
    return not found or (left < 0.02 * before and before > 400) or (headed and left < 0.1 * before)


# Contents and printed pages


def _contents(book: _Book, files: Mapping[str, Element]) -> list[_Entry]:
    for item in elements(book.package):
        path = _inside(book.folder, value(item, "href"))
        if item.tag == "item" and "nav" in value(item, "properties").split() and path in files:
            return _nav_entries(path, files[path])
    for item in elements(book.package):
        if item.tag == "item" and value(item, "media-type") == "application/x-dtbncx+xml":
            path = _inside(book.folder, value(item, "href"))
            try:
                return _ncx_entries(path, _xml(book.archive.read(path)))
            except (KeyError, StopIteration, etree.XMLSyntaxError):
                return []
    return []


def _nav_entries(path: str, root: Element) -> list[_Entry]:
    out: list[_Entry] = []
    for nav in root.iter("nav"):
        if "toc" not in roles(nav) and "doc-toc" not in roles(nav):
            continue
        for link in nav.iter("a"):
            depth = sum(up.tag == "ol" for up in link.iterancestors())
            out.append(_entry(path, words_in(link), value(link, "href"), depth))
    return out


def _ncx_entries(path: str, root: Element) -> list[_Entry]:
    out: list[_Entry] = []
    for point in elements(root):
        content = point.find("content")
        if point.tag == "navPoint" and content is not None:
            label = point.find("navLabel")
            depth = 1 + sum(up.tag == "navPoint" for up in point.iterancestors())
            out.append(_entry(path, words_in(label) if label is not None else "", value(content, "src"), depth))
    return out


def _entry(path: str, title: str, href: str, depth: int) -> _Entry:
    return _Entry(clean(title), _inside(posixpath.dirname(path), href), unquote(urldefrag(href)[1]), depth)


def _printed_pages(book: _Book, leaves: Sequence[Leaf]) -> dict[Element, str]:
    """Return the printed page that begins at an element, by the book's list of pages."""
    anchors = {(leaf.path, value(one, "id")): one for leaf in leaves for one in elements(leaf.root) if one.get("id")}
    out: dict[Element, str] = {}
    for path, href, label in _page_list(book, leaves):
        one = anchors.get((_inside(posixpath.dirname(path), href), unquote(urldefrag(href)[1])))
        if one is not None and label and len(label) < 12:
            out[one] = label
    return out


def _page_list(book: _Book, leaves: Sequence[Leaf]) -> Iterator[tuple[str, str, str]]:
    for leaf in leaves:
        for nav in leaf.root.iter("nav"):
            if {"page-list", "doc-pagelist"} & roles(nav):
                yield from ((leaf.path, value(link, "href"), words_in(link)) for link in nav.iter("a"))
    for item in elements(book.package):
        if item.tag != "item" or value(item, "media-type") != "application/x-dtbncx+xml":
            continue
        path = _inside(book.folder, value(item, "href"))
        try:
            root = _xml(book.archive.read(path))
        except (KeyError, StopIteration, etree.XMLSyntaxError):
            return
        for target in root.iter("pageTarget"):
            label, content = target.find("navLabel"), target.find("content")
            if content is not None:
                yield path, value(content, "src"), words_in(label) if label is not None else value(target, "value")


def _headed(found: list[DocBlock], entries: Sequence[_Entry]) -> list[DocBlock]:
    """Return the blocks of a page with the headings that the book's contents name, one rank for all chapters."""
    out = list(found)
    for entry in entries:
        at = next((n for n, block in enumerate(out) if _is_entry(block, entry)), None)
        if at is not None and out[at].kind == "paragraph":
            out[at] = DocBlock("heading", out[at].text, level=min(entry.depth, 6))
    return out


def _is_entry(block: DocBlock, entry: _Entry) -> bool:
    return block.kind in ("heading", "paragraph") and not block.item and same_title(plain_text(block), entry.title)


# The book about itself


def _reference(package: Element) -> Reference:
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
