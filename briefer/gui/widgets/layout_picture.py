"""A layout of the user's file as a small picture: its ground and what is drawn on it, and where things will stand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefer.gui.palette import Look
from briefer.gui.widgets.slide_paint import image_of
from briefer.model.master import FoundLayout
from briefer.specs.brand import Area, Areas, Brand

WIDE = 96
_LINES, _LINE, _BETWEEN = 4, 2.0, 5.0


class LayoutPicture(QWidget):
    """One layout; title, text, sources and foot are bars in the colours that they will have."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._brand: Brand | None = None
        self._found: FoundLayout | None = None
        self._areas: Areas | None = None
        self._name = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_layout(self, brand: Brand, found: FoundLayout | None, name: str) -> None:
        """Show the layout `found` of the file as the layout `name` of a template uses it."""
        self._brand, self._found, self._areas, self._name = brand, found, brand.areas_of(name), name
        wide = self._look.scaled(WIDE)
        self.setFixedSize(QSize(wide, round(wide * brand.height / brand.width)))
        self.setAccessibleName(f"Picture of {found.name}" if found else "Picture of a layout")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        brand, areas = self._brand, self._areas
        if brand is None or areas is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = brand.colours_on(self._name)
        ground = (self._found.ground if self._found else "") or colours["ground"]
        painter.fillRect(self.rect(), QColor(f"#{ground}"))
        by = self.width() / brand.width
        if self._found is not None and self._found.behind is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), image_of(self._found.behind))
        self._bars(painter, areas.title, by, f"#{colours['title']}", 2, 3.0, 0.7)
        self._bars(painter, areas.content, by, f"#{colours['ink2']}", _LINES, _LINE, 1)
        self._bars(painter, areas.sources, by, f"#{colours['rule']}", 1, 1.0, 1)
        self._bars(painter, areas.foot, by, f"#{colours['rule']}", 1, 1.0, 0.5)
        painter.setPen(QColor(self._look.tokens.strong))
        painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1))

    def _bars(self, painter: QPainter, area: Area, by: float, ink: str, count: int, high: float, share: float) -> None:
        y = area.y * by
        for number in range(count):
            if number and y + high > area.bottom * by:
                return
            last = 0.6 if number == count - 1 and count > 1 else 1
            painter.fillRect(QRectF(area.x * by, y, area.width * by * share * last, high), QColor(ink))
            y += high + _BETWEEN
