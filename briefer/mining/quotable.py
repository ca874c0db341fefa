"""Passages worth quoting: one or two sentences that stand by themselves and are the author's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from briefer.mining.standalone import stands_alone
from briefer.mining.standing import Standing, id_at, reported_at, standings
from briefer.mining.turns import CONCLUSION, CONTRAST, JUDGEMENT, MOMENT, NARRATION, OUGHT, STYLE, THESIS, WEIGHT, found
from briefer.model.essay import Essay
from briefer.model.suggestion import Suggestion

MAX_QUOTABLE = 12
"""No essay gets more quotations suggested than this."""
SHORTEST, LONGEST = 8, 30
"""Words of a sentence that is quoted by itself."""
SHORTEST_HALF = 4
"""Words of the shorter of two sentences."""
_LEAST = 0.30
_STRONG = 0.35
"""Two sentences of which each could stand alone make one quotation only when both are as good as this."""

_OUGHT = 0.04
"""What it is worth that a sentence says what ought to be: that alone is a recommendation, not a quotation."""
_RELAYED = re.compile(
    r"(?<!\bI )(?<![Ww]e )\b(?:say|says|said|argue|argues|argued|believe|believes|believed|think|thinks|told|tells?"
    r"|claims?|claimed|hold|holds) "
    r"(?:\w+ )?that\b"
)
"""Somebody says it; a first person says so too, but then the saying is the point."""
_GENERAL = 0.1
"""What it is worth that a sentence speaks of no day, figure or name and tells nothing that happened."""
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*")
_SPOKEN = re.compile(r"[“\"«„][^”\"»]{12,}[”\"»]")
_APPARATUS = re.compile(
    r"https?://|www\.|\bet al\b|\bibid\b|\(\d{4}\)|\(see\b|\b(?:Figure|Table|Box|Annex|Section|Chapter)\s+\d",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"\b(?:this|the|each) (?:chapter|section|paragraph|subsection)\b|\b(?:I|we) (?:will|shall|now|first|then|turn|"
    r"begin|discuss|examine)\b|\bthe (?:next|following|previous|final) section\b",
    re.IGNORECASE,
)


def quotables(essay: Essay, body: str, sentences: Iterable[tuple[int, int]]) -> tuple[Suggestion, ...]:
    """Return one- and two-sentence quotations that stand by themselves, at most twelve, in the order of the text.

    `sentences` are spans of the body. Each sentence has 8 to 30 words, one of two 4 to 30; none leans on words before
    the quotation, and somebody else's words are left out. No two overlap.
    """
    spots = standings(essay, sentences)
    candidates = sorted(_candidates(essay, body, spots), key=lambda one: (-one.score, one.start, one.end))
    kept: list[Suggestion] = []
    for one in candidates:
        if len(kept) == MAX_QUOTABLE:
            break
        if any(one.start < other.end and other.start < one.end for other in kept):
            continue
        if reported_at(essay, body, one.start, one.end) is None:
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _candidates(essay: Essay, body: str, spots: tuple[Standing, ...]) -> Iterator[Suggestion]:
    worth = {spot.start: _worth(body[spot.start : spot.end], spot) for spot in spots}
    fit = {spot.start: _fits(body[spot.start : spot.end]) for spot in spots}
    half = {spot.start: _fits(body[spot.start : spot.end], SHORTEST_HALF) for spot in spots}
    for spot in spots:
        if fit[spot.start] and stands_alone(body[spot.start : spot.end]):
            score, cues, reason = worth[spot.start]
            if score >= _LEAST:
                yield _suggestion(essay, body, spot.start, spot.end, score, cues, reason)
    for one, two in pairwise(spots):
        if one.paragraph is not two.paragraph or not (half[one.start] and half[two.start]):
            continue
        if not stands_alone(body[one.start : one.end]) or not _follows(body[two.start : two.end]):
            continue
        first, second = worth[one.start], worth[two.start]
        weaker, better = sorted((first, second), key=lambda said: said[0])
        leans = not stands_alone(body[two.start : two.end])
        if weaker[0] >= (_LEAST if leans else _STRONG):
            score = round(min(1.0, better[0] + 0.3 * weaker[0]), 3)
            yield _suggestion(essay, body, one.start, two.end, score, (*first[1], *second[1]), better[2])


def _fits(text: str, shortest: int = SHORTEST) -> bool:
    """Tell whether a sentence may stand in a quotation at all."""
    return (
        shortest <= len(text.split()) <= LONGEST
        and not text.rstrip("”\"’') ").endswith("?")
        and text.rstrip()[-1:] in '.!”"’'
        and not (_SPOKEN.search(text) or _APPARATUS.search(text) or _ABOUT_ITSELF.search(text))
        and not (_RELAYED.search(text) or text.isupper() or re.search(r"\(\w\)|\bfollowing:", text))
        and text.count("(") == text.count(")")
        and sum(character.isdigit() for character in text) <= 8
    )


def _follows(text: str) -> bool:
    """Tell whether a second sentence is understood after the first: it may point back once, to that one."""
    return not re.search(r"\b(?:the former|the latter|above|aforementioned|see)\b", text, re.IGNORECASE)


def _worth(text: str, spot: Standing) -> tuple[float, tuple[str, ...], str]:
    said = found(text, (*THESIS, *CONCLUSION, *CONTRAST, *WEIGHT, *JUDGEMENT, *STYLE))
    score = min(0.6, said.worth)
    reasons = list(said.reasons[:1])
    if spot.concluding or spot.last == 0:
        score += 0.15
        reasons.append("in the conclusion" if spot.concluding else "in the last paragraph")
    elif spot.number == 0:
        score += 0.1
        reasons.append("in the first paragraph")
    elif spot.opens or spot.closes:
        score += 0.05
    told = 0.15 * bool(re.search(r"\d", text)) + 0.12 * bool(NARRATION.search(text)) + 0.1 * bool(MOMENT.search(text))
    score += -told if told else _GENERAL
    score -= 0.03 * min(3, len(_NAME.findall(text)))
    if OUGHT[0].pattern.search(text):
        score += _OUGHT
    if 9 <= len(text.split()) <= 24:
        score += 0.08
    return (
        round(max(0.0, min(1.0, score)), 3) if said.words else 0.0,
        said.words,
        ", ".join(["stands by itself", *reasons]),
    )


def _suggestion(
    essay: Essay, body: str, start: int, end: int, score: float, cues: tuple[str, ...], reason: str
) -> Suggestion:
    return Suggestion(
        id=id_at(essay, body, "quotable", start, end),
        essay_id=essay.id,
        kind="quotable",
        start=start,
        end=end,
        cues=cues,
        reason=reason,
        score=score,
    )
