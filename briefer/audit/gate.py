"""The gate: whether an output may leave, must carry a stamp, or stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.audit.counting import Audit

Level: TypeAlias = Literal["ignore", "warn", "stamp", "refuse"]
Outcome: TypeAlias = Literal["allowed", "stamped", "refused"]


@dataclass(frozen=True, slots=True)
class Clearance:
    """What the gate decided. `reasons` are sentences; `stamp` is what the output says of itself."""

    outcome: Outcome
    reasons: tuple[str, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class _Check:
    found: Callable[[Audit], tuple[str, ...]]
    one: str
    many: str


_CHECKS: dict[str, _Check] = {
    "unsourced": _Check(lambda audit: audit.unsourced, "statement names no source", "statements name no source"),
    "inexact": _Check(
        lambda audit: audit.inexact,
        "quotation does not stand in its source word for word",
        "quotations do not stand in their source word for word",
    ),
    "assessment": _Check(
        lambda audit: audit.assessments,
        "assessment lacks a name or a confidence",
        "assessments lack a name or a confidence",
    ),
    "single_source": _Check(
        lambda audit: audit.single_source,
        "claim rests on one source and does not name its author",
        "claims rest on one source and do not name its author",
    ),
    "unread": _Check(
        lambda audit: audit.unread, "essay is cited that nobody has read", "essays are cited that nobody has read"
    ),
}
"""The settings of a brief's gate, in the order in which reasons are given; that for designation indicators is the last."""
_WAYS_OUT = {"designation": " To write the files without, set gate: {designation: warn}."}


def gate(audit: Audit, levels: Mapping[str, Level], as_of: str, designation: str = "") -> Clearance:
    """Return what `levels` ("unsourced": "stamp", …) decide; a level that is not set is "warn".

    No stamp says that an output matches its sources while a quotation does not, whatever its level.
    `as_of` is the date of the brief, which the stamp names; `designation` is what a designation indicator lacks.
    """
    reasons: list[str] = []
    stamped: set[str] = set()
    refused = False
    for name, faults, said in _found(audit, designation):
        level = levels.get(name, "warn")
        if level in ("stamp", "refuse") or name == "inexact":
            stamped.update(faults)
        if level == "refuse":
            said += _WAYS_OUT.get(name, "")
            refused = True
        if level != "ignore":
            reasons.append(said)
    outcome: Outcome = "refused" if refused else "stamped" if stamped else "allowed"
    return Clearance(outcome, tuple(reasons), stamp(len(stamped), as_of))


def _found(audit: Audit, designation: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield the setting of the gate that each fault falls under, the ids at fault, and the sentence that says so."""
    for name, check in _CHECKS.items():
        if found := check.found(audit):
            yield name, found, f"{len(found)} {check.one if len(found) == 1 else check.many}."
    if designation:
        yield "designation", (), designation


def stamp(faults: int, as_of: str) -> str:
    """Return what an output says of itself: "matches its sources as of 2026-11-22" or "not verified: 3 statements"."""
    if not faults:
        return f"matches its sources as of {as_of}"
    return f"not verified: {faults} statement{'s' if faults > 1 else ''}"
