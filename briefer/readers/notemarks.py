"""Marks and texts of notes in an element tree: what a mark shows, what stands in its place, and a note without its number."""

from __future__ import annotations

import re

from lxml import etree

from briefer.readers.dom import (
    BLOCKS,
    HEADINGS,
    Element,
    children,
    dropped,
    elements,
    is_large,
    replaced,
    words_in,
)
from briefer.readers.domblocks import MARK, inline
from briefer.structure.typednotes import is_notes_heading

LABEL = re.compile(
    r"[\[(]?\s*(?:(?:foot|end)?note\s*|fn\.?\s*|n\.?\s*)?(\d{1,4}|[a-z]{1,2}|[ivxlc]{1,7}|[*†‡§¶#]{1,4})\s*[\])]?[.:]?",
    re.IGNORECASE,
)
ARROWS = re.compile("[\u2190-\u21ff\u2934\u2935\u23ce\u25b2\u25b4\u2b06\u2b11\ufe0e\ufe0f^]+")
_LONGEST_MARK = 40
_NUMBER_ENDS = re.compile(r"[.:)\]]+\s*")
_NUMBER_OR_BLANK_ENDS = re.compile(r"[.:)\]]+\s*|\s+")


def key_of(place: int, number: str) -> str:
    """Return a label no other note of the file has, with the number the note shows."""
    return f"{place}#{number}" if number else f"{place}x"


def label_of(one: Element) -> str:
    label = LABEL.fullmatch(words_in(one))
    return label[1] if label else ""


def whole_mark(link: Element, label: str) -> Element:
    """Return the outermost element that holds nothing but the mark."""
    found = link
    for up in link.iterancestors():
        text = "" if up.tag in BLOCKS or is_large(up, _LONGEST_MARK) else words_in(up)
        if not text or (text != words_in(link) and text.strip("[]() ") != label):
            break
        found = up
    return found


def put_mark(one: Element, key: str) -> None:
    """Put the mark of note `key` in the place of `one`, brackets around it included."""
    mark = etree.Element(MARK, label=key)
    before, parent = one.getprevious(), one.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    if text.rstrip().endswith("[") and (one.tail or "").lstrip().startswith("]"):
        one.tail = (one.tail or "").lstrip()[1:]
        text = text.rstrip()[:-1]
        if before is not None:
            before.tail = text
        elif parent is not None:
            parent.text = text
    replaced(one, mark)


def without_loose_punctuation(root: Element) -> None:
    """Take the commas and brackets between raised marks out."""
    for one in [one for one in elements(root) if one.tag == "sup" and one.find(f".//{MARK}") is not None]:
        if re.fullmatch(r"[\s,;\[\]()–-]*", words_in(one)):
            for inside in elements(one):
                inside.text = None
                if inside is not one:
                    inside.tail = None


def note_text(body: Element, label: str) -> str:
    return trimmed(inline(body), label, body.tag == "li")


def trimmed(text: str, label: str, numbered: bool = False) -> str:
    """Return the text of a note without its number and its arrows back."""
    text = re.sub("\x02[^\x03]*\x03", "", text).replace("\n", " ")
    text = ARROWS.sub("", text[:6]) + ARROWS.sub("", text[6:]) if ARROWS.search(text) else text
    text = re.sub(r"\s+", " ", text).strip()
    bare = text[1:].lstrip() if text.startswith(("[", "(")) else text
    if label and bare.startswith(label):
        ends = (_NUMBER_ENDS if numbered else _NUMBER_OR_BLANK_ENDS).match(bare, len(label))
        text = bare[ends.end() :] if ends else text
    text = re.sub(r"^(?:\[\s*\]|\(\s*\))\s*", "", text)
    text = re.sub(r"\s*(?:\[\s*\]|\(\s*\))$", "", text)
    return re.sub(r"^[.:)\]]\s*", "", text).strip()


def pruned(one: Element) -> None:
    """Take out `one` and what holds it as far as they are empty, then a heading over nothing."""
    while one.tag not in ("body", "html") and not words_in(one) and one.find(f".//{MARK}") is None:
        parent = one.getparent()
        if parent is None:
            return
        before = next((x for x in one.itersiblings(preceding=True) if isinstance(x.tag, str) and x.tag != "hr"), None)
        behind = next((x for x in one.itersiblings() if isinstance(x.tag, str) and words_in(x)), None)
        dropped(one)
        ends = behind is None or behind.tag in HEADINGS
        if before is not None and ends and is_notes_heading(words_in(before)):
            dropped(before)
        one = parent
    last = [child for child in children(one) if words_in(child)]
    if last and is_notes_heading(words_in(last[-1])) and one.tag not in ("html",):
        dropped(last[-1])
        pruned(one)
