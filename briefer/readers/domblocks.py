"""An element tree as blocks of text: what stands in the running text, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from briefer.readers.dom import BLOCKS, HEADINGS, Element, children, clean, elements, names, roles, tag, value, words_in
from briefer.structure.document import DocBlock, Role, note_mark, page_top, tidy

MARK = "note-mark"
"""The element that stands where a note is marked; its `label` names the note."""

_LAYOUT = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u00ad": None, "\u200b": None, "\ufeff": None, "\u2060": None})
_PULL = re.compile(
    r"pull-?_?quote|callout-?quote|quote-?callout|\bpull(?:ed)?\b|highlight-quote|tweetable", re.IGNORECASE
)
_CAPTION = re.compile(r"\b(?:wp-caption|caption|photo-?credit|image-?credit|figure-?title)", re.IGNORECASE)
_BOX = re.compile(r"\b(?:callout|info-?box|text-?box|sidebar|side-?box|key-?points?)\b", re.IGNORECASE)
_PAGE_CLASS = re.compile(r"\bpage-?(?:num(?:ber)?|no|break)s?\b|\bpagenum\w*|\bfolio\b", re.IGNORECASE)
_PAGE_LABEL = re.compile(
    r"^\W*(?:p(?:age|g|p)?\.?\s*)?([0-9]{1,5}[a-z]?|[ivxlcdm]{1,8}|[A-Z]-?\d{1,4})\W*$", re.IGNORECASE
)
_SUBTITLE = re.compile(r"\b(?:sub-?_?(?:title|head(?:line|ing)?|hed)|dek|standfirst|deck)\b", re.IGNORECASE)
_AUTHOR = re.compile(r"\b(?:by-?_?line\w*|(?:\w+-)?authors?(?:-?names?)?|contributor)\b", re.IGNORECASE)
_DATE = re.compile(r"\b(?:date|dateline|pub-?date|published|timestamp|entry-date|posted-on|ltx_dates)\b", re.IGNORECASE)
_BOLD = frozenset({"b", "strong", "em", "i"})
_UNREAD = frozenset({"img", "head", "script", "title", "meta", "link"})
_LONG_CELL = 400
_SUBTITLE_WORDS = 14


def blocks(root: Element, pages: Mapping[Element, str] | None = None) -> list[DocBlock]:
    """Return the blocks in `root`; `pages` gives the printed page that begins at an element."""
    walker = _Walker(pages or {})
    walker.walk(root)
    walker.close()
    return rejoined(walker.out)


def inline(one: Element) -> str:
    """Return the text in `one` as one tidy string, with its marks as tokens."""
    found = _Walker({})
    found.walk_inside(one)
    found.close()
    return " ".join(block.text for block in found.out)


def page_label(one: Element) -> str:
    """Return the printed page that an element begins, "" when it begins none."""
    declared = {"pagebreak", "doc-pagebreak"} & roles(one)
    if not declared and not (one.tag in ("span", "a", "div") and _PAGE_CLASS.search(value(one, "class"))):
        return ""
    for text in (
        value(one, "title"),
        value(one, "aria-label"),
        words_in(one),
        re.sub(r".*[_-]|^\D+", "", value(one, "id")),
    ):
        label = _PAGE_LABEL.match(text.strip())
        if label:
            return label[1]
    return ""


def rejoined(found: Iterable[DocBlock]) -> list[DocBlock]:
    """Move page tops that stand alone to the block they begin, and join a sentence they break."""
    out: list[DocBlock] = []
    waiting = ""
    for block in found:
        if block.kind == "paragraph" and re.fullmatch("(?:\x02p:[^\x03]*\x03|\\s)*", block.text):
            waiting += block.text.strip()
            continue
        before = out[-1] if out else None
        if waiting and block.kind == "paragraph" and before is not None and _goes_on(before, block):
            out[-1] = _with_text(before, f"{before.text} {waiting}{block.text}")
        else:
            out.append(_with_text(block, waiting + block.text) if waiting else block)
        waiting = ""
    return out


def _goes_on(before: DocBlock, block: DocBlock) -> bool:
    ends = re.search(r"[.?!:][”’\"')]*(?:\x02[^\x03]*\x03)*$", before.text)
    return before.kind == "paragraph" and not ends and block.text[0].islower() and not block.item


def _with_text(block: DocBlock, text: str) -> DocBlock:
    return DocBlock(block.kind, text, block.level, block.aside, block.label, block.strong, block.item, block.role)


class _Walker:
    """Walks a tree once; text between blocks gathers until the next block begins."""

    def __init__(self, pages: Mapping[Element, str]) -> None:
        self.out: list[DocBlock] = []
        self._pages = pages
        self._run: list[str] = []
        self._plain = False
        self._depth = 0
        self._role: Role = ""

    def walk(self, one: Element) -> None:
        """Take in `one` with what is in it."""
        if not isinstance(one.tag, str):
            return
        label = self._pages.get(one) or page_label(one)
        if label:
            self._run.append(page_top(clean(label)))
            if one not in self._pages or page_label(one):
                return
        name = tag(one)
        if name == MARK:
            self._run.append(note_mark(value(one, "label")))
        elif name == "br":
            self._break()
        elif name in _UNREAD:
            return
        elif name == "math" or "mathml" in names(one):
            self._run.append(clean(value(one, "alttext") or words_in(one)))
        elif name in BLOCKS:
            self.close()
            self._block(one, name)
            self.close()
        else:
            self.walk_inside(one)

    def walk_inside(self, one: Element) -> None:
        bold = one.tag in _BOLD
        self._text(one.text, bold)
        for child in one:
            self.walk(child)
            self._text(child.tail, bold)

    def close(self) -> None:
        """End the paragraph that is open."""
        text = tidy("".join(self._run))
        plain, self._run, self._plain = self._plain, [], False
        if text:
            self.out.append(DocBlock("paragraph", text, strong=not plain, item=self._depth > 0, role=self._role))

    def _text(self, text: str | None, bold: bool = False) -> None:
        if not text:
            return
        shown = re.sub(r"\s+", " ", clean(text).translate(_LAYOUT))
        self._run.append(shown)
        if shown.strip() and not bold:
            self._plain = True

    def _break(self) -> None:
        """A line break; two in a row end a paragraph, as old pages write it."""
        last = next((text for text in reversed(self._run) if text.strip(" ")), "")
        if last == "\n":
            self.close()
        else:
            self._run.append("\n")

    def _block(self, one: Element, name: str) -> None:
        declared = roles(one)
        kind = _aside_kind(one, name)
        if name in HEADINGS or "heading" in declared:
            self._heading(one, name)
        elif kind:
            self._aside(one, kind)
        elif name == "table":
            self._table(one)
        elif name == "figure":
            self._figure(one)
        elif name in ("li", "blockquote", "dd", "dt"):
            self._depth += 1
            self.walk_inside(one)
            self.close()
            self._depth -= 1
        elif name == "hgroup":
            self._hgroup(one)
        else:
            self._plain_block(one, name)

    def _plain_block(self, one: Element, name: str) -> None:
        outer = self._role
        self._role = _role(one, name) or outer
        before = len(self.out)
        self.walk_inside(one)
        self.close()
        self._role = outer
        only = self.out[-1] if len(self.out) == before + 1 else None
        if _is_subtitle(only) and before and self.out[before - 1].kind == "heading":
            self._with_subtitle(self.out[-1])

    def _heading(self, one: Element, name: str) -> None:
        level = int(name[1]) if name in HEADINGS else int(re.sub(r"\D", "", value(one, "aria-level"))[:1] or 2)
        text = _flat(one)
        role: Role = "title" if {"title", "doc-title", "fulltitle"} & roles(one) else ""
        if _SUBTITLE.search(names(one)) or {"subtitle", "doc-subtitle"} & roles(one):
            role = "subtitle"
        if re.search(r"\w", text):
            heading = DocBlock("heading", text, level=level, role=role)
            self.out.append(heading)
            if _is_subtitle(heading) and len(self.out) > 1 and self.out[-2].kind == "heading":
                self._with_subtitle(heading)

    def _with_subtitle(self, block: DocBlock) -> None:
        """Add a subtitle to the title above it."""
        self.out.pop()
        self.out[-1] = _with_text(self.out[-1], with_subtitle(self.out[-1].text, block.text))

    def _hgroup(self, one: Element) -> None:
        for child in children(one):
            self.walk(child)

    def _aside(self, one: Element, kind: str) -> None:
        found = _Walker(self._pages)
        found.walk_inside(one)
        found.close()
        text = "\n".join(block.text for block in found.out)
        if text.strip():
            self.out.append(DocBlock("aside", text, aside=kind))

    def _figure(self, one: Element) -> None:
        inside = [child for child in elements(one) if child.tag in ("table", "blockquote", "pre", "p", "ul", "ol")]
        captions = [child for child in elements(one) if child.tag == "figcaption"]
        if any("pull" in names(child) for child in (one, *inside)):
            self._aside(one, "pull-quote")
        elif captions or not inside:
            for child in children(one):
                if child.tag in ("table", "blockquote", "pre"):
                    self.walk(child)
                else:
                    self._aside(child, "caption")
        else:
            self.walk_inside(one)

    def _table(self, one: Element) -> None:
        rows = [row for row in elements(one) if row.tag == "tr"]
        nested = any(child.tag in ("table", *HEADINGS) for child in elements(one) if child is not one)
        cells = [cell for row in rows for cell in children(row) if cell.tag in ("td", "th")]
        if nested or len(cells) <= 1 or sum(len(words_in(cell)) > _LONG_CELL for cell in cells) > len(cells) / 2:
            self.walk_inside(one)
            return
        lines = [" | ".join(inline(cell).replace("\n", " ") for cell in children(row)) for row in rows]
        for child in children(one):
            if child.tag == "caption":
                self._aside(child, "caption")
        text = "\n".join(line for line in lines if line.strip(" |"))
        if text:
            self.out.append(DocBlock("aside", text, aside="table"))


def with_subtitle(title: str, subtitle: str) -> str:
    """Return both as one title."""
    joint = " " if re.search(r"[.:?!…]\W*$", title) else ": "
    return f"{title}{joint}{subtitle}"


def subtitle_below(heading: Element) -> str:
    """Return the subtitle that stands right below a heading, "" when there is none or it is a summary in sentences."""
    after = heading.getnext()
    if after is None or not isinstance(after.tag, str) or _role(after, after.tag) != "subtitle":
        return ""
    block = DocBlock("paragraph", words_in(after), role="subtitle")
    return block.text if _is_subtitle(block) else ""


def _is_subtitle(block: DocBlock | None) -> bool:
    """Tell whether a block goes on with a title, and is no summary in sentences."""
    short = (
        block is not None and len(block.text.split()) <= _SUBTITLE_WORDS and not block.text.endswith((".", "!", "?"))
    )
    return short and block is not None and block.role == "subtitle"


def _flat(one: Element) -> str:
    return inline(one).replace("\n", " ")


def _aside_kind(one: Element, name: str) -> str:
    """Return which kind of aside an element is, "" when it is part of the running text."""
    called = names(one)
    if name == "pre":
        return "code"
    if name == "figcaption" or (name in ("p", "div", "caption") and _CAPTION.search(called) and _is_short(one)):
        return "caption"
    if _PULL.search(called) and name in ("aside", "blockquote", "div", "p", "figure", "section") and _is_short(one):
        return "pull-quote"
    if "doc-pullquote" in roles(one) or "pullquote" in roles(one):
        return "pull-quote"
    if name == "aside":
        return "pull-quote" if any(child.tag == "blockquote" for child in children(one)) else "box"
    if name in ("div", "section") and _BOX.search(value(one, "class")) and len(words_in(one)) < 2500:
        return "box"
    return ""


def _is_short(one: Element) -> bool:
    return len(words_in(one)) < 700


def _role(one: Element, name: str) -> Role:
    called = value(one, "class")
    short = name in ("p", "div", "address", "header", "section") and len(words_in(one)) < 300
    if not short or any(child.tag in HEADINGS for child in elements(one)):
        return ""
    if _SUBTITLE.search(called) or {"subtitle", "doc-subtitle"} & roles(one):
        return "subtitle"
    if _AUTHOR.search(called) or one.get("itemprop") == "author" or "author" in value(one, "rel").split():
        return "author"
    return "date" if _DATE.search(called) else ""


def joined(found: Sequence[Sequence[DocBlock]]) -> list[DocBlock]:
    """Return the blocks of several pages as one text."""
    return rejoined(block for one in found for block in one)
