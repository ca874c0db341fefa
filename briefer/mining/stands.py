"""Where an essay seems to stand on a proposition: the sentences that bear on it, and a hint for the user to confirm.

A hint is never counted. Likeness alone cannot tell for from against, so the cues that do (a modal with a negation, a verb of
avoidance, a condition) are looked for in the sentences that bear, and are shown with the hint.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefer.mining.ownership import reported
from briefer.mining.terms import Weights, terms
from briefer.model.evidence import Proposition, Stand, Theme
from briefer.model.suggestion import Bearing, StandHint

MOST = 5
"""Sentences shown for one essay and proposition."""
_ENOUGH = 0.3
"""Share of what a proposition tells that a sentence must take up; below it, one word in common decides too much."""
_TELLING = 0.5
"""Score from which a sentence may decide the hint; weaker ones are shown, and left to the reader."""
_NEGATED = re.compile(
    r"\b(?:should|must|need|ought|can ill|dare)(?:\s+(?:certainly|simply|clearly|therefore|also))?(?:\s+not|n[’']t)\b"
    r"|\b(?:do|does|would|will|can)(?:\s+not|n[’']t) (?:need|want|wish|require|make sense|be wise|help|favou?r|support)"
    r"|\bno (?:need|case|reason|appetite|point|interest in|role for|place for|desire|consensus)\b"
    r"|\bnot (?:an? )?(?:option|desirable|feasible|wise|advisable|necessary|realistic|in \w+ interest|the answer)\b"
    r"|\bneither (?:possible|feasible|desirable|necessary|wise|realistic)\b",
    re.IGNORECASE,
)
_AVOIDING = re.compile(
    r"\b(?:should|must|ought to|need(?:s)? to|ha(?:s|ve) to|would do well to|better to|wise(?:r)? to)\s+(?:\w+\s+){0,3}?"
    r"(?:avoid|refrain|reject|oppose|abandon|resist|rule out|stay away|stay out|steer clear|keep out|limit|desist)\b"
    r"|\b(?:warn|caution|advise|argue)s? against\b"
    r"|\b(?:would|could) be (?:\w+\s+)?(?:unwise|premature|counter-?productive|undesirable|unrealistic|a mistake|futile"
    r"|ill-advised|harmful|provocative)\b|\b(?:is|are|seems?|remains?) (?:\w+\s+)?(?:unwise|premature|counter-?productive"
    r"|undesirable|unrealistic|infeasible|a mistake|futile|ill-advised)\b",
    re.IGNORECASE,
)
_WANTING = re.compile(
    r"\b(?:should|must|ought to|needs? to|ha(?:s|ve) to|would do well to|had better)\b(?!\s+(?:be no|come as no))"
    r"|\b(?:recommend|propose|urge|advocate|suggest)s?\b|\bcalls? for\b|\bin (?:its|their|our|the) (?:\w+ )?interest\b"
    r"|\b(?:is|are|be|remains?) (?:\w+ly )?(?:essential|vital|crucial|imperative|necessary|desirable|worthwhile|wise)\b"
    r"|\bcould (?:usefully|also|help|serve)\b|\bwould (?:benefit|help|serve|allow|strengthen)\b|\bis time to\b|\blet us\b"
    r"|\bopportunit(?:y|ies) (?:to|for)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:(?:but |and )?only if|provided(?: that)?|as long as|so long as|on condition that|on the condition that"
    r"|subject to|unless|if|once|contingent on|dependent on|insofar as)\b[^.;:!?]*",
    re.IGNORECASE,
)
_NOT_CONDITION = re.compile(
    r"\b(?:as|even|what|see|ask(?:s|ed)?|question(?:s|ed)?|wonder(?:s|ed)?|or) if\b|\bat once\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A proposition as terms: those of its own words, and those of its themes, which only support them."""

    proposition: Proposition
    core: frozenset[str]
    around: frozenset[str]
    negative: bool

    @classmethod
    def of(cls, proposition: Proposition, themes: Collection[Theme] = ()) -> Topic:
        """Return the topic of `proposition`; `themes` are those of the vocabulary."""
        core = frozenset(terms(f"{proposition.text} {proposition.short}"))
        seeds = [seed.rstrip("*") for t in themes if t.id in proposition.themes for seed in t.seeds]
        return cls(
            proposition=proposition,
            core=core,
            around=frozenset(terms(" ".join(seeds))) - core,
            negative=bool(_NEGATED.search(proposition.text) or _AVOIDING.search(proposition.text)),
        )


