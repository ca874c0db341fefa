"""Institutions that speak of themselves in the third person: “the Committee recommends” in the committee's own report."""

from __future__ import annotations

import re
from functools import cache

from briefer.mining.lexicon import words
from briefer.model.reference import Name, Reference
from briefer.model.text import fold

_HEAD = r"\b(?P<head>{})(?:[ -]general)?\b(?: (?:of|on|for|to|in)\b|$|,| \()"
_TITLED = (
    r"\b(?:report|opinion|recommendations?|communication|statement|conclusions|resolution) (?:of|by|from) the "
    r"(?:[\w’&-]+ ){{0,6}}?(?P<head>{})\b"
)


@cache
def _heads() -> str:
    return "|".join(sorted(words("actors", "institutions"), key=lambda word: (-len(word), word)))


def own_names(reference: Reference) -> frozenset[str]:
    """Return the words, folded, by which its authors are named in a work: family names, the head of a body's name."""
    bodies = [name.full for name in reference.authors if _is_body(name)]
    heads = {fold(match["head"]) for body in bodies for match in re.finditer(_HEAD.format(_heads()), body, re.I)}
    heads |= {fold(match["head"]) for match in [re.search(_TITLED.format(_heads()), reference.title, re.I)] if match}
    return frozenset(heads | {fold(name.family or name.literal) for name in reference.authors})


def _is_body(name: Name) -> bool:
    return bool(name.literal or (set(fold(name.full).split()) & words("actors")))


@cache
def performing(own: frozenset[str]) -> re.Pattern[str] | None:
    """Return what finds an institution in `own` recommending: “the Committee calls on”; None when `own` has none."""
    heads = sorted(name for name in own if name in words("actors", "institutions"))
    if not heads:
        return None
    return re.compile(
        rf"\b(?:the|this) (?:{'|'.join(heads)}) (?:(?:\w+ly|also|further|therefore|thus|again|strongly) )*"
        r"(?:recommends?|proposes?|urges?|advises?|advocates?|calls? (?:up)?on|calls? for|encourages?|invites?|asks|"
        r"requests|"
        r"appeals to|favou?rs|supports|endorses|expects|looks to|would (?:like|welcome|encourage|expect)|"
        r"sees (?:merit|value|scope))\b",
        re.I,
    )
