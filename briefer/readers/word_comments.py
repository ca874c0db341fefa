"""Comments in a Word file, each with the words it stands beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from briefer.model.transcript import Annotation
from briefer.readers.word_styles import W

_AROUND = 60
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}comment"})


@dataclass(slots=True)
class _Spans:
    """The text of a body in one line, and where each comment begins, ends and is referred to."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def comments_of(body: etree._Element, comments: etree._Element | None) -> tuple[Annotation, ...]:
    """Return the comments in the order of their places; those on the same words are one, an answer below the other."""
    said = {one.get(f"{W}id") or "": _said(one) for one in (comments if comments is not None else ())}
    if not any(said.values()):
        return ()
    spans = _spans(body)
    whole = "".join(spans.parts)
    by_place: dict[tuple[int, int], list[str]] = {}
    for id, note in said.items():
        end = spans.ends.get(id)
        if note and end is not None:
            by_place.setdefault((min(spans.starts.get(id, end), end), end), []).append(note)
    return tuple(_annotation(whole, *place, "\n".join(notes)) for place, notes in sorted(by_place.items()))


def _annotation(whole: str, start: int, end: int, note: str) -> Annotation:
    """Return a comment on `start:end`; one on no words stands beside those before it."""
    if not any(map(str.isalpha, whole[start:end])):
        start = max(0, start - _AROUND)
    before, after = whole[max(0, start - _AROUND) : start], whole[end : end + _AROUND]
    return Annotation(page=-1, is_mark=False, text=whole[start:end], before=before, after=after, note=note)


def _spans(body: etree._Element) -> _Spans:
    spans = _Spans()
    for one in _shown(body):
        id = one.get(f"{W}id") or ""
        if one.tag == f"{W}t":
            spans.add(one.text or "")
        elif one.tag == f"{W}p":
            spans.add(" ")
        elif one.tag == f"{W}commentRangeStart":
            spans.starts[id] = spans.length
        elif one.tag in (f"{W}commentRangeEnd", f"{W}commentReference"):
            spans.ends.setdefault(id, spans.length)
    return spans


def _shown(root: etree._Element) -> Iterator[etree._Element]:
    stack = [root]
    while stack:
        one = stack.pop()
        yield one
        stack.extend(child for child in reversed(one) if child.tag not in _GONE)


def _said(comment: etree._Element) -> str:
    lines = ("".join(t.text or "" for t in p.iter(f"{W}t")).strip() for p in comment.iter(f"{W}p"))
    text = "\n".join(line for line in lines if line)
    author = (comment.get(f"{W}author") or "").strip()
    return f"{author}: {text}" if author and text else text
