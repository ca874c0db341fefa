"""A changed file again: a new revision of each of its texts, and a list of every passage that is not where it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

from rapidfuzz.fuzz import partial_ratio_alignment

from briefer.app.briefs import load_brief
from briefer.app.decisions import Decisions, decided, taken
from briefer.app.library import use_library
from briefer.app.passages import marked_passages
from briefer.app.sidecars import label, matched, sidecars_of, spelled
from briefer.app.stage import stage
from briefer.errors import BrieferError, ImportRefused, UsageError
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position
from briefer.model.library import Edit, Library, Put
from briefer.model.reference import Reference
from briefer.model.text import Ambiguous
from briefer.readers.worker import Worker
from briefer.structure.imported import Annotation, Imported, Piece

Fate: TypeAlias = Literal["kept", "moved", "broken", "ambiguous"]
_LIKE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageFate:
    """What became of one passage; `nearest` is what the new text has in its place, `places` where it stands now."""

    id: str
    quote: str
    fate: Fate
    page_before: str = ""
    page: str = ""
    places: tuple[int, ...] = ()
    nearest: str = ""
    positions: tuple[str, ...] = ()
    """Positions that rest on it."""

    @property
    def says(self) -> str:
        """Return in a few words what the analyst should know."""
        if self.fate == "moved":
            return f"p. {self.page_before} → p. {self.page}" if self.page != self.page_before else "same page"
        if self.fate == "ambiguous":
            return f"stands {len(self.places)} times"
        return f"now reads “{self.nearest}”" if self.nearest else "is gone" if self.fate == "broken" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A text in its new version, with what became of its passages."""

    essay: Essay
    before: Essay
    body: str
    passages: tuple[PassageFate, ...]

    def count(self, fate: str) -> int:
        """Return how many passages had this fate."""
        return sum(passage.fate == fate for passage in self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """New versions of texts and the edits that bring them in; nothing is written yet."""

    revisions: tuple[Revision, ...] = ()
    edits: tuple[Edit, ...] = ()
    sources: tuple[bytes, ...] = ()
    briefs: tuple[str, ...] = ()
    """Paths of briefs that cite a passage which is not where it was, or take an essay that changed."""
    remarks: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    dry_run: bool = False

    @property
    def bodies(self) -> dict[str, str]:
        """Return the new texts under their digests."""
        return {revision.essay.body_sha256: revision.body for revision in self.revisions}

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as the JSON document `update/1`."""
        return {
            "briefer": "update/1",
            "written": not self.dry_run,
            "essays": [_revision_json(revision) for revision in self.revisions],
            "briefs": list(self.briefs),
            "refused": [{"name": name, "reason": reason} for name, reason in self.refused],
            "remarks": list(self.remarks),
        }


def _revision_json(revision: Revision) -> dict[str, Any]:
    return {
        "id": revision.essay.id,
        "revision": revision.essay.revision,
        "passages": [
            {
                "id": passage.id,
                "fate": passage.fate,
                "quote": passage.quote,
                "page_before": passage.page_before,
                "page": passage.page,
                "places": list(passage.places),
                "nearest": passage.nearest,
                "positions": list(passage.positions),
            }
            for passage in revision.passages
        ],
    }


def reimported(library: Library, imported: Imported) -> Updated:
    """Return what the new version `imported` of a file makes of the texts that came from it, decided by nobody yet.

    A passage that moved follows its words; one that broke or is ambiguous keeps its old anchor and becomes doubtful.
    """
    old = _texts_of(library, imported)
    if not old:
        raise ImportRefused(f"No text in the library came from “{imported.source.name}”. Import it without --update.")
    pairs = paired(old, imported.pieces)
    revisions: list[Revision] = []
    edits: list[Edit] = []
    remarks = list(imported.remarks)
    for place, piece in enumerate(imported.pieces):
        before = pairs.get(place)
        if before is None:
            remarks.append(f"“{piece.essay.reference.title}” is new in the file; import the file again to add it.")
            continue
        one = revised(library, before, piece, imported.annotations_of(piece))
        remarks += one.remarks
        revisions += one.revisions
        edits += one.edits
    kept = {essay.id for essay in pairs.values()}
    remarks += [f"{essay.id} is no longer in the file; it was left as it is." for essay in old if essay.id not in kept]
    name = imported.source.name
    said = tuple(f"{name}: {remark}" for remark in remarks)
    return Updated(revisions=tuple(revisions), edits=tuple(edits), remarks=said)


def revised(library: Library, before: Essay, piece: Piece, marked: Sequence[Annotation] = ()) -> Updated:
    """Return what `piece`, with what readers `marked` in it, makes of `before`; no edits when it says nothing new."""
    essay, remarks = _next(before, piece.essay)
    same = _same(before, essay)
    revisions: list[Revision] = []
    edits: list[Edit] = []
    if not same:
        revision, changed = _revised(library, before, essay, piece.body)
        revisions, edits = [revision], [Put(essay), *changed]
    here = library.after(*edits).passages_of(before.id)
    made = marked_passages(before if same else essay, piece.body, marked, [one.id for one in here], here)
    if made:
        remarks.append(f"{before.id}: {_counted(len(made))} made of what readers marked in the file.")
    elif same:
        remarks.append(f"{before.id} is as it was.")
    return Updated(revisions=tuple(revisions), edits=(*edits, *map(Put, made)), remarks=tuple(remarks))


def _counted(count: int) -> str:
    return "1 passage was" if count == 1 else f"{count} passages were"


def _texts_of(library: Library, imported: Imported) -> list[Essay]:
    """Return the texts that came from a file of this name, else those of the same references."""
    texts = library.all(Essay)
    named = [essay for essay in texts if essay.source_name == imported.source.name]
    if named:
        return named
    found = matched([essay.reference for essay in texts], [piece.essay.reference for piece in imported.pieces])
    return [texts[place] for place in sorted(found)]


def paired(old: Sequence[Essay], pieces: Sequence[Piece]) -> dict[int, Essay]:
    """Return which old text each piece is a new version of: equal text, then title and author."""
    by_body = {essay.body_sha256: essay for essay in old}
    pairs = {at: by_body[p.essay.body_sha256] for at, p in enumerate(pieces) if p.essay.body_sha256 in by_body}
    used = {essay.id for essay in pairs.values()}
    rest = [at for at in range(len(pieces)) if at not in pairs]
    left = [essay for essay in old if essay.id not in used]
    if len(rest) == len(left) == 1:
        return {**pairs, rest[0]: left[0]}
    references = {id(essay.reference): essay for essay in left}
    found = matched([pieces[at].essay.reference for at in rest], [essay.reference for essay in left])
    return {**pairs, **{rest[place]: references[id(reference)] for place, reference in found.items()}}


def _revised(library: Library, before: Essay, essay: Essay, body: str) -> tuple[Revision, list[Edit]]:
    fates: list[PassageFate] = []
    edits: list[Edit] = []
    for passage in library.passages_of(before.id):
        fate, after = _placed(library, passage, before, essay, body)
        fates.append(fate)
        if after != passage:
            edits.append(Put(after))
    return Revision(essay=essay, before=before, body=body, passages=tuple(fates)), edits


def _next(before: Essay, essay: Essay) -> tuple[Essay, list[str]]:
    """Return the next revision, and what the file says otherwise: what the library says stays unless said anew."""
    old = {origin.field: origin for origin in before.origins}
    new = {origin.field: origin for origin in essay.origins}
    values: dict[str, Any] = {}
    remarks: list[str] = []
    for field in fields(Reference):
        name, ours, theirs = field.name, getattr(before.reference, field.name), getattr(essay.reference, field.name)
        said_anew = name in new and (new[name].kind == "user" or name not in old or old[name].kind != "user")
        if said_anew or not ours or (name == "page" and name not in old and theirs):
            values[name] = theirs
        elif theirs and theirs != ours and name not in old and name not in ("type", "extra"):
            remarks.append(f"{before.id}: the file says {label(name)} “{spelled(theirs)}”; “{spelled(ours)}” is kept.")
    origins = old | {name: origin for name, origin in new.items() if name in values}
    essay = replace(
        essay,
        id=before.id,
        reference=replace(before.reference, **values),
        kind=before.kind,
        text=before.text,
        themes=before.themes,
        reading=before.reading,
        order=before.order,
        note=before.note,
        revision=before.revision + 1,
        origins=tuple(origins[name] for name in sorted(origins)),
        dismissed=before.dismissed,
    )
    if essay.body_sha256 == before.body_sha256:
        essay = replace(essay, joins=before.joins, splits=before.splits)
    return essay, remarks


def _same(before: Essay, after: Essay) -> bool:
    """Tell whether a new revision would say nothing new."""
    told = ("body_sha256", "reference", "pages", "sections", "paragraphs", "asides", "footnotes")
    return all(getattr(before, name) == getattr(after, name) for name in told)


def _placed(library: Library, passage: Passage, before: Essay, essay: Essay, body: str) -> tuple[PassageFate, Passage]:
    anchor = passage.anchor
    resting = tuple(position.id for position in library.all(Position) if passage.id in position.passages)
    if anchor is None:
        return PassageFate(id=passage.id, quote=passage.wording, fate="kept", positions=resting), passage
    page_before = before.locator(anchor.start, anchor.end).page
    fate = PassageFate(id=passage.id, quote=anchor.quote, fate="kept", page_before=page_before, positions=resting)
    match anchor.locate(body):
        case None:
            nearest = _nearest(anchor.quote, body)
            return replace(fate, fate="broken", nearest=nearest), replace(passage, doubtful=True)
        case Ambiguous(places):
            return replace(fate, fate="ambiguous", places=places), replace(passage, doubtful=True)
        case found:
            page = essay.locator(found.start, found.end).page
            same = found.start == anchor.start and page == page_before
            fate = replace(fate, fate="kept" if same else "moved", page=page, places=(found.start,))
            return fate, replace(passage, anchor=found)


def _nearest(quote: str, body: str) -> str:
    """Return the stretch of `body` most like `quote`, "" when nothing is."""
    found = partial_ratio_alignment(quote, body, score_cutoff=_LIKE)
    return " ".join(body[found.dest_start : found.dest_end].split()) if found else ""


def touched(revisions: Iterable[Revision], briefs: Mapping[str, str], takes_all: Iterable[str] = ()) -> tuple[str, ...]:
    """Return which of `briefs` (name and text) cite a passage that is not where it was, or name a changed essay."""
    changed = list(revisions)
    ids = {revision.essay.id for revision in changed}
    moved = {passage.id for revision in changed for passage in revision.passages if passage.fate != "kept"}
    everything = set(takes_all) if changed else set()
    found = {name for name, text in briefs.items() if any(id in text for id in moved | ids)}
    return tuple(sorted(found | everything))


def update_in(
    option: Path | None,
    paths: Iterable[Path],
    briefs: Path | None = None,
    dry_run: bool = False,
    decisions: Decisions | None = None,
) -> Updated:
    """Bring new versions of files into the library of the command line or the user, each file whole or not at all."""
    now = None if dry_run else datetime.now(UTC)
    with use_library(option, write=not dry_run, now=now) as opened, Worker() as worker:
        updated = update_files(list(paths), opened.library, worker, decisions)
        if briefs is not None:
            updated = replace(updated, briefs=touched(updated.revisions, *briefs_in(briefs)))
        if updated.edits and not dry_run:
            opened.apply(updated.edits, updated.bodies, updated.sources)
    return replace(updated, dry_run=dry_run)


def update_files(
    paths: Sequence[Path], library: Library, worker: Worker, decisions: Decisions | None = None
) -> Updated:
    """Return what new versions of files make of the texts in `library`."""
    sidecars = sidecars_of(paths, worker)
    whole = Updated(remarks=tuple(sidecars.remarks), refused=tuple(sidecars.refused))
    for path in sidecars.texts:
        try:
            staged = stage(path, worker, sidecars)
            imported = staged.imported
            one = reimported(library, taken(decided(imported, decisions), decisions) if decisions else imported)
        except (ImportRefused, UsageError) as error:
            whole = replace(whole, refused=(*whole.refused, (path.name, str(error))))
            continue
        library = library.after(*one.edits)
        whole = replace(
            whole,
            revisions=(*whole.revisions, *one.revisions),
            edits=(*whole.edits, *one.edits),
            sources=(*whole.sources, staged.data) if one.edits else whole.sources,
            remarks=(*whole.remarks, *one.remarks),
        )
    return whole


def briefs_in(folder: Path) -> tuple[dict[str, str], list[str]]:
    """Return the briefs in a folder as text by path, and those that take every essay."""
    texts: dict[str, str] = {}
    takes_all: list[str] = []
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        text = path.read_bytes().decode("utf-8", "replace")
        if not text.lstrip("\ufeff").startswith("briefer: brief/"):
            continue
        texts[str(path)] = text
        try:
            if load_brief(path).brief.essays == ("all",):
                takes_all.append(str(path))
        except BrieferError:
            continue
    return texts, takes_all
