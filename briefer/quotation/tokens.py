"""Words of a text with their places in it: what the quotation rule compares.

Typography disappears here: quotation marks, apostrophes, ligatures, full-width forms, letter case, spaces of every
kind, soft hyphens and invisible characters. What stays is words, numbers, signs, and how neighbours are joined.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import accumulate

INVISIBLE = "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
APOSTROPHES = "'‘’‛′ʼ`´＇"
DASHES = "\\-‐‑‒–—―−﹘﹣－"

_ACCENT = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed"
    "\u0900-\u0dff\u1ab0-\u1aff\u1dc0-\u1dff"
)
_LETTER = rf"(?:[^\W\d_]|[{_ACCENT}])"
_ALONE = "[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
"""Letters of scripts that set no spaces: each is a word of its own."""
_WORD = rf"(?!{_ALONE}){_LETTER}(?:[{INVISIBLE}]*(?:[{APOSTROPHES}][{INVISIBLE}]*)?(?!{_ALONE}){_LETTER})*"
_SIGN = r"(?:(?<![^\s(\[“\"‘'])[-−–])?"
_NUMBER = rf"{_SIGN}\d(?:[{INVISIBLE}]*(?:[.,/:][{INVISIBLE}]*)?\d)*"
_TOKEN = re.compile(rf"{_NUMBER}|{_ALONE}|{_WORD}|[%‰$£€¥§&+=<>±≤≥≈×÷°½¼¾⅓⅔]")
_DROP = re.compile(f"[{INVISIBLE}]")
_PLAIN_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_COMPATIBLE = ("<compat>", "<wide>", "<narrow>", "<font>")
_LINE_END = re.compile("[-‐\u00ad][ \t]*\r?\n\\s*")
_HYPHEN = re.compile(f"[{DASHES}]\\s*\n\\s*|[-‐‑‒–−﹣－]")
_DASH = re.compile(f"[{DASHES}]")
_DOTLESS = str.maketrans("ıİ", "ii")


class Joint(Enum):
    """How two neighbouring words are joined."""

    OPEN = "a space or punctuation"
    HYPHEN = "a hyphen, or a dash without spaces"
    DASH = "a long dash, or one with spaces"
    LINE_END = "a hyphen at the end of a line, which may belong to the word or not"
    BRACKET = "a bracket inside a word, as in “[T]he”"

    def allows(self, other: Joint) -> bool:
        """Tell whether a quotation may join the words as `other` where the source joins them like this."""
        match self:
            case Joint.HYPHEN | Joint.LINE_END:
                return other in (Joint.HYPHEN, Joint.DASH, Joint.LINE_END)
            case Joint.DASH:
                return True
            case _:
                return other in (Joint.OPEN, Joint.DASH, Joint.BRACKET)


_SHORT = 2_000
_MAY_JOIN = (Joint.LINE_END, Joint.BRACKET)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `raw` in order: `keys` as they are compared, `starts` and `ends` as code points of `raw`."""

    raw: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    flat: str
    """All keys without anything between them."""
    offsets: tuple[int, ...]
    """Where each key begins in `flat`."""

    @classmethod
    def of(cls, raw: str) -> Words:
        """Return the words of `raw`; those of short texts are remembered."""
        return _short_words(raw) if len(raw) < _SHORT else cls._taken(raw)

    @classmethod
    def _taken(cls, raw: str) -> Words:
        found = list(_TOKEN.finditer(raw))
        keys = tuple(_key(token.group()) for token in found)
        offsets = tuple(accumulate((len(key) for key in keys), initial=0))[:-1]
        starts, ends = tuple(token.start() for token in found), tuple(token.end() for token in found)
        return cls(raw, keys, starts, ends, "".join(keys), offsets)

    def __len__(self) -> int:
        return len(self.keys)

    def text(self, first: int, after: int) -> str:
        """Return the raw text of words `first` to `after` (exclusive), "" when there are none."""
        return self.raw[self.starts[first] : self.ends[after - 1]] if first < after else ""

    def between(self, at: int) -> str:
        """Return the raw text between word `at` and the next one."""
        return self.raw[self.ends[at] : self.starts[at + 1]]

    def joint(self, at: int) -> Joint:
        """Tell how word `at` is joined to the next one."""
        gap = self.between(at)
        if gap == " ":
            return Joint.OPEN
        if gap in ("[", "]"):
            return Joint.BRACKET
        if _LINE_END.fullmatch(gap) and self.keys[at][-1:].isalpha() and self.keys[at + 1][:1].isalpha():
            return Joint.LINE_END
        seen = _DROP.sub("", gap)
        if _HYPHEN.fullmatch(seen):
            return Joint.HYPHEN
        return Joint.DASH if _DASH.search(seen) else Joint.OPEN

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the words (first, after) that overlap `start:end` of the raw text."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def is_shouted(self, at: int) -> bool:
        """Tell whether word `at` stands in capitals among words that do not: "US", "WHO"."""
        near = [n for n in (at - 1, at + 1) if 0 <= n < len(self.keys)]
        return self._capitals(at) and any(map(self._lower, near)) and not any(map(self._capitals, near))

    def is_small(self, at: int) -> bool:
        """Tell whether word `at` is written without any capital."""
        return self.raw[self.starts[at] : self.ends[at]].islower()

    def _lower(self, at: int) -> bool:
        return any(c.islower() for c in self.raw[self.starts[at] : self.ends[at]])

    def _capitals(self, at: int) -> bool:
        word = self.raw[self.starts[at] : self.ends[at]]
        return len(word) > 1 and word.isupper()


