"""How lines of the outline stand on paper: the label edge, the text edge, a voice for each role."""

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
    """Measures and draws lines of one kind of paper; what stands at the foot is pushed down by the empty room."""

    def __init__(self, memo: bool = False) -> None:
        self._memo = memo
        self._spare = 0
        self._spare_above = ""
        self._ring_at = 0.0

    def total(self, lines: Sequence[PageLine], width: int) -> int:
        """Return the height of all lines without empty room."""
        self._spare = 0
        return sum(self.height(line, width) for line in lines) + (24 if self._memo else 0)

    def fill(self, lines: Sequence[PageLine], width: int, height: int) -> None:
        """Put the room left over in a page of `height` above the sources, or above the foot."""
        spare = max(0, height - self.total(lines, width))
        kinds = [line.kind for line in lines]
        self._spare_above = "sources" if "sources" in kinds else "foot"
        self._spare = spare

    def height(self, line: PageLine, width: int) -> int:
        """Return the height of one line at a page width."""
        sizes = self._sizes(width)
        return self._height(line, width, sizes) + (self._spare if line.kind == self._spare_above else 0)

    def _height(self, line: PageLine, width: int, sizes: Sizes) -> int:
        match line.kind:
            case "marking":
                return int(sizes.small * 3.2)
            case "title":
                room = width - 2 * sizes.margin
                return int(self._title(line.text, sizes, room).boundingRect().height() + 2 * sizes.gap)
            case "head":
                return int(sizes.body * 1.45 + sizes.gap * 1.2)
            case "statement":
                return int(self._statement_height(line, width, sizes) + sizes.gap)
            case "sources":
                lines = line.text.count("\n") + 1
                return int(lines * sizes.small * 1.35 + sizes.gap * 2.2)
            case "foot":
                return int(sizes.small * 2.8)
            case "note":
                return int(sizes.small * 1.35 + sizes.gap)

    def paint(self, painter: QPainter, rect: QRect, line: PageLine) -> None:
        """Draw one line into its place."""
        sizes = self._sizes(rect.width())
        if line.kind == self._spare_above:
            rect = rect.adjusted(0, self._spare, 0, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        match line.kind:
            case "marking":
                self._paint_marking(painter, rect, line, sizes)
            case "title":
                layout = self._title(line.text, sizes, rect.width() - 2 * sizes.margin)
                painter.setPen(QColor(PAPER.ink))
                layout.draw(painter, QPointF(sizes.margin, rect.top() + sizes.gap * 0.7))
            case "head":
                painter.setFont(self._font(SANS, sizes.body, bold=True))
                painter.setPen(QColor(PAPER.ink))
                area = QRectF(sizes.margin, rect.top(), rect.width() - 2 * sizes.margin, rect.height() - 2)
                painter.drawText(area, Qt.AlignmentFlag.AlignBottom, line.text)
            case "note":
                painter.setFont(self._font(SANS, sizes.small))
                painter.setPen(QColor(PAPER.ink2))
                spot = QRectF(sizes.text_edge, rect.top(), rect.width() - sizes.text_edge - sizes.margin, rect.height())
                shown = painter.fontMetrics().elidedText(line.text, Qt.TextElideMode.ElideRight, int(spot.width()))
                painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, shown)
            case "statement":
                self._paint_statement(painter, rect, line, sizes)
            case "sources":
                self._paint_sources(painter, rect, line, sizes)
            case "foot":
                self._paint_foot(painter, rect, line, sizes)

    def paint_frame(self, painter: QPainter, rect: QRect, width: int) -> None:
        """Draw the frame of the chosen line."""
        sizes = self._sizes(rect.width())
        painter.setPen(QPen(QColor(PAPER.here), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = sizes.margin - 10
        painter.drawRoundedRect(QRectF(rect).adjusted(inset, 1, -inset, -1), 3, 3)

    def _sizes(self, width: int) -> Sizes:
        if self._memo:
            scale = min(max(width / 560, 0.86), 1.2)
            return Sizes(56 * scale, 66 * scale, 19 * scale, 14 * scale, 12 * scale, 8 * scale)
        scale = min(max(width / 714, 0.86), 1.3)
        return Sizes(40 * scale, 148 * scale, 24 * scale, 16 * scale, 12 * scale, 12 * scale)

    def _font(self, families: list[str], size: float, bold: bool = False, italic: bool = False) -> QFont:
        font = QFont(families)
        font.setPixelSize(max(int(size + 0.5), 1))
        font.setBold(bold)
        font.setItalic(italic)
        return font

    def _title(self, text: str, sizes: Sizes, room: float) -> QTextLayout:
        """Lay out a title with lines of about the same length."""
        font = self._font(SERIF, sizes.title)
        layout = self._text(text, font, room)
        lines = layout.lineCount()
        if lines < 2:
            return layout
        low, high = room / 2, room
        for _ in range(7):
            middle = (low + high) / 2
            low, high = (low, middle) if self._text(text, font, middle).lineCount() == lines else (middle, high)
        return self._text(text, font, high)

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
        assessment = statement.role == "assessment"
        top = rect.top() + sizes.gap / 2
        layout = self._statement_text(line, rect.width(), sizes)
        height = self._statement_height(line, rect.width(), sizes)
        painter.setPen(QColor(PAPER.ink))
        layout.draw(painter, QPointF(sizes.text_edge, top))
        self._ring_at = sizes.margin - 26
        self._paint_bar(painter, QRectF(sizes.text_edge - 12, top + 2, 2, height - 4), statement)
        if line.label and not self._memo:
            font = self._font(SANS, sizes.body * 0.86, bold=assessment)
            painter.setFont(font)
            painter.setPen(QColor(PAPER.assess if assessment else PAPER.ink2))
            room = sizes.text_edge - sizes.margin - 18
            label = QFontMetricsF(font).elidedText(line.label, Qt.TextElideMode.ElideRight, room)
            first = QFontMetricsF(self._font(SANS, sizes.body)).height() * 1.08
            painter.drawText(QRectF(sizes.margin, top, room, first), Qt.AlignmentFlag.AlignVCenter, label)
        if under := self._under(line):
            painter.setFont(self._font(SANS, sizes.small))
            painter.setPen(QColor(PAPER.assess))
            spot = QRectF(sizes.text_edge, top + height - sizes.small * 1.4, rect.width(), sizes.small * 1.4)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, under)

    def _paint_bar(self, painter: QPainter, bar: QRectF, statement: Statement) -> None:
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
            painter.drawEllipse(QRectF(self._ring_at, bar.top() + 2, 11, 11))

    def _paint_marking(self, painter: QPainter, rect: QRect, line: PageLine, sizes: Sizes) -> None:
        if line.label:
            painter.setFont(self._font(SANS, sizes.small, bold=True))
            painter.setPen(QColor(PAPER.ink))
            area = QRectF(sizes.margin, rect.top(), rect.width() - 2 * sizes.margin, rect.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, line.label)
        if line.text:
            font = self._font(SANS, sizes.small, bold=True)
            metrics = QFontMetricsF(font)
            wide, high = metrics.horizontalAdvance(line.text) + 16, metrics.height() + 4
            box = QRectF(rect.right() - sizes.margin - wide, rect.top() + sizes.small * 0.8, wide, high)
            painter.setFont(font)
            painter.setPen(QPen(QColor(PAPER.ink), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line.text)

    def _paint_sources(self, painter: QPainter, rect: QRect, line: PageLine, sizes: Sizes) -> None:
        top = rect.top() + sizes.gap * 0.8
        painter.setPen(QPen(QColor(PAPER.rule), 1))
        painter.drawLine(QPointF(sizes.margin, top), QPointF(rect.width() - sizes.margin, top))
        font = self._font(SANS, sizes.small)
        painter.setFont(font)
        painter.setPen(QColor(PAPER.ink2))
        metrics = QFontMetricsF(font)
        room = rect.width() - sizes.margin - sizes.text_edge
        top += sizes.gap * 0.6
        painter.drawText(QPointF(sizes.margin, top + metrics.ascent()), line.label)
        for text in line.text.split("\n"):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(sizes.text_edge, top + metrics.ascent()), shown)
            top += sizes.small * 1.35

    def _paint_foot(self, painter: QPainter, rect: QRect, line: PageLine, sizes: Sizes) -> None:
        painter.setFont(self._font(SANS, sizes.small))
        painter.setPen(QColor(PAPER.ink2))
        number = QRectF(sizes.margin, rect.top(), sizes.text_edge, rect.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, line.label)
        words = QRectF(sizes.text_edge, rect.top(), rect.width() - sizes.text_edge - sizes.margin, rect.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, line.text)


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
