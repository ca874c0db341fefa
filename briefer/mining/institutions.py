"""Institutions that speak of themselves in the third person: “the Committee recommends” in the committee's own report."""

from __future__ import annotations

import re
from functools import cache

from briefer.mining.lexicon import words
from briefer.model.reference import Name, Reference
from briefer.model.text import fold

_BODIES = (
    "agency|assembly|auditor|bank|board|bureau|commission|commissioner|committee|congress|council|court|department|directorate|"
    "federation|forum|foundation|fund|inquiry|institute|ministry|observatory|office|ombudsman|organi[sz]ation|panel|parliament|"
    "secretariat|senate|society|task force|trust|tribunal|union|association|network|alliance|working group|review|facility|centre|center"
)
_HEAD = re.compile(rf"\b(?P<head>{_BODIES})(?:[ -]general)?\b(?: (?:of|on|for|to|in)\b|$|,| \()", re.I)
_TITLED = re.compile(
    rf"\b(?:[Rr]eport|[Oo]pinion|[Rr]ecommendations?|[Cc]ommunication|[Ss]tatement|[Cc]onclusions|[Rr]esolution) "
    rf"(?:of|by|from) the (?:[\w’&-]+ ){{0,6}}?(?P<head>{_BODIES})\b",
    re.I,
)


def own_names(reference: Reference) -> frozenset[str]:
    """Return the words, folded, by which the authors of a work are named in it: family names, and the head of a body's name."""
    bodies = [name.full for name in reference.authors if _is_body(name)]
    heads = {fold(match["head"]) for body in bodies for match in [_HEAD.search(body)] if match}
    heads |= {fold(match["head"]) for match in [_TITLED.search(reference.title)] if match}
    return frozenset(heads | {fold(name.family or name.literal) for name in reference.authors})


def _is_body(name: Name) -> bool:
    return bool(name.literal or (set(fold(name.full).split()) & words("actors")))


@cache
def performing(own: frozenset[str]) -> re.Pattern[str] | None:
    """Return what finds an institution in `own` recommending: “the Committee calls on”; None when `own` has none."""
    heads = sorted(name for name in own if re.fullmatch(_BODIES, name))
    if not heads:
        return None
    return re.compile(
        rf"\b(?:the|this) (?:{'|'.join(heads)}) (?:(?:\w+ly|also|further|therefore|thus|again|strongly) )*"
        r"(?:recommends?|proposes?|urges?|advises?|advocates?|calls? (?:up)?on|calls? for|encourages?|invites?|asks|requests|"
        r"appeals to|favou?rs|supports|endorses|expects|looks to|would (?:like|welcome|encourage|expect)|sees (?:merit|value|scope))\b",
        re.I,
    )
