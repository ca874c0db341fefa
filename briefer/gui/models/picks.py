"""What can be ticked for a brief: essays, themes, propositions and recommendations in one list."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt

from briefer.gui import brief_edits, phrases
from briefer.gui.brief_edits import Group
from briefer.gui.models.rows import Row, tick
from briefer.model.counts import tally
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Proposition, Recommendation, Theme
from briefer.model.library import Library
from briefer.specs.brief import Brief

HEADINGS: dict[Group, str] = {
    "essays": "Essays",
    "themes": "Themes",
    "propositions": "Propositions",
    "recommendations": "Recommendations",
}
EMPTY: dict[Group, str] = {
    "essays": "No essays yet: import a file",
    "themes": "No themes in this library",
    "propositions": "No propositions in this library",
    "recommendations": "No recommendations in this library",
}


def pick_rows(library: Library, brief: Brief, words: str = "") -> list[Row]:
    """Return the four groups with their ticks; `words` keeps only rows that hold all of them."""
    rows: list[Row] = []
    for group in brief_edits.GROUPS:
        items = _rows_of(library, brief, group)
        kept = [row for row in items if _holds(row, words)]
        if words and not kept:
            continue
        rows.append(_heading(group, items))
        rows += kept or [Row(id=f"none:{group}", text=EMPTY[group], zero=True)]
    return rows


def split_id(row_id: str) -> tuple[Group | None, str]:
    """Return the group of a pick row and the entity's id; "" is the whole group."""
    for group in brief_edits.GROUPS:
        if row_id.startswith(f"{group}:"):
            return group, row_id[len(group) + 1 :]
    return None, ""


def _holds(row: Row, words: str) -> bool:
    text = f"{row.text} {row.note}".casefold()
    return all(word in text for word in words.casefold().split())


def _heading(group: Group, items: list[Row]) -> Row:
    on = sum(row.tick == Qt.CheckState.Checked for row in items)
    state = tick(bool(items) and on == len(items))
    if 0 < on < len(items):
        state = Qt.CheckState.PartiallyChecked
    title, count = HEADINGS[group], f"{on} of {len(items)}"
    return Row(
        id=f"{group}:",
        text=title,
        count=count if items else "",
        heading=True,
        tick=state if items else None,
        spoken=f"{title}: {count} in the brief",
    )


def _rows_of(library: Library, brief: Brief, group: Group) -> list[Row]:
    on = brief_edits.ticked(brief, library, group)
    match group:
        case "essays":
            return [_essay(essay, essay.id in on) for essay in library.all(Essay)]
        case "themes":
            return _themes(library, brief, on)
        case "propositions":
            return _propositions(library, brief, on)
        case "recommendations":
            return _recommendations(library, brief, on)


def _spoken(text: str, note: str, on: bool) -> str:
    return f"{text}, {note}: {'in the brief' if on else 'not in the brief'}"


def _essay(essay: Essay, on: bool) -> Row:
    text, note = phrases.cited(essay), essay.reference.title
    sign = "not-read" if essay.reading == "unread" else ""
    spoken = _spoken(text, note + (", not read" if sign else ""), on)
    return Row(id=f"essays:{essay.id}", text=text, note=note, tick=tick(on), sign=sign, spoken=spoken, tip=note)


def _themes(library: Library, brief: Brief, on: frozenset[str]) -> list[Row]:
    essays = brief_edits.ticked(brief, library, "essays")
    counts = Counter(theme for p in library.all(Passage) if p.essay_id in essays for theme in p.themes)
    rows = []
    for theme in library.all(Theme):
        note = phrases.counted(counts[theme.id], "passage")
        is_on = theme.id in on
        rows.append(
            Row(
                id=f"themes:{theme.id}",
                text=theme.label,
                note=note,
                tick=tick(is_on),
                spoken=_spoken(theme.label, note, is_on),
                tip=theme.scope,
            )
        )
    return rows


def _propositions(library: Library, brief: Brief, on: frozenset[str]) -> list[Row]:
    essays = brief_edits.ticked(brief, library, "essays")
    rows = []
    for proposition in library.all(Proposition):
        line = phrases.tally_line(tally(library, proposition, essays))
        is_on = proposition.id in on
        rows.append(
            Row(
                id=f"propositions:{proposition.id}",
                text=proposition.text,
                note=line,
                tick=tick(is_on),
                spoken=_spoken(proposition.text, line, is_on),
            )
        )
    return rows


def _recommendations(library: Library, brief: Brief, on: frozenset[str]) -> list[Row]:
    essays = brief_edits.ticked(brief, library, "essays")
    rows = []
    for recommendation in library.all(Recommendation):
        backers = {p.essay_id for p in (library.get(Passage, id) for id in recommendation.passages) if p}
        note = f"{len(backers & essays)} of {phrases.counted(len(essays), 'essay')}"
        is_on = recommendation.id in on
        rows.append(
            Row(
                id=f"recommendations:{recommendation.id}",
                text=recommendation.text,
                note=note,
                tick=tick(is_on),
                sign="" if recommendation.confirmed else "unconfirmed",
                spoken=_spoken(recommendation.text, f"supported by {note}", is_on),
            )
        )
    return rows
