"""Figures in a sentence: value and unit in one form, so that “US$20 million” and “20m dollars” are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from briefer.mining.dates import MONTH
from briefer.mining.wordforms import COMMON, stem
from briefer.model.numbers import ONES, TENS
from briefer.quotation.kinds import amount

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_DEGREE = stem("degrees")
_FROM_TWO = "|".join(ONES[2:])
_SPELT = (
    rf"(?:{'|'.join(TENS)})(?:-(?:one|{_FROM_TWO}))?|{_FROM_TWO}"
    r"|(?:a|one) (?=hundred|thousand|million|billion|trillion|dozen)|(?:a )?dozen"
)
_SCALES = {"k": 3, "m": 6, "mn": 6, "bn": 9, "tn": 12}
_SCALE = r"(?:[\s\u00a0-]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|mn|bn|tn|m|k)\b)?"
_LARGER = r"(?:\s(?P<larger>thousand|million|billion|trillion)\b)?"
_MONEY_SIGNS = {"US$": "USD", "$": "USD", "C$": "CAD", "A$": "AUD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_MONEY_WORDS = {
    "us dollars": "USD", "american dollars": "USD", "dollars": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP",
    "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupees": "INR", "crowns": "crown", "kroner": "crown", "francs": "franc",
}  # fmt: skip
_CODES = "USD|EUR|GBP|JPY|CNY|CAD|AUD|INR|CHF|NOK|SEK"
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_NUMBER = rf"(?P<number>{_DIGITS}|(?i:{_SPELT}))"
_FIGURE = re.compile(
    rf"(?<![\w.,/$€£¥–])(?<!\w-)(?:(?P<sign>US\$|C\$|A\$|[$€£¥])\s?|(?P<code>{_CODES})\s)?{_NUMBER}{_SCALE}{_LARGER}"
    r"(?:\s?(?P<percent>%|per cent\b|percent\b|percentage points?\b)|\s?(?P<degree>°\s?[CF]?\b|°|º\s?[CF]\b)"
    rf"|\s(?P<money>(?i:{'|'.join(_MONEY_WORDS)}))\b)?(?![\w/]|[.,]\d|-\d)"
)
_SHARE = re.compile(
    rf"\b(?i:(?P<count>an?|one|two|three|four)[\s-]+(?P<part>{'|'.join(_PARTS)})(?P<plural>s?)"
    rf"|(?P<half>half))\s+(?:of|the)\b"
)
_PART_OF_TIME = re.compile(r"\s*(?:the\s+)?(?:\S+\s+)?(?:century|decade|year|month|week|day|season|hour|book|game)\b")
_WHICH_PART = re.compile(r"\b(?:first|second|third|other|latter|former|better|last)\s*$", re.IGNORECASE)
_LABELS = re.compile(
    r"(?:\b(?:Articles?|Sections?|Chapters?|Resolution|No\.?|Nos\.?|Figures?|Tables?|Type|Phase|Vol\.?"
    r"|pp?\.|Protocol|NATO|Agenda"
    r"|Vision|Horizon|Level|Route|Group|UNSCR|Part|Step|Goal|Version|Mark|Annex|Paragraphs?|Box|Notes?|Stage|Track"
    r"|Act of)"
    r"|[A-Z]{2,}[a-z]?)\s*$"
)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|some|nearly|almost|close to|over|more than|less than|fewer than|under"
    r"|at least|"
    r"up to|at most|an estimated|estimated|well over|just over|just under|as many as|as much as)\s*$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"[\s\u00a0]+([^\W\d_][\w’'-]*)")
_EMPTY_COUNTS = """
reason way step question point thing factor issue area case example side part section option argument aspect kind
type sort lesson challenge problem set element goal aim objective theme approach scenario principle essay author
time category dimension pillar track layer level decade key important broad main distinct different additional
"""
_RHETORICAL = frozenset(stem(word) for word in _EMPTY_COUNTS.split())
_CALENDAR = re.compile(rf"(?:{MONTH})\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at `start:end` of a text; `unit` is a currency code, "%", or the stem of what is counted."""

    start: int
    end: int
    value: Fraction
    unit: str
    rough: bool
    """It is only said to be about so much."""