def bearings(topic: Topic, body: str, sentences: Sequence[tuple[int, int]], weights: Weights) -> tuple[Bearing, ...]:
    """Return the sentences that bear on `topic`, strongest first, at most `MOST`; ties in text order."""
    whole = weights.total(topic.core)
    if not whole:
        return ()
    found = []
    before: frozenset[str] = frozenset()
    last = sentences[-1][1] if sentences else 1
    for start, end in sentences:
        here = frozenset(terms(body[start:end]))
        shared, near = here & topic.core, here & topic.around
        carried = (before & topic.core) - shared
        told = weights.total(shared) + 0.25 * weights.total(carried) + 0.3 * weights.total(near)
        score = told / whole
        if _takes_a_stand(body[start:end]):
            score *= 1.5
        score *= 1 + 0.3 * start / last
        if shared and len(shared) + len(near) >= min(2, len(topic.core)) and score >= _ENOUGH:
            words = tuple(sorted(shared | near, key=lambda word: (-weights.of_term(word), word)))
            found.append(Bearing(start=start, end=end, score=min(1.0, round(score, 4)), shared=words))
        before = here
    return tuple(sorted(found, key=lambda b: (-b.score, b.start))[:MOST])


def _takes_a_stand(text: str) -> bool:
    return any(cue.search(text) for cue in (_NEGATED, _AVOIDING, _WANTING))


def hint(
    topic: Topic,
    essay_id: str,
    body: str,
    sentences: Sequence[tuple[int, int]],
    weights: Weights,
    authors: Collection[str] = (),
) -> StandHint:
    """Return the stand that `body` seems to take; `authors` are the family names of the essay's own."""
    found = bearings(topic, body, sentences, weights)
    own: dict[Stand, float] = {}
    said: dict[Stand, str] = {}
    condition = holder = ""
    core = topic.core
    for bearing in found:
        if bearing.score < _TELLING or len(core.intersection(bearing.shared)) < min(2, len(core)):
            continue
        other = reported(body, bearing.start, bearing.end, authors)
        text = body[bearing.start : bearing.end]
        if other is not None:
            holder = holder or other.holder
            own.setdefault("relayed", 0.0)
            continue
        taken, cue = _stand(text, topic)
        if taken is None:
            continue
        if taken == "for-if" and not condition:
            condition = cue
        own[taken] = own.get(taken, 0.0) + bearing.score
        said.setdefault(taken, cue)
    stand = max(own, key=lambda kind: (own[kind], kind != "relayed", kind), default=None if found else "silent")
    return StandHint(
        essay_id=essay_id,
        proposition_id=topic.proposition.id,
        stand=stand,
        bearings=found,
        condition=condition if stand == "for-if" else "",
        holder=holder if stand == "relayed" else "",
        reason=_reason(stand, said.get(stand or "silent", ""), holder, found, own),
    )


def _stand(text: str, topic: Topic) -> tuple[Stand | None, str]:
    """Return the stand that one sentence of the author's own takes, with the words that show it."""
    against = _NEGATED.search(text) or _AVOIDING.search(text)
    wanting = _WANTING.search(text)
    conditional = next(
        (m for m in _CONDITION.finditer(text) if not _NOT_CONDITION.search(text[: m.end()][-len(m[0]) - 12 :])), None
    )
    if against:
        return ("for" if topic.negative else "against"), against.group()
    if not wanting:
        return None, ""
    if conditional and len(conditional.group().split()) > 2:
        return "for-if", conditional.group().strip(" ,")
    return ("against" if topic.negative else "for"), wanting.group()


def _reason(stand: Stand | None, cue: str, holder: str, found: Sequence[Bearing], own: dict[Stand, float]) -> str:
    if not found:
        return "no sentence bears on it"
    if stand is None:
        return "sentences bear on it; whether they are for or against is for you to read"
    if stand == "relayed":
        return f"only reports the view of {holder}" if holder else "only reports a view"
    words = f"“{cue}” beside “{', '.join(found[0].shared[:3])}”"
    return f"{words}; other sentences point the other way" if {"for", "against"} <= own.keys() else words
