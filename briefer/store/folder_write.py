"""The folder form of a library, written: what `read_folder` reads back to an equal library."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefer.citation.csl_json import reference_to_csl
from briefer.errors import LibraryError
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Recommendation, Theme
from briefer.model.library import Bodies, Library
from briefer.model.reference import Reference
from briefer.specs import library_files as files
from briefer.specs.strict_yaml import Data, dump
from briefer.specs.validate import plain
from briefer.specs.vocabulary import write_vocabulary
from briefer.store.folder_passages import default_order
from briefer.store.rules import flaws
from briefer.store.sources import put_source


def write_folder(
    library: Library,
    bodies: Bodies,
    path: Path,
    sources: Iterable[bytes] = (),
    settings: Mapping[str, str] | None = None,
) -> None:
    """Write `library` as a new folder `path`; raises LibraryError, and writes nothing, when it could not be read back."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise LibraryError(f"“{path}” is not empty. Choose a new folder.")
    if found := flaws(library):
        listed = "\n".join(f"  {flaw}" for flaw in found[:20])
        raise LibraryError(f"“{library.name}” cannot be exported before this is mended:\n{listed}")
    missing = [essay.id for essay in library.all(Essay) if essay.body_sha256 not in bodies]
    if missing:
        raise LibraryError(f"The text of {', '.join(missing)} is missing from the library; check the library.")
    try:
        _write(path, _files(library, bodies, dict(settings or {})), sources)
    except OSError as error:
        raise LibraryError(f"“{error.filename or path}” cannot be written: {error.strerror}.") from error


def _write(path: Path, texts: Iterable[tuple[str, str]], sources: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{path.name}.", suffix=".part", dir=path.parent) as scratch:
        written = Path(scratch) / "library"
        for name, text in texts:
            file = written / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        for data in sources:
            put_source(written / "sources", data)
        if path.exists():
            path.rmdir()
        written.rename(path)


def _files(library: Library, bodies: Bodies, settings: dict[str, str]) -> Iterable[tuple[str, str]]:
    head: dict[str, Data] = {"briefer": files.LIBRARY, "name": library.name, "settings": plain(settings)}
    yield "library.yaml", dump(head)
    yield "vocabulary.yaml", write_vocabulary(library.all(Theme))
    yield "positions.yaml", _positions(library)
    yield "recommendations.yaml", _recommendations(library)
    for essay in library.all(Essay):
        passages = library.passages_of(essay.id)
        body = bodies[essay.body_sha256]
        yield f"essays/{essay.id}/essay.md", f"---\n{_front(essay, passages)}---\n\n{body}\n"
        yield f"essays/{essay.id}/structure.json", _structure(essay, passages)


def _numbered(order: int, place: int) -> int | None:
    return None if order == place else order


def _positions(library: Library) -> str:
    shelf = {essay.id: place for place, essay in enumerate(library.all(Essay))}
    under: dict[str, list[Position]] = {}
    for position in sorted(library.all(Position), key=lambda position: shelf[position.essay_id]):
        under.setdefault(position.proposition_id, []).append(position)
    entries = tuple(
        files.PropositionEntry(
            id=proposition.id,
            text=proposition.text,
            short=proposition.short,
            themes=proposition.themes,
            labels=dict(proposition.labels),
            order=_numbered(proposition.order, place),
            positions=tuple(_position(position) for position in under.get(proposition.id, [])),
        )
        for place, proposition in enumerate(library.all(Proposition), start=1)
    )
    return dump({"briefer": files.POSITIONS, "propositions": plain(entries)})


def _position(position: Position) -> files.PositionEntry:
    return files.PositionEntry(
        essay=position.essay_id,
        stand=position.stand,
        condition=position.condition,
        reason=position.reason,
        scope=position.scope,
        holder=position.holder,
        passages=position.passages,
        confirmed=position.confirmed,
    )


def _recommendations(library: Library) -> str:
    entries = tuple(
        files.RecommendationEntry(
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
            order=_numbered(entry.order, place),
        )
        for place, entry in enumerate(library.all(Recommendation), start=1)
    )
    return dump({"briefer": files.RECOMMENDATIONS, "recommendations": plain(entries)})


def _front(essay: Essay, passages: list[Passage]) -> str:
    entries = tuple(_passage(essay, passage, index) for index, passage in enumerate(passages))
    front: dict[str, Data] = {
        "briefer": files.ESSAY,
        "kind": essay.kind,
        "text": essay.text,
        "reading": essay.reading,
        "order": str(essay.order),
        "reference": _reference(essay.reference),
        "affiliations": list(essay.affiliations),
        "language": essay.language,
        "themes": list(essay.themes),
        "note": essay.note,
        "passages": plain(entries),
    }
    return dump({key: value for key, value in front.items() if value or key == "reference"})


def _passage(essay: Essay, passage: Passage, index: int) -> files.PassageEntry:
    text, quote = passage.text, passage.anchor.quote if passage.anchor else ""
    if passage.kind == "quotation" and not text:
        text, quote = quote, ""
    return files.PassageEntry(
        id=passage.id,
        kind=passage.kind,
        text=text,
        quote=quote,
        locator=passage.locator,
        themes=passage.themes,
        headline=passage.headline,
        relays=passage.relays,
        note=passage.note,
        footnotes=passage.footnotes,
        doubtful=passage.doubtful,
        overtaken=passage.overtaken,
        marks=passage.marks,
        confirmed=passage.confirmed,
        order=None if passage.order == default_order(essay, index) else passage.order,
    )


def _reference(reference: Reference) -> dict[str, Data]:
    """Return CSL-JSON as YAML can hold it: a value that is not all text is kept as JSON."""
    item: dict[str, Any] = reference_to_csl(reference, iso_dates=True)
    return {key: value if _all_text(value) else json.dumps(value, ensure_ascii=False) for key, value in item.items()}


def _all_text(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _all_text(inner) for key, inner in value.items())
    return all(_all_text(inner) for inner in value) if isinstance(value, list) else isinstance(value, str)


def _structure(essay: Essay, passages: list[Passage]) -> str:
    placed: dict[str, dict[str, Any]] = {}
    for passage in passages:
        placed[passage.id] = {"score": passage.score} if passage.score else {}
        if passage.anchor:
            anchor = asdict(passage.anchor)
            placed[passage.id] |= {name: anchor[name] for name in ("start", "end", "before", "after")}
    structure = {
        "briefer": files.STRUCTURE,
        "body_sha256": essay.body_sha256,
        "source": {"name": essay.source_name, "sha256": essay.source_sha256},
        "confidence": essay.confidence,
        "revision": essay.revision,
        "remarks": list(essay.remarks),
        "origins": [asdict(origin) for origin in essay.origins],
        "dismissed": list(essay.dismissed),
        "joins": list(essay.joins),
        "splits": list(essay.splits),
        "pages": [asdict(page) for page in essay.pages],
        "sections": [asdict(section) for section in essay.sections],
        "paragraphs": [asdict(paragraph) for paragraph in essay.paragraphs],
        "asides": [asdict(aside) for aside in essay.asides],
        "notes": [asdict(note) for note in essay.footnotes],
        "passages": placed,
    }
    return json.dumps(structure, ensure_ascii=False, indent=1) + "\n"
