"""Canonical text and anchors into it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

_CONTEXT = 32
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LETTERS = {
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "ß": "ss",
    "ẞ": "SS",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
}
"""Letters that Unicode does not take apart, and how they are typed without them."""
_SPELLED_OUT = str.maketrans({**LETTERS})


def canonical(raw: str) -> str:
    """Return the only form in which Briefer stores and measures text: LF, NFC, nothing that XML forbids."""
    lines = re.sub("\r\n?|[\u0085\u2028\u2029]", "\n", raw)
    return unicodedata.normalize("NFC", _NOT_XML.sub("", lines))


def digest(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def spelled_out(text: str) -> str:
    """Return `text` with those letters in their plain form ("Kłodkowski" -> "Klodkowski"); accents stay."""
    return text.translate(_SPELLED_OUT)


def fold(text: str) -> str:
    """Return `text` in lower-case ASCII letters as far as its letters have such a form ("Bağbaşlıoğlu" -> "bagbaslioglu")."""
    decomposed = unicodedata.normalize("NFKD", spelled_out(text))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def slug(text: str, words: int = 99) -> str:
    """Return lower-case words joined by hyphens, at most `words` of them; "" when `text` has no letter or digit."""
    return "-".join(re.findall(r"[^\W_]+", fold(text).replace("'", "").replace("’", ""))[:words])


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The quote stands in several places, and its context cannot tell them apart."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of canonical text, found by position and recognised by its quote; offsets are code points."""

    start: int
    end: int
    quote: str
    before: str
    after: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Anchor:
        """Return the anchor of `text[start:end]`; raises ValueError when that is not a span of `text`."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{start}:{end} is not a span of a text of {len(text)} characters")
        before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
        return cls(start, end, text[start:end], before, after)

    def locate(self, text: str) -> Anchor | Ambiguous | None:
        """Find this passage in a revised `text`; None when it is gone, Ambiguous when the user must say which."""
        places = [m.start() for m in re.finditer(f"(?={re.escape(self.quote)})", text)]
        agreement = {at: self._agreement(text, at) for at in places}
        best = max(agreement.values(), default=0)
        likely = [at for at in places if agreement[at] == best]
        if self.start in likely:
            likely = [self.start]
        if len(likely) > 1:
            return Ambiguous(tuple(likely))
        return Anchor.of(text, likely[0], likely[0] + len(self.quote)) if likely else None

    def _agreement(self, text: str, at: int) -> int:
        """Count the remembered neighbouring characters that also surround `at`."""
        here = Anchor.of(text, at, at + len(self.quote))
        return shared(self.before[::-1], here.before[::-1]) + shared(self.after, here.after)


def shared(a: str, b: str) -> int:
    """Return with how many equal characters both texts begin."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False))))


def ranges(numbers: Sequence[int], written: str = "{}") -> str:
    """Return "2, 4–6" for ascending `numbers`; `written` says how one is set: "[2], [4]–[6]" for "[{}]"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    ends = (dict.fromkeys((part[0], part[-1])) for part in parts)
    return ", ".join("–".join(written.format(number) for number in part) for part in ends)


ALT_LIMIT = 250
"""Characters that screen readers take of what a shape shows."""


def described(alt: str) -> str:
    """Return what a shape shows in a length that screen readers take; tables and notes say the rest."""
    return alt if len(alt) <= ALT_LIMIT else alt[: ALT_LIMIT - 1].rsplit(" ", 1)[0] + " …"
