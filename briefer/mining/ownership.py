"""Whose view a stretch of text is: the author's own, or somebody else's that the author reports.

By rule, so that it can be explained: quotation marks carried across sentences, a named or generic holder before a verb
of saying, “according to …”. First persons and the essay's own authors are never somebody else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefer.mining.actors import is_actor
from briefer.model.text import fold

_VERBS = (
    "add|advise|advocate|agree|allege|announce|argue|assert|assume|believe|call|caution|claim|conclude|contend|declare|"
    "demonstrate|describe|emphasi[sz]e|explain|highlight|hold|indicate|insist|maintain|mention|note|observe|point|predict|"
    "propose|put|qualif(?:y|ie)|question|recommend|remark|report|say|see|show|state|stress|suggest|think|underline|"
    "underscore|urge|warn|write"
)
_PAST = "added|said|put|held|wrote|written|thought|saw|seen|told|called"
_SAYING = rf"(?:(?:{_VERBS})(?:e?[sd]|ied|ing)?|{_PAST})"
_PRESSING = (
    r"(?:(?:advis|advocat|argu|assert|declar|demand|insist|propos|recommend|suggest|urg|warn|counter|contend|request|prefer|plead|claim|maintain|conclud|caution|stress|emphasi[sz]|believ)"
    r"(?:e?s|e?d|red)?|call(?:s|ed)?\s+(?:for|on|upon)|want(?:s|ed)?|would\s+like|press(?:es|ed)?\s+for|push(?:es|ed)?\s+for|asks?\s+for|asked\s+for)"
)
_CLAUSE = (
    r"(?:and|but|or|that|which|who|whom|as|if|when|while|because|since|so|than|is|are|was|were|has|have|had|will|would|should|must|"
    r"can|could|may|might|to|I|we|We|this|This|our|Our|my|My|these|These|it|It)"
)
_TITLE = r"(?:(?:former|then|current)\s+)?(?:[A-Z][\w’'.-]*\s+){0,4}"
_PERSON = r"[A-ZÀ-Ž][\w’'À-ž.-]+"
_GENERIC = (
    r"(?:(?i:some|many|most|several|other|certain|a\s+number\s+of|two|three)|"
    r"(?:American|European|Asian|Western|Chinese|Russian)|)\s*"
    r"(?:observers?|analysts?|experts?|scholars?|critics?|commentators?|officials?|policymakers?|researchers?|authors?|"
    r"sceptics|skeptics|proponents|opponents|advocates|members|allies|states|governments|leaders|voices)"
)
_DOCUMENT = r"[Tt]he\s+(?:[A-Z]\w+\s+)?(?:declaration|communiqué|statement|report|white paper|strategy|resolution)"
_DOCUMENTS = frozenset(
    "report study paper declaration communiqué statement strategy resolution survey poll petition manifesto proposal editorial motion "
    "guild critic advocate opponent proponent observer analyst expert deput campaigner president spokesman spokeswoman representative "
    "author economist academic historian sceptic skeptic activist think-tank tank".split()
)
_PRONOUNS = frozenset({"he", "she", "they"})
_HOLDER = re.compile(
    rf"\b(?P<who>{_TITLE}{_PERSON}|{_GENERIC}|{_DOCUMENT}|[Hh]e|[Ss]he|[Tt]hey)"
    r"(?P<between>(?:,[^,;.]{1,80},|,|\s+(?:in|on|at|from|for|during)\s+[^,;.]{1,60}?)?"
    r"(?:\s+(?:has|have|had|also|recently|however|then|interestingly|thus|even|would|once|repeatedly|explicitly|"
    r"(?:goes|went) on to))*)"
    rf"\s+(?P<verb>{_SAYING})\b(?!\s+(?:of|by)\b)"
)
_BODY = re.compile(
    rf"(?<![\w’'])(?P<who>(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Ss]everal|[Ss]ome|[Mm]any|[Mm]ost|[Oo]ther|[Bb]oth)\s+)?"
    rf"(?:(?!{_CLAUSE}\b)[\w’'-]+\s+){{0,4}}(?P<head>[\w’'-]+)(?:\s+(?:of|for|from|in|on|at|by)\s+(?:(?!{_CLAUSE}\b)[\w’'-]+\s*){{1,6}})?|[Oo]thers)"
    rf"(?P<between>(?:,[^,;.]{{1,80}},)?(?:\s+(?:has|have|had|also|recently|however|then|thus|even|would|once|repeatedly|rightly|now|long))*)"
    rf"\s+(?P<verb>{_PRESSING})\b(?!\s+(?:of|by)\b)"
)
_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Ff]or|[Ii]n the (?:words|view|opinion|eyes) of)\s+(?P<who>{_TITLE}{_PERSON}|{_GENERIC}|the\s[^,.;]{{2,50}})\s*,"
    r"|\b[Ii]n\s+(?P<pronoun>his|her|their)\s+(?:view|opinion|judge?ment|eyes|words|reading)\b"
)
_AFTER_QUOTE = re.compile(
    r"[,.?!][”\"’]\s+(?:(?P<who>(?!and\b|but\b)(?:[\w’'-]+\s+){0,4}[\w’'-]+)\s+(?:said|says|told|tells|adds|added|warns|warned|argues|argued|insists|insisted|"
    r"writes|wrote|declares|declared)\b|(?:said|says|adds|added|warns|warned|argues|argued|insists|insisted|writes|wrote)\s+(?P<last>[^.;]{2,60}?)(?=[.,;]|$))"
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
    return Reports(body, authors, _sentences(body)).of(start, end)


class Reports:
    """Whose view the stretches of one body are, read with its sentences."""

    def __init__(self, body: str, authors: Collection[str], sentences: Sequence[tuple[int, int]]) -> None:
        self._body, self._sentences = body, sentences
        self._starts = [start for start, _ in sentences]
        self._own = {fold(name) for name in authors}

    def of(self, start: int, end: int) -> Reported | None:
        """Return whose view `start:end` is, as `reported` does."""
        body, own = self._body, self._own
        for at in range(self._index(start), self._index(end - 1) + 1):
            found = _in_sentence(body, self._sentences[at], start, end, own)
            if found is not None:
                return found
        opened = _open_quotation(body, start)
        if opened is None:
            return None
        before = _in_sentence(body, self._sentences[self._index(opened)], opened, opened + 1, own)
        after = before or _attribution_after(body, opened, own)
        return after or Reported("a quoted source", body[opened], opened, opened + 1)

    def _index(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)


def _in_sentence(body: str, sentence: tuple[int, int], start: int, end: int, own: set[str]) -> Reported | None:
    text = body[sentence[0] : sentence[1]]
    for pattern in (_HOLDER, _ACCORDING, _BODY):
        for match in pattern.finditer(text):
            if pattern is _ACCORDING and match["pronoun"]:
                whole, at = sentence[0] + match.start(), sentence[0] + match.end()
                return Reported(_holder_before(body, sentence[0], own) or "somebody else", match.group(), whole, at)
            if pattern is _BODY and not _is_body(match):
                continue
            at = sentence[0] + match.end()
            if at > end or not _is_holder(match["who"], text[: match.start("who")], own):
                continue
            if pattern is not _ACCORDING and not _says_something(match, text):
                continue
            whole = sentence[0] + match.start("who")
            holder = _name(match["who"])
            if fold(holder) in _PRONOUNS:
                holder = _holder_before(body, sentence[0], own) or "somebody else"
            return Reported(holder, match.group().strip(), whole, at)
    return None


def _is_body(match: re.Match[str]) -> bool:
    """Tell whether the words before the verb name people, a body or a document, without a name of its own."""
    head = match["head"]
    return head is None or is_actor(head.lower(), frozenset()) or head.lower().rstrip("s") in _DOCUMENTS


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
