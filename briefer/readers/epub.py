"""E-books as documents: the spine in order, notes from wherever they lie, and the book's own list of contents."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from briefer.errors import ImportRefused
from briefer.model.reference import Reference
from briefer.readers.dom import HEADINGS, Element, elements, roles, words_in
from briefer.readers.domblocks import blocks, joined
from briefer.readers.domnotes import lifted
from briefer.readers.epub_book import Book, files_of, has_fixed_pages, opened, reference_of, spine_of
from briefer.readers.epub_contents import contents_of, headed, printed_pages
from briefer.readers.notelinks import Leaf
from briefer.readers.webmeta import same_title
from briefer.readers.zip_guard import BOOK, check_zip
from briefer.structure.document import DocBlock, Document, marks_in, plain_text
from briefer.structure.docvolume import imported_document
from briefer.structure.imported import Imported, Source
from briefer.structure.typednotes import is_notes_heading

_PAINTED = "The book has fixed pages: its words may come in the order in which they were painted, and in pieces."
_LISTS = frozenset(
    {"toc", "doc-toc", "landmarks", "page-list", "loi", "lot", "index", "doc-index", "copyright-page", "cover"}
)
_APPARATUS = re.compile(
    r"(?:table of )?contents|copyright(?: page| notice)?|colophon|imprint|index|(?:list of "
    r")?(?:figures|tables|illustrations)|"
    r"(?:also|other (?:books|titles)|more) (?:by|from|in)\b.{0,60}|by the same "
    r"authors?|inhalt(?:sverzeichnis)?|impressum|"
    r"table des matières|sommaire|índice|indice|newsletter.{0,30}|praise for\b.{0,60}",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"all rights reserved|\bisbn\b|copyright ©|© (?:19|20)\d\d|no part of this (?:book|publication)|first published",
    re.I,
)


def imported_epub(data: bytes, source: Source) -> Imported:
    """Return the essays in an e-book."""
    return imported_document(epub_document(source.name, data), source)


def epub_document(name: str, data: bytes) -> Document:
    """Return the text of an e-book, with its notes, its printed pages and what it says of itself."""
    check_zip(data, name, BOOK)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = opened(name, archive)
        return _document(name, book)


def _document(name: str, book: Book) -> Document:
    files = files_of(book)
    spine = [path for path in spine_of(book) if path in files]
    if not spine:
        raise ImportRefused(f"“{name}” holds no chapters. Choose another edition of the book.")
    order = [*spine, *(path for path in files if path not in spine)]
    leaves = [Leaf(path, files[path]) for path in order]
    entries = contents_of(book, files)
    pages = printed_pages(book, leaves)
    before = {leaf.path: len(words_in(leaf.root)) for leaf in leaves}
    notes = lifted(leaves)
    given = reference_of(book.package)
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
            read.append(headed(found, [entry for entry in entries if entry.path == leaf.path]))
    text = joined(read)
    kept = marks_in(text)
    cited = {str(mark.get("label")) for leaf in leaves for mark in leaf.root.iter("note-mark")}
    notes = [note for note in notes if note.label in kept or note.label not in cited]
    remarks = (_PAINTED,) if has_fixed_pages(book.package) else ()
    return Document(blocks=(*text, *notes), given=given, remarks=remarks)


def _body(root: Element) -> Element:
    body = root.find("body")
    return root if body is None else body


def _is_apparatus(leaf: Leaf) -> bool:
    """Tell whether a page is a table of contents, an index or a cover, and no text."""
    body = _body(leaf.root)
    declared = roles(body).union(*(roles(child) for child in body))
    if _LISTS & declared:
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
    noted = any(is_notes_heading(plain_text(block)) for block in heads)
    return not found or (left < 0.02 * before and before > 400) or (noted and left < 0.1 * before)
