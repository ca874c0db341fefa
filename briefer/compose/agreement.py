"""Sentences after a name has given way to a label: verbs agree with it, and pronouns that can only mean it.

English only. Several authors stand behind one label, so "Hildebrand et al. want" becomes "Text N wants". What cannot be
told from its surroundings stays as it was: a wrong verb is better than a changed meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefer.quotation.quoted import quoted_spans

PLURAL = "\ue010"
"""Stands behind a label that replaced several names until `agreeing` has read it."""
SOMEBODY = "one author"
"""Label of a name that stands for more than one text."""
SEVERAL = "several authors"

_GAP = "[ \u00a0\u2060]+"
_NEXT = re.compile(
    rf"((?:{_GAP}\[@[^\]]*\])*(?:{_GAP}(?:also|both|all|then|thus|still|even|rather|only|too|never|always|often|\w+ly))*"
    rf"{_GAP})([a-z]+)(?![\w’'-])"
)
_COORDINATE = re.compile(rf"(?:\b[A-Z][\w’.\u00a0-]*|\)|\]),?{_GAP}(?:and|or|nor|&){_GAP}$")
"""What stands before a label that is one of several subjects: "Tan and …"."""
_SAID = ("say", "argue", "write", "add", "note", "warn", "report", "hold", "find", "conclude")
_ASKED = re.compile(
    r"\b(do|are|have|were|did|does|will|would|can|could|should|may|might|must|let|lets|sees?|saw|makes?|made|"
    rf"{'|'.join(_SAID)}){_GAP}$",
    re.IGNORECASE,
)
"""A verb before its subject: the word after it is not in the present of the third person."""
_INVERTING = re.compile(
    r"(?:^|[.?!:;,”’\"]\s+|\b(?:what|how|why|when|where|whom?|which|nor|neither|so)\s+)$", re.IGNORECASE
)
"""What stands before such a verb where it is that of the subject, and no infinitive or another's."""
_IRREGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
_VERBS = re.compile(
    r"accept|accuse|acknowledge|add|address|adopt|advance|advise|advocate|affirm|agree|aim|allow|analyse|analyze|"
    r"announce|answer|anticipate|apply|appeal|appear|approach|approve|argue|ask|assert|assess|assign|assume|attach|"
    r"attribute|avoid|back|base|become|begin|believe|blame|bring|build|call|carry|caution|challenge|characterise|"
    r"characterize|chart|cite|claim|close|combine|come|compare|complain|concede|conceive|conclude|confirm|connect|"
    r"consider|contend|continue|contrast|contribute|convey|count|cover|create|credit|criticise|criticize|date|"
    r"decide|declare|decline|defend|define|demand|demonstrate|deny|depict|derive|describe|deserve|detail|develop|"
    r"diagnose|differ|disagree|discern|discuss|dismiss|dispute|distinguish|doubt|draw|dwell|echo|elaborate|"
    r"emphasise|emphasize|encourage|end|endorse|envisage|envision|estimate|examine|expect|explain|explore|express|"
    r"extend|fail|favour|favor|fear|feel|fill|find|focus|follow|forecast|foresee|frame|gauge|give|go|grant|guess|"
    r"guard|highlight|hold|hope|identify|ignore|illustrate|imagine|imply|include|indicate|infer|insist|intend|"
    r"interpret|introduce|invite|invoke|judge|justify|keep|lack|lament|lay|lead|leave|limit|link|list|locate|look|"
    r"maintain|make|map|mean|measure|mention|miss|name|need|note|object|observe|offer|omit|open|oppose|order|"
    r"outline|overlook|own|pass|place|plan|play|plead|point|portray|pose|praise|predict|prefer|prescribe|present|"
    r"press|presume|proceed|promise|promote|propose|prove|provide|publish|pursue|push|put|qualify|question|quote|"
    r"raise|rank|rate|reach|read|reason|recall|recognise|recognize|recommend|reckon|record|refer|reflect|refrain|"
    r"refuse|regard|reject|relate|rely|remain|remark|remind|report|represent|request|require|rest|restate|return|"
    r"review|revive|rule|say|see|seek|seem|send|set|share|show|side|sketch|speak|specify|spell|start|state|stay|"
    r"stop|stress|study|submit|suggest|summarise|summarize|support|suppose|survey|suspect|sympathise|take|tell|tend|"
    r"think|tie|touch|trace|treat|trust|try|turn|undergo|understand|underline|underscore|urge|use|value|view|voice|vote|"
    r"wait|want|warn|weigh|welcome|wish|wonder|work|worry|write"
)
"""What authors do: other words after a label may be nouns, numbers or particles, and stay."""
_COLLEAGUES = r"(?:co-?|fellow )?(?:authors?|writers?|editors?|colleagues?)"
_PERSON = re.compile(
    r"\b(?i:secretary|general|president|minister|premier|chancellor|king|queen|emperor|prince|ambassador|envoy|admiral|"
    r"commander|senator|governor|leader|chair\w*|director|official|scholar|author|editor|speaker|writer|man|woman|m[rs]s?|"
    r"dr|prof\w*|who)\b|(?<!\bthe )(?<!\bThe )\b[A-Z][a-z]"
)
"""Words that may be what a pronoun after them means: offices, and words in capitals that have no article."""
_PRONOUN = re.compile(r"\b(?:he|she|him|his|hers|her|himself|herself)\b")
_NEUTRAL = {"he": "it", "she": "it", "him": "it", "himself": "itself", "herself": "itself", "hers": "its own"}
_SENTENCE = re.compile(r"(?:[^.!?]|[.!?](?!\s|$))+[.!?]*")
_OWNED = re.compile(rf"{_GAP}(?!(?:about|against|and|as|at|but|by|for|from|if|in|into|of|on|or|that|to|when|with)\b)\w")
_NO_SUBJECT = re.compile(
    rf"\b(?:the|an?|of|for|by|in|on|to|with|from|against|about|between){_GAP}$",
    re.IGNORECASE,
)
"""What stands before a label that is not the subject of the word after it."""