@lru_cache(maxsize=8192)
def _short_words(raw: str) -> Words:
    return Words._taken(raw)


def signs(text: str) -> str:
    """Return what a text without words says: its signs, dashes of every style alike, without spaces."""
    return "".join(_DASH.sub("-", _DROP.sub("", text)).split())


def same_words(left: Words, right: Words) -> bool:
    """Tell whether two texts differ in typography and punctuation only."""
    return left.flat == right.flat and (not left.keys or align(left, 0, right) == len(left))


def align(source: Words, at: int, run: Words) -> int | None:
    """Return the word after the last when `run` stands in `source` from word `at` on, else None.

    The caller has found that the letters agree; here the word boundaries and joints must.
    """
    there, here = at, 0
    source_end, run_end = len(source.keys[there]), len(run.keys[here])
    while True:
        if source_end == run_end:
            if _case_differs(source, there, run, here):
                return None
            if here == len(run) - 1:
                return there + 1
            if there == len(source) - 1 or not source.joint(there).allows(run.joint(here)):
                return None
            there, here = there + 1, here + 1
            source_end, run_end = source_end + len(source.keys[there]), run_end + len(run.keys[here])
        elif source_end < run_end:
            if there == len(source) - 1 or source.joint(there) not in _MAY_JOIN:
                return None
            there += 1
            source_end += len(source.keys[there])
        else:
            if here == len(run) - 1 or run.joint(here) not in _MAY_JOIN:
                return None
            here += 1
            run_end += len(run.keys[here])


def _case_differs(source: Words, there: int, run: Words, here: int) -> bool:
    """Tell "US" from "us": the one case in which letter case is another word."""
    if source.keys[there] != run.keys[here]:
        return False
    return (source.is_shouted(there) and run.is_small(here)) or (source.is_small(there) and run.is_shouted(here))


def _key(token: str) -> str:
    if token.isascii():
        return token.lower().replace("`", "'")
    word = _PLAIN_APOSTROPHE.sub("'", _DROP.sub("", token))
    word = "".join(
        unicodedata.normalize("NFKC", c) if unicodedata.decomposition(c).startswith(_COMPATIBLE) else c for c in word
    )
    if word[0] in "−–":
        word = "-" + word[1:]
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).translate(_DOTLESS).casefold())
