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
_OWN = re.compile(r"\b(?:we|our|us|I|my)\b", re.I)
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


class Relays:
    """Whose view each sentence goes on with; "" where the author speaks."""

    def __init__(self, body: str, found: Sequence[Sentence], texts: Sequence[str], reports: Reports) -> None:
        self._found, self._texts, self._reports = found, texts, reports
        surveys = len(set(_CHAPTER.findall(body))) >= _CHAPTERS
        self._holders = self._read(surveys)

    def holder(self, number: int) -> str:
        """Return who holds the view of sentence `number`, "" where nothing says that it is somebody else's."""
        return self._holders[number]

    def _read(self, surveys: bool) -> list[str]:
        holders: list[str] = []
        holder = ""
        quoted = False
        for number, (sentence, text) in enumerate(zip(self._found, self._texts, strict=True)):
            if number == 0 or sentence.block != self._found[number - 1].block:
                holder = self._announced(number)
                quoted = bool(holder)
            if not quoted:
                holder = self._next(text, sentence, holder, surveys)
            holders.append(holder)
        return holders

    def _announced(self, number: int) -> str:
        """Return whose words a block is that the one before announces, "" for none."""
        last = self._texts[number - 1] if number else ""
        if not _ANNOUNCES.search(last) or self._found[number].block != self._found[number - 1].block + 1:
            return ""
        if _WE.search(re.split(r"[.;,] ", last)[-1] if last.endswith(":") else ""):
            return ""
        before = self._found[number - 1]
        view = self._reports.of(before.start, before.end)
        return view.holder if view else "a quoted source"

    def _next(self, text: str, sentence: Sentence, holder: str, surveys: bool) -> str:
        school = _SCHOOL.search(text)
        if school:
            return school["who"]
        if _OWN.search(re.sub(r"[“\"][^”\"]*[”\"]?", "", text)):
            return ""
        if not surveys:
            return holder
        summed = _SUMMED_UP.match(text)
        view = self._reports.of(sentence.start, sentence.end)
        return view.holder if view else summed["who"] if summed else holder
