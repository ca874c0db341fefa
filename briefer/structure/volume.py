"""The reference of an edited volume: title, editors, publisher and date from what its pages say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefer.citation.full import MONTHS
from briefer.model.reference import Name, Reference
from briefer.structure.names import Person, people
from briefer.structure.namewords import ORGANISATION
from briefer.structure.openings import is_contents, title_of

_TITLE = r"((?:[A-Z“‘0-9][^\s.,;()]*)(?:\s+(?:(?:of|and|the|in|for|to|on|a|an|at|with|from)\s+)*[A-Z0-9][^\s.,;()]*)+)"
_ANNOUNCED = re.compile(
    rf"(?<!last )(?<!previous )\b(?:publication|volume|collection|report|anthology|book|issue)"
    rf"(?:,|:| entitled| titled| called)\s+[“‘\"]?{_TITLE}"
)
_EDITOR_OF = re.compile(rf"\bEditors?,?\s+(?:for|of)\s+{_TITLE}")
_EDITED = re.compile(r"^(?:edited by|editors?:|eds?\.:?)\s+(.+)$", re.IGNORECASE)
_EDS = re.compile(r"\s*\((?:eds?|editors?)\.?\)", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:published by|©|copyright|\(c\))\s*(?:©\s*)?(?:(?:19|20)\d\d,?\s*)?(?:by\s+)?([^.,\d\n]{4,80})",
    re.IGNORECASE,
)
_SEASON = re.compile(r"\b((?:Spring|Summer|Fall|Autumn|Winter)(?:/\w+)?\s+((?:19|20)\d\d))\b")
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]}|t)?\\.?" if len(month) > 3 else month for month in MONTHS)
_DATE = re.compile(rf"\b(?:(\d{{1,2}})\s+)?({_MONTH})\s+(?:(\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?((?:19|20)\d\d)\b")
_NUMERIC = re.compile(r"(?:19|20)\d\d-\d\d(?:-\d\d)?")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


FRONT = ("foreword", "introduction")
"""Kinds whose texts and signers speak about the volume."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the reference of a volume."""

    title_page: tuple[str, ...] = ()
    """Lines before the first piece."""
    running: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    """Bodies of foreword and introduction."""
    signers: tuple[Person, ...] = ()
    """Who signs or writes foreword and introduction."""
    headings: tuple[str, ...] = ()
    """Titles and authors of the pieces, which running heads may repeat."""


def volume_reference(evidence: Evidence) -> Reference:
    """Return what can be known of the volume; unknown fields stay empty."""
    issue, issued = dated((*evidence.title_page, *evidence.running), evidence.front)
    publisher = _publisher(evidence)
    title = _title(evidence, publisher)
    return Reference(
        type="book", title=title, editors=_editors(evidence), publisher=publisher, issued=issued, issue=issue
    )


def chapter_of(volume: Reference) -> Reference:
    """Return the reference of a piece of `volume`, still without its own title and authors."""
    return replace(volume, type="chapter", title="", container_title=volume.title)


def iso_date(text: str) -> str:
    """Return the first date in `text` as ISO 8601, as precise as it is given; "" when there is none."""
    match = _DATE.search(text)
    if match:
        month = next(at for at, name in enumerate(MONTHS, start=1) if name[:3] == match[2][:3])
        day = match[1] or match[3]
        return f"{match[4]}-{month:02}" + (f"-{int(day):02}" if day and 1 <= int(day) <= 31 else "")
    numeric = re.search(r"\b((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?\b", text)
    if numeric:
        return numeric.group()
    year = _YEAR.search(text)
    return year[1] if year else ""


def is_date(line: str) -> bool:
    """Tell whether `line` is a date and nothing else."""
    bare = line.strip(" ()[].,")
    return len(line) < 40 and any(pattern.fullmatch(bare) for pattern in (_DATE, _SEASON, _NUMERIC))


def _title(evidence: Evidence, publisher: str) -> str:
    printed = _title_page_title(evidence.title_page)
    if printed:
        return printed
    known = {_plain(heading) for heading in (*evidence.headings, publisher)}
    heads = [head for head in evidence.running if _plain(head) not in known and len(head.split()) > 1]
    heads = [head for head in heads if not ORGANISATION.search(head)]
    if heads:
        return heads[0]
    votes: Counter[str] = Counter()
    for text in evidence.front:
        votes.update(match[1] for match in _ANNOUNCED.finditer(text))
    for signer in evidence.signers:
        votes.update(match[1] for match in _EDITOR_OF.finditer(signer.affiliation) if not ORGANISATION.search(match[1]))
    return votes.most_common(1)[0][0] if votes else ""


def _title_page_title(lines: Sequence[str]) -> str:
    texts: list[str] = []
    for line in lines[:5]:
        other = (
            is_contents(line)
            or _EDITED.match(f"{line} x")
            or _DATE.search(line)
            or _SEASON.search(line)
            or people(line)
            or _EDS.search(line)
        )
        if other or ORGANISATION.search(line) or _PUBLISHED.search(line):
            break
        texts.append(line)
    title = title_of(texts)
    return title if len(title.split()) <= 30 else ""


def _editors(evidence: Evidence) -> tuple[Name, ...]:
    for line in _with_continuation(evidence.title_page):
        edited = _EDITED.match(line)
        named = people(edited[1] if edited else _EDS.sub("", line)) if edited or _EDS.search(line) else ()
        if named:
            return tuple(one.name for one in named)
    return tuple(one.name for one in evidence.signers if re.search(r"\bEditor", one.affiliation))


def _with_continuation(lines: Sequence[str]) -> list[str]:
    """Return lines, "edited by" and the like with the line of names that follows it."""
    return [
        f"{line} {lines[at + 1]}"
        if _EDITED.match(f"{line} x") and at + 1 < len(lines) and len(line.split()) < 3
        else line
        for at, line in enumerate(lines)
    ]


def _publisher(evidence: Evidence) -> str:
    for line in evidence.title_page:
        published = _PUBLISHED.search(line)
        if published:
            return published[1].strip()
    for line in (*evidence.running, *evidence.title_page):
        if ORGANISATION.search(line) and len(line) < 80 and not people(line):
            return line.strip()
    return frequent_organisation(evidence.front)


def frequent_organisation(texts: Sequence[str]) -> str:
    """Return the institution that `texts` name most often, twice at least; "" when there is none."""
    names: Counter[str] = Counter()
    for text in texts:
        for match in re.finditer(r"(?:[A-Z][\w\-&]*)(?:\s+(?:(?:of|for|on|and|the)\s+)*[A-Z][\w\-&]*)+", text):
            name = re.sub(r"^(?:The|At|In|By|And|From|For|Sign|Our)\s+", "", match.group())
            if ORGANISATION.search(name) and len(name.split()) > 1:
                names[name] += 1
    best = max(names, key=lambda name: (names[name], -len(name)), default="")
    return best if names[best] >= 2 else ""


def dated(lines: Sequence[str], front: Sequence[str] = ()) -> tuple[str, str]:
    """Return the issue ("Fall 2020") and the date that `lines` give; running text of the `front` gives an issue only."""
    for text in (*lines, *front):
        season = _SEASON.search(text)
        if season:
            return " ".join(season[1].split()), season[2]
    for text in lines:
        date = iso_date(text)
        if date:
            return "", date
    return "", ""


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
