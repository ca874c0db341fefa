"""What a comparison of a finished file found, as the window shows it: one row a statement."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.audit.verification import Finding, SourceText, Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRow:
    """One statement of a finished file beside its source."""

    slide: int
    verdict: str
    severity: str
    changes: tuple[str, ...]
    issued: str
    found: str
    source: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyResult:
    """All statements of a finished file."""

    rows: tuple[VerifyRow, ...]
    mode: str


def verified(result: Verification) -> VerifyResult:
    return VerifyResult(rows=tuple(_row(finding) for finding in result.findings), mode=result.mode)


def _cite(source: SourceText) -> str:
    """Return essay id and place: "tan-2020-can-distant-water, p. 28"; other places than pages as they are."""
    if not source.page:
        return source.essay
    return f"{source.essay}, {'p. ' if source.page[:1].isdigit() else ''}{source.page}"


def _row(finding: Finding) -> VerifyRow:
    source = finding.source
    return VerifyRow(
        slide=finding.slide,
        verdict=finding.verdict,
        severity=finding.severity,
        changes=finding.changes,
        issued=finding.issued,
        found=finding.found,
        source=source.text if source else finding.note,
        page=_cite(source) if source else "",
    )
