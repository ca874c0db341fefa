"""JSON Schemas of the files users write, generated from the dataclasses that check them."""

from __future__ import annotations

from typing import Any

from briefer.errors import UsageError
from briefer.specs import brief, template, vocabulary
from briefer.specs.validate import json_schema


def schema_of(kind: str) -> dict[str, Any]:
    """Return the schema of a brief, template or vocabulary; raises UsageError for another kind."""
    match kind:
        case "brief":
            return json_schema(brief.Brief, brief.VERSION)
        case "template":
            return template.schema()
        case "vocabulary":
            return json_schema(vocabulary.VocabularyFile, vocabulary.VERSION)
    raise UsageError(f"There is no schema “{kind}”; there are brief, template and vocabulary.")
