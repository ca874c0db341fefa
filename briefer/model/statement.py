"""Statements: one sentence, bullet or cell of an output each, with a role and its citations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.model.essay import Locator

Role: TypeAlias = Literal["quotation", "paraphrase", "relayed", "count", "assessment", "boilerplate", "own"]
"""`own` is the user's own uncited text; CONTRACTS calls it "own text" and counts it apart."""

SpanKind: TypeAlias = Literal["bold", "pages", "quiet", "accent", "unconfirmed", "quoted"]
"""`pages`: locators in brackets; `quiet`: second ink; `unconfirmed`: ring and dotted underline; `quoted`: verbatim words."""

Confidence: TypeAlias = Literal["high", "moderate", "low"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference to an essay at a place, for one statement or a part of it."""

    essay_id: str
    locator: Locator
    passage_id: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """How `start:end` of a statement's text is set; offsets are code points. Spans never overlap in kind."""

    start: int
    end: int
    kind: SpanKind


@dataclass(frozen=True, slots=True)
class Mark:
    """Source numbers ("[1][2]") set superscript at code point `at` of a statement; not part of its text."""

    at: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one sentence, bullet or cell says and where it says it from.

    `text` holds every visible word, bracketed pages included, but neither the label of the left column nor marks.
    """

    id: str
    slide_key: str
    field: str
    role: Role
    text: str
    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    citations: tuple[Citation, ...] = ()
    label: str = ""
    """Word in the left column: "Evidence", "Objection", an author, a stand."""
    by: str = ""
    confidence: Confidence | None = None
    confirmed: bool = True
    edited: bool = False
    computed: bool = False
    """True for a title or count line that no person wrote."""


def statement_id(slide_key: str, field: str, sources: Iterable[str], ordinal: int = 0) -> str:
    """Return `s-` + 10 hex of sha256(slide key, field, passage or position ids, ordinal among equals)."""
    seed = "\0".join((slide_key, field, *sources, str(ordinal)))
    return "s-" + hashlib.sha256(seed.encode()).hexdigest()[:10]
