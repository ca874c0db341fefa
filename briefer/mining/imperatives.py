"""Imperatives that recommend: in lists, under headings such as recommendations, after a run-in lead, and plainly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefer.mining.lexicon import sections, words

_LEAD = re.compile(
    r"(?:[•·▪–—*-] ?|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] ?|(?:[Rr]ecommendation|[Pp]riority|[Ss]tep|"
    r"[Pp]oint) (?:\d+|one|two|three|four|five|\w)[.:,]? ?[–—-]? ?|"
    r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ff]inal|[Ll]ast)(?:ly)?(?: of all)?[,:–—-]+ ?|"
    r"(?:[Ff]inally|[Ll]astly|[Nn]ext|[Tt]hen|[Ii]nstead|[Rr]ather|[Mm]eanwhile|[Mm]oreover|[Aa]lso|"
    r"[Ff]urther(?:more)?|[Aa]dditionally|[Aa]bove all|"
    r"[Ii]n (?:addition|parallel|particular|short|the (?:short|medium|long|near) (?:term|run)|time)|"
    r"[Aa]t the (?:same time|very least|least)|"
    r"[Aa]t (?:home|once)|[Tt]herefore|[Ss]o|[Aa]nd|[Bb]ut|[Oo]r|[Pp]lease|[Tt]hus|[Tt]o (?:this|that) end|"
    r"[Hh]ence|[Oo]ver time|[Ww]here (?:possible|necessary))(?:, ?| )|"
    r"(?:[Tt]o|[Ii]n|[Bb]y|[Ff]or|[Bb]efore|[Aa]fter|[Ww]hen|[Ww]here|[Uu]ntil|[Rr]ather than|[Ww]ith|"
    r"[Uu]sing|[Bb]uilding on|[Aa]s) [^.;:]{3,110}?, ?)+"
)
_RUN_IN = re.compile(r"(?:[A-Z][^.:;?!]{2,60}?[.:] |(?:[A-Z][\w’&-]*,? ?(?:and |the |of |for )?){1,7}: )")
_NEGATIVE = re.compile(r"(?:[Dd]o not|[Dd]on’t|[Nn]ever|[Nn]either) (?P<verb>[a-z]+)\b")
_LET = re.compile(r"[Ll]et (?!’s\b|us\b|alone\b|me\b|no one\b)\S+(?P<rest>(?: \S+){1,8})")
_STORY = re.compile(
    r"(?:[Cc]onsider|[Tt]ake|[Ll]ook|[Ii]magine|[Ss]uppose|[Aa]dd|[Cc]all|[Rr]ecall|[Rr]eview)(?:,|"
    r" (?:for (?:example|instance)|the (?:case|example|fate|story|following|numbers)|a (?:\w+ )?(?:case|"
    r"example|town|country|family)|at\b|it\b|to this|in \w+ that|how\b|what\b|this\b|[A-Z]\w+(?:,|\.|:)))"
)
_NOUNY = re.compile(
    r" (?:of|for|in|on|from|among|between|by|at|with|is|are|was|were|has|have|had|will|would|can|could|should|"
    r"must|may|might|and|or|to|"
    r"\w+s? (?:is|are|was|were|has|have|will|would|can|could|should|must|may))\b|[.,;:]|$"
)
_AFTER_VERB = re.compile(
    r" (?:the|a|an|this|that|these|those|its|their|our|your|his|her|all|every|each|any|some|more|no|one|two|"
    r"three|\w+s (?!and\b)|\w+ing\b)"
)
_FINITE = re.compile(
    r"^\w+(?: (?!that\b|which\b|who\b|where\b|what\b|how\b|when\b|if\b|and\b|because\b|as\b|"
    r"than\b)[\w’-]+){0,4} (?:is|are|was|were|has|had|have|remains?|became|will|would|can|could|may|might|"
    r"does|did)\b"
)


@dataclass(frozen=True, slots=True)
class Imperative:
    """A verb at `start:end` of a sentence that tells somebody to do something."""

    start: int
    end: int
    reason: str


@cache
def _recommending() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(line for _, lines in sections('headings') for line in lines)})", re.I)


@cache
def _doing() -> frozenset[str]:
    return words("actions", "plain") | words("actions", "noun") | {"be", "decide", "come"}


def recommends(heading: str) -> bool:
    """Tell whether a section under `heading` is one of recommendations."""
    return bool(re.search(rf"(?<!\w){_recommending().pattern}(?!\w)", heading, re.I))


def opens_list(text: str) -> bool:
    """Tell whether a sentence that recommends introduces a list: “The ministry should:”."""
    return bool(re.search(r"(?::|…)\s*$", text))


def imperative(text: str, listed: bool) -> Imperative | None:
    """Return the imperative that the sentence `text` is; `listed` where a list or section of recommendations is open."""
    if re.search(r"\?[”’\")]*$", text):
        return None
    for start in _starts(text, listed):
        found = _at(text, start, listed)
        if found is not None:
            return found
    return None


def _starts(text: str, listed: bool) -> list[int]:
    starts = [0]
    lead = _LEAD.match(text)
    if lead:
        starts.append(lead.end())
    if listed:
        starts += [run.end() for run in [_RUN_IN.match(text, starts[-1])] if run]
    return starts


def _at(text: str, start: int, listed: bool) -> Imperative | None:
    rest = text[start:]
    if _STORY.match(rest):
        return None
    reason = "an imperative in a list or section of recommendations" if listed else "an imperative"
    negative = _NEGATIVE.match(rest)
    if negative and (negative["verb"] in words("actions", "plain") or listed):
        return Imperative(start, start + negative.end(), reason)
    let = _LET.match(rest)
    if let and _doing() & set(re.findall(r"[a-z]+", let["rest"])):
        return Imperative(start, start + 3, reason)
    word = re.match(
        r"(?:(?:[A-Z]?[a-z]+ly|Also|also|then|first) )?(?P<verb>[A-Za-z]+)(?P<and>(?:,| and|"
        r" or) (?P<second>[a-z]+))?\b",
        rest,
    )
    if word is None:
        return None
    verb = word["verb"].lower()
    if verb not in words("actions", "plain") and not (listed and verb in words("actions", "noun")):
        gerund = re.match(r"(?P<stem>[A-Z][a-z]+)ing\b(?! (?:in|on|to|for|from|of|by)\b)", rest)
        return _gerund(gerund, rest, start) if listed and gerund else None
    after = rest[word.end("verb") :]
    if _FINITE.match(rest) or re.match(
        r" (?:of|is|are|was|were|has|had|will|would|can|could|should|must|may)\b|-", after
    ):
        return None
    if verb in words("actions", "noun"):
        if listed and _NOUNY.match(after) and not re.match(r" (?:for|on|with|in|to|at|from) ", after):
            return None
        if not listed and not _AFTER_VERB.match(after):
            return None
    return Imperative(start, start + word.end("verb"), reason)


def _gerund(match: re.Match[str], rest: str, start: int) -> Imperative | None:
    stem = match["stem"].lower()
    known = words("actions", "plain")
    if (
        not ({stem, f"{stem}e", stem[:-1]} & known)
        or _FINITE.match(rest)
        or re.search(
            r"\b(?:is|are|was|were|has|have|would|will|should|must|need|needs|said|says|requires?|means)\b", rest
        )
    ):
        return None
    return Imperative(start, start + match.end(), "a measure in a list of recommendations")
