"""What an import gives: essays with their bodies, the volume they stand in, and what the user should know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from briefer.model.essay import Essay
from briefer.model.reference import Reference
from briefer.model.text import Ambiguous, Anchor


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
class Annotation:
    """What a reader marked or commented on in the file, anchored in the body that has this SHA-256."""

    kind: Literal["quotation", "comment"]
    anchor: Anchor
    note: str
    body_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """All pieces of one source; `reference` is the volume's, or the only essay's own."""

    source: Source
    reference: Reference
    pieces: tuple[Piece, ...]
    pages: int = 0
    """Pages of the file; 0 when it has none."""
    remarks: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()

    def annotations_of(self, piece: Piece) -> list[Annotation]:
        """Return the annotations in the body of `piece`, also after the pieces were joined or divided anew."""
        whole = {one.essay.body_sha256 for one in self.pieces}
        out: list[Annotation] = []
        for one in self.annotations:
            if one.body_sha256 in whole:
                anchor: Anchor | Ambiguous | None = one.anchor if one.body_sha256 == piece.essay.body_sha256 else None
            else:
                anchor = one.anchor.locate(piece.body)
            if isinstance(anchor, Anchor):
                out.append(replace(one, anchor=anchor, body_sha256=piece.essay.body_sha256))
        return out
