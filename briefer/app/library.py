"""What one can do with a library: find it, open it, change it, move it, back it up, check it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal

from briefer.app.beside import inside
from briefer.app.resources import starter_themes, user_dir
from briefer.errors import LibraryError, Problem, SpecError
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Recommendation, Theme
from briefer.model.library import Bodies, Drop, Edit, Key, Library, Put
from briefer.store.backups import backups
from briefer.store.forms import is_folder_library
from briefer.store.rules import NOUNS, flaws
from briefer.store.search import SearchResult
from briefer.store.sources import source
from briefer.store.sqlite import FILE, Store, create_store, open_store, search_folder

VARIABLE = "BRIEFER_LIBRARY"
_FOLDER_REASON = "A library in folder form is changed in its text files; import it into a library to change it here."


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLibrary:
    """An open library: a snapshot, its bodies, and the way to change them. For one thread; close it when done.

    `path` is the library file or folder. `reason` says why it can only be read, "" when it can be changed.
    `remark` is what the user should know besides, such as that no backup could be made.
    """

    path: Path
    name: str
    kind: Literal["sqlite", "folder"]
    library: Library
    bodies: Bodies
    read_only: bool
    reason: str = ""
    remark: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    _store: Store | None = None

    def apply(self, edits: Iterable[Edit], bodies: Bodies | None = None, sources: Iterable[bytes] = ()) -> OpenLibrary:
        """Carry out all `edits` or none and return the library after them; by then they are on the disk."""
        changes = tuple(edits)
        self._writable().apply(changes, bodies, sources)
        return replace(self, library=self.library.after(*changes))

    def describe(self, name: str, settings: Mapping[str, str]) -> OpenLibrary:
        """Give the library a name and settings and return it with them."""
        self._writable().describe(name, settings)
        return replace(self, name=name, settings=dict(settings), library=Library(self.library.entities, name))

    def search(self, query: str, limit: int = 50) -> SearchResult:
        """Return the places that have all words of `query`."""
        if self._store:
            return self._store.search(self.library, query, limit)
        return search_folder(self.library, self.bodies, query, limit)

    def source(self, sha256: str) -> bytes | None:
        """Return the original file kept under `sha256`, or None."""
        return source((self.path if self.kind == "folder" else self.path.parent) / "sources", sha256)

    def back_up(self, now: datetime) -> Path:
        """Write a checked backup and return it."""
        return self._writable().back_up(now)

    def damages(self) -> list[str]:
        """Return one sentence for everything in the library file that is damaged."""
        return self._store.problems() if self._store else []

    def close(self) -> None:
        """Close the file; nothing is lost when the program ends without it."""
        if self._store:
            self._store.close()

    def __enter__(self) -> OpenLibrary:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _writable(self) -> Store:
        if self._store is None or self.read_only:
            raise LibraryError(self.reason)
        return self._store


def find_library(
    option: Path | None,
    brief_value: str = "",
    brief_path: Path | None = None,
    environ: Mapping[str, str] = os.environ,
    user: Path | None = None,
) -> Path:
    """Return where the library is: as the command line says, the brief, BRIEFER_LIBRARY, or the user's own."""
    if option is not None:
        return option.expanduser()
    if brief_value and brief_path is not None:
        return _inside(brief_value, brief_path)
    if said := environ.get(VARIABLE, ""):
        return Path(said).expanduser()
    return (user or user_dir()) / "library"


def _inside(value: str, brief: Path) -> Path:
    """Return the library a brief names; a brief from someone else must not point anywhere but beside itself."""
    found = inside(value, brief.parent)
    if found is None:
        what = f"“{value}” leads out of the brief's folder; name a folder beside the brief, or use --library"
        raise SpecError([Problem(str(brief), 0, 0, "library", what)])
    return found


