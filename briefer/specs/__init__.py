"""Files that users write: briefs, templates, vocabularies, brands. All mistakes of a file are reported at once."""

from __future__ import annotations

STRICT: dict[str, object] = {"extra": "forbid"}
"""`__pydantic_config__` of a root: unknown keys are mistakes, in everything it holds too."""
