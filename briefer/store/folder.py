"""The folder form of a library, read: text files in, a snapshot and its bodies out. See docs/library-folder.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from briefer.errors import LibraryError, Problem, SpecError
from briefer.model.evidence import Position, Proposition, Recommendation
from briefer.model.library import Entity, Key, Library
from briefer.specs import library_files as files
from briefer.specs.strict_yaml import Document, load
from briefer.specs.strict_yaml import Path as Place
from briefer.specs.validate import validate
from briefer.specs.vocabulary import themes_of
from briefer.store.folder_essay import Gathered, read_essay, text_of
from briefer.store.forms import is_folder_library
from briefer.store.rules import NOUNS, flaws

LEADS_OUT = "is a link that leads out of the library; copy the file here"


@dataclass(frozen=True, slots=True)
class FolderLibrary:
    """A library as a folder has it; `sources` are the original files it keeps, under their SHA-256."""

    path: Path
    library: Library
    bodies: dict[str, str]
    settings: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Path] = field(default_factory=dict)


def read_folder(path: Path) -> FolderLibrary:
    """Return the library in folder `path`.

    Raises SpecError with every mistake in every file, LibraryError when `path` is no library folder at all.
    """
    if not is_folder_library(path):
        raise LibraryError(f"“{path}” is not a library folder: it has no library.yaml.")
    found = Gathered()
    heads: list[files.LibraryFile] = []
    _read(path / "library.yaml", lambda head, _: heads.append(validate(head, files.LibraryFile, files.LIBRARY)), found)
    found.themes_unread = not _read(path / "vocabulary.yaml", _add_themes, found)
    for folder in _essay_folders(path, found):
        read_essay(folder, found)
    _read(path / "positions.yaml", _add_positions, found)
    _read(path / "recommendations.yaml", _add_recommendations, found)
    library = _joined(found, heads[0].name if heads else "")
    if found.problems:
        raise SpecError(found.problems)
    return FolderLibrary(path, library, found.bodies, dict(heads[0].settings), _sources(path))


def _read(path: Path, add: Callable[[Document, Gathered], None], found: Gathered) -> bool:
    """Add what stands in the file at `path`, if there is one; False when it could not be read."""
    try:
        if leads_out(path, path.parent):
            raise SpecError([Problem(str(path), 0, 0, "", LEADS_OUT)])
        if path.is_file():
            add(load(text_of(path), str(path)), found)
    except SpecError as error:
        found.problems += error.problems
        return False
    return True


def _add_themes(document: Document, found: Gathered) -> None:
    found.entities += [(theme, document, ("themes", at)) for at, theme in enumerate(themes_of(document))]


def _add_positions(document: Document, found: Gathered) -> None:
    read = validate(document, files.PositionsFile, files.POSITIONS)
    for at, entry in enumerate(read.propositions):
        proposition = Proposition(
            id=entry.id,
            text=entry.text,
            short=entry.short,
            labels=tuple(entry.labels.items()),
            themes=entry.themes,
            order=at + 1 if entry.order is None else entry.order,
        )
        found.entities.append((proposition, document, ("propositions", at)))
        for place, said in enumerate(entry.positions):
            position = Position(
                id=Position.key(entry.id, said.essay),
                proposition_id=entry.id,
                essay_id=said.essay,
                stand=said.stand,
                condition=said.condition,
                reason=said.reason,
                scope=said.scope,
                holder=said.holder,
                passages=said.passages,
                confirmed=said.confirmed,
            )
            found.entities.append((position, document, ("propositions", at, "positions", place)))


def _add_recommendations(document: Document, found: Gathered) -> None:
    read = validate(document, files.RecommendationsFile, files.RECOMMENDATIONS)
    for at, entry in enumerate(read.recommendations):
        recommendation = Recommendation(
            id=entry.id,
            text=entry.text,
            actor=entry.actor,
            action=entry.action,
            instrument=entry.instrument,
            horizon=entry.horizon,
            condition=entry.condition,
            themes=entry.themes,
            passages=entry.passages,
            merged_from=entry.merged_from,
            confirmed=entry.confirmed,
            order=at + 1 if entry.order is None else entry.order,
        )
        found.entities.append((recommendation, document, ("recommendations", at)))


def _essay_folders(path: Path, found: Gathered) -> list[Path]:
    """Return the folders under essays/; links that lead out of the library are refused."""
    shelf = path / "essays"
    if not shelf.is_dir():
        return []
    folders = sorted(entry for entry in shelf.iterdir() if not entry.name.startswith(".") and entry.is_dir())
    inside = []
    for folder in folders:
        if any(leads_out(part, path) for part in (folder, folder / "essay.md", folder / "structure.json")):
            found.refuse(folder, LEADS_OUT)
        elif not (folder / "essay.md").is_file():
            found.refuse(folder, "holds no essay.md")
        else:
            inside.append(folder)
    return inside


def leads_out(path: Path, root: Path) -> bool:
    """Tell whether a link on the way to `path` leads out of the library in `root`."""
    return not path.resolve().is_relative_to(root.resolve())


def _joined(found: Gathered, name: str) -> Library:
    """Return all entities as one library; ids that stand twice and broken rules become problems."""
    places: dict[Key, tuple[Document, Place]] = {}
    entities: list[Entity] = []
    for entity, document, place in found.entities:
        key = (type(entity), entity.id)
        if key in places:
            first, where = places[key]
            line = first.marks.get(where, (1, 1))[0]
            said = entity.essay_id if isinstance(entity, Position) else entity.id
            what = f"the {NOUNS[key[0]]} “{said}” stands twice; the first is in {first.file}, line {line}"
            found.problems.append(document.problem(place, what))
        else:
            places[key] = (document, place)
            entities.append(entity)
    library = Library.of(entities, name)
    for flaw in flaws(library, found.assumes):
        document, place = places[flaw.key]
        found.problems.append(document.problem((*place, *flaw.path), flaw.what))
    return library


def _sources(path: Path) -> dict[str, Path]:
    return {
        file.name: file
        for file in sorted((path / "sources").glob("??/*"))
        if len(file.name) == 64 and not leads_out(file, path)
    }
