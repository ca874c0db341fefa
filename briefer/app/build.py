"""Building: from a brief and a library to files, with the audit's gate before anything is written."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from briefer import __version__
from briefer.app import resources
from briefer.app.companions import COMPANIONS, SUFFIXES, Grounds, Source, companion, without_packet
from briefer.app.memo import fit_memo
from briefer.app.shortening import left_out, shorter
from briefer.app.withholding import card_without_names, nameless, refuse_names
from briefer.audit.changing import deck_state
from briefer.audit.counting import Audit, audit_outputs
from briefer.audit.gate import Clearance, gate
from briefer.audit.records import records
from briefer.branding.problems import unmeasured
from briefer.compose.attribution import Attributed, attributed
from briefer.compose.brief import Composition, compose_brief, register_slide
from briefer.compose.marking import designation_fault, file_mark
from briefer.compose.naming import Names
from briefer.compose.used import cited_on
from briefer.errors import Cancelled, GateRefused, OutputError, UsageError
from briefer.model.codec import no_collection
from briefer.model.deck import Deck, Remark
from briefer.model.library import Bodies, Library
from briefer.model.memo import Memo
from briefer.model.provenance import Record
from briefer.model.state import State
from briefer.specs.brand import Brand
from briefer.specs.brief import Brief, GateLevel
from briefer.typeset.layout import Typeset, lay_out
from briefer.typeset.page import Page

USUAL = ("pptx", "docx", "pdf", "md")
"""What `build` writes unless told otherwise."""

FORMATS = (*USUAL, *COMPANIONS)
"""What `build` can write, in the order it writes them."""

_SUFFIXES = {"docx": "-memo.docx", "pdf": "-memo.pdf", **SUFFIXES}

Progress = Callable[[int, int, str], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A brief, composed and measured, with its audit; nothing is written yet."""

    brief: Brief
    deck: Deck
    pages: tuple[Page, ...]
    memo: Memo
    audit: Audit
    clearance: Clearance
    records: tuple[Record, ...]
    state: State
    """What a later build compares itself with."""
    remarks: tuple[Remark, ...]
    brand: Brand
    master: bytes
    names: Names | None = None
    """The names that the files may not tell; None where all may be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was written, or that already was there with the same bytes."""

    path: Path
    format: str
    sha256: str
    parts: int
    """Slides of a deck, pages of a memo; 0 where that means nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made; `library` is the way from the output folder to the library, "" when it is not known."""

    draft: Draft
    files: tuple[Written, ...]
    remarks: tuple[Remark, ...]
    library: str = ""


@no_collection()
def draft(library: Library, bodies: Bodies, brief: Brief, recorded: bool = True) -> Draft:
    """Return `brief` composed, measured and audited; raises SpecError or BrandError, writes nothing.

    A deck over `max_slides`, of the brief or of its template, is composed again with fewer items where the template
    takes the `best`, then without the slides of lowest priority; one that is still over is refused with GateRefused.
    What is only looked at need not be `recorded`: it lacks the records that a file carries.
    """
    told = attributed(library, brief, bodies)
    library, brief = told.library, told.brief
    deck_template = resources.deck_template(brief.deck.template)
    memo_template = resources.memo_template(brief.memo.template)
    brand, master = resources.brand(brief.deck.brand)
    allowed = [most for most in (brief.deck.max_slides, deck_template.max_slides) if most]
    limit = full = min(allowed, default=0)
    limited = replace(brief, deck=replace(brief.deck, max_slides=limit))
    whole: set[str] = set()
    for shown, caps in shorter(deck_template):
        made = compose_brief(library, limited, shown, memo_template, brand=brand, version=__version__, caps=caps)
        measured = lay_out(made.deck, brand)
        over = counted(made.deck, measured.pages) - limit
        whole |= {slide.key.partition("/")[0] for slide in made.deck.slides}
        if not limit or -limit < over <= 0:
            remarks = (*told.remarks, *made.deck.remarks, *left_out(deck_template, shown, whole))
            made = replace(made, deck=replace(made.deck, remarks=remarks))
            return _finished(told, bodies, made, measured, (brand, master), recorded)
        full = limit + over if over > 0 else full
    raise GateRefused(
        f"At its shortest the deck has {full} slides, {full - limit} more than max_slides allows. "
        "Pick or write less for them, or raise max_slides."
    )


