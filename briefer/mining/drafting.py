"""An honest draft: a question and some essays become a brief, from confirmed material first, then the best found by rule.

Everything that nobody has confirmed goes into the library as unconfirmed, so that slides, memo and audit mark it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefer.mining.propositions import Advice, proposed, proposition_of, short_of
from briefer.mining.stands import Topic, hint
from briefer.mining.terms import Weights, terms
from briefer.model.essay import Essay
from briefer.model.evidence import (
    Passage,
    PassageKind,
    Position,
    Proposition,
    Recommendation,
    Theme,
    ThemeMark,
    passage_id,
)
from briefer.model.library import Edit, Library, Put
from briefer.model.register import register_lines
from briefer.model.suggestion import KIND_OF, Bearing, StandHint, Suggestion, SuggestionKind, hint_id
from briefer.model.text import Anchor, slug
from briefer.specs.brief import Brief, Pick, RecommendationChoice

_PROPOSITIONS = 3
_THEMES = 3
_PER_THEME = 4
_ADVICE = 6
_TITLE = 105
"""Code points that fit the title of a slide in every shipped brand."""
_ON_THE_QUESTION = 0.25
_ALIKE = 0.5
"""Sentences that share this much of what they tell say the same."""
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)")
_FIRST: Mapping[SuggestionKind, float] = {
    "recommendation": 0.3,
    "claim": 0.2,
    "quotable": 0.1,
    "position": 0.1,
    "fact": 0.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mined:
    """One essay with its text, its sentences as spans of it, and what rules found in it."""

    essay: Essay
    body: str
    sentences: tuple[tuple[int, int], ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A brief, the edits that its library needs first, and what the user should know."""

    brief: Brief
    edits: tuple[Edit, ...]
    remarks: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    library: Library
    mined: Mapping[str, Mined]
    asked: frozenset[str]
    weights: Weights
    fresh: bool
    edits: dict[tuple[type, str], Put] = field(default_factory=dict)
    dropped: int = 0
    """Stands that the user dropped before, on the propositions of this draft."""

    def put(self, *entities: Passage | Position | Proposition | Recommendation) -> None:
        for entity in entities:
            self.edits[type(entity), entity.id] = Put(entity)

    def relevance(self, text: str) -> float:
        """Return how much of what the question tells `text` takes up, from 0 to 1."""
        whole = self.weights.total(self.asked)
        return self.weights.total(self.asked & set(terms(text))) / whole if whole else 0.0

    def passage(self, essay_id: str, start: int, end: int, kind: PassageKind, found: Suggestion | None) -> Passage:
        """Return the library's passage at this place, else a new unconfirmed one."""
        for known in self.library.passages_of(essay_id):
            if known.anchor is not None and (known.anchor.start, known.anchor.end) == (start, end):
                return known
        anchor = Anchor.of(self.mined[essay_id].body, start, end)
        marks = tuple(ThemeMark(tag.theme, "found", tag.why) for tag in found.themes) if found else ()
        fresh = Passage(
            id=passage_id(essay_id, kind, start, anchor.quote),
            essay_id=essay_id,
            kind=kind,
            anchor=anchor,
            themes=tuple(mark.theme for mark in marks),
            marks=marks,
            relays=found.holder if found else "",
            confirmed=False,
            score=round(found.score, 4) if found else 0.0,
        )
        known_edit = self.edits.get((Passage, fresh.id))
        return known_edit.entity if known_edit and isinstance(known_edit.entity, Passage) else fresh


