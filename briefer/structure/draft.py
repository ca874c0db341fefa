"""A piece while it is put together: blocks become a body with offsets, and stretches can be cut out of it again."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal, TypeAlias

from briefer.model.essay import Aside, Page, Paragraph, Section
from briefer.structure.hyphens import Vocabulary

BlockKind: TypeAlias = Literal["paragraph", "heading", "aside"]


_SOFT = "\u00ad"
_TOKEN = re.compile("\x02([^\x03]*)\x03")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or aside as one text; `pages` are the (offset, page) at which its pages begin."""

    kind: BlockKind
    text: str
    level: int = 1
    aside: str = ""
    pages: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A body and what points into it; `pages` pairs an offset with the number of the page in the file, from 0."""

    body: str = ""
    pages: tuple[tuple[int, int], ...] = ()
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    asides: tuple[Aside, ...] = ()

    def without(self, spans: Sequence[tuple[int, int]]) -> tuple[Draft, Cuts]:
        """Return this draft with `spans` cut out of its body, and the way offsets move."""
        cuts = Cuts(_in_normal_form(self.body, spans))
        body = cuts.applied(self.body)
        at = cuts.moved
        sections = (
            replace(s, title=body[at(s.start) : at(s.end)], start=at(s.start), end=at(s.end)) for s in self.sections
        )
        paragraphs = (Paragraph(at(p.start), at(p.end)) for p in self.paragraphs)
        asides = (Aside(a.kind, at(a.start), at(a.end)) for a in self.asides)
        return Draft(
            body,
            _one_per_page((at(start), page) for start, page in self.pages),
            tuple(s for s in sections if s.start < s.end),
            tuple(p for p in paragraphs if p.start < p.end),
            tuple(a for a in asides if a.start < a.end),
        ), cuts


class Cuts:
    """Stretches taken out of a text; knows where each offset goes."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._ends = [end for _, end in self._spans]
        self._removed = list(accumulate((end - start for start, end in self._spans), initial=0))

    def applied(self, text: str) -> str:
        """Return `text` without the stretches."""
        edges = [0, *(edge for span in self._spans for edge in span), len(text)]
        return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))

    def moved(self, offset: int) -> int:
        """Return where `offset` of the text before stands in the text after."""
        passed = bisect_right(self._ends, offset)
        inside = self._spans[passed][0] if passed < len(self._spans) else offset
        return min(offset, inside) - self._removed[passed]


def _in_normal_form(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return `spans` with the accents after them that would join the letter before."""
    out: list[tuple[int, int]] = []
    before, at = "", 0
    for start, end in sorted(spans):
        before = (before + text[at:start])[-4:]
        while end < len(text) and not unicodedata.is_normalized("NFC", before + text[end]):
            end += 1
        out.append((start, end))
        at = end
    return out


def flowed(lines: Sequence[tuple[str, int]], vocabulary: Vocabulary) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return lines of (text, page) as one text, and the offsets at which its pages begin."""
    out = ""
    pages: list[tuple[int, int]] = []
    for text, page in lines:
        visible = unicodedata.normalize("NFC", text.replace(_SOFT, ""))
        text = " ".join(visible.split()) + (_SOFT if text.endswith(_SOFT) else "")
        if not text:
            continue
        out = vocabulary.joined(out, text) if out else text
        if not pages or pages[-1][1] != page:
            start = len(out) - len(text)
            pages.append((start if start <= 0 or out[start - 1] == " " else out.rfind(" ", 0, start) + 1, page))
    return out.removesuffix(_SOFT), tuple(pages)


def composed(blocks: Iterable[Block]) -> Draft:
    """Return the body of `blocks`, one empty line between them, with the offsets of each."""
    body: list[str] = []
    at = 0
    pages: list[tuple[int, int]] = []
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    asides: list[Aside] = []
    for block in blocks:
        if not block.text:
            continue
        at += 2 if body else 0
        end = at + len(block.text)
        body.append(block.text)
        pages.extend((at + start, page) for start, page in block.pages)
        if block.kind == "heading":
            sections.append(Section(block.text, block.level, at, end))
        elif block.kind == "paragraph":
            paragraphs.append(Paragraph(at, end))
        else:
            asides.append(Aside(block.aside, at, end))
        at = end
    return Draft("\n\n".join(body), _one_per_page(pages), tuple(sections), tuple(paragraphs), tuple(asides))


def token(label: str) -> str:
    """Return the sign that stands for a note mark or page top until the body is complete; canonical text has none."""
    return f"\x02{label}\x03"


def untokened(text: str) -> str:
    """Return `text` without its tokens."""
    return _TOKEN.sub("", text)


def resolved(draft: Draft) -> tuple[Draft, list[tuple[str, int]]]:
    """Return `draft` without its tokens, and the label and offset of each."""
    found = list(_TOKEN.finditer(draft.body))
    clean, cuts = draft.without([match.span() for match in found])
    return clean, [(match[1], cuts.moved(match.start())) for match in found]


def page_map(draft: Draft, labels: Sequence[str]) -> tuple[Page, ...]:
    """Return the pages of a draft that bear a label, by `labels`, one for each page of the file."""
    return tuple(
        Page(start, labels[page], page + 1) for start, page in draft.pages if 0 <= page < len(labels) and labels[page]
    )


def _one_per_page(pages: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Leave out what repeats the page before, and a page without text of its own."""
    out: list[tuple[int, int]] = []
    for start, page in pages:
        if out and out[-1][1] == page:
            continue
        if out and out[-1][0] == start:
            out.pop()
        out.append((start, page))
    return tuple(out)


def collapsed(text: str) -> str:
    """Return `text` with every run of blanks as one space."""
    return re.sub(r"\s+", " ", text).strip()
