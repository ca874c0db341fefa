"""Ids that tell nobody who wrote an essay: for files that must name no author. Ids of essays hold authors' names.

An opaque id follows from the id and the text it belongs to, so the owner of the library finds its essay again, and
nobody can find it by trying names.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping

from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Library

_KEY = re.compile(r"[\w-]+(?:/[\w-]+)*")


def opaque_ids(library: Library) -> dict[str, str]:
    """Return the opaque id of every essay ("text-" and 12 hex) and passage (that, "/" and 8 hex) by its own id."""
    found: dict[str, str] = {}
    secrets = {}
    for essay in library.all(Essay):
        secrets[essay.id] = essay.body_sha256
        found[essay.id] = f"text-{_hex(essay.id, essay.body_sha256)[:12]}"
    for passage in library.all(Passage):
        if passage.essay_id in found:
            found[passage.id] = f"{found[passage.essay_id]}/{_hex(passage.id, secrets[passage.essay_id])[:8]}"
    return found


def own_ids(library: Library) -> dict[str, str]:
    """Return what `opaque_ids` returns, the other way round."""
    return {opaque: id for id, opaque in opaque_ids(library).items()}


def exchanging(ids: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that puts new ids for old ones in a text: whole, or as parts of a slide's key."""

    def exchanged(match: re.Match[str]) -> str:
        parts = match.group().split("/")
        made: list[str] = []
        at = 0
        while at < len(parts):
            end = next((e for e in range(len(parts), at, -1) if "/".join(parts[at:e]) in ids), 0)
            made.append(ids["/".join(parts[at:end])] if end else parts[at])
            at = end or at + 1
        return "/".join(made)

    return lambda text: _KEY.sub(exchanged, text)


def _hex(id: str, secret: str) -> str:
    return hashlib.sha256(f"briefer/opaque\0{id}\0{secret}".encode()).hexdigest()
