"""The visible paragraph: how a record keeps what stood in the file, and how it is taken apart again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefer.model.found import LABEL_LIMIT
from briefer.model.provenance import Record
from briefer.model.statement import Statement
from briefer.quotation.tokens import Words

SOURCE_LINE = "source_line"
UNDER = "under"
CONTINUATION = "continuation"
NOTES = "notes"
FURNITURE = "furniture"
BANNER = "banner"
CHART = "chart"
FIGURE = "figure"
REPEATED = (FURNITURE, BANNER)
"""Fields of what every slide repeats."""

SIDE_FIELDS = (SOURCE_LINE, UNDER, CONTINUATION, NOTES, CHART, FIGURE, *REPEATED)
"""Fields of records that are no statements: they are spoken of only when something happened to them."""

_MARKS = re.compile(r"\u2060?((?:\[\d{1,3}\])+)")
_LISTED = re.compile(r"\[(\d{1,3})\](?:–\[(\d{1,3})\])?")


@dataclass(frozen=True, slots=True)
class Issued:
    """A record with its visible paragraph taken apart."""

    record: Record
    label: str
    text: str
    marks: tuple[int, ...]
    words: Words
    """Words of label and text."""

    @property
    def is_side(self) -> bool:
        """Tell whether the record is no statement but something that goes with one."""
        return self.record.field in SIDE_FIELDS


def visible(statement: Statement) -> str:
    """Return the paragraph that shows `statement`: label, tab, text with its marks in place."""
    text, shift = statement.text, 0
    for mark in sorted(statement.marks, key=lambda mark: mark.at):
        marks = "".join(f"[{number}]" for number in mark.numbers)
        text = text[: mark.at + shift] + marks + text[mark.at + shift :]
        shift += len(marks)
    return f"{statement.label}\t{text}" if statement.label else text


def sources_in(line: str) -> dict[int, str]:
    """Return what a line at the foot of a slide says of each source, by its number; "[4]–[6]: notes" tells of three."""
    found = list(_LISTED.finditer(line))
    ends = [*(after.start() for after in found[1:]), len(line)]
    return {
        number: line[one.end() : end]
        for one, end in zip(found, ends, strict=False)
        for number in range(int(one[1]), int(one[2] or one[1]) + 1)
    }


def issued(record: Record) -> Issued:
    """Return `record` with its visible paragraph taken apart, as the reader of decks takes it apart."""
    if record.field in (SOURCE_LINE, CHART, NOTES, *REPEATED):
        label, text = "", record.issued
        marks: tuple[int, ...] = ()
    else:
        label, tab, rest = record.issued.partition("\t")
        label, text = (label, rest) if tab and len(label) <= LABEL_LIMIT else ("", record.issued)
        marks = tuple(int(number) for found in _MARKS.findall(text) for number in re.findall(r"\d+", found))
        text = _MARKS.sub("", text)
    text = " ".join(part for part in text.split("\t") if part)
    return Issued(record, label, text, marks, Words.of(f"{label} {text}"))
