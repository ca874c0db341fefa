"""What became of one statement: its words compared with what was issued, its quotations with their source."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefer.audit.pairing import Spot
from briefer.audit.quoting import QuotationJudge, Quote
from briefer.audit.sources import Sources
from briefer.audit.standing import overturned
from briefer.audit.verification import Finding, SourceText, in_order, severity_of
from briefer.audit.visible import SOURCE_LINE, Issued
from briefer.model.found import Change, Verdict
from briefer.quotation.compare import Comparison, compare
from briefer.quotation.difference import Piece, difference
from briefer.quotation.match import match
from briefer.quotation.quoted import quoted, unquoted
from briefer.quotation.tokens import Words, same_words

MIN_QUOTED = 3
"""Fewer words in quotation marks are a term, not a quotation."""
_STANDING: tuple[Verdict, ...] = ("unchanged", "verbatim", "verbatim-marked", "elsewhere")
"""What may be said of a statement only as long as the library holds what it rests on."""
_ROLES = frozenset(("assessment", "evidence", "objection", "relayed", "quotation", "unconfirmed"))


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges what stands in a file against its records and, where there is one, the library."""

    sources: Sources | None
    authors: frozenset[str]
    names: frozenset[str]

    def pair(self, issued: Issued, spot: Spot) -> Finding:
        """Return what became of a record that is still in the file."""
        record, text = issued.record, spot.text
        judged = self._quotation if record.role == "quotation" else self._statement
        finding = judged(issued, spot)
        changes = set(finding.changes) | self._around(issued, spot)
        verdict, note = finding.verdict, finding.note
        if changes and verdict == "unchanged":
            verdict = "reworded"
        told = overturned(record, self.sources) if self.sources and not issued.is_side else None
        if told is not None:
            changes.update(told.changes)
            verdict = "source-changed" if verdict in _STANDING else verdict
            note = note or told.note
        labelled = issued.label != text.label
        return replace(
            finding,
            slide=spot.slide,
            paragraph=text.paragraph,
            issued=shown(issued.label, issued.text, issued.marks, labelled, issued.marks != text.marks),
            found=shown(text.label, text.text, text.marks, labelled, issued.marks != text.marks),
            verdict=verdict,
            changes=in_order(changes),
            severity=severity_of(verdict, in_order(changes)),
            note=note,
        )

    def new(self, spot: Spot) -> Finding:
        """Return what to say of a text that was not issued: its quotations must be found in the library."""
        finding = Finding(
            id="",
            slide=spot.slide,
            paragraph=spot.text.paragraph,
            found=shown(spot.text.label, spot.text.text, (), True, False),
            verdict="new",
            severity="warn",
        )
        if self.sources is None:
            return finding
        quotes = QuotationJudge(self.sources)
        for quote in long_quotes(spot.text.text):
            if self.sources.is_title(quote):
                continue
            result = quotes.anywhere(quote)
            finding = replace(finding, source=result.source, warnings=result.warnings)
            if not result.exact:
                note = "It holds a quotation that stands in no source."
                return replace(finding, severity="fail", changes=result.changes, pieces=result.pieces, note=note)
        return finding

    def _statement(self, issued: Issued, spot: Spot) -> Finding:
        """Compare a statement that is no quotation with what was issued."""
        record = issued.record
        found = self._compare(issued.text, spot.text.text, record.field == SOURCE_LINE)
        finding = Finding(
            id=record.id,
            role=record.role,
            source=self.sources.passage_text(record.passages) if self.sources else None,
            verdict=found.verdict,
            changes=found.changes,
            severity="ok",
            pieces=found.pieces,
        )
        return self._with_new_quotes(issued, spot, finding)

    def _with_new_quotes(self, issued: Issued, spot: Spot, finding: Finding) -> Finding:
        """Judge words that were put into quotation marks after the file was issued."""
        known = [Words.of(quote) for quote in quoted(issued.text)]
        for quote in long_quotes(spot.text.text):
            if any(same_words(Words.of(quote), old) for old in known):
                continue
            changes: set[Change] = set(finding.changes)
            if self.sources is None:
                return replace(finding, changes=in_order(changes | {"role"}))
            if self.sources.is_title(quote):
                continue
            result = QuotationJudge(self.sources).anywhere(quote, issued.record.essays)
            verdict: Verdict = "reworded" if result.exact else "altered"
            changes |= set(result.changes) if known and not result.exact else {"role"}
            return replace(finding, verdict=verdict, changes=in_order(changes), source=result.source or finding.source)
        return finding

    def _quotation(self, issued: Issued, spot: Spot) -> Finding:
        """Compare each quotation of a statement with its source, and the words around it with what was issued."""
        record, changes = issued.record, set[Change]()
        old, new = _parts(issued), quoted(spot.text.text)
        whole = len(old) == 1 and same_words(Words.of(old[0]), Words.of(issued.text))
        if not new or (whole and len(Words.of(new[0])) < len(Words.of(spot.text.text)) / 2):
            new = [spot.text.text]
        if quoted(issued.text) and not quoted(spot.text.text):
            changes.add("role")
        judge = QuotationJudge(self.sources)
        spoken = [quote for quote in new if _is_quote(quote, old) and not self._names_a_work(quote, old)]
        results = [judge.recorded(quote, record, _partner(quote, old)) for quote in spoken]
        if not results:
            results = [judge.recorded(spot.text.text, record, old[0])]
        worst = min(results, key=lambda result: result.rank)
        for result in results:
            changes.update(result.changes)
        if "role" not in changes:
            changes.update(self._compare(_rest(issued.text, old), _rest(spot.text.text, new)).changes)
        return Finding(
            id=record.id,
            role="quotation",
            source=worst.source or _recorded_source(issued),
            verdict=worst.verdict,
            changes=in_order(changes),
            severity="ok",
            pieces=worst.pieces or _pieces(issued.text, spot.text.text),
            warnings=worst.warnings,
            note=worst.note,
        )

    def _names_a_work(self, quote: Quote, old: list[Quote]) -> bool:
        """Tell a title that was issued in quotation marks beside a quotation, as the label of a work without author."""
        issued = len(old) > 1 and any(same_words(Words.of(quote), Words.of(other)) for other in old)
        return issued and self.sources is not None and self.sources.is_title(quote)

    def _around(self, issued: Issued, spot: Spot) -> set[Change]:
        """Return what changed beside the text: the label, and the source numbers."""
        changes: set[Change] = set()
        label = self._compare(issued.label, spot.text.label)
        if label.verdict == "reworded":
            telling = {change for change in label.changes if change in ("author", "number", "negation")}
            roles = {key for text in (issued.label, spot.text.label) for key in Words.of(text).keys} & _ROLES
            changes |= telling or ({"role"} if roles or not issued.label or not spot.text.label else {"word"})
        if sorted(issued.marks) != sorted(spot.text.marks) and not issued.is_side:
            changes.add("source-line")
        return changes

    def _compare(self, issued: str, found: str, source_line: bool = False) -> Comparison:
        return compare(issued, found, self.authors, self.names, source_line)


