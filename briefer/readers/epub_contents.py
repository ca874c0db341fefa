"""The contents and printed pages that an e-book lists."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag

from lxml import etree

from briefer.readers.dom import Element, clean, elements, roles, value, words_in
from briefer.readers.epub_book import Book, inside, package_xml
from briefer.readers.notelinks import Leaf
from briefer.readers.webmeta import same_title
from briefer.structure.document import DocBlock, plain_text


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the book's contents: what it says, and the place it leads to."""

    title: str
    path: str
    fragment: str
    depth: int


def contents_of(book: Book, files: Mapping[str, Element]) -> list[Entry]:
    for item in elements(book.package):
        path = inside(book.folder, value(item, "href"))
        if item.tag == "item" and "nav" in value(item, "properties").split() and path in files:
            return _nav_entries(path, files[path])
    for item in elements(book.package):
        if item.tag == "item" and value(item, "media-type") == "application/x-dtbncx+xml":
            path = inside(book.folder, value(item, "href"))
            try:
                return _ncx_entries(path, package_xml(book.archive.read(path)))
            except (KeyError, StopIteration, etree.XMLSyntaxError):
                return []
    return []


def _nav_entries(path: str, root: Element) -> list[Entry]:
    out: list[Entry] = []
    for nav in root.iter("nav"):
        if "toc" not in roles(nav) and "doc-toc" not in roles(nav):
            continue
        for link in nav.iter("a"):
            depth = sum(up.tag == "ol" for up in link.iterancestors())
            out.append(_entry(path, words_in(link), value(link, "href"), depth))
    return out


def _ncx_entries(path: str, root: Element) -> list[Entry]:
    out: list[Entry] = []
    for point in elements(root):
        content = point.find("content")
        if point.tag == "navPoint" and content is not None:
            label = point.find("navLabel")
            depth = 1 + sum(up.tag == "navPoint" for up in point.iterancestors())
            out.append(_entry(path, words_in(label) if label is not None else "", value(content, "src"), depth))
    return out


def _entry(path: str, title: str, href: str, depth: int) -> Entry:
    return Entry(clean(title), inside(posixpath.dirname(path), href), unquote(urldefrag(href)[1]), depth)


def printed_pages(book: Book, leaves: Sequence[Leaf]) -> dict[Element, str]:
    """Return the printed page that begins at an element, by the book's list of pages."""
    anchors = {(leaf.path, value(one, "id")): one for leaf in leaves for one in elements(leaf.root) if one.get("id")}
    out: dict[Element, str] = {}
    for path, href, label in _page_list(book, leaves):
        one = anchors.get((inside(posixpath.dirname(path), href), unquote(urldefrag(href)[1])))
        if one is not None and label and len(label) < 12:
            out[one] = label
    return out


def _page_list(book: Book, leaves: Sequence[Leaf]) -> Iterator[tuple[str, str, str]]:
    for leaf in leaves:
        for nav in leaf.root.iter("nav"):
            if {"page-list", "doc-pagelist"} & roles(nav):
                yield from ((leaf.path, value(link, "href"), words_in(link)) for link in nav.iter("a"))
    for item in elements(book.package):
        if item.tag != "item" or value(item, "media-type") != "application/x-dtbncx+xml":
            continue
        path = inside(book.folder, value(item, "href"))
        try:
            root = package_xml(book.archive.read(path))
        except (KeyError, StopIteration, etree.XMLSyntaxError):
            return
        for target in root.iter("pageTarget"):
            label, content = target.find("navLabel"), target.find("content")
            if content is not None:
                yield path, value(content, "src"), words_in(label) if label is not None else value(target, "value")


def headed(found: list[DocBlock], entries: Sequence[Entry]) -> list[DocBlock]:
    """Return the blocks of a page with the headings that the book's contents name, one rank for all chapters."""
    out = list(found)
    for entry in entries:
        at = next((n for n, block in enumerate(out) if _is_entry(block, entry)), None)
        if at is not None and out[at].kind == "paragraph":
            out[at] = DocBlock("heading", out[at].text, level=min(entry.depth, 6))
    return out


def _is_entry(block: DocBlock, entry: Entry) -> bool:
    return block.kind in ("heading", "paragraph") and not block.item and same_title(plain_text(block), entry.title)
