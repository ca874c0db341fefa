"""What waits behind a statement, and what keeping or dropping it changes: pure, edits out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from briefer.gui import evidence_edits, position_edits
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Recommendation
from briefer.model.library import Drop, Edit, Key, Library, Put
from briefer.model.statement import Statement
from briefer.model.suggestion import hint_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What nobody has confirmed of what a statement says."""

    passages: tuple[Passage, ...] = ()
    positions: tuple[Position, ...] = ()
    entries: tuple[Recommendation, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.passages or self.positions or self.entries)

    def __or__(self, other: Waiting) -> Waiting:
        return Waiting(
            passages=tuple(dict.fromkeys((*self.passages, *other.passages))),
            positions=tuple(dict.fromkeys((*self.positions, *other.positions))),
            entries=tuple(dict.fromkeys((*self.entries, *other.entries))),
        )


def waiting(library: Library, statement: Statement) -> Waiting:
    """Return what waits behind a statement that is shown as unconfirmed; nothing behind any other."""
    if statement.confirmed:
        return Waiting()
    cited = {citation.passage_id for citation in statement.citations if citation.passage_id}
    own = bool(given(library, statement))
    essays = {citation.essay_id for citation in statement.citations}
    positions = tuple(
        position
        for position in library.all(Position)
        if not position.confirmed
        and position.essay_id in essays
        and not own
        and (statement.slide_key.endswith(position.proposition_id) or bool(cited & set(position.passages)))
    )
    entries = tuple(
        entry
        for entry in library.all(Recommendation)
        if not entry.confirmed and cited & set(entry.passages) and _says(statement, entry)
    )
    resting = [id for position in positions for id in position.passages]
    found = (library.get(Passage, id) for id in dict.fromkeys((*sorted(cited), *resting)))
    passages = tuple(passage for passage in found if passage is not None and not passage.confirmed)
    return Waiting(passages=passages, positions=positions, entries=entries)


def given(library: Library, statement: Statement) -> tuple[str, ...]:
    """Return the passages that a statement gives in their own wording; those it only names or counts are not among them."""
    if statement.field == "title" or statement.role == "count":
        return ()
    found = (library.get(Passage, c.passage_id) for c in statement.citations)
    whole = statement.role == "quotation"
    return tuple(dict.fromkeys(p.id for p in found if p is not None and (whole or p.wording in statement.text)))


def keeping(found: Waiting) -> tuple[Edit, ...]:
    """Return the edits that confirm what waits; a position that still lacks its condition or holder stays."""
    return (
        *(Put(evidence_edits.confirmed(passage)) for passage in found.passages),
        *(Put(replace(one, confirmed=True)) for one in found.positions if not position_edits.lacks(one)),
        *(Put(replace(entry, confirmed=True)) for entry in found.entries),
    )


def lacking(found: Waiting) -> str:
    """Return what the first position that cannot be confirmed yet still needs, "" when none needs anything."""
    return next((words for one in found.positions if (words := position_edits.lacks(one))), "")


def dropping(
    library: Library,
    found: Waiting,
    picked: Iterable[str],
    suggestions: Callable[[Passage], Sequence[str]],
) -> tuple[Edit, ...]:
    """Return the edits that take away what waits, and mark it as dismissed, so that no rule finds it again.

    A passage behind a dropped position or entry stays when something else rests on it; `picked` are those the brief
    has picked. What a dropped passage alone held up goes with it, unless somebody confirmed it.
    """
    sentenced: tuple[Position | Recommendation, ...] = (*found.positions, *found.entries)
    gone: set[Key] = {(type(one), one.id) for one in sentenced}
    judged = bool(gone)
    resting: tuple[Position | Recommendation, ...] = (*library.all(Position), *library.all(Recommendation))
    held = {id for one in resting if (type(one), one.id) not in gone for id in one.passages} | set(picked)
    passages = {p.id: p for p in found.passages if not judged or p.id not in held}
    for one in resting:
        if not one.confirmed and one.passages and set(one.passages) <= passages.keys():
            gone.add((type(one), one.id))
    drops = tuple(Drop(key) for key in sorted(gone, key=lambda key: key[1]))
    notes = _notes(library, gone, passages.values(), suggestions)
    return (*drops, *evidence_edits.dropping(library.after(*drops), passages), *notes)


def _notes(
    library: Library,
    gone: Iterable[Key],
    passages: Iterable[Passage],
    suggestions: Callable[[Passage], Sequence[str]],
) -> tuple[Edit, ...]:
    """Return the edits that note in each essay what the user dropped: sentences, stands and what it recommends."""
    dismissed: dict[str, list[str]] = {}
    sources = {passage.id: passage for passage in passages}
    for kind, id in sorted(gone, key=lambda key: key[1]):
        match library.entities.get((kind, id)):
            case Position(proposition_id=about, essay_id=essay_id):
                if (proposition := library.get(Proposition, about)) is not None:
                    dismissed.setdefault(essay_id, []).append(hint_id(essay_id, proposition))
            case Recommendation(passages=ids):
                sources |= {id: known for id in ids if (known := library.get(Passage, id)) is not None}
    for passage in sources.values():
        dismissed.setdefault(passage.essay_id, []).extend(suggestions(passage))
    essays = ((library.get(Essay, id), ids) for id, ids in dismissed.items())
    return tuple(
        Put(position_edits.with_dismissed(essay, *ids))
        for essay, ids in essays
        if essay is not None and not set(ids) <= set(essay.dismissed)
    )


def dropped(edits: Iterable[Edit], kind: type[Passage] | type[Recommendation]) -> tuple[str, ...]:
    """Return the ids of the entities of one kind that `edits` take away."""
    return tuple(edit.key[1] for edit in edits if isinstance(edit, Drop) and edit.key[0] is kind)


def _says(statement: Statement, entry: Recommendation) -> bool:
    """Tell whether a statement gives an entry of the register, with or without its full stop, or its way and condition."""
    said = (words.removesuffix(".") for words in (entry.text, entry.instrument, entry.condition))
    return any(words and words in statement.text for words in said)
