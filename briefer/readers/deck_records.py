"""Reads the records of a file from the custom XML part that carries them."""

from __future__ import annotations

import hashlib

from lxml import etree

from briefer.model.provenance import NAMESPACE, Record, from_json


def records_of(xml: bytes) -> tuple[tuple[Record, ...], str, bool] | None:
    """Return records, run and whether their digest differs, or None when `xml` carries no records of ours."""
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
