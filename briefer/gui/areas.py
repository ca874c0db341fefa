"""The areas of the window that F6 goes through, and where the focus stands in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from briefer.gui.main_window import MainWindow

_REASON = Qt.FocusReason.ShortcutFocusReason


def areas(window: MainWindow) -> list[QWidget]:
    """Return the visible areas in the order of F6: rail, header, banners, left, centre, inspector, tray, status."""
    middle = [window.start] if window.starting else [part for _, part in window.desk.areas]
    found = [window.rail, window.header, window.banners, *middle, window.tray, window.status]
    return [area for area in found if area.isVisible() and targets(area)]


def targets(area: QWidget) -> list[QWidget]:
    """Return what can take the focus in an area, in focus order."""
    widgets = [area, *area.findChildren(QWidget)]
    return [w for w in widgets if w.isEnabled() and w.isVisibleTo(area) and w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def go(window: MainWindow, step: int) -> None:
    """Move the focus to the next area, or with -1 to the one before."""
    found = areas(window)
    focus = window.focusWidget()
    at = next((i for i, area in enumerate(found) if focus and (area is focus or area.isAncestorOf(focus))), -1)
    if not found:
        return
    area = found[(at + step) % len(found)] if at >= 0 or step > 0 else found[-1]
    last = area.focusWidget()
    wanted = last if last is not None and last in targets(area) else targets(area)[0]
    wanted.setFocus(_REASON)


def focus_first(window: MainWindow) -> None:
    """Put the focus where work begins on the current page."""
    first = window.start.first_focus() if window.starting else window.desk.first_focus()
    if first is not None:
        first.setFocus(Qt.FocusReason.OtherFocusReason)
