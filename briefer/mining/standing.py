"""Where a sentence stands in its essay: what part of the text, and which place in its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefer.mining.ownership import Reported, reported
from briefer.model.essay import Essay, Paragraph
from briefer.model.suggestion import SuggestionKind, suggestion_id

_CONCLUDING = re.compile(
    r"\W*(?:[\divx]+[.)]?\s+)?(?:conclusions?|concluding\b.*|in conclusion|final (?:thoughts|remarks)|outlook"
    r"|the way (?:ahead|forward)"
    r"|looking (?:ahead|forward)|summary|lessons\b.*|(?:summary|discussion) and conclusions?|conclusions? and .*)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence at `start:end` of the body; paragraphs count from 0, `last` is how many follow."""

    start: int
    end: int
    paragraph: Paragraph
    number: int
    last: int
    opens: bool
    """It is the first of its paragraph."""
    closes: bool
    """It is the last of its paragraph."""
    concluding: bool
    """It stands under a heading such as “Conclusion”."""


def standings(essay: Essay, sentences: Iterable[tuple[int, int]]) -> tuple[Standing, ...]:
    """Return where each sentence of running text stands, in order; sentences outside of paragraphs are left out."""
    paragraphs = sorted(essay.paragraphs, key=lambda paragraph: paragraph.start)
    starts = [paragraph.start for paragraph in paragraphs]
    inside: dict[int, list[tuple[int, int]]] = {}
    for start, end in sorted(sentences):
        at = bisect_right(starts, start) - 1
        if at >= 0 and end <= paragraphs[at].end:
            inside.setdefault(at, []).append((start, end))
    concluding = _concluding(essay)
    found = []
    for at, spans in inside.items():
        paragraph = paragraphs[at]
        ending = any(start <= paragraph.start < end for start, end in concluding)
        for place, (start, end) in enumerate(spans):
            first, last = place == 0, place == len(spans) - 1
            found.append(Standing(start, end, paragraph, at, len(paragraphs) - 1 - at, first, last, ending))
    return tuple(found)


def reported_at(essay: Essay, body: str, start: int, end: int) -> Reported | None:
    """Return whose view `start:end` is when its paragraph tells that it is not the author's; offsets are the body's."""
    authors = tuple(author.family for author in essay.reference.authors if author.family)
    paragraph = next((p for p in essay.paragraphs if p.start <= start < p.end), Paragraph(start, end))
    text = body[paragraph.start : paragraph.end]
    found = reported(text, start - paragraph.start, min(end, paragraph.end) - paragraph.start, authors)
    return found and replace(found, start=found.start + paragraph.start, end=found.end + paragraph.start)


def id_at(essay: Essay, body: str, kind: SuggestionKind, start: int, end: int) -> str:
    """Return the id of a suggestion at `start:end`: equal words count in the order of the body."""
    return suggestion_id(essay.id, kind, body[start:end], body.count(body[start:end], 0, start))


def _concluding(essay: Essay) -> list[tuple[int, int]]:
    """Return the stretches that stand under a concluding heading, up to the next of its level or above."""
    found = []
    for at, section in enumerate(essay.sections):
        if _CONCLUDING.fullmatch(section.title.strip()):
            following = (later.start for later in essay.sections[at + 1 :] if later.level <= section.level)
            found.append((section.start, next(following, 10**12)))
    return found
