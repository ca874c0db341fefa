"""Notes that links cite: which link of a file is a mark, which leads back, and where each note ends."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag

from lxml import etree

from briefer.readers.dom import (
    BLOCKS,
    HEADINGS,
    Element,
    block_of,
    children,
    dropped,
    elements,
    names,
    roles,
    starts_block,
    value,
    words_in,
)
from briefer.readers.domblocks import MARK, inline
from briefer.readers.notemarks import (
    ARROWS,
    LABEL,
    key_of,
    note_text,
    pruned,
    put_mark,
    trimmed,
    whole_mark,
)
from briefer.structure.document import DocBlock

_CALLED_NOTE = re.compile(
    r"(?:^|[\s_:.#-])(?:user-content-)?(?:(?:foot|end|side|margin|ref)-?_?notes?|_?e?d?fn|_?ftn|_?edn|cite[_-]note|easy-footnote\w*|note)"
    r"(?:$|[\s_:.\d-])|footnote|endnote",
    re.IGNORECASE,
)
_CALLED_BACK = re.compile(r"back|return|reverse|jump-?up|to-top|revfoot", re.IGNORECASE)
_BODIES = frozenset({"li", "aside", "dd", "p", "div", "tr", "section", "blockquote", "article"})
_DECLARED_REF = frozenset({"noteref", "doc-noteref"})
_DECLARED_BODY = frozenset(
    {"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote", "footnotes", "endnotes", "doc-endnotes"}
)
_DECLARED_BACK = frozenset({"backlink", "doc-backlink", "referrer"})
_NAVIGATION = frozenset({"toc", "doc-toc", "index", "doc-index", "page-list"})
_SPLIT = "note-start"
_IMPORTANT = 3
_CROWDED = 40


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a file; `path` is where it lies in its archive."""

    path: str
    root: Element


@dataclass(eq=False, slots=True)
class _Ref:
    """A link that may cite a note."""

    link: Element
    target: Element
    label: str
    order: int
    body: Element | None = None
    shared: bool = False
    more: list[Element] = field(default_factory=list)


