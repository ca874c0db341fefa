"""What a library holds as tables for a spreadsheet; the evidence table has one row for each passage."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from briefer.app.library import OpenLibrary
from briefer.app.listing import list_json, place_text
from briefer.errors import UsageError
from briefer.model.counts import tally
from briefer.model.essay import Essay
from briefer.model.evidence import STANDS, Passage, Proposition, Stand, Theme
from briefer.model.library import Bodies, Library
from briefer.model.register import Unit, names_counted
from briefer.writers.files import write_atomically
from briefer.writers.sheets import SHEETS, Cell, Table

FORMATS = (*SHEETS, "json")

_EVIDENCE = (
    "id", "author", "year", "title", "in", "page", "kind", "role", "wording", "quote", "themes", "headline", "relays",
    "note", "check", "confirmed", "doubtful", "reading", "date",
)  # fmt: skip


def evidence(library: Library, bodies: Bodies, ids: Iterable[str] | None = None) -> Table:
    """Return every passage with its source, shelf by shelf, or the passages `ids` in that order.

    `check` says whether its quote stands in the text.
    """
    kept = library.passages_by_essay()
    everything = [passage for essay in library.all(Essay) for passage in kept.get(essay.id, ())]
    chosen = everything if ids is None else [p for id in ids if (p := library.get(Passage, id)) is not None]
    essays = {essay.id: essay for essay in library.all(Essay)}
    rows = (_evidence_row(library, bodies, essays[passage.essay_id], passage) for passage in chosen)
    return Table("Evidence", _EVIDENCE, tuple(rows))


def _evidence_row(library: Library, bodies: Bodies, essay: Essay, passage: Passage) -> tuple[Cell, ...]:
    work = essay.reference
    check = check_of(bodies, essay, passage)
    labels = (library.get(Theme, id) for id in passage.themes)
    return (
        passage.id,
        _joined(name.full for name in work.authors),
        work.year,
        work.title,
        work.container_title,
        place_text(library.locator(passage)),
        passage.kind,
        "quotation" if check == "verbatim" and not passage.text else "paraphrase",
        passage.wording,
        passage.anchor.quote if passage.anchor else "",
        _joined(theme.label for theme in labels if theme),
        passage.headline,
        passage.relays,
        passage.note,
        check,
        _yes(passage.confirmed),
        _yes(passage.doubtful),
        essay.reading,
        work.issued,
    )


def check_of(bodies: Bodies, essay: Essay, passage: Passage) -> str:
    """Return whether the quote of a passage stands in the text, in words for a table."""
    if passage.anchor is None or essay.text == "digest":
        return "no quotation"
    at = passage.anchor
    return "verbatim" if bodies[essay.body_sha256][at.start : at.end] == at.quote else "no longer in the text"


def listed(opened: OpenLibrary, kind: str) -> Table:
    """Return everything of one kind as a table; for passages the evidence table. Raises KeyError for no such kind."""
    if kind == "passages":
        return evidence(opened.library, opened.bodies)
    items = [_flat(item) for item in list_json(opened, kind)["items"]]
    columns = tuple(items[0]) if items else ("id",)
    return Table(kind.capitalize(), columns, tuple(tuple(item.values()) for item in items))


def _flat(item: dict[str, Any]) -> dict[str, Cell]:
    """Return an item of list/1 with lists joined and the stands of a proposition as columns of their own."""
    found: dict[str, Cell] = {}
    for key, value in item.items():
        match value:
            case dict():
                found.update(value)
            case list():
                found[key] = _joined(value)
            case bool():
                found[key] = _yes(value)
            case _:
                found[key] = value
    return found


def positions_json(opened: OpenLibrary, unit: Unit = "text") -> dict[str, Any]:
    """Return, for each proposition, how many texts, authors or institutions take each stand, of how many."""
    library = opened.library
    essays = [essay.id for essay in library.all(Essay)]
    items = []
    for proposition in library.all(Proposition):
        counted = tally(library, proposition, essays)
        stands: dict[Stand, list[str]] = {
            stand: list(names_counted(library, (p.essay_id for p in counted.confirmed[stand]), unit))
            for stand in STANDS
        }
        items.append(
            {
                "id": proposition.id,
                "text": proposition.text,
                "themes": list(proposition.themes),
                "stands": stands,
                "counts": {stand: len(found) for stand, found in stands.items()},
                "unconfirmed": list(
                    names_counted(library, (p.essay_id for some in counted.unconfirmed.values() for p in some), unit)
                ),
                "not_read": list(names_counted(library, counted.not_read, unit)),
                "glosses": [position.essay_id for position in counted.glosses],
                "of": len(names_counted(library, essays, unit)),
            }
        )
    return {"briefer": "positions/1", "library": opened.name, "by": unit, "items": items}


def positions_table(found: dict[str, Any]) -> Table:
    """Return positions/1 as rows: one for each proposition, counts with their denominator, then who takes which stand."""
    columns = ("id", "text", "themes", *STANDS, "unconfirmed", "not read", "of", *(f"who: {stand}" for stand in STANDS))
    rows = (
        (
            item["id"],
            item["text"],
            _joined(item["themes"]),
            *item["counts"].values(),
            len(item["unconfirmed"]),
            len(item["not_read"]),
            item["of"],
            *(_joined(item["stands"][stand]) for stand in STANDS),
        )
        for item in found["items"]
    )
    return Table(f"Positions by {found['by']}", columns, tuple(rows))


def write_table(path: Path, table: Callable[[], Table], document: Callable[[], dict[str, Any]], said: str = "") -> str:
    """Write a table, or for .json its document, to `path` and return one sentence; `said` overrides the name's ending.

    Raises UsageError for another format, OutputError when the file cannot be written.
    """
    form = (said or path.suffix.lstrip(".")).lower()
    if form not in FORMATS:
        raise UsageError(f"“{path.name}” is neither .csv nor .xlsx nor .json; name the format with --format.")
    if form == "json":
        text = json.dumps(document(), ensure_ascii=False, indent=2) + "\n"
        write_atomically(path, text.encode("utf-8"))
        return f"Written: {path}."
    made = table()
    write_atomically(path, SHEETS[form](made))
    return f"Written: {path}, {len(made.rows)} {'row' if len(made.rows) == 1 else 'rows'}."


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
