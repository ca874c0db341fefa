"""What a recommendation says: who should do what to what, by what means, by when, on what condition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefer.mining.actors import is_actor, leads

_LONGEST = 14
_CLAUSE = re.compile(
    r"[;:–—]|, |\b(?:that|because|since|while|whereas|although|though|so|but|and|yet|if|unless|before|until|"
    r"when|whether|which|then|recommend|propose|urge|suggest) "
)
_CONNECTIVE = re.compile(
    r"^(?:(?:First|Second|Third|Finally|However|Therefore|Thus|Hence|Moreover|Instead|Rather|Also|Then|Here|"
    r"Now|Perhaps|Nor|And|But|So|Yet|"
    r"Clearly|Of course|Only so|In short|Above all|For this)\b,? ?)+"
)
_FILLER = re.compile(
    r"^(?:\W|(?:not only|not|never|also|then|therefore|thus|now|first|instead|perhaps|together|jointly|even|"
    r"still|at least|at once|rather|"
    r"only|just|simply|all|both|immediately|quickly|\w+ly|begin to|start to|seek to|try to|aim to|work to|be|"
    r"to|and must|and should|have to|need to)\b ?)+"
)
_UP_TO = re.compile(
    r"[.;:!?–—]|, (?:and|but|which|while|so|as|because|since|by|or|in order|where|who|rather|not|if|unless)\b|"
    r"\b(?:in order to|so that|by \w+ing|"
    r"through|because|if|unless|provided|until|before|when|while|where|rather than|instead of|via|within|"
    r"by the end|by next|as long as|without)\b"
)
_INSTRUMENT = re.compile(
    r"\b(?:by (?!now\b)\w+ing|through|via|by means of|with the help of|using|on the basis of|"
    r"in the framework of|under the umbrella of) [^.;:,]{3,120}"
)
_HORIZON = re.compile(
    r"\b(?:(?:by|before|until|from|in|no later than|starting in|as of) (?:the (?:end|start|beginning|"
    r"middle) of )?(?:next |the next |this |early |late |mid-)?"
    r"(?:19\d\d|20\d\d|spring|summer|autumn|fall|winter|year|month|decade|session|summit|election|budget|"
    r"January|February|March|April|May|June|July|August|"
    r"September|October|November|December)(?: 20\d\d)?|within (?:the next |the first )?(?:\w+ )?(?:days|weeks|"
    r"months|years?|decade)(?: of \w+)?|(?:over|in|for|during) the "
    r"(?:coming|next|following) (?:\w+ )?(?:days|weeks|months?|years?|decades?)|in the (?:short|medium|long|"
    r"near|longer|immediate)(?: to (?:medium|long))?[- ](?:term|run|future)|"
    r"(?:this|next) (?:year|month|spring|summer|autumn|fall|winter|week|decade)|immediately|at once|"
    r"without delay|right away|right now|as soon as possible|now(?= before|\.|,| and)|"
    r"urgently|today|already today|for at least \w+ \w+|a (?:full )?(?:year|month) in advance|"
    r"in the coming (?:decade|year|month)s?)\b"
)
_CONDITION = re.compile(
    r"\b(?:only if|even if|if|unless|provided(?: that)?|as long as|so long as|on condition that|subject to|"
    r"assuming(?: that)?|once|in the event (?:that|of)|in case|should "
    r"(?=(?:the|a|it|they|this|these|ongoing|such|any)\b)) [^.;:—–]{3,140}?(?=,|[.;:—–]|$)",
    re.I,
)
_BY = re.compile(
    r"\bbe \w+(?: \w+)? by (?P<who>(?:the |a |an )?[^.,;:]{2,60}?)(?= (?:to|in|with|for|and|by|before|within|"
    r"at|on)\b|[.,;:]|$)"
)
_FOR = re.compile(r"(?:for|on|upon|of) (?P<who>(?:the |all |both |our |its )?[^.,;:]{2,60}?) (?:to|that|is|are)\b")


@dataclass(frozen=True, slots=True)
class Details:
    """Parts of a recommendation in the words of the text; "" for what it does not say."""

    addressee: str = ""
    action: str = ""
    object: str = ""
    instrument: str = ""
    horizon: str = ""
    condition: str = ""


def details(text: str, start: int, end: int, names: frozenset[str], before: str = "", last: str = "") -> Details:
    """Return the parts of the recommendation whose cue is `text[start:end]`; `before` is the text that leads up to it.

    “It” and “they” mean who was addressed `last`, or the first actor of the sentence before.
    """
    subject, opens = _subject(text[:start])
    rest = text[end:]
    passive = re.match(
        r"(?:\W|\w+ly\b|not\b|also\b|then\b|never\b|therefore\b)*\s*be (?:\w+ly )?(?P<done>\w+(?:ed|en|t|wn|"
        r"de|ld))\b",
        rest,
    )
    if passive:
        by = _BY.search(rest)
        who = by["who"].strip() if by and is_actor(by["who"], names) else ""
        action, thing = passive["done"], subject
    else:
        who = _addressee(text, subject, opens, start, rest, names, last or _first_actor(before, names))
        doing = _FILLER.sub("", rest, count=1) if _FILLER.match(rest) else rest.lstrip()
        word = re.match(r"[\w’-]+", doing)
        action = word.group() if word else ""
        thing = _until(doing[len(action) :])
    return Details(
        addressee=who,
        action=action,
        object=_short(thing),
        instrument=_first(_INSTRUMENT, rest),
        horizon=_first(_HORIZON, text),
        condition=_first(_CONDITION, text),
    )


def commanded(text: str, start: int, end: int, addressee: str) -> Details:
    """Return the parts of an imperative whose verb is `text[start:end]`, said to `addressee`."""
    rest = text[end:]
    return Details(
        addressee=addressee,
        action=text[start:end].split()[-1].lower(),
        object=_short(_until(rest)),
        instrument=_first(_INSTRUMENT, rest),
        horizon=_first(_HORIZON, text),
        condition=_first(_CONDITION, text),
    )


def subject_acts(before: str, names: frozenset[str]) -> bool:
    """Tell whether the subject at the end of `before` can act."""
    subject, opens = _subject(before)
    return is_actor(subject, names, opens) or leads(subject)


def _subject(before: str) -> tuple[str, bool]:
    """Return the noun phrase in front of a modal, and whether it begins the sentence."""
    text = re.sub(r",[^,]{1,70},\s*$", " ", before) if before.count(",") > 1 else before
    parts = [*_CLAUSE.finditer(text.rstrip(" ,"))]
    cut = parts[-1].end() if parts else 0
    while parts and re.match(r"(?:and )", parts[-1].group()) and _listing(text[: parts[-1].start()]):
        parts.pop()
        cut = parts[-1].end() if parts else 0
    subject = _CONNECTIVE.sub("", text[cut:].strip(' ,“‘"('))
    return subject, not cut


def _listing(before: str) -> bool:
    """Tell whether an “and” joins two nouns of one subject."""
    return len(before.split()) <= 5 and not re.search(
        r"\b(?:is|are|was|were|has|have|will|would|should|must|can)\b", before
    )


def _addressee(text: str, subject: str, opens: bool, start: int, rest: str, names: frozenset[str], last: str) -> str:
    if subject.casefold() in ("they", "it"):
        return last
    if is_actor(subject, names, opens):
        return _short(_head(subject, names))
    called = re.search(
        r"\b(?:urge|call (?:up)?on|encourage|advise|ask|appeal to|invite)$",
        text[:start] + text[start : len(text) - len(rest)],
    )
    if called:
        return _short(re.split(r" to\b| not\b|[.,;:]", rest.strip())[0])
    for_whom = _FOR.search(text, max(0, start))
    if for_whom and is_actor(for_whom["who"], names):
        return for_whom["who"].strip()
    return ""


def _head(subject: str, names: frozenset[str]) -> str:
    """Return a subject without the words of a purpose or question before it: To succeed | the union."""
    found = subject.split()
    if (
        not re.match(r"(?:To|In|For|By|On|At|With|From|What|what|As|Under|After|Before|Given)\b", subject)
        and len(found) <= 10
    ):
        return subject
    for at in range(max(1, len(found) - 6), len(found)):
        if re.match(r"[A-Z]|the\b|all\b|both\b|its\b|their\b|our\b", found[at]) and is_actor(
            " ".join(found[at:]), names
        ):
            return " ".join(found[at:])
    return subject


def _first_actor(before: str, names: frozenset[str]) -> str:
    phrases = re.findall(
        r"(?:\b[Tt]he (?:[\w-]+ ){0,2}[\w-]+|\b[A-Z][\w’&-]+(?: [A-Z][\w’&-]+){0,3}|\b[a-z]+s\b)", before
    )
    known = [phrase for phrase in phrases if is_actor(phrase, names, opens=before.startswith(phrase))]
    return known[0] if known else ""


def _until(text: str) -> str:
    match = _UP_TO.search(text, 1)
    return (text[: match.start()] if match else text).strip(' ,.“”"')


def _short(text: str) -> str:
    found = text.split()
    return " ".join(found[:_LONGEST]) + (" …" if len(found) > _LONGEST else "")


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group().strip(" ,.") if match else ""
