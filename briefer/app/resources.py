"""Where the program's own templates, brands and samples lie: in the checkout or inside the installed package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import briefer
from briefer.compose.views import FILTERS
from briefer.errors import BrandError, Problem, SpecError, UsageError
from briefer.specs.brand import Brand
from briefer.specs.brand_file import read_brand
from briefer.specs.strict_yaml import load
from briefer.specs.template import DeckTemplate, MemoTemplate, read_memo_template, read_template
from briefer.specs.validate import nearest

_NAME = re.compile(r"^[\w][\w -]{0,63}$")


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


def ids(kind: str) -> list[str]:
    """Return the ids of the shipped "decks", "memos" or "brands"."""
    files = "brand.yaml" if kind == "brands" else "template.yaml"
    return sorted(path.parent.name for path in (root("templates") / kind).glob(f"*/{files}"))


def templates() -> list[TemplateInfo]:
    """Return every template with its name."""
    found = []
    for kind in ("decks", "memos"):
        for id in ids(kind):
            head = load(_text("templates", kind, id, "template.yaml"), f"{id}/template.yaml")
            found.append(TemplateInfo(id, str(head.data.get("name", id)), kind.removesuffix("s")))
    return found


def deck_template(id: str) -> DeckTemplate:
    """Return a deck template by its id; raises SpecError when there is none or it has mistakes."""
    return read_template(_text("templates", "decks", id, "template.yaml"), f"{id}/template.yaml", id, FILTERS)


def memo_template(id: str) -> MemoTemplate:
    """Return a memo template by its id; raises SpecError when there is none or it has mistakes."""
    return read_memo_template(_text("templates", "memos", id, "template.yaml"), f"{id}/template.yaml", id, FILTERS)


@lru_cache(maxsize=8)
def brand(id: str) -> tuple[Brand, bytes]:
    """Return a brand and the bytes of its master; raises BrandError when there is none."""
    text = _text("templates", "brands", id, "brand.yaml")
    found = read_brand(text, f"{id}/brand.yaml", id)
    master = root("templates") / "brands" / id / found.master
    try:
        return found, master.read_bytes()
    except OSError as error:
        raise BrandError(f"The brand “{id}” has no master {found.master}: {error.strerror}. Build it again.") from error


def _text(tree: str, kind: str, id: str, file: str) -> str:
    noun = {"decks": "deck template", "memos": "memo template", "brands": "brand"}[kind]
    path = root(tree) / kind / id / file
    if not _NAME.match(id) or not path.is_file():
        known = ids(kind)
        what = f"there is no {noun} “{id}”; there is {', '.join(known)}{nearest(id, known)}"
        raise SpecError([Problem("brief", 0, 0, kind, what)])
    return path.read_text(encoding="utf-8")
