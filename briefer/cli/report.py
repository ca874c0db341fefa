"""What the command line prints for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefer.app.build import Draft
    from briefer.app.built import Built
    from briefer.app.importing import ImportOutcome
    from briefer.app.reimport import Updated
    from briefer.audit.verification import Verification
    from briefer.model.essay import Essay
    from briefer.structure.imported import Imported

_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 60
FATES = ("kept", "moved", "broken", "ambiguous")
_SIZES = {
    "pptx": "{} slides",
    "docx": "memo, one page",
    "pdf": "memo, one page",
    "md": "outline",
    "handout": "handout, pages: {}",
    "packet": "source packet, pages: {}",
    "html": "memo as a web page",
    "xlsx": "evidence used",
}
_SIGNS = {"ok": "ok  ", "warn": "look", "fail": "FAIL"}


def printable(text: str) -> str:
    """Return `text` without characters that a terminal obeys instead of showing; texts come from strangers."""
    return _COMMANDS.sub("\ufffd", text)


def check_report(path: Path, made: Draft, refusals: Sequence[str]) -> str:
    """Return that a brief has no mistakes, then what its build would be refused or stamped for, and would remark."""
    remarks = [remark.text for remark in made.remarks if remark.severity != "info"]
    return "\n".join([f"{path}: no mistakes found.", *(f"  Remark: {text}" for text in (*refusals, *remarks))])


def build_report(built: Built) -> str:
    """Return what was made, the counts, and where it lies."""
    draft = built.draft
    lines = [f"{draft.brief.title} (version {draft.brief.version})"]
    for file in built.files:
        lines.append(f"  {file.path}  {_SIZES[file.format].format(file.parts)}")
    audit = draft.audit
    roles = dict(audit.roles)
    boilerplate = roles.pop("boilerplate", 0)
    by_role = ", ".join(f"{count} {role}" for role, count in roles.items())
    lines.append(f"Statements: {audit.statements} ({by_role}), and {boilerplate} of boilerplate")
    lines.append(
        f"Sourced {len(audit.sourced)}, unsourced {len(audit.unsourced)}, own text {len(audit.own)} · "
        f"quotations exact {audit.exact} of {audit.quotations} · assessments {roles.get('assessment', 0)}"
    )
    if audit.unconfirmed:
        lines.append(f"Unconfirmed {len(audit.unconfirmed)}: marked on their slides")
    lines.append(f"Gate: {draft.clearance.stamp}")
    lines += [f"  - {reason}" for reason in draft.clearance.reasons]
    lines += [f"Remark: {remark.text}" for remark in built.remarks if remark.severity != "info"]
    return "\n".join(lines)


def inspect_report(imported: Imported) -> str:
    """Return one line a piece: pages, authors, title, notes, confidence."""
    lines = [f"{imported.source.name}: {len(imported.pieces)} {'piece' if len(imported.pieces) == 1 else 'pieces'}"]
    for piece in imported.pieces:
        essay = piece.essay
        authors = ", ".join(name.full for name in essay.reference.authors) or "no author found"
        pages = f"pp. {essay.pages[0].label}–{essay.pages[-1].label}" if essay.pages else "no pages"
        linked = sum(note.status == "linked" for note in essay.footnotes)
        lines.append(
            f"  {essay.kind:<12} {pages:<11} {authors}: {essay.reference.title} "
            f"({linked} of {len(essay.footnotes)} notes linked, confidence {essay.confidence:.2f})"
        )
        lines += [f"    {remark}" for remark in essay.remarks]
    return "\n".join(lines + [f"  {remark}" for remark in imported.remarks])


def mine_report(found: dict[str, Any]) -> str:
    """Return, essay by essay, each suggestion with its place, tier, cue, reason and addressee."""
    lines: list[str] = []
    for essay in found["essays"]:
        lines.append(f"{', '.join(essay['authors']) or 'no author'}: {essay['title']} ({essay['id']})")
        if essay["reason"]:
            lines.append(f"  not looked through: {essay['reason']}")
        elif not essay["suggestions"]:
            lines.append("  none found")
        lines += [line for suggestion in essay["suggestions"] for line in _suggestion(suggestion)]
    for conflict in found["conflicts"]:
        first, second = conflict["places"]
        told = " / ".join(
            f"{value} ({place['essay']}{', ' + place['place'] if place['place'] else ''})"
            for value, place in zip(conflict["values"], (first, second), strict=True)
        )
        lines.append(f"Different figures for {conflict['what']}: {told}")
    count = sum(len(essay["suggestions"]) for essay in found["essays"])
    read = sum(not essay["reason"] for essay in found["essays"])
    noun = "suggestion" if count == 1 else "suggestions"
    return "\n".join([*lines, f"{count} {noun} in {read} {'essay' if read == 1 else 'essays'}; none is accepted yet."])


def _suggestion(found: dict[str, Any]) -> list[str]:
    whose = (
        f"view of {found['holder']}" if found["holder"] else f"to {found['addressee']}" if found["addressee"] else ""
    )
    facts = "; ".join(part for part in (f"{found['reason']} (“{found['cue']}”)", whose, *found["flags"]) if part)
    return [
        f"  {found['place'] or '–':<8} {found['tier'] or found['kind']:<9} {' '.join(found['text'].split())}",
        f"{'':21}{facts}",
    ]


def import_report(result: ImportOutcome) -> str:
    """Return what was imported and what was refused, a line each; a dry run shows the pieces by number."""
    verb = "would be imported" if result.dry_run else "imported"
    lines = [f"{len(result.essays)} {'essay' if len(result.essays) == 1 else 'essays'} {verb}"]
    if result.dry_run:
        lines += [f"  {piece.number:>2}  {_described(piece.essay)}" for piece in result.pieces]
    else:
        lines += [f"  {essay.id}" for essay in result.essays]
    if result.annotations:
        count = f"{result.annotations} {'mark' if result.annotations == 1 else 'marks'}"
        lines.append(f"  {count} and comments of readers {verb} as passages")
    lines += [f"  remark: {remark}" for remark in result.remarks]
    lines += [f"  refused: {reason}" for _, reason in result.refused]
    return "\n".join(lines)


def _described(essay: Essay) -> str:
    reference = essay.reference
    authors = ", ".join(name.full for name in reference.authors) or "no author found"
    page = f", pp. {reference.page}" if reference.page else ""
    return f"{essay.id}  ({essay.kind}: {authors}, {reference.title}, {reference.year}{page})"


def update_report(updated: Updated) -> str:
    """Return what a new version of a text changes: every passage that moved, broke or became ambiguous, a line each."""
    verb = "would be updated" if updated.dry_run else "updated"
    lines = [f"{len(updated.revisions)} {'text' if len(updated.revisions) == 1 else 'texts'} {verb}"]
    for revision in updated.revisions:
        counts = ", ".join(f"{revision.count(fate)} {fate}" for fate in FATES)
        lines.append(f"  {revision.essay.id}, revision {revision.essay.revision}: passages {counts}")
        for passage in revision.passages:
            if passage.fate != "kept":
                lines.append(f"    {passage.fate}: {passage.id} “{_short(passage.quote)}” {passage.says}")
    lines += [f"  brief to look at: {path}" for path in updated.briefs]
    lines += [f"  remark: {remark}" for remark in updated.remarks]
    lines += [f"  refused: {reason}" for _, reason in updated.refused]
    return "\n".join(lines)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def list_report(found: dict[str, Any]) -> str:
    """Return the items of list/1 as aligned columns under their headings."""
    if not found["items"]:
        return f"The library has no {found['kind']}."
    keys = _COLUMNS[found["kind"]]
    rows = [[key.upper() for key in keys], *([_cell(item, key) for key in keys] for item in found["items"])]
    widths = [max(len(row[column]) for row in rows) for column in range(len(keys))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(r, widths, strict=True)).rstrip() for r in rows)


def _cell(item: dict[str, Any], key: str) -> str:
    value = item[key]
    match key:
        case "pages":
            text = "–".join(dict.fromkeys(value))
        case "stands":
            text = f"{value['for'] + value['for-if']} for, {value['against']} against, of {item['of']}"
        case "essays":
            text = str(len(value) if isinstance(value, list) else value)
        case "authors":
            text = ", ".join(value)
        case _:
            text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


_COLUMNS = {
    "essays": ("id", "authors", "title", "date", "pages", "reading"),
    "themes": ("id", "label", "essays", "passages"),
    "passages": ("id", "place", "kind", "text"),
    "propositions": ("id", "text", "stands"),
    "recommendations": ("id", "text", "actor", "essays"),
    "templates": ("id", "kind", "name"),
    "propositions with positions": ("id", "text", "counts", "of", "open"),
}
"""The keys that people see, by kind; `--json` has them all."""


def positions_report(found: dict[str, Any]) -> str:
    """Return the counts of positions/1 as aligned columns under their headings."""
    noun = {"text": "texts", "author": "authors", "institution": "institutions"}[found["by"]]
    items = [
        {
            "id": item["id"],
            "text": item["text"],
            "counts": ", ".join(f"{count} {stand}" for stand, count in item["counts"].items() if count) or "none",
            "of": f"{item['of']} {noun}",
            "open": f"{len(item['unconfirmed'])} unconfirmed, {len(item['not_read'])} not read",
        }
        for item in found["items"]
    ]
    return list_report({"kind": "propositions with positions", "items": items})


def search_report(found: dict[str, Any], facets: bool = False) -> str:
    """Return the hits of search/1, two lines each: where, then the words around; then what the facets count."""
    lines = []
    for hit in found["items"]:
        place = f", {hit['place']}" if hit["place"] else ""
        kind = "" if hit["kind"] == "body" else f" ({hit['kind']})"
        lines.append(f"{hit['essay'] or hit['id']}{place}{kind}")
        lines.append(f"  {' '.join(hit['snippet'].split())}")
    if facets:
        lines += [f"{name}: {_counted(values)}" for name, values in found["facets"].items() if values]
    offer = f"Did you mean {found['suggestion']}?" if found["suggestion"] else ""
    return "\n".join([*lines, *filter(None, [found["remark"], offer])])


def _counted(values: list[dict[str, Any]]) -> str:
    return ", ".join(f"{entry['value']} {entry['count']}" for entry in values)


def verify_report(result: Verification) -> str:
    """Return the summary and every statement that is not as it was, the worst first."""
    counts = f"{result.count('ok')} ok, {result.count('warn')} to look at, {result.count('fail')} failed"
    how = {"ids": "", "text": ", compared by text alone", "as-issued": ", compared with its own records: no library"}
    lines = [f"{result.file}: {len(result.findings)} statements, {counts}{how[result.mode]}"]
    order = {"fail": 0, "warn": 1, "ok": 2}
    for row in sorted(result.findings, key=lambda f: (order[f.severity], f.slide)):
        if row.severity == "ok":
            continue
        nowhere = "no longer there" if row.verdict == "removed" else "the file"
        place = f"slide {row.slide}" if row.slide else nowhere
        changes = f" ({', '.join(row.changes)})" if row.changes else ""
        lines.append(f"{_SIGNS[row.severity]} {place}: {row.verdict}{changes}")
        lines += [
            f"       {label}: {text}"
            for label, text in (
                ("as issued", row.issued),
                ("in the file", row.found),
                ("in the source", row.source.text if row.source else ""),
                ("note", row.note),
            )
            if text
        ]
    return "\n".join([*lines, *(f"Remark: {remark}" for remark in result.remarks)])
