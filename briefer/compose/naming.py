"""Where a text names an author, and the text without the name.

A family name counts wherever it stands as a word of its own with a capital, with or without given names and "et al.".
One that the sources also write in small letters ("May", "Young") is an ordinary word: it counts beside a given name,
an initial or a title, before a cite and in the possessive. A given name alone counts from four letters on, when no
source writes it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefer.compose.agreement import PLURAL, agreeing, neutral
from briefer.model.reference import Name
from briefer.model.text import slug, spelled_out
from briefer.quotation.quoted import quoted_spans

_WORD = re.compile(r"[^\W\d_]+")
_CITE = re.compile(r"\[@[^\]]*\]")
_SPACE = "[\\s\u00a0\u2060]+"
_TITLES = r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Lord|Ambassador|General|Admiral|Colonel)\.?"
_ET_AL = rf"(?:{_SPACE}et{_SPACE}al\.)?"
_SHORTEST = 4
"""Letters of a given name that counts alone."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name that may not be told, and what stands for it in a sentence."""

    name: Name
    instead: str


class Names:
    """The names of several persons, as they are found in texts; `bodies` are the texts of the sources."""

    def __init__(self, people: Iterable[Person], bodies: Iterable[str]) -> None:
        small, capital = set[str](), set[str]()
        for body in bodies:
            for word in set(_WORD.findall(body)):
                (small if word.islower() else capital).add(word.casefold())
        everybody = list(dict.fromkeys(people))
        self.ordinary = tuple(p for p in everybody if _is_ordinary(p.name, small))
        """Persons whose family name is an ordinary word of the sources."""
        self._slugs = {slug(p.name.family or p.name.literal): p.name.short for p in everybody if p not in self.ordinary}
        patterns = [(text, p.instead) for p in everybody for text in _beside(p.name)]
        patterns += [(text, p.instead) for p in everybody for text in _alone(p.name, p in self.ordinary)]
        patterns += [(text, p.instead) for p in everybody for text in _given(p.name, small | capital)]
        self._patterns: Sequence[tuple[re.Pattern[str], str]] = [(re.compile(t), instead) for t, instead in patterns]
        self._any = re.compile("|".join(dict.fromkeys(text for text, _ in patterns)) or r"(?!)")

    def named(self, text: str) -> str:
        """Return the first name that `text` holds, "" when it names nobody."""
        found = self._any.search(text) if text else None
        return found.group() if found else ""

    def in_slug(self, words: str) -> str:
        """Return the first name that an id, a file name or a path holds, in whatever letters, "" when it has none."""
        told = f"-{slug(words)}-"
        return next((name for part, name in self._slugs.items() if part and f"-{part}-" in told), "")

    def without(self, text: str) -> str:
        """Return `text` with other words for each name: in square brackets inside quotation marks. Cites stay."""
        if not self.named(text):
            return text
        for pattern, instead in self._patterns:
            if pattern.search(text):
                text = pattern.sub(_replacer(text, instead), text)
        labels = {instead for _, instead in self._patterns}
        said = agreeing(_once(text, labels), labels)
        return neutral(said, (label for label in labels if label.startswith("Text\u00a0")))

    def bracketed(self, quote: str) -> str:
        """Return words of a source with other words in square brackets for each name."""
        for pattern, instead in self._patterns:
            quote = pattern.sub(f"[{instead}]", quote)
        return quote


def _replacer(text: str, instead: str) -> Callable[[re.Match[str]], str]:
    cites = [match.span() for match in _CITE.finditer(text)]
    quotes = quoted_spans(text)

    def replaced(match: re.Match[str]) -> str:
        at = match.start()
        if any(start <= at < end for start, end in cites):
            return match.group()
        if any(start <= at < end for start, end in quotes):
            return f"[{instead}]"
        several = PLURAL if match.group().endswith("al.") else ""
        opens = not text[:at].strip(" \u00a0(“‘") or re.search(r"[.!?:]\s+$", text[:at])
        return (instead[:1].upper() + instead[1:] if opens else instead) + several

    return replaced


def _once(text: str, words: Collection[str]) -> str:
    """Return `text` with "A, A and A" as "A": several names of one text stand as one, marked outside quotation marks."""

    def one(found: re.Match[str]) -> str:
        return found[1] if found[1].endswith("]") else f"{found[1].removesuffix(PLURAL)}{PLURAL}"

    for word in words:
        same = rf"\[?(?i:{re.escape(word)})\]?{PLURAL}?"
        text = re.sub(rf"({same})(?:(?:,|,? and|,? &)\s+{same}(?!\w))+", one, text)
    return text


def _is_ordinary(name: Name, small: Collection[str]) -> bool:
    family = _WORD.findall(name.family)
    return bool(family) and not name.particle and all(word.casefold() in small for word in family)


def _beside(name: Name) -> list[str]:
    """Return patterns of the whole name: given names, initials or a title before the family name."""
    if name.literal or not name.family:
        return [rf"(?<!\w){form}{_ET_AL}(?!\w)" for form in _forms(name.full)]
    firsts = [form for part in name.given.split() for form in (*_forms(part.strip(".,")), rf"{re.escape(part[0])}\.")]
    before = "|".join(dict.fromkeys([*firsts, _TITLES]))
    between = f"(?:{'|'.join(_forms(name.particle))}){_SPACE}" if name.particle else ""
    return [rf"(?<!\w)(?:(?:{before}){_SPACE})+{between}{form}{_ET_AL}(?!\w)" for form in _forms(name.family)]


def _alone(name: Name, ordinary: bool) -> list[str]:
    """Return patterns of the family name without a given one."""
    if name.literal or not name.family:
        return []
    after = rf"(?=[’']s\b|\s*\[@|{_SPACE}et{_SPACE}al\.)" if ordinary else ""
    forms = [form for words in dict.fromkeys((name.short, name.family)) for form in _forms(words)]
    return [rf"(?<!\w){form}{after}{_ET_AL}(?!\w)" for form in forms]


def _given(name: Name, words: Collection[str]) -> list[str]:
    """Return patterns of those given names that can be told from any word of the sources."""
    parts = [part for part in name.given.split() if len(part.strip(".")) >= _SHORTEST]
    telling = [part for part in parts if not all(word.casefold() in words for word in _WORD.findall(part))]
    return [rf"(?<!\w){form}(?!\w)" for part in telling for form in _forms(part)]


def _forms(words: str) -> list[str]:
    """Return patterns of `words` as they may be written: without accents, in capitals, with other hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", spelled_out(words)) if not unicodedata.combining(c))
    written = [words, plain] + ([words.upper(), plain.upper()] if len(words) > 2 else [])
    return [_pattern(text) for text in dict.fromkeys(written) if text.strip()]


_LOOSE: Mapping[str, str] = {" ": _SPACE, "\u00a0": _SPACE, "'": "['’]", "’": "['’]", "-": "[-‑–]\u2060?", "‑": "[-‑–]"}


def _pattern(words: str) -> str:
    return "".join(_LOOSE.get(c, re.escape(c)) for c in words.strip())
