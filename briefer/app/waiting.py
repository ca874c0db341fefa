"""What of a brief has to wait: parts whose essays are not chosen, or that have no slide in the template or no picture.

A person who changes the essays or the template of a brief, or opens it without its pictures, goes on working with the
rest; nothing is taken out of the brief, and what waits is back as soon as it has a place again. Files are written only
when nothing waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from briefer.app.check import not_picked, problems
from briefer.citation.short import short_names
from briefer.compose.citing import without_cites
from briefer.errors import Problem, SpecError
from briefer.model.deck import Remark
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Bodies, Library
from briefer.specs.brief import Brief, brief_document
from briefer.specs.numbering import with_ids

_LISTS = (
    "picks",
    "statements",
    "assessments",
    "options",
    "risks",
    "next_steps",
    "agenda",
    "events",
    "figures",
    "objections",
    "questions",
    "changes",
)
_BY_SLIDE = ("headlines", "say")
_PLACE = re.compile(r"(\w+)\[(\d+)\]")
_ROUNDS = 3
_WORDS = ("text", "name", "what", "caption", "passage", "label", "title")
"""Fields by which parts of a brief are named, the first that has words."""
_SAID = 60
"""Characters of a text by which a remark names it."""


def composable(brief: Brief, library: Library, bodies: Bodies) -> tuple[Brief, tuple[Remark, ...]]:
    """Return `brief` without what has to wait, and a remark for each such part with the reason.

    Raises SpecError with every mistake of the brief when it cannot be composed without those parts either.
    """
    first = _problems(brief, library, bodies)
    if not first:
        return brief, ()
    rest, found, remarks, unpicked = with_ids(brief), first, list[Remark](), _unpicked(library)
    for _ in range(_ROUNDS):
        told, rest = _without(rest, found, unpicked)
        if not told:
            break
        remarks += told
        found = _problems(rest, library, bodies)
        if not found:
            return rest, tuple(remarks)
    raise SpecError(first)


def _problems(brief: Brief, library: Library, bodies: Bodies) -> list[Problem]:
    return problems(brief, brief_document(brief), library, bodies)


def _without(brief: Brief, found: Iterable[Problem], unpicked: Mapping[str, Essay]) -> tuple[list[Remark], Brief]:
    """Return a remark for each part that one of the mistakes lies in, and the brief without these parts."""
    gone: dict[str, set[int | str]] = {}
    remarks = []
    for problem in found:
        spot = _spot(brief, problem.where)
        if spot is not None and spot[1] not in gone.setdefault(spot[0], set()):
            gone[spot[0]].add(spot[1])
            remarks.append(
                Remark("", f"{_named(brief, *spot)} waits: {_why(problem, unpicked.get(problem.what))}.", "fail")
            )
    change: dict[str, Any] = {}
    for name, places in gone.items():
        held = getattr(brief, name)
        if isinstance(held, dict):
            change[name] = {key: text for key, text in held.items() if key not in places}
        else:
            change[name] = tuple(item for at, item in enumerate(held) if at not in places)
    return remarks, replace(brief, **change)


def _unpicked(library: Library) -> dict[str, Essay]:
    """Return the essays by what is wrong where they, or passages of them, are cited and not picked."""
    essays = {essay.id: essay for essay in library.all(Essay)}
    passages = (passage for passage in library.all(Passage) if passage.essay_id in essays)
    return {not_picked(essay.id): essay for essay in essays.values()} | {
        not_picked(passage.essay_id, passage.id): essays[passage.essay_id] for passage in passages
    }


def _why(problem: Problem, essay: Essay | None) -> str:
    """Return what is wrong; an `essay` that is not picked by its authors and year."""
    return f"it cites {short_names([essay])[essay.id].dated}, which is not chosen" if essay else problem.what


def _spot(brief: Brief, where: str) -> tuple[str, int | str] | None:
    """Return the list and the place in it, or the mapping and its key, that a mistake lies in."""
    listed = _PLACE.match(where)
    if listed is not None:
        return (listed[1], int(listed[2])) if listed[1] in _LISTS else None
    name, _, key = where.partition(".")
    return (name, key) if name in _BY_SLIDE and key in getattr(brief, name) else None


def _named(brief: Brief, name: str, place: int | str) -> str:
    """Return how a person knows a part of a brief: by its words."""
    if isinstance(place, str):
        return f"The {'title' if name == 'headlines' else 'spoken text'} of “{place}”"
    item = getattr(brief, name)[place]
    said = without_cites(next((str(text) for field in _WORDS if (text := getattr(item, field, ""))), name))
    return f"“{said if len(said) <= _SAID else said[:_SAID].rsplit(' ', 1)[0] + '…'}”"