class Links:
    """All links inside a file, and what can be told of them."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves
        self._order: dict[Element, int] = {}
        self._anchors: dict[tuple[str, str], Element] = {}
        self._path: dict[Element, str] = {}
        for leaf in leaves:
            for one in elements(leaf.root):
                self._order[one] = len(self._order)
                for name in (value(one, "id"), value(one, "name") if one.tag == "a" else ""):
                    if name:
                        self._anchors.setdefault((leaf.path, name), one)
            self._path[leaf.root] = leaf.path
        self._targets: dict[Element, Element] = {}
        for leaf in leaves:
            for link in leaf.root.iter("a"):
                target = self._target(leaf.path, value(link, "href"))
                if target is not None and target is not link:
                    self._targets[link] = target

    def lifted(self, first: int) -> list[DocBlock]:
        """Take the notes out and return them."""
        refs = self._refs()
        if not refs:
            return []
        at_target: dict[Element, list[_Ref]] = {}
        for ref in refs:
            at_target.setdefault(ref.target, []).append(ref)
        self._find_bodies(at_target)
        notes: list[DocBlock] = []
        texts = self._texts(at_target)
        for target, group in at_target.items():
            key = key_of(first + len(notes), group[0].label)
            notes.append(DocBlock("note", texts.get(target, ""), label=key))
            for ref in group:
                put_mark(whole_mark(ref.link, ref.label), key)
        notes += self._remove(at_target, first + len(notes))
        return notes

    def _target(self, path: str, href: str) -> Element | None:
        where, fragment = urldefrag(href.strip())
        if not fragment or href.startswith("javascript:"):
            return None
        fragment = unquote(fragment)
        inside = self._anchors.get((path, fragment))
        if not where or (len(self._leaves) == 1 and inside is not None):
            return inside
        file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(where)))
        return self._anchors.get((file, fragment))

    def _refs(self) -> list[_Ref]:
        """Return the links that cite notes, in reading order."""
        backs: dict[Element, list[Element]] = {}
        for link, target in self._targets.items():
            backs.setdefault(_near(target), []).append(link)
            if target is not _near(target):
                backs.setdefault(target, []).append(link)
        found: list[_Ref] = []
        for link, target in self._targets.items():
            label = LABEL.fullmatch(words_in(link))
            declared = _declared(link, _DECLARED_REF)
            if not (label or declared) or _is_back(link) or _in_navigation(link):
                continue
            if target.tag in HEADINGS or block_of(target).tag in HEADINGS or target.tag in ("body", "html", "main"):
                continue
            if self._cites(link, target, declared, _leading_to(link, backs)):
                found.append(_Ref(link, target, label[1] if label else "", self._order[link]))
        return sorted(found, key=lambda ref: ref.order)

    def _cites(self, link: Element, target: Element, declared: bool, backs: Iterable[Element]) -> bool:
        weight = _weight(link)
        mutual = [back for back in backs if back is not link and self._leads_back(back, target)]
        if mutual:
            rival = max(mutual, key=lambda back: _weight(back))
            return weight > _weight(rival) or (weight == _weight(rival) and self._order[link] < self._order[rival])
        called = _CALLED_NOTE.search(names(_note_root(target))) or _CALLED_NOTE.search(names(target))
        body = _declared(target, _DECLARED_BODY)
        raised = link.tag == "sup" or any(one.tag == "sup" for one in (*link.iterancestors(), *elements(link)))
        if declared or body:
            return True
        inside = _note_root(target).tag in ("li", "aside", "dd", "p", "div", "tr")
        return inside and not starts_block(link) and bool(raised or called or _CALLED_NOTE.search(names(link)))

    def _leads_back(self, back: Element, target: Element) -> bool:
        """Tell whether link `back` stands in the note that begins at `target`."""
        block = _near(target)
        inside = any(up is target or up is block for up in (back, *back.iterancestors()))
        before = target.getnext()
        return inside or (before is not None and any(up is before for up in back.iterancestors()))

    def _find_bodies(self, at_target: Mapping[Element, Sequence[_Ref]]) -> None:
        targets = set(at_target)
        links = {ref.link for group in at_target.values() for ref in group}
        held = _holders(targets)
        citing = _holders(links)
        for target, group in at_target.items():
            body = _body_of(target, held, citing)
            group[0].body = body
            group[0].shared = held.get(body, 0) > 1 or (body is not target and body in citing and body.tag != "li")
        bodies = {group[0].body for group in at_target.values()}
        for group in at_target.values():
            first = group[0]
            if first.body is not None and first.body.tag == "p" and not first.shared:
                first.more = _continued(first.body, bodies)

    def _texts(self, at_target: Mapping[Element, Sequence[_Ref]]) -> dict[Element, str]:
        out: dict[Element, str] = {}
        shared: dict[Element, list[Element]] = {}
        for target, group in at_target.items():
            body = group[0].body
            if body is None:
                continue
            if group[0].shared:
                shared.setdefault(body, []).append(target)
                continue
            for one in (body, *group[0].more):
                self._without_backlinks(one, {ref.link for ref in group})
            label = group[0].label
            texts = [note_text(body, label), *(inline(one) for one in group[0].more)]
            out[target] = " ".join(text for text in texts if text)
        for body, starts in shared.items():
            out.update(self._split(body, starts, at_target))
        return out

    def _split(
        self, body: Element, starts: Sequence[Element], at_target: Mapping[Element, Sequence[_Ref]]
    ) -> dict[Element, str]:
        """Return the texts of notes that share one paragraph: each ends where the next begins."""
        for start in starts:
            if start.getparent() is None:
                return {}
            start.addprevious(etree.Element(MARK, label=_SPLIT))
        _, *texts = re.split(f"\x02n:{_SPLIT}\x03", inline(body))
        for sign in list(body.iter(MARK)):
            if sign.get("label") == _SPLIT:
                dropped(sign)
        ordered = sorted(starts, key=lambda one: self._order[one])
        return {start: trimmed(text, at_target[start][0].label) for start, text in zip(ordered, texts, strict=False)}

    def _without_backlinks(self, body: Element, cited_by: set[Element]) -> None:
        places = {_near(link) for link in cited_by}
        for link in [one for one in elements(body) if one.tag == "a"]:
            target = self._targets.get(link)
            back = _is_back(link) or (target is not None and _near(target) in places)
            if back and link is not body and link not in cited_by:
                parent = link.getparent()
                if parent is not None and parent is not body and "back" in names(parent):
                    if parent.getparent() is not None:
                        dropped(parent)
                else:
                    dropped(link)
        for one in [one for one in elements(body) if one is not body and "backlink" in names(one)]:
            if one.getparent() is not None:
                dropped(one)

    def _remove(self, at_target: Mapping[Element, Sequence[_Ref]], first: int) -> list[DocBlock]:
        """Take out the notes, and lists and headings that are left empty; return notes of those lists nobody cites."""
        notes: list[DocBlock] = []
        parents: list[Element] = []
        lists: dict[Element, int] = {}
        for group in at_target.values():
            for body in (group[0].body, *group[0].more):
                parent = body.getparent() if body is not None else None
                if body is None or parent is None:
                    continue
                if body.tag == "li":
                    lists[parent] = lists.get(parent, 0) + 1
                else:
                    parents.append(parent)
                if not list(body.iter(MARK)):
                    dropped(body)
        for parent, taken in lists.items():
            rest = [item for item in children(parent) if item.tag == "li" and words_in(item)]
            if len(rest) < taken:
                for item in rest:
                    self._without_backlinks(item, set())
                    number = re.search(r"(\d{1,4})$", value(item, "id"))
                    key = key_of(first + len(notes), number[1] if number else "")
                    notes.append(DocBlock("note", note_text(item, number[1] if number else ""), label=key))
                    dropped(item)
            parents.append(parent)
        for parent in dict.fromkeys(parents):
            pruned(parent)
        return notes


def _leading_to(link: Element, backs: Mapping[Element, list[Element]]) -> list[Element]:
    """Return the links that lead to `link`: to its block, in a crowded one to itself or what stands right at it."""
    whole = backs.get(_near(link), [])
    if len(whole) <= _CROWDED:
        return whole
    places = [link, link.getprevious()]
    for up in link.iterancestors():
        if up.tag in BLOCKS:
            break
        places += [up, up.getprevious()]
    return [back for place in places if place is not None for back in backs.get(place, [])[:_CROWDED]]


def _holders(ones: Iterable[Element]) -> dict[Element, int]:
    """Return each element that holds some of `ones`, with how many."""
    out: dict[Element, int] = {}
    for one in ones:
        out[one] = out.get(one, 0) + 1
        for up in one.iterancestors():
            out[up] = out.get(up, 0) + 1
    return out


def _body_of(target: Element, held: Mapping[Element, int], citing: Mapping[Element, int]) -> Element:
    """Return the element that holds the note which begins at `target`."""
    body = block_of(target)
    if body.tag == "dt":
        after = body.getnext()
        return after if after is not None and after.tag == "dd" else body
    if body.tag in ("td", "th"):
        row = body.getparent()
        body = row if row is not None else body
    if not words_in(target) and target.tag not in BLOCKS and (held.get(body, 0) > 1 or body.tag not in _BODIES):
        after = target.getnext()
        if after is not None and after.tag in _BODIES and held.get(after, 0) == 0 and not (target.tail or "").strip():
            return after
    parent = body.getparent()
    while parent is not None and held.get(parent, 0) == held.get(body, 0) == 1 and parent not in citing:
        listed = parent.tag in ("li", "aside", "dd")
        boxed = parent.tag == "div" and len(children(parent)) <= _IMPORTANT + 1
        if not (listed or boxed) or any(child.tag in HEADINGS for child in elements(parent)):
            break
        body, parent = parent, parent.getparent()
    return body


def _continued(body: Element, bodies: set[Element | None]) -> list[Element]:
    """Return the paragraphs between this note and the next one in the same list."""
    found: list[Element] = []
    for after in body.itersiblings():
        if after in bodies:
            return found
        if after.tag not in ("p", "blockquote", "ul", "ol") or list(after.iter(MARK)):
            return []
        found.append(after)
    return []


def _near(one: Element) -> Element:
    return block_of(one)


def _note_root(target: Element) -> Element:
    return block_of(target)


def _declared(one: Element, kinds: frozenset[str]) -> bool:
    up = one.getparent()
    return bool(kinds & roles(one)) or bool(up is not None and up.tag in ("sup", "span") and kinds & roles(up))


def _is_back(link: Element) -> bool:
    text = words_in(link)
    if _DECLARED_BACK & roles(link):
        return True
    label = LABEL.fullmatch(text)
    called = _CALLED_BACK.search(f"{value(link, 'class')} {value(link, 'rev')}")
    return bool(called) or (
        not label and (not text or bool(ARROWS.search(text))) and not _declared(link, _DECLARED_REF)
    )


def _weight(link: Element) -> int:
    """Return how much a link looks like the citing end of a pair."""
    raised = any(one.tag == "sup" for one in link.iterancestors()) or any(one.tag == "sup" for one in elements(link))
    target_end = any(_DECLARED_BODY & roles(up) or _CALLED_NOTE.search(names(up)) for up in _up_to_block(link))
    return (
        4 * _declared(link, _DECLARED_REF)
        + raised
        - 2 * starts_block(link)
        - 4 * _is_back(link)
        - 2 * (target_end and starts_block(link))
    )


def _up_to_block(link: Element) -> list[Element]:
    out: list[Element] = []
    for up in link.iterancestors():
        out.append(up)
        if up.tag in ("li", "aside", "section", "body"):
            break
    return out


def _in_navigation(link: Element) -> bool:
    return any(up.tag == "nav" or _NAVIGATION & roles(up) for up in link.iterancestors())
