"""Saved web pages as documents: notes are taken out before anything else, then the text is found and read."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import replace

from briefer.errors import ImportRefused
from briefer.model.reference import Reference
from briefer.readers.dom import HEADINGS, Element, dropped, elements, page_text, parsed, words_in
from briefer.readers.domblocks import blocks, subtitle_below, with_subtitle
from briefer.readers.dommain import articles_below, main_part, without_permalinks
from briefer.readers.domnotes import lifted
from briefer.readers.notelinks import Leaf
from briefer.readers.webmeta import PageData, page_data, same_title
from briefer.structure.document import DocBlock, Document, marks_in, plain_text
from briefer.structure.docvolume import imported_document
from briefer.structure.imported import Imported, Source
from briefer.structure.names import people
from briefer.structure.volume import is_date

_PROSE_WORDS = 25
_HEAD_BLOCKS = 14
_STORY_WORDS = 100
_GATE_LENGTH = 200
_GATE = re.compile(
    r"(?:subscri\w+|sign (?:in|up)|log ?in|register|join|become a "
    r"member|upgrade)\b.{0,60}\b(?:continue|keep|finish|read(?:ing)?)\b"
    r".{0,30}\b(?:reading|article|story|post|more|on)\b|\bis for (?:paid |paying )?(?:subscribers|members)(?: only)?\b|"
    r"\bthe rest of this (?:article|story|post) is\b",
    re.IGNORECASE,
)
_GATED = "The page asks readers to subscribe; what was saved may be no more than the beginning of the text."
_BELOW = "The page goes on with other articles, which were left out. Save each on a page of its own to import it."
_FURNITURE = re.compile(
    r"(?:\d+\s*(?:-|\s)?min(?:ute)?s?\b.*|share(?: this.*)?|print|e-?mail|listen.*|save|subscribe.*|sign (?:in|up).*|"
    r"skip to .*|home|advertisement|photo.*|download.*|cite.*|reading time.*|comments?|\d+ comments?|"
    r"(?:posted|published|updated|last updated|filed under|tags?|category|categories|by)\b.{0,80}|"
    r"(?:\w+day,?\s+)?(?:\d{1,2}\s+)?[A-Z][a-z]+\.?\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d.{0,30}|[\d./-]{6,10})",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:related|more from|more on|read more|read next|you may also|you might also|about the authors?|share this|"
    r"leave a (?:reply|comment)|comments?|recommended|see also|discover more|subscribe|sign up|explore more|latest|"
    r"discussion about this|external links|navigation menu)\b.{0,60}",
    re.IGNORECASE,
)


_ARCHIVE = re.compile(rb"^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?content-type:\s*multipart/related", re.I)


def imported_html(data: bytes, source: Source) -> Imported:
    """Return the essays in a saved web page or web archive."""
    page = archived_page(source.name, data) if _ARCHIVE.match(data[:4096]) else data
    return imported_document(html_document(source.name, page), source)


def html_document(name: str, data: bytes) -> Document:
    """Return the text of a saved page, with its notes and what it says of itself."""
    text = page_text(name, data)
    root = parsed(name, text, xml=text.lstrip().startswith("<?xml"))
    without_permalinks(root)
    notes = lifted([Leaf("", root)])
    cited = {str(mark.get("label")) for mark in root.iter("note-mark")}
    data_of_page = page_data(root)
    gated = not data_of_page.free or _is_gated(root)
    body = root.find("body")
    below = articles_below(root if body is None else body, data_of_page.titles)
    for one in below:
        if one.getparent() is not None:
            dropped(one)
    subtitle = _subtitle(root, data_of_page.titles)
    found = blocks(main_part(root if body is None else body))
    if not found:
        raise ImportRefused(f"“{name}” holds no text. Save the page with its text, then import it again.")
    made = _shaped(found, data_of_page, _volume_like(found), subtitle)
    kept = marks_in(made)
    notes = [note for note in notes if note.label in kept or note.label not in cited]
    told = {_BELOW: any(len(words_in(one).split()) > _STORY_WORDS for one in below), _GATED: gated}
    remarks = tuple(remark for remark, true in told.items() if true)
    return Document(blocks=(*made, *notes), given=data_of_page.reference, remarks=remarks)


def _subtitle(root: Element, titles: Sequence[str]) -> str:
    """Return the subtitle below the heading that shows the page's title, which may stand outside of the text."""
    heads = (one for one in elements(root) if one.tag in HEADINGS and any(same_title(words_in(one), x) for x in titles))
    return next(filter(None, map(subtitle_below, heads)), "")


def _is_gated(root: Element) -> bool:
    """Tell whether a line of the page asks readers to subscribe before they read on."""
    lines = (words_in(one) for one in elements(root) if not len(one))
    return any(len(line) < _GATE_LENGTH and _GATE.search(line) for line in lines)


