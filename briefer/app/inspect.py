"""What an import found, as the JSON document `inspect/1`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from briefer.mining.mine import mine
from briefer.mining.themes import Tagger
from briefer.model.essay import Essay
from briefer.model.evidence import Theme
from briefer.model.reference import Reference
from briefer.model.suggestion import Suggestion
from briefer.structure.grounds import grounds
from briefer.structure.imported import Annotation, Imported, Piece


def inspect_json(imported: Imported, themes: Iterable[Theme] = ()) -> dict[str, Any]:
    """Return `imported` as `inspect/1`; offsets are code points of each essay's text. `themes` tag the suggestions."""
    source, tagger = imported.source, Tagger.of(themes)
    return {
        "briefer": "inspect/1",
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "pages": imported.pages,
        },
        "reference": _reference(imported.reference),
        "essays": [_essay(piece, imported.annotations_of(piece), tagger) for piece in imported.pieces],
        "remarks": list(imported.remarks),
    }


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "title": reference.title,
        "authors": [name.full for name in reference.authors],
        "editors": [name.full for name in reference.editors],
        "publisher": reference.publisher,
        "date": reference.issued,
        "issue": reference.issue,
        "series": reference.collection_title,
    }


def _essay(piece: Piece, annotations: Sequence[Annotation], tagger: Tagger) -> dict[str, Any]:
    essay = piece.essay
    return {
        "id": essay.id,
        "kind": essay.kind,
        "title": essay.reference.title,
        "authors": [name.full for name in essay.reference.authors],
        "affiliations": list(essay.affiliations),
        "first_page": essay.pages[0].label if essay.pages else "",
        "last_page": essay.pages[-1].label if essay.pages else "",
        "language": essay.language,
        "confidence": essay.confidence,
        "reasons": list(grounds(essay)),
        "text": piece.body,
        **_structure(essay),
        "annotations": [
            {
                "kind": one.kind,
                "start": one.anchor.start,
                "end": one.anchor.end,
                "page": essay.page_at(one.anchor.start),
                "quote": one.anchor.quote,
                "note": one.note,
            }
            for one in annotations
        ],
        "suggestions": [suggestion_json(found) for found in mine(essay, piece.body, tagger)],
        "remarks": list(essay.remarks),
    }


def _structure(essay: Essay) -> dict[str, Any]:
    return {
        "pages": [{"start": page.start, "label": page.label, "index": page.index} for page in essay.pages],
        "sections": [{"title": s.title, "level": s.level, "start": s.start, "end": s.end} for s in essay.sections],
        "paragraphs": [{"start": p.start, "end": p.end, "page": essay.page_at(p.start)} for p in essay.paragraphs],
        "asides": [{"kind": aside.kind, "start": aside.start, "end": aside.end} for aside in essay.asides],
        "footnotes": [
            {"label": note.label, "mark_at": note.mark_at, "text": note.text, "status": note.status}
            for note in essay.footnotes
        ],
    }


def suggestion_json(found: Suggestion) -> dict[str, Any]:
    """Return a suggestion as it stands in `inspect/1` and `mine/1`."""
    return {
        "id": found.id,
        "kind": found.kind,
        "start": found.start,
        "end": found.end,
        "tier": found.tier,
        "cue": found.cues[0] if found.cues else "",
        "cues": list(found.cues),
        "reason": found.reason,
        "addressee": found.addressee,
        "action": found.action,
        "object": found.object,
        "instrument": found.instrument,
        "horizon": found.horizon,
        "condition": found.condition,
        "holder": found.holder,
        "themes": [tag.theme for tag in found.themes],
        "flags": list(found.flags),
        "shared_with": list(found.shared_with),
        "score": found.score,
    }
