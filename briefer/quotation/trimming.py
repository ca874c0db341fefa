"""Shortening a passage without leaving its words: omissions marked “…”, changed letters and insertions in brackets.

The user chooses what stays; every fragment is looked up at its place, and the whole must pass the quotation rule.
Offers drop only what carries no condition, negation or limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from briefer.model.evidence import Passage
from briefer.quotation.kinds import CONDITIONS, NEGATIONS, is_negation
from briefer.quotation.match import match
from briefer.quotation.parse import marks_in
from briefer.quotation.tokens import Words

OfferName: TypeAlias = Literal["leading connective", "parentheses", "leading phrase"]
Span: TypeAlias = tuple[int, int]

_TURNS = frozenset(("while", "rather", "instead", "limited", "less", "fewer", "even"))
HAZARDS = (NEGATIONS | CONDITIONS | _TURNS) - {"however"}
"""Words that turn, limit or deny: what holds one is never dropped without a warning."""

_TOKEN = re.compile(r"\S+")
_CONNECTIVE = re.compile(
    r"(?:However|Therefore|Thus|Hence|Moreover|Furthermore|Additionally|In addition|Also|Indeed|In fact"
    r"|Consequently|Accordingly|As a result|First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Finally|Lastly"
    r"|Similarly|Likewise|Meanwhile|Nevertheless|Nonetheless|For example|For instance|In particular"
    r"|In short|In sum|In conclusion|To conclude|Overall|Above all|Again|Besides)\s*,\s+"
)
_PARENTHESIS = re.compile(r"\s*\([^()]{1,160}\)")
_PHRASE = re.compile(
    r"(?:In|On|At|During|Across|Within|Among|Throughout|Over|Amid|Alongside)\s+(?:[^\s,;:.()]+\s+){0,9}[^\s,;:.()]+,\s+"
)
_QUALIFIERS = """
case event absence condition conditions principle theory part general most least best worst practice some
circumstances order return exchange place lieu spite contrast comparison addition particular view opinion words
short
"""
_QUALIFYING = frozenset(_QUALIFIERS.split())
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9-]+s?\b")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_FEWEST_LEFT = 5


class TrimRefused(ValueError):
    """The words that would be left do not stand in the passage, or are not a quotation of it; says why."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words in brackets that stand for `start:end` of the body: “[the Alliance]” for “it”."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be left out at one keystroke and brought back: the spans of the body, and the words it saves."""

    name: OfferName
    drop: Span
    words: int
    text: str
    """What would go."""


def tokens(body: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the words of `body[start:end]` with their punctuation, as spans of the body: what the user clicks on."""
    return tuple(match.span() for match in _TOKEN.finditer(body, start, end))


def trimmed(body: str, span: Span, kept: Iterable[Span], replacements: Iterable[Replacement] = ()) -> str:
    """Return the wording of the passage at `span` of which only the `kept` spans stay.

    What is left out inside becomes “ … ”; a beginning in mid-sentence gets its capital in brackets, and an end in
    mid-sentence an ellipsis. Kept spans that touch, or with only white space between them, are one. Raises TrimRefused
    when a span lies outside the passage, when nothing is left, or when the result is no longer a quotation of it.
    """
    parts = _merged(body, span, kept)
    if not parts:
        raise TrimRefused("Nothing is left of the passage. Keep at least one word.")
    pieces = _pieces(body, parts, sorted(replacements, key=lambda one: one.start))
    text = " … ".join(pieces)
    if parts[0][0] > _first(body, span):
        text = _opened(text)
    if parts[-1][1] < _last(body, span) and not _SENTENCE_END.search(text):
        text = f"{text.rstrip(',;:–— ')} …"
    if text == body[slice(*span)].strip():
        return text
    found = match(text, body, span)
    if found.verdict not in ("verbatim", "verbatim-marked"):
        raise TrimRefused(
            f"“{text}” is not a quotation of the passage any more; keep other words or shorten the brackets."
        )
    return text


def without(body: str, span: Span, offers: Iterable[Offer]) -> tuple[Span, ...]:
    """Return what is kept of `span` when `offers` are taken."""
    kept, at = [], span[0]
    for start, end in sorted(offer.drop for offer in offers):
        kept.append((at, start))
        at = max(at, end)
    return tuple((a, b) for a, b in [*kept, (at, span[1])] if body[a:b].strip())


def kept_in(body: str, span: Span, text: str) -> tuple[Span, ...]:
    """Return which words of `span` a wording made by `trimmed` keeps, as `tokens`; all where that cannot be told."""
    words = tokens(body, *span)
    keys = [_bare(body[a:b]) for a, b in words]
    kept: list[Span] = []
    at = 0
    for part in re.split(r"\s*…\s*", text):
        wanted = [_bare(word) for word in part.split()]
        found = next((n for n in range(at, len(keys) - len(wanted) + 1) if keys[n : n + len(wanted)] == wanted), None)
        if found is None:
            return words
        kept += words[found : found + len(wanted)]
        at = found + len(wanted)
    try:
        return tuple(kept) if trimmed(body, span, kept) == text else words
    except TrimRefused:
        return words


def less(kept: Iterable[Span], drops: Iterable[Span]) -> tuple[Span, ...]:
    """Return the `kept` spans without what `drops` cover."""
    parts = list(kept)
    for start, end in drops:
        parts = [(x, y) for a, b in parts for x, y in ((a, min(b, start)), (max(a, end), b)) if x < y]
    return tuple(parts)


