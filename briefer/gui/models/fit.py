"""How full the boxes of a slide are, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefer.gui import phrases
from briefer.typeset.page import Page, Paragraph, TableBox, TextBox

_FURNITURE = ("slide_number", "footer_text", "banner_top", "banner_bottom", "status", "source_label", "kicker", "foot")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A box: its name, the share of its room that is used (above 1 it does not fit), and that in words."""

    name: str
    used: float
    words: str
    statements: frozenset[str] = frozenset()
    lines: int = 0
    room: int = 0
    """How many lines there are, and how many there is room for; 0 in a table."""
    width: int = 0
    """Characters of its longest line."""

    def with_more(self, texts: Iterable[str]) -> str:
        """Return in words how full the box would be with `texts` added, each from a new line; "" for a table."""
        if not self.room or not self.width:
            return ""
        lines = self.lines + sum(-(-len(text) // self.width) for text in texts)
        over = lines - self.room
        tail = f"; {phrases.counted(over, 'line')} over, so it is set smaller or continued" if over > 0 else ""
        return f"body about {lines} of {phrases.counted(self.room, 'line')}{tail}"


def fits(page: Page) -> tuple[Fit, ...]:
    """Return the boxes of a page in reading order, with their text size where they have one."""
    return tuple(_boxes(page))


def fit_of(page: Page, statement: str) -> Fit | None:
    """Return the box in which a statement stands on a page."""
    return next((fit for fit in fits(page) if statement in fit.statements), None)


def body_of(page: Page) -> Fit | None:
    """Return the box of the body that more lines would go into: the one with the longest lines."""
    bodies = [fit for fit in fits(page) if fit.name.startswith("Body") and fit.room]
    return max(bodies, key=lambda fit: (fit.width, fit.lines), default=None)


def _boxes(page: Page) -> Iterator[Fit]:
    bodies = 0
    for shape in page.shapes:
        if isinstance(shape, TextBox) and shape.field not in _FURNITURE and shape.paragraphs:
            lines = sum(max(1, len(paragraph.lines)) for paragraph in shape.paragraphs)
            room = max(1, int(lines / shape.fill_used + 0.01)) if shape.fill_used else lines
            size = max((run.size for paragraph in shape.paragraphs for run in paragraph.runs), default=0)
            name, bodies = _name(shape.field, bodies)
            yield Fit(
                name=name,
                used=shape.fill_used,
                words=f"{lines} of {phrases.counted(room, 'line')} · {size:g} pt",
                statements=_statements(shape.paragraphs),
                lines=lines,
                room=room,
                width=max((len(line) for paragraph in shape.paragraphs for line in paragraph.lines), default=0),
            )
        elif isinstance(shape, TableBox):
            paragraphs = [p for row in shape.rows for cell in row for p in cell.paragraphs]
            words = f"{phrases.counted(len(shape.rows) - shape.head, 'row')}, {round(100 * shape.fill_used)} %"
            yield Fit(name="Table", used=shape.fill_used, words=words, statements=_statements(paragraphs))


def _name(field: str, bodies: int) -> tuple[str, int]:
    if field.startswith("source"):
        return "Sources", bodies
    if field == "title":
        return "Title", bodies
    return f"Body {bodies + 1}" if bodies else "Body", bodies + 1


def _statements(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    return frozenset(run.statement for paragraph in paragraphs for run in paragraph.runs if run.statement)
