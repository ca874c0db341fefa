"""What an import gives: essays with their bodies, the volume they stand in, and what the user should know."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.model.essay import Essay
from briefer.model.reference import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file that was read: kept byte for byte under its SHA-256."""

    name: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Piece:
    """An essay and its canonical body, into which everything of the essay points."""

    essay: Essay
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """All pieces of one source; `reference` is the volume's, or the only essay's own."""

    source: Source
    reference: Reference
    pieces: tuple[Piece, ...]
    pages: int = 0
    """Pages of the file; 0 when it has none."""
    remarks: tuple[str, ...] = ()
