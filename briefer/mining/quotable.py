"""Passages worth quoting: one or two sentences that stand by themselves and are the author's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from briefer.mining.standing import Standing, id_at, reported_at, standings
from briefer.mining.turns import CONCLUSION, CONTRAST, STYLE, THESIS, WEIGHT, found
from briefer.model.essay import Essay
from briefer.model.suggestion import Suggestion

MAX_QUOTABLE = 12
"""No essay gets more quotations suggested than this."""
SHORTEST, LONGEST = 8, 30
"""Words of each sentence."""
_LEAST = 0.25
_STRONG = 0.35
"""Two sentences of which each could stand alone make one quotation only when both are as good as this."""

_OPENERS = (
    r"He|She|They|Her|His|Its|Their|Them|That|These|Those|Such|Here|Both|Neither|Either|Another|Others|Some|One|Each",
    r"It(?! (?:is|was) (?:not|only|the|an?|no|in|from|by)\b[^.;]{3,90}\b(?:that|who|but)\b)",
    r"This(?! (?:essay|paper|article|report|study)\b)",
    r"There(?! (?:is|are|was|were|has|have|can|will)\b)",
    r"However|But|And|Or|Yet|So|Thus|Hence|Therefore|Moreover|Furthermore|Nevertheless|Nonetheless|Consequently",
    r"Accordingly|Additionally|Likewise|Similarly|Conversely|Instead|Otherwise|Indeed|Meanwhile|Also|Still|Then|Besides",
    r"First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Finally|Lastly|Rather|Again|Overall|Ultimately|After all|That said",
    r"Because of (?:this|that)|Despite (?:this|that|these)|With (?:this|that|these)|To (?:this|that) end",
    r"For (?:example|instance|this|these|that)|As (?:a result|such|noted|mentioned|discussed|we have seen)",
    r"In (?:addition|contrast|this|that|these|such|other words|turn|fact|particular|response)",
    r"In (?:sum|short|conclusion|summary|brief|essence|the end)|To (?:conclude|sum up)|All in all",
    r"At the same time|On the (?:other|one) hand|What is more|By contrast|If so|Not so|Even so|All (?:this|these|of this)",
    r"The (?:former|latter|same|above|following|first|second|third|other|others|two|three)",
    r"The (?:lesson|answer|result|upshot|reason|problem|question|figure|point|conclusion|consequence|reverse"
    r"|opposite)s? (?:is|are|was|were)",
)
"""How a sentence begins that leans on the one before."""
_LEANS_BACK = re.compile(rf"\W*(?:{'|'.join(_OPENERS)})\b")
_UNRESOLVED = re.compile(
    r"\b(?:therefore|thus|however|this|these|that(?=\s+(?:year|time|case|way|end|question|point)\b)"
    r"|those(?!\s+(?:who|that|of|in|with|which|on|at|from|whose)\b)|such(?!\s+as\b|\s+(?:a|an)\b)"
    r"|the (?:former|latter)|above-mentioned|aforementioned"
    r"|as (?:noted|mentioned|discussed|described) (?:above|earlier|before)|see (?:above|below|figure|table|note))\b",
    re.IGNORECASE,
)
_OF_NOW = re.compile(
    r"\bthis (?:year|decade|century|essay|paper|article|chapter|report|study|country|continent|planet)\b", re.IGNORECASE
)
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
_PRONOUN_SUBJECT = re.compile(
    r"^\W*(?:When|While|If|Although|Though|As|Since|Because|Once|After|Before)\s+(?:it|they|he|she)\b"
)


def quotables(essay: Essay, body: str, sentences: Iterable[tuple[int, int]]) -> tuple[Suggestion, ...]:
    """Return one- and two-sentence quotations that stand by themselves, at most twelve, in the order of the text.

    `sentences` are spans of the body. Each sentence has 8 to 30 words, none leans on words before the quotation, and
    somebody else's words are left out. No two overlap.
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


def stands_alone(text: str) -> bool:
    """Tell whether a sentence can open a quotation: it has its own subject and nothing in it points back."""
    return not (
        _LEANS_BACK.match(text) or _PRONOUN_SUBJECT.match(text) or _UNRESOLVED.search(_OF_NOW.sub("", text))
    ) and bool(re.match(r"[“\"'(]?[A-Z0-9À-Ž]", text))


def _candidates(essay: Essay, body: str, spots: tuple[Standing, ...]) -> Iterator[Suggestion]:
    worth = {spot.start: _worth(body[spot.start : spot.end], spot) for spot in spots}
    fit = {spot.start: _fits(body[spot.start : spot.end]) for spot in spots}
    for spot in spots:
        if fit[spot.start] and stands_alone(body[spot.start : spot.end]):
            score, cues, reason = worth[spot.start]
            if score >= _LEAST:
                yield _suggestion(essay, body, spot.start, spot.end, score, cues, reason)
    for one, two in pairwise(spots):
        if one.paragraph is not two.paragraph or not (fit[one.start] and fit[two.start]):
            continue
        if not stands_alone(body[one.start : one.end]) or not _follows(body[two.start : two.end]):
            continue
        first, second = worth[one.start], worth[two.start]
        weaker, better = sorted((first, second), key=lambda said: said[0])
        leans = not stands_alone(body[two.start : two.end])
        if weaker[0] >= (_LEAST if leans else _STRONG):
            score = round(min(1.0, better[0] + 0.3 * weaker[0]), 3)
            yield _suggestion(essay, body, one.start, two.end, score, (*first[1], *second[1]), better[2])


def _fits(text: str) -> bool:
    """Tell whether a sentence may stand in a quotation at all."""
    return (
        SHORTEST <= len(text.split()) <= LONGEST
        and not text.rstrip("”\"’') ").endswith("?")
        and text.rstrip()[-1:] in '.!”"’'
        and not (_SPOKEN.search(text) or _APPARATUS.search(text) or _ABOUT_ITSELF.search(text))
        and text.count("(") == text.count(")")
        and sum(character.isdigit() for character in text) <= 8
    )


def _follows(text: str) -> bool:
    """Tell whether a second sentence is understood after the first: it may point back once, to that one."""
    return not re.search(r"\b(?:the former|the latter|above|aforementioned|see)\b", text, re.IGNORECASE)


def _worth(text: str, spot: Standing) -> tuple[float, tuple[str, ...], str]:
    said = found(text, (*THESIS, *CONCLUSION, *CONTRAST, *WEIGHT, *STYLE))
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
    if re.search(r"\b(?:must|should|cannot|never|always|every|only)\b", text):
        score += 0.08
    if re.search(r"\d", text):
        score -= 0.15
    if 10 <= len(text.split()) <= 22:
        score += 0.08
    return round(max(0.0, min(1.0, score)), 3), said.words, ", ".join(["stands by itself", *reasons])


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
