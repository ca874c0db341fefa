"""The institution in an affiliation: "Senior Fellow, Scowcroft Center, Atlantic Council" is the Atlantic Council.

An office that only one person holds or held ("former Ambassador to …") names the person, and is no institution.
"""

from __future__ import annotations

import re

_OFFICE = re.compile(
    r"(?i)(?:(?:former|retired|deputy|senior|junior|assistant|associate|visiting|adjunct|emerit\w+|distinguished|research|"
    r"policy|executive|managing|vice|chief|first|non-resident|nonresident|doctoral|phd|postdoctoral|the|an?)[ -])*"
    r"(?:ambassador|professor|director|fellow|analyst|lecturer|reader|student|candidate|researcher|scholar|officer|general|"
    r"admiral|colonel|captain|minister|secretary|president|chair\w*|editor|author|writer|journalist|consultant|advis[eo]r|"
    r"expert|historian|head|member|intern|associate|founder|dean)\b"
)
_PARTS = re.compile(r"\s*[,;]\s*|\s+(?:at|with)\s+(?:the\s+)?")
_HOUSE = re.compile(
    r"(?i)\b(?:universit\w*|hochschule|institut\w*|council|college|academy|ministry|foundation|stiftung|association|agency|"
    r"organi[sz]ation|society|forum|commission|committee|parliament|bank|corporation|fund|network|observatory|party|union|"
    r"nato|rand)\b"
)
_UNIT = re.compile(
    r"(?i)\b(?:school|department|cent(?:er|re)|initiative|program(?:me)?|faculty|office|group|laborator\w+|division|staff)\b"
)


def institution_of(affiliation: str) -> str:
    """Return the institution that `affiliation` names, the house before its units; "" where it only says an office."""
    words = " ".join(affiliation.split())
    office = _OFFICE.match(words)
    if office:
        words = re.sub(r"^\s*(?:,|of|in|on|for)?\s+(?:the\s+)?", "", words[office.end() :])
    parts = [part for part in _PARTS.split(words) if part]
    for kind in (_HOUSE, _UNIT):
        found = [part for part in parts if kind.search(part)]
        if found:
            return found[-1]
    return "" if office or words[:1].islower() else words