def archived_page(name: str, data: bytes) -> bytes:
    """Return the page in a web archive (.mht): the first part that is one."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            charset = part.get_content_charset()
            if isinstance(content, bytes):
                return _with_charset(content, charset)
    raise ImportRefused(f"“{name}” is a web archive without a page. Save the page as HTML, then import it again.")


def _with_charset(content: bytes, charset: str | None) -> bytes:
    try:
        return content.decode(charset).encode("utf-8-sig") if charset else content
    except (LookupError, UnicodeDecodeError):
        return content


def _volume_like(found: Sequence[DocBlock]) -> bool:
    return sum(block.kind == "heading" and block.level == 1 for block in found) > 2


def _shaped(found: Sequence[DocBlock], data: PageData, volume: bool, subtitle: str) -> list[DocBlock]:
    """Return the blocks with the title first, and without what stands around an article.

    `subtitle` is the one below a title that `found` may lack.
    """
    at = _title_at(found, data, volume)
    if volume:
        return _with_title_page(found, at)
    start = at + 1 if at is not None else 0
    above = found[: start - 1] if at is not None else []
    end = _end(found, start)
    first = _text_at(found, start, end)
    head = [one for block in (*above, *found[start:first]) for one in _in_head(block, data.reference)]
    title = plain_text(found[at]) if at is not None else data.reference.title
    if at is None and title and subtitle:
        title = with_subtitle(title, subtitle)
    marks = "".join(re.findall("\x02n:[^\x03]*\x03", found[at].text)) if at is not None else ""
    top = _dek(title, data)
    out: list[DocBlock] = []
    if top[0]:
        out.append(DocBlock("heading", top[0] + marks, level=1, role="title"))
    authors = data.reference.authors
    if authors:
        out.append(DocBlock("paragraph", "; ".join(name.full for name in authors), role="author"))
        head = [block for block in head if block.role != "author"]
    out += [block for block in head if block.kind != "heading" or block.role != "title"]
    if top[1]:
        out.append(DocBlock("aside", top[1], aside="summary"))
    rest = [replace(b, level=max(b.level, 2)) if b.kind == "heading" else _unroled(b) for b in found[first:end]]
    return [*out, *rest]


def _with_title_page(found: Sequence[DocBlock], at: int | None) -> list[DocBlock]:
    """Return a page of several pieces; the title it opens with is no piece."""
    if at is None or at + 1 >= len(found):
        return list(found)
    after = next((n for n in range(at + 1, len(found)) if found[n].kind == "heading"), len(found))
    bare = not any(_is_prose(block) for block in found[at:after])
    if not bare:
        return list(found)
    page = [
        DocBlock("paragraph", block.text, role="title" if n == at else block.role)
        for n, block in enumerate(found[:after])
    ]
    return [*page, *found[after:]]


def _title_at(found: Sequence[DocBlock], data: PageData, volume: bool) -> int | None:
    """Return the block that shows the page's title."""
    for at, block in enumerate(found[: len(found) if not volume else 3]):
        if block.kind == "heading" and any(same_title(plain_text(block), title) for title in data.titles):
            return at
        if _is_prose(block) and at > _HEAD_BLOCKS:
            break
    tops = [at for at, block in enumerate(found) if block.kind == "heading" and block.level == 1]
    early = len(tops) == 1 and sum(map(_is_prose, found[: tops[0]])) <= 1
    return tops[0] if early else None


def _dek(title: str, data: PageData) -> tuple[str, str]:
    """Return a title and the summary that was set below it as if it were a part of it."""
    for known in data.titles:
        if title.startswith(known) and len(title) > len(known) + 2 and len(title.split()) > 18:
            return known, title[len(known) :].lstrip(" :")
    return title, ""


def _in_head(block: DocBlock, reference: Reference) -> list[DocBlock]:
    """Return what a block between title and text is worth."""
    text = plain_text(block)
    if block.kind == "heading" and len(block.text.split()) < 3 and _FURNITURE.fullmatch(text):
        return []
    if block.kind == "heading" and reference.authors and people(text):
        return []
    if block.kind != "paragraph":
        return [block]
    if block.role == "date" or is_date(text):
        return [] if reference.issued else [replace(block, role="date")]
    if block.role == "subtitle":
        return [DocBlock("aside", block.text, aside="summary")]
    named = people(text.split("\n")[0]) or people(re.sub(r"\s*[|•·].*", "", text))
    if block.role == "author" or named:
        return [] if reference.authors or not named else [replace(block, role="author")]
    if _FURNITURE.fullmatch(text) or (len(text.split()) < 4 and not re.search(r"[.?!]$", text)):
        return []
    return [_unroled(block)]


def _unroled(block: DocBlock) -> DocBlock:
    return replace(block, role="") if block.role else block


def _is_prose(block: DocBlock) -> bool:
    return block.kind == "paragraph" and not block.role and len(plain_text(block).split()) >= _PROSE_WORDS


def _text_at(found: Sequence[DocBlock], start: int, end: int) -> int:
    """Return where the text begins: behind by-line and date, which may stand below a summary."""
    first = next((n for n in range(start, min(end, start + _HEAD_BLOCKS)) if _is_sentence(found[n])), start)
    for at in range(first, min(end, first + 4)):
        text = plain_text(found[at])
        if found[at].role in ("author", "date") or (found[at].kind == "paragraph" and people(text)):
            first = at + 1
    return first


def _is_sentence(block: DocBlock) -> bool:
    text = plain_text(block)
    return _is_prose(block) or (
        block.kind == "paragraph"
        and not block.role
        and len(text.split()) > 5
        and bool(re.search(r"[.?!…][”’\"')]*$", text))
    )


def _end(found: Sequence[DocBlock], start: int) -> int:
    """Return where the text ends: before what a page shows behind an article."""
    total = sum(len(block.text) for block in found[start:])
    seen = 0
    for at in range(start, len(found)):
        if found[at].kind == "heading" and seen > total * 0.6 and _BEHIND.fullmatch(plain_text(found[at])):
            return at
        seen += len(found[at].text)
    return len(found)