def _finished(
    told: Attributed,
    bodies: Bodies,
    made: Composition,
    measured: Typeset,
    look: tuple[Brand, bytes],
    recorded: bool,
) -> Draft:
    library, brief = told.library, told.brief
    slides = made.deck.slides
    if made.cites:
        slides = (*slides, register_slide(made, cited_on(slides, measured.pages)))
    audit = audit_outputs(replace(made.deck, slides=slides), made.memo, library, bodies)
    levels: dict[str, GateLevel] = {field.name: getattr(brief.gate, field.name) for field in fields(brief.gate)}
    clearance = gate(audit, levels, brief.date, designation_fault(brief.handling))
    deck = replace(made.deck, slides=slides, stamp=clearance.stamp)
    measured = lay_out(deck, look[0])
    return Draft(
        brief=brief,
        deck=deck,
        pages=measured.pages,
        memo=replace(made.memo, stamp=clearance.stamp),
        audit=audit,
        clearance=clearance,
        records=records(deck, measured.pages, library, bodies) if recorded else (),
        state=deck_state(library, made.shelf.essays, made.shelf.propositions(), deck),
        remarks=(*made.deck.remarks, *measured.remarks, *unmeasured(look[0])),
        brand=look[0],
        master=look[1],
        names=told.names,
    )


def build(
    library: Library,
    bodies: Bodies,
    brief: Brief,
    folder: Path,
    formats: Sequence[str] = USUAL,
    progress: Progress = lambda done, total, what: None,
    stop: Stop = lambda: False,
    library_path: Path | None = None,
    source: Source = lambda sha256: None,
) -> Built:
    """Write the brief's files into `folder` and return what was made.

    Files of an earlier build are replaced only while nobody has changed them; an edited file is kept and the new
    one gets another name. Raises GateRefused when the gate is shut, OutputError when a file cannot be written; all
    bytes are made before the first file is touched. `source` gives the original files of a packet.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        what = f"There is no format “{unknown[0]}”" if unknown else "No format was named"
        raise UsageError(f"{what}; there are {', '.join(FORMATS)}.")
    progress(0, len(formats) + 1, "Composing")
    made = draft(library, bodies, brief)
    if made.clearance.outcome == "refused":
        raise GateRefused("Nothing was written: " + " ".join(made.clearance.reasons))
    grounds = Grounds(library=library, bodies=bodies, brief=brief, draft=made, source=source)
    formats, refused = without_packet(tuple(formats), made)
    made = nameless(made, library)
    outputs: list[tuple[str, bytes, int]] = []
    remarks = [*made.remarks, *refused]
    memo, memo_remarks = (
        fit_memo(made.memo, brief.memo.paper, made.brand)
        if {"docx", "pdf", "md", "html"} & set(formats)
        else (None, ())
    )
    remarks += memo_remarks
    refuse_names(made.names, (made.deck, made.pages, made.records, memo, remarks), (stem_of(made.brief),))
    for done, name in enumerate((f for f in FORMATS if f in formats), start=1):
        if stop():
            raise Cancelled("The build was cancelled; nothing was written.")
        progress(done, len(formats) + 1, f"Writing {name}")
        if name in COMPANIONS:
            told = companion(name, made, memo, grounds)
            outputs.append((name, told.data, told.parts))
            remarks += told.remarks
        else:
            outputs.append((name, *_bytes(made, memo, name)))
            remarks += _letters(made, memo) if name == "pdf" else ()
    folder = _folder(folder)
    return _write_all(folder, made, outputs, remarks, _way(folder, library_path))


def _bytes(made: Draft, memo: Memo | None, format: str) -> tuple[bytes, int]:
    """Return the bytes of one format and how many slides or pages they hold."""
    if format == "pptx":
        from briefer.writers.pptx import write_deck

        return write_deck(made.pages, made.deck, made.brand, made.master, made.records), len(made.pages)
    if memo is None:
        raise TypeError("a memo format needs a memo")
    paper = made.brief.memo.paper
    if format == "docx":
        from briefer.writers.memo_docx import write_memo_docx

        return write_memo_docx(memo, paper, made.brand), 1
    if format == "pdf":
        from briefer.writers.memo_pdf import write_memo_pdf

        return write_memo_pdf(memo, paper, made.brand), 1
    from briefer.writers.markdown import deck_outline
    from briefer.writers.memo_markdown import memo_markdown

    text = deck_outline(made.deck, made.pages) + "\n\n---\n\n" + memo_markdown(memo)
    return text.encode("utf-8"), 0


def _letters(made: Draft, memo: Memo | None) -> tuple[Remark, ...]:
    """Return what to tell of letters of the memo's PDF."""
    from briefer.writers.memo_pdf import letters_remark

    told = letters_remark(memo, made.brief.memo.paper, made.brand) if memo else ""
    return (Remark("", told, "warn"),) if told else ()


def refusals(brief: Brief, made: Draft) -> list[str]:
    """Return what a build of `made` would be refused or stamped for, one sentence each."""
    found = list(made.clearance.reasons) if made.clearance.outcome != "allowed" else []
    try:
        fit_memo(made.memo, brief.memo.paper, made.brand)
    except OutputError as error:
        found.append(str(error))
    return found


