"""The record that a written file carries of each statement, so that it can be compared with its source later.

Format version 1, described in docs/provenance.md. Three carriers hold it: the whole record as JSON in a custom XML
part, one line a statement in the notes, the statement's id in the shape name.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from briefer.model.statement import Role
from briefer.model.text import digest

NAMESPACE = "https://briefer.app/ns/provenance/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a file says of one statement; `quote` is the source's own text, "" where nothing is quoted."""

    id: str
    slide_key: str
    field: str
    role: Role
    passages: tuple[str, ...]
    """Passage or position ids the statement rests on."""
    essays: tuple[str, ...]
    locator: str
    issued: str
    """The statement's text as it was put into the file."""
    source_sha256: str
    """SHA-256 of the canonical body that `quote` was taken from; "" where nothing is quoted."""
    start: int = 0
    end: int = 0
    quote: str = ""
    before: str = ""
    after: str = ""
    row: int = 0
    """Row of the table it stands in, from 1, counted through all slides of its key; 0 outside tables."""
    column: int = 0


_FIELDS = tuple(Record.__slots__)
_AT_ONCE = 256
"""How many records are encoded by one call: each call has its price, and its text is held whole."""
_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def to_json(records: Sequence[Record], run: str) -> str:
    """Return the records of one file as JSON text, keys in a fixed order."""
    return "".join(json_pieces(records, run))


def json_pieces(records: Sequence[Record], run: str, strip_context: bool = False) -> Iterator[str]:
    """Yield the text of `to_json` in pieces: that of a large deck is longer than all its slides.

    `strip_context` leaves the words before and after each quotation out.
    """
    fields = tuple(name for name in _FIELDS if not (strip_context and name in ("before", "after")))
    values = attrgetter(*fields)
    yield f'{{"briefer": "provenance/1", "run": {_encoded(run)}, "statements": ['
    for at in range(0, len(records), _AT_ONCE):
        rows = [dict(zip(fields, values(record), strict=True)) for record in records[at : at + _AT_ONCE]]
        yield (", " if at else "") + _encoded(rows)[1:-1]
    yield "]}"


def from_json(text: str) -> tuple[Record, ...]:
    """Return the records that `to_json` wrote; unknown keys are ignored; raises ValueError when it is something else."""
    data = json.loads(text)
    if not isinstance(data, dict) or data.get("briefer") != "provenance/1":
        raise ValueError("not a provenance record of version 1")
    known = set(Record.__slots__)
    records = []
    for row in data.get("statements", []):
        values = {name: value for name, value in row.items() if name in known}
        for name in ("passages", "essays"):
            values[name] = tuple(values.get(name, ()))
        records.append(Record(**values))
    return tuple(records)


_LINE = re.compile(
    r"^(?P<id>s-[0-9a-f]{10}) · (?P<role>[a-z]+)"
    r"(?: · (?!sha256:|text:)(?P<essay>[\w-]+)(?: · (?!sha256:|text:)(?P<locator>[^·]+?))?)?"
    r"(?: · sha256:(?P<sha>[0-9a-f]{8})(?: chars (?P<start>\d+)–(?P<end>\d+))?)?"
    r"(?: · text:(?P<text>[0-9a-f]{8}))?$"
)
_MARK = re.compile(r"\[(\d{1,3})\]")
_TOKEN = re.compile(r"(?:(?<!\w)-)?\d+(?:[.,:/]\d+)*|[^\W\d_]+|[%‰$€£¥&+=<>±≤≥≈×÷°]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")


@lru_cache(maxsize=1024)  # footers and marks stand on every slide
def fingerprint(shown: str) -> str:
    """Return 8 hex digits that stand for what a paragraph says, the same for every typography of its words.

    They are the beginning of the SHA-256 of its words, numbers and signs, then of its source numbers in brackets.
    """
    marks = sorted(map(int, _MARK.findall(shown)))
    plain = _MARK.sub(" ", shown) if marks else shown
    if not plain.isascii():
        for char in set(_FOREIGN.findall(plain)):
            if unicodedata.category(char) == "Cf":
                plain = plain.replace(char, "")
        plain = unicodedata.normalize("NFKC", plain).replace("−", "-").replace("–", "-")
    words = _TOKEN.findall(plain.casefold())
    return digest(" ".join((*words, *(f"[{mark}]" for mark in marks))))[:8]


def verify_line(record: Record) -> str:
    """Return the line of the VERIFY block in the speaker notes; people can read it, `parse_verify_line` too."""
    parts = [record.id, record.role]
    if record.essays:
        parts.append(record.essays[0])
        if record.locator:
            parts.append(record.locator.replace("·", ","))
    if record.source_sha256:
        parts.append(f"sha256:{record.source_sha256[:8]} chars {record.start}–{record.end}")
    parts.append(f"text:{fingerprint(record.issued)}")
    return " · ".join(parts)


def parse_verify_line(line: str) -> dict[str, str] | None:
    """Return id, role, essay, locator, sha, start, end and text of a VERIFY line ("" where absent), or None."""
    match = _LINE.match(line.strip())
    return {name: value or "" for name, value in match.groupdict().items()} if match else None
