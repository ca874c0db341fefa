"""What an essay claims: its thesis where it says so, and the conclusions it draws."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefer.mining.standalone import stands_alone
from briefer.mining.standing import Standing, id_at, reported_at, standings
from briefer.mining.turns import CONCLUSION, CONTRAST, JUDGEMENT, MOMENT, NARRATION, OUGHT, THESIS, WEIGHT, found
from briefer.model.essay import Essay
from briefer.model.suggestion import Suggestion

MAX_CLAIMS = 10
"""No essay gets more claims suggested than this."""
_FEWEST, _EACH = 4, 6
"""A short essay gets this many at most; a longer one, one for so many sentences."""
_LEAST = 0.28
_SHORTEST, _LONGEST = 7, 60
_JOINING = re.compile(
    r"^(?:But|And|Yet|So|Indeed|Thus|Hence|However|Therefore|Ultimately|Overall|Finally|Perhaps|Still|Nor|In (?:sum"
    r"|short|the end)"
    r"|(?:Perhaps )?[Mm]ost importantly|To conclude|In conclusion|Accordingly|Consequently|Nevertheless"
    r"|Nonetheless),?\s+"
)
_OUTLINE = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ee]ach) (?:first|second|third|fourth|next|following|final|last|remaining|rest of the)?\s*"
    r"(?:section|part|chapter|paragraph|pages?)s?\b|\b(?:[Ii]n what follows|will (?:first|then|begin|proceed"
    r"|examine|discuss|explore|"
    r"review|outline|look at|turn to)|proceeds? (?:as follows|in)|is (?:structured|organi[sz]ed|divided)|I (?:begin"
    r"|start|first|then|turn))\b"
)


def claims(essay: Essay, body: str, sentences: Iterable[tuple[int, int]]) -> tuple[Suggestion, ...]:
    """Return the sentences in which `essay` says what it holds, at most ten, in the order of the text.

    `sentences` are spans of the body. What the author only reports is never a claim of the essay.
    """
    spots = standings(essay, sentences)
    most = min(MAX_CLAIMS, max(_FEWEST, len(spots) // _EACH))
    candidates = [_candidate(essay, body, spot) for spot in spots]
    best = sorted((one for one in candidates if one), key=lambda one: (-one.score, one.start))
    kept: list[Suggestion] = []
    for one in best:
        if len(kept) == most:
            break
        if reported_at(essay, body, one.start, one.end) is None:
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _candidate(essay: Essay, body: str, spot: Standing) -> Suggestion | None:
    text = body[spot.start : spot.end]
    count = len(text.split())
    if (
        not _SHORTEST <= count <= _LONGEST
        or text.rstrip("”\"’') ").endswith("?")
        or _OUTLINE.search(text)
        or text.startswith("(")
    ):
        return None
    said = found(text, (*THESIS, *CONCLUSION, *CONTRAST, *WEIGHT, *OUGHT, *JUDGEMENT))
    if not said.words:
        return None
    place, where = _place(spot)
    score = said.worth + place - 0.15 * bool(re.search(r"\d", text)) - 0.15 * bool(NARRATION.search(text))
    score -= 0.08 * bool(MOMENT.search(text)) + 0.08 * (not stands_alone(_resumed(text)))
    score = max(0.0, min(1.0, round(score, 3)))
    if score < _LEAST:
        return None
    reason = said.reasons[0] + (f", {where}" if where else "")
    return Suggestion(
        id=id_at(essay, body, "claim", spot.start, spot.end),
        essay_id=essay.id,
        kind="claim",
        start=spot.start,
        end=spot.end,
        cues=said.words,
        reason=reason,
        score=score,
    )


def _resumed(text: str) -> str:
    """Return a sentence without the word that joins it to the one before."""
    bare = _JOINING.sub("", text)
    return bare[:1].upper() + bare[1:]


def _place(spot: Standing) -> tuple[float, str]:
    """Return what the place of a sentence is worth, and what to call it."""
    if spot.concluding:
        return 0.25, "in the conclusion"
    if spot.last == 0 and spot.number:
        return 0.25, "in the last paragraph"
    if spot.number == 0:
        return (0.25 if spot.closes else 0.18), "in the first paragraph"
    if spot.number == 1:
        return 0.12, "near the beginning"
    if spot.closes and not spot.opens:
        return 0.08, "at the end of a paragraph"
    return (0.05, "at the beginning of a paragraph") if spot.opens else (0.0, "")