def open_library(
    path: Path,
    create: bool = False,
    read_only: bool = False,
    now: datetime | None = None,
    must_write: bool = False,
    starter: bool = False,
) -> OpenLibrary:
    """Open the library at `path`: a library file, the folder that holds one, or a library in folder form.

    `create` makes one where there is none: empty, or with the `starter` vocabulary. With `now`, a backup is made when
    the last is over 12 hours old. When it cannot be written it is opened to read and says why, or is refused when it
    `must_write`.
    """
    if is_folder_library(path) and not (path / FILE).is_file():
        if must_write:
            raise LibraryError(_FOLDER_REASON)
        return _of_folder(path)
    file = path if path.is_file() or path.suffix == ".briefer" else path / FILE
    new = create and not file.exists() and not backups(file)
    if new:
        create_store(file, file.stem if file.name != FILE else file.absolute().parent.name or "Library")
    store = open_store(file, read_only, must_write, now)
    try:
        opened = _of_store(store)
        return opened.apply(map(Put, starter_themes())) if new and starter else opened
    except BaseException:
        store.close()
        raise


def _of_folder(path: Path) -> OpenLibrary:
    from briefer.store.folder import (
        read_folder,
    )  # with its Markdown, a tenth of a second that a library file need not wait

    found = read_folder(path)
    return OpenLibrary(
        path=found.path,
        name=found.library.name,
        kind="folder",
        library=found.library,
        bodies=found.bodies,
        read_only=True,
        reason=_FOLDER_REASON,
        settings=found.settings,
    )


def _of_store(store: Store) -> OpenLibrary:
    library = store.snapshot()
    return OpenLibrary(
        path=store.path,
        name=library.name,
        kind="sqlite",
        library=library,
        bodies=store.bodies,
        read_only=store.read_only,
        reason=store.reason,
        remark=store.remark,
        settings=store.settings(),
        _store=store,
    )


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote; `missing` are essays whose original file the library no longer has."""

    path: Path
    essays: int
    passages: int
    missing: tuple[str, ...] = ()


def export_to(path: Path, opened: OpenLibrary) -> Exported:
    """Write the library in folder form to the new folder `path`; reading that folder gives an equal library."""
    from briefer.store.folder_write import write_folder

    essays = [essay for essay in opened.library.all(Essay) if essay.source_sha256]
    originals = {essay.source_sha256: opened.source(essay.source_sha256) for essay in essays}
    kept = (data for data in originals.values() if data is not None)
    write_folder(opened.library, opened.bodies, path, kept, opened.settings)
    missing = tuple(essay.id for essay in essays if originals[essay.source_sha256] is None)
    return Exported(path, len(opened.library.all(Essay)), len(opened.library.all(Passage)), missing)


def import_from(folder: Path, into: OpenLibrary, overwrite: bool = False) -> OpenLibrary:
    """Add everything in the library folder to an open library; a new one takes its name and settings too.

    Themes of the starter vocabulary that nobody changed give way.

    Raises LibraryError, and changes nothing, when an id means something else there, unless told to `overwrite`.
    """
    from briefer.store.folder import read_folder

    found = read_folder(folder)
    untouched: dict[Key, Theme] = {(Theme, theme.id): theme for theme in starter_themes()}
    there = {key: entity for key, entity in into.library.entities.items() if untouched.get(key) != entity}
    changed = [key for key, entity in found.library.entities.items() if key in there and there[key] != entity]
    if changed and not overwrite:
        listed = ", ".join(f"{NOUNS[kind]} {id}" for kind, id in changed[:5]) + (" …" if len(changed) > 5 else "")
        raise LibraryError(
            f"“{folder}” and the library differ in {len(changed)} {'entry' if len(changed) == 1 else 'entries'} ({listed}). "
            "Import into a new library, or allow them to be replaced."
        )
    if not there:
        into = into.describe(found.library.name, found.settings)
    sources = (path.read_bytes() for path in found.sources.values())
    return into.apply(map(Put, found.library.entities.values()), found.bodies, sources)


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found: `damages` in the file, `flaws` in what it says, and the backups there are."""

    damages: tuple[str, ...]
    flaws: tuple[str, ...]
    backups: tuple[Path, ...]

    @property
    def sound(self) -> bool:
        return not self.damages


