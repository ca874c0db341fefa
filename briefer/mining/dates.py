"""Dates in a sentence, in ISO form as far as they are given."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS = MONTH.split("|")
_YEAR = r"(?:1[5-9]\d\d|20\d\d|(?<=\bby )2100)"
_DATE = re.compile(
    rf"\b(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month1>{MONTH})\s+(?P<year1>{_YEAR})"
    rf"|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>{_YEAR})"
    rf"|(?P<month3>{MONTH}),?\s+(?P<year3>{_YEAR})"
    rf"|(?P<from>{_YEAR})\s?[–/-]\s?(?P<to>{_YEAR}|\d\d)(?![\d-])|(?P<year4>{_YEAR}))(?!s\b|\d|[.,]\d)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at `start:end` of a text: `2019`, `2019-05`, `2019-05-03`, or a span `2014/2019`."""

    start: int
    end: int
    iso: str


def dates(text: str) -> tuple[Dated, ...]:
    """Return the dates of a sentence in order; decades and numbers that only look like years are none."""
    found = []
    for match in _DATE.finditer(text):
        if re.search(
            r"(?:[$€£¥]|\bNATO|\bAgenda|\bVision|\bHorizon|\bResolution|\bUNSCR|\d[,.])\s*$", text[: match.start()]
        ):
            continue
        iso = _iso(match)
        if iso:
            found.append(Dated(match.start(), match.end(), iso))
    return tuple(found)


def _iso(match: re.Match[str]) -> str:
    if match["from"]:
        end = match["to"] if len(match["to"]) == 4 else match["from"][:2] + match["to"]
        return f"{match['from']}/{end}" if end > match["from"] else match["from"]
    if match["year4"]:
        return match["year4"]
    if match["year3"]:
        return f"{match['year3']}-{_MONTHS.index(match['month3']) + 1:02}"
    day, month, year = (
        (match["day1"], match["month1"], match["year1"])
        if match["year1"]
        else (match["day2"], match["month2"], match["year2"])
    )
    return f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}" if 1 <= int(day) <= 31 else year
