"""How the statements of a memo stand on paper when they are read one by one: a voice for each role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from briefer.gui.models.outline import PageLine
from briefer.gui.tokens import PAPER
from briefer.model.statement import Span, Statement

SANS = ["Carlito", "Calibri", "Segoe UI", "Helvetica Neue", "Liberation Sans", "Arial"]
SERIF = ["Caladea", "Cambria", "Georgia", "Liberation Serif", "Times New Roman"]
FOOT = 24
"""Free room under the last line, in pixels."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Measures of a page in pixels at its own width."""

    margin: float
    text_edge: float
    title: float
    body: float
    small: float
    gap: float


class PagePainter:
    """Measures and draws the lines of a memo."""

    def total(self, lines: Sequence[PageLine], width: int) -> int:
        """Return the height of all lines."""
        return sum(self.height(line, width) for line in lines) + FOOT

    def height(self, line: PageLine, width: int) -> int:
        """Return the height of one line at a page width."""
        sizes = self._sizes(width)
        match line.kind:
            case "marking":
                return int(sizes.small * 3.2)
            case "title":
                layout = self._text(line.text, self._font(SERIF, sizes.title), width - 2 * sizes.margin)
                return int(layout.boundingRect().height() + 2 * sizes.gap)
            case "head":
                return int(sizes.body * 1.45 + sizes.gap * 1.2)
            case "statement":
                return int(self._statement_height(line, width, sizes) + sizes.gap)

    def paint(self, painter: QPainter, rect: QRect, line: PageLine) -> None:
        """Draw one line into its place."""
        sizes = self._sizes(rect.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(PAPER.ink))
        match line.kind:
            case "marking":
                self._paint_marking(painter, rect, line, sizes)
            case "title":
                layout = self._text(line.text, self._font(SERIF, sizes.title), rect.width() - 2 * sizes.margin)
                layout.draw(painter, QPointF(sizes.margin, rect.top() + sizes.gap * 0.7))
            case "head":
                painter.setFont(self._font(SANS, sizes.body, bold=True))
                area = QRectF(sizes.margin, rect.top(), rect.width() - 2 * sizes.margin, rect.height() - 2)
                painter.drawText(area, Qt.AlignmentFlag.AlignBottom, line.text)
            case "statement":
                self._paint_statement(painter, rect, line, sizes)

    def paint_frame(self, painter: QPainter, rect: QRect, width: int) -> None:
        """Draw the frame of the chosen line."""
        painter.setPen(QPen(QColor(PAPER.here), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = self._sizes(rect.width()).margin - 10
        painter.drawRoundedRect(QRectF(rect).adjusted(inset, 1, -inset, -1), 3, 3)

    def _sizes(self, width: int) -> Sizes:
        scale = min(max(width / 560, 0.86), 1.2)
        return Sizes(56 * scale, 66 * scale, 19 * scale, 14 * scale, 12 * scale, 8 * scale)

    def _font(self, families: list[str], size: float, bold: bool = False, italic: bool = False) -> QFont:
        font = QFont(families)
        font.setPixelSize(max(int(size + 0.5), 1))
        font.setBold(bold)
        font.setItalic(italic)
        return font

    def _text(
        self, text: str, font: QFont, width: float, formats: Sequence[QTextLayout.FormatRange] = ()
    ) -> QTextLayout:
        layout = QTextLayout(text.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.setFormats(list(formats))
        layout.beginLayout()
        height = 0.0
        leading = QFontMetricsF(font).height() * 1.08
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 40))
            line.setPosition(QPointF(0, height))
            height += leading
        layout.endLayout()
        return layout

    def _statement_text(self, line: PageLine, width: int, sizes: Sizes) -> QTextLayout:
        statement = line.statement
        assessment = statement is not None and statement.role == "assessment"
        families = SERIF if assessment else SANS
        font = self._font(families, sizes.body - assessment * 0.5, italic=assessment)
        room = width - sizes.margin - sizes.text_edge
        if statement is None:
            return self._text(line.text, font, room)
        text, formats = set_statement(statement)
        return self._text(text, font, room, formats)

    def _under(self, line: PageLine) -> str:
        statement = line.statement
        if statement is None or statement.role != "assessment":
            return ""
        parts = [statement.by, f"confidence: {statement.confidence}" if statement.confidence else ""]
        return ", ".join(part for part in parts if part) or "no name and no confidence yet"

    def _statement_height(self, line: PageLine, width: int, sizes: Sizes) -> float:
        height = self._statement_text(line, width, sizes).boundingRect().height()
        return height + (sizes.small * 1.5 if self._under(line) else 0)

    def _paint_statement(self, painter: QPainter, rect: QRect, line: PageLine, sizes: Sizes) -> None:
        statement = line.statement
        if statement is None:
            return
        top = rect.top() + sizes.gap / 2
        layout = self._statement_text(line, rect.width(), sizes)
        height = self._statement_height(line, rect.width(), sizes)
        layout.draw(painter, QPointF(sizes.text_edge, top))
        bar = QRectF(sizes.text_edge - 12, top + 2, 2, height - 4)
        self._paint_bar(painter, bar, sizes.margin - 26, statement)
        if under := self._under(line):
            painter.setFont(self._font(SANS, sizes.small))
            painter.setPen(QColor(PAPER.assess))
            spot = QRectF(sizes.text_edge, top + height - sizes.small * 1.4, rect.width(), sizes.small * 1.4)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, under)

    def _paint_bar(self, painter: QPainter, bar: QRectF, ring_at: float, statement: Statement) -> None:
        """Evidence has a solid bar, an assessment a broken one, what nobody confirmed a broken ring as well."""
        assessment = statement.role == "assessment"
        if statement.role in ("boilerplate", "own"):
            return
        pen = QPen(QColor(PAPER.assess if assessment else PAPER.accent), 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if assessment:
            pen.setDashPattern([2.5, 1.5])
        painter.setPen(pen)
        painter.drawLine(bar.topLeft(), bar.bottomLeft())
        if not statement.confirmed:
            ring = QPen(QColor(PAPER.warn), 1.6)
            ring.setCapStyle(Qt.PenCapStyle.FlatCap)
            ring.setDashPattern([2.2, 1.1])
            painter.setPen(ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(ring_at, bar.top() + 2, 11, 11))

    def _paint_marking(self, painter: QPainter, rect: QRect, line: PageLine, sizes: Sizes) -> None:
        if line.text:
            font = self._font(SANS, sizes.small, bold=True)
            metrics = QFontMetricsF(font)
            wide, high = metrics.horizontalAdvance(line.text) + 16, metrics.height() + 4
            box = QRectF(rect.right() - sizes.margin - wide, rect.top() + sizes.small * 0.8, wide, high)
            painter.setFont(font)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line.text)


