"""PDFs made in code, with known truth: columns, heads, notes, page numbers, hyphens."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
SERIF, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"

SENTENCES = (
    "The harbour keeps its lamps low when the northern wind comes over the shoals.",
    "Nobody in the council had asked the pilots what the new channel would cost them.",
    "A ferry that leaves at noon returns by lantern light in the darker half of the year.",
    "Its owners pay the toll in autumn and recover the sum from travellers in spring.",
    "Most islands of the outer chain have kept their own weights, coins and calendars.",
    "They trade in salt and rope, and they mend each other's nets without a contract.",
    "The surveyors measured every quay twice because the first chart had been drawn in haste.",
    "What they found was a coast that moved a little with each storm of the season.",
)


def prose(count: int, start: int = 0) -> str:
    """Return `count` sentences."""
    return " ".join(SENTENCES[(start + at) % len(SENTENCES)] for at in range(count))


@dataclass
class Column:
    """A place for text; `y` is the next baseline."""

    x: float
    width: float
    y: float
    floor: float = 90


@dataclass
class Writer:
    """Sets text on a canvas line by line; `^n^` in a text is a raised mark."""

    canvas: Canvas
    columns: list[Column]
    size: float = 10.5
    indent: float = 12
    turned: Callable[[], list[Column]] | None = None
    at: int = 0
    pages: int = 1
    heads: list[str] = field(default_factory=list)

    def paragraph(self, text: str, indent: bool = True, font: str = SERIF, size: float = 0) -> None:
        size = size or self.size
        words, first = text.split(), self.indent if indent else 0.0
        while words:
            column = self._room(size)
            line = [words.pop(0)]
            room = column.width - first
            while words and self._width(" ".join([*line, words[0]]), font, size) <= room:
                line.append(words.pop(0))
            self._set(" ".join(line), column.x + first, column.y, font, size)
            column.y -= size * 1.25
            first = 0

    def lines(self, texts: Iterable[str], font: str = SERIF, size: float = 0, centred: bool = False) -> None:
        size = size or self.size
        for text in texts:
            column = self._room(size)
            x = column.x + (column.width - self._width(text, font, size)) / 2 if centred else column.x
            self._set(text, x, column.y, font, size)
            column.y -= size * 1.25

    def heading(self, text: str, size: float = 12.5) -> None:
        self._room(size * 3).y -= size * 0.9
        self.lines([text], BOLD, size)
        self._room(size).y -= size * 0.4

    def notes(self, column: Column, notes: Sequence[Sequence[str]], size: float = 8) -> None:
        """Set notes below `column`, the label of each raised before its first line."""
        y = column.floor - size * 1.6
        for label, *rest in notes:
            for number, text in enumerate(rest):
                shift = 0.0
                if number == 0 and label:
                    self.canvas.setFont(SERIF, size * 0.65)
                    self.canvas.drawString(column.x, y + size * 0.35, label)
                    shift = self.canvas.stringWidth(label, SERIF, size * 0.65) + 1.5
                self.canvas.setFont(SERIF, size)
                self.canvas.drawString(column.x + shift, y, text)
                y -= size * 1.2

    def turn(self, columns: list[Column]) -> None:
        self.canvas.showPage()
        self.columns, self.at, self.pages = columns, 0, self.pages + 1

    def _room(self, size: float) -> Column:
        while self.columns[self.at].y < self.columns[self.at].floor + size * 0.2:
            if self.at + 1 < len(self.columns):
                self.at += 1
            elif self.turned:
                self.turn(self.turned())
            else:
                raise ValueError("the text does not fit its columns")
        return self.columns[self.at]

    def _width(self, text: str, font: str, size: float) -> float:
        return sum(
            self.canvas.stringWidth(part, font, size * (0.62 if number % 2 else 1))
            for number, part in enumerate(text.split("^"))
        )

    def _set(self, text: str, x: float, y: float, font: str, size: float) -> None:
        for number, part in enumerate(text.split("^")):
            raised = number % 2
            at = size * 0.62 if raised else size
            self.canvas.setFont(font, at)
            self.canvas.drawString(x, y + (size * 0.35 if raised else 0), part)
            x += self.canvas.stringWidth(part, font, at)


def columns(count: int, top: float = 740, floor: float = 90, gutter: float = 16) -> list[Column]:
    """Return `count` columns of a page."""
    width = (WIDTH - 110 - gutter * (count - 1)) / count
    return [Column(55 + at * (width + gutter), width, top, floor) for at in range(count)]


def written(write: Callable[[Canvas], None], **properties: str) -> bytes:
    """Return the PDF that `write` draws."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for name, value in properties.items():
        getattr(canvas, f"set{name.capitalize()}")(value)
    write(canvas)
    canvas.save()
    return out.getvalue()


def running(canvas: Canvas, head: str, foot: str) -> None:
    """Draw a running head and a foot on the open page."""
    canvas.setFont(SERIF, 9)
    canvas.drawString(55, 800, head)
    canvas.drawCentredString(WIDTH / 2, 30, foot)


TURNS = {90: (0, 1, -1, 0, HEIGHT, 0), 180: (-1, 0, 0, -1, WIDTH, HEIGHT), 270: (0, -1, 1, 0, 0, WIDTH)}
"""Matrices by which a page is drawn turned."""


def turned(data: bytes, angle: int, shown: int) -> bytes:
    """Return a PDF whose first page is drawn turned by `angle` and shown turned by `shown`."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        if angle:
            matrix = " ".join(f"{number:.2f}" for number in TURNS[angle])
            page.contents_add(f"q {matrix} cm".encode(), prepend=True)
            page.contents_add(b"Q")
        if angle in (90, 270):
            page.MediaBox = pikepdf.Array([0, 0, HEIGHT, WIDTH])
        page.Rotate = shown
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()
