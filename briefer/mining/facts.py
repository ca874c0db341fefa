"""Facts of an essay: figures and dates with what they say something about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from briefer.mining.dates import Dated, dates
from briefer.mining.figures import Figure, figures
from briefer.mining.standing import Standing, id_at, reported_at, standings
from briefer.mining.wordforms import stems
from briefer.model.essay import Essay
from briefer.model.suggestion import Suggestion

MAX_FACTS = 20
"""No essay gets more facts suggested than this."""
DATE = "date"
"""The unit of an event's year."""
_EVENT = re.compile(
    r"\b(?:founded|established|created|launched|opened|began|begun|started|signed|joined|adopted|ended|closed|built"
    r"|introduced"
    r"|published|set up|ratified|formed|dissolved|invaded|annexed|elected|abolished|inaugurated|entered into force"
    r"|came into force|took effect|broke out|dates? (?:from|back)|dated|passed|repealed|amended|revised|enacted|drafted"
    r"|developed|invented|discovered|announced|agreed|approved|rejected|withdrew|withdrawn|merged|split|deregulated"
    r"|privatised|privatized|nationalised|nationalized|collapsed|exploded|crashed|flooded|killed|struck|caused|led to"
    r"|happened|occurred|took place|met|voted|won|appointed|resigned|ruled"
    r"|accident|explosion|disaster|war|crisis|treaty|convention|referendum|elections?|revolution|floods?|famine"
    r"|pandemic"
    r"|outbreak|earthquake|hurricane|coup|summit|conference|protocol|agreement|pact|law|act|reform|directive|code"
    r"|constitution"
    r"|deregulation|independence|unification|enlargement)\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"\b(?:must|should|ought to|needs? to|ha(?:s|ve) to|might|could|would|shall|if|unless)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:()—–]\s|\s[—–-]\s|\(|\)")
_LONGEST_WHAT = 16
_LEAST = 0.3
_PROPOSAL = 0.15
"""What an undated figure loses in a sentence that says what ought to be or might be: it may be a wish."""
_NEAR = 60
"""Characters between a date and what happened then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure, or the year of an event (unit `date`), in the sentence at `start:end` of the body of an essay."""

    essay_id: str
    start: int
    end: int
    written: str
    value: Fraction
    unit: str
    what: str
    """The words around it: what it measures."""
    date: str
    """ISO, as far as the sentence says; "" when it does not. For an event, the date itself."""
    rough: bool
    about: frozenset[str]
    """Stems of the sentence's content words, without those of the figure."""


def facts_of(essay: Essay, body: str, sentences: Iterable[tuple[int, int]]) -> tuple[Fact, ...]:
    """Return every figure and dated event in the running text of `essay`, in order; `sentences` are spans of the body."""
    return tuple(fact for spot in standings(essay, sentences) for fact in _facts(essay, body, spot))


def facts(essay: Essay, body: str, found: Iterable[Fact]) -> tuple[Suggestion, ...]:
    """Return what `facts_of` found as suggestions, one a sentence, at most twenty, in the order of the text."""
    by_sentence: dict[tuple[int, int], list[Fact]] = {}
    for fact in found:
        by_sentence.setdefault((fact.start, fact.end), []).append(fact)
    scored = [(_score(members, body[span[0] : span[1]]), span, members) for span, members in by_sentence.items()]
    worth = [item for item in scored if item[0] >= _LEAST]
    best = sorted(worth, key=lambda item: (-item[0], item[1]))[:MAX_FACTS]
    made = [_suggestion(essay, body, members, score) for score, _, members in best]
    return tuple(sorted(made, key=lambda one: one.start))


def _facts(essay: Essay, body: str, spot: Standing) -> Iterator[Fact]:
    text = body[spot.start : spot.end]
    measured, dated = figures(text), dates(text)
    for figure in measured:
        date = _nearest(figure, dated)
        yield _fact(essay, spot, text, figure, date.iso if date else "")
    if not measured:
        near = [date for date in dated if _is_of(date, text) and "/" not in date.iso]
        if near:
            date = near[0]
            year = Figure(date.start, date.end, Fraction(int(date.iso[:4])), DATE, False)
            yield _fact(essay, spot, text, year, date.iso)


