"""Buttons: primary (one a screen), plain, ghost, link, chip; and the figures of the status line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from briefer.gui import phrases
from briefer.gui.commands import Commands
from briefer.gui.palette import Look
from briefer.gui.signs import sign_icon
from briefer.gui.widgets.paint import BOX, GAP, paint_focus_ring, paint_tick


class Button(QPushButton):
    """A push button whose icon keeps its distance from the words."""

    def __init__(self, text: str, gap: bool) -> None:
        super().__init__()
        self._gap = " " if gap else ""
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text`; readers of the screen get it without the gap."""
        super().setText(self._gap + text.replace("&", "&&") if text else "")
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter too, whatever the desktop is used to."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(look: Look, text: str, kind: str = "plain", icon: str = "", action: QAction | None = None) -> Button:
    """Return a button; with an action it runs that command and says its key in the tooltip."""
    made = Button(text, gap=bool(icon))
    made.setProperty("kind", kind)
    made.setFont(look.font("strong" if kind == "primary" else "body"))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    if icon:
        token = {"primary": "onaccent", "link": "accent"}.get(kind, "text2")
        look.dress(made, icon, token, 16)
    if action:
        bind(made, action)
    return made


def set_kind(look: Look, made: Button, kind: str, icon: str) -> None:
    """Make a button primary or plain."""
    if made.property("kind") != kind:
        made.setProperty("kind", kind)
        made.setFont(look.font("strong" if kind == "primary" else "body"))
        look.dress(made, icon, "onaccent" if kind == "primary" else "text2", 16)
        made.style().unpolish(made)
        made.style().polish(made)


def bind(made: QPushButton | QToolButton, action: QAction) -> None:
    """Let a button run `action`, and be off when that is off."""

    def follow() -> None:
        made.setEnabled(action.isEnabled())
        made.setToolTip(action.toolTip())
        made.setAccessibleDescription(action.toolTip())

    made.clicked.connect(lambda: action.trigger())
    action.changed.connect(follow)
    follow()


def icon_button(look: Look, icon: str, name: str, action: QAction | None = None) -> QToolButton:
    """Return a ghost button with an icon alone; `name` is its tooltip and its accessible name."""
    made = QToolButton()
    made.setProperty("kind", "ghost")
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    look.dress(made, icon, "text2", 18)
    if action:
        bind(made, action)
        made.setAccessibleName(name)
    return made


MENU_PADDING = 50


class MenuButton(QPushButton):
    """A button that opens a menu made afresh each time: the brief, a template."""

    def __init__(self, look: Look, name: str, fill: Callable[[QMenu], None], bold: bool = False) -> None:
        super().__init__()
        self._look, self._name, self._fill, self._full = look, name, fill, ""
        self.setProperty("kind", "menu")
        self.setFont(look.font("strong" if bold else "body"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        caret = self._look.icon("ph.caret-down")
        side = 12
        caret.paint(QPainter(self), self.width() - side - 12, (self.height() - side) // 2, side, side)

    def show_text(self, text: str) -> None:
        """Show the current choice, cut at its end where there is no room."""
        self._full = text
        self.setAccessibleName(f"{self._name}: {text}")
        self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self._full) + MENU_PADDING
        return QSize(min(words, self._look.scaled(330)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 90), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(self.width() - MENU_PADDING, 20) + 2
        cut = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))
        self.setToolTip(phrases.tip(self._full) if cut != self._full else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def tool_row(look: Look, commands: Commands, first: QWidget) -> QWidget:
    """Return what stands in the header of a tab that changes the brief: `first`, undo and redo."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first)
    row.addWidget(icon_button(look, "ph.arrow-u-up-left", "Undo", commands["undo"]))
    row.addWidget(icon_button(look, "ph.arrow-u-up-right", "Redo", commands["redo"]))
    return holder


class Chip(QToolButton):
    """A filter that is on or off; a cross at its end when it is on."""

    def __init__(self, look: Look, text: str, on: bool = False) -> None:
        super().__init__()
        self._look = look
        self._words = text
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.toggled.connect(self._name)
        self._name(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.isChecked():
            self.setChecked(False)
        else:
            super().keyPressEvent(event)

    def _name(self, on: bool) -> None:
        self.setText(f"{self._words}  ×" if on else self._words)
        self.setAccessibleName(f"{self._words}, filter {'on' if on else 'off'}")
        self.setFont(self._look.font("strong" if on else "body"))


class Figure(QPushButton):
    """A figure of the gate in the status line: sign, word, number."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._sign = look, ""
        self.setProperty("kind", "figure")
        self.setFont(look.font("small"))
        self.setIconSize(QSize(16, 16))
        look.changed.connect(self._tint)

    def show_figure(self, sign: str, text: str, tip: str) -> None:
        """Show one figure."""
        self.setText(f" {text}")
        self.setAccessibleName(f"{text}: {tip}")
        self.setToolTip(tip)
        if sign != self._sign:
            self._sign = sign
            self._tint()

    def _tint(self) -> None:
        if self._sign:
            self.setIcon(sign_icon(self._sign, self._look.tokens))


def explain(part: QWidget, why: str, tip: str = "") -> None:
    """Say why a part of the window is switched off; where it is not, `why` is "", and it has its own tip."""
    part.setToolTip(why or tip)
    part.setAccessibleDescription(why)


class TickBox(QCheckBox):
    """A tick with its words, drawn like the ticks of the lists."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(text)
        self._look = look
        self.setFont(look.font())
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(BOX + GAP + metrics.horizontalAdvance(self.text()) + 8, max(26, metrics.height() + 8))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() / 2
        paint_tick(painter, QRectF(2, middle - BOX / 2, BOX, BOX), self._look, self.checkState(), self.isEnabled())
        painter.setPen(self._look.colour("text" if self.isEnabled() else "text3"))
        words = self.rect().adjusted(BOX + GAP + 2, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), self._look)
