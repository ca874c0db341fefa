"""A desk: left list, centre, inspector; sides fold, the left one comes back as an overlay in a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from briefer.gui.widgets.in_sight import InSight
from briefer.gui.widgets.text import Ground

LEFT, RIGHT, CENTRE = 222, 292, 560
FOLD_BELOW = 1280
"""Width of the window below which the left list folds away first."""
RAIL = 76


class Desk(InSight, QWidget):
    """What every tab is made of. Subclasses fill `left`, `centre`, `right` and may offer header parts."""

    name = ""
    tray_hint = ""
    """What A puts into the tray here, "" for a desk without one."""
    right_width = RIGHT

    def __init__(self) -> None:
        super().__init__()
        self.left: QWidget | None = None
        self.centre: QWidget = Ground("base")
        self.right: QWidget | None = None
        self.tools: QWidget | None = None
        """Parts for the header, beside the brief."""
        self.primary: QWidget | None = None
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self._left_wanted = self._right_wanted = True
        self._narrow = False
        self._overlay = False

    def assemble(self, left: QWidget | None, centre: QWidget, right: QWidget | None) -> None:
        """Put the three parts side by side."""
        self.left, self.centre, self.right = left, centre, right
        centre.setMinimumWidth(CENTRE if right else 0)
        for part in (left, centre, right):
            if part is not None:
                self.splitter.addWidget(part)
                self.splitter.setStretchFactor(self.splitter.indexOf(part), int(part is centre))
        if left is not None:
            left.setMinimumWidth(200)
        if right is not None:
            right.setMinimumWidth(280)
        sizes = [LEFT] if left else []
        self.splitter.setSizes([*sizes, 900, *([self.right_width] if right else [])])

    @property
    def foot(self) -> int:
        """Return how many pixels at the foot of the centre are taken by something that floats there."""
        return 0

    @property
    def areas(self) -> list[tuple[str, QWidget]]:
        """Return the parts that F6 goes through."""
        parts = (("left list", self.left), ("centre", self.centre), ("inspector", self.right))
        return [(name, part) for name, part in parts if part is not None and part.isVisible()]

    def first_focus(self) -> QWidget | None:
        """Return the widget that takes the focus when the desk is shown."""
        return None

    def next_finding(self) -> None:
        """Go to the next thing to look at (F8)."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()

    def fold_left(self) -> None:
        """Fold the left list, or bring it back; over the centre when the window is narrow."""
        if self.left is None:
            return
        if self._narrow:
            self._set_overlay(not self._overlay)
        else:
            self._left_wanted = not self._left_wanted
            self._arrange()

    def fold_right(self) -> None:
        """Fold the inspector, or bring it back."""
        self._right_wanted = not self._right_wanted
        self._arrange()

    def fold_sides(self) -> bool:
        """Fold both sides, or bring both back; tells whether they are folded now."""
        folded = self._left_wanted or self._right_wanted
        self._left_wanted = self._right_wanted = not folded
        self._set_overlay(False)
        self._arrange()
        return folded

    def keep(self, settings: QSettings) -> None:
        """Remember sizes and folds."""
        settings.setValue(f"desk/{self.name}/sizes", self.splitter.saveState())
        settings.setValue(f"desk/{self.name}/folds", [int(self._left_wanted), int(self._right_wanted)])

    def restore(self, settings: QSettings) -> None:
        """Take up remembered sizes and folds."""
        state = settings.value(f"desk/{self.name}/sizes")
        folds = settings.value(f"desk/{self.name}/folds")
        if isinstance(state, QByteArray):
            self.splitter.restoreState(state)
        if isinstance(folds, list) and len(folds) == 2:
            self._left_wanted, self._right_wanted = (bool(int(fold)) for fold in folds)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() + RAIL < FOLD_BELOW
        if narrow != self._narrow:
            self._set_overlay(False)
            self._narrow = narrow
            self._arrange()
        if self._overlay and self.left is not None:
            self.left.resize(QSize(self.left.width(), self.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._overlay:
            self._set_overlay(False)
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        if self.left is not None and not self._overlay:
            self.left.setVisible(self._left_wanted and not self._narrow)
        if self.right is not None:
            self.right.setVisible(self._right_wanted)

    def _set_overlay(self, on: bool) -> None:
        if self.left is None or on == self._overlay:
            return
        self._overlay = on
        if on:
            self.left.setParent(self)
            self.left.setGeometry(0, 0, LEFT, self.height())
            self.left.show()
            self.left.raise_()
            focus = self.left.nextInFocusChain()
            if focus is not None:
                focus.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.splitter.insertWidget(0, self.left)
            self.left.setVisible(self._left_wanted and not self._narrow)
            self.centre.setFocus(Qt.FocusReason.ShortcutFocusReason)
