"""The steps by which a memo is shortened to one page, mildest first, each with the remark that says what was lost.

No step touches a quotation, a dissent, or the source of a statement that stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from briefer.model.deck import Remark
from briefer.model.memo import Memo, MemoSection, Point
from briefer.model.statement import Statement
from briefer.typeset.memo_rows import FLOOR

FEWEST_POINTS = 3
"""Key points that always stay."""

Step: TypeAlias = tuple[Memo, Remark]


def trim_steps(memo: Memo) -> Iterator[Step]:
    """Yield ever shorter memos; each contains all steps before it. The last one is as short as the rules allow."""
    for step in (_shorten_sources, _drop_optional, _tighten, _drop_points, _shrink):
        for memo, remark in step(memo):  # noqa: B020 - each step goes on from the last one's memo
            yield memo, remark


def word_count(section: MemoSection) -> int:
    """Return how many words a section has."""
    return sum(_words(point) for point in section.points)


def longest_section(memo: Memo) -> MemoSection:
    """Return the section that has the most words; the first one of equals."""
    return max(memo.sections, key=word_count)


def without_last_words(memo: Memo, section: str, count: int) -> Memo:
    """Return `memo` as long as it would be with `count` words fewer in `section`; for measuring, never for writing."""
    sections = tuple(_cut(found, count) if found.id == section else found for found in memo.sections)
    return replace(memo, sections=sections)


def _shorten_sources(memo: Memo) -> Iterator[Step]:
    if memo.short_sources and len(" ".join(memo.short_sources)) < len(" ".join(memo.sources)):
        yield replace(memo, sources=memo.short_sources), _remark("Sources shortened to one sentence a volume.")


def _drop_optional(memo: Memo) -> Iterator[Step]:
    """Drop optional statements one by one, the last one first."""
    found = [(s.id, p, n) for n, s, p in _droppable(memo)]
    for id, point, section in reversed(found):
        text = next(s.text for s in point.statements if s.id == id)
        memo = _without(memo, section, id)
        yield memo, _remark(f"Left out, as it was optional: “{text}”")


def _droppable(memo: Memo) -> Iterator[tuple[int, Statement, Point]]:
    for number, section in enumerate(memo.sections):
        for point in section.points:
            if not point.dissent:
                for statement in point.statements:
                    if statement.id in point.optional and statement.role != "quotation":
                        yield number, statement, point


def _without(memo: Memo, section: int, id: str) -> Memo:
    """Return `memo` without the statement `id`, and without the point or section that it leaves empty."""
    points = []
    for point in memo.sections[section].points:
        kept = tuple(s for s in point.statements if s.id != id)
        if kept:
            points.append(replace(point, statements=kept))
    return _with_points(memo, section, tuple(points))


def _with_points(memo: Memo, number: int, points: tuple[Point, ...]) -> Memo:
    section = replace(memo.sections[number], points=points)
    return replace(memo, sections=(*memo.sections[:number], section, *memo.sections[number + 1 :]))


def _tighten(memo: Memo) -> Iterator[Step]:
    if memo.spacing != "tight":
        yield replace(memo, spacing="tight"), _remark("Space between paragraphs reduced.")


def _drop_points(memo: Memo) -> Iterator[Step]:
    """Move key points to the packet, the lowest-ranked first, as long as three of them stay."""
    for number, section in enumerate(memo.sections):
        if not section.numbered:
            continue
        for point in reversed(section.points):
            points = memo.sections[number].points
            if len(points) <= FEWEST_POINTS:
                break
            if not _protected(point):
                memo = _with_points(memo, number, tuple(p for p in points if p is not point))
                yield memo, _remark(f"Moved to the packet: “{_text(point)}”")


def _protected(point: Point) -> bool:
    return point.dissent or any(statement.role == "quotation" for statement in point.statements)


def _shrink(memo: Memo) -> Iterator[Step]:
    if memo.size > FLOOR:
        yield replace(memo, size=FLOOR), _remark(f"Set in {FLOOR} points.")


def _cut(section: MemoSection, count: int) -> MemoSection:
    points: list[Point] = []
    for point in reversed(section.points):
        statements: list[Statement] = []
        for statement in reversed(point.statements):
            words = statement.text.split()
            kept = max(0, len(words) - count)
            count -= len(words) - kept
            if kept == len(words):
                statements.append(statement)
            elif kept:
                statements.append(replace(statement, text=" ".join(words[:kept]), spans=(), marks=()))
        if statements:
            points.append(replace(point, statements=tuple(reversed(statements))))
    return replace(section, points=tuple(reversed(points)))


def _text(point: Point) -> str:
    return " ".join(statement.text for statement in point.statements)


def _words(point: Point) -> int:
    return sum(len(statement.text.split()) for statement in point.statements)


def _remark(text: str) -> Remark:
    return Remark("memo", text, "info")
