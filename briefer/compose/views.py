"""What templates see: plain values under plain names; the model values behind them stay out of reach."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefer.citation.full import long_date, short_date
from briefer.compose.facts import (
    as_of,
    contact_facts,
    cover_facts,
    decision_facts,
    doubtful_findings,
    essay_facts,
    people_facts,
    reading_facts,
    scope_facts,
    texts_fact,
)
from briefer.compose.marking import meaning
from briefer.compose.overview import (
    by_support,
    findings,
    matrices,
    support_line,
    theme_counts,
    theme_line,
    theme_matrices,
    voices_on,
)
from briefer.compose.ranking import Advice, advice_headline, fields_headline, ranked_fields
from briefer.compose.shelf import Shelf
from briefer.compose.wording import (
    MAX_TITLE,
    capitalised,
    none_word,
    plural,
    title_line,
    years,
)
from briefer.model.counts import Tally
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Theme
from briefer.model.numbers import number_word
from briefer.quotation.trimming import quoted_words
from briefer.specs.brief import Assessment, Pick, WrittenLine
from briefer.specs.expressions import Citable, View
from briefer.specs.figure import Figure
from briefer.specs.numbering import ids_of


@dataclass(frozen=True, slots=True)
class Computed:
    """Origin of words that the engine computed from positions or passages."""

    positions: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


_MOST_ROWS = 8
"""Reasoned voices that fit one slide as rows; more are a map of names."""


def best(values: Sequence[Any], limit: int = 4) -> list[Any]:
    """Return the first `limit` items; lists come in the user's order, then by score, essay and place in the text."""
    return list(values)[: int(limit)]


def _join(values: Sequence[object], separator: str = ", ") -> str:
    return separator.join(str(value) for value in values)


FILTERS: dict[str, Callable[..., Any]] = {
    "best": best,
    "longdate": lambda iso: long_date(str(iso)) if iso else "",
    "shortdate": lambda iso: short_date(str(iso)) if iso else "",
    "capitalised": lambda text: capitalised(str(text)),
    "number": lambda count: number_word(int(count)),
    "count": lambda values: len(values),
    "join": _join,
}
"""The filters a template may use."""


def context(shelf: Shelf) -> dict[str, Any]:
    """Return everything a template may look into, slide by slide values apart."""
    brief = shelf.brief
    return {
        "brief": _brief(shelf),
        "decision": View(
            brief.decision,
            ask=brief.decision.ask,
            title=brief.decision.title,
            wording=brief.decision.wording,
            by=brief.decision.by,
            decides=brief.decision.decides,
        ),
        "facts": tuple(View(fact) for fact in cover_facts(shelf)),
        "scope": View(None, rows=tuple(View(fact) for fact in scope_facts(shelf))),
        "contact": View(None, rows=tuple(View(fact) for fact in contact_facts(shelf))),
        "agenda": tuple(View(item, text=item.text) for item in brief.agenda),
        "summary": _summary(shelf),
        "essays": tuple(_essay(shelf, essay) for essay in shelf.essays),
        "themes": tuple(_themes(shelf)),
        "propositions": tuple(_proposition(shelf, proposition) for proposition in shelf.propositions()),
        "matrices": tuple(
            View(made, id=str(n), headline=Citable(words, Computed(positions)))
            for n, (made, words, positions) in enumerate(matrices(shelf), start=1)
        ),
        "theme_matrices": tuple(
            View(made, id=str(n), headline=Citable(words, Computed(passages=passages)))
            for n, (made, words, passages) in enumerate(theme_matrices(shelf), start=1)
        ),
        "support": _support(shelf),
        "recommendations": _recommendations(shelf),
        "options": tuple(View(option, name=option.name) for option in brief.options),
        "risks": tuple(View(risk, text=risk.text) for risk in brief.risks),
        "events": tuple(View(event, text=event.text, when=event.when) for event in brief.events),
        "figures": tuple(_figure(shelf, f, id) for f, id in zip(brief.figures, ids_of(brief.figures), strict=True)),
        "objections": tuple(View(item, text=item.text) for item in brief.objections),
        "questions": tuple(
            View(q, id=id, text=q.text) for q, id in zip(brief.questions, ids_of(brief.questions), strict=True)
        ),
        "changes": tuple(View(change, label=change.label, now=change.now) for change in brief.changes),
        "next_steps": tuple(View(step, what=step.what) for step in brief.next_steps),
        "evidence": View(None, headline=_evidence_headline(shelf), rows=tuple(View(f) for f in reading_facts(shelf))),
        "people": View(None, rows=tuple(View(fact) for fact in people_facts(shelf))),
        "doubtful": View(None, rows=tuple(View(finding) for finding in doubtful_findings(shelf))),
        "fields": _fields(shelf),
        "quotations": tuple(
            _quotation(shelf, pick) for pick in brief.picks if pick.role == "quotation" and pick.slide == "quotation"
        ),
    }


