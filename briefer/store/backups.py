"""Backups of a library: whole copies, checked when made, thinned to ten days and eight weeks."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefer.errors import LibraryError
from briefer.store.sources import sync_file, sync_folder

DAYS, WEEKS = 10, 8
DUE = timedelta(hours=12)
_MADE = re.compile(r"\d{8}-\d{6}")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A whole copy of the library as of `made` (UTC)."""

    made: datetime
    path: Path


def folder_of(library: Path) -> Path:
    """Return where the backups of the library file lie; they are named after it."""
    return library.parent / "backups"


def backups(library: Path) -> list[Backup]:
    """Return the backups of the library file, newest first."""
    start = f"{library.stem}-"
    named = [(path.stem.removeprefix(start), path) for path in folder_of(library).glob("*.briefer")]
    found = [
        Backup(datetime.strptime(made, _STAMP).replace(tzinfo=UTC), path)
        for made, path in named
        if path.stem.startswith(start) and _MADE.fullmatch(made)
    ]
    return sorted(found, reverse=True)


def is_due(library: Path, now: datetime) -> bool:
    """Tell whether the newest backup is older than twelve hours, missing, or from a clock that ran ahead."""
    made = [backup.made for backup in backups(library)]
    return not made or not timedelta() <= _utc(now) - made[0] <= DUE


def back_up(connection: sqlite3.Connection, library: Path, now: datetime) -> Path:
    """Copy the library, check the copy, then thin the others; returns the copy."""
    made = _utc(now)
    path = copy_to(connection, folder_of(library) / f"{library.stem}-{made.strftime(_STAMP)}.briefer")
    for backup in superfluous(backups(library)):
        if backup.path != path:
            backup.path.unlink(missing_ok=True)
    return path


def copy_to(connection: sqlite3.Connection, path: Path) -> Path:
    """Write a whole, checked and compact copy of the open library to `path`, or leave `path` as it was."""
    path.parent.mkdir(exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        connection.execute("VACUUM INTO ?", (str(part),))
        if not is_sound(part):
            raise LibraryError(f"The backup “{path.name}” came out damaged and was not kept. Check the disk.")
        sync_file(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)
    return path


def superfluous(found: Iterable[Backup]) -> list[Backup]:
    """Return the backups beyond the newest of each of ten days and of each of eight weeks before those."""
    days: dict[str, Backup] = {}
    weeks: dict[str, Backup] = {}
    newest_first = sorted(found, reverse=True)
    for backup in newest_first:
        day = backup.made.strftime("%Y-%m-%d")
        if day in days:
            continue
        if len(days) < DAYS:
            days[day] = backup
        elif len(weeks) < WEEKS:
            weeks.setdefault(backup.made.strftime("%G-%V"), backup)
    kept = {*days.values(), *weeks.values()}
    return [backup for backup in newest_first if backup not in kept]


def is_sound(path: Path) -> bool:
    """Tell whether `path` is a whole database with every reference in place."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            checked = copy.execute("PRAGMA integrity_check(1)").fetchone()
            return checked == ("ok",) and copy.execute("PRAGMA foreign_key_check").fetchone() is None
    except sqlite3.Error:
        return False


def advice(library: Path) -> str:
    """Return the sentences that tell how to go back to the newest sound backup, or that there is none."""
    good = next((backup for backup in backups(library) if is_sound(backup.path)), None)
    if good is None:
        return "There is no sound backup of it."
    return (
        f"The newest sound backup is “{good.path}” of {good.made:%Y-%m-%d %H:%M} UTC. "
        "To go back to it, keep the present file under another name and copy the backup into its place."
    )


def _utc(now: datetime) -> datetime:
    return (now if now.tzinfo else now.replace(tzinfo=UTC)).astimezone(UTC)
