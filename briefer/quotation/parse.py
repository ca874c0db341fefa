"""A quotation taken apart: words that must stand in the source, and the places where it says that it departs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from briefer.quotation.tokens import APOSTROPHES, INVISIBLE, Words

_DOTS = rf"(?:\.[\s{INVISIBLE}]*){{2,3}}\.|…\.?"
_ELLIPSIS = rf"\[\s*(?:{_DOTS})\s*\]|\(\s*(?:{_DOTS})\s*\)|{_DOTS}"
_BRACKET = r"\[[^\[\]]{0,120}\]"
_CASE = re.compile(r"(?<![^\W\d_])\[([^\W\d_]{1,3})\](?=[^\W\d_])")
_ENDING = rf"(?P<stem>[^\W\d_](?:[{APOSTROPHES}]?[^\W\d_])*)\[(?!sic\])(?P<ending>[^\W\d_]{{1,4}})\](?![^\W\d_])"
_MARK = re.compile(rf"(?P<ellipsis>{_ELLIPSIS})|{_ENDING}|(?P<bracket>{_BRACKET})")
_COMMENT = re.compile(
    r"sic[.!]?|(?:my |our )?(?:emphasis|italics)(?: added| mine| ours| in (?:the )?original)?|original emphasis"
    r"|(?:foot)?notes? omitted|(?:citations?|references?) omitted|(?:my|our|author[’']s) translation",
    re.IGNORECASE,
)

MAX_REPLACED = 8
"""How many words of the source a bracketed insertion may stand for."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that must stand in the source one after the other."""

    words: Words


@dataclass(frozen=True, slots=True)
class Stem:
    """A word with a bracketed ending, "enlarge[d]": a word of the source that begins like this."""

    key: str
    written: str


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words in brackets: they stand for at most eight words of the source, or for none."""

    text: str


@dataclass(frozen=True, slots=True)
class Omission:
    """An ellipsis: words of the source are left out here."""


Item: TypeAlias = Run | Stem | Insertion | Omission


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation as its writer marked it."""

    raw: str
    items: tuple[Item, ...]
    recased: bool
    """It holds a bracketed letter: "[T]he"."""

    @property
    def insertions(self) -> tuple[str, ...]:
        """Return what stands in brackets, endings included."""
        return tuple(
            item.text if isinstance(item, Insertion) else item.written
            for item in self.items
            if isinstance(item, (Insertion, Stem))
        )

    @property
    def is_marked(self) -> bool:
        """Tell whether it says anywhere that it departs from its source."""
        return self.recased or any(not isinstance(item, Run) for item in self.items)

    @property
    def words(self) -> Words:
        """Return all words that claim to be the source's, as one run."""
        return Words.of(" ".join(map(_claimed, self.items)))

    @property
    def cut_at_start(self) -> bool:
        """Tell whether it says that it begins after the beginning of a sentence."""
        return bool(self.items) and (not isinstance(self.items[0], Run) or bool(_CASE.match(self.raw.lstrip("“\"'‘ "))))

    @property
    def cut_at_end(self) -> bool:
        """Tell whether it says that it ends before the end of a sentence."""
        return bool(self.items) and isinstance(self.items[-1], Omission)


def _claimed(item: Item) -> str:
    match item:
        case Run():
            return item.words.raw
        case Stem():
            return item.key
        case _:
            return ""


def marks_in(text: str) -> int:
    """Return how many brackets and ellipses `text` holds."""
    return sum(1 for _ in re.finditer(rf"{_ELLIPSIS}|\[", text))


def parse(raw: str) -> Quotation:
    """Return `raw` taken apart; quotation marks round it do no harm."""
    text = _CASE.sub(r"\1", raw)
    items: list[Item] = []
    end = 0
    for mark in _MARK.finditer(text):
        bracket = mark["bracket"]
        comment = bracket is not None and bool(_COMMENT.fullmatch(bracket[1:-1].strip()))
        if comment:
            continue
        _add_run(items, text[end : mark.start()])
        end = mark.end()
        if mark["ellipsis"]:
            items.append(Omission())
        elif mark["stem"]:
            items.append(Stem(Words.of(mark["stem"]).flat, mark.group()))
        else:
            items.append(Insertion(str(bracket)[1:-1].strip()))
    _add_run(items, text[end:])
    return Quotation(raw, tuple(items), text != raw)


def _add_run(items: list[Item], text: str) -> None:
    words = Words.of(_without_comments(text))
    if words.keys:
        items.append(Run(words))


def _without_comments(text: str) -> str:
    def dropped(match: re.Match[str]) -> str:
        return "" if _COMMENT.fullmatch(match.group()[1:-1].strip()) else match.group()

    return re.sub(_BRACKET, dropped, text)