def slide_view(shelf: Shelf, template_id: str, key: str, like: str = "") -> View:
    """Return what the user assigned to one slide: written lines, assessments and picks, in the brief's order.

    A copy has what was assigned to the slide that it is `like`, too.
    """
    brief = shelf.brief
    wanted = {template_id, key, like or key}
    lines: list[WrittenLine | Assessment | Pick] = []
    lines += [line for line in brief.statements if line.slide in wanted]
    lines += [pick for pick in brief.picks if pick.slide in wanted]
    judged = [item for item in brief.assessments if item.slide in wanted]
    first = judged[:1] if template_id == "bluf" else []
    ordered = [*first, *lines, *judged[len(first) :]]
    headline = brief.headlines.get(like or key, brief.headlines.get(template_id, ""))
    before, after = decision_facts(shelf)
    return View(
        None,
        id=template_id,
        key=key,
        headline=headline,
        lines=tuple(View(item) for item in ordered),
        facts=tuple(View(item) for item in (*before, *ordered, *after)),
    )


def _quotation(shelf: Shelf, pick: Pick) -> View:
    passage = shelf.passage(pick.passage)
    name = shelf.name(passage.essay_id)
    return View(
        pick,
        id=pick.passage,
        headline=pick.headline
        or passage.headline
        or Citable(f"In the words of {name}", Computed(passages=(pick.passage,))),
    )


def _figure(shelf: Shelf, figure: Figure, id: str) -> View:
    cited = (figure.passage,) if figure.passage else ()
    essay = shelf.passage(figure.passage).essay_id if figure.passage else figure.essay
    computed = Citable(f"A figure in {shelf.names[essay].dated}", Computed(passages=cited))
    return View(figure, id=id, caption=figure.caption, headline=figure.title or computed)


def _brief(shelf: Shelf) -> View:
    brief = shelf.brief
    return View(
        brief,
        id=brief.id,
        title=brief.title,
        question=brief.question,
        audience=brief.audience,
        prepared_by=brief.prepared_by,
        contact=brief.contact,
        date=brief.date,
        as_of=as_of(shelf),
        version=str(brief.version),
        marking=brief.handling.marking,
        marking_meaning=meaning(brief.handling),
    )


def _evidence_headline(shelf: Shelf) -> str:
    counted = shelf.counted
    read = sum(essay.reading == "read" for essay in counted)
    when = years([essay.reference.year for essay in counted])
    words = f"Our evidence is {number_word(len(counted))} {plural(len(counted), 'text', 'texts')}, {when}"
    text = f"{words}; {none_word(read)} {plural(max(read, 1), 'was', 'were')} read in full"
    return Citable(text, Computed())


def _essay(shelf: Shelf, essay: Essay) -> View:
    """Return a text with its facts and passages; those picked come first, then the highest scores."""
    short = _named_title(shelf, essay)
    return View(
        essay,
        id=essay.id,
        name=shelf.name(essay.id),
        title=essay.reference.title,
        year=essay.reference.year,
        counts=essay.counts,
        headline=shelf.brief.headlines.get(essay.id, "") or Citable(short, Computed()),
        facts=tuple(View(fact) for fact in essay_facts(shelf, essay)),
        passages=_passages(shelf, shelf.passages_in(essay.id)),
    )


def _named_title(shelf: Shelf, essay: Essay) -> str:
    """Return author, year and title, without its subtitle where it is too long for a slide, or without any title."""
    title = essay.reference.title
    for shown in (
        title,
        title.partition(": ")[0],
        *(title[: match.end()] for match in re.finditer(r"[?!](?= )", title)),
    ):
        named = f"{shelf.names[essay.id].dated}: {shown}"
        if len(named) <= MAX_TITLE:
            return named
    return f"What {shelf.name(essay.id)} holds in a text of {essay.reference.year}"


def _passages(shelf: Shelf, passages: Sequence[Passage]) -> tuple[View, ...]:
    """Return `passages` as a slide shows them: picks in the brief's order, then by score, no text twice before all once."""
    elsewhere = {pick.passage for pick in shelf.brief.picks if pick.slide}
    picked = {pick.passage: i for i, pick in enumerate(shelf.brief.picks)}
    before: Counter[str] = Counter()
    turn = {}
    kept = [p for p in passages if p.kind != "comment"]
    for passage in kept:
        turn[passage.id] = before[passage.essay_id]
        before[passage.essay_id] += 1
    kept.sort(key=lambda p: (picked.get(p.id, len(picked)), -p.score, turn[p.id]))
    roles = {pick.passage: pick for pick in shelf.brief.picks}
    shown = _once([p for p in kept if p.id not in elsewhere], roles)
    return tuple(View(roles.get(p.id, p), id=p.id) for p in shown)


