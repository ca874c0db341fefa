"""The quotation rule, applied: does a quotation stand in a body, and if not, what was changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from briefer.model.found import CHANGES, Change
from briefer.quotation.difference import Piece, common, difference, likely_place, trimmed
from briefer.quotation.fairness import Unfairness, unfairness
from briefer.quotation.kinds import is_negation
from briefer.quotation.parse import Insertion, Quotation, Run, marks_in, parse
from briefer.quotation.placing import Placing, occurrences, place
from briefer.quotation.tokens import Words

QuotationVerdict: TypeAlias = Literal["verbatim", "verbatim-marked", "elsewhere", "altered", "unrecognised"]


@dataclass(frozen=True, slots=True)
class Match:
    """What the quotation rule says of one quotation. `start:end` is its place in the body, 0:0 when unrecognised."""

    verdict: QuotationVerdict
    start: int = 0
    end: int = 0
    omitted: int = 0
    """How many words its ellipses and brackets leave out."""
    insertions: tuple[str, ...] = ()
    """What stands in brackets."""
    changes: tuple[Change, ...] = ()
    pieces: tuple[Piece, ...] = ()
    """From the source to the quotation, word by word; () unless altered."""
    warnings: tuple[Unfairness, ...] = field(default=())

    @property
    def exact(self) -> bool:
        """Tell whether every word stands in the body."""
        return self.verdict in ("verbatim", "verbatim-marked", "elsewhere")


def match(quote: str, body: str | Words, near: tuple[int, int] | None = None) -> Match:
    """Return what the quotation rule says of `quote` against `body`; `near` is the span it should come from.

    Pass `Words.of(body)` when many quotations are compared with one body.
    """
    quotation, source = parse(quote), body if isinstance(body, Words) else Words.of(body)
    if not any(isinstance(item, Run) for item in quotation.items):
        return Match("unrecognised")
    home = source.span(*near) if near is not None else None
    literal = place((Run(Words.of(quote)),), source, home)
    placing = literal or place(quotation.items, source, home)
    if placing is None:
        return _altered(quotation, source, home)
    misused = _misused(placing, source)
    marked = quotation.is_marked and not (literal is not None and _has_marks(literal, source, quotation))
    verdict: QuotationVerdict = "verbatim-marked" if marked else "verbatim"
    if misused:
        verdict = "altered"
    elif home is not None and not (placing.first < home[1] and home[0] < placing.after):
        verdict = "elsewhere"
    return Match(
        verdict=verdict,
        start=source.starts[placing.first],
        end=source.ends[placing.after - 1],
        omitted=sum(_count(source.text(d.first, d.after)) for d in placing.departures),
        insertions=quotation.insertions,
        changes=(misused,) if misused else (),
        pieces=_inserted_pieces(placing, source) if misused else (),
        warnings=unfairness(quotation, placing, source),
    )


def _count(text: str) -> int:
    """Return how many words a reader counts: "anti-piracy" is one."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _has_marks(placing: Placing, source: Words, quotation: Quotation) -> bool:
    """Tell whether brackets and ellipses of a quotation are the source's own."""
    return marks_in(source.text(placing.first, placing.after)) >= marks_in(quotation.raw)


def _misused(placing: Placing, source: Words) -> Change | None:
    """Return what a bracketed insertion changes that it may not: a negation, or the source's own brackets."""
    for departure in placing.departures:
        if not isinstance(departure.mark, Insertion):
            continue
        inserted = Words.of(departure.mark.text).keys
        replaced = source.keys[departure.first : departure.after]
        if sum(map(is_negation, inserted)) != sum(map(is_negation, replaced)):
            return "negation"
        before = source.ends[departure.first - 1] if departure.first else 0
        bracketed = replaced and "[" in source.raw[before : source.ends[departure.after - 1]]
        if bracketed and inserted != replaced:
            return "word"
    return None


def _inserted_pieces(placing: Placing, source: Words) -> tuple[Piece, ...]:
    pieces = []
    at = placing.first
    for departure in placing.departures:
        pieces.append(Piece("same", source.text(at, departure.first)))
        if isinstance(departure.mark, Insertion):
            pieces.append(Piece("gone", source.text(departure.first, departure.after)))
            pieces.append(Piece("come", f"[{departure.mark.text}]"))
        at = departure.after
    pieces.append(Piece("same", source.text(at, placing.after)))
    return tuple(piece for piece in pieces if piece.text)


def _altered(quotation: Quotation, source: Words, home: tuple[int, int] | None) -> Match:
    """Return what was changed, part by part between ellipses, or that the quotation is not recognised at all."""
    words = quotation.words
    region = _region(words, source, home)
    if region is None:
        return Match("unrecognised", insertions=quotation.insertions)
    first, after = trimmed(words, source, *region)
    changes: set[Change] = set()
    pieces: list[Piece] = []
    for part in _parts(quotation):
        if next(occurrences(part, source, 0, len(source)), None) is not None:
            pieces.append(Piece("same", part.raw.strip()))
            continue
        near = _region(part, source, (first, after)) or (first, after)
        low, high = trimmed(part, source, *near)
        found = difference(Words.of(source.text(low, high)), part)
        pieces.extend(found.pieces)
        changes.update(found.kinds())
    return Match(
        verdict="altered",
        start=source.starts[first],
        end=source.ends[after - 1],
        insertions=quotation.insertions,
        changes=tuple(change for change in CHANGES if change in changes) or ("order",),
        pieces=tuple(pieces),
    )


def _parts(quotation: Quotation) -> list[Words]:
    """Return the runs between ellipses and brackets."""
    return [item.words for item in quotation.items if isinstance(item, Run)]


def _region(words: Words, source: Words, home: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the words of the source that a changed quotation comes from, None when too little agrees."""
    if home is not None and home[0] < home[1]:
        low, high = max(0, home[0] - 8), min(len(source), home[1] + 8)
        if 5 * common(words, source, low, high) >= 2 * len(words):
            return low, high
    likely = likely_place(words, source)
    if likely is not None:
        shared = common(words, source, *likely)
        if shared >= 3 and 2 * shared >= len(words):
            return likely
    return None
