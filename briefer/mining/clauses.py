"""How far a view reaches that a clause tells of: “Though some say so, we should …” comes back to the author."""

from __future__ import annotations

import re

_SUBORDINATE = re.compile(
    r"(?:^|[,;:.–—] )(?:(?:[Aa]nd|[Bb]ut|[Ss]o|[Yy]et) )?(?:[Ii]f|[Ww]hen|[Uu]nless|[Oo]nce|[Bb]ecause|[Aa]lthough|[Tt]hough|"
    r"[Ww]hile|[Ww]hereas|[Ee]ven if|[Ee]ven though|[Mm]uch as|[Ww]hatever)(?: the| some| many)? ?$"
)
_CONDITION = re.compile(r"^(?:(?:And|But|So|Yet) )?(?:[Ii]f|[Ww]hen|[Uu]nless|[Oo]nce)(?: the| some| many)? ?$")
_BACK = re.compile(
    r", (?:and |but |then |yet )?(?:we|I|it|they|the|this|that|these|there|our|an?|you|[A-Z]\w+|\w+s)\b"
    r"(?! (?:say|argue|claim|that)\b)[^,]*$"
)
_TURN = re.compile(
    r"[,;] (?:but|yet) (?:we|I|the|this|these|there|our|in fact|in truth|in practice|surely)\b[^,;“”\"]*$"
)


_ANSWER = re.compile(
    r"[,;] (?:but|yet|so) (?:it|they|both|he|she|each|all) (?:\w+ ){0,2}(?:should|must|ought|needs?|ha(?:s|ve) to)?$"
)
_WANTED = re.compile(r"\b(?:should|must|ought|needs? to|ha(?:s|ve) to|wants?|be \w+ed)\b")
"""A view that wants something may go on after “but”; one that only tells how things are is answered there."""


def over(text: str, at: int, until: int, here: int) -> bool:
    """Tell whether the view told of in the words at `at:until` is over before `here`: “Though some say so, we should …”."""
    first = at + len(text[at:].split(" ")[0]) + 1
    between = text[until:here]
    if _CONDITION.search(text[:first]):
        return "," in between
    if _SUBORDINATE.search(text[:at]) or _SUBORDINATE.search(text[:first]):
        return bool(_BACK.search(between))
    answer = _ANSWER.search(between)
    return bool(_TURN.search(between)) or bool(answer and not _WANTED.search(between[: answer.start()]))
