"""What the positions desk changes in a library: pure, edits out."""

from __future__ import annotations

from dataclasses import replace

from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Stand
from briefer.model.library import Drop, Edit, Library, Put
from briefer.model.suggestion import hint_id
from briefer.model.text import slug


def position_of(library: Library, proposition_id: str, essay_id: str) -> Position | None:
    """Return the position of one text on one proposition, if there is one."""
    return library.get(Position, Position.key(proposition_id, essay_id))


def with_stand(library: Library, proposition_id: str, essay_id: str, stand: Stand, confirmed: bool) -> Position:
    """Return the position of a text with another stand; what only the old stand needed is kept for a change of mind."""
    old = position_of(library, proposition_id, essay_id)
    if old is None:
        key = Position.key(proposition_id, essay_id)
        old = Position(id=key, proposition_id=proposition_id, essay_id=essay_id, stand=stand)
    return replace(old, stand=stand, confirmed=confirmed)


def with_words(position: Position, field: str, words: str) -> Position:
    """Return the position with another condition, holder or reason."""
    match field:
        case "condition":
            return replace(position, condition=words)
        case "holder":
            return replace(position, holder=words)
        case _:
            return replace(position, reason=words)


def lacks(position: Position) -> str:
    """Return what the stand still needs before it can be confirmed, "" when nothing."""
    if position.stand == "for-if" and not position.condition.strip():
        return "Write the condition first: what the support depends on"
    if position.stand == "relayed" and not position.holder.strip():
        return "Write whose view it is first"
    return ""


def waiting(library: Library, proposition_ids: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return text and proposition of every position that nobody has confirmed, proposition by proposition."""
    shelf = {essay.id: place for place, essay in enumerate(library.all(Essay))}
    found = [p for p in library.all(Position) if not p.confirmed and p.proposition_id in proposition_ids]
    found.sort(key=lambda p: (proposition_ids.index(p.proposition_id), shelf.get(p.essay_id, 0)))
    return [(p.essay_id, p.proposition_id) for p in found]


def new_proposition(library: Library, text: str) -> Proposition:
    """Return a proposition with an id that the library does not have."""
    name = slug(text, 6) or "proposition"
    taken = {p.id for p in library.all(Proposition)}
    id = next(id for id in (f"prop/{name}", *(f"prop/{name}-{n}" for n in range(2, 999))) if id not in taken)
    return Proposition(id=id, text=text, order=max((p.order for p in library.all(Proposition)), default=0) + 1)


def dropping(library: Library, proposition_id: str) -> tuple[Edit, ...]:
    """Return the edits that take a proposition away with the positions on it."""
    positions = [p for p in library.all(Position) if p.proposition_id == proposition_id]
    return (*(Drop((Position, p.id)) for p in positions), Drop((Proposition, proposition_id)))


def is_dropped(essay: Essay, proposition: Proposition) -> bool:
    """Tell whether the user dropped what rules take the stand of a text to be."""
    return hint_id(essay.id, proposition) in essay.dismissed


def dropping_stand(library: Library, proposition: Proposition, essay: Essay) -> tuple[Edit, ...]:
    """Return the edits that take a stand away, so that no rule proposes it again; its passages stay."""
    position = position_of(library, proposition.id, essay.id)
    note = () if is_dropped(essay, proposition) else (Put(with_dismissed(essay, hint_id(essay.id, proposition))),)
    return (*((Drop((Position, position.id)),) if position else ()), *note)


def with_dismissed(essay: Essay, *ids: str) -> Essay:
    """Return the essay with more suggestions or hints that its user dropped."""
    return replace(essay, dismissed=tuple(dict.fromkeys((*essay.dismissed, *ids))))


def taking_back(proposition: Proposition, essay: Essay) -> tuple[Edit, ...]:
    """Return the edits that let rules propose a dropped stand again."""
    gone = hint_id(essay.id, proposition)
    return (Put(replace(essay, dismissed=tuple(id for id in essay.dismissed if id != gone))),)


def with_passage(library: Library, position: Position, passage: Passage) -> tuple[Edit, ...]:
    """Return the edits that make `position` rest on `passage` too; a passage the library does not have comes along."""
    new = () if library.get(Passage, passage.id) else (Put(passage),)
    return (*new, Put(replace(position, passages=tuple(dict.fromkeys((*position.passages, passage.id))))))
