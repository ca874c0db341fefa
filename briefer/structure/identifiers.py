"""Numbers by which a text names itself: the DOI, ISBN or ISSN on a line of its own at its beginning or end."""

from __future__ import annotations

import re

_REACH = 2_000
_LINES = re.MULTILINE | re.IGNORECASE
_DOI = re.compile(r"^(?:doi:?\s*)?(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S*[^\s.,;)])[.,;]?$", _LINES)
_ISBN = re.compile(r"^(?:e-?)?ISBN(?:-1[03])?:?\s*([\dXx][\dXx \-–]{8,16}[\dXx])\s*(?:\([^)\n]*\))?$", _LINES)
_ISSN = re.compile(r"^(?:e-?)?ISSN:?\s*(\d{4})[-–]?(\d{3}[\dXx])\s*(?:\([^)\n]*\))?$", _LINES)


def own_numbers(body: str) -> dict[str, str]:
    """Return "DOI", "ISBN" and "ISSN" of a text, those it states; a number whose check digit is wrong is left out."""
    edges = body if len(body) <= 2 * _REACH else f"{body[:_REACH]}\n\n{body[-_REACH:]}"
    found: dict[str, str] = {}
    if doi := _DOI.search(edges):
        found["DOI"] = doi[1]
    isbns = (re.sub(r"[ \-–]", "", match[1]).upper() for match in _ISBN.finditer(edges))
    if isbn := next(filter(_sound_isbn, isbns), ""):
        found["ISBN"] = isbn
    issns = (f"{match[1]}-{match[2].upper()}" for match in _ISSN.finditer(edges))
    if issn := next(filter(_sound_issn, issns), ""):
        found["ISSN"] = issn
    return found


def _sound_isbn(number: str) -> bool:
    if len(number) == 13 and number.isdigit():
        return sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(number)) % 10 == 0
    return len(number) == 10 and number[:9].isdigit() and _weighed(number, 10) % 11 == 0


def _sound_issn(number: str) -> bool:
    return _weighed(number.replace("-", ""), 8) % 11 == 0


def _weighed(number: str, first: int) -> int:
    return sum((10 if digit == "X" else int(digit)) * (first - place) for place, digit in enumerate(number))
