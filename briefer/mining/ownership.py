"""Whose view a stretch of text is: the author's own, or somebody else's that the author reports.

By rule, so that it can be explained: quotation marks carried across sentences, a named or generic holder before a verb
of saying, “according to …”. First persons and the essay's own authors are never somebody else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from briefer.model.text import fold

_VERBS = (
    "add|advise|advocate|agree|allege|announce|argue|assert|assume|believe|call|caution|claim|conclude|contend|declare|"
    "demonstrate|describe|emphasi[sz]e|explain|highlight|hold|indicate|insist|maintain|mention|note|observe|point|predict|"
    "propose|put|qualif(?:y|ie)|question|recommend|remark|report|say|see|show|state|stress|suggest|think|underline|"
    "underscore|urge|warn|write"
)
_PAST = "added|said|put|held|wrote|written|thought|saw|seen|told|called"
_SAYING = rf"(?:(?:{_VERBS})(?:e?[sd]|ied|ing)?|{_PAST})"
_TITLE = r"(?:(?:former|then|current)\s+)?(?:[A-Z][\w’'.-]*\s+){0,4}"
_PERSON = r"[A-ZÀ-Ž][\w’'À-ž.-]+"
_GENERIC = (
    r"(?:(?i:some|many|most|several|other|certain|a\s+number\s+of|two|three)|"
    r"(?:American|European|Asian|Western|Chinese|Russian)|)\s*"
    r"(?:observers?|analysts?|experts?|scholars?|critics?|commentators?|officials?|policymakers?|researchers?|authors?|"
    r"sceptics|skeptics|proponents|opponents|advocates|members|allies|states|governments|leaders|voices)"
)
_DOCUMENT = r"[Tt]he\s+(?:[A-Z]\w+\s+)?(?:declaration|communiqué|statement|report|white paper|strategy|resolution)"
_PRONOUNS = frozenset({"he", "she", "they"})
_HOLDER = re.compile(
    rf"\b(?P<who>{_TITLE}{_PERSON}|{_GENERIC}|{_DOCUMENT}|[Hh]e|[Ss]he|[Tt]hey)"
    r"(?P<between>(?:,[^,;.]{1,80},|,|\s+(?:in|on|at|from|for|during)\s+[^,;.]{1,60}?)?"
    r"(?:\s+(?:has|have|had|also|recently|however|then|interestingly|thus|even|would|once|repeatedly|explicitly|"
    r"(?:goes|went) on to))*)"
    rf"\s+(?P<verb>{_SAYING})\b(?!\s+(?:of|by)\b)"
)
_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Ff]or|[Ii]n the (?:words|view) of)\s+(?P<who>{_TITLE}{_PERSON}|{_GENERIC})\s*,"
)
_AS_SAID = re.compile(
    rf"\b[Aa]s\s+(?P<who>{_TITLE}{_PERSON}|{_GENERIC})\s+(?:(?:has|have|had|once|recently|also|rightly)\s+)*{_SAYING}\s*,"
)
_STRONG = re.compile(
    r"(?:argu|advis|advocat|assert|caution|claim|conclud|contend|demonstrat|insist|propos|recommend|suggest|urg|warn)"
)
_COMPLEMENT = re.compile(
    r"\s*(?:that\b|:|,?\s*[“\"‘]|how\b|several|the\b|a\b|an\b|for\b|out\b|it\b"
    r"|(?:during|in|on|at|when|after|before|to)\b[^.“\"]{1,80}?[,:]?\s*(?:that\b|[“\"]))"
)
_OPENING, _CLOSING = "“«„", "”»"
_ABBREVIATIONS = "".join(rf"(?<!\b{word})" for word in ("Dr", "Mr", "Ms", "Mrs", "Prof", "Hon", "Gen", "St", "[A-Z]"))
_END = re.compile(_ABBREVIATIONS + r"[.!?…][”’\"')\]]*\s+(?=[“‘\"'(\[]?[A-ZÀ-Ž0-9])|\n{2,}")
_OWN = re.compile(
    r"\b(?:I|we|We|my|our|this|This|the present|The present)(?:\s+(?:paper|essay|article|chapter|contribution))?$"
)
_NOT_HOLDERS = frozenset(
    [
        "this",
        "that",
        "these",
        "those",
        "it",
        "there",
        "here",
        "such",
        "which",
        "who",
        "what",
        "while",
        "since",
        "if",
        "when",
        "as",
        "in",
        "on",
        "at",
        "but",
        "and",
        "yet",
        "nor",
        "both",
        "each",
        "conclusion",
        "introduction",
        "article",
        "figure",
        "table",
        "section",
        "chapter",
        "part",
        "however",
        "moreover",
        "furthermore",
    ]
)


@dataclass(frozen=True, slots=True)
class Reported:
    """Somebody else's view: whose, the words that tell, and where they stand (code points of the body)."""

    holder: str
    cue: str
    start: int
    end: int


