"""The words around what was found, cut from the text as it is printed. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from briefer.model.text import LETTERS, spelled_out
from briefer.store.query import Text

_WINDOW = 160
_MOST_SPANS = 300
_BETWEEN = r"[\W_]+"
_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))


@dataclass(frozen=True, slots=True)
class Span:
    """Found words at `start:end` of a snippet."""

    start: int
    end: int


def finder(texts: Sequence[Text]) -> re.Pattern[str] | None:
    """Return what finds `texts` in lower-case print, whatever marks their letters carry; None when there are none."""
    patterns = dict.fromkeys(filter(None, map(_pattern, texts)))
    return re.compile("|".join(sorted(patterns, key=len, reverse=True))) if patterns else None


def spans_of(text: str, pattern: re.Pattern[str] | None) -> tuple[Span, ...]:
    """Return where `pattern` stands in `text`, the first few hundred places."""
    if pattern is None:
        return ()
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(letter.lower()[0] for letter in text)
    return tuple(Span(*match.span()) for match in islice(pattern.finditer(lowered), _MOST_SPANS))


def windows(text: str, found: Sequence[Span], most: int) -> list[tuple[int, int]]:
    """Return the stretches around found words, those with most different words first, cut at white space."""
    groups: list[list[Span]] = []
    for span in found:
        if groups and span.end - groups[-1][0].start <= _WINDOW:
            groups[-1].append(span)
        else:
            groups.append([span])
    told = [({text[span.start : span.end].casefold() for span in group}, group) for group in groups]
    best = sorted(told, key=lambda pair: (-len(pair[0]), pair[1][0].start))[:most]
    return [_cut(text, group[0].start, group[-1].end) for _, group in best] or [
        _cut(text, 0, min(len(text), _WINDOW // 2))
    ]


def snippet(text: str, start: int, end: int, found: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Return `text[start:end]` on one line with the found words that lie in it."""
    inside = (span for span in found if start <= span.start and span.end <= end)
    return re.sub(r"\s", " ", text[start:end]), tuple(Span(span.start - start, span.end - start) for span in inside)


def _cut(text: str, first: int, last: int) -> tuple[int, int]:
    spare = max(0, _WINDOW - (last - first)) // 2
    start, end = max(0, first - spare), min(len(text), last + spare)
    before, after = re.search(r"\s", text[start:first]), re.search(r"\s\S*\Z", text[last:end])
    if start and before:
        start += before.end()
    if end < len(text) and after:
        end = last + after.start()
    return start, end


@cache
def _variants() -> dict[str, str]:
    """Return the lower-case letters that are a plain letter with marks, under that letter."""
    found: dict[str, str] = {}
    for letter in map(chr, _LATIN):
        plain = LETTERS.get(letter) or unicodedata.normalize("NFD", letter)[0]
        if letter.islower() and len(plain) == 1:
            found[plain] = found.get(plain, "") + letter
    return found


def _pattern(text: Text) -> str:
    words = re.findall(r"[^\W_]+", plain_words(text.text))
    if not words:
        return ""
    rest = r"[^\W_]*" if text.prefix else ""
    return rf"\b{_BETWEEN.join(map(_letters, words))}{rest}\b"


def plain_words(text: str) -> str:
    """Return `text` as the index has it: letters without marks, in lower case."""
    if text.isascii():
        return text.lower()
    spelled = unicodedata.normalize("NFD", spelled_out(text))
    return "".join(letter for letter in spelled if not unicodedata.combining(letter)).lower()


def _letters(word: str) -> str:
    several = {plain: letter for letter, plain in LETTERS.items() if len(plain) > 1 and letter.islower()}
    parts = re.split(f"({'|'.join(sorted(several, key=len, reverse=True))})", word)
    return "".join(
        f"(?:{''.join(map(_letter, part))}|{several[part]})" if part in several else "".join(map(_letter, part))
        for part in parts
    )


def _letter(letter: str) -> str:
    variants = _variants().get(letter, "")
    return f"[{letter}{variants}]" if variants else re.escape(letter)