def _bare(word: str) -> str:
    """Return a word without the marks that trimming changes: brackets, its capital, the punctuation at its end."""
    return re.sub(r"[\[\]]", "", word).rstrip(",;:–— ").casefold()


def offers(body: str, start: int, end: int) -> tuple[Offer, ...]:
    """Return what can safely be left out of `body[start:end]`, in the order of the text.

    A leading connective, parentheses, and a leading phrase of place or occasion; never with a hazard word, a figure of
    time or the only spelling-out of an acronym, and never so that fewer than five words are left.
    """
    text = body[start:end]
    lead = len(text) - len(text.lstrip())
    found: list[Offer] = []
    for name, pattern in _LEADING:
        at = found[-1].drop[1] - start if found else lead
        opening = pattern.match(text, at)
        if opening and _harmless(opening.group()) and (name != "leading phrase" or _plain(opening.group())):
            found.append(_offer(name, text, start, *opening.span()))
    for aside in _PARENTHESIS.finditer(text):
        if aside.start() and _harmless(aside.group()) and not _names_acronym(aside.group(), text):
            found.append(_offer("parentheses", text, start, *aside.span()))
    kept = len(text.split())
    safe = []
    for offer in sorted(found, key=lambda one: one.drop):
        kept -= offer.words
        if kept >= _FEWEST_LEFT and _stands(body, (start, end), offer):
            safe.append(offer)
    return tuple(safe)


def hazards(body: str, span: Span, kept: Iterable[Span]) -> tuple[str, ...]:
    """Return the words among those left out that turn, limit or deny what is said, in order, each once."""
    parts = _merged(body, span, kept)
    gone = [(a, b) for a, b in _gaps(span, parts)]
    words = (key for a, b in gone for key in Words.of(body[a:b]).keys)
    return tuple(dict.fromkeys(key for key in words if key in HAZARDS or is_negation(key)))


def quoted_words(passage: Passage) -> str:
    """Return what stands in quotation marks for `passage`: its trimmed wording when that is exact, else its quote.

    A trim is kept as the `text` of a passage of kind quotation whose anchor is the whole stretch.
    """
    if passage.anchor is None:
        return passage.wording
    quote = passage.anchor.quote
    if passage.kind != "quotation" or not passage.text:
        return quote
    return passage.text if match(passage.text, quote).verdict in ("verbatim", "verbatim-marked") else quote


_LEADING: tuple[tuple[OfferName, re.Pattern[str]], ...] = (
    ("leading connective", _CONNECTIVE),
    ("leading phrase", _PHRASE),
)


def _merged(body: str, span: Span, kept: Iterable[Span]) -> list[Span]:
    """Return the kept spans in order, grown together where nothing but white space parts them, edges without blanks."""
    merged: list[Span] = []
    for start, end in sorted(kept):
        if not (span[0] <= start <= end <= span[1]):
            raise TrimRefused("A word to keep lies outside of the passage. Choose words of the passage.")
        text = body[start:end]
        start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
        if start >= end:
            continue
        if merged and not body[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _gaps(span: Span, parts: Sequence[Span]) -> list[Span]:
    edges = [span[0], *(edge for part in parts for edge in part), span[1]]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _pieces(body: str, parts: Sequence[Span], replacements: Sequence[Replacement]) -> list[str]:
    pieces = []
    for number, (start, end) in enumerate(parts):
        text, at = "", start
        for one in replacements:
            if start <= one.start < one.end <= end and one.start >= at:
                text += body[at : one.start] + f"[{one.text.strip()}]"
                at = one.end
        text += body[at:end]
        pieces.append(text if number == len(parts) - 1 else text.rstrip(",;:–— "))
    if any(not any(a <= one.start < one.end <= b for a, b in parts) for one in replacements):
        raise TrimRefused("Brackets stand for words that are left out. Keep the words they replace.")
    if any(one.end > other.start for one, other in pairwise(replacements)):
        raise TrimRefused("Two brackets stand for the same words. Keep one of them.")
    return [piece for piece in pieces if piece]


def _opened(text: str) -> str:
    """Return `text` as the beginning of a quotation that starts in mid-sentence."""
    return f"[{text[0].upper()}]{text[1:]}" if text[0].islower() and text[0].upper().isupper() else text


def _first(body: str, span: Span) -> int:
    return span[0] + len(body[slice(*span)]) - len(body[slice(*span)].lstrip())


def _last(body: str, span: Span) -> int:
    return span[0] + len(body[slice(*span)].rstrip())


def _harmless(text: str) -> bool:
    return not any(key in HAZARDS or is_negation(key) for key in Words.of(text).keys)


def _plain(phrase: str) -> bool:
    """Tell whether a phrase only sets the scene: no figure, no word that qualifies what follows."""
    return not re.search(r"\d", phrase) and _QUALIFYING.isdisjoint(Words.of(phrase).keys)


def _names_acronym(aside: str, text: str) -> bool:
    """Tell whether the parentheses spell out an acronym that the rest of the passage uses."""
    rest = text.replace(aside, "", 1)
    return any(name in rest for name in _ACRONYM.findall(aside))


def _offer(name: OfferName, text: str, start: int, first: int, last: int) -> Offer:
    gone = text[first:last]
    return Offer(name, (start + first, start + last), len(gone.split()), gone.strip())


def _stands(body: str, span: Span, offer: Offer) -> bool:
    """Tell whether the passage without what is offered is still a quotation of it."""
    try:
        trimmed(body, span, without(body, span, (offer,)))
    except TrimRefused:
        return False
    return not marks_in(offer.text)
