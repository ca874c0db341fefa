"""Whose view a stretch of text is: the author's own, or somebody else's that the author reports.

By rule, so that it can be explained: quotation marks carried across sentences, a named or generic holder before a verb
of saying, “according to …”. First persons and the essay's own authors are never somebody else.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from briefer.mining import lexicon
from briefer.mining.actors import is_actor
from briefer.mining.attributions import asides, by_pronoun, leading, unnamed
from briefer.mining.clauses import over
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
    r"(?:(?:advis|advocat|argu|assert|declar|demand|favou?r|submitt|insist|propos|recommend|suggest|urg|warn|"
    r"counter|contend|"
    r"request|prefer|plead|claim|maintain|conclud|caution|stress|emphasi[sz]|believ)"
    r"(?:e?s|e?d|red)?|call(?:s|ed)?\s+(?:instead\s+|also\s+|repeatedly\s+)?(?:for|on|upon)|want(?:s|ed)?|would\s+like|(?:recogni[sz]ed|"
    r"acknowledged|agreed|decided|accepted)(?=\s+that)|press(?:es|ed)?\s+for|push(?:es|ed)?\s+for|asks?\s+for|"
    r"asked\s+for)"
)
_CLAUSE = (
    r"(?:and|but|or|that|which|who|whom|as|if|when|while|because|since|so|than|is|are|was|were|has|have|had|"
    r"will|would|should|must|"
    r"can|could|may|might|to|I|we|We|this|This|our|Our|my|My|these|These|it|It)"
)
_TITLE = r"(?:(?:former|then|current)\s+)?(?:[A-Z][\w’'.-]*\s+){0,4}"
_PERSON = r"[A-ZÀ-Ž][\w’'À-ž.-]+"
_GENERIC = (
    r"(?:(?i:some|many|most|several|other|certain|a\s+number\s+of|two|three)|"
    r"(?:American|European|Asian|Western|Chinese|Russian)|)\s*"
    r"(?:observers?|analysts?|experts?|scholars?|critics?|commentators?|officials?|policymakers?|researchers?|"
    r"authors?|"
    r"sceptics|skeptics|proponents|opponents|advocates|members|allies|states|governments|leaders|voices)"
)
_DOCUMENT = r"[Tt]he\s+(?:[A-Z]\w+\s+)?(?:declaration|communiqué|statement|report|white paper|strategy|resolution)"
_INSIDE = re.compile(
    r"\b(?:[Ee]xperience|[Ee]vidence|[Rr]esearch|[Dd]ata|[Ff]indings|[Hh]istory|[Ww]ork) (?:in|from|of|across|on)(?: the)? $"
)
"""“Experience in Norway shows”: no name that is part of a subject which cannot hold views."""
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_HOLDER = re.compile(
    rf"\b(?P<who>{_TITLE}{_PERSON}|{_GENERIC}|{_DOCUMENT}|[Hh]e|[Ss]he|[Tt]hey)"
    r"(?P<between>(?:\s+et\s+al\.?)?(?:\s+\((?:19|20)\d\d[a-z]?[^)]*\))?(?:,[^,;.]{1,80},|,|\s+(?:in|on|at|from|for|"
    r"during)\s+[^,;.]{1,60}?)?"
    r"(?:\s+(?:has|have|had|also|recently|however|then|interestingly|thus|even|would|once|repeatedly|explicitly|"
    r"(?:goes|went) on to))*)"
    rf"\s+(?P<verb>{_SAYING})\b(?!\s+(?:of|by)\b)"
)
_PRESSED = re.compile(
    rf"\b(?P<verb>{_PRESSING})\b(?!\s+(?:of|by|was|were|is|are|has|have|had|will|would|can|could|may|might)\b)"
)
_SPOKEN = re.compile(
    r"(?<!well )(?<!well-)\b(?P<verb>used\s+to\s+(?:say|argue|insist|maintain|claim)|"
    r"(?:argu|believ|propos|urg|advocat|hop|observ|not|declar|advis)e[sd]?|(?:say|claim|maintain|"
    r"insist|contend|recommend|warn|counter|"
    r"think|feel|consider|ask|demand|suggest|request|plead|complain|caution|add|hold|stress|reason|report|"
    r"remark|object)s?|"
    r"(?:claim|maintain|insist|contend|recommend|warn|counter|ask|demand|suggest|request|plead|complain|"
    r"caution|add|stress|consider|recall|"
    r"reason|report|remark|object)ed|repl(?:y|ies|ied)|said|thought|felt|held|(?:took|takes?)\s+the\s+view|"
    r"(?:is|are|was|were)\s+(?:convinced|adamant|of\s+the\s+(?:view|opinion))|t(?:ell|ells|old)\s+(?:us|me|"
    r"the\s+\w+|\w+))"
    r"(?:\s+that\b|\s*:|,?\s*[“\"]|\s+(?!(?:of|by|in|on|for|to|about|with|from|and|or)\b)[^.;:]{1,80}?"
    r"\b(?:should|must|ought|needs?\s+to|ha(?:s|ve)\s+to|could|would|cannot)\b)"
    r"|\b(?P<wish>wants?|wanted|would\s+(?:like|prefer)|prefers?|preferred|urges?|urged|asks?|"
    r"asked)\s+(?!to\b)[^.;:]{1,80}?\s(?:to|that)\b"
)
_BETWEEN = re.compile(
    r"(?:\s+(?:has|have|had|also|recently|however|then|thus|even|would|once|repeatedly|now|long|therefore|do|"
    r"does|did|still|always|"
    r"often|will|should|must|can|could|may|might|shall|not|never|\w+ly))*\s*$|,[^,;.]{1,80},\s*$"
)
_PHRASE = re.compile(rf"[,;:.–—()“”\"]\s*|\b{_CLAUSE}\s+")
_TOLD = (
    r"(?:said|says|told|tells|adds|added|warns|warned|argues|argued|insists|insisted|writes|wrote|declares|"
    r"declared|notes|noted)"
)
_AFTER_QUOTE = re.compile(
    rf"[”»\"’]\s+(?:{_TOLD}\s+(?P<last>[^.;]{{2,70}}?)(?=[.;]|$)|(?P<who>(?!and\b|"
    rf"but\b)(?:[\w’'-]+\s+){{0,5}}[\w’'-]+)\s+{_TOLD}\b)"
)
_STRONG = re.compile(
    r"(?:argu|advis|advocat|assert|caution|claim|conclud|contend|demonstrat|insist|propos|recommend|suggest|urg|warn)"
)
_ABSTRACT = re.compile(r"^\w+(?:ness|[^n]ity|ency|ance|ism|ence|sense|[Jj]ustice)$")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: \w+ly)? $")
_SPEECH = re.compile(r"call\w*\s+(?:on|upon)|urg|advis|recommend|propos|advocat|plead|caution")
_LONGEST = 10
_ADVISED = re.compile(r"\b(?:should|must|can|could|may|might|will|shall|not|never)\b")
_AUXILIARY = re.compile(
    r"\b(?:to|should|must|can|could|may|might|will|shall|not|cannot|let|be|been|being|is|are|was|were)\s*$"
)
_COMPLEMENT = re.compile(
    r"\s*(?:that\b|:|,?\s*[“\"‘]|how\b|several|the\b|a\b|an\b|for\b|out\b|it\b"
    r"|(?:during|in|on|at|when|after|before|to)\b[^.“\"]{1,80}?[,:]?\s*(?:that\b|[“\"]))"
)
_OPENING = "“«„"
_PAIRS = {"“": "”", "«": "»", "„": "”", "‘": "’", '"': '"'}
_MARKS = re.compile(r"[“«„”»\"]|(?<!\w)‘|’(?=[\s.,;:)?!]|$)")
_CREDIT = re.compile(rf"[”»]\s*(?P<who>{_TITLE}{_PERSON})\s*(?=[,(])")
_ABBREVIATIONS = "".join(rf"(?<!\b{word})" for word in ("Dr", "Mr", "Ms", "Mrs", "Prof", "Hon", "Gen", "St", "[A-Z]"))
_END = re.compile(_ABBREVIATIONS + r"[.!?…][”’\"')\]]*\s+(?=[“‘\"'(\[]?[A-ZÀ-Ž0-9])|\n{2,}")
_OWN = re.compile(
    r"\b(?:I|we|We|my|our|this|This|the present|The present)(?:\s+(?:paper|essay|article|chapter|contribution|"
    r"report|brief|study|communication))?$"
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
        self._marks = [match.start() for match in _MARKS.finditer(body)]
        self._own = {fold(name) for name in authors}

    def of(self, start: int, end: int) -> Reported | None:
        """Return whose view `start:end` is, as `reported` does."""
        body, own = self._body, self._own
        for at in range(self._index(start), self._index(end - 1) + 1):
            found = _in_sentence(body, self._sentences[at], start, end, own)
            if found is not None:
                return found
        opened = _open_quotation(body, start, self._marks)
        if opened is None:
            return None
        before = _in_sentence(body, self._sentences[self._index(opened)], opened, opened + 1, own)
        after = before or _attribution_after(body, opened, own)
        return after or Reported("a quoted source", body[opened], opened, opened + 1)

    def _index(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)


def _in_sentence(body: str, sentence: tuple[int, int], start: int, end: int, own: set[str]) -> Reported | None:
    text = body[sentence[0] : sentence[1]]
    reach = end - sentence[0]
    for found in (_named(text, own), _attributed(text, own), _pressed(text, own), _spoken(text, own)):
        for at, until, who in found:
            if until <= reach and not over(text, at, until, reach):
                holder = _name(who)
                return _reported(body, sentence[0], text, (at, until, holder), own)
    for at, until, who in asides(text):
        if ";" not in text[min(at, start - sentence[0]) : max(at, start - sentence[0])] and _is_holder(who, "", own):
            return _reported(body, sentence[0], text, (at + 2, until, _name(who)), own)
    return None


def _reported(body: str, sentence: int, text: str, held: tuple[int, int, str], own: set[str]) -> Reported:
    at, until, holder = held
    if fold(holder) in _PRONOUNS | {"his", "her", "their"}:
        holder = _holder_before(body, sentence, own) or "somebody else"
    return Reported(holder, text[at:until].strip(), sentence + at, sentence + until)


def _named(text: str, own: set[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where a name, a pronoun or a generic holder says something: from, to, who."""
    for match in _HOLDER.finditer(text):
        possessive = match["who"].endswith(("’s", "'s"))
        if (
            not possessive
            and not _INSIDE.search(text[: match.start("who")])
            and fold(match["who"]) not in lexicon.words("holders", "cannot speak") - _PRONOUNS
            and _is_holder(match["who"], text[: match.start("who")], own)
            and _says_something(match, text)
        ):
            yield match.start("who"), match.end(), match["who"]


