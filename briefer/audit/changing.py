"""What became of a run: two states compared, the differences in the order in which a reader asks for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeVar

from briefer.model.counts import Tally, tally
from briefer.model.deck import Deck
from briefer.model.essay import Essay
from briefer.model.evidence import STANDS, Passage, Proposition
from briefer.model.library import Library
from briefer.model.state import (
    SIDE_WORDS,
    SIDES,
    Change,
    ChangeKind,
    LineState,
    PropositionState,
    Side,
    SideState,
    SlideState,
    State,
    TextState,
    text_key,
)

T = TypeVar("T")


def library_state(library: Library) -> State:
    """Return the state of a whole library: all texts, all propositions, passages as its lines."""
    essays = library.all(Essay)
    return State(
        texts=tuple(map(_text, essays)),
        propositions=_propositions(library, library.all(Proposition), [essay.id for essay in essays]),
        lines=tuple(
            LineState(id=passage.id, where=text_key(passage.essay_id), words=passage.wording)
            for passage in library.all(Passage)
        ),
    )


def deck_state(library: Library, essays: Sequence[Essay], propositions: Sequence[Proposition], deck: Deck) -> State:
    """Return the state of a deck: the texts and propositions it was made from, its slides and its statements."""
    titles = {slide.title.id for slide in deck.slides}
    statements = (s for slide in deck.slides for s in slide.statements)
    return State(
        texts=tuple(map(_text, essays)),
        propositions=_propositions(library, propositions, [essay.id for essay in essays]),
        slides=tuple(SlideState(key=s.key, title=s.title.text, hidden=s.hidden) for s in deck.slides),
        lines=tuple(
            LineState(id=statement.id, where=statement.slide_key, words=statement.text)
            for statement in statements
            if statement.role != "boilerplate" and statement.id not in titles and statement.text
        ),
    )


def _text(essay: Essay) -> TextState:
    return TextState(
        key=text_key(essay.id), title=essay.reference.title, body=essay.body_sha256[:12], reading=essay.reading
    )


def _propositions(
    library: Library, propositions: Sequence[Proposition], essays: Collection[str]
) -> tuple[PropositionState, ...]:
    return tuple(
        PropositionState(id=found.id, words=found.short or found.text, sides=_sides(tally(library, found, essays)))
        for found in propositions
    )


def _sides(found: Tally) -> tuple[SideState, ...]:
    taken: list[tuple[str, Side]] = [(p.essay_id, stand) for stand in STANDS for p in found.confirmed[stand]]
    taken += [(position.essay_id, "unconfirmed") for stand in STANDS for position in found.unconfirmed[stand]]
    taken += [(essay, "not read") for essay in found.not_read]
    return tuple(SideState(text=text_key(essay), side=side) for essay, side in taken)


def changes(before: State, after: State) -> tuple[Change, ...]:
    """Return everything by which `after` differs from `before`; equal states give nothing."""
    return (
        *_texts(before, after),
        *_stands(before, after),
        *_slides(before, after),
        *_lines(before, after),
    )


def _texts(before: State, after: State) -> Iterator[Change]:
    for old, new in _paired(before.texts, after.texts, lambda text: text.key):
        if old is None and new is not None:
            yield Change(kind="new text", about=new.title, now=new.title, text=new.key)
        elif new is None and old is not None:
            yield Change(kind="text gone", about=old.title, was=old.title, text=old.key)
        elif old is not None and new is not None:
            if old.body != new.body:
                yield Change(kind="revised text", about=new.title, was=old.body, now=new.body, text=new.key)
            if old.reading != new.reading:
                yield Change(kind="read", about=new.title, was=old.reading, now=new.reading, text=new.key)


def _stands(before: State, after: State) -> Iterator[Change]:
    titles = {text.key: text.title for state in (before, after) for text in state.texts}
    for old, new in _paired(before.propositions, after.propositions, lambda proposition: proposition.id):
        if old is None and new is not None:
            yield Change(kind="new proposition", about=new.words, now=_counted(new), id=new.id)
        elif new is None and old is not None:
            yield Change(kind="proposition gone", about=old.words, was=_counted(old), id=old.id)
        elif old is not None and new is not None:
            if (was := _counted(old)) != (now := _counted(new)):
                yield Change(kind="count", about=new.words, was=was, now=now, id=new.id)
            sides = {state.text: state.side for state in old.sides}
            for state in new.sides:
                if (side := sides.get(state.text, state.side)) != state.side:
                    about = titles.get(state.text, "")
                    yield Change(
                        kind="side",
                        about=about,
                        was=SIDE_WORDS[side],
                        now=SIDE_WORDS[state.side],
                        id=new.id,
                        text=state.text,
                    )


def _counted(proposition: PropositionState) -> str:
    """Return "5 for, 1 for on a condition, 7 without a position, of 13"; sides that nobody takes are left out."""
    counts = ((proposition.count(side), SIDE_WORDS[side].replace(",", "")) for side in SIDES)
    told = [f"{number} {words}" for number, words in counts if number]
    return f"{', '.join(told) or 'none'}, of {len(proposition.sides)}"


def _slides(before: State, after: State) -> Iterator[Change]:
    for old, new in _paired(before.slides, after.slides, lambda slide: slide.key):
        if old is None and new is not None:
            yield Change(kind="new slide", about=new.key, now=new.title)
        elif new is None and old is not None:
            yield Change(kind="slide gone", about=old.key, was=old.title)
        elif old is not None and new is not None:
            if old.title != new.title:
                yield Change(kind="slide retitled", about=new.key, was=old.title, now=new.title)
            if old.hidden != new.hidden:
                kind: ChangeKind = "slide hidden" if new.hidden else "slide shown"
                yield Change(kind=kind, about=new.key, was=old.title, now=new.title)
    yield from _moved([slide.key for slide in before.slides], [slide.key for slide in after.slides])


def _moved(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Yield the slides outside the longest run that kept its order."""
    from rapidfuzz.distance import LCSseq

    old = [key for key in before if key in set(after)]
    new = [key for key in after if key in set(before)]
    same = LCSseq.editops(old, new).as_matching_blocks()
    kept = {key for block in same for key in old[block.a : block.a + block.size]}
    for key in new:
        if key not in kept:
            yield Change(kind="slide moved", about=key, was=_place(old, key), now=_place(new, key))


def _place(keys: Sequence[str], key: str) -> str:
    at = keys.index(key)
    return f"after {keys[at - 1]}" if at else "first"


def _lines(before: State, after: State) -> Iterator[Change]:
    """Yield what became of statements: several of one id stand in one deck where somebody copied a slide.

    Bare numbers are left to the counts of the propositions, which say what they count.
    """
    was, now = ([line for line in state.lines if any(map(str.isalpha, line.words))] for state in (before, after))
    for old, new in _paired(was, now, lambda line: line.id):
        if old is None and new is not None:
            yield Change(kind="new statement", about=new.where, now=new.words, id=new.id)
        elif new is None and old is not None:
            yield Change(kind="retired", about=old.where, was=old.words, id=old.id)
        elif old is not None and new is not None and old.words != new.words:
            yield Change(kind="reworded", about=new.where, was=old.words, now=new.words, id=new.id)


def _paired(before: Sequence[T], after: Sequence[T], key: Callable[[T], str]) -> Iterator[tuple[T | None, T | None]]:
    """Yield what has equal keys together, in the order of `after`; then what is only in `before`."""
    old = {key(value): value for value in before}
    new = {key(value): value for value in after}
    for name, value in new.items():
        yield old.get(name), value
    for name, value in old.items():
        if name not in new:
            yield value, None
