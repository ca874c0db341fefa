"""Whether the library still holds what a statement was issued on: its texts, its passages, and their pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefer.audit.locating import locator_text
from briefer.audit.sources import Sources
from briefer.model.evidence import Passage
from briefer.model.found import Change
from briefer.model.provenance import Record


@dataclass(frozen=True, slots=True)
class Overturned:
    """What the library changed under a statement since it was issued, and the sentence that says so."""

    note: str
    changes: tuple[Change, ...] = ()


def overturned(record: Record, sources: Sources) -> Overturned | None:
    """Return what the library no longer says of what `record` rests on, None when everything stands."""
    if any(sources.essay(id) is None for id in record.essays):
        return Overturned("Its source is no longer in the library.")
    passages = [sources.library.get(Passage, id) for id in record.passages]
    there = [passage for passage in passages if passage is not None]
    if len(there) < len(passages):
        return Overturned("A passage it rests on is no longer in the library.")
    if any(passage.doubtful for passage in there):
        return Overturned("A passage it rests on was set aside as doubtful.")
    pages = dict.fromkeys(locator_text(sources.library.locator(passage)) for passage in there)
    if record.locator and pages and record.locator not in pages:
        now = ", ".join(filter(None, pages)) or "nowhere"
        return Overturned(f"The library has it at {now} now.", ("page",))
    return None


def knows_any(records: Iterable[Record], sources: Sources) -> bool:
    """Tell whether the library holds any text that `records` speak of, or they speak of none."""
    essays = dict.fromkeys(id for record in records for id in record.essays)
    return not essays or any(sources.essay(id) is not None for id in essays)
