"""Judges one quotation of a file: against the body it was taken from, or against the record alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from briefer.audit.locating import locator_text
from briefer.audit.sources import Sources
from briefer.audit.verification import SourceText, in_order
from briefer.model.essay import Essay
from briefer.model.found import Change, Verdict
from briefer.model.provenance import Record
from briefer.quotation.difference import Piece, difference
from briefer.quotation.fairness import Unfairness
from briefer.quotation.kinds import kinds
from briefer.quotation.match import Match, match
from briefer.quotation.tokens import Words, same_words

Quote: TypeAlias = str

_RANKS: tuple[Verdict, ...] = (
    "unquotable",
    "altered",
    "unrecognised",
    "source-changed",
    "elsewhere",
    "verbatim-marked",
    "verbatim",
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found of one quotation."""

    verdict: Verdict
    changes: tuple[Change, ...] = ()
    source: SourceText | None = None
    pieces: tuple[Piece, ...] = ()
    warnings: tuple[Unfairness, ...] = ()
    note: str = ""

    @property
    def exact(self) -> bool:
        """Tell whether every word stands in a source that may be quoted."""
        return self.verdict in ("verbatim", "verbatim-marked", "elsewhere")

    @property
    def rank(self) -> int:
        """Return 0 for the gravest verdict."""
        return _RANKS.index(self.verdict)


@dataclass(frozen=True, slots=True)
class QuotationJudge:
    """Judges quotations with a library, or without one by what the records say."""

    sources: Sources | None

    def recorded(self, quote: Quote, record: Record, issued: Quote) -> Judgement:
        """Judge a quotation that was issued as `issued` and has a record."""
        essay = self.sources.essay(record.essays[0]) if self.sources and record.essays else None
        if essay is not None and essay.text == "digest":
            return Judgement("unquotable", note="Its source is a summary in somebody else's words.")
        words = self.sources.words(essay.body_sha256) if self.sources and essay else None
        if self.sources is None or essay is None or words is None:
            return _as_issued(quote, record, issued)
        if record.source_sha256 and essay.body_sha256 != record.source_sha256:
            return self._revised(quote, record, issued, essay, words)
        found = match(quote, words, (record.start, record.end) if record.end else None)
        if not found.exact:
            return self._not_there(quote, record, issued, essay, found)
        return _resized(self._placed(found, essay, record), quote, issued)

    def anywhere(self, quote: Quote, first: Iterable[str] = ()) -> Judgement:
        """Judge a quotation that has no record."""
        found = self.sources.find(quote, first) if self.sources else None
        if self.sources is None or found is None:
            return Judgement("unrecognised")
        essay, place = found
        source = self.sources.text_of(essay, place)
        if place.exact and essay.text == "digest":
            note = "Its source is a summary in somebody else's words."
            return Judgement("unquotable", source=source, note=note)
        return Judgement(place.verdict, place.changes, source, place.pieces, place.warnings)

    def hinted(self, quote: Quote, essay_id: str, start: int, end: int) -> Judgement | None:
        """Judge a quotation that may come from `start:end` of an essay; None when it does not."""
        essay = self.sources.essay(essay_id) if self.sources else None
        words = self.sources.words(essay.body_sha256) if self.sources and essay else None
        if self.sources is None or essay is None or words is None or essay.text == "digest":
            return None
        found = match(quote, words, (start, end))
        if found.verdict == "unrecognised" or not (found.start < end and start < found.end):
            return None
        source = self.sources.text_of(essay, found)
        return Judgement(found.verdict, found.changes, source, found.pieces, found.warnings)

    def _placed(self, found: Match, essay: Essay, record: Record) -> Judgement:
        """Return an exact quotation with its place; standing elsewhere it has another page, or not."""
        changes: tuple[Change, ...] = ()
        if found.verdict == "elsewhere" and record.locator:
            page = locator_text(essay.locator(found.start, found.end))
            changes = ("page",) if page and page != record.locator else ()
        source = self.sources.text_of(essay, found) if self.sources else None
        return Judgement(found.verdict, changes, source, found.pieces, found.warnings)

    def _not_there(self, quote: Quote, record: Record, issued: Quote, essay: Essay, found: Match) -> Judgement:
        """Return an altered quotation, or one that another essay holds word for word."""
        assert self.sources is not None
        if found.verdict == "unrecognised":
            other = self.sources.find(quote)
            if other is not None and other[1].exact and other[0].text != "digest":
                source = self.sources.text_of(*other)
                return Judgement("elsewhere", ("author",), source, note="It stands in another source.")
        source = self.sources.text_of(essay, found) or _source(record)
        return replace(_altered(quote, issued, found), source=source)

    def _revised(self, quote: Quote, record: Record, issued: Quote, essay: Essay, words: Words) -> Judgement:
        """Judge a quotation whose source was imported anew since."""
        found = match(quote, words)
        if found.exact:
            return _resized(self._placed(found, essay, record), quote, issued)
        told = _as_issued(quote, record, issued)
        if told.exact and not told.changes:
            note = "The source was imported anew and no longer holds these words."
            return replace(told, verdict="source-changed", note=note)
        return self._not_there(quote, record, issued, essay, found)


def _as_issued(quote: Quote, record: Record, issued: Quote) -> Judgement:
    """Judge a quotation by its record alone."""
    told = Words.of(f"{record.before}{record.quote}{record.after}")
    near = (len(record.before), len(record.before) + len(record.quote))
    found = match(quote, told, near) if record.quote else match(quote, issued)
    source = _source(record)
    if found.exact:
        verdict: Verdict = "verbatim-marked" if found.verdict == "verbatim-marked" else "verbatim"
        return _resized(Judgement(verdict, (), source, (), found.warnings), quote, issued)
    if same_words(Words.of(quote), Words.of(issued)):
        return Judgement("verbatim-marked", source=source)
    return replace(_altered(quote, issued, found), source=source)


def _altered(quote: Quote, issued: Quote, found: Match) -> Judgement:
    """Return what was altered, told by the source where it is recognised, else by what was issued."""
    if found.verdict == "altered":
        return Judgement("altered", found.changes, pieces=found.pieces)
    apart = difference(Words.of(issued), Words.of(quote))
    return Judgement("altered", apart.kinds(), pieces=apart.pieces)


def _resized(judgement: Judgement, quote: Quote, issued: Quote) -> Judgement:
    """Add what an exact quotation lost or gained against the one that was issued."""
    old, new = Words.of(issued), Words.of(quote)
    if same_words(old, new):
        return judgement
    apart = difference(old, new)
    lost: set[Change] = set(kinds(apart.gone, ())) if apart.gone else {"word"}
    lost = {change for change in lost if change in ("negation", "number", "name")} or {"word"}
    note = "Every word is the source's, but it is no longer the quotation that was issued."
    return replace(
        judgement, changes=in_order(set(judgement.changes) | lost), pieces=apart.pieces, note=judgement.note or note
    )


def _source(record: Record) -> SourceText | None:
    if not record.quote:
        return None
    return SourceText(record.essays[0] if record.essays else "", record.locator, record.start, record.end, record.quote)
