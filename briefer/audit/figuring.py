"""What became of the pictures of a file: replaced, cut, moved, described in other words, or gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.audit.pairing import Pairing
from briefer.audit.verification import Finding, severity_of
from briefer.model.found import Change, FoundDeck, FoundPicture, Verdict
from briefer.model.picture import picture_of
from briefer.model.provenance import Record

_REPLACED = "Another picture stands in its place."
_CROPPED = "A part of the picture is cut off."
_MOVED = "The picture stands on another slide than it was issued on."
_RETOLD = "What is said of the picture to those who do not see it was changed."
_GONE = "The picture is no longer in the file."


def figure_findings(records: Sequence[Record], found: FoundDeck, pairing: Pairing) -> Iterator[Finding]:
    """Yield what became of each picture that is not as it was issued.

    A picture is known by its bytes, on its own slide first. One with other bytes is taken for it when it stands on that
    slide and is named as a figure, or says the same to those who do not see it.
    """
    there = [(slide.number, picture) for slide in found.slides for picture in slide.pictures]
    free = list(range(len(there)))
    waiting = []
    for record in records:
        same = [at for at in free if there[at][1].sha256 == picture_of(record.issued)[0]]
        if not same:
            waiting.append(record)
            continue
        at = min(same, key=lambda at: (not _at_home(record, there[at][0], pairing), there[at][1].cropped))
        free.remove(at)
        yield from _kept(record, *there[at], pairing)
    for record in waiting:
        like = [at for at in free if _stands_for(record, *there[at], pairing)]
        if like:
            free.remove(like[0])
            number, picture = there[like[0]]
            yield _finding(record, number, picture.alt, "altered", ("word",), _REPLACED)
        else:
            yield _finding(record, pairing.slides.get(record.slide_key, 0), "", "removed", (), _GONE)


def _kept(record: Record, number: int, picture: FoundPicture, pairing: Pairing) -> Iterator[Finding]:
    """Yield what was done to a picture that has kept its bytes."""
    if picture.cropped:
        yield _finding(record, number, picture.alt, "altered", ("word",), _CROPPED)
    elif not _at_home(record, number, pairing):
        yield _finding(record, number, picture.alt, "altered", ("order",), _MOVED)
    elif picture.alt != picture_of(record.issued)[1]:
        yield _finding(record, number, picture.alt, "reworded", ("word",), _RETOLD)


def _at_home(record: Record, number: int, pairing: Pairing) -> bool:
    return pairing.homes.get(number, "") == record.slide_key


def _stands_for(record: Record, number: int, picture: FoundPicture, pairing: Pairing) -> bool:
    """Tell whether a picture with other bytes stands on the slide of `record`, as a figure or with its words."""
    alike = picture.alt == picture_of(record.issued)[1] or picture.shape.lower().startswith("figure")
    return alike and _at_home(record, number, pairing)


def _finding(
    record: Record, number: int, alt: str, verdict: Verdict, changes: tuple[Change, ...], note: str
) -> Finding:
    return Finding(
        id=record.id,
        slide=number,
        role="paraphrase",
        issued=f"Picture: {picture_of(record.issued)[1]}",
        found=f"Picture: {alt}" if verdict != "removed" else "",
        verdict=verdict,
        changes=changes,
        severity=severity_of(verdict, changes),
        note=note,
    )
