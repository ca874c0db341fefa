"""Slides and notes that differ from a sound one in words, names, places and ids alone: they need no second parse.

A part is taken apart into its paragraphs and the frame around them. What may differ is taken out of both: text in
`a:t`, and the numbers and names of shapes. A part whose frame and whose paragraphs were all found sound before is
sound: the grammar lets paragraphs stand in any number, and says nothing of what was taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefer.writers.markup import HEAD, NAMESPACES, OFFICE

_SAFE = rb"[^<>&\x00-\x08\x0a-\x1f\xef]*"
_WORDS = re.compile(rb"<a:t>%b(?:&(?:amp|lt|gt|quot);%b)*</a:t>" % (_SAFE, _SAFE))
_SHAPE = re.compile(rb'<p:cNvPr id="([0-9]{1,9})" name="[^<&"\x00-\x1f\xef]*"')
_PLACE = re.compile(rb'<a:off x="[0-9]{1,9}" y="[0-9]{1,9}"/><a:ext cx="[0-9]{1,9}" cy="[0-9]{1,9}"/>')
_TAKEN = b"\x00"
"""Stands for what was taken out; no XML holds it. U+FFFE and U+FFFF, whose bytes begin with EF, are kept for the parser."""
_FOR_THE_PARSER = (b"<!", b"&#", b"\xef")
"""Comments, plain text, references by number and what may be no character: parts with them are not taken as examples."""


@dataclass(frozen=True, slots=True)
class Form:
    """A slide or its notes without what may differ."""

    frame: bytes
    paragraphs: frozenset[bytes]


def form_of(data: bytes) -> Form | None:
    """Return the form of a part, None for one that only a parser can judge, such as one with a shape id twice."""
    parts = _SHAPE.split(data)
    ids = parts[1::2]
    if _TAKEN in data or len(set(ids)) < len(ids):
        return None
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    bare = _PLACE.sub(b"<a:off\x00/>", _WORDS.sub(b"<a:t/>", b"<p:cNvPr\x00".join(parts[::2])))
    before, *rest = bare.split(b"<a:p>")
    frame, paragraphs = [before], set()
    for piece in rest:
        paragraph, end, after = piece.partition(b"</a:p>")
        if not end:
            return None
        paragraphs.add(paragraph)
        if after:
            frame.append(after)
    return Form(b"<a:p>".join(frame), frozenset(paragraphs))


@dataclass(slots=True)
class Likeness:
    """The forms of the sound parts of one package that have `tag` as their root."""

    tag: str
    _frames: dict[bytes, frozenset[str]] = field(default_factory=dict)
    _paragraphs: set[bytes] = field(default_factory=set)

    def references(self, form: Form) -> frozenset[str] | None:
        """Return the relationships that a part of this form uses, None where no part like it was sound."""
        return self._frames.get(form.frame) if form.paragraphs <= self._paragraphs else None

    def learn(self, form: Form, references: frozenset[str]) -> None:
        """Remember the form of a sound part and the relationships it uses, unless it is of an unusual kind."""
        self._paragraphs |= {p for p in form.paragraphs if not any(m in p for m in (*_FOR_THE_PARSER, b"r:", b"xmlns"))}
        frame = form.frame
        if (
            frame.startswith(f"{HEAD}<p:{self.tag} {NAMESPACES}".encode())
            and frame.count(OFFICE.encode()) == 1
            and frame.count(b"<p:cNvPr") == frame.count(b"<p:cNvPr\x00")
            and not any(mark in frame for mark in _FOR_THE_PARSER)
        ):
            self._frames[frame] = references
