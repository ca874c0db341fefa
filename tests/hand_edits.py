"""Ways to edit a finished deck by hand: those that a reader must be told of, and those that change no word.

Every edit works on what PowerPoint would show, paragraph by paragraph, so that it also fits a file that another program
saved and whose runs it cut anew. The same source of chance makes the same edits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from briefer.quotation.kinds import MODALS, is_negation, is_number, page_spans

LEFT_ALONE = ("banner", "footer", "slide number", "source label", "status")
WORDS = (
    "harbour", "lantern", "gravel", "winter", "purple", "measure", "bridge", "window", "paper", "treaty", "consult",
    "prefer", "likely", "large",
)  # fmt: skip
_WORD = re.compile(r"(?<![\w’'@./–\u2060-])[a-z]{4,}(?![\w’'@./–\u2060-])")
_FIGURE = re.compile(r"(?<![\w.,:/–\u2060\[-])\d+(?![\w\]:/–\u2060-])")
_PART = re.compile(r"\s*\(\d+ of \d+\)$")


@dataclass(frozen=True)
class Line:
    """A paragraph of the deck: slide, shape, element, and its runs that are no source numbers."""

    slide: int
    shape: Any
    element: Any
    texts: tuple[Any, ...]
    row: int = 0
    column: int = 0

    @property
    def text(self) -> str:
        return plain("".join(text.text or "" for text in self.texts))

    def write(self, start: int, end: int, new: str) -> None:
        """Put `new` for the characters from `start` to `end`, in the run where they begin."""
        at = 0
        for text in self.texts:
            said = plain(text.text or "")
            first, last = max(start - at, 0), min(end - at, len(said))
            here = at <= start < at + len(said) or (start == end == at + len(said))
            if first <= len(said) and (first < last or here):
                text.text = said[:first] + (new if here else "") + said[last:]
                new = "" if here else new
            at += len(said)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def bare(text: str) -> str:
    """Return the letters and digits of `text`, source numbers left out."""
    return re.sub(r"\W+", "", re.sub(r"\[\d+\]", "", text)).casefold()


def lines(presentation: Any) -> list[Line]:
    """Return every paragraph that says something of its own, in the order of the file."""
    return [line for number, slide in enumerate(presentation.slides, 1) for line in _lines(number, slide)]


def _lines(number: int, slide: Any) -> Iterator[Line]:
    for shape in slide.shapes:
        if shape.name.lower().startswith(LEFT_ALONE):
            continue
        if shape.has_text_frame:
            yield from (_line(number, shape, p._p) for p in shape.text_frame.paragraphs if p.text.strip())
        elif shape.has_table:
            for row, cells in enumerate(shape.table.rows, 1):
                for column, cell in enumerate(cells.cells, 1):
                    for p in cell.text_frame.paragraphs:
                        if p.text.strip():
                            yield _line(number, shape, p._p, row, column)


def _line(number: int, shape: Any, element: Any, row: int = 0, column: int = 0) -> Line:
    runs = [
        run for run in element.iterfind("{*}r") if run.rPr is None or run.rPr.get("baseline", "0").strip("0%") == ""
    ]
    return Line(number, shape, element, tuple(run.t for run in runs), row, column)


Change = tuple[int, int, str]
"""From, to, and what is put there."""
Edit = Callable[[str, Random, Sequence[str]], Change | None]
"""Takes a text, a source of chance and the names of authors."""


def _said(text: str) -> str:
    """Return `text` without the part that it is of a title."""
    return text[: part.start()] if (part := _PART.search(text)) else text


def _words(text: str) -> list[re.Match[str]]:
    """Return the plain words of a text: no name, number, negation or modal verb."""
    return [
        m
        for m in _WORD.finditer(_said(text))
        if not (is_number(m[0]) or is_negation(m[0]) or m[0] in MODALS or m[0] in ("half", "hardly"))
    ]


def _one(found: Sequence[Any], chance: Random) -> Any:
    return chance.choice(found) if found else None


def word(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    m = _one(_words(text), chance)
    return m and (*m.span(), chance.choice([w for w in WORDS if w != m[0]]))


def letter(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    m = _one([m for m in _words(text) if len(m[0]) > 5], chance)
    if m is None:
        return None
    at = chance.randrange(m.start() + 1, m.end() - 1)
    return at, at + 1, chance.choice([c for c in "abdegilmnoprstu" if c != text[at]])


def lost_word(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    m = _one([m for m in _words(text) if text[: m.start()].endswith(" ") and text[m.end() :].startswith(" ")], chance)
    return m and (m.start(), m.end() + 1, "")


def added_word(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    m = _one(_words(text), chance)
    return m and (m.start(), m.start(), chance.choice(WORDS) + " ")


def doubled_word(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    m = _one(_words(text), chance)
    return m and (m.start(), m.start(), m[0] + " ")


def joined_words(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    pair = _one([(a, b) for a, b in pairwise(_words(text)) if text[a.end() : b.start()] == " "], chance)
    return pair and (pair[0].end(), pair[1].start(), "")


def _figures(text: str) -> list[re.Match[str]]:
    """Return the figures of a text that are no pages."""
    pages = page_spans(text)
    return [m for m in _FIGURE.finditer(_said(text)) if not any(a <= m.start() < b for a, b in pages)]


def number(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    m = _one(_figures(text), chance)
    return m and (*m.span(), str(int(m[0]) + chance.choice((1, 2, 10))))


def digit_added(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    m = _one(_figures(text), chance)
    return m and (m.end(), m.end(), "5")


def number_word(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    names = (
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen",
    )  # fmt: skip
    m = _one(list(re.finditer(rf"\b(?:{'|'.join(names)})\b", text, re.IGNORECASE)), chance)
    if m is None:
        return None
    other = chance.choice([n for n in names if n != m[0].casefold()])
    return (*m.span(), other.capitalize() if m[0][0].isupper() else other)


def negation(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    m = _one(_words(text), chance)
    return m and (m.start(), m.start(), chance.choice(("not ", "never ", "no ")))


def lost_negation(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    m = _one(list(re.finditer(r"(?<= )(?:not|no|never|nor|neither|without) ", text)), chance)
    return m and (*m.span(), "")


def modal(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    m = _one(list(re.finditer(r"\b(?:may|must|can|could|should|would|will|might)\b", text)), chance)
    return m and (*m.span(), "may" if m[0] == "must" else "must")


def page(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    m = _one([m for a, b in page_spans(text) for m in re.finditer(r"\d+", text[:b]) if m.start() >= a], chance)
    return m and (*m.span(), str(int(m[0]) + chance.choice((1, 10))))


def author(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    found = [m for name in authors for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    m = _one(found, chance)
    others = [name for name in authors if name not in text]
    return (*m.span(), chance.choice(others)) if m and others else None


def name(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    known = (
        "Australia", "Japan", "Korea", "Zealand", "Alliance", "Beijing", "China", "Europe", "Asia", "India",
        "Washington", "Tokyo", "Pacific",
    )  # fmt: skip
    m = _one(list(re.finditer(rf"(?<![\w\u2060–-])(?:{'|'.join(known)})(?![\w\u2060–-])", text)), chance)
    return m and (*m.span(), chance.choice(("Russia", "Brazil", "Vietnam")))


def order(text: str, chance: Random, authors: Sequence[str]) -> Change | None:
    pairs = [(a, b) for a, b in pairwise(_words(text)) if text[a.end() : b.start()] == " " and a[0] != b[0]]
    pair = _one(pairs, chance)
    return pair and (pair[0].start(), pair[1].end(), f"{pair[1][0]} {pair[0][0]}")


EDITS: dict[Edit, tuple[str, str]] = {
    word: ("word", "warn"),
    letter: ("word", "warn"),
    lost_word: ("word", "warn"),
    added_word: ("word", "warn"),
    doubled_word: ("word", "warn"),
    joined_words: ("word", "warn"),
    order: ("order", "warn"),
    modal: ("modal", "warn"),
    number: ("number", "fail"),
    digit_added: ("number", "fail"),
    number_word: ("number", "fail"),
    negation: ("negation", "fail"),
    lost_negation: ("negation", "fail"),
    page: ("page", "fail"),
    author: ("author", "fail"),
    name: ("name", "fail"),
}
"""What each edit must be said to change, and how grave that is at least."""

Made = dict[int, tuple[str, str, str]]
"""By slide: the kind of the edit, how grave it is at least, and the paragraph after it."""


def spread(presentation: Any, edits: Iterable[Edit], chance: Random, authors: Sequence[str]) -> Made:
    """Make an edit on every slide where one applies, one after the other of `edits`, and return what was done."""
    made: Made = {}
    waiting, there = list(edits), lines(presentation)
    for slide in sorted({line.slide for line in there}):
        here = [line for line in there if line.slide == slide]
        chance.shuffle(here)
        chance.shuffle(waiting)
        for edit, line in ((edit, line) for edit in waiting for line in here):
            figure = line.text.strip().isdecimal()
            done = None if figure and edit not in (number, digit_added) else edit(line.text, chance, authors)
            if done:
                line.write(*done)
                made[slide] = *EDITS[edit], line.text
                break
    return made
