"""Where a text goes on telling somebody else's view: blocks quoted without marks, contributors summed up, camps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefer.mining.ownership import Reports
from briefer.mining.sentences import Sentence

_TELLING = (
    r"(?:argu(?:ed|es)|claim(?:ed|s)|contend(?:ed|s)|maintain(?:ed|s)|insist(?:ed|s)|said|says|stat(?:ed|es)|wrote|"
    r"writes?|warn(?:ed|s)|add(?:ed|s)?|not(?:ed|es)|explain(?:ed|s)|told \w+|tells \w+|conclud(?:ed|es)|"
    r"observ(?:ed|es)|declar(?:ed|es)|repl(?:ied|ies)|comment(?:ed|s)|remark(?:ed|s)|puts? it|testified)"
)
_ANNOUNCES = re.compile(
    r"\b(?:words|wrote|writes|letter|stated?|states|said|says|reads?|declared|passage|quotation|text):$"
    rf"|\b{_TELLING}\b[^.;:?!]{{0,90}}:$|\b(?:writing|saying|adding|arguing|stating|writes|wrote|says|said),$"
)
OWN_VOICE = re.compile(r"\b(?:we|our|us|I|my)\b", re.I)
"""Words by which authors speak of themselves."""
_WE = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Tt]his (?:paper|report|chapter|essay|article|note|brief))\b")
_SCHOOL = re.compile(
    r"^(?:\w+, |But |And |Yet |On the other hand, )?(?P<who>(?:[Oo]ne|[Aa]nother|"
    r"[Aa] (?:second|third|fourth|rival)|[Tt]he (?:first|second|third|other|opposing)|"
    r"[Tt]his|[Tt]hat) (?:\w+ ){0,2}(?:schools?(?: of (?:[\w ]{3,30} )?thought)?|camps?|viewpoints?|factions?|sides?|"
    r"view(?= (?:holds|denies|argues|maintains|contends)\b)))\b"
    r"[^.;]{0,40}? (?:holds|denies|argues|maintains|contends|eschews|desires|favou?rs|believes|sees|rejects|insists|"
    r"thinks|wants|calls|would)\b"
)
_CHAPTER = re.compile(r"\b[Cc]hapter (\d+|[A-Z][a-z]+)\b")
_CHAPTERS = 3
"""A text that names so many chapters and lets others speak in them sums up its contributors."""
_SUMMED_UP = re.compile(
    r"^(?:[Ii]n [Cc]hapter \w+, )?(?P<who>The (?:chapter|authors?|essay|contributors?)|Chapter \w+) (?:\w+ )?(?:explains?|"
    r"argues?|shows?|proposes?|recommends?|calls?|adds?|includes?|suggests?|describes?|says?|contends?|notes?|urges?)\b"
)


def holders(body: str, found: Sequence[Sentence], texts: Sequence[str], reports: Reports) -> tuple[str, ...]:
    """Return whose view each sentence goes on with, "" where the author speaks; `texts` are the sentences as words."""
    surveys = len(set(_CHAPTER.findall(body))) >= _CHAPTERS
    said: list[str] = []
    holder = ""
    quoted = False
    for number, (sentence, text) in enumerate(zip(found, texts, strict=True)):
        before = found[number - 1] if number else None
        if before is None or sentence.block != before.block:
            holder = _announced(before, texts[number - 1], sentence, reports) if before else ""
            quoted = bool(holder)
        if not quoted:
            holder = _next(text, sentence, holder, reports if surveys else None)
        said.append(holder)
    return tuple(said)


def _announced(before: Sentence, last: str, sentence: Sentence, reports: Reports) -> str:
    """Return whose words the block of `sentence` is, when the one before ends with `last` and announces it, "" for none."""
    if not _ANNOUNCES.search(last) or sentence.block != before.block + 1:
        return ""
    if _WE.search(re.split(r"[.;,] ", last)[-1] if last.endswith(":") else ""):
        return ""
    view = reports.of(before.start, before.end)
    return view.holder if view else "a quoted source"


def _next(text: str, sentence: Sentence, holder: str, reports: Reports | None) -> str:
    """Return whose view goes on after `holder`; `reports` are those of a text that sums up its contributors."""
    school = _SCHOOL.search(text)
    if school:
        return school["who"]
    if OWN_VOICE.search(re.sub(r"[“\"][^”\"]*[”\"]?", "", text)):
        return ""
    if reports is None:
        return holder
    summed = _SUMMED_UP.match(text)
    view = reports.of(sentence.start, sentence.end)
    return view.holder if view else summed["who"] if summed else holder
