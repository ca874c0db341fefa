"""A memo in Markdown: the same words in the same order, for mail and for notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from briefer.model.memo import Memo, MemoSection, Point
from briefer.model.statement import Statement

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_LIST_START = re.compile(r"^(\d+)([.)])|^([-+])(?=\s)")
_LINE_END = re.compile(r"\s*\n\s*")


def memo_markdown(memo: Memo) -> str:
    """Return `memo` in Markdown; nothing in its words is read as markup."""
    head = [f"# {_plain(memo.subject)}"]
    if memo.marking:
        head.append(f"**{_plain(memo.marking)}**")
    if memo.header:
        head.append("\n".join(f"- **{_plain(field.label)}:** {_plain(field.value)}" for field in memo.header))
    body = [_section(section) for section in memo.sections if section.points]
    foot = [_sources(memo)] if memo.sources else []
    foot.append(" · ".join(_plain(part) for part in (memo.foot, memo.marking, memo.stamp) if part))
    return "\n\n".join(part for part in (*head, *body, "---", *foot) if part) + "\n"


def _section(section: MemoSection) -> str:
    voiced = section.style == "assessment"
    points = [_point(point, voiced) for point in section.points]
    if section.numbered:
        text = "\n".join(f"{number}. {point}" for number, point in enumerate(points, 1))
    else:
        text = "\n\n".join(points)
    return f"## {_plain(section.label)}\n\n{text}"


def _point(point: Point, voiced: bool) -> str:
    return " ".join(_statements(point.statements, voiced))


def _statements(statements: Iterable[Statement], voiced: bool) -> Iterable[str]:
    for statement in statements:
        text = _marked(statement) + ("" if statement.confirmed else " (unconfirmed)")
        yield f"*{text}*" if voiced or statement.role == "assessment" else text


def _marked(statement: Statement) -> str:
    """Return a statement's text with source numbers and bold words."""
    bold = [span for span in statement.spans if span.kind == "bold"]
    edges = {0, len(statement.text), *(m.at for m in statement.marks)}
    edges |= {edge for span in bold for edge in (span.start, span.end)}
    numbers = {mark.at: "".join(f"\\[{number}\\]" for number in mark.numbers) for mark in statement.marks}
    text = numbers.get(0, "")
    for start, end in pairwise(sorted(edges)):
        words = _plain(statement.text[start:end])
        heavy = any(span.start <= start and end <= span.end for span in bold) and words.strip()
        text += (f"**{words}**" if heavy else words) + numbers.get(end, "")
    return text


def _sources(memo: Memo) -> str:
    text = _plain(" ".join(memo.sources))
    for title in memo.source_titles:
        text = text.replace(_plain(title), f"*{_plain(title)}*")
    return f"Sources: {text}"


def _plain(text: str) -> str:
    """Return `text` on one line with nothing in it that Markdown would read as markup."""
    flat = _SPECIAL.sub(r"\\\1", _LINE_END.sub(" ", text))
    return _LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", flat)
