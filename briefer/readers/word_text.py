"""The running text of a Word file, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass

from lxml import etree

from briefer.readers.word_math import M, linear
from briefer.readers.word_notes import Notes, numeral
from briefer.readers.word_runs import hidden_runs, raised_runs
from briefer.readers.word_styles import VAL, Style, W, half_points, is_on, outline_level
from briefer.structure.asides import placed_boxes
from briefer.structure.document import DocBlock, boxed, note_mark, tabled, tidy
from briefer.structure.typednotes import raised, with_typed_notes

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _R, _T, _PPR, _RPR = f"{W}p", f"{W}r", f"{W}t", f"{W}pPr", f"{W}rPr"
_TBL, _SDT, _ALTERNATE = f"{W}tbl", f"{W}sdt", f"{_MC}AlternateContent"
_FORMULAS = (f"{M}oMath", f"{M}oMathPara")
_BOX = f"{W}txbxContent"
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}sectPr", _PPR, _RPR, f"{W}sdtPr", f"{W}rt", f"{W}tblPr", f"{W}tcPr"})
_SHORT = 250
_MAX_DEPTH = 40


@dataclass(slots=True)
class _Field:
    """A field of Word: its code, then its result."""

    code: str = ""
    in_result: bool = False


class WordText:
    """Walks the body once; fields go on over paragraphs, and a deleted paragraph mark joins two."""

    def __init__(self, styles: Mapping[str, Style], notes: Notes) -> None:
        self._styles = styles
        self._notes = notes
        self._out: list[DocBlock] = []
        self._fields: list[_Field] = []
        self._pending: list[DocBlock] = []
        self._boxes: list[etree._Element] = []
        self._carried = ""
        self._contents = 0
        self._counts: dict[str, int] = {}
        self._depth = 0
        self._in_note = False
        self._hidden: Set[etree._Element] = frozenset()
        self._raised: Set[etree._Element] = frozenset()

    def blocks(self) -> list[DocBlock]:
        """Return what was read."""
        return placed_boxes(with_typed_notes(self._out))

    def read(self, parent: etree._Element) -> None:
        """Read what stands between paragraphs in `parent`."""
        if self._depth == 0:
            parts = {kind: note.getparent() for (kind, _), note in self._notes.texts.items()}
            roots = [parent, *(part for part in parts.values() if part is not None)]
            self._hidden = hidden_runs(roots, self._styles)
            self._raised = raised_runs(roots, self._styles)
        if self._depth > _MAX_DEPTH:
            return
        self._depth += 1
        for one in parent:
            tag = one.tag
            if tag == _P:
                self._paragraph(one)
            elif tag == _TBL:
                self._table(one)
            elif tag == _SDT:
                self._control(one)
            elif tag == _ALTERNATE:
                self._first_choice(one, self.read)
            elif tag not in _GONE and isinstance(tag, str):
                self.read(one)
        self._depth -= 1

    def _control(self, sdt: etree._Element) -> None:
        content = sdt.find(f"{W}sdtContent")
        gallery = sdt.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        listing = gallery is not None and (gallery.get(VAL) or "").startswith("Table of")
        self._contents += listing
        if content is not None and sdt.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
            self.read(content)
        self._contents -= listing

    def _first_choice(self, alternate: etree._Element, take: Callable[[etree._Element], None]) -> None:
        chosen = alternate.find(f"{_MC}Choice")
        chosen = chosen if chosen is not None and len(chosen) else alternate.find(f"{_MC}Fallback")
        if chosen is not None:
            take(chosen)

    def _paragraph(self, p: etree._Element) -> None:
        properties = p.find(_PPR)
        style = self._style(properties)
        listing = self._in_contents()
        parts: list[str] = []
        self._inline(p, parts)
        listing = listing or self._in_contents()
        raw = self._carried + "".join(parts)
        self._carried = ""
        mark = properties.find(_RPR) if properties is not None else None
        if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
            self._carried = raw
            self._flush()
            return
        frame = properties.find(f"{W}framePr") if properties is not None else None
        if frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin"):
            self._carried = raw.strip()
            return
        self._section_ends(properties)
        text = tidy(raw)
        if text:
            self._out.append(self._block(p, properties, style, text, listing, frame is not None))
        self._flush()

    def _flush(self) -> None:
        """Put what a paragraph anchors after it: notes, and the text of its boxes."""
        notes, self._pending = self._pending, []
        self._out.extend(notes)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            start = len(self._out)
            self.read(box)
            self._out[start:] = boxed(self._out[start:])

    def _block(
        self, p: etree._Element, properties: etree._Element | None, style: Style, text: str, listing: bool, framed: bool
    ) -> DocBlock:
        meaning = style.meaning
        level = outline_level(properties)
        level = meaning.level if level is None else level
        if listing or meaning.role == "contents":
            return DocBlock("paragraph", text, role="contents")
        if meaning.role and not level:
            return DocBlock("paragraph", text, role=meaning.role)
        if meaning.aside or framed:
            return DocBlock("aside", text, aside=meaning.aside or "box")
        if level:
            return DocBlock("heading", text, level=level)
        if _counts_figures(p) and len(text) < _SHORT:
            return DocBlock("aside", text, aside="caption")
        strong, size = self._look(p, style, all_runs=len(text) < _SHORT)
        numbered = properties.find(f"{W}numPr") if properties is not None else None
        item = style.listed or meaning.quote
        if numbered is not None:
            chosen = numbered.find(f"{W}numId")
            item = meaning.quote or chosen is None or chosen.get(VAL) != "0"
        return DocBlock("paragraph", text, strong=strong, item=item, size=size)

    def _look(self, p: etree._Element, style: Style, all_runs: bool) -> tuple[bool, float]:
        """Return whether all of a short paragraph is bold or italic, and the size of its type."""
        strong, size = True, 0.0
        for run in p.iter(_R):
            if run.find(_T) is None:
                continue
            letters = run.find(_RPR)
            own = self._run_style(letters)
            sized = letters.find(f"{W}sz") if letters is not None else None
            size = max(size, half_points((sized.get(VAL) or "") if sized is not None else "", own.size or style.size))
            if not all_runs:
                return False, size
            bold, slanted = is_on(letters, f"{W}b"), is_on(letters, f"{W}i")
            said = (own.strong or style.strong) if bold is None and slanted is None else bool(bold or slanted)
            strong = strong and (said or not "".join(t.text or "" for t in run.iterchildren(_T)).strip())
        return strong and size > 0, size

    def _run_style(self, letters: etree._Element | None) -> Style:
        named = letters.find(f"{W}rStyle") if letters is not None else None
        return self._styles.get((named.get(VAL) or "") if named is not None else "-", Style())

    def _style(self, properties: etree._Element | None) -> Style:
        named = properties.find(f"{W}pStyle") if properties is not None else None
        return self._styles.get((named.get(VAL) or "") if named is not None else "") or self._styles[""]

    def _inline(self, parent: etree._Element, out: list[str]) -> None:
        """Collect the text of a paragraph's runs, whatever wraps them."""
        if self._depth > _MAX_DEPTH:
            return
        self._depth += 1
        for one in parent:
            tag = one.tag
            if tag == _R:
                self._run(one, out)
            elif tag == _ALTERNATE:
                self._first_choice(one, lambda chosen: self._inline(chosen, out))
            elif tag == _SDT and one.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                continue
            elif tag == f"{W}fldSimple":
                self._fields.append(_Field(one.get(f"{W}instr") or "", True))
                self._inline(one, out)
                self._fields.pop()
            elif tag in _FORMULAS:
                out.append(linear(one))
            elif len(one) and tag not in _GONE:
                self._inline(one, out)
        self._depth -= 1

    def _run(self, run: etree._Element, out: list[str]) -> None:
        if run in self._hidden:
            return
        own_mark = False
        lifted = run in self._raised and not self._in_note
        for one in run:
            tag = one.tag
            if tag == _T:
                if not own_mark and (not self._fields or self._shown()):
                    out.append(raised(_flat(one)) if lifted else _flat(one))
            elif tag == _RPR:
                continue
            elif tag in _CHARACTERS:
                if self._shown():
                    out.append(_CHARACTERS[tag])
            elif tag in _REFERENCES:
                own_mark = self._note(_REFERENCES[tag], one, run, out)
            else:
                self._other(one, out, own_mark)

    def _other(self, one: etree._Element, out: list[str], own_mark: bool) -> None:
        tag = one.tag
        if tag == f"{W}br":
            out.append("\n" if one.get(f"{W}type", "textWrapping") == "textWrapping" else " ")
        elif tag == f"{W}sym":
            if not own_mark and self._shown():
                out.append(_symbol(one))
        elif tag == f"{W}fldChar":
            self._field(one.get(f"{W}fldCharType") or "")
        elif tag == f"{W}instrText":
            if self._fields and not self._fields[-1].in_result:
                self._fields[-1].code += one.text or ""
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._find_boxes(one)
        elif tag == _ALTERNATE:
            self._first_choice(one, lambda chosen: self._run_parts(chosen, out))
        elif tag == f"{W}ruby":
            base = one.find(f"{W}rubyBase")
            if base is not None:
                self._inline(base, out)

    def _run_parts(self, chosen: etree._Element, out: list[str]) -> None:
        for one in chosen:
            if one.tag == _R:
                self._run(one, out)
            elif one.tag == _T:
                out.append(_flat(one))
            else:
                self._other(one, out, own_mark=False)

    def _find_boxes(self, drawing: etree._Element) -> None:
        """Remember the text boxes of a drawing; an old and a new form of one box are one."""
        if self._in_note:
            return
        waiting = [drawing]
        while waiting:
            one = waiting.pop()
            if one.tag == _BOX:
                self._boxes.append(one)
            elif one.tag == _ALTERNATE:
                self._first_choice(one, waiting.append)
            else:
                waiting.extend(reversed(one))

    def _field(self, step: str) -> None:
        if step == "begin":
            self._fields.append(_Field())
        elif self._fields and step == "separate":
            self._fields[-1].in_result = True
        elif self._fields and step == "end":
            self._fields.pop()

    def _shown(self) -> bool:
        """Tell whether the text here is no code of a field and no repeated note number."""
        return all(one.in_result and not one.code.lstrip().startswith("NOTEREF") for one in self._fields)

    def _in_contents(self) -> bool:
        return self._contents > 0 or any(one.code.lstrip().startswith(("TOC ", "INDEX ")) for one in self._fields)

    def _note(self, kind: str, reference: etree._Element, run: etree._Element, out: list[str]) -> bool:
        """Put the mark of a note here and its text after the paragraph; True when the run itself holds the mark."""
        note_id = reference.get(f"{W}id") or ""
        text = self._notes.texts.get((kind, note_id))
        own = reference.get(f"{W}customMarkFollows") in ("1", "true", "on")
        if text is None or self._in_note or not self._shown():
            return own
        if own:
            marks = (one.text or "" if one.tag == _T else _symbol(one) for one in run if one.tag in (_T, f"{W}sym"))
            sign = "".join(marks).strip() or "*"
        else:
            numbering = self._notes.numbering[kind]
            number = self._counts[kind] = self._counts.get(kind, numbering.start - 1) + 1
            sign = numeral(number, numbering.form)
        label = f"{kind}-{note_id}#{tidy(sign)}"
        out.append(note_mark(label))
        self._pending.append(DocBlock("note", self._note_text(text), label=label))
        return own

    def _note_text(self, note: etree._Element) -> str:
        fields, self._fields = self._fields, []
        self._in_note = True
        lines: list[str] = []
        for p in note.iter(_P):
            parts: list[str] = []
            self._inline(p, parts)
            lines.append(tidy("".join(parts)).replace("\n", " "))
        self._in_note = False
        self._fields = fields
        return " ".join(line for line in lines if line)

    def _section_ends(self, properties: etree._Element | None) -> None:
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            for kind, numbering in self._notes.numbering.items():
                if numbering.by_section:
                    self._counts.pop(kind, None)

    def _table(self, table: etree._Element) -> None:
        self._out.extend(tabled([[self._cell(cell) for cell in _cells(row)] for row in _rows(table)]))

    def _cell(self, cell: etree._Element) -> list[DocBlock]:
        at = len(self._out)
        self.read(cell)
        self._carried = ""
        held, self._out[at:] = self._out[at:], []
        return held


