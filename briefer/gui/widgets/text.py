"""Labels that never clip in silence: they wrap or they elide; always plain text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from briefer.gui import phrases
from briefer.gui.palette import Look, Type
from briefer.gui.signs import paint_sign

SIGN = 16
GAP = 8


class Text(QLabel):
    """Plain words in one of the type roles; wraps unless told otherwise. A sign may stand before the first line."""

    def __init__(self, look: Look, text: str = "", role: Type = "body", ink: str = "text", wrap: bool = True) -> None:
        super().__init__(text)
        self._look, self._sign, self._role = look, "", role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role))
        self.setWordWrap(wrap)
        if ink != "text":
            self.setProperty("ink", ink)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_sign(self, kind: str) -> None:
        """Put a sign before the words, or take it away with ""."""
        self._sign = kind
        self.setContentsMargins(SIGN + GAP if kind else 0, 0, 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._sign:
            line = self.fontMetrics().height()
            area = self.contentsRect()
            flags = int(Qt.TextFlag.TextWordWrap) if self.wordWrap() else 0
            words = self.fontMetrics().boundingRect(area, flags, self.text()).height()
            top = area.top() + max(area.height() - words, 0) / 2
            painter = QPainter(self)
            paint_sign(painter, QRectF(0, top + (line - SIGN) / 2, SIGN, SIGN), self._sign, self._look.tokens)


class Elided(QLabel):
    """One line of plain words that ends in "…" when there is no room; the tooltip then has it all."""

    def __init__(
        self, look: Look, text: str = "", role: Type = "body", ink: str = "text", cut_middle: bool = False
    ) -> None:
        super().__init__()
        self._full = ""
        self._mode = Qt.TextElideMode.ElideMiddle if cut_middle else Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if ink != "text":
            self.setProperty("ink", ink)
        self.set_text(text)

    @property
    def full(self) -> str:
        """Return the words without elision."""
        return self._full

    def set_text(self, text: str) -> None:
        """Show `text`, elided if need be."""
        self._full = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 40), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, self._mode, max(self.contentsRect().width(), 0))
        self.setText(shown)
        self.setToolTip(phrases.tip(self._full) if shown != self._full else "")


class KeyCap(QLabel):
    """A key beside its action; readers of the screen hear the action's key from the menu instead."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__(key)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "key")
        font = look.font("small")
        font.setPointSizeF(font.pointSizeF() * 11 / 12)
        self.setFont(font)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Glyph(QWidget):
    """An icon that is only ornament."""

    def __init__(self, look: Look, name: str, ink: str = "accent", size: int = 18) -> None:
        super().__init__()
        self._look, self._name, self._ink = look, name, ink
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._look.icon(self._name, self._ink).paint(QPainter(self), self.rect())


def rule() -> QFrame:
    """Return a horizontal line between groups."""
    line = QFrame()
    line.setFixedHeight(1)
    line.setProperty("ground", "line")
    return line


class Ground(QWidget):
    """A plain area of one ground colour: window, base or desk."""

    def __init__(self, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", ground)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Card(QFrame):
    """A box with round corners: plain, float, info, ok, warn or fail."""

    def __init__(self, kind: str = "plain", margin: int = 12, spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("card", kind)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(spacing)

    def set_kind(self, kind: str) -> None:
        """Change the ground of the card."""
        self.setProperty("card", kind)
        self.style().unpolish(self)
        self.style().polish(self)
