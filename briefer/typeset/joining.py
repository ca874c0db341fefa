"""Characters that keep words together, put in when a text is set and taken out when it is audited.

This is the only module that knows them. Each is put in place of, or beside, a character that stays, so offsets into
the composed text remain usable: `joints` names the character that changes.
"""

from __future__ import annotations

import re
from functools import lru_cache

NBSP = "\N{NO-BREAK SPACE}"
WORD_JOINER = "\N{WORD JOINER}"
BREAK = "\N{ZERO WIDTH SPACE}"
"""Lets a long address break after a slash or a dot."""
RING = "\N{WHITE CIRCLE}"
"""Stands before an unconfirmed name."""

_UNITS = "m|bn|tn|k|km|nm|kt|kg|t|per cent|million|billion|trillion|%"
_MONTHS = (
    "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September|"
    "October|November|December"
)
_BEFORE_NUMBER = (
    r"pp?\.|¶¶?|§§?|nn?\.|nos?\.|vols?\.|chs?\.|secs?\.|paras?\.|figs?\.|[Pp]ages?|[Ss]lides?|[Oo]ptions?|[Aa]rticles?|"
    r"[Cc]hapters?|[Ss]ections?|[Pp]arts?|[Tt]ables?|[Ff]igures?|[Aa]nnex|last(?= ¶)"
)
_BRACKET = r"\((?=[^()]*[\d¶])[^()]*\)"

_SPACES = re.compile(
    rf"(?<![^\s(])(?:{_BEFORE_NUMBER})(?P<number> )(?=[\d¶IVX])"
    rf"|\d(?P<unit> )(?=(?:{_UNITS})(?!\w))"
    rf"|(?<!\d)\d{{1,2}}(?P<day> )(?=(?:{_MONTHS})\b)"
    r"|\w(?P<et> )(?=et al\.)|\bet(?P<al> )(?=al\.)"
    r"|(?P<ellipsis> )(?=…)|(?P<dot> )(?=· )"
    r"|(?<![^\s(])(?:[A-Z]\.|Dr|Mr|Mrs|Ms|Prof\.|Gen\.|St)(?P<name> )(?=[A-Z])"
    rf"|[\w.’'\"”](?P<pages> )(?=\([\d¶])|[\w.](?P<intro> )(?=\([a-z.]{{1,6}} ¶)"
    r"|[□○](?P<box> +)"
)
_RANGE = re.compile(r"(?<=[\d¶])[–-](?=[\d¶])")
_LONG_WORD = re.compile(r"\S{25,}")
_AFTER = re.compile(r"(?<=[\w/])[/.?&=_](?=[\w/])|(?<=\w)[/](?=\w)")
_SHORT_BRACKET = 16
"""A bracket with pages of at most this many characters never breaks."""


@lru_cache(maxsize=16384)
def joints(text: str) -> dict[int, str]:
    """Return what to write at which offsets of `text` instead of the one character that stands there."""
    found: dict[int, str] = {}
    for match in _SPACES.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        found.update(dict.fromkeys(range(start, end), NBSP))
    for match in re.finditer(_BRACKET, text):
        _join_bracket(match[0], match.start(), found)
    for match in _RANGE.finditer(text):
        found[match.start()] = WORD_JOINER + match[0] + WORD_JOINER
    for word in _LONG_WORD.finditer(text):
        for match in _AFTER.finditer(word[0]):
            found.setdefault(word.start() + match.start(), match[0] + BREAK)
    return found


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
