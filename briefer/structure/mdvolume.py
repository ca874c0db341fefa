"""A Markdown file as essays: one, or a volume with a heading for each piece and its author below."""

from __future__ import annotations

import re

from briefer.model.reference import Name, Reference
from briefer.model.text import canonical
from briefer.structure.dochead import EDITORS
from briefer.structure.document import Document
from briefer.structure.docvolume import imported_document
from briefer.structure.imported import Imported, Source
from briefer.structure.mdblocks import md_blocks
from briefer.structure.names import people
from briefer.structure.volume import iso_date

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z][\w-]*):[ \t]*(.*)$", re.MULTILINE)
_SEASON = re.compile(r"(?:spring|summer|fall|autumn|winter)\b", re.IGNORECASE)


def imported_markdown(raw: str, source: Source) -> Imported:
    """Return the essays in `raw`."""
    fields, rest = _front_matter(canonical(raw))
    return imported_document(Document(blocks=tuple(md_blocks(rest)), given=_given(fields)), source)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the plain `key: value` lines of the front matter, and the text after it."""
    match = _FRONT_MATTER.match(text)
    if not match or not _FIELD.search(match[1]):
        return {}, text
    fields = {key.lower(): value.strip().strip("'\"") for key, value in _FIELD.findall(match[1])}
    return fields, text[match.end() :]


def _given(fields: dict[str, str]) -> Reference:
    """Return what the front matter says of the file."""
    author = fields.get("author", "") or fields.get("authors", "")
    listed = author.strip("[]")
    edited = bool(EDITORS.search(listed))
    names = _names(EDITORS.sub("", listed))
    editors = names if edited else _names(fields.get("editor", "").strip("[]") or fields.get("editors", "").strip("[]"))
    date = fields.get("date", "") or fields.get("issued", "")
    return Reference(
        title=fields.get("title", ""),
        authors=() if edited else names,
        editors=editors,
        publisher=fields.get("publisher", ""),
        issued=iso_date(date),
        issue=fields.get("issue", "") or (date if _SEASON.match(date) else ""),
        collection_title=fields.get("series", ""),
        language=fields.get("lang", "") or fields.get("language", ""),
    )


def _names(text: str) -> tuple[Name, ...]:
    return tuple(one.name for one in people(text.replace('"', ""))) if text else ()