def drafted(library: Library, mined: Sequence[Mined], question: str, date: str, fresh: bool = True) -> Drafted:
    """Return a draft brief on `question` over the essays of `mined`, which come in shelf order.

    `date` is the day of the brief, as YYYY-MM-DD. Unless `fresh`, only what the library holds is used and nothing is
    edited. The same input gives the same draft.
    """
    question = _APOSTROPHE.sub("’", " ".join(question.split()))
    shelf = {one.essay.id: one for one in mined}
    weights = Weights.of(terms(one.body[a:b]) for one in mined for a, b in one.sentences)
    draft = _Draft(library, shelf, frozenset(terms(question)), weights, fresh)
    themes = _themes(draft)
    propositions = _propositions(draft, question)
    for proposition in propositions if fresh else ():
        _stands(draft, proposition)
    propositions = _kept(draft, propositions)
    picks = _picks(draft, themes)
    advice = _advice(draft, themes)
    brief = Brief(
        title=_title(question),
        question=question,
        date=date,
        essays=tuple(shelf) if len(shelf) < len(library.all(Essay)) else ("all",),
        themes=tuple(themes),
        propositions=tuple(p.id for p in propositions),
        recommendations=RecommendationChoice(ids=tuple(advice)),
        picks=picks,
    )
    edits = tuple(draft.edits.values())
    return Drafted(brief=brief, edits=edits, remarks=_remarks(draft, edits))


def _title(question: str) -> str:
    """Return the question as a title; one too long for a slide ends at a word."""
    return question if len(question) <= _TITLE else f"{question[: _TITLE - 1].rsplit(' ', 1)[0]}…"


def _themes(draft: _Draft) -> list[str]:
    """Return the themes that the question and the texts have most in common."""
    found: dict[str, float] = {}
    for theme in draft.library.all(Theme):
        words = " ".join((theme.label, theme.scope, *(seed.rstrip("*") for seed in theme.seeds)))
        shared = draft.asked & set(terms(words))
        found[theme.id] = 0.5 * len(shared)
    voices: dict[str, set[str]] = {id: set() for id in found}
    for passage in draft.library.all(Passage):
        if passage.essay_id in draft.mined and not passage.doubtful and draft.relevance(passage.wording) > 0:
            for id in passage.themes:
                voices.setdefault(id, set()).add(passage.essay_id)
    for one in draft.mined.values():
        for suggestion in one.suggestions:
            if draft.relevance(one.body[suggestion.start : suggestion.end]) > 0:
                for tag in suggestion.themes[:2]:
                    voices.setdefault(tag.theme, set()).add(one.essay.id)
    ranked = sorted(found, key=lambda id: (-(found[id] + len(voices[id])), id))
    return [id for id in ranked if len(voices[id]) > 1][:_THEMES]


def _propositions(draft: _Draft, question: str) -> list[Proposition]:
    """Return the library's propositions on the question, then the question's own, then what several texts advise."""
    known = sorted(
        ((draft.relevance(f"{p.text} {p.short}"), -p.order, p) for p in draft.library.all(Proposition)),
        key=lambda found: (-found[0], -found[1], found[2].id),
    )
    chosen = [proposition for score, _, proposition in known if score >= _ON_THE_QUESTION][:_PROPOSITIONS]
    taken = {p.id for p in draft.library.all(Proposition)}
    if not draft.fresh:
        return chosen
    asked = proposition_of(question)
    if asked and not any(draft.relevance(f"{p.text} {p.short}") > 0.6 for p in chosen):
        chosen.insert(0, _proposition(draft, asked, (), taken, short_of(question)))
    advice = [
        Advice(
            source=s.id,
            essay_id=one.essay.id,
            text=one.body[s.start : s.end],
            addressee=s.addressee,
            themes=tuple(tag.theme for tag in s.themes),
            score=s.score + draft.relevance(one.body[s.start : s.end]),
        )
        for one in draft.mined.values()
        for s in one.suggestions
        if s.kind == "recommendation" and s.tier in ("explicit", "soft")
    ]
    for cluster in proposed([item for item in advice if draft.relevance(item.text) >= _ON_THE_QUESTION]):
        if len(chosen) >= _PROPOSITIONS:
            break
        told = frozenset(terms(cluster.text))
        if all(draft.weights.likeness(told, terms(p.text)) < 0.5 for p in chosen):
            chosen.append(_proposition(draft, cluster.text, cluster.themes, taken))
    return chosen[:_PROPOSITIONS]


