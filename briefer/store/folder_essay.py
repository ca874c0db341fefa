"""One essay of a library folder: `essays/<id>/essay.md` with its structure.json."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from briefer.citation.csl_json import reference_from_csl
from briefer.errors import Problem, SpecError
from briefer.model.essay import Essay
from briefer.model.evidence import Theme
from briefer.model.library import Entity
from briefer.model.text import canonical, digest
from briefer.specs.library_files import ESSAY, EssayFile, StructureFile, structure_of
from briefer.specs.strict_yaml import Document, load
from briefer.specs.strict_yaml import Path as Place
from briefer.specs.validate import validate
from briefer.store.folder_body import Body, read_body
from briefer.store.folder_passages import place_passages

_FRONT = re.compile(r"(---[ \t]*\n.*?^)---[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(slots=True)
class Gathered:
    """What reading a folder has found so far: entities with their places, bodies, and every problem."""

    entities: list[tuple[Entity, Document, Place]] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Ids of essays and passages that exist but could not be read; naming them is no second mistake."""
    themes_unread: bool = False

    def assumes(self, kind: type[Entity], id: str) -> bool:
        """Tell whether an unknown `id` may only be unknown because a file could not be read."""
        return self.themes_unread if kind is Theme else id in self.unread or id.partition("/")[0] in self.unread

    def refuse(self, folder: Path, what: str) -> None:
        """Note that the essay in `folder` cannot be read at all."""
        self.problems.append(Problem(str(folder), 0, 0, "", what))
        self.unread.add(canonical(folder.name))


def text_of(path: Path) -> str:
    """Return the canonical text of a UTF-8 file; raises SpecError when it is something else."""
    try:
        return canonical(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SpecError([Problem(str(path), 0, 0, "", "is not UTF-8 text; save it as UTF-8")]) from error
    except OSError as error:
        raise SpecError([Problem(str(path), 0, 0, "", f"cannot be read: {error.strerror}")]) from error


def read_essay(folder: Path, found: Gathered) -> None:
    """Add the essay in `folder`, its passages and its body to `found`, or what is wrong with it."""
    path = folder / "essay.md"
    structure = _structure(folder / "structure.json", found)
    try:
        text = text_of(path)
        front = _FRONT.match(text)
        if front is None:
            what = "begins with “---”, the reference and a second “---” before the body"
            raise SpecError([Problem(str(path), 1, 1, "", what)])
        document = load(front[1], str(path))
        read = validate(document, EssayFile, ESSAY)
        body = read_body(text[front.end() :], structure, str(folder / "structure.json"))
    except SpecError as error:
        found.problems += error.problems
        found.unread.add(canonical(folder.name))
        return
    essay = _essay(canonical(folder.name), read, body, structure)
    placed = place_passages(read.passages, essay, body, structure)
    found.bodies[essay.body_sha256] = body.text
    found.entities.append((essay, document, ()))
    found.entities += [(passage, document, place) for passage, place in placed.passages]
    found.problems += [document.problem(place, what) for place, what in placed.problems]
    found.unread |= placed.unplaced
    if not essay.reference.title:
        found.problems.append(document.problem(("reference",), "“title” is missing"))


def _structure(path: Path, found: Gathered) -> StructureFile | None:
    if not path.is_file():
        return None
    try:
        return structure_of(text_of(path), str(path))
    except SpecError as error:
        found.problems += error.problems
        return None


def _essay(id: str, read: EssayFile, body: Body, structure: StructureFile | None) -> Essay:
    measured = structure or StructureFile(body_sha256="")
    return Essay(
        id=id,
        reference=reference_from_csl(read.reference),
        kind=read.kind,
        text=read.text,
        body_sha256=digest(body.text),
        pages=body.pages,
        sections=body.sections,
        paragraphs=body.paragraphs,
        asides=body.asides,
        footnotes=body.footnotes,
        affiliations=read.affiliations,
        language=read.language,
        themes=read.themes,
        reading=read.reading,
        order=read.order,
        source_sha256=measured.source.sha256,
        source_name=measured.source.name,
        confidence=measured.confidence,
        remarks=measured.remarks,
        note=read.note,
        revision=measured.revision,
        origins=measured.origins,
        dismissed=measured.dismissed,
        joins=measured.joins if body.verbatim else (),
        splits=measured.splits if body.verbatim else (),
    )
