"""The one place that knows the fields of a brief: what is ticked, what a field holds, and the brief after a change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias

from briefer.compose.marking import banner_fault, portion_fault
from briefer.compose.wording import capitalised
from briefer.model.colour import TLP_COLOURS
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Proposition, Recommendation, Theme
from briefer.model.library import Library
from briefer.specs.brief import Brief, Pick

Group: TypeAlias = Literal["essays", "themes", "propositions", "recommendations"]

GROUPS: tuple[Group, ...] = ("essays", "themes", "propositions", "recommendations")
ALL = ("all",)

GATE_FIELDS = ("unsourced", "inexact", "assessment", "single_source", "unread")
GATE_LEVELS = (("ignore", "Ignore"), ("warn", "Remark"), ("stamp", "Write with a stamp"), ("refuse", "Do not write"))
MARKINGS = ("", "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED", "UNCLASSIFIED", "CUI")
CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "deck.sources": (("slide", "On each slide"), ("notes", "In the notes"), ("end", "At the end")),
    "citations.attribution": (
        ("full", "Authors by name"),
        ("institution", "Institutions only"),
        ("chatham-house", "Nobody (Chatham House)"),
    ),
    "citations.style": (
        ("short", "Short: Mora 2021, p. 36"),
        ("apa", "APA"),
        ("chicago-author-date", "Chicago, author and date"),
        ("chicago-notes", "Chicago, notes"),
    ),
    "handling.colours": (("False", "In ink, as all words"), ("True", "In its colour on black")),
    "gate.designation": tuple(level for level in GATE_LEVELS if level[0] != "stamp"),
    "memo.paper": (("a4", "A4"), ("letter", "Letter")),
    "unconfirmed": (("mark", "Shown with a mark"), ("leave-out", "Left out")),
    "recommendations.order": (("support", "Most supported first"), ("register", "As in the register")),
}


def candidates(library: Library, group: Group) -> tuple[str, ...]:
    """Return the ids that can be ticked in `group`, in shelf order."""
    match group:
        case "essays":
            return tuple(essay.id for essay in library.all(Essay))
        case "themes":
            return tuple(theme.id for theme in library.all(Theme))
        case "propositions":
            return tuple(proposition.id for proposition in library.all(Proposition))
        case "recommendations":
            return tuple(recommendation.id for recommendation in library.all(Recommendation))


def chosen(brief: Brief, group: Group) -> tuple[str, ...]:
    """Return the ids the brief names in `group`; ("all",) stands for every one."""
    return brief.recommendations.ids if group == "recommendations" else tuple(getattr(brief, group))


def ticked(brief: Brief, library: Library, group: Group) -> frozenset[str]:
    """Return the ids of `group` that are in the brief and in the library.

    All recommendations are those that the ticked essays support and that touch the ticked themes.
    """
    ids = chosen(brief, group)
    if ids == ALL and group == "recommendations":
        return _supported(brief, library)
    known = frozenset(candidates(library, group))
    return known if ids == ALL else known & frozenset(ids)


def _supported(brief: Brief, library: Library) -> frozenset[str]:
    essays, themes = ticked(brief, library, "essays"), ticked(brief, library, "themes")
    found = []
    for recommendation in library.all(Recommendation):
        passages = [library.get(Passage, id) for id in recommendation.passages]
        supported = any(passage and passage.essay_id in essays for passage in passages)
        if supported and (not themes or themes & set(recommendation.themes)):
            found.append(recommendation.id)
    return frozenset(found)


def with_ticks(brief: Brief, library: Library, group: Group, ids: Iterable[str], on: bool) -> Brief:
    """Return `brief` with `ids` ticked or not; names the library does not know stay as they are."""
    known = candidates(library, group)
    wanted = set(ticked(brief, library, group))
    wanted = wanted | set(ids) if on else wanted - set(ids)
    shelf = frozenset(known)
    strangers = tuple(id for id in chosen(brief, group) if id not in shelf and id != "all")
    picked = tuple(id for id in known if id in wanted) + strangers
    if group == "essays" and known and wanted >= set(known):
        picked = ALL
    return with_chosen(brief, group, picked)


def with_chosen(brief: Brief, group: Group, ids: tuple[str, ...]) -> Brief:
    """Return `brief` with exactly `ids` in `group`."""
    if group == "recommendations":
        return replace(brief, recommendations=replace(brief.recommendations, ids=ids))
    change: dict[str, Any] = {group: ids}
    return replace(brief, **change)


def value(brief: Brief, field: str) -> str:
    """Return the text of a field; a dot leads into a part ("deck.brand")."""
    found: object = brief
    for name in field.split("."):
        found = getattr(found, name)
    return "; ".join(map(str, found)) if isinstance(found, tuple) else str(found)


def with_value(brief: Brief, field: str, text: str) -> Brief:
    """Return `brief` with `text` in a field; raises ValueError when the field does not take it.

    A mark that has no colours of its own is set in ink again.
    """
    reason = refusal(field, text)
    if reason:
        raise ValueError(reason)
    head, _, rest = field.partition(".")
    held = getattr(brief, head)
    new: object
    if rest:
        part: dict[str, Any] = {rest: _as_held(getattr(held, rest), text)}
        if field == "handling.marking":
            part["colours"] = held.colours and text in TLP_COLOURS
        new = replace(held, **part)
    else:
        new = _as_held(held, text)
    change: dict[str, Any] = {head: new}
    return replace(brief, **change)


def holds(brief: Brief, field: str, text: str) -> bool:
    """Tell whether a field of `brief` already holds what `text` says, however it is spaced."""
    return not refusal(field, text) and with_value(brief, field, text) == brief


def _as_held(held: object, text: str) -> object:
    """Return `text` as a value of the kind that a field holds; the entries of a list are parted by semicolons."""
    if isinstance(held, tuple):
        return tuple(part.strip() for part in text.split(";") if part.strip())
    if isinstance(held, bool):
        return text == str(True)
    return int(text) if isinstance(held, int) else text


def refusal(field: str, text: str) -> str:
    """Return why a field does not take `text`, or ""."""
    if field == "date":
        try:
            valid = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) and date.fromisoformat(text)
        except ValueError:
            valid = None
        return "" if valid else "Write the day as 2026-11-22"
    if field == "as_of" and text and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?", text):
        return "Write a year, a month or a day: 2026-11"
    if field == "handling.marking" and (fault := banner_fault(text)):
        return capitalised(fault)
    if field == "handling.portion" and text and (fault := portion_fault(text, "")):
        return capitalised(fault)
    if field == "title" and not text.strip():
        return "A brief needs a title"
    if field in ("version", "deck.max_slides", "recommendations.limit") and not re.fullmatch(r"\d{1,4}", text):
        return "Write a whole number"
    return ""


def is_blank(brief: Brief) -> bool:
    """Tell whether nobody has asked for anything yet: no question, nothing chosen and nothing written."""
    chosen_by_hand = (brief.themes, brief.propositions, brief.picks, brief.statements, brief.assessments)
    return not brief.question.strip() and not any(chosen_by_hand)


def without(brief: Brief, passages: Iterable[str], entries: Iterable[str]) -> Brief:
    """Return `brief` without the picks of `passages` and without the register entries `entries`."""
    gone, out = frozenset(passages), frozenset(entries)
    choice = brief.recommendations
    ids = choice.ids if choice.ids == ALL else tuple(id for id in choice.ids if id not in out)
    return replace(
        brief,
        picks=tuple(pick for pick in brief.picks if pick.passage not in gone),
        recommendations=replace(choice, ids=ids),
    )


def has_pick(brief: Brief, passage_id: str) -> bool:
    """Tell whether a passage is in the tray."""
    return any(pick.passage == passage_id for pick in brief.picks)


def with_pick(brief: Brief, passage_id: str, on: bool) -> Brief:
    """Return `brief` with a passage in the tray, or without it."""
    rest = tuple(pick for pick in brief.picks if pick.passage != passage_id)
    if not on:
        return replace(brief, picks=rest)
    return brief if has_pick(brief, passage_id) else replace(brief, picks=(*brief.picks, Pick(passage=passage_id)))


def out_of_tray(brief: Brief, passage_id: str) -> Brief:
    """Return `brief` without a passage in the tray; where it stands on a slide, it stays."""
    kept = tuple(pick for pick in brief.picks if pick.passage != passage_id or pick.slide)
    return replace(brief, picks=kept)


def library_of(brief: Brief, path: Path) -> Path | None:
    """Return the library a brief names, found from the brief's own folder."""
    return (path.parent / brief.library).resolve() if brief.library else None


def caption(brief: Brief, path: Path | None) -> str:
    """Return how the window calls a brief, after its file: "Pacific partners v3"."""
    name = path.stem.replace("-", " ").replace("_", " ").strip() if path else brief.title
    return f"{capitalised(name)}  v{brief.version}"