def set_statement(statement: Statement) -> tuple[str, list[QTextLayout.FormatRange]]:
    """Return the words of a statement with its source numbers in place, and how stretches of them are set."""
    text, shifts, formats = statement.text, [], []
    for mark in sorted(statement.marks, key=lambda mark: mark.at, reverse=True):
        numbers = "".join(f"[{number}]" for number in mark.numbers)
        text = text[: mark.at] + numbers + text[mark.at :]
        shifts.append((mark.at, len(numbers)))
    for at, length in shifts:
        start = at + sum(other_length for other, other_length in shifts if other < at)
        style = QTextCharFormat()
        style.setForeground(QColor(PAPER.accent))
        style.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        formats.append(_range(text, start, start + length, style))
    for span in statement.spans:
        start, end = (p + sum(length for at, length in shifts if at < p) for p in (span.start, span.end))
        formats.append(_range(text, start, end, _style(span)))
    return text, formats


def _style(span: Span) -> QTextCharFormat:
    style = QTextCharFormat()
    match span.kind:
        case "bold":
            style.setFontWeight(QFont.Weight.Bold)
        case "pages" | "quiet":
            style.setForeground(QColor(PAPER.ink2))
        case "accent":
            style.setForeground(QColor(PAPER.accent))
        case "unconfirmed":
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        case "quoted":
            pass
    return style


def _range(text: str, start: int, end: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    """Return a format for code points `start:end`; Qt counts UTF-16 units."""
    found = QTextLayout.FormatRange()
    before, inside = text[:start], text[start:end]
    found.start = len(before.encode("utf-16-le")) // 2
    found.length = len(inside.encode("utf-16-le")) // 2
    found.format = style
    return found
