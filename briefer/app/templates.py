"""Templates of the user's own: started from one that there is, and tried on the samples before a brief relies on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefer.app import resources
from briefer.app.briefs import library_for, load_brief
from briefer.compose.deck import compose_slides
from briefer.compose.shelf import Shelf, shelf_of
from briefer.compose.views import FILTERS, context
from briefer.errors import OutputError, Problem, SpecError, UsageError
from briefer.specs.brief import Brief, WrittenLine
from briefer.specs.strict_yaml import load
from briefer.specs.template import MEMO_VERSION, DeckTemplate, read_memo_template, read_template
from briefer.writers.files import write_atomically

_FILE = "template.yaml"
_SAMPLES = ("pacific-partners", "volume-digest", "hearing", "one-essay")
"""The sample briefs that together have everything a template can ask for."""


def new_template(name: str, source: str, folder: Path | None) -> Path:
    """Return the folder of a new template `name`, a copy of the template `source`, made in `folder`.

    Without a folder it is made among the user's own templates, where briefs find it by its name. Raises UsageError
    when the name is no name for a folder or taken, or when there is no such source, and OutputError.
    """
    if not re.fullmatch(r"\w[\w-]{0,63}", name):
        raise UsageError(f"“{name}” cannot name a template; take letters, digits and hyphens.")
    kind = "memos" if source in resources.ids("memos") else "decks"
    taken = resources.folder(kind, source)
    if name in resources.ids(kind):
        raise UsageError(f"There is already a template “{name}”. Choose another name.")
    target = (folder or resources.own_templates() / kind) / name
    try:
        target.mkdir(parents=True)
    except FileExistsError:
        raise UsageError(f"“{target}” is already there. Choose another name, or another folder with -o.") from None
    except OSError as error:
        raise OutputError(f"“{target}” was not made: {error.strerror or error}. Choose another folder.") from error
    data = (taken / _FILE).read_bytes()
    write_atomically(target / _FILE, re.sub(rb"(?m)^name:.*$", b"name: " + name.encode(), data, count=1))
    return target


def check_template(folder: Path) -> str:
    """Return the name of the template in `folder`; raises SpecError with its mistakes, UsageError when there is none.

    A deck template is also tried slide by slide on the samples, so that a name that nothing has is found here and
    not when a brief is built.
    """
    path = folder / _FILE if folder.is_dir() else folder
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"There is no “{path}”. Name the folder of a template.") from None
    except UnicodeDecodeError:
        raise UsageError(f"“{path}” is not a text file in UTF-8. A template is a YAML file.") from None
    except OSError as error:
        raise UsageError(f"“{path}” cannot be read: {error.strerror}.") from error
    id = path.parent.name
    if load(text, str(path)).data.get("briefer") == MEMO_VERSION:
        return read_memo_template(text, str(path), id, FILTERS).name
    template = read_template(text, str(path), id, FILTERS)
    if found := _tried(template):
        raise SpecError(found)
    return template.name


def _tried(template: DeckTemplate) -> list[Problem]:
    """Return what is wrong with each slide of `template` when it is composed on the samples."""
    loaded = [load_brief(resources.root("sample_briefs") / f"{name}.yaml") for name in _SAMPLES]
    with library_for(loaded[0], None, {}) as opened:
        shelf = shelf_of(opened.library, _everything([item.brief for item in loaded], template))
        looked_at = context(shelf)
        each = (replace(template, slides=(slide,)) for slide in template.slides)
        return [problem for one in each for problem in _problems(one, shelf, looked_at)]


def _problems(template: DeckTemplate, shelf: Shelf, looked_at: Mapping[str, Any]) -> list[Problem]:
    try:
        compose_slides(template, shelf, looked_at)
    except SpecError as error:
        return error.problems
    return []


def _everything(briefs: list[Brief], template: DeckTemplate) -> Brief:
    """Return the first brief with what the others have besides, and a line for every slide of `template`."""
    return replace(
        briefs[0],
        propositions=("all",),
        statements=tuple(WrittenLine(text="A line.", slide=slide.id) for slide in template.slides),
        assessments=(),
        headlines={},
        picks=tuple(pick for brief in briefs for pick in brief.picks),
        events=tuple(event for brief in briefs for event in brief.events),
        objections=tuple(item for brief in briefs for item in brief.objections),
        questions=tuple(item for brief in briefs for item in brief.questions),
        changes=tuple(item for brief in briefs for item in brief.changes),
    )
