"""Markdown as blocks of plain text, with tokens where note marks and page tops stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from briefer.structure.document import DocBlock, note_mark, page_top, tidy

_PAGE_LINE = re.compile(r"^[ ]{0,3}\[(?:pp?|page|S)\.?\s*([^\]\s\x02\x03][^\]\x02\x03]*)\][ \t]*$", re.MULTILINE)
_TAGS = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_EMPTY = re.compile(r"(?:\x02p:[^\x03]*\x03|\s)*")


def md_blocks(markdown: str) -> list[DocBlock]:
    """Return the blocks of canonical `markdown` in order; a token stands for each `[^mark]` and each `[p. n]` line."""
    marked = _PAGE_LINE.sub(lambda match: page_top(match[1].strip()), markdown)
    walker = _Walker(_parser().parse(marked))
    return _rejoined(walker.blocks())


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)


class _Walker:
    """Walks the flat token stream of markdown-it once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._out: list[DocBlock] = []
        self._note: list[str] | None = None
        self._label = ""
        self._depth = 0
        self._cells: list[str] | None = None
        self._rows: list[str] = []

    def blocks(self) -> list[DocBlock]:
        """Return all blocks that hold text."""
        opened = Token("", "", 0)
        for one in self._tokens:
            if one.type in ("heading_open", "paragraph_open"):
                opened = one
            elif one.type == "inline":
                self._inline(one, opened)
            elif one.type in ("fence", "code_block"):
                self._add(DocBlock("aside", one.content.strip("\n"), aside="code"))
            elif one.type == "html_block":
                self._add(DocBlock("paragraph", tidy(_TAGS.sub(" ", one.content))))
            else:
                self._structure(one)
        return self._out

    def _structure(self, one: Token) -> None:
        if one.type in ("list_item_open", "blockquote_open"):
            self._depth += 1
        elif one.type in ("list_item_close", "blockquote_close"):
            self._depth -= 1
        elif one.type == "footnote_reference_open":
            self._note, self._label = [], str(one.meta["label"])
        elif one.type == "footnote_reference_close":
            text, self._note = " ".join(self._note or []), None
            self._out.append(DocBlock("note", text, label=self._label))
        elif one.type == "tr_open":
            self._cells = []
        elif one.type == "tr_close":
            self._rows.append(" | ".join(self._cells or []))
            self._cells = None
        elif one.type == "table_close":
            self._add(DocBlock("aside", "\n".join(row for row in self._rows if row.strip()), aside="table"))
            self._rows = []

    def _inline(self, one: Token, opened: Token) -> None:
        text = tidy(_flat(one.children or []))
        if self._cells is not None:
            self._cells.append(text)
        elif opened.type == "heading_open":
            self._add(DocBlock("heading", text, level=int(opened.tag[1:])))
        elif _only_image(one.children or []):
            self._add(DocBlock("aside", text, aside="caption"))
        else:
            self._add(DocBlock("paragraph", text, strong=_all_strong(one.children or []), item=self._depth > 0))

    def _add(self, block: DocBlock) -> None:
        if not block.text.strip():
            return
        if self._note is not None:
            self._note.append(block.text)
        else:
            self._out.append(block)


def _flat(children: Sequence[Token]) -> str:
    """Return inline tokens as text; line breaks are kept for the caller to judge."""
    out: list[str] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif child.type == "footnote_ref":
            out.append(note_mark(child.meta["label"]))
        elif child.type == "image":
            out.append(child.content)
        elif child.type == "html_inline":
            out.append("\n" if child.content.lower().startswith("<br") else "")
        else:
            out.append(child.content)
    return "".join(out)


def _all_strong(children: Sequence[Token]) -> bool:
    shown = [child for child in children if child.content.strip() or child.type.endswith(("_open", "_close"))]
    return (
        len(shown) > 2
        and shown[0].type in ("strong_open", "em_open")
        and shown[-1].type in ("strong_close", "em_close")
    )


def _only_image(children: Sequence[Token]) -> bool:
    return any(child.type == "image" for child in children) and all(
        child.type == "image" or not child.content.strip() for child in children
    )


def _rejoined(blocks: Sequence[DocBlock]) -> list[DocBlock]:
    """Move page tops that stand alone to the block they begin, and join a sentence they break."""
    out: list[DocBlock] = []
    waiting = ""
    for block in blocks:
        if block.kind == "paragraph" and _EMPTY.fullmatch(block.text):
            waiting += block.text.strip()
            continue
        if waiting and block.kind != "note":
            before = out[-1] if out else None
            goes_on = block.kind == "paragraph" and block.text[0].islower() and not block.item
            if before and before.kind == "paragraph" and goes_on and not re.search(r"[.?!:][”’\"')]*$", before.text):
                out[-1] = replace(before, text=f"{before.text} {waiting}{block.text}")
            else:
                out.append(replace(block, text=waiting + block.text))
            waiting = ""
        else:
            out.append(block)
    return out
