"""Verification by text, helped by the VERIFY lines in the notes: for files that lost the record of what was issued."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from rapidfuzz.distance import Indel

from briefer.audit.judging import MIN_QUOTED, long_quotes, shown
from briefer.audit.pairing import Spot, spots
from briefer.audit.quoting import Judgement, QuotationJudge
from briefer.audit.sources import Sources
from briefer.audit.verification import Finding, in_order, severity_of
from briefer.audit.visible import sources_in
from briefer.model.evidence import Passage
from briefer.model.found import Change, FoundDeck, FoundSlide, Verdict
from briefer.model.provenance import fingerprint, parse_verify_line
from briefer.model.statement import Role
from briefer.quotation.compare import compare
from briefer.quotation.kinds import page_spans
from briefer.quotation.quoted import quoted_spans
from briefer.quotation.tokens import Words

_ALIKE = 0.8
_BRACKET = re.compile(r"\s*(\([^()]*\))")
_PAGES = re.compile(r"\d+")
_ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
_NOT_AS_ISSUED = "Its words stand in the library, but it is none of the texts that the notes list."


@dataclass(frozen=True, slots=True)
class Hint:
    """A line of the VERIFY block: the statement's id, and where its quotation stands."""

    id: str
    essay: str
    start: int
    end: int


def by_text(found: FoundDeck, sources: Sources | None) -> tuple[Finding, ...]:
    """Return findings on every paragraph: its quotations looked up, its wording compared with known passages."""
    wordings = _wordings(sources)
    everywhere = {line["text"]: line for slide in found.slides for line in _telling(slide)}
    findings: list[Finding] = []
    for slide in found.slides:
        here = spots(replace(found, slides=(slide,)))
        listed = {line["text"]: line for line in _telling(slide)} or everywhere
        told: list[Finding] = []
        for spot in here:
            issued = None if spot.text.struck else listed.get(fingerprint(spot.text.visible))
            short = len(spot.words) < MIN_QUOTED and not (listed and spot.text.row and spot.words.keys)
            if spot.text.place in ("title", "body", "cell") and (issued or not short):
                found_here = _findings(spot, slide, sources, wordings, issued)
                told.extend(map(_relabelled, found_here) if listed and not issued else found_here)
        findings.extend((*told, *_missing(slide, here, sum(finding.severity != "ok" for finding in told))))
    return tuple(findings)


def _relabelled(finding: Finding) -> Finding:
    """Return a finding on a paragraph that is none of those issued, though its words are those of the library."""
    if finding.severity != "ok":
        return finding
    return replace(finding, verdict="reworded", changes=("word",), severity="warn", note=_NOT_AS_ISSUED)


def _missing(slide: FoundSlide, here: Iterable[Spot], named: int) -> Iterator[Finding]:
    """Yield a finding when more of the texts that the notes of a slide list are gone than texts on it are `named`."""
    listed = Counter(line["text"] for line in _telling(slide))
    gone = (listed - Counter(fingerprint(spot.text.visible) for spot in here)).total()
    if gone > named:
        note = f"Of the texts that the notes of this slide list, {gone} no longer stand{'s' * (gone == 1)} on it."
        yield Finding(id="", slide=slide.number, verdict="removed", severity="warn", note=note)


def _findings(
    spot: Spot,
    slide: FoundSlide,
    sources: Sources | None,
    wordings: list[tuple[Passage, Words]],
    issued: Mapping[str, str] | None,
) -> Iterator[Finding]:
    """Yield what to say of a paragraph; `issued` is the VERIFY line that tells that it stands as it was issued."""
    quotes = [quote for quote in long_quotes(spot.text.text) if sources is None or not sources.is_title(quote)]
    if sources is not None and quotes:
        judge = QuotationJudge(sources)
        for quote in quotes:
            id, told = _judged(quote, judge, slide)
            yield replace(_quotation(quote, spot, slide, told), id=id)
        return
    if issued is not None:
        yield replace(
            _finding(spot, "unchanged"), id=issued["id"], role=_ROLES.get(issued["role"], "own"), severity="ok"
        )
        return
    passage = _passage(spot, wordings)
    if passage is None or sources is None:
        yield _finding(spot, "new" if sources is not None else "unrecognised")
        return
    compared = compare(passage.wording, _unreferenced(spot.text.text, passage, sources), sources.authors())
    source = sources.passage_text((passage.id,))
    changes: set[Change] = set(compared.changes)
    if source is not None and _page_differs(spot, slide, source.page):
        changes.add("page")
    verdict: Verdict = "reworded" if changes else "unchanged"
    yield Finding(
        id="",
        slide=spot.slide,
        paragraph=spot.text.paragraph,
        role="paraphrase",
        issued=passage.wording,
        found=shown("", spot.text.text, (), False, False),
        source=source,
        verdict=verdict,
        changes=in_order(changes),
        severity=severity_of(verdict, in_order(changes)),
        pieces=compared.pieces,
    )