def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a sentence that have a unit, in order: money, shares and counted things.

    Years, page and article numbers, names with a number in them and rhetorical counts (“two reasons”) are none.
    """
    found = [*_shares(text), *_amounts(text)]
    found.sort(key=lambda figure: (figure.start, -figure.end))
    kept: list[Figure] = []
    for figure in found:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return tuple(kept)


def _shares(text: str) -> Iterator[Figure]:
    for match in _SHARE.finditer(text):
        if _PART_OF_TIME.match(text, match.end()) or _WHICH_PART.search(text[: match.start()]):
            continue
        parts = 2 if match["half"] else _PARTS[match["part"].lower()]
        count = amount(match["count"].lower()) if match["count"] else 1
        value = Fraction(count if isinstance(count, Fraction) else 1, parts) * 100
        end = match.end("half") if match["half"] else match.end("plural")
        yield Figure(match.start(), end, value, "%", bool(_ABOUT.search(text[: match.start()])))


def _amounts(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        before = text[: match.start()]
        value = _value(match["number"], [match["scale"] or "", match["larger"] or ""])
        if _LABELS.search(before):
            continue
        unit, end = _unit(match, text)
        if unit:
            minus = re.search(r"(?:\bminus\s|[−-])$", before)
            yield Figure(match.start(), end, -value if minus else value, unit, bool(_ABOUT.search(before)))


def _unit(match: re.Match[str], text: str) -> tuple[str, int]:
    """Return the unit and where the figure ends with it; "" when it counts nothing."""
    if match["sign"] or match["code"]:
        return _MONEY_SIGNS.get(match["sign"] or "", match["code"] or ""), match.end()
    if match["money"]:
        return _MONEY_WORDS[match["money"].lower()], match.end()
    if match["percent"]:
        return "%", match.end()
    if match["degree"]:
        return _DEGREE, match.end()
    plain = match["scale"] is None
    if plain and (_YEAR.fullmatch(match["number"]) or _CALENDAR.match(text[match.end() :].lstrip())):
        return "", match.end()
    if plain and _CALENDAR.search(text[max(0, match.start() - 12) : match.start()]):
        return "", match.end()
    words = _counted(text, match.end(), of=match["scale"] is not None)
    spelt = match["number"][:1].isalpha()
    if not words or (spelt and text[match.end() :].lstrip()[:1].isupper() and match["number"][:1].isupper()):
        return "", match.end()
    noun, end = next(((w, e) for w, e in words if re.search(r"(?:[^s]s|people|men|women|children)$", w)), words[0])
    if re.search(r"(?:ed|ly)$", noun):
        return "", match.end()
    rhetorical = any(stem(word) in _RHETORICAL for word, place in words if place <= end)
    if (spelt and plain and rhetorical) or noun == "years" or noun == "year":
        return "", match.end()
    return stem(noun), end


def _counted(text: str, at: int, of: bool) -> list[tuple[str, int]]:
    """Return the words that follow a number, up to three, and where each ends: “naval vessels”; `of` may stand first."""
    found: list[tuple[str, int]] = []
    while len(found) < 3 and (match := _FOLLOWING.match(text, at)):
        word = match[1].lower()
        if word == "of" and of and not found:
            at = match.end()
            continue
        if word in COMMON or word in ("of", "was", "is"):
            break
        found.append((word, match.end()))
        at = match.end()
    return found


def _value(number: str, scales: Iterable[str]) -> Fraction:
    written = number.strip().lower()
    if written[0].isdigit():
        value = Fraction(re.sub(r"[,\u00a0\u202f ]", "", written))
    else:
        words = [word for word in re.split(r"[\s-]", written) if word != "a"]
        value = sum((_word_value(word) for word in words), Fraction(0)) or Fraction(1)
    for scale in scales:
        value *= Fraction(10 ** _SCALES[scale]) if scale in _SCALES else _word_value(scale) if scale else 1
    return value


def _word_value(word: str) -> Fraction:
    value = amount(word)
    return value if isinstance(value, Fraction) else Fraction(0)
