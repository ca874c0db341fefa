"""The tab rail: seven desks, one key each."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout

from briefer.gui.commands import TABS, Commands
from briefer.gui.palette import Look
from briefer.gui.widgets.buttons import icon_button
from briefer.gui.widgets.dragging import PASSAGE, carried
from briefer.gui.widgets.text import Ground

ICONS = {
    "Library": "ph.books",
    "Read": "ph.book-open",
    "Evidence": "ph.quotes",
    "Positions": "ph.scales",
    "Compose": "ph.presentation",
    "Memo": "ph.file-text",
    "Verify": "ph.shield-check",
}
WIDTH = 76
SETTINGS = (("Appearance", ("look-system", "look-light", "look-dark")), ("Density", ("dense", "normal", "airy")))


class Rail(Ground):
    """Seven tabs under each other; the current one has a fill, a bold word and a bar."""

    chosen = Signal(str)

    def __init__(self, look: Look, commands: Commands) -> None:
        super().__init__("window")
        self.setFixedWidth(WIDTH)
        self.setProperty("edge", "right")
        self.setAccessibleName("Desks")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        self._tabs: dict[str, RailTab] = {}
        for at, name in enumerate(TABS, 1):
            tab = RailTab(look, name, ICONS[name])
            tab.setAccessibleName(f"{name}, tab {at} of {len(TABS)}")
            tab.setToolTip(f"{name} (Ctrl+{at})")
            tab.toggled.connect(lambda on, name=name: self._toggled(name, on))
            commands.on(f"tab-{name.lower()}", lambda name=name: self.choose(name))  # type: ignore[misc]
            column.addWidget(tab)
            self._tabs[name] = tab
        column.addStretch(1)
        self._settings = icon_button(look, "ph.gear", "Settings: appearance and density")
        self._settings.clicked.connect(lambda: self._open_settings(commands))
        column.addWidget(self._settings, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._tabs[TABS[0]].setChecked(True)

    def _open_settings(self, commands: Commands) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, ids in SETTINGS:
            menu.addSection(title)
            for id in ids:
                menu.addAction(commands[id])
        size = menu.sizeHint()
        menu.popup(self._settings.mapToGlobal(self._settings.rect().topRight()) - QPoint(0, size.height() - 30))

    def _toggled(self, name: str, on: bool) -> None:
        if on:
            self.chosen.emit(name)

    @property
    def current(self) -> str:
        """Return the name of the current tab."""
        return next((name for name, tab in self._tabs.items() if tab.isChecked()), TABS[0])

    def choose(self, name: str) -> None:
        """Go to a tab, if it is on."""
        if self._tabs[name].isEnabled():
            self._tabs[name].setChecked(True)

    def allow(self, name: str, allowed: bool, why: str = "") -> None:
        """Switch a tab on or off; `why` is said when it is off."""
        tab, at = self._tabs[name], TABS.index(name) + 1
        tab.setEnabled(allowed)
        tab.setAccessibleName(f"{name}, tab {at} of {len(TABS)}" + ("" if allowed else f", off: {why}"))
        tab.setToolTip(f"{name} (Ctrl+{at})" if allowed else why)


class RailTab(QToolButton):
    """One tab: an icon over a word."""

    def __init__(self, look: Look, name: str, icon: str) -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self.setText(name)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("kind", "ghost")
        self.setAcceptDrops(name == "Compose")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carried(event.mimeData(), PASSAGE) and self.isEnabled():
            self.setChecked(True)  # a drag goes on in the desk that comes up
            event.ignore()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(WIDTH, max(54, metrics.height() + 38))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, on = self._look, self.isChecked()
        box = QRectF(6, 0, self.width() - 13, self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        if on or self.underMouse():
            painter.setBrush(look.colour("sel" if on else "hover"))
            painter.drawRoundedRect(box, 5, 5)
        if on:
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(QRectF(0, 9, 3, self.height() - 18), 1.5, 1.5)
        token = "accent" if on else "text2" if self.isEnabled() else "text3"
        side = 22
        spot = QRect(int(box.center().x() - side / 2), 7, side, side)
        look.icon(self._icon, token).paint(painter, spot, mode=QIcon.Mode.Normal)
        painter.setFont(look.font("small-strong" if on else "small"))
        painter.setPen(look.colour("text" if on else "text2" if self.isEnabled() else "text3"))
        painter.drawText(QRectF(0, 31, self.width(), self.height() - 33), Qt.AlignmentFlag.AlignHCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
