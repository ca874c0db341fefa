"""Notes of web and e-book pages: found by what points at what, taken out, and a mark left where each is cited."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    replaced,
    roles,
    starts_block,
    tag,
    value,
    words_in,
)
from briefer.readers.domblocks import MARK, inline
from briefer.structure.document import DocBlock

_LABEL = re.compile(
    r"[\[(]?\s*(?:(?:foot|end)?note\s*|fn\.?\s*|n\.?\s*)?(\d{1,4}|[a-z]{1,2}|[ivxlc]{1,7}|[*†‡§¶#]{1,4})\s*[\])]?[.:]?",
    re.IGNORECASE,
)
_CALLED_NOTE = re.compile(
    r"(?:^|[\s_:.#-])(?:user-content-)?(?:(?:foot|end|side|margin|ref)-?_?notes?|_?e?d?fn|_?ftn|_?edn|cite[_-]note|easy-footnote\w*|note)"
    r"(?:$|[\s_:.\d-])|footnote|endnote",
    re.IGNORECASE,
)
_CALLED_BACK = re.compile(r"back|return|reverse|jump-?up|to-top|revfoot", re.IGNORECASE)
_INLINE = re.compile(
    r"footnote__note|footnotes?[_-]?(?:tooltip|content|text|popup|body|inner|popover)(?:$|\s)|(?:^|\s)side-?note(?:$|\s)|"
    r"(?:^|\s)margin-?note(?:$|\s)|ltx_note_outer|(?:^|\s)inline-?(?:foot)?note(?:$|\s)|(?:^|\s)footnote-?text(?:$|\s)",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"footnotes?_reference_container|modern-footnotes-list|footnotes?[-_](?:list|container|wrapper)", re.IGNORECASE
)
_ARROWS = re.compile("[\u2190-\u21ff\u2934\u2935\u23ce\u25b2\u25b4\u2b06\u2b11\ufe0e\ufe0f^]+")
_HEAD = re.compile(
    r"(?:\d+[.:]?\s*)?(?:foot-?|end-?)?notes?(?: and references)?|references(?: and notes)?|citations|sources|"
    r"anmerkungen|fu(?:ß|ss)noten|notas|notes de bas de page|note",
    re.IGNORECASE,
)
_BODIES = frozenset({"li", "aside", "dd", "p", "div", "tr", "section", "blockquote", "article"})
_DECLARED_REF = frozenset({"noteref", "doc-noteref"})
_DECLARED_BODY = frozenset(
    {"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote", "footnotes", "endnotes", "doc-endnotes"}
)
_DECLARED_BACK = frozenset({"backlink", "doc-backlink", "referrer"})
_NAVIGATION = frozenset({"toc", "doc-toc", "index", "doc-index", "page-list"})
_SPLIT = "note-start"
_IMPORTANT = 3


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


def lifted(leaves: Sequence[Leaf]) -> list[DocBlock]:
    """Return the notes of all pages as blocks; the pages keep a mark for each, and lose the notes."""
    notes: list[DocBlock] = []
    for leaf in leaves:
        notes += _inline_notes(leaf.root, len(notes))
    linked = _Links(leaves).lifted(len(notes))
    notes += linked
    for leaf in leaves:
        if not notes:
            notes += _listed_notes(leaf.root, 0)
        _without_loose_punctuation(leaf.root)
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


def is_notes_heading(text: str) -> bool:
    """Tell whether `text` heads a list of notes."""
    return bool(_HEAD.fullmatch(text.strip().rstrip(":.")))


# Notes that stand in the text, right behind their mark


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
        number = _label_of(marker)
        for inner in [one for one in elements(body) if one is not body and one.tag in ("sup", "span")]:
            if number and words_in(inner) == number and inner.getparent() is not None:
                dropped(inner)
        key = _key(first + len(notes), number)
        notes.append(DocBlock("note", _note_text(body, number), label=key))
        for extra in _marker_chain(body):
            if extra is not marker:
                dropped(extra)
        dropped(body)
        _put_mark(marker, key)
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
    return not text or bool(_LABEL.fullmatch(text)) or text in ("ⓘ", "⊕", "…", "note")


# Notes that links point at


class _Links:
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
            key = _key(first + len(notes), group[0].label)
            notes.append(DocBlock("note", texts.get(target, ""), label=key))
            for ref in group:
                _put_mark(_whole_mark(ref.link, ref.label), key)
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
        found: list[_Ref] = []
        for link, target in self._targets.items():
            label = _LABEL.fullmatch(words_in(link))
            declared = _declared(link, _DECLARED_REF)
            if not (label or declared) or _is_back(link) or _in_navigation(link):
                continue
            if target.tag in HEADINGS or block_of(target).tag in HEADINGS or target.tag in ("body", "html", "main"):
                continue
            if self._cites(link, target, declared, backs.get(_near(link), [])):
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
            texts = [_note_text(body, label), *(inline(one) for one in group[0].more)]
            out[target] = " ".join(text for text in texts if text)
        for body, starts in shared.items():
            out.update(self._split(body, starts, at_target))
        return out

    def _split(
        self, body: Element, starts: Sequence[Element], at_target: Mapping[Element, Sequence[_Ref]]
    ) -> dict[Element, str]:
        """Return the texts of notes that share one paragraph: each ends where the next begins."""
        for start in starts:
            parent = start.getparent()
            if parent is None:
                return {}
            sign = etree.Element(MARK, label=_SPLIT)
            parent.insert(parent.index(start), sign)
        _, *texts = re.split(f"\x02n:{_SPLIT}\x03", inline(body))
        for sign in list(body.iter(MARK)):
            if sign.get("label") == _SPLIT:
                dropped(sign)
        ordered = sorted(starts, key=lambda one: self._order[one])
        return {start: _trimmed(text, at_target[start][0].label) for start, text in zip(ordered, texts, strict=False)}

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
                    key = _key(first + len(notes), number[1] if number else "")
                    notes.append(DocBlock("note", _note_text(item, number[1] if number else ""), label=key))
                    dropped(item)
            parents.append(parent)
        for parent in dict.fromkeys(parents):
            _pruned(parent)
        return notes


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
    label = _LABEL.fullmatch(text)
    called = _CALLED_BACK.search(f"{value(link, 'class')} {value(link, 'rev')}")
    return bool(called) or (
        not label and (not text or bool(_ARROWS.search(text))) and not _declared(link, _DECLARED_REF)
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


# Marks


def _key(place: int, number: str) -> str:
    """Return a label no other note of the file has, with the number the note shows."""
    return f"{place}#{number}" if number else f"{place}x"


def _label_of(one: Element) -> str:
    label = _LABEL.fullmatch(words_in(one))
    return label[1] if label else ""


def _whole_mark(link: Element, label: str) -> Element:
    """Return the outermost element that holds nothing but the mark."""
    found = link
    for up in link.iterancestors():
        text = words_in(up)
        if up.tag in BLOCKS or (text != words_in(link) and text.strip("[]() ") != label):
            break
        found = up
    return found


def _put_mark(one: Element, key: str) -> None:
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


def _without_loose_punctuation(root: Element) -> None:
    """Take the commas and brackets between raised marks out."""
    for one in [one for one in elements(root) if one.tag == "sup" and one.find(f".//{MARK}") is not None]:
        if re.fullmatch(r"[\s,;\[\]()–-]*", words_in(one)):
            for inside in elements(one):
                inside.text = None
                if inside is not one:
                    inside.tail = None


# Texts


def _note_text(body: Element, label: str) -> str:
    return _trimmed(inline(body), label, body.tag == "li")


def _trimmed(text: str, label: str, numbered: bool = False) -> str:
    """Return the text of a note without its number and its arrows back."""
    text = re.sub("\x02[^\x03]*\x03", "", text).replace("\n", " ")
    text = _ARROWS.sub("", text[:6]) + _ARROWS.sub("", text[6:]) if _ARROWS.search(text) else text
    text = re.sub(r"\s+", " ", text).strip()
    if label:
        ends = r"(?:[.:)\]]+\s*|\s+)" if not numbered else r"[.:)\]]+\s*"
        text = re.sub(rf"^[\[(]?\s*{re.escape(label)}{ends}", "", text, count=1)
    text = re.sub(r"^(?:\[\s*\]|\(\s*\))\s*", "", text)
    text = re.sub(r"\s*(?:\[\s*\]|\(\s*\))$", "", text)
    return re.sub(r"^[.:)\]]\s*", "", text).strip()


def _pruned(one: Element) -> None:
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
        _pruned(one)


# Notes that nothing links


def _listed_notes(root: Element, first: int) -> list[DocBlock]:
    """Return notes that stand in a numbered list under "Notes", or as paragraphs with a raised number."""
    marks = [one for one in elements(root) if one.tag == "sup" and _is_number(one) and not starts_block(one)]
    if not marks:
        return []
    listed = _numbered_list(root) or _raised_paragraphs(root)
    by_number = dict(listed)
    if not by_number or not any(_label_of(mark) in by_number for mark in marks):
        return []
    notes: list[DocBlock] = []
    keys: dict[str, str] = {}
    for number, body in listed:
        if number not in keys:
            keys[number] = _key(first + len(notes), number)
            notes.append(DocBlock("note", _note_text(body, number), label=keys[number]))
    parents = [body.getparent() for _, body in listed]
    for _, body in listed:
        dropped(body)
    for parent in parents:
        if parent is not None:
            _pruned(parent)
    for mark in marks:
        if _label_of(mark) in keys:
            _put_mark(mark, keys[_label_of(mark)])
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
            found.append((_label_of(sup), block_of(sup)))
    return found
