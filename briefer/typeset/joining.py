"""Characters that keep words together, put in when a text is set and taken out when it is audited.

This is the only module that knows them. Each is put in place of, or beside, a character that stays, so offsets into
the composed text remain usable: `joints` names the character that changes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

NBSP = "\N{NO-BREAK SPACE}"
WORD_JOINER = "\N{WORD JOINER}"
BREAK = "\N{ZERO WIDTH SPACE}"
"""Lets a long address break after a slash or a dot."""
RING = "\N{WHITE CIRCLE}"
"""Stands before an unconfirmed name."""
TICK = "\N{WHITE SQUARE}"
"""A box to tick."""

_NUMBERED = re.compile(
    r"(?:pp?\.|¶¶?|§§?|nn?\.|nos?\.|vols?\.|chs?\.|secs?\.|paras?\.|figs?\.|[Pp]ages?|[Ss]lides?|[Oo]ptions?|[Aa]rticles?|"
    r"[Cc]hapters?|[Ss]ections?|[Pp]arts?|[Tt]ables?|[Ff]igures?|[Aa]nnex)$"
)
_NUMBER = re.compile(r"[\d¶]|[IVX]+\b")
_UNIT = re.compile(r"(?:m|bn|tn|k|km|nm|kt|kg|t|per|million|billion|trillion|%)(?!\w)")
_DAY = re.compile(r"(?:\D|^)\d{1,2}$")
_MONTH = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|September|"
    r"October|November|December)\b"
)
_TITLE = re.compile(r"(?:[A-Z]\.|Dr|Mr|Mrs|Ms|Prof\.|Gen\.|St)$")
_PAGES = re.compile(r"\((?:[\d¶]|(?:intro|sec\.|ch\.|para\.|app\.|n\.)$)")
_OPENERS = "([“‘\"'"
_BRACKET = re.compile(r"\((?=[^()]*[\d¶])[^()]*\)")
_RANGE = re.compile(r"(?<=[\d¶])[–-](?=[\d¶])|(?<=\w)–(?=\w)(?<![^\W\d_]{13}–)(?![^\W\d_]{13})")
"""A dash inside a range of pages, or between two names that are short enough to stay on one line.

Not the hyphen of a double name: with a joiner in it, whoever looks for "Shetler-Jones" would not find it.
"""
_ET_AL = re.compile(rf" (?=et[ {NBSP}]al\.)|(?<= et) (?=al\.)")
_AFTER = re.compile(r"(?<=[\w/])[/.?&=_](?=[\w/])|(?<=\w)[/](?=\w)")
_LONG_WORD = 25
_SHORT_BRACKET = 16
"""A bracket with pages of at most this many characters never breaks."""


@lru_cache(maxsize=512)  # a text is asked for again while its slide is laid out, hardly later
def joints(text: str) -> dict[int, str]:
    """Return what to write at which offsets of `text` instead of the one character that stands there."""
    found: dict[int, str] = {}
    words = text.split(" ")
    at = -1
    for before, after in pairwise(words):
        at += len(before) + 1
        if _tied(before, after) or (not before and found.get(at - 1) == NBSP):
            found[at] = NBSP
        if len(before) >= _LONG_WORD:
            _open(before, at - len(before), found)
    if len(words[-1]) >= _LONG_WORD:
        _open(words[-1], len(text) - len(words[-1]), found)
    if " et" in text:
        for match in _ET_AL.finditer(text):
            found[match.start()] = NBSP
    if "(" in text:
        for match in _BRACKET.finditer(text):
            _join_bracket(match[0], match.start(), found)
    if "–" in text or "-" in text:
        for match in _RANGE.finditer(text):
            found[match.start()] = WORD_JOINER + match[0] + WORD_JOINER
    return found


@lru_cache(maxsize=8192)
def _tied(before: str, after: str) -> bool:
    """Tell whether two neighbouring words stay on one line: "p." and "36", a name and "(36)", "20" and "Nov"."""
    if not before:
        return False
    if before in (TICK, RING):
        return True
    if not after:
        return False
    bare = before.lstrip(_OPENERS)
    return bool(
        after[0] in "…·"
        or (_PAGES.match(after) and (before[-1].isalnum() or before[-1] in ".’'”\""))
        or (_NUMBERED.match(bare) and _NUMBER.match(after))
        or (bare == "in" and after.startswith("no."))
        or (bare == "last" and after[0] == "¶")
        or (before[-1].isdigit() and (_UNIT.match(after) or (_DAY.search(before) and _MONTH.match(after))))
        or (_TITLE.match(bare) and after[0].isupper())
    )


def _open(word: str, start: int, found: dict[int, str]) -> None:
    """Let a long address break after its slashes and dots."""
    for match in _AFTER.finditer(word):
        found.setdefault(start + match.start(), match[0] + BREAK)


def _join_bracket(bracket: str, start: int, found: dict[int, str]) -> None:
    """Join a short bracket as a whole, and in a longer one each name with its page."""
    inner = r" " if len(bracket) <= _SHORT_BRACKET else r"(?<=[\w.]) (?=[\d¶][\d–¶-]*(?:[,;)]|$))"
    for match in re.finditer(inner, bracket):
        found[start + match.start()] = NBSP


def joined(text: str) -> str:
    """Return `text` as it is issued: what belongs together never parts at a line's end."""
    found = joints(text)
    return "".join(found.get(at, char) for at, char in enumerate(text)) if found else text


def unjoined(text: str) -> str:
    """Return issued `text` with plain spaces and without joiners and rings: what was composed, for the audit."""
    return text.replace(RING + NBSP, "").replace(NBSP, " ").replace(WORD_JOINER, "").replace(BREAK, "")