def reported(body: str, start: int, end: int, authors: Collection[str] = ()) -> Reported | None:
    """Return whose view `body[start:end]` is when it is not the author's; None when it is, or no rule says otherwise.

    A stretch of several sentences is somebody else's as soon as one of them is: better relayed once too often than
    an author credited with what is not hers. `authors` are the family names of the essay's own authors.
    """
    own = {fold(name) for name in authors}
    sentences = _sentences(body)
    for at in range(_index(sentences, start), _index(sentences, end - 1) + 1):
        found = _in_sentence(body, sentences[at], start, end, own)
        if found is not None:
            return found
    opened = _open_quotation(body, start)
    if opened is None:
        return None
    before = _in_sentence(body, sentences[_index(sentences, opened)], opened, opened + 1, own)
    after = before or _attribution_after(body, opened, own)
    return after or Reported("a quoted source", body[opened], opened, opened + 1)


def _in_sentence(body: str, sentence: tuple[int, int], start: int, end: int, own: set[str]) -> Reported | None:
    text = body[sentence[0] : sentence[1]]
    for pattern in (_HOLDER, _ACCORDING, _AS_SAID):
        for match in pattern.finditer(text):
            at = sentence[0] + match.end()
            if at > end or not _is_holder(match["who"], text[: match.start("who")], own):
                continue
            if pattern is _HOLDER and not _says_something(match, text):
                continue
            whole = sentence[0] + match.start("who")
            holder = _name(match["who"])
            if fold(holder) in _PRONOUNS:
                holder = _holder_before(body, sentence[0], own) or "somebody else"
            return Reported(holder, match.group().strip(), whole, at)
    return None


def _says_something(match: re.Match[str], text: str) -> bool:
    """Tell whether what follows the verb is what was said."""
    rest = text[match.end() :]
    if match.start() == 0 and " " not in match["who"].strip() and not _STRONG.match(match["verb"]):
        return bool(re.match(r"\s*(?:that\b|:|,?\s*[“\"])", rest))
    if _COMPLEMENT.match(rest):
        return True
    return bool(_STRONG.match(match["verb"]) and re.match(r"\s+\w", rest))


def _holder_before(body: str, at: int, own: set[str]) -> str:
    """Return the holder named last in the paragraph before `at`: whom “he” or “she” means."""
    paragraph = max(0, body.rfind("\n\n", 0, at))
    before = [m for m in _HOLDER.finditer(body, paragraph, at) if fold(m["who"]) not in _PRONOUNS]
    named = [m["who"] for m in before if _is_holder(m["who"], "", own)]
    return _name(named[-1]) if named else ""


def _is_holder(who: str, before: str, own: set[str]) -> bool:
    words = re.findall(r"[\w’'-]+", who)
    if not words or fold(words[-1]) in own or (len(words) == 1 and fold(words[0]) in _NOT_HOLDERS):
        return False
    return not _OWN.search(f"{before} {who}".strip())


def _name(who: str) -> str:
    """Return the holder without the connective that a capital made part of the name."""
    words = who.split()
    while len(words) > 1 and fold(words[0].rstrip(",")) in _NOT_HOLDERS | {
        "likewise",
        "similarly",
        "thus",
        "for",
        "indeed",
    }:
        words = words[1:]
    return " ".join(words)


def _open_quotation(body: str, start: int) -> int | None:
    """Return where the quotation begins that `start` stands in, looking back to the paragraph's first character."""
    paragraph = body.rfind("\n\n", 0, start) + 1
    depth: list[int] = []
    for at in range(max(0, paragraph), start + 1):
        if body[at] in _OPENING:
            depth.append(at)
        elif body[at] in _CLOSING and depth and at < start:
            depth.pop()
    return depth[-1] if depth else None


def _attribution_after(body: str, opened: int, own: set[str]) -> Reported | None:
    """Return the holder named right after the closing mark: “…” NATO Secretary General Jens Stoltenberg, 2019."""
    closed = min((at for mark in _CLOSING if (at := body.find(mark, opened)) >= 0), default=-1)
    if closed < 0:
        return None
    match = re.compile(rf"[”»]\s*(?P<who>{_TITLE}{_PERSON})\s*(?=[,(])").match(body, closed)
    if match is None or not _is_holder(match["who"], "", own):
        return None
    return Reported(_name(match["who"]), match["who"], match.start("who"), match.end("who"))


def _sentences(body: str) -> list[tuple[int, int]]:
    """Return rough sentence spans; quotation marks stay with the sentence they close."""
    starts = [0, *(match.end() for match in _END.finditer(body))]
    ends = [*starts[1:], len(body)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if a < b] or [(0, len(body))]


def _index(sentences: list[tuple[int, int]], at: int) -> int:
    return max(0, bisect_right([start for start, _ in sentences], at) - 1)