def long_quotes(text: str) -> list[str]:
    """Return what stands in quotation marks and is long enough to be a quotation."""
    return [quote for quote in quoted(text) if _length(quote) >= MIN_QUOTED]


def removed(issued: Issued, slide: int) -> Finding:
    """Return what to say of a record that is no longer in the file."""
    changes: tuple[Change, ...] = ("source-line",) if issued.record.field == SOURCE_LINE else ()
    return Finding(
        id=issued.record.id,
        slide=slide,
        role=issued.record.role,
        issued=shown(issued.label, issued.text, issued.marks, True, True),
        verdict="removed",
        changes=changes,
        severity=severity_of("removed", changes),
    )


def _parts(issued: Issued) -> list[Quote]:
    """Return the quotations that were issued: all of the text when its source holds it, else what is in marks."""
    marked = quoted(issued.text)
    if not marked or (issued.record.quote and match(issued.text, issued.record.quote).exact):
        return [issued.text]
    return marked


def _rest(text: str, quotes: list[Quote]) -> str:
    """Return what `text` says beside its quotations."""
    rest = "" if text in quotes else unquoted(text)
    return rest if Words.of(rest).keys else ""


def _is_quote(quote: str, old: list[str]) -> bool:
    """Tell a quotation from a term in quotation marks that stands beside it."""
    return _length(quote) >= MIN_QUOTED or len(old) == 1


def _length(quote: Quote) -> int:
    return sum(key[-1:].isalnum() for key in Words.of(quote).keys)


def _partner(quote: str, old: list[str]) -> Quote:
    """Return the issued quotation that `quote` is most like."""
    words = set(Words.of(quote).keys)
    return max(old, key=lambda other: len(words & set(Words.of(other).keys)))


def _recorded_source(issued: Issued) -> SourceText | None:
    record = issued.record
    if not record.quote:
        return None
    return SourceText(record.essays[0] if record.essays else "", record.locator, record.start, record.end, record.quote)


def _pieces(issued: str, found: str) -> tuple[Piece, ...]:
    old, new = Words.of(issued), Words.of(found)
    return () if same_words(old, new) else difference(old, new).pieces


def shown(label: str, text: str, marks: tuple[int, ...], with_label: bool, with_marks: bool) -> str:
    """Return a text as a report shows it: label and source numbers only where they matter."""
    numbers = "".join(f" [{number}]" for number in marks) if with_marks else ""
    return (f"{label}: " if label and with_label else "") + text.replace("\u2060", "") + numbers
