"""Words whose beginning is bold: what was found, then what to do about it. Plain text that wraps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefer.gui.palette import Look
from briefer.gui.signs import paint_sign

SIGN = 16
EDGE = 24


class Finding(QWidget):
    """A sign, a bold finding and the advice after it."""

    def __init__(self, look: Look, sign: str, finding: str, advice: str) -> None:
        super().__init__()
        self._look, self._sign, self._bold = look, sign, finding
        self._text = f"{finding} {advice}".strip()
        self.setAccessibleName(self._text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(self._layout(width).boundingRect().height() + 0.99)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        layout = self._layout(self.width())
        top = (self.height() - layout.boundingRect().height()) / 2
        line = layout.lineAt(0).height()
        paint_sign(painter, QRectF(0, top + (line - SIGN) / 2, SIGN, SIGN), self._sign, self._look.tokens)
        painter.setPen(self._look.colour("text"))
        layout.draw(painter, QPointF(EDGE, top))

    def _layout(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._text.replace("\n", "\u2028"), self._look.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        bold = QTextLayout.FormatRange()
        bold.start, bold.length = 0, len(self._bold.encode("utf-16-le")) // 2
        style = QTextCharFormat()
        style.setFontWeight(QFont.Weight.DemiBold)
        bold.format = style
        layout.setFormats([bold])
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - EDGE, 60))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout
