"""What changed: between two briefs, since a brief was last built, since a day."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from briefer.app.briefs import checked_briefs, load_brief, save_brief
from briefer.app.build import draft
from briefer.app.library import OpenLibrary, open_library, use_library
from briefer.app.withholding import nameless
from briefer.audit.changing import changes, library_state
from briefer.citation.short import short_names
from briefer.compose.wording import capitalised
from briefer.errors import LibraryError, UsageError
from briefer.model.essay import Essay
from briefer.model.evidence import Position, Proposition
from briefer.model.library import Bodies, Library
from briefer.model.opaque import opaque_ids
from briefer.model.state import Change, State, text_key
from briefer.specs.brief import Brief, brief_data
from briefer.specs.brief import Change as ToldChange
from briefer.specs.validate import sound
from briefer.store.backups import backups

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
STATE = "state"
"""Key of the state in the card that a build leaves beside its files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a comparison found; `since` and `until` name what was compared."""

    since: str
    until: str
    changes: tuple[Change, ...]
    remark: str = ""

    def as_json(self, kind: str) -> dict[str, Any]:
        """Return the comparison as the document `diff/1` or `whatsnew/1` of docs/json.md."""
        return {
            "briefer": f"{kind}/1",
            "since": self.since,
            "until": self.until,
            "counts": dict(sorted(Counter(change.kind for change in self.changes).items())),
            "changes": [{k: v for k, v in asdict(change).items() if v or k == "kind"} for change in self.changes],
            "remark": self.remark,
        }


def diff(before: Path, after: Path, option: Path | None) -> Changed:
    """Compare two briefs: what they say, and the decks they make; raises SpecError with the mistakes of both."""
    with checked_briefs([before], option) as old, checked_briefs([after], option) as new:
        (first, its_library), (second, other_library) = *old, *new
        states = [
            nameless(draft(opened.library, opened.bodies, brief), opened.library).state
            for brief, opened in ((first, its_library), (second, other_library))
        ]
    found = (*settings(first, second), *changes(*states))
    return Changed(since=str(before), until=str(after), changes=found)


def settings(before: Brief, after: Brief) -> Iterator[Change]:
    """Yield what two briefs say differently, key by key; lists that only gained or lost items name those."""
    old, new = _flat(brief_data(before)), _flat(brief_data(after))
    for path in dict.fromkeys((*old, *new)):
        was, now = old.get(path), new.get(path)
        if was == now:
            continue
        gone, came = _items(was, now), _items(now, was)
        if gone or came:
            yield from (Change(kind="setting", about=path, was=_said(item)) for item in gone)
            yield from (Change(kind="setting", about=path, now=_said(item)) for item in came)
        else:
            yield Change(kind="setting", about=path, was=_said(was), now=_said(now))


def _flat(data: Any, path: str = "") -> dict[str, Any]:
    if not isinstance(data, Mapping):
        return {path: data}
    return {k: v for name, value in data.items() for k, v in _flat(value, f"{path}.{name}" if path else name).items()}


def _items(these: Any, those: Any) -> list[Any]:
    """Return the items of a list that the other one has not; none where one of the two is no list."""
    if not isinstance(these, list | None) or not isinstance(those, list | None):
        return []
    return [item for item in these or () if item not in (those or ())]


def _said(value: Any) -> str:
    """Return a setting as text; of an item with several keys what it says, which is its longest one."""
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, Mapping):
        return max(map(_said, value.values()), key=len, default="")
    return "" if value is None else str(value)


def whats_new(since: str, option: Path | None, folder: Path) -> Changed:
    """Compare now with a day ("2026-11-01") or with the last build of a brief (its path) in `folder`.

    Raises UsageError where nothing is kept of that time, LibraryError where the library keeps no backups.
    """
    if _DAY.fullmatch(since):
        try:
            day = date.fromisoformat(since)
        except ValueError:
            raise UsageError(f"“{since}” is no day. Write YYYY-MM-DD, or name a brief.") from None
        with use_library(option) as opened:
            return since_day(opened, day)
    return _since_brief(Path(since), option, folder)[0]


def note_changes(since: str, option: Path | None, folder: Path) -> Changed:
    """Compare now with the last build of the brief at `since`, and keep what changed in the brief's own `changes`.

    Raises UsageError where `since` is a day, OutputError where the brief cannot be written.
    """
    if _DAY.fullmatch(since):
        raise UsageError("“--note” writes into a brief: name the brief after --since, not a day.")
    found, noted = _since_brief(Path(since), option, folder)
    save_brief(Path(since), replace(load_brief(Path(since)).brief, changes=noted))
    return found


def _since_brief(path: Path, option: Path | None, folder: Path) -> tuple[Changed, tuple[ToldChange, ...]]:
    """Return what changed since the brief at `path` was last built, and what the brief itself would say of it."""
    with checked_briefs([path], option) as ready:
        brief, opened = ready[0]
        found = since_build(opened.library, opened.bodies, brief, folder)
    if found is None:
        raise UsageError(
            f"“{folder}” has no build of “{brief.id}” to compare with. "
            "Build it first, or name the folder of its files with -o."
        )
    return Changed(since=str(found.card), until=str(path), changes=found.changes), found.noted


def noted_in(found: Iterable[Change], library: Library) -> tuple[ToldChange, ...]:
    """Return what a brief says of changes: new, revised and gone texts, counts, sides, retired statements."""
    opaque = opaque_ids(library)
    texts = {key: essay for essay in library.all(Essay) for key in (text_key(essay.id), opaque[essay.id])}
    told = (_told(change, texts.get(change.text), library) for change in found)
    return tuple(change for change in told if change is not None)


def _told(change: Change, essay: Essay | None, library: Library) -> ToldChange | None:
    match change.kind:
        case "new text":
            return ToldChange(label="New text", was="Not on the shelf", now=_cited(change.about, essay, library))
        case "revised text":
            now = _cited(change.about, essay, library)
            return ToldChange(label="Revised", was="An earlier version", now=now)
        case "text gone":
            return ToldChange(label="Gone", was=change.about, now="No longer on the shelf")
        case "count":
            was = f"{capitalised(change.about)}: {change.was}"
            return ToldChange(label="Count", was=was, now=f"{change.now} [@{change.id}]")
        case "side" if essay is not None:
            position = library.get(Position, Position.key(change.id, essay.id))
            proposition = library.get(Proposition, change.id)
            asked = (proposition.short or proposition.text) if proposition else change.id
            cites = "; ".join(f"@{id}" for id in position.passages) if position else ""
            name = short_names((essay,))[essay.id].names
            ground = position and (position.condition or position.reason)
            now = capitalised(change.now) + (f": {ground}" if ground else "")
            was = f"{capitalised(asked)}: {change.was}"
            return ToldChange(label=name, was=was, now=f"{now} [{cites}]" if cites else now)
        case "retired":
            return ToldChange(label="Retired", was=change.was, now="No longer said")
        case _:
            return None


def _cited(title: str, essay: Essay | None, library: Library) -> str:
    """Return a title with a cite of the first passage of its text, where it has one."""
    passage = next(iter(library.passages_by_essay().get(essay.id, ())), None) if essay else None
    return f"{title} [@{passage.id}]" if passage else title


def since_day(opened: OpenLibrary, day: date) -> Changed:
    """Compare the library with its newest backup of `day` or before, else with its oldest one, and say so."""
    if opened.kind != "sqlite":
        raise LibraryError(
            f"“{opened.path}” is a library folder, which keeps no backups. Name a brief that was built instead of a day."
        )
    found = backups(opened.path)
    if not found:
        raise LibraryError(f"“{opened.path}” has no backup yet. Make one now with: briefer library backup")
    in_time = [backup for backup in found if backup.made.date() <= day]
    backup = in_time[0] if in_time else found[-1]
    remark = "" if in_time else f"There is no backup of {day} or before; this is since the oldest one."
    with open_library(backup.path, read_only=True) as old:
        found_changes = changes(library_state(old.library), library_state(opened.library))
    made = backup.made.strftime("%Y-%m-%d %H:%M UTC")
    return Changed(since=f"backup of {made}", until=str(opened.path), changes=found_changes, remark=remark)


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceBuild:
    """What changed since a brief was last built, and what the brief itself would say of it."""

    card: Path
    """The card of that build."""
    changes: tuple[Change, ...]
    noted: tuple[ToldChange, ...]


def since_build(library: Library, bodies: Bodies, brief: Brief, folder: Path) -> SinceBuild | None:
    """Return what changed since `brief` was last built into `folder`, None where it never was."""
    last = _last(brief, folder)
    if last is None:
        return None
    found = changes(last[1], nameless(draft(library, bodies, brief), library).state)
    return SinceBuild(card=last[0], changes=found, noted=noted_in(found, library))


def _last(brief: Brief, folder: Path) -> tuple[Path, State] | None:
    """Return the card of the last build of `brief` in `folder`, of whatever version, and the state it kept."""
    numbered = ((int(match[1]), path) for path in folder.glob("*.build.json") if (match := _version(brief, path)))
    for _, card in sorted(numbered, reverse=True):
        if (state := _state(card)) is not None:
            return card, state
    return None


def _version(brief: Brief, card: Path) -> re.Match[str] | None:
    """Return the version in the name of a card of `brief`, whatever handling mark stands behind it."""
    return re.fullmatch(rf"{re.escape(brief.id)}-v(\d{{1,9}})(?:-.+)?\.build\.json", card.name)


def _state(card: Path) -> State | None:
    """Return the state in a card; None where there is none that can be read."""
    try:
        return sound(State, json.loads(card.read_text(encoding="utf-8"))[STATE])
    except (OSError, ValueError, KeyError, TypeError):
        return None
