"""How statements look: runs of evidence, assessment, count and unconfirmed names, with their source numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from briefer.model.statement import Span, Statement
from briefer.specs.brand import Brand, TypeStyle
from briefer.typeset.joining import NBSP, RING, TICK, WORD_JOINER, joints
from briefer.typeset.page import Face, Ink, Run

LARGEST_MARK = 22
"""Source numbers are set in the size of their run, but not above this, in points."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The style from which a statement's runs depart; sizes in points."""

    face: Face
    size: float
    bold: bool = False
    italic: bool = False
    ink: Ink = "ink"
    statement: str = ""

    def run(self, text: str) -> Run:
        """Return `text` in this voice."""
        return Run(text, self.face, self.size, self.bold, self.italic, self.ink, statement=self.statement)


def voice(statement: Statement, style: TypeStyle, brand: Brand, bold: bool = False, quiet: bool = False) -> Voice:
    """Return the voice of `statement` in `style`: an assessment is italic, in the brand's own face and size."""
    plain = Voice(style.face, style.size, style.bold or bold, ink="ink2" if quiet else "ink", statement=statement.id)
    if statement.role != "assessment":
        return plain
    face = brand.assessment_italic_face
    smaller = brand.assessment_smaller if face == "title" else 0
    return replace(plain, face=face, size=style.size - smaller, italic=True)


def statement_runs(statement: Statement, own: Voice, body: float) -> tuple[Run, ...]:
    """Return the runs of `statement` as issued, marks and joiners included; `body` is the size of upright parts."""
    joint = joints(statement.text)
    runs: list[Run] = []
    cuts = sorted({0, len(statement.text), *_edges(statement)})
    marks = {mark.at: mark.numbers for mark in statement.marks}
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        if start in marks:
            runs += _mark(marks[start], own, body)
        if start < end:
            text = _with_joints(statement.text, start, end, joint)
            kinds = frozenset(span.kind for span in statement.spans if span.start <= start < span.end)
            runs += _part(text, kinds, own, body, statement.text[:start])
    return _merged(runs)


def _with_joints(text: str, start: int, end: int, joint: dict[int, str]) -> str:
    if not joint:
        return text[start:end]
    parts = []
    for at in sorted(joint):
        if start <= at < end:
            parts += [text[start:at], joint[at]]
            start = at + 1
    return "".join([*parts, text[start:end]])


def _edges(statement: Statement) -> set[int]:
    """Return where the style may change: at spans, at marks, and where a tick box interrupts an assessment."""
    length = len(statement.text)
    edges = {min(length, max(0, at)) for span in statement.spans for at in (span.start, span.end)}
    edges |= {min(length, mark.at) for mark in statement.marks}
    tick = statement.text.find(TICK)
    return edges | ({tick, tick + 1} if tick >= 0 else set())


Kinds: TypeAlias = frozenset[str]


def _part(text: str, kinds: Kinds, own: Voice, body: float, before: str) -> list[Run]:
    """Return one stretch of equal style; what follows a tick box is upright, for it is a form and not a voice."""
    style = own
    if TICK in before or text.startswith(TICK):
        style = replace(style, face="body", size=body, italic=False, bold=text.startswith(TICK))
    if "pages" in kinds:
        style = replace(style, face="body" if own.italic else own.face, size=body if own.italic else own.size)
        style = replace(style, bold=False, italic=False, ink="ink2")
    if "bold" in kinds:
        style = replace(style, bold=True)
    if "accent" in kinds:
        style = replace(style, face="body" if own.italic else own.face, size=body if own.italic else own.size)
        style = replace(style, bold=True, italic=False, ink="accent")
    if "quiet" in kinds:
        style = replace(style, bold=False, ink="ink2")
    run = style.run(text)
    if "unconfirmed" not in kinds:
        return [run]
    ring = [] if before.rstrip().endswith(RING) else [replace(run, text=RING + NBSP, face="body", statement="")]
    return [*ring, replace(run, dotted=True)]


def _mark(numbers: tuple[int, ...], own: Voice, body: float) -> list[Run]:
    """Return source numbers: superscript, upright, accent, kept on the line of the word before them."""
    text = "".join(f"{WORD_JOINER}[{number}]" for number in numbers)
    size = min(LARGEST_MARK, body if own.italic else own.size)
    return [Run(text, "body", size, ink="accent", raised=True)]


def _merged(runs: list[Run]) -> tuple[Run, ...]:
    """Join neighbours of equal style."""
    if len(runs) < 2:
        return tuple(runs)
    merged: list[Run] = []
    for run in runs:
        if merged and _style(run) == _style(merged[-1]):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def _style(run: Run) -> tuple[object, ...]:
    return run.face, run.size, run.bold, run.italic, run.ink, run.raised, run.dotted, run.statement


def label_run(label: str, statement: Statement, size: float) -> Run:
    """Return the word in the left column: accent for an assessment, dotted for what is unconfirmed, else second ink."""
    text = "".join(joints(label).get(at, char) for at, char in enumerate(label))
    if statement.role == "assessment":
        return Run(text, "body", size, bold=True, ink="accent")
    return Run(text, "body", size, ink="ink2", dotted=not statement.confirmed)


def clipped(statement: Statement, start: int, end: int) -> Statement:
    """Return `statement` with only `start:end` of its text, its spans and marks moved along."""
    spans = tuple(
        Span(max(s.start, start) - start, min(s.end, end) - start, s.kind)
        for s in statement.spans
        if s.start < end and s.end > start
    )
    marks = tuple(replace(m, at=m.at - start) for m in statement.marks if start < m.at <= end or m.at == start == 0)
    return replace(statement, text=statement.text[start:end], spans=spans, marks=marks)
