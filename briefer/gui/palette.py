"""The look of the window: tokens as QPalette and style rules, fonts, icons; follows the system or the user's choice."""

from __future__ import annotations

import weakref
from typing import Literal, TypeAlias

import qtawesome
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget
from shiboken6 import isValid

from briefer.gui.tokens import DARK, LIGHT, Tokens

Mode: TypeAlias = Literal["system", "light", "dark"]
Type: TypeAlias = Literal["small", "body", "strong", "small-strong", "subject", "opening"]

_SIZES: dict[Type, float] = {
    "small": 12 / 13,
    "body": 1,
    "strong": 1,
    "small-strong": 12 / 13,
    "subject": 15 / 13,
    "opening": 22 / 13,
}
_SMALLEST_BODY = 9.75
"""Points; 13 px at 96 dpi."""

RULES = """
* {{ outline: 0; }}
QToolTip {{ color: {text}; background: {base}; border: 1px solid {strong}; padding: 4px 6px; }}
QMenuBar {{ background: {window}; color: {text}; padding: 0 8px; }}
QMenuBar::item {{ padding: 7px 11px; background: transparent; border-radius: 5px; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {base}; color: {text}; border: 1px solid {strong}; padding: 5px 0; }}
QMenu::item {{ padding: 6px 28px 6px 26px; }}
QMenu::item:selected {{ background: {sel}; }}
QMenu::item:disabled {{ color: {text3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 5px 0; }}
QPushButton, QToolButton {{ color: {text}; background: {base}; border: 1px solid {line}; border-bottom-color: {strong};
  border-radius: 5px; padding: 5px 12px; min-height: 16px; }}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:pressed, QToolButton:pressed, QPushButton:checked, QToolButton:checked {{ background: {sel};
  border-color: {accent}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {accent}; padding: 4px 11px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {text3}; border-color: {line}; }}
QPushButton[kind="primary"] {{ color: {onaccent}; background: {accent}; border-color: {accent}; font-weight: 600; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="primary"]:disabled {{ color: {text3}; background: {hover}; border-color: {line}; }}
QPushButton[kind="ghost"], QToolButton[kind="ghost"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="ghost"]:hover, QToolButton[kind="ghost"]:hover {{ background: {hover}; }}
QPushButton[kind="ghost"]:focus, QToolButton[kind="ghost"]:focus {{ border-color: {accent}; }}
QToolButton[kind="ghost"] {{ padding: 5px; }}
QToolButton[kind="ghost"]:focus {{ padding: 4px; }}
QPushButton[kind="link"] {{ color: {accent}; background: transparent; border-color: transparent; padding: 3px 1px;
  text-align: left; }}
QPushButton[kind="link"]:hover {{ background: {hover}; }}
QPushButton[kind="link"]:focus {{ border-color: {accent}; padding: 2px 0; }}
QPushButton[kind="menu"] {{ padding: 5px 32px 5px 14px; }}
QPushButton[kind="menu"]:focus {{ padding: 4px 31px 4px 13px; }}
QPushButton[kind="figure"] {{ background: transparent; border: 1px solid transparent; padding: 2px 6px; }}
QPushButton[kind="figure"]:hover {{ background: {hover}; }}
QPushButton[kind="figure"]:focus {{ border: 2px solid {accent}; padding: 1px 5px; }}
QToolButton[kind="chip"] {{ padding: 3px 9px; }}
QToolButton[kind="chip"]:focus {{ padding: 2px 8px; }}
QToolButton[kind="chip"]:checked {{ font-weight: 600; }}
QToolButton[kind="stand"] {{ padding: 6px 2px; }}
QToolButton[kind="stand"]:focus {{ padding: 5px 1px; }}
QToolButton[kind="stand"]:checked {{ font-weight: 600; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
QLineEdit, QPlainTextEdit, QSpinBox, QComboBox {{ color: {text}; background: {base}; border: 1px solid {strong};
  border-radius: 5px; padding: 5px 8px; selection-background-color: {sel}; selection-color: {text}; }}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QComboBox:focus {{ border: 2px solid {accent};
  padding: 4px 7px; }}
QLineEdit:read-only, QPlainTextEdit:read-only, QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
  background: {window}; border-color: {line}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ color: {text3}; }}
QLineEdit:read-only:focus, QPlainTextEdit:read-only:focus {{ border-color: {accent}; }}
QLineEdit[state="fail"], QLineEdit[state="fail"]:focus, QPlainTextEdit[state="fail"] {{ border-color: {fail}; }}
QLineEdit[kind="bare"] {{ border: 0; background: transparent; padding: 0; }}
QLineEdit[kind="cell"], QLineEdit[kind="cell"]:focus {{ border: 2px solid {accent}; border-radius: 3px; padding: 0 11px; }}
QComboBox::drop-down {{ border: 0; width: 22px; }}
QComboBox::down-arrow {{ image: none; width: 0; }}
QComboBox QAbstractItemView {{ background: {base}; border: 1px solid {strong}; padding: 4px 0; }}
QSpinBox {{ padding-right: 4px; }}
QHeaderView {{ background: {window}; }}
QHeaderView::section {{ background: {window}; color: {text2}; border: 0; border-bottom: 1px solid {line};
  padding: 0 13px 0 14px; }}
QSplitter::handle {{ background: {line}; }}
QScrollArea, QListView, QTableView {{ border: 0; }}
QScrollBar {{ background: transparent; width: 10px; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {strong}; border-radius: 3px; min-height: 28px; min-width: 28px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {line}; border: 0; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QWidget[edge="right"] {{ border-right: 1px solid {line}; }}
QWidget[ground="window"] {{ background: {window}; }}
QWidget[ground="base"] {{ background: {base}; }}
QFrame[ground="line"] {{ background: {line}; }}
QWidget[ground="desk"] {{ background: {desk}; }}
QFrame[card="plain"] {{ background: {base}; border: 1px solid {line}; border-radius: 6px; }}
QFrame[card="float"] {{ background: {base}; border: 1px solid {strong}; border-radius: 6px; }}
QFrame[card="info"] {{ background: {sel}; border: 1px solid {accent}; border-radius: 6px; }}
QFrame[card="ok"] {{ background: {ok_bg}; border: 1px solid {ok}; border-radius: 6px; }}
QFrame[card="warn"] {{ background: {warn_bg}; border: 1px solid {warn}; border-radius: 6px; }}
QFrame[card="fail"] {{ background: {fail_bg}; border: 1px solid {fail}; border-radius: 6px; }}
QTextEdit[kind="reading"] {{ background: {base}; color: {text}; border: 2px solid {base}; }}
QTextEdit[kind="reading"]:focus {{ border-color: {accent}; }}
QLabel {{ background: transparent; }}
QLabel[ink="text2"] {{ color: {text2}; }}
QLabel[ink="text3"] {{ color: {text3}; }}
QLabel[ink="fail"] {{ color: {fail}; }}
QLabel[kind="key"] {{ background: {base}; color: {text2}; border: 1px solid {line}; border-bottom-color: {strong};
  border-radius: 4px; padding: 1px 5px; }}
"""


