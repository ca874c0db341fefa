"""What verification found in a file: one finding a statement, with verdict, changes and severity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from briefer.errors import Exit
from briefer.model.found import CHANGES, Change, Severity, Verdict
from briefer.model.statement import Role
from briefer.quotation.difference import Piece
from briefer.quotation.fairness import Unfairness

Mode: TypeAlias = Literal["ids", "text", "as-issued"]
"""Compared with records and library, by text alone, or with the records only."""

_FATAL_VERDICTS: tuple[Verdict, ...] = ("altered", "unquotable")
_FATAL: tuple[Change, ...] = ("number", "name", "negation", "page", "author", "source-line")
_GOOD: tuple[Verdict, ...] = ("verbatim", "verbatim-marked", "unchanged", "copied")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The words of a source that a finding speaks of; `start:end` is their place in the body."""

    essay: str
    page: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of one statement. `slide` and `paragraph` are 0 for what is no longer in the file."""

    id: str
    slide: int = 0
    paragraph: int = 0
    role: Role = "own"
    issued: str = ""
    found: str = ""
    source: SourceText | None = None
    verdict: Verdict
    changes: tuple[Change, ...] = ()
    severity: Severity
    pieces: tuple[Piece, ...] = ()
    """From what it should be to what it is, word by word."""
    warnings: tuple[Unfairness, ...] = ()
    note: str = ""
    """A sentence or more where verdict and changes do not say it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """All findings of one file in slide order."""

    file: str
    mode: Mode
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """Return how many findings have `severity`."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def exit(self) -> Exit:
        """Return the exit code: 7 when anything failed."""
        return Exit.GATE if self.count("fail") else Exit.DONE


def severity_of(verdict: Verdict, changes: tuple[Change, ...]) -> Severity:
    """Return how grave a verdict with these changes is."""
    if verdict in _FATAL_VERDICTS or any(change in _FATAL for change in changes):
        return "fail"
    return "ok" if verdict in _GOOD and not changes else "warn"


def in_order(changes: set[Change]) -> tuple[Change, ...]:
    """Return `changes` the gravest first."""
    return tuple(change for change in CHANGES if change in changes)


def verify_json(verification: Verification) -> dict[str, Any]:
    """Return the document `verify/1`."""
    return {
        "briefer": "verify/1",
        "file": verification.file,
        "mode": verification.mode,
        "summary": {
            "statements": len(verification.findings),
            "ok": verification.count("ok"),
            "warn": verification.count("warn"),
            "fail": verification.count("fail"),
        },
        "statements": [_row(finding) for finding in verification.findings],
    }


def _row(finding: Finding) -> dict[str, Any]:
    source = finding.source
    return {
        "id": finding.id,
        "slide": finding.slide,
        "paragraph": finding.paragraph,
        "role": finding.role,
        "issued": finding.issued,
        "found": finding.found,
        "source": None
        if source is None
        else {
            "essay": source.essay,
            "page": source.page,
            "start": source.start,
            "end": source.end,
            "text": source.text,
        },
        "verdict": finding.verdict,
        "changes": list(finding.changes),
        "severity": finding.severity,
    }
