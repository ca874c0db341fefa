"""How entities lie in tables: the columns that queries and references need, the rest as a payload."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from briefer.model.codec import encode
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Recommendation, Theme
from briefer.model.library import Drop, Edit, Entity, Put
from briefer.store.rules import NOUNS


@dataclass(frozen=True, slots=True)
class Link:
    """A table of references from an entity to others, by id."""

    table: str
    owner: str
    target: str
    ids: Callable[[Any], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """Where the entities of one kind lie: `columns` are fields kept beside id and payload."""

    name: str
    columns: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


def _themes(owner: str) -> Link:
    return Link(f"{owner}_themes", f"{owner}_id", "theme_id", lambda entity: tuple(entity.themes))


def _passages(owner: str) -> Link:
    return Link(f"{owner}_passages", f"{owner}_id", "passage_id", lambda entity: tuple(entity.passages))


TABLES: dict[type[Entity], Table] = {
    Theme: Table("themes"),
    Essay: Table("essays", ("body_sha256", "source_sha256"), (_themes("essay"),)),
    Passage: Table("passages", ("essay_id",), (_themes("passage"),)),
    Proposition: Table("propositions", (), (_themes("proposition"),)),
    Position: Table("positions", ("proposition_id", "essay_id"), (_passages("position"),)),
    Recommendation: Table("recommendations", (), (_themes("recommendation"), _passages("recommendation"))),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the search finds of an entity, column by column."""

    essay_id: str = ""
    wording: str = ""
    quote: str = ""
    heading: str = ""
    note: str = ""


def carry_out(connection: sqlite3.Connection, edit: Edit) -> None:
    """Bring the tables to where `edit` leads; the caller has a transaction open."""
    match edit:
        case Put(entity):
            _put(connection, entity)
        case Drop((kind, id)):
            connection.execute("DELETE FROM entries WHERE kind = ? AND id = ?", (NOUNS[kind], id))
            if kind is Essay:
                _put_notes(connection, id, {})
            connection.execute(f"DELETE FROM {TABLES[kind].name} WHERE id = ?", (id,))  # noqa: S608


def _put(connection: sqlite3.Connection, entity: Entity) -> None:
    kind = type(entity)
    table = TABLES[kind]
    names = ("id", *table.columns, "payload")
    row = (entity.id, *(getattr(entity, column) for column in table.columns), encode(entity))
    _upsert(connection, table.name, names, row, ("id",))
    for link in table.links:
        connection.execute(f"DELETE FROM {link.table} WHERE {link.owner} = ?", (entity.id,))  # noqa: S608
        connection.executemany(
            f"INSERT OR IGNORE INTO {link.table} ({link.owner}, {link.target}) VALUES (?, ?)",  # noqa: S608
            [(entity.id, target) for target in link.ids(entity)],
        )
    entry = entry_of(entity)
    names = ("kind", "id", "essay_id", "wording", "quote", "heading", "note")
    row = (NOUNS[kind], entity.id, entry.essay_id, entry.wording, entry.quote, entry.heading, entry.note)
    _upsert(connection, "entries", names, row, ("kind", "id"))
    if isinstance(entity, Essay):
        _put_notes(connection, entity.id, {note_id(entity.id, at): n.text for at, n in enumerate(entity.footnotes)})


def note_id(essay_id: str, at: int) -> str:
    """Return the id under which the search finds the footnote at index `at` of an essay."""
    return f"{essay_id}#n{at + 1}"


def _put_notes(connection: sqlite3.Connection, essay_id: str, texts: Mapping[str, str]) -> None:
    """Make the footnotes of an essay those of `texts`; what did not change is left alone."""
    bounds = (f"{essay_id}#n", f"{essay_id}#o")
    kept = dict(connection.execute("SELECT id, note FROM entries WHERE kind = 'note' AND id > ? AND id < ?", bounds))
    wanted = {id: text for id, text in texts.items() if text}
    gone = [(id,) for id, text in kept.items() if wanted.get(id) != text]
    connection.executemany("DELETE FROM entries WHERE kind = 'note' AND id = ?", gone)
    connection.executemany(
        "INSERT INTO entries (kind, id, essay_id, wording, quote, heading, note) VALUES ('note', ?, ?, '', '', '', ?)",
        [(id, essay_id, text) for id, text in wanted.items() if kept.get(id) != text],
    )


def _upsert(
    connection: sqlite3.Connection, table: str, names: tuple[str, ...], row: tuple[Any, ...], key: tuple[str, ...]
) -> None:
    """Insert `row`, or change the row of the same key in place, so that nothing that refers to it notices."""
    marks = ", ".join("?" * len(names))
    changes = ", ".join(f"{name} = excluded.{name}" for name in names if name not in key)
    connection.execute(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}) "  # noqa: S608
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}",
        row,
    )


def entry_of(entity: Entity) -> Entry:
    """Return what of `entity` can be searched for; the body of an essay is searched by itself."""
    match entity:
        case Essay():
            work = entity.reference
            people = (name.full for name in (*work.authors, *work.editors))
            return Entry(entity.id, heading=_lines(work.title, *people, *entity.affiliations), note=entity.note)
        case Theme():
            return Entry(heading=entity.label, wording=entity.scope)
        case Passage():
            quote = entity.anchor.quote if entity.anchor else ""
            note = _lines(entity.note, entity.relays, *entity.footnotes)
            return Entry(entity.essay_id, entity.text, quote, entity.headline, note)
        case Proposition():
            return Entry(wording=entity.text, heading=entity.short)
        case Position():
            note = _lines(entity.condition, entity.scope)
            return Entry(entity.essay_id, entity.reason, heading=entity.holder, note=note)
        case Recommendation():
            heading = _lines(entity.actor, entity.action, entity.instrument)
            return Entry(wording=entity.text, heading=heading, note=_lines(entity.horizon, entity.condition))


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
