"""Everything that rules find in one essay."""

from __future__ import annotations

from dataclasses import replace

from briefer.mining.claims import claims
from briefer.mining.facts import facts, facts_of
from briefer.mining.quotable import quotables
from briefer.mining.recommendations import recommendations
from briefer.mining.sentences import sentences
from briefer.mining.themes import Tagger
from briefer.model.essay import Essay
from briefer.model.suggestion import Suggestion


def mine(essay: Essay, body: str, tagger: Tagger | None = None) -> tuple[Suggestion, ...]:
    """Return the suggestions for an essay in the order of its text, by kind and id where they begin alike.

    Those that the user dismissed are left out. `tagger` adds themes; one that most sentences touch counts less.
    """
    found = sentences(essay, body)
    spans = [(sentence.start, sentence.end) for sentence in found]
    suggestions = (
        *recommendations(essay, body, found),
        *claims(essay, body, spans),
        *quotables(essay, body, spans),
        *facts(essay, body, facts_of(essay, body, spans)),
    )
    kept = sorted(
        (suggestion for suggestion in suggestions if suggestion.id not in essay.dismissed),
        key=lambda s: (s.start, s.end, s.kind, s.id),
    )
    if tagger is None:
        return tuple(kept)
    here = tagger.damped(body[start:end] for start, end in spans)
    return tuple(replace(s, themes=here.tags(body[s.start : s.end])) for s in kept)
