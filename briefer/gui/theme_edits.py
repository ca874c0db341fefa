"""What the vocabulary desk changes in a library: pure, edits out."""

from __future__ import annotations

import re
from dataclasses import replace

from briefer.model.evidence import Theme
from briefer.model.library import Edit, Library, Put
from briefer.model.text import fold, slug


def new_theme(library: Library, label: str) -> Theme:
    """Return a theme at the end of the vocabulary, with an id that the library does not have."""
    name = slug(label, 4) or "theme"
    themes = library.all(Theme)
    taken = {theme.id for theme in themes}
    id = next(id for id in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if id not in taken)
    return Theme(id=id, label=label, order=max((theme.order for theme in themes), default=0) + 1)


def labelled(library: Library, label: str, but: str = "") -> Theme | None:
    """Return the theme that is called `label`, whatever its case; the one with the id `but` does not count."""
    wanted = fold(label)
    return next((theme for theme in library.all(Theme) if fold(theme.label) == wanted and theme.id != but), None)


def moving(library: Library, id: str, by: int) -> tuple[Edit, ...]:
    """Return the edits that move a theme `by` places, counted anew from 1; none at the ends of the vocabulary."""
    themes = library.all(Theme)
    at = next((at for at, theme in enumerate(themes) if theme.id == id), -1)
    if at < 0 or not 0 <= at + by < len(themes):
        return ()
    themes.insert(at + by, themes.pop(at))
    places = enumerate(themes, start=1)
    return tuple(Put(replace(theme, order=place)) for place, theme in places if theme.order != place)


def terms(typed: str) -> tuple[str, ...]:
    """Return the terms of a field, which stand between commas or on lines, each once."""
    found = (" ".join(term.split()) for term in re.split(r"[,\n]", typed))
    return tuple(dict.fromkeys(term for term in found if term))
