"""Lines of a page from its runs: what stands on one baseline, with a token where a raised number or sign stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from briefer.model.transcript import Run
from briefer.structure.draft import token

SIGNS = "*∗†‡§¶#"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SMALLER = 0.82
_RAISED_BY = 0.12
_SAME_LINE = 0.62
_WIDE_GAP = 1.6
_MARKS = re.compile(rf"\[?(?:\d{{1,3}}|[a-z]|[{re.escape(SIGNS)}]{{1,4}})\]?(?:\s*,\s*(?:\d{{1,3}}|[a-z]))*,?\.?")
_ONE_MARK = re.compile(rf"\d+|[a-z]|[{re.escape(SIGNS)}]+")
_DOTS = re.compile(r"(?<![. ])\s?\.\s\.\s\.(?!\s?\.)")
_RAISED_DIGITS = re.compile(f"[{_RAISED}]{{1,3}}")
_WORDS = ("A", "I", "O")
_SIGN_AT_END = re.compile(rf"(?<=[^\s*∗#])[{re.escape(SIGNS)}]{{1,3}}(?=[\s.,;:)]|$)|^[*∗†‡§¶]{{1,3}}(?=\s?\S)")


@dataclass(frozen=True, slots=True)
class Segment:
    """Runs that follow each other on one baseline with no wide gap."""

    runs: tuple[Run, ...]
    x0: float
    x1: float
    y: float
    size: float

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line inside its column; `left` and `right` are the column's edges, `region` counts columns of the file."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    page: int
    left: float
    right: float
    region: int = 0
    table: bool = False

    @property
    def indent(self) -> float:
        """Return by how many ems the line begins inside its column."""
        return (self.x0 - self.left) / self.size

    @property
    def fills(self) -> bool:
        """Tell whether the line ends near the right edge of its column."""
        return self.x1 > self.right - (self.right - self.left) * 0.08


def segments(runs: Sequence[Run]) -> list[Segment]:
    """Return the segments of a page in the order of the file; initials are put back before their words."""
    out: list[list[Run]] = []
    for run in runs:
        if not run.text.strip():
            continue
        if out and _follows(out[-1][-1], run):
            out[-1].append(run)
        else:
            out.append([run])
    return _with_initials([segment_of(group) for group in out])


def _follows(before: Run, after: Run) -> bool:
    big = max(before.style.size, after.style.size)
    gap = after.x0 - before.x1
    small = min(before.style.size, after.style.size)
    return abs(after.y - before.y) <= big * _SAME_LINE and -big * 0.6 < gap < big * _WIDE_GAP and small > big * 0.4


def segment_of(runs: Sequence[Run]) -> Segment:
    """Return runs that stand side by side as one segment."""
    main = _main(runs)
    return Segment(tuple(runs), min(r.x0 for r in runs), max(r.x1 for r in runs), main.y, main.style.size)


def _main(runs: Sequence[Run]) -> Run:
    """Return the longest run in the size that most characters have."""
    if len(runs) == 1:
        return runs[0]
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.style.size] += len(run.text)
    size = max(sizes, key=lambda one: (sizes[one], one))
    return max((run for run in runs if run.style.size == size), key=lambda run: len(run.text))


def _with_initials(found: Sequence[Segment]) -> list[Segment]:
    """Return segments with a large initial letter joined to the line that it begins, and the lines beside it moved
    to its left edge.
    """
    out: list[Segment] = []
    initial: Segment | None = None
    beside: tuple[Segment, float] | None = None
    for segment in found:
        if initial is not None:
            near = segment.size * 1.8 < initial.size and -2 <= segment.x0 - initial.x1 < initial.size
            if near and initial.y - segment.size * 0.5 <= segment.y <= initial.y + initial.size:
                beside = initial, segment.x0
                segment = _begun(initial, segment)
            else:
                out.append(initial)
            initial = None
        elif beside is not None:
            letter, edge = beside
            if abs(segment.x0 - edge) < segment.size and segment.y >= letter.y - segment.size * 0.5:
                runs = (replace(segment.runs[0], x0=letter.x0), *segment.runs[1:])
                segment = replace(segment, runs=runs, x0=letter.x0)
            elif segment.y < letter.y:
                beside = None
        if len(segment.text) == 1 and segment.text.isalpha() and segment.text.isupper():
            initial = segment
        else:
            out.append(segment)
    return [*out, *([initial] if initial else [])]


def _begun(initial: Segment, segment: Segment) -> Segment:
    """Return a segment with its initial letter; "A", "I" and "O" may be words of their own."""
    first = segment.runs[0]
    apart = initial.text in _WORDS and (first.text[0] == " " or segment.x0 - initial.x1 > segment.size * 0.18)
    letter = Run(initial.text, initial.x0, segment.x0, segment.y, first.style)
    rest = replace(first, text=f" {first.text.strip()}" if apart else first.text.lstrip())
    return Segment((letter, rest, *segment.runs[1:]), initial.x0, segment.x1, segment.y, segment.size)


def rows(found: Iterable[Segment]) -> list[list[Segment]]:
    """Return segments as rows from top to bottom, those of one baseline from left to right."""
    out: list[list[Segment]] = []
    base = size = 0.0
    for segment in sorted(found, key=lambda one: (-one.y, one.x0)):
        if out and abs(base - segment.y) < max(size, segment.size) * 0.45:
            out[-1].append(segment)
            if segment.size >= size:
                base, size = segment.y, segment.size
        else:
            out.append([segment])
            base, size = segment.y, segment.size
    for row in out:
        row.sort(key=attrgetter("x0"))
    return out


def line_of(row: Sequence[Segment], page: int, left: float, right: float, region: int, table: bool = False) -> TextLine:
    """Return a row as one line."""
    runs = [run for segment in row for run in segment.runs]
    main = _main(runs)
    text = _text(runs, main)
    letters = sum(len(run.text) for run in runs)
    bold = sum(len(run.text) for run in runs if run.style.bold) > letters * 0.85
    italic = sum(len(run.text) for run in runs if run.style.italic) > letters * 0.85
    x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
    return TextLine(text, x0, x1, main.y, main.style.size, bold, italic, page, left, right, region, table)


def _text(runs: Sequence[Run], main: Run) -> str:
    parts: list[str] = []
    before: Run | None = None
    for run in runs:
        raised = _is_raised(run, main)
        marks = _marks(run.text.strip()) if raised else ""
        apart = before is not None and (run.text[0] == " " or run.x0 - before.x1 > main.style.size * 0.18)
        if apart and not marks:
            parts.append(" ")
        elif apart and before is not None and not _is_raised(before, main):
            parts.append("" if run.x0 - before.x1 < main.style.size * 0.5 else " ")
        parts.append(marks or run.text.strip())
        before = run
    text = _DOTS.sub("…", " ".join("".join(parts).split()))
    text = _RAISED_DIGITS.sub(lambda found: token(found.group().translate(_SUPERSCRIPTS)), text)
    return _SIGN_AT_END.sub(lambda found: token(found.group()), text)


def _is_raised(run: Run, main: Run) -> bool:
    return run.style.size < main.style.size * _SMALLER and run.y > main.y + main.style.size * _RAISED_BY


def _marks(text: str) -> str:
    """Return raised numbers, letters or signs as tokens, "" when `text` is something else."""
    return "".join(token(mark) for mark in _ONE_MARK.findall(text)) if _MARKS.fullmatch(text) else ""
