"""A memo in Markdown: the same words in the same order, for mail and for notes."""

from __future__ import annotations

from collections.abc import Iterable

from briefer.model.memo import Memo, MemoSection, Point
from briefer.model.statement import Statement
from briefer.writers.markdown_text import marked, plain


def memo_markdown(memo: Memo) -> str:
    """Return `memo` in Markdown; nothing in its words is read as markup."""
    head = [f"# {plain(memo.subject)}"]
    if memo.marking:
        head.append(f"**{plain(memo.marking)}**")
    if memo.header:
        head.append("\n".join(f"- **{plain(field.label)}:** {plain(field.value)}" for field in memo.header))
    body = [_section(section) for section in memo.sections if section.points]
    foot = [_sources(memo)] if memo.sources else []
    foot.append(" · ".join(plain(part) for part in (memo.foot, memo.marking, memo.stamp) if part))
    return "\n\n".join(part for part in (*head, *body, "---", *foot) if part) + "\n"


def _section(section: MemoSection) -> str:
    voiced = section.style == "assessment"
    points = [_point(point, voiced) for point in section.points]
    if section.numbered:
        text = "\n".join(f"{number}. {point}" for number, point in enumerate(points, 1))
    else:
        text = "\n\n".join(points)
    return f"## {plain(section.label)}\n\n{text}"


def _point(point: Point, voiced: bool) -> str:
    return " ".join(_statements(point.statements, voiced))


def _statements(statements: Iterable[Statement], voiced: bool) -> Iterable[str]:
    for statement in statements:
        text = marked(statement)
        yield f"*{text}*" if voiced or statement.role == "assessment" else text


def _sources(memo: Memo) -> str:
    text = plain(" ".join(memo.sources))
    for title in memo.source_titles:
        text = text.replace(plain(title), f"*{plain(title)}*")
    return f"Sources: {text}"
