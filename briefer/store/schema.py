"""The tables of library.briefer, as numbered migrations; a released one is never changed, only followed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

from briefer.errors import LibraryError

APPLICATION_ID = 0x42524652
"""“BRFR” in the file header."""

_LATER = "DEFERRABLE INITIALLY DEFERRED"
_WORDS = "tokenize='unicode61 remove_diacritics 2'"


@dataclass(frozen=True, slots=True)
class Migration:
    """Leads to schema `number` from the one before it; `step` does what SQL alone cannot."""

    number: int
    statements: tuple[str, ...] = ()
    step: Callable[[sqlite3.Connection], None] | None = None


def _link(table: str, owner: str, owners: str, target: str, targets: str) -> tuple[str, ...]:
    """Return the table that says which `targets` an owner names, so that none can vanish under it."""
    return (
        f"CREATE TABLE {table} ({owner} TEXT NOT NULL REFERENCES {owners}(id) ON DELETE CASCADE {_LATER}, "
        f"{target} TEXT NOT NULL REFERENCES {targets}(id) {_LATER}, PRIMARY KEY ({owner}, {target})) "
        "STRICT, WITHOUT ROWID",
        f"CREATE INDEX {table}_by_{target} ON {table}({target})",
    )


def _index(words: str, table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the full-text index `words` over `columns` of `table`, kept in step by triggers."""
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    put = f"INSERT INTO {words}(rowid, {names}) VALUES (new.number, {new});"  # noqa: S608
    take = f"INSERT INTO {words}({words}, rowid, {names}) VALUES ('delete', old.number, {old});"  # noqa: S608
    return (
        f"CREATE VIRTUAL TABLE {words} USING fts5({names}, content='{table}', content_rowid='number', {_WORDS})",
        f"CREATE TRIGGER {table}_put AFTER INSERT ON {table} BEGIN {put} END",
        f"CREATE TRIGGER {table}_take AFTER DELETE ON {table} BEGIN {take} END",
        f"CREATE TRIGGER {table}_change AFTER UPDATE ON {table} BEGIN {take} {put} END",
    )


_FIRST = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE bodies (number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, text TEXT NOT NULL) STRICT",
    "CREATE TABLE essays (id TEXT PRIMARY KEY, body_sha256 TEXT NOT NULL REFERENCES bodies(sha256) "
    f"{_LATER}, source_sha256 TEXT NOT NULL, payload TEXT NOT NULL) STRICT",
    "CREATE INDEX essays_by_body ON essays(body_sha256)",
    "CREATE TABLE themes (id TEXT PRIMARY KEY, payload TEXT NOT NULL) STRICT",
    f"CREATE TABLE passages (id TEXT PRIMARY KEY, essay_id TEXT NOT NULL REFERENCES essays(id) {_LATER}, "
    "payload TEXT NOT NULL) STRICT",
    "CREATE INDEX passages_by_essay ON passages(essay_id)",
    "CREATE TABLE propositions (id TEXT PRIMARY KEY, payload TEXT NOT NULL) STRICT",
    "CREATE TABLE positions (id TEXT PRIMARY KEY, proposition_id TEXT NOT NULL REFERENCES propositions(id) "
    f"{_LATER}, essay_id TEXT NOT NULL REFERENCES essays(id) {_LATER}, payload TEXT NOT NULL) STRICT",
    "CREATE INDEX positions_by_proposition ON positions(proposition_id)",
    "CREATE INDEX positions_by_essay ON positions(essay_id)",
    "CREATE TABLE recommendations (id TEXT PRIMARY KEY, payload TEXT NOT NULL) STRICT",
    *_link("essay_themes", "essay_id", "essays", "theme_id", "themes"),
    *_link("passage_themes", "passage_id", "passages", "theme_id", "themes"),
    *_link("proposition_themes", "proposition_id", "propositions", "theme_id", "themes"),
    *_link("recommendation_themes", "recommendation_id", "recommendations", "theme_id", "themes"),
    *_link("position_passages", "position_id", "positions", "passage_id", "passages"),
    *_link("recommendation_passages", "recommendation_id", "recommendations", "passage_id", "passages"),
    "CREATE TABLE entries (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, essay_id TEXT NOT NULL, "
    "wording TEXT NOT NULL, quote TEXT NOT NULL, heading TEXT NOT NULL, note TEXT NOT NULL, UNIQUE (kind, id)) STRICT",
    *_index("body_words", "bodies", ("text",)),
    *_index("entry_words", "entries", ("wording", "quote", "heading", "note")),
    f"PRAGMA application_id = {APPLICATION_ID}",
)

