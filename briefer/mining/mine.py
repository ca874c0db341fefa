"""Everything that rules find in one essay."""

from __future__ import annotations

from briefer.mining.recommendations import Tagger, recommendations
from briefer.mining.sentences import sentences
from briefer.model.essay import Essay
from briefer.model.suggestion import Suggestion


def mine(essay: Essay, body: str, tagger: Tagger | None = None) -> tuple[Suggestion, ...]:
    """Return the suggestions for an essay in the order of its text, by kind and id where they begin alike.

    Those that the user dismissed are left out. `tagger` adds themes.
    """
    found = recommendations(essay, body, sentences(essay, body), tagger)
    kept = (suggestion for suggestion in found if suggestion.id not in essay.dismissed)
    return tuple(sorted(kept, key=lambda s: (s.start, s.end, s.kind, s.id)))
