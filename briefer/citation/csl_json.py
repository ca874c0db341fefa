"""References to and from CSL-JSON 1.0.2; what `Reference` has no field for survives in `extra`.

A known variable that its field cannot hold in full (a season, a range of dates, a name with an ORCID) is kept in
`extra` too, and is written again as long as the field still says the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from briefer.model.reference import Name, Reference

_TEXTS = {
    "type": "type",
    "title": "title",
    "container-title": "container_title",
    "collection-title": "collection_title",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "issue": "issue",
    "volume": "volume",
    "page": "page",
    "URL": "url",
    "DOI": "doi",
    "language": "language",
}
_NAMES = {"author": "authors", "editor": "editors"}
_DATES = {"issued": "issued", "accessed": "accessed"}
_ORDER = ("type", "title", "author", "editor", *[key for key in _TEXTS if key not in ("type", "title")], *_DATES)
_PARTS = {
    "family": "family",
    "given": "given",
    "non-dropping-particle": "particle",
    "suffix": "suffix",
    "literal": "literal",
}
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def reference_from_csl(item: Mapping[str, object]) -> Reference:
    """Return the reference that a CSL-JSON item describes; numbers may be text, dates ISO text. `id` is left out."""
    values: dict[str, Any] = {}
    extra: list[tuple[str, str]] = []
    for key, said in item.items():
        raw = _decoded(said) if key in _NAMES or key in _DATES else said
        if key == "id":
            continue
        if key in _TEXTS:
            values[_TEXTS[key]] = _text(raw)
        elif key in _NAMES:
            values[_NAMES[key]] = _names(raw)
        elif key in _DATES:
            values[_DATES[key]] = _date(raw)
        if not _held(key, raw):
            extra.append((key, _text({"raw": raw} if key in _DATES and isinstance(raw, str) else raw)))
    return Reference(**{"type": "document", **values}, extra=tuple(extra))


def reference_to_csl(reference: Reference, iso_dates: bool = False) -> dict[str, Any]:
    """Return `reference` as a CSL-JSON item; `iso_dates` writes dates as text, as the library folder does."""
    extra = {key: _decoded(value) for key, value in reference.extra}
    item: dict[str, Any] = {}
    for key in _ORDER:
        if key in _NAMES:
            value: Any = getattr(reference, _NAMES[key])
            spelled: Any = [_spelled_name(name) for name in value]
            kept = key in extra and _names(extra[key]) == value
        elif key in _DATES:
            value = getattr(reference, _DATES[key])
            spelled = value if iso_dates else _date_parts(value)
            kept = key in extra and _date(extra[key]) == value
        else:
            value = spelled = getattr(reference, _TEXTS[key])
            kept = key in extra and _text(extra[key]) == value
        if kept:
            item[key] = extra[key]
        elif value:
            item[key] = spelled
    known = {*_ORDER, "id"}
    return {**item, **{key: value for key, value in extra.items() if key not in known}}


def _held(key: str, raw: object) -> bool:
    """Tell whether the field for `key` says all that `raw` says."""
    if key in _TEXTS:
        return isinstance(raw, (str, int, float))
    if raw in ("", None):
        return key in _NAMES or key in _DATES
    if key in _NAMES:
        return isinstance(raw, list) and all(
            isinstance(name, dict) and set(name) <= set(_PARTS) and all(isinstance(v, str) for v in name.values())
            for name in raw
        )
    if key in _DATES:
        date = _date(raw)
        if isinstance(raw, str):
            return raw == date
        return isinstance(raw, dict) and set(raw) == {"date-parts"} and _numbers(raw) == _numbers(_date_parts(date))
    return False


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _decoded(value: object) -> object:
    """Return the list or mapping that `value` spells as JSON just as we would, else `value` itself."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            read = json.loads(value)
            return read if json.dumps(read, ensure_ascii=False) == value else value
        except (ValueError, RecursionError):
            return value
    return value


def _names(raw: object) -> tuple[Name, ...]:
    people = raw if isinstance(raw, list) else [raw] if raw else []
    return tuple(_name(person) for person in people)


def _name(raw: object) -> Name:
    if not isinstance(raw, dict):
        return Name(literal=_text(raw))
    parts = {field: _text(raw[key]) for key, field in _PARTS.items() if key in raw}
    if "dropping-particle" in raw:
        both = (_text(raw["dropping-particle"]), parts.get("particle", ""))
        parts["particle"] = " ".join(part for part in both if part)
    return Name(**parts)


def _spelled_name(name: Name) -> dict[str, str]:
    return {key: getattr(name, field) for key, field in _PARTS.items() if getattr(name, field)}


def _date(raw: object) -> str:
    """Return the (first) date as ISO text of its own precision, "" when there is none."""
    if isinstance(raw, dict):
        if dates := _numbers(raw):
            year, *rest = dates[0]
            return "-".join([f"{year:04d}", *[f"{part:02d}" for part in rest]])
        raw = raw.get("raw") or raw.get("literal") or ""
    said = _text(raw).strip()
    if _ISO.fullmatch(said):
        return said
    year_alone = re.search(r"\b(1[5-9]|20)\d\d\b", said)
    return year_alone.group() if year_alone else ""


def _numbers(raw: Mapping[str, object]) -> list[list[int]]:
    """Return the date parts of a CSL date as numbers; what is no date is left out."""
    dates = raw.get("date-parts")
    found = []
    for date in dates if isinstance(dates, list) else []:
        parts = [str(part) for part in date[:3]] if isinstance(date, list) else []
        if parts and all(part.isascii() and part.isdigit() for part in parts):
            found.append([int(part) for part in parts])
    return found


def _date_parts(date: str) -> dict[str, Any]:
    if _ISO.fullmatch(date):
        return {"date-parts": [[int(part) for part in date.split("-")]]}
    return {"raw": date}
