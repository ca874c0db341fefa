"""A passage in its context, the passage itself marked; reading type on the panel's ground."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QBrush, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefer.gui.palette import Look
from briefer.model.evidence import Passage

SERIFS = ["Noto Serif", "Charter", "Georgia", "Cambria", "serif"]
LEADING = 1.36


class Excerpt(QWidget):
    """The words of a passage between the words around it."""

    def __init__(self, look: Look, passage: Passage) -> None:
        super().__init__()
        self._look = look
        before, quote, after = parts(passage)
        self._text = f"{before}{quote}{after}".replace("\n", " ")
        self._mark = (len(before), len(before) + len(quote)) if passage.anchor else (0, 0)
        font = QFont(SERIFS)
        font.setPointSizeF(look.font().pointSizeF() * 14 / 13)
        self._font = font
        self.setAccessibleName(f"Passage: {quote}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(max(self.width(), 260)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self._layout(width)
        return int(layout.boundingRect().height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._look.colour("text"))
        self._layout(self.width()).draw(painter, QPointF(0, 0))

    def _layout(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        mark = QTextLayout.FormatRange()
        start, end = (len(self._text[:at].encode("utf-16-le")) // 2 for at in self._mark)
        mark.start, mark.length = start, end - start
        style = QTextCharFormat()
        style.setBackground(QBrush(self._look.colour("mark")))
        mark.format = style
        layout.setFormats([mark])
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 40))
            line.setPosition(QPointF(0, height))
            height += line.height() * LEADING / 1.2
        layout.endLayout()
        return layout


def parts(passage: Passage) -> tuple[str, str, str]:
    """Return the words before a passage, its own, and those after it, with dots where the text goes on."""
    anchor = passage.anchor
    if anchor is None:
        return "", passage.wording, ""
    before = f"…{anchor.before.lstrip()}" if anchor.before else ""
    after = f"{anchor.after.rstrip()}…" if anchor.after else ""
    return before, anchor.quote, after
