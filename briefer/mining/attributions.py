"""Words that lay a view at somebody's door: “according to …”, “in the eyes of …”, “…, the authors say, …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PHRASE = r"(?:[^\s,.;:()“”?!]+ ){0,8}[^\s,.;:()“”?!]+"
_SAY = (
    r"(?:says?|said|argues?|argued|believes?|believed|insists?|insisted|claims?|claimed|maintains?|maintained|warns?|warned|"
    r"suggests?|suggested|explains?|explained|notes?|noted|writes?|wrote|reasons?|reasoned|contends?|contended|adds?|added|"
    r"thinks?|thought|tells? us|told us|puts? it|concludes?|concluded|recommends?|recommended|advises?|advised|proposes?|proposed)"
)
_LEADING = re.compile(
    rf"\b(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion|eyes|judge?ment|reading|account) of) (?P<who>{_PHRASE})(?: \([^)]*\))?(?=[,.;:]|$)"
    rf"|\b[Ii]n (?P<whose>(?!fact\b|its\b|his\b|their\b|her\b|my\b|our\b){_PHRASE})[’']s? (?:view|opinion|eyes|words|judge?ment|reading|account)\b"
)
_ASIDE = re.compile(
    rf", (?:as |so )?(?P<who>(?!(?:and|but|or|which|who|that|it|I|we|as|then|this|what|if|he who) )(?:{_PHRASE}) )(?:has |have |had |once |"
    rf"rightly |also |later |often )?{_SAY}(?=[,.;]|$)"
    rf"|, (?:said|says|argued|argues|warned|wrote|writes) (?P<last>{_PHRASE})(?=[,.;]|$)"
    rf"|, (?:according to|in the (?:words|view|opinion|eyes) of) (?P<after>{_PHRASE})(?=[,.;)]|$)"
)


def leading(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where words in `text` credit what follows to somebody, and to whom."""
    for match in _LEADING.finditer(text):
        yield match.start(), match.end(), match["who"] or match["whose"]


def asides(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where an aside in `text` credits the sentence around it to somebody, and to whom."""
    for match in _ASIDE.finditer(text):
        yield match.start(), match.end(), (match["who"] or match["last"] or match["after"]).strip()
