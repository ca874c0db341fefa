"""What a library holds, and the two edits that change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from briefer.model.essay import Essay, Locator
from briefer.model.evidence import Passage, Position, Proposition, Recommendation, Theme

Entity: TypeAlias = Essay | Theme | Passage | Proposition | Position | Recommendation
E = TypeVar("E", Essay, Theme, Passage, Proposition, Position, Recommendation)
Key: TypeAlias = tuple[type[Entity], str]
Bodies: TypeAlias = Mapping[str, str]
"""Canonical texts under their SHA-256."""

KINDS: tuple[type[Entity], ...] = (Essay, Theme, Passage, Proposition, Position, Recommendation)


@dataclass(frozen=True, slots=True)
class Put:
    """Add `entity`, or replace the one of the same kind and id."""

    entity: Entity

    @property
    def key(self) -> Key:
        return type(self.entity), self.entity.id


@dataclass(frozen=True, slots=True)
class Drop:
    """Take the entity of this kind and id away; no error when it is not there."""

    key: Key


Edit: TypeAlias = Put | Drop


@dataclass(frozen=True, slots=True)
class Library:
    """An immutable snapshot of accepted entities; order is data in the entities, never insertion order."""

    entities: Mapping[Key, Entity] = field(default_factory=dict)
    name: str = "Library"
    _sorted: dict[type[Entity], tuple[Entity, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _of_essays: dict[str, tuple[Passage, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, entities: Iterable[Entity], name: str = "Library") -> Library:
        """Return a library that holds exactly `entities`."""
        return cls({(type(entity), entity.id): entity for entity in entities}, name)

    def all(self, kind: type[E]) -> list[E]:
        """Return every entity of `kind`, in its own order, ties broken by id."""
        if kind not in self._sorted:
            found = [entity for entity in self.entities.values() if isinstance(entity, kind)]
            self._sorted[kind] = tuple(sorted(found, key=lambda entity: (getattr(entity, "order", 0), entity.id)))
        return [entity for entity in self._sorted[kind] if isinstance(entity, kind)]

    def get(self, kind: type[E], id: str) -> E | None:
        """Return the entity of `kind` with `id`, or None."""
        found = self.entities.get((kind, id))
        return found if isinstance(found, kind) else None

    def after(self, *edits: Edit) -> Library:
        """Return the library that `edits`, applied in order, lead to."""
        entities = dict(self.entities)
        for edit in edits:
            if isinstance(edit, Put):
                entities[edit.key] = edit.entity
            else:
                entities.pop(edit.key, None)
        return Library(entities, self.name)

    def inverse(self, *edits: Edit) -> tuple[Edit, ...]:
        """Return the edits that take `self.after(*edits)` back to `self`, in the order to apply them."""
        undo: list[Edit] = []
        library = self
        for edit in edits:
            old = library.entities.get(edit.key)
            undo.append(Put(old) if old is not None else Drop(edit.key))
            library = library.after(edit)
        return tuple(reversed(undo))

    def passages_of(self, essay_id: str) -> list[Passage]:
        """Return the passages of one essay in the order of the text."""
        return self.passages_by_essay().get(essay_id, [])

    def passages_by_essay(self) -> dict[str, list[Passage]]:
        """Return the passages of each essay that has any, in the order of the text."""
        if not self._of_essays:
            found: dict[str, list[Passage]] = {}
            for passage in sorted(self.all(Passage), key=lambda p: (p.order, p.anchor.start if p.anchor else 0, p.id)):
                found.setdefault(passage.essay_id, []).append(passage)
            self._of_essays.update({essay: tuple(passages) for essay, passages in found.items()})
        return {essay: list(passages) for essay, passages in self._of_essays.items()}

    def locator(self, passage: Passage) -> Locator:
        """Return where `passage` stands: its own locator, else what the page map of its essay says."""
        if passage.locator:
            return passage.locator
        essay = self.get(Essay, passage.essay_id)
        if essay is None or passage.anchor is None:
            return Locator()
        return essay.locator(passage.anchor.start, passage.anchor.end)
