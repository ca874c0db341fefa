"""A picture that a brief takes over from a source: its bytes, freed of what they tell besides the picture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

PictureKind: TypeAlias = Literal["png", "jpeg"]

_TOLD = re.compile(r"picture sha256:([0-9a-f]{64})\t(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as files carry it. Two are equal when their bytes are."""

    kind: PictureKind
    width: int
    """Dots, as the height."""
    height: int
    sha256: str
    """Of `data`."""
    data: bytes = field(compare=False, repr=False)


def picture_text(sha256: str, alt: str) -> str:
    """Return what the record of a picture keeps as issued: its hash and what it says to those who do not see it."""
    return f"picture sha256:{sha256}\t{alt}"


def picture_of(text: str) -> tuple[str, str]:
    """Return hash and text for those who do not see it of what `picture_text` wrote, two empty texts of anything else."""
    found = _TOLD.fullmatch(text)
    return (found[1], found[2]) if found else ("", "")
