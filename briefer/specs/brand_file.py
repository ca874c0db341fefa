"""brand.yaml: read, checked and written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from briefer.errors import Problem, SpecError
from briefer.specs.brand import OPTIONAL, Area, Areas, Brand, Colour, TypeRole, TypeStyle, is_dark
from briefer.specs.strict_yaml import load
from briefer.specs.validate import validate

VERSION = "brand/1"


_LIKE = {"figure": "statement"}
"""The layout of a file that stands in for one that its brand does not name."""


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
    layouts = dict(found.layouts)
    for name, like in _LIKE.items():
        if like in layouts:
            layouts.setdefault(name, layouts[like])
    return replace(found, id=id, layouts=layouts)


def write_brand(brand: Brand, remarks: Sequence[str] = ()) -> str:
    """Return `brand` as the brand.yaml that `read_brand` reads back; `remarks` stand at its head as comments."""
    lines = [f"briefer: {VERSION}", *(f"# {remark}" for remark in remarks)]
    for key in ("name", "master", "title_face", "body_face", "assessment_italic_face", "language"):
        lines.append(f"{key}: {scalar(getattr(brand, key))}")
    for key in ("assessment_smaller", "width", "height", "scale"):
        lines.append(f"{key}: {_number(getattr(brand, key))}")
    lines += ["", "# face, size and leading in points", "type:"]
    lines += [f"  {role}: {_style(style)}" for role, style in brand.type.items()]
    lines += _section("colours", "RRGGBB", _colours(brand.colours))
    lines += _section("paper", "the same on paper: notes pages and memos", _colours(brand.paper))
    lines += ["", "# the type of memos", "memo:", f"  subject: {_style(brand.memo.subject)}"]
    lines += _section("frame", "the placeholders that layouts share: field and index", _indices(brand.frame))
    lines += [
        "",
        "# the layout of the file for each layout of a template, its placeholders by field, and why",
        "layouts:",
    ]
    for name, mapped in brand.layouts.items():
        lines += [f"  {name}:", f"    name: {scalar(mapped.name)}"]
        lines.append(f"    placeholders: {{{', '.join(_indices(mapped.placeholders))}}}")
        lines += [f"    reason: {scalar(mapped.reason)}"] if mapped.reason else []
    for key, what in (("areas", "each layout of the file"), ("covers", "its covers and sections")):
        made: dict[str, Areas] = getattr(brand, key)
        lines += (
            ["", f"# where things stand on {what}, in points from the upper left corner", f"{key}:"] if made else []
        )
        for name, areas in made.items():
            lines += [f"  {scalar(name)}:", *(f"    {line}" for line in _areas(areas))]
    return "\n".join(lines) + "\n"


def scalar(text: str) -> str:
    """Return `text` as one YAML scalar in quotation marks."""
    return json.dumps(text, ensure_ascii=False)


def _section(key: str, comment: str, items: list[str]) -> list[str]:
    return ["", f"# {comment}", f"{key}:", *(f"  {item}" for item in items)] if items else []


def _colours(colours: Mapping[Colour, str]) -> list[str]:
    return [f'{name}: "{value}"' for name, value in colours.items()]


def _indices(places: Mapping[str, int]) -> list[str]:
    return [f"{name}: {index}" for name, index in places.items()]


def _style(style: TypeStyle) -> str:
    bold = ", bold: yes" if style.bold else ""
    return f"{{face: {style.face}, size: {_number(style.size)}, leading: {_number(style.leading)}{bold}}}"


def _areas(areas: Areas) -> Iterator[str]:
    for key in ("title", "content", "sources", "foot", "number", "top"):
        area: Area = getattr(areas, key)
        yield (
            f"{key}: {{x: {_number(area.x)}, y: {_number(area.y)}, "
            f"width: {_number(area.width)}, height: {_number(area.height)}}}"
        )
    yield f"anchor: {areas.anchor}"
    if areas.colours:
        yield f"colours: {{{', '.join(_colours(areas.colours))}}}"


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
