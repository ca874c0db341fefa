"""Turns of phrase that tell what a sentence does, each with what it is worth and what to call it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A turn of phrase: the pattern, its worth from 0 to 1, and the reason it gives."""

    pattern: re.Pattern[str]
    worth: float
    reason: str


_AUTHOR = (
    r"(?:I|[Ww]e|[Tt]his (?:paper|essay|article|chapter|report|contribution|brief|study|note)|[Tt]he present (?:paper"
    r"|essay|article)"
    r"|[Mm]y|[Oo]ur)"
)
_ARGUING = (
    r"(?:argue|contend|maintain|submit|claim|hold|suggest|propose|conclude|believe|find|insist|show"
    r"|demonstrate|make the case)s?"
)

THESIS = (
    Cue(
        re.compile(rf"\b{_AUTHOR}\s+(?:\w+ly\s+|will\s+|shall\s+|therefore\s+|thus\s+|also\s+)*{_ARGUING}\b"),
        0.6,
        "says what the author argues",
    ),
    Cue(
        re.compile(
            r"\b(?i:my|our|the|its|this (?:paper|essay|article)[’']s)\s+(?i:(?:central|main|core|key|basic|principal|"
            r"overall|overarching)\s+)?(?i:argument|contention|claim|thesis|message|point|case (?:here|made here)"
            r"|conclusion|upshot"
            r"|lesson|bottom line|takeaway)\s+(?:here\s+)?(?i:is|of this \w+ is|remains|drawn here is"
            r"|that emerges is)\b"
        ),
        0.55,
        "names its own argument",
    ),
)
CONCLUSION = (
    Cue(
        re.compile(
            r"^(?:In (?:conclusion|sum|short|summary|brief|the end|essence)|To (?:conclude|sum up)|Overall"
            r"|Ultimately|All in all"
            r"|Taken together|On balance|Summing up|In the final analysis|At bottom|Put (?:simply|differently"
            r"|bluntly))\b"
        ),
        0.35,
        "sums up",
    ),
    Cue(
        re.compile(
            r"^(?:Thus|Hence|Therefore|Consequently|As a result|It follows|This means|This suggests|The (?:result"
            r"|upshot|lesson)"
            r"|What (?:this|all this) (?:means|shows|suggests))\b|\b(?:it is (?:clear|evident|apparent) that"
            r"|there is (?:little|no) doubt"
            r" that|the evidence (?:shows|suggests))\b"
        ),
        0.25,
        "draws a conclusion",
    ),
)
CONTRAST = (
    Cue(
        re.compile(
            r"\bnot\b[^.;]{2,70}?(?:,\s*|;\s*|\s)but\b(?!\s+also)|\bnot (?:only|just|merely|simply)\b[^.;]{2,90}\bbut\b"
            r"|\bless\b[^.;]{2,50}\bthan\b|\bnot because\b|\bis not\b[^.;]{2,70}[;,:—–]\s*it is\b"
        ),
        0.25,
        "sets one thing against another",
    ),
    Cue(
        re.compile(
            r"(?:, not|,? and not) (?:an?|the|for|of|to|in|by|on|from|because|with|as|where|when|what|how|who|whether)\b"
        ),
        0.25,
        "sets one thing against another",
    ),
    Cue(re.compile(r", (?:while|whereas)\b|^(?:While|Whereas)\b[^.;]+,"), 0.15, "sets one thing against another"),
    Cue(
        re.compile(r"\b(?:[Rr]ather than|[Ff]ar from|[Cc]ontrary to|[Ii]nstead of|as much as|more than)\b"),
        0.12,
        "contrasts",
    ),
)
WEIGHT = (
    Cue(
        re.compile(
            r"\b(?:[Tt]he (?:real|true|deeper|central|main|key|biggest|greatest|most (?:important|serious|urgent)) "
            r"(?:question|problem|issue|challenge|danger|risk|test|obstacle|lesson|reason|threat|task|choice|cost"
            r"|price|value))\b"
        ),
        0.3,
        "says what matters most",
    ),
    Cue(
        re.compile(
            r"\b(?:cannot afford|at stake|no longer|(?:is|are|remains?|proves?) (?:essential|vital|crucial|decisive"
            r"|indispensable|"
            r"inevitable|unavoidable|impossible|unsustainable|misguided|mistaken|futile|too (?:late|little|weak"
            r"|slow))|(?<!the )(?<!a )(?<!of )matters?"
            r"|fails?|failed|undermines?|depends? (?:on|upon)|requires?|without (?:which|it|them)|the cost of"
            r"|the price of"
            r"|is (?:un)?likely to|risks?)\b"
        ),
        0.12,
        "judges",
    ),
)
_QUOTED = re.compile(r"[“«„][^”»]{12,}[”»]|\"[^\"]{12,}\"")
_PLAIN = (
    "that|with|this|these|those|their|them|they|from|have|been|were|which|more|than|will|also|into|when|what|such|would"
)
STYLE = (
    Cue(
        re.compile(r"\b[Tt]he (?:most|least) \w+\b|\b[Tt]he \w{3,}est\b(?! of\b| year\b| week\b)"),
        0.2,
        "goes to the extreme",
    ),
    Cue(re.compile(r"\b(?:more|less|worth more|better|worse|greater|\w{3,}er) (?:\w+ ){0,3}?than\b"), 0.15, "compares"),
    Cue(
        re.compile(r"^(?:An? |No |Every |Nobody |Those who |What |Whoever |Without |[A-Z][a-z]{2,}ing (?:is|are)\b)"),
        0.1,
        "is general",
    ),
    Cue(re.compile(rf"\b(?!(?:{_PLAIN})\b)([a-z]{{4,}})\b[^.;]*\b\1(?:s|ed|ing|d)?\b"), 0.1, "plays on a word"),
    Cue(re.compile(r"\b(?:no|nobody|nothing|never|none)\b"), 0.08, "denies"),
)
"""What makes a sentence worth quoting beyond what it says."""


@dataclass(frozen=True, slots=True)
class Found:
    """What cues say of a sentence: what they are worth together, the words, and the reasons, the weightiest first."""

    worth: float
    words: tuple[str, ...]
    reasons: tuple[str, ...]


def found(text: str, cues: Iterable[Cue]) -> Found:
    """Return what `cues` say of the sentence `text`; what it quotes from somebody is passed over."""
    text = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text)
    matches = [(cue, match) for cue in cues if (match := cue.pattern.search(text))]
    matches.sort(key=lambda pair: -pair[0].worth)
    return Found(
        sum(cue.worth for cue, _ in matches),
        tuple(" ".join(match.group().split()) for _, match in matches),
        tuple(cue.reason for cue, _ in matches),
    )
