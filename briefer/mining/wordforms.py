"""Words as mining compares them: British and American spelling alike, endings cut off, common words left out."""

from __future__ import annotations

import re
from functools import lru_cache

from briefer.model.text import fold

_SPELLINGS = (
    ("defen[cs]e", "defen[cs]e", "defense"),
    ("offen[cs]e", "offen[cs]e", "offense"),
    ("licen[cs]e", "licen[cs]e", "license"),
    ("practi[cs]e", "practi[cs]e", "practice"),
    ("cent(?:re|er)", "cent(?:re|er)", "center"),
    ("theat(?:re|er)", "theat(?:re|er)", "theater"),
    ("fib(?:re|er)", "fib(?:re|er)", "fiber"),
    ("gr[ea]y", "gr[ea]y", "gray"),
    ("program(?:me)?", "program(?:me)?", "program"),
    ("catalog(?:ue)?", "catalog(?:ue)?", "catalog"),
    ("dialog(?:ue)?", "dialog(?:ue)?", "dialog"),
    ("judge?ment", "judge?ment", "judgment"),
    ("manoeuvre|maneuver", "(?:manoeuvre|maneuver)", "maneuver"),
    ("co-?operat", "co-?operat", "cooperat"),
    ("co-?ordinat", "co-?ordinat", "coordinat"),
    ("(?<=behavi)ou?r|(?<=neighb)ou?r|(?<=endeav)ou?r|(?<=lab)ou?r|(?<=harb)ou?r|(?<=fav)ou?r", "ou?r", "or"),
    ("(?<=[a-z]{3})i[sz](?=e|ing|ation|$)", "i[sz]", "iz"),
    ("(?<=analy)[sz](?=e|ing)", "[sz]", "z"),
    ("(?<=[aeiou])ll?(?=(?:ed|ing|ers?)$)", "ll?", "l"),
)
"""Where British and American spelling differ: how to find it, a pattern of both, and the form that stands for them."""
_ANY_SPELLING = re.compile("|".join(f"({find})" for find, _, _ in _SPELLINGS))
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_COMMON_WORDS = """
a about above across after again against all almost also although always am among an and another any are as at away
back be became because become becomes been before being below between both but by can cannot come could did do does
doing done down during each either else especially even ever every few first for from further get give given go had
has have having he hence her here him his how however i if in including indeed instead into is it its itself just last
least less let like likely made mainly make makes making many may me means might more moreover most much must my need
needs neither never new no nor not nothing now of off often on once one ones only onto or other others otherwise our
out over own part particular particularly perhaps quite rather really same second see seem seems several shall she
should since so some something still such take taken than that the their them themselves then there therefore these
they third this those though three through thus to together too toward towards two under until unless up upon us use
used using very was way ways we well were what when where whereas whether which while who whole whose why will with
within without would year years yet you your
"""
COMMON = frozenset(_COMMON_WORDS.split())
"""Words that say nothing about a subject."""
_ENDINGS = re.compile(
    r"(?<=[^\W\d_]{3})(?:ations?|ings?|ments?|ness|ities|ity|ives?|ally|ies|ied|ion|ions|al|ed|er|ers|es|ly|s|e|y)$"
)


def one_spelling(word: str) -> str:
    """Return a word in small letters in the one spelling that stands for both ("organisation" -> "organization")."""
    return _ANY_SPELLING.sub(lambda match: _SPELLINGS[(match.lastindex or 1) - 1][2], word)


def both_spellings(word: str) -> str:
    """Return a regular expression that matches `word`, in small letters, in either spelling."""
    out, at = [], 0
    for match in _ANY_SPELLING.finditer(word):
        out += [re.escape(word[at : match.start()]), _SPELLINGS[(match.lastindex or 1) - 1][1]]
        at = match.end()
    return "".join([*out, re.escape(word[at:])])


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what the forms of a word share ("alliances", "allied" -> "alli"); rough, for counting only."""
    return _ENDINGS.sub("", one_spelling(fold(word.removesuffix("’s").removesuffix("'s"))))


def content_words(text: str) -> list[str]:
    """Return the words of `text` in small letters without the common ones, in order."""
    words = (word.lower() for word in _WORD.findall(text))
    return [word for word in words if word not in COMMON and (len(word) > 1 or word.isdigit())]


def stems(text: str) -> list[str]:
    """Return the stems of the content words of `text`, in order; parts of hyphenated words count one by one."""
    return [stem(part) for word in content_words(text) for part in word.split("-") if part and part not in COMMON]
