"""How each passage of a library stands against its text: what was compared, and what came out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Bodies, Library
from briefer.model.text import Ambiguous, Anchor
from briefer.quotation.match import match

CONTEXT = 250
"""Characters of the body shown on each side of a passage."""
State: TypeAlias = Literal["ok", "unconfirmed", "doubtful", "warn", "fail"]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageCheck:
    """The outcome in two words, as the analyst reads it; `places` are the stretches to choose from when it is ambiguous."""

    state: State
    words: str
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A passage between the words around it."""

    before: str
    quote: str
    after: str


def check_passage(library: Library, bodies: Bodies, passage: Passage) -> PassageCheck:
    """Return how `passage` stands against the text of its essay."""
    essay = library.get(Essay, passage.essay_id)
    body = bodies.get(essay.body_sha256, "") if essay is not None else ""
    found = _against(essay, body, passage)
    if found.state != "ok":
        return found
    if passage.doubtful:
        return PassageCheck(state="doubtful", words="Doubtful: do not use")
    if not passage.confirmed:
        return PassageCheck(state="unconfirmed", words="Relayed, unconfirmed" if passage.relays else "Unconfirmed")
    return found


def check_passages(library: Library, bodies: Bodies) -> dict[str, PassageCheck]:
    """Return the check of every passage, by id."""
    return {passage.id: check_passage(library, bodies, passage) for passage in library.all(Passage)}


def context(library: Library, bodies: Bodies, passage: Passage, start: int | None = None) -> Context:
    """Return `passage` with up to `CONTEXT` characters on each side, cut at white space; at `start` where it is given.

    A passage without a place in its text comes back alone.
    """
    essay = library.get(Essay, passage.essay_id)
    anchor = passage.anchor
    if essay is None or anchor is None or essay.body_sha256 not in bodies:
        return Context(before="", quote=passage.wording, after="")
    body = bodies[essay.body_sha256]
    begin = anchor.start if start is None else start
    end = begin + len(anchor.quote)
    if body[begin:end] != anchor.quote:
        return Context(before=anchor.before, quote=anchor.quote, after=anchor.after)
    before, after = body[max(0, begin - CONTEXT) : begin], body[end : end + CONTEXT]
    if begin > CONTEXT:
        before = before.partition(" ")[2]
    if end + CONTEXT < len(body):
        after = after.rpartition(" ")[0]
    return Context(before=before, quote=anchor.quote, after=after)


def moved(library: Library, bodies: Bodies, passage: Passage, start: int) -> Anchor | None:
    """Return the anchor of `passage` at another place where its words stand, None when they do not stand there."""
    essay = library.get(Essay, passage.essay_id)
    if essay is None or passage.anchor is None:
        return None
    body, end = bodies[essay.body_sha256], start + len(passage.anchor.quote)
    return Anchor.of(body, start, end) if body[start:end] == passage.anchor.quote else None


def _against(essay: Essay | None, body: str, passage: Passage) -> PassageCheck:
    anchor = passage.anchor
    if essay is None or anchor is None:
        return PassageCheck(state="ok", words="Page given" if passage.locator.page else "Place given")
    if body[anchor.start : anchor.end] != anchor.quote:
        return _lost(body, anchor)
    if passage.kind == "quotation" and passage.text and essay.text == "full":
        exact = match(passage.text, anchor.quote).exact
        return (
            PassageCheck(state="ok", words="Verbatim, marked cuts")
            if exact
            else PassageCheck(state="fail", words="Words differ from the text")
        )
    if passage.kind == "quotation":
        return PassageCheck(state="ok", words="Verbatim")
    lost = sorted(set(_NUMBER.findall(passage.text)) - set(_NUMBER.findall(anchor.quote)))
    if lost:
        return PassageCheck(state="fail", words=f"{lost[0]} is not in the text")
    if passage.text and _NUMBER.search(passage.text):
        return PassageCheck(state="ok", words="Number kept")
    return PassageCheck(state="ok", words="Page seen" if essay.pages else "¶ matched")


def _lost(body: str, anchor: Anchor) -> PassageCheck:
    match anchor.locate(body):
        case Ambiguous(places):
            stretches = tuple((at, at + len(anchor.quote)) for at in places)
            return PassageCheck(state="warn", words=f"Found in {len(places)} places", places=stretches)
        case None:
            return PassageCheck(state="fail", words="No longer in the text")
        case found:
            return PassageCheck(state="warn", words="Moved in the text", places=((found.start, found.end),))
