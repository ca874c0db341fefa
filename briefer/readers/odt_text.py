"""The running text of an OpenDocument text, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from briefer.structure.asides import placed_boxes
from briefer.structure.document import DocBlock, boxed, note_mark, tabled, tidy
from briefer.structure.stylenames import Meaning, meaning_of
from briefer.structure.typednotes import raised, with_typed_notes

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_INDEXES = frozenset(
    f"{TEXT}{kind}"
    for kind in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
    )
)
_GONE = frozenset(
    {
        *(
            f"{TEXT}{name}"
            for name in ("tracked-changes", "hidden-text", "hidden-paragraph", "ruby-text", "note-citation")
        ),
        *(f"{TEXT}{name}" for name in ("sequence-decls", "variable-decls", "user-field-decls", "list-header-decls")),
        f"{OFFICE}forms",
        f"{OFFICE}annotation",
        f"{OFFICE}annotation-end",
        f"{OFFICE}binary-data",
        f"{OFFICE}event-listeners",
        "{http://www.w3.org/2000/svg}title",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
    }
)
_SHORT = 250
_MAX_DEPTH = 60
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """What a style says, with everything it is based on."""

    meaning: Meaning = Meaning()
    strong: bool = False
    size: float = 0.0
    hidden: bool = False
    raised: bool = False


def styles_of(*roots: etree._Element | None) -> dict[str, OdtStyle]:
    """Return the styles of all parts by name."""
    found = {
        one.get(f"{STYLE}name") or "": one for root in roots if root is not None for one in root.iter(f"{STYLE}style")
    }
    out: dict[str, OdtStyle] = {}
    for name in found:
        _resolve(name, found, out)
    return out


def _resolve(name: str, found: dict[str, etree._Element], out: dict[str, OdtStyle]) -> None:
    chain: list[str] = []
    while name in found and name not in out and name not in chain:
        chain.append(name)
        name = found[name].get(f"{STYLE}parent-style-name") or ""
    style = out.get(name, OdtStyle(meaning=meaning_of(name)))
    for one in reversed(chain):
        style = out[one] = _style(one, found[one], style)


def _style(name: str, element: etree._Element, parent: OdtStyle) -> OdtStyle:
    own = meaning_of(element.get(f"{STYLE}display-name") or name)
    level = element.get(f"{STYLE}default-outline-level") or ""
    if own == Meaning():
        own = replace(parent.meaning, level=int(level)) if level.isdecimal() else parent.meaning
    letters = element.find(f"{STYLE}text-properties")
    if letters is None:
        return replace(parent, meaning=own)
    weight, slant = letters.get(f"{FO}font-weight"), letters.get(f"{FO}font-style")
    said = weight is not None or slant is not None
    position = letters.get(f"{STYLE}text-position") or ""
    size = _POINTS.fullmatch(letters.get(f"{FO}font-size") or "")
    return OdtStyle(
        own,
        (weight in ("bold", "600", "700", "800", "900") or slant in ("italic", "oblique")) if said else parent.strong,
        float(size[1]) if size else parent.size,
        letters.get(f"{TEXT}display") == "none" or parent.hidden,
        position.startswith("super") if position else parent.raised,
    )


class OdtText:
    """Walks the text once; what was deleted lies outside it."""

    def __init__(self, styles: Mapping[str, OdtStyle]) -> None:
        self._styles = styles
        self._out: list[DocBlock] = []
        self._pending: list[DocBlock] = []
        self._boxes: list[etree._Element] = []
        self._contents = 0
        self._items = 0
        self._depth = 0
        self._count = 0
        self._in_note = False
        self._captioned = False

    def blocks(self) -> list[DocBlock]:
        """Return what was read."""
        return placed_boxes(with_typed_notes(self._out))

    def read(self, parent: etree._Element) -> None:
        """Read what stands between paragraphs in `parent`."""
        if self._depth > _MAX_DEPTH:
            return
        self._depth += 1
        for one in parent:
            self._structure(one)
        self._depth -= 1

    def _structure(self, one: etree._Element) -> None:
        tag = one.tag
        if tag in (f"{TEXT}p", f"{TEXT}h"):
            self._paragraph(one)
        elif tag == f"{TABLE}table":
            self._table(one)
        elif tag == f"{TEXT}list":
            self._items += 1
            self.read(one)
            self._items -= 1
        elif tag in _INDEXES:
            self._contents += 1
            self.read(one)
            self._contents -= 1
        elif tag in (f"{DRAW}frame", f"{DRAW}g", f"{DRAW}custom-shape"):
            self._find_boxes(one)
            self._flush()
        elif tag == f"{TEXT}section" and one.get(f"{TEXT}display") == "none":
            return
        elif tag not in _GONE and tag != f"{TEXT}index-title-template":
            self.read(one)

    def _paragraph(self, p: etree._Element) -> None:
        style = self._styles.get(p.get(f"{TEXT}style-name") or "", OdtStyle())
        self._captioned = False
        parts: list[str] = []
        if not style.hidden:
            self._inline(p, parts)
        text = tidy("".join(parts))
        if text:
            self._out.append(self._block(p, style, text))
        self._flush()

    def _block(self, p: etree._Element, style: OdtStyle, text: str) -> DocBlock:
        meaning = style.meaning
        if self._contents or meaning.role == "contents":
            return DocBlock("paragraph", text, role="contents")
        level = _level(p) if p.tag == f"{TEXT}h" else 0
        if meaning.role and (level <= 1 or meaning.role != "title"):
            return DocBlock("paragraph", text, role=meaning.role)
        if meaning.aside or (self._captioned and len(text) < _SHORT):
            return DocBlock("aside", text, aside=meaning.aside or "caption")
        if level or meaning.level:
            return DocBlock("heading", text, level=level or meaning.level)
        strong, size = self._look(p, style) if len(text) < _SHORT else (False, style.size)
        return DocBlock("paragraph", text, strong=strong, item=self._items > 0 or meaning.quote, size=size)

    def _look(self, p: etree._Element, style: OdtStyle) -> tuple[bool, float]:
        """Return whether all of a short paragraph is bold or italic, and the size of its type."""
        strong = style.strong or not (p.text or "").strip()
        size = style.size
        for one in p:
            own = self._styles.get(one.get(f"{TEXT}style-name") or "", OdtStyle())
            size = max(size, own.size)
            if one.tag == f"{TEXT}span" and "".join(map(str, one.itertext())).strip():
                strong = strong and (own.strong or style.strong)
            strong = strong and (style.strong or not (one.tail or "").strip())
        return strong, size

    def _flush(self) -> None:
        """Put what a paragraph anchors after it: notes, and the text of its boxes."""
        notes, self._pending = self._pending, []
        self._out.extend(notes)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            start = len(self._out)
            self.read(box)
            self._out[start:] = boxed(self._out[start:])

    def _inline(self, parent: etree._Element, out: list[str]) -> None:
        """Collect the text of a paragraph; line feeds in the file's XML are blanks."""
        if self._depth > _MAX_DEPTH:
            return
        self._depth += 1
        if parent.text:
            out.append(parent.text.replace("\n", " "))
        for one in parent:
            self._inside(one, out)
            if one.tail:
                out.append(one.tail.replace("\n", " "))
        self._depth -= 1

    def _inside(self, one: etree._Element, out: list[str]) -> None:
        tag = one.tag
        if tag in (f"{TEXT}s", f"{TEXT}tab"):
            out.append(" ")
        elif tag == f"{TEXT}line-break":
            out.append("\n")
        elif tag == f"{TEXT}note":
            self._note(one, out)
        elif tag in (f"{DRAW}frame", f"{DRAW}g", f"{DRAW}custom-shape", f"{DRAW}a"):
            self._find_boxes(one)
        elif tag == f"{TEXT}note-ref":
            return
        elif tag not in _GONE and isinstance(tag, str):
            self._captioned = self._captioned or tag == f"{TEXT}sequence"
            style = self._styles.get(one.get(f"{TEXT}style-name") or "", OdtStyle())
            if style.raised and not len(one) and not self._in_note:
                out.append(raised(one.text or ""))
            elif not style.hidden:
                self._inline(one, out)

    def _note(self, note: etree._Element, out: list[str]) -> None:
        if self._in_note:
            return
        citation = note.find(f"{TEXT}note-citation")
        body = note.find(f"{TEXT}note-body")
        sign = (
            (citation.get(f"{TEXT}label") or "".join(map(str, citation.itertext()))).strip()
            if citation is not None
            else ""
        )
        kind = note.get(f"{TEXT}note-class") or "footnote"
        label = f"{kind}-{note.get(f'{TEXT}id') or ''}-{id(note)}#{tidy(sign) or '*'}"
        self._in_note = True
        lines: list[str] = []
        for p in body.iter(f"{TEXT}p", f"{TEXT}h") if body is not None else ():
            parts: list[str] = []
            self._inline(p, parts)
            lines.append(tidy("".join(parts)).replace("\n", " "))
        self._in_note = False
        out.append(note_mark(label))
        self._pending.append(DocBlock("note", " ".join(line for line in lines if line), label=label))

    def _find_boxes(self, drawing: etree._Element) -> None:
        if self._in_note:
            return
        boxes = list(drawing.iter(f"{DRAW}text-box"))
        inner = [box for box in boxes if not any(a in boxes for a in box.iterancestors(f"{DRAW}text-box"))]
        self._boxes.extend(inner or ([drawing] if drawing.tag == f"{DRAW}custom-shape" else []))

    def _table(self, table: etree._Element) -> None:
        rows = (
            row for row in table.iter(f"{TABLE}table-row") if next(row.iterancestors(f"{TABLE}table"), None) is table
        )
        self._out.extend(tabled([[self._cell(c) for c in row.iterchildren(f"{TABLE}table-cell")] for row in rows]))

    def _cell(self, cell: etree._Element) -> list[DocBlock]:
        at = len(self._out)
        self.read(cell)
        held, self._out[at:] = self._out[at:], []
        return held


def _level(heading: etree._Element) -> int:
    level = heading.get(f"{TEXT}outline-level") or ""
    return min(int(level), 9) if level.isdecimal() and 0 < len(level) < 3 and int(level) else 1
