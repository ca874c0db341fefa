"""How a file of the user's own carries the slides: what to know about it, and which layout stands for which."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefer.app.brands import CheckedBrand
from briefer.gui.kit import Kit
from briefer.gui.phrases import layout_name
from briefer.gui.widgets.buttons import icon_button
from briefer.gui.widgets.entries import Combo
from briefer.gui.widgets.layout_picture import LayoutPicture
from briefer.gui.widgets.panel import Panel, Scroll, fact_line, group
from briefer.gui.widgets.text import Elided

_SIGNS = {"fail": "fail", "warn": "warn", "note": "info"}


class BrandPanel(Panel):
    """Stands in the place of the inspector while a brand is looked at."""

    closed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.look, "Template")
        self._kit = kit
        self._shown: CheckedBrand | None = None
        self._rows: dict[str, tuple[LayoutPicture, Combo]] = {}
        close = icon_button(kit.look, "ph.x", "Close template")
        close.clicked.connect(self.closed)
        self.head.addWidget(close)
        self._scroll = Scroll()
        self.column.addWidget(self._scroll, 1)
        kit.brands.looked.connect(self.show_brand)

    @property
    def combos(self) -> dict[str, Combo]:
        """Return the choice of each layout of a template."""
        return {name: combo for name, (_, combo) in self._rows.items()}

    def show_brand(self, checked: CheckedBrand | None) -> None:
        """Show the mapping of a brand; nothing changes for one that Briefer built itself."""
        if checked is None:
            return
        same = self._shown is not None and self._shown.brand.id == checked.brand.id and bool(self._rows)
        self._shown = checked
        self.title.set_text(checked.brand.name)
        if not same:
            self._build(checked)
        self._fill(checked)

    def _build(self, checked: CheckedBrand) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        look = self._kit.look
        if checked.remarks:
            column.addWidget(group(look, "Worth knowing"))
            for remark in checked.remarks:
                column.addWidget(fact_line(look, _SIGNS[remark.weight], remark.text))
        column.addWidget(group(look, "Slides and their layouts"))
        self._rows = {}
        for name in checked.brand.layouts:
            column.addWidget(self._row(name))
        column.addStretch(1)
        while (old := self._scroll.column.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        self._scroll.column.addWidget(body)

    def _row(self, name: str) -> QWidget:
        look = self._kit.look
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 6)
        row.setSpacing(10)
        picture, combo = LayoutPicture(look), Combo(look)
        label = Elided(look, layout_name(name), "small-strong")
        combo.setAccessibleName(f"Layout for {layout_name(name)}")
        combo.activated.connect(lambda _: self._choose(name, str(combo.currentData())))
        side = QVBoxLayout()
        side.setSpacing(3)
        side.addWidget(label)
        side.addWidget(combo)
        side.addStretch(1)
        row.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(side, 1)
        self._rows[name] = (picture, combo)
        return holder

    def _fill(self, checked: CheckedBrand) -> None:
        layouts = {layout.name: layout for layout in checked.found.layouts}
        pairs = [(name, name) for name in checked.brand.areas]
        for name, (picture, combo) in self._rows.items():
            mapped = checked.brand.layouts[name]
            picture.show_layout(checked.brand, layouts.get(mapped.name), name)
            picture.setToolTip(mapped.reason)
            combo.show_pairs(pairs, mapped.name)
            combo.setToolTip(mapped.reason)

    def _choose(self, layout: str, name: str) -> None:
        if self._shown is not None and self._shown.brand.layouts[layout].name != name:
            self._kit.brands.remap(self._shown.brand.id, layout, name)
