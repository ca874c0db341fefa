"""The commands that say what changed: `diff` and `whatsnew`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli.options import AS_JSON, LIBRARY, show
from briefer.model.state import CHANGE_TITLES, Change

if TYPE_CHECKING:
    from briefer.app.changes import Changed

_LONGEST = 120
"""Code points of a text that a line shows; JSON has all."""


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@LIBRARY
@AS_JSON
def diff(before: Path, after: Path, library: Path | None, as_json: bool) -> None:
    """Say what AFTER has that BEFORE has not: settings, texts, counts, slides and statements of two briefs."""
    from briefer.app.changes import diff as compare

    found = compare(before, after, library)
    show(found.as_json("diff") if as_json else changes_report(found))


@click.command()
@click.option("--since", required=True, metavar="DAY|BRIEF", help="A day (YYYY-MM-DD), or a brief that was built.")
@click.option(
    "-o",
    "--out",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Where the brief's files lie.",
)
@click.option(
    "--note", is_flag=True, help="Write what changed into the brief, for the slide “What changed” of its next build."
)
@LIBRARY
@AS_JSON
def whatsnew(since: str, folder: Path, note: bool, library: Path | None, as_json: bool) -> None:
    """Say what changed since a day, or since a brief was last built: new texts, counts, sides, retired statements."""
    from briefer.app.changes import note_changes, whats_new

    found = note_changes(since, library, folder) if note else whats_new(since, library, folder)
    show(found.as_json("whatsnew") if as_json else changes_report(found))


def changes_report(found: Changed) -> str:
    """Return what changed, a heading for each sort with its number, a line for each change."""
    lines = [f"From {found.since} to {found.until}"] + ([found.remark] if found.remark else [])
    order = list(CHANGE_TITLES)
    for kind, group in groupby(sorted(found.changes, key=lambda c: order.index(c.kind)), key=lambda c: c.kind):
        changes: Sequence[Change] = list(group)
        lines += [f"{CHANGE_TITLES[kind]}: {len(changes)}", *(f"  {_line(change)}" for change in changes)]
    return "\n".join(lines if found.changes else [*lines, "Nothing changed."])


def _line(change: Change) -> str:
    match change.kind:
        case "new text" | "text gone" | "revised text":
            return change.about
        case "retired" | "new statement":
            return f"{change.about}: {_short(change.was or change.now)}"
        case "slide hidden" | "slide shown":
            return f"{change.about}: {_short(change.now)}"
        case _:
            return f"{change.about}: {_short(change.was)} → {_short(change.now)}"


def _short(words: str) -> str:
    words = words or "–"
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
