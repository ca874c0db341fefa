"""What must hold in every library, so that it can be composed from, exported and read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import singledispatch

from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Recommendation, Theme
from briefer.model.library import Entity, Key, Library
from briefer.specs.validate import nearest

NOUNS: dict[type[Entity], str] = {
    Essay: "essay",
    Theme: "theme",
    Passage: "passage",
    Proposition: "proposition",
    Position: "position",
    Recommendation: "recommendation",
}
_ESSAY_ID = re.compile(r"[^\W_]+(-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one entity; `path` is the place in its entry of the folder form."""

    key: Key
    path: tuple[str | int, ...]
    what: str

    def __str__(self) -> str:
        return f"{NOUNS[self.key[0]]} {self.key[1] or '(no id)'}: {self.what}"


@dataclass(slots=True)
class _Shelf:
    """A library with the ids it knows, gathered once."""

    library: Library
    assumed: Callable[[type[Entity], str], bool]
    ids: dict[type[Entity], list[str]] = field(default_factory=dict)

    def knows(self, kind: type[Entity], id: str) -> bool:
        return (kind, id) in self.library.entities or self.assumed(kind, id)

    def unknown(self, kind: type[Entity], id: str) -> str:
        if kind not in self.ids:
            self.ids[kind] = [known for sort, known in self.library.entities if sort is kind]
        return f"no {NOUNS[kind]} “{id}”{nearest(id, self.ids[kind])}"


def flaws(library: Library, assumed: Callable[[type[Entity], str], bool] = lambda kind, id: False) -> list[Flaw]:
    """Return everything in `library` that breaks a rule; what is `assumed` counts as known wherever it is named."""
    shelf = _Shelf(library, assumed)
    found: list[Flaw] = []
    for key, entity in library.entities.items():
        if not entity.id:
            found.append(Flaw(key, ("id",), "an id is missing"))
        found += [Flaw(key, path, what) for path, what in _check(entity, shelf)]
    return found


_Remark = tuple[tuple[str | int, ...], str]


@singledispatch
def _check(entity: Entity, shelf: _Shelf) -> Iterator[_Remark]:
    raise TypeError(f"no rules for {type(entity).__name__}")


def _links(name: str, kind: type[Entity], ids: Iterable[str], shelf: _Shelf) -> Iterator[_Remark]:
    for place, id in enumerate(ids):
        if not shelf.knows(kind, id):
            yield (name, place), shelf.unknown(kind, id)


@_check.register
def _(entity: Theme, shelf: _Shelf) -> Iterator[_Remark]:
    yield from ()


@_check.register
def _(entity: Essay, shelf: _Shelf) -> Iterator[_Remark]:
    if entity.id != entity.id.lower() or not _ESSAY_ID.fullmatch(entity.id):
        yield (), f"“{entity.id}” is no id; use lower-case words joined by hyphens"
    yield from _links("themes", Theme, entity.themes, shelf)


@_check.register
def _(entity: Passage, shelf: _Shelf) -> Iterator[_Remark]:
    essay = shelf.library.get(Essay, entity.essay_id)
    if essay is None:
        if not shelf.knows(Essay, entity.essay_id):
            yield (), shelf.unknown(Essay, entity.essay_id)
    elif essay.text == "digest":
        if entity.kind == "quotation":
            yield ("kind",), "a digest holds nobody's own words; use paraphrase, fact or claim"
        if not entity.locator:
            yield ("locator",), "a passage of a digest needs a locator, such as {page: 5}"
    elif entity.anchor is None:
        yield (), "has no place in the text; give `quote`, the words in the body it rests on"
    if not entity.wording:
        yield (), "has no words; give `text`"
    if not entity.id.startswith(f"{entity.essay_id}/"):
        yield ("id",), f"the id of a passage begins with its essay: “{entity.essay_id}/…”"
    yield from _links("themes", Theme, entity.themes, shelf)


@_check.register
def _(entity: Proposition, shelf: _Shelf) -> Iterator[_Remark]:
    yield from _links("themes", Theme, entity.themes, shelf)


@_check.register
def _(entity: Position, shelf: _Shelf) -> Iterator[_Remark]:
    if not shelf.knows(Proposition, entity.proposition_id):
        yield (), shelf.unknown(Proposition, entity.proposition_id)
    if not shelf.knows(Essay, entity.essay_id):
        yield ("essay",), shelf.unknown(Essay, entity.essay_id)
    if entity.stand == "for-if" and not entity.condition:
        yield ("stand",), "“for-if” needs a condition: what the support depends on"
    if entity.stand == "relayed" and not entity.holder:
        yield ("stand",), "“relayed” needs a holder: whose view it is"
    yield from _links("passages", Passage, entity.passages, shelf)


@_check.register
def _(entity: Recommendation, shelf: _Shelf) -> Iterator[_Remark]:
    yield from _links("themes", Theme, entity.themes, shelf)
    yield from _links("passages", Passage, entity.passages, shelf)
