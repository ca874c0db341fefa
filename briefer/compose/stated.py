"""Counts in texts that a person wrote: whether they still agree with the positions.

“Eleven of thirteen texts” was right when it was written; then a position was changed or an essay came in. A headline of
a proposition is held against the positions on it. Any other text is held against everything that the brief counts, and
is spoken of only where nothing fits. Counts that are hedged ("at least seven of thirteen") are left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefer.compose.citing import all_cited, is_count, without_cites
from briefer.compose.shelf import Shelf
from briefer.model.counts import Tally
from briefer.model.deck import Remark
from briefer.model.numbers import ONES, TENS
from briefer.quotation.kinds import amount
from briefer.quotation.quoted import quoted_spans
from briefer.specs.brief import Assessment, WrittenLine

_NUMBER = rf"(?:(?:{'|'.join(TENS)})(?:-(?:{'|'.join(ONES[1:10])}))?|{'|'.join(reversed(ONES[1:]))}|\d{{1,3}})"
_TEXTS = r"(?:texts?|essays?|authors?|papers?|articles?|studies|pieces|voices|sources|chapters|contributions)"
_PAIR = re.compile(
    rf"(?<![\w-])(?P<hedge>(?:at least|at most|nearly|almost|about|around|over|more than|fewer than|up to)\s+)?"
    rf"(?P<count>{_NUMBER}|none|all)\s+(?:out\s+)?of\s+(?:(?:the|these|those|our|its|all)\s+)?(?P<of>{_NUMBER})"
    rf"(?![\w-])(?P<noun>\s+(?:[a-z]+\s+)?{_TEXTS}\b)?",
    re.IGNORECASE,
)
_ANY_STAND = re.compile(r"\b(?:position|stand|view|address|discuss|speak|deal)", re.IGNORECASE)
_DOUBT = re.compile(r"\b(?:doubt|oppos|object|condition|reserv|hesitat|sceptic|skeptic)", re.IGNORECASE)
"""Words that count all who take a stand, and those who are not simply in favour."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A count in a text: its words, the number, and out of how many."""

    words: str
    count: int
    of: int
    texts: bool
    """True where the words say that texts are counted."""


def count_remarks(shelf: Shelf) -> Iterator[Remark]:
    """Yield a remark for each count in a written headline, statement or line of the memo that the positions contradict."""
    found = [(*written, stated) for written in _written(shelf) for stated in _stated(written[1])]
    if not found:
        return
    total = len(shelf.counted)
    tallies = {p.id: shelf.tally(p) for p in shelf.propositions()}
    other = _other_counts(shelf)
    for where, text, ids, stated in found:
        held = [tallies[id] for id in ids if id in tallies]
        if not (stated.texts or stated.of == total or held):
            continue
        counts = {number for each in held or tallies.values() for number in _counts(each, text)}
        if stated.of == total and stated.count in (counts if held else counts | other):
            continue
        now = "; ".join(map(_now, held or tallies.values())) or f"the brief has {total} texts"
        said = f"{where} says “{stated.words}” ({stated.count} of {stated.of}), but {now}"
        yield Remark("", f"{said}. Change the text or check the positions.", "warn")


def _written(shelf: Shelf) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Yield each written text with where it stands and the propositions it speaks of, () for none in particular."""
    brief = shelf.brief
    yield "The title of the brief", brief.title, ()
    yield "The subject of the memo", brief.memo.subject, ()
    for key, text in brief.headlines.items():
        yield f"The headline of “{key}”", text, (key,)
    for key, edit in brief.edits.items():
        yield f"The title of “{key}”", edit.title, (key.partition("/")[2],)
    lines: tuple[WrittenLine | Assessment, ...] = (*brief.statements, *brief.assessments)
    for line in lines:
        place = f"The line “{_beginning(line.text)}” for “{line.slide or line.memo}”"
        yield place, line.text, [id for id in all_cited(line.text) if is_count(id)]


def _beginning(text: str) -> str:
    words = without_cites(text).split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")


def _stated(text: str) -> Iterator[_Stated]:
    quotes = quoted_spans(text)
    for found in _PAIR.finditer(text):
        if found["hedge"] or any(start <= found.start() < end for start, end in quotes):
            continue
        of = _value(found["of"])
        count = of if found["count"].lower() == "all" else _value(found["count"])
        words = text[found.start("count") : found.end("of")]
        if count <= of:
            yield _Stated(words, count, of, bool(found["noun"]))


def _value(words: str) -> int:
    return sum(int(amount(part)) for part in words.lower().split("-") if part != "none")


def _counts(found: Tally, text: str) -> set[int]:
    """Return what `text` may say of a proposition: each stand, those in favour on any terms, and what its words add up."""
    support, conditional, against = found.count("for"), found.count("for-if"), found.count("against")
    silent, unread = found.count("silent"), len(found.not_read)
    counts = {support, conditional, against, silent, unread, found.count("relayed")}
    counts |= {support + conditional, silent + unread}
    if _ANY_STAND.search(text):
        counts.add(support + conditional + against)
    if _DOUBT.search(text):
        counts.add(conditional + against)
    return counts


def _other_counts(shelf: Shelf) -> set[int]:
    """Return what else a brief counts: who speaks to a theme, who supports a recommendation, what was read."""
    voices = {
        len({p.essay_id for p in shelf.passages(theme.id) if shelf.essay(p.essay_id).counts})
        for theme in shelf.themes()
    }
    supported = {len(shelf.supporters(entry)) for entry in shelf.recommendations()}
    reading = {sum(essay.reading == state for essay in shelf.counted) for state in ("read", "skimmed", "unread")}
    return voices | supported | reading | {len(shelf.counted)}


def _now(found: Tally) -> str:
    """Return what the positions count now: "on “x” 11 of 13 are in favour, 4 of them on a condition, 0 against, 2 silent"."""
    support, conditional = found.count("for", "for-if"), found.count("for-if")
    name = found.proposition.short or found.proposition.id
    terms = f", {conditional} of them on a condition" if conditional else ""
    return (
        f"on “{name}” {support} of {found.denominator} are in favour{terms}, "
        f"{found.count('against')} against, {found.count('silent')} silent"
    )
