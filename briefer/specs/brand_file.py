"""brand.yaml: read and checked."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from briefer.errors import Problem, SpecError
from briefer.specs.brand import OPTIONAL, Brand, Colour, TypeRole, is_dark
from briefer.specs.strict_yaml import load
from briefer.specs.validate import validate

VERSION = "brand/1"


def read_brand(text: str, file: str, id: str) -> Brand:
    """Return the brand in `text`; raises SpecError when a type role or colour is missing, also one for paper."""
    document = load(text, file)
    found = validate(document, Brand, VERSION)
    problems: list[Problem] = []
    for role in get_args(TypeRole):
        if role not in found.type:
            problems.append(document.problem(("type",), f"the type role “{role}” is missing"))
    for colour in get_args(Colour):
        if colour not in found.colours and colour not in OPTIONAL:
            problems.append(document.problem(("colours",), f"the colour “{colour}” is missing"))
    if not problems and is_dark(found.on_paper):
        what = "the ground is dark; name the colours of notes pages and memos here, which are printed on white"
        problems.append(document.problem(("paper",), what))
    if problems:
        raise SpecError(problems)
    return replace(found, id=id)
