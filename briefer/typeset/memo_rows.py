"""A memo as rows of styled runs: what every writer sets and the measuring counts. Points throughout."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from briefer.model.memo import HeaderField, Memo, MemoSection, Paper, Point
from briefer.specs.brand import Brand
from briefer.typeset.joining import NBSP, joined
from briefer.typeset.page import Ink, Run
from briefer.typeset.voices import Voice, statement_runs

SHEETS: dict[Paper, tuple[float, float]] = {"a4": (595.28, 841.89), "letter": (612, 792)}
FLOOR = 10.5
"""No running text is smaller than this."""
SOURCE_SIZE = 8.5
_FULL = 11
"""The size of a memo that has not been shortened; brands set their own in its place."""
_TAIL = 13
"""The last line of a paragraph has at least so many characters."""
_LOCATOR, _JUDGE = 26, 36
"""A locator of so many characters is not broken, nor is a bracket that says whose judgement it is and how sure."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes, leadings and gaps of one memo; `gap` stands between paragraphs, `band` above and below a hairline."""

    size: float
    pitch: float
    lead: float
    lead_pitch: float
    gap: float
    band: float


@dataclass(frozen=True, slots=True)
class MemoParagraph:
    """Runs on a fixed leading; `size` is that of its first run."""

    runs: tuple[Run, ...]
    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A label and what stands beside it; a hairline above where `ruled`."""

    section: str
    style: Literal["", "lead", "assessment"]
    label: str
    ink: Ink
    paragraphs: tuple[MemoParagraph, ...]
    ruled: bool
    numbered: bool


def scale_of(memo: Memo, brand: Brand) -> Scale:
    """Return the measures of `memo`: a smaller size takes its leading along, tight spacing halves the gaps."""
    style = brand.memo
    smaller = min(_FULL - memo.size, max(0.0, style.size - FLOOR))
    gap, band = (4.0, 6.75) if memo.spacing == "normal" else (2.0, 4.0)
    return Scale(
        size=style.size - smaller,
        pitch=style.leading - smaller,
        lead=style.lead_size - smaller,
        lead_pitch=style.lead_leading - smaller,
        gap=gap,
        band=band,
    )


def voice_size(size: float, brand: Brand) -> float:
    """Return the size of assessments in text of `size`: half as much smaller than it as on slides."""
    return max(FLOOR, size - brand.assessment_smaller / 2)


def rows_of(memo: Memo, brand: Brand) -> tuple[MemoRow, ...]:
    """Return the sections of `memo` that say something, in order."""
    scale = scale_of(memo, brand)
    rows = []
    for section in memo.sections:
        paragraphs = tuple(_paragraph(point, section, scale, brand) for point in section.points if _speaks(point))
        if paragraphs:
            voiced = section.style == "assessment"
            rows.append(
                MemoRow(
                    section=section.id,
                    style=section.style,
                    label=section.label,
                    ink="accent" if voiced else "ink",
                    paragraphs=paragraphs,
                    ruled=not voiced,
                    numbered=section.numbered,
                )
            )
    return tuple(rows)


def header_rows(memo: Memo) -> tuple[tuple[HeaderField, ...], ...]:
    """Return the header line by line: two narrow fields or a wide one, in the order of the memo."""
    rows: list[tuple[HeaderField, ...]] = []
    for field in memo.header:
        if field.wide or not rows or len(rows[-1]) == 2 or rows[-1][0].wide:
            rows.append((field,))
        else:
            rows[-1] = (*rows[-1], field)
    return tuple(rows)


def source_runs(memo: Memo) -> tuple[Run, ...]:
    """Return the sources as one paragraph in second ink, titles of volumes and journals in italics."""
    text = joined(" ".join(memo.sources))
    titles = sorted((joined(title) for title in memo.source_titles if title), key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, titles))})", text) if titles else [text]
    return tuple(Run(part, size=SOURCE_SIZE, italic=part in titles, ink="ink2") for part in parts if part)


def _speaks(point: Point) -> bool:
    return bool(point.statements)


def _paragraph(point: Point, section: MemoSection, scale: Scale, brand: Brand) -> MemoParagraph:
    leads = section.style == "lead"
    size, leading = (scale.lead, scale.lead_pitch) if leads else (scale.size, scale.pitch)
    runs: list[Run] = []
    for statement in point.statements:
        if runs:
            runs.append(Run(" ", size=size))
        voiced = section.style == "assessment" or statement.role == "assessment"
        runs.extend(statement_runs(statement, _voice(statement.id, size, voiced, brand), size))
    return MemoParagraph(_settled(runs), size, leading)


def _voice(statement: str, size: float, voiced: bool, brand: Brand) -> Voice:
    if voiced:
        return Voice(brand.assessment_italic_face, voice_size(size, brand), italic=True, statement=statement)
    return Voice("body", size, statement=statement)


def _settled(runs: list[Run]) -> tuple[Run, ...]:
    """Return the runs of a paragraph with short locators whole and enough words tied together for its last line."""
    left = _TAIL if sum(len(run.text) for run in runs) > 4 * _TAIL else 0
    done: list[Run] = []
    for run in reversed(runs):
        short = run.ink == "ink2" and len(run.text) <= (_JUDGE if run.italic else _LOCATOR)
        text = run.text[:1] + run.text[1:].replace(" ", NBSP) if short else run.text
        if left > 0:
            text = text[:-left] + text[-left:].replace(" ", NBSP)
        left -= len(text)
        done.append(replace(run, text=text))
    return tuple(reversed(done))
