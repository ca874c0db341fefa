"""What a brief says besides its picks, row by row: agenda, decision, options and the like; pure, brief in, brief out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from briefer.compose.citing import all_cited
from briefer.compose.wording import MAX_TITLE
from briefer.gui.brief_edits import refusal as refusal_of
from briefer.specs.brief import AgendaItem, Brief, Event, Exchange, NextStep, Option, Question, Risk
from briefer.specs.numbering import with_ids, without_plain_ids

FieldKind: TypeAlias = Literal["line", "words", "number", "day", "period", "list", "tick", "choice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a row: `kind` says how it is typed; a `needed` one is never empty."""

    name: str
    label: str
    kind: FieldKind = "line"
    needed: bool = False
    cites: bool = False
    """It must cite a passage."""
    most: int = 0
    """Most characters, 0 for no limit."""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a brief: rows, or one thing. `new` makes a row from the id of a passage that is at hand."""

    id: str
    title: str
    fields: tuple[Field, ...]
    noun: str = ""
    """What a row is; "" for a part that is one thing."""
    new: Callable[[Brief, str], Any] | None = None


def _event(brief: Brief, passage: str) -> Event:
    if not passage:
        raise ValueError("Choose a statement that rests on a passage first: an event cites where it is reported")
    return Event(when=(brief.as_of or brief.date)[:4], text=f"What happened [@{passage}]")


_RAISED = (
    Field(name="text", label="Objection", kind="words", needed=True),
    Field(name="answer", label="Answer", kind="words", needed=True),
    Field(name="by", label="Who raises it"),
)
_KINDS = (("risk", "Risk"), ("assumption", "Assumption"))

PARTS: tuple[Part, ...] = (
    Part(
        id="decision",
        title="Decision",
        fields=(
            Field(name="ask", label="The ask, as a title", kind="words", most=MAX_TITLE),
            Field(name="title", label="Title of its slide", kind="words", most=MAX_TITLE),
            Field(name="wording", label="Exact wording", kind="words"),
            Field(name="decides", label="Who decides"),
            Field(name="by", label="By", kind="day"),
            Field(name="choices", label="Choices, one a line", kind="list"),
            Field(name="otherwise", label="If nothing is decided", kind="words"),
        ),
    ),
    Part(
        id="options",
        title="Options",
        noun="option",
        new=lambda brief, passage: Option(name="New option", criteria=("",) * len(brief.criteria)),
        fields=(
            Field(name="name", label="Option", needed=True),
            Field(name="criteria", label="How it meets each criterion, one a line", kind="list"),
            Field(name="supporters", label="Supporters", kind="words"),
            Field(name="opponents", label="Opponents", kind="words"),
            Field(name="recommended", label="Recommended", kind="tick"),
        ),
    ),
    Part(
        id="criteria",
        title="Criteria of the options",
        fields=(Field(name="criteria", label="Criteria, one a line", kind="list"),),
    ),
    Part(
        id="risks",
        title="Risks and assumptions",
        noun="risk",
        new=lambda brief, passage: Risk(text="New risk"),
        fields=(
            Field(name="kind", label="Kind", kind="choice", choices=_KINDS),
            Field(name="lead", label="Opening in bold"),
            Field(name="text", label="Risk or assumption", kind="words", needed=True),
            Field(name="answer", label="Test or answer", kind="words"),
        ),
    ),
    Part(
        id="next_steps",
        title="Next steps",
        noun="step",
        new=lambda brief, passage: NextStep(what="New step"),
        fields=(
            Field(name="what", label="What", kind="words", needed=True),
            Field(name="who", label="Who"),
            Field(name="by", label="By", kind="day"),
        ),
    ),
    Part(
        id="agenda",
        title="Agenda",
        noun="item",
        new=lambda brief, passage: AgendaItem(text="New item"),
        fields=(
            Field(name="text", label="Item", needed=True),
            Field(name="minutes", label="Minutes, 0 for none given", kind="number"),
        ),
    ),
    Part(
        id="events",
        title="Events",
        noun="event",
        new=_event,
        fields=(
            Field(name="when", label="When: a year, month or day", kind="period", needed=True),
            Field(name="text", label="What happened, with its [@passage]", kind="words", needed=True, cites=True),
        ),
    ),
    Part(
        id="objections",
        title="Objections",
        noun="objection",
        new=lambda brief, passage: Exchange(text="New objection", answer="Our answer"),
        fields=_RAISED,
    ),
    Part(
        id="questions",
        title="Questions for the back-up",
        noun="question",
        new=lambda brief, passage: Question(text="New question", answer="Our answer"),
        fields=(
            replace(_RAISED[0], label="Question", most=MAX_TITLE),
            _RAISED[1],
            replace(_RAISED[2], label="Who asks"),
        ),
    ),
)


def rows(brief: Brief, part: Part) -> tuple[Any, ...]:
    """Return the rows of a part; a part that is one thing has one row."""
    if part.noun:
        return tuple(getattr(brief, part.id))
    return (brief,) if part.id == "criteria" else (getattr(brief, part.id),)


def value(row: Any, field: Field) -> str:
    """Return what a field of a row holds, as it is typed."""
    held = getattr(row, field.name)
    if field.kind == "list":
        return "\n".join(held)
    return ("yes" if held else "") if field.kind == "tick" else str(held)


def summary(row: Any, part: Part) -> tuple[str, str]:
    """Return how a row is called in a list: its first words, and what stands beside them."""
    first, *rest = (field for field in part.fields if field.kind not in ("choice", "tick"))
    second = next((text for field in rest if (text := value(row, field)).strip("0")), "")
    named = value(row, first) or second or f"Empty {part.noun}"
    return named, " · ".join(second.split("\n"))


def refusal(part: Part, field: Field, text: str) -> str:
    """Return why a field does not take `text`, or ""."""
    if field.needed and not text.strip():
        return f"{field.label.split(',')[0].split(':')[0]} cannot be empty"
    if field.most and len(text) > field.most:
        return f"{len(text)} characters do not fit the title of a slide; at most {field.most}"
    if field.kind == "day" and text:
        return refusal_of("date", text)
    if field.kind == "period":
        return refusal_of("as_of", text)
    if field.kind == "number" and not re.fullmatch(r"\d{1,3}", text):
        return "Write a whole number"
    if field.cites and not all_cited(text):
        return "An event cites the passage that reports it: [@passage-id]"
    return ""


def with_value(brief: Brief, part: Part, at: int, field: Field, text: str) -> Brief:
    """Return `brief` with `text` in a field of row `at`; raises ValueError when the field does not take it."""
    if why := refusal(part, field, text):
        raise ValueError(why)
    new: object = text
    if field.kind == "list":
        lines = [line.strip() for line in text.split("\n")]
        new = tuple(lines) if part.id == "options" else tuple(line for line in lines if line)
    elif field.kind == "number":
        new = int(text)
    elif field.kind == "tick":
        new = text == "yes"
    change: dict[str, Any] = {field.name: new}
    if not part.noun:
        found = brief if part.id == "criteria" else getattr(brief, part.id)
        made = replace(found, **change)
        return made if isinstance(made, Brief) else _with(brief, part.id, made)
    held = list(rows(brief, part))
    held[at] = replace(held[at], **change)
    return _with(brief, part.id, tuple(held))


def added(brief: Brief, part: Part, at: int, passage: str) -> Brief:
    """Return `brief` with a new row at place `at`; raises ValueError where it needs a passage and there is none."""
    if part.new is None:
        return brief
    brief = with_ids(brief)
    held = list(rows(brief, part))
    held.insert(at, part.new(brief, passage))
    return without_plain_ids(_with(brief, part.id, tuple(held)))


def dropped(brief: Brief, part: Part, at: int) -> Brief:
    """Return `brief` without row `at`."""
    brief = with_ids(brief)
    held = rows(brief, part)
    return without_plain_ids(_with(brief, part.id, (*held[:at], *held[at + 1 :])))


def moved(brief: Brief, part: Part, at: int, by: int) -> Brief:
    """Return `brief` with row `at` moved by `by` places, as far as there are."""
    brief = with_ids(brief)
    held: list[Any] = list(rows(brief, part))
    to = max(0, min(at + by, len(held) - 1))
    held.insert(to, held.pop(at))
    return without_plain_ids(_with(brief, part.id, tuple(held)))


def _with(brief: Brief, field: str, value: object) -> Brief:
    change: dict[str, Any] = {field: value}
    return replace(brief, **change)


def part_of(id: str, parts: Sequence[Part] = PARTS) -> Part:
    """Return the part with `id`."""
    return next(part for part in parts if part.id == id)
