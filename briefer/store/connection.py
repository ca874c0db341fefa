"""Connections to a library file, and SQLite's errors as sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefer.errors import LibraryError
from briefer.store import backups

_WAIT = 5.0
"""Seconds a reader waits for a writer's commit."""


def connect(path: Path, read_only: bool = False, one_thread: bool = True) -> sqlite3.Connection:
    """Return a connection to the existing file `path`; transactions are begun by hand."""
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    connection = sqlite3.connect(address, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=one_thread)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    if not read_only:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = EXTRA")
    return connection


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn what SQLite refuses into a LibraryError that says what to do; our own mistakes pass through.

    Of a damaged table SQLite may quote bytes that are no text, so that even its message cannot be read.
    """
    try:
        yield
    except sqlite3.Error as error:
        if sentence := _sentence(getattr(error, "sqlite_errorname", ""), path):
            raise LibraryError(sentence) from error
        raise
    except UnicodeDecodeError as error:  # text of the file's own, in a message or a name
        raise LibraryError(damaged(path)) from error
    except OSError as error:
        raise LibraryError(f"“{error.filename or path}” cannot be read or written: {error.strerror}.") from error


def damaged(path: Path) -> str:
    """Return what to say of a library file that fails its check; the file itself is left as it is."""
    return f"“{path}” is damaged; nothing in it was changed. {backups.advice(path)}"


def _sentence(code: str, path: Path) -> str:
    match code.split("_")[1:2]:
        case ["NOTADB"]:
            return f"“{path}” is not a Briefer library, or is damaged. {backups.advice(path)}"
        case ["CORRUPT"]:
            return damaged(path)
        case ["FULL"]:
            return "The disk is full; this change was not saved. Free some space, then try again."
        case ["BUSY" | "LOCKED"]:
            return f"“{path}” is held by another program. Close that, then try again."
        case ["READONLY"] if code.endswith("_ROLLBACK"):
            return f"“{path}” holds a change that was interrupted. Open it once where it can be written to undo that."
        case ["READONLY" | "PERM" | "AUTH"]:
            return f"“{path}” cannot be written. Check its permissions."
        case ["CANTOPEN" | "IOERR"]:
            return f"“{path}” cannot be read or written. Check the disk and the folder, then open the library again."
    return ""


def broken_reference(connection: sqlite3.Connection) -> str:
    """Return one sentence on what the open transaction would leave pointing nowhere, "" when nothing."""
    for table, _, parent, number in connection.execute("PRAGMA foreign_key_check").fetchall():
        keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        column, key = next((key[3], key[4]) for key in keys if key[0] == number)
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        query = f"SELECT {columns[0]}, {column} FROM {table} WHERE {column} NOT IN (SELECT {key} FROM {parent})"  # noqa: S608
        owner, target = connection.execute(query).fetchone()
        return f"“{owner}” refers to “{target}”, which is not among the library's {parent}; change both together."
    return ""
