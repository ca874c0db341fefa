"""What a build leaves in its folder: files, never over one that somebody changed, and the card that remembers them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefer import __version__
from briefer.app.companions import SUFFIXES
from briefer.app.withholding import card_without_names
from briefer.audit.counting import Audit
from briefer.compose.marking import file_mark
from briefer.errors import OutputError
from briefer.model.deck import Remark
from briefer.specs.brief import Brief
from briefer.writers.files import Content, sha256_of, write_atomically

if TYPE_CHECKING:
    from briefer.app.build import Draft

_SUFFIXES = {"docx": "-memo.docx", "pdf": "-memo.pdf", **SUFFIXES}


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


def write_files(
    folder: Path,
    made: Draft,
    outputs: Sequence[tuple[str, Content, int]],
    remarks: Iterable[Remark],
    library: Path | None,
) -> Built:
    """Write `outputs`, each with its format and how many slides or pages it has, and the card; return what was made.

    Raises OutputError when the folder cannot be made or a file cannot be written.
    """
    folder = _folder(folder)
    stem = stem_of(made.brief)
    card = folder / f"{stem}.build.json"
    earlier = _earlier(card)
    before = {name: str(file["sha256"]) for name, file in earlier.items()}
    files, said = [], list(remarks)
    for format, content, parts in outputs:
        wanted, sha = folder / f"{stem}{_SUFFIXES.get(format, f'.{format}')}", sha256_of(content)
        path = _free_path(wanted, sha, before)
        if path != wanted:
            text = f"“{wanted.name}” was changed by hand and is kept; this build is “{path.name}”."
            said.append(Remark("", text, "warn"))
        if _sha(path) != sha:
            write_atomically(path, content)
        files.append(Written(path=path, format=format, sha256=sha, parts=parts))
    built = Built(draft=made, files=tuple(files), remarks=tuple(said), library=_way(folder, library))
    told = card_json(built)
    made_now = {file.path.name for file in files}
    told["files"] += [file for name, file in earlier.items() if name not in made_now and (folder / name).exists()]
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    write_atomically(card, text.encode("utf-8"))
    return built


def stem_of(brief: Brief) -> str:
    """Return the name of the files without their ending, with the handling mark: `nato-pacific-v3-TLP-GREEN`."""
    return "-".join(filter(None, (f"{brief.id}-v{brief.version}", file_mark(brief.handling.marking))))


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


def _sha(path: Path) -> str:
    """Return the hash of a file, "" for what is none or cannot be read."""
    try:
        with path.open("rb") as file:
            return sha256_of(file)
    except OSError:
        return ""


def _earlier(card: Path) -> dict[str, dict[str, Any]]:
    """Return what the card of earlier builds says of each file, by its name; empty when there was no build."""
    try:
        data = json.loads(card.read_text(encoding="utf-8"))
        return {str(file["name"]): dict(file) for file in data["files"] if file["sha256"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _free_path(path: Path, sha: str, before: Mapping[str, str]) -> Path:
    """Return `path`, or the next free name beside a file that somebody else made or changed."""
    candidate, number = path, 1
    while candidate.exists() and _sha(candidate) not in (sha, before.get(candidate.name)):
        number += 1
        candidate = path.with_stem(f"{path.stem}-{number}")
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
        "audit": _audit_json(made.audit),
        "gate": {
            "outcome": made.clearance.outcome,
            "stamp": made.clearance.stamp,
            "reasons": list(made.clearance.reasons),
        },
        "remarks": [{"slide": r.slide_key, "severity": r.severity, "text": r.text} for r in built.remarks],
    }
    return card_without_names(card, made.names)


def _audit_json(audit: Audit) -> dict[str, Any]:
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
