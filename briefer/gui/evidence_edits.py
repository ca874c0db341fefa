"""What the evidence desk changes in passages: pure, one edit for each passage, all of them one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from briefer.model.evidence import Passage, PassageKind, Position, Recommendation, ThemeMark
from briefer.model.library import Drop, Edit, Library, Put


def changed(library: Library, ids: Iterable[str], change: Callable[[Passage], Passage]) -> tuple[Edit, ...]:
    """Return the edits that bring `change` to the passages `ids`; those it leaves as they are need none."""
    found = (library.get(Passage, id) for id in ids)
    return tuple(Put(new) for old in found if old is not None and (new := change(old)) != old)


def confirmed(passage: Passage) -> Passage:
    """Return the passage as one that the user has seen; themes found by rule count as accepted."""
    marks = tuple(replace(m, decision="accepted") if m.decision == "found" else m for m in passage.marks)
    return replace(passage, confirmed=True, marks=marks)


def with_theme(passage: Passage, theme: str, on: bool) -> Passage:
    """Return the passage under a theme, or without it; what the user decided is kept against every rule."""
    rest = tuple(mark for mark in passage.marks if mark.theme != theme)
    if on:
        themes = passage.themes if theme in passage.themes else (*passage.themes, theme)
        return replace(passage, themes=themes, marks=(*rest, ThemeMark(theme, "added")))
    themes = tuple(id for id in passage.themes if id != theme)
    return replace(passage, themes=themes, marks=(*rest, ThemeMark(theme, "refused")))


def with_kind(passage: Passage, kind: PassageKind) -> Passage:
    """Return the passage as another kind; a quotation says its own words unless they were trimmed for one."""
    text = "" if kind == "quotation" and passage.anchor is not None else passage.text
    return replace(passage, kind=kind, text=text)


def dropping(library: Library, ids: Iterable[str]) -> tuple[Edit, ...]:
    """Return the edits that take passages away, from positions and register entries too."""
    gone = frozenset(ids)
    edits: list[Edit] = []
    resting: tuple[Position | Recommendation, ...] = (*library.all(Position), *library.all(Recommendation))
    for entity in resting:
        if gone & set(entity.passages):
            edits.append(Put(replace(entity, passages=tuple(id for id in entity.passages if id not in gone))))
    return (*edits, *(Drop((Passage, id)) for id in gone if library.get(Passage, id) is not None))
