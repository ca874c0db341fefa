"""Speaker notes: what to say where nobody wrote it, the evidence passage by passage, the sources in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from briefer.citation.full import inner_marks, long_date
from briefer.citation.short import listed, merged_places, place
from briefer.compose.citing import naming
from briefer.compose.shelf import Shelf
from briefer.compose.wording import capitalised, judge, plural
from briefer.model.counts import Tally
from briefer.model.deck import Block, statements_of
from briefer.model.essay import Locator
from briefer.model.evidence import Stand
from briefer.model.numbers import number_word
from briefer.model.statement import Citation
from briefer.quotation.trimming import quoted_words
from briefer.specs.brief import Decision

_NAMED = 3
"""Names that are said aloud at most; more are a number."""
_STOP = re.compile(r"[.!?…]?$")


def spoken_of(shelf: Shelf, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a presenter says to the counts or the decision of a slide, () for slides of anything else."""
    for name in ("map", "decision"):
        value = getattr(fields.get(name), "value", None)
        if isinstance(value, Tally):
            return (" ".join(_counted(shelf, value)),)
        if isinstance(value, Decision):
            return (" ".join(_asked(value)),)
    return ()


def _counted(shelf: Shelf, found: Tally) -> Iterator[str]:
    support, conditional = found.count("for", "for-if"), found.count("for-if")
    if not any(found.confirmed.values()):
        yield "No position on this is confirmed yet, so nobody is counted."
    elif found.proposition.labels:
        stands: tuple[Stand, ...] = ("for", "for-if", "against")
        for stand in stands:
            if names := [shelf.name(position.essay_id) for position in found.positions(stand)]:
                yield f"“{found.proposition.label(stand)}”: {listed(names).rstrip('.')}."
    else:
        whom = f"{number_word(support) if support else 'none'} of {number_word(found.denominator)} texts"
        terms = f", {number_word(conditional)} of them on a condition" if conditional and support > conditional else ""
        terms = terms or (", on a condition" if conditional else "")
        yield f"{capitalised(whom)} {plural(max(support, 1), 'is', 'are')} in favour{terms}."
        against = [shelf.name(position.essay_id) for position in found.positions("against")]
        yield f"{_who(against, 'argues', 'argue')} against." if against else "Nobody argues against."
    silent = [shelf.name(position.essay_id) for position in found.positions("silent")]
    if silent:
        yield f"{_who(silent, 'takes', 'take')} no position."
    if unread := len(found.not_read):
        yield f"{capitalised(number_word(unread))} {plural(unread, 'has', 'have')} not been read."
    if waiting := sum(map(len, found.unconfirmed.values())):
        more = " more" if any(found.confirmed.values()) else ""
        yield f"{capitalised(number_word(waiting))}{more} {plural(waiting, 'is', 'are')} unconfirmed and not counted."


def _who(names: Sequence[str], one: str, many: str) -> str:
    """Return "Jenne argues", "Thomas and Hirakawa take", "Seven take"."""
    who = listed(names) if len(names) <= _NAMED else capitalised(number_word(len(names)))
    return f"{who} {plural(len(names), one, many)}"


def _asked(decision: Decision) -> Iterator[str]:
    by = f" by {long_date(decision.by)}" if decision.by else ""
    yield f"We ask for a decision{by}."
    if decision.otherwise:
        yield f"Without one: {decision.otherwise.rstrip('.')}."


def evidence_lines(shelf: Shelf, citations: Iterable[Citation]) -> Iterator[str]:
    """Yield each cited passage: words that name their author with year and place behind, others with them before.

    Words of the source that nobody has put in their own stand in quotation marks.
    """
    for citation in dict.fromkeys(c for c in citations if c.passage_id):
        passage, name = shelf.passage(citation.passage_id), shelf.names[citation.essay_id]
        where = place(citation.locator)
        old = " (may be overtaken by events)" if passage.overtaken else ""
        if passage.anchor and (passage.kind == "quotation" or not passage.text):
            told = f"“{inner_marks(quoted_words(passage) if passage.kind == 'quotation' else passage.anchor.quote)}”"
        elif naming(name.names).search(passage.wording):
            at = ", ".join(filter(None, (name.year, where)))
            stop = _STOP.search(passage.wording)
            end = stop.start() if stop else len(passage.wording)
            yield f"{passage.wording[:end]} ({at}){passage.wording[end:]}{old}"
            continue
        else:
            told = passage.wording
        yield f"{', '.join(filter(None, (name.dated, where)))}: {told}{old}"


def judgements(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield whose the assessments of a slide are and how sure: in one line, or each by its words where they differ."""
    judged = [s for block in blocks for s in statements_of(block) if s.role == "assessment"]
    whose = {s.id: judge(s.by or "the desk", s.confidence) if s.by or s.confidence else "" for s in judged}
    if len(set(whose.values()) - {""}) == len(set(whose.values())) == 1:
        yield f"{plural(len(judged), 'Assessment', 'Assessments')} by {whose[judged[0].id]}"
        return
    yield from (f"Assessment by {whose[s.id]}: {s.text}" for s in judged if whose[s.id])


def full_sources(shelf: Shelf, citations: Iterable[Citation]) -> tuple[str, ...]:
    """Return one full reference per cited essay, in the register's order, with every place cited."""
    places: dict[str, list[Locator]] = {}
    for citation in citations:
        places.setdefault(citation.essay_id, []).append(citation.locator)
    lines = []
    for essay_id in sorted(places, key=lambda id: (shelf.number(id), id)):
        where = merged_places(places[essay_id])
        number = f"[{shelf.number(essay_id)}] " if shelf.number(essay_id) else ""
        entry = shelf.entry(essay_id)
        lines.append(f"{number}{entry.removesuffix('.')}, at {where}" if where else f"{number}{entry}")
    return tuple(lines)
