"""What a run rested on and said, small enough to be kept beside its files and compared with a later run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.model.text import digest

Side: TypeAlias = Literal["for", "for-if", "against", "relayed", "silent", "unconfirmed", "not read"]
"""Where a text stands on a proposition, as a tally has it."""

SIDES: tuple[Side, ...] = ("for", "for-if", "against", "relayed", "silent", "unconfirmed", "not read")

SIDE_WORDS: dict[Side, str] = {side: side for side in SIDES} | {
    "for-if": "for, on a condition",
    "relayed": "only relayed",
    "silent": "without a position",
}
"""The sides as people read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextState:
    """One text of the shelf, under a key that tells nobody its author."""

    key: str
    title: str
    body: str
    """First 12 hex digits of the sha256 of its body."""
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideState:
    """Where one text stands."""

    text: str
    """Key of the text."""
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class PropositionState:
    """How the texts of the shelf stood on one proposition; each counted text stands in it once."""

    id: str
    words: str
    sides: tuple[SideState, ...]

    def count(self, side: Side) -> int:
        """Return how many texts take `side`."""
        return sum(state.side == side for state in self.sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideState:
    """One slide in the order of the deck."""

    key: str
    title: str
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """One statement of a deck, or one passage of a library; `where` is the key of its slide or of its text."""

    id: str
    where: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Texts, sides, slides and statements of one run; a library as a whole has no slides, and passages as its lines."""

    texts: tuple[TextState, ...] = ()
    propositions: tuple[PropositionState, ...] = ()
    slides: tuple[SlideState, ...] = ()
    lines: tuple[LineState, ...] = ()


ChangeKind: TypeAlias = Literal[
    "new text",
    "revised text",
    "read",
    "text gone",
    "new proposition",
    "count",
    "side",
    "proposition gone",
    "new slide",
    "slide retitled",
    "slide moved",
    "slide hidden",
    "slide shown",
    "slide gone",
    "new statement",
    "reworded",
    "retired",
    "setting",
]

CHANGE_TITLES: dict[ChangeKind, str] = {
    "setting": "The brief says",
    "new text": "New texts",
    "revised text": "Texts imported anew",
    "read": "Reading",
    "text gone": "Texts no longer there",
    "new proposition": "New propositions",
    "count": "Counts",
    "side": "Positions that changed sides",
    "proposition gone": "Propositions no longer there",
    "new slide": "New slides",
    "slide retitled": "Titles",
    "slide moved": "Slides moved",
    "slide hidden": "Slides hidden",
    "slide shown": "Slides shown again",
    "slide gone": "Slides no longer there",
    "new statement": "New statements",
    "reworded": "Statements reworded",
    "retired": "Statements retired",
}
"""What each kind of change is called over a list of them, in the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference of two states: `was` is "" for what is new, `now` for what is gone."""

    kind: ChangeKind
    about: str
    """Title of a text, words of a proposition, key of a slide, path of a setting."""
    was: str = ""
    now: str = ""
    id: str = ""
    """Id of the proposition or statement, "" for others."""
    text: str = ""
    """Key of the text that changed its side, "" for others."""


def text_key(essay_id: str) -> str:
    """Return the key of an essay in a state: 12 hex digits, since ids hold the names of authors."""
    return digest(essay_id)[:12]
