"""The right side of Compose: the chosen slide, what goes into the brief, what it says besides, and its set-up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from briefer.gui.kit import Kit
from briefer.gui.panels.brand import BrandPanel
from briefer.gui.panels.contents import Contents
from briefer.gui.panels.export import Export
from briefer.gui.panels.picks import Picks
from briefer.gui.panels.setup import Setup
from briefer.gui.panels.slide_card import SlideCard
from briefer.gui.widgets.panel import Panel
from briefer.gui.widgets.segments import Segments

PAGES = ("Slide", "Picks", "Content", "Set-up")
SLIDE_PAGE, PICKS, CONTENT, SETUP = range(4)


class Inspector(Panel):
    """The chosen slide, and what goes into the brief; export stands in their place when it is asked for."""

    exporting = Signal(bool)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.look)
        self._before: QWidget | None = None
        """What had the focus before the export was shown."""
        self._pages = QStackedWidget()
        brief = QWidget()
        column = QVBoxLayout(brief)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 7, 14, 5)
        self.segments = Segments(kit.look, "Brief", PAGES, wrap=True)
        head.addWidget(self.segments, 1)
        column.addLayout(head)
        self.picks, self.setup, self.export = Picks(kit), Setup(kit), Export(kit)
        self._body = QStackedWidget()
        self.slide, self.contents = SlideCard(kit), Contents(kit)
        for page in (self.slide, self.picks, self.contents, self.setup):
            self._body.addWidget(page)
        column.addWidget(self._body, 1)
        self._pages.addWidget(brief)
        self._pages.addWidget(self.export)
        self.brand = BrandPanel(kit)
        self._pages.addWidget(self.brand)
        self.brand.closed.connect(self.close_export)
        kit.brands.looked.connect(self.open_brand)
        self.column.addWidget(self._pages, 1)
        self.segments.chosen.connect(self.show_page)
        self.export.closed.connect(self.close_export)

    def show_page(self, at: int) -> None:
        """Show the chosen slide, what goes in, what the brief says besides, or the set-up."""
        self.segments.choose(at)
        self._body.setCurrentIndex(at)

    def open_export(self) -> None:
        """Show what will be written; closing it gives the focus back."""
        if self._pages.currentWidget() is not self.export:
            self._before = QApplication.focusWidget()
        self._pages.setCurrentIndex(1)
        self.exporting.emit(True)
        self.export.write.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_brand(self, checked: object) -> None:
        """Show the layouts of a brand of the user's own."""
        if checked is not None:
            self._pages.setCurrentWidget(self.brand)

    def close_export(self) -> None:
        """Go back to the brief."""
        before, self._before = self._before, None
        self._pages.setCurrentIndex(0)
        self.exporting.emit(False)
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
