"""What a text file states above its text: an e-mail's header, labelled fields, the frame of a digital edition."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefer.structure.names import Person, people
from briefer.structure.volume import iso_date

_FIELD = re.compile(
    r"[>\s*_]*(from|to|cc|bcc|reply-to|sent|date|subject|title|authors?|by|published|release date|language|source|url|"
    r"editors?|publisher|credits|translator|illustrator|original publication|von|an|betreff|datum|gesendet|de|à|objet)"
    r"[*_]*\s*:[*_]*\s+(\S.*)",
    re.IGNORECASE,
)
_KEYS = {
    "von": "from",
    "de": "from",
    "betreff": "subject",
    "objet": "subject",
    "datum": "date",
    "gesendet": "date",
    "sent": "date",
    "published": "date",
    "release date": "date",
    "authors": "author",
    "by": "author",
}
_FRAME = re.compile(
    r"^[ \t]*\*{3}\s*(START|END) OF (?:TH(?:E|IS) )?.*\bE-?(?:BOOK|TEXT)\b.*$", re.IGNORECASE | re.MULTILINE
)
_FORWARDED = re.compile(
    r"[->\s]*(?:(?:begin )?forwarded message|original message|weitergeleitete nachricht)[-:\s]*", re.I
)
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*(?:<[^<>]*@[^<>]*>|\[mailto:[^\]]*\]|\([^()]*@[^()]*\))|\S+@\S+")
_HEAD_LINES = 40


@dataclass(frozen=True, slots=True)
class Stated:
    """Title, authors and ISO date that stand above a text, and how the reader is told of it."""

    title: str = ""
    people: tuple[Person, ...] = ()
    issued: str = ""
    remarks: tuple[str, ...] = ()


def stated_head(raw: str) -> tuple[Stated, str]:
    """Return what is stated above the text of `raw`, and the text without it; nothing, and all of it, for most texts."""
    marks = list(_FRAME.finditer(raw))
    if marks:
        return _framed(raw, marks)
    lines = raw.split("\n")
    fields, end = _block(lines)
    mail = "from" in fields and bool({"subject", "date", "to"} & fields.keys())
    if not (mail or "subject" in fields or {"title", "author"} <= fields.keys()) or len(fields) < 2:
        return Stated(), raw
    remarks = ("Title and author come from the header of an e-mail.",) if mail or "subject" in fields else ()
    return _stated(fields, remarks), "\n".join(lines[end:])


def _framed(raw: str, marks: Sequence[re.Match[str]]) -> tuple[Stated, str]:
    """Return the text between the lines by which a digital library frames its editions."""
    start = next((mark.end() for mark in marks if mark[1].upper() == "START"), 0)
    end = next((mark.start() for mark in marks if mark[1].upper() == "END" and mark.start() > start), len(raw))
    left_out = len(raw[:start].split()) + len(raw[end:].split())
    remark = f"{left_out} words of a digital library's notice around the text were left out."
    found = (_FIELD.fullmatch(line.strip()) for line in raw[:start].split("\n"))
    fields = {_key(match[1]): match[2] for match in found if match}
    return _stated(fields, (remark,)), raw[start:end]


def _stated(fields: Mapping[str, str], remarks: tuple[str, ...]) -> Stated:
    title = _REPLY.sub("", fields.get("subject", "") or fields.get("title", "")).strip()
    author = _ADDRESS.sub("", fields.get("from", "") or fields.get("author", "")).strip(" \"'")
    named = tuple(replace(one, titled=True) for one in people(author))
    return Stated(title, named, iso_date(fields.get("date", "")), remarks)


def _block(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Return the labelled fields with which a file begins, and the line after them."""
    found: dict[str, str] = {}
    end, key = 0, ""
    for at, line in enumerate(lines[:_HEAD_LINES]):
        match = _FIELD.fullmatch(line.rstrip())
        if match:
            key = _key(match[1])
            found.setdefault(key, match[2].strip())
            end = at + 1
        elif found and line[:1] in (" ", "\t") and line.strip():
            found[key] += f" {line.strip()}"
            end = at + 1
        elif line.strip() and (found or not _FORWARDED.fullmatch(line)):
            break
    return found, end


def _key(label: str) -> str:
    return _KEYS.get(label.lower(), label.lower())