def _way(folder: Path, library: Path | None) -> str:
    """Return the way from `folder` to `library`, with forward slashes; a whole path where no way leads there."""
    try:
        return Path(os.path.relpath(library, folder)).as_posix() if library else ""
    except ValueError:  # another drive of Windows
        return library.absolute().as_posix() if library else ""


def _folder(folder: Path) -> Path:
    if folder.is_file():
        raise OutputError(f"“{folder}” is a file; the output needs a folder. Choose another with -o.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "it cannot be made"
        raise OutputError(f"The output folder “{folder}” cannot be made: {reason}. Choose another with -o.") from error
    return folder


def _write_all(
    folder: Path,
    made: Draft,
    outputs: Sequence[tuple[str, bytes, int]],
    remarks: list[Remark],
    library: str,
) -> Built:
    from briefer.writers.files import write_atomically

    stem = stem_of(made.brief)
    card = folder / f"{stem}.build.json"
    earlier = _earlier(card)
    before = {name: str(file["sha256"]) for name, file in earlier.items()}
    files = []
    for format, data, parts in outputs:
        path = _free_path(folder / f"{stem}{_SUFFIXES.get(format, f'.{format}')}", data, before, remarks)
        sha = hashlib.sha256(data).hexdigest()
        if _sha(path) != sha:
            write_atomically(path, data)
        files.append(Written(path=path, format=format, sha256=sha, parts=parts))
    built = Built(draft=made, files=tuple(files), remarks=tuple(remarks), library=library)
    told = card_json(built)
    made_now = {file.path.name for file in files}
    told["files"] += [file for name, file in earlier.items() if name not in made_now and (folder / name).exists()]
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    write_atomically(card, text.encode("utf-8"))
    return built


def stem_of(brief: Brief) -> str:
    """Return the name of the files without their ending, with the handling mark: `nato-pacific-v3-TLP-GREEN`."""
    return "-".join(filter(None, (f"{brief.id}-v{brief.version}", file_mark(brief.handling.marking))))


def _sha(path: Path) -> str:
    """Return the hash of a file, "" for what is none or cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _earlier(card: Path) -> dict[str, dict[str, Any]]:
    """Return what the card of earlier builds says of each file, by its name; empty when there was no build."""
    try:
        data = json.loads(card.read_text(encoding="utf-8"))
        return {str(file["name"]): dict(file) for file in data["files"] if file["sha256"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _free_path(path: Path, data: bytes, before: dict[str, str], remarks: list[Remark]) -> Path:
    """Return `path`, or the next free name beside a file that somebody else made or changed."""
    wanted = hashlib.sha256(data).hexdigest()
    candidate, number = path, 1
    while candidate.exists() and _sha(candidate) not in (wanted, before.get(candidate.name)):
        number += 1
        candidate = path.with_stem(f"{path.stem}-{number}")
    if candidate != path:
        text = f"“{path.name}” was changed by hand and is kept; this build is “{candidate.name}”."
        remarks.append(Remark("", text, "warn"))
    return candidate


def card_json(built: Built) -> dict[str, Any]:
    """Return the build as the JSON document `build/1`."""
    made = built.draft
    card = {
        "briefer": "build/1",
        "brief": {
            "id": made.brief.id,
            "title": made.brief.title,
            "version": made.brief.version,
            "marking": made.deck.marking,
        },
        "program": __version__,
        "run": made.deck.run,
        "template": made.brief.deck.template,
        "brand": made.brand.id,
        "files": [{"name": f.path.name, "format": f.format, "sha256": f.sha256, "parts": f.parts} for f in built.files],
        "library": built.library,
        "state": asdict(made.state),
        "audit": audit_json(made.audit),
        "gate": {
            "outcome": made.clearance.outcome,
            "stamp": made.clearance.stamp,
            "reasons": list(made.clearance.reasons),
        },
        "remarks": [{"slide": r.slide_key, "severity": r.severity, "text": r.text} for r in built.remarks],
    }
    return card_without_names(card, made.names)


def audit_json(audit: Audit) -> dict[str, Any]:
    """Return the figures of an audit, as `build/1` has them."""
    return {
        "statements": audit.statements,
        "roles": dict(audit.roles),
        "sourced": len(audit.sourced),
        "unsourced": list(audit.unsourced),
        "own": len(audit.own),
        "quotations": audit.quotations,
        "exact": audit.exact,
        "inexact": list(audit.inexact),
        "assessments_incomplete": list(audit.assessments),
        "single_source": list(audit.single_source),
        "unread": list(audit.unread),
        "unconfirmed": list(audit.unconfirmed),
    }


def counted(deck: Deck, pages: Sequence[Page]) -> int:
    """Return how many pages count against `max_slides`: neither those outside it nor hidden ones."""
    outside = {slide.key for slide in deck.slides if slide.uncounted}
    return sum(page.key not in outside and not page.hidden for page in pages)
