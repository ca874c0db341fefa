"""Words that lay a view at somebody's door: “according to …”, “in the eyes of …”, “…, the authors say, …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PHRASE = r"(?:[^\s,.;:()“”?!]+ ){0,8}?[^\s,.;:()“”?!]+"
_SAY = (
    r"(?:says?|said|argues?|argued|believes?|believed|insists?|insisted|claims?|claimed|maintains?|maintained|"
    r"warns?|warned|"
    r"suggests?|suggested|explains?|explained|notes?|noted|writes?|wrote|reasons?|reasoned|contends?|contended|"
    r"adds?|added|"
    r"thinks?|thought|tells? us|told us|puts? it|concludes?|concluded|recommends?|recommended|advises?|advised|"
    r"proposes?|proposed)"
)
_LEADING = re.compile(
    rf"\b(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion|eyes|judge?ment|reading|"
    rf"account) of) (?P<who>{_PHRASE})(?: \([^)]*\))?(?=[,.;:]|$)"
    rf"|\b[Ii]n (?P<whose>(?!fact\b|its\b|his\b|their\b|her\b|my\b|our\b){_PHRASE})[’']s? (?:view|opinion|eyes|"
    rf"words|judge?ment|reading|account)\b"
    r"|^For (?P<viewer>(?!(?:New|South|North|East|West|Saudi|Sri|Costa|El|San)\b)[A-Z][a-zà-ž’-]+ [A-ZÀ-Ž][a-zà-ž’-]+|"
    r"(?:(?:many|some|most|several|its|his|her|their) )?(?:observers|analysts|experts|scholars|critics|commentators|"
    r"sceptics|skeptics|proponents|opponents|advocates|supporters|detractors)),"
    rf"|\b[Aa]s (?P<quoted>(?!a\b|an\b|the\b|we\b|it\b|this\b){_PHRASE}) (?:(?:has|have|had|once|recently|also|"
    rf"rightly) )*{_SAY},"
)
_SAID_OF = re.compile(
    r"\b[Ii]t\s+(?:is|has\s+been|was|has)\s+(?:(?:often|sometimes|frequently|commonly|widely|occasionally|"
    r"generally|long|repeatedly|usually|also|even)\s+"
    r"(?:been\s+)?(?:said|argued|claimed|suggested|believed|proposed|assumed|thought|held|recommended)|"
    r"been\s+(?:said|argued|claimed|suggested|proposed|assumed|recommended))\b"
    r"|\b[Ii]t\s+was\s+(?:said|argued|claimed|suggested|proposed|recommended|submitted)\b"
    r"|\b[Ii]t\s+(?:was|has\s+been)\s+(?:\w+\s+)?(?:put|suggested|said|represented|submitted)\s+to\s+us\b"
    r"|\b(?:[Oo]ne\s+(?:often\s+|sometimes\s+)?(?:hears|is\s+told)|(?:I|[Ww]e)(?:’ve|'ve|\s+have)?\s+(?:often\s+|even\s+)?heard"
    r"\s+(?:it\s+|\S+\s+|\S+\s+\S+\s+)?(?:said|say|suggest|argued?|urge|propose|recommend|claim)(?:ed|d)?)\b"
    r"|\b[Ww]e\s+(?:were|have\s+been)\s+(?:also\s+|repeatedly\s+)?(?:told|urged|advised|asked)\b"
    r"|\b[Ww]e\s+(?:also\s+)?heard\s+(?:calls|demands|pleas|that|from)\b"
)
_BY_PRONOUN = re.compile(
    r"\b[Ii]n\s+(?P<pronoun>his|her|their)\s+(?:view|opinion|judge?ment|eyes|words|reading)\b"
    r"|\b(?P<it>It)\s+(?:(?:also|then|further|even|has|had|first|later|therefore)\s+)*(?:called\s+(?:for|on|upon)|"
    r"urged|recommended|"
    r"proposed|demanded|argued|advised|insisted|concluded|suggested|warned|asked\s+(?:for|that))\b"
)
_ASIDE = re.compile(
    rf", (?:as |so )?(?P<who>(?!(?:and|but|or|which|who|that|it|I|we|as|then|this|what|if|"
    rf"he who) )(?:{_PHRASE}) )(?:has |have |had |once |"
    rf"rightly |also |later |often )?{_SAY}(?: (?:in|on|at|to) [^,;.]{{2,60}})?(?=[,.;]|$)"
    rf"|, (?:said|says|argued|argues|warned|wrote|writes) (?P<last>{_PHRASE})(?=[,.;]|$)"
    rf"|, (?:according to|in the (?:words|view|opinion|eyes) of) (?P<after>{_PHRASE})(?=[,.;)]|$)"
)


def leading(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where words in `text` credit what follows to somebody, and to whom."""
    for match in _LEADING.finditer(text):
        yield match.start(), match.end(), match["who"] or match["whose"] or match["viewer"] or match["quoted"]


def asides(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where an aside in `text` credits the sentence around it to somebody, and to whom."""
    for match in _ASIDE.finditer(text):
        yield match.start(), match.end(), (match["who"] or match["last"] or match["after"]).strip()


def unnamed(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where `text` reports what is said, by nobody in particular."""
    for match in _SAID_OF.finditer(text):
        yield match.start(), match.end(), "unnamed voices"


def by_pronoun(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where a pronoun in `text` stands for whose view it is, and the pronoun."""
    for match in _BY_PRONOUN.finditer(text):
        yield match.start(), match.end(), match["pronoun"] or match["it"]
