"""Compares a finished file, even one edited by hand, with its records and its sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefer.audit.figuring import figure_findings
from briefer.audit.judging import MIN_QUOTED, Judge, removed
from briefer.audit.moving import Moved, moved
from briefer.audit.nameless import with_own_ids
from briefer.audit.pairing import Pairing, Spot, key_of, likeness, pair, spots
from briefer.audit.sources import Shortlist, Sources
from briefer.audit.standing import knows_any
from briefer.audit.texting import by_text, hints, tells_texts
from briefer.audit.verification import Finding, Mode, Verification, in_order, severity_of
from briefer.audit.visible import BANNER, CONTINUATION, FIGURE, NOTES, REPEATED, SOURCE_LINE, Issued, issued
from briefer.model.found import FoundDeck, FoundText, Severity
from briefer.model.library import Bodies, Library
from briefer.model.picture import picture_of
from briefer.model.provenance import Record, parse_verify_line
from briefer.quotation.kinds import words_in
from briefer.quotation.tokens import Words

_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")
_ALIKE = 0.5
_ALIKE_IN_PLACE = 0.25
_FORGED = (
    "The records in the file are not the ones that were written: only quotations can be trusted, found in the library."
)


def verify(
    found: FoundDeck,
    library: Library | None,
    bodies: Bodies,
    name: str,
    known: Iterable[Record] = (),
    shortlist: Shortlist | None = None,
) -> Verification:
    """Return what became of every statement of `found`, the file called `name`.

    The file's own records are used; when it lost them, `known` ones, such as those kept when it was built. Without
    any, text alone must do. `shortlist` finds essays by rare words; without it every body is looked through.
    """
    sources = Sources(library, bodies, shortlist) if library is not None else None
    records = found.records or tuple(known)
    if library is not None:
        records = with_own_ids(records, library)
    if sources is not None and not knows_any(records, sources):
        sources = None
    remarks = tuple(_remarks(found, records, library is not None, sources is not None))
    if not records:
        mode: Mode = "ids" if sources and _hinted(found) else "text"
        return Verification(file=name, mode=mode, findings=by_text(found, sources), remarks=remarks)
    findings = _by_records(found, records, sources)
    mode = "ids" if sources is not None else "as-issued"
    return Verification(file=name, mode=mode, findings=tuple(findings), remarks=remarks)


def _by_records(found: FoundDeck, carried: Sequence[Record], sources: Sources | None) -> list[Finding]:
    figures = [record for record in carried if record.field == FIGURE]
    records = [issued(record) for record in carried if record.field != FIGURE]
    pairing = pair(records, found)
    judge = Judge(sources, sources.authors() if sources else frozenset(), _names(records))
    places = moved(records, pairing)
    findings = [_placed(judge.pair(record, spot), places.get(id(spot))) for record, spot in pairing.pairs]
    findings = [
        f for f, (record, _) in zip(findings, pairing.pairs, strict=True) if not (_is_quiet(record) and _fine(f))
    ]
    findings.extend(_copied(judge, pairing, places))
    findings.extend(_removed(pairing))
    findings.extend(_new(judge, pairing, records))
    findings.extend(_unmarked(found, pairing, records))
    findings.extend(figure_findings(figures, found, pairing))
    findings.extend(_notes(judge, found, pairing, records))
    if found.records_edited:
        findings.append(Finding(id="", role="boilerplate", verdict="altered", severity="fail", note=_FORGED))
    return sorted(findings, key=lambda finding: (finding.slide or 10**6, finding.paragraph or 10**6))


def _is_quiet(record: Issued) -> bool:
    """Tell whether a record is spoken of only when something happened to it."""
    return record.is_side or record.record.role == "boilerplate"


def _fine(finding: Finding) -> bool:
    return finding.severity == "ok"


def _placed(finding: Finding, place: Moved | None) -> Finding:
    """Return `finding`, or the same as changed when its text was moved or struck."""
    if place is None:
        return finding
    changes = in_order({*finding.changes, *place.changes})
    note = " ".join(filter(None, (finding.note, place.note)))
    if place.alters:
        return replace(finding, verdict="altered", changes=changes, severity="fail", note=note)
    verdict = "reworded" if finding.verdict == "unchanged" else finding.verdict
    severity: Severity = "fail" if severity_of(verdict, changes) == "fail" else "warn"
    return replace(finding, verdict=verdict, changes=changes, severity=severity, note=note)


def _copied(judge: Judge, pairing: Pairing, places: Mapping[int, Moved]) -> Iterator[Finding]:
    """Yield findings on repeated paragraphs; what is not a statement may be repeated."""
    for record, spot in pairing.copied:
        finding = _placed(judge.pair(record, spot), places.get(id(spot)))
        if not _fine(finding):
            yield finding
        elif not _is_quiet(record):
            yield replace(finding, verdict="copied")


def _removed(pairing: Pairing) -> Iterator[Finding]:
    """Yield findings on what is gone; what went with its whole slide is named by its statements alone."""
    for record in pairing.removed:
        slide = pairing.slides.get(record.record.slide_key, 0)
        if record.record.field == CONTINUATION or (record.is_side and not slide):
            continue
        yield removed(record, slide)


def _new(judge: Judge, pairing: Pairing, records: Sequence[Issued]) -> Iterator[Finding]:
    """Yield findings on texts that were not issued; a banner or footer counts once, and hardly any word is none."""
    furniture = [record for record in records if record.record.field in REPEATED]
    said: set[str] = set()
    for spot in pairing.new:
        origin = _furniture(spot, furniture)
        if origin is not None:
            if spot.key not in said:
                yield replace(judge.pair(origin, spot), severity="warn")
            said.add(spot.key)
        elif spot.text.place != "furniture":
            if spot.words.keys:
                yield judge.new(spot)
        elif sum(map(str.isalpha, spot.words.keys)) >= MIN_QUOTED and spot.key not in said:
            said.add(spot.key)
            yield judge.new(spot)


def _unmarked(found: FoundDeck, pairing: Pairing, records: Sequence[Issued]) -> Iterator[Finding]:
    """Yield findings on handling marks that slides of the file no longer bear; one that was changed is still there."""
    banners = [record for record in records if record.record.field == BANNER]
    needed = Counter(map(key_of, banners))
    ours = {spot.slide for record, spot in (*pairing.pairs, *pairing.copied) if not record.is_side}
    changed = Counter(spot.slide for spot in pairing.new if _furniture(spot, banners))
    borne = Counter((spot.slide, spot.key) for spot in spots(found) if spot.key in needed)
    for record in {key_of(record): record for record in banners}.values():
        key = key_of(record)
        bare = [slide for slide in sorted(ours) if borne[slide, key] + changed[slide] < needed[key]]
        if bare:
            note = f"It is missing on {'slide' if len(bare) == 1 else 'slides'} {', '.join(map(str, bare))}."
            yield replace(removed(record, bare[0]), note=note)


def _furniture(spot: Spot, furniture: Sequence[Issued]) -> Issued | None:
    """Return the banner or footer that `spot` was most likely changed from."""
    if spot.text.place == "furniture" and not any(map(str.isalpha, spot.key)):
        return None
    banners = [record for record in furniture if record.record.field == BANNER]
    if banners and spot.text.shape.lower().startswith(BANNER):
        return max(banners, key=lambda record: likeness(record, spot))
    best = max(furniture, key=lambda record: likeness(record, spot), default=None)
    if best is None or len(spot.words) > 2 * len(best.words):
        return None
    least = _ALIKE_IN_PLACE if spot.text.place == "furniture" else _ALIKE
    return best if likeness(best, spot) >= least else None


def _notes(judge: Judge, found: FoundDeck, pairing: Pairing, records: Sequence[Issued]) -> Iterator[Finding]:
    """Yield findings on evidence and sources in the speaker notes that were changed; notes may be cleared."""
    notes = [record for record in records if record.record.field == NOTES]
    known = {key_of(record) for record in notes}
    for slide in found.slides:
        lines = [
            Spot(slide.number, FoundText(text=line, place="notes", paragraph=at), Words.of(line))
            for at, line in enumerate(slide.notes, 1)
            if parse_verify_line(line) is None
        ]
        there = {spot.key for spot in lines}
        home = pairing.homes.get(slide.number)
        missing = [record for record in notes if record.record.slide_key == home and key_of(record) not in there]
        for spot in lines:
            if spot.key in known or not missing:
                continue
            record = max(missing, key=lambda each: likeness(each, spot))
            if likeness(record, spot) >= _ALIKE:
                missing.remove(record)
                finding = judge.pair(record, spot)
                if not _fine(finding):
                    yield finding


def _names(records: Iterable[Issued]) -> frozenset[str]:
    """Return every word that the file as issued writes as a name inside a sentence, and never small but in an address."""
    texts = (t for record in records if record.record.field != SOURCE_LINE for t in (record.label, record.text))
    texts = (_ADDRESS.sub(" ", text) for text in texts)
    words = [word for text in texts for word in words_in(Words.of(text))]
    small = {word.key for word in words if word.written.islower()}
    return frozenset(word.key.removesuffix("'s") for word in words if word.is_name) - small


def _remarks(found: FoundDeck, records: Sequence[Record], library: bool, known: bool) -> Iterator[str]:
    recorded = bool(records)
    if not recorded and any(map(tells_texts, found.slides)):
        yield "The file lost its records: compared by the VERIFY lines of its notes."
    elif not recorded and _hinted(found):
        yield "The file lost its records: quotations are compared by its notes, everything else by text alone."
    elif not recorded:
        yield "The file carries no record of its statements: compared by text alone."
    elif not library:
        yield "No library at hand: compared with what was issued, not with the sources."
    elif not known:
        yield "The library holds none of the sources: compared with what was issued, not with them."
    if found.records_edited:
        yield _FORGED
    figures = {picture_of(record.issued)[0] for record in records if record.field == FIGURE} - {""}
    ours = sum(picture.sha256 in figures for slide in found.slides for picture in slide.pictures)
    unread = sum(slide.unread for slide in found.slides) - ours
    if unread:
        yield f"{unread} picture{'s' if unread > 1 else ''} may hold words that cannot be read."


def _hinted(found: FoundDeck) -> bool:
    """Tell whether the notes say where quotations of the file stand."""
    return any(True for slide in found.slides for _ in hints(slide))
