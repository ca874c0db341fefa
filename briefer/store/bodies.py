"""The bodies of a library file, for every thread that composes or compares."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefer.errors import LibraryError
from briefer.model.text import digest
from briefer.store.connection import connect, damaged, speaking


class StoredBodies(Mapping[str, str]):
    """Each body is read and checked when asked for, through a read-only connection of the asking thread's own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mine = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    def __getitem__(self, sha256: str) -> str:
        row = self._row("SELECT text FROM bodies WHERE sha256 = ?", sha256)
        if row is None:
            raise KeyError(sha256)
        text = str(row[0])
        if digest(text) != sha256:
            raise LibraryError(damaged(self._path))
        return text

    def __contains__(self, sha256: object) -> bool:
        return isinstance(sha256, str) and self._row("SELECT 1 FROM bodies WHERE sha256 = ?", sha256) is not None

    def __iter__(self) -> Iterator[str]:
        with speaking(self._path):
            rows = self._connection().execute("SELECT sha256 FROM bodies ORDER BY sha256").fetchall()
        return (row[0] for row in rows)

    def __len__(self) -> int:
        row = self._row("SELECT count(*) FROM bodies")
        return int(str(row[0])) if row else 0

    def close(self) -> None:
        """Close all connections; reading afterwards is refused with a sentence."""
        with self._lock:
            self._closed = True
            for connection in self._connections:
                connection.close()
            self._connections.clear()

    def _row(self, query: str, *values: str) -> tuple[object, ...] | None:
        with speaking(self._path):
            row: tuple[object, ...] | None = self._connection().execute(query, values).fetchone()
            return row

    def _connection(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise LibraryError(f"“{self._path}” was closed while it was still read. Open it again.")
            mine: sqlite3.Connection | None = getattr(self._mine, "connection", None)
            if mine is None:
                mine = self._mine.connection = connect(self._path, read_only=True, one_thread=False)
                self._connections.append(mine)
            return mine