def hints(slide: FoundSlide) -> Iterator[Hint]:
    """Yield what the VERIFY lines in the notes of a slide say of its quotations."""
    for line in _lines(slide):
        if line["end"]:
            yield Hint(line["id"], line["essay"], int(line["start"]), int(line["end"]))


def tells_texts(slide: FoundSlide) -> bool:
    """Tell whether the VERIFY lines in the notes of a slide stand for what its paragraphs say."""
    return any(_telling(slide))


def _telling(slide: FoundSlide) -> Iterator[dict[str, str]]:
    """Yield the VERIFY lines of a slide that stand for what a paragraph says: older versions wrote none."""
    return (line for line in _lines(slide) if line["text"])


def _lines(slide: FoundSlide) -> Iterator[dict[str, str]]:
    return (parsed for parsed in map(parse_verify_line, slide.notes) if parsed is not None)


def _judged(quote: str, judge: QuotationJudge, slide: FoundSlide) -> tuple[str, Judgement]:
    """Return the id of the statement that `quote` was issued in, "" when nothing tells, and what became of it."""
    judged = [
        (hint.id, told) for hint in hints(slide) if (told := judge.hinted(quote, hint.essay, hint.start, hint.end))
    ]
    if judged:
        return max(judged, key=lambda pair: pair[1].rank)
    return "", judge.anywhere(quote)


def _quotation(quote: str, spot: Spot, slide: FoundSlide, told: Judgement) -> Finding:
    changes: set[Change] = set(told.changes)
    alone = len(quoted_spans(spot.text.text)) == 1
    if alone and told.exact and told.source is not None and _page_differs(spot, slide, told.source.page):
        changes.add("page")
    return Finding(
        id="",
        slide=spot.slide,
        paragraph=spot.text.paragraph,
        role="quotation",
        found=quote,
        source=told.source,
        verdict=told.verdict,
        changes=in_order(changes),
        severity=severity_of(told.verdict, in_order(changes)),
        pieces=told.pieces,
        warnings=told.warnings,
        note=told.note,
    )


def _finding(spot: Spot, verdict: Verdict) -> Finding:
    return Finding(
        id="",
        slide=spot.slide,
        paragraph=spot.text.paragraph,
        found=shown("", spot.text.text, (), False, False),
        verdict=verdict,
        severity="warn",
    )


def _unreferenced(text: str, passage: Passage, sources: Sources) -> str:
    """Return `text` without the references in brackets that were set behind the wording of `passage`.

    Their pages are judged apart. An author named there stays, unless the wording has no name and it is the passage's own.
    """
    wording, own = Words.of(passage.wording).keys, sources.authors_of(passage.essay_id)

    def kept(bracket: re.Match[str]) -> str:
        pages = page_spans(bracket[1])
        if not pages or bracket[1] in passage.wording:
            return bracket[0]
        name = " " + bracket[1][1 : pages[0][0]].strip("( ")
        return "" if set(Words.of(name).keys) <= own.difference(wording) else name

    return _BRACKET.sub(kept, text)


def _page_differs(spot: Spot, slide: FoundSlide, page: str) -> bool:
    """Tell whether the paragraph names pages, and none of them is the `page` on which its source stands."""
    there = {int(number) for number in _PAGES.findall(page)}
    if not there or not re.fullmatch(r"\d+(?:–\d+)?", page):
        return False
    named = _pages(spot.text.text)
    for line in slide.texts:
        if line.place == "source":
            told = sources_in(line.text)
            named.update(page for mark in spot.text.marks for page in _pages(told.get(mark, "")))
    return bool(named) and not (named & set(range(min(there), max(there) + 1)))


def _pages(text: str) -> set[int]:
    """Return the pages that `text` names, ranges filled in."""
    pages: set[int] = set()
    for start, end in page_spans(text):
        for part in re.split(r"[^\d–\-]+", text[start:end].replace("\u2060", "")):
            ends = [int(number) for number in _PAGES.findall(part)]
            if ends:
                pages.update(range(ends[0], max(ends[-1], ends[0]) + 1))
    return pages


def _wordings(sources: Sources | None) -> list[tuple[Passage, Words]]:
    if sources is None:
        return []
    return [(p, Words.of(p.wording)) for p in sources.library.all(Passage) if p.kind != "quotation" and p.wording]


def _passage(spot: Spot, wordings: list[tuple[Passage, Words]]) -> Passage | None:
    """Return the passage whose wording the paragraph is, or nearly is."""
    words = Words.of(spot.text.text)
    scored = [
        (Indel.normalized_similarity(wording.keys, words.keys, score_cutoff=_ALIKE), passage)
        for passage, wording in wordings
        if 0.5 <= len(wording) / max(1, len(words)) <= 2
    ]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= _ALIKE else None
