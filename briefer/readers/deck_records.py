"""Reads the records of a file from the custom XML part that carries them."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part

from briefer.model.provenance import NAMESPACE, Record, from_json

Carried: TypeAlias = tuple[tuple[Record, ...], str, bool]
"""Records, run, and whether somebody edited them."""
_CUSTOM = re.compile(r"customXml/[^/]+\.xml")


def records_in(main: Part, data: bytes) -> Carried:
    """Return the records of the package `data`, whose main part is `main`."""
    found = (records_of(xml) for xml in _custom_parts(main, data))
    return next((carried for carried in found if carried is not None), ((), "", False))


def _custom_parts(main: Part, data: bytes) -> Iterator[bytes]:
    """Yield the custom XML that `main` refers to, then all there is: LibreOffice keeps the part, but no reference."""
    for relation in main.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and not relation.is_external:
            yield relation.target_part.blob
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from (archive.read(name) for name in sorted(archive.namelist()) if _CUSTOM.fullmatch(name))


def records_of(xml: bytes) -> Carried | None:
    """Return what `xml` carries, None when it is not ours; edited records are those whose digest differs."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        return None
    if etree.QName(root).namespace != NAMESPACE:
        return None
    json = "".join(str(text) for text in root.itertext())
    digest = hashlib.sha256(json.encode()).hexdigest()
    try:
        records = from_json(json)
    except (ValueError, TypeError, AttributeError):
        return (), root.get("run", ""), True
    return records, root.get("run", ""), root.get("sha256", digest) != digest
