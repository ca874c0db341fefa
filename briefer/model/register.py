"""The register of recommendations as it counts: merged entries as one, each with its independent supporters."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Recommendation
from briefer.model.library import Edit, Library, Put

Unit: TypeAlias = Literal["text", "author", "institution"]
Flag: TypeAlias = Literal["no actor", "no date", "one source", "unconfirmed"]

UNITS: tuple[Unit, ...] = ("text", "author", "institution")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One line of the register: the entry, the entries merged into it, and the passages of them all."""

    entry: Recommendation
    merged: tuple[Recommendation, ...]
    passages: tuple[Passage, ...]
    """Passages that support the advice, in shelf order; relayed and doubtful ones support nothing."""
    voices: tuple[str, ...]
    """Names of the independent supporters, in the unit asked for."""
    flags: tuple[Flag, ...]


def register_lines(
    library: Library, essays: Collection[str] | None = None, unit: Unit = "text"
) -> tuple[RegisterLine, ...]:
    """Return the register by number of independent supporters, then by its own order; merged entries stand inside others.

    `essays` narrows the supporters to these; an entry that none of them supports is left out then.
    """
    inside = {id for entry in library.all(Recommendation) for id in entry.merged_from}
    found = []
    for entry in library.all(Recommendation):
        if entry.id in inside:
            continue
        line = _line(library, entry, essays, unit)
        if essays is None or line.passages:
            found.append(line)
    return tuple(sorted(found, key=lambda line: -len(line.voices)))


def passages_of(library: Library, entry: Recommendation) -> tuple[str, ...]:
    """Return the ids of the passages of `entry` and of all that was merged into it, each once."""
    merged = (id for other in _merged(library, entry) for id in other.passages)
    return tuple(dict.fromkeys((*entry.passages, *merged)))


def advice_on(library: Library, themes: Collection[str]) -> dict[str, dict[str, list[Passage]]]:
    """Return the passages that give advice on each of `themes`, by theme and essay; relayed and doubtful ones give none.

    Who gives advice on a theme speaks on it, whatever the themes of the passage are.
    """
    found: dict[str, dict[str, list[Passage]]] = {theme: {} for theme in themes}
    for entry in library.all(Recommendation):
        for theme in found.keys() & set(entry.themes):
            for passage in filter(None, (library.get(Passage, id) for id in passages_of(library, entry))):
                if not (passage.relays or passage.doubtful):
                    found[theme].setdefault(passage.essay_id, []).append(passage)
    return found


def names_counted(library: Library, essays: Iterable[str], unit: Unit) -> tuple[str, ...]:
    """Return what a count over `essays` counts: their ids, their authors' names or their authors' institutions, each once.

    An essay that names no institution counts under its authors, so that nobody is lost.
    """
    found: list[str] = []
    for id in essays:
        essay = library.get(Essay, id)
        if essay is None or not essay.counts:
            continue
        authors = [name.full for name in essay.reference.authors] or [essay.id]
        found += [id] if unit == "text" else authors if unit == "author" else list(essay.affiliations) or authors
    return tuple(dict.fromkeys(found))


def merging(library: Library, kept: str, taken: Collection[str]) -> tuple[Edit, ...]:
    """Return the edit that merges the entries `taken` into `kept`; they stay in the library for a later split."""
    entry = library.get(Recommendation, kept)
    inside = {id for other in library.all(Recommendation) for id in other.merged_from}
    fresh = [id for id in taken if id != kept and id not in inside and library.get(Recommendation, id) is not None]
    if entry is None or not fresh:
        return ()
    return (Put(replace(entry, merged_from=tuple(dict.fromkeys((*entry.merged_from, *fresh))))),)


def splitting(library: Library, kept: str, out: str) -> tuple[Edit, ...]:
    """Return the edit that takes the entry `out` out of `kept` again."""
    entry = library.get(Recommendation, kept)
    if entry is None or out not in entry.merged_from:
        return ()
    return (Put(replace(entry, merged_from=tuple(id for id in entry.merged_from if id != out))),)


def _line(library: Library, entry: Recommendation, essays: Collection[str] | None, unit: Unit) -> RegisterLine:
    merged = _merged(library, entry)
    shelf = {essay.id: place for place, essay in enumerate(library.all(Essay))}
    found = [library.get(Passage, id) for id in passages_of(library, entry)]
    usable = [p for p in found if p and not p.relays and not p.doubtful and (essays is None or p.essay_id in essays)]
    usable.sort(key=lambda p: shelf[p.essay_id])
    voices = names_counted(library, dict.fromkeys(p.essay_id for p in usable), unit)
    return RegisterLine(
        entry=entry, merged=merged, passages=tuple(usable), voices=voices, flags=_flags((entry, *merged), len(voices))
    )


def _merged(library: Library, entry: Recommendation) -> tuple[Recommendation, ...]:
    """Return what was merged into `entry`, and into those, each once."""
    found: dict[str, Recommendation] = {}
    waiting = list(entry.merged_from)
    while waiting:
        id = waiting.pop(0)
        other = library.get(Recommendation, id)
        if other is not None and id != entry.id and id not in found:
            found[id] = other
            waiting += other.merged_from
    return tuple(found.values())


def _flags(entries: Collection[Recommendation], voices: int) -> tuple[Flag, ...]:
    checks: tuple[tuple[Flag, bool], ...] = (
        ("no actor", not any(entry.actor for entry in entries)),
        ("no date", not any(entry.horizon for entry in entries)),
        ("one source", voices <= 1),
        ("unconfirmed", not all(entry.confirmed for entry in entries)),
    )
    return tuple(flag for flag, holds in checks if holds)
