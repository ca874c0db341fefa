"""What mail programs put around a text: a sign of quotation before every line, and a signature below."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED = re.compile(r"(?:>[ ]?)+")
_LEAST_QUOTED = 0.9
_SIGNATURE_LINES = 15


@dataclass(frozen=True, slots=True)
class Posted:
    """A text without what a mail program put around it, and how the reader is told."""

    text: str
    remarks: tuple[str, ...] = ()


def posted(raw: str) -> Posted:
    """Return `raw` without signs of quotation, where most lines have them, and without a signature below "-- " (RFC 3676)."""
    lines = raw.split("\n")
    filled = [line for line in lines if line.strip()]
    quoted = sum(line.startswith(">") for line in filled)
    remarks: list[str] = []
    if quoted > 1 and quoted >= len(filled) * _LEAST_QUOTED:
        lines = [_QUOTED.sub("", line, count=1) if line.startswith(">") else line for line in lines]
        remarks.append("The signs of quotation (“>”) before the lines were left out.")
    end = next((at for at in range(len(lines) - 1, 0, -1) if lines[at].rstrip("\r") == "-- "), len(lines))
    below = [line for line in lines[end + 1 :] if line.strip()]
    if below and len(below) <= _SIGNATURE_LINES and any(line.strip() for line in lines[:end]):
        remarks.append(f"{len(' '.join(below).split())} words of a mail signature below “--” were left out.")
        lines = lines[:end]
    return Posted("\n".join(lines), tuple(remarks))