def _attributed(text: str, own: set[str]) -> Iterator[tuple[int, int, str]]:
    yield from by_pronoun(text)
    for at, until, who in leading(text):
        if _is_holder(who, text[:at], own):
            yield at, until, who


def _pressed(text: str, own: set[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where people, a body or a document urges something."""
    for match in _PRESSED.finditer(text):
        at, who = _phrase_before(text[: match.start()])
        if _ABSTRACT.search(who) or _PASSIVE.search(text[: match.start()]):
            continue
        calls = bool(re.match(r"(?:call|press|push|ask)\w*\s+(?:\w+\s+)?(?:for|on|upon)", match["verb"]))
        named = _SPEECH.match(match["verb"]) and any(word[:1].isupper() for word in who.split()[1:])
        if (named or _is_body(who)) and _is_holder(who, text[:at], own) and (calls or _says_something(match, text)):
            yield at, match.end(), who


def _spoken(text: str, own: set[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where anybody at all says that something should be, or wants it; things that cannot speak do not."""
    yield from unnamed(text)
    for match in _SPOKEN.finditer(text):
        at, who = _phrase_before(text[: match.start()])
        head = re.split(r"\s(?:of|for|from|in|on|at|by)\s", who)[0].split()[-1:]
        mute = lexicon.words("holders", "cannot speak")
        if (
            not head
            or _ABSTRACT.search(who)
            or _ADVISED.search(text[at + len(who) : match.start()])
            or {head[0].casefold(), head[0].casefold().rstrip("s")} & mute
            or head[0].endswith(("’s", "'s", "ly"))
        ):
            continue
        if (
            len(who.split()) <= _LONGEST
            and _is_holder(who, text[:at], own)
            and not _AUXILIARY.search(text[: match.start()])
        ):
            yield at, match.start() + len(match["verb"] or match["wish"]), who


def _phrase_before(before: str) -> tuple[int, str]:
    """Return where the noun phrase begins that is the subject of the verb after `before`, and its words."""
    cut = _BETWEEN.search(before)
    before = before[: cut.start()] if cut else before
    phrases = [0, *(part.end() for part in _PHRASE.finditer(before))]
    at = phrases[-1]
    return at, before[at:].strip()


def _is_body(phrase: str) -> bool:
    """Tell whether a phrase names people, a body or a document: The union of teachers, Critics, A recent report."""
    core = re.split(r"\s(?:of|for|from|in|on|at|by)\s", phrase)[0].split()
    if not 1 <= len(core) <= 7 or core[-1].endswith(("’s", "'s")):
        return False
    head = core[-1].casefold()
    return (
        head in lexicon.words("holders", "plurals")
        or head.rstrip("s") in lexicon.words("holders")
        or is_actor(head, frozenset())
    )


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
    if (
        not words
        or fold(words[-1]) in ("and", "or", "but", "to", "no", "be", "been", "not")
        or fold(words[0]) in ("to", "whether")
        or fold(words[-1]) in ("the", "an", "its", "our", "their")
        or fold(" ".join(words[:2])) in ("your committee", "your commission", "your board")
        or fold(words[-1]) in own
        or (len(words) == 1 and fold(words[0]) in lexicon.words("holders", "never holders"))
    ):
        return False
    if fold(words[0]) in ("i", "we") or re.search(r"\b(?:I|[Ww]e)\s*$", before):
        return False
    return not _OWN.search(f"{before} {who}".strip())


def _name(who: str) -> str:
    """Return the holder without the connective that a capital made part of the name."""
    words = who.split()
    while (
        len(words) > 1
        and words[1] != "who"
        and fold(words[0].rstrip(","))
        in lexicon.words("holders", "never holders")
        | {
            "likewise",
            "similarly",
            "thus",
            "for",
            "indeed",
        }
    ):
        words = words[1:]
    return " ".join(words)


def _open_quotation(body: str, start: int, marks: Sequence[int]) -> int | None:
    """Return where the quotation begins that `start` stands in, looking back to the paragraph's first character."""
    paragraph = max(0, body.rfind("\n\n", 0, start) + 1)
    depth: list[int] = []
    for at in marks[bisect_left(marks, paragraph) : bisect_right(marks, start)]:
        mark = body[at]
        opens = mark in _OPENING or mark == "‘" or (mark == '"' and not (depth and body[depth[-1]] == '"'))
        if opens:
            depth.append(at)
        elif depth and at < start and mark in ("”", "»", _PAIRS[body[depth[-1]]]):
            depth.pop()
    if depth and body[depth[-1]] in '‘"':
        paragraph_end = body.find("\n\n", start)
        if body.find(_PAIRS[body[depth[-1]]], start, paragraph_end if paragraph_end >= 0 else len(body)) < 0:
            return None
    return depth[-1] if depth else None


def _attribution_after(body: str, opened: int, own: set[str]) -> Reported | None:
    """Return the holder named right after the closing mark: “…” Jens Stoltenberg, 2019; “…,” said the minister."""
    closed = body.find(_PAIRS[body[opened]], opened + 1)
    if closed < 0:
        return None
    match = _CREDIT.match(body, closed) or _AFTER_QUOTE.match(body, closed)
    if match is None:
        return None
    group = "who" if match["who"] else "last"
    if not _is_holder(match[group], "", own):
        return None
    return Reported(_name(match[group]), match[group], match.start(group), match.end(group))


def _sentences(body: str) -> list[tuple[int, int]]:
    """Return rough sentence spans; quotation marks stay with the sentence they close."""
    starts = [0, *(match.end() for match in _END.finditer(body))]
    ends = [*starts[1:], len(body)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if a < b] or [(0, len(body))]
