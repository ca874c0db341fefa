"""Templates: the shape of a deck, a folder with a template.yaml whose leaf strings are expressions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, TypeAlias

from briefer.errors import Problem, SpecError
from briefer.specs import STRICT
from briefer.specs.expressions import Engine
from briefer.specs.strangers import screened
from briefer.specs.strict_yaml import Document, load
from briefer.specs.validate import Bool, FromZero, json_schema, nearest, validate

VERSION = "deck-template/1"

FieldKind: TypeAlias = Literal["text", "list", "value"]

LAYOUT_FIELDS: dict[str, dict[str, FieldKind]] = {
    "title": {"kicker": "text", "facts": "list", "foot": "text"},
    "bluf": {"lines": "list"},
    "purpose-and-scope": {"rows": "list", "lines": "list"},
    "agenda": {"rows": "list", "now": "text"},
    "executive-summary": {"lines": "list"},
    "section": {"finding": "text", "facts": "list"},
    "assertion-evidence": {"evidence": "list", "lines": "list"},
    "evidence-assessment": {"evidence": "list", "lines": "list"},
    "objection-answer": {"rows": "list", "lines": "list"},
    "source-summary": {"rows": "list", "lines": "list"},
    "consensus-map": {"map": "value", "lines": "list"},
    "voices": {"map": "value", "lines": "list"},
    "two-voices": {"map": "value", "lines": "list"},
    "position-matrix": {"matrix": "value", "lines": "list"},
    "position-chart": {"rows": "list", "lines": "list"},
    "theme-matrix": {"matrix": "value", "lines": "list"},
    "ranked-table": {"rows": "list", "lines": "list"},
    "recommendations": {"rows": "list", "lines": "list"},
    "options": {"rows": "list", "lines": "list"},
    "risks": {"rows": "list", "lines": "list"},
    "decision": {"decision": "value", "facts": "list"},
    "next-steps": {"rows": "list", "lines": "list"},
    "theme-summary": {"counts": "list", "evidence": "list", "lines": "list"},
    "quotation": {"quotation": "value", "lines": "list"},
    "figure": {"figure": "value", "lines": "list"},
    "essay-card": {"facts": "list", "evidence": "list", "lines": "list"},
    "timeline": {"rows": "list", "lines": "list"},
    "question-answer": {"question": "value", "lines": "list"},
    "what-changed": {"rows": "list", "lines": "list"},
    "contact-and-version": {"rows": "list", "lines": "list"},
    "statement": {"lines": "list"},
}
"""The fields of each layout besides `title`: text leaves, list expressions, or one value, which is required."""

REGISTER = "register"
"""Key of the slide that every deck ends with; no slide of a template may have it."""

KEPT = 9
"""Priority of a slide that no limit takes out."""

_PRIORITY = "[1-9]"

_FIELDS: dict[str, FieldKind] = {name: kind for fields in LAYOUT_FIELDS.values() for name, kind in fields.items()}
"""Every field; a slide whose layout is computed ("{{ … }}") may have any."""

_COMMON: dict[str, FieldKind | Literal["plain"]] = {
    "id": "plain",
    "layout": "text",
    "title": "text",
    "for_each": "plain",
    "when": "value",
    "section": "plain",
    "say": "text",
    "uncounted": "plain",
    "priority": "plain",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideTemplate:
    """One entry of a template; `each` is the name of `for_each`, `among` its expression, "" for a single slide."""

    id: str
    number: int
    """Place in the template, from 0."""
    layout: str
    title: str
    each: str = ""
    among: str = ""
    when: str = ""
    section: str = ""
    say: str = ""
    uncounted: bool = False
    priority: int = KEPT
    """The slides of the lowest priority are left out first where a brief limits their number; KEPT is never left out."""
    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckTemplate:
    """The shape of a deck."""

    id: str
    name: str
    slides: tuple[SlideTemplate, ...]
    max_slides: int = 0
    """The most slides it makes, the register and other uncounted ones apart; 0 for no limit."""
    document: Document = field(compare=False)
    """The file it was read from, to name the place of what turns out wrong later."""

    def problem(self, slide: SlideTemplate, key: str, what: str) -> Problem:
        """Return a problem at `key` of one of the slides."""
        return self.document.problem(("slides", slide.number, key), what)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    name: str
    slides: tuple[dict[str, str], ...]
    max_slides: FromZero = 0

    __pydantic_config__ = STRICT


def read_template(text: str, file: str, id: str, filters: Mapping[str, Callable[..., Any]]) -> DeckTemplate:
    """Return the template in `text`; every leaf is parsed and checked; raises SpecError with all mistakes."""
    document = screened(load(text, file))
    raw = validate(document, _File, VERSION)
    engine = Engine(filters)
    problems: list[Problem] = []
    slides = [_slide(document, engine, index, slide, problems) for index, slide in enumerate(raw.slides)]
    seen: set[str] = set()
    for index, slide in enumerate(slides):
        if slide.id in seen:
            what = f"the id “{slide.id}” stands twice; give this slide another one with “id:”"
            problems.append(document.problem(("slides", index), what))
        elif slide.layout and (slide.id == REGISTER or not re.fullmatch(r"[\w-]+", slide.id)):
            what = f"“{slide.id}” cannot be the id of a slide; give it one of letters, digits and hyphens with “id:”"
            problems.append(document.problem(("slides", index, "id"), what))
        seen.add(slide.id)
    if problems:
        raise SpecError(problems)
    return DeckTemplate(id=id, name=raw.name, slides=tuple(slides), max_slides=raw.max_slides, document=document)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a deck template; every field of a slide is text."""
    made = json_schema(_File, VERSION)
    known = {**_COMMON, **_FIELDS}
    made["properties"]["slides"]["items"] = {
        "type": "object",
        "properties": {name: {"type": "string"} for name in known},
        "required": ["layout", "title"],
        "additionalProperties": False,
    }
    return made


