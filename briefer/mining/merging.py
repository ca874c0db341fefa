"""Which entries of the register may be the same advice; the user looks at both and decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from rapidfuzz.fuzz import token_set_ratio

from briefer.mining.terms import Weights, terms
from briefer.model.evidence import Recommendation
from briefer.model.suggestion import MergeProposal

_ENOUGH = 0.62
_COMMON = 40
"""A term in more entries than this brings no pair together: it would bring all."""


def merge_proposals(entries: Sequence[Recommendation]) -> tuple[MergeProposal, ...]:
    """Return pairs of `entries` that may be one, most alike first; pairs already merged are left out."""
    inside = {id for entry in entries for id in entry.merged_from}
    open_entries = [entry for entry in entries if entry.id not in inside]
    told = {entry.id: frozenset(terms(f"{entry.text} {entry.instrument}")) for entry in open_entries}
    weights = Weights.of(told.values())
    by_term: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(open_entries):
        for word in told[entry.id]:
            by_term[word].append(place)
    pairs = {pair for places in by_term.values() if len(places) <= _COMMON for pair in combinations(places, 2)}
    found = []
    for a, b in sorted(pairs):
        proposal = _compared(open_entries[a], open_entries[b], told, weights)
        if proposal.score >= _ENOUGH:
            found.append(proposal)
    return tuple(sorted(found, key=lambda p: (-p.score, p.kept, p.other)))


def _compared(a: Recommendation, b: Recommendation, told: dict[str, frozenset[str]], weights: Weights) -> MergeProposal:
    words = max(weights.likeness(told[a.id], told[b.id]), token_set_ratio(a.text.casefold(), b.text.casefold()) / 100)
    themes = sorted(set(a.themes) & set(b.themes))
    actor = a.actor and a.actor.casefold() == b.actor.casefold()
    score = 0.7 * words + (0.15 if themes else 0) + (0.15 if actor else 0)
    apart = bool(a.condition) != bool(b.condition)
    shared = sorted(told[a.id] & told[b.id], key=lambda word: (-weights.of_term(word), word))[:4]
    why = [f"share {', '.join(f'“{word}”' for word in shared)}"] if shared else []
    why += [f"theme {', '.join(themes)}"] if themes else []
    why += [f"actor {a.actor}"] if actor else []
    why += ["but only one has a condition"] if apart else []
    return MergeProposal(kept=a.id, other=b.id, score=round(score - (0.1 if apart else 0), 4), why="; ".join(why))
