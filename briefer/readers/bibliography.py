"""Reference lists as other programs write them: BibTeX, RIS and CSL-JSON become references."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from briefer.citation.csl_json import reference_from_csl
from briefer.errors import ImportRefused
from briefer.model.reference import Reference
from briefer.model.text import canonical
from briefer.readers.text import decoded

SUFFIXES = (".bib", ".bibtex", ".ris", ".json")
"""Names of files that hold references, never essays."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BIB_TYPES = {
    "article": "article-journal",
    "book": "book",
    "collection": "book",
    "proceedings": "book",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "paper-conference",
    "techreport": "report",
    "report": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "online": "webpage",
}
_BIB = {
    "title": ("title",),
    "container-title": ("journaltitle", "journal", "booktitle"),
    "collection-title": ("series",),
    "publisher": ("publisher", "institution", "school"),
    "publisher-place": ("location", "address"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "page": ("pages",),
    "DOI": ("doi",),
    "URL": ("url",),
    "language": ("langid", "language"),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "accessed": ("urldate",),
}
_RIS_TYPES = {
    "JOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CPAPER": "paper-conference",
    "CONF": "paper-conference",
    "RPRT": "report",
    "THES": "thesis",
    "ELEC": "webpage",
    "BLOG": "post-weblog",
}
_RIS = {
    "title": ("primary_title", "title"),
    "container-title": ("journal_name", "secondary_title", "alternate_title3", "alternate_title1"),
    "collection-title": ("tertiary_title",),
    "publisher": ("publisher",),
    "publisher-place": ("place_published",),
    "volume": ("volume",),
    "issue": ("number",),
    "DOI": ("doi",),
    "language": ("language",),
}
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """The references of one file; `remarks` tell of entries that were left out."""

    name: str
    references: tuple[Reference, ...]
    remarks: tuple[str, ...] = ()


def read_bibliography(name: str, data: bytes) -> Bibliography:
    """Return the references in the file `name`; raises ImportRefused when there is none."""
    text = canonical(decoded(name, data)).removeprefix("\ufeff")
    suffix = PurePath(name).suffix.lower()
    kind = {".ris": _ris, ".json": _csl}.get(suffix, _bibtex)
    found, remarks = kind(name, text)
    references = tuple(reference for reference in found if reference.title or reference.doi)
    if not references:
        raise ImportRefused(
            f"“{name}” holds no references that can be read; export it again as BibTeX, RIS or CSL-JSON."
        )
    return Bibliography(name=name, references=references, remarks=remarks)


def _csl(name: str, text: str) -> tuple[list[Reference], tuple[str, ...]]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        return [], ()
    items = items if isinstance(items, list) else [items]
    usable = [item for item in items if isinstance(item, dict) and ("title" in item or "DOI" in item)]
    return [reference_from_csl(item) for item in usable], _left_out(len(items) - len(usable))


def _bibtex(name: str, text: str) -> tuple[list[Reference], tuple[str, ...]]:
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts

    library = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()])
    return [_bibtex_entry(entry) for entry in library.entries], _left_out(len(library.failed_blocks))


def _bibtex_entry(entry: Any) -> Reference:
    from bibtexparser.middlewares import NameParts

    fields = {key.lower(): field.value for key, field in entry.fields_dict.items()}
    item = _item(fields, _BIB)
    item["type"] = _BIB_TYPES.get(entry.entry_type.lower(), "document")
    for key in ("author", "editor"):
        named = fields.get(key, [])
        item[key] = [_spelled(part) for part in named if isinstance(part, NameParts) and part.last != ["others"]]
    item["issued"] = _date(str(fields.get("date") or ""), str(fields.get("year", "")), str(fields.get("month", "")))
    return reference_from_csl({key: value for key, value in item.items() if value})


def _spelled(part: Any) -> dict[str, str]:
    """Return a BibTeX name; one in braces of its own is a body and stays whole."""
    last = " ".join(part.last)
    if not part.first and not part.von and (" " in last or last.startswith("{")):
        return {"literal": last.strip("{}")}
    parts = {"given": part.first, "non-dropping-particle": part.von, "family": part.last, "suffix": part.jr}
    return {key: " ".join(words) for key, words in parts.items() if words}


def _ris(name: str, text: str) -> tuple[list[Reference], tuple[str, ...]]:
    import rispy

    try:
        entries = rispy.loads(text)
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        return [], ()
    return [_ris_entry(entry) for entry in entries], ()


def _ris_entry(entry: Mapping[str, Any]) -> Reference:
    item = _item(entry, _RIS)
    item["type"] = _RIS_TYPES.get(str(entry.get("type_of_reference")), "document")
    others = entry.get("unknown_tag") or {}
    item["author"] = [_ris_name(name) for name in entry.get("first_authors") or entry.get("authors") or []]
    item["editor"] = [_ris_name(name) for name in entry.get("secondary_authors") or others.get("ED") or []]
    pages = [str(entry[key]) for key in ("start_page", "end_page") if entry.get(key)]
    item["page"] = "–".join(dict.fromkeys(pages))
    item["URL"] = next(iter(entry.get("urls") or []), "")
    if number := str(entry.get("issn", "")):
        item["ISSN" if re.fullmatch(r"\d{4}-?\d{3}[\dXx]", number) else "ISBN"] = number
    date = str(entry.get("date") or entry.get("year") or "")
    item["issued"] = _date("-".join(part for part in date.split("/")[:3] if part), date[:4], "")
    return reference_from_csl({key: value for key, value in item.items() if value})


def _ris_name(text: str) -> dict[str, str]:
    family, comma, rest = text.partition(",")
    given, _, suffix = rest.partition(",")
    parts = {"family": family, "given": given, "suffix": suffix} if comma else {"literal": text}
    return {key: value.strip() for key, value in parts.items() if value.strip()}


def _item(fields: Mapping[str, Any], names: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """Return CSL variables from the first of the `names` that says something."""
    item = {key: next((str(fields[name]) for name in known if fields.get(name)), "") for key, known in names.items()}
    item["DOI"] = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", item.get("DOI", ""), flags=re.IGNORECASE)
    item["page"] = re.sub(r"\s*-+\s*", "–", item.get("page", ""))
    return {key: " ".join(value.split()) for key, value in item.items()}


def _date(stated: str, year: str, month: str) -> str:
    stated = stated.partition("/")[0]
    if _ISO.fullmatch(stated):
        return stated
    number = month.strip()[:3].lower()
    at = int(month) if month.isascii() and month.isdigit() else _MONTHS.index(number) + 1 if number in _MONTHS else 0
    plain = re.search(r"\d{4}", year or stated)
    return (plain[0] + (f"-{at:02d}" if 1 <= at <= 12 else "")) if plain else ""


def _left_out(count: int) -> tuple[str, ...]:
    entries = "1 entry" if count == 1 else f"{count} entries"
    return (f"{entries} could not be read and {'was' if count == 1 else 'were'} left out.",) if count > 0 else ()