class _Quiet(QProxyStyle):
    """Fusion without underlined letters; Alt and the letter still open a menu."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        return_data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_UnderlineShortcut:
            return 0
        return super().styleHint(hint, option, widget, return_data)


class Look(QObject):
    """Tokens, fonts and icons in use; `changed` comes after the application's palette and rules were set."""

    changed = Signal()
    density_changed = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self.mode: Mode = "system"
        self.tokens = LIGHT
        self.density = 0
        """Pixels added to every row: -4, 0 or 4."""
        self._dressed: list[tuple[weakref.ref[QObject], str, str]] = []
        self._points = max(_SMALLEST_BODY, app.font().pointSizeF())
        self._style = _Quiet("Fusion")
        app.setStyle(self._style)
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or stay light or dark."""
        self.mode = mode
        self._apply()

    def set_density(self, density: int) -> None:
        """Add `density` pixels to every row."""
        self.density = density
        self.density_changed.emit()

    def colour(self, token: str) -> QColor:
        """Return the colour of `token`."""
        return QColor(getattr(self.tokens, token))

    def font(self, role: Type = "body") -> QFont:
        """Return the interface font in the size and weight of `role`, with tabular digits."""
        font = QFont(self._app.font())
        font.setPointSizeF(self._points * _SIZES[role])
        bold = role in ("strong", "small-strong", "subject", "opening")
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def scaled(self, pixels: int) -> int:
        """Return a measure that grows with the system's text size; `pixels` at 13 px body text."""
        return round(pixels * self._points / _SMALLEST_BODY)

    def icon(self, name: str, ink: str = "text2") -> QIcon:
        """Return a Phosphor glyph ("ph.books") in the colour of `ink`."""
        icon: QIcon = qtawesome.icon(name, color=getattr(self.tokens, ink), color_disabled=self.tokens.text3)
        return icon

    def dress(self, target: QObject, name: str, ink: str = "text2", size: int = 0) -> None:
        """Give a button or action an icon that keeps to the palette; `size` in pixels, for widgets."""
        self._dressed = [entry for entry in self._dressed if entry[0]() is not target and _alive(entry[0]())]
        self._dressed.append((weakref.ref(target), name, ink))
        self._set_icon(target, name, ink)
        if size and isinstance(target, QWidget):
            target.setProperty("iconSize", QSize(size, size))

    def _set_icon(self, target: QObject, name: str, token: str) -> None:
        setter = getattr(target, "setIcon", None)
        if setter is not None:
            setter(self.icon(name, token))

    def _follow(self) -> None:
        if self.mode == "system":
            self._apply()

    def _apply(self) -> None:
        dark = self.mode == "dark" or (
            self.mode == "system" and self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        self.tokens = DARK if dark else LIGHT
        font = self.font()
        font.setFeature(QFont.Tag("tnum"), 1)
        self._app.setFont(font)
        self._app.setPalette(qpalette(self.tokens))
        self._app.setStyleSheet(rules(self.tokens))
        self._dressed = [entry for entry in self._dressed if _alive(entry[0]())]
        for ref, name, ink in self._dressed:
            if (target := ref()) is not None:
                self._set_icon(target, name, ink)
        self.changed.emit()


def _alive(target: QObject | None) -> bool:
    return target is not None and isValid(target)


def rules(tokens: Tokens) -> str:
    """Return the style rules with the colours of `tokens`."""
    return RULES.format(**{name: getattr(tokens, name) for name in tokens.__slots__})


def qpalette(tokens: Tokens) -> QPalette:
    """Return the palette roles that widgets without a rule use."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.base,
        role.AlternateBase: tokens.alt,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Button: tokens.base,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.fail,
        role.Highlight: tokens.sel,
        role.HighlightedText: tokens.text,
        role.Link: tokens.accent,
        role.ToolTipBase: tokens.base,
        role.ToolTipText: tokens.text,
        role.Light: tokens.base,
        role.Midlight: tokens.hover,
        role.Mid: tokens.line,
        role.Dark: tokens.strong,
        role.Accent: tokens.accent,
    }
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.text3))
    return palette
