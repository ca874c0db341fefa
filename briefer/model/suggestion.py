"""What rules find in an essay before anybody has decided on it.

Suggestions are worked out from the body whenever they are needed and are never stored; what the user decides is: kept
ones become passages, dropped ones stand in `Essay.dismissed`, and so do hints of stands.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.model.evidence import PassageKind, Proposition, Stand

SuggestionKind: TypeAlias = Literal["recommendation", "claim", "quotable", "fact", "position"]
Tier: TypeAlias = Literal["explicit", "soft", "normative", "reported"]

KIND_OF: dict[SuggestionKind, PassageKind] = {
    "recommendation": "recommendation",
    "claim": "claim",
    "quotable": "quotation",
    "fact": "fact",
    "position": "claim",
}
"""What a suggestion becomes when it is kept."""
TIERS: tuple[Tier, ...] = ("explicit", "soft", "normative", "reported")


@dataclass(frozen=True, slots=True)
class ThemeTag:
    """A theme that fits a stretch of text: how well, from 0 to 1, and why, as a phrase ("seed “sea lane*”")."""

    theme: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One thing found by rule at `start:end` of the body of an essay; offsets are code points.

    `cues` are the words that gave it away, `reason` a phrase that says why it is what it is said to be. The parts of
    a recommendation (addressee, action …) are words of the text, "" where the text does not say. `holder` is whose view
    it is when the author only reports it; then `tier` is `reported`.
    """

    id: str
    essay_id: str
    kind: SuggestionKind
    start: int
    end: int
    tier: Tier | Literal[""] = ""
    cues: tuple[str, ...] = ()
    reason: str = ""
    addressee: str = ""
    action: str = ""
    object: str = ""
    instrument: str = ""
    horizon: str = ""
    condition: str = ""
    holder: str = ""
    themes: tuple[ThemeTag, ...] = ()
    flags: tuple[str, ...] = ()
    """What to look at, as phrases: "no actor", "no date", "shared source"."""
    shared_with: tuple[str, ...] = ()
    """Other essays that hold the same words, usually because both quote a third text."""
    score: float = 0.0


def suggestion_id(essay_id: str, kind: SuggestionKind, quote: str, ordinal: int = 0) -> str:
    """Return `sg-` + 10 hex of sha256(essay, kind, quote, ordinal among equal quotes).

    It does not depend on the place, so a decision on it holds when the text before it changes.
    """
    words = " ".join(quote.split())
    return "sg-" + hashlib.sha256(f"{essay_id}\0{kind}\0{words}\0{ordinal}".encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """A sentence that bears on a proposition: how much, from 0 to 1, and the words both share."""

    start: int
    end: int
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandHint:
    """What rules take one essay's stand on a proposition to be; a hint for the user, never a count.

    `bearings` come strongest first; `stand` is None where sentences bear on the proposition and no rule tells which way.
    Without bearings the hint is `silent`, which an essay nobody has read must not be called: that is the caller's to check.
    """

    essay_id: str
    proposition_id: str
    stand: Stand | None
    bearings: tuple[Bearing, ...]
    condition: str = ""
    holder: str = ""
    reason: str = ""
    """Why, as a phrase: "“should not” beside “South China Sea”"."""


def hint_id(essay_id: str, proposition: Proposition) -> str:
    """Return `sh-` + 10 hex of sha256(essay, words of the proposition): what `Essay.dismissed` calls a hint of a stand.

    It holds for the proposition as it is worded, whatever sentences a rule finds in the next revision of the essay.
    """
    words = " ".join(proposition.text.casefold().split()).rstrip(".?!")
    return "sh-" + hashlib.sha256(f"{essay_id}\0{words}".encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeProposal:
    """Two entries, `kept` the earlier one, with how alike they are from 0 to 1, and why."""

    kept: str
    other: str
    score: float
    why: str
