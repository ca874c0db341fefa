"""What can be done with the words that are chosen, at the foot of a text, each with its key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from briefer.gui.commands import MAKING, Commands
from briefer.gui.palette import Look
from briefer.gui.widgets.buttons import bind
from briefer.gui.widgets.text import Card

FOLDED = ("summary", "comment", "fact")
"""Kinds that go behind the arrow, one after the other, while there is too little room."""
EDGE = 8
_PAD, _GAP = 6, 5


class ActionBar(Card):
    """Floats over the foot of `over`; the kind that the passage already has is filled."""

    def __init__(self, look: Look, commands: Commands, over: QWidget) -> None:
        super().__init__("float", margin=4, spacing=0)
        self.setParent(over)
        self._over, self._commands = over, commands
        self._folded: tuple[str, ...] = ()
        self.setAccessibleName("What to do with the chosen words")
        row = QHBoxLayout()
        row.setSpacing(0)
        self.kinds: dict[str, ActionButton] = {}
        for kind, words, key in MAKING:
            self.kinds[kind] = ActionButton(look, words, key)
            bind(self.kinds[kind], commands[f"make-{kind}"])
            row.addWidget(self.kinds[kind])
        self._more = QToolButton()
        self._more.setProperty("kind", "ghost")
        self._more.setAccessibleName("More kinds")
        self._more.setToolTip("More kinds")
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.dress(self._more, "ph.caret-down", "text2", 14)
        self._more.clicked.connect(self._open)
        row.addWidget(self._more)
        self._theme = ActionButton(look, "Theme", "T")
        bind(self._theme, commands["add-theme"])
        row.addWidget(self._theme)
        self.column.addLayout(row)
        over.installEventFilter(self)
        self.hide()

    def show_kind(self, kind: str) -> None:
        """Fill the button of the kind that the current passage has; "" for none."""
        for name, press in self.kinds.items():
            press.filled = name == kind
            press.setAccessibleName(f"{press.words}, as it is now" if name == kind else press.words)
            press.update()

    def place(self) -> None:
        """Stand at the foot, in the middle; fold what has no room."""
        room = self._over.width() - 2 * EDGE
        for count in range(len(FOLDED) + 1):
            self._folded = FOLDED[:count]
            for kind in FOLDED:
                self.kinds[kind].setVisible(kind not in self._folded)
            self._more.setVisible(count > 0)
            self.column.activate()
            if self.sizeHint().width() <= room:
                break
        self.resize(min(self.sizeHint().width(), room), self.sizeHint().height())
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - EDGE)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in reversed(self._folded):
            menu.addAction(self._commands[f"make-{kind}"])
        menu.popup(self._more.mapToGlobal(self._more.rect().topLeft()))


class ActionButton(QToolButton):
    """A word and its key; readers of the screen hear the key from the menu."""

    def __init__(self, look: Look, words: str, key: str) -> None:
        super().__init__()
        self._look, self.words, self._key = look, words, key
        self.filled = False
        self.setProperty("kind", "ghost")
        self.setFont(look.font())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        wide = metrics.horizontalAdvance(self.words) + 2 * _PAD + self._cap_width() + _GAP
        return QSize(wide, max(metrics.height() + 12, 30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, area = self._look, QRectF(self.rect())
        edge = "accent" if self.hasFocus() or self.filled else ""
        ground = "sel" if self.filled or self.isDown() else "hover" if self.underMouse() and self.isEnabled() else ""
        painter.setPen(QPen(look.colour(edge), 2 if self.hasFocus() else 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
        painter.setFont(look.font("strong" if self.filled else "body"))
        painter.setPen(look.colour("text" if self.isEnabled() else "text3"))
        area.setLeft(_PAD)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.words)
        self._paint_cap(painter)

    def _cap_width(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(self._key) + 9, 18)

    def _paint_cap(self, painter: QPainter) -> None:
        font = self._look.font("small")
        font.setPointSizeF(font.pointSizeF() * 11 / 12)
        painter.setFont(font)
        wide, high = self._cap_width(), painter.fontMetrics().height() + 4
        cap = QRectF(self.width() - wide - _PAD + 1, (self.height() - high) / 2, wide, high)
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.setBrush(self._look.colour("base"))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(self._look.colour("text2"))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), self._key)
