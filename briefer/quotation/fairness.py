"""Warnings about quotations whose words are exact and whose cut may not be fair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from briefer.quotation.kinds import CONDITIONS, is_negation
from briefer.quotation.parse import Insertion, Quotation
from briefer.quotation.placing import Departure, Placing
from briefer.quotation.tokens import Words

UnfairnessKind: TypeAlias = Literal[
    "omits-negation", "omits-condition", "long-omission", "crosses-paragraph", "insertion", "starts-mid", "ends-mid"
]

LONG_OMISSION = 40
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]\s]*$|\n\s*\n\s*$")
_STOPS = re.compile(r"\s*[\"'”’»)\]]*\s*(?:[.!?:;…]|\n\s*\n|$)")
_STOP = re.compile(r"[.!?…](?=[\"'”’»)\]]*(?:\s|$))|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Unfairness:
    """One warning: what kind, and a sentence that names the words."""

    kind: UnfairnessKind
    text: str


def unfairness(quotation: Quotation, placing: Placing, source: Words) -> tuple[Unfairness, ...]:
    """Return what a fair reader would want to know about the cut of an exact quotation."""
    found = [warning for gap in placing.gaps for warning in _omission(gap, source)]
    found.extend(
        Unfairness("insertion", f"“[{departure.mark.text}]” is not the author's")
        for departure in placing.departures
        if isinstance(departure.mark, Insertion)
    )
    found.extend(_edges(quotation, placing, source))
    return tuple(found)


def _omission(gap: Departure, source: Words) -> Iterator[Unfairness]:
    keys = source.keys[gap.first : gap.after]
    count = gap.after - gap.first
    denial = next((key for key in keys if is_negation(key)), None)
    condition = next((key for key in keys if key in CONDITIONS), None)
    if denial:
        yield Unfairness("omits-negation", f"the words left out contain “{denial}”")
    if condition:
        yield Unfairness("omits-condition", f"the words left out contain “{condition}”")
    if count > LONG_OMISSION:
        yield Unfairness("long-omission", f"{count} words are left out")
    left_out = source.raw[
        source.ends[gap.first - 1] if gap.first else 0 : source.starts[min(gap.after, len(source) - 1)]
    ]
    if "\n\n" in left_out:
        yield Unfairness("crosses-paragraph", "the words left out cross a paragraph")


def _edges(quotation: Quotation, placing: Placing, source: Words) -> Iterator[Unfairness]:
    before = source.raw[: source.starts[placing.first]]
    opening = before.rstrip("\"'“‘«([ \t\n") if not before.endswith("\n\n") else ""
    if opening and not _ENDED.search(opening) and not quotation.cut_at_start:
        yield Unfairness("starts-mid", "it starts in mid-sentence")
    end = source.ends[placing.after - 1]
    if not _STOPS.match(source.raw, end) and not quotation.cut_at_end:
        stop = _STOP.search(source.raw, end)
        rest = Words.of(source.raw[end : stop.start() if stop else len(source.raw)])
        turn = next((key for key in rest.keys if is_negation(key) or key in CONDITIONS), None)
        goes_on = f"; the sentence goes on with “{turn}”" if turn else ""
        yield Unfairness("ends-mid", f"it ends in mid-sentence{goes_on}")
