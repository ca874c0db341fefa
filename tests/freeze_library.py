"""Writes tests/data/schema1.sql: a small library of the first schema as SQL, made once and kept for ever.

Run `python tests/freeze_library.py OUT.sql` when a new schema is released, and add its test.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from briefer.model.essay import Essay, Footnote, Locator, Page, Paragraph, Section
from briefer.model.evidence import Passage, Position, Proposition, Recommendation, Theme
from briefer.model.library import Put
from briefer.model.reference import Name, Reference
from briefer.model.text import Anchor, digest
from briefer.store.sqlite import create_store, open_store

BODY = "Friends\n\nWater is life. Trade is power.\n\nWater is life, again: “Bağbaşlıoğlu”."
DIGEST = "It says that trade matters."


def shelf():
    ann = Name(given="Ann", family="Lee")
    extra = (("translator", '[{"family": "Roe"}]'),)
    work = Reference(
        type="chapter", title="Friends", authors=(ann,), container_title="C", issued="2020-10", extra=extra
    )
    yield Theme(id="trade", label="Trade", seeds=("trade*", "WTO"), order=1)
    yield Theme(id="asia", label="Asia", facet="region", order=2)
    yield Essay(
        id="lee-2020-friends",
        reference=work,
        body_sha256=digest(BODY),
        pages=(Page(0, "1", 1), Page(41, "2")),
        sections=(Section("Friends", 1, 0, 7),),
        paragraphs=(Paragraph(9, 39), Paragraph(41, len(BODY))),
        footnotes=(Footnote("1", 20, "See Roe.", "linked"), Footnote("2", None, "", "lost")),
        themes=("trade",),
        reading="read",
        order=1,
        confidence=0.97,
    )
    yield Essay(id="dee-2020-d", reference=Reference(title="D"), text="digest", body_sha256=digest(DIGEST), order=2)


def entities():
    yield from shelf()
    quote = Anchor.of(BODY, 24, 39)
    yield Passage(id="lee-2020-friends/0000000a", essay_id="lee-2020-friends", anchor=quote, themes=("trade",))
    yield Passage(
        id="lee-2020-friends/0000000b", essay_id="lee-2020-friends", kind="claim", anchor=quote, text="So it is."
    )
    yield Passage(
        id="dee-2020-d/0000000c", essay_id="dee-2020-d", kind="fact", text="Trade.", locator=Locator(page="3")
    )
    yield Proposition(id="prop/p", text="Trade more", labels=(("for", "More"),), themes=("trade", "asia"), order=1)
    for essay, stand in (("lee-2020-friends", "for"), ("dee-2020-d", "silent")):
        passages = ("lee-2020-friends/0000000a",) if stand == "for" else ()
        yield Position(
            id=f"prop/p|{essay}",
            proposition_id="prop/p",
            essay_id=essay,
            stand=stand,
            passages=passages,
            confirmed=True,
        )
    yield Recommendation(id="rec/r", text="Trade", themes=("asia",), passages=("dee-2020-d/0000000c",), order=1)


def frozen(path: Path) -> str:
    """Return the library at `path` as statements that make it again; triggers fill the search index."""
    with closing(sqlite3.connect(path)) as file:
        version = file.execute("PRAGMA user_version").fetchone()[0]
        lines = [
            f"PRAGMA application_id = {file.execute('PRAGMA application_id').fetchone()[0]};",
            f"PRAGMA user_version = {version};",
        ]
        made = file.execute("SELECT name, type, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
        virtual = [name for name, _, sql in made if sql.startswith("CREATE VIRTUAL")]
        own = [row for row in made if not any(row[0].startswith(f"{name}_") for name in virtual)]
        lines += [f"{sql};" for _, _, sql in own]
        for name, kind, sql in own:
            if kind == "table" and not sql.startswith("CREATE VIRTUAL"):
                for row in file.execute(f"SELECT * FROM {name}"):
                    values = ", ".join(file.execute("SELECT quote(?)", (value,)).fetchone()[0] for value in row)
                    lines.append(f"INSERT INTO {name} VALUES ({values});")
        return "\n".join(lines) + "\n"


def main(out: Path) -> None:
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "library.briefer"
        create_store(path, "Frozen", {"language": "en"})
        with closing(open_store(path)) as store:
            store.apply(map(Put, entities()), {digest(text): text for text in (BODY, DIGEST)})
        out.write_text(frozen(path), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
