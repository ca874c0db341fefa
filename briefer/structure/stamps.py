"""Dates as pages and programs state them, in the forms and languages that are common in essays."""

from __future__ import annotations

import re
import unicodedata

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv enero ene gennaio gen januari janeiro",
            "february feb februar fevrier fevr febrero febbraio februari fevereiro",
            "march mar marz mars marzo maart mrt marco",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mei maio",
            "june jun juni juin junio giugno junho",
            "july jul juli juillet juil julio luglio julho",
            "august aug aout agosto ago augustus",
            "september sep sept septembre septiembre settembre setembro",
            "october oct oktober okt octobre octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember dez decembre diciembre dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR = r"((?:19|20)\d\d)"
_WORD = r"([^\W\d_]{3,10})\.?"
_NUMERIC = re.compile(rf"(?<!\d){_YEAR}[-/.](\d{{1,2}})(?!\d)(?:[-/.](\d{{1,2}})(?!\d))?")
_COMPACT = re.compile(rf"(?<!\d){_YEAR}(\d\d)(\d\d)(?!\d)")
_TURNED = re.compile(rf"(?<!\d)(\d{{1,2}})([./-])(\d{{1,2}})\2{_YEAR}(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?{_WORD},?\s+(?:de[l]?\s+)?{_YEAR}"
)
_MONTH_FIRST = re.compile(rf"{_WORD}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}")
_MONTH_ONLY = re.compile(rf"{_WORD},?\s+(?:de[l]?\s+)?{_YEAR}")
_ANY_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


def stated_date(text: str) -> str:
    """Return the first date in `text` as ISO 8601, as precise as it is certain; "" when there is none.

    In “03/04/2021” only the year is certain, since countries differ; with dots the day stands first everywhere.
    """
    if found := _NUMERIC.search(text) or _COMPACT.search(text):
        return _iso(found[1], int(found[2]), int(found[3] or 0))
    if found := _TURNED.search(text):
        first, second = int(found[1]), int(found[3])
        if found[2] == "." or first > 12:
            return _iso(found[4], second, first)
        return _iso(found[4], first, second) if second > 12 or first == second else found[4]
    if (found := _DAY_FIRST.search(text)) and _month(found[2]):
        return _iso(found[3], _month(found[2]), int(found[1]))
    if (found := _MONTH_FIRST.search(text)) and _month(found[1]):
        return _iso(found[3], _month(found[1]), int(found[2]))
    if (found := _MONTH_ONLY.search(text)) and _month(found[1]):
        return _iso(found[2], _month(found[1]), 0)
    year = _ANY_YEAR.search(text)
    return year[1] if year else ""


def _month(word: str) -> int:
    plain = "".join(one for one in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(one))
    return _MONTHS.get(plain, 0)


def _iso(year: str, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return year
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= 31 else f"{year}-{month:02}"