def _proposition(draft: _Draft, text: str, themes: tuple[str, ...], taken: set[str], short: str = "") -> Proposition:
    name = slug(text, 5) or "question"
    id = next(id for id in (f"prop/{name}", *(f"prop/{name}-{n}" for n in range(2, 99))) if id not in taken)
    taken.add(id)
    known = {theme.id for theme in draft.library.all(Theme)}
    made = Proposition(id=id, text=text, short=short, themes=tuple(t for t in themes if t in known), order=len(taken))
    draft.put(made)
    return made


def _stands(draft: _Draft, proposition: Proposition) -> None:
    """Add an unconfirmed position for each full text that has none and that a rule gives a stand nobody dropped yet."""
    topic = Topic.of(proposition, draft.library.all(Theme))
    for one in draft.mined.values():
        essay = one.essay
        key = Position.key(proposition.id, essay.id)
        if essay.text == "digest" or not essay.counts or draft.library.get(Position, key) is not None:
            continue
        if hint_id(essay.id, proposition) in essay.dismissed:
            draft.dropped += 1
            continue
        authors = [name.family or name.literal for name in essay.reference.authors]
        found = hint(topic, essay.id, one.body, one.sentences, draft.weights, authors)
        if found.stand is not None and found.bearings:
            draft.put(*_position(draft, found, key))


def _kept(draft: _Draft, propositions: Sequence[Proposition]) -> list[Proposition]:
    """Return the first, and those that the library has or a text has a position on; the edits make no other."""
    spoken_to = {put.entity.proposition_id for put in draft.edits.values() if isinstance(put.entity, Position)}
    kept: list[Proposition] = []
    for proposition in propositions:
        if not kept or proposition.id in spoken_to or draft.library.get(Proposition, proposition.id) is not None:
            kept.append(proposition)
        else:
            draft.edits.pop((Proposition, proposition.id))
    return kept


def _position(draft: _Draft, found: StandHint, key: str) -> Iterable[Passage | Position]:
    first = found.bearings[0]
    passage = draft.passage(found.essay_id, first.start, first.end, "claim", _suggested(draft, found.essay_id, first))
    if passage.doubtful or found.stand is None:
        return
    if found.stand == "relayed":
        passage = replace(passage, relays=passage.relays or found.holder or "others")
    yield passage
    yield Position(
        id=key,
        proposition_id=found.proposition_id,
        essay_id=found.essay_id,
        stand=found.stand,
        condition=found.condition,
        holder=found.holder or ("others" if found.stand == "relayed" else ""),
        passages=(passage.id,),
    )


def _suggested(draft: _Draft, essay_id: str, at: Bearing) -> Suggestion | None:
    return next((s for s in draft.mined[essay_id].suggestions if (s.start, s.end) == (at.start, at.end)), None)


def _picks(draft: _Draft, themes: Sequence[str]) -> tuple[Pick, ...]:
    """Return the best of each theme: what the user confirmed, then what rules found, of as many texts as there are."""
    picks: dict[str, Pick] = {}
    for theme in themes:
        kept = [p for id in draft.mined for p in draft.library.passages_of(id) if theme in p.themes and not p.doubtful]
        kept.sort(key=lambda p: (not p.confirmed, -draft.relevance(p.wording), -p.score, p.id))
        voices: list[str] = []
        for passage in kept:
            if len(voices) < _PER_THEME and passage.essay_id not in voices and passage.id not in picks:
                voices.append(passage.essay_id)
                picks[passage.id] = _pick(draft, passage)
        for score, one, found in _ranked(draft, theme) if draft.fresh else ():
            if len(voices) >= _PER_THEME or score <= 0:
                break
            if one.essay.id in voices:
                continue
            passage = draft.passage(one.essay.id, found.start, found.end, KIND_OF[found.kind], found)
            if passage.id in picks or passage.doubtful:
                continue
            voices.append(one.essay.id)
            draft.put(passage if theme in passage.themes else replace(passage, themes=(*passage.themes, theme)))
            picks[passage.id] = _pick(draft, passage)
    return tuple(picks.values())


