"""What a deck says about itself: document properties and the provenance part."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable
from typing import IO

from briefer.model.deck import Deck
from briefer.model.provenance import NAMESPACE
from briefer.writers.markup import HEAD, escaped, legal_utf8
from briefer.writers.opc import Kept

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def core_xml(deck: Deck) -> str:
    """Return docProps/core.xml; created and modified are the deck's own date, never the clock's."""
    date = _timestamp(deck.date)
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(deck.title)}</dc:title><dc:subject>{escaped(deck.subject)}</dc:subject>"
        f"<dc:creator>{escaped(deck.author)}</dc:creator><cp:keywords>{escaped(_keywords(deck))}</cp:keywords>"
        f"<dc:description>{escaped(deck.stamp)}</dc:description><cp:lastModifiedBy>Briefer</cp:lastModifiedBy>"
        f'<cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified>'
        f"<dc:language>{escaped(deck.language)}</dc:language></cp:coreProperties>"
    )


def app_xml(slides: int, hidden: int) -> str:
    """Return docProps/app.xml for a deck of `slides` slides, each with notes, `hidden` of them hidden."""
    return (
        f'{HEAD}<Properties xmlns="{_PROPERTIES}/extended-properties"><TotalTime>0</TotalTime>'
        f"<Application>Briefer</Application><PresentationFormat>Widescreen</PresentationFormat>"
        f"<Slides>{slides}</Slides><Notes>{slides}</Notes><HiddenSlides>{hidden}</HiddenSlides></Properties>"
    )


def custom_xml(values: dict[str, str]) -> str:
    """Return docProps/custom.xml with `values` as text properties of at most 255 characters."""
    rows = "".join(
        f'<property fmtid="{_CUSTOM_SET}" pid="{pid}" name="{escaped(name)}">'
        f"<vt:lpwstr>{escaped(value[:255])}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), 2)
    )
    return (
        f'{HEAD}<Properties xmlns="{_PROPERTIES}/custom-properties" xmlns:vt="{_PROPERTIES}/docPropsVTypes">'
        f"{rows}</Properties>"
    )


def provenance_xml(records: Iterable[str], run: str, file: IO[bytes]) -> tuple[Kept, str]:
    """Return the custom XML part and the SHA-256 of its text: the JSON of all records, which comes in pieces.

    It is kept in `file`: that of a large deck is longer than all its slides.
    """
    digest = hashlib.sha256()
    for piece in records:
        text = legal_utf8(piece)
        digest.update(text)
        file.write(text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;"))
    sha256 = digest.hexdigest()
    head = f'{HEAD}<provenance xmlns="{NAMESPACE}" version="1" run="{escaped(run)}" sha256="{sha256}">'
    return Kept(head.encode(), file, b"</provenance>"), sha256


def item_properties_xml(run: str) -> str:
    """Return the properties of the custom XML part; without them PowerPoint would drop it."""
    item = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}/{run}")).upper()
    return (
        f'{HEAD}<ds:datastoreItem xmlns:ds="{_PROPERTIES}/customXml" ds:itemID="{{{item}}}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def _keywords(deck: Deck) -> str:
    return ", ".join(word for word in (deck.brief_id, deck.marking) if word)


def _timestamp(date: str) -> str:
    """Return an ISO date of any precision as a moment ("2026-11" -> 1 November 2026, midnight UTC)."""
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date)
    year, month, day = match.groups() if match else ("1980", None, None)
    return f"{year}-{month or '01'}-{day or '01'}T00:00:00Z"