def _once(passages: Sequence[Passage], picked: Collection[str]) -> Iterator[Passage]:
    """Yield `passages` without those that say, in the same words, what one before them says; picks stay."""
    said: set[tuple[str, str]] = set()
    for passage in passages:
        words = passage.essay_id, " ".join(quoted_words(passage).split()).rstrip(".").casefold()
        if passage.id in picked or words not in said:
            yield passage
        said.add(words)


def _summary(shelf: Shelf) -> View:
    """Return the findings of all slides; one that is the only one stands on its own slide alone."""
    found = findings(shelf)
    return View(None, rows=tuple(map(View, found)) if len(found) > 1 else ())


def _themes(shelf: Shelf) -> Iterator[View]:
    """Yield the themes; a passage that an earlier one leads with stands there alone where the later has others."""
    led: set[str] = set()
    for theme in shelf.themes():
        made = _theme(shelf, theme, led)
        led |= {item["id"] for item in best(made["passages"])}
        yield made


_ENOUGH = 2
"""Passages that are enough for a slide on a theme."""


def _not_led(passages: tuple[View, ...], led: Collection[str]) -> tuple[View, ...]:
    fresh = tuple(item for item in passages if item["id"] not in led)
    return fresh if len(fresh) >= _ENOUGH else passages


def _theme(shelf: Shelf, theme: Theme, led: Collection[str]) -> View:
    """Return a theme with its counts and passages, those that an earlier theme `led` with left to that."""
    passages = [p for p in shelf.passages(theme.id) if p.kind != "comment"]
    voices = list(voices_on(shelf, theme))
    words = theme_line(shelf, theme, len(voices))
    return View(
        theme,
        id=theme.id,
        label=theme.label,
        scope=theme.scope,
        headline=shelf.brief.headlines.get(theme.id, "")
        or Citable(words, Computed(passages=tuple(p.id for p in passages))),
        passages=_not_led(_passages(shelf, passages), led),
        facts=(View(texts_fact(shelf, voices)),),
        counts=tuple(View(finding) for finding in theme_counts(shelf, theme, voices)),
    )


def _proposition(shelf: Shelf, proposition: Proposition) -> View:
    found = shelf.tally(proposition)
    origin = Computed(tuple(p.id for stand in found.confirmed.values() for p in stand))
    line = Citable(title_line(found, shelf.names), origin)
    return View(
        proposition,
        id=proposition.id,
        text=proposition.text,
        short=proposition.short,
        count_line=line,
        headline=shelf.brief.headlines.get(proposition.id, "") or line,
        positions=View(found),
        layout=_shape(found),
        counted=found.denominator,
    )


def _shape(found: Tally) -> str:
    """Return the layout that fits a tally: columns for few reasoned voices, rows for many, a map for bare names."""
    voices = [p for stand in ("for", "for-if", "against") for p in found.confirmed[stand]]
    reasoned = sum(bool(p.reason or p.condition) for p in voices)
    if not voices or reasoned < len(voices) or len(voices) > _MOST_ROWS:
        return "consensus-map"
    groups = sum(bool(found.confirmed[stand]) for stand in ("for", "for-if", "against"))
    longest = max(len(found.confirmed[stand]) for stand in ("for", "for-if", "against"))
    return "two-voices" if groups >= 2 and longest <= 3 else "voices"


def _fields(shelf: Shelf) -> View:
    rows = ranked_fields(shelf)
    words = fields_headline(rows, len(shelf.counted)) if rows else "No text recommends work in a theme of this brief"
    origin = Computed(passages=tuple(p.id for row in rows for p in row.own))
    return View(None, headline=Citable(words, origin), rows=tuple(View(row, id=row.theme.id) for row in rows))


def _support(shelf: Shelf) -> View:
    """Return the propositions, the one with most support first, and a title that says which it is."""
    found = by_support(shelf, shelf.propositions())
    words = support_line(found)
    counted = tuple(p.id for stand in ("for", "for-if") for p in found[0].confirmed[stand]) if found else ()
    rows = tuple(View(each.proposition, id=each.proposition.id) for each in found)
    taken = sum(each.count("for", "for-if", "against") for each in found)
    return View(None, headline=Citable(words, Computed(counted)), rows=rows, counted=taken)


def _recommendations(shelf: Shelf) -> View:
    advice = [Advice(entry, tuple(shelf.supporters(entry))) for entry in shelf.recommendations()]
    rows = tuple(
        View(item, id=item.entry.id, text=item.entry.text, support=len(item.passages))
        for item in advice[: shelf.brief.recommendations.limit]
    )
    most = max(advice, key=lambda item: len(item.passages), default=None)
    words = advice_headline(most, len(shelf.counted)) if most else "No text of this brief gives advice"
    origin = Computed(passages=tuple(p.id for item in advice for p in item.passages))
    return View(None, headline=Citable(words, origin), rows=rows)


def position_of(shelf: Shelf, position: Position) -> tuple[str, ...]:
    """Return the usable passages a position rests on."""
    return tuple(
        id for id in position.passages if (p := shelf.library.get(Passage, id)) is not None and shelf.usable(p)
    )
