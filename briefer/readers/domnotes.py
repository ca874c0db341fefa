"""Notes of web and e-book pages: taken out before anything else, and a mark left where each is cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefer.readers.dom import (
    HEADINGS,
    Element,
    block_of,
    children,
    dropped,
    elements,
    names,
    starts_block,
    tag,
    value,
    words_in,
)
from briefer.readers.domblocks import MARK
from briefer.readers.notelinks import Leaf, Links
from briefer.readers.notemarks import (
    LABEL,
    key_of,
    label_of,
    note_text,
    pruned,
    put_mark,
    without_loose_punctuation,
)
from briefer.structure.document import DocBlock
from briefer.structure.typednotes import is_notes_heading

_INLINE = re.compile(
    r"footnote__note|footnotes?[_-]?(?:tooltip|content|text|popup|body|inner|popover)(?:$|\s)|(?:^|\s)side-?note(?:$|\s)|"
    r"(?:^|\s)margin-?note(?:$|\s)|ltx_note_outer|(?:^|\s)inline-?(?:foot)?note(?:$|\s)|(?:^|\s)footnote-?text(?:$|\s)",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"footnotes?_reference_container|modern-footnotes-list|footnotes?[-_](?:list|container|wrapper)", re.IGNORECASE
)


def lifted(leaves: Sequence[Leaf]) -> list[DocBlock]:
    """Return the notes of all pages as blocks; the pages keep a mark for each, and lose the notes."""
    notes: list[DocBlock] = []
    for leaf in leaves:
        notes += _inline_notes(leaf.root, len(notes))
    linked = Links(leaves).lifted(len(notes))
    notes += linked
    for leaf in leaves:
        if not notes:
            notes += _listed_notes(leaf.root, 0)
        without_loose_punctuation(leaf.root)
    return _renumbered(notes, leaves)


def _renumbered(notes: Sequence[DocBlock], leaves: Sequence[Leaf]) -> list[DocBlock]:
    """Leave the numbers to their order where a program counted through the whole file, so that each piece begins at 1."""
    marks = [mark for leaf in leaves for mark in leaf.root.iter(MARK)]
    cited = list(dict.fromkeys(value(mark, "label") for mark in marks))
    if [label.partition("#")[2] for label in cited] != [str(n) for n in range(1, len(cited) + 1)]:
        return list(notes)
    marked = frozenset(cited)
    for mark in marks:
        mark.set("label", f"{value(mark, 'label').partition('#')[0]}x")
    return [replace(note, label=f"{note.label.partition('#')[0]}x") if note.label in marked else note for note in notes]


def _inline_notes(root: Element, first: int) -> list[DocBlock]:
    notes: list[DocBlock] = []
    for body in [one for one in elements(root) if one.tag in ("span", "small", "aside", "div", "cite")]:
        if not _INLINE.search(value(body, "class")) or body.getparent() is None or not words_in(body):
            continue
        marker = _marker_before(body)
        if marker is None or any(_INLINE.search(value(up, "class")) for up in body.iterancestors()):
            continue
        if starts_block(marker) and marker.tag != "label":
            continue
        number = label_of(marker)
        for inner in [one for one in elements(body) if one is not body and one.tag in ("sup", "span")]:
            if number and words_in(inner) == number and inner.getparent() is not None:
                dropped(inner)
        key = key_of(first + len(notes), number)
        notes.append(DocBlock("note", note_text(body, number), label=key))
        for extra in _marker_chain(body):
            if extra is not marker:
                dropped(extra)
        dropped(body)
        put_mark(marker, key)
    if notes:
        for one in list(elements(root)):
            if _LISTS.search(names(one)) and one.getparent() is not None and not list(one.iter(MARK)):
                dropped(one)
    return notes


def _marker_chain(body: Element) -> list[Element]:
    """Return the elements right before `body`, with no text between, that make up its mark."""
    found: list[Element] = []
    for before in body.itersiblings(preceding=True):
        if not isinstance(before.tag, str) or (before.tail or "").strip():
            break
        if before.tag not in ("sup", "a", "label", "input", "button", "span") or not _label_or_empty(before):
            break
        found.append(before)
        if words_in(before):
            break
    return found


def _marker_before(body: Element) -> Element | None:
    chain = _marker_chain(body)
    return chain[-1] if chain else None


def _label_or_empty(one: Element) -> bool:
    text = words_in(one)
    return not text or bool(LABEL.fullmatch(text)) or text in ("ⓘ", "⊕", "…", "note")


def _listed_notes(root: Element, first: int) -> list[DocBlock]:
    """Return notes that stand in a numbered list under "Notes", or as paragraphs with a raised number."""
    marks = [one for one in elements(root) if one.tag == "sup" and _is_number(one) and not starts_block(one)]
    if not marks:
        return []
    listed = _numbered_list(root) or _raised_paragraphs(root)
    by_number = dict(listed)
    if not by_number or not any(label_of(mark) in by_number for mark in marks):
        return []
    notes: list[DocBlock] = []
    keys: dict[str, str] = {}
    for number, body in listed:
        if number not in keys:
            keys[number] = key_of(first + len(notes), number)
            notes.append(DocBlock("note", note_text(body, number), label=keys[number]))
    parents = [body.getparent() for _, body in listed]
    for _, body in listed:
        dropped(body)
    for parent in parents:
        if parent is not None:
            pruned(parent)
    for mark in marks:
        if label_of(mark) in keys:
            put_mark(mark, keys[label_of(mark)])
    return notes


def _is_number(one: Element) -> bool:
    return bool(re.fullmatch(r"[\[(]?\d{1,3}[\])]?", words_in(one)))


def _numbered_list(root: Element) -> list[tuple[str, Element]]:
    for one in elements(root):
        heads = (one.tag in HEADINGS or one.tag in ("p", "div", "strong")) and is_notes_heading(words_in(one))
        if not heads:
            continue
        at: Element | None = one
        while at is not None and at.getnext() is None and at.tag not in ("body", "article", "main"):
            at = at.getparent()
        after = [x for x in at.itersiblings() if isinstance(x.tag, str)] if at is not None else []
        numbered = _items(after)
        if numbered:
            return numbered
    return []


def _items(after: Sequence[Element]) -> list[tuple[str, Element]]:
    lists = [one for one in after[:2] if one.tag == "ol"] or [
        inside for one in after[:2] for inside in elements(one) if inside.tag == "ol"
    ]
    if lists:
        start = int(value(lists[0], "start")) if value(lists[0], "start").isdecimal() else 1
        return [(str(n), item) for n, item in enumerate((c for c in children(lists[0]) if c.tag == "li"), start)]
    found: list[tuple[str, Element]] = []
    for one in after:
        for paragraph in [one] if tag(one) == "p" else [x for x in elements(one) if x.tag == "p"]:
            number = re.match(r"[\[(]?(\d{1,3})[\])]?[.:]?\s", words_in(paragraph))
            if number:
                found.append((number[1], paragraph))
    return found


def _raised_paragraphs(root: Element) -> list[tuple[str, Element]]:
    found: list[tuple[str, Element]] = []
    for sup in elements(root):
        if sup.tag == "sup" and _is_number(sup) and starts_block(sup) and len(words_in(block_of(sup))) > 8:
            found.append((label_of(sup), block_of(sup)))
    return found