def agreeing(text: str, labels: Iterable[str]) -> str:
    """Return `text` with verbs in the singular behind each marked label; labels that stand for somebody lose the mark."""
    found = sorted(dict.fromkeys(labels), key=len, reverse=True)
    for label in found:
        colleagues = (
            rf"((?i:{re.escape(label)})){PLURAL}?{_GAP}(?:and|with){_GAP}(?:his|her|their){_GAP}{_COLLEAGUES}(?!\w)"
        )
        text = re.sub(colleagues, rf"\1{PLURAL}", text)
    while (at := text.find(PLURAL)) >= 0:
        text = _agreed(text[:at], text[at + 1 :], found)
    return text


def _agreed(before: str, after: str, labels: Sequence[str]) -> str:
    label = next((label for label in labels if before.casefold().endswith(label.casefold())), "")
    start = before[: len(before) - len(label)]
    if label == SOMEBODY:
        said = SEVERAL if before[len(start) : len(start) + 1].islower() else SEVERAL.capitalize()
        return start + said + after
    asked = _ASKED.search(start)
    if asked:
        if not _INVERTING.search(start[: asked.start(1)]):
            return before + after
        return start[: asked.start(1)] + _asked(asked[1]) + start[asked.end(1) :] + before[len(start) :] + after
    verb = _NEXT.match(after)
    if verb is None or _COORDINATE.search(start) or _NO_SUBJECT.search(start) or _listed(start, labels):
        return before + after
    return before + verb[1] + _singular(verb[2]) + after[verb.end() :]


def _listed(start: str, labels: Sequence[str]) -> bool:
    """Tell whether `start` ends with another label and a comma, so that the next is one of several subjects."""
    before = start.rstrip(" \u00a0")
    return before.endswith(",") and before[:-1].endswith(tuple(labels))


def _asked(word: str) -> str:
    """Return a verb as it stands before one subject."""
    one = _singular(word.lower()) if word.lower() in (*_IRREGULAR, *_SAID) else word
    return one.capitalize() if word[0].isupper() else one


def _singular(word: str) -> str:
    """Return the verb `word` as it stands with one subject; a word that is no verb in the plural as it is."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not _VERBS.fullmatch(word):
        return word
    if word.endswith(("ss", "sh", "ch", "x", "z", "o")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"


def neutral(text: str, labels: Iterable[str]) -> str:
    """Return `text` with "it" and "its" for pronouns that can mean nobody but the label before them in their sentence."""
    known = [re.escape(label) for label in dict.fromkeys(labels)]
    if not known:
        return text
    called = re.compile("|".join(known))
    return _SENTENCE.sub(lambda sentence: _neutral(sentence.group(), called), text)


def gendered(text: str) -> bool:
    """Tell whether a text says "he" or "she"."""
    return bool(_PRONOUN.search(text))


def _neutral(sentence: str, called: re.Pattern[str]) -> str:
    quotes = quoted_spans(sentence)

    def put(pronoun: re.Match[str]) -> str:
        at, word = pronoun.start(), pronoun.group()
        before = [label.end() for label in called.finditer(sentence, 0, at)]
        quoted = any(start <= at < end for start, end in quotes)
        if not before or quoted or _PERSON.search(sentence[before[-1] : at]):
            return word
        if word in ("his", "her"):
            owned = _OWNED.match(sentence, pronoun.end())
            return "its" if owned else "its own" if word == "his" else "it"
        return _NEUTRAL[word]

    return _PRONOUN.sub(put, sentence)
