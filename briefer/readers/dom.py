"""Web and e-book pages as element trees: decoded, parsed without entities, networks or files, and stripped of code."""

from __future__ import annotations

import codecs
import html
import re
import sys
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from briefer.errors import ImportRefused
from briefer.model.text import canonical
from briefer.readers.text import decoded

Element: TypeAlias = etree._Element

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_AS_WINDOWS = frozenset({"iso8859-1", "ascii", "latin-1"})
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)\w+;")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*>", re.IGNORECASE)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_CODE = frozenset(
    {"script", "style", "template", "object", "embed", "iframe", "applet", "svg", "video", "audio", "canvas", "map"}
)
_DEEPEST = 120
_FARTHEST = 20
"""Elements without text that may stand before the first word of a block."""
_DECLARES = "epub-type"
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


def page_text(name: str, data: bytes) -> str:
    """Return the text of a web page: by byte order mark, by what it declares, as UTF-8, or in the likeliest encoding."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        declared = _XML_DECLARED.search(data[:200]) or _DECLARED.search(data[:8192])
        try:
            known = codecs.lookup(declared[1].decode("ascii")).name if declared else "utf-8"
            return data.decode("cp1252" if known in _AS_WINDOWS else known)
        except (LookupError, UnicodeDecodeError):
            pass  # it declares what it is not
    return decoded(name, data)


def parsed(name: str, text: str, xml: bool = False) -> Element:
    """Return the root of a page; with `xml`, empty elements may close themselves, as they do in e-books."""
    text = _REFERENCE.sub(_allowed, _NOT_XML.sub("", text))
    root = _as_xml(text) if xml else None
    if root is None:
        root = _as_html(text)
    if root is None:
        raise ImportRefused(f"“{name}” holds no text. Choose the page that holds the essay.")
    _simplified(root)
    return root


def elements(root: Element) -> Iterator[Element]:
    """Return `root` and all elements below it in reading order."""
    return (one for one in root.iter() if isinstance(one.tag, str))


def clean(raw: str) -> str:
    """Return text of a page without what canonical text cannot hold, tokens above all."""
    return raw if raw.isascii() and raw.isprintable() else canonical(raw)


def plain_name(full: str) -> str:
    """Return the name of an element or attribute without its name space; "span" for what damage made of a name."""
    local = full.rpartition("}")[2].rpartition(":")[2]
    return local if _PLAIN_NAME.fullmatch(local) else "span"


def tag(one: Element) -> str:
    return str(one.tag)


def value(one: Element, name: str) -> str:
    return str(one.get(name) or "")


def names(one: Element) -> str:
    """Return class and id, lower case: what the page's author calls the element."""
    return f"{value(one, 'class')} {value(one, 'id')}".lower()


def roles(one: Element) -> frozenset[str]:
    """Return what an element declares itself to be, as web page or as e-book."""
    return frozenset(f"{value(one, 'role')} {value(one, _DECLARES)} {value(one, 'epub:type')}".lower().split())


def words_in(one: Element) -> str:
    """Return the text in `one` on one line."""
    return " ".join("".join(_texts(one)).split())


def is_large(one: Element, most: int) -> bool:
    """Tell whether `one` holds more than `most` elements, or characters beside blanks; reads no further than it must."""
    count = len("".join((one.text or "").split()))
    for inside in one.iterdescendants():
        count += 1 + sum(len("".join(text.split())) for text in (inside.text or "", inside.tail or ""))
        if count > most:
            return True
    return count > most


def children(one: Element) -> list[Element]:
    return [child for child in one if isinstance(child.tag, str)]


def dropped(one: Element) -> None:
    """Take `one` out of its tree; the text behind it stays."""
    parent = one.getparent()
    if parent is None:
        return
    before, tail = one.getprevious(), one.tail or ""
    parent.remove(one)
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def replaced(one: Element, new: Element) -> None:
    """Put `new` in the place of `one`."""
    parent = one.getparent()
    if parent is not None:
        new.tail, one.tail = one.tail, None
        parent.replace(one, new)


def block_of(one: Element) -> Element:
    """Return the block in which `one` stands; a block is its own."""
    found: Element | None = one
    while found is not None and found.tag not in BLOCKS:
        found = found.getparent()
    return one if found is None else found


def starts_block(one: Element) -> bool:
    """Tell whether no text stands before `one` in its block."""
    block = block_of(one)
    while one is not block:
        parent = one.getparent()
        if parent is None:
            return True
        if (parent.text or "").strip():
            return False
        for place, before in enumerate(one.itersiblings(preceding=True)):
            if place == _FARTHEST or (before.tail or "").strip() or (isinstance(before.tag, str) and words_in(before)):
                return False
        one = parent
    return True


def _texts(one: Element) -> Iterator[str]:
    return (str(text) for text in one.itertext())


def _allowed(reference: re.Match[str]) -> str:
    """Return a character reference, "" for one to a character that no XML may hold."""
    digits = (reference[1] or reference[2]).lstrip("0")
    number = int(digits or "0", 16 if reference[1] else 10) if len(digits) < 8 else 0
    return reference[0] if number <= sys.maxunicode and not _NOT_XML.match(chr(number)) else ""


def _as_xml(text: str) -> Element | None:
    if re.search(r"<!(?:ENTITY|ELEMENT|ATTLIST)", text, re.IGNORECASE):
        return None
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", _DOCTYPE.sub("", text, count=1))
    text = _ENTITY.sub(lambda match: html.escape(html.unescape(match.group()), quote=False), text)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None


def _as_html(text: str) -> Element | None:
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    try:
        return etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode(), parser)
    except etree.XMLSyntaxError:
        return None


def _simplified(root: Element) -> None:
    """Give elements plain names, and leave out what is code, or nested deeper than any text."""
    for one in list(root.iter()):
        if not isinstance(one.tag, str):
            if one.getparent() is not None:
                dropped(one)
            continue
        space, _, local = one.tag.rpartition("}")
        one.tag = "svg" if "svg" in space else "span" if ":" in local else plain_name(local).lower()
        for key in list(one.attrib):
            name = str(key)
            if name.startswith("{http://www.idpf.org/2007/ops}"):
                one.set(_DECLARES if name.endswith("}type") else name.rpartition("}")[2], str(one.attrib[key]))
    for one in list(elements(root)):
        if one.tag in _CODE and not (one.tag == "script" and "ld+json" in value(one, "type")):
            dropped(one)
    _flattened(root)


def _flattened(root: Element) -> None:
    stack = [(root, 0)]
    while stack:
        one, depth = stack.pop()
        if depth == _DEEPEST:
            text = words_in(one)
            for child in list(one):
                one.remove(child)
            one.text = text
            continue
        stack.extend((child, depth + 1) for child in one)