def check(opened: OpenLibrary) -> Check:
    """Read the whole library and its originals and tell what is damaged or incomplete."""
    damages = opened.damages()
    for essay in opened.library.all(Essay):
        if essay.body_sha256 not in opened.bodies:
            damages.append(f"The text of {essay.id} is missing.")
        try:
            if essay.source_sha256 and opened.source(essay.source_sha256) is None:
                damages.append(f"The original of {essay.id} (“{essay.source_name}”) is missing from sources.")
        except LibraryError as error:
            damages.append(str(error))
    found = [str(flaw) for flaw in flaws(opened.library)]
    copies = backups(opened.path) if opened.kind == "sqlite" else []
    return Check(tuple(damages), tuple(found), tuple(copy.path for copy in copies))


def use_library(
    option: Path | None,
    environ: Mapping[str, str] = os.environ,
    create: bool = False,
    write: bool = False,
    now: datetime | None = None,
    starter: bool = False,
) -> OpenLibrary:
    """Open the library that the command line, the environment or the user's folder names, to read unless to `write`."""
    return open_library(find_library(option, environ=environ), create, not write, now, write, starter)


def export_library(option: Path | None, folder: Path) -> str:
    """Export the library to `folder` and say what was written."""
    with use_library(option) as opened:
        done = export_to(folder, opened)
    said = f"{done.essays} texts and {done.passages} passages were written to “{done.path}”."
    return f"{said} The original files of {', '.join(done.missing)} are missing." if done.missing else said


def import_library(folder: Path, option: Path | None, overwrite: bool = False, now: datetime | None = None) -> str:
    """Import the library folder into the library, which is made when there is none, and say what came in."""
    with use_library(option, create=True, write=True, now=now or datetime.now(UTC)) as opened:
        after = import_from(folder, opened, overwrite)
    return f"“{folder}” was imported; {after.path} now holds {len(after.library.all(Essay))} texts."


def backup_library(option: Path | None, now: datetime | None = None) -> str:
    """Back the library up and say where the backup is."""
    with use_library(option, write=True) as opened:
        made = opened.back_up(now or datetime.now(UTC))
    return f"The backup “{made}” was written and checked."


def check_library(option: Path | None) -> str:
    """Check the library and say what was found; raises LibraryError with everything that is damaged."""
    with use_library(option) as opened:
        found = check(opened)
    if found.damages:
        raise LibraryError("\n".join([*found.damages, *found.flaws]))
    copies = f"{len(found.backups)} backups" if len(found.backups) != 1 else "1 backup"
    return "\n".join([f"“{opened.path}” is whole; {copies}.", *found.flaws])


def removal(library: Library, *keys: Key) -> tuple[Edit, ...]:
    """Return the edits that take `keys` away with all that belongs to them, and mend what only refers to them."""
    gone = set(keys)
    for passage in library.all(Passage):
        if (Essay, passage.essay_id) in gone:
            gone.add((Passage, passage.id))
    for position in library.all(Position):
        if (Essay, position.essay_id) in gone or (Proposition, position.proposition_id) in gone:
            gone.add((Position, position.id))
    mended: list[Edit] = []
    for key, entity in library.entities.items():
        changes: dict[str, tuple[object, ...]] = {}
        if isinstance(entity, (Essay, Passage, Proposition, Recommendation)):
            changes["themes"] = tuple(id for id in entity.themes if (Theme, id) not in gone)
        if isinstance(entity, Passage):
            changes["marks"] = tuple(mark for mark in entity.marks if (Theme, mark.theme) not in gone)
        if isinstance(entity, (Position, Recommendation)):
            changes["passages"] = tuple(id for id in entity.passages if (Passage, id) not in gone)
        if key not in gone and any(getattr(entity, name) != ids for name, ids in changes.items()):
            mended.append(Put(replace(entity, **changes)))  # type: ignore[arg-type]
    return *mended, *(Drop(key) for key in sorted(gone, key=lambda key: (NOUNS[key[0]], key[1])))
