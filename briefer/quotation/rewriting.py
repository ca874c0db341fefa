"""“The board should lend ships” as “Lend ships.”: a paraphrase, which the user confirms, with the strength it had."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefer.quotation.kinds import MODALS, is_negation
from briefer.quotation.tokens import Words

_STRENGTHS = (
    ("would do well to", "would do well to"),
    ("would be well advised to", "would do well to"),
    ("is well advised to", "would do well to"),
    ("are well advised to", "would do well to"),
    ("ought to", "ought to"),
    ("needs to", "needs to"),
    ("need to", "needs to"),
    ("has to", "must"),
    ("have to", "must"),
    ("is to", "is to"),
    ("are to", "is to"),
    ("should", "should"),
    ("must", "must"),
    ("shall", "must"),
    ("could", "could"),
    ("can", "could"),
    ("may", "may"),
    ("might", "may"),
)
_STRENGTH_OF = dict(_STRENGTHS)
_MODAL = re.compile(
    rf"\b(?P<modal>{'|'.join(words for words, _ in _STRENGTHS)})\b(?P<not>\s+(?:not|never)\b)?"
    r"(?P<adverbs>(?:\s+(?:also|therefore|thus|now|then|first|instead|\w+ly)\b,?)*)\s+(?P<verb>[a-z][\w’'-]*)"
)
_CONNECTIVE = re.compile(r"^(?:(?:And|But|Yet|So|Still|Or|Thus|Hence|Therefore|However)\b,?\s+)+")
_FILLER = re.compile(r"(?:\s+(?:will|would|now|also|therefore|thus|alone|itself|themselves))+$")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|means?|needs?|does|do|that|which|who)\b")
_OTHER_WORDS = """
be been have had not no the a an this that these those it they he she we i you and or but in on at by for to of as
if
"""
_NO_VERBS = frozenset(_OTHER_WORDS.split())
_ARTICLES = frozenset(("the", "a", "an", "all", "both", "its", "their", "our", "every", "each"))
_PRONOUNS = frozenset(("it", "they", "he", "she", "we", "this", "these", "both", "all", "one", "who", "which", "that"))
_SUBJECT_ENDS = re.compile(
    r"(?:\b(?:that|if|whether|when|while|because|which|who|why|how|what|where|and|but|or|as|than)\s+)|[;:—–(]\s*"
)
_LONGEST_SUBJECT = 10
_NOT_ONLY_ADVICE = frozenset(("can", "may", "might", "is to", "are to"))
"""Modals that tell what is possible or planned as often as what should be done."""
_QUOTED = re.compile(r"[“”„«»\"]|(?<!\w)[‘']")
_SEVERAL = re.compile(r"[.!?;]\s+\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paraphrase:
    """An imperative made of a recommendation: no quotation marks, and nothing to use before the user confirms it.

    `strength` is the modal it had, to be shown beside it. `asks` are questions the user must answer first.
    """

    text: str
    addressee: str
    strength: str
    asks: tuple[str, ...] = ()
    confirmed: bool = False

    @property
    def shown(self) -> str:
        """Return it as outputs show it: “Lend ships. (should)”."""
        return f"{self.text} ({self.strength})"


def imperative(sentence: str, addressee: str = "") -> Paraphrase | None:
    """Return `sentence`, a recommendation, as an imperative; None when its grammar does not allow that by rule.

    Passives, perfects, two modals in a row, and sentences whose subject is a clause are left to the user. `addressee`
    is whom it is addressed to when that is known; else the subject is.
    """
    text = " ".join(sentence.split()).rstrip()
    match = _MODAL.search(text)
    if match is None or match["verb"] in _NO_VERBS | MODALS:
        return None
    rest = text[match.end("verb") :]
    if re.match(r"\s+(?:and|or)\s+(?:should|must|could|would|may|can|will|shall)\b", rest):
        return None
    subject = _subject(text[: match.start()])
    if not subject:
        return None
    adverbs = " ".join(word.strip(",") for word in match["adverbs"].split() if word.strip(",").endswith("ly"))
    denied = "" if not match["not"] else "Never" if "never" in match["not"] else "Do not"
    body = " ".join(filter(None, (denied, adverbs, match["verb"]))) + rest.rstrip(":;,")
    asks = [f"Who is “{subject}”?"] if subject.split()[0].lower() in _PRONOUNS and not addressee else []
    asks += [f"What is “{word}”?" for word in dict.fromkeys(re.findall(r"\b(?:it|its|they|them|their)\b", rest))]
    if any(is_negation(key) for key in Words.of(text[: match.start()]).keys):
        return None
    strength = _STRENGTH_OF[match["modal"]] + (" not" if denied else "")
    said = f"{body[0].upper()}{body[1:]}"
    return Paraphrase(
        text=said if said[-1] in ".!" else f"{said}.",
        addressee=addressee or subject,
        strength=strength,
        asks=tuple(asks),
    )


def whole_imperative(sentence: str, addressee: str) -> Paraphrase | None:
    """Return `sentence` as an imperative where that takes nothing away but its subject, `addressee`, and its modal.

    None where anything else stands before the modal (a condition, a reporter), where a question is left, where
    several sentences or quoted words are in it, or where the modal may tell no advice. The strength it had is to be
    shown beside it.
    """
    text = " ".join(sentence.split())
    found = imperative(text, addressee) if addressee.strip() else None
    match = _MODAL.search(text)
    if found is None or match is None or found.asks or match["modal"] in _NOT_ONLY_ADVICE:
        return None
    if _QUOTED.search(text) or _SEVERAL.search(text):
        return None
    return found if _named(text[: match.start()]) == _named(addressee) else None


def _named(words: str) -> str:
    """Return a noun phrase as one compares it: in small letters, without its article."""
    return re.sub(r"^(?:the|an?)\s+", "", " ".join(words.casefold().split()))


def _subject(before: str) -> str:
    """Return the noun phrase that ends what stands before a modal, "" when there is none that can be addressed."""
    text = _FILLER.sub("", _CONNECTIVE.sub("", before.strip(" ,"))).strip(" ,")
    subject = _SUBJECT_ENDS.split(text)[-1].rsplit(", ", 1)[-1].strip()
    words = subject.split()
    if not words or len(words) > _LONGEST_SUBJECT or _FINITE.search(subject) or re.search(r"[“”‘\"]", subject):
        return ""
    first = words[0].lower()
    named = words[0][:1].isupper() or first in _ARTICLES or first in _PRONOUNS or words[-1].endswith("s")
    return subject if named else ""