def _is_of(date: Dated, text: str) -> bool:
    """Tell whether a date opens the sentence (“In 2009, …”), or something that happened is named close to it."""
    return bool(re.match(r"\W*(?:In|On|By|Since|Until)\s+\S*$", text[: date.start])) or bool(
        _EVENT.search(text, max(0, date.start - _NEAR), date.end + _NEAR)
    )


def _fact(essay: Essay, spot: Standing, text: str, figure: Figure, date: str) -> Fact:
    written = text[figure.start : figure.end]
    own = {*stems(written), figure.unit}
    words = frozenset(word for word in stems(text) if word not in own and not word[:1].isdigit())
    return Fact(
        essay_id=essay.id,
        start=spot.start,
        end=spot.end,
        written=" ".join(written.split()),
        value=figure.value,
        unit=figure.unit,
        what=_what(text, figure),
        date=date,
        rough=figure.rough,
        about=words,
    )


def _nearest(figure: Figure, dated: Iterable[Dated]) -> Dated | None:
    outside = [date for date in dated if date.end <= figure.start or figure.end <= date.start]
    return min(outside, key=lambda date: max(figure.start - date.end, date.start - figure.end), default=None)


def _what(text: str, figure: Figure) -> str:
    """Return the clause that holds the figure, or the words around it when the clause is long or says too little."""
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, figure.start)]
    first = starts[-1] if starts else 0
    match = _CLAUSE.search(text, figure.end)
    last = match.start() if match else len(text)
    if len(text[first:last].split()) - len(text[figure.start : figure.end].split()) < 3:
        first, last = (starts[-2] if len(starts) > 1 else 0), len(text)
    words_before, words_after = text[first : figure.start].split(), text[figure.end : last].split()
    spare = max(0, _LONGEST_WHAT - min(len(words_after), _LONGEST_WHAT // 2))
    kept = [*words_before[-spare:], *text[figure.start : figure.end].split(), *words_after[: _LONGEST_WHAT // 2]]
    return " ".join(kept).strip(" .,;:")


def _score(members: list[Fact], text: str) -> float:
    best = max(map(_worth, members))
    dated = 0.1 if any(fact.date for fact in members) else 0.0
    large = 0.05 if any(fact.value >= 1000 and fact.unit != DATE for fact in members) else 0.0
    wished = 0.0 if dated or not _PROPOSED.search(text) else _PROPOSAL
    return round(min(1.0, best + dated + large - wished + 0.05 * min(2, len(members) - 1)), 3)


def _worth(fact: Fact) -> float:
    """Return what a figure is worth: money and shares most, a count of two or three next to nothing."""
    if fact.unit == "%" or fact.unit.isupper():
        return 0.6
    if fact.unit == DATE:
        return 0.3
    return 0.15 if 0 <= fact.value <= 3 else 0.4


def _suggestion(essay: Essay, body: str, members: list[Fact], score: float) -> Suggestion:
    first = members[0]
    whose = reported_at(essay, body, first.start, first.end)
    flags = [] if first.date else ["no date"]
    flags += ["rough figure"] if any(fact.rough for fact in members) else []
    noun = "date" if first.unit == DATE else "figure" if len(members) == 1 else "figures"
    return Suggestion(
        id=id_at(essay, body, "fact", first.start, first.end),
        essay_id=essay.id,
        kind="fact",
        start=first.start,
        end=first.end,
        tier="reported" if whose else "",
        holder=whose.holder if whose else "",
        cues=tuple(dict.fromkeys(fact.written for fact in members)),
        reason=f"gives {noun if noun == 'figures' else f'a {noun}'}: {', '.join(dict.fromkeys(f.written for f in members))}",
        object=first.what,
        horizon=first.date,
        flags=tuple(flags),
        score=score,
    )
