"""Propositions that a shelf invites: the user's own question, and advice that several texts give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefer.mining.terms import Weights, terms

_ALIKE = 0.22
_QUESTION = re.compile(
    r"^(?:(?:how|why|when|where)\s+(?=should|must|can|could|ought|will|would|may))?"
    r"(?P<modal>should|must|can|could|ought|will|would|may|does|do|is|are)\s+(?P<rest>.+?)\s*\?*$",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:what|which|who|whom|whose|how|why|when|where)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?P<subject>(?:(?:the|a|an|our|its|their|all|both|more|new)\s+)?(?:[a-z]+-?[a-z]*\s+(?=[A-Z]))*(?:[a-z]+\s+)??"
    r"(?:[A-Z][\w’'.-]*|(?:[Aa]lliance|[Aa]llies|governments?|ministr(?:y|ies)|states?|countries|members|universities"
    r"|schools?|hospitals?|cities|parliaments?|councils?|we|they|it))"
    r"(?:(?:\s+|,\s+)(?:and\s+|of\s+|of the\s+|or\s+|for\s+|the\s+|in\s+)*[A-Z][\w’'.-]*|\s+and\s+(?:its|their)\s+[a-z]+)*)"
    r"\s+(?P<verb>(?!(?:and|or|of|in|for|with|to|on|by)\b)[a-z].*)$"
)
_CONNECTIVE = re.compile(
    r"^(?:(?:however|therefore|thus|hence|moreover|furthermore|finally|first(?:ly)?|second(?:ly)?|third(?:ly)?|indeed"
    r"|in addition|as a result|consequently|instead|also|similarly|likewise|in short|to conclude|in conclusion),\s+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A sentence in which an author recommends something: `source` is the id it can be found by."""

    source: str
    essay_id: str
    text: str
    addressee: str = ""
    themes: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedProposition:
    """A sentence to be for or against, in words of `source`, and the advice it was taken from, one cluster."""

    text: str
    source: str
    members: tuple[str, ...]
    essays: tuple[str, ...]
    themes: tuple[str, ...]


def proposition_of(question: str) -> str:
    """Return the sentence that a question asks about ("Should NATO consult Japan?" -> "NATO should consult Japan").

    Where subject and verb cannot be told apart the question itself comes back, without its mark; "" for a question that
    nobody can be for or against ("What do the texts say?").
    """
    plain = " ".join(question.split())
    asked = _QUESTION.match(plain)
    if asked is None and _OPEN.match(plain):
        return ""
    if asked is None or asked["modal"].lower() in ("does", "do", "is", "are"):
        return plain.rstrip("?").strip()
    parts = _SUBJECT.match(asked["rest"])
    if parts is None:
        return "" if _OPEN.match(plain) else plain.rstrip("?").strip()
    subject = parts["subject"]
    return f"{subject[:1].upper()}{subject[1:]} {asked['modal'].lower()} {parts['verb']}"


_ITS = re.compile(r"(?P<before>(?:(?!(?:the|an?|its)\b)[a-z-]+ )+)its\b")
"""A phrase in which “its” can only be what its sentence was about: nothing else is named before it."""


def short_of(question: str) -> str:
    """Return what a yes-or-no question is about, as it ends "seven texts support …": "consulting Japan".

    "" where subject and verb of the question cannot be told apart.
    """
    asked = _QUESTION.match(" ".join(question.split()))
    parts = _SUBJECT.match(asked["rest"]) if asked else None
    if parts is None or asked is None or asked["modal"].lower() in ("does", "do", "is", "are"):
        return ""
    verb, _, rest = parts["verb"].partition(" ")
    if verb in ("be", "not", "also", "have") or not verb.isalpha():
        return ""
    said = f"{_gerund(verb)} {rest}".strip()
    whose = _ITS.match(said)
    return f"{whose['before']}{parts['subject']}’s{said[whose.end() :]}" if whose else said


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    short = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", verb)
    return f"{verb}{verb[-1]}ing" if short else f"{verb}ing"


def proposed(advice: Sequence[Advice], most: int = 12) -> tuple[ProposedProposition, ...]:
    """Return propositions that texts of at least two essays speak to, those with most essays first.

    Clusters grow around the strongest advice: a sentence joins the cluster whose founder it resembles most. The wording
    is the founder's, without its leading connective.
    """
    told = {item.source: frozenset(terms(item.text)) for item in advice}
    weights = Weights.of(told.values())
    clusters: list[list[Advice]] = []
    for item in sorted(advice, key=lambda a: (-a.score, a.essay_id, a.source)):
        scored = [(_alike(item, cluster[0], told, weights), -place) for place, cluster in enumerate(clusters)]
        best, place = max(scored, default=(0.0, 0))
        if best >= _ALIKE:
            clusters[-place].append(item)
        else:
            clusters.append([item])
    found = [_proposition(cluster) for cluster in clusters if len({item.essay_id for item in cluster}) > 1]
    found.sort(key=lambda p: (-len(p.essays), -len(p.members), p.text))
    return tuple(found[:most])


def _alike(a: Advice, b: Advice, told: dict[str, frozenset[str]], weights: Weights) -> float:
    first, second = told[a.source], told[b.source]
    smaller = min(weights.total(first), weights.total(second))
    if not smaller or len(first & second) < 2:
        return 0.0
    overlap = weights.total(first & second) / smaller
    themes = 0.05 if set(a.themes) & set(b.themes) else 0.0
    actor = 0.05 if a.addressee and a.addressee.casefold() == b.addressee.casefold() else 0.0
    return 0.6 * overlap + 0.4 * weights.likeness(first, second) + themes + actor if overlap >= 0.25 else 0.0


def _proposition(cluster: Sequence[Advice]) -> ProposedProposition:
    founder = cluster[0]
    text = _CONNECTIVE.sub("", " ".join(founder.text.split())).rstrip(".")
    counted: dict[str, int] = {}
    for item in cluster:
        for theme in item.themes:
            counted[theme] = counted.get(theme, 0) + 1
    return ProposedProposition(
        text=f"{text[:1].upper()}{text[1:]}",
        source=founder.source,
        members=tuple(item.source for item in cluster),
        essays=tuple(dict.fromkeys(item.essay_id for item in cluster)),
        themes=tuple(sorted(counted, key=lambda theme: (-counted[theme], theme))[:3]),
    )