_PLAIN = "ł l Ł L ø o Ø O đ d Đ D ı i ß ss ẞ SS æ ae Æ AE œ oe Œ OE ﬀ ff ﬁ fi ﬂ fl ﬃ ffi ﬄ ffl"


def _plain(column: str) -> str:
    """Return SQL for `column` with the letters spelled out that the tokenizer does not take apart."""
    letters = _PLAIN.split()
    pairs = zip(letters[::2], letters[1::2], strict=True)
    return reduce(lambda sql, pair: f"replace({sql}, '{pair[0]}', '{pair[1]}')", pairs, column)


def _plain_index(words: str, table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the index `words` made anew over the plain letters of `table`, with the beginnings of words beside it."""
    names = ", ".join(columns)
    new, old = (", ".join(_plain(f"{row}.{column}") for column in columns) for row in ("new", "old"))
    shown = ", ".join(f"{_plain(column)} AS {column}" for column in columns)
    put = f"INSERT INTO {words}(rowid, {names}) VALUES (new.number, {new});"  # noqa: S608
    take = f"INSERT INTO {words}({words}, rowid, {names}) VALUES ('delete', old.number, {old});"  # noqa: S608
    return (
        *(f"DROP TRIGGER {table}_{name}" for name in ("put", "take", "change")),
        f"DROP TABLE {words}",
        f"CREATE VIEW {table}_plain AS SELECT number, {shown} FROM {table}",  # noqa: S608
        f"CREATE VIRTUAL TABLE {words} USING fts5({names}, content='{table}_plain', content_rowid='number', "
        f"prefix='3 4', {_WORDS})",
        f"INSERT INTO {words}({words}) VALUES ('rebuild')",  # noqa: S608
        f"CREATE TRIGGER {table}_put AFTER INSERT ON {table} BEGIN {put} END",
        f"CREATE TRIGGER {table}_take AFTER DELETE ON {table} BEGIN {take} END",
        f"CREATE TRIGGER {table}_change AFTER UPDATE ON {table} BEGIN {take} {put} END",
    )


_SECOND = (
    "INSERT INTO entries (kind, id, essay_id, wording, quote, heading, note) "
    "SELECT 'note', essays.id || '#n' || (said.key + 1), essays.id, '', '', '', said.value "
    "FROM essays, json_each(essays.payload, '$.footnotes.text') AS said WHERE said.value <> ''",
    *_plain_index("body_words", "bodies", ("text",)),
    *_plain_index("entry_words", "entries", ("wording", "quote", "heading", "note")),
)
"""Footnotes are found, letters such as ł and ß by l and ss, and beginnings of words at once."""

MIGRATIONS: tuple[Migration, ...] = (Migration(1, _FIRST), Migration(2, _SECOND))


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema number of an open library."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the library to the newest of `migrations`, each in a transaction of its own: interrupted, it never was."""
    for migration in migrations:
        if migration.number > version_of(connection):
            connection.execute("PRAGMA foreign_keys = OFF")
            try:
                _carry_out(connection, migration)
            finally:
                connection.execute("PRAGMA foreign_keys = ON")


def _carry_out(connection: sqlite3.Connection, migration: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in migration.statements:
            connection.execute(statement)
        if migration.step:
            migration.step(connection)
        if lost := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise LibraryError(f"The upgrade to schema {migration.number} would lose a reference in “{lost[0]}”.")
        connection.execute(f"PRAGMA user_version = {migration.number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