def _flat(one: etree._Element) -> str:
    """Return the text of an element; a line feed in the file's XML is a blank."""
    text = one.text or ""
    return text.replace("\n", " ") if "\n" in text else text


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(_TBL), None) is table and row.find(f"{W}trPr/{W}del") is None:
            yield row


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr"), None) is row:
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is None or merged.get(VAL) == "restart":
                yield cell


def _counts_figures(p: etree._Element) -> bool:
    """Tell whether a field in a paragraph numbers figures or tables, as captions do."""
    return any("SEQ " in (code.text or "") for code in p.iter(f"{W}instrText")) or any(
        "SEQ " in (one.get(f"{W}instr") or "") for one in p.iter(f"{W}fldSimple")
    )


def _symbol(sym: etree._Element) -> str:
    """Return a character of a symbol font where it has a place of its own in Unicode."""
    try:
        number = int(sym.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    if 0xF020 <= number <= 0xF0FF:
        return {0xF02A: "*", 0xF0B7: "•", 0xF0A7: "▪", 0xF0B0: "°", 0xF0B1: "±", 0xF0B4: "×", 0xF02D: "−"}.get(
            number, ""
        )
    return chr(number) if 0x20 <= number <= 0xD7FF else ""


_CHARACTERS = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
    f"{W}lastRenderedPageBreak": "",
}
_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
