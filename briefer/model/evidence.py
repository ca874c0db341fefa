"""What the analyst keeps: passages, themes, propositions, positions and recommendations."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.model.essay import Locator
from briefer.model.text import Anchor

PassageKind: TypeAlias = Literal["quotation", "paraphrase", "summary", "fact", "claim", "recommendation", "comment"]
Stand: TypeAlias = Literal["for", "for-if", "against", "relayed", "silent"]
Facet: TypeAlias = Literal["issue", "region"]
Decision: TypeAlias = Literal["found", "accepted", "added", "refused"]

STANDS: tuple[Stand, ...] = ("for", "for-if", "against", "relayed", "silent")
STAND_LABELS: dict[Stand, str] = {
    "for": "In favour",
    "for-if": "In favour if …",
    "against": "Against",
    "relayed": "Relayed",
    "silent": "No position",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """An entry of the user's vocabulary. Seeds may end in `*`; seeds in capitals match case."""

    id: str
    label: str
    scope: str = ""
    seeds: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    facet: Facet = "issue"
    auto: bool = True
    """Whether passages are tagged with it by rule."""
    order: int = 0


@dataclass(frozen=True, slots=True)
class ThemeMark:
    """How a theme came to a passage, or was refused there; what the user decided is never overwritten by a rule."""

    theme: str
    decision: Decision
    why: str = ""
    """For themes found by rule: the phrase that gives the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of an essay worth using.

    `text` is the wording for outputs when it is not a quotation (a paraphrase, or a digest's own sentence); "" means
    the quote itself. Of a quotation it is the quote as the user trimmed it, with “…” and brackets. `anchor` is None
    only in digests whose body does not hold the sentence. `relays` names whose view it is when the author only
    reports it: such a passage never counts as the author's own.
    """

    id: str
    essay_id: str
    kind: PassageKind = "quotation"
    anchor: Anchor | None = None
    text: str = ""
    locator: Locator = Locator()
    """Overrides what the page map says; a digest's passages must have one."""
    themes: tuple[str, ...] = ()
    headline: str = ""
    note: str = ""
    relays: str = ""
    footnotes: tuple[str, ...] = ()
    doubtful: bool = False
    """Not to be used: no output takes it."""
    overtaken: bool = False
    """The user holds that events may have overtaken it; outputs say so."""
    marks: tuple[ThemeMark, ...] = ()
    """Where its themes come from; a theme without a mark was added by the user."""
    confirmed: bool = True
    score: float = 0.0
    order: int = 0

    @property
    def wording(self) -> str:
        """Return the words an output uses unless it quotes."""
        return self.text or (self.anchor.quote if self.anchor else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A sentence one can be for or against. `labels` renames the stands on slides ("for" -> "Build a format")."""

    id: str
    text: str
    short: str = ""
    """A few words that end a count line: "closer ties in Asia"."""
    labels: tuple[tuple[Stand, str], ...] = ()
    themes: tuple[str, ...] = ()
    order: int = 0

    def label(self, stand: Stand) -> str:
        """Return the heading under which outputs list those who take `stand`."""
        return dict(self.labels).get(stand, STAND_LABELS[stand])


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One essay's stand on a proposition, resting on passages; unconfirmed until the user confirms it."""

    id: str
    proposition_id: str
    essay_id: str
    stand: Stand
    condition: str = ""
    """What "for, if" depends on."""
    reason: str = ""
    """The author's ground in a few words: "no forces to spare"."""
    scope: str = ""
    """What the stand is limited to: "India only"."""
    holder: str = ""
    """Whose view a relayed one is."""
    passages: tuple[str, ...] = ()
    confirmed: bool = False

    @staticmethod
    def key(proposition_id: str, essay_id: str) -> str:
        """Return the id of the one position that `essay_id` can have on `proposition_id`."""
        return f"{proposition_id}|{essay_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A register entry: who should do what, by when, on what condition; supported by passages of one or more essays."""

    id: str
    text: str
    actor: str = ""
    action: str = ""
    instrument: str = ""
    horizon: str = ""
    condition: str = ""
    themes: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    merged_from: tuple[str, ...] = ()
    confirmed: bool = True
    order: int = 0


def passage_id(essay_id: str, kind: PassageKind, start: int, quote: str, taken: Collection[str] = ()) -> str:
    """Return a fresh id `<essay>/` + 8 hex of sha256(kind, start, quote); on a collision the next 8 hex digits."""
    hexes = hashlib.sha256(f"{kind}\0{start}\0{quote}".encode()).hexdigest()
    ids = (f"{essay_id}/{hexes[at : at + 8]}" for at in range(0, 64, 8))
    return next(candidate for candidate in ids if candidate not in taken)
