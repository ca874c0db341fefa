"""Hints for positions: the texts of a library read against one proposition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefer.app.passages import make_passage
from briefer.app.progress import Stop
from briefer.errors import Cancelled
from briefer.mining.sentences import sentences
from briefer.mining.stands import Topic, hint
from briefer.mining.terms import Weights, terms
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Theme
from briefer.model.library import Bodies, Library
from briefer.model.suggestion import StandHint, hint_id


@dataclass(frozen=True, slots=True, kw_only=True)
class HintLine:
    """A sentence that bears on a proposition, as a passage that the library does not have yet, and its place."""

    passage: Passage
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """Hints by essay, and the sentences behind each, strongest first."""

    hints: dict[str, StandHint]
    lines: dict[str, tuple[HintLine, ...]]


def stand_hints(
    library: Library, bodies: Bodies, proposition_id: str, stop: Stop = lambda: False, essay_ids: tuple[str, ...] = ()
) -> Hints:
    """Return a hint for each counted full text without a confirmed position; raises Cancelled when stopped.

    Hints that the user dropped are left out. `essay_ids` narrows what is read; hints of the same library and
    proposition are the same on any machine.
    """
    proposition = library.get(Proposition, proposition_id)
    if proposition is None:
        return Hints(hints={}, lines={})
    texts = [essay for essay in library.all(Essay) if essay.text == "full" and essay.counts]
    spans = {}
    for essay in texts:
        if stop():
            raise Cancelled("stopped")
        spans[essay.id] = _spans(essay, bodies[essay.body_sha256])
    weights = Weights.of(terms(bodies[e.body_sha256][a:b]) for e in texts for a, b in spans[e.id])
    topic = Topic.of(proposition, library.all(Theme))
    found = Hints(hints={}, lines={})
    for essay in texts:
        if stop():
            raise Cancelled("stopped")
        known = library.get(Position, Position.key(proposition_id, essay.id))
        if (known is not None and known.confirmed) or (essay_ids and essay.id not in essay_ids):
            continue
        if hint_id(essay.id, proposition) in essay.dismissed:
            continue
        authors = [name.family or name.literal for name in essay.reference.authors]
        body = bodies[essay.body_sha256]
        said = hint(topic, essay.id, body, spans[essay.id], weights, authors)
        found.hints[essay.id] = said
        found.lines[essay.id] = tuple(_line(library, bodies, essay, b.start, b.end) for b in said.bearings)
    return found


@lru_cache(maxsize=4096)
def _spans(essay: Essay, body: str) -> tuple[tuple[int, int], ...]:
    return tuple((s.start, s.end) for s in sentences(essay, body))


def _line(library: Library, bodies: Bodies, essay: Essay, start: int, end: int) -> HintLine:
    known = next(
        (p for p in library.passages_of(essay.id) if p.anchor and (p.anchor.start, p.anchor.end) == (start, end)), None
    )
    passage = known or make_passage(library, bodies, essay.id, start, end, "claim")
    locator = library.locator(passage)
    place = f"p. {locator.page}" if locator.page else f"¶{locator.paragraph}" if locator.paragraph else ""
    return HintLine(passage=passage, place=place)
