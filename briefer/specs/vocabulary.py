"""vocabulary.yaml: the themes of a library, in the user's order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefer.model.evidence import Facet, Theme
from briefer.specs import STRICT
from briefer.specs.strict_yaml import Document, dump
from briefer.specs.validate import Bool, Int, Texts, plain, validate

VERSION = "vocabulary/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeEntry:
    """A theme as a file has it; without `order` its place in the list counts, from 1."""

    id: str
    label: str
    scope: str = ""
    facet: Facet = "issue"
    seeds: Texts = ()
    exclude: Texts = ()
    auto: Bool = True
    order: Int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyFile:
    """The whole file."""

    themes: tuple[ThemeEntry, ...] = ()

    __pydantic_config__ = STRICT


def themes_of(document: Document) -> list[Theme]:
    """Return the themes of a vocabulary file in file order; raises SpecError with all mistakes."""
    read = validate(document, VocabularyFile, VERSION)
    return [
        Theme(
            id=entry.id,
            label=entry.label,
            scope=entry.scope,
            seeds=entry.seeds,
            exclude=entry.exclude,
            facet=entry.facet,
            auto=entry.auto,
            order=place if entry.order is None else entry.order,
        )
        for place, entry in enumerate(read.themes, start=1)
    ]


def write_vocabulary(themes: Iterable[Theme]) -> str:
    """Return `themes`, which come in their order, as a file that `themes_of` reads back to equal values."""
    entries = tuple(
        ThemeEntry(
            id=theme.id,
            label=theme.label,
            scope=theme.scope,
            facet=theme.facet,
            seeds=theme.seeds,
            exclude=theme.exclude,
            auto=theme.auto,
            order=None if theme.order == place else theme.order,
        )
        for place, theme in enumerate(themes, start=1)
    )
    return dump({"briefer": VERSION, "themes": plain(entries)})