def _slide(
    document: Document, engine: Engine, index: int, raw: dict[str, str], problems: list[Problem]
) -> SlideTemplate:
    path = ("slides", index)
    for key in ("layout", "title"):
        if not raw.get(key):
            problems.append(document.problem(path, f"“{key}” is missing"))
    layout = raw.get("layout", "")
    if layout and layout not in LAYOUT_FIELDS and "{{" not in layout:
        problems.append(document.problem((*path, "layout"), f"unknown layout{nearest(layout, list(LAYOUT_FIELDS))}"))
    own = LAYOUT_FIELDS.get(layout, _FIELDS)
    known = {**_COMMON, **own}
    for key, leaf in raw.items():
        if key not in known:
            problems.append(document.problem((*path, key), "unknown field" + nearest(key, list(known))))
        else:
            problems += _leaf_problems(document, engine, (*path, key), known[key], leaf)
    missing = [key for key, kind in LAYOUT_FIELDS.get(layout, {}).items() if kind == "value" and not raw.get(key)]
    problems += [document.problem(path, f"the layout “{layout}” needs “{key}”") for key in missing]
    if raw.get("uncounted", "true") not in ("true", "false"):
        problems.append(document.problem((*path, "uncounted"), "expected true or false"))
    priority = raw.get("priority", str(KEPT))
    if not re.fullmatch(_PRIORITY, priority):
        what = f"expected a whole number from 1, which goes first, to {KEPT}, which always stays"
        problems.append(document.problem((*path, "priority"), what))
    each, among = _for_each(document, engine, path, raw.get("for_each", ""), problems)
    return SlideTemplate(
        id=raw.get("id") or layout,
        number=index,
        layout=layout,
        title=raw.get("title", ""),
        each=each,
        among=among,
        when=raw.get("when", ""),
        section=raw.get("section", ""),
        say=raw.get("say", ""),
        uncounted=raw.get("uncounted", "false") == "true",
        priority=int(priority) if re.fullmatch(_PRIORITY, priority) else KEPT,
        texts={key: raw[key] for key, kind in own.items() if kind == "text" and key in raw},
        lists={key: raw[key] for key, kind in own.items() if kind == "list" and key in raw},
        values={key: raw[key] for key, kind in own.items() if kind == "value" and key in raw},
    )


def _leaf_problems(
    document: Document, engine: Engine, path: tuple[str | int, ...], kind: str, leaf: str
) -> list[Problem]:
    if kind == "plain":
        return []
    faults = engine.faults(leaf) if kind == "text" else engine.expression_faults(leaf)
    problems = []
    for fault in faults:
        problem = document.problem(path, fault.what)
        column = problem.column + len(str(path[-1])) + 2 + fault.offset
        problems.append(Problem(problem.file, problem.line, column, problem.where, problem.what))
    return problems


def _for_each(
    document: Document, engine: Engine, path: tuple[str | int, ...], text: str, problems: list[Problem]
) -> tuple[str, str]:
    if not text:
        return "", ""
    match = re.fullmatch(r"\s*([a-z_]+)\s+in\s+(.+)", text)
    if match is None:
        problems.append(document.problem((*path, "for_each"), "write “name in list”, such as “theme in themes”"))
        return "", ""
    problems += _leaf_problems(document, engine, (*path, "for_each"), "value", match.group(2))
    return match.group(1), match.group(2)


MEMO_VERSION = "memo-template/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionTemplate:
    """One section of a memo; `points` is an expression that gives its points."""

    id: str
    label: str
    points: str
    style: Literal["", "lead", "assessment"] = ""
    numbered: Bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _MemoFile:
    name: str
    kind: str
    subject: str
    sections: tuple[SectionTemplate, ...]

    __pydantic_config__ = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoTemplate:
    """The shape of a memo; `kind` stands before the addressee ("Info memo")."""

    id: str
    name: str
    kind: str
    subject: str
    sections: tuple[SectionTemplate, ...]
    document: Document = field(compare=False)
    """The file it was read from, to name the place of what turns out wrong later."""


def read_memo_template(text: str, file: str, id: str, filters: Mapping[str, Callable[..., Any]]) -> MemoTemplate:
    """Return the memo template in `text`; raises SpecError with all mistakes."""
    document = screened(load(text, file))
    read = validate(document, _MemoFile, MEMO_VERSION)
    engine = Engine(filters)
    problems = _leaf_problems(document, engine, ("subject",), "text", read.subject)
    for index, section in enumerate(read.sections):
        problems += _leaf_problems(document, engine, ("sections", index, "points"), "value", section.points)
    if problems:
        raise SpecError(problems)
    values = {f.name: getattr(read, f.name) for f in fields(read)}
    return MemoTemplate(id=id, document=document, **values)