def _pick(draft: _Draft, passage: Passage) -> Pick:
    """Return the pick of a passage; words that are the author's own stand in quotation marks."""
    full = draft.mined[passage.essay_id].essay.text == "full"
    quoted = full and passage.anchor is not None and not passage.text
    return Pick(passage=passage.id, role="quotation" if quoted else "paraphrase")


def _ranked(draft: _Draft, theme: str) -> list[tuple[float, Mined, Suggestion]]:
    found = []
    for one in draft.mined.values():
        if one.essay.text == "digest" or not one.essay.counts:
            continue
        for s in one.suggestions:
            fit = next((tag.score for tag in s.themes if tag.theme == theme), 0.0)
            if fit and s.tier != "reported" and s.id not in one.essay.dismissed:
                on_question = draft.relevance(one.body[s.start : s.end])
                found.append((round(on_question + 0.5 * fit + _FIRST[s.kind] + 0.2 * s.score, 6), one, s))
    return sorted(found, key=lambda item: (-item[0], item[1].essay.order, item[1].essay.id, item[2].start, item[2].id))


def _advice(draft: _Draft, themes: Sequence[str]) -> list[str]:
    """Return the register's entries on the themes, then new unconfirmed ones from what texts recommend."""
    lines = register_lines(draft.library, draft.mined.keys())
    ids = [line.entry.id for line in lines if set(line.entry.themes) & set(themes)][:_ADVICE]
    taken = {entry.id for entry in draft.library.all(Recommendation)}
    said: list[frozenset[str]] = []
    for theme in themes if draft.fresh else ():
        for _, one, found in _ranked(draft, theme):
            if len(ids) >= _ADVICE:
                return ids
            if found.kind != "recommendation" or found.tier not in ("explicit", "soft"):
                continue
            passage = draft.passage(one.essay.id, found.start, found.end, "recommendation", found)
            told = frozenset(terms(passage.wording))
            known = any(passage.id in entry.passages for entry in draft.library.all(Recommendation))
            known = known or any(draft.weights.likeness(told, other) >= _ALIKE for other in said)
            id = f"rec/{slug(passage.wording, 6)}"
            if known or id in taken or passage.doubtful:
                continue
            taken.add(id)
            said.append(told)
            ids.append(id)
            draft.put(passage)
            draft.put(
                Recommendation(
                    id=id,
                    text=" ".join(passage.wording.split()),
                    actor=found.addressee,
                    action=found.action,
                    instrument=found.instrument,
                    horizon=found.horizon,
                    condition=found.condition,
                    themes=passage.themes,
                    passages=(passage.id,),
                    confirmed=False,
                    order=len(taken),
                )
            )
    return ids


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _remarks(draft: _Draft, edits: Sequence[Edit]) -> tuple[str, ...]:
    found = [edit.entity for edit in edits if isinstance(edit, Put)]
    passages, positions = (sum(isinstance(e, kind) for e in found) for kind in (Passage, Position))
    unread = [one.essay.id for one in draft.mined.values() if one.essay.reading == "unread" and one.essay.counts]
    remarks = []
    if passages or positions:
        remarks.append(
            f"Found by rule and not confirmed by anybody: {_counted(passages, 'passage')}, "
            f"{_counted(positions, 'position')}. "
            "Each is marked on its slide until you keep or drop it."
        )
    if draft.dropped:
        remarks.append(f"{_counted(draft.dropped, 'stand')} that you dropped before: not proposed again.")
    if unread:
        remarks.append(f"{len(unread)} of the texts have not been read; they count as not read, never as silent.")
    if not draft.asked:
        remarks.append("The question holds no word that a text could be searched for; ask it in a full sentence.")
    return tuple(remarks)
