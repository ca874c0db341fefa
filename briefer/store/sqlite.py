"""A library in one SQLite file: `library.briefer`, with `sources/` and `backups/` beside it.

One thread, the library's lane, opens a store, uses it and closes it; SQLite itself refuses any other. Only `bodies`
may be read from every thread: each reads through a connection of its own.

The journal is a rollback journal, so that a file in a synced folder is whole whenever nobody writes, and
`synchronous = EXTRA` also flushes the folder when the journal goes, so that what was acknowledged survives a power cut.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from briefer.errors import LibraryError
from briefer.model.codec import decode_all, no_collection
from briefer.model.essay import Essay
from briefer.model.library import Bodies, Edit, Entity, Key, Library, Put
from briefer.model.text import digest
from briefer.store import backups
from briefer.store.bodies import StoredBodies
from briefer.store.connection import broken_reference, connect, damaged, speaking
from briefer.store.lock import WriterLock
from briefer.store.schema import APPLICATION_ID, MIGRATIONS, Migration, migrate, version_of
from briefer.store.search import Searcher, SearchResult
from briefer.store.sources import put_source, source, sync_file, sync_folder
from briefer.store.tables import TABLES, carry_out

FILE = "library.briefer"


class Store:
    """An open library file. `reason` says why it can only be read, "" when it can be written.

    `remark` says that no backup could be made when one was due; the library is open all the same.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None, reason: str, remark: str = ""
    ) -> None:
        self.path = path
        self.reason = reason
        self.remark = remark
        self.bodies = StoredBodies(path)
        self._connection = connection
        self._searcher = Searcher(connection)
        self._lock = lock

    @property
    def read_only(self) -> bool:
        return self._lock is None

    def snapshot(self) -> Library:
        """Return everything the library holds, bodies left out."""
        entities: dict[Key, Entity] = {}
        with speaking(self.path), no_collection():
            for kind, table in TABLES.items():
                rows = self._connection.execute(f"SELECT payload FROM {table.name}")  # noqa: S608
                try:
                    found = decode_all(kind, (payload for (payload,) in rows))
                except (ValueError, TypeError, KeyError) as error:
                    raise LibraryError(damaged(self.path)) from error
                entities.update(((kind, entity.id), entity) for entity in found)
        return Library(entities, self.meta("name"))

    def apply(
        self, edits: Iterable[Edit], bodies: Mapping[str, str] | None = None, sources: Iterable[bytes] = ()
    ) -> None:
        """Carry out all `edits` or none; when this returns, they are on the disk."""
        with speaking(self.path):
            for data in self._writable(sources):
                put_source(self.path.parent / "sources", data)
        with self._transaction():
            for sha256, text in (bodies or {}).items():
                if digest(text) != sha256:
                    raise ValueError(f"{sha256} is not the SHA-256 of the body put under it")
                self._connection.execute("INSERT OR IGNORE INTO bodies (sha256, text) VALUES (?, ?)", (sha256, text))
            for edit in edits:
                carry_out(self._connection, edit)

    def search(self, library: Library, query: str, limit: int = 50) -> SearchResult:
        """Return the places in `library`, this store's snapshot, that match `query`; raises QueryError."""
        with speaking(self.path):
            return self._searcher.search(library, query, limit)

    def source(self, sha256: str) -> bytes | None:
        """Return the original file kept under `sha256`, or None."""
        with speaking(self.path):
            return source(self.path.parent / "sources", sha256)

    def meta(self, key: str) -> str:
        """Return what the library says of itself under `key` ("name", "settings"), "" when nothing."""
        with speaking(self.path):
            row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def settings(self) -> dict[str, str]:
        """Return the library's settings."""
        return {str(key): str(value) for key, value in json.loads(self.meta("settings") or "{}").items()}

    def describe(self, name: str, settings: Mapping[str, str]) -> None:
        """Give the library its name and settings."""
        with self._transaction():
            _describe(self._connection, name, settings)

    def back_up(self, now: datetime) -> Path:
        """Write a checked backup beside the library and return it."""
        with speaking(self.path):
            return backups.back_up(self._connection, self.path, now)

    def problems(self) -> list[str]:
        """Return one sentence for everything that is damaged; the whole file is read."""
        found = []
        with speaking(self.path):
            found += [row[0] for row in self._connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            if reference := broken_reference(self._connection):
                found.append(reference)
            for sha256, text in self._connection.execute("SELECT sha256, text FROM bodies"):
                if digest(text) != sha256:
                    found.append(f"The text stored as {sha256} has changed.")
        return [*found, *self._index_problems()]

    def close(self) -> None:
        """Close the file and let the next writer in."""
        self.bodies.close()
        self._connection.close()
        if self._lock:
            self._lock.release()

    def _index_problems(self) -> list[str]:
        """Compare the search indexes with what they index; only a writer may ask SQLite to."""
        found = []
        for words in ("body_words", "entry_words") if not self.read_only else ():
            try:
                self._connection.execute(f"INSERT INTO {words}({words}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
            except sqlite3.DatabaseError:
                found.append(f"The search index {words} does not fit the library; export and import it to rebuild it.")
        return found

    def _writable(self, sources: Iterable[bytes]) -> Iterable[bytes]:
        if self.read_only:
            raise LibraryError(self.reason)
        return sources

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._writable(())
        with speaking(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except sqlite3.IntegrityError as error:
                reference = broken_reference(self._connection)
                self._connection.execute("ROLLBACK")
                raise LibraryError(f"This change was not saved: {reference or error}") from error
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def create_store(path: Path, name: str, settings: Mapping[str, str] | None = None) -> None:
    """Make an empty library file at `path`, whole or not at all; raises LibraryError when there is one already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(_lock_file(path))
    except OSError as error:
        raise LibraryError(f"“{path.parent}” cannot be written; choose another folder for the library.") from error
    try:
        if path.exists():
            raise LibraryError(f"“{path}” exists already.")
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(b"")
        with speaking(path), closing(connect(part)) as connection:
            migrate(connection)
            connection.execute("BEGIN")
            _describe(connection, name, settings or {})
            connection.execute("COMMIT")
        sync_file(part)
        part.replace(path)
        sync_folder(path.parent)
    finally:
        lock.release()


def open_store(
    path: Path,
    read_only: bool = False,
    must_write: bool = False,
    now: datetime | None = None,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> Store:
    """Open the library file `path`, check it, upgrade it and back it up when `now` says that is due.

    When another Briefer writes, or the folder cannot be written, it is opened to read, or refused with LibraryError
    when it `must_write`.
    """
    if not path.is_file():
        raise LibraryError(_absent(path))
    lock, reason = (None, "The library was opened to read only.") if read_only else _lock(path)
    if lock is None and must_write:
        raise LibraryError(reason)
    connection = None
    try:
        with speaking(path):
            if lock is None:
                _undo_interrupted(path)
            connection = connect(path, read_only=lock is None)
            _verify(connection, path, migrations)
            _upgrade(connection, path, migrations, may_write=lock is not None)
            remark = _back_up_when_due(connection, path, now) if lock and now else ""
    except BaseException:
        if connection:
            connection.close()
        if lock:
            lock.release()
        raise
    return Store(path, connection, lock, reason, remark)


def _absent(path: Path) -> str:
    if backups.backups(path):
        return f"“{path}” is gone. {backups.advice(path)}"
    return f"There is no library at “{path}”. Import a file to begin one, or name another with --library."


def _lock_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _lock(path: Path) -> tuple[WriterLock | None, str]:
    try:
        return WriterLock(_lock_file(path)), ""
    except BlockingIOError:
        return None, f"“{path}” is open in another Briefer; here it can only be read. Close it there to change it."
    except OSError:
        return None, f"“{path.parent}” cannot be written; the library can only be read."


def _undo_interrupted(path: Path) -> None:
    """Let SQLite undo a transaction that a crash cut short, which only a writer may, before we open to read."""
    if path.with_name(f"{path.name}-journal").exists():
        lock, _ = _lock(path)
        if lock:
            try:
                with closing(connect(path)) as connection:
                    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            finally:
                lock.release()


def _verify(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise LibraryError(f"“{path}” is not a Briefer library. {backups.advice(path)}")
    newest, found = migrations[-1].number, version_of(connection)
    if found > newest:
        raise LibraryError(
            f"“{path}” was made by a newer Briefer (schema {found}; this one reads up to {newest}). "
            "Update Briefer to open it."
        )
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise LibraryError(damaged(path))


def _upgrade(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration], may_write: bool) -> None:
    newest = migrations[-1].number
    if version_of(connection) == newest:
        return
    if not may_write:
        raise LibraryError(f"“{path}” must be upgraded first. Open it once where it can be written.")
    backups.copy_to(connection, backups.folder_of(path) / f"{path.stem}-before-schema-{newest}.briefer")
    migrate(connection, migrations)


def _back_up_when_due(connection: sqlite3.Connection, path: Path, now: datetime) -> str:
    """Return why there is no backup although one was due, "" when all is well."""
    try:
        with speaking(path):
            if backups.is_due(path, now):
                backups.back_up(connection, path, now)
    except LibraryError as error:
        return f"No backup could be made. {error}"
    return ""


def _describe(connection: sqlite3.Connection, name: str, settings: Mapping[str, str]) -> None:
    values = [("name", name), ("settings", json.dumps(dict(settings), ensure_ascii=False, sort_keys=True))]
    connection.executemany("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", values)


def search_folder(library: Library, bodies: Bodies, query: str, limit: int = 50) -> SearchResult:
    """Search a library that is in no file: it is indexed in memory first, which suits shelves of dozens of texts."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        connection.execute("BEGIN")
        for essay in library.all(Essay):
            row = (essay.body_sha256, bodies[essay.body_sha256])
            connection.execute("INSERT OR IGNORE INTO bodies (sha256, text) VALUES (?, ?)", row)
        for entity in library.entities.values():
            carry_out(connection, Put(entity))
        return Searcher(connection).search(library, query, limit)
