"""Where templates, brands and samples lie: the program's own beside it, the user's templates in a folder of his data."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import platformdirs

import briefer
from briefer.compose.views import FILTERS
from briefer.errors import BrandError, SpecError, UsageError
from briefer.model.evidence import Theme
from briefer.specs.brand import Brand
from briefer.specs.brand_file import read_brand
from briefer.specs.strict_yaml import load
from briefer.specs.template import DeckTemplate, MemoTemplate, read_memo_template, read_template
from briefer.specs.validate import nearest
from briefer.specs.vocabulary import themes_of

VARIABLE = "BRIEFER_TEMPLATES"


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """A template that can be chosen; `kind` is deck or memo."""

    id: str
    name: str
    kind: str


def root(kind: str) -> Path:
    """Return the folder of `kind`: "templates" or "sample_briefs"."""
    package = Path(briefer.__file__).parent
    for folder in (package / kind, package.parent / kind):
        if folder.is_dir():
            return folder
    raise UsageError(f"The program's folder “{kind}” is missing beside {package}. Install Briefer again.")


def user_dir() -> Path:
    """Return the folder that holds this user's library."""
    return platformdirs.user_data_path("Briefer", appauthor=False)


def own_templates(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the user's own templates: what BRIEFER_TEMPLATES says, else one in the user's data."""
    return Path(environ[VARIABLE]).expanduser() if environ.get(VARIABLE) else user_dir() / "templates"


def ids(kind: str) -> list[str]:
    """Return the ids of "decks", "memos" or "brands": the shipped ones and the user's templates."""
    return sorted(_folders(kind))


def folder(kind: str, id: str) -> Path:
    """Return the folder of a template or brand; raises UsageError when there is none."""
    if said := fault(kind, id):
        raise UsageError(f"{said[:1].upper()}{said[1:]}.")
    return _folders(kind)[id]


def _folders(kind: str) -> dict[str, Path]:
    """Return the folder of each id; a shipped one is never hidden by one of the user's."""
    file = "brand.yaml" if kind == "brands" else "template.yaml"
    places = [own_templates(), root("templates")]
    return {path.parent.name: path.parent for place in places for path in (place / kind).glob(f"*/{file}")}


def templates() -> list[TemplateInfo]:
    """Return every template with its name."""
    found = []
    for kind in ("decks", "memos"):
        for id in ids(kind):
            name = _template_name(_text(kind, id, "template.yaml"), id)
            found.append(TemplateInfo(id, name, kind.removesuffix("s")))
    return found


@lru_cache(maxsize=64)
def _template_name(text: str, id: str) -> str:
    return str(load(text, f"{id}/template.yaml").data.get("name", id))


def deck_template(id: str) -> DeckTemplate:
    """Return a deck template by its id; raises SpecError when it has mistakes, UsageError when there is none."""
    return _deck_template(_text("decks", id, "template.yaml"), id)


def memo_template(id: str) -> MemoTemplate:
    """Return a memo template by its id; raises SpecError when it has mistakes, UsageError when there is none."""
    return _memo_template(_text("memos", id, "template.yaml"), id)


@lru_cache(maxsize=32)
def _deck_template(text: str, id: str) -> DeckTemplate:
    return read_template(text, f"{id}/template.yaml", id, FILTERS)


@lru_cache(maxsize=32)
def _memo_template(text: str, id: str) -> MemoTemplate:
    return read_memo_template(text, f"{id}/template.yaml", id, FILTERS)


def brand(id: str) -> tuple[Brand, bytes]:
    """Return a brand and the bytes of its master; raises BrandError when its master is missing.

    A brand of the user's own is checked against its file: SpecError names what the file does not have.
    """
    place = folder("brands", id)
    return _brand(place, (place / "brand.yaml").stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _brand(place: Path, changed: int) -> tuple[Brand, bytes]:
    file = f"{place.name}/brand.yaml"
    try:
        text = (place / "brand.yaml").read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"“{place / 'brand.yaml'}” is not a text file in UTF-8. A brand is a YAML file.") from None
    found = read_brand(text, file, place.name)
    try:
        master = (place / found.master).read_bytes()
    except OSError as error:
        said = f"The brand “{place.name}” has no master {found.master}: {error.strerror}."
        raise BrandError(f"{said} {'Add it' if found.foreign else 'Build it'} again.") from error
    if found.foreign:
        from briefer.branding.problems import mistakes
        from briefer.readers.master import read_brand_file

        if wrong := mistakes(found, read_brand_file(master, found.master), load(text, file)):
            raise SpecError(wrong)
    return found, master


def starter_themes() -> list[Theme]:
    """Return the themes that a new library starts with; the user may change every one."""
    return themes_of(load((root("templates") / "vocabulary.yaml").read_text(encoding="utf-8"), "vocabulary.yaml"))


def fault(kind: str, id: str) -> str:
    """Return what to say when there is nothing of `kind` ("decks", "memos" or "brands") under `id`, "" when there is."""
    known = ids(kind)
    noun = {"decks": "deck template", "memos": "memo template", "brands": "brand"}[kind]
    there = "there is only" if len(known) == 1 else "there are"
    return "" if id in known else f"there is no {noun} “{id}”; {there} {', '.join(known)}{nearest(id, known)}"


def _text(kind: str, id: str, file: str) -> str:
    return (folder(kind, id) / file).read_text(encoding="utf-8")
